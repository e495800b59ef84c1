"""Blocks: all training examples as blocks that light up as their epoch uses them, and the epoch as a bar."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QImage

from gui.theme import px
from gui.widgets.ink import mixed

from .batch_facts import LEFT_OUT, LIT, USED

if TYPE_CHECKING:
    from PySide6.QtGui import QColor

    from gui.theme import Theme
    from gui.widgets.ink import Ink

    from .batch_facts import BatchFacts

Colours = np.ndarray[Any, np.dtype[np.float64]]

MOST = 2000
"""More examples than this are shown several to a block."""
HIGHEST = 152
PITCHES = (14, 12, 10, 8, 7, 6, 5)
MOST_PARTS = 48
"""More iterations than this are one bar."""


def used_colour(theme: Theme) -> QColor:
    """Give the colour of what was used before."""
    return mixed(theme.t1, theme.s2, 0.42)


class Blocks:
    """Where the blocks stand, and their picture.

    Attributes
    ----------
    each : int
        Examples of a block.
    count, columns, rows, pitch : int
        Blocks, and how they are laid out, in pixels.
    """

    def __init__(self, examples: int, width: float) -> None:
        self.examples = examples
        self.each = -(-examples // MOST)
        self.count = -(-examples // self.each)
        for size in PITCHES:
            self.pitch = px(size)
            self.columns = max(1, int(width // self.pitch))
            self.rows = -(-self.count // self.columns)
            if self.rows * self.pitch <= px(HIGHEST):
                break

    @property
    def height(self) -> int:
        """Height of all rows."""
        return self.rows * self.pitch

    def block(self, example: int) -> int:
        """Give the block of an example."""
        return example // self.each

    def rect(self, block: int, left: float, top: float) -> QRectF:
        """Give where a block stands."""
        row, column = divmod(block, self.columns)
        side = self.pitch - self._gap
        return QRectF(left + column * self.pitch, top + row * self.pitch, side, side)

    @property
    def _gap(self) -> int:
        return 1 if self.pitch < 9 else 2

    def at(self, point: QPointF, left: float, top: float) -> int:
        """Give the first example of the block at a point; −1 where there is none."""
        column, row = (int((point.x() - left) // self.pitch), int((point.y() - top) // self.pitch))
        block = row * self.columns + column
        if not (0 <= column < self.columns and row >= 0 and block < self.count):
            return -1
        return block * self.each

    def shares(self, found: BatchFacts, state: int) -> Colours:
        """Give for each block the share of its examples that are in a state, (count,)."""
        same = found.states == state
        starts = np.arange(self.count) * self.each
        sizes = np.diff(np.append(starts, self.examples))
        made: Colours = np.add.reduceat(same.astype(np.float64), starts) / sizes
        return made

    def picture(self, found: BatchFacts, theme: Theme) -> QImage:
        """Paint all blocks: lit those of the batch, dim those used before, hollow those left out."""
        ground, waiting = _rgb(theme.s1), _rgb(theme.s3)
        used, lit = _rgb(used_colour(theme)), _rgb(theme.t1)
        shares = {state: self.shares(found, state)[:, None] for state in (USED, LIT, LEFT_OUT)}
        rgb = waiting + shares[USED] * (used - waiting) + shares[LIT] * (lit - waiting)
        cells = self.rows * self.columns
        inner = np.repeat(ground[None], cells, 0)
        outer = inner.copy()
        outer[: self.count] = rgb
        hollow = (shares[LEFT_OUT] > 0.5)[:, 0]
        outer[: self.count][hollow] = _rgb(theme.line2)
        inner[: self.count] = np.where(hollow[:, None], ground, rgb)
        codes = [_codes(a).reshape(self.rows, self.columns) for a in (outer, inner)]
        whole = np.full((self.height, self.columns * self.pitch), _codes(ground[None])[0])
        view = whole.reshape(self.rows, self.pitch, self.columns, self.pitch)
        side = self.pitch - self._gap
        view[:, :side, :, :side] = codes[0][:, None, :, None]
        view[:, 1 : side - 1, :, 1 : side - 1] = codes[1][:, None, :, None]
        high, wide = whole.shape
        return QImage(whole.data, wide, high, 4 * wide, QImage.Format.Format_RGB32).copy()


def _rgb(colour: QColor) -> Colours:
    return np.array([colour.red(), colour.green(), colour.blue()], np.float64)


def _codes(rgb: Colours) -> np.ndarray[Any, np.dtype[np.uint32]]:
    """Turn (n, 3) colours into 0xFFRRGGBB."""
    r, g, b = np.rint(rgb).astype(np.uint32).T
    made: np.ndarray[Any, np.dtype[np.uint32]] = (
        np.uint32(0xFF000000) | (r << np.uint32(16)) | (g << np.uint32(8)) | b
    )
    return made


def paint_epoch(ink: Ink, left: float, top: float, width: float, found: BatchFacts) -> None:
    """Paint the iterations of the epoch side by side: done, at hand, to come.

    Parameters
    ----------
    ink : Ink
        The painter.
    left, top, width : float
        Where.
    found : BatchFacts
        The epoch.
    """
    high, theme = px(12), ink.theme
    count, here = max(1, found.iterations), found.iteration
    if count > MOST_PARTS:
        ink.fill(left, top, width, high, theme.s3)
        if here:
            ink.fill(left, top, max(1.0, width * (here - 1) / count), high, used_colour(theme))
            wide = max(float(px(3)), width / count)
            ink.fill(
                left + min(width - wide, width * (here - 1) / count), top, wide, high, theme.t1
            )
        return
    step, gap = width / count, min(px(3), 1 + width / count // 8)
    for k in range(1, count + 1):
        colour = theme.t1 if k == here else used_colour(theme) if k < here else theme.s3
        ink.fill(left + (k - 1) * step, top, max(1.0, step - gap), high, colour)
