"""Probes of the gradient: how large it is by layer while training runs, and how it fares where time stands."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from .diagnosis import diagnose
from .probes import Probe
from .shares import step_gradients

if TYPE_CHECKING:
    from .diagnosis import Diagnosis
    from .recording import Recording
    from .shares import StepGradients
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


@dataclass(frozen=True, eq=False)
class Fared:
    """How the gradient of an iteration fares, whole.

    Attributes
    ----------
    steps : StepGradients
        Through time, of one layer.
    diagnosis : Diagnosis
        Of all layers.
    """

    steps: StepGradients
    diagnosis: Diagnosis


@dataclass(frozen=True)
class GradientFared(Probe):
    """What a large Recording holds of the gradient: too long a computation for the window.

    Attributes
    ----------
    recording : Recording
        Of the iteration at hand; equal only to itself.
    layer : int
        Which is looked at, from 0.
    reverse : bool
        Whether its reverse direction is.
    """

    recording: Recording
    layer: int
    reverse: bool = False

    def look(self, trainer: Trainer) -> Fared | None:
        """Follow the gradient of the Recording.

        Parameters
        ----------
        trainer : Trainer
            Tells the iteration at hand; nothing of it is changed.

        Returns
        -------
        Fared or None
            None of an iteration that has been left (nobody waits for it any more), and of what the network has
            written itself.
        """
        recording = self.recording
        if recording.iteration - trainer.iteration not in (0, 1):  # 1: of the one that diverged
            return None
        with np.errstate(all="ignore"):
            steps = step_gradients(recording, self.layer, reverse=self.reverse)
            if steps is None:
                return None
            return Fared(steps, recording.diagnosis or diagnose(recording))
