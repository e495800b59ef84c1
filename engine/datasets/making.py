"""Making data from a seed: what the generators have in common."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

import numpy as np

from ..errors import QT_TRANSLATE_NOOP
from .dataset import Dataset, Floats, Integers, Mask

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..randomness import Purpose
    from .dataset import Split

NAMES = (
    QT_TRANSLATE_NOOP("Data", "value"),
    QT_TRANSLATE_NOOP("Data", "store"),
    QT_TRANSLATE_NOOP("Data", "bit"),
    QT_TRANSLATE_NOOP("Data", "flag"),
    QT_TRANSLATE_NOOP("Data", "sunspots"),
    QT_TRANSLATE_NOOP("Data", "character"),
    QT_TRANSLATE_NOOP("Data", "marker"),
    QT_TRANSLATE_NOOP("Data", "letter"),
    QT_TRANSLATE_NOOP("Data", "parenthesis"),
)
"""Names of inputs that the window says, translated."""


class Sized(Protocol):
    """Settings that say how many examples there are."""

    @property
    def examples(self) -> int:
        """Examples to train on."""

    @property
    def validation(self) -> int:
        """Examples kept apart."""

    @property
    def test(self) -> int:
        """Examples that no decision has seen."""


def dataset(data: Sized, make: Callable[[Purpose, int], Split], **meaning: Any) -> Dataset:
    """Make training, validation and test examples, each from draws of its own.

    Parameters
    ----------
    data : Sized
        Settings.
    make : callable
        Gives so many examples for a purpose.
    **meaning
        The other attributes of the Dataset.

    Returns
    -------
    Dataset
        With test examples where any are wanted.
    """
    return Dataset(
        make("training_data", data.examples),
        make("validation_data", data.validation),
        test=make("test_data", data.test) if data.test else None,
        **meaning,
    )


def noisy(rng: np.random.Generator, values: Floats, noise: float) -> Floats:
    """Add normal noise of a standard deviation; 0 draws nothing."""
    return values + noise * rng.standard_normal(values.shape) if noise else values


def drawn_lengths(rng: np.random.Generator, shortest: int, longest: int, n: int) -> Integers | None:
    """Draw how many steps each example has; drawn last, so that the same numbers come with any lengths.

    Parameters
    ----------
    rng : Generator
        Of the split.
    shortest, longest : int
        Bounds; `shortest` 0: all are of full length.
    n : int
        Examples.

    Returns
    -------
    (n,) int64 or None
        None where all are of full length.
    """
    if not shortest or shortest == longest:
        return None
    return rng.integers(shortest, longest + 1, n)


def padded(inputs: Floats, lengths: Integers | None) -> Floats:
    """Set what lies beyond an example's length to 0, in place.

    Parameters
    ----------
    inputs : (T, D, N) float64
        Inputs.
    lengths : (N,) int64 or None
        Time steps of each example.

    Returns
    -------
    (T, D, N) float64
        The same array.
    """
    if lengths is not None:
        inputs.transpose(0, 2, 1)[beyond(lengths, len(inputs))] = 0
    return inputs


def beyond(lengths: Integers, steps: int) -> Mask:
    """Tell which steps lie beyond each example's length, (T, N)."""
    found: Mask = np.arange(steps)[:, None] >= lengths
    return found
