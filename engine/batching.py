"""Batching: which examples and time steps an iteration uses; counts of epoch and batch exact."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from .randomness import generator

if TYPE_CHECKING:
    from .project import Training

Numbers = np.ndarray[Any, np.dtype[np.int64]]


class Place(NamedTuple):
    """A place in the data.

    Attributes
    ----------
    epoch : int
        Epochs begun, from 1; 0 before the first.
    used : int
        Examples used up of the present epoch.
    step : int
        Time steps that are done of the examples at hand; 0 unless training is truncated.
    group : int
        Where the examples at hand end, when ``step`` is not 0.
    """

    epoch: int = 0
    used: int = 0
    step: int = 0
    group: int = 0


@dataclass(eq=False, slots=True)  # frozen would take half a microsecond more
class Batch:
    """Examples and time steps of one iteration.

    Attributes
    ----------
    examples : (B,) int64
        Numbers of the training examples, from 0.
    start, stop : int
        Time steps, stop excluded; all of them unless training is truncated.
    after : Place
        The place once they are used.
    last : bool
        Whether an epoch ends with it.
    """

    examples: Numbers
    start: int
    stop: int
    after: Place
    last: bool

    @property
    def size(self) -> int:
        """Examples B."""
        return int(self.examples.size)

    @property
    def epoch(self) -> int:
        """Epoch, from 1."""
        return self.after.epoch


class Batching:
    """The place in the data; the order of an epoch is a pure function of (seed, epoch).

    Parameters
    ----------
    examples : int
        Training examples N.
    seed : int
        Seed of the order.
    shuffle : bool
        Whether each epoch has an order of its own.
    steps : int
        Time steps T of the longest example.
    truncate : int
        Time steps of an iteration, the state carried on to the next one; 0: all.
    """

    def __init__(
        self, examples: int, seed: int, *, shuffle: bool = True, steps: int = 1, truncate: int = 0
    ) -> None:
        self.examples = examples
        self.seed = seed
        self.shuffle = shuffle
        self.steps = steps
        self.chunk = min(truncate or steps, steps)
        self.place = Place()
        self.at_end = False
        """Whether an epoch has just ended."""
        self._natural = np.arange(examples)
        self._orders: dict[int, Numbers] = {}

    def size_of(self, training: Training) -> int:
        """Give the examples of one update under these settings."""
        if training.batch == "full":
            return self.examples
        return min(training.batch_size, self.examples) if training.batch == "mini" else 1

    def per_epoch(self, training: Training) -> int:
        """Give the iterations of one epoch."""
        return self.left(Place(), training)

    def left(self, place: Place, training: Training) -> int:
        """Give the iterations from a place to the end of its epoch.

        Parameters
        ----------
        place : Place
            Any place.
        training : Training
            Batch regime and size.

        Returns
        -------
        int
            0 where none is left.
        """
        size, used, chunks = self.size_of(training), place.used, 0
        if place.step:
            used, chunks = place.group, -(-(self.steps - place.step) // self.chunk)
        left = self.examples - used
        groups = left // size if training.drop_last else -(-left // size)
        return chunks + groups * -(-self.steps // self.chunk)

    def next(self, training: Training) -> Batch:
        """Give the next batch; the place moves only when it is told `used`.

        Parameters
        ----------
        training : Training
            Batch regime and size; may change in the middle of an epoch.

        Returns
        -------
        Batch
            The last one of an epoch may be smaller, unless the remainder is dropped.
        """
        place = self.place
        if place.epoch == 0 or not self.left(place, training):
            place = Place(place.epoch + 1)
        used, start = place.used, place.step
        end = place.group if start else min(used + self.size_of(training), self.examples)
        stop = min(start + self.chunk, self.steps)
        after = Place(place.epoch, end)
        if stop < self.steps:
            after = Place(place.epoch, used, stop, end)
        whole = end - used == self.examples
        examples = self._natural if whole else self._order(place.epoch)[used:end]
        return Batch(examples, start, stop, after, not self.left(after, training))

    def used(self, batch: Batch) -> None:
        """Move the place behind a batch."""
        self.place, self.at_end = batch.after, batch.last

    def go(self, place: Place) -> None:
        """Go to a place."""
        self.place, self.at_end = place, place.used >= self.examples

    def _order(self, epoch: int) -> Numbers:
        if not self.shuffle:
            return self._natural
        order = self._orders.get(epoch)
        if order is None:
            while len(self._orders) >= 4:
                self._orders.pop(next(iter(self._orders)))
            order = generator(self.seed, "order", epoch).permutation(self.examples)
            self._orders[epoch] = order
        return order
