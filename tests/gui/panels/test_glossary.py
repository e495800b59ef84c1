from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from gui.glossary import LETTERS, terms
from gui.language import set_language
from gui.panels.glossary import GlossaryPage, TermCard
from gui.views.cell import CellView
from tests.gui.fakes import FakeSession, make_shown


@pytest.fixture
def window(app: Any, qtbot: Any) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(1280, 720)
    window.show()
    return window


def test_typing_shows_the_words_that_have_it_in_either_language(
    window: QWidget, qtbot: Any
) -> None:
    page = GlossaryPage(window)
    page.open_sheet()
    assert len(page.found) == len(terms())
    for typed in ("forget", "망각"):
        page.search.clear()
        qtbot.keyClicks(page.search, typed) if typed.isascii() else page.search.setText(typed)
        assert page.found[0].term.id == "forget_gate"
        assert page.found[0].isVisible()
        assert not page.entries["epoch"].isVisible()
    page.search.setText("zebra")
    assert page.none.isVisible()


def test_the_arrow_keys_walk_from_the_search_through_the_words_and_back(
    window: QWidget, qtbot: Any
) -> None:
    page = GlossaryPage(window)
    page.open_sheet()
    window.activateWindow()
    page._step(-1, 1)
    assert QApplication.focusWidget() is page.found[0]
    qtbot.keyClick(page.found[0], Qt.Key.Key_Down)
    assert QApplication.focusWidget() is page.found[1]
    qtbot.keyClick(page.found[1], Qt.Key.Key_Up)
    qtbot.keyClick(page.found[0], Qt.Key.Key_Up)
    assert QApplication.focusWidget() is page.search
    qtbot.keyClick(page, Qt.Key.Key_Escape)
    assert not page.isVisible()


def test_the_page_speaks_the_language_of_the_window(window: QWidget) -> None:
    page = GlossaryPage(window)
    page.open_sheet()
    set_language("ko")
    assert page.entries["epoch"].accessibleName() == "에포크"
    set_language("en")
    assert page.entries["epoch"].accessibleName() == "Epoch"


def test_the_card_explains_every_letter_of_the_cell_in_focus(window: QWidget) -> None:
    view = CellView(FakeSession(make_shown("lstm", phase="forward")), window)  # type: ignore[arg-type]
    view.setGeometry(900, 0, 372, 720)
    view.show()
    card = TermCard(window)
    card.explain(view.page)
    assert [entry.term.id for entry in card.entries] == list(LETTERS["lstm"])
    assert window.rect().contains(card.geometry())
    asked = []
    card.all_wanted.connect(lambda: asked.append(True))
    card.more.click()
    assert asked
    assert not card.isVisible()
