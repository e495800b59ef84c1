"""The landscape: what is painted and said are the losses that the engine has found on the lines."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from msgspec import structs
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from engine.probing_landscape import Landscape, LandscapePlane, Slices, Surface
from engine.project import Project
from engine.trainer import Trainer
from gui import body, parts
from gui.language import set_language
from gui.shown import Shown
from gui.theme import current
from gui.views.landscape import LandscapeView
from gui.views.landscape_chart import Range, range_of
from gui.views.landscape_plane import BANDS, FINE, bands
from gui.views.landscape_words import (
    best_sentence,
    descent_sentence,
    point_sentence,
    step_sentence,
    told_apart,
)
from gui.widgets import numbers
from tests.engine.small import SMALL
from tests.gui.fakes import FakeSession, make_shown
from tests.gui.test_time_travel import Begin, real, wait
from tests.gui.views.painted import collisions, missing, outside, paint, texts

__all__ = ["real"]

Make = Callable[..., LandscapeView]
SIZE = (764, 150)


def slices(
    before: float = 1.0,
    after: float = 0.5,
    lowest: float = 1.5,
    *,
    descent: float | None = 0.4,
    slope: float = -1.0,
    cosine: float = 0.5,
    length: float = 0.1,
) -> Slices:
    """Give a valley with these losses before and after, lowest at so many times the update."""
    times = np.unique(np.append(np.arange(-8, 25) / 8, 1.0))
    steep = (before - after) / (lowest**2 - (1 - lowest) ** 2)
    steep = steep if math.isfinite(steep) else 1.0
    losses = before + steep * ((times - lowest) ** 2 - lowest**2)
    losses[times == 1] = after
    down = None if descent is None else before + times * (descent - before) * (2 - times)
    return Slices(7, times, losses, down, slope, length, cosine)


def with_probes(shown: Shown, found: Slices | None, far: int = 3, **more: Any) -> Shown:
    probes = {Landscape(far): found}
    return replace(shown, frame=replace(shown.frame, iteration=7, probes=probes, **more))


@pytest.fixture
def make(app: Any, qtbot: QtBot) -> Make:
    def build(
        found: Slices | None = None, shown: Shown | None = None, size: tuple[int, int] = SIZE
    ) -> LandscapeView:
        state = shown or with_probes(make_shown(), found)
        view = LandscapeView(FakeSession(state))  # type: ignore[arg-type]
        qtbot.addWidget(view)
        view.resize(*size)
        view.show()
        QApplication.processEvents()
        return view

    return build


def real_slices(project: Project = SMALL["lstm"]) -> Slices:
    trainer = Trainer(project)
    trainer.run(5)
    found = Landscape().look(trainer)
    assert found is not None
    return found


def near(image: Any, x: float, y: float, token: str, radius: int = 2) -> bool:
    """Tell whether a token's colour stands around a place."""
    wanted: QColor = getattr(current.theme, token)
    return any(
        abs(image.pixelColor(round(x) + i, round(y) + j).lightness() - wanted.lightness()) < 40
        for i in range(-radius, radius + 1)
        for j in range(-radius, radius + 1)
    )


# what is shown


def test_the_losses_stand_in_the_header_and_in_the_sentence(
    make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = real_slices()
    view = make(found)
    before, after = told_apart(found.loss(0), found.loss(1))
    view._still = None
    painted = [text.text for text in texts(view, monkeypatch)]
    assert f"{before} → {after}" in painted
    assert "iteration 5" in painted
    verb = "lowers" if found.loss(1) < found.loss(0) else "raises"
    said = f"The step {verb} the loss of this batch from {before} to {after}."
    assert view.accessibleDescription().startswith(said)


def test_both_lines_are_painted_where_their_losses_are(make: Make) -> None:
    found = slices()
    view = make(found)
    chart = view.chart()
    assert chart is not None
    image = paint(view)
    for k in range(6, len(found.times), 3):
        x, y = chart.x(found.times[k]), chart.y(found.update[k])
        if chart.place.top() + 3 < y < chart.place.bottom():
            assert near(image, x, y, "t1"), found.times[k]
    assert found.descent is not None
    dashes = [near(image, chart.x(t), chart.y(loss), "t2") for t, loss in
              zip(found.times, found.descent, strict=True)
              if 0.1 < t < 2.9 and t != 1 and abs(t % 1) > 0.2]  # fmt: skip
    assert sum(dashes) > 0.6 * len(dashes)


def test_a_ring_stands_before_and_a_dot_after_the_step(make: Make) -> None:
    view = make(slices(descent=None))
    chart = view.chart()
    assert chart is not None
    image = paint(view)
    ring = image.pixelColor(round(chart.x(0)), round(chart.y(1.0)))
    dot = image.pixelColor(round(chart.x(1)), round(chart.y(0.5)))
    assert abs(ring.lightness() - current.theme.s1.lightness()) < 12
    assert abs(dot.lightness() - current.theme.t1.lightness()) < 12
    assert chart.y(1.0) < chart.y(0.5)  # a larger loss is higher


def test_it_asks_for_the_losses_as_far_as_is_chosen(make: Make) -> None:
    view = make(slices())
    assert view.state is not None
    assert view.probes(view.state) == (Landscape(3), LandscapePlane(3))
    view.fars.segments["30"].click()
    assert view.probes(view.state) == (Landscape(30), LandscapePlane(30))
    running = replace(view.state, frame=replace(view.state.frame, running=True))
    assert view.probes(running) == (Landscape(30),)
    assert view.found is None
    assert view.session.said("look") == [{}]  # type: ignore[attr-defined]
    assert view.sentences() == ["The losses are being computed beside training."]
    view.show_state(with_probes(make_shown(), slices(), far=30))
    assert view.found is not None


def test_before_the_first_iteration_nothing_is_asked_for(make: Make) -> None:
    state = make_shown()
    state = replace(state, frame=replace(state.frame, iteration=0, recording=None), playhead=None)
    view = make(shown=state)
    assert view.probes(state) == ()
    assert view.sentences() == [
        "Space runs the first iteration; then there is a step to look along."
    ]
    assert view.numbers(state) is None
    paint(view)


def test_what_is_not_known_has_its_reason(make: Make) -> None:
    view = make()
    assert view.sentences() == ["This network is too large to be run at so many points."]
    state = with_probes(make_shown(), None)
    project = replace_truncate(state.frame.project)
    view.show_state(replace(state, frame=replace(state.frame, project=project)))
    assert "states within its sequences that are not kept" in view.sentences()[0]
    assert view.chart() is None


def replace_truncate(project: Project) -> Project:
    return structs.replace(project, training=structs.replace(project.training, truncate=5))


def test_while_training_runs_newer_losses_take_their_place(make: Make) -> None:
    view = make(slices())
    paint(view)
    first = view._still
    newer = replace(slices(0.9, 0.4), iteration=8)
    before = view.found
    view.show_state(with_probes(make_shown(), newer, running=True))
    assert view.found is before  # a picture that changes faster is not read
    view._at = 0.0
    view.show_state(with_probes(make_shown(), newer, running=True))
    assert view.found is newer
    paint(view)
    assert view._still is not first
    assert "from 0.900 to 0.400" in view.sentences()[0]


# reading


def test_the_mouse_reads_the_losses_below_it(make: Make) -> None:
    found = slices()
    view = make(found)
    chart = view.chart()
    assert chart is not None
    x = round(chart.x(2.0))
    QTest.mouseMove(view, QPoint(x, round(chart.place.center().y())))
    assert view.at == int(np.searchsorted(found.times, 2.0))
    assert view.sentences()[-1] == point_sentence(found, view.at)
    assert near(paint(view), chart.x(2.0), chart.place.top() + 12, "t2", 0)
    QTest.mouseMove(view, QPoint(5, 5))
    assert view.at is None


def test_the_arrow_keys_read_point_by_point(make: Make) -> None:
    found = slices()
    view = make(found)
    before, after = np.searchsorted(found.times, (0.0, 1.0))
    for key, at in (
        (Qt.Key.Key_Right, before + 1), (Qt.Key.Key_Left, before), (Qt.Key.Key_Left, before - 1),
        (Qt.Key.Key_End, after), (Qt.Key.Key_Home, before),
    ):  # fmt: skip
        QTest.keyClick(view, key)
        assert view.at == at
    assert view.accessibleDescription().endswith(point_sentence(found, before))
    QTest.keyClick(view, Qt.Key.Key_Escape)
    assert view.at is None
    for _ in range(60):
        QTest.keyClick(view, Qt.Key.Key_Left)
    assert view.at == 0


def test_the_numbers_are_all_points(make: Make) -> None:
    found = slices()
    view = make(found)
    assert view.state is not None
    table = view.numbers(view.state)
    assert table is not None
    assert found.descent is not None
    rows = np.array(list(table.rows))
    assert (rows == np.stack([found.times, found.update, found.descent], axis=1)).all()
    assert table.columns == ("times the update", "loss along the update", "loss down the gradient")
    view.show_state(with_probes(make_shown(), slices(descent=None)))
    plain = view.numbers(view.state)
    assert plain is not None
    assert len(plain.columns) == 2


def test_the_loss_is_had_back_by_the_cross(make: Make, qtbot: QtBot) -> None:
    view = make(slices())
    with qtbot.waitSignal(view.left, timeout=500):
        QTest.mouseClick(view.leave, Qt.MouseButton.LeftButton)


# the plane


def bowl(low: tuple[float, float] = (2.0, 0.5), spread: float = 1.0) -> Surface:
    """A valley over the plane that is lowest at a place."""
    times, across = np.linspace(-1, 3, 21), np.linspace(-1.5, 1.5, 17)
    x, y = np.meshgrid(times, across)
    return Surface(times, across, 0.3 + spread * ((x - low[0]) ** 2 + 4 * (y - low[1]) ** 2))


def with_surface(found: Slices, surface: Surface | None, **more: Any) -> Shown:
    shown = with_probes(make_shown(), found, **more)
    probes = {**shown.frame.probes, LandscapePlane(3): surface}
    return replace(shown, frame=replace(shown.frame, probes=probes))


def test_the_plane_is_strongest_where_the_loss_is_lowest(make: Make) -> None:
    view = make(shown=with_surface(slices(), bowl()))
    rect, image = view.plane(), paint(view)
    assert rect.width() > 80
    strong = current.theme.map("h")[255] & 0xFFFFFF
    x = rect.left() + (2.0 + 1) / 4 * rect.width()
    y = rect.center().y() - 0.5 / 3 * rect.height()
    assert image.pixel(round(x), round(y)) & 0xFFFFFF == strong
    corner = image.pixel(round(rect.left()) + 3, round(rect.bottom()) - 3) & 0xFFFFFF
    assert corner == current.theme.map("h")[0] & 0xFFFFFF
    ring = QPointF(rect.left() + 0.25 * rect.width(), rect.center().y())
    assert abs(image.pixelColor(ring.toPoint()).lightness() - current.theme.s1.lightness()) < 20
    chart = view.chart()
    assert chart is not None
    assert chart.place.right() < rect.left()


def test_the_plane_goes_where_there_is_none_no_room_or_no_rest(make: Make) -> None:
    view = make(shown=with_surface(slices(), bowl()))
    assert not view.plane().isEmpty()
    view.resize(620, 150)
    assert view.plane().isEmpty()
    view.resize(820, 96)
    assert view.plane().isEmpty()
    view.resize(*SIZE)
    view.show_state(with_surface(slices(), None))
    assert view.plane().isEmpty()
    view.show_state(with_surface(slices(), bowl(), running=True))
    assert view.plane().isEmpty()


def test_every_plane_has_its_valley() -> None:
    for surface in (bowl(), bowl(spread=1e4), bowl((40.0, 9.0)), bowl(spread=0.0)):
        found = bands(surface)
        assert found.shape == (FINE, FINE)
        assert found.min() == 0
        assert set(np.round(found * (BANDS - 1), 6).ravel()) <= set(range(BANDS))
    assert (bands(bowl()) == 1).mean() > 0.2
    lost = bowl()
    losses = lost.losses.copy()
    losses[:, -3:] = math.nan
    losses[0] = math.inf
    assert (bands(replace(lost, losses=losses))[:, -4:] == 1).all()
    assert bands(replace(lost, losses=np.full((17, 21), math.nan))).min() == 1


# words


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (slices(1.0, 0.5), "The step lowers the loss of this batch from 1.00 to 0.500."),
        (slices(1.0, 1.2, 0.3), "The step raises the loss of this batch from 1.00 to 1.20."),
        (slices(1.0, 0.9996, 2), "The step lowers the loss of this batch from 1.0000 to 0.9996."),
        (slices(1.0, 1.0, 0.4, length=0), "The update is 0: the loss of this batch stays 1.00."),
        (slices(1.0, 1.0, 0.4), "The step leaves the loss of this batch at 1.00."),
        (slices(1.0, math.inf, 2), "After the step the loss of this batch is no number any more."),
    ],
)
def test_the_sentence_says_what_the_step_did(app: Any, found: Slices, said: str) -> None:
    assert step_sentence(found) == said


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (slices(lowest=2.1), "2.1 times as far would be best for this batch."),
        (slices(1, 2, 0.25), "0.25 times as far would be best for this batch."),
        (slices(lowest=1.1), "Its length is about the best along this line."),
        (slices(lowest=5), "Even 3 times as far would lower it further."),
        (slices(1, 2, -0.5, slope=1.0), "Along this update the loss of this batch rises at once."),
        (slices(1, 9, 0.01), "A far shorter step would be best."),
        (slices(length=0), ""),
    ],
)
def test_it_says_how_far_would_be_best(app: Any, found: Slices, said: str) -> None:
    assert best_sentence(found) == said


def test_it_says_what_the_gradient_would_give(app: Any) -> None:
    said = descent_sentence(slices(descent=0.4, cosine=0.5))
    assert said == "As long a step down the gradient, 60° off, would give 0.400."
    assert descent_sentence(slices(descent=None)) == "The update goes straight down the gradient."
    assert descent_sentence(slices(cosine=math.nan)) == ""
    assert point_sentence(slices(descent=None), 8) == "0 × the update: 1.00"


def test_losses_are_told_apart_as_far_as_digits_go(app: Any) -> None:
    assert told_apart(0.5, 0.4) == ["0.500", "0.400"]
    assert told_apart(0.12345, 0.12341) == ["0.1235", "0.1234"]
    assert told_apart(0.123004, 0.123001) == ["0.123004", "0.123001"]
    assert told_apart(0.1, 0.1) == ["0.100", "0.100"]
    assert told_apart(0.00011, 9.63e-5) == ["1.1e−4", "9.63e−5"]
    assert told_apart(0.5, 9.63e-5) == ["0.500", "9.63e−5"]
    assert told_apart(0.0, 0.0) == ["0", "0"]
    assert told_apart(2e6, 3e6) == [numbers.loss(2e6), numbers.loss(3e6)]


# ranges


def test_the_range_shows_the_step_and_cuts_what_is_far_above_it() -> None:
    steep = slices(1.0, 0.9, 0.6)
    found = range_of(steep)
    assert found.low <= min(steep.update)
    assert found.high < max(steep.update)
    assert found.high >= 1.0
    flat = Slices(1, steep.times, np.full(len(steep.times), 0.25), None, 0.0, 0.1, 1.0)
    assert range_of(flat).low <= 0.25 < range_of(flat).high
    lost = Slices(1, steep.times, np.full(len(steep.times), math.nan), None, 0.0, 0.1, 1.0)
    assert range_of(lost) == Range(0.0, 1.0, 0.5)


def test_the_range_stays_while_the_lines_fill_it() -> None:
    kept = range_of(slices(1.0, 0.5))
    assert range_of(slices(0.98, 0.52), kept) is kept
    assert range_of(slices(0.5, 0.49, 1.2), kept) is not kept
    assert range_of(slices(2.0, 0.5), kept) is not kept


def test_the_numbers_of_the_axis_have_the_decimals_they_need() -> None:
    assert [Range(0.5, 2.0, 0.5).written(t) for t in Range(0.5, 2.0, 0.5).ticks] == [
        "0.5", "1.0", "1.5", "2.0",
    ]  # fmt: skip
    assert Range(0.12, 0.124, 0.002).written(0.122) == "0.122"
    assert Range(0, 4e-6, 2e-6).written(2e-6) == "2.00e−6"


# painting


@pytest.mark.parametrize("language", ["en", "ko"])
@pytest.mark.parametrize("size", [(520, 96), (764, 150), (820, 96), (1095, 182)])
def test_nothing_is_cut_off_or_lies_on_another(
    make: Make, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int], language: str
) -> None:
    set_language(language)
    for found in (slices(), slices(1, 0.99, 0.6), slices(descent=None), real_slices()):
        view = make(shown=with_surface(found, bowl()), size=size)
        view._still = None
        painted = texts(view, monkeypatch)
        assert outside(painted, view) == []
        assert collisions(painted) == []
        assert missing(painted) == set()
    set_language("en")


def test_a_line_that_leaves_the_numbers_is_broken(make: Make) -> None:
    found = slices()
    losses = found.update.copy()
    losses[-6:] = math.inf
    losses[:2] = math.nan
    view = make(replace(found, update=losses))
    chart = view.chart()
    assert chart is not None
    path = chart._path(losses)
    finite = [k for k in range(path.elementCount()) if path.elementAt(k).isLineTo()]
    assert len(finite) == np.isfinite(losses).sum() - 1
    paint(view)
    lost = slices(math.nan, 1.0)
    view.show_state(with_probes(make_shown(), lost))
    paint(view)


def test_theme_and_scale_paint_it_anew(make: Make) -> None:
    view = make(slices())
    bright = paint(view).pixelColor(5, 5).lightness()
    current.set("dark")
    dark = paint(view).pixelColor(5, 5).lightness()
    current.set("light")
    assert bright > 200 > 60 > dark
    assert chart_point(view).x() > 0


def chart_point(view: LandscapeView) -> QPointF:
    chart = view.chart()
    assert chart is not None
    return chart.place.center()


# in the window


@pytest.fixture
def card(monkeypatch: pytest.MonkeyPatch) -> None:
    """Has the card among the parts of the window, whether it is in their table or not."""
    monkeypatch.setitem(parts.KINDS, "landscape", "gui.views.landscape.LandscapeView")
    for module in (parts, body):
        monkeypatch.setattr(module, "CARDS", tuple(dict.fromkeys((*module.CARDS, "landscape"))))


def test_it_stands_in_the_place_of_the_loss_and_follows_the_engine(card: None, real: Begin) -> None:
    window = real(SMALL["lstm"], 6)
    place = window.body.parts["loss"].geometry()
    window.show_view("landscape")
    view: Any = window.body.parts["landscape"]
    assert (view.pos(), view.width()) == (place.topLeft(), place.width())
    wait(window)

    def looked(iteration: int) -> Slices:
        for _ in range(400):
            if view.found is not None and view.found.iteration == iteration:
                break
            QTest.qWait(5)
        assert view.found is not None
        return view.found  # type: ignore[no-any-return]

    for iteration in (6, 7, 3):
        window.session.go(iteration=iteration)
        wait(window)
        found = looked(iteration)
        curves = window.session.state.frame.curves
        assert found.loss(0) == curves.training[iteration - 1]
    QTest.mouseClick(view.leave, Qt.MouseButton.LeftButton)
    assert window.body.parts["loss"].isVisible()
    assert not view.isVisible()
