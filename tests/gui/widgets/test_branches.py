"""Curves of other branches: they lie where as much was counted as on the branch at hand."""

from __future__ import annotations

import numpy as np
import pytest

from engine.frame import Curves, Line
from gui.widgets.branches import others_of
from gui.widgets.loss_axis import axis_of


def line(number: int, latest: int, ends: list[int], seconds: float = 0.0) -> Line:
    return Line(
        *(number, "", -1, 0, latest),
        *(np.ones(latest), np.array([0]), np.ones(1)),
        *(np.array(ends), np.array([latest / 1.0]), np.array([seconds])),
    )


def here() -> Curves:
    """Mini-batches: 6 iterations an epoch, 2 seconds each epoch."""
    return Curves(
        training=np.ones(12), ends=np.array([6, 12]),
        clock_at=np.array([6.0, 12.0]), clock=np.array([2.0, 4.0]),
    )  # fmt: skip


def test_a_full_batch_lies_beside_mini_batches_by_epochs() -> None:
    axis = axis_of("epochs", here(), 6)
    full = line(2, 4, [1, 2, 3, 4])
    (other,) = others_of([line(1, 12, [6, 12]), full], 1, 1, "epochs", axis)
    # after one epoch of one iteration it lies where six iterations were taken here
    assert other.along(np.array([1.0, 2.0, 3.5])).tolist() == [6.0, 12.0, 21.0]
    assert other.last == 24.0


def test_by_iterations_it_lies_where_it_is() -> None:
    (other,) = others_of([line(2, 4, [1, 2, 3, 4])], 1, 1)
    assert other.along(np.array([1.0, 4.0])).tolist() == [1.0, 4.0]
    assert other.last == 4.0


def test_by_seconds_a_slow_branch_reaches_further() -> None:
    axis = axis_of("seconds", here(), 6)
    (other,) = others_of([line(2, 4, [], seconds=8.0)], 1, 1, "seconds", axis)
    assert other.along(np.array([1.0, 2.0])).tolist() == [6.0, 12.0]
    assert other.last == pytest.approx(24.0)


def test_a_branch_that_has_ended_no_epoch_has_no_place_among_epochs() -> None:
    axis = axis_of("epochs", here(), 6)
    assert others_of([line(2, 3, [])], 1, 1, "epochs", axis) == ()
