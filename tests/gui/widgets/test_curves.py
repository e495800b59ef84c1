from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QRectF

from gui.widgets.curves import LossData, Mapping, goes_on
from gui.widgets.pyramid import Means, Pyramid


@pytest.mark.parametrize("size", [1, 5, 100, 4096, 100_003])
def test_a_pyramid_keeps_least_and_largest(size: int) -> None:
    values = np.random.default_rng(0).normal(size=size)
    made = Pyramid()
    made.take(values)
    places, kept = made.line(0, size, 100)
    assert len(places) == len(kept) <= max(200, 4 * 100)
    assert kept.min() == values.min()
    assert kept.max() == values.max()
    assert np.all(np.diff(places) >= 0)


def test_a_pyramid_that_grows_is_the_one_made_at_once() -> None:
    values = np.random.default_rng(1).normal(size=20_000)
    grown, whole = Pyramid(), Pyramid()
    for size in (1, 7, 300, 301, 9_999, 20_000):
        grown.take(values[:size])
    whole.take(values)
    for one, other in zip(grown.line(50, 19_000, 64), whole.line(50, 19_000, 64), strict=True):
        assert np.array_equal(one, other)


def test_what_is_not_finite_is_left_out() -> None:
    values = np.array([1.0, np.nan, np.inf, 0.0, 2.0] * 1000)
    made = Pyramid()
    made.take(values)
    place = Mapping(QRectF(0, 0, 100, 50), (0.0, 5000.0), (-3.0, 1.0), True, 1.0)
    polygon = place.polygon(*made.line(0, 5000, 50))
    assert len(polygon) > 0
    assert all(np.isfinite([point.x(), point.y()]).all() for point in polygon)


def test_other_values_begin_anew() -> None:
    assert goes_on(np.array([1.0, 2.0]), np.array([1.0, 2.0, 3.0]))
    assert goes_on(np.array([1.0, np.nan]), np.array([1.0, np.nan]))
    assert not goes_on(np.array([1.0, 2.0]), np.array([1.0, 2.5, 3.0]))
    assert not goes_on(np.array([1.0, 2.0]), np.array([1.0]))


def test_the_values_of_an_iteration() -> None:
    data = LossData(
        np.array([0.5, np.nan, 0.25]), np.full(3, 0.3), np.array([0, 2]), np.array([0.6, 0.4])
    )
    assert data.at(0) is None
    assert data.at(1) == 0.5
    assert data.at(2) is None
    assert data.last() == 0.25
    assert data.validation_near(1) == 0.6
    assert data.validation_near(3) == 0.4
    assert data.sentence(3) == "iteration 3   training 0.250   smoothed 0.300   validation 0.400"


def test_pixels_and_iterations_are_inverse() -> None:
    place = Mapping(QRectF(10, 5, 200, 100), (0.0, 400.0), (-4.0, 0.0), True, 1.0)
    assert place.iteration(place.x(123)) == pytest.approx(123)
    assert place.height(place.of(1.0)) == 5
    assert place.height(place.of(1e-4)) == 105


def test_means_give_a_calm_line_that_does_not_depend_on_when_it_is_asked() -> None:
    values = np.random.default_rng(2).normal(size=20_000)
    grown, whole = Means(), Means()
    for size in (1, 7, 300, 301, 9_999, 20_000):
        grown.take(values[:size])
    whole.take(values)
    places, kept = whole.points(0, 20_000, 100)
    assert len(places) <= 20_000 / 100
    assert np.allclose(kept[0], values[:128].mean())
    assert abs(kept).max() < 0.6
    later, same = grown.points(12_800, 20_000, 100)
    assert np.array_equal(kept[-len(same) :], same)
    assert np.array_equal(places[-len(later) :], later)
    assert np.array_equal(whole.points(5, 9, 0.5)[1], values[5:9])
