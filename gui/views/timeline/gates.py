"""Tracks of the gates i, f, g, o."""

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


class GateTrack(UnitTrack):
    """A gate: 0 closed to 1 open in its own colour; the candidate g from −1 to 1."""

    def __init__(self, letter: str, ranges: Ranges) -> None:
        super().__init__(letter, letter, f"dz_{letter}", ranges)

    @property
    def name(self) -> str:
        """Name of the gate, in the language in force."""
        return {
            "i": translate("Timeline", "input gate"),
            "f": translate("Timeline", "forget gate"),
            "g": translate("Timeline", "candidate"),
            "o": translate("Timeline", "output gate"),
        }[self.key]

    def choose_extent(self, m: Moment, values: Floats) -> float:
        """Give the range ± of the gradients; the gates' own is fixed."""
        return super().choose_extent(m, values) if m.backward else 1.0

    def colours(self, ink: Ink, m: Moment) -> tuple[float, float, list[int]]:
        """Give lowest and highest value and the colours between."""
        if m.backward or self.key == "g":
            return super().colours(ink, m)
        return (0.0, 1.0, ink.theme.map(self.key))

    def printed(self, m: Moment) -> bool:
        """Print the range of gradients alone: that of gates is always the same."""
        return m.backward


def gate_tracks(ranges: Ranges) -> list[UnitTrack]:
    """Make the tracks of an LSTM's gates, in the order i f g o."""
    return [GateTrack(letter, ranges) for letter in "ifgo"]
