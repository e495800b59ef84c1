"""Data: what is learnt from; each kind with its settings."""

from __future__ import annotations

from .drawn import DrawnCurve, DrawnPoints
from .generated import Adding, Echo, FlagRecall, Hold, Lemniscate, Parity, Waves
from .points import Blobs, Circles, Moons, Sine, Spiral, Xor
from .read import Arrays, Characters, Sunspots
from .symbolic import Abab, Copy, Parentheses, Reber
from .table import Reading, Table

Data = (
    Hold
    | Sunspots
    | FlagRecall
    | Echo
    | Sine
    | Xor
    | Blobs
    | Moons
    | Circles
    | Spiral
    | Waves
    | Lemniscate
    | Adding
    | Parity
    | Copy
    | Abab
    | Parentheses
    | Reber
    | Characters
    | DrawnPoints
    | DrawnCurve
    | Arrays
    | Table
)
DATA = {
    "hold": Hold,
    "sunspots": Sunspots,
    "flag_recall": FlagRecall,
    "echo": Echo,
    "sine": Sine,
    "xor": Xor,
    "blobs": Blobs,
    "moons": Moons,
    "circles": Circles,
    "spiral": Spiral,
    "waves": Waves,
    "lemniscate": Lemniscate,
    "adding": Adding,
    "parity": Parity,
    "copy": Copy,
    "abab": Abab,
    "parentheses": Parentheses,
    "reber": Reber,
    "characters": Characters,
    "drawn_points": DrawnPoints,
    "drawn_curve": DrawnCurve,
    "arrays": Arrays,
    "table": Table,
}

__all__ = [
    "DATA",
    "Abab",
    "Adding",
    "Arrays",
    "Blobs",
    "Characters",
    "Circles",
    "Copy",
    "Data",
    "DrawnCurve",
    "DrawnPoints",
    "Echo",
    "FlagRecall",
    "Hold",
    "Lemniscate",
    "Moons",
    "Parentheses",
    "Parity",
    "Reading",
    "Reber",
    "Sine",
    "Spiral",
    "Sunspots",
    "Table",
    "Waves",
    "Xor",
]
