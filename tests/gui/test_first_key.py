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


def test_where_the_timeline_goes_the_focus_goes_to_what_takes_its_place(opened: MainWindow) -> None:
    for view, part in (
        ("microscope", "microscope"),
        ("timeline", "timeline"),
        ("network", "network"),
    ):
        opened.show_view(view)
        focused = QApplication.focusWidget()
        assert focused is not None
        place = opened.body.parts[part]
        assert focused is place or place.isAncestorOf(focused)


def test_escape_closes_a_card_wherever_the_focus_is_in_it(opened: MainWindow) -> None:
    opened.open_until()
    assert opened.cards is not None
    assert opened.cards.until is not None
    assert opened.cards.until.isVisible()
    opened.setFocus()
    opened.focus_timeline()  # what Escape does
    assert not opened.cards.until.isVisible()


def test_the_window_is_no_larger_than_the_screen(opened: MainWindow) -> None:
    made = MainWindow()
    room = made.screen().availableSize()
    assert made.width() <= room.width()
    assert made.height() <= room.height()
    made.close()
    made.deleteLater()
