"""Drawing while training runs: a stroke begins a branch with the parameters of before, exact on every way back."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from engine.course import Course
from engine.files import open_project
from engine.files import save_project as save
from engine.project import BatchNorm, Dense, DrawnPoints, Network, Project, Training
from engine.validate import carries_on, following

POINTS = tuple((k / 40 - 0.5, (k * 7 % 11) / 11 - 0.5, k % 2) for k in range(24))


def drawn(points: tuple[tuple[float, float, int], ...], noise: float = 0.0) -> Project:
    return following(
        Project(
            data=DrawnPoints(points=points, noise=noise),
            network=Network(layers=(Dense(units=4), BatchNorm())),
            training=Training(batch_size=4, drop_last=True),
        )
    )


FIRST, SECOND = drawn(POINTS), drawn((*POINTS, (0.9, 0.9, 1)))


def bits(course: Course) -> bytes:
    return course.trainer.network.parameters.tobytes()


@pytest.fixture
def course() -> Course:
    made = Course(FIRST)
    made.seek(7)
    made.edit(SECOND, 1)
    return made


def test_a_stroke_keeps_the_parameters_and_begins_a_branch(course: Course) -> None:
    straight = Course(FIRST)
    straight.seek(7)
    assert course.iteration == 0
    assert course.branch.number == 1
    assert bits(course) == bits(straight)


def test_every_way_back_gives_the_same_bits(course: Course) -> None:
    begun = bits(course)
    course.seek(6)
    sixth = bits(course)
    assert course.stop()
    assert bits(course) == sixth
    course.seek(0)
    assert bits(course) == begun
    course.seek(3)
    course.seek(6)
    assert bits(course) == sixth
    course.go_back_to(FIRST, 0, 7)
    course.seek(7)
    assert bits(course) == begun
    course.go_back_to(SECOND, 1, 6)
    course.seek(6)
    assert bits(course) == sixth
    other = course.beside(0)
    other.seek(7)
    assert bits(other) == begun


@pytest.mark.parametrize("k", [0, 1, 6])
def test_saved_and_opened_it_is_the_same_branch(course: Course, k: int, tmp_path: Path) -> None:
    begun = bits(course)
    course.seek(6)
    sixth = bits(course)
    course.seek(k)
    save(tmp_path / "a.gatescope", course.project, course)
    opened = open_project(tmp_path / "a.gatescope")
    assert bits(opened) == bits(course)
    opened.seek(6)
    assert bits(opened) == sixth
    opened.seek(0)
    assert bits(opened) == begun


def test_many_strokes_keep_each_branch_to_the_bit() -> None:
    course, known, points = Course(FIRST), {}, POINTS
    for number in range(1, 13):  # more than keep their checkpoints
        course.seek(3)
        points = (*points, (number / 20, 0.1, 0))
        course.edit(drawn(points), number)
        course.seek(2)
        known[number] = (drawn(points), bits(course))
    for number, (project, wanted) in known.items():
        course.go_back_to(project, number, 2)
        course.seek(2)
        assert bits(course) == wanted


def test_another_form_begins_anew() -> None:
    assert carries_on(FIRST, SECOND)
    assert carries_on(FIRST, drawn(POINTS, noise=0.2))
    assert not carries_on(FIRST, drawn((*POINTS, (0.0, 0.0, 2))))  # a third class
    wider = msgspec.structs.replace(FIRST, network=Network(layers=(Dense(units=5),)))
    assert not carries_on(FIRST, wider)
    assert not carries_on(FIRST, Project())
