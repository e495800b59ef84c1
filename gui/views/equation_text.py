"""An account as an equation with its numbers, to be pasted elsewhere: as text and as LaTeX.

The parts have six significant digits, so that evaluating what is copied gives the result to the digits shown.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from gui.widgets.numbers import MINUS

from .cell_bends import SIGNS

if TYPE_CHECKING:
    from .microscope_facts import Account

DIGITS = 6
GREEK = {
    "σ": r"\sigma", "δ": r"\delta ", "−": "-", "tanh": r"\tanh", "·": r"\cdot ", "Σ": r"\sum ", "²": "^2",
    "′": "'",
}  # fmt: skip


def equation(account: Account, places: int = 2) -> str:
    """Write an account as text.

    Parameters
    ----------
    account : Account
        What is shown.
    places : int
        Decimals of the result; gradients have as many significant digits and one more.

    Returns
    -------
    str
        Such as ``f = σ((−0.51)·0.45 + 1.32) = σ(−1.21) = 0.23``.
    """
    if account.factors:
        parts = "·".join(_bracketed(value) for _, value in account.factors)
        names = "·".join(letter for letter, _ in account.factors)
        return f"{account.letter} = {names} = {parts} = {_result(account, account.result, places)}"
    inner = _sum(account, "·").replace("-", MINUS)
    whole = _result(account, account.total, places)
    if not account.bend:
        return f"{account.letter} = {inner} = {whole}"
    if account.bend == "softmax":
        result = _result(account, account.result, places)
        return f"z = {inner} = {whole}; {account.letter} = softmax(z) = {result}"
    sign = SIGNS[account.bend]
    result = _result(account, account.result, places)
    return f"{account.letter} = {sign}({inner}) = {sign}({whole}) = {result}"


def latex(account: Account, places: int = 2) -> str:
    """Write an account as LaTeX, to stand in a math environment.

    Parameters
    ----------
    account : Account
        What is shown.
    places : int
        As of `equation`.

    Returns
    -------
    str
        One line.
    """
    letter = _letters(account.letter)
    if account.factors:
        parts = r" \cdot ".join(_bracketed(v).replace(MINUS, "-") for _, v in account.factors)
        names = r" \cdot ".join(_letters(name) for name, _ in account.factors)
        return f"{letter} = {names} = {_powers(parts)} = {_plain(account, account.result, places)}"
    inner = _powers(_sum(account, r" \cdot "))
    whole = _plain(account, account.total, places)
    if not account.bend:
        return f"{letter} = {inner} = {whole}"
    result = _plain(account, account.result, places)
    if account.bend == "softmax":
        return rf"z = {inner} = {whole}, \quad {letter} = \mathrm{{softmax}}(z) = {result}"
    sign = SIGNS[account.bend]
    sign = GREEK.get(sign, rf"\mathrm{{{sign}}}")
    return rf"{letter} = {sign}\left({inner}\right) = {sign}({whole}) = {result}"


def _sum(account: Account, times: str) -> str:
    parts = []
    for line in account.lines:
        if line.letter == "b":
            parts.append(_bracketed(line.weight).replace(MINUS, "-"))
        else:
            one = _bracketed(line.weight) + times + _bracketed(line.value)
            parts.append(one.replace(MINUS, "-"))
    return " + ".join(parts)


def _bracketed(value: float) -> str:
    if not math.isfinite(value):
        return str(value)
    text = f"{value:.{DIGITS}g}"
    return f"({text})".replace("-", MINUS) if text.startswith("-") or "e" in text else text


def _result(account: Account, value: float, places: int) -> str:
    backward = account.letter.startswith("δ")
    text = f"{value:.{places}e}" if backward else f"{value:.{places}f}"
    return text.replace("-", MINUS)


def _plain(account: Account, value: float, places: int) -> str:
    return _powers(_result(account, value, places).replace(MINUS, "-"))


def _powers(text: str) -> str:
    """Write exponents as powers of ten."""
    parts = text.split("e")
    made = parts[0]
    for part in parts[1:]:
        count = 1
        while count < len(part) and part[count].isdigit():
            count += 1
        made += rf" \times 10^{{{int(part[:count])}}}" + part[count:]
    return made


def _letters(text: str) -> str:
    for sign, written in GREEK.items():
        text = text.replace(sign, written)
    return text.replace("t-1", "_{t-1}").replace("t+1", "_{t+1}")
