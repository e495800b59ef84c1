"""Reading: the values that conditions name, at the place where training stands."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import numpy as np

from .diagnosis import diagnose
from .errors import QT_TRANSLATE_NOOP, Refusal

if TYPE_CHECKING:
    from collections.abc import Callable

    from .condition import Condition, Name
    from .course import Course
    from .recording import Recording

NOT_HERE = QT_TRANSLATE_NOOP(
    "Refusal",
    "“{written}” names a value that this network does not have: {name} of layer {layer}; "
    "look at the layer for its arrays and sizes.",
)
METRICS = ("validation_loss", "accuracy", "perplexity", "rmse", "mae", "naive")


class Reading:
    """Gives the values that conditions name.

    Parameters
    ----------
    course : Course
        Whose training is read; nothing of it is changed.
    example : int
        The validation example whose gates and states are read, from 0.
    """

    def __init__(self, course: Course, example: int = 0) -> None:
        self.course = course
        self.example = example
        self._followed: tuple[int, Recording] | None = None
        self._lowest = (0, math.inf, 0)  # losses looked at, the lowest, its iteration

    def check(self, condition: Condition) -> None:
        """Refuse a condition that names what this network does not have.

        Parameters
        ----------
        condition : Condition
            What was asked for.

        Raises
        ------
        Refusal
            With the name in its sentence.
        """
        for name in condition.names():
            try:
                self(name)
            except (IndexError, KeyError, AttributeError):
                raise Refusal(
                    NOT_HERE, written=condition.text, name=name.name, layer=name.layer + 1
                ) from None

    def __call__(self, name: Name) -> Any:
        """Give a value; nan where there is none yet.

        Parameters
        ----------
        name : Name
            What a condition names.

        Returns
        -------
        float or ndarray
            Several numbers where a unit, a time step, a row or a column is left open.

        Raises
        ------
        IndexError, KeyError, AttributeError
            If the network has no such value.
        """
        if name.layer < 0:
            return self._probability(name.row) if name.recorded else self._plain(name.name)
        if name.recorded:
            array = getattr(self._recording().layers[name.layer], name.name)[:, :, 0].T
            return self._part(array, name.row, name.column)
        return self._weight(name)

    def _plain(self, name: str) -> float:
        course = self.course
        trainer, k = course.trainer, course.iteration
        if name in METRICS:
            return course.metrics.get(name, math.nan)
        if name in ("grad_ratio", "grad_time_ratio"):
            return float(getattr(diagnose(self._recording()), name))
        if name in ("best_loss", "waited"):
            best, at = self._best()
            return best if name == "best_loss" else k - at
        values = {
            "iteration": k,
            "epoch": trainer.batching.place.epoch,
            "loss": course.branch.training[k - 1] if k else math.nan,
            "learning_rate": trainer.learning_rate,
            "diverged": course.divergence is not None,
            "mse": course.metrics.get("rmse", math.nan) ** 2,
            "grad_norm": trainer.norm,
        }
        return float(values[name])

    def _best(self) -> tuple[float, int]:
        """Give the lowest smoothed loss so far, and its iteration."""
        losses, k = self.course.branch.smoothed.view(), self.course.iteration
        seen, best, at = self._lowest
        if seen > k:
            seen, best, at = 0, math.inf, 0
        fresh = losses[seen:k]
        if fresh.size:
            lowest = int(np.argmin(np.where(np.isfinite(fresh), fresh, np.inf)))
            if fresh[lowest] < best:
                best, at = float(fresh[lowest]), seen + lowest + 1
        self._lowest = (k, best, at)
        return best, at

    def _recording(self) -> Recording:
        """Follow the example at this iteration, once."""
        trainer = self.course.trainer
        if self._followed is None or self._followed[1].network is not trainer.network:
            self._followed = (-1, trainer.new_recording(1, evaluating=True))
        at, recording = self._followed
        if at != trainer.iteration:
            trainer.follow(recording, self.example)
            self._followed = (trainer.iteration, recording)
        return recording

    def _probability(self, row: int | None) -> Any:
        found = self._recording().probabilities
        if found is None:
            raise KeyError("probabilities")
        return self._part(found[-1], row, 0)

    def _weight(self, name: Name) -> Any:
        network = self.course.trainer.network
        part = name.name if name.name == "weight" else f"{name.name}_l0"
        if name.name == "bias":
            part = "bias_ih_l0" if network.layers[name.layer].recurrent else "bias"
        array = network.get(f"{name.layer}.{part}")
        if array.ndim == 1:
            array = array[:, None]
        return self._part(array, name.row, name.column)

    @staticmethod
    def _part(array: Any, row: int | None, column: int | None) -> Any:
        return array[slice(None) if row is None else row, slice(None) if column is None else column]


def first(
    course: Course,
    condition: Condition,
    reading: Reading,
    going: Callable[[float], bool] = lambda share: True,
) -> int | None:
    """Go to the first iteration of the branch at which a condition holds.

    Parameters
    ----------
    course : Course
        At any place of the branch.
    condition : Condition
        What is looked for.
    reading : Reading
        Of this course.
    going : callable
        Told the share done, after each iteration; False ends it.

    Returns
    -------
    int or None
        Training stands there; None: it holds nowhere, or the search was ended, and training stands where it was.
    """
    here, latest = course.iteration, course.branch.latest
    course.seek(0)
    while not condition.holds(reading):
        if course.iteration >= latest or not going(course.iteration / max(1, latest)):
            course.seek(here)
            return None
        course.advance()
    return course.iteration
