"""LossAxis: iterations counted in epochs or seconds, exact where an epoch ended or the clock was read."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from gui.widgets import numbers

if TYPE_CHECKING:
    from engine.frame import Curves, Line
    from engine.recording import Floats

UNITS = ("iterations", "epochs", "seconds")


@dataclass(frozen=True, eq=False)
class LossAxis:
    """How iterations are counted; the curves themselves lie by iteration.

    Attributes
    ----------
    at, values : (n,) float64
        Iterations and what they count as, both rising from 0; straight lines between and beyond.
    """

    at: Floats
    values: Floats

    def value(self, iteration: float) -> float:
        """Give what an iteration counts as."""
        return float(_on_line(np.array(float(iteration)), self.at, self.values))

    def iteration(self, value: float) -> float:
        """Give the iteration at which so much was counted."""
        return float(_on_line(np.array(float(value)), self.values, self.at))

    def beside(self, other: LossAxis, iterations: Floats) -> Floats:
        """Give the iterations here at which as much was counted as there.

        Parameters
        ----------
        other : LossAxis
            How another branch counts.
        iterations : (k,) float64
            Iterations of that branch.

        Returns
        -------
        (k,) float64
            Iterations of this one, beyond its last too.
        """
        return _on_line(_on_line(iterations, other.at, other.values), self.values, self.at)

    def ticks(self, low: float, high: float, room: float) -> dict[float, str]:
        """Give iterations that count as round numbers, with these.

        Parameters
        ----------
        low, high : float
            Iterations in sight.
        room : float
            Share of them that one number needs.

        Returns
        -------
        dict of float to str
            At least one apart.
        """
        first, last = self.value(max(0.0, low)), self.value(high)
        step = numbers.next_range((last - first) * room)
        if not (last > first and step > 0):
            return {}
        made: dict[float, str] = {}
        for k in range(math.ceil(first / step - 1e-9), math.floor(last / step + 1e-9) + 1):
            place = self.iteration(k * step)
            if made and place - next(reversed(made)) < 0.5 * room * (high - low):
                continue  # epochs that were shorter than those that set the distance
            number = k * step
            whole = step >= 1
            made[place] = numbers.count(round(number)) if whole else numbers.setting(number)
        return made


def _on_line(x: Floats, at: Floats, values: Floats) -> Floats:
    found: Floats = np.interp(x, at, values)
    if at[-1] > at[-2]:
        slope = (values[-1] - values[-2]) / (at[-1] - at[-2])
        found = found + np.maximum(0.0, x - at[-1]) * slope
    return found


def axis_of(unit: str, curves: Curves | Line, batches: int) -> LossAxis | None:
    """Give how iterations are counted.

    Parameters
    ----------
    unit : {"iterations", "epochs", "seconds"}
        What is counted.
    curves : Curves or Line
        Ends of epochs and the clock.
    batches : int
        Iterations of the epoch at hand; 0 where that is not known: then as many as the epoch before took.

    Returns
    -------
    LossAxis or None
        None for iterations themselves, and where nothing is known of the other.
    """
    if unit == "epochs":
        ends = curves.ends
        last = float(ends[-1]) if len(ends) else 0.0
        if not batches:
            if not len(ends):
                return None
            batches = int(ends[-1] - (ends[-2] if len(ends) > 1 else 0))
        at = np.concatenate([[0.0], ends, [last + max(1, batches)]])
        return LossAxis(at, np.arange(len(at), dtype=float))
    if unit == "seconds" and len(curves.clock) and curves.clock[-1] > 0:
        at, index = np.unique(np.concatenate([[0.0], curves.clock_at]), return_index=True)
        return LossAxis(at, np.concatenate([[0.0], curves.clock])[index])
    return None
