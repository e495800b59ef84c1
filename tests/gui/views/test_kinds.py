"""Every kind of layer, activation, loss and regime is painted: timeline and cell, in every phase."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from typing import Any, get_args

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from engine.project import (
    GRU,
    LAYERS,
    LSTM,
    RNN,
    Activation,
    BatchNorm,
    Characters,
    Dense,
    Dropout,
    Echo,
    Hold,
    LayerNorm,
    Network,
    Project,
    Sine,
    StepDecay,
    Training,
    Xor,
)
from gui.language import set_language
from gui.shown import Shown
from gui.theme import current
from gui.views.cell import CellView
from gui.views.cell_facts import spot, sum_facts
from gui.views.cell_gates import gru_facts, gru_gradients, lstm_facts, lstm_gradients
from gui.views.cell_norm import norm_facts
from gui.views.cell_output import output_facts, single_loss
from gui.views.symbols import written
from gui.views.targets import example_means, target_place
from gui.views.timeline.pictures import bands
from gui.views.timeline.timeline import TimelineView
from gui.views.timeline.units import UnitTrack
from tests.gui.fakes import FakeSession, make_project, make_shown
from tests.gui.views.painted import collisions, missing, outside, paint, texts

Both = tuple[TimelineView, CellView]
Make = Callable[..., Both]
PHASES = ("batch", "forward", "loss", "backward", "update")
SMALL: Any = {"steps": 10, "units": 5, "iterations": 8, "t": 6}
SIZES = (((764, 606), (372, 756)), ((600, 420), (372, 576)))


@pytest.fixture
def make(app: Any, qtbot: QtBot) -> Make:
    def build(shown: Shown, sizes: Any = SIZES[0]) -> Both:
        session: Any = FakeSession(shown)
        timeline, cell = TimelineView(session), CellView(session)
        for view, size in zip((timeline, cell), sizes, strict=True):
            qtbot.addWidget(view)
            view.resize(*size)
            view.show()
        return timeline, cell

    return build


def painted(view: TimelineView | CellView) -> QWidget:
    return view.page if isinstance(view, CellView) else view


def check(make: Make, monkeypatch: pytest.MonkeyPatch, shown: Shown) -> None:
    """Paint both views at two sizes: nothing is cut, lies on another, or has no glyph."""
    for sizes in SIZES:
        for view in make(shown, sizes):
            target = painted(view)
            found = texts(target, monkeypatch)
            assert found
            assert outside(found, target) == []
            assert collisions(found) == []
            assert missing(found) == set()
            assert view.accessibleDescription() or shown.frame.running


def task_of(kind: str) -> str:
    return {"embedding": "text", "dense": "echo"}.get(kind, "hold")


@pytest.mark.parametrize("phase", PHASES)
@pytest.mark.parametrize("kind", LAYERS)
def test_every_kind_is_painted_in_every_phase(
    make: Make, monkeypatch: pytest.MonkeyPatch, kind: str, phase: str
) -> None:
    for layer in range(3 if kind in ("embedding", "batch_norm", "layer_norm", "dropout") else 2):
        shown = make_shown(kind, phase=phase, task=task_of(kind), layer=layer, unit=2, **SMALL)
        check(make, monkeypatch, shown)


@pytest.mark.parametrize("kind", LAYERS)
def test_every_kind_is_painted_before_the_first_iteration_and_while_running(
    make: Make, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    for state in ({"empty": True}, {"running": True}):
        for layer in (0, 1):
            shown = make_shown(kind, task=task_of(kind), layer=layer, **state, **SMALL)
            check(make, monkeypatch, shown)


@pytest.mark.parametrize("phase", ["forward", "backward"])
@pytest.mark.parametrize("kind", ["dense", "batch_norm", "layer_norm", "dropout"])
def test_every_kind_is_painted_without_time(
    make: Make, monkeypatch: pytest.MonkeyPatch, kind: str, phase: str
) -> None:
    for running in (False, True):
        for layer in (0, 1, 2):
            shown = make_shown(
                kind, task="xor", phase=phase, layer=layer, unit=1, t=0, running=running, units=5,
                iterations=8,
            )  # fmt: skip
            check(make, monkeypatch, shown)


@pytest.mark.parametrize("phase", ["forward", "backward"])
@pytest.mark.parametrize("kind", ["rnn", "lstm", "gru"])
@pytest.mark.parametrize("task", ["hold", "flag", "ended"])
def test_both_directions_are_painted(
    make: Make, monkeypatch: pytest.MonkeyPatch, kind: str, task: str, phase: str
) -> None:
    for reverse in (False, True):
        for unit in (1, 7):
            shown = make_shown(
                kind, both=True, task=task, phase=phase, reverse=reverse, unit=unit, **SMALL
            )
            check(make, monkeypatch, shown)
    check(make, monkeypatch, make_shown(kind, both=True, task=task, running=True, **SMALL))


@pytest.mark.parametrize("activation", get_args(Activation))
def test_every_activation_is_painted(
    make: Make, monkeypatch: pytest.MonkeyPatch, activation: Any
) -> None:
    layers = (Dense(units=5, activation=activation), Dense(units=30, activation=activation))
    project = Project(data=Sine(examples=20, validation=5), network=Network(layers=layers))
    for phase in ("forward", "backward"):
        for layer, unit in ((0, 3), (1, 27)):
            shown = make_shown(
                project=project, phase=phase, layer=layer, unit=unit, t=0, iterations=5
            )
            check(make, monkeypatch, shown)


@pytest.mark.parametrize("loss", ["mse", "mae", "huber", "bce", "cross_entropy"])
@pytest.mark.parametrize("weights", [(), (1.0, 2.5)])
def test_every_loss_is_painted(
    make: Make, monkeypatch: pytest.MonkeyPatch, loss: Any, weights: Any
) -> None:
    classes = loss in ("bce", "cross_entropy")
    data: Any = Xor(examples=8) if classes else Sine(examples=20, validation=5)
    training = Training(
        loss=loss, class_weights=weights if classes else (), huber_delta=0.1, batch_size=4
    )
    project = Project(data=data, network=Network(layers=(Dense(units=3),)), training=training)
    for phase in ("forward", "loss"):
        for example in range(4):
            shown = make_shown(
                project=project, phase=phase, layer=1, t=0, iterations=5, example=example
            )
            check(make, monkeypatch, shown)
            at = spot(shown)
            assert at is not None
            said = output_facts(at)
            if not classes:
                error = said.output - said.target
                assert single_loss(loss, error, 0.1) == pytest.approx(said.term, rel=1e-4, abs=1e-9)
            else:
                chance = said.output if said.target > 0.5 else 1 - said.output
                assert -said.weight * np.log(chance) == pytest.approx(said.term, rel=1e-3)
                assert said.weight == (weights[int(said.target)] if weights else 1)


def truncated() -> Project:
    return Project(
        data=Hold(length=30, examples=20, validation=4),
        network=Network(layers=(GRU(units=4), LSTM(units=3), RNN(units=3))),
        training=Training(truncate=8, batch_size=5, schedule=StepDecay(every=2), clip_value=0.1),
    )


@pytest.mark.parametrize("layer", [0, 1, 2, 3])
def test_a_part_of_truncated_sequences_is_numbered_as_a_part(
    make: Make, monkeypatch: pytest.MonkeyPatch, layer: int
) -> None:
    for phase in PHASES:
        for t in (0, 5):
            shown = make_shown(
                project=truncated(), iterations=9, phase=phase, layer=layer, t=t, example=1
            )
            check(make, monkeypatch, shown)
    recording = shown.frame.recording
    assert recording is not None
    assert recording.start == 8
    timeline, cell = make(make_shown(project=truncated(), iterations=9, t=5, layer=layer))
    assert "9 to 16 of 30" in {text.text for text in texts(timeline, monkeypatch)}
    assert "step 14" in cell.page._place()


def test_the_state_that_was_carried_is_found_from_what_became_of_it(app: Any) -> None:
    for layer, facts in ((0, gru_facts), (1, lstm_facts)):
        at = spot(make_shown(project=truncated(), iterations=9, t=0, layer=layer, unit=1))
        assert at is not None
        assert at.carried
        found: Any = facts(at)
        state = found.h if layer == 0 else found.c
        assert found.kept + found.written == pytest.approx(state, abs=1e-5)
        assert found.kept != 0
    at = spot(make_shown(project=truncated(), iterations=9, t=0, layer=2, unit=1))
    assert at is not None
    total = sum_facts(at)
    assert total.from_inputs + total.from_memory + total.bias == pytest.approx(total.z, abs=1e-5)


def test_a_gru_adds_up(app: Any) -> None:
    for t in (0, 4, 9):
        for reverse in (False, True):
            at = spot(
                make_shown(
                    "gru", both=True, phase="backward", reverse=reverse, unit=7 if reverse else 2,
                    **{**SMALL, "t": t},
                )
            )  # fmt: skip
            assert at is not None
            assert at.reverse == reverse
            facts, back = gru_facts(at), gru_gradients(at)
            assert facts.kept + facts.written == pytest.approx(facts.h, abs=1e-6)
            assert np.tanh(facts.from_inputs + facts.r * facts.hn) == pytest.approx(
                facts.n, abs=1e-5
            )
            slope = back.h * (1 - facts.z) * (1 - facts.n**2)
            assert back.n == pytest.approx(slope, rel=1e-3, abs=1e-8)
            assert back.r == pytest.approx(
                back.n * facts.hn * facts.r * (1 - facts.r), rel=1e-3, abs=1e-8
            )
            of_z = back.h * (facts.h_before - facts.n) * facts.z * (1 - facts.z)
            assert back.z == pytest.approx(of_z, rel=1e-3, abs=1e-8)
            assert back.h_before == facts.z * back.h


@pytest.mark.parametrize("kind", ["lstm", "rnn"])
def test_a_unit_of_the_reverse_direction_has_read_what_comes_later(app: Any, kind: str) -> None:
    for t in (0, 4, 9):
        at = spot(make_shown(kind, both=True, reverse=True, unit=7, **{**SMALL, "t": t}))
        assert at is not None
        assert (at.own, at.past, at.first) == (2, "t+1", t == 9)
        if kind == "rnn":
            facts = sum_facts(at)
            total = facts.from_inputs + facts.from_memory + facts.bias
            assert total == pytest.approx(facts.z, abs=1e-5)
            assert len(facts.memory) == 5
            continue
        gates = lstm_facts(at)
        assert gates.kept + gates.written == pytest.approx(gates.c, abs=1e-6)
        shown = make_shown(
            kind, both=True, reverse=True, unit=7, phase="backward", **{**SMALL, "t": t}
        )
        back_at = spot(shown)
        assert back_at is not None
        back = lstm_gradients(back_at)
        through = back.h * gates.o * (1 - gates.tanh_c**2)
        assert back.through_h == pytest.approx(through, rel=1e-3, abs=1e-8)


@pytest.mark.parametrize("kind", ["batch_norm", "layer_norm"])
@pytest.mark.parametrize("task", ["hold", "xor", "ended"])
def test_a_normalization_is_what_its_numbers_say(app: Any, kind: str, task: str) -> None:
    for running in (False, True):
        shown = make_shown(kind, task=task, running=running, layer=1, unit=2, **SMALL)
        at = spot(shown)
        assert at is not None
        facts = norm_facts(at)
        assert facts.gain * facts.x_hat + facts.shift == pytest.approx(facts.y, abs=1e-5)
        if running and kind == "batch_norm" and task == "xor":
            assert np.isnan(facts.mean)  # one number does not tell what it was measured against
        else:
            measured = (facts.x - facts.mean) / facts.deviation
            assert measured == pytest.approx(facts.x_hat, abs=2e-3)


def test_what_is_dropped_is_said(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    said = set()
    for unit in range(5):
        for t in range(10):
            shown = make_shown("dropout", layer=1, unit=unit, **{**SMALL, "t": t})
            at = spot(shown)
            assert at is not None
            assert at.value("x") * at.value("mask") == pytest.approx(at.value("y"))
            _, cell = make(shown)
            said.add((cell.page.sentence().split()[0], at.value("mask") == 0))
    assert said == {("Dropped", True), ("Kept,", False)}


def test_an_embedding_looks_up_a_row(make: Make) -> None:
    shown = make_shown("embedding", task="text", unit=3, **SMALL)
    at = spot(shown)
    assert at is not None
    dataset = at.recording.dataset
    row = int(at.trace.x[at.t, 0, at.example])
    assert at.value("y") == at.recording.parameter("0.weight")[row, 3]
    _, cell = make(shown)
    symbol = written(dataset.symbols, row)
    assert cell.page.sentence() == f"Looks up row {row + 1}, that of “{symbol}”."


@pytest.mark.parametrize("kind", ["embedding", "gru"])
@pytest.mark.parametrize("steps", [8, 20])
def test_a_text_is_painted_as_letters(
    make: Make, monkeypatch: pytest.MonkeyPatch, kind: str, steps: int
) -> None:
    shown = make_shown(kind, task="text", **{**SMALL, "steps": steps})
    recording = shown.frame.recording
    assert recording is not None
    timeline, cell = make(shown)
    found = {text.text for text in texts(timeline, monkeypatch)}
    names = recording.dataset.symbols
    for target in recording.targets[:, 0, shown.example].tolist():
        assert written(names, target) in found
    output = replace(shown, layer=len(recording.layers) - 1)
    timeline, cell = make(output)
    assert cell.page.sentence().startswith("Says “")
    assert recording.probabilities is not None
    said = int(recording.probabilities[6, :, 2].argmax())
    assert f"“{written(names, said)}”" in cell.page.sentence()
    timeline, _ = make(
        make_shown(kind, task="text", **{**SMALL, "steps": steps}), ((420, 300), SIZES[0][1])
    )
    paint(timeline)


def test_two_classes_of_a_softmax_are_shown_as_a_chance(make: Make) -> None:
    project = Project(
        data=Echo(length=8, examples=20, validation=4),
        network=Network(layers=(RNN(units=3),)),
        training=Training(loss="cross_entropy", batch_size=5),
    )
    shown = make_shown(project=project, iterations=5, layer=1, t=6)
    at = spot(shown)
    assert at is not None
    assert at.recording.probabilities is not None
    timeline, _ = make(shown)
    track: Any = timeline.tracks[-2]
    assert timeline.m is not None
    assert track.classes(timeline.m) == 0
    chances = track.output(timeline.m)
    assert np.array_equal(chances, at.recording.probabilities[:, 1, 2])


def test_the_two_directions_are_reached_apart(make: Make) -> None:
    def spans(phase: str, *, reverse: bool, t: int) -> list[tuple[int, int]]:
        shown = make_shown("gru", both=True, phase=phase, reverse=reverse, **{**SMALL, "t": t})
        if not reverse:
            ticks = shown.playhead.ticks  # type: ignore[union-attr]
            at = [(k.phase, k.t, k.layer, k.reverse) for k in ticks].index((phase, t, 0, False))
            shown = replace(shown, playhead=replace(shown.playhead, index=at))  # type: ignore[type-var]
        timeline, _ = make(shown)
        assert timeline.m is not None
        track = next(each for each in timeline.tracks if each.key == "n")
        assert isinstance(track, UnitTrack)
        return [part[2] for part in track.spans(timeline.m)]

    assert spans("forward", reverse=False, t=3) == [(0, 4), (10, 10)]
    assert spans("forward", reverse=True, t=3) == [(0, 10), (3, 10)]
    assert spans("backward", reverse=True, t=3) == [(10, 10), (0, 4)]
    assert spans("backward", reverse=False, t=3) == [(3, 10), (0, 10)]


def test_strips_go_from_top_to_bottom(make: Make) -> None:
    for unit in (1, 7):
        timeline, _ = make(make_shown("lstm", both=True, reverse=True, unit=unit, **SMALL))
        assert timeline.m is not None
        found = bands(timeline.m, timeline.tracks)
        assert all(a[1] <= b[0] + 20 and a[0] < b[0] for a, b in pairwise(found))


def test_a_click_on_the_reverse_half_goes_to_its_tick(make: Make, qtbot: QtBot) -> None:
    shown = make_shown("gru", both=True, layers=2, **SMALL)
    timeline, _ = make(shown)
    session: Any = timeline.session
    assert timeline.m is not None
    track = next(each for each in timeline.tracks if each.key == "z")
    ticks = timeline.m.playhead.ticks  # type: ignore[union-attr]
    for share, reverse in ((0.25, False), (0.75, True)):
        y = int(track.rect.top() + share * track.rect.height())
        at = QPoint(int(timeline.m.axis.centre(3)), y)
        qtbot.mouseClick(timeline, Qt.MouseButton.LeftButton, pos=at)
        tick = ticks[session.said("tick")[-1]]
        assert (tick.phase, tick.t, tick.layer, tick.reverse) == ("forward", 3, 0, reverse)


@pytest.mark.parametrize("name", ["dark", "light"])
def test_a_gru_takes_the_colours_of_the_gates_that_do_the_same(make: Make, name: str) -> None:
    current.set(name)
    shown = make_shown("gru", **SMALL)
    timeline, _ = make(shown)
    recording = shown.frame.recording
    assert recording is not None
    assert timeline.m is not None
    image = paint(timeline)
    for letter, token in (("r", "f"), ("z", "i")):
        track = next(each for each in timeline.tracks if each.key == letter)
        row = track.rect.height() / 5
        at = (int(timeline.m.axis.edge(2)) + 4, int(track.rect.top() + 2.5 * row))
        value = float(getattr(recording.layers[0], letter)[2, 2, shown.example])
        wanted = current.theme.map(token)[round(255 * value)]
        shade = image.pixelColor(*at)
        for channel, part in zip(
            (16, 8, 0), (shade.red(), shade.green(), shade.blue()), strict=True
        ):
            assert abs(part - (wanted >> channel & 255)) <= 3


def test_targets_of_padded_and_truncated_examples_are_found(app: Any) -> None:
    shown = make_shown("lstm", task="ended", **SMALL)
    recording = shown.frame.recording
    assert recording is not None
    for example in range(recording.batch):
        places = [target_place(recording, t, example) for t in range(recording.steps)]
        counted = [k for k in places if k >= 0]
        assert len(counted) == recording.lengths[example] - 1  # an echo has none in its first step
        mean = recording.terms[counted, example].mean()
        assert example_means(recording)[example] == pytest.approx(mean, rel=1e-5)
    part = make_shown(project=truncated(), iterations=9).frame.recording
    assert part is not None
    assert example_means(part) == pytest.approx(part.terms.mean(axis=0), rel=1e-5)


def test_an_imported_network_has_no_output_layer(
    make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = Project(
        data=Hold(length=8, examples=20, validation=4),
        network=Network(layers=(LSTM(units=3), GRU(units=1)), output=None),
        training=Training(batch_size=5),
    )
    for phase in PHASES:
        for layer in (0, 1):
            shown = make_shown(project=project, iterations=5, phase=phase, layer=layer, t=4)
            check(make, monkeypatch, shown)
    timeline, _ = make(make_shown(project=project, iterations=5, layer=1))
    assert timeline.header.layer_text.text() == "Layer 2 of 2: GRU"
    make(make_shown(project=project, iterations=5, empty=True, layer=1))


def test_korean_has_room_too(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    set_language("ko")
    try:
        for kind in LAYERS:
            for phase in ("forward", "backward"):
                layer = 0 if kind in ("dense", "rnn", "lstm", "gru", "embedding") else 1
                shown = make_shown(kind, task=task_of(kind), phase=phase, layer=layer, **SMALL)
                check(make, monkeypatch, shown)
    finally:
        set_language("en")


def test_a_long_chain_of_layers_without_time(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    layers = (Dense(units=40), BatchNorm(), Dropout(), Dense(units=3), LayerNorm(), Dense(units=2))
    project = Project(
        data=Sine(examples=20, validation=5), network=Network(layers=layers + layers[:5])
    )
    for layer in range(12):
        shown = make_shown(
            project=project, layer=layer, unit=39, t=0, iterations=3, phase="backward"
        )
        check(make, monkeypatch, shown)


def test_what_has_no_name_has_a_number() -> None:
    assert written(("a", " ", "\n"), 1) == "␣"
    assert written(("a", " ", "\n"), 2.0) == "↵"
    assert written((), 3) == "3"
    assert written(("a",), float("nan")) == "?"
    assert written(("a",), -1) == "?"


def test_characters_are_those_of_the_text() -> None:
    assert make_project("gru", task="text").data == Characters(length=20)
