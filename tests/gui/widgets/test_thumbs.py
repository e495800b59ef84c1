from __future__ import annotations

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter

from engine.project import DATA
from gui.widgets.thumb_ink import faded
from gui.widgets.thumbs import DRAWN, draw_thumb
from gui.widgets.thumbs_made import SHOWN, few

INK = QColor(20, 20, 20)
SIZE = 60, 24


def drawn(kind: str, wide: int = SIZE[0], high: int = SIZE[1], margin: int = 6) -> QImage:
    """Draw a picture on white, with room around it."""
    image = QImage(wide + 2 * margin, high + 2 * margin, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    draw_thumb(painter, kind, QRectF(margin, margin, wide, high), INK)
    painter.end()
    return image


def inked(image: QImage, margin: int = 0) -> int:
    """Count the pixels that are not white, but those of a frame."""
    return sum(
        image.pixelColor(x, y).lightness() < 250
        for x in range(margin, image.width() - margin)
        for y in range(margin, image.height() - margin)
    )


def test_every_kind_that_comes_with_the_program_has_a_picture(qapp: object) -> None:
    made = {kind for kind, form in DATA.items() if "examples" in form.__struct_fields__}
    assert set(DRAWN) >= made | {"sunspots", "characters"}
    assert set(SHOWN) < made


@pytest.mark.parametrize("kind", DRAWN)
def test_a_picture_is_seen_and_stays_within_its_room(qapp: object, kind: str) -> None:
    image = drawn(kind)
    assert inked(image) > 60
    whole, within = inked(image), inked(image, margin=2)  # dots may stand over
    assert whole == within


def test_no_picture_is_like_another(qapp: object) -> None:
    pictures = {kind: bytes(drawn(kind).constBits()) for kind in DRAWN}
    assert len(set(pictures.values())) == len(pictures)


@pytest.mark.parametrize("kind", SHOWN)
def test_pictures_of_made_data_are_grey_and_grow_with_their_room(qapp: object, kind: str) -> None:
    image = drawn(kind)
    colours = {image.pixel(x, y) for x in range(image.width()) for y in range(image.height())}
    assert all(QColor(colour).saturation() < 12 for colour in colours)
    assert inked(drawn(kind, 150, 60)) > 1.5 * inked(image)


@pytest.mark.parametrize("kind", SHOWN)
def test_a_picture_shows_a_few_real_examples(kind: str) -> None:
    made = few(kind)
    assert made is few(kind)
    assert 1 <= made.size <= 100
    assert made.inputs.shape[0] <= 100


def test_a_faded_ink_leaves_the_other_as_it_was() -> None:
    faint = faded(INK, 0.25)
    assert faint.alphaF() == pytest.approx(0.25, abs=0.01)
    assert INK.alphaF() == 1
