"""The timeline while time runs: what stays is kept, and the picture is the same as painted anew."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from engine.recording import Recording
from gui.shown import Shown
from gui.theme import current
from gui.views.timeline.timeline import TimelineView
from gui.views.timeline.track import Track
from tests.gui.fakes import FakeSession, make_shown
from tests.gui.views.painted import paint

Make = Callable[..., TimelineView]


@pytest.fixture
def make(app: Any, qtbot: QtBot) -> Make:
    def build(shown: Shown, size: tuple[int, int] = (764, 606)) -> TimelineView:
        view = TimelineView(FakeSession(shown))  # type: ignore[arg-type]
        qtbot.addWidget(view)
        view.resize(*size)
        view.show()
        return view

    return build


def following(shown: Shown, **arrays: Any) -> Shown:
    """Give the next refresh: another Recording of the same example."""
    recording = shown.frame.recording
    assert recording is not None
    return replace(shown, frame=replace(shown.frame, recording=replace(recording, **arrays)))


def pixels(image: QImage) -> np.ndarray:
    wide, high = image.width(), image.height()
    found = np.frombuffer(image.constBits(), np.uint32).reshape(high, image.bytesPerLine() // 4)
    return found[:, :wide].copy()


KINDS: tuple[dict[str, Any], ...] = (
    {"kind": "lstm"}, {"kind": "gru"}, {"kind": "rnn"}, {"kind": "lstm", "both": True},
    {"kind": "lstm", "steps": 200, "units": 40}, {"kind": "lstm", "layers": 3},
)  # fmt: skip


@pytest.mark.parametrize("how", KINDS, ids=str)
def test_what_is_kept_looks_as_painted_anew(make: Make, how: dict[str, Any]) -> None:
    shown = make_shown(running=True, **how)
    view = make(shown)
    first = pixels(paint(view))  # nothing is kept yet
    for _ in range(3):
        view.show_state(following(shown))
        kept = pixels(paint(view))
    assert view.running._ground is not None
    assert (first == kept).all()


def test_what_stays_is_painted_once(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    shown = make_shown(running=True)
    view = make(shown)
    for _ in range(3):
        paint(view)
        view.show_state(following(shown))
    painted: list[Track] = []
    for kind in {type(each) for each in view.tracks}:
        monkeypatch.setattr(kind, "ground", lambda track, *_: painted.append(track))
    paint(view)
    assert not painted


def inputs_of(recording: Recording, k: int) -> np.ndarray:
    return np.roll(recording.inputs, k, axis=0)


def test_an_example_that_changes_each_time_is_painted_as_it_is(make: Make) -> None:
    shown = make_shown(running=True)
    recording = shown.frame.recording
    assert recording is not None
    view = make(shown)
    for k in range(4):
        fresh = following(shown, inputs=inputs_of(recording, k))
        view.show_state(fresh)
        shown_now = pixels(paint(view))
        assert view.running._ground is None
        assert (shown_now == pixels(paint(make(fresh)))).all()


@pytest.mark.parametrize("theme", ["dark", "light"])
def test_each_cell_has_the_colour_of_its_value(make: Make, theme: str) -> None:
    current.set(theme)
    shown = make_shown(running=True, unit=-1)
    view = make(shown)
    for _ in range(3):
        view.show_state(following(shown))
        image = paint(view)
    m = view.m
    assert m is not None
    checked = 0
    for track in view.stack.units:
        values = m.values(track.key)
        assert values is not None
        gate = track.key in "ifo"
        low, high = (0.0, 1.0) if gate else (-track.extent, track.extent)
        table = current.theme.map(track.token if gate else "signed")
        row = track.rect.height() / m.units.count
        for t in (0, 7, 23):
            for unit in (1, 6):
                share = (float(values[t, unit]) - low) / (high - low)
                wanted = table[int(np.clip(255 * share + 0.5, 0, 255))]
                y = track.rect.top() + (unit + 0.5) * row
                assert image.pixel(int(m.axis.centre(t)), int(y)) == wanted
                checked += 1
    assert checked == 36


def test_where_bars_of_the_gradient_end_their_sizes_say(make: Make) -> None:
    shown = make_shown(running=True)
    view = make(shown)
    image, m, flow = paint(view), view.m, view.stack.flow
    assert m is not None
    ground, base = current.theme.bg.rgb(), round(flow.rect.bottom()) - 2
    for t in range(24):
        x = int(m.axis.centre(t))
        lit = 0
        while image.pixel(x, base - lit) != ground:
            lit += 1
        room = round(flow.rect.height() - 2)
        assert abs(lit - room * flow.share(t)) <= 2


def test_what_the_user_draws_or_drags_is_seen_while_time_runs(make: Make) -> None:
    shown = make_shown(running=True)
    view = make(shown)
    before = pixels(paint(view))
    assert view.m is not None
    view.handles.drop = 300.0
    line = pixels(paint(view))
    changed = np.flatnonzero((line != before).any(axis=1))
    assert 299 <= changed.min() <= changed.max() <= 303
    view.handles.drop = None
    view.pointing.range = (3, 6)
    drawn = np.flatnonzero((pixels(paint(view)) != before).any(axis=0))
    assert abs(drawn.min() - view.m.axis.edge(3)) <= 1
    assert abs(drawn.max() - view.m.axis.edge(7)) <= 1
