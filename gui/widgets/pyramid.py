"""Pyramid: least and largest of ever more values, so that a million points cost what a thousand do.

The lowest level stands for `BASE` values, each further one for twice as many: a quarter as many numbers as values
for each thing that is kept. A range of fewer values than that in a pixel is joined when it is asked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable

    from engine.recording import Floats

EMPTY: Floats = np.empty(0)
BASE = 8
"""Values that one number of the lowest level stands for."""


def _least(parts: Floats) -> Floats:
    least: Floats = np.fmin.reduce(parts, axis=1)
    return least


def _largest(parts: Floats) -> Floats:
    largest: Floats = np.fmax.reduce(parts, axis=1)
    return largest


def _middle(parts: Floats) -> Floats:
    """Give the mean of what is a number; of numbers that have none, NaN."""
    known = np.isfinite(parts)
    with np.errstate(all="ignore"):
        middle: Floats = np.where(known, parts, 0.0).sum(axis=1) / known.sum(axis=1)
    return middle


def _numbers(values: Floats) -> Floats:
    """Give values with what is infinite as NaN, which least and largest pass over."""
    return np.where(np.isfinite(values), values, np.nan)


class Pyramid:
    """Least and largest of every 8, 16, 32 ... values."""

    joins: tuple[Callable[[Floats], Floats], ...] = (_least, _largest)

    def __init__(self) -> None:
        self.values: Floats = EMPTY
        self._levels: list[tuple[list[Floats], int]] = []

    @property
    def nbytes(self) -> int:
        """Bytes in use beside the values, which are the engine's own."""
        return sum(8 * size * len(store) for store, size in self._levels)

    def take(self, values: Floats) -> None:
        """Take in values that begin as before and go on; only what is new is looked at.

        Parameters
        ----------
        values : (n,)
            All of them; kept as they are, not copied.
        """
        self.values = values
        size, level = len(values) // BASE, 0
        while size > 0:
            if level == len(self._levels):
                self._levels.append(([np.empty(64) for _ in self.joins], 0))
            (store, done), factor = self._levels[level], 2 if level else BASE
            if done >= size:
                return  # nor has any level above this one more
            if size > len(store[0]):
                store[:] = [_longer(part, done, size) for part in store]
            for k, join in enumerate(self.joins):
                below = self._levels[level - 1][0][k] if level else values
                part = below[done * factor : size * factor].reshape(-1, factor)
                store[k][done:size] = join(part if level else _numbers(part))
            self._levels[level] = (store, size)
            size, level = size // 2, level + 1

    def _joined(self, first: int, stop: int, width: int) -> list[Floats]:
        """Join values by `width`, a power of two, for blocks `first` to `stop`."""
        if width < BASE:
            part = _numbers(self.values[first * width : stop * width].reshape(-1, width))
            return [join(part) for join in self.joins]
        store, _ = self._levels[(width // BASE).bit_length() - 1]
        return [part[first:stop] for part in store]

    def line(self, first: int, stop: int, columns: int) -> tuple[Floats, Floats]:
        """Give a line through values `first` to `stop` that reaches their least and largest.

        Parameters
        ----------
        first, stop : int
            Range of indices.
        columns : int
            Pixel columns that it fills; at most about two points each.

        Returns
        -------
        tuple of (k,)
            Places (as indices) and values.
        """
        first, stop = max(0, first), min(stop, len(self.values))
        if stop - first <= 2 * columns:
            return np.arange(first, stop, dtype=float), self.values[first:stop]
        width = 2
        while (stop - first) / width > columns:
            width *= 2
        # whole blocks only; what is before and after them is joined on its own
        a, b = -(-first // width), stop // width
        if a >= b:  # no whole block
            return self._end(first, stop)
        low, high = self._joined(a, b, width)
        places = (np.arange(a, b) + 0.5) * width
        whole = np.column_stack([low, high]).ravel()
        before, after = self._end(first, a * width), self._end(b * width, stop)
        return (
            np.concatenate([before[0], places.repeat(2), after[0]]),
            np.concatenate([before[1], whole, after[1]]),
        )

    def _end(self, first: int, stop: int) -> tuple[Floats, Floats]:
        """Give least and largest of what is not a whole block."""
        if first >= stop:
            return EMPTY, EMPTY
        part = _numbers(self.values[first:stop].reshape(1, -1))
        return np.full(2, (first + stop) / 2), np.concatenate([_least(part), _largest(part)])

    def extremes(self, first: int, stop: int) -> tuple[float, float]:
        """Give the least and the largest finite value of a range; NaN where there is none.

        Parameters
        ----------
        first, stop : int
            Range of indices.

        Returns
        -------
        tuple of float
            Exactly as a walk over all of them would give.
        """
        values = _numbers(self.line(first, stop, 512)[1].reshape(1, -1))
        if not values.size:
            return np.nan, np.nan
        return float(_least(values)[0]), float(_largest(values)[0])


class Means(Pyramid):
    """Means of every 8, 16, 32 ... values: a line that stays calm when a pixel holds a hundred of them."""

    joins = (_middle,)

    def points(self, first: int, stop: int, each: float) -> tuple[Floats, Floats]:
        """Give a line from index `first` on: points of so many values, the same however often it is asked.

        Parameters
        ----------
        first, stop : int
            Range of indices.
        each : float
            Values that one point stands for, at least.

        Returns
        -------
        tuple of (k,)
            Places (as indices) and values.
        """
        first, stop = max(0, first), min(stop, len(self.values))
        width = 1
        while width < each and 2 * width <= len(self.values):
            width *= 2
        if width == 1:
            return np.arange(first, stop, dtype=float), self.values[first:stop]
        a, b = max(0, first // width - 1), stop // width
        return (np.arange(a, b) + 0.5) * width, self._joined(a, b, width)[0]


def _longer(part: Floats, used: int, size: int) -> Floats:
    """Give an array with room for more; what is not used yet takes no memory."""
    made = np.empty(max(size, 2 * len(part)))
    made[:used] = part[:used]
    return made
