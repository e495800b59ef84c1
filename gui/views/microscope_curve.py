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


def paint_curve(ink: Ink, room: QRectF, account: Account, colour: QColor, places: int) -> None:
    """Paint curve, point and guides.

    Parameters
    ----------
    ink : Ink
        The painter.
    room : QRectF
        Where, in pixels.
    account : Account
        With a bend that looks at one number.
    colour : QColor
        Of the number.
    places : int
        Decimals.
    """
    theme, bend = ink.theme, BENDS[account.bend]
    z = account.total
    finite = math.isfinite(z) and math.isfinite(account.result)
    reach = max(REACH, math.ceil(1.15 * abs(z))) if finite and abs(z) < 1e4 else REACH
    low, high = (0.0, 1.0) if account.bend == "sigmoid" else (-1.0, 1.0)
    if account.bend not in BOUNDED:
        low, high = min(bend(-reach), -0.25 * reach), bend(reach)
    plot = room.adjusted(px(42), px(8), -px(8), -px(26))

    def at(x: float, y: float) -> QPointF:
        return QPointF(
            plot.left() + (x + reach) / (2 * reach) * plot.width(),
            plot.bottom() - (y - low) / (high - low) * plot.height(),
        )

    marks = (low, (low + high) / 2, high) if account.bend in BOUNDED else (low, 0.0, high)
    for value in marks:
        y = at(0, value).y()
        ink.fill(plot.left(), y, plot.width(), 1, theme.line)
        text = numbers.setting(round(value, 2))
        ink.text(plot.left() - px(8), middle(y, 12), text, size=12, token="t2", align="right")
    step = max(1, round(reach / 2.5))
    for k in range(-int(reach) // step, int(reach) // step + 1):
        if abs(k * step) < reach:
            x = at(k * step, 0).x()
            ink.text(x, room.bottom() - px(6), numbers.setting(k * step), size=12, token="t2",
                     align="centre")  # fmt: skip
    points = [at(x, bend(x)) for x in np.linspace(-reach, reach, 121).tolist()]
    ink.p.setBrush(Qt.BrushStyle.NoBrush)
    ink.p.setPen(QPen(theme.t2, px(2)))
    ink.p.drawPolyline(QPolygonF(points))
    if not finite or abs(z) > reach:
        return
    spot, text = at(z, bend(z)), _equation(account, places)
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
    y = spot.y() + (px(22) if spot.y() < plot.center().y() else px(4))
    ink.text(max(plot.left() + px(4), left), y, text, size=15, weight=600)


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
