"""Keys page: all shortcuts, made from the table of actions, as a card inside the window."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFontMetricsF,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QWidget

from gui.actions import GROUPS, TABLE, Entry, said, text_of
from gui.theme import current, font, px
from gui.widgets.buttons import IconButton
from gui.widgets.paint import box
from gui.widgets.scroll import Scroll
from gui.widgets.words import Part, Words

LINE = 28.0
HEAD = 36.0
COLUMN = 350.0


def shown_keys(entry: Entry) -> list[str]:
    """Give the shortcuts of an entry as this system writes them."""
    native = QKeySequence.SequenceFormat.NativeText
    return [QKeySequence(key).toString(native) for key in entry.keys if key != "Ctrl+="]


def grouped() -> list[tuple[str, list[Entry]]]:
    """List the groups with those of their entries that have a key."""
    return [
        (group, [entry for entry in TABLE if entry.group == group and entry.keys])
        for group in GROUPS
    ]


class KeyList(Part):
    """All shortcuts in one, two or three columns, painted."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.columns = 2

    def retranslate(self) -> None:
        """Say all keys to a screen reader."""
        lines = [
            f"{text_of(entry)}: {', '.join(shown_keys(entry))}"
            for _, entries in grouped()
            for entry in entries
        ]
        self.setAccessibleDescription("\n".join(lines))
        self.update()

    def split(self) -> list[list[tuple[str, list[Entry]]]]:
        """Share the groups among the columns, in their order, so that all end about alike."""
        groups = grouped()
        sizes = [px(HEAD) + len(entries) * px(LINE) for _, entries in groups]
        limit = max(sum(sizes) / self.columns, max(sizes))
        made: list[list[tuple[str, list[Entry]]]] = [[]]
        filled = 0.0
        for group, size in zip(groups, sizes, strict=True):
            if made[-1] and filled + size / 2 > limit and len(made) < self.columns:
                made.append([])
                filled = 0.0
            made[-1].append(group)
            filled += size
        return made

    def needed(self) -> QSize:
        """Give the size that all columns need."""
        heights = [
            sum(px(HEAD) + len(entries) * px(LINE) for _, entries in column)
            for column in self.split()
        ]
        return QSize(self.columns * px(COLUMN), round(max(heights)) + px(8))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint all columns."""
        painter = QPainter(self)
        for k, column in enumerate(self.split()):
            y = 0.0
            for group, entries in column:
                y = self._paint_group(painter, k * px(COLUMN), y, group, entries)

    def _paint_group(
        self, painter: QPainter, x: float, y: float, group: str, entries: list[Entry]
    ) -> float:
        theme = current.theme
        painter.setFont(font(13, 600))
        painter.setPen(theme.t2)
        painter.drawText(QPointF(x, y + px(22)), said(group))
        y += px(HEAD)
        for entry in entries:
            painter.setFont(font(13))
            painter.setPen(theme.t1)
            painter.drawText(QPointF(x, y + px(17)), text_of(entry))
            self._paint_keys(painter, x + px(COLUMN - 28), y, shown_keys(entry))
            y += px(LINE)
        return y

    @staticmethod
    def _paint_keys(painter: QPainter, right: float, y: float, keys: list[str]) -> None:
        theme = current.theme
        metrics = QFontMetricsF(font(12, 600))
        for key in reversed(keys):
            wide = metrics.horizontalAdvance(key) + px(14)
            place = QRectF(right - wide, y + px(2), wide, px(22))
            box(painter, place, px(5), theme.s2, theme.line)
            painter.setFont(font(12, 600))
            painter.setPen(theme.t2)
            painter.drawText(place, int(Qt.AlignmentFlag.AlignCenter), key)
            right -= wide + px(6)


class KeysPage(Part):
    """The card over the window; Escape, a click beside it or the cross closes it."""

    closed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.title = Words("t1", 20, 700, parent=self)
        self.away = IconButton("x", 30, self)
        self.away.clicked.connect(self.close_page)
        self.list = KeyList()
        self.area = Scroll(self)
        self.area.setWidgetResizable(False)
        self.area.setWidget(self.list)
        self.card = QRectF()
        self.retranslate()
        self.hide()

    def retranslate(self) -> None:
        """Set title and names."""
        self.title.setText(self.tr("Keys"))
        self.setAccessibleName(self.tr("Keys"))
        self.away.set_name(self.tr("Close (Esc)"))
        self.list.retranslate()

    def open_page(self) -> None:
        """Show the card."""
        parent = self.parentWidget()
        assert parent is not None
        self.setGeometry(parent.rect())
        self._arrange()
        self.show()
        self.raise_()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def close_page(self) -> None:
        """Close the card."""
        self.hide()
        self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close on Escape; scroll with the arrow keys."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_page()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Close on a click beside the card."""
        if not self.card.contains(event.position()):
            self.close_page()

    def restyle(self) -> None:
        """Take sizes from the theme."""
        super().restyle()
        if hasattr(self, "card"):
            self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place the card in the middle."""
        self._arrange()

    def _arrange(self) -> None:
        side = px(28)
        room = self.width() - px(48) - 2 * side
        self.list.columns = max(1, min(3, room // px(COLUMN)))
        needed = self.list.needed()
        self.list.resize(needed)
        width = needed.width() + 2 * side - px(28)
        height = min(needed.height() + px(88), self.height() - px(32))
        left, top = (self.width() - width) / 2, (self.height() - height) / 2
        self.card = QRectF(left, top, width, height)
        self.title.setGeometry(round(left) + side, round(top) + px(20), width - 2 * side, px(28))
        self.away.setGeometry(round(left) + width - px(48), round(top) + px(18), px(30), px(30))
        self.area.setGeometry(
            round(left) + side, round(top) + px(60), needed.width(), round(height) - px(72)
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint a veil over the window, and the card."""
        painter = QPainter(self)
        theme = current.theme
        veil = theme.bg.toRgb()
        veil.setAlphaF(0.7)
        painter.fillRect(self.rect(), veil)
        box(painter, self.card, px(14), theme.s1, theme.line2)
