"""Evaluation: how well the network does on training, validation and test examples."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Literal

import numpy as np

from .bound import Arrays, Bound
from .metrics import Scores

if TYPE_CHECKING:
    from .datasets import Split
    from .trainer import Trainer

Part = Literal["training", "validation", "test"]
CHUNK = 256
"""Examples that are computed at once."""


class Evaluation:
    """Runs the examples of a part of the data forward: running statistics, nothing dropped.

    Parameters
    ----------
    trainer : Trainer
        Whose network and data it is for.
    """

    def __init__(self, trainer: Trainer) -> None:
        self._trainer = trainer
        self._arrays: dict[Part, Arrays] = {"training": trainer.examples}
        self._bound: dict[int, Bound] = {}

    def split(self, part: Part) -> Split | None:
        """Give a part of the data, if there is one."""
        dataset = self._trainer.dataset
        return {
            "training": dataset.training,
            "validation": dataset.validation,
            "test": dataset.test,
        }[part]

    def arrays(self, part: Part) -> Arrays:
        """Give a part of the data in the precision of the network.

        Parameters
        ----------
        part : str
            ``training``, ``validation`` or ``test``.

        Returns
        -------
        Arrays
            Made once.

        Raises
        ------
        KeyError
            If the data have no such part.
        """
        if part not in self._arrays:
            split = self.split(part)
            if split is None:
                raise KeyError(part)
            self._arrays[part] = Arrays(split, self._trainer.network.dtype)
        return self._arrays[part]

    def run(self, part: Part) -> Scores:
        """Run all examples of a part forward.

        Parameters
        ----------
        part : str
            ``training``, ``validation`` or ``test``.

        Returns
        -------
        Scores
            Loss and metrics, in the units of the data; the naive forecast as ``naive`` where there is one.

        Raises
        ------
        KeyError
            If the data have no such part.
        """
        trainer, arrays = self._trainer, self.arrays(part)
        dataset, split = trainer.dataset, self.split(part)
        assert split is not None  # or there were no arrays
        naive = {"validation": dataset.naive, "test": dataset.naive_test}.get(part)
        scores = Scores(
            dataset.task,
            len(dataset.classes) or 2,
            scale=dataset.scale,
            naive=naive,
            symbols=bool(dataset.symbols),
        )
        for first in range(0, arrays.size, CHUNK):
            examples = np.arange(first, min(first + CHUNK, arrays.size))
            bound = self._bound.get(examples.size)
            if bound is None:
                bound = self._bound[examples.size] = Bound(
                    trainer, examples.size, forward_only=True, evaluating=True
                )
            bound.hold(trainer.training.clamps)
            bound.load(arrays, examples)
            with np.errstate(all="ignore"):
                loss = bound.forward()
                last = np.minimum(arrays.lengths[examples], len(bound.pass_.outputs)) - 1
                outputs, targets = bound.pass_.outputs, bound.loss.targets
                if dataset.log:  # errors of levels, not of their logarithms
                    base = None if split.base is None else split.base[..., examples]
                    outputs = dataset.in_units(outputs, base)
                    targets = dataset.in_units(targets, base)
                scores.add(
                    outputs,
                    targets,
                    bound.loss.counted,
                    last,
                    loss,
                    bound.loss.count,
                )
        return scores


@lru_cache(maxsize=64)
def validation_interval(batch: int, validation: int) -> int:
    """Give the number of iterations from one validation to the next.

    Parameters
    ----------
    batch, validation : int
        Examples of one update; examples kept apart.

    Returns
    -------
    int
        The smallest of 1 2 5 10 20 50 .. with k x batch of at least three times the validation examples.
    """
    decade = 1
    while True:
        for step in (1, 2, 5):
            if step * decade * batch >= 3 * validation:
                return step * decade
        decade *= 10
