"""All data: a sheet with everything there is to learn from, by task, searched by typing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import (
    QFontMetricsF,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QResizeEvent,
    QTextOption,
)
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from engine.project import DrawnCurve, DrawnPoints, Project
from gui.panels.shelf import GROUPS, Item, group_text, items, matching
from gui.theme import current, font, px
from gui.widgets.buttons import Button, TextButton
from gui.widgets.paint import ARROWS, box, keeps
from gui.widgets.scroll import Scroll
from gui.widgets.sheet import Sheet
from gui.widgets.thumbs import draw_thumb
from gui.widgets.thumbs_shipped import draw_shipped
from gui.widgets.words import Part, Words

if TYPE_CHECKING:
    from gui.session import Session

CARD_WIDE, CARD_HIGH = 300, 92
GAP, HEAD = 12, 40


class Search(QLineEdit):
    """A line in which a search is typed; the arrow keys lead from it to what was found."""

    left = Signal(int)
    """Down or Up was pressed: carries the key."""
    entered = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrame(False)
        self.setStyleSheet("QLineEdit { background: transparent; border: none; }")
        self.setMaxLength(80)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        current.changed.connect(self.restyle)
        self.restyle()

    def restyle(self) -> None:
        """Take font and colours from the theme."""
        self.setFont(font(14))
        palette = QPalette(self.palette())
        palette.setColor(QPalette.ColorRole.Text, current.theme.t1)
        palette.setColor(QPalette.ColorRole.PlaceholderText, current.theme.t3)
        self.setPalette(palette)
        self.setTextMargins(px(10), 0, px(10), 0)
        self.setFixedHeight(px(34))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Hand on what is not typing."""
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.left.emit(event.key())
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        elif event.key() == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the outline, and what is typed."""
        theme = current.theme
        line = theme.t2 if self.hasFocus() else theme.edge
        painter = QPainter(self)
        box(painter, QRectF(self.rect()), px(8), theme.s2, line)
        painter.end()
        super().paintEvent(event)


class ItemCard(Button):
    """Something to learn from: its picture, its name, a sentence."""

    def __init__(self, item: Item, parent: QWidget) -> None:
        super().__init__(parent)
        self.item = item
        self.marked = self.present = False

    def event(self, event: QEvent) -> bool:
        """Keep the arrow keys: they mark the next card."""
        return keeps(event, ARROWS) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave the arrow keys, and what is typed, to the sheet."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the card."""
        painter = QPainter(self)
        theme = current.theme
        line, width = (theme.t1, 2.0) if self.marked else (theme.line, 1.0)
        fill = theme.s3 if self.hot or self.marked else theme.s2
        box(painter, QRectF(self.rect()), px(8), fill, line, width)
        side = px(10)
        picture = QRectF(side, side, px(84), self.height() - 2 * side)
        box(painter, picture, px(6), theme.s1)
        inner = picture.adjusted(px(8), px(12), -px(8), -px(12))
        ink = theme.t1 if self.marked else theme.t2
        if self.item.source is None:
            draw_thumb(painter, self.item.key, inner, ink)
        else:
            draw_shipped(painter, self.item.data, inner, ink)
        left = picture.right() + px(12)
        wide = self.width() - left - side
        wrap = QTextOption()
        wrap.setWrapMode(QTextOption.WrapMode.WordWrap)
        painter.setFont(font(13, 600))
        painter.setPen(theme.t1)
        metrics = QFontMetricsF(font(13, 600))
        flags = int(Qt.TextFlag.TextWordWrap)
        high = metrics.boundingRect(QRectF(0, 0, wide, 999), flags, self.text()).height()
        painter.drawText(QRectF(left, px(10), wide, high + 1), self.text(), wrap)
        painter.setFont(font(12))
        painter.setPen(theme.t2)
        top = px(12) + high
        painter.drawText(QRectF(left, top, wide, self.height() - top - px(4)), self.toolTip(), wrap)
        if self.present:
            box(painter, QRectF(px(4), px(14), px(3), self.height() - px(28)), px(2), theme.t1)


class Shelves(Part):
    """The cards that were found, below the names of their tasks."""

    keyed = Signal(object)
    """Carries the event of a key that no card took: the scroll area would take the arrow keys."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.cards = [ItemCard(item, self) for item in items()]
        self.heads = {group: Words("t2", 13, 600, parent=self) for group in GROUPS}
        self.found: list[ItemCard] = list(self.cards)
        self.columns = 3
        self.retranslate()

    def retranslate(self) -> None:
        """Set all words."""
        for group, head in self.heads.items():
            head.setText(group_text(group))
        for card in self.cards:
            card.setText(card.item.name)
            card.setToolTip(card.item.sentence)
            card.setAccessibleName(card.item.name)
            card.setAccessibleDescription(card.item.sentence)
            card.update()

    def show_found(self, found: tuple[Item, ...]) -> None:
        """Show some of the cards."""
        self.found = [card for card in self.cards if card.item in found]
        for card in self.cards:
            card.setVisible(card.item in found)
        self.arrange()

    def arrange(self) -> None:
        """Place the cards in rows below their tasks."""
        room = self.width() - px(12)
        self.columns = max(1, (room + px(GAP)) // (px(CARD_WIDE - 20) + px(GAP)))
        wide = (room - (self.columns - 1) * px(GAP)) // self.columns
        top = 0
        for group, head in self.heads.items():
            cards = [card for card in self.found if card.item.group == group]
            head.setVisible(bool(cards))
            if not cards:
                continue
            head.setGeometry(0, top + px(10), room, px(22))
            top += px(HEAD)
            for k, card in enumerate(cards):
                row, column = divmod(k, self.columns)
                x = column * (wide + px(GAP))
                card.setGeometry(x, top + row * px(CARD_HIGH + GAP), wide, px(CARD_HIGH))
            top += -(-len(cards) // self.columns) * px(CARD_HIGH + GAP)
        self.setMinimumHeight(top)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Hand on what no card took."""
        self.keyed.emit(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place the cards anew."""
        self.arrange()

    def restyle(self) -> None:
        """Place the cards anew."""
        super().restyle()
        if hasattr(self, "heads"):
            self.arrange()


class AllData(Sheet):
    """Everything there is to learn from.

    Parameters
    ----------
    session : Session
        Where the choice goes: ``data`` is changed, in one step that can be undone.
    parent : QWidget
        The window.
    """

    asked = Signal()
    """The user wants to open a file of his own."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent, 1060, 900)
        self.session = session
        self.marked: ItemCard | None = None
        self.search = Search(self.card)
        self.search.textChanged.connect(self._search)
        self.search.left.connect(self._leave_search)
        self.search.entered.connect(self._choose_marked)
        self.open = TextButton("plain", "folder-open", self.card)
        self.open.clicked.connect(self._open)
        self.shelves = Shelves()
        self.shelves.keyed.connect(self.keyPressEvent)
        for card in self.shelves.cards:
            card.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
            card.clicked.connect(self._clicked)
        self.area = Scroll(self.card)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setWidget(self.shelves)
        self.none = Words("t2", 14, parent=self.card)
        self.note = Words("t2", 12, wrap=True, parent=self.card)
        top = QHBoxLayout()
        top.addWidget(self.search, 1)
        top.addWidget(self.open)
        self.column.addLayout(top)
        self.column.addWidget(self.none)
        self.column.addWidget(self.area, 1)
        self.column.addWidget(self.note)
        self.none.hide()
        self.retranslate()
        self.restyle()

    def retranslate(self) -> None:
        """Set all words."""
        if not hasattr(self, "note"):
            return
        self.title.setText(self.tr("All data"))
        self.setAccessibleName(self.tr("All data"))
        self.away.set_name(self.tr("Close (Esc)"))
        self.search.setPlaceholderText(self.tr("Search, for example: temperature, letter, memory"))
        self.search.setAccessibleName(self.tr("Search all data"))
        self.open.setText(self.tr("Open data…"))
        self.open.setToolTip(self.tr("A table or a text of your own: CSV, TSV or TXT"))
        self.open.updateGeometry()
        self.none.setText(self.tr("Nothing has all of these words."))
        self._show_note()

    def restyle(self) -> None:
        """Keep room for two lines on the source."""
        super().restyle()
        if hasattr(self, "note"):
            self.note.setMinimumHeight(px(36))

    def open_sheet(self) -> None:
        """Show everything, with what is at hand marked."""
        present = self.session.state.project.data
        for card in self.shelves.cards:
            same = type(card.item.data) is type(present)
            card.present = same and (card.item.source is None or card.item.data == present)
        self.search.clear()
        self._search("")
        super().open_sheet()
        found = next((card for card in self.shelves.cards if card.present), None)
        self._mark(found or self.shelves.found[0], focus=False)

    def focus_first(self) -> None:
        """Begin with typing."""
        self.search.setFocus(Qt.FocusReason.PopupFocusReason)

    def _search(self, text: str) -> None:
        self.shelves.show_found(matching(text))
        found = self.shelves.found
        self.none.setVisible(not found)
        self._mark(found[0] if found else None, focus=False)

    def _mark(self, marked: ItemCard | None, *, focus: bool) -> None:
        """Mark a card, and bring it into sight."""
        self.marked = marked
        for card in self.shelves.cards:
            card.marked = card is marked
            card.setFocusPolicy(
                Qt.FocusPolicy.StrongFocus if card.marked else Qt.FocusPolicy.ClickFocus
            )
            card.update()
        if marked is not None:
            self.area.ensureWidgetVisible(marked, 0, px(HEAD))
            if focus:
                marked.setFocus(Qt.FocusReason.OtherFocusReason)
        self._show_note()

    def _show_note(self) -> None:
        """Say where the marked data come from, and by what licence they are here."""
        item = self.marked.item if self.marked is not None else None
        if item is None:
            text = ""
        elif isinstance(item.data, DrawnPoints | DrawnCurve):
            text = self.tr("Drawn by you, in the setup, also while training runs.")
        elif item.source is None:
            text = self.tr("Made by this program from a seed.")
        else:
            text = self.tr("{what}. Source: {origin}. Licence: {licence}.").format(
                what=item.source.what, origin=item.source.origin, licence=item.source.licence
            )
        self.note.setText(text)

    # choosing

    def _leave_search(self, key: int) -> None:
        """Go from the search to the cards: to the marked one."""
        if self.marked is not None:
            self._mark(self.marked, focus=True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Mark the next card with the arrow keys; go on searching with letters."""
        found = self.shelves.found
        if event.key() in ARROWS and self.marked in found:
            self._step(event.key())
        elif event.text().isprintable() and event.text().strip():
            self.search.setFocus(Qt.FocusReason.OtherFocusReason)
            self.search.insert(event.text())
        else:
            super().keyPressEvent(event)

    def _step(self, key: int) -> None:
        """Mark the card beside, above or below."""
        assert self.marked is not None
        found, here = self.shelves.found, self.marked.geometry()
        at = found.index(self.marked)
        if key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            to = at + (1 if key == Qt.Key.Key_Right else -1)
            if 0 <= to < len(found):
                self._mark(found[to], focus=True)
            return
        way = 1 if key == Qt.Key.Key_Down else -1
        rows = sorted({way * card.y() for card in found if way * card.y() > way * here.y()})
        if not rows:
            if way < 0:
                self.focus_first()
            return
        row = [card for card in found if way * card.y() == rows[0]]
        self._mark(min(row, key=lambda card: abs(card.x() - here.x())), focus=True)

    def _choose_marked(self) -> None:
        if self.marked is not None:
            self._choose(self.marked.item)

    def _clicked(self) -> None:
        card = self.sender()
        assert isinstance(card, ItemCard)
        self._choose(card.item)

    def _choose(self, item: Item) -> None:
        """Learn from it: one step that undo takes back."""
        self.close_sheet()
        if not self.session.state.started:
            self.session.open(Project())  # from the start page
        if item.data != self.session.state.project.data:
            self.session.change("data", item.data)

    def _open(self) -> None:
        self.close_sheet()
        self.asked.emit()
