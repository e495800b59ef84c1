"""Two activations side by side: slopes, flat parts and sums are those of the engine and the Recording."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QPoint
from pytestqt.qtbot import QtBot

from engine.project import Dense, Moons, Network, Project, Training
from engine.validate import following
from gui.language import set_language
from gui.shown import Shown
from gui.theme import current
from gui.views.activations_beside import ActivationsBeside
from gui.views.activations_facts import (
    BINS,
    ELEMENTWISE,
    NARROWEST,
    Sums,
    bent,
    effect,
    sums_of,
    tails,
)
from gui.widgets import numbers
from gui.widgets.settings import label_of
from tests.gui.fakes import FakeSession, make_shown
from tests.gui.views.painted import collisions, missing, outside, paint, texts

Make = Callable[..., ActivationsBeside]


@pytest.fixture
def make(app: Any, qtbot: QtBot) -> Make:
    def build(shown: Shown, size: tuple[int, int] = (430, 250)) -> ActivationsBeside:
        view = ActivationsBeside(FakeSession(shown))  # type: ignore[arg-type]
        qtbot.addWidget(view)
        view.resize(*size)
        view.show()
        return view

    return build


def moons(activation: Any = "sigmoid", layer: int = 1) -> Shown:
    layers = (Dense(units=5, activation="tanh"), Dense(units=4, activation=activation))
    project = Project(
        data=Moons(examples=40, validation=8),
        network=Network(layers=layers),
        training=Training(loss="bce", batch_size=16, learning_rate=0.05),
    )
    return make_shown(project=following(project), layer=layer, t=0, iterations=20)


def sums(*values: float, activation: str = "tanh") -> Sums:
    return Sums(0, activation, np.array(values, float))


# numbers


def test_the_sums_are_those_of_the_layer_looked_at() -> None:
    shown = moons()
    recording = shown.frame.recording
    assert recording is not None
    for layer, activation in ((0, "tanh"), (1, "sigmoid")):
        found = sums_of(replace(shown, layer=layer))
        assert found is not None
        assert (found.layer, found.activation) == (layer, activation)
        assert sorted(found.values) == sorted(recording.layers[layer].z.ravel().tolist())
    output = sums_of(replace(shown, layer=2))
    assert output is not None
    assert output.layer == 1  # the output layer has no activation of its own


def test_steps_beyond_the_end_of_an_example_are_no_sums() -> None:
    shown = make_shown("dense", task="ended", steps=9)
    recording, found = shown.frame.recording, sums_of(shown)
    assert recording is not None
    assert found is not None
    units = recording.layers[found.layer].units
    assert found.values.size == int(recording.lengths.sum()) * units


def test_networks_without_a_dense_layer_have_none(make: Make) -> None:
    shown = make_shown("lstm")
    assert sums_of(shown) is None
    view = make(shown)
    assert view.summary(shown) == "No hidden layer here is dense with an activation of its own."
    assert not view.list.isVisible()
    assert view.numbers(shown) is None
    paint(view)
    empty = make_shown("dense", empty=True)
    view.show_state(empty)
    assert view.summary(empty) == "Press Space to run the first iteration."
    paint(view)


@pytest.mark.parametrize("activation", ELEMENTWISE)
def test_the_slope_is_that_of_central_differences(activation: str) -> None:
    z = np.array([-3.3, -1.2, -0.4, 0.3, 0.9, 2.7])
    slope = bent(activation, z)[1]
    step = 1e-6
    central = (bent(activation, z + step)[0] - bent(activation, z - step)[0]) / (2 * step)
    assert slope == pytest.approx(central, abs=1e-6)


def test_each_activation_is_flat_where_its_slope_has_gone() -> None:
    found = {activation: tails(activation) for activation in ELEMENTWISE}
    assert found.pop("identity") == (-math.inf, math.inf)
    assert found["sigmoid"] == pytest.approx((-4.36, 4.36), abs=0.01)
    assert found["tanh"] == pytest.approx((-2.18, 2.18), abs=0.01)
    assert found["elu"][0] == pytest.approx(math.log(0.05), abs=0.01)
    assert found["relu"][0] == pytest.approx(0, abs=0.01)
    assert found["leaky_relu"][0] == pytest.approx(0, abs=0.01)
    for activation, (low, high) in found.items():
        bounded = activation in ("sigmoid", "tanh")
        assert math.isfinite(high) == bounded
        steep = np.abs(bent(activation, np.linspace(-8, 8, 999))[1]).max()
        for edge in (low - 0.5, *([high + 0.5] if bounded else [])):
            assert abs(bent(activation, np.array([edge]))[1][0]) < 0.05 * steep + 0.03


def test_the_effect_is_the_share_in_the_tails_and_the_mean_slope() -> None:
    found = effect("relu", sums(-2, -1, 1, 3))
    assert (found.flat, found.slope) == (0.5, 0.5)
    found = effect("sigmoid", sums(-9, 0, 0, 9))
    assert found.flat == 0.5
    assert found.slope == pytest.approx(0.125, abs=1e-3)
    assert math.isnan(effect("tanh", sums()).flat)


def test_all_sums_are_in_the_histogram() -> None:
    made = sums(*np.linspace(-2, 2, 97), 50.0)
    assert made.reach == NARROWEST
    shares = made.shares()
    assert len(shares) == BINS
    assert shares.sum() == pytest.approx(1)
    assert shares[-1] == pytest.approx(1 / 98)
    assert sums().shares().sum() == 0
    assert sums(*[100.0] * 9).reach == 12


# the view


def test_another_activation_is_chosen_and_nothing_is_trained_with_it(make: Make) -> None:
    shown = moons()
    view = make(shown)
    assert view.other == "relu"
    assert view.list.currentData() == "relu"
    view.list.activated.emit(ELEMENTWISE.index("gelu"))
    assert view.other == "gelu"
    assert view.session.calls == []  # type: ignore[attr-defined]
    found = sums_of(shown)
    assert found is not None
    for activation in ("sigmoid", "gelu"):
        wanted = effect(activation, found)
        flat, slope = view.lines(activation)
        assert flat == f"{numbers.percent(wanted.flat)} of the sums in the flat part"
        assert slope == f"mean slope {numbers.decimal(wanted.slope)}"
        assert f"{label_of(activation)}: {flat}, {slope}." in view.accessibleDescription()
    assert make(moons("relu")).other == "sigmoid"


def test_curve_and_flat_part_are_painted_where_they_are(make: Make) -> None:
    view = make(moons("tanh"))
    assert view.sums is not None
    rect, reach = view.places()[0], view.sums.reach
    image = paint(view)
    theme = current.theme

    def x(z: float) -> int:
        return round(rect.left() + (z + reach) / (2 * reach) * rect.width())

    y = round(rect.top() + 0.35 * rect.height())
    flat, steep = image.pixelColor(x(-2.6), y), image.pixelColor(x(-1.8), y)
    assert steep.name() == theme.s1.name()
    assert flat.name() != steep.name()
    for z in (-2.0, 0.7, 2.5):  # tanh runs from −1 at the bottom to 1 at the top
        high = round(rect.bottom() - (math.tanh(z) + 1) / 2 * rect.height())
        around = [
            image.pixelColor(x(z) + i, high + j).lightness() for i in (-1, 0, 1) for j in (-1, 0, 1)
        ]
        assert min(abs(light - theme.t1.lightness()) for light in around) < 40, z


def test_the_numbers_are_the_sums_with_both_bends(make: Make) -> None:
    shown = moons()
    view = make(shown)
    table = view.numbers(shown)
    assert table is not None
    assert view.sums is not None
    rows = np.array(list(table.rows), float)
    assert (rows[:, 0] == view.sums.values).all()
    assert (rows[:, 1] == bent("sigmoid", view.sums.values)[0]).all()
    assert (rows[:, 4] == bent("relu", view.sums.values)[1]).all()
    assert table.columns == ("sum", "Sigmoid", "slope of Sigmoid", "ReLU", "slope of ReLU")


@pytest.mark.parametrize("language", ["en", "ko"])
@pytest.mark.parametrize("size", [(330, 150), (430, 180), (430, 250), (620, 320)])
def test_nothing_is_cut_off_or_lies_on_another(
    make: Make, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int], language: str
) -> None:
    set_language(language)
    for shown in (moons(), moons("leaky_relu"), make_shown("lstm")):
        view = make(shown, size)
        found = texts(view, monkeypatch)
        assert outside(found, view) == []
        assert collisions(found) == []
        assert missing(found) == set()
        if view.list.isVisible():
            assert view.rect().contains(view.list.geometry())
    set_language("en")


def test_while_time_runs_it_is_painted_five_times_a_second_at_most(make: Make) -> None:
    view = make(moons())
    running = make_shown(
        project=view.state.frame.project, layer=1, t=0, iterations=20, running=True
    )  # type: ignore[union-attr]
    first = view.sums
    view.show_state(running)
    assert view.sums is first
    view._at -= 1
    view.show_state(running)
    assert view.sums is not first
    view.hide()
    assert view.sums is None


def test_theme_and_size_paint_it_anew(make: Make) -> None:
    view = make(moons())
    bright = paint(view).pixelColor(QPoint(3, 3)).lightness()
    current.set("dark")
    dark = paint(view).pixelColor(QPoint(3, 3)).lightness()
    current.set("light")
    assert bright > 200 > 60 > dark
