"""Diagnosis: how gradients fare through layers and time, which units are dead, which gates stand open or shut."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from .layers.recurrent import RecurrentPass
    from .recording import Floats, Recording, Trace

SATURATED = 0.05
"""A gate is saturated within this of 0 or 1; a tanh within this of -1 or 1."""
GATES = {"lstm": ("i", "f", "o"), "gru": ("r", "z")}
BENT = {"lstm": ("g", "tanh_c"), "gru": ("n",), "rnn": ("h",)}


@dataclass(frozen=True, eq=False)
class LayerDiagnosis:
    """What became of the gradient in one layer.

    Attributes
    ----------
    rms : float
        Root of the mean square of the gradient of its parameters, before clipping; nan without parameters.
    norms : (T,) float64
        Length of dL/dh(t), or dL/dy(t), over all units and examples; of a layer with one step one number.
    ratio : float
        First of `norms` over the last one; nan where the last is 0.
    dead : (n,) int64
        Units that gave 0 at every step of every example.
    saturation : dict of (float, float)
        For each gate the share of its values that is shut (below 0.05) and open (above 0.95); for what has gone
        through tanh the share near -1 and near 1.
    """

    rms: float
    norms: Floats
    ratio: float
    dead: np.ndarray[tuple[int], np.dtype[np.int64]]
    saturation: dict[str, tuple[float, float]]


@dataclass(frozen=True, eq=False)
class Diagnosis:
    """What became of the gradient in an iteration.

    Attributes
    ----------
    layers : tuple of LayerDiagnosis
        The output layer is the last.
    grad_ratio : float
        ``rms`` of the first layer with parameters over that of the last one.
    grad_time_ratio : float
        ``ratio`` of the first recurrent layer; nan where there is none.
    """

    layers: tuple[LayerDiagnosis, ...]
    grad_ratio: float
    grad_time_ratio: float


def diagnose(recording: Recording) -> Diagnosis:
    """Diagnose a Recording.

    Parameters
    ----------
    recording : Recording
        Of an iteration; only time steps within an example's length count for dead units and saturation.

    Returns
    -------
    Diagnosis
        Norms by layer and by time step, ratios, dead units, saturation of gates.

    References
    ----------
    Pascanu, Mikolov, Bengio, On the difficulty of training recurrent neural networks, 2013.
    """
    network = recording.network
    found = tuple(
        _layer(recording, trace, recording.gradient[at])
        for trace, at in zip(recording.layers, network.slices, strict=True)
    )
    with_parameters = [layer.rms for layer in found if not np.isnan(layer.rms)]
    ratio = _ratio(with_parameters[0], with_parameters[-1]) if with_parameters else np.nan
    recurrent = [
        one.ratio for one, layer in zip(found, network.layers, strict=True) if layer.recurrent
    ]
    return Diagnosis(found, ratio, recurrent[0] if recurrent else np.nan)


def _layer(recording: Recording, trace: Trace, gradient: Floats) -> LayerDiagnosis:
    name = "dh" if "dh" in trace.names else "dy"
    delta = np.asarray(getattr(trace, name), np.float64)
    norms = np.sqrt(np.einsum("tub,tub->t", delta, delta))
    output = trace.output
    counted = np.ones((len(output), recording.batch), bool)
    if len(output) > 1:
        counted = np.arange(len(output))[:, None] < recording.lengths
    values = output.transpose(1, 0, 2)[:, counted]
    saturation = {
        gate: _shares(getattr(trace, gate), counted, low, high)
        for names, low, high in (
            (GATES.get(trace.kind, ()), SATURATED, 1 - SATURATED),
            (BENT.get(trace.kind, ()), SATURATED - 1, 1 - SATURATED),
        )
        for gate in names
        if gate != "h" or float(np.abs(values).max(initial=0)) <= 1  # an RNN of ReLU has no end
    }
    wide = np.asarray(gradient, np.float64)
    return LayerDiagnosis(
        rms=float(np.sqrt(np.mean(wide * wide))) if wide.size else np.nan,
        norms=norms,
        ratio=_ratio(float(norms[0]), float(norms[-1])),
        dead=np.flatnonzero(~values.any(axis=1)),
        saturation=saturation,
    )


def _shares(values: Floats, counted: Floats, low: float, high: float) -> tuple[float, float]:
    shown = values.transpose(1, 0, 2)[:, counted]
    return float((shown < low).mean()), float((shown > high).mean())


def _ratio(first: float, last: float) -> float:
    return first / last if last else np.nan


def step_norms(layer: RecurrentPass, out: Floats) -> None:
    """Write the length of dz(t), of all gates, at each step of a pass that has just gone backward.

    Cheap enough to be done in every iteration.

    Parameters
    ----------
    layer : RecurrentPass
        Recording or not.
    out : (T,) array
        Of the dtype of the network.
    """
    dz = layer._dz_x.reshape(layer.steps, -1)  # a view: rows and examples lie side by side
    np.sqrt(np.vecdot(dz, dz, out=out), out)
