"""What the microscope says: names of the parts of a sum, and the sum read out."""

from __future__ import annotations

import math
from functools import lru_cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QLocale

from gui.widgets import numbers

from .cell_bends import SIGNS
from .cell_lstm import TOKENS as LSTM_TOKENS

if TYPE_CHECKING:
    from .microscope_facts import Account, Line

translate = QCoreApplication.translate

GRU_TOKENS = {"r": "f", "z": "i", "n": "g", "hn": "h", "h": "h"}


def token_of(kind: str, letter: str) -> str:
    """Give the colour of a letter, also behind δ: that of the gate that does the same."""
    letter = letter.removeprefix("δ").removeprefix("tanh ")
    if kind == "gru":
        return GRU_TOKENS.get(letter, "t1")
    if kind == "lstm":
        return LSTM_TOKENS.get(letter, "t1")
    return "h" if letter == "h" else "t1"


@lru_cache(maxsize=2)
def _names(locale: str) -> dict[str, str]:
    """Give the names of all kinds of parts, in the language of a locale."""
    return {
        "unit": translate("Microscope", "unit {number}"),
        "input": translate("Microscope", "input {number}"),
        "bias": translate("Microscope", "bias"),
        "reset": translate("Microscope", "memory through r"),
        "memory": translate("Microscope", "memory"),
        "candidate": translate("Microscope", "candidate"),
        "carried": translate("Microscope", "from the part before"),
        "symbol": translate("Microscope", "symbol {number}"),
        "normalized": translate("Microscope", "normalized"),
        "by_h": translate("Microscope", "by h"),
        "belt": translate("Microscope", "by the belt"),
        "later": translate("Microscope", "unit {number}, later"),
        "from_above": translate("Microscope", "unit {number}, above"),
        "above": translate("Microscope", "from the layer above"),
        "loss": translate("Microscope", "from the loss"),
        "rest": translate("Microscope", "what is left"),
    }


def name_of(line: Line) -> str:
    """Say what a part of the sum is."""
    found = _names(QLocale().name()).get(line.name)
    if found is None:  # it is the name of an input of the data
        return QCoreApplication.translate("Data", line.name)
    return found.format(number=line.number)


def read_out(account: Account, places: int = 2) -> str:
    """Read the account out: the number, how it is made, its largest part.

    Parameters
    ----------
    account : Account
        What is shown.
    places : int
        Decimals.

    Returns
    -------
    str
        Such as ``f = 0.23 = σ(−1.21); largest part: store flag −2.43``.
    """
    backward = account.letter.startswith("δ")

    def write(value: float) -> str:
        return numbers.exponent(value, places + 1) if backward else numbers.decimal(value, places)

    text = f"{account.letter} = {write(account.result)}"
    if account.bend and not account.held and account.bend != "softmax":
        text += f" = {SIGNS[account.bend]}({write(account.total)})"
    if account.held:
        text = translate("Microscope", "{letter} is held at {value}").format(
            letter=account.letter, value=write(account.result)
        )
    if account.factors:
        parts = ", ".join(f"{letter} {write(value)}" for letter, value in account.factors)
        return text + "; " + translate("Microscope", "product of {parts}").format(parts=parts)
    if account.largest >= 0 and math.isfinite(account.total):
        line = account.lines[account.largest]
        said = translate("Microscope", "largest part: {name} {value}").format(
            name=name_of(line), value=write(line.product)
        )
        text += "; " + said
    return text
