"""Batching: which examples an iteration uses; full batch, mini-batch or one; counts of epoch and batch exact."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from .randomness import generator

if TYPE_CHECKING:
    from .project import Training


@dataclass(frozen=True, eq=False)
class Batch:
    """Examples of one iteration.

    Attributes
    ----------
    examples : (B,) int64
        Numbers of the training examples, from 0.
    epoch : int
        Epoch, from 1.
    end : int
        Examples of this epoch that are used up after it.
    """

    examples: np.ndarray[Any, np.dtype[np.int64]]
    epoch: int
    end: int

    @property
    def size(self) -> int:
        """Examples B."""
        return int(self.examples.size)


class Batching:
    """The place in the data; the order of an epoch is a pure function of (seed, epoch).

    Parameters
    ----------
    examples : int
        Training examples N.
    seed : int
        Seed of the order.
    """

    def __init__(self, examples: int, seed: int) -> None:
        self.examples = examples
        self.seed = seed
        self.epoch = 0
        self.place = 0
        self._natural = np.arange(examples)
        self._orders: dict[int, np.ndarray[Any, np.dtype[np.int64]]] = {}

    def size_of(self, training: Training) -> int:
        """Give the examples of one update under these settings."""
        if training.batch == "full":
            return self.examples
        return min(training.batch_size, self.examples) if training.batch == "mini" else 1

    def per_epoch(self, training: Training) -> int:
        """Give the iterations of one epoch."""
        return -(-self.examples // self.size_of(training))

    def next(self, training: Training) -> Batch:
        """Give the next batch; the place moves only when it is told `used`.

        Parameters
        ----------
        training : Training
            Batch regime and size; may change in the middle of an epoch.

        Returns
        -------
        Batch
            The last one of an epoch may be smaller.
        """
        epoch, place = self.epoch, self.place
        if epoch == 0 or place >= self.examples:
            epoch, place = epoch + 1, 0
        end = min(place + self.size_of(training), self.examples)
        if end - place == self.examples:
            return Batch(self._natural, epoch, end)
        return Batch(self._order(epoch)[place:end], epoch, end)

    def used(self, batch: Batch) -> None:
        """Move the place behind a batch."""
        self.epoch, self.place = batch.epoch, batch.end

    @property
    def at_end(self) -> bool:
        """Whether an epoch has just ended."""
        return self.place >= self.examples

    def go(self, epoch: int, place: int) -> None:
        """Go to a place: epoch from 1 (0 before the first), examples used of it."""
        self.epoch, self.place = epoch, place

    def _order(self, epoch: int) -> np.ndarray[Any, np.dtype[np.int64]]:
        order = self._orders.get(epoch)
        if order is None:
            while len(self._orders) >= 4:
                self._orders.pop(next(iter(self._orders)))
            order = generator(self.seed, "order", epoch).permutation(self.examples)
            self._orders[epoch] = order
        return order
