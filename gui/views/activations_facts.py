"""What an activation does to the sums of a dense layer: how steep it is there, and which lie where it is flat."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from engine.activations import ACTIVATIONS

if TYPE_CHECKING:
    from engine.recording import Floats
    from gui.shown import Shown

FLAT = 0.05
"""An activation is flat where, from there on outwards, its slope is below this share of its steepest."""
FAR = 40.0
NARROWEST, WIDEST = 3.0, 12.0
"""Sums from −3 to 3 are always in sight, none beyond ±12."""
POINTS, BINS = 161, 40
ELEMENTWISE = ("sigmoid", "tanh", "relu", "leaky_relu", "elu", "gelu", "softplus", "identity")
"""Activations of one number each; a softmax looks at all units."""


@dataclass(frozen=True, eq=False)
class Sums:
    """The sums of a dense layer, before its activation.

    Attributes
    ----------
    layer : int
        From 0.
    activation : str
        What the layer has.
    values : (n,) float64
        Of all units, examples and counted time steps; only those that are finite.
    """

    layer: int
    activation: str
    values: Floats

    @property
    def reach(self) -> float:
        """Give up to which size sums are in sight: most of them, in whole numbers."""
        if not self.values.size:
            return NARROWEST
        size = float(np.quantile(np.abs(self.values), 0.98))
        return min(max(NARROWEST, math.ceil(size)), WIDEST)

    def shares(self) -> Floats:
        """Give the share of the sums in each of `BINS` parts of the range, those beyond it at its ends."""
        reach = self.reach
        held = np.clip(self.values, -reach, reach)
        counts, _ = np.histogram(held, BINS, (-reach, reach))
        shares: Floats = counts / max(1, counts.sum())
        return shares


@dataclass(frozen=True)
class Effect:
    """What an activation does to sums.

    Attributes
    ----------
    flat : float
        Share of them that lie where it is flat.
    slope : float
        Mean of its slope: what it multiplies gradients with on average.
    """

    flat: float
    slope: float


def sums_of(shown: Shown) -> Sums | None:
    """Find the sums of the dense layer looked at, or of the last one below the output.

    Parameters
    ----------
    shown : Shown
        What the window shows.

    Returns
    -------
    Sums or None
        None without a Recording and where no hidden layer is dense with a bend of one number.
    """
    recording = shown.frame.recording
    layers = shown.frame.project.network.layers
    fits = [k for k, layer in enumerate(layers) if getattr(layer, "activation", "") in ELEMENTWISE]
    if recording is None:
        return None
    fits = [k for k in fits if recording.layers[k].kind == "dense"]
    if not fits:
        return None
    layer = shown.layer if shown.layer in fits else fits[-1]
    z = recording.layers[layer].z
    if z.shape[0] > 1:  # what lies beyond the end of an example was never summed
        within = np.arange(z.shape[0])[:, None] < recording.lengths
        values = z.transpose(0, 2, 1)[within]
    else:
        values = z
    values = values.astype(np.float64).ravel()
    activation: str = layers[layer].activation  # type: ignore[union-attr]
    return Sums(layer, activation, values[np.isfinite(values)])


def bent(activation: str, z: Floats) -> tuple[Floats, Floats]:
    """Give an activation and its slope, as the engine computes them.

    Parameters
    ----------
    activation : str
        One of `ELEMENTWISE`.
    z : (n,) float64
        Sums.

    Returns
    -------
    tuple of (n,) float64
        f(z) and df/dz.
    """
    made = ACTIVATIONS[activation]
    z = np.ascontiguousarray(z)
    y, slope = np.empty_like(z), np.empty_like(z)
    with np.errstate(all="ignore"):
        made.function(z, y)
        made.backward(z, y, np.ones_like(z), slope)
    return y, slope


@lru_cache(maxsize=16)
def tails(activation: str) -> tuple[float, float]:
    """Tell from where on an activation is flat: for sums below the first and above the second."""
    z = np.linspace(-FAR, FAR, round(200 * FAR) + 1)
    slope = np.abs(bent(activation, z)[1])
    steep = np.flatnonzero(slope >= FLAT * slope.max())
    first, last = float(z[steep[0]]), float(z[steep[-1]])
    return (-math.inf if first == -FAR else first), (math.inf if last == FAR else last)


def effect(activation: str, sums: Sums) -> Effect:
    """Measure what an activation does to sums; NaN where there are none."""
    if not sums.values.size:
        return Effect(math.nan, math.nan)
    slope, (low, high) = bent(activation, sums.values)[1], tails(activation)
    flat = (sums.values < low) | (sums.values > high)
    return Effect(float(flat.mean()), float(slope.mean()))
