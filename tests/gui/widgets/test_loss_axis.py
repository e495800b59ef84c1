from __future__ import annotations

import numpy as np
import pytest

from engine.frame import Curves
from gui.widgets.loss_axis import axis_of


def curves() -> Curves:
    """Epochs of 10 iterations, then of 4 with a larger batch; the clock is faster from 64 on."""
    return Curves(
        ends=np.array([10, 20, 24, 28]),
        clock_at=np.array([64.0, 128.0]),
        clock=np.array([2.0, 3.0]),
    )


def test_epochs_are_exact_at_their_borders_though_the_batch_size_changed() -> None:
    axis = axis_of("epochs", curves(), 4)
    assert axis is not None
    for epoch, end in enumerate([0, 10, 20, 24, 28, 32]):
        assert axis.value(end) == epoch
        assert axis.iteration(epoch) == end
    assert axis.value(15) == 1.5
    assert axis.value(22) == 2.5
    assert axis.value(36) == 6  # beyond, as long as the epoch at hand
    assert axis.ticks(0, 28, 0.2) == {0: "0", 10: "1", 20: "2", 24: "3", 28: "4"}
    assert axis.ticks(0, 28, 0.32) == {0: "0", 20: "2", 28: "4"}


def test_seconds_are_exact_where_the_clock_was_read_and_even_between() -> None:
    axis = axis_of("seconds", curves(), 4)
    assert axis is not None
    assert [axis.value(k) for k in (0, 32, 64, 96, 128, 192)] == [0, 1, 2, 2.5, 3, 4]
    assert [axis.iteration(s) for s in (0, 1, 2, 2.5, 3, 4)] == [0, 32, 64, 96, 128, 192]


@pytest.mark.parametrize(("unit", "made"), [("iterations", curves()), ("seconds", Curves())])
def test_iterations_count_as_themselves(unit: str, made: Curves) -> None:
    assert axis_of(unit, made, 4) is None


def test_the_first_epoch_has_a_length_before_it_ends() -> None:
    axis = axis_of("epochs", Curves(), 8)
    assert axis is not None
    assert axis.value(4) == 0.5
