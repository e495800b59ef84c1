"""Tracks of the gates: i f g o of an LSTM, r z n of a GRU."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from gui.theme import px

from . import distribution
from .units import UnitTrack

if TYPE_CHECKING:
    from collections.abc import Sequence

    from engine.recording import Floats
    from gui.widgets.ink import Ink

    from .heatmap import Ranges
    from .moment import Moment
    from .track import Place, Track

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
        self.distributed = True
        self.titled = False

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
        free = self.back(m) or m.other is not None
        return super().choose_extent(m, values) if free else 1.0

    def colours(self, ink: Ink, m: Moment) -> tuple[float, float, list[int]]:
        """Give lowest and highest value and the colours between."""
        if self.back(m) or m.other is not None or self.key in CANDIDATES:
            return super().colours(ink, m)
        return (0.0, 1.0, ink.theme.map(self.token))

    def printed(self, m: Moment) -> bool:
        """Print the range of gradients and differences alone: that of gates is always the same."""
        return self.back(m) or m.other is not None

    def spread(self, m: Moment) -> bool:
        """Tell whether it can be said how open it is."""
        values = self.key not in CANDIDATES and not self.back(m) and m.other is None
        return values and m.recording is not None and self.distributed

    def steps(self, ink: Ink, m: Moment, *, reached: bool) -> None:
        """Paint the map, and how open the gate is over all steps."""
        super().steps(ink, m, reached=reached)
        own = m.of(self.layer)
        if reached and self.spread(own):
            distribution.paint_all(ink, own, [self])

    def still(self, ink: Ink, m: Moment) -> None:
        """Paint the header, and over the first strip what it is."""
        super().still(ink, m)
        own = m.of(self.layer)
        if self.titled and self.spread(own):
            distribution.paint_title(ink, own, self.rect.top() - px(9))

    def note(self, place: Place, m: Moment) -> str:
        """Give value, unit and step; beside the steps how open the gate is on average."""
        own = m.of(self.layer)
        if place.t < 0:
            return distribution.note(own, self) if self.spread(own) else ""
        return super().note(place, m)


def gate_tracks(kind: str, ranges: Ranges) -> list[GateTrack]:
    """Make the tracks of the gates of a kind of layer, in their order; none where it has none."""
    return [GateTrack(letter, ranges) for letter in GATES.get(kind, "")]


def spreads(m: Moment, tracks: Sequence[Track]) -> list[tuple[Moment, list[GateTrack]]]:
    """Give the gates of each layer beside which it stands how open they are."""
    layers: dict[int, list[GateTrack]] = {}
    for each in tracks:
        if isinstance(each, GateTrack) and each.spread(m.of(each.layer)):
            layers.setdefault(each.layer, []).append(each)
    return [(m.of(layer), gates) for layer, gates in layers.items()]
