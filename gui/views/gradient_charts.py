"""Charts of the gradient view: bars by layer with their history, and length, factor and share by time step."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np
from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt
from PySide6.QtGui import QImage, QPen, QPolygonF

from gui.theme import THEMES, px
from gui.widgets import numbers
from gui.widgets.ink import gradient_colour, middle

from .gradient_words import layer_name

if TYPE_CHECKING:
    from engine.recording import Floats
    from engine.shares import StepGradients
    from gui.widgets.ink import Ink

    from .cell_sheet import Sheet
    from .gradient_facts import Bar, Facts
    from .timeline.heatmap import Decades

translate = QCoreApplication.translate

Codes = np.ndarray[Any, np.dtype[np.uint32]]

NAME, VALUE, SPARK, GAP = 96, 50, 58, 8
NARROW, SHORT_SPARK = 350, 40
"""Below this width the history is shorter, so that the ends of the axis have room."""
GUTTER = 44
"""Room for the numbers at the left of the charts over time."""
FAINTEST = 0.12
"""As of `gradient_colour`: never as dark as nothing."""
LEAST = 3
"""Least width of a column in pixels."""
FACTORS = 4.0
"""The chart of factors goes from a quarter to four times; what is beyond stays at its end."""
TOKENS = {"r": "f", "z": "i", "n": "g", "y": "t2", "tanh c": "c"}
"""Gates of a GRU have the colours of their like in an LSTM; what has no gates has none."""


def token(letter: str) -> str:
    """Give the colour of a gate."""
    return TOKENS.get(letter, letter)


# -- by layer --------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Columns:
    """Where the parts of a layer's row stand."""

    left: float
    bar: float
    end: float
    value: float
    spark: float
    right: float

    @staticmethod
    def of(sheet: Sheet) -> Columns:
        """Share the width of a sheet."""
        bar = sheet.left + px(NAME)
        spark = sheet.right - px(SPARK if sheet.width >= px(NARROW) else SHORT_SPARK)
        value = spark - px(GAP)
        return Columns(sheet.left, bar, value - px(VALUE), value, spark, sheet.right)


def paint_row(ink: Ink, at: Columns, y: float, bar: Bar, *, compared: bool) -> None:
    """Paint the ground of a layer's row: its name, and the groove of its bar."""
    ink.text(at.left, middle(y, 13), layer_name(bar), token="t1")
    top, high = _groove(y, compared=compared)
    ink.box(QRectF(at.bar, top, at.end - at.bar, high), ink.theme.s2, radius=2)


def _groove(y: float, *, compared: bool) -> tuple[float, float]:
    """Give top and height of a bar: thinner where an outline stands below it."""
    return (y - px(9), px(8)) if compared else (y - px(12) / 2, px(12))


def paint_bar(ink: Ink, at: Columns, y: float, bar: Bar, decades: Decades, before: float) -> None:
    """Paint the bar of a layer, below it the outline of what it was, and its number.

    Parameters
    ----------
    ink : Ink
        The painter.
    at : Columns
        Where its parts stand.
    y : float
        Middle of the row.
    bar : Bar
        The layer.
    decades : Decades
        The axis.
    before : float
        What it had before the last remedy; NaN: nothing to compare.
    """
    room, compared = at.end - at.bar, not math.isnan(before)
    top, high = _groove(y, compared=compared)
    share = decades.share(bar.rms)
    if bar.rms:
        wide = max(px(2), room * share)
        ink.box(QRectF(at.bar, top, wide, high), gradient_colour(share), radius=2)
    if compared:
        wide = max(px(2), room * decades.share(before)) if before else px(1)
        place = QRectF(at.bar, top + high + 2, wide, px(7))
        ink.box(place, None, ink.theme.t2, radius=1)
    odd = not math.isfinite(bar.rms)
    text = numbers.exponent(bar.rms, 2)
    ink.text(at.value, middle(y, 13), text, token="warn" if odd else "t1", align="right")


def paint_spark(ink: Ink, at: Columns, y: float, values: list[float], decades: Decades) -> None:
    """Paint the history of a layer as a small curve on the same decades."""
    finite = [value if math.isfinite(value) else math.inf for value in values]
    if len(finite) < 2:
        return
    high, room = px(18), at.right - at.spark - px(3)
    step = room / (len(finite) - 1)
    ink.fill(at.spark, y + high / 2, room, 1, ink.theme.line)
    shares = np.maximum(0, decades.shares(np.array(finite))).tolist()
    points = [
        QPointF(at.spark + k * step, y + high / 2 - high * share) for k, share in enumerate(shares)
    ]
    ink.p.setPen(QPen(ink.theme.t2, 1.25))
    ink.p.drawPolyline(QPolygonF(points))
    ink.p.setPen(Qt.PenStyle.NoPen)
    ink.p.setBrush(ink.theme.t1)
    ink.p.drawEllipse(points[-1], px(2), px(2))


def paint_axis(ink: Ink, at: Columns, y: float, decades: Decades) -> None:
    """Write the ends of the decades below the bars."""
    low, high = (numbers.gradient(10.0**power) for power in (decades.bottom, decades.top))
    for k in range(decades.span + 1):
        x = at.bar + (at.end - at.bar) * k / decades.span
        ink.fill(min(x, at.end - 1), y - px(12), 1, px(4), ink.theme.line2)
    row = middle(y, 12)
    ink.text(at.bar, row, low, size=12, token="t2")
    ink.text(at.end, row, high, size=12, token="t2", align="right")


# -- by time step ----------------------------------------------------------------------------------


class Axis:
    """Time steps as columns; where there is no room for each, several share one.

    Attributes
    ----------
    steps, each, count : int
        Time steps, how many share a column, columns.
    """

    def __init__(self, steps: int, left: float, right: float) -> None:
        self.steps, self.left, self.right = steps, left, right
        self.each = max(1, math.ceil(LEAST * steps / max(1.0, right - left)))
        self.count = -(-steps // self.each)

    @property
    def column(self) -> float:
        """Width of a column."""
        return (self.right - self.left) / self.count

    def x(self, t: int) -> float:
        """Give the left edge of the column of a step."""
        return self.left + (t // self.each) * self.column

    def step(self, x: float) -> int:
        """Give the first step of the column at a place, the nearest one."""
        column = int((x - self.left) // self.column)
        return min(max(0, column), self.count - 1) * self.each

    def summed(self, values: Floats) -> Floats:
        """Add up the steps of each column, along the last axis."""
        starts = np.arange(self.count) * self.each
        made: Floats = np.add.reduceat(values, starts, axis=-1)
        return made

    def largest(self, values: Floats) -> Floats:
        """Give the largest of each column."""
        made: Floats = np.maximum.reduceat(values, np.arange(self.count) * self.each)
        return made

    def mean(self, factors: Floats) -> Floats:
        """Give the geometric mean of each column; NaN where it has no factor."""
        with np.errstate(all="ignore"):
            logs = np.log2(factors)
            usable = np.isfinite(logs)
            total = self.summed(np.where(usable, logs, 0.0))
            made: Floats = np.exp2(total / self.summed(usable.astype(np.float64)))
        return made


Band = tuple["Floats", "Floats", "Codes"]
"""For each column where a bar begins and ends, in pixels from the top, and its colour."""


def paint_columns(ink: Ink, axis: Axis, top: float, high: float, bands: list[Band]) -> None:
    """Paint bars and stacked bands of all columns as one image: as cheap for 500 steps as for 20.

    Parameters
    ----------
    ink : Ink
        The painter.
    axis : Axis
        The columns.
    top, high : float
        Where they stand.
    bands : list of Band
        The later over the earlier.
    """
    ratio = ink.p.device().devicePixelRatioF()
    wide, tall = round((axis.right - axis.left) * ratio), round(high * ratio)
    x = np.arange(wide) / ratio
    column = np.minimum((x // axis.column).astype(np.int64), axis.count - 1)
    shown = np.ones(wide, np.bool_)
    if axis.column > LEAST + 1:  # a gap of one pixel between columns
        shown = (x + 1) // axis.column == column
    y = np.arange(tall)[:, None]
    pixels = np.full((tall, wide), ink.theme.bg.rgba(), np.uint32)
    for first, last, codes in bands:
        low, end = np.rint(first * ratio)[column], np.rint(last * ratio)[column]
        np.copyto(pixels, codes[column], where=(y >= low) & (y < end) & shown)
    image = QImage(pixels.data, wide, tall, 4 * wide, QImage.Format.Format_RGB32)
    ink.p.drawImage(QRectF(axis.left, top, axis.right - axis.left, high), image)


@lru_cache(maxsize=4)
def _gradient_codes(name: str) -> Codes:
    return np.array(THEMES[name].map("gradient"), np.uint32)


def paint_norms(
    ink: Ink, axis: Axis, top: float, high: float, steps: StepGradients, decades: Decades
) -> None:
    """Paint the length at each step as bars on fixed decades."""
    shares = np.array(decades.shares(axis.largest(steps.norms)))
    talls = np.where(shares < 0, 0, np.maximum(2, high * shares))
    entries = np.rint(255 * np.clip(shares, FAINTEST, 1)).astype(np.int64)
    codes = _gradient_codes(ink.theme.name)[entries]
    paint_columns(ink, axis, top, high, [(high - talls, np.full(axis.count, high), codes)])
    ink.fill(axis.left, top + high, axis.right - axis.left, 1, ink.theme.line2)


def paint_factors(ink: Ink, axis: Axis, top: float, high: float, steps: StepGradients) -> None:
    """Paint what the length is multiplied with at each step: above the middle it grows, below it shrinks."""
    half = high / 2
    with np.errstate(all="ignore"):
        parts = np.clip(np.log2(axis.mean(steps.factors)) / math.log2(FACTORS), -1, 1)
    parts = np.nan_to_num(parts, nan=0.0)  # where there is no factor
    codes = np.full(axis.count, ink.theme.t2.rgba(), np.uint32)
    first, last = half - half * np.maximum(parts, 0), half - half * np.minimum(parts, 0)
    paint_columns(ink, axis, top, high, [(first, last, codes)])
    ink.fill(axis.left, top + half, axis.right - axis.left, 1, ink.theme.line2)


def share_range(axis: Axis, steps: StepGradients) -> tuple[float, float]:
    """Give how far the stacks of shares go down and up: 1, 2 or 5 times a power of ten."""
    stacked = axis.summed(steps.shares)
    up = float(np.maximum(stacked, 0).sum(axis=0).max())
    down = float(np.maximum(-stacked, 0).sum(axis=0).max())
    high = numbers.next_range(up)
    return (numbers.next_range(down) if down > 0.02 * high else 0.0), high


def paint_shares(ink: Ink, axis: Axis, top: float, high: float, steps: StepGradients) -> None:
    """Paint each step's share of dW as bands stacked by gate; what pulls the other way hangs below 0."""
    down, up = share_range(axis, steps)
    unit = high / (down + up)
    above = below = np.full(axis.count, up * unit)
    bands: list[Band] = []
    for letter, talls in zip(steps.letters, axis.summed(steps.shares) * unit, strict=True):
        colour = getattr(ink.theme, token(letter)).rgba()
        codes = np.full(axis.count, colour, np.uint32)
        higher, lower = above - np.maximum(talls, 0), below - np.minimum(talls, 0)
        bands += [(higher, above, codes), (below, lower, codes)]
        above, below = higher, lower
    paint_columns(ink, axis, top, high, bands)
    y = top + up * unit
    ink.fill(axis.left, y, axis.right - axis.left, 1, ink.theme.line2)


def paint_scale(ink: Ink, axis: Axis, top: float, high: float, texts: list[tuple[float, str]]) -> None:  # fmt: skip
    """Write the numbers of an axis at the left: at shares of its height from the top."""
    x = axis.left - px(6)
    for share, text in texts:
        y = min(max(top + share * high, top + px(5)), top + high - px(4))
        ink.text(x, middle(y, 12), text, size=12, token="t2", align="right")


def scales(
    axis: Axis, steps: StepGradients, decades: Decades, *, shared: bool
) -> dict[str, list[tuple[float, str]]]:
    """Give the numbers of the axes of all charts."""
    ends = [numbers.gradient(10.0**power) for power in (decades.top, decades.bottom)]
    found = {
        "norms": [(0.0, ends[0]), (1.0, ends[1])],
        "factors": [(0.0, "× 4"), (0.5, "× 1"), (1.0, "× ¼")],
    }
    if shared:
        down, up = share_range(axis, steps)
        lowest = numbers.percent(-down) if down else "0"
        found["shares"] = [(0.0, numbers.percent(up)), (1.0, lowest)]
    return found


def paint_steps(ink: Ink, axis: Axis, y: float, found: Facts) -> None:
    """Write the first and the last step below the charts."""
    row = middle(y, 12)
    first, last = found.start + 1, found.start + axis.steps
    ink.text(axis.left, row, str(first), size=12, token="t2")
    ink.text(axis.right, row, str(last), size=12, token="t2", align="right")
    text = translate("Gradient", "time step")
    ink.text((axis.left + axis.right) / 2, row, text, size=12, token="t3", align="centre")
