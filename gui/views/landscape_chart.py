"""The chart of the landscape: losses on straight lines through the parameters, with axes and marks."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt
from PySide6.QtGui import QPainterPath, QPen

from gui.theme import px
from gui.widgets import numbers
from gui.widgets.ink import Ink, middle, text_width

if TYPE_CHECKING:
    from engine.probing_landscape import Slices
    from engine.recording import Floats

translate = QCoreApplication.translate

ABOVE = 3.0
"""So many times the height of what happens between before and after is shown above it; what is higher is cut."""
LEFT_OVER = 0.4
"""A range is kept as long as the curves fill this share of it."""
NAMED = 60
"""Least height of a chart with before and after written in it."""
BELOW = 18
"""Room for the numbers below the chart."""


@dataclass(frozen=True)
class Range:
    """Which losses the height of the chart stands for.

    Attributes
    ----------
    low, high : float
        Losses at bottom and top.
    step : float
        From one number of the axis to the next.
    """

    low: float
    high: float
    step: float

    @property
    def ticks(self) -> list[float]:
        """Give the losses that stand at the axis."""
        first, last = (round(edge / self.step) for edge in (self.low, self.high))
        return [k * self.step for k in range(first, last + 1)]

    def written(self, loss: float) -> str:
        """Write a loss of the axis with as many decimals as all of them need."""
        if self.high < 1e-4 or self.high >= numbers.LARGEST_FIXED:
            return numbers.loss(loss)
        return numbers.decimal(loss, max(0, -math.floor(math.log10(self.step) + 1e-9)))


def range_of(found: Slices, kept: Range | None = None) -> Range:
    """Choose the losses in sight: all of the step, and what is not much higher.

    Parameters
    ----------
    found : Slices
        Losses.
    kept : Range or None
        What was in sight before: it stays while the curves fill enough of it, so that nothing jumps.

    Returns
    -------
    Range
        Its ends are round.
    """
    losses = found.update if found.descent is None else np.append(found.update, found.descent)
    finite = losses[np.isfinite(losses)]
    if not finite.size:
        return Range(0.0, 1.0, 0.5)
    low, most = float(finite.min()), float(finite.max())
    start = found.loss(0)
    ends = [loss for loss in (start, found.loss(1)) if math.isfinite(loss)]
    reach = max(ends, default=most) - low
    high = min(most, low + (1 + ABOVE) * reach) if reach > 0 else most
    if not high - low > 1e-9 * abs(high):
        high = low + (abs(low) or 1.0)
    if kept is not None and kept.low <= low and high <= kept.high:
        filled = (high - low) / (kept.high - kept.low)
        if filled >= LEFT_OVER:
            return kept
    step = numbers.next_range((high - low) / 3)
    return Range(math.floor(low / step) * step, math.ceil(high / step) * step, step)


class Chart:
    """Where the losses stand within a rectangle.

    Parameters
    ----------
    rect : QRectF
        The chart with its numbers.
    found : Slices
        Losses.
    scale : Range
        Losses in sight.
    """

    def __init__(self, rect: QRectF, found: Slices, scale: Range) -> None:
        self.found, self.scale = found, scale
        self.names = (translate("Landscape", "update"), translate("Landscape", "−gradient"))
        left = max(text_width(scale.written(loss), 12) for loss in scale.ticks) + px(8)
        right = max(text_width(name, 12) for name in self.names) + px(10)
        self.place = rect.adjusted(left, px(7), -right, -px(BELOW))

    def x(self, times: float) -> float:
        """Give where a number of updates stands."""
        first, last = float(self.found.times[0]), float(self.found.times[-1])
        return self.place.left() + (times - first) / (last - first) * self.place.width()

    def y(self, loss: float) -> float:
        """Give where a loss stands; far above the chart what is no number or too high."""
        share = (loss - self.scale.low) / (self.scale.high - self.scale.low)
        share = share if math.isfinite(share) else 9.0
        return self.place.bottom() - min(share, 9.0) * self.place.height()

    def nearest(self, x: float) -> int:
        """Give the point that is nearest to a place from the left."""
        first, last = float(self.found.times[0]), float(self.found.times[-1])
        times = first + (x - self.place.left()) / max(1.0, self.place.width()) * (last - first)
        return int(np.abs(self.found.times - times).argmin())

    def paint(self, ink: Ink) -> None:
        """Paint axes, lines and marks."""
        self._axes(ink)
        p, place, found = ink.p, self.place, self.found
        p.save()
        p.setClipRect(place.adjusted(-px(6), -px(1), px(6), px(1)))
        self._tangent(ink)
        p.setBrush(Qt.BrushStyle.NoBrush)
        if found.descent is not None:
            pen = QPen(ink.theme.t2, 1.5)
            pen.setDashPattern([4, 3])
            p.setPen(pen)
            p.drawPath(self._path(found.descent))
        p.setPen(QPen(ink.theme.t1, 2))
        p.drawPath(self._path(found.update))
        self._marks(ink)
        p.restore()
        self._names(ink)

    def _path(self, losses: Floats) -> QPainterPath:
        """Join the losses; broken where one is no number."""
        path, joined = QPainterPath(), False
        for times, loss in zip(self.found.times.tolist(), losses.tolist(), strict=True):
            point = QPointF(self.x(times), self.y(loss))
            if joined and math.isfinite(loss):
                path.lineTo(point)
            else:
                path.moveTo(point)
            joined = math.isfinite(loss)
        return path

    def _axes(self, ink: Ink) -> None:
        place, ticks = self.place, self.scale.ticks
        apart = place.height() / (len(ticks) - 1)
        for k, loss in enumerate(ticks):
            y = self.y(loss)
            ink.fill(place.left(), y, place.width(), 1, ink.theme.line)
            if apart < px(14) and 0 < k < len(ticks) - 1:
                continue  # no room for a number
            text = self.scale.written(loss)
            if place.top() - 1 <= y <= place.bottom() + 1:
                ink.text(
                    place.left() - px(6), middle(y, 12), text, size=12, token="t2", align="right"
                )
        base, far = middle(place.bottom() + px(10), 12), float(self.found.times[-1])
        step = 10.0 if far > 12 else 5.0 if far > 5 else 1.0
        first = math.ceil(float(self.found.times[0]) / step)
        for k in range(first, round(far / step) + 1):
            text = numbers.setting(k * step) + (" ×" if k * step == far else "")
            ink.text(self.x(k * step), base, text, size=12, token="t2", align="centre")
        for times in (0.0, 1.0):
            ink.fill(self.x(times), place.top(), 1, place.height(), ink.theme.line2)

    def _tangent(self, ink: Ink) -> None:
        """Paint what the gradient alone promises of the step."""
        start = self.found.loss(0)
        if not math.isfinite(start + self.found.slope):
            return
        ends = [(times, start + times * self.found.slope) for times in (-0.5, 1.5)]
        (x1, y1), (x2, y2) = ((self.x(times), self.y(loss)) for times, loss in ends)
        pen = QPen(ink.theme.t3, 1)
        pen.setDashPattern([2, 3])
        ink.p.setPen(pen)
        ink.p.drawLine(QPointF(x1, y1), QPointF(x2, y2))

    def _marks(self, ink: Ink) -> None:
        """Paint a ring before the step and a dot after it."""
        found = self.found
        before, after = (QPointF(self.x(t), self.y(found.loss(t))) for t in (0.0, 1.0))
        ink.p.setPen(QPen(ink.theme.t1, 2))
        ink.p.setBrush(ink.theme.s1)
        ink.p.drawEllipse(before, px(4), px(4))
        ink.p.setBrush(ink.theme.t1)
        ink.p.drawEllipse(after, px(4), px(4))

    def _names(self, ink: Ink) -> None:
        """Write before and after at the marks, and at the right end which line is which."""
        place, found = self.place, self.found
        top = middle(place.top() + px(7), 12)
        marked = place.height() >= px(NAMED)
        for times, text, align in (
            (0.0, translate("Landscape", "before"), "right"),
            (1.0, translate("Landscape", "after"), "left"),
        )[: 2 * marked]:
            wide = text_width(text, 12)
            x = self.x(times) + (px(5) if align == "left" else -px(5))
            left = x if align == "left" else x - wide
            ink.fill(left - px(1), place.top() + px(1), wide + px(2), px(13), ink.theme.s1)
            ink.text(x, top, text, size=12, token="t2", align=align)  # type: ignore[arg-type]
        low, high = place.top() + px(7), place.bottom() - px(7)
        ends = [min(max(self.y(float(found.update[-1])), low), high)]
        if found.descent is not None:
            ends.append(min(max(self.y(float(found.descent[-1])), low), high))
            apart = px(14)
            if abs(ends[0] - ends[1]) < apart:
                centre = min(max(sum(ends) / 2, low + apart / 2), high - apart / 2)
                sign = 1 if ends[0] > ends[1] else -1
                ends = [centre + sign * apart / 2, centre - sign * apart / 2]
        for y, name, token in zip(ends, self.names, ("t1", "t2"), strict=False):
            ink.text(place.right() + px(8), middle(y, 12), name, size=12, token=token)

    def cross(self, ink: Ink, k: int) -> None:
        """Paint the line at a point, and the losses there as dots."""
        times = float(self.found.times[k])
        x = self.x(times)
        ink.fill(x, self.place.top(), 1, self.place.height(), ink.theme.t2)
        ink.p.setPen(Qt.PenStyle.NoPen)
        for losses, token in ((self.found.descent, "t2"), (self.found.update, "t1")):
            y = self.y(float(losses[k])) if losses is not None else -1.0
            if self.place.top() <= y <= self.place.bottom() + 1:
                ink.p.setBrush(getattr(ink.theme, token))
                ink.p.drawEllipse(QPointF(x, y), px(3), px(3))
