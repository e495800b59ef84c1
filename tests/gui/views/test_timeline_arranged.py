"""Order, heights and folds of the tracks, layers as groups, and the headers as controls."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from pytestqt.qtbot import QtBot

from gui.shown import Shown
from gui.theme import current
from gui.views.timeline.arrangement import Arrangement
from gui.views.timeline.groups import GroupTrack
from gui.views.timeline.handles import Handle
from gui.views.timeline.timeline import TimelineView
from tests.gui.fakes import FakeSession, make_shown
from tests.gui.views.painted import collisions, missing, outside, paint, texts

Make = Callable[..., TimelineView]
Key = Qt.Key
LEFT = Qt.MouseButton.LeftButton
ALT = Qt.KeyboardModifier.AltModifier
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def make(app: Any, qtbot: QtBot) -> Make:
    def build(shown: Shown, size: tuple[int, int] = (764, 606)) -> TimelineView:
        view = TimelineView(FakeSession(shown))  # type: ignore[arg-type]
        qtbot.addWidget(view)
        view.resize(*size)
        view.show()
        return view

    return build


def handle(view: TimelineView, kept: str) -> Handle:
    return next(h for h in view.handles.made if h.track is not None and h.track.kept == kept)


def keys(view: TimelineView) -> list[str]:
    return [each.key for each in view.tracks]


def turned(
    widget: Any, at: QPoint, notches: int, held: Any = Qt.KeyboardModifier.NoModifier
) -> None:
    """Turn the wheel over a widget."""
    place = QPointF(at)
    event = QWheelEvent(
        place, QPointF(widget.mapToGlobal(at)), QPoint(), QPoint(0, 120 * notches), Qt.MouseButton.NoButton,
        held, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    widget.wheelEvent(event)


def test_a_click_on_a_header_folds_the_track_to_the_unit_looked_at(
    make: Make, qtbot: QtBot
) -> None:
    shown = make_shown(t=9, unit=3, example=12)
    view = make(shown)
    high = handle(view, "f").height()
    qtbot.mouseClick(handle(view, "f"), LEFT)
    track: Any = handle(view, "f").track
    assert track.folded
    assert handle(view, "f").height() < high
    image = paint(view)
    recording = shown.frame.recording
    assert recording is not None
    assert view.m is not None
    value = float(recording.layers[0].f[4, 3, 12])
    wanted = current.theme.map("f")[round(255 * value)]
    y = int(track.rect.center().y())
    shade = image.pixelColor(int(view.m.axis.edge(4)) + 5, y)
    assert abs(shade.red() - (wanted >> 16 & 255)) <= 3
    assert track.unit_at(y, view.m) == 3
    assert "folded" in handle(view, "f").accessibleDescription()
    qtbot.mouseClick(handle(view, "f"), LEFT)
    assert handle(view, "f").height() == high


def test_another_unit_is_painted_in_a_folded_track(make: Make) -> None:
    view = make(make_shown(t=9, unit=3, example=12))
    view.stack.arrangement.fold("c", True)
    view.renew()
    before = paint(view)
    view.show_state(make_shown(t=9, unit=0, example=12))
    track: Any = handle(view, "c").track
    after = paint(view)
    assert view.m is not None
    y = int(track.rect.center().y())
    places = [int(view.m.axis.edge(t)) + 5 for t in range(8)]
    assert [before.pixel(x, y) for x in places] != [after.pixel(x, y) for x in places]


def test_the_keyboard_moves_a_track_and_the_focus_goes_along(make: Make, qtbot: QtBot) -> None:
    view = make(make_shown())
    handle(view, "f").setFocus()
    qtbot.keyClick(handle(view, "f"), Key.Key_Up, ALT)
    assert [k for k in keys(view) if k in "ifgoch"] == ["f", "i", "g", "o", "c", "h"]
    assert view.focusWidget() is handle(view, "f")
    qtbot.keyClick(handle(view, "f"), Key.Key_Up, ALT)  # is the first already
    assert keys(view)[2] == "f"
    qtbot.keyClick(handle(view, "y"), Key.Key_Up, ALT)
    assert keys(view)[1:3] == ["x", "y"]
    tops = [each.rect.top() for each in view.tracks]
    assert tops == sorted(tops)
    assert Arrangement().order("lstm", list("ifgoch")) == ["f", "i", "g", "o", "c", "h"]
    view.reset_arrangement()
    assert keys(view) == ["ruler", "x", *"ifgoch", "y", "gradient"]
    assert Arrangement().usual


def test_a_header_is_dragged_to_another_place(make: Make, qtbot: QtBot) -> None:
    view = make(make_shown())
    one, other = handle(view, "h"), handle(view, "f")
    start = QPoint(40, one.height() // 2)
    goal = one.mapFromGlobal(other.mapToGlobal(QPoint(40, 4)))
    qtbot.mousePress(one, LEFT, pos=start)
    qtbot.mouseMove(one, start - QPoint(0, 30))
    qtbot.mouseMove(one, goal)
    assert view.handles.drop is not None
    paint(view)
    qtbot.mouseRelease(one, LEFT, pos=goal)
    assert view.handles.drop is None
    assert [k for k in keys(view) if k in "ifgoch"] == ["i", "h", "f", "g", "o", "c"]
    assert not any(each.folded for each in view.tracks)


def test_heights_are_chosen_and_remembered(make: Make, qtbot: QtBot) -> None:
    view = make(make_shown())
    one = handle(view, "c")
    usual = one.height()
    edge = QPoint(30, usual - 2)
    qtbot.mousePress(one, LEFT, pos=edge)
    qtbot.mouseMove(one, edge + QPoint(0, 40))
    qtbot.mouseRelease(one, LEFT, pos=edge + QPoint(0, 40))
    assert abs(handle(view, "c").height() - usual - 38) <= 2
    assert view.tracks[-1].rect.bottom() <= view.height()
    other = make(make_shown())
    assert handle(other, "c").height() == handle(view, "c").height()
    before = handle(other, "i").height()
    turned(handle(other, "i"), QPoint(20, 10), 2, CTRL)
    assert handle(other, "i").height() > 1.2 * before
    assert other.m is not None
    there: Any = handle(other, "i").track
    at = QPoint(int(other.m.axis.centre(3)), int(there.rect.center().y()))
    turned(other, at, -2, CTRL)
    assert abs(handle(other, "i").height() - before) <= 2
    qtbot.keyClick(handle(other, "i"), Key.Key_0)
    qtbot.mouseDClick(handle(other, "c"), LEFT, pos=QPoint(30, handle(other, "c").height() - 1))
    assert abs(handle(other, "c").height() - usual) <= 1
    assert Arrangement().height("c") is None
    assert Arrangement().usual


def test_heights_that_are_too_large_leave_the_others_their_least(make: Make) -> None:
    view = make(make_shown(), (764, 420))
    for letter in "ifgoch":
        view.stack.arrangement.set_height(letter, 500)
    view.renew()
    assert view.tracks[-1].rect.bottom() <= view.height()
    assert all(each.rect.height() >= 19 for each in view.tracks)


@pytest.mark.parametrize(
    "torn",
    [{"order_lstm": "i f"}, {"order_lstm": "a b c d e f"}, {"height_c": "tall"}, {"folded": "q ?"}],
)
def test_what_is_torn_in_the_memory_is_left_away(app: Any, torn: dict[str, str]) -> None:
    from gui.memory import remember

    for key, value in torn.items():
        remember(f"timeline/{key}", value)
    found = Arrangement()
    assert found.order("lstm", list("ifgoch")) == list("ifgoch")
    assert found.height("c") is None
    assert not any(found.folded(letter) for letter in "ifgoch")


def test_every_header_says_what_it_is(make: Make) -> None:
    view = make(make_shown("gru"))
    names = [h.accessibleName() for h in view.handles.made if h.track is not None]
    assert names[:3] == ["x, input", "r, reset gate", "z, update gate"]
    for each in view.handles.made:
        assert each.toolTip()
        assert each.focusPolicy() == Qt.FocusPolicy.TabFocus


def groups(view: TimelineView) -> list[GroupTrack]:
    return [each for each in view.tracks if isinstance(each, GroupTrack)]


def stacked(**more: Any) -> Shown:
    return make_shown(layers=2, steps=12, iterations=5, t=5, **more)


def test_layers_are_stacked_and_the_one_looked_at_is_open(make: Make, qtbot: QtBot) -> None:
    view = make(stacked(layer=1), (1000, 900))
    assert [each.title for each in groups(view)] == [
        "Layer 1: LSTM",
        "Layer 2: LSTM",
        "Layer 3: Output",
    ]
    assert [each.opened for each in groups(view)] == [False, True, False]
    assert {each.layer for each in view.stack.units} == {1}
    head = next(h for h in view.handles.made if h.track is groups(view)[0])
    qtbot.mouseClick(head, LEFT)
    assert [each.opened for each in groups(view)] == [True, True, False]
    assert {each.layer for each in view.stack.units} == {0, 1}
    head = next(h for h in view.handles.made if h.track is groups(view)[1])
    qtbot.keyClick(head, Key.Key_Return)
    assert [each.opened for each in groups(view)] == [True, False, False]
    view.show_state(stacked(layer=2))
    view.show_state(stacked(layer=1))
    assert groups(view)[1].opened


def test_groups_stand_there_before_there_is_a_recording(
    make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    view = make(stacked(layer=1, empty=True), (1000, 900))
    assert [each.opened for each in groups(view)] == [False, True, False]
    found = texts(view, monkeypatch)
    assert (outside(found, view), collisions(found), missing(found)) == ([], [], set())


def test_a_group_that_does_not_fit_waits_until_there_is_room(make: Make) -> None:
    view = make(stacked(layer=1), (764, 420))
    view.stack.fold(groups(view)[0])
    view.renew()
    assert [each.opened for each in groups(view)] == [False, True, False]
    view.resize(764, 900)
    assert [each.opened for each in groups(view)] == [True, True, False]


@pytest.mark.parametrize("phase", ["batch", "forward", "backward"])
def test_each_layer_shows_its_own_numbers(
    make: Make, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, phase: str
) -> None:
    shown = stacked(layer=1, phase=phase, unit=2)
    view = make(shown, (1000, 900))
    view.stack.fold(groups(view)[0])
    view.renew()
    recording = shown.frame.recording
    assert recording is not None
    assert view.m is not None
    assert shown.playhead is not None
    for layer in (0, 1):
        track: Any = next(t for t in view.stack.units if (t.layer, t.key) == (layer, "f"))
        own = view.m.of(layer)
        name = "dz_f" if phase == "backward" else "f"
        assert np.array_equal(own.values(name), getattr(recording.layers[layer], name)[:, :, 2])  # type: ignore[arg-type]
        first, stop = shown.playhead.reached(layer)
        assert track.span(view.m) == ((stop, 12) if phase == "backward" else (0, first))
    found = texts(view, monkeypatch)
    assert outside(found, view) == []
    assert collisions(found) == []
    assert missing(found) == set()
    below: Any = next(t for t in view.stack.units if (t.layer, t.key) == (0, "g"))
    at = QPoint(int(view.m.axis.centre(3)), int(below.rect.top() + 5.5 * below.rect.height() / 8))
    qtbot.mouseClick(view, LEFT, pos=at)
    session: Any = view.session
    assert session.said("look") == [{"layer": 0, "unit": 5}]
    if phase != "batch":
        tick = shown.playhead.ticks[session.said("tick")[-1]]
        assert (tick.phase, tick.t) == (phase, 3)
    qtbot.mouseMove(view, at + QPoint(60, 0))  # Qt sends no move to where the pointer is already
    qtbot.mouseMove(view, at)
    assert any(text.text.startswith("layer 1, ") for text in texts(view, monkeypatch))


def test_a_folded_group_shows_how_strong_the_layer_is(make: Make) -> None:
    shown = stacked(layer=1, phase="loss")
    view = make(shown, (1000, 700))
    recording = shown.frame.recording
    assert recording is not None
    assert view.m is not None
    means = np.abs(recording.layers[0].h[:, :, 2]).mean(axis=1)
    image, rect = paint(view), groups(view)[0].area(view.m)
    table = current.theme.map("t3")
    for t in range(12):
        wanted = table[min(255, int(255 * means[t] / means.max() + 0.5))]
        shade = image.pixelColor(int(view.m.axis.edge(t)) + 6, int(rect.center().y()))
        assert abs(shade.red() - (wanted >> 16 & 255)) <= 3
    assert (
        groups(view)[0].note(view.place_at(rect.center()), view.m).startswith("Layer 1: LSTM: mean")
    )  # type: ignore[arg-type]
