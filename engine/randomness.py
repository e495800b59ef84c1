"""Randomness: every draw is a pure function of (seed, purpose, number), so that replay gives the same numbers."""

from __future__ import annotations

import threading
from typing import Literal

import numpy as np

Purpose = Literal["order", "training_data", "validation_data", "test_data", "generation"]
_KEYS: dict[Purpose, int] = {
    "order": 2,
    "training_data": 3,
    "validation_data": 4,
    "test_data": 5,
    "generation": 6,
}
_DROPOUT = 7
_KEPT = threading.local()


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


def dropout_bits(seed: int, iteration: int, layer: int) -> np.random.Philox:
    """Give the bits of one layer in one iteration.

    Parameters
    ----------
    seed, iteration, layer : int
        What the bits are a pure function of; each 0 or more.

    Returns
    -------
    numpy.random.Philox
        At its start; in use until the next call in this thread.
    """
    bits: np.random.Philox | None = getattr(_KEPT, "bits", None)
    if bits is None:  # a new one costs six times as much as a new state
        bits = _KEPT.bits = np.random.Philox(0)
        _KEPT.state = bits.state
    state = _KEPT.state
    state["state"]["key"][:] = seed, (_DROPOUT << 48) | iteration
    state["state"]["counter"][:] = 0, 0, layer, 0
    state["buffer_pos"], state["has_uint32"] = 4, 0
    bits.state = state
    return bits
