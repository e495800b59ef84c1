"""Network view with many weights and with two activations beside the gradient: what is painted, and how often."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from engine.trainer import Trainer
from gui.shown import Shown
from gui.views.boundary import Boundary
from gui.views.network import NetworkView
from gui.views.network_facts import plane_of
from gui.views.network_layout import ends, height_at
from tests.gui.fakes import FakeSession, make_project, make_shown
from tests.gui.views.painted import texts

Make = Callable[..., NetworkView]


@pytest.fixture
def make(app: Any, qtbot: QtBot) -> Make:
    def build(shown: Shown, size: tuple[int, int] = (1136, 756)) -> NetworkView:
        view = NetworkView(FakeSession(shown))  # type: ignore[arg-type]
        qtbot.addWidget(view)
        view.resize(*size)
        view.show()
        QApplication.processEvents()
        return view

    return build


def pixels_of(pixmap: QPixmap) -> np.ndarray[Any, Any]:
    """Blue, green, red, opacity of each pixel."""
    image = pixmap.toImage().convertToFormat(QImage.Format.Format_ARGB32_Premultiplied)
    found = np.frombuffer(image.constBits(), np.uint8)
    return found.reshape(image.height(), image.width(), 4).copy()


def crowded(iterations: int = 3, *, running: bool = False) -> Shown:
    project = make_project("dense", units=20)
    return make_shown(project=project, iterations=iterations, running=running)


def planed(iterations: int) -> Shown:
    """Show a network of two inputs with its plane."""
    shown = crowded(iterations)
    plane = plane_of(shown)
    assert plane is not None
    found = plane.look(Trainer(shown.project))
    return replace(shown, frame=replace(shown.frame, probes={plane: found}))


def test_of_many_weights_the_largest_come_first_and_then_all(make: Make, qtbot: QtBot) -> None:
    view = make(crowded(3))
    picture = view.page.picture.curves.picture
    assert view.page.picture.curves.ready  # what has just come into sight is whole
    before = pixels_of(picture())
    shown = crowded(4)
    view.show_state(shown)
    first = pixels_of(picture())
    assert not view.page.picture.curves.ready
    assert 0 < (first[..., 3] > 0).sum() < (before[..., 3] > 0).sum()
    weights = view.page.weights[1].values
    strongest = np.unravel_index(np.abs(weights).argmax(), weights.shape)
    left, right = view.page.columns[1], view.page.columns[2]
    start, end = ends(left, int(strongest[1]), right, int(strongest[0]))
    x, y = (start.x() + end.x()) / 2, height_at(start, end, (start.x() + end.x()) / 2)
    assert first[round(y) - 1 : round(y) + 2, round(x) - 4 : round(x) + 5, 3].max() > 100
    qtbot.waitUntil(lambda: view.page.picture.curves.ready)
    other = make(shown)
    whole = other.page.picture.curves.picture()
    apart = np.abs(pixels_of(picture()).astype(int) - pixels_of(whole).astype(int))
    assert apart.max() <= 3


def test_while_time_runs_the_earlier_weights_stay_until_all_are_painted(
    make: Make, qtbot: QtBot
) -> None:
    view = make(crowded(3, running=True))
    curves = view.page.picture.curves
    before = curves.picture()
    view.page._at = -1.0  # the next one is due
    view.show_state(crowded(4, running=True))
    assert curves.picture() is before
    assert not curves.ready
    qtbot.waitUntil(lambda: curves.ready)
    assert curves.picture() is not before


def test_the_same_moment_paints_no_curve_again(make: Make) -> None:
    shown = crowded(3)
    view = make(shown)
    before = view.page.picture.curves.picture()
    view.show_state(shown)
    assert view.page.picture.curves.picture() is before
    view.hide()
    assert view.page.picture.curves._seen is None


def test_dots_are_painted_once_for_the_same_data(
    make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    count: list[int] = []
    dots = Boundary._dots
    monkeypatch.setattr(Boundary, "_dots", lambda self, ink: (count.append(1), dots(self, ink))[1])
    view = make(planed(3))
    assert len(count) == 1
    view.show_state(planed(4))
    QApplication.processEvents()
    assert len(count) == 1


# -- two activations -------------------------------------------------------------------------------


@pytest.mark.parametrize("size", [(700, 480), (820, 560), (1140, 740), (1500, 940)])
def test_two_activations_stand_beside_the_gradient_where_there_is_no_time(
    make: Make, size: tuple[int, int]
) -> None:
    view = make(crowded(3), size)
    page = view.page
    assert page.beside.isVisible()
    assert page.beside.sums is not None
    place = page.beside.geometry()
    assert place == page.beside_room().toAlignedRect()
    assert place.right() < page.panel().left()
    assert place.top() > page.tiles_room().bottom() + 26
    assert place.bottom() < page.height()
    assert not place.intersects(page.face.geometry())
    assert not place.intersects(page.choice.field.geometry())


def test_where_there_is_time_the_gradient_has_all_the_room(make: Make) -> None:
    view = make(make_shown(phase="backward"))
    assert not view.page.beside.isVisible()
    view.show_state(crowded(3))
    assert view.page.beside.isVisible()
    view.show_state(make_shown(phase="backward"))
    assert not view.page.beside.isVisible()


def test_the_gradient_is_painted_left_of_the_activations(
    make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    view = make(crowded(3), (1140, 740))
    view.page.picture.stale = True
    found = texts(view.page, monkeypatch)
    left = view.page.beside.x()
    band = [t for t in found if t.rect.top() > view.page.beside.y() and t.rect.left() < left]
    assert any(t.text == "Gradient in each layer" for t in band)
    assert all(t.rect.right() < left for t in band)
