"""Ticks of the loss plot: where the numbers of its axes stand."""

from __future__ import annotations

import math

from gui.theme import px
from gui.widgets import numbers


def decades(low: float, high: float, size: float, least: float) -> list[float]:
    """Give whole decades, at most as many as have room.

    Parameters
    ----------
    low, high : float
        Ends of the axis, as decades.
    size : float
        Its length in pixels.
    least : float
        Pixels from one number to the next, before scaling.
    """
    room = max(1, int(size / px(least)))
    every = max(1, math.ceil((math.floor(high) - math.ceil(low) + 1) / room))
    every = next((k for k in (1, 2, 3, 5, 10, 20, 50) if k >= every), 100)
    first = math.ceil(low / every - 1e-9) * every
    return [float(k) for k in range(first, math.floor(high + 1e-9) + 1, every)]


def round_places(low: float, high: float, size: float, *, whole: bool) -> list[float]:
    """Give places at 1, 2 or 5 times a power of ten.

    Parameters
    ----------
    low, high : float
        Ends of the axis.
    size : float
        Its length in pixels.
    whole : bool
        Whether it counts iterations: at whole numbers only, and further apart.
    """
    step = numbers.next_range((high - low) * px(110 if whole else 30) / max(size, 1.0))
    if whole:
        step = max(1.0, step)
    first = math.ceil(low / step - 1e-9)
    return [k * step for k in range(first, math.floor(high / step + 1e-9) + 1)]
