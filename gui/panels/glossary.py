"""Glossary page and card: the field's words, searched by typing; the card explains what has the focus."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gui.glossary import Term, search, terms, words_of
from gui.panels.all_data import Search
from gui.theme import px
from gui.widgets.buttons import TextButton
from gui.widgets.paint import keeps
from gui.widgets.popover import Popover
from gui.widgets.scroll import Scroll
from gui.widgets.sheet import Sheet
from gui.widgets.words import Part, Words

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

UP_DOWN = (Qt.Key.Key_Up, Qt.Key.Key_Down)
MOST_ON_CARD = 7


class TermEntry(Part):
    """A word in both languages, and below it what it means; reached by Tab and the arrow keys.

    Parameters
    ----------
    term : Term
        The word.
    parent : QWidget or None
        Parent.
    """

    left = Signal(int)
    """Up (−1) or Down (+1) was pressed."""

    def __init__(self, term: Term, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.term = term
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.name = Words("t1", 14, 600, wrap=True, parent=self)
        self.text = Words("t2", 13, wrap=True, parent=self)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(8), px(6), px(8), px(6))
        column.setSpacing(px(3))
        column.addWidget(self.name)
        column.addWidget(self.text)
        self.retranslate()

    def retranslate(self) -> None:
        """Set the words."""
        self.name.setText(f"{self.term.name} · {self.term.other}".replace("\n", " "))
        if self.term.name == self.term.other:
            self.name.setText(self.term.name)
        self.text.setText(self.term.text)
        self.setAccessibleName(self.term.name)
        self.setAccessibleDescription(self.term.text)

    def event(self, event: QEvent) -> bool:
        """Keep Up and Down."""
        return keeps(event, UP_DOWN) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to the word before or after."""
        if event.key() in UP_DOWN:
            self.left.emit(1 if event.key() == Qt.Key.Key_Down else -1)
        else:
            super().keyPressEvent(event)


class GlossaryPage(Sheet):
    """All words in one column; typing shows those that have what was typed.

    Parameters
    ----------
    parent : QWidget
        The window.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, 760, 820)
        self.found: list[TermEntry] = []
        self.search = Search(self.card)
        self.search.setStyleSheet("QLineEdit { background: transparent; border: none; }")
        self.search.textChanged.connect(self.show_found)
        self.search.left.connect(lambda key: self._step(-1, 1))
        self.search.entered.connect(lambda: self._step(-1, 1))
        self.none = Words("t2", 14, parent=self.card)
        self.list = QWidget()
        self._lines = QVBoxLayout(self.list)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(px(4))
        self.entries = {key: TermEntry(term, self.list) for key, term in terms().items()}
        for entry in self.entries.values():
            self._lines.addWidget(entry)
            entry.left.connect(lambda way, one=entry: self._step(self.found.index(one), way))
        self._lines.addStretch(1)
        self.area = Scroll(self.card)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setWidget(self.list)
        self.column.addWidget(self.search)
        self.column.addWidget(self.none)
        self.column.addWidget(self.area, 1)
        self.retranslate()
        self.show_found("")

    def retranslate(self) -> None:
        """Set all words."""
        if not hasattr(self, "area"):
            return
        self.title.setText(self.tr("Glossary"))
        self.setAccessibleName(self.tr("Glossary"))
        self.away.set_name(self.tr("Close (Esc)"))
        self.search.setPlaceholderText(self.tr("Search, in English or Korean"))
        self.search.setAccessibleName(self.tr("Search the glossary"))
        self.none.setText(self.tr("Nothing has all of these words."))

    def open_sheet(self) -> None:
        """Show all words."""
        self.search.clear()
        self.show_found("")
        super().open_sheet()

    def open_term(self, key: str) -> None:
        """Show all words, with one of them in sight and in focus."""
        self.open_sheet()
        self._focus(self.entries[key])

    def focus_first(self) -> None:
        """Begin with typing."""
        self.search.setFocus(Qt.FocusReason.PopupFocusReason)

    def show_found(self, typed: str) -> None:
        """Show the words that have what was typed, those with it in the name first."""
        self.found = [self.entries[term.id] for term in search(typed)]
        for entry in self.entries.values():
            self._lines.removeWidget(entry)
            entry.setVisible(entry in self.found)
        for k, entry in enumerate(self.found):
            self._lines.insertWidget(k, entry)
        self.none.setVisible(not self.found)
        self.area.verticalScrollBar().setValue(0)

    def _step(self, here: int, way: int) -> None:
        """Go to a word; above the first one stands the search."""
        if here + way < 0:
            self.focus_first()
        elif here + way < len(self.found):
            self._focus(self.found[here + way])

    def _focus(self, entry: TermEntry) -> None:
        self._lines.activate()
        entry.setFocus(Qt.FocusReason.TabFocusReason)
        self.area.ensureWidgetVisible(entry, 0, px(20))


class TermCard(Popover):
    """The card of F1: the words of what has the focus, and the way to all words.

    Parameters
    ----------
    parent : QWidget
        The window.
    """

    all_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, 440)
        self.entries: list[TermEntry] = []
        self.more = TextButton("quiet", "", self)
        self.more.clicked.connect(self._all)
        self.area = Scroll(self)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.column.addWidget(self.area, 1)
        self.column.addWidget(self.more, 0, Qt.AlignmentFlag.AlignRight)
        self.retranslate()

    def retranslate(self) -> None:
        """Set the words of the button."""
        if hasattr(self, "more"):
            self.setAccessibleName(self.tr("Glossary"))
            self.more.setText(self.tr("All words"))

    def explain(self, widget: QWidget) -> None:
        """Open beside a widget with the words that explain it."""
        self.close_card()
        held = QWidget()
        lines = QVBoxLayout(held)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        found = words_of(widget)[:MOST_ON_CARD]
        self.entries = [TermEntry(terms()[key], held) for key in found]
        for k, entry in enumerate(self.entries):
            lines.addWidget(entry)
            entry.left.connect(lambda way, k=k: self._step(k + way))
        lines.addStretch(1)
        self.area.setWidget(held)
        high = lines.heightForWidth(px(self.wide - 60)) + px(8)
        window = self.parentWidget()
        assert window is not None
        self.area.setMinimumHeight(max(px(80), min(high, window.height() - px(160))))
        self.open_at(widget)
        self._step(0)

    def _step(self, k: int) -> None:
        if 0 <= k < len(self.entries):
            self.entries[k].setFocus(Qt.FocusReason.TabFocusReason)
            self.area.ensureWidgetVisible(self.entries[k])

    def _all(self) -> None:
        self.close_card()
        self.all_wanted.emit()
