"""Facts of the batch view: which examples an iteration takes, which its epoch has used, and the sentence on it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QCoreApplication

from engine.epochs import Counts, counts, order, reached
from gui.widgets import numbers

if TYPE_CHECKING:
    from engine.batching import Numbers
    from engine.frame import Frame
    from engine.project import Training
    from engine.recording import Recording

translate = QCoreApplication.translate

WAITING, USED, LIT, LEFT_OUT = 0, 1, 2, 3
"""What an example is in this epoch: not used yet, used before, in the batch at hand, left out."""


@dataclass(frozen=True, eq=False)
class BatchFacts:
    """Which examples an iteration takes, and where its epoch stands.

    Attributes
    ----------
    counts : Counts
        What an epoch is made of under the settings in force.
    epoch, iteration, iterations : int
        Epoch from 1, iteration within it from 1 (0 before the first), iterations of this epoch.
    states : (N,) uint8
        For each training example one of `WAITING, USED, LIT, LEFT_OUT`.
    recording : Recording or None
        Of the batch at hand; None before the first iteration, while time runs, and where the network writes itself.
    """

    counts: Counts
    epoch: int
    iteration: int
    iterations: int
    states: np.ndarray[tuple[int], np.dtype[np.uint8]]
    recording: Recording | None

    @property
    def changed(self) -> bool:
        """Whether the batch was changed within this epoch."""
        return self.iterations != self.counts.iterations


class Orders:
    """The order of the epoch at hand, kept from one Frame to the next."""

    def __init__(self) -> None:
        self._kept: tuple[object, Numbers] | None = None

    def of(self, training: Training, examples: int, epoch: int) -> Numbers:
        """Give the order of an epoch, from 1."""
        key = (training.seed, training.shuffle, examples, epoch)
        if self._kept is None or self._kept[0] != key:
            self._kept = (key, order(training, examples, epoch))
        return self._kept[1]


def batch_of(frame: Frame) -> Recording | None:
    """Give the Recording whose examples are those of an iteration."""
    recording = frame.recording
    if recording is None or frame.running or recording.followed or recording.generated >= 0:
        return None
    return recording


def facts(frame: Frame, orders: Orders) -> BatchFacts:
    """Take the facts of a Frame.

    Parameters
    ----------
    frame : Frame
        At any moment.
    orders : Orders
        Keeps the order of the epoch.

    Returns
    -------
    BatchFacts
        Exact where time stands; while it runs the examples follow from the count.
    """
    training, data = frame.project.training, frame.dataset
    found = counts(training, data.training.size, data.steps)
    recording = batch_of(frame)
    epoch = recording.epoch if recording is not None else frame.epoch
    states = np.zeros(found.examples, np.uint8)
    taken = orders.of(training, found.examples, max(1, epoch))
    if found.dropped:
        states[taken[found.examples - found.dropped :]] = LEFT_OUT
    if recording is not None:
        states[taken[: reached(taken, recording.examples)]] = USED
        states[recording.examples] = LIT
    elif frame.batch:
        used = found.used(frame.batch)
        if frame.batches != found.iterations:
            used = round(found.examples * frame.batch / max(1, frame.batches))
        states[taken[:used]] = USED
        first = max(0, -(-used // found.size) - 1) * found.size
        states[taken[first:used]] = LIT
    return BatchFacts(found, epoch, frame.batch, frame.batches, states, recording)


def sentence(found: BatchFacts) -> str:
    """Count epoch, batch and iteration in one sentence."""
    text = f"{_head(found.counts)}: {_made_of(found)}; {_place(found)}."
    if found.counts.last != found.counts.size and not found.changed:
        last = translate("Batch", "The last batch of an epoch has {count}.")
        text += " " + last.format(count=numbers.count(found.counts.last))
    return text


def _head(c: Counts) -> str:
    if c.size == c.examples:
        text = translate("Batch", "All {all} examples at once")
    elif c.size == 1:
        text = translate("Batch", "{all} examples, one at a time")
    elif c.dropped:
        text = translate("Batch", "{all} examples, {size} at a time, the last {dropped} left out")
    else:
        text = translate("Batch", "{all} examples, {size} at a time")
    text = text.format(
        all=numbers.count(c.examples),
        size=numbers.count(c.size),
        dropped=numbers.count(c.dropped),
    )
    if c.parts == 1:
        return text
    cut = translate("Batch", "{batch}, in {parts} parts of up to {steps} time steps")
    return cut.format(batch=text, parts=numbers.count(c.parts), steps=numbers.count(c.steps))


def _made_of(found: BatchFacts) -> str:
    if found.changed:
        text = translate("Batch", "this epoch has {count} iterations, as its batches were changed")
    elif found.iterations == 1:
        return translate("Batch", "1 iteration makes an epoch")
    else:
        text = translate("Batch", "{count} iterations make an epoch")
    return text.format(count=numbers.count(found.iterations))


def _place(found: BatchFacts) -> str:
    if not found.iteration:
        return translate("Batch", "none has run yet")
    if found.iterations == 1:
        text = translate("Batch", "this is epoch {epoch}")
    else:
        text = translate("Batch", "this is iteration {iteration} of epoch {epoch}")
    return text.format(iteration=numbers.count(found.iteration), epoch=numbers.count(found.epoch))


def status(found: BatchFacts, number: int) -> str:
    """Say what an example is in this epoch.

    Parameters
    ----------
    found : BatchFacts
        The epoch.
    number : int
        Of the training example, from 0.
    """
    text = {
        WAITING: translate("Batch", "Example {number}: not used yet in this epoch"),
        USED: translate("Batch", "Example {number}: used in this epoch"),
        LIT: translate("Batch", "Example {number}: in this batch"),
        LEFT_OUT: translate("Batch", "Example {number}: left out of this epoch"),
    }[int(found.states[number])]
    return text.format(number=numbers.count(number + 1))


def looked_at(recording: Recording, example: int) -> str:
    """Say which example is looked at, with its length where it is padded."""
    number = numbers.count(int(recording.examples[example]) + 1)
    place, count = numbers.count(example + 1), numbers.count(recording.batch)
    length = int(recording.lengths[example])
    if length < recording.steps:
        text = translate(
            "Batch", "Looked at: {place} of {count}, example {number}, {length} of {steps} steps."
        )
        return text.format(
            place=place, count=count, number=number, length=length, steps=recording.steps
        )
    text = translate("Batch", "Looked at: {place} of {count}, example {number}.")
    return text.format(place=place, count=count, number=number)
