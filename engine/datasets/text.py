"""Text: shipped texts cut into windows, stride 1; at each step the next character is asked for."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from ..sizes import windows
from .dataset import Dataset, split

if TYPE_CHECKING:
    from ..project import Characters
    from .dataset import Split

SHIPPED = Path(__file__).resolve().parent.parent.parent / "resources" / "data"


@cache
def read(name: str) -> str:
    """Read a shipped text.

    Parameters
    ----------
    name : str
        Such as ``arirang``.

    Returns
    -------
    str
        As it stands in its file.
    """
    return (SHIPPED / f"{name}.txt").read_text(encoding="utf-8")


@cache
def alphabet(name: str) -> tuple[str, ...]:
    """Give the different characters of a shipped text, sorted: the number of a symbol is its place."""
    return tuple(sorted(set(read(name))))


def characters(data: Characters) -> Dataset:
    """Windows over a text; the first share trains, the rest is validation.

    Parameters
    ----------
    data : Characters
        Which text, window length and share to train on.

    Returns
    -------
    Dataset
        Inputs (T, 1, N) are numbers of symbols, targets (T, 1, N) those of the characters that come next.

    Raises
    ------
    Refusal
        Where training or validation would be left without an example.
    """
    text, symbols = read(data.text), alphabet(data.text)
    training, validation = windows(len(text), data)
    place = {symbol: k for k, symbol in enumerate(symbols)}
    numbers = np.array([place[c] for c in text], np.float64)

    def cut(first: int, count: int) -> Split:
        at = first + np.arange(count) + np.arange(data.length)[:, None]
        return split(numbers[at][:, None, :], numbers[at + 1][:, None, :])

    return Dataset(
        cut(0, training),
        cut(len(text) - data.length - validation, validation),
        "classes",
        every_step=True,
        input_names=("character",),
        target_name="next character",
        classes=symbols,
        symbols=symbols,
    )
