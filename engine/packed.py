"""Packed: many checkpoints as a few stacked arrays, so that a file brings back how one came to its place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from .trainer import Checkpoint

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .course import Course
    from .network import Network
    from .recording import Floats, Integers

BYTES = 32_000_000
"""Most bytes of checkpoints in a file."""

PLACES = ("iteration", "epoch", "used", "steps")


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
    places = np.arange(network.parameters.size, dtype=np.float64)
    named = [network.get(name, places).ravel() for name in network.names()]
    return np.concatenate(named).astype(np.int64)


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
        earlier optimizer had no such state it is 0. ``iteration, epoch, used, steps`` (n,) int64.
    """
    at = order(network)
    keys = sorted({key for checkpoint in checkpoints for key in checkpoint.state})
    none = np.zeros_like(network.parameters)

    def stack(rows: list[Floats]) -> Floats:
        if not rows:
            return np.zeros((0, at.size), none.dtype)
        return np.ascontiguousarray(
            np.stack(rows)[:, at]
        )  # else safetensors writes them in memory order

    arrays = {"parameters": stack([c.parameters for c in checkpoints])}
    arrays |= {key: stack([c.state.get(key, none) for c in checkpoints]) for key in keys}
    places: dict[str, Any] = {
        name: np.array([getattr(c, name) for c in checkpoints], np.int64) for name in PLACES
    }
    return arrays | places


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
    places = np.stack([stacked.pop(name) for name in PLACES])
    if places.ndim != 2:
        raise ValueError("checkpoints")
    n = places.shape[1]
    form = (network.parameters.dtype, (n, network.parameters.size))
    if places.dtype != np.int64 or any((a.dtype, a.shape) != form for a in stacked.values()):
        raise TypeError("checkpoints")
    iterations, used = places[0], places[2]
    within = (places >= 0).all() and (np.diff(iterations) < 0).all()
    if not within or n < 1 or iterations[0] != latest - 1:
        raise ValueError("checkpoints")
    if (used > course.trainer.batching.examples).any():
        raise ValueError("used")
    back = np.argsort(order(network))
    found = []
    for row, (iteration, epoch, place, steps) in enumerate(places.T.tolist()):
        training = course.branch.settings_after(iteration - 1)
        course.trainer.adopt(training)
        state = {key: stacked[key][row, back] for key in course.trainer.optimizer.state}
        parameters = stacked["parameters"][row, back]
        found.append(Checkpoint(iteration, epoch, place, training, parameters, state, steps))
    return found
