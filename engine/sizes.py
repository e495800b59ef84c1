"""Sizes: how many examples, time steps, units and bytes a Project comes to; arithmetic alone, no array."""

from __future__ import annotations

from . import project as settings
from .errors import QT_TRANSLATE_NOOP, Refusal
from .project import LSTM, RNN, Project, Sunspots

YEARS = 309
"""Numbers of the yearly sunspot series."""
TOO_LONG = QT_TRANSLATE_NOOP(
    "Refusal",
    "A window of {length} years, {horizon} ahead, leaves no example to {part}; "
    "make the sequence shorter or change the share to train on.",
)

TRAIN = QT_TRANSLATE_NOOP("Refusal", "train on")
VALIDATE = QT_TRANSLATE_NOOP("Refusal", "validate")


def counts(data: Sunspots) -> tuple[int, int]:
    """Count the windows without reading the series.

    Parameters
    ----------
    data : Sunspots
        Window length, horizon and share.

    Returns
    -------
    tuple of int
        Training and validation examples.

    Raises
    ------
    Refusal
        Where one of them would be left without an example.
    """
    cut, first = round(YEARS * data.split), data.length + data.horizon - 1
    found = max(0, cut - first), max(0, YEARS - max(cut, first))
    for part, count in ((TRAIN, found[0]), (VALIDATE, found[1])):
        if not count:
            raise Refusal(
                TOO_LONG, place="data.length", length=data.length, horizon=data.horizon, part=part
            )
    return found


def output_units(project: Project) -> int:
    """Give the units of the output layer: they follow the task and the loss."""
    return 2 if project.training.loss == "cross_entropy" else 1


def batch_of(project: Project, examples: int) -> int:
    """Give the examples of one update.

    Parameters
    ----------
    project : Project
        For its batch regime.
    examples : int
        Training examples N.

    Returns
    -------
    int
        N, the batch size (at most N), or 1.
    """
    training = project.training
    return {"full": examples, "mini": min(training.batch_size, examples), "one": 1}[training.batch]


def shape(project: Project) -> tuple[int, int, int, int]:
    """Give (T, D, N, validation examples) of the data without making it."""
    data = project.data
    if isinstance(data, settings.Sunspots):
        return data.length, 1, *counts(data)
    steps = getattr(data, "length", 1)
    channels = 2 if isinstance(data, settings.Hold | settings.FlagRecall | settings.Xor) else 1
    return steps, channels, data.examples, data.validation


def memory(project: Project) -> int:
    """Estimate the bytes of data, parameters, and four sets of arrays (three Recordings and the fast one).

    Parameters
    ----------
    project : Project
        A project of valid types.

    Returns
    -------
    int
        Bytes, without making an array.
    """
    steps, channels, examples, validation = shape(project)
    batch = batch_of(project, examples)
    rows, parameters, inputs = channels, 0, channels
    for layer in project.network.layers:
        gates = 4 if isinstance(layer, LSTM) else 1
        hidden = layer.units if isinstance(layer, LSTM | RNN) else 0
        parameters += gates * layer.units * (inputs + hidden + 1)
        rows += 2 * inputs + layer.units * (21 if isinstance(layer, LSTM) else 6)
        inputs = layer.units
    parameters += (inputs + 1) * output_units(project)
    rows += 2 * inputs + 8
    data = steps * (channels + 1) * (examples + validation) * 12
    return data + 4 * (
        4 * steps * rows * batch + steps * rows * min(validation, 256) + 30 * parameters
    )
