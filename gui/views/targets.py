"""Where a time step stands among the targets of a Recording, and which of them count."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from engine.datasets.dataset import Mask
    from engine.recording import Floats, Integers, Recording


def target_place(recording: Recording, t: int, example: int) -> int:
    """Give the index of a step's output and target; −1 where the step has no target that counts.

    Parameters
    ----------
    recording : Recording
        One iteration.
    t : int
        Time step, from 0.
    example : int
        Example within the batch, from 0.

    Returns
    -------
    int
        Index into ``outputs``, ``targets`` and ``terms``.
    """
    last = int(recording.lengths[example]) - 1
    place = t
    if recording.outputs.shape[0] == 1 and recording.steps > 1:
        place = 0 if t == last else -1
    if not 0 <= t <= last or place < 0:
        return -1
    counted = counted_of(recording)
    at = place + recording.start if recording.outputs.shape[0] > 1 else place
    if counted is not None and not counted[at, 0, int(recording.examples[example])]:
        return -1
    return place


def target_places(recording: Recording, example: int) -> tuple[Integers, Integers]:
    """Give all time steps that have a target that counts, and the index of each into ``outputs``.

    Parameters
    ----------
    recording : Recording
        One iteration.
    example : int
        Example within the batch, from 0.

    Returns
    -------
    steps, places : (K,) int64
        In order; of each step `target_place` gives the same.
    """
    length, every = int(recording.lengths[example]), recording.outputs.shape[0] > 1
    steps = np.arange(length) if every or recording.steps == 1 else np.array([length - 1])
    places = steps if every or recording.steps == 1 else np.zeros(1, np.int64)
    counted = counted_of(recording)
    if counted is None:
        return steps, places
    at = places + recording.start if every else places
    kept = counted[at, 0, int(recording.examples[example])].astype(np.bool_)
    return steps[kept], places[kept]


def counted_of(recording: Recording) -> Mask | None:
    """Give which targets count, (T', 1, N); None: all, as of what the network has written itself."""
    data = recording.dataset
    if recording.generated >= 0:
        return None
    return (data.validation if recording.followed else data.training).counted


def example_means(recording: Recording) -> Floats:
    """Give the mean loss over the counted targets of each example of the batch, (B,); 0 where it has none."""
    terms = recording.terms
    steps = terms.shape[0]
    within = np.ones(terms.shape, np.bool_)
    if steps > 1:
        within = np.arange(steps)[:, None] < recording.lengths
    counted = counted_of(recording)
    if counted is not None:
        start = recording.start if steps > 1 else 0
        within = within & counted[start : start + steps, 0][:, recording.examples]
    with np.errstate(all="ignore"):
        sums = terms.sum(axis=0, where=within, dtype=np.float64)
        means: Floats = sums / np.maximum(1, within.sum(axis=0))
    return means
