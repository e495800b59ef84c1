"""The loss over the plane of update and gradient, as bands of equal loss, with the step in it."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from gui.theme import px
from gui.widgets.ink import middle, text_width

from .timeline.heatmap import paint_map

if TYPE_CHECKING:
    from engine.probing_landscape import Slices, Surface
    from engine.recording import Floats
    from gui.widgets.ink import Ink

translate = QCoreApplication.translate

BANDS = 12
"""Bands of equal loss from the lowest to the highest that is told apart."""
HIGHEST, STEEP = 0.7, 30.0
"""Losses above this quantile are all in the last band; below, bands are narrower where the loss is lower."""
FINE = 96
"""Points along each side between which the losses are taken as straight."""


def bands(surface: Surface) -> Floats:
    """Give the band of each point of a fine grid.

    Parameters
    ----------
    surface : Surface
        Losses.

    Returns
    -------
    (FINE, FINE) float64
        0 to 1 in steps, with the negative gradient at the top; 1 is the highest.
    """
    rows, columns = surface.losses.shape
    finite = surface.losses[np.isfinite(surface.losses)]
    low, high = 0.0, 0.0
    if finite.size:
        low, high = float(finite.min()), float(np.quantile(finite, HIGHEST))
    with np.errstate(invalid="ignore"):
        shares = np.nan_to_num((surface.losses - low) / ((high - low) or 1.0), nan=1.0)
    shares = np.log1p(STEEP * np.clip(shares, 0, 1)) / np.log1p(STEEP)
    x, y = np.linspace(0, columns - 1, FINE), np.linspace(rows - 1, 0, FINE)
    left = x.astype(int)
    first, other = shares[:, left], shares[:, np.minimum(left + 1, columns - 1)]
    wide = (other - first) * (x - left) + first
    k = np.minimum(y.astype(int), rows - 2)
    part = (y - k)[:, None]
    fine = (1 - part) * wide[k] + part * wide[k + 1]
    made: Floats = np.floor(fine * BANDS).clip(0, BANDS - 1) / (BANDS - 1)
    return made


def paint_plane(ink: Ink, rect: QRectF, surface: Surface, found: Slices) -> None:
    """Paint the bands, the step, and as long a step down the gradient.

    Parameters
    ----------
    ink : Ink
        The painter.
    rect : QRectF
        Where the plane stands; the update goes to the right, the gradient is left behind upwards.
    surface : Surface
        Losses.
    found : Slices
        For the angle between both.
    """
    ink.p.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, False)
    paint_map(ink.p, rect, 1 - bands(surface), 0.0, 1.0, ink.theme.map("h"))
    first, last = float(surface.times[0]), float(surface.times[-1])
    side = float(surface.across[-1])

    def at(times: float, across: float) -> QPointF:
        x = rect.left() + (times - first) / (last - first) * rect.width()
        return QPointF(x, rect.center().y() - across / (2 * side) * rect.height())

    before, after = at(0, 0), at(1, 0)
    down = at(found.cosine, math.sqrt(max(0.0, 1 - found.cosine**2)))
    ink.p.save()
    ink.p.setClipRect(rect)
    for pen in (QPen(ink.theme.bg, 4), QPen(ink.theme.t1, 2)):
        ink.p.setPen(pen)
        ink.p.drawLine(before, after)
        if pen.color() == ink.theme.t1:
            pen.setDashPattern([2, 1.5])
            ink.p.setPen(pen)
        ink.p.drawLine(before, down)
    ink.p.setPen(QPen(ink.theme.t1, 2))
    ink.p.setBrush(ink.theme.s1)
    ink.p.drawEllipse(before, px(3), px(3))
    ink.p.setBrush(ink.theme.t1)
    ink.p.drawEllipse(after, px(3), px(3))
    ink.p.restore()
    ink.p.setPen(QPen(ink.theme.line2, 1))
    ink.p.setBrush(Qt.BrushStyle.NoBrush)
    ink.p.drawRect(rect)
    name, side = translate("Landscape", "lowest loss"), float(px(9))
    if text_width(name, 12) + 2 * side <= rect.width():
        y = rect.bottom() + px(10)
        lowest = QColor.fromRgba(ink.theme.map("h")[255])
        ink.fill(rect.left(), y - side / 2, side, side, lowest)
        ink.text(rect.left() + 1.6 * side, middle(y, 12), name, size=12, token="t2")
