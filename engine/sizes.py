"""Sizes: how many examples, time steps, units and bytes a Project comes to; arithmetic alone, no array."""

from __future__ import annotations

from typing import Literal, NamedTuple

from . import project as settings
from .errors import QT_TRANSLATE_NOOP, Refusal
from .project import GRU, LSTM, RNN, Project

YEARS = 309
"""Numbers of the yearly sunspot series."""
TOO_LONG = QT_TRANSLATE_NOOP(
    "Refusal",
    "A window of {length} years, {horizon} ahead, leaves no example to {part}; "
    "make the sequence shorter or change the share to train on.",
)
TEXT_TOO_SHORT = QT_TRANSLATE_NOOP(
    "Refusal",
    "A text of {characters} characters has no two windows of {length}; make the sequence shorter.",
)

TRAIN = QT_TRANSLATE_NOOP("Refusal", "train on")
VALIDATE = QT_TRANSLATE_NOOP("Refusal", "validate")
TEST = QT_TRANSLATE_NOOP("Refusal", "test")

Task = Literal["regression", "binary", "classes"]
GATES = {RNN: 1, LSTM: 4, GRU: 3}
KEPT_ROWS = {RNN: 6, LSTM: 21, GRU: 19}
"""Arrays of a unit that a recording keeps, of recurrent layers; others keep some five."""


class Shape(NamedTuple):
    """What data come to.

    Attributes
    ----------
    steps, inputs : int
        Time steps T of the longest example, rows D of an input; of symbols one row for each symbol.
    examples, validation, test : int
        Examples to train on and kept apart.
    task : str
        ``regression``, ``binary`` or ``classes``.
    targets : int
        Numbers of a target, or classes.
    every_step : bool
        Whether there is a target at every time step.
    symbols : bool
        Whether an input is the number of a symbol.
    """

    steps: int
    inputs: int
    examples: int
    validation: int
    test: int
    task: Task
    targets: int
    every_step: bool
    symbols: bool = False


def counts(data: settings.Sunspots) -> tuple[int, int, int]:
    """Count the windows without reading the series.

    Parameters
    ----------
    data : Sunspots
        Window length, horizon and shares.

    Returns
    -------
    tuple of int
        Training, validation and test examples.

    Raises
    ------
    Refusal
        Where one of them would be left without an example.
    """
    cut, end = cuts(data)
    first = data.length + data.horizon - 1
    found = max(0, cut - first), max(0, end - max(cut, first)), max(0, YEARS - max(end, first))
    wanted = (TRAIN, VALIDATE, TEST) if data.test else (TRAIN, VALIDATE)
    for part, count in zip(wanted, found, strict=False):
        if not count:
            raise Refusal(
                TOO_LONG, place="data.length", length=data.length, horizon=data.horizon, part=part
            )
    return found if data.test else (*found[:2], 0)


def cuts(data: settings.Sunspots) -> tuple[int, int]:
    """Give the years before which the series trains, and validates."""
    cut = round(YEARS * data.split)
    return cut, YEARS - round((YEARS - cut) * data.test)


def windows(characters: int, data: settings.Characters) -> tuple[int, int]:
    """Count the windows of a text, stride 1.

    Parameters
    ----------
    characters : int
        Length of the text.
    data : Characters
        Window length and share.

    Returns
    -------
    tuple of int
        Training and validation examples; where all of it trains, all of it validates.

    Raises
    ------
    Refusal
        Where one of them would be left without an example.
    """
    total = characters - data.length
    cut = total if data.split == 1 else round(characters * data.split) - data.length
    found = cut, total if data.split == 1 else total - cut - data.length
    if min(found) < 1:
        raise Refusal(
            TEXT_TOO_SHORT, place="data.length", characters=characters, length=data.length
        )
    return found


def shape(project: Project) -> Shape:
    """Give the sizes of the data without making it.

    Parameters
    ----------
    project : Project
        A project of valid types.

    Returns
    -------
    Shape
        Steps, inputs, examples, and what the targets are.

    Raises
    ------
    Refusal
        Where the data leave a part without an example or too short for a target, or cannot be read.
    """
    data = project.data
    match data:
        case settings.Sunspots():
            return Shape(data.length, 1, *counts(data), "regression", 1, every_step=True)
        case settings.Characters():
            from .datasets.text import alphabet, read

            symbols = len(alphabet(data))
            found = windows(len(read(data)), data)
            return Shape(
                *(data.length, symbols, *found, 0, "classes", symbols),
                every_step=True,
                symbols=True,
            )
        case settings.Arrays():
            from .datasets.arrays import shape_of

            return shape_of(data)
        case settings.Table():
            from .datasets.tables import shape_of as table_shape

            return table_shape(data)
    from .datasets.shapes import shape_of as made_shape

    return made_shape(data)


def output_units(project: Project, data: Shape | None = None) -> int:
    """Give the units of the output: they follow the task and the loss.

    Parameters
    ----------
    project : Project
        For its loss.
    data : Shape or None
        `shape` of the project, where it is known already.

    Returns
    -------
    int
        One a number or class; of two classes 1 with binary cross entropy.
    """
    data = data or shape(project)
    return 1 if project.training.loss == "bce" else data.targets


def outputs_of(layer: settings.Layer, inputs: int) -> int:
    """Give the rows of a layer's output.

    Parameters
    ----------
    layer : Layer
        The layer.
    inputs : int
        Rows of the layer below.

    Returns
    -------
    int
        Its units, twice as many in both directions; of a kind without units those of its inputs.
    """
    units = getattr(layer, "units", inputs)
    return 2 * units if getattr(layer, "bidirectional", False) else units


def layer_weights(layer: settings.Layer, inputs: int) -> int:
    """Count the parameters of a layer, biases among them.

    Parameters
    ----------
    layer : Layer
        The layer.
    inputs : int
        Rows of the layer below; for an embedding the number of symbols.

    Returns
    -------
    int
        One bias a row of gates; a GRU has a second one for n.
    """
    match layer:
        case settings.Dense():
            return layer.units * (inputs + 1)
        case settings.Embedding():
            return layer.units * inputs
        case settings.BatchNorm() | settings.LayerNorm():
            return 2 * inputs
        case settings.Dropout():
            return 0
    each = GATES[type(layer)] * layer.units * (inputs + layer.units + 1)
    each += layer.units if isinstance(layer, GRU) else 0
    return 2 * each if layer.bidirectional else each


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


def memory(project: Project, data: Shape | None = None) -> int:
    """Estimate the bytes of data, parameters, and four sets of arrays (three Recordings and the fast one).

    Parameters
    ----------
    project : Project
        A project of valid types.
    data : Shape or None
        `shape` of the project, where it is known already.

    Returns
    -------
    int
        Bytes, without making an array.
    """
    data = data or shape(project)
    batch = batch_of(project, data.examples)
    rows, parameters, inputs = data.inputs, 0, data.inputs
    for layer in project.network.layers:
        units = outputs_of(layer, inputs)
        parameters += layer_weights(layer, inputs)
        read = 1 if isinstance(layer, settings.Embedding) else inputs
        rows += 2 * read + units * KEPT_ROWS.get(type(layer), 5)
        inputs = units
    if project.network.output is not None:
        parameters += (inputs + 1) * output_units(project, data)
    rows += 2 * inputs + 4 + 4 * data.targets
    channels = (1 if data.symbols else data.inputs) + (
        1 if data.task != "regression" else data.targets
    )
    steps = data.steps
    kept = steps * channels * (data.examples + data.validation + data.test) * 12
    recorded = min(steps, project.training.truncate or steps)
    return kept + 4 * (
        4 * recorded * rows * batch + steps * rows * min(data.validation, 256) + 30 * parameters
    )
