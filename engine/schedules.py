"""Schedules: the learning rate of each iteration, as closed forms of its number.

To add one: its settings in ``project.SCHEDULES``, and a function in `FACTORS`.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any, NamedTuple

from . import project

THRESHOLD = 1e-4
"""Share of the best validation loss by which a lower one must beat it to count as better."""
LEAST = 1e-8
"""Share of the learning rate: a step down that is smaller is not taken."""


class Progress(NamedTuple):
    """What a schedule remembers of the validation losses: all that it knows beside the iteration.

    Attributes
    ----------
    best : float
        The lowest that counted as better; infinite before the first.
    waited : int
        Validations since then, or since the last step down.
    multiplier : float
        What the steps down have left of the learning rate.
    """

    best: float = math.inf
    waited: int = 0
    multiplier: float = 1.0


def _constant(_schedule: project.Constant, _done: int, _progress: Progress) -> float:
    return 1.0


def _step(schedule: project.StepDecay, done: int, _progress: Progress) -> float:
    return schedule.factor ** (done // schedule.every)


def _exponential(schedule: project.Exponential, done: int, _progress: Progress) -> float:
    return schedule.factor**done


def _cosine(schedule: project.Cosine, done: int, _progress: Progress) -> float:
    wave = (1 + math.cos(math.pi * min(done / schedule.over, 1))) / 2
    return schedule.lowest + (1 - schedule.lowest) * wave


def _warmup(schedule: project.Warmup, done: int, _progress: Progress) -> float:
    done = min(done, schedule.over)  # so written it ends at exactly 1
    return (schedule.first * (schedule.over - done) + done) / schedule.over


def _plateau(_schedule: project.Plateau, _done: int, progress: Progress) -> float:
    return progress.multiplier


FACTORS: dict[type[project.Schedule], Callable[[Any, int, Progress], float]] = {
    project.Constant: _constant,
    project.StepDecay: _step,
    project.Exponential: _exponential,
    project.Cosine: _cosine,
    project.Warmup: _warmup,
    project.Plateau: _plateau,
}
"""What each kind multiplies the learning rate with, of settings, updates done and progress."""


def rate(schedule: project.Schedule, base: float, iteration: int, progress: Progress) -> float:
    """Give the learning rate of an iteration, as PyTorch's scheduler does that steps after each update.

    With n = iteration - 1 updates done before it, the base rate is multiplied with

    - constant: 1
    - step (StepLR): factor^floor(n / every)
    - exponential (ExponentialLR): factor^n
    - cosine (CosineAnnealingLR, which stays at its end): lowest + (1 - lowest) (1 + cos(pi n / over)) / 2
    - warm-up (LinearLR): first + (1 - first) n / over, from n = over on 1
    - plateau (ReduceLROnPlateau): the multiplier of `progress`

    Parameters
    ----------
    schedule : project.Schedule
        Kind and settings.
    base : float
        The learning rate that is set.
    iteration : int
        Number of the update, from 1.
    progress : Progress
        What `heard` gave last; only a plateau reads it.

    Returns
    -------
    float
        A pure function of the arguments: no rounding adds up over iterations, and another base keeps the factor.

    References
    ----------
    Cosine: Loshchilov and Hutter, SGDR: stochastic gradient descent with warm restarts, 2017 (without restarts).
    """
    return base * FACTORS[type(schedule)](schedule, iteration - 1, progress)


def heard(schedule: project.Schedule, progress: Progress, validation_loss: float) -> Progress:
    """Take a validation loss into account, as PyTorch's ReduceLROnPlateau does.

    A loss below (1 - 1e-4) of the best is the new best; another one is waited for. Once more than `patience`
    are, the multiplier is multiplied with `factor` and the waiting begins anew. A loss that is not a number is
    no better. Beside PyTorch: its least step down is 1e-8, here it is that share of the learning rate.

    Parameters
    ----------
    schedule : project.Schedule
        A plateau; the other kinds hear nothing.
    progress : Progress
        Before.
    validation_loss : float
        Of a validation that is due by count, so that a replay hears the same.

    Returns
    -------
    Progress
        After; `progress` is not changed.
    """
    if not isinstance(schedule, project.Plateau):
        return progress
    best, waited, multiplier = progress
    if validation_loss < best * (1 - THRESHOLD):
        return Progress(validation_loss, 0, multiplier)
    if waited < schedule.patience:
        return Progress(best, waited + 1, multiplier)
    lower = multiplier * schedule.factor
    return Progress(best, 0, lower if multiplier - lower > LEAST else multiplier)
