"""Where the tiles of the network stand, and the curves between them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainterPath

from gui.theme import px

if TYPE_CHECKING:
    from engine.recording import Recording

MOST_TILES, MOST_CURVES = 64, 1500
TILE, WIDE, LEAST = 56, 92, 5
"""Pixels of a tile, of one that shows time, and of the smallest."""


@dataclass(frozen=True)
class Column:
    """The tiles of a layer.

    Attributes
    ----------
    layer : int
        From 0; −1 is the input.
    rect : QRectF
        All of them.
    units : int
        How many.
    tiles : tuple of QRectF
        One a unit; empty where there are too many: then the whole column is one picture.
    """

    layer: int
    rect: QRectF
    units: int
    tiles: tuple[QRectF, ...]

    def tile(self, unit: int) -> QRectF:
        """Give the place of a unit."""
        if self.tiles:
            return self.tiles[unit]
        high = self.rect.height() / self.units
        return QRectF(self.rect.left(), self.rect.top() + unit * high, self.rect.width(), high)

    def at(self, point: QPointF) -> int | None:
        """Give the unit under a point."""
        if not self.rect.adjusted(-1, -1, 1, 1).contains(point):
            return None
        for unit, tile in enumerate(self.tiles):
            if tile.contains(point):
                return unit
        if self.tiles or not self.units:
            return None
        row = int((point.y() - self.rect.top()) / self.rect.height() * self.units)
        return min(max(0, row), self.units - 1)


def columns(recording: Recording, room: QRectF, *, strips: bool) -> list[Column]:
    """Lay out the columns of tiles from the input to the output.

    Parameters
    ----------
    recording : Recording
        For the sizes.
    room : QRectF
        Where they may stand.
    strips : bool
        Whether tiles show time, so that they are wide.
    """
    counts = [int(recording.inputs.shape[1]), *(trace.units for trace in recording.layers)]
    pitch = room.width() / len(counts)
    most = px(WIDE if strips else TILE)
    wide = min(most, 0.46 * pitch)
    made = []
    for k, count in enumerate(counts):
        centre = room.left() + (k + 0.5) * pitch
        if count > MOST_TILES:
            rect = QRectF(centre - wide / 2, room.top(), wide, room.height())
            made.append(Column(k - 1, rect, count, ()))
            continue
        step = min(px(TILE) * 1.38, room.height() / count)
        high = max(min(px(TILE), step * 0.82 if step > px(8) else step - 1), 1.0)
        across = wide if strips else min(wide, max(high, px(34)))
        top = room.center().y() - (count * step - (step - high)) / 2
        tiles = tuple(
            QRectF(centre - across / 2, top + u * step, across, high) for u in range(count)
        )
        made.append(Column(k - 1, tiles[0].united(tiles[-1]), count, tiles))
    return made


def between(left: Column, right: Column) -> QRectF:
    """Give the place of the matrix that stands for too many curves."""
    gap = right.rect.left() - left.rect.right()
    top = min(left.rect.top(), right.rect.top())
    bottom = max(left.rect.bottom(), right.rect.bottom())
    return QRectF(left.rect.right() + 0.16 * gap, top, 0.68 * gap, bottom - top)


def ends(left: Column, below: int, right: Column, unit: int) -> tuple[QPointF, QPointF]:
    """Give where a curve begins and ends."""
    start, end = left.tile(below), right.tile(unit)
    return QPointF(start.right(), start.center().y()), QPointF(end.left(), end.center().y())


def curve(start: QPointF, end: QPointF) -> QPainterPath:
    """Give a curve that leaves and arrives level."""
    bend = 0.5 * (end.x() - start.x())
    path = QPainterPath(start)
    path.cubicTo(QPointF(start.x() + bend, start.y()), QPointF(end.x() - bend, end.y()), end)
    return path


def height_at(start: QPointF, end: QPointF, x: float) -> float:
    """Give the height of a curve at x: with level ends and half bends x is cubic in its parameter too."""
    low, high = 0.0, 1.0
    for _ in range(20):
        s = (low + high) / 2
        share = 1.5 * s * (1 - s) + s**3
        low, high = (s, high) if start.x() + share * (end.x() - start.x()) < x else (low, s)
    s = (low + high) / 2
    return start.y() + (3 * s * s - 2 * s**3) * (end.y() - start.y())
