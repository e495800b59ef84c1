from __future__ import annotations

import pytest
from PySide6.QtGui import QPixmap

from gui.widgets.ink import painting


def fails_while_painting(pixmap: QPixmap) -> None:
    with painting(pixmap) as painter:
        assert painter.isActive()
        raise ZeroDivisionError


def test_a_painter_is_ended_whatever_happens(qapp: object) -> None:
    pixmap = QPixmap(10, 10)
    with pytest.raises(ZeroDivisionError):
        fails_while_painting(pixmap)
    assert not pixmap.paintingActive()
