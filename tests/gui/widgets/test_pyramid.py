from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QRectF

from gui.widgets.curves import Mapping
from gui.widgets.pyramid import Means, Pyramid


@settings(max_examples=60, deadline=None)
@given(
    seed=st.integers(0, 2**32 - 1),
    size=st.integers(1, 6000),
    cuts=st.lists(st.integers(0, 6000), max_size=4),
    ends=st.tuples(st.floats(0, 1), st.floats(0, 1)),
    columns=st.integers(1, 300),
)
def test_a_line_reaches_exactly_the_least_and_largest_of_any_range(
    seed: int, size: int, cuts: list[int], ends: tuple[float, float], columns: int
) -> None:
    rng = np.random.default_rng(seed)
    values = rng.normal(size=size)
    values[rng.random(size) < 0.05] = np.nan
    values[rng.random(size) < 0.02] = np.inf
    made = Pyramid()
    for cut in sorted(cut for cut in cuts if cut < size):
        made.take(values[:cut])
    made.take(values)
    first, stop = sorted(round(end * size) for end in ends)
    places, kept = made.line(first, stop, columns)
    truth, found = values[first:stop], kept[np.isfinite(kept)]
    truth = truth[np.isfinite(truth)]
    assert len(found) == 0 if not len(truth) else found.min() == truth.min()
    assert len(truth) == 0 or found.max() == truth.max()
    assert np.all(np.diff(places) >= 0)
    assert len(places) <= 2 * columns + 4
    low, high = made.extremes(first, stop)
    if len(truth):
        assert (low, high) == (truth.min(), truth.max())
    else:
        assert np.isnan([low, high]).all()


def test_the_painted_line_holds_one_spike_among_a_hundred_thousand() -> None:
    for spike in (0, 1, 54_321, 99_998, 99_999):
        values = np.full(100_000, 0.5)
        values[spike] = 0.9
        made = Pyramid()
        made.take(values)
        place = Mapping(QRectF(0, 0, 700, 100), (0.0, 100_000.0), (0.0, 1.0), False, 1.0)
        at, kept = made.line(0, 100_000, 700)
        heights = [point.y() for point in place.polygon(at + 1, kept)]
        assert min(heights) == 100 * (1 - 0.9) or abs(min(heights) - 10) < 1e-9


def test_a_million_points_take_less_than_24_bytes_each_with_the_values_themselves() -> None:
    values = np.random.default_rng(0).random(1_000_000)
    raw, calm = Pyramid(), Means()
    for size in range(50_000, 1_000_001, 50_000):
        raw.take(values[:size])
        calm.take(values[:size])
    assert (raw.nbytes + calm.nbytes + 2 * values.nbytes) / len(values) <= 24


def test_means_leave_out_what_is_no_number() -> None:
    made = Means()
    made.take(np.array([1.0, np.nan, 3.0, np.inf] * 16))
    assert np.array_equal(made.points(0, 64, 4)[1], np.full(16, 2.0))
    assert np.array_equal(made.points(0, 64, 16)[1], np.full(4, 2.0))
