"""Shipped series are learnt as lesson 17 says: one step ahead, 16 units, 500 updates, the last fifth apart."""

from __future__ import annotations

import msgspec
import pytest

from engine.course import Course
from engine.datasets.tables import presets
from engine.project import LSTM, Network, Project, Table, Training

SAID = {
    "sunspots_yearly": (16, 22, 33.3),
    "el_nino": (0.45, 0.60, 1.17),
    "ecg": (0.12, 0.17, 0.20),
    "seattle": (2.7, 3.0, 3.06),
    "co2": (0.55, 2.5, 0.51),
    "co2_change": (0.36, 0.44, 0.51),
}
"""Error of the forecast from, to, and of the naive one, in the units of the data."""


def errors(key: str, seed: int) -> tuple[float, float]:
    data = next(p.data for p in presets() if p.key == key)
    assert isinstance(data, Table)
    training = Training(learning_rate=0.01, seed=seed)
    course = Course(
        Project(data=data, network=Network(layers=(LSTM(units=16),)), training=training)
    )
    while course.iteration < 500:
        course.advance()
    metrics = course.trainer.evaluation.run("validation").metrics
    return metrics["rmse"], metrics["naive"]


@pytest.mark.soak
@pytest.mark.parametrize("key", SAID)
def test_a_shipped_series_is_forecast_as_well_as_lesson_17_says(key: str) -> None:
    low, high, naive = SAID[key]
    found, of_naive = errors(key, 0)
    assert low < found < high
    assert of_naive == pytest.approx(naive, rel=0.02)


def test_the_level_of_a_change_has_the_same_naive_forecast() -> None:
    found = {p.key: p.data for p in presets()}
    assert msgspec.structs.replace(found["co2"], differencing=True) == found["co2_change"]
