from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from engine.frame import Change, Curves, Divergence
from engine.project import SGD, Adam
from gui.shown import Shown
from gui.theme import current
from gui.views.loss import LossView
from gui.views.loss_words import change_label
from gui.widgets import numbers
from gui.widgets.plot import LossPlot
from tests.gui.fakes import FakeSession, make_shown
from tests.gui.seen import Seen, whole
from tests.gui.views.painted import missing, outside, paint, texts

Make = Callable[..., tuple[LossView, LossPlot]]


@pytest.fixture
def make(app: Any, qtbot: QtBot) -> Make:
    def build(shown: Shown, size: tuple[int, int] = (764, 150)) -> tuple[LossView, LossPlot]:
        view = LossView(FakeSession(shown))  # type: ignore[arg-type]
        qtbot.addWidget(view)
        view.resize(*size)
        view.show()
        view.ready()
        QApplication.processEvents()
        assert view.plot is not None
        return view, view.plot

    return build


def with_curves(shown: Shown, curves: Curves, **more: Any) -> Shown:
    return replace(shown, frame=replace(shown.frame, curves=curves, **more))


def at(plot: LossPlot, iteration: float) -> QPoint:
    place = plot.mapping()
    return QPoint(round(place.x(iteration)), round(place.rect.center().y()))


def test_the_plot_is_built_after_the_first_paint(app: Any, qtbot: QtBot) -> None:
    view = LossView(FakeSession(make_shown()))  # type: ignore[arg-type]
    qtbot.addWidget(view)
    view.resize(764, 150)
    assert view.plot is None
    view.show()
    assert view.plot is None
    qtbot.waitUntil(lambda: view.plot is not None)


@pytest.mark.parametrize("size", [(764, 150), (500, 96), (1100, 330)])
def test_nothing_is_cut(make: Make, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int]) -> None:
    view, plot = make(make_shown(), size)
    found = texts(view, monkeypatch)
    assert outside([text for text in found if text.text != "learning rate 0.05 → 2.2"], view) == []
    assert missing(found) == set()
    assert "0.000836" in {text.text for text in found}
    paint(plot)


@pytest.mark.parametrize("name", ["dark", "light"])
def test_states_are_painted(make: Make, name: str) -> None:
    current.set(name)
    stopped = Divergence(137, "h", 0, 3, 120, 0.05)
    for shown in (
        make_shown(running=True, iteration=2400), make_shown(empty=True), make_shown(divergence=stopped),
    ):  # fmt: skip
        view, plot = make(shown)
        paint(view)
        view.show_state(replace(shown, project=replace_log(shown, False)))
        paint(plot)


def replace_log(shown: Shown, log: bool) -> Any:
    import msgspec

    view = msgspec.structs.replace(shown.project.view, log_loss=log)
    return msgspec.structs.replace(shown.project, view=view)


def test_a_click_and_a_drag_go_to_an_iteration(make: Make, qtbot: QtBot) -> None:
    view, plot = make(make_shown())
    session: Any = view.session
    port, place = plot.viewport(), at(plot, 600)
    qtbot.mouseClick(port, Qt.MouseButton.LeftButton, pos=place)
    width = plot.mapping().rect.width()
    assert session.said("iteration")[0] == pytest.approx(600, abs=2400 / width)
    qtbot.mousePress(port, Qt.MouseButton.LeftButton, pos=place)
    for iteration in (800, 1000, 99_999):
        qtbot.mouseMove(port, at(plot, iteration) if iteration < 2400 else QPoint(5000, place.y()))
        qtbot.wait(30)
    qtbot.mouseRelease(port, Qt.MouseButton.LeftButton, pos=at(plot, 1000))
    said = session.said("iteration")
    assert len(said) > 2
    assert all(0 <= iteration <= 2400 for iteration in said)


def test_the_wheel_zooms_over_iterations_and_two_clicks_show_all(make: Make, qtbot: QtBot) -> None:
    _, plot = make(make_shown())
    before = plot.mapping()
    place = QPointF(at(plot, 1200))
    event = QWheelEvent(
        place, plot.viewport().mapToGlobal(place), QPoint(), QPoint(0, 480), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(plot.viewport(), event)
    near = plot.mapping()
    assert near.iterations[1] - near.iterations[0] < 0.8 * (
        before.iterations[1] - before.iterations[0]
    )
    assert near.level == before.level
    paint(plot)
    plot.show_all()
    assert plot.mapping().iterations == before.iterations


def test_ranges_change_in_jumps(make: Make) -> None:
    shown = make_shown()
    whole = shown.frame.curves
    view, plot = make(with_curves(shown, Curves(), running=True))
    ranges = set()
    for size in range(10, 2400, 10):
        cut = replace(
            whole, training=whole.training[:size], smoothed=whole.smoothed[:size], changes=()
        )
        plot._refreshed = 0.0
        view.show_state(with_curves(shown, cut, running=True, iteration=size))
        ranges.add(plot.mapping().iterations)
        assert plot.mapping().iterations[1] >= size
    assert len(ranges) < 15


def test_running_it_is_refreshed_some_times_a_second(make: Make) -> None:
    shown = make_shown(running=True, iteration=2400)
    _, plot = make(shown)
    data = plot.data
    taken = [plot.show_data(replace(data), log=True, branch=0) for _ in range(50)]
    assert sum(taken) <= 2


def test_what_comes_after_is_dim(make: Make) -> None:
    current.set("dark")
    _, plot = make(make_shown(iteration=1200), (764, 330))
    image = paint(plot)
    place = plot.mapping()

    def brightest(iteration: int) -> int:
        x = round(place.x(iteration))
        rows = range(round(place.rect.top()) + 2, round(place.rect.bottom()) - 8)
        return max(image.pixelColor(x, y).lightness() for y in rows)

    assert brightest(1000) > 200
    assert brightest(2000) < 140


def test_a_shorter_branch_begins_anew(make: Make) -> None:
    shown = make_shown()
    view, plot = make(shown)
    paint(plot)
    short = Curves(np.full(50, 0.3), np.full(50, 0.3), np.array([0]), np.array([0.4]))
    view.show_state(with_curves(shown, short, iteration=50, latest=50, branch=1))
    paint(plot)
    assert plot.data.size == 50
    assert plot.mapping().iterations[1] < 100


@pytest.mark.parametrize("value", [np.nan, np.inf, 0.0])
def test_what_is_no_number_is_left_out(make: Make, value: float) -> None:
    shown = make_shown()
    losses = np.full(40, value)
    curves = Curves(losses, losses, np.array([0]), np.array([value]))
    view, plot = make(with_curves(shown, curves, iteration=40, latest=40))
    paint(view)
    low, high = plot.mapping().level
    assert np.isfinite([low, high]).all()
    assert low < high


def test_the_switch_changes_the_setting(make: Make, qtbot: QtBot) -> None:
    view, _ = make(make_shown())
    session: Any = view.session
    qtbot.mouseClick(view.axis, Qt.MouseButton.LeftButton)
    assert session.said("change") == [("view.log_loss", False, True)]


def test_the_summary_tells_the_lowest(make: Make) -> None:
    shown = make_shown()
    view, _ = make(shown)
    training = shown.frame.curves.training
    said = view.accessibleDescription()
    assert said.startswith("Loss 0.000836 at iteration 1,240, lowest ")
    assert said.endswith(f"at {int(training.argmin()) + 1:,}")


def test_a_change_is_labelled() -> None:
    assert (
        change_label(Change(5, "training.learning_rate", 0.05, 2.2)) == "learning rate 0.05 → 2.2"
    )
    assert change_label(Change(5, "training.optimizer", SGD(), Adam())) == "optimizer SGD → Adam"
    assert change_label(Change(5, "training.batch", "mini", "full")) == "batch Mini-batch → Full"


def test_the_pointer_shows_the_values(
    make: Make, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, plot = make(make_shown(), (764, 330))
    qtbot.mouseMove(plot.viewport(), at(plot, 1000))
    qtbot.wait(30)
    found = [text.text for text in texts(plot, monkeypatch)]
    assert any(text.startswith("iteration ") and "training 0.00" in text for text in found)


def test_keys_read_the_exact_values_and_go_there(make: Make, qtbot: QtBot) -> None:
    shown = make_shown()
    view, plot = make(shown)
    session: Any = view.session
    curves, here = shown.frame.curves, shown.frame.iteration
    qtbot.keyClick(view, Qt.Key.Key_Left)
    qtbot.keyClick(view, Qt.Key.Key_Left)
    assert plot.mark == here - 2
    said = view.accessibleDescription()
    near = int(np.searchsorted(curves.validation_at, here - 2, side="right")) - 1
    assert said == (
        f"iteration {here - 2:,}, training {numbers.loss(float(curves.training[here - 3]))}, "
        f"smoothed {numbers.loss(float(curves.smoothed[here - 3]))}, "
        f"validation {numbers.loss(float(curves.validation[near]))}"
    )
    qtbot.keyClick(view, Qt.Key.Key_Return)
    assert session.said("iteration") == [here - 2]
    qtbot.keyClick(view, Qt.Key.Key_End)
    assert plot.mark == 2400
    qtbot.keyClick(view, Qt.Key.Key_PageUp)
    assert plot.mark == 2160
    qtbot.keyClick(view, Qt.Key.Key_Escape)
    assert plot.mark is None


def test_a_mark_out_of_sight_is_moved_to(make: Make, qtbot: QtBot) -> None:
    view, plot = make(make_shown())
    for _ in range(4):
        qtbot.keyClick(view, Qt.Key.Key_Plus)
    low, high = plot.mapping().iterations
    assert high - low == 150
    qtbot.keyClick(view, Qt.Key.Key_End)
    low, high = plot.mapping().iterations
    assert low <= 2400 <= high


def test_the_axis_is_numbered_in_epochs_and_seconds(make: Make, qtbot: QtBot) -> None:
    shown = make_shown()
    curves = replace(
        shown.frame.curves, ends=np.arange(100, 2401, 100), clock_at=np.array([2400.0]),
        clock=np.array([48.0]),
    )  # fmt: skip
    view, plot = make(with_curves(shown, curves))
    rows = []
    for _ in range(3):
        places = plot.bottom.tickValues(0, 2400, 700)[0][1]
        rows.append((places[1], plot.bottom.tickStrings(places, 1, 1)[1]))
        qtbot.mouseClick(view.count, Qt.MouseButton.LeftButton)
    assert rows == [(500, "500"), (500, "5"), (500, "10")]
    assert view.unit == "iterations"


def test_another_metric_is_drawn_and_named(
    make: Make, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = make_shown()
    size = len(shown.frame.curves.validation)
    accuracy = np.linspace(0.1, 0.9, size)
    view, plot = make(
        with_curves(shown, replace(shown.frame.curves, metrics={"accuracy": accuracy}))
    )
    qtbot.mouseClick(view.choice, Qt.MouseButton.LeftButton)
    assert view.choice.text() == "Accuracy"
    assert plot.data.validation is accuracy
    assert plot.mapping().level == (0, 1)
    near = int(np.searchsorted(shown.frame.curves.validation_at, 1240, side="right")) - 1
    found = {text.text for text in texts(view, monkeypatch)}
    assert numbers.percent(accuracy[near]) in found
    paint(plot)
    view.show_state(shown)  # a task without it
    assert view.quantity == "loss"
    assert plot.data.training is shown.frame.curves.training


def grown(shown: Shown, size: int) -> Shown:
    """Give the moment after so many iterations, while training runs."""
    curves, held = shown.frame.curves, size // 50 + 1
    cut = replace(
        curves, training=curves.training[:size], smoothed=curves.smoothed[:size],
        validation_at=curves.validation_at[:held], validation=curves.validation[:held],
        checkpoints=tuple(k for k in curves.checkpoints if k <= size),
    )  # fmt: skip
    return with_curves(shown, cut, iteration=size, latest=size)


def test_running_the_inside_is_painted_without_the_axes(
    make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = make_shown(running=True, iteration=2400)
    view, plot = make(grown(shown, 2000))
    paint(plot)
    painted: list[object] = []
    plain = type(plot.left).paint

    def noted(axis: Any, *args: Any) -> None:
        painted.append(axis)
        plain(axis, *args)

    monkeypatch.setattr(type(plot.left), "paint", noted)
    seen = Seen(plot.viewport())
    plot.viewport().update()
    seen.look()
    for size in (2040, 2130, 2131):
        painted.clear()
        plot._refreshed = 0.0
        view.show_state(grown(shown, size))
        asked = seen.look().boundingRect()
        assert painted == []
        assert plot.mapping().rect.toAlignedRect().contains(asked)
        assert asked.width() > 400
        assert seen.image == whole(plot.viewport())


def test_what_comes_too_soon_costs_nothing(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    shown = make_shown(running=True, iteration=2400)
    view, _ = make(shown)
    asked: list[Shown] = []
    plain = view.data
    monkeypatch.setattr(view, "data", lambda moment: asked.append(moment) or plain(moment))
    for _ in range(20):
        view.show_state(replace(shown))
    assert len(asked) <= 1
    view.show_state(with_curves(shown, shown.frame.curves, running=False))
    assert len(asked) >= 1


def test_numbers_in_epochs_rest_while_they_are_the_same(make: Make) -> None:
    shown = make_shown()
    ends = np.arange(100, 2401, 100)
    view, plot = make(with_curves(shown, replace(shown.frame.curves, ends=ends)))
    view._next_unit()
    paint(plot)
    kept = plot.bottom.picture
    assert kept is not None
    view.show_state(with_curves(shown, replace(shown.frame.curves, ends=ends.copy())))
    assert plot.bottom.picture is kept
    view.show_state(with_curves(shown, replace(shown.frame.curves, ends=ends // 2)))
    assert plot.bottom.picture is None


def test_the_axis_is_painted_anew_where_its_figures_mean_something_else(make: Make) -> None:
    _, plot = make(make_shown())
    plot.left.picture = "kept"
    plot.show_data(plot.data, log=not plot._log, branch=plot._branch)
    assert plot.left.picture is None


def test_the_head_is_of_the_moment_that_the_plot_shows(
    make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = make_shown(running=True)
    view, plot = make(shown)
    view.show_state(shown)
    before = {text.text for text in texts(view, monkeypatch)}
    plot._refreshed = time.monotonic()
    metrics = {"validation_loss": 0.5, "rmse": 9.25}
    view.show_state(replace(shown, frame=replace(shown.frame, metrics=metrics)))
    assert {text.text for text in texts(view, monkeypatch)} == before
    plot._refreshed = 0.0
    view.show_state(replace(shown, frame=replace(shown.frame, metrics=metrics)))
    assert any("9.25" in text.text for text in texts(view, monkeypatch))
