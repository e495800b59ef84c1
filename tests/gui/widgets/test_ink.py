from __future__ import annotations

import pytest
from PySide6.QtGui import QColor, QPixmap

from gui.widgets.ink import Ink, painting, run_width


def fails_while_painting(pixmap: QPixmap) -> None:
    with painting(pixmap) as painter:
        assert painter.isActive()
        raise ZeroDivisionError


def test_a_painter_is_ended_whatever_happens(qapp: object) -> None:
    pixmap = QPixmap(10, 10)
    with pytest.raises(ZeroDivisionError):
        fails_while_painting(pixmap)
    assert not pixmap.paintingActive()


@pytest.mark.parametrize("bend", [(20, 60), (100, 60)])
def test_a_wire_has_no_hole_where_its_head_begins(app: object, bend: tuple[int, int]) -> None:
    pixmap = QPixmap(120, 120)
    pixmap.fill(QColor("black"))
    with painting(pixmap) as painter:
        Ink(painter).wire(((60, 100), (60, 60), bend), QColor("white"), 4)
    image = pixmap.toImage()
    for x in range(min(60, bend[0]) + 2, max(60, bend[0]) - 2):
        assert image.pixelColor(x, 60) == QColor("white")
    for y in range(62, 99):
        assert image.pixelColor(60, y) == QColor("white")


def test_a_run_ends_where_its_width_says(app: object) -> None:
    pixmap = QPixmap(200, 40)
    pieces = (("c", "c"), ("t−1", "c", "sub"), (" = ", "t3"), ("2", "t3", "sup"))
    with painting(pixmap) as painter:
        ink = Ink(painter)
        for align in ("left", "right", "centre"):
            wide = ink.run(100, 20, pieces, align=align)
            assert wide == pytest.approx(run_width(pieces))
