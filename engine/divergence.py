"""Divergence: where the numbers left the number line, and what is safe to go back to."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from .frame import Divergence
from .trainer import Diverged

if TYPE_CHECKING:
    from .history import Branch
    from .recording import Recording
    from .trainer import Trainer


def divergence_of(trainer: Trainer, branch: Branch) -> Divergence:
    """Run the iteration that broke once more, recording, and find the first array that is not finite.

    Parameters
    ----------
    trainer : Trainer
        Just before the iteration that breaks; it stays there.
    branch : Branch
        What was kept so far.

    Returns
    -------
    Divergence
        Where it began, and what is safe.
    """
    batch = trainer.batching.next(trainer.training)
    recording = trainer.new_recording(batch.size, batch.stop - batch.start)
    array, layer, t = "loss", -1, -1
    try:
        trainer.step(recording)
    except Diverged:
        array, layer, t = first_not_finite(recording)
    back_to = branch.safe_iteration(trainer.iteration)
    rate = trainer.training.learning_rate
    lower = [
        change.old
        for change in branch.changes
        if change.address == "training.learning_rate"
        and isinstance(change.old, float)
        and change.old < rate
    ]
    return Divergence(trainer.iteration + 1, array, layer, t, back_to, lower[-1] if lower else None)


def first_not_finite(recording: Recording) -> tuple[str, int, int]:
    """Find the first array, in the order of the ticks, that left the number line.

    Parameters
    ----------
    recording : Recording
        Of an iteration that diverged.

    Returns
    -------
    tuple of (str, int, int)
        Name of the array, layer and time step (from 0; -1 where there is none).
    """
    for tick in recording.ticks:
        if tick.phase == "loss" and not np.isfinite(recording.loss):
            return "loss", -1, -1
        if tick.phase not in {"forward", "backward"}:
            continue
        layer = recording.layers[tick.layer]
        for name in layer.names:
            if name == "x" or name.startswith("d") != (tick.phase == "backward"):
                continue
            array = getattr(layer, name)
            if not np.isfinite(array[min(tick.t, array.shape[0] - 1)]).all():
                return name, tick.layer, tick.t
    return ("update" if np.isfinite(recording.norm) else "gradient"), -1, -1
