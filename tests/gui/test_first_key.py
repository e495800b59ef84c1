"""The window says "Press Space": whatever way one came there, Space must then train."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from engine.examples import examples, path_of
from engine.project import Project
from gui.app import make_application, open_window
from gui.main_window import MainWindow
from gui.session import Session


@pytest.fixture
def opened(qapp: QApplication, qtbot: object) -> Iterator[MainWindow]:
    make_application("en", "light")
    made = open_window(lambda: Session(Project()), path_of("hold-lstm"), examples=examples())
    qtbot.waitUntil(lambda: made.ready and made.session.state.started)  # type: ignore[attr-defined]
    QTest.qWaitForWindowActive(made)
    yield made
    made.leave_at_once()
    made.deleteLater()


def press_space() -> None:
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, Qt.Key.Key_Space)
    assert QApplication.activePopupWidget() is None


def test_a_project_from_the_command_line_trains_on_space(opened: MainWindow) -> None:
    assert QApplication.focusWidget() is opened.body.parts["timeline"]
    press_space()
    assert opened.session.state.playing
    opened.session.play(False)


def test_after_coming_back_from_another_window_space_trains(opened: MainWindow) -> None:
    focused = QApplication.focusWidget()
    assert focused is not None
    focused.clearFocus()
    other = QWidget()
    other.show()
    other.activateWindow()
    QTest.qWaitForWindowActive(other)
    opened.activateWindow()
    QTest.qWaitForWindowActive(opened)
    other.close()
    other.deleteLater()
    assert QApplication.focusWidget() is opened.body.parts["timeline"]
    press_space()
    assert opened.session.state.playing
    opened.session.play(False)
