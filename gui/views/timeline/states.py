"""Tracks of the states c and h, of what a layer without states gives, and of what it is made of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from .heatmap import Ranges
from .units import UnitTrack

if TYPE_CHECKING:
    from engine.recording import Floats
    from gui.widgets.ink import Ink

    from .moment import Moment

translate = QCoreApplication.translate

ARRAYS = {
    "lstm": ("c", "h"),
    "gru": ("h",),
    "rnn": ("h",),
    "batch_norm": ("x_hat", "y"),
    "layer_norm": ("x_hat", "y"),
    "dropout": ("mask", "y"),
}
"""What is shown of each kind of layer, from top to bottom; of the others y."""
LETTERS = {"x_hat": "x\u0302", "mask": "m"}


class StateTrack(UnitTrack):
    """A state or an output: a signed map, its range printed."""

    def __init__(self, array: str, ranges: Ranges) -> None:
        token = array if array in ("c", "h") else "t1"
        gradient = f"d{array}" if array in ("c", "h", "y") else ""
        super().__init__(array, token, gradient, ranges, LETTERS.get(array, array))

    @property
    def kept(self) -> str:
        """The word under which it is remembered: y stands for the outputs of the network."""
        return "layer_y" if self.key == "y" else self.key

    @property
    def name(self) -> str:
        """Name of the state, in the language in force."""
        return {
            "c": translate("Timeline", "cell state"),
            "h": translate("Timeline", "hidden state"),
            "y": translate("Timeline", "layer output"),
            "x_hat": translate("Timeline", "normalized"),
            "mask": translate("Timeline", "kept"),
        }[self.key]


class MaskTrack(StateTrack):
    """What dropout multiplies with: 0 where a number is dropped."""

    def choose_extent(self, m: Moment, values: Floats) -> float:
        """Give the largest factor."""
        if m.other is not None:
            return super().choose_extent(m, values)
        return max(1.0, float(values.max(initial=0.0)))

    def colours(self, ink: Ink, m: Moment) -> tuple[float, float, list[int]]:
        """Give lowest and highest value and the colours between."""
        if m.other is not None:
            return super().colours(ink, m)
        return (0.0, self.extent, ink.theme.map("t3"))

    def printed(self, m: Moment) -> bool:
        """Print no range: there are two values."""
        return False


def state_tracks(kind: str, ranges: Ranges) -> list[UnitTrack]:
    """Make the tracks of a layer's states, or of what it gives."""
    return [
        MaskTrack(array, ranges) if array == "mask" else StateTrack(array, ranges)
        for array in ARRAYS.get(kind, ("y",))
    ]
