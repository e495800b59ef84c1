"""Time travel is exact: random seeks against a straight run, after saving, in another process, and along any way."""

from __future__ import annotations

import hashlib
import os
import random
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from engine.course import Course
from engine.files import open_project, save_project
from engine.project import (
    GRU,
    LSTM,
    Adam,
    AdamW,
    BatchNorm,
    Cosine,
    Dropout,
    Echo,
    Network,
    Plateau,
    Project,
    StepDecay,
    Training,
    Weight,
)
from engine.recording import Recording
from tests.engine.small import here, with_training

ROOT = Path(__file__).resolve().parents[2]
LENGTH = 90
PROJECT = Project(
    data=Echo(length=7, delay=1, shortest=3, noise=0.1, examples=22, validation=6),
    network=Network((LSTM(units=4), Dropout(rate=0.2), BatchNorm(), GRU(units=3))),
    training=Training(
        loss="cross_entropy", batch_size=5, schedule=Cosine(over=60), l2=1e-3, clip=0.5
    ),
)


def weight(row: int, was: float, value: float) -> Weight:
    return Weight("0.weight_hh_l0", row, 1, was, value)


EDITS: dict[int, dict[str, Any]] = {
    17: {"batch_size": 3},
    30: {"learning_rate": 0.05, "drop_last": True},
    31: {"weights": (weight(2, 0.1, 0.7),)},
    48: {"optimizer": AdamW(beta1=0.8), "schedule": Plateau(patience=1)},
    60: {"weights": (weight(2, 0.1, 0.7), weight(5, -0.2, 0.3)), "batch": "full"},
    75: {"schedule": StepDecay(every=5), "batch": "mini", "weights": (weight(2, 0.1, 0.7),)},
}


def project_at(k: int) -> Project:
    """Give the settings that the user has made by iteration k."""
    changes: dict[str, Any] = {}
    for at, change in EDITS.items():
        if at <= k:
            changes |= change
    return with_training(PROJECT, **changes)


def digest(recording: Recording) -> str:
    """Return what stands for every array of a Recording."""
    found = hashlib.sha256()
    for trace in recording.layers:
        for name in trace.names:
            found.update(getattr(trace, name).tobytes())
    for name in ("outputs", "terms", "before", "gradient", "clipped", "update", "after"):
        found.update(getattr(recording, name).tobytes())
    for term in recording.optimizer_terms.values():
        found.update(term.tobytes())
    return found.hexdigest() + f" {recording.loss!r} {recording.examples.tolist()}"


def straight() -> tuple[Course, list[object], list[str]]:
    """Train without going back; return every checkpoint and every Recording."""
    course = Course(PROJECT)
    places, recordings = [here(course)], [""]
    for k in range(LENGTH):
        if k in EDITS:
            course.edit(project_at(k), 1)
        recordings.append(digest(course.record()))
        places.append(here(course))
    return course, places, recordings


def seeks(course: Course, places: list[object], recordings: list[str], count: int) -> None:
    rng = random.Random(count)
    for _ in range(count):
        k = rng.randrange(LENGTH + 1)
        course.seek(k)
        assert here(course) == places[k]
        assert course.stop()
        assert here(course) == places[k]
        assert (digest(course.recording) if course.recording else "") == recordings[k]


@pytest.mark.parametrize("count", [200, pytest.param(1000, marks=pytest.mark.soak)])
def test_random_seeks_differ_in_no_bit(count: int, tmp_path: Path) -> None:
    course, places, recordings = straight()
    seeks(course, places, recordings, count)
    course.seek(LENGTH)
    save_project(tmp_path / "a.gatescope", course.project, course)
    seeks(open_project(tmp_path / "a.gatescope"), places, recordings, count // 4)


def test_another_process_gives_the_same_bits() -> None:
    program = (
        "import sys; sys.path.insert(0, sys.argv[1])\n"
        "from tests.engine.test_time_travel import straight\n"
        "print('\\n'.join(straight()[2]))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(ROOT)],
        env={**os.environ, "PYTHONHASHSEED": "3"},
        cwd=ROOT, capture_output=True, text=True, check=True, timeout=50,
    )  # fmt: skip
    assert done.stdout.splitlines() == straight()[2]


class Traveller(RuleBasedStateMachine):
    """Steps, seeks, edits and branches against straight runs that follow the same journal."""

    def __init__(self) -> None:
        super().__init__()
        self.course = Course(PROJECT)
        self.lines: dict[int, dict[int, Project]] = {0: {}}
        self.undo: list[tuple[Project, int, int]] = []
        self.now = 0

    def _edit(self, **changes: Any) -> None:
        project = with_training(self.course.project_here(), **changes)
        if project.training == self.course.branch.settings_after(self.course.iteration):
            return
        old, k = self.course.branch.number, self.course.iteration
        self.undo.append((self.course.project_here(), old, k))
        self.now += 1
        self.course.edit(project, self.now)
        journal = {at: p for at, p in self.lines[old].items() if at <= k}
        self.lines[self.course.branch.number] = {**journal, k: project}

    @rule(n=st.integers(1, 7))
    def step(self, n: int) -> None:
        for _ in range(n):
            self.course.advance()

    @rule(k=st.integers(0, 60))
    def seek(self, k: int) -> None:
        self.course.seek(min(k, self.course.branch.latest))

    @rule(rate=st.sampled_from([0.001, 0.01, 0.1]), size=st.integers(2, 9))
    def settings(self, rate: float, size: int) -> None:
        self._edit(learning_rate=rate, batch_size=size)

    @rule(beta=st.sampled_from([0.5, 0.9]))
    def optimizer(self, beta: float) -> None:
        self._edit(optimizer=Adam(beta1=beta))

    @rule(row=st.integers(0, 15), value=st.sampled_from([-0.5, 0.0, 0.75]))
    def set_weight(self, row: int, value: float) -> None:
        was = float(self.course.trainer.network.get("0.weight_hh_l0")[row, 1])
        weights = self.course.project_here().training.weights
        self._edit(weights=(*weights, weight(row, was, value)))

    @rule()
    def take_back(self) -> None:
        if self.undo:
            project, branch, k = self.undo.pop()
            self.course.go_back_to(project, branch, k)
            self.course.seek(k)

    @rule()
    def look(self) -> None:
        assert self.course.stop()

    @invariant()
    def where_it_stands_is_where_a_straight_run_stands(self) -> None:
        k, line = self.course.iteration, self.lines[self.course.branch.number]
        other = Course(PROJECT)
        for at in range(k):
            if at in line:
                other.edit(line[at], 1)
            other.advance()
        assert here(self.course)[3:] == here(other)[3:]
        assert (
            self.course.branch.training.view()[:k].tolist() == other.branch.training.view().tolist()
        )


@pytest.mark.parametrize("machines", [12, pytest.param(300, marks=pytest.mark.soak)])
def test_any_way_through_time_ends_where_the_straight_one_does(machines: int) -> None:
    run_state_machine_as_test(
        Traveller,
        settings=settings(
            max_examples=machines, stateful_step_count=20, deadline=None, derandomize=True
        ),
    )
