"""Clamps: what is held stays held, has no gradient, costs nothing elsewhere, and goes through replay and files."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import pytest

from engine import losses, project
from engine.commands import Edit, Play, Seek, Watch
from engine.course import Course
from engine.errors import Refusal
from engine.files import open_project, save_project
from engine.layers import gru_backward, lstm_backward
from engine.network import Network
from engine.project import (
    GRU,
    LSTM,
    RNN,
    Clamp,
    Dense,
    Echo,
    Hold,
    Output,
    Project,
    Training,
    View,
    Weight,
)
from engine.trainer import Trainer
from engine.validate import validated
from tests.engine.small import SMALL, here, run_to, trained, with_training
from tests.engine.test_runner import Engine

LAYERS: dict[str, tuple[Any, ...]] = {
    "lstm": (LSTM(units=3), RNN(units=2)),
    "gru": (GRU(units=3), LSTM(units=2)),
    "rnn": (RNN(units=3), GRU(units=2)),
    "dense": (Dense(units=3), LSTM(units=2), Dense(units=2, activation="identity")),
}
NAMES = {"lstm": "ifgoch", "gru": "rznh", "rnn": "h", "dense": "y"}
CASES = [(kind, name) for kind, names in NAMES.items() for name in names]
STEPS, BATCH = 6, 3


class Sample:
    """A network on one batch, with something held."""

    def __init__(
        self, kind: str, clamps: tuple[Clamp, ...], *, recording: bool = True, head: bool = True
    ) -> None:
        layers = LAYERS[kind] if head else LAYERS[kind][:1]
        rng = np.random.default_rng(4)
        self.network = Network(layers, Output(), 2, 2, every_step=True, dtype=np.float64, seed=1)
        self.network.parameters += 0.3 * rng.standard_normal(self.network.parameters.size)
        self.gradient = np.full_like(self.network.parameters, np.nan)
        self.bound = self.network.bind(self.gradient, STEPS, BATCH, recording=recording)
        self.loss = losses.bind("mse", self.bound.outputs, self.bound.doutputs)
        self.bound.inputs[...] = rng.standard_normal(self.bound.inputs.shape)
        self.loss.targets[...] = rng.standard_normal(self.loss.targets.shape)
        self.bound.hold(clamps)

    def value(self) -> float:
        self.bound.forward()
        return self.loss.value()

    def run(self) -> float:
        value = self.value()
        self.loss.gradient()
        self.bound.backward()
        return value


@pytest.fixture(params=["few numbers a step", "many"])
def plan(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if request.param == "many":
        monkeypatch.setattr(lstm_backward, "LARGE", 0)
        monkeypatch.setattr(gru_backward, "LARGE", 0)


def clamps_of(name: str) -> tuple[Clamp, ...]:
    one = Clamp(0, name, 1, 2, 3, 0.4)  # type: ignore[arg-type]
    every = Clamp(0, name, -1, 5, 9, 0.7)  # type: ignore[arg-type]
    return one, every


@pytest.mark.usefixtures("plan")
@pytest.mark.parametrize("head", [True, False])
@pytest.mark.parametrize(("kind", "name"), CASES)
def test_the_gradient_of_a_held_run_is_a_central_difference(
    kind: str, name: str, head: bool
) -> None:
    sample = Sample(kind, clamps_of(name), head=head)
    for _ in range(2):
        sample.run()
    gradient, parameters = sample.gradient.copy(), sample.network.parameters
    held = getattr(sample.bound.layers[0], name)
    assert (held[2:4, 1] == 0.4).all()
    assert (held[5] == 0.7).all()
    assert not (held[:2, 1] == 0.4).any()
    for place in range(parameters.size):
        kept = parameters[place]
        parameters[place] = kept + 1e-5
        above = sample.value()
        parameters[place] = kept - 1e-5
        difference = (above - sample.value()) / 2e-5
        parameters[place] = kept
        assert abs(difference - gradient[place]) < 1e-8 * np.abs(gradient).max(), place


@pytest.mark.usefixtures("plan")
@pytest.mark.parametrize(("kind", "name"), CASES)
def test_fast_and_recording_runs_are_equal_and_nothing_before_is_touched(
    kind: str, name: str
) -> None:
    sample, fast = Sample(kind, clamps_of(name)), Sample(kind, clamps_of(name), recording=False)
    free = Sample(kind, ())
    assert sample.run() == fast.run()
    assert sample.gradient.tobytes() == fast.gradient.tobytes()
    value = free.run()
    for array in sample.bound.layers[0].names:
        if not array.startswith("d"):
            held, was = (getattr(s.bound.layers[0], array) for s in (sample, free))
            assert (held[:2] == was[:2]).all(), array
    # units that are not held go on to the bit within the step
    if name != "h":
        rows = [0, 2]
        array = getattr(sample.bound.layers[0], name)
        assert (array[2, rows] == getattr(free.bound.layers[0], name)[2, rows]).all()
    sample.bound.hold(())
    assert sample.run() == value
    assert sample.gradient.tobytes() == free.gradient.tobytes()


@pytest.mark.usefixtures("plan")
@pytest.mark.parametrize(("kind", "name"), CASES)
def test_what_is_held_has_no_gradient(kind: str, name: str) -> None:
    sample = Sample(kind, clamps_of(name))
    sample.run()
    layer: Any = sample.bound.layers[0]
    zero = {
        **{gate: (f"dz_{gate}",) for gate in "ifgorz"},
        "n": ("dz_n", "dhn", "dz_r"),
        "c": ("dc", "dz_i", "dz_f", "dz_g"),
        "h": ("dh",),
        "y": ("dz",),
    }[name]
    for array in zero:
        assert not getattr(layer, array)[2:4, 1].any(), array
        assert not getattr(layer, array)[5].any(), array
        assert getattr(layer, array)[4].all(), array


def test_an_open_memory_that_nothing_is_written_to_keeps_its_value_to_the_bit() -> None:
    held = (Clamp(0, "f", -1, 2, 9, 1.0), Clamp(0, "i", -1, 2, 9, 0.0))
    sample = Sample("lstm", held)
    sample.run()
    c = sample.bound.layers[0].c  # type: ignore[attr-defined]
    assert all((c[t] == c[1]).all() for t in range(2, STEPS))
    assert (c[1] != c[0]).all()


def test_a_gate_may_be_held_twice_and_the_later_counts() -> None:
    sample = Sample("lstm", (Clamp(0, "o", -1, 0, 9, 0.5), Clamp(0, "o", 2, 3, 3, 0.25)))
    sample.run()
    o = sample.bound.layers[0].o  # type: ignore[attr-defined]
    assert o[3, 2].tolist() == [0.25] * BATCH
    assert o[3, 1].tolist() == [0.5] * BATCH


# in training


def holding(data: Any = None, **training: Any) -> Project:
    return Project(
        data=data or Hold(length=8, examples=20, validation=6),
        network=project.Network((LSTM(units=4), Dense(units=3))),
        training=Training(batch_size=8, **training),
    )


HELD = (Clamp(0, "f", 2, 3, 5, 0.25), Clamp(-1, "x", 1, 0, 2, 0.5), Clamp(1, "y", 0, 7, 7, -0.5))


def test_training_learns_with_what_is_held_and_says_so_in_every_recording() -> None:
    trainer = Trainer(holding(clamps=HELD))
    recording = trainer.record()
    assert (recording.layers[0].f[3:6, 2] == 0.25).all()
    assert (recording.inputs[:3, 1] == 0.5).all()
    assert (recording.layers[1].y[7, 0] == -0.5).all()
    assert not (recording.layers[0].f[:3, 2] == 0.25).any()
    other = Trainer(holding())
    other.step()
    assert recording.after.tobytes() != other.network.parameters.tobytes()
    assert trainer.validate() != other.validate()
    followed = trainer.new_recording(1, evaluating=True)
    trainer.follow(followed, 0)
    assert (followed.layers[0].f[3:6, 2] == 0.25).all()


def test_it_comes_into_force_goes_again_and_replays_to_the_bit(tmp_path: Path) -> None:
    free, held = holding(), holding(clamps=HELD)
    edits = {6: held, 14: free}
    course = trained(free, 25, edits)
    wanted = [
        here(trained(free, k, {at: p for at, p in edits.items() if at < k})) for k in range(26)
    ]
    save_project(tmp_path / "a.gatescope", course.project, course)
    for one in (course, open_project(tmp_path / "a.gatescope")):
        for k in (3, 25, 10, 7, 6, 14, 15, 0, 20):
            one.seek(k)
            one.stop()
            assert here(one)[3:] == wanted[k][3:]
            if k in (7, 10, 14):
                assert one.recording is not None
                assert (one.recording.layers[0].f[3:6, 2] == 0.25).all()


def test_within_truncated_sequences_steps_are_those_of_the_whole() -> None:
    data = Echo(length=9, examples=6, validation=3)
    clamps = (Clamp(0, "h", -1, 3, 6, 0.5), Clamp(-1, "x", 0, 5, 5, 2.0))
    trainer = Trainer(
        Project(
            data=data,
            network=project.Network((RNN(units=2),)),
            training=Training(loss="bce", truncate=4, batch="full", clamps=clamps),
        )
    )
    found = []
    for _ in range(6):  # twice through
        recording = trainer.record()
        found.append((recording.layers[0].h == 0.5).all(axis=(1, 2)).tolist())
        if recording.start == 4:
            assert (recording.inputs[1] == 2.0).all()
    assert found[:3] == found[3:] == [[False] * 3 + [True], [True] * 3 + [False], [False]]


@pytest.mark.parametrize(
    "clamp",
    [
        Clamp(0, "r"),
        Clamp(0, "f", 4, 0, 1, 0.5),
        Clamp(3, "f", 0, 0, 1, 0.5),
        Clamp(1, "h"),
        Clamp(0, "f", 0, 5, 4, 0.5),
        Clamp(0, "f", 0, 0, 1, 1.5),
        Clamp(0, "g", 0, 0, 1, -1.5),
        Clamp(-1, "f"),
        Clamp(-1, "x", 2),
    ],
)
def test_what_cannot_be_held_is_refused(clamp: Clamp) -> None:
    for where in ("training", "view"):
        made = holding()
        part = msgspec.structs.replace(getattr(made, where), clamps=(clamp,))
        with pytest.raises(Refusal) as caught:
            validated(msgspec.structs.replace(made, **{where: part}))
        assert caught.value.place == f"{where}.clamps"
        assert str(caught.value).endswith(".")


def test_symbols_and_both_directions_cannot_be_held() -> None:
    with pytest.raises(Refusal):
        validated(with_training(SMALL["truncated text"], clamps=(Clamp(-1, "x"),)))
    with pytest.raises(Refusal):
        validated(with_training(SMALL["both directions, of any length"], clamps=(Clamp(0, "z"),)))


def test_layers_that_cannot_be_held_let_the_others_be() -> None:
    stack = with_training(SMALL["normalized, on a plateau"], clamps=(Clamp(2, "y", 1, value=0.25),))
    recording = Trainer(stack).record()
    assert (recording.layers[2].y[:, 1] == 0.25).all()
    assert not (recording.layers[2].y[:, 0] == 0.25).any()
    norm = recording.bound.pass_.layers[3]
    with pytest.raises(NotImplementedError):
        norm.hold((Clamp(3, "y"),), 0)


# to look at it


def test_what_is_looked_at_has_the_settings_of_its_iteration() -> None:
    looking = msgspec.structs.replace(holding(), view=View(clamps=(Clamp(0, "i", value=1.0),)))
    course = run_to(Course(looking), 10)
    was = float(course.trainer.network.get("1.bias")[0])
    weights = (Weight("1.bias", 0, 0, was, 0.75),)
    course.edit(with_training(looking, weights=weights), 1)
    course.advance()
    course.stop()
    assert course.recording is not None
    assert course.untouched is not None
    for recording in (course.recording, course.untouched):
        assert recording.iteration == 11
        assert recording.parameter("1.bias")[0] == 0.75


def test_what_the_view_holds_is_seen_beside_the_untouched_run_and_changes_no_training() -> None:
    free = holding()
    engine = Engine(free)
    engine.ask(Seek(10))
    before = engine.frame
    assert before.untouched is None
    looking = msgspec.structs.replace(free, view=View(clamps=(Clamp(0, "i", -1, 2, 2, 1.0),)))
    frame = engine.ask(Edit(looking, 1))
    assert (frame.iteration, frame.branch, frame.latest) == (10, 0, 10)
    assert frame.recording is not None
    assert frame.untouched is not None
    assert before.recording is not None
    assert (frame.recording.layers[0].i[2] == 1.0).all()
    assert np.array_equal(frame.untouched.layers[0].i, before.recording.layers[0].i)
    assert np.array_equal(frame.untouched.after, before.recording.after)
    assert np.array_equal(frame.recording.before, before.recording.before)
    assert frame.recording.loss != frame.untouched.loss
    assert frame.recording.iteration == 10
    np.testing.assert_allclose(
        frame.recording.after, frame.recording.before + frame.recording.update, rtol=1e-6
    )
    engine.ask(Seek(20))
    assert engine.frame.untouched is not None
    assert (engine.frame.recording.layers[0].i[2] == 1.0).all()  # type: ignore[union-attr]
    assert here(engine.runner._course) == here(run_to(Course(free), 20))
    engine.send(Watch(), Play())
    running = engine.until(lambda f: f.running and f.recording is not None and f.iteration > 21)
    assert (running.recording.layers[0].i[2] == 1.0).all()  # type: ignore[union-attr]
    frame = engine.ask(Seek(20), Edit(free, 2))
    assert frame.untouched is None
    assert not (frame.recording.layers[0].i[2] == 1.0).any()  # type: ignore[union-attr]
    engine.runner.join()
