"""Arrays that grow with what is kept over iterations."""

from __future__ import annotations

import numpy as np

from engine.series import Measured, Places


def test_places_follow_their_list_when_it_grows_and_when_it_is_another_one() -> None:
    places, ends = Places(), [2, 4]
    assert places.take(ends).tolist() == [2, 4]
    ends.append(6)
    found = places.take(ends)
    assert found.tolist() == [2, 4, 6]
    assert found.dtype == np.int64
    assert not found.flags.writeable
    assert places.take([2, 4]).tolist() == [2, 4]
    assert places.take([3, 5, 7]).tolist() == [3, 5, 7]


def test_losses_of_validation_are_in_the_order_of_their_iterations_however_they_came() -> None:
    measured, losses = Measured(), {0: 1.0, 10: 0.5}
    assert measured.take(losses, {})[0].tolist() == [0, 10]
    losses[20] = 0.25
    before = measured.take(losses, {})[1]
    assert before.tolist() == [1.0, 0.5, 0.25]
    losses[5] = 0.75  # measured once more on the way back
    at, found, _ = measured.take(losses, {})
    assert at.tolist() == [0, 5, 10, 20]
    assert found.tolist() == [1.0, 0.75, 0.5, 0.25]
    assert before.tolist() == [1.0, 0.5, 0.25]


def test_a_metric_that_comes_later_is_nan_before() -> None:
    measured = Measured()
    losses, metrics = {0: 1.0}, {0: {"rmse": 2.0}}
    measured.take(losses, metrics)
    losses[1], metrics[1] = 0.5, {"rmse": 1.0, "accuracy": 0.75}
    losses[2], metrics[2] = 0.4, {"accuracy": 1.0}
    found = measured.take(losses, metrics)[2]
    assert np.array_equal(found["rmse"], [2.0, 1.0, np.nan], True)
    assert np.array_equal(found["accuracy"], [np.nan, 0.75, 1.0], True)


def test_what_is_measured_anew_goes_on_from_what_was_there() -> None:
    measured = Measured()
    losses = {k: float(k) for k in range(3000)}
    first = measured.take(losses, {})[1]
    losses[3000] = 3000.0
    second = measured.take(losses, {})[1]
    assert np.shares_memory(first, second)
    assert second[-1] == 3000.0
