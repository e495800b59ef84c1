from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen, QPolygonF

from gui.widgets.strokes import PIECE, fill_below, paint_ticks, polygon_of, stroke

WIDE, HIGH = 700, 60


def painted(paint: Callable[[QPainter], None]) -> np.ndarray:
    image = QImage(WIDE, HIGH, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.black)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    paint(painter)
    painter.end()
    return np.frombuffer(image.constBits(), np.uint8).reshape(HIGH, WIDE, 4)[..., 1].astype(int)


def line(seed: int = 0, rough: float = 4.0) -> tuple[np.ndarray, np.ndarray]:
    x = np.linspace(3.0, WIDE - 3.0, 300)
    return x, 30 + rough * np.random.default_rng(seed).normal(size=300).cumsum() / 8


def whole(x: np.ndarray, y: np.ndarray) -> QPolygonF:
    return QPolygonF([QPointF(a, b) for a, b in zip(x.tolist(), y.tolist(), strict=True)])


def test_a_polygon_of_arrays_is_that_of_points(app: Any) -> None:
    x, y = line()
    assert polygon_of(x, y) == whole(x, y)
    assert polygon_of(x[:0], y[:0]).isEmpty()


@pytest.mark.parametrize("dashes", [[], [5, 3]])
def test_a_line_in_pieces_looks_as_if_drawn_at_once(app: Any, dashes: list[float]) -> None:
    x, y = line()
    pen = QPen(QColor("white"), 2)
    if dashes:
        pen.setDashPattern(dashes)

    def once(painter: QPainter) -> None:
        painter.setPen(pen)
        painter.drawPolyline(whole(x, y))

    apart = abs(painted(lambda p: stroke(p, x, y, pen)) - painted(once))
    assert apart.max() < 130  # a corner where two pieces meet
    assert (apart > 16).sum() < 200
    assert apart.sum() < 0.01 * painted(once).sum()


class Noting(QPainter):
    """A painter that notes its lines."""

    def __init__(self, image: QImage) -> None:
        super().__init__(image)
        self.lines: list[list[QPointF]] = []

    def drawPolyline(self, points: Any) -> None:
        """Note a line."""
        self.lines.append(list(points))


def test_a_smooth_line_is_drawn_in_short_pieces_that_join(app: Any) -> None:
    image = QImage(WIDE, HIGH, QImage.Format.Format_RGB32)
    painter = Noting(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    x, y = line()
    stroke(painter, x, y, QPen(QColor("white"), 2))
    painter.end()
    assert max(len(piece) for piece in painter.lines) == PIECE + 1
    assert all(one[-1] == other[0] for one, other in pairwise(painter.lines))
    assert sum(len(piece) - 1 for piece in painter.lines) == len(x) - 1


def test_an_area_in_strips_is_filled_as_at_once(app: Any) -> None:
    x, y = line(1)

    def brush(painter: QPainter) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(255, 255, 255, 200))

    def once(painter: QPainter) -> None:
        brush(painter)
        ends = x[[0, -1]]
        across = np.concatenate([ends[:1], x, ends[1:]])
        painter.drawPolygon(whole(across, np.concatenate([[55.0], y, [55.0]])))

    def strips(painter: QPainter) -> None:
        brush(painter)
        fill_below(painter, x, y, 55.0)

    assert painted(once).sum() > 0
    assert abs(painted(strips) - painted(once)).max() <= 2


def test_ticks_stand_where_they_are_wanted(app: Any) -> None:
    places = np.array([12, 12, 500, 3])
    found = painted(lambda p: paint_ticks(p, places, 10, 4, QColor("white")))
    assert sorted(np.flatnonzero(found.any(axis=0))) == [3, 12, 500]
    assert sorted(np.flatnonzero(found.any(axis=1))) == [10, 11, 12, 13]
    assert painted(lambda p: paint_ticks(p, places[:0], 10, 4, QColor("white"))).sum() == 0
