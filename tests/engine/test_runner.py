from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import pytest

from engine import commands
from engine import runner as runner_module
from engine.commands import Edit, Open, Pause, Play, Return, Save, Seek, Step, Stop, Watch
from engine.course import Course
from engine.frame import Frame
from engine.generation import Generation
from engine.project import (
    LSTM,
    Characters,
    Dense,
    Hold,
    Network,
    Project,
    Sunspots,
    Training,
)
from engine.runner import Runner
from tests.engine.small import SMALL, here, trained, with_training
from tests.engine.test_recording import arrays_of

PROJECT = SMALL["lstm"]
TEXT = Project(
    data=Characters(text="arirang", length=6),
    network=Network(layers=(LSTM(units=3),)),
    training=Training(loss="cross_entropy"),
)
PATIENCE = 20


class Engine:
    """A Runner, its Frames taken as a window takes them, and what it said."""

    def __init__(self, project: Project = PROJECT) -> None:
        self.runner = Runner(project)
        self.runner.start()
        self.sent = 0
        self.frame = self._first()
        self.frames: list[Frame] = []
        self.events: list[Any] = []

    def _first(self) -> Frame:
        frame = self.runner.take()
        assert frame is not None
        return frame

    def send(self, *sent: commands.Command) -> None:
        for command in sent:
            self.runner.send(command)
            self.sent += not isinstance(command, Watch)

    def look(self) -> None:
        frame = self.runner.take()
        if frame is not None:
            self.frame = frame
            self.frames.append(frame)
        while (event := self.runner.take_event()) is not None:
            self.events.append(event)

    def until(self, question: Callable[[Frame], bool]) -> Frame:
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            self.look()
            if question(self.frame):
                return self.frame
            time.sleep(0.001)
        pytest.fail(f"waited in vain; last: {self.frame.iteration}, {self.events}")

    def ask(self, *sent: commands.Command) -> Frame:
        """Send, and wait for the Frame that answers all of it, with time stopped."""
        self.send(*sent)
        return self.until(lambda f: f.answered == self.sent and not f.running and f.busy is None)

    @property
    def course(self) -> Course:
        return self.runner._course


@pytest.fixture
def engine() -> Iterator[Engine]:
    made = Engine()
    yield made
    made.runner.join()
    assert not made.runner.thread.is_alive()
    made.look()
    assert not [e for e in made.events if isinstance(e, commands.Failed)]


@pytest.fixture(autouse=True)
def no_thread_left() -> Iterator[None]:
    before = set(threading.enumerate())
    yield
    assert set(threading.enumerate()) <= before


# watching changes nothing


@pytest.mark.parametrize(
    "watch",
    [
        None,
        Watch(rate=1000),
        Watch(trace=False, rate=500),
        Watch(example=3, rate=10_000),
        Watch(rate=0.1),
    ],
)
@pytest.mark.parametrize("taken", [True, False])
def test_watching_changes_nothing(watch: Watch | None, taken: bool) -> None:
    wanted = here(trained(PROJECT, 500))
    engine = Engine()
    if watch is not None:
        engine.send(watch)
    engine.send(Play())
    end = time.monotonic() + PATIENCE
    while engine.course.iteration < 400 and time.monotonic() < end:
        if taken:
            engine.look()
        time.sleep(0.0005)
    engine.ask(Pause(), Seek(500))
    assert here(engine.course) == wanted
    engine.runner.join()


@pytest.mark.parametrize("name", SMALL)
def test_a_followed_example_is_shown_while_running(name: str) -> None:
    engine = Engine(SMALL[name])
    engine.send(Watch(example=2, rate=500), Play())
    frame = engine.until(lambda f: f.running and f.iteration > 20)
    assert frame.recording is not None
    assert frame.recording.followed
    assert frame.recording.batch == 1
    assert frame.recording.examples.tolist() == [2]
    engine.send(Watch(trace=False))
    engine.until(lambda f: f.running and f.recording is None)
    engine.runner.join()


# commands


def test_it_begins_at_iteration_0_without_a_recording(engine: Engine) -> None:
    frame = engine.frame
    assert (frame.iteration, frame.latest, frame.epoch, frame.batch) == (0, 0, 0, 0)
    assert frame.recording is None
    assert not frame.running
    assert frame.metrics["validation_loss"] == frame.curves.validation[0]


def test_steps_on_and_back(engine: Engine) -> None:
    for step, iteration in ((1, 1), (4, 5), (-2, 3), (-1, 2), (6, 8), (-100, 0), (0, 0)):
        frame = engine.ask(Step(iterations=step))
        assert frame.iteration == iteration
        assert (frame.recording is None) == (iteration == 0)
        assert here(engine.course) == here(trained(PROJECT, iteration))
    assert frame.latest == 8
    assert frame.metrics["validation_loss"] == frame.curves.validation[0]


def test_steps_by_epochs(engine: Engine) -> None:
    assert [engine.ask(Step(epochs=n)).iteration for n in (1, 1, 2, -1, -2, -9)] == [
        3, 6, 12, 9, 3, 0,
    ]  # fmt: skip


def test_steps_in_a_row_are_all_carried_out(engine: Engine) -> None:
    frame = engine.ask(*[Step(iterations=1)] * 20, *[Step(iterations=-1)] * 5)
    assert frame.iteration == 15


def test_seek(engine: Engine) -> None:
    for k in (200, 13, 150, 0, 201):
        frame = engine.ask(Seek(k))
        assert frame.iteration == k
        assert here(engine.course) == here(trained(PROJECT, k))
        assert frame.recording is None or frame.recording.iteration == k
    assert engine.ask(Seek(-5)).iteration == 0


def test_the_latest_seek_wins(engine: Engine) -> None:
    engine.ask(Seek(300))
    frame = engine.ask(*[Seek(k) for k in range(0, 300, 7)], Seek(77))
    assert frame.iteration == 77
    assert here(engine.course) == here(trained(PROJECT, 77))


def test_what_follows_a_seek_counts_from_its_end(engine: Engine) -> None:
    engine.ask(Seek(400))
    faster = with_training(PROJECT, learning_rate=0.1)
    for k in (333, 222, 111):  # sent at once: the edit waits for the replay
        frame = engine.ask(Seek(k), Watch(), Edit(faster, k), Step(iterations=1))
        assert frame.iteration == k + 1
        assert [c.iteration for c in frame.curves.changes] == [k]
        assert here(engine.course) == here(trained(PROJECT, k + 1, {k: faster}))
        faster = with_training(PROJECT, learning_rate=0.1 + k / 1e4)


def test_pause_ends_a_seek_where_it_stands(engine: Engine) -> None:
    engine.send(Seek(10_000_000))
    engine.until(lambda f: f.busy is not None)
    frame = engine.ask(Pause())
    assert 0 < frame.iteration < 10_000_000
    assert frame.recording is not None
    assert frame.recording.iteration == frame.iteration


def test_play_pause(engine: Engine) -> None:
    engine.send(Play())
    engine.until(lambda f: f.running and f.iteration > 50)
    frame = engine.ask(Pause())
    assert not frame.running
    assert frame.rate == 0
    assert frame.recording is not None
    assert not frame.recording.followed
    assert frame.recording.iteration == frame.iteration
    assert here(engine.course) == here(trained(PROJECT, frame.iteration))
    assert engine.ask(Pause()).iteration == frame.iteration


def test_the_rate_is_measured_while_it_runs(engine: Engine) -> None:
    engine.send(Watch(rate=100), Play(rate=200))
    frame = engine.until(lambda f: f.rate > 0)
    assert 0 < frame.rate < 300
    assert engine.ask(Pause()).rate == 0


def test_what_is_no_command_is_a_fault_and_is_answered(engine: Engine) -> None:
    engine.send(commands.Command())
    engine.until(lambda f: f.answered == 1 or bool(engine.events))
    assert engine.ask(Step(iterations=1)).iteration == 1
    assert [type(e) for e in engine.events] == [commands.Failed]
    engine.events.clear()


def test_a_rate_is_kept(engine: Engine) -> None:
    engine.send(Watch(rate=200), Play(rate=100))
    begun = time.monotonic()
    engine.until(lambda f: f.iteration >= 40)
    assert time.monotonic() - begun > 0.25
    engine.ask(Pause())


def test_an_edit_while_running_is_one_of_the_journal(engine: Engine) -> None:
    engine.send(Play())
    project, edits = PROJECT, {}
    for number, settings in enumerate(
        ({"learning_rate": 0.1}, {"batch_size": 3}, {"clip": 0.01}, {"batch": "full"}), 1
    ):
        engine.until(lambda f, n=number: f.running and f.iteration > 30 * n)
        project = with_training(project, **settings)
        engine.send(Edit(project, number))
        engine.until(lambda f: f.answered == engine.sent)
    frame = engine.ask(Pause())
    assert frame.branch == 0
    assert frame.project == project
    edits = {k: msgspec.structs.replace(PROJECT, training=t)
             for k, t in engine.course.branch.journal.items()}  # fmt: skip
    assert len(edits) == 4
    assert here(engine.course) == here(trained(PROJECT, frame.iteration, edits))


def test_an_edit_that_restarts_goes_on_running(engine: Engine) -> None:
    engine.send(Play())
    engine.until(lambda f: f.iteration > 30)
    wider = msgspec.structs.replace(PROJECT, network=Network(layers=(LSTM(units=7),)))
    engine.send(Edit(wider, 5))
    frame = engine.until(lambda f: f.branch == 5 and f.iteration > 3)
    assert frame.running
    frame = engine.ask(Pause())
    assert here(engine.course) == here(trained(wider, frame.iteration))
    frame = engine.ask(Return(PROJECT, 0, 12))
    assert (frame.branch, frame.iteration) == (0, 12)
    assert here(engine.course) == here(trained(PROJECT, 12))


def test_an_edit_while_stopped_leaves_the_recording(engine: Engine) -> None:
    frame = engine.ask(Seek(10))
    after = engine.ask(Edit(with_training(PROJECT, learning_rate=0.3), 1))
    assert after.recording is frame.recording
    assert after.iteration == 10


def test_a_restart_while_stopped_stands_at_its_start(engine: Engine) -> None:
    engine.ask(Seek(10))
    frame = engine.ask(Edit(with_training(PROJECT, seed=4), 1))
    assert (frame.branch, frame.iteration, frame.latest) == (1, 0, 0)
    assert frame.recording is None


def test_open_a_project_and_a_file(engine: Engine, tmp_path: Path) -> None:
    path = tmp_path / "a.gatescope"
    engine.ask(Seek(33), Save(path, PROJECT))
    assert engine.events == [commands.Saved(path, PROJECT)]
    frame = engine.ask(Open(SMALL["no time, full"], 7))
    assert (frame.branch, frame.iteration) == (7, 0)
    frame = engine.ask(Open(path, 8))
    assert (frame.branch, frame.iteration, frame.project) == (8, 33, PROJECT)
    assert frame.recording is not None
    assert frame.recording.iteration == 33
    engine.ask(Seek(66))
    assert here(engine.course) == here(trained(PROJECT, 66))


def test_saving_while_running_goes_on_running(engine: Engine, tmp_path: Path) -> None:
    engine.send(Play())
    engine.until(lambda f: f.iteration > 20)
    engine.send(Save(tmp_path / "a.gatescope", PROJECT))
    engine.until(lambda f: f.running and f.answered == engine.sent)
    engine.ask(Pause())
    assert [type(e) for e in engine.events] == [commands.Saved]


def test_a_refused_command_changes_nothing(engine: Engine, tmp_path: Path) -> None:
    engine.ask(Seek(20))
    frame, place = engine.frame, here(engine.course)
    (tmp_path / "bad.json").write_text("{", encoding="utf-8")
    bad = with_training(PROJECT, loss="bce")
    refused: list[commands.Command] = [
        Edit(bad, 3),
        Return(bad, 0, 4),
        Open(bad, 4),
        Open(tmp_path / "none.json", 5),
        Open(tmp_path / "bad.json", 6),
        Save(tmp_path / "no folder" / "a.gatescope", PROJECT),
    ]
    for command in refused:
        after = engine.ask(command)
        assert after.recording is frame.recording
        assert (after.project, after.branch, after.iteration) == (PROJECT, 0, 20)
        assert here(engine.course) == place
    assert [e.command for e in engine.events] == refused
    assert all(isinstance(e, commands.Refused) for e in engine.events)
    assert all("\n" not in str(e.refusal) for e in engine.events)


def test_a_refused_command_while_running_goes_on_running(engine: Engine) -> None:
    engine.send(Play())
    engine.until(lambda f: f.iteration > 20)
    engine.send(Edit(with_training(PROJECT, loss="bce"), 1))
    frame = engine.until(lambda f: f.answered == engine.sent and f.iteration > 100)
    assert frame.running
    assert frame.project == PROJECT
    engine.ask(Pause())


def test_a_refused_open_behind_a_seek_stands_where_the_seek_was_cut(
    engine: Engine, tmp_path: Path
) -> None:
    engine.ask(Seek(300))
    frame = engine.ask(Seek(137), Open(tmp_path / "none.json", 5))
    assert frame.recording is not None
    assert frame.recording.iteration == frame.iteration <= 137


def test_a_fault_of_ours_is_an_event_and_the_thread_lives(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("broken on purpose")

    with monkeypatch.context() as patch:
        patch.setattr(runner_module, "save_project", broken)
        engine.ask(Save(Path("x"), PROJECT))
        patch.setattr(engine.course, "batch_of_epoch", broken)  # a Frame cannot be made
        engine.send(Step(iterations=1))
        end = time.monotonic() + PATIENCE
        while len(engine.events) < 2 and time.monotonic() < end:
            engine.look()
    assert engine.ask(Step(iterations=1)).iteration == 2
    assert [type(e) for e in engine.events] == [commands.Failed] * len(engine.events)
    assert all("broken on purpose" in e.report for e in engine.events)
    engine.events.clear()


# what is handed over


def test_frames_that_are_held_are_never_overwritten(engine: Engine) -> None:
    engine.send(Watch(rate=2000))
    held: list[tuple[Frame, dict[str, np.ndarray], list[bytes]]] = []

    def hold(frame: Frame) -> None:
        assert frame.recording is not None
        arrays = arrays_of(frame.recording)
        assert not any(a.flags.writeable for a in arrays.values())
        curves = frame.curves
        lines = (curves.training, curves.smoothed, curves.validation_at, curves.validation)
        assert not any(line.flags.writeable for line in lines)
        held.append((frame, {k: v.copy() for k, v in arrays.items()}, [x.tobytes() for x in lines]))

    for k in range(1, 9):
        hold(engine.ask(Step(iterations=1)))
        if k % 2:
            engine.send(Play())
            for n in (10, 20, 30):
                hold(engine.until(lambda f, n=50 * k + n: f.running and f.iteration >= n))
            engine.ask(Pause())
            engine.ask(Seek(50 * k))
    engine.ask(Edit(with_training(PROJECT, batch_size=5), 1), Step(iterations=3))
    for frame, copies, lines in held:
        assert frame.recording is not None
        for name, array in arrays_of(frame.recording).items():
            np.testing.assert_array_equal(array, copies[name], err_msg=name)
        c = frame.curves
        now = [x.tobytes() for x in (c.training, c.smoothed, c.validation_at, c.validation)]
        assert now == lines


def test_a_frame_says_where_it_is(engine: Engine) -> None:
    engine.ask(Seek(30))
    for k in (1, 2, 3, 4, 20):
        frame = engine.ask(Seek(k))
        assert (frame.epoch, frame.batch) == ((k - 1) // 3 + 1, (k - 1) % 3 + 1)
        assert frame.batches == 3
        assert (frame.latest, frame.oldest) == (30, 0)


LINEAR = Project(
    data=Hold(length=5, examples=8),
    network=Network(layers=(Dense(units=4, activation="identity"),) * 4),
    training=Training(learning_rate=0.001),
)


def diverging() -> Engine:
    """Stand at iteration 30, about to diverge."""
    engine = Engine(LINEAR)
    engine.ask(Seek(30))
    engine.ask(Edit(with_training(LINEAR, learning_rate=1e6), 1))
    return engine


def test_divergence_stops_and_is_told() -> None:
    engine = diverging()
    engine.send(Play())
    frame = engine.until(lambda f: f.divergence is not None)
    assert not frame.running
    assert frame.divergence is not None
    assert frame.divergence.iteration == frame.iteration + 1
    assert frame.divergence.learning_rate == 0.001
    assert frame.recording is not None
    assert frame.recording.iteration == frame.iteration
    assert np.isfinite(frame.recording.after).all()
    again = engine.ask(Play())
    assert again.divergence == frame.divergence
    again = engine.ask(Step(iterations=1))
    assert again.divergence == frame.divergence
    again = engine.ask(Seek(10**6))
    assert again.divergence == frame.divergence
    back = engine.ask(Seek(frame.divergence.back_to))
    assert back.divergence is None
    assert back.iteration == frame.divergence.back_to
    engine.ask(Seek(30), Edit(LINEAR, 2))
    assert engine.ask(Seek(60)).divergence is None
    engine.runner.join()


def test_a_command_that_waits_at_a_divergence_is_carried_out(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    engine = diverging()
    stop, ended = engine.course.stop, []

    def stop_later(going: Callable[[float], bool]) -> bool:
        if ended:
            return stop(going)
        engine.send(Seek(5))
        ended.append(not going(0.5))
        return not ended[0]

    monkeypatch.setattr(engine.course, "stop", stop_later)
    engine.send(Play())
    frame = engine.until(lambda f: f.iteration == 5 and f.recording is not None)
    assert ended == [True]
    assert not frame.running
    assert frame.divergence is None
    assert frame.recording.iteration == 5
    engine.runner.join()


# the end


def slow_project() -> Project:
    return Project(
        data=Hold(length=60, examples=64, validation=64), network=Network(layers=(LSTM(units=48),))
    )


def test_a_long_replay_shows_its_share_and_ends_with_stop() -> None:
    engine = Engine(slow_project())
    engine.send(Seek(10_000_000))
    frame = engine.until(lambda f: f.busy is not None)
    assert 0 <= frame.busy <= 1
    begun = time.monotonic()
    engine.runner.join()
    assert time.monotonic() - begun < 1
    assert not engine.runner.thread.is_alive()


def test_stop_ends_a_replay_that_records(monkeypatch: pytest.MonkeyPatch) -> None:
    engine = Engine()
    engine.ask(Seek(3000))
    step = engine.course.trainer.step
    engine.course.branch.checkpoints.thin(3000)

    def slowly(*arguments: Any) -> float:
        time.sleep(0.003)
        return step(*arguments)

    monkeypatch.setattr(engine.course.trainer, "step", slowly)
    engine.send(Seek(2999))
    engine.until(lambda f: f.busy is not None)
    begun = time.monotonic()
    engine.runner.join()
    assert time.monotonic() - begun < 1


@pytest.mark.parametrize("before", [(), (Play(),), (Seek(500),), (Play(), Pause())])
def test_stop_ends_the_thread_at_any_moment(before: tuple[commands.Command, ...]) -> None:
    engine = Engine()
    engine.send(*before)
    engine.send(Stop())
    engine.runner.thread.join(5)
    assert not engine.runner.thread.is_alive()


def test_a_network_that_goes_on_by_itself_is_the_recording_at_hand() -> None:
    engine = Engine(TEXT)
    before = engine.ask(Seek(5))
    kept = before.recording
    frame = engine.ask(commands.Generate("아리", steps=9, seed=2))
    assert frame.recording is not None
    assert (frame.iteration, frame.recording.generated, frame.recording.steps) == (5, 2, 11)
    made = Generation(engine.course.trainer, "아리", seed=2)
    made.step(9)
    assert frame.recording.inputs.tobytes() == made.recording().inputs.tobytes()
    back = engine.ask(Seek(5))
    assert back.recording is not None
    assert kept is not None
    assert back.recording.before.tobytes() == kept.before.tobytes()
    assert back.recording.generated == -1
    engine.runner.join()


def test_a_series_goes_on_from_the_example_that_is_looked_at() -> None:
    engine = Engine(Project(data=Sunspots(length=8)))
    engine.send(Watch(example=3))
    frame = engine.ask(commands.Generate(steps=5))
    assert frame.recording is not None
    prime = frame.dataset.validation.inputs[:, 0, 3].astype(np.float32)
    assert (frame.recording.inputs[:8, 0, 0] == prime).all()
    assert frame.recording.steps == 13
    engine.runner.join()


def test_what_cannot_go_on_says_why_and_changes_nothing() -> None:
    engine = Engine(PROJECT)
    engine.ask(Seek(3))
    frame = engine.ask(commands.Generate(steps=5))
    assert isinstance(engine.events[-1], commands.Refused)
    assert frame.recording is not None
    assert frame.recording.generated == -1
    engine.runner.join()
