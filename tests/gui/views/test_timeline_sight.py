"""Which steps are in sight: the overview strip, zoom, and the rows of large layers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from pytestqt.qtbot import QtBot

from gui.shown import Shown
from gui.theme import current
from gui.views.timeline.sight import FEWEST_STEPS, Sight
from gui.views.timeline.timeline import TimelineView
from tests.gui.fakes import FakeSession, make_shown, moved
from tests.gui.views.painted import collisions, missing, outside, paint, texts

Make = Callable[..., TimelineView]
LEFT = Qt.MouseButton.LeftButton
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def make(app: Any, qtbot: QtBot) -> Make:
    def build(shown: Shown, size: tuple[int, int] = (764, 606)) -> TimelineView:
        view = TimelineView(FakeSession(shown))  # type: ignore[arg-type]
        qtbot.addWidget(view)
        view.resize(*size)
        view.show()
        return view

    return build


def large(**more: Any) -> Shown:
    return make_shown(**{"steps": 240, "units": 80, "t": 100, "unit": 75, "iterations": 2, **more})


def turned(view: TimelineView, at: QPoint, notches: int, held: Any = None) -> None:
    event = QWheelEvent(
        QPointF(at), QPointF(view.mapToGlobal(at)), QPoint(), QPoint(0, 120 * notches),
        Qt.MouseButton.NoButton, held or Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    view.wheelEvent(event)


@given(
    st.integers(1, 900),
    st.lists(
        st.one_of(
            st.tuples(st.just("to"), st.integers(0, 899)),
            st.tuples(st.just("zoom"), st.floats(-20, 20)),
            st.tuples(st.just("show"), st.floats(-50, 950)),
            st.tuples(st.just("whole"), st.just(0)),
        ),
        max_size=12,
    ),
)
def test_what_is_in_sight_is_always_within_the_sequence(total: int, deeds: list[Any]) -> None:
    sight = Sight()
    sight.follow(total, 0)
    for name, value in deeds:
        place = sight.steps.first
        if name == "to":
            place = min(int(value), total - 1)
        elif name == "zoom":
            sight.zoom(value, sight.steps.first + 0.5)
        elif name == "show":
            sight.show(value, 30)
        else:
            sight.whole()
        steps = sight.follow(total, place)
        assert steps.first >= 0
        assert steps.stop <= total
        assert min(total, FEWEST_STEPS) <= steps.count <= min(total, 200)
        if name == "to":
            assert place in steps or steps.first == place


def test_the_playhead_takes_the_window_along_only_when_it_moves() -> None:
    sight = Sight()
    sight.follow(500, 10)
    sight.show(300, 100)
    assert sight.follow(500, 10).first == 300
    assert 11 in sight.follow(500, 11)
    assert sight.steps.count == 100
    assert sight.follow(400, 11).count == 200  # other sequences: nothing of the zoom is left


def test_a_long_sequence_has_a_strip_of_all_steps(
    make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    view = make(large(t=150))
    overview = view.stack.overview
    assert overview is not None
    assert view.m is not None
    assert view.m.axis.steps.first == 40
    frame = overview.frame(view.m)
    steps = view.m.axis.steps
    assert frame.left() == pytest.approx(view.m.axis.left + view.m.axis.width * steps.first / 240)
    assert frame.width() == pytest.approx(view.m.axis.width * 200 / 240)
    found = texts(view, monkeypatch)
    assert f"{steps.first + 1} to {steps.stop} of 240" in {text.text for text in found}
    assert (outside(found, view), collisions(found), missing(found)) == ([], [], set())
    assert make(make_shown()).stack.overview is None


def test_the_strip_is_as_high_as_the_output_is_strong(make: Make) -> None:
    shown = large(phase="loss")
    view = make(shown)
    recording = shown.frame.recording
    assert recording is not None
    means = np.abs(recording.layers[0].h[:, :, 2]).mean(axis=1)
    assert view.m is not None
    assert view.stack.overview is not None
    image, area = paint(view), view.stack.overview.area(view.m)
    ground, column = current.theme.s2.rgb(), view.m.axis.width / 240
    for t in (60, 120, 180):  # within the frame
        x = int(area.left() + (t + 0.5) * column)
        rows = range(int(area.top()) + 2, int(area.bottom()) - 2)
        lit = sum(image.pixel(x, y) != ground for y in rows)
        assert abs(lit + 2 - means[t] / means.max() * (area.height() - 2)) <= 2


def test_the_frame_is_dragged_and_clicked(make: Make, qtbot: QtBot) -> None:
    view = make(large())
    overview = view.stack.overview
    assert overview is not None
    assert view.m is not None
    first = view.m.axis.steps.first
    y = int(overview.area(view.m).center().y())
    start = QPoint(int(overview.frame(view.m).center().x()), y)
    qtbot.mousePress(view, LEFT, pos=start)
    qtbot.mouseMove(view, start + QPoint(60, 0))
    assert view.m.axis.steps.first > first
    qtbot.mouseMove(view, start + QPoint(600, 0))
    qtbot.mouseRelease(view, LEFT, pos=start + QPoint(600, 0))
    assert view.m.axis.steps.stop == 240
    qtbot.mouseClick(view, LEFT, pos=QPoint(int(view.m.axis.left) + 2, y))
    assert view.m.axis.steps.first == 0
    session: Any = view.session
    assert session.calls == []


def test_shift_and_a_drag_on_the_ruler_zoom_a_range(make: Make, qtbot: QtBot) -> None:
    view = make(make_shown(t=9))
    assert view.m is not None
    y = int(view.stack.ruler.rect.center().y())
    x = [int(view.m.axis.centre(t)) for t in (15, 6)]
    qtbot.mousePress(view, LEFT, SHIFT, QPoint(x[0], y))
    qtbot.mouseMove(view, QPoint(x[1], y))
    assert view.pointing.range == (15, 6)
    paint(view)
    qtbot.mouseRelease(view, LEFT, SHIFT, QPoint(x[1], y))
    assert (view.m.axis.steps.first, view.m.axis.steps.stop) == (6, 16)
    assert view.stack.overview is not None
    session: Any = view.session
    assert session.calls == []
    y = int(view.stack.ruler.rect.center().y())
    qtbot.mouseDClick(view, LEFT, pos=QPoint(x[0], y))
    assert view.m.axis.steps.whole
    assert view.stack.overview is None


def test_the_wheel_zooms_around_the_pointer(make: Make) -> None:
    view = make(large())
    assert view.m is not None
    at = QPoint(int(view.m.axis.centre(130)), 300)
    turned(view, at, 3)
    assert view.m.axis.steps.count == round(200 * 0.8**3)
    assert abs((view.m.axis.step(at.x()) or 0) - 130) <= 1
    before = view.m.axis.steps.first
    turned(view, at, 1, SHIFT)
    assert view.m.axis.steps.first < before
    turned(view, at, -9)
    assert view.m.axis.steps.count == 200


def test_the_keyboard_zooms_around_the_playhead(make: Make, qtbot: QtBot) -> None:
    view = make(make_shown(t=9))
    assert view.m is not None
    qtbot.keyClick(view, Qt.Key.Key_Plus)
    qtbot.keyClick(view, Qt.Key.Key_Plus)
    assert view.m.axis.steps.count < 24
    assert 9 in view.m.axis.steps
    qtbot.keyClick(view, Qt.Key.Key_Minus)
    qtbot.keyClick(view, Qt.Key.Key_0)
    assert view.m.axis.steps.whole
    for name, count in (("in", 19), ("out", 24), ("in", 19), ("all", 24)):
        view.choices.made[name].trigger()
        assert view.m.axis.steps.count == count


def test_a_zoomed_window_follows_the_playhead_through_all_steps(make: Make) -> None:
    shown = make_shown(t=0)
    view = make(shown)
    view.show_steps(0, 6)
    assert shown.playhead is not None
    for t in (*range(24), *range(23, -1, -1)):
        view.show_state(moved(shown, shown.playhead.at("forward", t)))
        assert view.m is not None
        assert t in view.m.axis.steps
        assert view.m.axis.steps.count == 6


def test_the_strip_of_rows_chooses_the_unit(make: Make, qtbot: QtBot) -> None:
    view = make(large())
    track: Any = view.stack.units[1]
    assert view.m is not None
    assert 75 in view.m.units
    at = QPoint(int(view.m.axis.right) + 5, int(track.rect.top() + 0.1 * track.rect.height()))
    qtbot.mousePress(view, LEFT, pos=at)
    qtbot.mouseMove(view, at + QPoint(0, 3))
    qtbot.mouseRelease(view, LEFT, pos=at)
    session: Any = view.session
    found = [call["unit"] for call in session.said("look")]
    assert found[0] == int(80 * (at.y() - track.rect.top()) / track.rect.height())
    assert found[1] > found[0]
    view.show_state(replace(large(), unit=found[0]))
    assert found[0] in view.m.units


@pytest.mark.parametrize("phase", ["batch", "forward", "backward", "update"])
def test_a_zoomed_sequence_is_painted_in_all_phases(
    make: Make, monkeypatch: pytest.MonkeyPatch, phase: str
) -> None:
    for size in ((600, 420), (1180, 800)):
        view = make(make_shown(phase=phase, t=9), size)
        view.show_steps(4, 9)
        found = texts(view, monkeypatch)
        assert (outside(found, view), collisions(found), missing(found)) == ([], [], set())
