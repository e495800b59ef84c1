"""Curve: a field on which a series is drawn from left to right; a stretch that is drawn again is replaced."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QWidget

from gui.panels.drawing_canvas import Canvas, Key
from gui.theme import current, px
from gui.widgets.paint import SCROLL

FEW = 300
"""Samples up to which the line is broad and smooth: many steep ones would take a third of a second."""
STEP = 0.05
"""How far an arrow key moves a value."""


class CurveCanvas(Canvas):
    """A field with a curve; `cut` is the share of the samples that trains."""

    KEYS = SCROLL

    def __init__(self, ratio: float = 0.6, parent: QWidget | None = None) -> None:
        super().__init__(ratio, square=False, parent=parent)
        self.samples: list[float] = [0.0, 0.0]
        self.cut = 1.0
        self.sample = 0
        self._last: tuple[int, float] | None = None

    def show_samples(self, samples: tuple[float, ...], cut: float) -> None:
        """Show a curve that was drawn before, and which share of it trains."""
        self.samples, self.cut = list(samples), cut
        self.sample = min(self.sample, len(samples) - 1)
        self.renew()

    def spot(self, number: int) -> QPointF:
        """Give the pixel of a sample."""
        return self.place(2 * number / (len(self.samples) - 1) - 1, self.samples[number])

    def under(self, point: QPointF) -> tuple[int, float]:
        """Give the sample and the value under a pixel."""
        x, y = self.at(point)
        return round((x + 1) / 2 * (len(self.samples) - 1)), round(y, 3)

    # mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a stroke."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._last, self.cursor_seen = None, False
            self._stroke(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Draw on: what lies between two places of the mouse is a line."""
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._stroke(event.position())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End the stroke."""
        self._last = None
        self.finish()

    def _stroke(self, point: QPointF) -> None:
        here = self.under(point)
        first, last = sorted((self._last or here, here))
        for number in range(first[0], last[0] + 1):
            share = (number - first[0]) / max(1, last[0] - first[0])
            self.samples[number] = round((1 - share) * first[1] + share * last[1], 3)
        self.samples[here[0]] = here[1]
        self._last, self.sample = here, here[0]
        self.held = True
        self.renew()

    # keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to a sample, and move its value."""
        key, last = event.key(), len(self.samples) - 1
        go = {
            Key.Key_Left: self.sample - 1,
            Key.Key_Right: self.sample + 1,
            Key.Key_PageUp: self.sample - (last + 1) // 10,
            Key.Key_PageDown: self.sample + (last + 1) // 10,
            Key.Key_Home: 0,
            Key.Key_End: last,
        }
        if key in go:
            self.sample = min(last, max(0, go[Key(key)]))
        elif key in (Key.Key_Up, Key.Key_Down):
            way = STEP if key == Key.Key_Up else -STEP
            value = min(1.0, max(-1.0, self.samples[self.sample] + way))
            self.samples[self.sample] = round(value, 3)
            self.held = True
            self.renew()
        else:
            super().keyPressEvent(event)
            return
        self.cursor_seen = True
        self.update()

    # painting

    def paint_under(self, painter: QPainter) -> None:
        """Shade the ground of what is kept apart."""
        theme, field = current.theme, self.field
        cut = round(len(self.samples) * self.cut)
        if 0 < cut < len(self.samples):
            left = (self.spot(cut - 1).x() + self.spot(cut).x()) / 2
            apart = QRectF(left, field.top() + 1, field.right() - left - 1, field.height() - 2)
            painter.fillRect(apart, theme.s3)
            painter.setPen(QPen(theme.line2, 1, Qt.PenStyle.DashLine))
            painter.drawLine(apart.topLeft(), apart.bottomLeft())

    def paint_drawing(self, painter: QPainter) -> None:
        """Paint the curve."""
        last, inner = len(self.samples) - 1, self.place(-1, 1)
        wide, high = self.place(1, -1).x() - inner.x(), self.place(1, -1).y() - inner.y()
        left, top = inner.x(), inner.y()
        spots = [
            QPointF(left + k / last * wide, top + (1 - value) / 2 * high)
            for k, value in enumerate(self.samples)
        ]
        few = len(spots) <= FEW
        pen = QPen(current.theme.plus, 1.8 * current.scale if few else 0)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, few)
        # line by line: a broad polyline that crosses itself in thousands of places takes seconds
        painter.drawLines([QLineF(*ends) for ends in pairwise(spots)])
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)

    def paint_over(self, painter: QPainter) -> None:
        """Paint a ring around the sample that the keys move."""
        if self.hasFocus() and self.cursor_seen:
            painter.setPen(QPen(current.theme.t1, 1.5 * current.scale))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(self.spot(self.sample), px(6), px(6))
