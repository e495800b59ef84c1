"""Wrapping: a text broken at its spaces into lines that fit."""

from __future__ import annotations

from gui.widgets.ink import text_width


def wrapped(text: str, room: float, weight: int = 600, size: float = 13) -> list[str]:
    """Break a text at its spaces, so that each line fits.

    Parameters
    ----------
    text : str
        Words.
    room : float
        Width in pixels; a longer word has a line of its own.
    weight : int
        Weight of the font.
    size : float
        Size of the font before scaling.

    Returns
    -------
    list of str
        At least one line.
    """
    lines: list[str] = []
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and text_width(longer, size, weight) <= room:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines
