"""Curves: mixtures of sine waves, and a lying figure eight; at each step the point to come is asked for."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from ..randomness import generator
from .dataset import Dataset, Floats, Split, split
from .making import dataset, noisy

if TYPE_CHECKING:
    from ..project import Lemniscate, Waves
    from ..randomness import Purpose

PERIOD = 24.0
"""Time steps of the longest wave; each other one is shorter by the golden ratio, so that no mixture repeats soon."""
GOLDEN = (1 + 5**0.5) / 2


def _with_naive(made: Dataset) -> Dataset:
    """Add the forecast "same as last time", of the last step."""

    def error(part: Split) -> float:
        return float(np.sqrt(np.mean((part.inputs - part.targets)[-1] ** 2)))

    found = error(made.validation), error(made.test) if made.test else None
    return replace(made, naive=found[0], naive_test=found[1])


def waves(data: Waves) -> Dataset:
    """Waves: sines of fixed periods and random phases, added up and scaled to variance 1.

    Parameters
    ----------
    data : Waves
        The noise is that of a measured series: on what is read and on what is asked for.

    Returns
    -------
    Dataset
        Input and target the series, (T, 1, N), `horizon` steps apart. K waves are told by 2 K numbers in a row, never
        by one alone.
    """
    periods = PERIOD / GOLDEN ** np.arange(data.waves)

    def make(purpose: Purpose, n: int) -> Split:
        rng = generator(data.seed, purpose)
        phases = 2 * np.pi * rng.random((data.waves, n))
        steps = np.arange(data.length + data.horizon)
        angles = 2 * np.pi * steps[:, None] / periods
        series = np.sin(angles[:, :, None] + phases).sum(axis=1) * np.sqrt(2 / data.waves)
        series = noisy(rng, series, data.noise)[:, None, :]
        return split(series[: data.length], series[data.horizon :])

    made = dataset(
        *(data, make),
        task="regression",
        every_step=True,
        input_names=("value",),
        target_name="value to come",
    )
    return _with_naive(made)


def lemniscate(data: Lemniscate) -> Dataset:
    """Lemniscate: the points of a lying figure eight, always run through in the same direction.

    Parameters
    ----------
    data : Lemniscate
        A loop has `loop` steps, the eight twice as many; no example begins at the crossing point. The noise is on what
        is read alone.

    Returns
    -------
    Dataset
        Inputs x and y, (T, 2, N), and as targets the point `horizon` steps later. Bernoulli's lemniscate,
        x = cos u / (1 + sin² u), y = x sin u: at u = ±π/2 it crosses itself in (0, 0), and only what came before
        tells on which loop it goes on.
    """
    turn = 2 * data.loop
    u = np.pi / 2 + 2 * np.pi * np.arange(turn) / turn
    eight = np.stack([np.cos(u), np.sin(u) * np.cos(u)]) / (1 + np.sin(u) ** 2)
    eight[:, :: data.loop] = 0  # the crossing point, which rounding would make two of

    def make(purpose: Purpose, n: int) -> Split:
        rng = generator(data.seed, purpose)
        start = rng.integers(0, turn - 2, n)
        start += 1 + (start >= data.loop - 1)  # neither 0 nor `loop`: those are the crossing point
        at = (start + np.arange(data.length + data.horizon)[:, None]) % turn
        points: Floats = eight[:, at].transpose(1, 0, 2)
        inputs = noisy(rng, points[: data.length], data.noise)
        return split(inputs, points[data.horizon :])

    made = dataset(
        *(data, make),
        task="regression",
        every_step=True,
        input_names=("x", "y"),
        target_name="point to come",
    )
    return _with_naive(made)
