from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter

from gui.theme import current, px
from gui.widgets.curves import Mapping
from gui.widgets.ink import Ink
from gui.widgets.loss_grid import MOST_CHECKPOINTS, paint_grid, ticks_at


def place(last: float = 600.0) -> Mapping:
    return Mapping(QRectF(50, 5, 300, 80), (0.0, last), (-4.0, 0.0), True, 1.0)


def painted(checkpoints: tuple[int, ...], levels: list[float]) -> QImage:
    current.set("dark")
    image = QImage(400, 100, QImage.Format.Format_RGB32)
    image.fill(current.theme.s1)
    painter = QPainter(image)
    paint_grid(Ink(painter), place(), levels, checkpoints)
    painter.end()
    return image


@pytest.mark.parametrize("many", [1, 40, 5000])
def test_many_checkpoints_have_few_ticks(many: int) -> None:
    found = ticks_at(place(600.0 * many), tuple(range(0, 600 * many, 60)))
    assert len(found) < 2 * MOST_CHECKPOINTS
    assert (found % 3 == 0).all()
    assert 48 <= found.min() <= found.max() <= 351


def test_each_checkpoint_in_sight_has_a_tick_and_each_number_a_line(app: Any) -> None:
    image = painted((0, 300, 900), [-2.0])
    low, line = 83, 45
    edge = current.theme.edge.rgb()
    assert [x for x in range(400) if image.pixel(x, low) == edge] == [51, 201]
    assert next(y for y in range(100) if image.pixel(201, y) == edge) == 85 - px(4)
    assert image.pixel(100, line) != current.theme.s1.rgb()
    assert image.pixel(100, line + 4) == image.pixel(40, line) == current.theme.s1.rgb()


def test_without_checkpoints_there_is_the_line_below(app: Any) -> None:
    image = painted((), [])
    assert image.pixel(100, 84) == current.theme.line.rgb()
    assert image.pixel(100, 83) == current.theme.s1.rgb()
