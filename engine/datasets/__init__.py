"""Data: generators, drawings and the shipped series as arrays (T, D, N), feature-major."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from . import arrays, curves, drawn, grammar, letters, points, sequences, series, tables, text
from .dataset import Dataset, Split

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..project import Data

LOADERS: dict[str, Callable[[Any], Dataset]] = {
    "Hold": sequences.hold,
    "Sunspots": series.sunspots,
    "FlagRecall": sequences.flag_recall,
    "Echo": sequences.echo,
    "Sine": points.sine,
    "Xor": points.xor,
    "Blobs": points.blobs,
    "Moons": points.moons,
    "Circles": points.circles,
    "Spiral": points.spiral,
    "Waves": curves.waves,
    "Lemniscate": curves.lemniscate,
    "Adding": sequences.adding,
    "Parity": sequences.parity,
    "Copy": letters.copy,
    "Abab": letters.abab,
    "Parentheses": letters.parentheses,
    "Reber": grammar.reber,
    "Characters": text.characters,
    "DrawnPoints": drawn.points,
    "DrawnCurve": drawn.curve,
    "Arrays": arrays.load,
    "Table": tables.load,
}


@lru_cache(maxsize=4)
def load(data: Data) -> Dataset:
    """Make or read the data of a project.

    Parameters
    ----------
    data : Data
        Settings; equal settings give the same read-only arrays.

    Returns
    -------
    Dataset
        Training and validation examples.
    """
    return LOADERS[type(data).__name__](data)


__all__ = ["Dataset", "Split", "load"]
