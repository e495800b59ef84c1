"""Symbols and classes as they are written."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

    from engine.datasets import Dataset

SEEN = {" ": "␣", "\n": "↵", "\t": "→"}
"""Signs of characters that leave no ink."""


def written(names: Sequence[str], number: float) -> str:
    """Write a symbol or a class.

    Parameters
    ----------
    names : sequence of str
        Names by number; empty where they have none.
    number : float
        Its number, from 0.

    Returns
    -------
    str
        Its name, its number where it has none, a question mark for what is no number of one.
    """
    k = int(number) if number == number and abs(number) < 1e9 else -1
    if k < 0:
        return "?"
    name = names[k] if k < len(names) else str(k)
    return SEEN.get(name, name)


def symbol_numbers(dataset: Dataset, inputs: Any) -> Any:
    """Give the numbers of the symbols that went in.

    Parameters
    ----------
    dataset : Dataset
        With symbols.
    inputs : (T, 1 or V, ...) array
        Numbers of symbols, or a row for each symbol of which one is 1.

    Returns
    -------
    (T, ...) array
        Numbers, from 0.
    """
    return inputs[:, 0] if inputs.shape[1] == 1 else inputs.argmax(axis=1)
