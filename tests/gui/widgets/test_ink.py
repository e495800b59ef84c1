from __future__ import annotations

import pytest
from PySide6.QtGui import QPixmap

from gui.widgets.ink import painting


def test_a_painter_is_ended_whatever_happens(qapp: object) -> None:
    pixmap = QPixmap(10, 10)
    with pytest.raises(ZeroDivisionError), painting(pixmap) as painter:
        assert painter.isActive()
        raise ZeroDivisionError
    assert not painter.isActive()
    assert not pixmap.paintingActive()
