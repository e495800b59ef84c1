"""Numbers as the window writes them: a true minus, fixed decimals, commas between thousands."""

from __future__ import annotations

import math

from PySide6.QtCore import QLocale

MINUS = "\N{MINUS SIGN}"
LARGEST_FIXED = 9999.5
"""From here a value is written with an exponent: more digits would not fit where values stand."""


def decimal(value: float, places: int = 2) -> str:
    """Write a value with fixed decimals, as in timeline and cell.

    Parameters
    ----------
    value : float
        Any number, also NaN or infinite.
    places : int
        Decimals.

    Returns
    -------
    str
        Such as ``−0.31``; what rounds to zero has no minus.
    """
    if not math.isfinite(value):
        return _not_finite(value)
    if abs(value) >= LARGEST_FIXED:
        return exponent(value, 2)
    text = f"{value:.{places}f}"
    if float(text) == 0:
        return text.removeprefix("-")
    return text.replace("-", MINUS)


def signed(value: float, places: int = 2) -> str:
    """Write a value with fixed decimals and always a sign, as for a change."""
    text = decimal(value, places)
    return text if text.startswith(MINUS) or not math.isfinite(value) else "+" + text


def bracketed(value: float, places: int = 2) -> str:
    """Write a value as a factor or summand: in brackets where it is negative."""
    text = decimal(value, places)
    return f"({text})" if text.startswith(MINUS) else text


def loss(value: float) -> str:
    """Write a loss with three significant digits, such as ``0.000531`` or ``1.24``."""
    return _significant(value, 3)


def setting(value: float) -> str:
    """Write a setting as short as it is exact, such as ``0.05`` or ``2.2``."""
    if not math.isfinite(value):
        return _not_finite(value)
    if value == 0 or 1e-4 <= abs(value) < LARGEST_FIXED:
        return f"{value:.6g}".replace("-", MINUS)
    return _tidy(f"{value:.4g}" if "e" in f"{value:.4g}" else f"{value:.3e}")


def gradient(value: float) -> str:
    """Write a gradient with one digit and an exponent, such as ``4e−3``."""
    return exponent(value, 1)


def exponent(value: float, digits: int) -> str:
    """Write a value with this many digits and an exponent, such as ``3.1e+5`` with two."""
    if not math.isfinite(value):
        return _not_finite(value)
    if value == 0:
        return "0"
    return _tidy(f"{value:.{digits - 1}e}")


def count(value: int) -> str:
    """Write a whole number with a comma between thousands."""
    return f"{value:,}".replace("-", MINUS)


def percent(share: float) -> str:
    """Write a share as per cent: ``23 %``, in Korean ``23%``."""
    if not math.isfinite(share):
        return _not_finite(share)
    korean = QLocale().language() == QLocale.Language.Korean
    return decimal(100 * share, 0) + ("%" if korean else "\N{NO-BREAK SPACE}%")


def next_range(value: float) -> float:
    """Give the next of 1, 2, 5 times a power of ten that is not below a value.

    Parameters
    ----------
    value : float
        A size, 0 or more.

    Returns
    -------
    float
        Range of a colour map; 1 for 0 and for what is not finite.
    """
    if not math.isfinite(value) or value <= 0:
        return 1.0
    power = 10.0 ** math.floor(math.log10(value))
    return next(
        (k * power for k in (1.0, 2.0, 5.0, 10.0) if value <= k * power * (1 + 1e-9)), 10 * power
    )


def _significant(value: float, digits: int) -> str:
    if not math.isfinite(value):
        return _not_finite(value)
    if value == 0:
        return "0"
    rounded = float(f"{value:.{digits - 1}e}")
    size = math.floor(math.log10(abs(rounded)))
    if size < -4 or size > 5:
        return _tidy(f"{value:.{digits - 1}e}", whole=True)
    return f"{rounded:,.{max(0, digits - 1 - size)}f}".replace("-", MINUS)


def _tidy(text: str, *, whole: bool = False) -> str:
    mantissa, power = text.split("e")
    if "." in mantissa and not whole:
        mantissa = mantissa.rstrip("0").rstrip(".")
    sign = MINUS if power[0] == "-" else ""
    return f"{mantissa.replace('-', MINUS)}e{sign}{int(power.lstrip('+-'))}"


def _not_finite(value: float) -> str:
    if math.isnan(value):
        return "NaN"
    return "\N{INFINITY}" if value > 0 else MINUS + "\N{INFINITY}"
