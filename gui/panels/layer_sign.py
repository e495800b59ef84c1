"""Layer sign: a small drawn sign of each kind of layer."""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from gui.theme import px


class LayerSign:
    """Draws the sign of a kind of layer, 16 px large before scaling.

    Parameters
    ----------
    painter : QPainter
        Where to draw.
    at : QPointF
        Its middle.
    ink : QColor
        Colour of its lines.
    """

    def __init__(self, painter: QPainter, at: QPointF, ink: QColor) -> None:
        self.painter, self.at, self.ink = painter, at, ink
        self.r = px(8)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)

    def paint(self, kind: str, *, dots: int = 1, both: bool = False) -> None:
        """Draw a kind.

        Parameters
        ----------
        kind : str
            ``input``, or a kind of `engine.project.LAYERS`.
        dots : int
            Inputs that are drawn.
        both : bool
            Whether a recurrent layer reads in both directions.
        """
        self._pen()
        match kind:
            case "input":
                self._input(dots)
            case "dense":
                self.painter.drawEllipse(self.at, px(3.5), px(3.5))
            case "embedding":
                self._table()
            case "batch_norm" | "layer_norm":
                self._bell(upright=kind == "batch_norm")
            case "dropout":
                self._dropped()
            case _:
                self._loop(both=both)

    def _pen(self, width: float = 1.75, style: Qt.PenStyle = Qt.PenStyle.SolidLine) -> None:
        pen = QPen(self.ink, px(width), style)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        self.painter.setPen(pen)
        self.painter.setBrush(Qt.BrushStyle.NoBrush)

    def _fill(self) -> None:
        self.painter.setPen(Qt.PenStyle.NoPen)
        self.painter.setBrush(self.ink)

    def _input(self, dots: int) -> None:
        self._fill()
        radius = px(3.5) if dots > 1 else px(4)
        for k in range(dots):
            y = (k - (dots - 1) / 2) * 2.6 * radius
            self.painter.drawEllipse(self.at + QPointF(0, y), radius, radius)

    def _loop(self, *, both: bool) -> None:
        """Draw a loop in time: with a head at one end, or at both where it is read both ways."""
        r = self.r
        circle = QRectF(self.at.x() - r, self.at.y() - r, 2 * r, 2 * r)
        if both:
            self.painter.drawArc(circle, 48 * 16, 94 * 16)
            self.painter.drawArc(circle, 228 * 16, 94 * 16)
            self._head(-1)
            self._head(1)
            return
        self.painter.drawArc(circle, 48 * 16, 284 * 16)
        self._head(1)

    def _head(self, way: int) -> None:
        self._fill()
        end, unit = self.at + QPointF(self.r * 0.72, -self.r * 0.72) * way, self.r / 8 * way
        head = [end + QPointF(x, y) * unit for x, y in ((3.2, 2.6), (-3.6, 1.2), (2.4, -4.6))]
        self.painter.drawPolygon(QPolygonF(head))

    def _table(self) -> None:
        """Draw three rows, one of them looked up."""
        r = self.r
        for k in range(3):
            row = QRectF(self.at.x() - r, self.at.y() - r + k * 0.72 * r, 2 * r, 0.5 * r)
            if k == 1:
                self._fill()
            else:
                self._pen(1.25)
            self.painter.drawRoundedRect(row, px(1.5), px(1.5))

    def _bell(self, *, upright: bool) -> None:
        """Draw a bell curve on its axis: over the examples upright, over the units lying."""
        r = self.r
        points = []
        for k in range(-10, 11):
            along, height = k / 10, math.exp(-6.0 * (k / 10) ** 2)
            x, y = (along, 0.75 - 1.4 * height) if upright else (-0.75 + 1.4 * height, along)
            points.append(self.at + QPointF(x, y) * r)
        self.painter.drawPolyline(QPolygonF(points))
        self._pen(1.0)
        one, other = (
            (QPointF(-1, 1), QPointF(1, 1)) if upright else (QPointF(-1, -1), QPointF(-1, 1))
        )
        self.painter.drawLine(self.at + one * r, self.at + other * r)

    def _dropped(self) -> None:
        """Draw units of which one is left out."""
        r = self.r
        for k, (x, y) in enumerate(((-0.6, -0.6), (0.6, -0.6), (-0.6, 0.6), (0.6, 0.6))):
            place = self.at + QPointF(x, y) * r
            if k == 1:
                self._pen(1.25)
                arm = 0.28 * r
                self.painter.drawLine(place + QPointF(-arm, -arm), place + QPointF(arm, arm))
                self.painter.drawLine(place + QPointF(-arm, arm), place + QPointF(arm, -arm))
            else:
                self._fill()
                self.painter.drawEllipse(place, 0.36 * r, 0.36 * r)
