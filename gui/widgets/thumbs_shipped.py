"""Thumbs of files that come with the program: each is drawn from the file itself."""

from __future__ import annotations

import csv
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from engine.project import Characters, Table
from gui.theme import RESOURCES, font

from .thumb_ink import at, dot, faded, line

if TYPE_CHECKING:
    from engine.project import Data

POINTS = 90
"""Most points of a line."""
LETTERS = 14
Cells = dict[str, list[str]]


@cache
def _cells(name: str) -> Cells:
    """Read a shipped table: the texts of each column. All of them are small."""
    with (RESOURCES / "data" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    return {head: [row[k] for row in rows[1:]] for k, head in enumerate(rows[0])}


@cache
def _curve(data: Table) -> tuple[tuple[float, float], ...]:
    """Give the series of a table, 0 to 1 both ways: some hundred rows of it, or all where they are few."""
    values = [float(text) for text in _cells(data.shipped)[data.inputs[0]] if text]
    if data.differencing:
        values = [b - a for a, b in pairwise(values)]
    values = values[: max(POINTS, min(len(values), 12 * data.length))]
    stride = -(-len(values) // POINTS)
    values = values[::stride]
    low, high = min(values), max(values)
    last = len(values) - 1
    return tuple((k / last, 0.96 - 0.92 * (v - low) / (high - low)) for k, v in enumerate(values))


@cache
def _scatter(data: Table) -> tuple[tuple[float, float, int], ...]:
    """Give rows of a table as points of its first and third input, with the number of their class."""
    cells = _cells(data.shipped)
    names = data.inputs[0], data.inputs[min(2, len(data.inputs) - 1)]
    classes = sorted(set(cells[data.targets[0]]))
    found = [
        (float(a), float(b), classes.index(c))
        for a, b, c in zip(cells[names[0]], cells[names[1]], cells[data.targets[0]], strict=True)
        if a and b
    ][::3]
    (left, right), (low, high) = ((min(v), max(v)) for v in list(zip(*found, strict=True))[:2])
    return tuple(
        ((a - left) / (right - left), 0.96 - 0.92 * (b - low) / (high - low), k)
        for a, b, k in found
    )


@cache
def _text(data: Characters) -> str:
    whole = (RESOURCES / "data" / f"{data.text}.txt").read_text(encoding="utf-8")
    return " ".join(whole[:200].split())[:LETTERS]


def draw_shipped(painter: QPainter, data: Data, place: QRectF, ink: QColor) -> None:
    """Draw the picture of a shipped table or text.

    Parameters
    ----------
    painter : QPainter
        Where to draw.
    data : Data
        A `Table` that is shipped, or `Characters`; nothing is drawn of others.
    place : QRectF
        Room for the picture.
    ink : QColor
        Colour of the lines.
    """
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = QPen(ink, 1.3)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if isinstance(data, Characters):
        painter.setFont(font(13))
        flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
        painter.drawText(place, int(flags), _text(data))
    elif isinstance(data, Table) and len(data.inputs) == 64:
        _draw_digits(painter, data, place, ink)
    elif isinstance(data, Table) and data.layout == "rows":
        for x, y, k in _scatter(data):
            dot(
                painter,
                at(place, x, y),
                max(1.2, place.height() * 0.04),
                faded(ink, (1.0, 0.6, 0.3)[k]),
            )
    elif isinstance(data, Table):
        line(painter, place, list(_curve(data)))
    painter.restore()


def _draw_digits(painter: QPainter, data: Table, place: QRectF, ink: QColor) -> None:
    """Draw the first digits of the file side by side."""
    cells = _cells(data.shipped)
    side = place.height() / 8
    count = min(4, int(place.width() // (9 * side)))
    left = place.center().x() - (9 * count - 1) * side / 2
    for k in range(count):
        for pixel, name in enumerate(data.inputs):
            row, column = divmod(pixel, 8)
            spot = QRectF(
                left + (9 * k + column) * side, place.top() + row * side, side * 0.92, side * 0.92
            )
            painter.fillRect(spot, faded(ink, float(cells[name][k]) / 16))
