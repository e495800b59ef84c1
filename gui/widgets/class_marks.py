"""Marks of classes: each has a colour and a form, so that neither alone need be told apart."""

from __future__ import annotations

from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QPainter, QPolygonF

from gui.theme import current

CLASSES = ("minus", "plus", "f", "i", "g", "o", "c", "h")
"""Tokens of the classes."""
FORMS = (
    (),
    ((-0.88, -0.88), (0.88, -0.88), (0.88, 0.88), (-0.88, 0.88)),
    ((0, -1.2), (1.1, 0.85), (-1.1, 0.85)),
    ((0, -1.25), (1.25, 0), (0, 1.25), (-1.25, 0)),
)
"""Corners of the forms: a circle has none."""


def class_colour(number: int) -> QColor:
    """Give the colour of a class; its form tells it apart too."""
    colour: QColor = getattr(current.theme, CLASSES[number % len(CLASSES)])
    return colour


def mark(painter: QPainter, centre: QPointF, radius: float, form: int) -> None:
    """Paint a dot in the form of its class with the pen and brush at hand."""
    corners = FORMS[form % len(FORMS)]
    if not corners:
        painter.drawEllipse(centre, radius, radius)
        return
    points = [QPointF(centre.x() + radius * x, centre.y() + radius * y) for x, y in corners]
    painter.drawPolygon(QPolygonF(points))
