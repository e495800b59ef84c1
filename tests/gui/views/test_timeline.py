from __future__ import annotations

import gc
import weakref
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from gui.shown import Shown
from gui.theme import current
from gui.views.timeline.pictures import bands
from gui.views.timeline.timeline import TimelineView
from gui.views.timeline.units import UnitTrack
from gui.widgets import numbers
from tests.gui.fakes import FakeSession, make_shown, moved
from tests.gui.views.painted import collisions, missing, outside, paint, texts

Make = Callable[..., TimelineView]
PHASES = ("batch", "forward", "loss", "backward", "update")


@pytest.fixture
def make(app: Any, qtbot: QtBot) -> Make:
    def build(shown: Shown, size: tuple[int, int] = (764, 606)) -> TimelineView:
        view = TimelineView(FakeSession(shown))  # type: ignore[arg-type]
        qtbot.addWidget(view)
        view.resize(*size)
        view.show()
        return view

    return build


def cases() -> list[Any]:
    found = [
        pytest.param({"kind": "lstm", "phase": p, "example": 12}, id=f"lstm {p}") for p in PHASES
    ]
    found += [pytest.param({"kind": "rnn", "phase": p}, id=f"rnn {p}") for p in PHASES]
    found += [pytest.param({"kind": "dense", "phase": p, "t": 0}, id=f"dense {p}") for p in PHASES]
    found += [
        pytest.param({"kind": "lstm", "layer": 1, "phase": "backward"}, id="output"),
        pytest.param({"kind": "lstm", "layers": 2, "layer": 1}, id="second layer"),
        pytest.param({"kind": "lstm", "task": "flag", "phase": "loss"}, id="target at the end"),
        pytest.param({"kind": "lstm", "task": "flag", "layer": 1, "t": 23}, id="single output"),
        pytest.param({"kind": "lstm", "task": "echo"}, id="chance"),
        pytest.param({"kind": "lstm", "running": True}, id="running"),
        pytest.param({"kind": "lstm", "empty": True}, id="no recording"),
        pytest.param({"kind": "dense", "empty": True}, id="no recording, no time"),
        pytest.param({"kind": "lstm", "steps": 240, "units": 80, "t": 230, "unit": 75}, id="large"),
    ]
    return found


@pytest.mark.parametrize("case", cases())
def test_nothing_is_cut_or_lies_on_another(
    make: Make, monkeypatch: pytest.MonkeyPatch, case: dict[str, Any]
) -> None:
    for size in ((764, 606), (600, 420), (1180, 800)):
        view = make(make_shown(**case), size)
        found = texts(view, monkeypatch)
        assert outside(found, view) == []
        assert collisions(found) == []
        assert missing(found) == set()


def test_a_range_keeps_away_from_the_number(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    view = make(make_shown(phase="backward", t=2), (820, 470))
    found = texts(view, monkeypatch)
    for low in (text for text in found if text.text.startswith("±")):
        for other in found:
            level = abs(other.rect.center().y() - low.rect.center().y()) < 6
            if other is not low and level and other.rect.left() > low.rect.left():
                assert other.rect.left() - low.rect.right() >= 5, (low.text, other.text)


@pytest.mark.parametrize("name", ["dark", "light"])
def test_the_theme_is_followed(make: Make, name: str) -> None:
    view = make(make_shown())
    current.set(name)
    image = paint(view)
    assert image.pixelColor(3, 300) == current.theme.bg


def unit_track(view: TimelineView, key: str) -> UnitTrack:
    return next(t for t in view.tracks if isinstance(t, UnitTrack) and t.key == key)


def test_the_numbers_are_those_of_the_recording(
    make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = make_shown(t=9, unit=3, example=12)
    recording = shown.frame.recording
    assert recording is not None
    painted = {text.text for text in texts(make(shown), monkeypatch)}
    for letter in "ifgoch":
        value = float(getattr(recording.layers[0], letter)[9, 3, 12])
        assert numbers.decimal(value) in painted
    shown = make_shown(t=9, unit=3, example=12, phase="backward")
    painted = {text.text for text in texts(make(shown), monkeypatch)}
    for name in ("dz_i", "dz_f", "dz_g", "dz_o", "dc", "dh"):
        value = float(getattr(recording.layers[0], name)[9, 3, 12])
        assert numbers.gradient(value) in painted
    assert {"δi", "δf", "δg", "δo", "δc", "δh"} <= painted


@pytest.mark.parametrize(
    ("phase", "t", "span"),
    [
        ("batch", 0, (0, 0)), ("forward", 9, (0, 10)), ("forward", 23, (0, 24)),
        ("loss", 0, (0, 24)), ("backward", 9, (9, 24)), ("update", 0, (0, 24)),
    ],
)  # fmt: skip
def test_what_has_not_happened_is_veiled(
    make: Make, phase: str, t: int, span: tuple[int, int]
) -> None:
    view = make(make_shown(phase=phase, t=t))
    assert view.m is not None
    found = {
        part[2]
        for part in bands(view.m, view.tracks)
        if part[0] <= unit_track(view, "f").rect.top() < part[1]
    }
    assert found == {span}


def test_a_veiled_step_is_dimmer(make: Make) -> None:
    current.set("dark")
    view = make(make_shown(t=9, example=12))
    image, rect = paint(view), unit_track(view, "f").rect
    assert view.m is not None
    y = int(rect.top() + 0.8 * rect.height())
    clear = image.pixelColor(int(view.m.axis.edge(9)) + 3, y).lightness()
    dim = image.pixelColor(int(view.m.axis.edge(10)) + 3, y).lightness()
    assert dim < 0.7 * clear


def test_while_running_nothing_is_veiled(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    view = make(make_shown(running=True))
    assert view.m is not None
    assert view.m.playhead is None
    assert view.m.t == 23
    assert "following validation example 1" in view.header.followed.text()
    assert not view.header.number.isVisible()


def test_a_click_chooses_unit_and_step(make: Make, qtbot: QtBot) -> None:
    view = make(make_shown(t=9))
    session: Any = view.session
    assert view.m is not None
    rect = unit_track(view, "g").rect
    at = QPoint(int(view.m.axis.centre(4)), int(rect.top() + 2.5 * rect.height() / 8))
    qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=at)
    assert session.said("look") == [{"unit": 2}]
    ticks = view.m.playhead.ticks  # type: ignore[union-attr]
    assert ticks[session.said("tick")[0]][:1] + ticks[session.said("tick")[0]][2:3] == (
        "forward",
        4,
    )


def test_a_click_on_the_gradient_goes_backward(make: Make, qtbot: QtBot) -> None:
    view = make(make_shown(t=9))
    session: Any = view.session
    assert view.m is not None
    at = QPoint(int(view.m.axis.centre(6)), int(view.tracks[-1].rect.center().y()))
    qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=at)
    ticks = view.m.playhead.ticks  # type: ignore[union-attr]
    tick = ticks[session.said("tick")[0]]
    assert (tick.phase, tick.t, tick.layer) == ("backward", 6, 0)


def test_the_ruler_scrubs(make: Make, qtbot: QtBot) -> None:
    view = make(make_shown(t=9))
    session: Any = view.session
    assert view.m is not None
    y = int(view.tracks[0].rect.bottom() - 14)
    x = [int(view.m.axis.centre(t)) for t in (3, 4, 8)]
    qtbot.mousePress(view, Qt.MouseButton.LeftButton, pos=QPoint(x[0], y))
    qtbot.mouseMove(view, QPoint(x[1], y))
    qtbot.mouseMove(view, QPoint(x[2], y + 200))
    qtbot.mouseMove(view, QPoint(5, y))
    qtbot.mouseRelease(view, Qt.MouseButton.LeftButton, pos=QPoint(5, y))
    ticks = view.m.playhead.ticks  # type: ignore[union-attr]
    assert [ticks[k].t for k in session.said("tick")] == [3, 4, 8, 0]


def test_a_click_on_a_cell_chooses_layer_and_unit(make: Make, qtbot: QtBot) -> None:
    view = make(make_shown("dense", t=0))
    session: Any = view.session
    assert view.m is not None
    cells: Any = view.tracks[1]
    sight, top, pitch, _ = cells._cells(view.m, 2, 6)
    assert sight.whole
    at = QPoint(int(view.m.axis.centre(2)), int(top + 4.5 * pitch))
    qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=at)
    assert session.said("look") == [{"layer": 1, "unit": 4}]
    assert view.m.playhead.ticks[session.said("tick")[0]].layer == 1  # type: ignore[union-attr]


def test_a_bubble_tells_the_value(
    make: Make, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    view = make(make_shown(t=9, example=12))
    assert view.m is not None
    rect = unit_track(view, "f").rect
    at = QPoint(int(view.m.axis.centre(4)), int(rect.top() + 2.5 * rect.height() / 8))
    qtbot.mouseMove(view, at)
    recording = view.m.recording
    assert recording is not None
    value = numbers.decimal(float(recording.layers[0].f[4, 2, 12]))
    assert f"f, unit 3, step 5: {value}" in {text.text for text in texts(view, monkeypatch)}
    qtbot.mouseMove(view, QPoint(int(view.m.axis.centre(20)), at.y()))
    assert "f, unit 3, step 21: not reached yet" in {t.text for t in texts(view, monkeypatch)}


def test_places_are_within_the_axis(make: Make) -> None:
    view = make(make_shown())
    assert view.m is not None
    from PySide6.QtCore import QPointF

    middle = unit_track(view, "i").rect.center().y()
    assert view.place_at(QPointF(20, middle)) is None
    assert view.place_at(QPointF(view.m.axis.right + 4, middle)) is None
    place = view.place_at(QPointF(view.m.axis.right - 0.01, middle))
    assert place is not None
    assert place.t == 23
    for t in range(24):
        assert view.m.axis.step(view.m.axis.centre(t)) == t


def test_a_window_follows_the_playhead_and_the_unit(make: Make) -> None:
    shown = make_shown(steps=240, units=80, t=10, unit=3)
    view = make(shown)
    assert view.m is not None
    assert view.m.axis.steps.count == 200
    assert view.m.axis.steps.first == 0
    assert 3 in view.m.units
    assert not view.m.units.whole
    assert shown.playhead is not None
    view.show_state(replace(moved(shown, shown.playhead.at("forward", 239)), unit=79))
    assert view.m.axis.steps.stop == 240
    assert 79 in view.m.units


def test_the_header_asks_for_another_example_and_layer(make: Make, qtbot: QtBot) -> None:
    view = make(make_shown(example=2))
    session: Any = view.session
    assert view.header.number.text() == "example 3 of 32 in this batch"
    qtbot.mouseClick(view.header.after, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(view.header.more, Qt.MouseButton.LeftButton)
    assert session.said("look") == [{"example": 3}, {"layer": 1}]
    assert not view.header.less.isEnabled()


def test_the_summary_is_renewed_when_paused_only(make: Make) -> None:
    view = make(make_shown(t=9))
    said = view.accessibleDescription()
    assert said.startswith("Step 10 of 24, i 0.")
    view.show_state(make_shown(running=True))
    assert view.accessibleDescription() == said
    assert view.accessibleName() == "Timeline"


def test_hidden_it_holds_no_recording(make: Make) -> None:
    shown = make_shown()
    assert shown.frame.recording is not None
    copied = replace(shown, frame=replace(shown.frame, recording=replace(shown.frame.recording)))
    kept = weakref.ref(copied.frame)
    view = make(shown)
    view.show_state(copied)
    paint(view)
    view.hide()
    del copied
    gc.collect()
    assert kept() is None


def test_another_recording_gives_back_the_one_before(make: Make) -> None:
    shown = make_shown()
    recording = shown.frame.recording
    assert recording is not None
    first = replace(shown, frame=replace(shown.frame, recording=replace(recording)))
    kept = weakref.ref(first.frame)
    view = make(shown)
    view.show_state(first)
    paint(view)
    del first
    view.show_state(shown)
    gc.collect()
    assert kept() is None


def test_nan_and_infinite_values_are_painted(make: Make) -> None:
    shown = make_shown("rnn")
    recording = shown.frame.recording
    assert recording is not None
    import numpy as np

    from engine.recording import Trace

    arrays = {
        name: np.array(getattr(recording.layers[0], name)) for name in recording.layers[0].names
    }
    arrays["h"][5:, :, :] = np.nan
    arrays["dh"][:3] = np.inf
    outputs = np.array(recording.outputs)
    outputs[7:] = np.inf
    broken = replace(
        recording,
        layers=(Trace("rnn", arrays), recording.layers[1]),
        outputs=outputs,
        terms=outputs[:, 0] * 1,
    )
    for phase in PHASES:
        paint(
            make(
                replace(
                    make_shown("rnn", phase=phase), frame=replace(shown.frame, recording=broken)
                )
            )
        )


@pytest.mark.parametrize(
    "later",
    [
        {"steps": 10},
        {"steps": 24, "units": 2},
        {"kind": "dense", "t": 0},
        {"kind": "rnn", "steps": 12},
        {"empty": True},
    ],
    ids=str,
)
def test_what_is_pointed_at_may_be_gone_with_the_next_recording(
    make: Make, qtbot: QtBot, later: dict[str, Any]
) -> None:
    view = make(make_shown(steps=40, t=3))
    for y in range(50, view.height(), 24):
        for t in (39, 23, 11):
            view.show_state(make_shown(steps=40, t=3))
            assert view.m is not None
            qtbot.mouseMove(view, QPoint(int(view.m.axis.centre(t)), y))
            view.show_state(make_shown(**later))
            view.grab()
