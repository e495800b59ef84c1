"""The bookmarks: a new one is in sight at once, without opening the card again."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from tests.gui.test_time_travel import Begin, real, wait
from tests.gui.test_window import settle

__all__ = ["real"]


def test_each_bookmark_that_is_named_is_in_sight_at_once(real: Begin) -> None:
    window = real()
    window.open_bookmarks()
    assert window.cards is not None
    card = window.cards.bookmarks
    assert card is not None
    for iteration in (2, 5):
        window.session.go(iteration=iteration)
        wait(window)
        QTest.keyClicks(card.name, f"at {iteration}")
        QTest.keyClick(card.name, Qt.Key.Key_Return)
        wait(window)
        settle()
        row = card.rows[iteration]
        top = row.mapTo(card.area, QPoint(0, 0)).y()
        assert top >= 0
        assert top + row.height() <= card.area.height()
