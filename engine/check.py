"""Check: every gradient of a project against central differences in float64, on one batch."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from .bound import Bound
from .trainer import Trainer

if TYPE_CHECKING:
    from .network import Network
    from .project import Project
    from .recording import Floats

LIMIT = 1e-6
"""Largest error, as a share of the largest gradient, that passes."""
STEPS = (1e-5, 1e-6, 1e-7)
"""Moves of a parameter; the smaller ones where a ReLU bends within the larger."""
NUDGE = 0.02
"""Deviation of what is added to the parameters: biases of 0 put ReLUs exactly on their bend."""
EXAMPLES = 16
SECONDS = 8.0


@dataclass(frozen=True)
class Checked:
    """What the check found of one parameter array.

    Attributes
    ----------
    name : str
        Such as ``0.weight_ih_l0``.
    error : float
        Largest difference to the finite difference, as a share of the largest gradient of the network.
    parameters : int
        How many of it were moved.
    """

    name: str
    error: float
    parameters: int


def check_gradients(project: Project) -> list[Checked]:
    """Compare every parameter's gradient, or as many as the time allows, with a central difference.

    Parameters
    ----------
    project : Project
        Any project; parameters near its initial ones and the first examples of its first batch are taken.

    Returns
    -------
    list of Checked
        One for each parameter array.

    Raises
    ------
    Refusal
        If the project cannot be run.

    References
    ----------
    (L(θ + h) - L(θ - h)) / 2h, error O(h²).
    """
    trainer = Trainer(project, np.float64)
    batch = trainer.batching.next(trainer.training)
    examples = batch.examples[:EXAMPLES]
    bound = Bound(trainer, examples.size, batch.stop)
    bound.load(trainer.examples, examples)
    bound.pass_.draw(trainer.training.seed, 1)  # what is dropped stays the same for all differences
    network, rng = trainer.network, np.random.default_rng(0)
    network.parameters += NUDGE * rng.standard_normal(network.parameters.size)
    bound.forward()
    bound.backward()
    gradient = trainer.gradient.copy()
    largest = max(float(np.abs(gradient).max()), 1e-300)
    names = _owners(network)
    order = rng.permutation(gradient.size).tolist()
    firsts = {names[place]: place for place in reversed(order)}  # so that each array has its turn
    order = list(dict.fromkeys([*firsts.values(), *order]))
    errors: dict[str, float] = dict.fromkeys(network.names(), 0.0)
    counts: dict[str, int] = dict.fromkeys(network.names(), 0)
    end = time.perf_counter() + SECONDS
    for place in order:
        if time.perf_counter() > end and min(counts.values()) > 0:
            break
        name = names[place]
        error = _error(bound, network.parameters, place, float(gradient[place]), largest)
        errors[name] = max(errors[name], error)
        counts[name] += 1
    return [Checked(name, errors[name], counts[name]) for name in errors]


def _owners(network: Network) -> list[str]:
    """Give the name of the array that each place of the flat vector belongs to."""
    owners = [""] * network.parameters.size
    for name in network.names():
        marked = np.zeros_like(network.parameters)
        network.put(name, np.ones(network.names()[name]), marked)
        for place in np.flatnonzero(marked):
            owners[place] = name
    return owners


def _error(bound: Bound, parameters: Floats, place: int, gradient: float, largest: float) -> float:
    """Give the error of one gradient, as a share of the largest: the smallest over `STEPS`."""
    error = np.inf
    for step in STEPS:
        error = min(error, abs(_difference(bound, parameters, place, step) - gradient) / largest)
        if error <= LIMIT:
            break
    return float(error)


def _difference(bound: Bound, parameters: Floats, place: int, step: float) -> float:
    kept = parameters[place]
    parameters[place] = kept + step
    above = bound.forward()
    parameters[place] = kept - step
    below = bound.forward()
    parameters[place] = kept
    return (above - below) / (2 * step)
