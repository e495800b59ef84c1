"""Start page: six examples as pictures; one key trains the marked one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from gui.panels.naming import network_name
from gui.theme import current, font, px
from gui.widgets.buttons import Button
from gui.widgets.paint import ARROWS, box, keeps
from gui.widgets.settings import kind_of
from gui.widgets.thumbs import draw_thumb
from gui.widgets.words import Part, Words

if TYPE_CHECKING:
    from engine.project import Project

GAP = 24.0
CARD = QSize(300, 206)
NARROWEST = 226.0
LOWEST = 160.0
PICTURES = {"flag-rnn": "flag_forgotten"}


class Example(Protocol):
    """A project that is shipped, with its name."""

    @property
    def name(self) -> str:
        """Name by which texts and the command line know it."""

    @property
    def project(self) -> Project:
        """The project."""


class Card(Button):
    """An example: its picture, what is learnt, what there is to see, the network."""

    def __init__(self, example: Example, parent: QWidget) -> None:
        super().__init__(parent)
        self.example = example
        self.kind = PICTURES.get(example.name) or kind_of(example.project.data)
        self.marked = False
        self.sees = ""
        self.network = ""
        self.start = ""
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def event(self, event: QEvent) -> bool:
        """Keep the arrow keys: they mark the next card."""
        return keeps(event, ARROWS) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave the arrow keys to the page."""
        if event.key() in ARROWS:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def set_texts(self, title: str, sees: str, start: str) -> None:
        """Set the words of the card."""
        self.setText(title)
        self.sees, self.start = sees, start
        self.network = network_name(self.example.project)
        self.setAccessibleName(f"{title}, {self.network}")
        self.setAccessibleDescription(sees)
        self.update()

    def start_width(self) -> int:
        """Give the width of the button that the marked card shows."""
        return round(QFontMetricsF(font(14, 700)).horizontalAdvance(self.start)) + 2 * px(18)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the card."""
        painter = QPainter(self)
        theme = current.theme
        line, width = (theme.t1, 2.0) if self.marked else (theme.line, 1.5)
        if self.hot and not self.marked:
            line = theme.line2
        box(painter, QRectF(self.rect()), px(14), theme.s1, line, width)
        side = px(14)
        lines = px(16) + px(24) + px(24) + px(22) + px(12)
        picture = QRectF(side, side, self.width() - 2 * side, self.height() - side - lines)
        box(painter, picture, px(8), theme.s2)
        drawn = QRectF(0, 0, min(picture.width() - px(40), px(150)), picture.height() * 0.52)
        drawn.moveCenter(picture.center())
        draw_thumb(painter, self.kind, drawn, theme.t1)
        left = px(18)
        wide = self.width() - 2 * left
        y = picture.bottom() + px(16)
        self._text(painter, QRectF(left, y, wide, px(22)), self.text(), 18, 700, "t1")
        y += px(24)
        self._text(painter, QRectF(left, y, wide, px(20)), self.sees, 14, 400, "t2")
        y += px(26)
        self._text(painter, QRectF(left, y, wide, px(18)), self.network, 13, 400, "t3")
        if self.marked:
            self._paint_start(painter)

    @staticmethod
    def _text(
        painter: QPainter, place: QRectF, text: str, size: float, weight: int, token: str
    ) -> None:
        painter.setFont(font(size, weight))
        painter.setPen(getattr(current.theme, token))
        painter.drawText(place, int(Qt.AlignmentFlag.AlignVCenter), text)

    def _paint_start(self, painter: QPainter) -> None:
        theme = current.theme
        wide = self.start_width()
        place = QRectF(self.width() - wide - px(18), self.height() - px(39), wide, px(28))
        box(painter, place, px(8), theme.t2 if self.hot else theme.t1)
        painter.setFont(font(14, 700))
        painter.setPen(theme.s1)
        painter.drawText(place, int(Qt.AlignmentFlag.AlignCenter), self.start)


class StartPage(Part):
    """Six examples as pictures; Enter trains the marked one, a click any.

    Parameters
    ----------
    examples : sequence of Example
        The marked one first.
    parent : QWidget or None
        Parent.
    """

    chosen = Signal(object)
    """Carries the Project to train."""

    def __init__(self, examples: Sequence[Example], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = Words("t1", 30, 700, parent=self)
        self.lead = Words("t2", 16, parent=self)
        self.rest = Words("t2", 14, parent=self)
        for words in (self.title, self.lead, self.rest):
            words.setAlignment(Qt.AlignmentFlag.AlignCenter)
            words.setWordWrap(True)
        self.cards = [Card(example, self) for example in examples]
        self.marked = 0
        self.columns = 3
        for card in self.cards:
            card.clicked.connect(self._clicked)
        self.retranslate()
        self.mark(0)

    def _clicked(self) -> None:
        card = self.sender()
        assert isinstance(card, Card)
        self.chosen.emit(card.example.project)

    def mark(self, k: int) -> None:
        """Mark a card."""
        self.marked = min(max(0, k), len(self.cards) - 1)
        for n, card in enumerate(self.cards):
            card.marked = n == self.marked
            card.setFocusPolicy(
                Qt.FocusPolicy.StrongFocus if card.marked else Qt.FocusPolicy.ClickFocus
            )
            card.update()

    def focus(self) -> None:
        """Give the focus to the marked card, so that Enter trains it."""
        if self.cards:
            self.cards[self.marked].setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Mark the next card with the arrow keys; train the marked one with Enter."""
        ways = {
            Qt.Key.Key_Left: -1,
            Qt.Key.Key_Right: 1,
            Qt.Key.Key_Up: -self.columns,
            Qt.Key.Key_Down: self.columns,
        }
        way = next((n for key, n in ways.items() if key == event.key()), 0)
        if way and 0 <= self.marked + way < len(self.cards):
            self.mark(self.marked + way)
            self.focus()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.cards:
            self.chosen.emit(self.cards[self.marked].example.project)
        elif not way:
            super().keyPressEvent(event)

    def retranslate(self) -> None:
        """Set all words."""
        self.title.setText(self.tr("What should the network learn?"))
        lead = self.tr("Pick one. It starts training at once; everything can be changed later.")
        self.lead.setText(lead)
        self.rest.setText(self.tr("or open a project (Ctrl+O), drop a file here"))
        start = self.tr("Start")
        for card in self.cards:
            title, sees = self._words(card.example.name)
            card.set_texts(title or card.example.name, sees, start)
        self._arrange()

    def _words(self, name: str) -> tuple[str, str]:
        """Give title and subtitle of an example."""
        known = {
            "hold-lstm": (self.tr("Hold a value"), self.tr("See gates open and close")),
            "sunspots-lstm": (
                self.tr("Continue the sunspots"),
                self.tr("A real series since 1700"),
            ),
            "flag-lstm": (self.tr("Remember a flag"), self.tr("40 steps later, it still knows")),
            "flag-rnn": (self.tr("Forget a flag"), self.tr("See the gradient vanish")),
            "sine-mlp": (self.tr("Draw a sine"), self.tr("No time: layers bend a line")),
            "xor-mlp": (self.tr("Split XOR"), self.tr("No time: why layers are needed")),
        }
        return known.get(name, ("", ""))

    # arranging

    def restyle(self) -> None:
        """Take sizes from the theme."""
        super().restyle()
        if hasattr(self, "cards"):
            self._arrange()

    def sizeHint(self) -> QSize:
        """Have room for all cards."""
        return QSize(px(1000), px(700))

    def needed_height(self, width: int) -> int:
        """Give the height that the page needs at a width, with its lowest cards."""
        rows = -(-max(1, len(self.cards)) // self._columns(width))
        return px(210) + rows * px(LOWEST) + (rows - 1) * px(16)

    def _columns(self, width: int) -> int:
        for columns in (3, 2):
            if width >= columns * px(NARROWEST) + (columns - 1) * px(16) + px(48):
                return columns
        return 1

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place words and cards."""
        self._arrange()

    def _arrange(self) -> None:
        width, height = self.width(), self.height()
        columns = self.columns = self._columns(width)
        rows = -(-max(1, len(self.cards)) // columns)
        tight = height < px(210) + rows * px(CARD.height()) + (rows - 1) * px(GAP)
        gap = px(16 if tight else GAP)
        card_width = min(px(CARD.width()), (width - px(48) - (columns - 1) * gap) // columns)
        room = height - px(210) - (rows - 1) * gap
        card_height = min(px(CARD.height()), max(px(LOWEST), room // rows))
        cards = rows * card_height + (rows - 1) * gap
        words = [px(40), px(24), px(24)]
        spaces = [px(14 if tight else 20), px(24 if tight else 36), px(24 if tight else 36)]
        top = max(px(16), (height - cards - sum(words) - sum(spaces)) // 2 - px(6))
        self.title.setGeometry(px(16), top, width - px(32), words[0])
        top += words[0] + spaces[0]
        self.lead.setGeometry(px(16), top, width - px(32), words[1])
        top += words[1] + spaces[1]
        left = (width - columns * card_width - (columns - 1) * gap) // 2
        for k, card in enumerate(self.cards):
            row, column = divmod(k, columns)
            x = left + column * (card_width + gap)
            y = top + row * (card_height + gap)
            card.setGeometry(QRect(x, y, card_width, card_height))
        top += cards + spaces[2]
        self.rest.setGeometry(px(16), top, width - px(32), words[2])

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground."""
        QPainter(self).fillRect(self.rect(), current.theme.bg)
