"""Grid of the loss plot: a line at each number of the loss axis, a tick at each checkpoint."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from gui.theme import px
from gui.widgets.ink import Ink, faded
from gui.widgets.strokes import paint_ticks

if TYPE_CHECKING:
    from engine.recording import Integers
    from gui.widgets.curves import Mapping

MOST_CHECKPOINTS = 200
"""Of more checkpoints not all are marked."""
APART = 3
"""Pixels from one tick to the next, at least."""


def paint_grid(ink: Ink, place: Mapping, levels: list[float], checkpoints: tuple[int, ...]) -> None:
    """Paint a line at each number of the loss axis, and a tick at each checkpoint.

    Parameters
    ----------
    ink : Ink
        Where to paint.
    place : Mapping
        The axes in pixels.
    levels : list of float
        Where the numbers of the loss axis stand.
    checkpoints : tuple of int
        Their iterations.
    """
    rect, line = place.rect, faded(ink.theme.line, 0.7)
    for value in levels:
        ink.fill(rect.left(), place.height(value), rect.width(), 1, line)
    ink.fill(rect.left(), rect.bottom() - 1, rect.width(), 1, ink.theme.line)
    high, places = px(4), ticks_at(place, checkpoints)
    seen = places[(places >= rect.left() - 1) & (places <= rect.right())]
    paint_ticks(ink.p, seen, round(rect.bottom() - high), high, ink.theme.edge)


def ticks_at(place: Mapping, checkpoints: tuple[int, ...]) -> Integers:
    """Give the pixels of the ticks.

    Parameters
    ----------
    place : Mapping
        The axes in pixels.
    checkpoints : tuple of int
        Their iterations.

    Returns
    -------
    (k,) int64
        Some of them more than once.
    """
    every = max(1, len(checkpoints) // MOST_CHECKPOINTS)
    first, last = place.iterations
    share = (np.array(checkpoints[::every], float) - first) / (last - first)
    x = np.rint((place.rect.left() + share * place.rect.width()) / APART) * APART
    return x.astype(np.int64)
