"""Drawn data: what points and curves come to, how they are split, and what is no drawing."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.course import Course
from engine.datasets import load
from engine.datasets.drawn import curve_from, points_from, resampled
from engine.errors import FileRefusal, Refusal
from engine.files import load as open_course
from engine.files import read_project, save
from engine.project import (
    LSTM,
    Dense,
    DrawnCurve,
    DrawnPoints,
    Echo,
    Lemniscate,
    Moons,
    Network,
    Project,
    Sine,
    Spiral,
    Sunspots,
    Training,
    Waves,
)
from engine.project.data.drawn import POINTS_MOST, SAMPLES_MOST
from engine.sizes import shape
from engine.trainer import Trainer
from engine.validate import following, validated


def points_of(*classes: int, **settings: Any) -> DrawnPoints:
    """Points of these classes, each at a place of its own."""
    drawn = tuple((k / 100, -k / 100, number) for k, number in enumerate(classes))
    return DrawnPoints(points=drawn, **{"split": 0.8} | settings)


def project_of(data: Any, *layers: Any) -> Project:
    return following(Project(data=data, network=Network(layers or (Dense(units=4),))))


# points


@given(st.lists(st.integers(0, 3), min_size=1, max_size=60), st.floats(0.3, 1))
def test_points_come_to_what_their_shape_says_and_none_is_lost(
    classes: list[int], share: float
) -> None:
    data = points_of(*classes, split=share)
    made, sizes = load(data), shape(Project(data=data))
    parts = (made.training, made.validation)
    assert [part.size for part in parts] == [sizes.examples, sizes.validation]
    count = max(2, max(classes) + 1)
    assert (sizes.steps, sizes.inputs, sizes.targets) == (1, 2, count)
    assert sizes.task == made.task == ("binary" if count == 2 else "classes")
    assert len(made.classes) == (count if count > 2 else 0)
    both = parts[:1] if sizes.examples == len(classes) else parts
    rows = [
        (*part.inputs[0, :, k], int(part.targets[0, 0, k]))
        for part in both
        for k in range(part.size)
    ]
    assert sorted(rows) == sorted((x, y, k) for x, y, k in data.points)
    assert {row[2] for row in rows[: made.training.size]} == set(classes)


def test_a_further_point_moves_no_other_to_the_other_side() -> None:
    few = points_of(*[0, 1] * 10)
    more = points_of(*[0, 1] * 10, 0, 1, 1)
    one, two = load(few).validation.inputs[0], load(more).validation.inputs[0]
    assert {tuple(p) for p in one.T} <= {tuple(p) for p in two.T}


@pytest.mark.parametrize("share", [0.5, 0.8, 0.9])
def test_about_the_share_that_was_asked_for_trains_of_each_class(share: float) -> None:
    made = load(points_of(*[0] * 200, *[1] * 50, *[2] * 50, split=share))
    counts = np.bincount(made.training.targets[0, 0].astype(int))
    assert counts == pytest.approx([200 * share, 50 * share, 50 * share], abs=2)


def test_where_no_point_is_kept_apart_all_of_them_validate() -> None:
    for data in (points_of(0), points_of(0, 1), points_of(*[0, 1] * 9, split=1.0)):
        made = load(data)
        assert (made.training.inputs == made.validation.inputs).all()
        assert made.training.size == len(data.points)


def test_noise_is_added_from_draws_of_its_own_in_each_split() -> None:
    still, moved = load(points_of(*[0, 1] * 20)), load(points_of(*[0, 1] * 20, noise=0.1))
    for name in ("training", "validation"):
        far = getattr(moved, name).inputs - getattr(still, name).inputs
        assert 0.03 < far.std() < 0.2
    other = load(points_of(*[0, 1] * 20, noise=0.1, seed=1))
    assert (other.training.inputs != moved.training.inputs).any()


def test_the_points_that_are_there_at_first_need_a_hidden_layer() -> None:
    def accuracy(*layers: Any) -> float:
        training = Training(loss="bce", batch="full")
        trainer = Trainer(Project(data=DrawnPoints(), network=Network(layers), training=training))
        for _ in range(600):
            trainer.step()
        return trainer.validate()["accuracy"]

    assert accuracy() < 0.75
    assert accuracy(Dense(units=8)) == 1


# a curve


def test_a_curve_is_read_and_said_as_it_was_drawn() -> None:
    data = DrawnCurve(length=5, horizon=2, test=0.5)
    made, sizes = load(data), shape(Project(data=data))
    parts = [made.training, made.validation, made.test]
    assert [part.size for part in parts if part] == [sizes.examples, sizes.validation, sizes.test]
    samples = np.array(data.samples)
    lasts = np.concatenate([part.targets[-1, 0] for part in parts if part])
    assert (lasts == samples[6:]).all()
    assert (made.training.inputs[:, 0, 0] == samples[:5]).all()
    assert (made.training.targets[:, 0, 0] == samples[2:7]).all()
    assert (made.scale, made.offset) == (1, 0)
    cut, end = 160, 180
    assert made.naive == pytest.approx(
        np.sqrt(np.mean((samples[cut:end] - samples[cut - 2 : end - 2]) ** 2))
    )
    assert made.naive_test is not None


def test_noise_of_a_curve_is_that_of_a_measured_series() -> None:
    made = load(DrawnCurve(length=4, noise=0.1))
    assert (made.training.inputs[1:, 0, 0] == made.training.targets[:-1, 0, 0]).all()
    assert np.std(
        made.training.inputs[0, 0] - np.array(DrawnCurve().samples[:156])
    ) == pytest.approx(0.1, rel=0.3)


def test_a_curve_is_learnt_better_than_same_as_last_time() -> None:
    trainer = Trainer(project_of(DrawnCurve(), LSTM(units=8)))
    for _ in range(300):
        trainer.step()
    found = trainer.validate()
    assert found["rmse"] < 0.7 * found["naive"]


# what is refused


@pytest.mark.parametrize(
    ("data", "place", "said"),
    [
        (DrawnPoints(points=()), "data.points", "no point to learn from"),
        (DrawnPoints(points=((0.0, 0.0, 0),) * (POINTS_MOST + 1)), "data.points", "1,001 entries"),
        (DrawnPoints(points=((0.0, 1.5, 0),)), "data.points[0][1]", "≤ 1"),
        (DrawnPoints(points=((1e308, 0.0, 0),)), "data.points[0][0]", "≤ 1"),
        (DrawnPoints(points=((0.0, 0.0, 4),)), "data.points[0][2]", "≤ 3"),
        (DrawnPoints(points=((0.0, float("nan"), 0),)), "data.points[0][1]", "not a finite number"),
        (DrawnCurve(samples=(0.0,) * 9), "data.samples", "9 samples is too short"),
        (DrawnCurve(samples=(0.0,) * (SAMPLES_MOST + 1)), "data.samples", "2,001 entries"),
        (DrawnCurve(samples=(0.0,) * 20 + (-1e308,)), "data.samples[20]", "≥ -1"),
        (DrawnCurve(samples=(float("inf"),) * 20), "data.samples[0]", "not a finite number"),
        (DrawnCurve(samples=(0.0,) * 30, length=24), "data.length", "no example to train on"),
        (DrawnCurve(length=100, split=0.95, test=0.95), "data.test", "≤ 0.9"),
        (
            DrawnCurve(samples=(0.0,) * 12, length=2, split=0.9, test=0.9),
            "data.length",
            "to validate",
        ),
    ],
)
def test_what_is_no_drawing_is_refused_with_its_place(data: Any, place: str, said: str) -> None:
    with pytest.raises(Refusal) as caught:
        validated(project_of_any(data))
    assert caught.value.place == place
    assert said in str(caught.value)


def project_of_any(data: Any) -> Project:
    loss = "bce" if isinstance(data, DrawnPoints) else "mse"
    return Project(data=data, network=Network((Dense(units=2),)), training=Training(loss=loss))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("points", "said"),
    [
        ("[[0, 0]]", "data.points[0]"),
        ("[[0, 0, 0, 0]]", "data.points[0]"),
        ('[[0, "0", 0]]', "must be a number, but it is a text"),
        ("[[NaN, 0, 0]]", "NaN is not a number"),
        ("[[1e999, 0, 0]]", "data.points[0][0]"),
        ("[[0, 0, 0.5]]", "whole number"),
        ("{}", "must be a list"),
        ("[null]", "data.points[0]"),
    ],
)
def test_hostile_files_of_points_are_refused_in_a_sentence(
    tmp_path: Path, points: str, said: str
) -> None:
    path = tmp_path / "drawn.json"
    path.write_text(f'{{"data": {{"kind": "drawn_points", "points": {points}}}}}')
    with pytest.raises(FileRefusal) as caught:
        read_project(path)
    assert said in str(caught.value)
    assert str(caught.value).endswith(".")


# files


@pytest.mark.parametrize("suffix", [".json", ".gatescope"])
@pytest.mark.parametrize(
    "data", [points_of(0, 1, 2, 3, 0, 1), DrawnCurve()], ids=["points", "curve"]
)
def test_a_drawing_comes_back_from_a_file_as_plain_numbers(
    tmp_path: Path, data: Any, suffix: str
) -> None:
    course = Course(project_of(data))
    course.seek(3)
    save(tmp_path / f"drawn{suffix}", course)
    back = open_course(tmp_path / f"drawn{suffix}")
    assert back.project.data == data
    if suffix == ".json":
        found = json.loads((tmp_path / "drawn.json").read_text())["data"]
        assert found == json.loads(msgspec.json.encode(data))
    else:
        assert (back.trainer.network.parameters == course.trainer.network.parameters).all()


def test_an_iteration_under_an_earlier_drawing_replays_to_the_bit_after_the_next_one() -> None:
    first = project_of(points_of(*[0, 1] * 8))
    course = Course(first)
    course.seek(5)
    before = course.trainer.network.parameters.copy()
    course.edit(project_of(points_of(*[0, 1] * 8, 1)), 1)
    assert course.iteration == 0
    course.seek(4)
    course.go_back_to(first, 0, 5)
    course.seek(5)
    assert (course.trainer.network.parameters == before).all()
    assert course.trainer.dataset.training.size + course.trainer.dataset.validation.size == 16


# to draw on from


def test_points_of_other_data_are_taken_as_if_they_had_been_drawn() -> None:
    for form in (Moons(), Spiral()):
        made = load(form)
        taken = points_from(made)
        assert len(taken) == made.training.size
        validated(project_of_any(DrawnPoints(points=taken)))
        assert [k for *_, k in taken] == made.training.targets[0, 0].tolist()
        old, new = made.training.inputs[0], np.array(taken)[:, :2].T
        for row in (0, 1):
            assert np.corrcoef(old[row], new[row])[0, 1] > 0.99999
    assert points_from(load(DrawnPoints())) == DrawnPoints().points
    assert len(points_from(load(Moons(examples=3000)))) == POINTS_MOST


@pytest.mark.parametrize("data", [Sine(), Waves(), Lemniscate(), Echo(examples=20)])
def test_what_is_no_plane_of_classes_gives_no_points(data: Any) -> None:
    assert points_from(load(data)) == ()


def test_a_series_is_put_together_from_its_windows() -> None:
    taken = curve_from(load(Sunspots(length=22)))
    made = load(Sunspots(length=22))
    assert len(taken) == 22 + made.training.size - 1
    series = np.concatenate((made.training.inputs[:, 0, 0], made.training.inputs[-1, 0, 1:]))
    assert np.corrcoef(taken, series)[0, 1] > 0.99999
    assert max(taken) <= 1 <= 1.1 * max(taken)
    assert len(curve_from(load(Waves(length=30)))) == 30
    assert curve_from(load(DrawnCurve(length=10))) == DrawnCurve().samples[:159]


@pytest.mark.parametrize("data", [Moons(), Sine(), Lemniscate(), Echo(examples=20)])
def test_what_is_no_series_of_one_number_gives_no_curve(data: Any) -> None:
    assert curve_from(load(data)) == ()


def test_a_curve_keeps_its_form_with_more_or_fewer_samples() -> None:
    line = tuple(round(k / 99, 3) for k in range(100))
    assert resampled(line, 500)[::499] == (0.0, 1.0)
    assert np.diff(resampled(line, 500)).max() < 0.004
    assert len(resampled(line, 10)) == 10
