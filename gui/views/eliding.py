"""Eliding: names shortened with dots where they do not fit."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetricsF

from gui.theme import font, px
from gui.widgets.ink import text_width

SMALLEST = 12
"""Nothing smaller is painted."""


def elided(text: str, room: float, *, size: float = 12, weight: int = 400) -> str:
    """Shorten a name so that it fits, with dots at its end.

    Parameters
    ----------
    text : str
        A name.
    room : float
        Width in pixels.
    size, weight : float, int
        Of the font, before scaling.

    Returns
    -------
    str
        The name itself where it fits; empty where not even the dots do.
    """
    if text_width(text, size, weight) <= room:
        return text
    return _elided(text, int(room), size, weight, px(size))


def fitting_size(names: tuple[str, ...], room: float, *, usual: int = 14, weight: int = 600) -> int:
    """Give the size at which all names fit, the usual one or a smaller one.

    Parameters
    ----------
    names : tuple of str
        Names.
    room : float
        Width in pixels.
    usual : int
        Size of the font before scaling.
    weight : int
        Of the font.

    Returns
    -------
    int
        At least 12: nothing smaller is read; 0 where one does not fit even so.
    """
    return _fitting(names, int(room), usual, weight, px(usual))


@lru_cache(maxsize=64)
def _fitting(names: tuple[str, ...], room: int, usual: int, weight: int, pixels: int) -> int:
    sizes = range(usual, SMALLEST - 1, -1)
    fits = (max((text_width(n, s, weight) for n in names), default=0.0) < room + 1 for s in sizes)
    return next((size for size, fit in zip(sizes, fits, strict=True) if fit), 0)


@lru_cache(maxsize=1024)
def _elided(text: str, room: int, size: float, weight: int, pixels: int) -> str:
    metrics = QFontMetricsF(font(size, weight))
    short = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
    return short if metrics.horizontalAdvance(short) <= room else ""
