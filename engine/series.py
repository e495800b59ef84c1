"""Series: numbers that are appended one by one, and what is kept over iterations as arrays that grow."""

from __future__ import annotations

import math
from itertools import takewhile
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from .recording import Floats, Integers


class Series:
    """Numbers appended one by one; a read-only view of them costs nothing."""

    def __init__(self, values: Floats | None = None, dtype: type = np.float64) -> None:
        self._n = 0 if values is None else values.size
        self._array: Any = np.empty(max(1024, 2 * self._n), dtype)
        self.last = 0.0
        """The latest number; 0 where there is none."""
        if values is not None:
            self._array[: self._n] = values
            self.last = float(values[-1]) if self._n else 0.0

    def __len__(self) -> int:
        """Give how many there are."""
        return self._n

    def __getitem__(self, index: int) -> float:
        """Give one number."""
        return float(self._array[: self._n][index])

    def append(self, value: float) -> None:
        """Append a number."""
        if self._n == self._array.size:
            grown = np.empty(2 * self._n, self._array.dtype)
            grown[: self._n] = self._array
            self._array = grown
        self._array[self._n] = self.last = value
        self._n += 1

    def view(self) -> Any:
        """Give a read-only view of all numbers so far; it never changes."""
        view = self._array[: self._n]
        view.setflags(write=False)
        return view


class Places:
    """Rising iterations as an array that grows with a list: only what is new is looked at."""

    def __init__(self) -> None:
        self._kept = Series(dtype=np.int64)

    def take(self, places: Sequence[int]) -> Integers:
        """Give all places of the list as (n,) int64, read-only."""
        kept = len(self._kept)
        if kept > len(places) or (kept and places[kept - 1] != self._kept.last):
            self._kept, kept = Series(dtype=np.int64), 0
        for place in places[kept:]:
            self._kept.append(place)
        found: Integers = self._kept.view()
        return found


class Measured:
    """Losses of validation and what was measured with them, as arrays that grow with their dicts."""

    def __init__(self) -> None:
        self._begin(())

    def _begin(self, names: Iterable[str]) -> None:
        self._at, self._losses = Series(dtype=np.int64), Series()
        self._metrics = {name: Series() for name in names}

    def take(
        self, losses: dict[int, float], metrics: Mapping[int, Mapping[str, float]]
    ) -> tuple[Integers, Floats, dict[str, Floats]]:
        """Give all of them in the order of their iterations.

        Parameters
        ----------
        losses : dict of int to float
            Losses by iteration, mostly in rising order.
        metrics : dict of int to dict
            What was measured at an iteration, if anything was.

        Returns
        -------
        tuple of ((m,) int64, (m,) float64, dict of (m,) float64)
            Iterations, losses and metrics, read-only; NaN where one was not measured.
        """
        last = self._at.last if len(self._at) else -1
        fresh = sorted(takewhile(lambda k: k > last, reversed(losses)))
        names = dict.fromkeys(name for k in fresh for name in metrics.get(k, ()))
        if len(self._at) + len(fresh) != len(losses) or not names.keys() <= self._metrics.keys():
            fresh = sorted(losses)
            self._begin(dict.fromkeys(name for k in fresh for name in metrics.get(k, ())))
        for k in fresh:
            row = metrics.get(k, {})
            self._at.append(k)
            self._losses.append(losses[k])
            for name, series in self._metrics.items():
                series.append(row.get(name, math.nan))
        found = {name: series.view() for name, series in self._metrics.items()}
        return self._at.view(), self._losses.view(), found
