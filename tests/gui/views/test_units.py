"""Outputs and targets in the units of the data."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from engine.course import Course
from engine.datasets import load
from engine.project import LSTM, Hold, Network, Project, Reading, Sunspots, Table, Training
from engine.recording import Recording
from gui.views.units import has_units, in_data, in_units


def recorded(project: Project) -> Recording:
    course = Course(project)
    course.advance()
    assert course.stop()
    assert course.recording is not None
    return course.recording


def small(data: object) -> Project:
    return Project(
        data=data,  # type: ignore[arg-type]
        network=Network(layers=(LSTM(units=3),)),
        training=Training(batch_size=8),
    )


def test_targets_of_sunspots_are_the_counts_of_the_file() -> None:
    found = recorded(small(Sunspots()))
    assert has_units(found)
    dataset = load(Sunspots())
    for example in (0, 5):
        for k in (0, found.targets.shape[0] - 1):
            number = float(found.targets[k, 0, example])
            value = in_units(found, number, 0, k, example)
            assert value == pytest.approx(number * dataset.scale + dataset.offset)
            assert value >= -1e-3  # there are no fewer than none
            assert value == pytest.approx(round(value, 1), abs=1e-3)  # as the file has them


def test_numbers_that_are_those_of_the_data_are_left_alone() -> None:
    assert not has_units(recorded(small(Hold(length=10, examples=16, validation=8))))


@pytest.mark.parametrize(("log", "difference"), [(False, True), (True, False), (True, True)])
def test_changes_and_logarithms_lead_back_to_the_file(
    tmp_path: Path, log: bool, difference: bool
) -> None:
    values = 100 + 10 * np.sin(np.arange(200) / 3) + np.arange(200)
    path = tmp_path / "own.csv"
    path.write_text("value\n" + "\n".join(f"{v:.6f}" for v in values))
    data = Table(
        shipped="", path=str(path), reading=Reading(date=""), inputs=("value",), targets=("value",), time="", length=12,
        log=log, differencing=difference,
    )  # fmt: skip
    found = recorded(small(data))
    assert has_units(found)
    steps = found.targets.shape[0]
    said = [in_units(found, float(found.targets[k, 0, 2]), 0, k, 2) for k in range(steps)]
    apart = [float(np.abs(values - value).min()) for value in said]
    assert max(apart) < 1e-2


def test_they_are_written_as_fine_as_the_networks_numbers() -> None:
    dataset = load(Sunspots())
    assert in_data(dataset, 123.456) == "123.5"
    assert in_data(dataset, float("nan")) == "–"
