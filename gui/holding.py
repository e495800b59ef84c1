"""Holding: what is held at a value, as the window speaks of it; pure functions over the Project's clamps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import structs
from PySide6.QtCore import QCoreApplication

from engine.project import Clamp
from gui.widgets import numbers

if TYPE_CHECKING:
    from engine.project import Project
    from engine.recording import Recording
    from gui.shown import Shown

translate = QCoreApplication.translate

HELD = {"lstm": "ifgoch", "gru": "rznh", "rnn": "h", "dense": "y"}
"""What of each kind of layer can be held, in the order of the tracks."""
GATES = "iforz"
"""Letters whose values lie from 0 to 1."""
BENT = "gnh"
"""Letters whose values lie from −1 to 1."""
WIDE = 3.0
"""End of the slider of what has no bound: more can be typed."""
MOST_INPUTS = 3
ADDRESSES = {"look": "view.clamps", "train": "training.clamps"}
"""Where clamps stand: for looking alone, and for training from here on."""


def span_of(name: str) -> tuple[float, float]:
    """Give the ends of the slider of what is held."""
    if name in GATES:
        return 0.0, 1.0
    return (-1.0, 1.0) if name in BENT else (-WIDE, WIDE)


def clamps_of(project: Project, mode: str) -> tuple[Clamp, ...]:
    """Give what is held to look at it, or in training."""
    return project.view.clamps if mode == "look" else project.training.clamps


def all_clamps(project: Project) -> tuple[tuple[str, Clamp], ...]:
    """List all that is held, each with ``look`` or ``train``."""
    return tuple((mode, clamp) for mode in ADDRESSES for clamp in clamps_of(project, mode))


def holdable(shown: Shown) -> tuple[str, ...]:
    """List what can be held of the layer looked at: letters, then inputs as ``x1 x2 x3``."""
    recording = shown.frame.recording
    if recording is None:
        return ()
    layers = shown.frame.project.network.layers
    own = layers[shown.layer] if shown.layer < len(layers) else None
    held = own is not None and not getattr(own, "bidirectional", False)
    letters = tuple(HELD.get(recording.layers[shown.layer].kind, "")) if held else ()
    data = shown.frame.dataset
    inputs = 0 if data.symbols else min(MOST_INPUTS, len(data.input_names))
    return letters + tuple(f"x{k + 1}" for k in range(inputs))


def covers(clamp: Clamp, layer: int, name: str, unit: int, step: int) -> bool:
    """Tell whether a value is held.

    Parameters
    ----------
    clamp : Clamp
        What holds.
    layer, name, unit, step : int, str, int, int
        Where the value stands, from 0; steps are counted from the start of the sequence.
    """
    here = (clamp.layer, clamp.name) == (layer, name) and clamp.unit in (-1, unit)
    return here and clamp.first <= step <= clamp.last


def held_at(project: Project, layer: int, name: str, unit: int, step: int) -> Clamp | None:
    """Give what holds a value: that of looking goes before that of training; None where it is free."""
    for _, clamp in all_clamps(project):
        if covers(clamp, layer, name, unit, step):
            return clamp
    return None


def holding(clamps: tuple[Clamp, ...], clamp: Clamp) -> tuple[Clamp, ...]:
    """Give clamps with another one, in place of those of the same value and an overlap in time."""
    return (*released(clamps, clamp), clamp)


def released(clamps: tuple[Clamp, ...], clamp: Clamp) -> tuple[Clamp, ...]:
    """Give clamps without those of the same values that overlap in time."""
    same = (clamp.layer, clamp.name, clamp.unit)
    return tuple(
        old
        for old in clamps
        if (old.layer, old.name, old.unit) != same
        or old.last < clamp.first
        or old.first > clamp.last
    )


def with_value(clamp: Clamp, value: float) -> Clamp:
    """Give a clamp at another value."""
    return structs.replace(clamp, value=value)


def free_value(shown: Shown, layer: int, name: str, unit: int, t: int) -> float | None:
    """Give what a value was before something was held; None where nothing is held, or it is not known."""
    untouched: Recording | None = shown.frame.untouched
    if untouched is None or layer >= len(untouched.layers):
        return None
    array = getattr(untouched.layers[layer], name, None)
    if array is None or not (0 <= t < array.shape[0] and unit < array.shape[1]):
        return None
    if shown.example >= array.shape[2]:
        return None
    return float(array[t, unit, shown.example])


def sentence_of(mode: str, clamp: Clamp, steps: int) -> str:
    """Say what is held, where, and at which value.

    Parameters
    ----------
    mode : str
        ``look`` or ``train``.
    clamp : Clamp
        What is held.
    steps : int
        Time steps of the sequence: one that is held to its end has no last step.
    """
    values = {
        "layer": clamp.layer + 1, "name": clamp.name, "unit": clamp.unit + 1,
        "first": clamp.first + 1, "last": min(clamp.last + 1, steps),
        "value": numbers.decimal(clamp.value),
    }  # fmt: skip
    if clamp.layer < 0:
        what = translate("Holding", "input {unit}")
    elif clamp.unit < 0:
        what = translate("Holding", "{name} of layer {layer}, all units")
    else:
        what = translate("Holding", "{name} of layer {layer}, unit {unit}")
    when = translate("Holding", "steps {first} to {last}")
    if values["first"] == values["last"]:
        when = translate("Holding", "step {first}")
    text = translate("Holding", "{what}, {when}: {value}")
    if mode == "train":
        text = translate("Holding", "{what}, {when}: {value} (in training)")
    made = {"what": what.format(**values), "when": when.format(**values)}
    return text.format(**made, value=values["value"])
