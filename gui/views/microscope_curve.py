"""The curve that makes a unit's value of its sum, with the point that it is at."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt
from PySide6.QtGui import QPen, QPolygonF

from gui.theme import px
from gui.widgets import numbers
from gui.widgets.ink import Ink, middle, text_width

from .cell_bends import BENDS, BOUNDED, SIGNS

if TYPE_CHECKING:
    from PySide6.QtGui import QColor

    from .microscope_facts import Account

translate = QCoreApplication.translate
REACH = 5.0
"""Sums that are always within the picture, from minus to plus."""


class Axes:
    """Where the curve stands, and where a sum and a value lie in it.

    Parameters
    ----------
    room : QRectF
        All of the picture, in pixels.
    bend : str
        One of `BENDS`.
    reach : float
        Sums that are within it, from minus to plus.
    """

    def __init__(self, room: QRectF, bend: str, reach: float) -> None:
        self.room, self.reach, self.bend = room, reach, BENDS[bend]
        self.low, self.high = (0.0, 1.0) if bend == "sigmoid" else (-1.0, 1.0)
        self.bounded = bend in BOUNDED
        if not self.bounded:
            self.low, self.high = min(self.bend(-reach), -0.25 * reach), self.bend(reach)
        self.plot = room.adjusted(px(42), px(8), -px(8), -px(26))

    def at(self, x: float, y: float) -> QPointF:
        """Give the place of a sum and a value."""
        plot = self.plot
        return QPointF(
            plot.left() + (x + self.reach) / (2 * self.reach) * plot.width(),
            plot.bottom() - (y - self.low) / (self.high - self.low) * plot.height(),
        )


def reach_of(account: Account) -> float:
    """Give the sums that the picture holds, from minus to plus."""
    z = account.total
    if not math.isfinite(z) or abs(z) >= 1e4:
        return REACH
    return max(REACH, float(math.ceil(1.15 * abs(z))))


def paint_axes(ink: Ink, axes: Axes) -> None:
    """Paint the curve and its axes.

    Parameters
    ----------
    ink : Ink
        The painter.
    axes : Axes
        Where.
    """
    theme, plot, low, high = ink.theme, axes.plot, axes.low, axes.high
    for value in (low, (low + high) / 2, high) if axes.bounded else (low, 0.0, high):
        y = axes.at(0, value).y()
        ink.fill(plot.left(), y, plot.width(), 1, theme.line)
        text = numbers.setting(round(value, 2))
        ink.text(plot.left() - px(8), middle(y, 12), text, size=12, token="t2", align="right")
    reach, bottom = axes.reach, axes.room.bottom() - px(6)
    step = max(1, round(reach / 2.5))
    for k in range(-int(reach) // step, int(reach) // step + 1):
        if abs(k * step) < reach:
            x, text = axes.at(k * step, 0).x(), numbers.setting(k * step)
            ink.text(x, bottom, text, size=12, token="t2", align="centre")
    points = [axes.at(x, axes.bend(x)) for x in np.linspace(-reach, reach, 121).tolist()]
    ink.p.setBrush(Qt.BrushStyle.NoBrush)
    ink.p.setPen(QPen(theme.t2, px(2)))
    ink.p.drawPolyline(QPolygonF(points))


def paint_point(ink: Ink, axes: Axes, account: Account, colour: QColor, places: int) -> None:
    """Paint the point on the curve, its guides and its equation.

    Parameters
    ----------
    ink : Ink
        The painter.
    axes : Axes
        Where.
    account : Account
        With a bend that looks at one number.
    colour : QColor
        Of the number.
    places : int
        Decimals.
    """
    theme, plot, z = ink.theme, axes.plot, account.total
    if not math.isfinite(z) or not math.isfinite(account.result) or abs(z) > axes.reach:
        return
    spot, text = axes.at(z, axes.bend(z)), _equation(account, places)
    ink.p.setPen(QPen(colour, px(2), Qt.PenStyle.DashLine))
    ink.p.drawLine(QPointF(plot.left(), spot.y()), spot)
    ink.p.drawLine(spot, QPointF(spot.x(), plot.bottom()))
    ink.p.setPen(QPen(theme.s1, px(1.5)))
    ink.p.setBrush(colour)
    ink.p.drawEllipse(spot, px(6), px(6))
    wide = text_width(text, 15, 600)
    left = spot.x() + px(14)
    if left + wide > plot.right():
        left = spot.x() - px(14) - wide
    left = max(plot.left() + px(4), left)
    y = spot.y() + (px(24) if spot.y() < plot.center().y() else px(4))
    # over curve and grid, on a ground of its own
    ink.p.fillRect(QRectF(left - px(3), y - px(14), wide + px(6), px(19)), theme.s1)
    ink.text(left, y, text, size=15, weight=600)
    said = squeezes(account.bend)
    long = text_width(said, 12)
    if said and spot.x() + px(8) < plot.right() - long:
        y = plot.bottom() - px(8)
        ink.text(plot.right() - px(4), y, said, size=12, token="t2", align="right")
    elif said and spot.x() > plot.left() + long + px(16) and left > plot.left() + long + px(16):
        ink.text(
            plot.left() + px(8), plot.bottom() - 0.36 * plot.height(), said, size=12, token="t2"
        )


def squeezes(bend: str) -> str:
    """Say what a bend does to any sum; empty where its curve says it all."""
    if bend not in BOUNDED:
        return ""
    low = "0" if bend == "sigmoid" else "\N{MINUS SIGN}1"
    text = translate("Microscope", "{bend} squeezes any sum into {low}…1")
    return text.format(bend=SIGNS[bend], low=low)


def _equation(account: Account, places: int) -> str:
    """Write σ(−1.21) = 0.23; of what is held by hand, what the curve says and that it is not so."""
    sign = SIGNS[account.bend]
    z = numbers.decimal(account.total, places)
    if account.held:
        return f"{sign}({z}) ≠ {numbers.decimal(account.result, places)}"
    return f"{sign}({z}) = {numbers.decimal(account.result, places)}"
