"""Matrices of a layer as coloured cells: where each lies, what is under the mouse, and their picture."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QImage

from gui.theme import current, px
from gui.widgets.ink import text_width

from .update_facts import Place, matrix, pooled, short

if TYPE_CHECKING:
    from engine.recording import Floats, Recording

HIGH, ROW_MOST, ROWS_MOST, COLUMN_LEAST = 256, 20, 128, 3
GUTTER, NAMES, GAP = 22, 20, 8


@dataclass(frozen=True)
class Tile:
    """A matrix and where it lies."""

    name: str
    rows: int
    columns: int
    rect: QRectF

    @property
    def seen(self) -> tuple[int, int]:
        """Rows and columns of the picture: fewer than there are where they would be too small."""
        most = max(1, int(self.rect.width() // px(COLUMN_LEAST)))
        return min(self.rows, ROWS_MOST), min(self.columns, most)

    @property
    def coarse(self) -> bool:
        """Whether the picture has fewer cells than the matrix."""
        return self.seen != (self.rows, self.columns)

    def cell(self, row: int, column: int) -> QRectF:
        """Give the place of a cell, at least so large that it can be seen."""
        wide, high = self.rect.width() / self.columns, self.rect.height() / self.rows
        x, y = self.rect.left() + column * wide, self.rect.top() + row * high
        return QRectF(x, y, wide, high)

    def at(self, point: QPointF) -> Place | None:
        """Give the cell under a point."""
        if not self.rect.contains(point):
            return None
        row = int((point.y() - self.rect.top()) / self.rect.height() * self.rows)
        column = int((point.x() - self.rect.left()) / self.rect.width() * self.columns)
        return Place(self.name, min(row, self.rows - 1), min(column, self.columns - 1))


def laid(
    recording: Recording, names: list[str], top: float, left: float, right: float
) -> tuple[list[Tile], float]:
    """Lay the matrices side by side, those of the reverse direction below.

    Parameters
    ----------
    recording : Recording
        For the shapes.
    names : list of str
        PyTorch's names.
    top, left, right : float
        Room.

    Returns
    -------
    list of Tile, and float
        The matrices, and where they end.
    """
    shapes = recording.network.names()
    tiles: list[Tile] = []
    for reverse in (False, True):
        block = [name for name in names if name.endswith("_reverse") == reverse]
        if not block:
            continue
        sizes = [(*shapes[name], 1)[:2] for name in block]
        rows = max(size[0] for size in sizes)
        high = rows * min(px(ROW_MOST), px(HIGH) / rows)
        line: list[tuple[str, int, int]] = []
        lines = [line]
        used = 0.0
        for name, size in zip(block, sizes, strict=True):
            least = text_width(short(name), 12)
            if line and used + least > right - left:
                line, used = [], 0.0
                lines.append(line)
            line.append((name, int(size[0]), int(size[1])))
            used += least + px(GAP)
        for line in lines:
            top += px(NAMES)
            needs = [text_width(short(name), 12) for name, _, _ in line]
            spare = right - left - sum(needs) - (len(line) - 1) * px(GAP)
            whole = sum(columns for _, _, columns in line)
            x = left
            for (name, count, columns), need in zip(line, needs, strict=True):
                wide = need + spare * columns / whole
                tall = high * count / rows
                tiles.append(Tile(name, count, columns, QRectF(x, top, wide, tall)))
                x += wide + px(GAP)
            top += high + px(GAP)
    return tiles, top


def colour_range(recording: Recording, names: list[str], which: str) -> float:
    """Give the largest finite size of the numbers; before and after share it, so that they compare."""
    kinds = ("update",) if which == "update" else ("before", "after")
    most = 0.0
    for name in names:
        for kind in kinds:
            values = np.abs(matrix(recording, name, kind))
            most = max(most, float(np.max(values, initial=0.0, where=np.isfinite(values))))
    return most


def picture(values: Floats, tile: Tile, limit: float) -> QImage:
    """Colour a matrix.

    Parameters
    ----------
    values : (rows, columns) array
        The numbers.
    tile : Tile
        How many cells are seen.
    limit : float
        Where the colours end.

    Returns
    -------
    QImage
        One pixel a cell; what is no number is in the colour of a warning.
    """
    small = pooled(values, *tile.seen)
    with np.errstate(all="ignore"):
        share = np.clip(small.astype(np.float64) / limit, -1, 1)
    entry = np.nan_to_num(127.5 * (share + 1), nan=0.0)
    index = np.rint(entry).astype(np.uint32).clip(0, 255)
    table = np.array([rgb & 0xFFFFFFFF for rgb in current.theme.map("signed")], np.uint32)
    colours = table[index]
    colours[~np.isfinite(small)] = current.theme.warn.rgba() & 0xFFFFFFFF
    colours = np.ascontiguousarray(colours)
    high, wide = colours.shape
    image = QImage(colours.data, wide, high, 4 * wide, QImage.Format.Format_RGB32)
    return image.copy()
