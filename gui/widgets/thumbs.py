"""Thumbs: small drawn pictures of each kind of data, for tiles and cards."""

from __future__ import annotations

import math
from collections.abc import Callable

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen

from gui.theme import current, font

from . import thumbs_made
from .thumb_ink import at, dot, faded, line

# Yearly sunspot numbers, 1930 to 1989 (resources/data/sunspots_yearly.csv, rounded).
SUNSPOTS = (
    36, 21, 11, 6, 9, 36, 80, 114, 110, 89, 68, 48, 31, 16, 10,
    33, 93, 152, 136, 135, 84, 69, 32, 14, 4, 38, 142, 190, 185, 159,
    112, 54, 38, 28, 10, 15, 47, 94, 106, 106, 104, 67, 69, 38, 34,
    16, 13, 28, 92, 155, 155, 140, 116, 67, 46, 18, 13, 29, 100, 158,
)  # fmt: skip
HOLD = ((0.0, 0.35), (0.28, 0.35), (0.3, 0.8), (0.6, 0.8), (0.62, 0.2), (1.0, 0.2))
BITS = (1, 0, 0, 1, 0, 1, 1, 0, 1, 0)
TEXT = "아리랑"
SCATTER = (0.5, -0.9, 0.2, 0.8, -0.4, -0.7, 0.9, 0.3, -0.8, 0.6, -0.2, 0.7, -0.5, 0.4, -0.9, 0.1)


def draw_thumb(painter: QPainter, kind: str, place: QRectF, ink: QColor) -> None:
    """Draw the picture of a kind of data.

    Parameters
    ----------
    painter : QPainter
        Where to draw.
    kind : str
        One of the kinds in `engine.project.DATA`, or ``flag_forgotten``.
    place : QRectF
        Room for the picture.
    ink : QColor
        Colour of the lines.
    """
    if place.isEmpty():  # not laid out yet
        return
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = QPen(ink, 1.5)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    DRAWN[kind](painter, place, ink)
    painter.restore()


def _hold(painter: QPainter, place: QRectF, ink: QColor) -> None:
    line(painter, place, list(HOLD))


def _sunspots(painter: QPainter, place: QRectF, ink: QColor) -> None:
    top = max(SUNSPOTS)
    last = len(SUNSPOTS) - 1
    line(painter, place, [(k / last, 0.95 - 0.9 * v / top) for k, v in enumerate(SUNSPOTS)])


def _flag(painter: QPainter, place: QRectF, ink: QColor) -> None:
    """Draw bits up and down; the first is flagged, the last is asked for."""
    count = len(BITS)
    radius = max(1.6, place.height() * 0.065)
    for k, bit in enumerate(BITS):
        x = (k + 0.5) / count
        y = 0.22 if bit else 0.78
        faint = faded(ink, 1.0 if k == 0 else 0.55)
        painter.setPen(QPen(faint, 1.5))
        painter.drawLine(at(place, x, 0.5), at(place, x, y))
        dot(painter, at(place, x, y), radius * (1.7 if k == 0 else 1.0), faint)
    painter.setPen(QPen(ink, 1.5))
    painter.drawEllipse(at(place, 1.0, 0.22), radius * 1.7, radius * 1.7)


def _forgotten(painter: QPainter, place: QRectF, ink: QColor) -> None:
    """Draw the same bits, each fainter than the one before it was remembered."""
    count = len(BITS)
    radius = max(1.6, place.height() * 0.065)
    for k, bit in enumerate(BITS):
        x = (k + 0.5) / count
        y = 0.22 if bit else 0.78
        faint = faded(ink, 0.12 + 0.78 * (k / (count - 1)) ** 1.5)
        painter.setPen(QPen(faint, 1.5))
        painter.drawLine(at(place, x, 0.5), at(place, x, y))
        dot(painter, at(place, x, y), radius * (1.7 if k == 0 else 1.0), faint)
    pen = QPen(ink, 1.5)
    pen.setDashPattern([1.2, 1.8])
    painter.setPen(pen)
    painter.drawEllipse(at(place, 1.0, 0.5), radius * 1.7, radius * 1.7)


def _steps(bits: tuple[int, ...], top: float, bottom: float) -> list[tuple[float, float]]:
    points = []
    for k, bit in enumerate(bits):
        y = top if bit else bottom
        points += [(k / len(bits), y), ((k + 1) / len(bits), y)]
    return points


def _echo(painter: QPainter, place: QRectF, ink: QColor) -> None:
    """Draw bits above, and the same bits a little later below."""
    line(painter, place, _steps(BITS, 0.02, 0.34))
    faint = faded(ink, 0.55)
    painter.setPen(QPen(faint, 1.5))
    line(painter, place, _steps((0, 0, *BITS[:-2]), 0.66, 0.98))


def _sine(painter: QPainter, place: QRectF, ink: QColor) -> None:
    radius = max(1.2, place.height() * 0.045)
    faint = faded(ink, 0.55)
    for k, noise in enumerate(SCATTER):
        x = (k + 0.5) / len(SCATTER)
        y = 0.5 - 0.42 * math.sin(2 * math.pi * x) + 0.1 * noise
        dot(painter, at(place, x, y), radius, faint)
    waves = [(k / 60, 0.5 - 0.42 * math.sin(2 * math.pi * k / 60)) for k in range(61)]
    line(painter, place, waves)


def _xor(painter: QPainter, place: QRectF, ink: QColor) -> None:
    """Draw four corners of two classes; the class is in the fill, so it needs no colour."""
    side = min(place.width(), place.height() * 1.25)
    square = QRectF(0, 0, side * 0.62, place.height() * 0.66)
    square.moveCenter(place.center())
    radius = max(3.0, place.height() * 0.13)
    theme = current.theme
    for x, y in ((0, 0), (1, 0), (0, 1), (1, 1)):
        corner = at(square, x, y)
        if x == y:
            painter.setPen(QPen(theme.minus, 1.75))
            painter.drawEllipse(corner, radius - 0.75, radius - 0.75)
        else:
            dot(painter, corner, radius, theme.plus)


def _text(painter: QPainter, place: QRectF, ink: QColor) -> None:
    """Draw characters that have been read, fading into the past, and a ring for the one that is asked for."""
    size = max(9.0, min(place.height() * 0.62, place.width() / 5))
    letters = QFont(font(13, 600))
    letters.setPixelSize(round(size))
    painter.setFont(letters)
    for k, letter in enumerate(TEXT):
        faint = faded(ink, (k + 1.5) / (len(TEXT) + 0.5))
        painter.setPen(faint)
        cell = QRectF(place.left() + k * place.width() / 4, place.top(), place.width() / 4, 0)
        cell.setHeight(place.height())
        painter.drawText(cell, int(Qt.AlignmentFlag.AlignCenter), letter)
    painter.setPen(QPen(ink, 1.5))
    painter.drawEllipse(at(place, 0.875, 0.5), size * 0.34, size * 0.34)


PENCIL = ((0.66, 0.74), (0.9, 0.1), (1.0, 0.2), (0.78, 0.86), (0.63, 0.98), (0.66, 0.74))
STROKE = (
    (0.0, 0.55),
    (0.1, 0.28),
    (0.2, 0.22),
    (0.3, 0.45),
    (0.38, 0.72),
    (0.48, 0.84),
    (0.6, 0.96),
)
DOTS = (
    (0.08, 0.3, 0),
    (0.2, 0.12, 0),
    (0.26, 0.42, 0),
    (0.12, 0.86, 1),
    (0.32, 0.8, 1),
    (0.5, 0.62, 1),
)


def _own_points(painter: QPainter, place: QRectF, ink: QColor) -> None:
    """Draw points of two classes, and the pencil that has put the last of them."""
    radius = max(1.2, place.height() * 0.06)
    line(painter, place, PENCIL)
    for x, y, number in DOTS:
        dot(painter, at(place, x, y), radius, ink if number else faded(ink, 0.42))


def _own_curve(painter: QPainter, place: QRectF, ink: QColor) -> None:
    """Draw a curve, and the pencil at its end."""
    line(painter, place, PENCIL)
    line(painter, place, STROKE)


DRAWN: dict[str, Callable[[QPainter, QRectF, QColor], None]] = {
    "hold": _hold,
    "sunspots": _sunspots,
    "flag_recall": _flag,
    "flag_forgotten": _forgotten,
    "echo": _echo,
    "sine": _sine,
    "xor": _xor,
    "characters": _text,
    "drawn_points": _own_points,
    "drawn_curve": _own_curve,
    **thumbs_made.DRAWN,
}
