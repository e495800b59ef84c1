"""Strokes: lines of many points and rows of many ticks, drawn from arrays."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QImage, QPen, QPolygonF
from shiboken6 import VoidPtr

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter

    from engine.recording import Floats, Integers

PIECE = 16
"""Segments that are stroked at once: for each edge Qt's smooth rasterizer goes through all others of the same row
of pixels, so that a nearly level line costs the square of its length (244 points 4.3 ms, in pieces 0.35 ms)."""

STRIP = 64
"""Pixels that are filled at once, for the same reason; strips meet between two pixels."""


def polygon_of(x: Floats, y: Floats) -> QPolygonF:
    """Give points as a polygon, without an object for each.

    Parameters
    ----------
    x, y : (n,)
        In pixels.

    Returns
    -------
    QPolygonF
        Of n points.
    """
    made = QPolygonF()
    if len(x):
        made.resize(len(x))
        memory: Any = VoidPtr  # its stub lacks the size
        points = np.frombuffer(memory(made.data(), 16 * len(x), True)).reshape(-1, 2)
        points[:, 0], points[:, 1] = x, y
    return made


def stroke(painter: QPainter, x: Floats, y: Floats, pen: QPen) -> None:
    """Draw a line through points; antialiased in pieces, which takes an opaque pen.

    Parameters
    ----------
    painter : QPainter
        Where to draw; its hint says whether smoothly.
    x, y : (n,)
        In pixels.
    pen : QPen
        Its dashes go on from piece to piece.
    """
    if not painter.testRenderHint(painter.RenderHint.Antialiasing):
        painter.setPen(pen)
        painter.drawPolyline(polygon_of(x, y))
        return
    pen = QPen(pen)
    dashed = pen.style() != Qt.PenStyle.SolidLine
    if not dashed:
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)  # what lies at the end of a piece is no end
    painter.setPen(pen)
    run = np.concatenate([[0.0], np.cumsum(np.hypot(np.diff(x), np.diff(y)))]) if dashed else x
    for first in range(0, len(x) - 1, PIECE):
        if dashed:
            pen.setDashOffset(float(run[first]) / pen.widthF())
            painter.setPen(pen)
        piece = slice(first, first + PIECE + 1)
        painter.drawPolyline(polygon_of(x[piece], y[piece]))


def fill_below(painter: QPainter, x: Floats, y: Floats, base: float) -> None:
    """Fill what lies between a line and a level, with the brush at hand and without an outline.

    Parameters
    ----------
    painter : QPainter
        Where to fill.
    x, y : (n,)
        The line in pixels, from left to right; at least two points.
    base : float
        The level.
    """
    seams = np.arange(np.floor(x[0] / STRIP) * STRIP + STRIP, x[-1], STRIP)
    ends = np.concatenate([x[:1], seams, x[-1:]])
    heights = np.interp(ends, x, y)
    inside = np.searchsorted(x, ends)
    for k in range(len(ends) - 1):
        part = slice(inside[k], inside[k + 1])
        first, last = slice(k, k + 1), slice(k + 1, k + 2)
        across = np.concatenate([ends[first], ends[first], x[part], ends[last], ends[last]])
        down = np.concatenate([[base], heights[first], y[part], heights[last], [base]])
        painter.drawPolygon(polygon_of(across, down))


def paint_ticks(painter: QPainter, places: Integers, top: int, height: int, colour: QColor) -> None:
    """Paint a row of ticks, each a pixel wide, as one picture: as rectangles two hundred take a millisecond.

    Parameters
    ----------
    painter : QPainter
        Where to paint.
    places : (n,) int64
        Pixels across; they may be the same.
    top, height : int
        Of the row, in pixels.
    colour : QColor
        Opaque.
    """
    if not places.size:
        return
    left = int(places.min())
    wide = int(places.max()) - left + 1
    pixels = np.zeros((height, wide), np.uint32)
    pixels[:, places - left] = colour.rgba()
    form = QImage.Format.Format_ARGB32_Premultiplied
    painter.drawImage(QPointF(left, top), QImage(pixels.data, wide, height, 4 * wide, form))
