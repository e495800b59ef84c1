"""The naive forecast “same as last time” of a step, where the data tell which input that is."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

import numpy as np

if TYPE_CHECKING:
    from engine.datasets import Dataset

NEAR = 1e-3
"""Largest difference to the error of the data's own naive forecast, as a share of it."""

_known: WeakKeyDictionary[Dataset, int] = WeakKeyDictionary()


def naive_channel(dataset: Dataset) -> int:
    """Tell which input is the naive forecast of the target.

    The data tell only how well it does on the validation examples. The input that does just as
    well at their last step is the one: so nothing is called naive that is another number.

    Parameters
    ----------
    dataset : Dataset
        Any data.

    Returns
    -------
    int
        Row of the inputs, from 0; −1 where there is no such forecast, or where it is no input.
    """
    if dataset not in _known:
        _known[dataset] = _search(dataset)
    return _known[dataset]


def _search(dataset: Dataset) -> int:
    split, wanted = dataset.validation, dataset.naive
    plain = dataset.task == "regression" and not dataset.log and split.targets.shape[1] == 1
    if wanted is None or not plain or dataset.symbols or dataset.steps == 1:
        return -1
    examples = np.arange(split.size)
    last = split.lengths - 1
    places = np.minimum(last, split.targets.shape[0] - 1)
    targets = split.targets[places, 0, examples]
    for channel in range(dataset.channels):
        error = split.inputs[last, channel, examples] - targets
        rmse = abs(dataset.scale) * math.sqrt(float(np.mean(error * error)))
        if math.isclose(rmse, wanted, rel_tol=NEAR):
            return channel
    return -1
