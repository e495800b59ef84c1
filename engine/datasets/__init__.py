"""Data: generators and the shipped series as arrays (T, D, N), feature-major."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from . import arrays, generators, series, text
from .dataset import Dataset, Split

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..project import Data

LOADERS: dict[str, Callable[[Any], Dataset]] = {
    "Hold": generators.hold,
    "Sunspots": series.sunspots,
    "FlagRecall": generators.flag_recall,
    "Echo": generators.echo,
    "Sine": generators.sine,
    "Xor": generators.xor,
    "Characters": text.characters,
    "Arrays": arrays.load,
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
