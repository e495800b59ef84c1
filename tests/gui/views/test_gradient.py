"""Gradient view: bars and charts are the Recording's, the words have the number, remedies are real changes."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from engine.diagnosis import diagnose
from engine.frame import Divergence
from engine.probing_gradient import Fared, GradientFared, LayerGradients, LayerRms
from engine.project import (
    GRU,
    LSTM,
    RNN,
    SGD,
    BatchNorm,
    Characters,
    Dense,
    Dropout,
    Embedding,
    Hold,
    Moons,
    Network,
    Project,
    Training,
)
from engine.shares import step_gradients
from gui.language import set_language
from gui.session import Session
from gui.shown import Shown
from gui.theme import current
from gui.views import gradient_facts, gradient_page
from gui.views import gradient_words as words
from gui.views.gradient import GradientView
from gui.views.gradient_charts import Axis, paint_shares
from gui.views.gradient_facts import Before, Facts, facts
from gui.views.gradient_page import PROBE
from gui.views.gradient_remedies import remedies
from gui.views.timeline.heatmap import Decades
from gui.widgets.ink import gradient_colour
from tests.gui.fakes import FakeSession, make_project, make_shown, moved
from tests.gui.views.painted import Text, collisions, missing, outside, paint, texts

Make = Callable[..., GradientView]
Key = Qt.Key


def deep(
    activation: Any = "sigmoid", layers: int = 8, initialization: Any = "glorot", **training: Any
) -> Project:
    one = Dense(units=16, activation=activation, initialization=initialization)
    return Project(
        data=Moons(examples=64, validation=16),
        network=Network(layers=(one,) * layers),
        training=Training(loss="bce", batch="full", optimizer=SGD(), learning_rate=0.1, **training),
    )


@pytest.fixture
def make(app: Any, qtbot: QtBot) -> Make:
    def build(shown: Any, size: tuple[int, int] = (372, 1200)) -> GradientView:
        session = FakeSession(shown) if isinstance(shown, Shown) else shown
        view = GradientView(session)  # type: ignore[arg-type]
        qtbot.addWidget(view)
        view.resize(*size)
        view.show()
        QApplication.processEvents()
        return view

    return build


Live = Callable[[Project], tuple[Session, GradientView, Callable[[], Shown]]]


@pytest.fixture
def live(make: Make, qtbot: QtBot) -> Iterator[Live]:
    made: list[tuple[Session, GradientView]] = []

    def build(project: Project) -> tuple[Session, GradientView, Callable[[], Shown]]:
        session = Session(project)

        def settled() -> Shown:
            qtbot.waitUntil(
                lambda: (
                    session.state.frame.answered >= session._sent
                    and session.state.frame.busy is None
                ),
                timeout=8000,
            )
            return session.state

        session.open(project)
        settled()
        session.go(iteration=5)
        settled()
        view = make(session)
        session.shown.connect(view.show_state)
        made.append((session, view))
        return session, view, settled

    yield build
    for session, view in made:
        view.close()
        session.close()


def seen(view: GradientView, monkeypatch: pytest.MonkeyPatch) -> list[Text]:
    view.page._still = view.page._ground = None
    return texts(view.page, monkeypatch)


def found_of(view: GradientView) -> Facts:
    assert view.page.found is not None
    return view.page.found


def near(one: QColor, other: QColor) -> bool:
    return all(abs(a - b) <= 3 for a, b in zip(one.getRgb(), other.getRgb(), strict=True))


# -- what takes long to compute --------------------------------------------------------------------


def test_what_takes_long_is_said_to_be_computed_until_the_engine_has_it(
    make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = make_shown(phase="backward", iterations=3)
    recording = shown.frame.recording
    assert recording is not None
    small = make(shown)
    assert small.probes(shown) == (PROBE,)
    wanted = seen(small, monkeypatch)
    high = small.page.height()
    monkeypatch.setattr(gradient_facts, "WORK", 0)
    view = make(shown)
    probe = GradientFared(recording, shown.layer)
    assert view.probes(shown) == (PROBE, probe)
    waiting = seen(view, monkeypatch)
    assert sum(text.text == "Computing …" for text in waiting) == 2
    assert not any("% of dW" in text.text for text in waiting)
    assert "Computing" in view.summary(shown)
    assert found_of(view).counted == ()
    steps = step_gradients(recording, shown.layer)
    assert steps is not None
    fared = Fared(steps, diagnose(recording))
    frame = replace(shown.frame, probes={probe: fared})
    view.show_state(replace(shown, frame=frame))
    assert found_of(view).steps is steps
    assert [text.text for text in seen(view, monkeypatch)] == [text.text for text in wanted]
    assert view.page.height() == high
    assert "Computing" not in view.summary(shown)
    view.show_state(shown)  # the next iteration is computed: nothing jumps
    assert view.page.height() == high


def test_the_window_computes_no_shares_while_it_waits(
    make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    def never(*_: Any) -> Any:
        raise AssertionError("computed in the window")

    monkeypatch.setattr(gradient_facts, "WORK", 0)
    monkeypatch.setattr("engine.shares._shares", never)
    monkeypatch.setattr(gradient_facts, "diagnose", never)
    assert found_of(make(make_shown(phase="backward"))).waits


def test_the_engine_computes_what_takes_long(
    live: Live, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gradient_facts, "WORK", 0)
    session, view, settled = live(make_project())
    session.shown.connect(lambda shown: session.watch(probes=view.probes(shown)))
    for step in (6, 7):
        session.go(iteration=step)
        settled()
        qtbot.waitUntil(lambda: not found_of(view).waits)
        assert found_of(view).iteration == step
        recording = session.state.frame.recording
        assert recording is not None
        wanted = step_gradients(recording, session.state.layer)
        assert wanted is not None
        assert view.page.found is not None
        assert view.page.found.steps is not None
        assert view.page.found.steps.shares.tobytes() == wanted.shares.tobytes()


def test_measuring_one_example_takes_a_part_of_the_time_at_most(
    make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = [0.0]
    monkeypatch.setattr(gradient_page.time, "monotonic", lambda: clock[0])
    whole = gradient_page.facts

    def slow(*given: Any, **named: Any) -> Any:
        clock[0] += 0.04
        return whole(*given, **named)

    monkeypatch.setattr(gradient_page, "facts", slow)
    shown = make_shown(running=True)
    view = make(shown)
    begun, looked = clock[0], clock[0]
    for k in range(1, 200):
        clock[0] += 0.01
        before = clock[0]
        frame = replace(shown.frame, iteration=shown.frame.iteration + k)
        view.show_state(replace(shown, frame=frame))
        looked = clock[0] if clock[0] != before else looked
    assert looked > begun
    spent = 0.04 * round((clock[0] - begun - 199 * 0.01) / 0.04)
    assert spent <= 0.06 * (clock[0] - begun) + 0.04


# -- by layer --------------------------------------------------------------------------------------


@pytest.mark.parametrize("theme", ["dark", "light"])
def test_a_bar_is_as_long_and_as_bright_as_the_gradient_of_its_layer(
    make: Make, theme: str
) -> None:
    current.set(theme)
    shown = make_shown(project=deep(), phase="backward", iterations=3, layer=8)
    view = make(shown)
    page, recording = view.page, shown.frame.recording
    assert recording is not None
    diagnosis = diagnose(recording)
    image = paint(page)
    left, wide = 20 + 96, round(page_bar(page))
    ends = []
    for k, bar in enumerate(found_of(view).bars):
        assert bar.rms == pytest.approx(diagnosis.layers[k].rms)
        share = (math.log10(bar.rms) - page.decades.bottom) / page.decades.span
        share = min(1.0, max(0.0, share))
        y = round(page.row(k).center().y())
        colour = gradient_colour(share)
        row = [near(image.pixelColor(x, y), colour) for x in range(left, left + wide + 9)]
        if share > 0.05:
            assert sum(row) == pytest.approx(share * page_bar(page), abs=4)
        ends.append(sum(row))
    assert ends[-1] == max(ends)


def page_bar(page: Any) -> float:
    return page.width() - 40 - 96 - 50 - 58 - 8  # type: ignore[no-any-return]


def test_it_says_with_a_number_that_the_gradient_vanishes_explodes_or_fares_well(
    make: Make,
) -> None:
    shown = make_shown(project=deep(), phase="backward", iterations=3)
    view = make(shown)
    assert shown.frame.recording is not None
    ratio = diagnose(shown.frame.recording).grad_ratio
    assert ratio < 1e-3
    assert view.page.summary().startswith(
        f"The gradient vanishes: layer 1 gets {words.times(ratio)} times that of layer 9."
    )
    well = make(make_shown(project=deep("relu", 8, "he"), phase="backward", iterations=3))
    assert "anishes" not in well.page.summary()
    assert "xplodes" not in well.page.summary()
    assert words.times(found_of(well).ratio) in well.page.summary()
    loud = make(make_shown(project=deep("relu", 8, "normal"), phase="backward", iterations=1))
    assert found_of(loud).norm > 100
    assert "The gradient explodes: its length is" in loud.page.summary()
    assert "cut to 1" in loud.page.summary()


def test_a_gradient_of_nothing_and_one_of_no_number_are_said(make: Make) -> None:
    view = make(make_shown(project=deep(), phase="backward", iterations=3))
    found = found_of(view)
    none = replace(found, bars=tuple(replace(bar, rms=0.0) for bar in found.bars))
    assert words.by_layer(none) == "No gradient arrives: it is 0 in every layer."
    broken = replace(found, bars=(replace(found.bars[0], rms=math.nan), *found.bars[1:]))
    assert words.by_layer(broken) == "The gradient is no finite number any more."
    assert words.grave_layers(none)
    assert words.grave_layers(broken)
    far = replace(found, bars=(replace(found.bars[0], rms=1e9), *found.bars[1:]))
    assert "explodes: layer 1 gets" in words.by_layer(far)


def test_the_history_is_that_of_the_iterations_seen(make: Make) -> None:
    shown = [make_shown(iterations=k, iteration=k, phase="backward") for k in (3, 5, 8)]
    view = make(shown[0])
    for one in (*shown[1:], shown[1], shown[2]):
        view.show_state(one)
    ring = view.page.rings.of(0)
    # a recording leads one on; going back forgets what lies ahead
    assert [iteration for iteration, _ in ring] == [4, 6, 9]
    for (_, rms), one in zip(ring, shown, strict=True):
        recording = one.frame.recording
        assert recording is not None
        wanted = [layer.rms for layer in diagnose(recording).layers]
        assert list(rms) == pytest.approx(wanted)
    other = replace(shown[0], frame=replace(shown[0].frame, branch=4))
    view.show_state(other)
    assert len(view.page.rings.of(4)) == 1
    view.hide()
    assert len(view.page.rings.of(0)) == 3


def test_while_time_runs_the_probe_has_the_gradient_of_the_batch(make: Make) -> None:
    shown = make_shown(running=True, iterations=20)
    view = make(shown)
    assert view.probes(shown) == (LayerGradients(),)
    assert not found_of(view).whole
    assert view.page.rings.of(0) == []
    assert found_of(view).counted == ()
    measured = LayerRms(21, (0.5, 0.25), 0.75)
    view.show_state(replace(shown, frame=replace(shown.frame, probes={PROBE: measured})))
    found = found_of(view)
    assert found.whole
    assert [bar.rms for bar in found.bars] == [0.5, 0.25]
    assert found.iteration == 21
    assert view.page.rings.of(0) == [(21, (0.5, 0.25))]


def test_while_time_runs_it_is_measured_a_few_times_a_second(
    make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = [100.0]
    monkeypatch.setattr("gui.views.gradient_page.time.monotonic", lambda: clock[0])
    shown = make_shown(running=True, iterations=20)

    def frame(iteration: int, **more: Any) -> Shown:
        probes = {PROBE: LayerRms(iteration, (0.5, 0.25), 0.75)}
        one = replace(shown.frame, iteration=iteration, probes=probes)
        return replace(shown, frame=one, **more)

    view = make(frame(21))
    clock[0] += 0.03
    view.show_state(frame(25))
    assert found_of(view).iteration == 21
    view.show_state(frame(26, layer=1))  # another layer is looked at: at once
    assert found_of(view).iteration == 26
    clock[0] += 0.2
    view.show_state(frame(40, layer=1))
    assert found_of(view).iteration == 40
    view.show_state(make_shown(iterations=20, phase="backward", layer=1))  # time stands
    assert not view.page.shown.frame.running  # type: ignore[union-attr]
    assert len(found_of(view).counted) == 1


def test_the_probe_is_asked_for_and_answered_while_training_runs(live: Live, qtbot: QtBot) -> None:
    session, view, _ = live(make_project("lstm", steps=6, units=3))
    session.watch(probes=view.probes(session.state))
    session.play(True)
    qtbot.waitUntil(
        lambda: session.state.frame.running and len(view.page.rings.of(session.state.frame.branch)) > 2,
        timeout=8000,
    )  # fmt: skip
    session.play(False)
    assert all(len(rms) == 2 for _, rms in view.page.rings.of(session.state.frame.branch))


# -- through time ----------------------------------------------------------------------------------


def test_the_charts_are_those_of_the_layer_looked_at(
    make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = make_shown("gru", layers=2, phase="backward", t=5, iterations=20, layer=1)
    view = make(shown)
    recording = shown.frame.recording
    assert recording is not None
    wanted = step_gradients(recording, 1)
    steps = found_of(view).steps
    assert steps is not None
    assert wanted is not None
    assert steps.norms.tolist() == wanted.norms.tolist()
    assert steps.shares.tolist() == wanted.shares.tolist()
    assert steps.shares.sum() == pytest.approx(1, abs=1e-6)
    painted = {text.text for text in seen(view, monkeypatch)}
    share = words.share_text(float(wanted.shares[:, 5].sum()))
    size = f"{wanted.norms[5]:.1e}".replace("e-0", "e−").replace(".0e", "e")
    assert f"Step 6: {size}, × {words.times(float(wanted.factors[5]))}, {share} of dW" in painted


@pytest.mark.parametrize("kind", ["lstm", "gru", "rnn"])
def test_the_bands_of_a_step_are_stacked_in_the_colours_of_their_gates(
    make: Make, kind: str
) -> None:
    shown = make_shown(kind, phase="update", iterations=20, steps=8)
    view = make(shown)
    page, steps = view.page, found_of(view).steps
    assert steps is not None
    image, axis = paint(page), page.axis()
    tokens = {"r": "f", "z": "i", "n": "g"}
    top, high = round(page.tops["shares"]), 64
    high_end = axis.summed(steps.shares)
    up = high_end.clip(min=0).sum(axis=0).max()
    for t in range(8):
        x = round(axis.x(t) + 0.3 * axis.column)
        column = [image.pixelColor(x, top + y) for y in range(high)]
        for row, letter in enumerate(steps.letters):
            share = float(steps.shares[row, t])
            colour = getattr(current.theme, tokens.get(letter, letter))
            count = sum(near(one, colour) for one in column)
            tall = abs(share) * high / scale(axis, steps)
            assert count == pytest.approx(tall, abs=1.6), (letter, t)
    assert up > 0


def scale(axis: Axis, steps: Any) -> float:
    from gui.views.gradient_charts import share_range

    return sum(share_range(axis, steps))


def test_steps_that_share_a_column_add_up() -> None:
    axis = Axis(500, 64, 352)
    assert axis.each == 6
    assert axis.count == 84
    values = np.arange(1000.0).reshape(2, 500)
    assert axis.summed(values).sum() == values.sum()
    assert axis.largest(values[0])[-1] == 499
    factors = np.full(500, 0.5)
    factors[-1] = np.nan
    assert axis.mean(factors).tolist() == pytest.approx([0.5] * 84)
    assert np.isnan(axis.mean(np.full(500, np.nan))).all()
    assert axis.step(axis.x(321) + 1) == 318
    assert axis.step(0) == 0
    assert axis.step(9999) == 498


def test_a_gradient_that_vanishes_through_time_is_said_first(make: Make) -> None:
    shown = make_shown("rnn", task="flag", phase="backward", steps=40, iterations=3)
    view = make(shown)
    assert shown.frame.recording is not None
    ratio = diagnose(shown.frame.recording).grad_time_ratio
    assert ratio < 1e-4
    text = (
        f"It vanishes through time: step 1 gets {words.times(ratio)} times the gradient of step 40."
    )
    assert view.page.sentence() == text
    found = found_of(view)
    assert found.steps is not None
    swelling = replace(found, steps=replace(found.steps, norms=found.steps.norms[::-1]))
    assert "It explodes through time" in words.by_time(swelling)


def test_the_reverse_direction_goes_the_other_way(make: Make) -> None:
    shown = make_shown(
        "lstm", both=True, phase="backward", unit=10, t=6, reverse=True, iterations=9
    )
    view = make(shown)
    assert found_of(view).reverse
    assert "Step 24 gets" in view.page.summary()
    forward = make(make_shown("lstm", both=True, phase="backward", unit=2, t=6, iterations=9))
    assert "Step 1 gets" in forward.page.summary()


def test_what_the_gradient_has_not_reached_is_dim(make: Make) -> None:
    shown = make_shown("lstm", phase="backward", t=15, iterations=20)
    view = make(shown)
    page = view.page
    axis, y = page.axis(), round(page.tops["norms"]) + 60
    image = paint(page)
    view.show_state(make_shown("lstm", phase="update", iterations=20))
    whole = paint(page)
    for t, dim in ((3, True), (14, True), (16, False), (23, False)):
        x = round(axis.x(t) + 0.25 * axis.column)
        assert near(image.pixelColor(x, y), whole.pixelColor(x, y)) != dim, t


def test_a_layer_of_one_step_says_that_it_has_no_way_back(make: Make) -> None:
    view = make(make_shown("rnn", task="flag", phase="backward", iterations=3, layer=1))
    assert " ".join(view.page.lines["time"]).startswith("This layer has one step")
    QTest.keyClick(view.page, Key.Key_Left)
    assert view.session.calls == []  # type: ignore[attr-defined]


# -- going there -----------------------------------------------------------------------------------


def test_a_click_on_a_bar_goes_to_its_layer(make: Make) -> None:
    shown = make_shown("lstm", layers=2, phase="forward", iterations=9)
    view = make(shown)
    session: Any = view.session
    QTest.mouseClick(view.page, Qt.MouseButton.LeftButton, pos=view.page.row(1).center().toPoint())
    assert session.said("look") == [{"layer": 1}]
    assert shown.playhead is not None
    tick = shown.playhead.ticks[session.said("tick")[0]]
    assert (tick.phase, tick.layer, tick.t) == ("backward", 1, 23)


def test_a_click_on_a_column_goes_to_its_step(make: Make) -> None:
    shown = make_shown("lstm", phase="forward", iterations=9)
    view = make(shown)
    session, page, axis = view.session, view.page, view.page.axis()
    for chart in ("norms", "factors", "shares"):
        at = axis.x(7) + axis.column / 2, page.tops[chart] + 20
        QTest.mouseClick(page, Qt.MouseButton.LeftButton, pos=moved_point(*at))
    assert shown.playhead is not None
    ticks = [shown.playhead.ticks[k] for k in session.said("tick")]  # type: ignore[attr-defined]
    assert [(t.phase, t.layer, t.t) for t in ticks] == [("backward", 0, 7)] * 3


def moved_point(x: float, y: float) -> Any:
    from PySide6.QtCore import QPoint

    return QPoint(round(x), round(y))


def test_arrows_go_to_the_next_layer_and_to_the_next_step(make: Make) -> None:
    shown = make_shown("lstm", layers=2, phase="backward", t=9, iterations=9)
    view = make(shown)
    session: Any = view.session
    assert shown.playhead is not None
    for key, wanted in (
        (Key.Key_Down, (1, 23)), (Key.Key_Left, (0, 8)), (Key.Key_Right, (0, 10)),
    ):  # fmt: skip
        session.calls.clear()
        QTest.keyClick(view.page, key)
        tick = shown.playhead.ticks[session.said("tick")[0]]
        assert (tick.phase, tick.layer, tick.t) == ("backward", *wanted)
    session.calls.clear()
    QTest.keyClick(view.page, Key.Key_Up)  # there is none above
    assert session.calls == []


def test_while_time_runs_a_click_chooses_the_layer_alone(make: Make) -> None:
    view = make(make_shown("lstm", running=True, iterations=9))
    session: Any = view.session
    QTest.mouseClick(view.page, Qt.MouseButton.LeftButton, pos=view.page.row(1).center().toPoint())
    assert session.calls == [("look", {"layer": 1})]


def test_a_step_paints_over_the_still_part(make: Make) -> None:
    shown = make_shown("lstm", phase="backward", t=9, iterations=9)
    view = make(shown)
    paint(view.page)
    still = view.page._still
    assert shown.playhead is not None
    view.show_state(moved(shown, shown.playhead.index + 3))
    paint(view.page)
    assert view.page._still is still


# -- units -----------------------------------------------------------------------------------------


def test_dead_and_saturated_units_are_counted(make: Make) -> None:
    shown = make_shown("lstm", phase="backward", iterations=300)
    view = make(shown)
    assert shown.frame.recording is not None
    one = diagnose(shown.frame.recording).layers[0]
    counted = found_of(view).counted
    assert [c.layer for c in counted] == [0]
    assert counted[0].dead == len(one.dead)
    assert {name: (low, high) for name, low, high in counted[0].ends} == one.saturation
    rows = words.saturated(counted, 0)
    assert [row[0] for row in rows] == ["i", "f", "g", "o", "tanh c"]
    assert rows[1][2] == f"{100 * one.saturation['f'][1]:.0f}\N{NO-BREAK SPACE}%"


def test_units_of_dense_layers_are_counted_too(make: Make) -> None:
    shown = make_shown(project=deep("tanh", 2), phase="backward", iterations=2)
    recording = shown.frame.recording
    assert recording is not None
    found = facts(shown.frame, 0, reverse=False)
    assert found is not None
    y = recording.layers[1].y
    assert found.counted[1].ends == (("y", float((y < -0.95).mean()), float((y > 0.95).mean())),)
    dying = make_shown(project=deep("relu", 4, "normal", clip=0.0), phase="backward", iterations=2)
    recording = dying.frame.recording
    assert recording is not None
    dead = [int((~(layer.y != 0).any(axis=(0, 2))).sum()) for layer in recording.layers[:-1]]
    assert sum(dead) > 0
    view = make(dying)
    assert f"Dead units: {sum(dead)} of 64" in view.page.summary()


# -- remedies --------------------------------------------------------------------------------------


def choices(project: Project) -> dict[str, str]:
    return {one.key: one.current for one in remedies(project)}


def test_a_network_is_offered_what_it_can_take() -> None:
    assert choices(deep()) == {
        "activation": "", "initialization": "glorot", "normalization": "off", "clipping": "on",
    }  # fmt: skip
    gated = Project(network=Network(layers=(LSTM(forget_bias=5.0), BatchNorm())))
    assert choices(gated) == {
        "cell": "lstm", "initialization": "", "normalization": "on", "clipping": "on", "forget": "5",
    }  # fmt: skip
    text = Project(data=Characters(), network=Network(layers=(Embedding(), GRU(), Dropout())))
    assert choices(text) == {
        "cell": "gru", "initialization": "", "normalization": "off", "clipping": "on",
    }  # fmt: skip
    two = Project(network=Network(layers=(RNN(units=5, bidirectional=True), LSTM(units=3))))
    cell = next(one for one in remedies(two) if one.key == "cell")
    assert cell.current == ""
    assert cell.values["gru"] == (GRU(units=5, bidirectional=True), GRU(units=3))
    assert cell.values["lstm"] == (
        LSTM(units=5, bidirectional=True, initialization=two.network.layers[0].initialization),
        two.network.layers[1],
    )
    for one in remedies(text):
        assert one.restarts == (one.key != "clipping")
        if one.key == "initialization":
            layers: Any = one.values["orthogonal"]
            assert layers[0] == text.network.layers[0]
            assert layers[1].initialization == "orthogonal"
    scaled = Project(network=Network(layers=(RNN(initialization="he", scale=3.0),)))
    assert choices(scaled)["initialization"] == ""
    full = Project(network=Network(layers=(RNN(),) * 12))
    assert "normalization" not in choices(full)
    linear = Project(network=Network(layers=(Dense(activation="identity"), BatchNorm())))
    assert "activation" not in choices(linear)


def test_normalization_stands_behind_the_layers_and_comes_away_again() -> None:
    for count, behind in ((3, [0, 1, 2]), (8, [1, 3, 5, 7]), (10, [4, 9])):
        project = deep(layers=count)
        one = {r.key: r for r in remedies(project)}["normalization"]
        layers: Any = one.values["on"]
        plain = [k for k, layer in enumerate(layers) if not isinstance(layer, BatchNorm)]
        norms = [k for k, layer in enumerate(layers) if isinstance(layer, BatchNorm)]
        assert [plain.index(k - 1) for k in norms] == behind
        assert one.note == (len(behind), count)
        changed = Project(project.name, network=Network(layers=layers))
        back = {r.key: r for r in remedies(changed)}["normalization"]
        assert back.current == "on"
        assert back.values["off"] == project.network.layers


def test_batch_normalization_cures_the_deep_sigmoid_network(live: Live) -> None:
    session, view, settled = live(deep())
    before = found_of(view).ratio
    assert before < 1e-3
    row = view.remedies.rows["normalization"]
    assert "behind 4 of 8" in row.caption.note
    assert row.switch is not None
    row.switch.click()
    settled()
    assert view.page.compared is not None
    assert view.remedies.again.text() == "Run to iteration 5 to compare"
    view.remedies.again.click()
    shown = settled()
    assert shown.frame.iteration == 5
    assert view.remedies.again.isHidden()
    assert found_of(view).ratio > 1e-2
    assert len(shown.frame.project.network.layers) == 12
    compared = view.page.compared
    assert compared is not None
    assert compared.found.ratio == before
    # a layer is compared with itself, though normalization has moved it on
    had = compared.rms(found_of(view).bars)
    kinds = [bar.kind for bar in found_of(view).bars]
    assert [math.isnan(rms) for rms in had] == [kind == "batch_norm" for kind in kinds]
    assert [rms for rms in had if not math.isnan(rms)] == [bar.rms for bar in compared.found.bars]
    session.undo()
    assert settled().frame.project.network == deep().network
    assert view.page.compared is None
    assert found_of(view).ratio == before


def test_each_switch_is_a_change_of_the_project_that_undo_takes_back(live: Live) -> None:
    session, view, settled = live(
        Project(
            data=Hold(length=5, examples=8, validation=4),
            network=Network(layers=(LSTM(units=2), Dense(units=3))),
            training=Training(batch_size=4, clip=0.5),
        )
    )
    rows = view.remedies.rows

    def press(key: str, choice: str) -> None:
        row = rows[key]
        if row.choice is not None:
            row.choice.segments[choice].click()
        else:
            assert row.switch is not None
            row.switch.click()

    for key, choice, read, wanted in (
        ("cell", "gru", lambda p: type(p.network.layers[0]), GRU),
        ("activation", "relu", lambda p: p.network.layers[1].activation, "relu"),
        ("initialization", "he", lambda p: [x.initialization for x in p.network.layers], ["he", "he"]),
        ("forget", "5", lambda p: p.network.layers[0].forget_bias, 5.0),
        ("clipping", "off", lambda p: p.training.clip, 0.0),
        ("normalization", "on", lambda p: p.network.layers[2], BatchNorm()),
    ):  # fmt: skip
        old = session.state.project
        assert rows[key].isVisible()
        assert ("restarts" in rows[key].caption.note) == (key != "clipping")
        press(key, choice)
        new = settled()
        assert read(new.frame.project) == wanted, key
        restarted = new.frame.iteration == 0
        assert restarted == (key != "clipping")
        remedy = rows[key].remedy
        assert remedy is not None
        assert remedy.current == choice
        session.undo()
        assert settled().frame.project == old
    press("clipping", "off")
    settled()
    press("clipping", "on")
    assert settled().frame.project.training.clip == 0.5


def test_a_choice_that_is_in_force_changes_nothing(live: Live) -> None:
    session, view, settled = live(deep())
    undos = len(session._undo)
    choice = view.remedies.rows["initialization"].choice
    assert choice is not None
    choice.segments["glorot"].click()
    settled()
    assert len(session._undo) == undos
    assert view.page.before is None


def test_a_refusal_is_said_below_the_switches_and_the_switch_goes_back(live: Live) -> None:
    project = deep(layers=2)
    one = Project(
        data=project.data,
        network=project.network,
        training=Training(loss="bce", batch="one", optimizer=SGD()),
    )
    session, view, settled = live(one)
    switch = view.remedies.rows["normalization"].switch
    assert switch is not None
    switch.click()
    settled()
    assert session.state.project == one
    assert view.remedies.refused.isVisible()
    assert "one value" in view.remedies.refused.text()
    assert not switch.isChecked()
    session.change("training.learning_rate", 0.2)
    settled()
    assert not view.remedies.refused.isVisible()


def test_the_bars_before_are_outlined_beside_the_new_ones(
    make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = make_shown(project=deep(), phase="backward", iterations=3, layer=8)
    new = make_shown(project=deep("relu", 8, "he"), phase="backward", iterations=3, layer=8)
    view = make(old)
    page = view.page
    before = found_of(view)
    page.remember()
    view.show_state(new)
    assert isinstance(page.compared, Before)
    painted = {text.text for text in seen(view, monkeypatch)}
    assert words.times(before.ratio) in painted
    assert words.times(found_of(view).ratio) in painted
    assert "before, iteration 4" in painted
    image, ink = paint(page), current.theme.t2
    for k, bar in enumerate(before.bars):
        share = page.decades.share(bar.rms)
        y = round(page.row(k).center().y() - 9) + 8 + 2
        line = [x for x in range(110, 280) if near(image.pixelColor(x, y), ink)]
        if share > 0.1:
            assert max(line) == pytest.approx(116 + share * page_bar(page), abs=3.5), k
        else:
            assert max(line, default=0) <= 128
    view.show_state(old)
    assert page.compared is None


def test_the_ratio_through_time_is_compared_too(
    make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = make_shown("lstm", task="flag", phase="backward", iterations=3, steps=20)
    layers = (LSTM(units=8, forget_bias=5.0),)
    project = replace_network(old.project, layers)
    new = make_shown(project=project, phase="backward", iterations=3)
    view = make(old)
    ratio = found_of(view).time_ratio
    view.page.remember()
    view.show_state(new)
    assert found_of(view).time_ratio > ratio
    painted = {text.text for text in seen(view, monkeypatch)}
    assert {words.times(ratio), words.times(found_of(view).time_ratio)} <= painted


def replace_network(project: Project, layers: Any) -> Project:
    from msgspec import structs

    return structs.replace(project, network=structs.replace(project.network, layers=layers))


def test_softmax_in_a_hidden_layer_is_no_remedy(make: Make) -> None:
    view = make(make_shown(project=deep("softmax", 3), phase="backward", iterations=2))
    assert view.remedies.softmax.isVisible()
    assert "output layer" in view.remedies.softmax.text()
    plain = make(make_shown(project=deep("tanh", 3), phase="backward", iterations=2))
    assert not plain.remedies.softmax.isVisible()


# -- states ----------------------------------------------------------------------------------------


def test_empty_diverged_and_written_by_the_network_itself(make: Make) -> None:
    empty = make(make_shown(empty=True))
    assert empty.page.summary() == "Press Space to run the first iteration."
    assert empty.numbers(empty.state) is None  # type: ignore[arg-type]
    shown = make_shown(phase="backward", iterations=9)
    assert shown.frame.recording is not None
    written = replace(shown.frame.recording, generated=3)
    alone = make(replace(shown, frame=replace(shown.frame, recording=written)))
    assert alone.page.sentence() == "What the network writes itself has no gradient."
    broken = Divergence(11, "loss", 0, 0, 5, None)
    diverged = make(replace(shown, frame=replace(shown.frame, divergence=broken)))
    assert diverged.page.sentence().startswith("Training diverged; this is iteration 10.")
    for view in (empty, alone):
        QTest.keyClick(view.page, Key.Key_Down)
        QTest.mouseClick(view.page, Qt.MouseButton.LeftButton)
        assert view.session.calls == []  # type: ignore[attr-defined]


def test_numbers_that_are_not_finite_are_painted(make: Make) -> None:
    shown = make_shown("lstm", phase="backward", iterations=9)
    view = make(shown)
    found = found_of(view)
    assert found.steps is not None
    norms = found.steps.norms.copy()
    norms[3:6] = np.inf, np.nan, 0
    steps = replace(found.steps, norms=norms, shares=np.full_like(found.steps.shares, np.nan))
    bars = (replace(found.bars[0], rms=math.inf), replace(found.bars[1], rms=math.nan))
    view.page.found = replace(found, bars=bars, steps=steps)
    view.page._lay()
    view.page._still = None
    paint(view.page)
    assert "shares" not in view.page.tops
    assert "no finite number" in view.page.summary()


def test_the_numbers_are_those_of_the_picture(make: Make) -> None:
    shown = make_shown("lstm", phase="backward", iterations=9, steps=6)
    view = make(shown)
    table = view.numbers(shown)
    assert table is not None
    rows = [list(row) for row in table.rows]
    assert table.columns[-4:] == ("share of i", "share of f", "share of g", "share of o")
    assert len(rows) == 2 + 6
    found = found_of(view)
    assert found.steps is not None
    assert rows[1][2] == found.bars[1].rms
    assert rows[4][:3] == [1, 3, found.steps.norms[2]]
    assert sum(sum(row[4:]) for row in rows[2:]) == pytest.approx(1, abs=1e-6)


CASES: list[dict[str, Any]] = [
    {"kind": "lstm"}, {"kind": "gru", "layers": 2}, {"kind": "rnn", "task": "flag"}, {"kind": "dense"},
    {"kind": "embedding", "task": "text"}, {"kind": "batch_norm", "layer": 1}, {"kind": "layer_norm", "layer": 1},
    {"kind": "dropout", "layer": 1}, {"kind": "lstm", "both": True, "unit": 9}, {"kind": "lstm", "running": True},
    {"kind": "lstm", "empty": True}, {"project": deep("relu", 8, "normal")}, {"kind": "rnn", "steps": 300},
    {"kind": "rnn", "task": "ended", "layer": 1},
]  # fmt: skip


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("language", ["en", "ko"])
def test_nothing_is_cut_or_lies_on_another(
    make: Make, monkeypatch: pytest.MonkeyPatch, case: dict[str, Any], language: str
) -> None:
    set_language(language)
    for wide in (320, 372, 560):
        view = make(make_shown(phase="backward", iterations=3, **case), (wide, 1400))
        view.page.remember()
        found = seen(view, monkeypatch)
        assert outside(found, view.page) == []
        assert collisions(found) == []
        assert missing(found) == set()


def test_a_hidden_view_holds_no_recording(make: Make) -> None:
    view = make(make_shown(phase="backward", iterations=9))
    view.hide()
    assert view.state is None
    assert view.page.shown is None
    assert view.page.found is None


def test_shares_that_pull_the_other_way_hang_below_zero() -> None:
    from PySide6.QtGui import QImage, QPainter

    from engine.shares import StepGradients
    from gui.widgets.ink import Ink

    shares = np.array([[0.8, -0.4, 0.6]])
    steps = StepGradients(np.ones(3), np.ones(3), ("h",), shares, 1.0)
    image = QImage(90, 60, QImage.Format.Format_RGB32)
    image.fill(0)
    painter = QPainter(image)
    paint_shares(Ink(painter), Axis(3, 0, 90), 0, 60, steps)
    painter.end()
    # up to 100 %, down to 50 %: zero stands at two thirds
    for column, (low, high) in enumerate(((8, 40), (40, 56), (16, 40))):
        lit = [y for y in range(60) if near(image.pixelColor(column * 30 + 10, y), current.theme.h)]
        assert min(lit) == pytest.approx(low, abs=1)
        assert max(lit) == pytest.approx(high, abs=1.5)


def test_layers_that_lie_far_apart_have_their_decades_all_in_sight() -> None:
    decades = Decades(most=8)
    decades.take(np.array([3e-2, 2e-7]))
    assert (decades.top, decades.bottom) == (-1, -7)
    assert decades.share(2e-7) > 0
    decades.take(np.array([3e-2, 2e-2]))
    assert decades.bottom == -7  # the axis does not come and go with each iteration
    usual = Decades()
    usual.take(np.array([3e-2, 2e-7]))
    assert usual.bottom == -5
