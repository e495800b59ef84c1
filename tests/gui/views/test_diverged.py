from __future__ import annotations

from dataclasses import replace
from typing import Any

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from engine.frame import Divergence
from gui.shown import Shown
from gui.theme import current
from gui.views.diverged import DivergedView
from tests.gui.fakes import FakeSession, make_shown
from tests.gui.views.painted import paint


def diverged(learning_rate: float | None = 0.05, clip: float = 0.0) -> Shown:
    found = Divergence(137, "h", 0, 3, 120, learning_rate)
    shown = make_shown("rnn", divergence=found)
    training = msgspec.structs.replace(shown.project.training, clip=clip)
    return replace(shown, project=msgspec.structs.replace(shown.project, training=training))


def make(qtbot: QtBot, shown: Shown, size: tuple[int, int] = (764, 756)) -> DivergedView:
    view = DivergedView(FakeSession(shown))  # type: ignore[arg-type]
    qtbot.addWidget(view)
    view.resize(*size)
    view.show()
    QApplication.processEvents()
    return view


@pytest.mark.parametrize("name", ["dark", "light"])
@pytest.mark.parametrize("size", [(1136, 756), (764, 620), (480, 400)])
def test_it_is_painted_and_nothing_is_cut(
    app: Any, qtbot: QtBot, name: str, size: tuple[int, int]
) -> None:
    current.set(name)
    view = make(qtbot, diverged(), size)
    view.loss.ready()
    QApplication.processEvents()
    paint(view)
    for card in view.cards:
        assert card.width() >= card.minimumSizeHint().width()
        assert card.button.width() >= card.button.sizeHint().width()
        assert card.text.height() >= card.text.heightForWidth(card.text.width())
    assert view.reason.height() >= view.reason.heightForWidth(view.reason.width())


def test_it_says_what_happened(app: Any, qtbot: QtBot) -> None:
    view = make(qtbot, diverged())
    assert view.reason.text() == (
        "Iteration 137: h of layer 1 was no longer a finite number at step 4."
        " Nothing is lost; iteration 120 is kept."
    )
    assert view.accessibleDescription() == view.reason.text()


def press(qtbot: QtBot, view: DivergedView, button: Any) -> list[Any]:
    session: Any = view.session
    session.calls.clear()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    return list(session.calls)


def test_the_cures_ask_the_session(app: Any, qtbot: QtBot) -> None:
    view = make(qtbot, diverged())
    assert press(qtbot, view, view.back.button) == [("iteration", 120)]
    assert press(qtbot, view, view.smaller.button) == [
        ("iteration", 120), ("change", ("training.learning_rate", 0.05, True)), ("play", (True, None)),
    ]  # fmt: skip
    assert press(qtbot, view, view.clip.button) == [
        ("iteration", 120), ("change", ("training.clip", 1.0, True)), ("play", (True, None)),
    ]  # fmt: skip


def test_without_a_stable_rate_a_tenth_is_offered(app: Any, qtbot: QtBot) -> None:
    view = make(qtbot, diverged(None, clip=1.0))
    assert view.smaller.button.text() == "Set 0.0015 and go on"
    assert view.clip.button.text() == "Clip to 0.1 and go on"
