"""Tracks of the states c and h, and of a dense layer's outputs y."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from .heatmap import Ranges
from .units import UnitTrack

translate = QCoreApplication.translate


class StateTrack(UnitTrack):
    """A state: a signed map, its range printed."""

    def __init__(self, letter: str, ranges: Ranges) -> None:
        token = letter if letter in ("c", "h") else "t1"
        super().__init__(letter, token, f"d{letter}", ranges)

    @property
    def name(self) -> str:
        """Name of the state, in the language in force."""
        return {
            "c": translate("Timeline", "cell state"),
            "h": translate("Timeline", "hidden state"),
            "y": translate("Timeline", "layer output"),
        }[self.key]


def state_tracks(kind: str, ranges: Ranges) -> list[UnitTrack]:
    """Make the tracks of a layer's states: c and h, or h, or y."""
    letters = {"lstm": "ch", "rnn": "h", "dense": "y"}[kind]
    return [StateTrack(letter, ranges) for letter in letters]
