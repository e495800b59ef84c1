"""Units: outputs and targets of a Recording in the units of the user's data."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from gui.widgets import numbers

if TYPE_CHECKING:
    from engine.datasets.dataset import Dataset
    from engine.recording import Recording


def has_units(recording: Recording) -> bool:
    """Tell whether outputs are known in the units of the data, and are other numbers there."""
    dataset = recording.dataset
    changed = dataset.training.base is not None
    # changes that the network has written itself have nothing to be added to
    if dataset.task != "regression" or (changed and recording.generated >= 0):
        return False
    changed = changed or dataset.log
    scales = dataset.target_scales or (dataset.scale,)
    offsets = dataset.target_offsets or (dataset.offset,)
    return changed or any(s != 1 for s in scales) or any(o != 0 for o in offsets)


def in_units(recording: Recording, number: float, row: int, k: int, example: int) -> float:
    """Give a number of the output, or of a target, in the units of the data.

    Parameters
    ----------
    recording : Recording
        One iteration.
    number : float
        As the network has it.
    row : int
        Which of the M numbers of an output.
    k : int
        Index into ``outputs`` and ``targets``.
    example : int
        Example within the batch, from 0.

    Returns
    -------
    float
        Scaled back; where changes are said, what they change is added; of a logarithm the exponential.
    """
    data = recording.dataset
    split = data.validation if recording.followed else data.training
    base = None
    if split.base is not None:
        at = k + recording.start if recording.outputs.shape[0] > 1 else k
        base = split.base[at : at + 1, :, int(recording.examples[example])]
    values = np.full((1, recording.outputs.shape[1]), number)
    with np.errstate(all="ignore"):
        return float(data.in_units(values, base)[0, row])


def in_data(dataset: Dataset, value: float) -> str:
    """Write a number in the units of the data: as fine as two decimals of the network's number are."""
    if not math.isfinite(value):
        return "–"
    scale = max(abs(s) for s in (dataset.target_scales or (dataset.scale,)))
    if dataset.log:
        scale *= max(1e-30, abs(value))
    places = min(max(0, 2 - math.floor(math.log10(scale))), 6) if scale > 0 else 2
    text = numbers.decimal(value, places)
    return f"{text} {dataset.unit}" if dataset.unit else text
