"""Confusion: how often which class was said for which, on a part of the data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from .probes import Probe

if TYPE_CHECKING:
    from .evaluation import Part
    from .trainer import Trainer

Counts = np.ndarray[Any, np.dtype[np.int64]]


@dataclass(frozen=True)
class Confusion(Probe):
    """The confusion matrix of a part of the data.

    Attributes
    ----------
    part : str
        ``training``, ``validation`` or ``test``.
    """

    part: Part = "validation"

    def look(self, trainer: Trainer) -> Counts | None:
        """Count the targets by true and said class.

        Parameters
        ----------
        trainer : Trainer
            Its network as it stands; nothing of it is changed.

        Returns
        -------
        (K, K) int64 or None
            Rows are true classes, columns said ones; read-only. None for a regression, or where there is no such part.
        """
        if trainer.dataset.task == "regression" or trainer.evaluation.split(self.part) is None:
            return None
        counts = trainer.evaluation.run(self.part).confusion
        assert counts is not None  # the task has classes
        counts.setflags(write=False)
        return counts
