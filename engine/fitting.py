"""Fitting: whether the layers of a Project fit its data and each other, and why not, in one sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import project as settings
from .errors import QT_TRANSLATE_NOOP, Refusal
from .sizes import batch_of, output_units, outputs_of

if TYPE_CHECKING:
    from .network import Network
    from .project import Clamp, Project, Training
    from .sizes import Shape

EMBEDDING_FIRST = QT_TRANSLATE_NOOP(
    "Refusal", "An embedding must be the first layer; move it down to the input or take it out."
)
EMBEDDING_SYMBOLS = QT_TRANSLATE_NOOP(
    "Refusal",
    "An embedding reads symbols, but these data are numbers; take it out or choose a text.",
)
ONE_VALUE = QT_TRANSLATE_NOOP(
    "Refusal",
    "Batch normalization of layer {layer} would get a batch of one value, which has no variance: "
    "batches of {size} leave one of a single example; take another batch size or drop the remainder.",
)
ONE_EXAMPLE = QT_TRANSLATE_NOOP(
    "Refusal",
    "Batch normalization of layer {layer} would get a batch of one value, which has no variance; "
    "take more examples in a batch.",
)
NO_OUTPUT = QT_TRANSLATE_NOOP(
    "Refusal",
    "Without an output layer the last layer must give {wanted} numbers, but it gives {found}; "
    "change its units or add an output layer.",
)
NO_WEIGHT = QT_TRANSLATE_NOOP(
    "Refusal",
    "There is no weight {name}[{row}, {column}] in this network; look at its layers for names and sizes.",
)
NO_CLAMP = QT_TRANSLATE_NOOP(
    "Refusal",
    "Nothing can be held at {name} of layer {layer}; choose a gate, a state or a unit of one direction, or an input.",
)
OUTSIDE = QT_TRANSLATE_NOOP(
    "Refusal",
    "{name} of layer {layer} goes from {low} to {high}; hold it at a value between them.",
)
HELD: dict[type, tuple[str, ...]] = {
    settings.RNN: ("h",),
    settings.LSTM: ("i", "f", "g", "o", "c", "h"),
    settings.GRU: ("r", "z", "n", "h"),
    settings.Dense: ("y",),
}
"""What can be held of each kind of layer."""
RECURRENT = (settings.RNN, settings.LSTM, settings.GRU)


def check_network(project: Project, data: Shape) -> None:
    """Refuse layers that do not fit the data or each other.

    Parameters
    ----------
    project : Project
        A project of valid types.
    data : Shape
        What its data come to.

    Raises
    ------
    Refusal
        With the address of the layer.
    """
    layers, rows = project.network.layers, data.inputs
    recurrent = [k for k, layer in enumerate(layers) if isinstance(layer, RECURRENT)]
    last = len(layers) if data.every_step else recurrent[-1] + 1 if recurrent else 0
    for k, layer in enumerate(layers):
        place = f"network.layers[{k}]"
        if isinstance(layer, settings.Embedding):
            if k:
                raise Refusal(EMBEDDING_FIRST, place=place)
            if not data.symbols:
                raise Refusal(EMBEDDING_SYMBOLS, place=place)
        if isinstance(layer, settings.BatchNorm) and (data.steps == 1 or k >= last):
            _check_variance(project, data, k)
        rows = outputs_of(layer, rows)
    for place, clamps in (
        ("training.clamps", project.training.clamps),
        ("view.clamps", project.view.clamps),
    ):
        for clamp in clamps:
            _check_clamp(clamp, place, project, data)
    wanted = output_units(project, data)
    if project.network.output is None and rows != wanted:
        raise Refusal(NO_OUTPUT, place="network.output", wanted=wanted, found=rows)


def _check_clamp(clamp: Clamp, place: str, project: Project, data: Shape) -> None:
    """Refuse to hold what is not there, or at a value that it cannot have."""
    said = {"name": clamp.name, "layer": clamp.layer + 1}
    if clamp.layer < 0:
        if clamp.name != "x" or data.symbols or clamp.unit >= data.inputs:
            raise Refusal(NO_CLAMP, place=place, **said)
        return
    layers = project.network.layers
    layer = layers[clamp.layer] if clamp.layer < len(layers) else None
    units = getattr(layer, "units", 0)
    if clamp.name not in HELD.get(type(layer), ()) or clamp.unit >= units:
        raise Refusal(NO_CLAMP, place=place, **said)
    if getattr(layer, "bidirectional", False) or clamp.last < clamp.first:
        raise Refusal(NO_CLAMP, place=place, **said)
    low, high = (0, 1) if clamp.name in "iforz" else (-1, 1)
    if clamp.name in "ifgorzn" and not low <= clamp.value <= high:
        raise Refusal(OUTSIDE, place=place, low=low, high=high, **said)


def _check_variance(project: Project, data: Shape, k: int) -> None:
    """Refuse a batch normalization over single values."""
    size = batch_of(project, data.examples)
    place = f"network.layers[{k}]"
    if size == 1:
        raise Refusal(ONE_EXAMPLE, place=place, layer=k + 1)
    if data.examples % size == 1 and not project.training.drop_last:
        raise Refusal(ONE_VALUE, place=place, layer=k + 1, size=size)


def check_weights(training: Training, network: Network) -> None:
    """Refuse what was set by hand where the network has no such weight.

    Parameters
    ----------
    training : Training
        With its `weights`.
    network : Network
        What they are set in.

    Raises
    ------
    Refusal
        Of the first that is not there.
    """
    shapes = network.names()
    for weight in training.weights:
        rows, columns = (*shapes.get(weight.name, (0,)), 1)[:2]
        if weight.row >= rows or weight.column >= columns:
            raise Refusal(
                NO_WEIGHT,
                place="training.weights",
                name=weight.name,
                row=weight.row + 1,
                column=weight.column + 1,
            )
