"""Gradients in the tracks: when they are shown, and the fixed decades of their colours."""

from __future__ import annotations

import weakref
from typing import TYPE_CHECKING, Any

import numpy as np
from PySide6.QtCore import QCoreApplication

from gui.widgets import numbers

from .heatmap import Decades

if TYPE_CHECKING:
    from engine.recording import Floats

    from .moment import Moment

translate = QCoreApplication.translate

MODES = ("phase", "values", "gradients")
"""What tracks of units show: gradients in the backward phase alone, never, or always."""
ARRAYS = ("dh", "dc", "dy", "dz_i", "dz_f", "dz_g", "dz_o", "dz_r", "dz_z", "dz_n")
"""What tracks of units show of gradients, in all kinds of layers."""


def shows_gradients(mode: str, *, backward: bool) -> bool:
    """Tell whether tracks of units show gradients.

    Parameters
    ----------
    mode : str
        One of `MODES`.
    backward : bool
        Whether the playhead stands in the backward phase or behind it.
    """
    return mode == "gradients" or (mode == "phase" and backward)


class GradientScale:
    """The decades that all gradients of a layer share, so that tracks and examples can be compared."""

    def __init__(self) -> None:
        self.decades = Decades()
        self._of: weakref.ref[Any] | None = None

    def take(self, m: Moment) -> None:
        """Take in the gradients of a Recording, once for all tracks and all its examples."""
        if m.recording is None or (self._of is not None and self._of() is m.recording):
            return
        self._of = weakref.ref(m.recording)
        largest = [extreme(getattr(m.made, name)) for name in ARRAYS if name in m.made.names]
        self.decades.take(np.array(largest or [0.0]))

    @property
    def low(self) -> float:
        """Size at the lower end."""
        return float(10.0**self.decades.bottom)

    @property
    def high(self) -> float:
        """Size at the upper end."""
        return float(10.0**self.decades.top)


def extreme(values: Floats) -> float:
    """Give the largest finite size."""
    with np.errstate(all="ignore"):
        size = max(float(values.max(initial=0.0)), -float(values.min(initial=0.0)))
    if np.isfinite(size):
        return size
    finite = np.abs(values[np.isfinite(values)])
    return float(finite.max(initial=0.0))


def sizes(values: Floats) -> Floats:
    """Give the decimal logarithm of sizes; −inf for nothing, +inf for what is not a number."""
    with np.errstate(all="ignore"):
        found = np.log10(np.abs(values))
    found[np.isnan(found)] = np.inf
    return found


def meaning(m: Moment, scale: GradientScale, *, timed: bool) -> tuple[str, str]:
    """Say what the colours of the tracks mean, where they do not mean values.

    Parameters
    ----------
    m : Moment
        Of the layer looked at.
    scale : GradientScale
        Decades of its gradients.
    timed : bool
        Whether the network has time.

    Returns
    -------
    tuple of str
        In a sentence, and as short as it can be; empty for none.
    """
    if not timed:
        text = translate("Timeline", "δ: gradient of the loss, backwards") if m.backward else ""
        return text, ""
    if not m.gradients or m.recording is None or not any(name in m.made.names for name in ARRAYS):
        return "", ""
    if m.playhead is not None and not m.backward:
        text = translate("Timeline", "δ: gradient of the loss, not yet computed")
        return text, translate("Timeline", "δ not yet computed")
    scale.take(m)
    low, high = numbers.gradient(scale.low), numbers.gradient(scale.high)
    text = translate("Timeline", "δ: gradient of the loss, {low} to {high}")
    short = translate("Timeline", "δ {low} to {high}")
    return text.format(low=low, high=high), short.format(low=low, high=high)
