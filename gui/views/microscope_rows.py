"""Rows of the microscope's sums: the columns in which they stand, their numbers and their bars."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from gui.theme import current, px
from gui.widgets import numbers
from gui.widgets.ink import middle

if TYPE_CHECKING:
    from PySide6.QtGui import QColor

    from gui.widgets.ink import Ink

    from .microscope_facts import Account

PAD, ROW = 22, 28


@dataclass(frozen=True)
class Columns:
    """Where the columns stand.

    Attributes
    ----------
    weight, value, product : float
        Right ends of their numbers.
    bars, half : float
        Middle of the bars, and how long one can be.
    places : int
        Decimals of the numbers.
    """

    weight: float
    value: float
    product: float
    bars: float
    half: float
    places: int


def columns_of(wide: int, places: int) -> Columns:
    """Give the columns in a width, for numbers with so many decimals."""
    return _columns_of(wide, places, current.scale)


@lru_cache(maxsize=16)
def _columns_of(wide: int, places: int, scale: float) -> Columns:
    digits = px(58 if places == 4 else 46)
    bars = min(px(130), max(px(40), 0.18 * wide))
    product = wide - px(PAD) - bars - px(12)
    value = product - digits - px(16)
    left = product + px(12)
    half = (wide - px(PAD) - left) / 2
    return Columns(value - digits - px(16), value, product, left + half, half, places)


def paint_number(ink: Ink, right: float, y: float, value: float, places: int) -> None:
    """Paint a number of a row; `right` is its right end, y its baseline."""
    ink.text(right, y, numbers.decimal(value, places), size=13, mono=True, align="right")


def paint_bar(
    ink: Ink, columns: Columns, y: float, share: float, colour: QColor | None = None
) -> None:
    """Paint a bar from the middle of its column; in the colour of its sign unless another is given."""
    if not math.isfinite(share):
        return
    wide = min(1.0, abs(share)) * columns.half
    start = columns.bars if share >= 0 else columns.bars - wide
    if colour is None:
        colour = ink.theme.plus if share >= 0 else ink.theme.minus
    ink.fill(start, y - px(6), max(1.0, wide), px(13), colour)


def paint_rows(
    ink: Ink,
    columns: Columns,
    account: Account,
    rows: range,
    y: float,
    *,
    unit: float,
    largest: float,
    settled: bool,
) -> None:
    """Paint numbers and bars of rows.

    Parameters
    ----------
    ink : Ink
        The painter.
    columns : Columns
        Where.
    account : Account
        What is shown.
    rows : range
        Which of its lines.
    y : float
        Middle of the first of them.
    unit : float
        What gradients are counted in; 1 forwards.
    largest : float
        Product of a full bar.
    settled : bool
        Whether the weights are there already: they stay from step to step.
    """
    places, high, drop = columns.places, px(ROW), middle(0, 13)
    back, factors = account.letter.startswith("δ"), bool(account.factors)
    over_weight, over_value = unit if factors else 1.0, unit if back and not factors else 1.0
    for k in rows:
        line, product = account.lines[k], account.products[k]
        if not (settled and line.place):
            paint_number(ink, columns.weight, y + drop, line.weight / over_weight, places)
        paint_number(ink, columns.value, y + drop, line.value / over_value, places)
        paint_number(ink, columns.product, y + drop, product / unit, places)
        paint_bar(ink, columns, y, product / largest)
        y += high
