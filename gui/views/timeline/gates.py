"""Tracks of the gates: i f g o of an LSTM, r z n of a GRU."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from .units import UnitTrack

if TYPE_CHECKING:
    from engine.recording import Floats
    from gui.widgets.ink import Ink

    from .heatmap import Ranges
    from .moment import Moment

translate = QCoreApplication.translate

TOKENS = {"i": "i", "f": "f", "g": "g", "o": "o", "r": "f", "z": "i", "n": "g"}
"""The colour of each gate: those of a GRU take the colour of the LSTM's gate that does the same."""
CANDIDATES = ("g", "n")
"""What is written, from −1 to 1; all others are 0 closed to 1 open."""
GATES = {"lstm": "ifgo", "gru": "rzn"}


class GateTrack(UnitTrack):
    """A gate: 0 closed to 1 open in its own colour; the candidate from −1 to 1."""

    def __init__(self, letter: str, ranges: Ranges) -> None:
        super().__init__(letter, TOKENS[letter], f"dz_{letter}", ranges)

    @property
    def name(self) -> str:
        """Name of the gate, in the language in force."""
        return {
            "i": translate("Timeline", "input gate"),
            "f": translate("Timeline", "forget gate"),
            "g": translate("Timeline", "candidate"),
            "o": translate("Timeline", "output gate"),
            "r": translate("Timeline", "reset gate"),
            "z": translate("Timeline", "update gate"),
            "n": translate("Timeline", "candidate"),
        }[self.key]

    def choose_extent(self, m: Moment, values: Floats) -> float:
        """Give the range ± of the gradients; the gates' own is fixed."""
        free = m.backward or m.other is not None
        return super().choose_extent(m, values) if free else 1.0

    def colours(self, ink: Ink, m: Moment) -> tuple[float, float, list[int]]:
        """Give lowest and highest value and the colours between."""
        if m.backward or m.other is not None or self.key in CANDIDATES:
            return super().colours(ink, m)
        return (0.0, 1.0, ink.theme.map(self.token))

    def printed(self, m: Moment) -> bool:
        """Print the range of gradients and differences alone: that of gates is always the same."""
        return m.backward or m.other is not None


def gate_tracks(kind: str, ranges: Ranges) -> list[UnitTrack]:
    """Make the tracks of the gates of a kind of layer, in their order; none where it has none."""
    return [GateTrack(letter, ranges) for letter in GATES.get(kind, "")]
