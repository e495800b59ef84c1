"""What is shipped learns what its line says, within what was measured."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any

import numpy as np
import pytest

from engine.course import Course
from engine.examples import ABOUT, FOLDER, FRONT, examples, path_of
from engine.files import json_text, read_project
from tests.engine.small import run_to


@lru_cache
def course_of(name: str) -> Course:
    """Train an example as long as it says."""
    course = Course(read_project(path_of(name)))
    return run_to(course, course.project.training.iterations)


def test_every_file_is_listed_and_every_name_has_a_file() -> None:
    assert {path.stem for path in FOLDER.glob("*.json")} == set(ABOUT)
    assert [example.name for example in examples()] == list(ABOUT)[:FRONT]
    assert next(iter(ABOUT)) == "hold-lstm"  # the marked one
    for example in examples():
        assert example.about == ABOUT[example.name]
        assert example.project.name


@pytest.mark.parametrize("name", ABOUT)
def test_it_can_be_read_and_names_itself(name: str) -> None:
    project = read_project(path_of(name))
    assert project.name
    assert project.training.iterations >= 100


@pytest.mark.parametrize("name", ABOUT)
def test_a_file_is_written_as_the_program_writes_it(name: str) -> None:
    # every setting stands in it, so a default that changes later does not change the example
    import json

    text = json.loads(path_of(name).read_text(encoding="utf-8"))
    assert text == json.loads(json_text(read_project(path_of(name))))


def metrics(name: str) -> dict[str, float]:
    return course_of(name).trainer.validate()


WANTED: dict[str, Callable[[dict[str, float]], bool]] = {
    "hold-lstm": lambda m: m["validation_loss"] < 0.0006,
    "sunspots-lstm": lambda m: 19 <= m["rmse"] <= 20 and 33 <= m["naive"] < 34,
    "flag-lstm": lambda m: m["accuracy"] >= 0.98,
    "flag-rnn": lambda m: 0.4 < m["accuracy"] < 0.6,
    "sine-mlp": lambda m: m["validation_loss"] < 0.005,
    "xor-mlp": lambda m: m["accuracy"] == 1,
}


@pytest.mark.parametrize("name", WANTED)
def test_it_learns_what_its_line_says(name: str) -> None:
    found = metrics(name)
    assert WANTED[name](found), found
    assert course_of(name).divergence is None


def test_each_on_the_start_page_has_something_to_learn() -> None:
    assert list(WANTED) == list(ABOUT)[:FRONT]


def test_the_lstm_remembers_the_flag_within_150_iterations() -> None:
    course = course_of("flag-lstm")
    here = course.iteration
    course.seek(150)
    assert course.trainer.validate()["accuracy"] >= 0.98
    course.seek(here)


def test_the_pair_on_the_flag_differs_in_the_cell_alone() -> None:
    lstm, rnn = (read_project(path_of(name)) for name in ("flag-lstm", "flag-rnn"))
    assert lstm.data == rnn.data
    assert lstm.training.iterations == rnn.training.iterations == 200
    assert lstm.network.layers[0].units == rnn.network.layers[0].units


def test_the_gates_of_hold_open_and_close() -> None:
    course = course_of("hold-lstm")
    trainer = course.trainer
    data = trainer.dataset.validation
    recording: Any = trainer.new_recording(data.size)
    recording.bound.load(trainer.evaluation.arrays("validation"), np.arange(data.size))
    recording.bound.forward()
    storing = data.inputs[:, 1] > 0
    forget = recording.layers[0].f.mean(axis=1)
    assert float(forget[~storing].mean()) > 0.6
    assert float(forget[storing].mean()) < 0.3


def test_all_of_them_go_back_exactly() -> None:
    for name in ("hold-lstm", "sunspots-lstm"):
        course = course_of(name)
        n = course.iteration
        kept = course.trainer.checkpoint().parameters.tobytes()
        course.seek(n // 3)
        assert course.trainer.checkpoint().parameters.tobytes() != kept
        course.seek(n)
        assert course.trainer.checkpoint().parameters.tobytes() == kept
