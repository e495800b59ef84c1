"""Packed: many checkpoints as a few stacked arrays, so that a file brings back how one came to its place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from .batching import Place
from .checkpoint import Checkpoint
from .optimizers import names_of
from .schedules import Progress

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from .course import Course
    from .network import Network
    from .recording import Floats, Integers

BYTES = 32_000_000
"""Most bytes of checkpoints in a file."""

COUNTS = ("iteration", "epoch", "used", "step", "group", "updates")


def order(network: Network) -> Integers:
    """Give where each number of PyTorch's arrays, one after the other, stands in the flat vector.

    Parameters
    ----------
    network : Network
        For its names and layout.

    Returns
    -------
    (P,) int64
        A permutation.
    """
    places = 1 + np.arange(network.parameters.size, dtype=np.float64)
    named = np.concatenate([network.get(name, places).ravel() for name in network.names()])
    return (
        named[named > 0].astype(np.int64) - 1
    )  # 0 where PyTorch has a number that is no parameter


def progress_array(progress: Progress) -> Floats:
    """Give what a schedule has heard as numbers, all of them finite."""
    best = -1.0 if progress.best == np.inf else progress.best
    return np.array([best, progress.waited, progress.multiplier])


def progress_of(array: Floats) -> Progress:
    """Give what a schedule has heard; `ValueError` where that is not it."""
    if array.dtype != np.float64 or array.shape != (3,):
        raise ValueError("progress")
    best, waited, multiplier = array.tolist()
    if best < -1 or waited < 0 or waited != int(waited) or not 0 <= multiplier <= 1:
        raise ValueError("progress")
    return Progress(np.inf if best == -1 else best, int(waited), multiplier)


def place_of(course: Course, numbers: Sequence[int]) -> Place:
    """Give a place in the data; `ValueError` where there is no such place."""
    place, batching = Place(*numbers), course.trainer.batching
    ends = (place.used, place.group)
    if min(place) < 0 or max(ends) > batching.examples or place.step >= batching.steps:
        raise ValueError("place")
    if place.step and (place.group <= place.used or place.step % batching.chunk):
        raise ValueError("place")
    return place


def memory_of(state: Mapping[str, Floats], like: Floats) -> Floats:
    """Put what an optimizer remembers one after the other, as it keeps it."""
    rows = list(state.values())
    return np.concatenate(rows) if rows else np.zeros_like(like)


def pack(network: Network, checkpoints: Sequence[Checkpoint]) -> dict[str, Floats]:
    """Stack checkpoints.

    Parameters
    ----------
    network : Network
        Whose they are.
    checkpoints : sequence of Checkpoint
        Any number of them.

    Returns
    -------
    dict of ndarray
        ``parameters`` and each optimizer state (n, P), numbers in the order of `Network.names`; where an
        earlier optimizer had no such state it is 0. The counts of `COUNTS` (n,) int64; ``progress`` (n, 3);
        ``buffers`` (n, Q); ``carried/NAME`` (n, H, B) for the most examples B, where a sequence is truncated.
    """
    at = order(network)
    states = [c.state(names_of(c.training.optimizer)) for c in checkpoints]
    keys = sorted({key for state in states for key in state})
    none = np.zeros_like(network.parameters)

    def stack(rows: list[Floats]) -> Floats:
        if not rows:
            return np.zeros((0, at.size), none.dtype)
        return np.ascontiguousarray(
            np.stack(rows)[:, at]
        )  # else safetensors writes them in memory order

    arrays = {"parameters": stack([c.parameters for c in checkpoints])}
    arrays |= {key: stack([state.get(key, none) for state in states]) for key in keys}
    rows = [(c.iteration, *c.place, c.steps) for c in checkpoints]
    counts = np.array(rows, np.int64).reshape(-1, len(COUNTS)).T
    found: dict[str, Any] = dict(zip(COUNTS, np.ascontiguousarray(counts), strict=True))
    progress = [progress_array(c.progress) for c in checkpoints]
    found["progress"] = np.array(progress).reshape(-1, 3)
    if network.buffers.size:
        found["buffers"] = np.array([c.buffers for c in checkpoints])
    for name in sorted({name for c in checkpoints for name in c.carried}):
        parts = [c.carried.get(name) for c in checkpoints]
        widest = max((part.shape for part in parts if part is not None), key=lambda shape: shape[1])
        room = np.zeros((len(parts), *widest), none.dtype)
        for to, part in zip(room, parts, strict=True):
            if part is not None:
                to[:, : part.shape[1]] = part
        found[f"carried/{name}"] = room
    return arrays | found


def unpack(course: Course, arrays: dict[str, Floats], latest: int) -> list[Checkpoint]:
    """Give the checkpoints of a branch whose journal is known.

    Parameters
    ----------
    course : Course
        At any place of the branch; its trainer is left with other settings.
    arrays : dict of ndarray
        As `pack` gives them.
    latest : int
        Iteration that all of them precede, the first by one.

    Returns
    -------
    list of Checkpoint
        Bit for bit as they were.

    Raises
    ------
    KeyError, ValueError, TypeError
        If the arrays do not fit the network.
    """
    network = course.trainer.network
    stacked = dict(arrays)
    counts = np.stack([stacked.pop(name) for name in COUNTS])
    progress = stacked.pop("progress")
    if counts.ndim != 2 or progress.ndim != 2 or len(progress) != counts.shape[1]:
        raise ValueError("checkpoints")
    n = counts.shape[1]
    buffers = stacked.pop("buffers", np.zeros((n, 0), network.buffers.dtype))
    carried = {key: stacked.pop(key) for key in list(stacked) if key.startswith("carried/")}
    dtype = network.parameters.dtype
    forms = [(a, (n, network.parameters.size)) for a in stacked.values()]
    forms.append((buffers, (n, network.buffers.size)))
    if counts.dtype != np.int64 or any((a.dtype, a.shape) != (dtype, s) for a, s in forms):
        raise TypeError("checkpoints")
    iterations = counts[0]
    within = (counts >= 0).all() and (np.diff(iterations) < 0).all()
    if not within or n < 1 or iterations[0] != latest - 1:
        raise ValueError("checkpoints")
    back = np.argsort(order(network))
    found = []
    for row, (iteration, *numbers, updates) in enumerate(counts.T.tolist()):
        place = place_of(course, numbers)
        training = course.branch.settings_after(iteration - 1)
        course.trainer.adopt(training)
        found.append(
            Checkpoint(
                iteration,
                place,
                training,
                stacked["parameters"][row, back],
                memory_of(
                    {key: stacked[key][row, back] for key in course.trainer.optimizer.names},
                    course.trainer.optimizer.memory,
                ),
                updates,
                progress_of(progress[row]),
                buffers[row].copy(),
                take_carried(course, place, {key: a[row] for key, a in carried.items()}),
            )
        )
    return found


def take_carried(course: Course, place: Place, arrays: dict[str, Floats]) -> dict[str, Floats]:
    """Give the states that go on into the next iteration.

    Parameters
    ----------
    course : Course
        For its network.
    place : Place
        Where the next iteration begins.
    arrays : dict of (H, B)
        By ``carried/NAME``; B is that of the place, or more.

    Returns
    -------
    dict of (H, B)
        Empty where a sequence begins.

    Raises
    ------
    KeyError, ValueError
        If they do not fit the network.
    """
    if not place.step:
        return {}
    batch, found = place.group - place.used, {}
    for name, (first, _) in course.trainer.network.bind(None, 1, batch).states().items():
        array = arrays[f"carried/{name}"][:, :batch]
        if (array.dtype, array.shape) != (first.dtype, first.shape):
            raise ValueError(name)
        found[name] = np.ascontiguousarray(array)
    return found
