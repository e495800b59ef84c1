"""The track of predictions: the naive forecast beside the output, and names of classes of any length."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from gui.shown import Shown
from gui.theme import current, px
from gui.views.pixels import picture_of
from gui.views.timeline import track
from gui.views.timeline.inputs import InputTrack
from gui.views.timeline.predictions import PredictionTrack
from gui.views.timeline.timeline import TimelineView
from gui.views.timeline.track import Place
from gui.widgets import numbers
from tests.gui.fakes import FakeSession, make_shown
from tests.gui.views.painted import collisions, outside, paint, texts
from tests.gui.views.recorded import at, shipped

Make = Callable[..., TimelineView]
LONG = ("drizzle in the morning", "fog", "heavy rain at night", "snow", "sunshine all day long")


@pytest.fixture
def make(app: Any, qtbot: QtBot) -> Make:
    def build(shown: Shown, size: tuple[int, int] = (764, 606)) -> TimelineView:
        view = TimelineView(FakeSession(shown))  # type: ignore[arg-type]
        qtbot.addWidget(view)
        view.resize(*size)
        view.show()
        paint(view)
        return view

    return build


def predictions(view: TimelineView) -> PredictionTrack:
    return next(each for each in view.tracks if isinstance(each, PredictionTrack))


def named(shown: Shown, names: tuple[str, ...]) -> Shown:
    """Call the classes by other names."""
    dataset = replace(shown.frame.dataset, classes=names)
    recording = shown.frame.recording
    assert recording is not None
    return replace(
        shown,
        frame=replace(shown.frame, dataset=dataset, recording=replace(recording, dataset=dataset)),
    )


def series() -> Shown:
    return at(shipped("sunspots_yearly", loss="mse"), 20)


# the naive forecast


def test_the_naive_forecast_is_a_line_through_what_went_in(make: Make) -> None:
    shown = series()
    view = make(shown)
    found, m = predictions(view), view.m
    recording = shown.frame.recording
    assert m is not None
    assert recording is not None
    for t in (0, 7, 20):
        assert found.naive_of(m, t) == float(recording.inputs[t, 0, shown.example])
    image = paint(view)
    values = recording.inputs[:, 0, shown.example]
    heights = found.heights(m, values).tolist()
    seen = 0
    for t in range(1, 20):
        x, y = round(m.axis.centre(t)), round(heights[t])
        around = [
            image.pixelColor(x + i, y + j) for i in (-3, -2, -1, 0, 1, 2, 3) for j in (-1, 0, 1)
        ]
        seen += any(abs(c.lightness() - current.theme.bg.lightness()) > 60 for c in around)
    assert seen > 14


def test_it_is_named_in_the_track_and_its_error_in_the_bubble(
    make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = series()
    view = make(shown)
    found, m, recording = predictions(view), view.m, shown.frame.recording
    assert m is not None
    assert recording is not None
    view.pictures.forget()
    assert "naive" in [text.text for text in texts(view, monkeypatch)]
    note = found.note(Place(found, 9, -1), m)
    output, target, naive = (
        float(array[9, 0, shown.example])
        for array in (recording.outputs, recording.targets, recording.inputs)
    )
    assert f"off by {numbers.signed(output - target)}" in note
    naive_said = f"the naive forecast {numbers.decimal(naive)} by {numbers.signed(naive - target)}"
    assert naive_said in note
    in_data = target * recording.dataset.scale + recording.dataset.offset
    assert note.endswith(f"target {numbers.decimal(in_data, 1)}")


def test_data_without_one_show_none(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    view = make(make_shown())
    found, m = predictions(view), view.m
    assert m is not None
    assert found.naive_of(m, 3) is None
    view.pictures.forget()
    assert "naive" not in [text.text for text in texts(view, monkeypatch)]
    assert "naive" not in found.note(Place(found, 3, -1), m)


# names of classes


@pytest.mark.parametrize("size", [(764, 606), (600, 420), (1180, 800)])
def test_long_names_lie_on_nothing(
    make: Make, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int]
) -> None:
    shown = named(at(shipped("seattle_weather"), 13), LONG)
    view = make(shown, size)
    view.pictures.forget()
    found = texts(view, monkeypatch)
    assert outside(found, view) == []
    assert collisions(found) == []


def test_the_header_gives_long_names_the_room_of_its_words(
    make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = at(shipped("seattle_weather"), 13)
    short = make(shown)
    short.pictures.forget()
    words = [text.text for text in texts(short, monkeypatch)]
    assert {"output", "target"} <= set(words)
    view = make(named(shown, LONG))
    view.pictures.forget()
    painted = texts(view, monkeypatch)
    assert "target" not in [text.text for text in painted]
    m = view.m
    assert m is not None
    headers = [text for text in painted if text.rect.right() <= px(track.INSET + track.HEADER)]
    recording = shown.frame.recording
    assert recording is not None
    wanted = LONG[int(recording.targets[13, 0, 0])]
    found = [text.text.rstrip("…") for text in headers]
    assert any(name and wanted.startswith(name) for name in found)


def test_a_single_target_has_room_for_its_name(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    names = tuple(f"number {k}" for k in range(10))
    view = make(named(at(shipped("digits"), 7), names), (600, 420))
    view.pictures.forget()
    found = texts(view, monkeypatch)
    m = view.m
    assert m is not None
    inside = [text.text for text in found if text.rect.left() > m.axis.left]
    assert any(text in names for text in inside)
    assert collisions(found) == []
    assert outside(found, view) == []


# pictures


def test_rows_of_a_picture_are_its_ink(make: Make) -> None:
    shown = at(shipped("digits"), 7)
    view = make(shown)
    m, recording = view.m, shown.frame.recording
    assert m is not None
    assert recording is not None
    inputs = next(each for each in view.tracks if isinstance(each, InputTrack))
    pixels = picture_of(shown.frame.dataset, recording.inputs[:, :, shown.example])
    area, image = inputs.area(m), paint(view)
    theme = current.theme
    paper, full = theme.bg.lightness(), theme.t1.lightness()
    for t in range(7):  # the last one lies below the playhead
        for c in range(8):
            x = round(m.axis.edge(t) + 0.25 * m.axis.column)
            y = int(area.top() + (c + 0.5) * area.height() / 8)
            share = pixels[t, c] / 16
            wanted = paper + share * (full - paper)
            assert image.pixelColor(x, y).lightness() == pytest.approx(wanted, abs=6), (t, c)
    assert np.ptp(pixels) > 8


@pytest.mark.parametrize("width", [764, 620, 1000])
def test_the_letters_of_a_text_are_seen_as_long_as_they_fit(
    make: Make, monkeypatch: pytest.MonkeyPatch, width: int
) -> None:
    shown = at(shipped("shakespeare"), 49)
    view = make(shown, (width, 606))
    view.pictures.forget()
    found, m = texts(view, monkeypatch), view.m
    assert m is not None
    single = [text for text in found if len(text.text) == 1 and text.rect.left() > m.axis.left]
    if m.axis.column > 11.5:
        assert len(single) >= 3 * 50
    assert collisions(found) == []
    assert outside(found, view) == []


@pytest.mark.parametrize(
    "how",
    [{"task": "hold"}, {"task": "flag"}, {"kind": "dense"}, {"project": "truncated"}],
    ids=str,
)
def test_all_places_of_targets_are_those_of_each(app: Any, how: dict[str, Any]) -> None:
    from gui.views.targets import target_place, target_places
    from tests.gui.views.test_kinds import truncated

    chosen = {"project": truncated(), "iterations": 9} if "project" in how else how
    for running in (False, True):
        recording = make_shown(running=running, **chosen).frame.recording
        assert recording is not None
        for example in range(min(3, recording.batch)):
            steps, places = target_places(recording, example)
            each = {t: target_place(recording, t, example) for t in range(recording.steps)}
            wanted = {t: k for t, k in each.items() if k >= 0}
            assert dict(zip(steps.tolist(), places.tolist(), strict=True)) == wanted
