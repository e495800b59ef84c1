"""PySide6 6.12 on Python 3.11 drops references to None until the interpreter aborts."""

from __future__ import annotations

import sys
from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gui.views.cell import CellView
from gui.views.loss import LossView
from gui.views.timeline.timeline import TimelineView
from tests.gui.fakes import FakeSession, make_shown
from tests.gui.views.painted import paint

REFRESHES = 2000
ROOM = 200
"""References to None that come and go by themselves."""


def test_refreshing_drops_no_reference_to_none(app: Any, qtbot: QtBot) -> None:
    shown = make_shown(running=True, iteration=2400)
    session: Any = FakeSession(shown)
    views = [TimelineView(session), CellView(session), LossView(session)]
    for view in views:
        qtbot.addWidget(view)
        view.resize(500, 400)
        view.show()
    views[2].ready()  # type: ignore[attr-defined]
    QApplication.processEvents()
    before = sys.getrefcount(None)
    recording = shown.frame.recording
    assert recording is not None
    for k in range(REFRESHES):
        fresh = replace(shown, frame=replace(shown.frame, recording=replace(recording)))
        view = views[k % 3]
        view.show_state(fresh)
        paint(view)
    assert sys.getrefcount(None) > before - ROOM
