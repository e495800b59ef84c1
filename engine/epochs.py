"""Epochs: what examples, batch size and iterations come to, and which examples an epoch has used so far."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from .batching import Batching, Numbers

if TYPE_CHECKING:
    from .project import Training
    from .recording import Integers


@dataclass(frozen=True)
class Counts:
    """What an epoch is made of, if no setting changes within it.

    Attributes
    ----------
    examples : int
        Training examples N.
    size : int
        Examples of one iteration.
    last : int
        Examples of the last one of an epoch: fewer where N is no multiple of the size.
    dropped : int
        Examples that an epoch leaves out, because they would not fill a batch.
    parts, steps : int
        Iterations that go through the same examples one after the other, and time steps of each but the last:
        1 and all of them unless training is truncated.
    iterations : int
        Iterations of an epoch.
    """

    examples: int
    size: int
    last: int
    dropped: int
    parts: int
    steps: int
    iterations: int

    def used(self, iteration: int) -> int:
        """Give how many examples an epoch has taken up, that of this iteration among them.

        Parameters
        ----------
        iteration : int
            Of the epoch, from 1; 0 before it.
        """
        return min(-(-iteration // self.parts) * self.size, self.examples - self.dropped)


def counts(training: Training, examples: int, steps: int) -> Counts:
    """Count what an epoch is made of.

    Parameters
    ----------
    training : Training
        Batch regime, size, remainder and truncation.
    examples : int
        Training examples N, at least 1.
    steps : int
        Time steps T of the longest example.

    Returns
    -------
    Counts
        The same numbers by which `batching` goes.
    """
    batching = _batching(training, examples, steps)
    size = batching.size_of(training)
    rest = examples % size
    dropped = rest if training.drop_last else 0
    return Counts(
        examples=examples,
        size=size,
        last=size if dropped or not rest else rest,
        dropped=dropped,
        parts=-(-steps // batching.chunk),
        steps=batching.chunk,
        iterations=batching.per_epoch(training),
    )


def order(training: Training, examples: int, epoch: int) -> Numbers:
    """Give the order in which an epoch takes its examples.

    Parameters
    ----------
    training : Training
        Seed, and whether it is shuffled.
    examples : int
        Training examples N.
    epoch : int
        From 1.

    Returns
    -------
    (N,) int64
        Numbers of examples, from 0. A batch of all of them has them in their natural order.
    """
    return _batching(training, examples, 1)._order(epoch)


def reached(order: Numbers, batch: Integers) -> int:
    """Give how many examples an epoch has taken up, a batch among them.

    Parameters
    ----------
    order : (N,) int64
        Order of the epoch.
    batch : (B,) int64
        Numbers of examples that stand side by side in it.

    Returns
    -------
    int
        The place behind the batch.
    """
    return int(np.flatnonzero(np.isin(order, batch))[-1]) + 1


def _batching(training: Training, examples: int, steps: int) -> Batching:
    return Batching(
        *(examples, training.seed),
        shuffle=training.shuffle,
        steps=steps,
        truncate=training.truncate,
    )
