"""Facts of the network view: weights between tiles, what a tile shows, the gradient of each layer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from engine.probing_plane import Plane
from gui.widgets import numbers

from .update_facts import GATES, Place, matrix

if TYPE_CHECKING:
    from engine.recording import Floats, Integers, Recording
    from gui.shown import Shown

MARGIN = 0.12
"""Part of the data's extent that the plane goes beyond it."""
RESOLUTION = 48
"""Points of the plane along each input."""
CURVE_POINTS = 160


@dataclass(frozen=True, eq=False)
class Incoming:
    """Weights from the tiles of one column to those of the next, (units, inputs).

    Attributes
    ----------
    values : (U, D) array
        Where a unit has several for an input, one a gate, the one furthest from zero.
    rows : (U, D) array
        Row of the matrix in which each stands.
    names : tuple of str
        PyTorch's name of the matrix of each unit.
    """

    values: Floats
    rows: Integers
    names: tuple[str, ...]

    def place(self, unit: int, below: int) -> Place:
        """Give where the weight of a curve stands."""
        return Place(self.names[unit], int(self.rows[unit, below]), below)


def incoming(recording: Recording, layer: int) -> Incoming | None:
    """Give the weights with which a layer reads what is below; None where it has no such matrix.

    Parameters
    ----------
    recording : Recording
        Parameters before its update are read.
    layer : int
        From 0.
    """
    kind = recording.layers[layer].kind
    if kind == "dense":
        name = f"{layer}.weight"
        values = matrix(recording, name, "before")
        rows = np.broadcast_to(np.arange(len(values))[:, None], values.shape)
        return Incoming(values, rows, (name,) * len(values))
    if kind not in ("rnn", "lstm", "gru"):
        return None
    parts, places, names = [], [], []
    for ending in ("", "_reverse") if recording.layers[layer].both else ("",):
        name = f"{layer}.weight_ih_l0{ending}"
        values = matrix(recording, name, "before")
        gates = len(GATES.get(kind, "h"))
        units = len(values) // gates
        by_gate = values.reshape(gates, units, -1)
        strongest = np.abs(by_gate).argmax(axis=0)
        parts.append(np.take_along_axis(by_gate, strongest[None], 0)[0])
        places.append(strongest * units + np.arange(units)[:, None])
        names += [name] * units
    return Incoming(np.concatenate(parts), np.concatenate(places), tuple(names))


def plane_of(shown: Shown) -> Plane | None:
    """Give the plane on which the network is looked at; None where its data have none."""
    recording = shown.frame.recording
    data = shown.frame.dataset
    inputs = data.training.inputs
    if recording is None or data.steps != 1 or data.symbols or data.channels not in (1, 2):
        return None
    low, high = inputs[0].min(axis=1), inputs[0].max(axis=1)
    if not (np.isfinite(low).all() and np.isfinite(high).all()):
        return None
    if data.channels == 1:
        room = MARGIN * (float(high[0] - low[0]) or 1.0) / 2
        return Plane(float(low[0]) - room, float(high[0]) + room, resolution=CURVE_POINTS)
    # the same scale on both axes, unless the inputs are of different kinds
    sizes = high - low
    half = np.maximum(sizes, 1e-9) * (0.5 + MARGIN)
    if max(sizes) < 3 * max(min(sizes), 1e-9):
        half = np.full(2, half.max())
    centre = (low + high) / 2
    left, bottom = (float(v) for v in centre - half)
    right, top = (float(v) for v in centre + half)
    return Plane(left, right, bottom, top, RESOLUTION)


def plane_values(shown: Shown, plane: Plane | None) -> tuple[Floats, ...] | None:
    """Give what the units output over the plane: inputs first, then each layer; None while it is unknown."""
    if plane is None or shown.frame.recording is None:
        return None
    found = shown.frame.probes.get(plane)
    recording = shown.frame.recording
    if found is None or [len(one) for one in found] != [trace.units for trace in recording.layers]:
        return None
    n = found[0].shape[-1]
    x = np.linspace(plane.left, plane.right, n)
    if found[0].ndim == 2:
        return (x[None], *found)
    y = np.linspace(plane.bottom, plane.top, n)
    return (np.stack(np.meshgrid(x, y)), *found)


def said_by_output(recording: Recording, outputs: Floats) -> Floats:
    """Turn outputs (M, ...) into what the network says: probabilities of a classification, else as they are."""
    if recording.probabilities is None:
        return outputs
    with np.errstate(all="ignore"):
        values = outputs.astype(np.float64)
        if len(values) == 1:
            return np.asarray(0.5 * (1 + np.tanh(0.5 * values)))
        grown = np.exp(values - values.max(axis=0))
        return np.asarray(grown / grown.sum(axis=0))


def column_values(recording: Recording, layer: int, example: int) -> Floats:
    """Give a column's values of one example over its time steps, (units, T); layer −1 is the input."""
    array = recording.inputs if layer < 0 else recording.layers[layer].output
    steps = int(recording.lengths[example]) if array.shape[0] > 1 else 1
    return array[:steps, :, example].T


def largest(values: Floats) -> float:
    """Give the largest finite size, 1 where all is zero."""
    sizes = np.abs(values)
    return float(np.max(sizes, initial=0.0, where=np.isfinite(sizes))) or 1.0


def gradient_sizes(recording: Recording) -> list[tuple[int, float]]:
    """Give the gradient of each layer with weights: its number, and the root mean square over its weights."""
    found = []
    for k, at in enumerate(recording.network.slices):
        part = np.asarray(recording.gradient[at], np.float64)
        if part.size:
            with np.errstate(all="ignore"):
                found.append((k, float(np.sqrt(np.mean(part * part)))))
    return found


def share_text(share: float) -> str:
    """Write a share with so many digits that a small one is not zero."""
    sign = numbers.percent(0.0)[1:]
    value = 100 * share
    if not np.isfinite(value) or value >= 9.5:
        return numbers.percent(share) if not value >= 10_000 else numbers.count(round(value)) + sign
    if value >= 0.05 or value == 0:
        return numbers.decimal(value, 1) + sign
    return numbers.gradient(value) + sign
