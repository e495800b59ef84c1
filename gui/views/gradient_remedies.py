"""Remedies against gradients that vanish or explode: which of them a network can take, and what each would set."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from msgspec import structs

from engine.address import with_value
from engine.project import GRU, LSTM, RNN, BatchNorm, Dense, Embedding, Network
from engine.validate import restarts

if TYPE_CHECKING:
    from engine.project import Layer, Project

LAYERS, CLIP = "network.layers", "training.clip"
MOST_LAYERS = 12
"""A network has at most so many layers: normalization goes where there is room."""
CLIPPED = 1.0
"""Length to which clipping that was off is set."""
ON, OFF = "on", "off"
RECURRENT = (RNN, LSTM, GRU)
CELLS: dict[str, type[RNN] | type[LSTM] | type[GRU]] = {"rnn": RNN, "lstm": LSTM, "gru": GRU}
FORGET = {"1": 1.0, "5": 5.0}
"""Forget-gate biases that are offered: that of a new layer, and one that keeps memory from the start."""


@dataclass(frozen=True, eq=False)
class Remedy:
    """Something that can be set against the trouble.

    Attributes
    ----------
    key : str
        ``cell, activation, initialization, normalization, clipping`` or ``forget``.
    current : str
        Which choice is in force; empty where another one is.
    address : str
        What is set.
    values : dict of object
        The value for each choice, in the order in which they are offered.
    restarts : bool
        Whether training begins anew when it is changed.
    note : tuple of int
        Of normalization: behind how many of how many layers there is room for one.
    """

    key: str
    current: str
    address: str
    values: dict[str, object]
    restarts: bool
    note: tuple[int, int] = (0, 0)


def remedies(project: Project, clip: float = CLIPPED) -> list[Remedy]:
    """List what a network can take.

    Parameters
    ----------
    project : Project
        As it is set.
    clip : float
        Length to which clipping is set when it is put on.

    Returns
    -------
    list of Remedy
        Each is one change of the project, which can be undone.
    """
    layers = project.network.layers
    found = [_cell(layers), _activation(layers), _initialization(layers), *_normalization(layers)]
    found.append(
        (
            "clipping",
            ON if project.training.clip else OFF,
            CLIP,
            {ON: project.training.clip or clip, OFF: 0.0},
            (0, 0),
        )
    )
    found.append(_forget(layers))
    made = []
    for one in found:
        if one is not None:
            key, current, address, values, note = one
            other = next(value for choice, value in values.items() if choice != current)
            anew = restarts(project, with_value(project, address, other))
            made.append(Remedy(key, current, address, values, anew, note))
    return made


Found = tuple[str, str, str, dict[str, object], tuple[int, int]]


def _cell(layers: tuple[Layer, ...]) -> Found | None:
    """Offer another cell for all recurrent layers; what both have in common stays."""
    recurrent = [one for one in layers if isinstance(one, RECURRENT)]
    if not recurrent:
        return None
    values: dict[str, object] = {
        name: tuple(_as(kind, one) if isinstance(one, RECURRENT) else one for one in layers)
        for name, kind in CELLS.items()
    }
    names = {kind: name for name, kind in CELLS.items()}
    return ("cell", _same({names[type(one)] for one in recurrent}, values), LAYERS, values, (0, 0))


def _as(kind: type[Any], layer: Any) -> Any:
    if type(layer) is kind:
        return layer
    shared = [name for name in kind.__struct_fields__ if hasattr(layer, name)]
    return kind(**{name: getattr(layer, name) for name in shared})


def _activation(layers: tuple[Layer, ...]) -> Found | None:
    """Offer another bend for all dense layers that have one."""
    bent = [one for one in layers if isinstance(one, Dense) and one.activation != "identity"]
    if not bent:
        return None
    values: dict[str, object] = {
        name: tuple(structs.replace(one, activation=name) if one in bent else one for one in layers)
        for name in ("relu", "tanh")
    }
    return ("activation", _same({one.activation for one in bent}, values), LAYERS, values, (0, 0))


def _initialization(layers: tuple[Layer, ...]) -> Found | None:
    """Offer another way to draw the weights of all layers but an embedding, unscaled."""
    drawn: list[Any] = [one for one in layers if _drawn(one)]
    if not drawn:
        return None
    names = ["he", "glorot"]
    if any(isinstance(one, RECURRENT) for one in drawn):
        names.append("orthogonal")
    values: dict[str, object] = {
        name: tuple(
            structs.replace(one, initialization=name, scale=1.0) if _drawn(one) else one
            for one in layers
        )
        for name in names
    }
    used = {one.initialization if one.scale == 1 else "" for one in drawn}
    return ("initialization", _same(used, values), LAYERS, values, (0, 0))


def _drawn(layer: Layer) -> bool:
    return hasattr(layer, "initialization") and not isinstance(layer, Embedding)


def _normalization(layers: tuple[Layer, ...]) -> list[Found]:
    """Offer a batch normalization behind each dense layer; without any, behind each recurrent one."""
    plain = tuple(one for one in layers if not isinstance(one, BatchNorm))
    places = [k for k, one in enumerate(plain) if isinstance(one, Dense)]
    places = places or [k for k, one in enumerate(plain) if isinstance(one, RECURRENT)]
    room = min(len(places), MOST_LAYERS - len(plain))
    if len(plain) == len(layers) and not room:
        return []
    # where not all have room for one, they stand as evenly as can be, the last layer among them
    chosen = {places[-(-(j + 1) * len(places) // room) - 1] for j in range(room)}
    full: list[Layer] = []
    for k, one in enumerate(plain):
        full += [one, BatchNorm()] if k in chosen else [one]
    has = len(plain) != len(layers)
    values: dict[str, object] = {ON: layers if has else tuple(full), OFF: plain}
    note = (room, len(places))
    return [("normalization", ON if has else OFF, LAYERS, values, note)]


def _forget(layers: tuple[Layer, ...]) -> Found | None:
    """Offer another forget-gate bias for all LSTM layers."""
    gated = [one for one in layers if isinstance(one, LSTM)]
    if not gated:
        return None
    values: dict[str, object] = {
        name: tuple(
            structs.replace(one, forget_bias=bias) if isinstance(one, LSTM) else one
            for one in layers
        )
        for name, bias in FORGET.items()
    }
    used = {f"{one.forget_bias:g}" for one in gated}
    return ("forget", _same(used, values), LAYERS, values, (0, 0))


def _same(used: set[str], values: dict[str, object]) -> str:
    """Give the one choice that all have; empty where they differ or have another."""
    only = next(iter(used)) if len(used) == 1 else ""
    return only if only in values else ""


def softmax_inside(network: Network) -> bool:
    """Tell whether a hidden layer has a softmax, which makes gradients vanish all the faster."""
    return any(isinstance(one, Dense) and one.activation == "softmax" for one in network.layers)
