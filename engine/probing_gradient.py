"""LayerGradients: how large the gradient of each layer is in the latest iteration, while training runs."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from .probes import Probe

if TYPE_CHECKING:
    from .trainer import Trainer


@dataclass(frozen=True)
class LayerRms:
    """How large the gradient of each layer was.

    Attributes
    ----------
    iteration : int
        In this iteration.
    rms : tuple of float
        Of each layer the root of the mean square of its gradient, before clipping; NaN without parameters.
    norm : float
        Length of the whole gradient, before clipping.
    """

    iteration: int
    rms: tuple[float, ...]
    norm: float


@dataclass(frozen=True)
class LayerGradients(Probe):
    """The gradient of the whole batch by layer: while training runs a Recording has that of one example."""

    def look(self, trainer: Trainer) -> LayerRms | None:
        """Measure the gradient that the latest iteration has left.

        Parameters
        ----------
        trainer : Trainer
            Its gradient is read; nothing of it is changed.

        Returns
        -------
        LayerRms or None
            None where none is left: before the first iteration, behind one that was recorded (there the
            Recording has it), and where each number was clipped on its own, which cannot be undone.
        """
        training, gradient = trainer.training, np.asarray(trainer.gradient, np.float64)
        length = float(np.linalg.norm(gradient))
        if not trainer.iteration or training.clip_value or not math.isfinite(length):
            return None
        clipped = training.clip and trainer.norm > training.clip
        wanted = training.clip if clipped else trainer.norm
        if not length or not math.isclose(length, wanted, rel_tol=1e-3):
            return None
        parts = [gradient[at] for at in trainer.network.slices]
        factor = trainer.norm / length
        rms = tuple(
            factor * float(np.sqrt(np.mean(part * part))) if part.size else math.nan
            for part in parts
        )
        return LayerRms(trainer.iteration, rms, trainer.norm)
