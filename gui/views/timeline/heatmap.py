"""Heat maps: an array of units × steps as an indexed image, and the range of its colours."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage

from gui.widgets.numbers import next_range

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPainter

    from engine.recording import Floats, Integers

STATE_RANGES = (0.1, 0.2, 0.5, 0.8, 1.0, 1.5, 2.0, 3.0, 5.0)
KEPT = 0.55
"""A range stays until the values fill less than this share of the next smaller one."""


class Piece(NamedTuple):
    """A map that is painted.

    Attributes
    ----------
    rect : QRectF
        All units and steps.
    values : (steps, units)
        Unit 0 is at the top.
    low, high : float
        Values of the first and the last colour.
    table : list of int
        256 colours.
    """

    rect: QRectF
    values: Floats
    low: float
    high: float
    table: list[int]


def paint_maps(painter: QPainter, pieces: Sequence[Piece]) -> None:
    """Paint maps: of all that have the same shape the colours are found together, in a few calls.

    Parameters
    ----------
    painter : QPainter
        Where to paint.
    pieces : sequence of Piece
        What not finite is: +∞ the last colour, −∞ the first, not a number that of 0.
    """
    shapes: dict[tuple[int, ...], list[Piece]] = {}
    for piece in pieces:
        if piece.values.size:
            shapes.setdefault(piece.values.shape, []).append(piece)
    for alike in shapes.values():
        _paint_alike(painter, alike)


def _paint_alike(painter: QPainter, pieces: list[Piece]) -> None:
    count, (steps, units) = len(pieces), pieces[0].values.shape
    values = np.array([piece.values.T for piece in pieces])
    kind = values.dtype if values.dtype.kind == "f" else np.float64
    scales = [255 / (piece.high - piece.low) for piece in pieces]
    zeros = [0.5 - piece.low * s for piece, s in zip(pieces, scales, strict=True)]
    with np.errstate(all="ignore"):
        scaled = values * np.array(scales, kind)[:, None, None]
        scaled += np.array(zeros, kind)[:, None, None]
        if not math.isfinite(float(scaled.sum())):
            scaled = np.where(np.isnan(scaled), np.array(zeros, kind)[:, None, None], scaled)
        np.clip(scaled, 0, 255, out=scaled)
    places = scaled.astype(np.intp)
    tables = _colours(tuple(id(piece.table) for piece in pieces), pieces)
    places += np.arange(0, 256 * count, 256)[:, None, None]
    # Scaled from indices Qt takes five times as long (0.1 ms, 6.11) as from colours.
    coloured = np.take(tables, places)
    form = QImage.Format.Format_RGB32
    image = QImage(coloured.data, steps, count * units, 4 * steps, form)
    for k, piece in enumerate(pieces):
        painter.drawImage(piece.rect, image, QRectF(0, k * units, steps, units))


def paint_map(
    painter: QPainter, rect: QRectF, values: Floats, low: float, high: float, table: list[int]
) -> None:
    """Paint values as colours, (units, steps): row 0 is at the top."""
    paint_maps(painter, [Piece(rect, values.T, low, high, table)])


MOST_TABLES = 64
_KNOWN: dict[tuple[int, ...], tuple[list[list[int]], Integers]] = {}
"""Colour tables one after the other as an array, by identity: a theme gives the same list each time."""


def _colours(key: tuple[int, ...], pieces: list[Piece]) -> Integers:
    found = _KNOWN.get(key)
    if found is None:
        if len(_KNOWN) > MOST_TABLES:
            _KNOWN.clear()
        tables = [piece.table for piece in pieces]  # kept: else another could take its identity
        found = _KNOWN[key] = (tables, np.concatenate([np.array(t, np.uint32) for t in tables]))
    return found[1]


MOST_SIZES = 8000
"""Values that a range is chosen by."""


def size_of(values: Floats, share: float = 0.95) -> float:
    """Give the size below which this share of the finite values lies; of very many, of some of their rows."""
    sizes = np.abs(values[:: -(-values.size // MOST_SIZES)] if values.size else values).ravel()
    sizes = sizes[np.isfinite(sizes)]
    if not sizes.size:
        return 0.0
    place = min(sizes.size - 1, int(share * sizes.size))
    return float(np.partition(sizes, place)[place])


def state_range(value: float) -> float:
    """Give the range of a state: the next of a short list, so that it seldom changes."""
    return next((step for step in STATE_RANGES if value <= step), next_range(value))


class Ranges:
    """Ranges of colour maps by name, changing only when they must."""

    def __init__(self) -> None:
        self._kept: dict[str, float] = {}

    def state(self, name: str, values: Floats) -> float:
        """Give the range ± of a state."""
        return self._keep(name, size_of(values), state_range)

    def gradient(self, name: str, values: Floats) -> float:
        """Give the range ± of a gradient: 1, 2 or 5 times a power of ten."""
        return self._keep(name, size_of(values), next_range)

    def _keep(self, name: str, size: float, choose: object) -> float:
        pick = state_range if choose is state_range else next_range
        kept = self._kept.get(name)
        if kept is None or size > kept or pick(size / KEPT) < kept:
            kept = self._kept[name] = pick(size)
        return kept


class Decades:
    """The fixed decades of a logarithmic axis, moved only when values leave them.

    Parameters
    ----------
    most : int
        How many there may be, where values need more than the usual four.
    """

    def __init__(self, most: int = 4) -> None:
        self.top = 0
        self.span = 4
        self._most = most
        self._set = False

    def take(self, values: Floats) -> None:
        """Take in sizes; the axis moves by whole decades, when the largest leaves the uppermost two."""
        finite = values[np.isfinite(values)]
        largest = float(finite.max()) if finite.size else 0.0
        if largest <= 0:
            return
        top = math.ceil(math.log10(largest) - 1e-9)
        if not self._set or top > self.top or top < self.top - 1:
            self.top, self._set = top, True
        needed = self.top - math.floor(math.log10(float(finite[finite > 0].min())))
        self.span = min(self._most, max(self.span, needed))

    @property
    def bottom(self) -> int:
        """Exponent of the lowest decade."""
        return self.top - self.span

    def share(self, value: float) -> float:
        """Give the place of a size on the axis, 0 to 1."""
        return max(0.0, self.shares(np.array([value]))[0])

    def shares(self, values: Floats) -> list[float]:
        """Give the places of sizes on the axis, 0 to 1; −1 for nothing, 1 for what is not finite."""
        with np.errstate(all="ignore"):
            places = np.clip((np.log10(values) - self.bottom) / self.span, 0, 1)
        places[np.isnan(values)] = 1
        return np.where(values == 0, -1.0, places).tolist()  # type: ignore[no-any-return]
