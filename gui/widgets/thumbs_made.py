"""Thumbs of data that are made from a seed: each is drawn from a few examples of it."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from .thumb_ink import at, dot, faded, letters, line

if TYPE_CHECKING:
    from engine.datasets import Split

SHOWN: dict[str, dict[str, Any]] = {
    "blobs": {"examples": 36},
    "moons": {"examples": 44, "noise": 0.08},
    "circles": {"examples": 52, "noise": 0.04},
    "spiral": {"examples": 76, "noise": 0.0},
    "waves": {"length": 46, "examples": 1},
    "lemniscate": {"length": 73, "loop": 36, "examples": 1},
    "adding": {"length": 12, "examples": 1, "seed": 3},
    "parity": {"length": 9, "examples": 1, "delay": 0, "seed": 0},
    "copy": {"length": 7, "items": 2, "examples": 1, "seed": 1},
    "abab": {"length": 6, "examples": 1, "seed": 5},
    "parentheses": {"length": 10, "depth": 3, "examples": 1, "seed": 1},
}
"""Settings with which an example is small enough for a picture, and typical."""

STRETCH = {"blobs": 2.0, "moons": 2.2}
"""How much wider than high a unit may be, where a circle need not stay one."""


@cache
def few(kind: str) -> Split:
    """Make the examples of a picture."""
    # not before the first picture is painted: these bring NumPy, and the window is to be seen first
    from engine.datasets import LOADERS
    from engine.project import DATA

    form = DATA[kind]
    return LOADERS[form.__name__](form(validation=1, **SHOWN[kind])).training


def _points(kind: str) -> Callable[[QPainter, QRectF, QColor], None]:
    """Give what draws points of two classes: one strong, the other faint."""

    def draw(painter: QPainter, place: QRectF, ink: QColor) -> None:
        made = few(kind)
        (x, y), classes = made.inputs[0], made.targets[0, 0]
        radius = max(1.0, place.height() * 0.05)
        room = place.adjusted(radius, radius, -radius, -radius)
        wide, high = x.max() - x.min(), y.max() - y.min()
        scale = min(room.width() / wide, room.height() / high)
        widened = min(room.width() / wide, STRETCH.get(kind, 1.0) * scale)
        for across, up, side in zip(x, y, classes, strict=True):
            centre = QPointF(
                room.center().x() + widened * (float(across) - float(x.min() + wide / 2)),
                room.center().y() - scale * (float(up) - float(y.min() + high / 2)),
            )
            if side:
                dot(painter, centre, radius * 1.15, ink)
            else:
                dot(painter, centre, radius, faded(ink, 0.42))

    return draw


def _waves(painter: QPainter, place: QRectF, ink: QColor) -> None:
    values = few("waves").inputs[:, 0, 0]
    last, size = len(values) - 1, float(abs(values).max())
    line(
        painter,
        place,
        [(k / last, 0.5 - 0.46 * float(value) / size) for k, value in enumerate(values)],
    )


def _lemniscate(painter: QPainter, place: QRectF, ink: QColor) -> None:
    """Draw the eight; at the crossing point a dot."""
    points = few("lemniscate").inputs[:, :, 0]
    scale = min(place.width() / 2.1, place.height() / 0.76)
    middle = place.center()
    room = QRectF(middle.x(), middle.y(), scale, scale)
    line(painter, room, [(float(x), -float(y)) for x, y in points])
    dot(painter, middle, max(2.2, place.height() * 0.1), ink)


def _adding(painter: QPainter, place: QRectF, ink: QColor) -> None:
    """Draw values as stems, the two that are marked with large dots; they are asked for."""
    values = few("adding").inputs[:, :, 0]
    radius = max(1.4, place.height() * 0.055)
    for k, (value, marker) in enumerate(values):
        x, y = (k + 0.5) / len(values), 0.95 - 0.85 * float(value)
        shade = ink if marker else faded(ink, 0.42)
        painter.setPen(QPen(shade, 1.5))
        painter.drawLine(at(place, x, 1.0), at(place, x, y))
        dot(painter, at(place, x, y), radius * (2 if marker else 1), shade)


def _parity(painter: QPainter, place: QRectF, ink: QColor) -> None:
    """Draw bits above, full or empty; below a bar where an odd number of the last two was on."""
    made = few("parity")
    bits, odd = made.inputs[:, 0, 0], made.targets[:, 0, 0]
    radius = max(2.0, min(place.height() * 0.13, place.width() / len(bits) * 0.36))
    painter.setPen(QPen(ink, 1.25))
    for k, (bit, is_odd) in enumerate(zip(bits, odd, strict=True)):
        x = (k + 0.5) / len(bits)
        if bit > 0:
            dot(painter, at(place, x, 0.22), radius + 0.6, ink)
        else:
            painter.drawEllipse(at(place, x, 0.22), radius, radius)
        if k:
            foot, wide = at(place, x, 0.9), place.width() / len(bits) * 0.72
            high = place.height() * (0.34 if is_odd else 0.06)
            painter.fillRect(
                QRectF(foot.x() - wide / 2, foot.y() - high, wide, high), faded(ink, 0.6)
            )


def _size(place: QRectF, count: int, share: float = 0.62) -> float:
    """Give a height of letters with which so many fit side by side."""
    return max(8.0, min(place.height() * share, place.width() / count * 1.45))


def _copy(painter: QPainter, place: QRectF, ink: QColor) -> None:
    """Draw what is read, and strong what is asked for."""
    made = few("copy")
    from engine.project import DATA

    kind = DATA["copy"]()
    names = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"[: kind.letters] + "·?"
    text = [names[int(k)] for k in made.inputs[:-1, 0, 0]]
    text += [names[int(k)] for k in made.targets[-2:, 0, 0]]
    inks = [faded(ink, 0.5)] * (len(text) - 2) + [ink] * 2
    letters(painter, place, text, inks, _size(place, len(text)))


def _abab(painter: QPainter, place: QRectF, ink: QColor) -> None:
    """Draw the letters, what follows an a strong."""
    text = ["abB"[int(k)] for k in few("abab").inputs[:, 0, 0]]
    inks = [faded(ink, 0.42) if letter == "a" else ink for letter in text]
    letters(painter, place, text, inks, _size(place, len(text), 0.66))


def _parentheses(painter: QPainter, place: QRectF, ink: QColor) -> None:
    """Draw each parenthesis as high as it is deep."""
    made = few("parentheses")
    closes, depths = made.inputs[:, 0, 0], made.targets[:, 0, 0]
    deepest, wide = float(max(depths)), place.width() / len(depths)
    step = place.height() * 0.42 / max(1.0, deepest - 1)
    for k, (close, depth) in enumerate(zip(closes, depths, strict=True)):
        level = float(depth) + (float(close) - 1)
        high = place.height() * 0.58
        cell = QRectF(place.left() + k * wide, place.bottom() - high - level * step, wide, high)
        letters(painter, cell, [")" if close else "("], [ink], high * 0.95)


def _reber(painter: QPainter, place: QRectF, ink: QColor) -> None:
    """Draw the machine: places, ways between them, and the two ways that lead back to where they start."""
    nodes = ((0.02, 0.56), (0.3, 0.3), (0.3, 0.82), (0.68, 0.3), (0.68, 0.82), (0.98, 0.56))
    ways = ((0, 1), (0, 2), (1, 3), (2, 4), (3, 2), (3, 5), (4, 5))
    radius = max(2.0, place.height() * 0.1)
    painter.setPen(QPen(faded(ink, 0.55), 1.25))
    for first, last in ways:
        painter.drawLine(at(place, *nodes[first]), at(place, *nodes[last]))
    loop = radius * 1.25
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for k, way in ((1, -1), (2, 1)):
        painter.drawEllipse(at(place, *nodes[k]) + QPointF(0, way * loop), loop, loop)
    for node in nodes:
        dot(painter, at(place, *node), radius, ink)


DRAWN: dict[str, Callable[[QPainter, QRectF, QColor], None]] = {
    **{kind: _points(kind) for kind in ("blobs", "moons", "circles", "spiral")},
    "waves": _waves,
    "lemniscate": _lemniscate,
    "adding": _adding,
    "parity": _parity,
    "copy": _copy,
    "abab": _abab,
    "parentheses": _parentheses,
    "reber": _reber,
}
