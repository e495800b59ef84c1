"""Points: a plane on which points of up to four classes are put and taken away."""

from __future__ import annotations

import math

from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QWidget

from engine.project.data.drawn import POINTS_MOST, Point
from gui.panels.drawing_canvas import Canvas, Key
from gui.theme import current, px
from gui.widgets.class_marks import class_colour, mark
from gui.widgets.ink import painting
from gui.widgets.paint import ARROWS

APART = 13
"""Pixels between points that are put by one stroke."""
REACH = 10
"""Pixels within which the eraser takes a point away."""
STEP = 0.05
"""How far an arrow key moves the cursor."""
ERASE = -1
NUMBERS = (Key.Key_1, Key.Key_2, Key.Key_3, Key.Key_4)
AWAY = (Key.Key_Delete, Key.Key_Backspace)
WAYS = {Key.Key_Left: (-1, 0), Key.Key_Right: (1, 0), Key.Key_Up: (0, 1), Key.Key_Down: (0, -1)}


class PointsCanvas(Canvas):
    """A plane with points; `brush` is the class that is drawn, or `ERASE`."""

    KEYS = (*ARROWS, *NUMBERS, *AWAY, Key.Key_E, Key.Key_Space)

    def __init__(self, ratio: float = 1.0, parent: QWidget | None = None) -> None:
        super().__init__(ratio, square=True, parent=parent)
        self.points: list[Point] = []
        self.brush = 0
        self.cursor_at = (0.0, 0.0)
        self._last: QPointF | None = None
        self._mouse: QPointF | None = None
        self._erasing = False

    def show_points(self, points: tuple[Point, ...]) -> None:
        """Show points that were drawn before."""
        self.points = list(points)
        self.renew()

    @property
    def full(self) -> bool:
        """Whether there is no room for another."""
        return len(self.points) >= POINTS_MOST

    def put(self, x: float, y: float) -> None:
        """Put a point of the class at hand."""
        if not self.full:
            self.points.append((round(x, 3), round(y, 3), max(0, self.brush)))
            self.held = True
            self.renew()

    def erase(self, x: float, y: float) -> None:
        """Take away all points near a place."""
        middle, reach = self.place(x, y), px(REACH)
        left = [
            point for point in self.points if _far(self.place(point[0], point[1]), middle) > reach
        ]
        if len(left) < len(self.points):
            self.points = left
            self.held = True
            self.renew()

    # mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a stroke; the right button erases."""
        right = event.button() == Qt.MouseButton.RightButton
        if not right and event.button() != Qt.MouseButton.LeftButton:
            return
        self._erasing = right or self.brush == ERASE
        self._last = None
        self.cursor_seen = False
        self._stroke(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Draw on; points of one stroke stand apart."""
        self._mouse = event.position()
        pressed = Qt.MouseButton.LeftButton | Qt.MouseButton.RightButton
        if event.buttons() & pressed:
            self._stroke(event.position())
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End the stroke."""
        self._last = None
        self.finish()

    def _stroke(self, point: QPointF) -> None:
        """Put or erase all the way from where the mouse was last: a fast one is not heard everywhere."""
        deed, apart = (self.erase, REACH) if self._erasing else (self.put, APART)
        if self._last is None:
            self._last = point
            deed(*self.at(point))
        far, step = _far(point, self._last), px(apart)
        for _ in range(int(far / step)):
            self._last += (point - self._last) * (step / _far(point, self._last))
            deed(*self.at(self._last))

    def leaveEvent(self, event: QEvent) -> None:
        """Hide the ring of the eraser."""
        self._mouse = None
        self.update()

    # keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the cursor, put or erase a point there, choose a class."""
        key = event.key()
        if key in WAYS:
            x, y = (c + STEP * way for c, way in zip(self.cursor_at, WAYS[Key(key)], strict=True))
            self.cursor_at = min(1.0, max(-1.0, x)), min(1.0, max(-1.0, y))
        elif key in NUMBERS:
            self.picked.emit(NUMBERS.index(Key(key)))
        elif key == Key.Key_E:
            self.picked.emit(ERASE)
        elif key in AWAY or (key == Key.Key_Space and self.brush == ERASE):
            self.erase(*self.cursor_at)
        elif key == Key.Key_Space:
            if not event.isAutoRepeat():
                self.put(*self.cursor_at)
        else:
            super().keyPressEvent(event)
            return
        self.cursor_seen = True
        self.update()

    # painting

    def paint_drawing(self, painter: QPainter) -> None:
        """Paint the points as the boundary has them."""
        radius = px(4.2) if len(self.points) <= 400 else px(3.2)
        stamps = [_stamp(number, radius, self.devicePixelRatioF()) for number in range(4)]
        corner = QPointF(2 * radius, 2 * radius)
        for x, y, number in sorted(self.points, key=lambda point: point[2]):
            painter.drawPixmap(self.place(x, y) - corner, stamps[number])

    def paint_over(self, painter: QPainter) -> None:
        """Paint the cursor of the keys, and the ring of the eraser."""
        theme = current.theme
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(theme.t1, 1.5 * current.scale))
        if self.brush == ERASE and self._mouse is not None:
            painter.drawEllipse(self._mouse, px(REACH), px(REACH))
        if self.hasFocus() and self.cursor_seen:
            middle, arm = self.place(*self.cursor_at), px(9)
            for x, y in WAYS.values():
                way = QPointF(x, -y)
                painter.drawLine(middle + way * (0.4 * arm), middle + way * arm)


def _stamp(number: int, radius: float, scale: float) -> QPixmap:
    """Give the mark of a class as a picture: a thousand of them are painted in a tenth of the time."""
    made = QPixmap(round(4 * radius * scale), round(4 * radius * scale))
    made.setDevicePixelRatio(scale)
    made.fill(QColor(0, 0, 0, 0))
    with painting(made) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(current.theme.s1, 1.4 * current.scale))
        painter.setBrush(class_colour(number))
        mark(painter, QPointF(2 * radius, 2 * radius), radius, number)
    return made


def _far(one: QPointF, other: QPointF) -> float:
    return math.hypot(one.x() - other.x(), one.y() - other.y())
