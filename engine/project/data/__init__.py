"""Data: what is learnt from; each kind with its settings."""

from __future__ import annotations

from .generated import Echo, FlagRecall, Hold, Sine, Xor
from .read import Arrays, Characters, Sunspots

Data = Hold | Sunspots | FlagRecall | Echo | Sine | Xor | Characters | Arrays
DATA = {
    "hold": Hold,
    "sunspots": Sunspots,
    "flag_recall": FlagRecall,
    "echo": Echo,
    "sine": Sine,
    "xor": Xor,
    "characters": Characters,
    "arrays": Arrays,
}

__all__ = [
    "DATA",
    "Arrays",
    "Characters",
    "Data",
    "Echo",
    "FlagRecall",
    "Hold",
    "Sine",
    "Sunspots",
    "Xor",
]
