"""The session against a plain model and a straight run: after anything the numbers are the same, to the bit."""

from __future__ import annotations

import tempfile
import time
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    rule,
    run_state_machine_as_test,
)
from PySide6.QtCore import QCoreApplication, QEventLoop

from engine.address import with_value
from engine.project import (
    GRU,
    LSTM,
    RNN,
    SGD,
    Adam,
    BatchNorm,
    Constant,
    Cosine,
    Dense,
    Dropout,
    Exponential,
    Hold,
    Network,
    Project,
    StepDecay,
    Training,
)
from engine.trainer import Trainer
from gui.session import Session

LIMIT = 10.0
"""Seconds in which the engine has to answer: a hang is a failure."""
FURTHEST = 400
"""Iterations up to which the model follows a run at full speed."""

DATA = Hold(length=5, examples=10, validation=4)
PROJECTS = (
    Project(data=DATA, network=Network(layers=(LSTM(units=3),)), training=Training(batch_size=4)),
    Project(data=DATA, network=Network(layers=(RNN(units=2), Dense(units=2)))),
    Project(
        data=DATA,
        network=Network(layers=(GRU(units=2, bidirectional=True), BatchNorm(), Dropout())),
        training=Training(batch_size=5, schedule=StepDecay(every=3)),
    ),
)
LIVE = st.one_of(
    st.tuples(st.just("training.learning_rate"), st.sampled_from((0.001, 0.01, 0.02))),
    st.tuples(st.just("training.clip"), st.sampled_from((0.0, 0.1, 1.0))),
    st.tuples(st.just("training.batch_size"), st.sampled_from((2, 4, 7))),
    st.tuples(st.just("training.batch"), st.sampled_from(("full", "mini", "one"))),
    st.tuples(st.just("training.optimizer"), st.sampled_from((Adam(), SGD()))),
    st.tuples(st.just("training.schedule"), st.sampled_from((Constant(), Exponential(), Cosine()))),
    st.tuples(st.just("training.l2"), st.sampled_from((0.0, 0.01))),
    st.tuples(st.just("training.drop_last"), st.booleans()),
)
RESTARTING = st.one_of(
    st.tuples(st.just("network.layers[0].units"), st.integers(1, 4)),
    st.tuples(st.just("training.seed"), st.integers(0, 2)),
    st.tuples(st.just("data"), st.sampled_from((DATA, Hold(length=4, examples=8, validation=4)))),
)


class Straight:
    """Training from the start under a journal, without ever going back.

    Parameters
    ----------
    project : Project
        As at iteration 0.
    journal : dict of int to Training
        Settings that come into force after that many iterations.
    """

    def __init__(self, project: Project, journal: dict[int, Training]) -> None:
        self.trainer, self.journal = Trainer(project), journal
        self.losses: list[float] = []
        self.parameters = [self.trainer.network.parameters.copy()]

    def run(self, iteration: int) -> None:
        """Run as far as an iteration."""
        while len(self.losses) < iteration:
            training = self.journal.get(len(self.losses))
            if training is not None:
                self.trainer.adopt(training)
            self.losses.append(self.trainer.step())
            self.parameters.append(self.trainer.network.parameters.copy())


@dataclass
class Line:
    """A branch of the model: where it began, what was set when, how far it went."""

    number: int
    project: Project
    journal: dict[int, Training] = field(default_factory=dict)
    latest: int = 0

    def in_force(self, iteration: int) -> Training:
        """Give the settings after an iteration."""
        before = [k for k in self.journal if k <= iteration]
        return self.journal[max(before)] if before else self.project.training


Stop = tuple[Project, Line, int]


class Model:
    """What a user expects of the session, in plain Python."""

    def __init__(self) -> None:
        self.undo: list[Stop] = []
        self.redo: list[Stop] = []
        self.lines = 0
        self.begin(PROJECTS[0])

    def begin(self, project: Project) -> None:
        """Begin anew."""
        self.lines += 1
        self.line, self.iteration, self.project = Line(self.lines, project), 0, project

    def here(self) -> Stop:
        """Give where it stands."""
        return self.project, self.line, self.iteration

    def go(self, iteration: int) -> None:
        """Go to an iteration."""
        self.iteration = max(0, iteration)
        self.line.latest = max(self.line.latest, self.iteration)
        training = self.line.in_force(self.iteration)
        self.project = msgspec.structs.replace(self.project, training=training)

    def edit(self, project: Project, *, anew: bool) -> None:
        """Take a change."""
        if anew:
            self.begin(project)
            return
        line, k = self.line, self.iteration
        if project.training != line.in_force(k):
            if k < line.latest:
                self.lines += 1
                past = {at: training for at, training in line.journal.items() if at <= k}
                self.line = Line(self.lines, line.project, past, k)
            self.line.journal[k] = project.training
        self.project = project

    def back(self, way: int) -> None:
        """Undo or redo."""
        take, put = (self.undo, self.redo) if way < 0 else (self.redo, self.undo)
        if not take:
            return
        project, line, iteration = take.pop()
        put.append(self.here())
        if line is self.line:
            self.edit(project, anew=False)
        else:
            self.line, self.project = line, project
            self.go(iteration)


class Machine(RuleBasedStateMachine):
    """One session; every rule is one thing that a user does."""

    def __init__(self) -> None:
        super().__init__()
        self.session = Session(Project())
        self.folder = tempfile.TemporaryDirectory()
        self.runs: dict[tuple[Any, ...], Straight] = {}
        self.saved: tuple[Path, Line, int] | None = None
        self.model = Model()
        self.session.open(PROJECTS[0])
        self.settle()

    def teardown(self) -> None:
        """End the engine thread."""
        self.session.close()
        self.session.deleteLater()
        self.folder.cleanup()

    def settle(self) -> None:
        """Wait for the engine's answer."""
        self.until(lambda: not self.session._waiting and self.session.state.frame.busy is None)

    def until(self, condition: Any) -> None:
        """Wait for something."""
        limit = time.monotonic() + LIMIT
        while not condition():
            assert time.monotonic() < limit, "no answer"
            QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)

    def change(self, address: str, value: object, *, anew: bool) -> None:
        """Change a setting in both."""
        model = self.model
        project = with_value(model.project, address, value)
        if project != model.project:
            model.undo.append(model.here())
            model.redo.clear()
            model.edit(project, anew=anew)
        self.session.change(address, value)
        self.settle()

    # what a user does

    @rule(setting=LIVE)
    def change_while_training(self, setting: tuple[str, object]) -> None:
        """Change what needs no restart."""
        self.change(*setting, anew=False)

    @rule(setting=RESTARTING)
    def rebuild(self, setting: tuple[str, object]) -> None:
        """Change what restarts."""
        self.change(*setting, anew=True)

    @rule(rates=st.lists(st.sampled_from((0.001, 0.005, 0.03)), min_size=1, max_size=3))
    def drag(self, rates: list[float]) -> None:
        """Drag a slider: one step of undo."""
        for rate in rates:
            self.session.change("training.learning_rate", rate, final=False)
        self.change("training.learning_rate", rates[-1], anew=False)

    @rule(units=st.sampled_from((0, -1, 5000)))
    def refuse(self, units: int) -> None:
        """Ask for what cannot be."""
        self.session.change("network.layers[0].units", units)
        self.settle()
        assert self.session.state.refusal is not None

    @rule(iteration=st.integers(0, 60))
    def go(self, iteration: int) -> None:
        """Go to an iteration."""
        self.model.go(iteration)
        self.session.go(iteration=iteration)
        self.settle()

    @rule(way=st.sampled_from((-1, 1, 1)), size=st.sampled_from(("tick", "time_step", "phase")))
    def step(self, way: int, size: Any) -> None:
        """Step within an iteration, or into the next."""
        before = self.session.state.playhead
        index = -1 if before is None else before.moved(size, way)
        if before is None:
            iteration = self.model.iteration + max(0, way)
        elif 0 <= index < len(before.ticks):
            iteration = self.model.iteration
        else:
            iteration = self.model.iteration + way
        self.session.move(size, way)
        self.settle()
        if iteration != self.model.iteration:
            self.model.go(iteration)
        elif before is not None:
            assert self.session.state.playhead == replace(before, index=index)

    @rule(way=st.sampled_from((-1, 1)), times=st.integers(1, 4))
    def step_iterations(self, way: int, times: int) -> None:
        """Step by iterations, in one breath."""
        for _ in range(times):
            self.model.go(self.model.iteration + way)
            self.session.move("iteration", way)
        self.settle()

    @rule(way=st.sampled_from((-1, 1)))
    def step_epoch(self, way: int) -> None:
        """Step to an end of an epoch."""
        before = self.session.state.frame
        self.session.move("epoch", way)
        self.settle()
        after = self.session.state.frame
        if way > 0:
            assert after.iteration > before.iteration
        else:
            assert after.iteration < before.iteration or before.iteration == 0
        assert after.iteration == 0 or after.batch == after.batches
        self.model.go(after.iteration)

    @rule()
    def play(self) -> None:
        """Train for a moment."""
        if self.model.iteration > FURTHEST:
            return  # no precondition: how far it goes depends on the clock
        self.session.play(True, speed=4)
        self.until(lambda: self.session.state.frame.iteration > self.model.iteration)
        self.session.play(False)
        self.settle()
        self.model.go(self.session.state.frame.iteration)

    @rule()
    def undo(self) -> None:
        """Undo."""
        self.model.back(-1)
        self.session.undo()
        self.settle()

    @rule()
    def redo(self) -> None:
        """Redo."""
        self.model.back(1)
        self.session.undo(1)
        self.settle()

    @rule()
    def save(self) -> None:
        """Save with the state."""
        path = Path(self.folder.name, "a.gatescope")
        self.session.save(path)
        self.settle()
        self.until(lambda: not self.session.state.dirty)
        line = self.model.line
        kept = Line(0, line.project, dict(line.journal), line.latest)
        self.saved = path, kept, self.model.iteration

    @rule()
    def open(self) -> None:
        """Open what was saved, at the place where it was."""
        if self.saved is None:
            return
        path, line, iteration = self.saved
        model = self.model
        model.undo, model.redo = [], []
        model.begin(line.project)
        model.line.journal = {k: t for k, t in line.journal.items() if k <= iteration}
        model.go(iteration)
        self.session.open(path)
        self.settle()
        assert not self.session.state.dirty

    @rule(which=st.integers(0, len(PROJECTS) - 1))
    def open_another(self, which: int) -> None:
        """Open another project."""
        self.model.undo, self.model.redo = [], []
        self.model.begin(PROJECTS[which])
        self.session.open(PROJECTS[which])
        self.settle()

    # what has to be so

    @invariant()
    def shows_what_was_done(self) -> None:
        """Project, place and what can be undone are the model's."""
        state, model = self.session.state, self.model
        assert state.frame.iteration == model.iteration
        assert state.project == model.project
        assert state.frame.project.training == model.project.training
        assert state.frame.latest == model.line.latest
        assert state.can_undo == bool(model.undo)
        assert state.can_redo == bool(model.redo)
        assert state.notice == ""

    @invariant()
    def numbers_are_those_of_a_straight_run(self) -> None:
        """Losses and parameters are those of training that never went back, to the bit."""
        frame, line, k = self.session.state.frame, self.model.line, self.model.iteration
        journal = {at: training for at, training in line.journal.items() if at < line.latest}
        key = (repr(line.project), repr(sorted(journal.items())))
        if key not in self.runs:
            self.runs[key] = Straight(line.project, journal)
        straight = self.runs[key]
        straight.run(line.latest)
        assert np.array_equal(frame.curves.training, straight.losses[: line.latest])
        if k > 0:
            assert frame.recording is not None
            assert frame.recording.iteration == k
            assert frame.recording.loss == straight.losses[k - 1]
            assert np.array_equal(frame.recording.before, straight.parameters[k - 1])
            assert np.array_equal(frame.recording.after, straight.parameters[k])


def test_whatever_was_done_the_numbers_are_those_of_a_straight_run(app: object) -> None:
    quick = settings(
        max_examples=30,
        stateful_step_count=25,
        derandomize=True,
        deadline=None,
        database=None,
        phases=(Phase.explicit, Phase.generate),
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(Machine, settings=quick)
