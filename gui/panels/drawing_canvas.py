"""Canvas: a field that is drawn on by mouse and keys; a stroke is one change."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPixmap, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.theme import current, px
from gui.widgets.ink import painting
from gui.widgets.paint import SCROLL, keeps

Key = Qt.Key


class Canvas(QWidget):
    """A field that is drawn on: what is drawn is kept as a picture, what moves over it is painted on top.

    Parameters
    ----------
    ratio : float
        Height over width where it stands in a column; 0: it takes all the room there is.
    square : bool
        Whether both axes have the same scale.
    parent : QWidget or None
        Parent.
    """

    drawn = Signal()
    """A stroke is done, or a key was let go that has changed something."""
    picked = Signal(int)
    """A key has chosen a class, or with -1 the eraser."""
    KEYS: tuple[Qt.Key, ...] = SCROLL

    def __init__(self, ratio: float, *, square: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.ratio, self.square = ratio, square
        self.held = False
        self.cursor_seen = False
        self._picture: QPixmap | None = None
        self._room: QRectF | None = None
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(bool(ratio))
        if not ratio:
            policy.setVerticalPolicy(QSizePolicy.Policy.Expanding)
        self.setSizePolicy(policy)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        self.setMouseTracking(True)
        self.setCursor(Qt.CursorShape.CrossCursor)
        current.changed.connect(self._restyle)

    # places

    def heightForWidth(self, width: int) -> int:
        """Be as high as the width asks for."""
        return round(self.ratio * width) if self.ratio else -1

    def sizeHint(self) -> QSize:
        """Be as wide as the setup."""
        return QSize(px(232), round((self.ratio or 0.6) * px(232)))

    def minimumSizeHint(self) -> QSize:
        """Have room for a mouse."""
        return QSize(px(160), round((self.ratio or 0.6) * px(160)))

    @property
    def field(self) -> QRectF:
        """Where it is drawn: both directions run from -1 to 1."""
        room = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        if self.square:
            side = min(room.width(), room.height())
            found = QRectF(0, 0, side, side)
            found.moveCenter(room.center())
            return found
        return room

    def place(self, x: float, y: float) -> QPointF:
        """Give the pixel of a place of the field, x and y from -1 to 1."""
        inner = self._inner()
        return QPointF(
            inner.left() + (x + 1) / 2 * inner.width(),
            inner.bottom() - (y + 1) / 2 * inner.height(),
        )

    def at(self, point: QPointF) -> tuple[float, float]:
        """Give the place under a pixel, the nearest of the field."""
        inner = self._inner()
        x = 2 * (point.x() - inner.left()) / inner.width() - 1
        y = 2 * (inner.bottom() - point.y()) / inner.height() - 1
        return min(1.0, max(-1.0, x)), min(1.0, max(-1.0, y))

    def _inner(self) -> QRectF:
        if self._room is None:
            edge = px(7)  # half a mark, so that one on the border is whole
            self._room = self.field.adjusted(edge, edge, -edge, -edge)
        return self._room

    # what is seen

    def renew(self) -> None:
        """Paint what is drawn anew."""
        self._picture = None
        self.update()

    def _restyle(self) -> None:
        """Take sizes and colours from the theme."""
        self._room = None
        self.updateGeometry()
        self.renew()

    def paint_under(self, painter: QPainter) -> None:
        """Paint what lies on the ground, below the axes."""

    def paint_drawing(self, painter: QPainter) -> None:
        """Paint what is drawn; kept until `renew`."""

    def paint_over(self, painter: QPainter) -> None:
        """Paint what moves over it."""

    def paintEvent(self, event: QEvent) -> None:
        """Paint the picture that is kept, and over it the cursor."""
        if self._picture is None:
            scale = self.devicePixelRatioF()
            made = QPixmap(round(self.width() * scale), round(self.height() * scale))
            made.setDevicePixelRatio(scale)
            made.fill(QColor(0, 0, 0, 0))
            with painting(made) as painter:
                painter.setRenderHint(QPainter.RenderHint.Antialiasing)
                self._paint_ground(painter)
                self.paint_drawing(painter)
            self._picture = made
        with painting(self) as painter:
            painter.drawPixmap(0, 0, self._picture)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self.paint_over(painter)

    def _paint_ground(self, painter: QPainter) -> None:
        theme, field = current.theme, self.field
        painter.setPen(theme.edge)
        painter.setBrush(theme.s2)
        painter.drawRoundedRect(field, px(6), px(6))
        self.paint_under(painter)
        painter.setPen(theme.line2)
        middle = self.place(0, 0)
        painter.drawLine(QPointF(field.left() + 1, middle.y()), QPointF(field.right(), middle.y()))
        if self.square:
            top, bottom = field.top() + 1, field.bottom()
            painter.drawLine(QPointF(middle.x(), top), QPointF(middle.x(), bottom))

    # events

    def event(self, event: QEvent) -> bool:
        """Keep the keys that draw, though the window has shortcuts on them."""
        return keeps(event, self.KEYS) or super().event(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """End what a key has changed: one change, however long it was held."""
        if not event.isAutoRepeat():
            self.finish()

    def finish(self) -> None:
        """Tell that a stroke is done, if there is one."""
        if self.held:
            self.held = False
            self.drawn.emit()

    def focusInEvent(self, event: QEvent) -> None:
        """Show the cursor when the focus comes by a key."""
        self.update()

    def focusOutEvent(self, event: QEvent) -> None:
        """Hide the cursor of the keys, and end what was begun."""
        self.cursor_seen = False
        self.finish()
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Paint anew in another size."""
        self._picture = self._room = None
