from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication

from gui.app import make_application
from gui.theme import current
from gui.views.timeline import track
from gui.views.timeline.header import Header
from gui.widgets import numbers


@pytest.fixture
def header(qapp: QApplication) -> Iterator[Header]:
    make_application("en", "light")
    made = Header()
    made.resize(764, 40)
    made.show()
    current.changed.connect(made.restyle)
    yield made
    current.set("light", 1.0)
    made.close()
    made.deleteLater()


def ground(made: Header) -> QColor:
    picture = made.number.grab().toImage()
    return picture.pixelColor(picture.width() // 2, 2)


def test_the_example_follows_the_theme_and_the_text_size_while_it_is_hidden(header: Header) -> None:
    size = header.number.fontMetrics().height()
    header.number.hide()
    current.set("dark", 1.5)
    header.number.show()
    QApplication.processEvents()
    assert ground(header).lightness() < 60
    assert header.number.fontMetrics().height() > 1.3 * size


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (0.456, "0.46"),
        (-1.0, numbers.decimal(-1.0)),
        (-469.61, numbers.decimal(-469.61, 0)),
        (2e9, numbers.gradient(2e9)),
    ],
)
def test_a_number_leaves_room_for_the_name_beside_it(
    qapp: QApplication, number: float, text: str
) -> None:
    make_application("en", "light")
    assert track.short(number) == text
