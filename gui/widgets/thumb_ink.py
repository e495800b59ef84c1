"""What the small pictures of data are drawn with: places by share, lines, dots, letters."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPolygonF

from gui.theme import font


def at(place: QRectF, x: float, y: float) -> QPointF:
    """Give the point at shares of width and height, from the top left."""
    return QPointF(place.left() + x * place.width(), place.top() + y * place.height())


def line(painter: QPainter, place: QRectF, points: Iterable[tuple[float, float]]) -> None:
    """Draw a line through points that are given as shares."""
    painter.drawPolyline(QPolygonF([at(place, x, y) for x, y in points]))


def dot(painter: QPainter, centre: QPointF, radius: float, ink: QColor) -> None:
    """Draw a filled dot."""
    painter.save()
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ink)
    painter.drawEllipse(centre, radius, radius)
    painter.restore()


def faded(ink: QColor, share: float) -> QColor:
    """Give a colour, fainter."""
    made = QColor(ink)
    made.setAlphaF(share)
    return made


def letters(
    painter: QPainter, place: QRectF, text: Sequence[str], inks: Sequence[QColor], size: float
) -> None:
    """Draw letters side by side, each in its colour.

    Parameters
    ----------
    painter : QPainter
        Where to draw.
    place : QRectF
        Room for all of them.
    text : sequence of str
        The letters.
    inks : sequence of QColor
        As many colours.
    size : float
        Height of the letters in pixels.
    """
    made = QFont(font(13, 600))
    made.setPixelSize(round(size))
    painter.setFont(made)
    wide = place.width() / len(text)
    for k, (letter, ink) in enumerate(zip(text, inks, strict=True)):
        painter.setPen(ink)
        cell = QRectF(place.left() + k * wide, place.top(), wide, place.height())
        painter.drawText(cell, int(Qt.AlignmentFlag.AlignCenter), letter)
