"""Randomness: every draw is a pure function of (seed, purpose, number), so that replay gives the same numbers."""

from __future__ import annotations

from typing import Literal

import numpy as np

Purpose = Literal["order", "training_data", "validation_data"]
_KEYS: dict[Purpose, int] = {"order": 2, "training_data": 3, "validation_data": 4}


def generator(seed: int, purpose: Purpose, number: int = 0) -> np.random.Generator:
    """Make the generator of one purpose.

    Parameters
    ----------
    seed : int
        The project's seed, 0 or more.
    purpose : str
        What is drawn.
    number : int
        Which one: layer, epoch or iteration.

    Returns
    -------
    numpy.random.Generator
        Over Philox, keyed by (seed, purpose and number).

    References
    ----------
    Salmon, Moraes, Dror, Shaw: Parallel random numbers, as easy as 1, 2, 3 (SC 2011).
    """
    key = np.array([seed, (_KEYS[purpose] << 48) | number], dtype=np.uint64)
    return np.random.Generator(np.random.Philox(key=key))
