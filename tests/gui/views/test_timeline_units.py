"""What the tracks of units show: gradients, the order of units, how open gates are."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QPointF, Qt
from pytestqt.qtbot import QtBot

from gui.shown import Shown
from gui.theme import current
from gui.views.timeline import distribution
from gui.views.timeline.orders import Orders, similar
from gui.views.timeline.pictures import bands
from gui.views.timeline.timeline import TimelineView
from gui.views.timeline.units import UnitTrack
from gui.widgets import numbers
from tests.gui.fakes import FakeSession, make_shown, moved
from tests.gui.views.painted import collisions, missing, outside, paint, texts

Make = Callable[..., TimelineView]
LEFT = Qt.MouseButton.LeftButton
SIZES = ((600, 420), (764, 606), (1180, 800))


@pytest.fixture
def make(app: Any, qtbot: QtBot) -> Make:
    def build(shown: Shown, size: tuple[int, int] = (764, 606)) -> TimelineView:
        view = TimelineView(FakeSession(shown))  # type: ignore[arg-type]
        qtbot.addWidget(view)
        view.resize(*size)
        view.show()
        return view

    return build


def track_of(view: TimelineView, key: str) -> UnitTrack:
    return next(each for each in view.stack.units if each.key == key)


def spans(view: TimelineView, key: str) -> set[tuple[int, int]]:
    assert view.m is not None
    middle = track_of(view, key).rect.center().y()
    return {span for top, bottom, span in bands(view.m, view.tracks) if top <= middle < bottom}


# -- gradients ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("mode", "phase", "letter", "span"),
    [
        ("phase", "forward", "f", (0, 10)), ("phase", "backward", "δf", (9, 24)),
        ("values", "forward", "f", (0, 10)), ("values", "backward", "f", (0, 24)),
        ("gradients", "forward", "δf", (24, 24)), ("gradients", "loss", "δf", (24, 24)),
        ("gradients", "backward", "δf", (9, 24)), ("gradients", "update", "δf", (0, 24)),
    ],
)  # fmt: skip
def test_what_tracks_show_is_chosen_and_what_is_not_computed_is_dim(
    make: Make,
    monkeypatch: pytest.MonkeyPatch,
    mode: str,
    phase: str,
    letter: str,
    span: tuple[int, int],
) -> None:
    view = make(make_shown(t=9, phase=phase, example=12))
    view.choose_mode(mode)
    found = {text.text for text in texts(view, monkeypatch)}
    assert letter in found
    assert spans(view, "f") == {span}
    early = mode == "gradients" and phase in ("forward", "loss")
    assert ("not yet computed" in found) == early
    assert ("not yet computed" in view.header.note.toolTip()) == early
    assert view.header.note.isHidden() == (not letter.startswith("δ"))
    at = QPointF(view.m.axis.centre(3), track_of(view, "f").rect.center().y())  # type: ignore[union-attr]
    place = view.place_at(at)
    assert place is not None
    assert ("not reached yet" in place.track.note(place, view.m)) == (span[0] > 3)  # type: ignore[arg-type]


def test_sizes_of_gradients_are_painted_on_decades_that_are_printed(
    make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = make_shown(phase="update", example=12)
    view = make(shown)
    recording = shown.frame.recording
    assert recording is not None
    assert view.m is not None
    trace = recording.layers[0]
    largest = max(np.abs(getattr(trace, name)).max() for name in trace.names if name[0] == "d")
    top = int(np.ceil(np.log10(largest)))
    image, table = paint(view), current.theme.map("gradient")
    for key, name in (("f", "dz_f"), ("c", "dc"), ("h", "dh")):
        track = track_of(view, key)
        for t, unit in ((3, 1), (12, 4), (20, 6)):
            size = abs(float(getattr(trace, name)[t, unit, 12]))
            share = min(1.0, max(0.0, (np.log10(size) - (top - 4)) / 4)) if size else 0.0
            wanted = table[int(255 * share + 0.5)]
            row = track.rect.height() / 8
            y = int(track.rect.top() + (unit + 0.5) * row)
            shade = image.pixelColor(int(view.m.axis.edge(t)) + 6, y)
            for shift, part in zip(
                (16, 8, 0), (shade.red(), shade.green(), shade.blue()), strict=True
            ):
                assert abs(part - (wanted >> shift & 255)) <= 4
    ends = f"{numbers.gradient(10.0 ** (top - 4))} to {numbers.gradient(10.0**top)}"
    assert ends in {text.text for text in texts(view, monkeypatch)}
    assert view.header.note.toolTip() == f"δ: gradient of the loss, {ends}"
    assert view.header.note.text() == f"δ {ends}"
    view.resize(1000, 606)
    assert view.header.note.text() == f"δ: gradient of the loss, {ends}"


def test_the_control_in_the_header_and_the_menu_choose_the_same(make: Make, qtbot: QtBot) -> None:
    view = make(make_shown())
    combo = view.header.mode
    assert combo.accessibleName() == "What the tracks show"
    combo.setFocus()
    qtbot.keyClick(combo, Qt.Key.Key_End)
    assert view.mode == "gradients"
    view.choices.renew()
    assert view.choices.made["gradients"].isChecked()
    view.choices.made["values"].trigger()
    assert view.mode == "values"
    for mode in ("gradients", "values"):
        qtbot.keyClick(view, Qt.Key.Key_G, Qt.KeyboardModifier.ControlModifier)
        assert view.mode == mode
    assert combo.currentText() == "Values"
    timeless = make(make_shown("dense", t=0))
    assert timeless.header.mode.isHidden()
    timeless.choices.renew()
    assert not timeless.choices.made["gradients"].isEnabled()


@pytest.mark.parametrize("kind", ["rnn", "gru", "dropout", "layer_norm"])
@pytest.mark.parametrize("phase", ["forward", "backward"])
def test_gradients_of_all_kinds_are_painted(
    make: Make, monkeypatch: pytest.MonkeyPatch, kind: str, phase: str
) -> None:
    for size in SIZES:
        view = make(make_shown(kind, phase=phase, steps=12, iterations=3, t=4, layer=0), size)
        view.choose_mode("gradients")
        found = texts(view, monkeypatch)
        assert (outside(found, view), collisions(found), missing(found)) == ([], [], set())


def test_a_click_on_a_gradient_goes_into_the_backward_phase(make: Make, qtbot: QtBot) -> None:
    shown = make_shown(t=9)
    view = make(shown)
    view.choose_mode("gradients")
    assert view.m is not None
    rect = track_of(view, "c").rect
    qtbot.mouseClick(view, LEFT, pos=QPoint(int(view.m.axis.centre(6)), int(rect.center().y())))
    session: Any = view.session
    assert shown.playhead is not None
    tick = shown.playhead.ticks[session.said("tick")[0]]
    assert (tick.phase, tick.t) == ("backward", 6)


def test_what_is_not_a_number_is_painted_as_the_largest(make: Make) -> None:
    from engine.recording import Trace

    shown = make_shown("rnn", phase="update")
    recording = shown.frame.recording
    assert recording is not None
    arrays = {
        name: np.array(getattr(recording.layers[0], name)) for name in recording.layers[0].names
    }
    arrays["dh"] *= (
        1e6 / np.abs(arrays["dh"]).max()
    )  # above 1: there 0 is not at an end of the scale
    arrays["dh"][3], arrays["dh"][4], arrays["dh"][5] = np.nan, np.inf, 0
    broken = replace(recording, layers=(Trace("rnn", arrays), recording.layers[1]))
    view = make(replace(shown, frame=replace(shown.frame, recording=broken)))
    image, table = paint(view), current.theme.map("gradient")
    assert view.m is not None
    y = int(track_of(view, "h").rect.top() + 20)
    for t, entry in ((3, 255), (4, 255), (5, 0)):
        shade = image.pixelColor(int(view.m.axis.edge(t)) + 6, y)
        assert abs(shade.red() - (table[entry] >> 16 & 255)) <= 2


def test_without_a_backward_pass_values_are_shown(
    make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    from engine.recording import Trace

    shown = make_shown("rnn", t=9)
    recording = shown.frame.recording
    assert recording is not None
    layers = [
        Trace(each.kind, {name: getattr(each, name) for name in each.names if name[0] != "d"})
        for each in recording.layers
    ]
    forward = replace(recording, layers=tuple(layers))
    view = make(replace(shown, frame=replace(shown.frame, recording=forward)))
    view.choose_mode("gradients")
    found = {text.text for text in texts(view, monkeypatch)}
    assert "h" in found
    assert "δh" not in found
    assert spans(view, "h") == {(0, 10)}
    assert view.header.note.text() == ""


# -- order of units ----------------------------------------------------------------------------


@given(st.integers(1, 20), st.integers(2, 12), st.integers(0, 2**32 - 1))
def test_an_order_holds_every_unit_once_and_is_always_the_same(
    units: int, steps: int, seed: int
) -> None:
    values = np.random.default_rng(seed).integers(-2, 3, (units, steps)).astype(np.float32)
    order = similar(values)
    assert sorted(order.tolist()) == list(range(units))
    assert np.array_equal(order, similar(values.copy()))


def test_units_that_behave_alike_stand_together_and_ties_go_by_number() -> None:
    wave = np.sin(np.arange(30))
    other = np.cos(1.7 * np.arange(30))
    rows = np.array(
        [wave, other, 2 * wave, np.zeros(30), 3 * other + 1, 0.5 * wave, np.full(30, 7)]
    )
    order = similar(rows).tolist()
    assert order[-2:] == [3, 6]  # what never changes, by number
    groups = [unit in (0, 2, 5) for unit in order[:5]]
    assert groups in ([True] * 3 + [False] * 2, [False] * 2 + [True] * 3)
    assert [unit for unit in order if unit in (0, 2, 5)] == [0, 2, 5]
    assert similar(np.full((4, 3), np.nan)).tolist() == [0, 1, 2, 3]


def test_in_another_order_every_number_stays_true(
    make: Make, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = make_shown(t=9, unit=3, example=12)
    view = make(shown)
    plain = view.accessibleDescription()
    view.choices.made["similarity"].trigger()
    m, recording = view.m, shown.frame.recording
    assert m is not None
    assert recording is not None
    assert m.order is not None
    assert m.order.tolist() != list(range(8))
    assert view.accessibleDescription() == plain
    image, track = paint(view), track_of(view, "f")
    row = track.rect.height() / 8
    for place in range(8):
        unit = int(m.order[place])
        y = int(track.rect.top() + (place + 0.5) * row)
        wanted = current.theme.map("f")[round(255 * float(recording.layers[0].f[4, unit, 12]))]
        shade = image.pixelColor(int(m.axis.edge(4)) + 6, y)
        assert abs(shade.red() - (wanted >> 16 & 255)) <= 3
        assert track.unit_at(y, m) == unit
    at = QPoint(int(m.axis.centre(4)), int(track.rect.top() + 5.5 * row))
    unit = int(m.order[5])
    qtbot.mouseClick(view, LEFT, pos=at)
    session: Any = view.session
    assert session.said("look") == [{"unit": unit}]
    qtbot.mouseMove(view, at + QPoint(80, 0))
    qtbot.mouseMove(view, at)
    value = numbers.decimal(float(recording.layers[0].f[4, unit, 12]))
    assert f"f, unit {unit + 1}, step 5: {value}" in {
        text.text for text in texts(view, monkeypatch)
    }
    place = m.row(3)
    qtbot.keyClick(view, Qt.Key.Key_Down)
    assert session.said("look")[-1] == {"unit": int(m.order[min(place + 1, 7)])}
    table = view.numbers(shown)
    assert table is not None
    view.choose_order("index")
    assert view.m is not None
    assert view.m.order is None


def test_the_order_is_kept_while_training_runs() -> None:
    orders = Orders()
    orders.kind = "similarity"
    stopped, running = make_shown().frame.recording, make_shown(running=True).frame.recording
    assert orders.rows(running, 0) is None
    first = orders.rows(stopped, 0)
    assert first is not None
    assert orders.rows(running, 0) is first
    assert orders.rows(stopped, 0) is first
    other = make_shown(iterations=5).frame.recording
    assert orders.rows(other, 0) is not first
    assert (
        orders.rows(make_shown(units=5, iterations=2).frame.recording, 0).tolist() != first.tolist()
    )  # type: ignore[union-attr]
    both = orders.rows(make_shown("gru", both=True, steps=8, iterations=2).frame.recording, 0)
    assert both is not None
    assert set(both[: len(both) // 2].tolist()) == set(range(len(both) // 2))


def test_the_unit_looked_at_is_within_the_rows_in_sight(make: Make) -> None:
    shown = make_shown(steps=24, units=80, iterations=2, t=3)
    view = make(shown)
    view.choose_order("similarity")
    for unit in (0, 41, 79, 7):
        view.show_state(replace(shown, unit=unit))
        assert view.m is not None
        assert view.m.row(unit) in view.m.units
        assert view.m.unit(view.m.row(unit)) == unit


# -- how open gates are ------------------------------------------------------------------------


def test_values_are_counted_from_closed_to_open() -> None:
    found, other, none = (
        distribution.counts(np.array([[0.0, 0.01, 0.99, 1.0, 0.5, 0.5, 0.5]]))[0],
        *distribution.counts(np.array([[0.0] * 3, [1.0] * 3])),
    )
    assert found[0] == pytest.approx(2 / 3)
    assert found[15] == pytest.approx(2 / 3)
    assert found[8] == 1
    assert found.sum() == pytest.approx(7 / 3)
    assert (other[0], none[15]) == (1, 1)
    assert not distribution.counts(np.zeros((2, 0))).any()
    broken = np.array([[0.1, np.nan, 0.1, np.inf, -np.inf], [np.nan] * 5])
    assert np.flatnonzero(distribution.counts(broken)).tolist() == [1]


def test_what_is_not_a_number_is_not_counted(make: Make) -> None:
    from engine.recording import Trace

    shown = make_shown(running=True)
    recording = shown.frame.recording
    assert recording is not None
    trace = recording.layers[0]
    broken = trace.f.copy()
    broken[3, 2, :] = np.nan
    arrays = {name: getattr(trace, name) for name in trace.names} | {"f": broken}
    layers = (Trace("lstm", arrays), *recording.layers[1:])
    view = make(
        replace(shown, frame=replace(shown.frame, recording=replace(recording, layers=layers)))
    )
    image = paint(view)
    assert view.m is not None
    whole = make(shown)
    there = distribution.strip(view.m, track_of(view, "f")).toAlignedRect()
    seen = [image.pixel(there.left() + 2, y) for y in range(there.top(), there.bottom())]
    like = paint(whole)
    assert len(set(seen)) > 1
    other = distribution.strip(view.m, track_of(view, "i")).toAlignedRect()
    assert image.copy(other) == like.copy(other)


def test_beside_each_gate_it_stands_how_open_it_is(
    make: Make, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    trace = make_shown().frame.recording.layers[0]  # type: ignore[union-attr]
    values = trace.f[:, :, 12]
    t = int(np.abs(values.mean(axis=1) - values.mean()).argmax())
    shown = make_shown(t=t, example=12)
    view = make(shown)
    assert view.m is not None
    track = track_of(view, "f")
    rect = distribution.strip(view.m, track)
    mean = float(values[t].mean())
    assert abs(mean - values.mean()) * rect.height() > 5
    image, line = paint(view), current.theme.t1.rgb()
    x = int(rect.center().x())
    lit = [y for y in range(int(rect.top()), int(rect.bottom())) if image.pixel(x, y) == line]
    assert lit
    assert abs(np.mean(lit) - (rect.bottom() - mean * rect.height())) <= 2
    qtbot.mouseMove(view, rect.center().toPoint() + QPoint(3, 0))
    qtbot.mouseMove(view, rect.center().toPoint())
    here, whole = numbers.decimal(mean), numbers.decimal(float(values.mean()))
    said = f"f: open by {here} on average at step {t + 1}, by {whole} over all steps"
    assert said in {text.text for text in texts(view, monkeypatch)}
    assert f"(on average {here})" in view.accessibleDescription()


def test_there_is_no_strip_where_it_would_say_nothing(
    make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    wide = make(make_shown("rnn")).m
    assert wide is not None
    view = make(make_shown())
    assert view.m is not None
    assert view.m.axis.right < wide.axis.right
    assert "open" in {text.text for text in texts(view, monkeypatch)}
    view.choose_mode("gradients")
    assert "open" not in {text.text for text in texts(view, monkeypatch)}
    view.choices.made["spread"].setChecked(False)
    assert view.m.axis.right == wide.axis.right
    other = make(make_shown())
    assert not other.spread  # remembered
    narrow = make(make_shown(), (420, 420))
    assert not track_of(narrow, "f").distributed


# -- examples ----------------------------------------------------------------------------------


def test_examples_are_flicked_through_by_key(make: Make, qtbot: QtBot) -> None:
    view = make(make_shown(example=2))
    qtbot.keyClick(view, Qt.Key.Key_BracketRight)
    qtbot.keyClick(view, Qt.Key.Key_BracketLeft)
    session: Any = view.session
    assert session.said("look") == [{"example": 3}, {"example": 2}]
    assert view.header.after.autoRepeat()
    running = make(make_shown(running=True))
    qtbot.keyClick(running, Qt.Key.Key_BracketRight)
    session = running.session
    assert session.said("look") == []


def test_stepping_paints_no_map_anew(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    shown = make_shown(steps=240, units=80, iterations=2, t=100)
    view = make(shown)
    view.choose_order("similarity")
    paint(view)
    monkeypatch.setattr("gui.views.timeline.units.paint_maps", None)
    assert shown.playhead is not None
    for t in (101, 102, 103):
        view.show_state(moved(shown, shown.playhead.at("forward", t)))
        paint(view)
