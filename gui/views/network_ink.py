"""Pictures of the network view: values as colours, curves as wide as their weights, the gradient's bars."""

from __future__ import annotations

import math
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt
from PySide6.QtGui import QImage, QPainterPath, QPen, QPolygonF

from gui.theme import THEMES, current, px
from gui.widgets import numbers
from gui.widgets.class_marks import class_colour
from gui.widgets.ink import Ink, faded, gradient_colour, middle, text_width

from .network_facts import largest
from .network_layout import between, curve, ends
from .update_facts import pooled

if TYPE_CHECKING:
    from engine.recording import Floats, Integers

    from .network_facts import Incoming
    from .network_layout import Column

translate = QCoreApplication.translate

THIN, WIDEST = 0.7, 4.0
"""Pixels of the curve of a weight of zero and of the largest of its layer."""
DASH = (4.0, 2.6)
PIXELS_MOST = 256


def tinted(values: Floats, limit: float) -> QImage:
    """Colour numbers with the signed map.

    Parameters
    ----------
    values : (rows, columns) array
        The numbers; the first row is painted at the top.
    limit : float
        Where the colours end.

    Returns
    -------
    QImage
        One pixel a number; what is no number has the colour of a warning.
    """
    return image_of(_signed(values, limit))


def tints(values: Floats, limit: float) -> list[QImage]:
    """Colour the tiles of a column alike, all at one go.

    Parameters
    ----------
    values : (tiles, rows, columns) array
        The numbers.
    limit : float
        Where the colours end.

    Returns
    -------
    list of QImage
        One a tile, as `tinted` gives it.
    """
    return [image_of(colours) for colours in _signed(values, limit)]


def _signed(values: Floats, limit: float) -> Integers:
    """Give 0xAARRGGBB of the signed map for each number."""
    finite = np.isfinite(values)
    with np.errstate(all="ignore"):
        share = np.clip(values.astype(np.float64) / limit, -1, 1)
    index = np.rint(np.where(finite, 127.5 * (share + 1), 0.0)).astype(np.uint32)
    colours: Integers = _table(current.theme.name)[index]
    if not finite.all():
        colours[~finite] = current.theme.warn.rgba() & 0xFFFFFFFF
    return colours


@lru_cache(maxsize=4)
def _table(name: str) -> Integers:
    return np.array([rgb & 0xFFFFFFFF for rgb in THEMES[name].map("signed")], np.uint32)


def image_of(colours: Integers) -> QImage:
    """Make an image of 0xAARRGGBB, (rows, columns)."""
    colours = np.ascontiguousarray(colours, np.uint32)
    high, wide = colours.shape
    return QImage(colours.data, wide, high, 4 * wide, QImage.Format.Format_RGB32).copy()


def class_colours(shares: Floats) -> QImage:
    """Colour a plane by its winning class, the paler the less sure: (classes, n, n) with the top row first."""
    theme = current.theme
    winner = shares.argmax(axis=0)
    with np.errstate(all="ignore"):
        sure = np.nan_to_num(shares.max(axis=0), nan=0.0)[..., None]
    least = 1 / len(shares)
    strength = 0.15 + 0.85 * np.clip((sure - least) / (1 - least), 0, 1)
    inks = [class_colour(k) for k in range(len(shares))]
    table = np.array([(c.red(), c.green(), c.blue()) for c in inks], np.float64)
    ground = np.array((theme.s2.red(), theme.s2.green(), theme.s2.blue()), np.float64)
    mixed = np.rint(strength * table[winner] + (1 - strength) * ground).astype(np.uint32)
    colours = 0xFF000000 | mixed[..., 0] << 16 | mixed[..., 1] << 8 | mixed[..., 2]
    return image_of(colours)


def weight_pen(value: float, most: float, crowd: float = 1.0) -> QPen:
    """Give the pen of a weight: colour and dashes for its sign, width for its size; thinner in a crowd."""
    share = min(1.0, abs(value) / most) if math.isfinite(value) else 1.0
    colour = current.theme.minus if value < 0 else current.theme.plus
    if not math.isfinite(value):
        colour = current.theme.warn
    width = (THIN + (WIDEST - THIN) * crowd * share) * current.scale
    pen = QPen(faded(colour, 0.28 * crowd + (0.92 - 0.2 * crowd) * share), width)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    if value < 0:
        pen.setDashPattern([DASH[0] / max(1.0, width / 1.6), DASH[1] / max(1.0, width / 1.6)])
    return pen


def paint_matrix(ink: Ink, left: Column, right: Column, weights: Incoming) -> None:
    """Paint the matrix that stands for too many curves: a row a unit, a column an input."""
    rect = between(left, right)
    small = pooled(weights.values, PIXELS_MOST, PIXELS_MOST)
    ink.p.setRenderHint(ink.p.RenderHint.SmoothPixmapTransform, False)
    ink.p.drawImage(rect, tinted(small, largest(weights.values)))
    ink.box(rect.adjusted(-1, -1, 1, 1), None, ink.theme.line2, radius=2)


def paint_through(ink: Ink, left: Column, right: Column) -> None:
    """Paint what goes through unit by unit, without weights; a symbol goes to every unit."""
    ink.p.setPen(QPen(ink.theme.line2, current.scale))
    ink.p.setBrush(Qt.BrushStyle.NoBrush)
    if left.units == right.units:
        pairs = [(u, u) for u in range(right.units)]
    else:
        pairs = [(b, u) for u in range(right.units) for b in range(left.units)]
    if len(pairs) <= 1500:
        for below, unit in pairs:
            ink.p.drawPath(curve(*ends(left, below, right, unit)))


def paint_tile(ink: Ink, rect: QRectF, image: QImage, *, smooth: bool) -> None:
    """Paint a tile's values in a rounded frame."""
    round_ = min(px(6), rect.height() / 4)
    shape = QPainterPath()
    shape.addRoundedRect(rect, round_, round_)
    ink.p.save()
    ink.p.setClipPath(shape)
    ink.p.setRenderHint(ink.p.RenderHint.SmoothPixmapTransform, smooth)
    ink.p.drawImage(rect, image)
    ink.p.restore()
    ink.p.setBrush(Qt.BrushStyle.NoBrush)
    ink.p.setPen(QPen(ink.theme.edge, 1))
    ink.p.drawRoundedRect(rect, round_, round_)


def paint_curve(ink: Ink, rect: QRectF, values: Floats, limit: float) -> None:
    """Paint a tile of one input: its output as a curve, zero as a line."""
    round_ = min(px(6), rect.height() / 4)
    ink.p.setBrush(ink.theme.s1)
    ink.p.setPen(QPen(ink.theme.edge, 1))
    ink.p.drawRoundedRect(rect, round_, round_)
    inner = rect.adjusted(2, 3, -2, -3)
    ink.fill(inner.left(), inner.center().y(), inner.width(), 1, ink.theme.line)
    finite = np.nan_to_num(values / limit, nan=0.0, posinf=1.0, neginf=-1.0)
    xs = np.linspace(inner.left(), inner.right(), len(finite)).tolist()
    ys = (inner.center().y() - np.clip(finite, -1, 1) * inner.height() / 2).tolist()
    ink.p.setPen(QPen(ink.theme.t1, 1.5 * current.scale))
    ink.p.drawPolyline(QPolygonF([QPointF(x, y) for x, y in zip(xs, ys, strict=True)]))


def paint_scale(ink: Ink, rect: QRectF, low: str, high: str) -> None:
    """Paint the key of the signed colours."""
    y = middle(rect.center().y(), 12)
    ink.text(rect.left(), y, low, size=12, token="t2")
    ink.text(rect.right(), y, high, size=12, token="t2", align="right")
    left = rect.left() + text_width(low, 12) + px(10)
    wide = rect.right() - text_width(high, 12) - px(10) - left
    if wide > px(20):
        values = np.linspace(-1, 1, 128)[None]
        ink.p.drawImage(QRectF(left, rect.center().y() - px(5), wide, px(10)), tinted(values, 1.0))


def paint_gradient(
    ink: Ink, rect: QRectF, sizes: list[tuple[int, float]], names: dict[int, str], looked: int
) -> None:
    """Paint the gradient of each layer as a bar on an axis of decades.

    Parameters
    ----------
    ink : Ink
        Where to paint.
    rect : QRectF
        Room for bars, numbers over them and names below.
    sizes : list of (int, float)
        Layers and their root mean squares.
    names : dict of int to str
        Names of the layers.
    looked : int
        The layer looked at: its name is bold.
    """
    good = [size for _, size in sizes if size > 0 and math.isfinite(size)]
    top = math.ceil(math.log10(max(good))) if good else 0
    low = min(top - 2, math.floor(math.log10(min(good)))) if good else top - 2
    low = max(low, top - 12)
    axis = max(text_width(f"1e{numbers.MINUS}00", 12), px(30)) + px(8)
    bars = QRectF(
        rect.left() + axis, rect.top() + px(18), rect.width() - axis, rect.height() - px(40)
    )
    every = max(1, math.ceil((top - low) * px(16) / max(1.0, bars.height())))
    for power in range(low, top + 1, every):
        y = bars.bottom() - (power - low) / (top - low) * bars.height()
        ink.fill(bars.left(), y, bars.width(), 1, ink.theme.line)
        text = numbers.exponent(10.0**power, 1) if not -2 <= power <= 2 else f"{10.0**power:g}"
        ink.text(bars.left() - px(8), middle(y, 12), text, size=12, token="t3", align="right")
    pitch = bars.width() / max(1, len(sizes))
    wide = min(px(72), 0.72 * pitch)
    for k, (layer, size) in enumerate(sizes):
        centre = bars.left() + (k + 0.5) * pitch
        y = bars.bottom()
        if size > 0 and math.isfinite(size):
            share = min(1.0, max(0.0, (math.log10(size) - low) / (top - low)))
            y -= max(2.0, share * bars.height())
            bar = QRectF(centre - wide / 2, y, wide, bars.bottom() - y)
            ink.box(bar, gradient_colour(share), radius=3)
        text = numbers.gradient(size)
        if text_width(text, 12) < pitch:
            ink.text(centre, y - px(5), text, size=12, token="t1", align="centre")
        name, weight = names.get(layer, ""), 700 if layer == looked else 400
        if text_width(name, 12, weight) > pitch - px(4):
            name = str(layer + 1)
        if text_width(name, 12, weight) < pitch:
            ink.text(
                centre, rect.bottom() - px(5), name, size=12, weight=weight, token="t2",
                align="centre",
            )  # fmt: skip
    ink.fill(bars.left(), bars.bottom(), bars.width(), 1, ink.theme.edge)


def paint_lines(ink: Ink, rect: QRectF, rows: tuple[Floats, ...], at: int, *, joined: bool) -> None:
    """Paint series on one axis, the first of two dashed, with a line where one stands.

    Parameters
    ----------
    ink : Ink
        Where to paint.
    rect : QRectF
        Room.
    rows : tuple of (n,) array
        Series of one length.
    at : int
        Place of the line, from 0; -1: none.
    joined : bool
        Whether points are joined.
    """
    ink.box(rect, ink.theme.s1, ink.theme.line2, radius=4)
    limit = max(largest(row) for row in rows)
    inner = rect.adjusted(px(6), px(16), -px(6), -px(8))
    count = len(rows[0])
    for value in (limit, 0.0, -limit):
        y = inner.center().y() - value / limit * inner.height() / 2
        ink.fill(inner.left(), y, inner.width(), 1, ink.theme.line)
        text = numbers.loss(abs(value)) if value >= 0 else numbers.MINUS + numbers.loss(-value)
        ink.text(inner.left() + px(2), y - px(3), text, size=12, token="t3")
    if 0 <= at < count:
        x = inner.left() + (at + 0.5) / count * inner.width()
        ink.fill(x - 1, inner.top(), 2, inner.height(), ink.theme.t1)
    for k, row in enumerate(rows):
        points = [
            QPointF(
                inner.left() + (t + 0.5) / count * inner.width(),
                inner.center().y() - value / limit * inner.height() / 2,
            )
            for t, value in enumerate(row.tolist())
            if np.isfinite(value)
        ]
        wanted = len(rows) == 2 and k == 0
        pen = QPen(ink.theme.t2 if wanted else ink.theme.plus, 2 * current.scale)
        if wanted:
            pen.setDashPattern([3, 2])
        ink.p.setPen(pen)
        if joined:
            ink.p.drawPolyline(QPolygonF(points))
            continue
        ink.p.setPen(Qt.PenStyle.NoPen)
        ink.p.setBrush(ink.theme.plus)
        for point in points:
            ink.p.drawEllipse(point, px(3), px(3))
