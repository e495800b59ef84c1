"""The error function: against the C library's, in both precisions, far out and in place."""

from __future__ import annotations

import math

import numpy as np
import pytest

from engine.erf import BLOCK, NEAR, ONE, erf

NUMBERS = np.concatenate(
    [
        np.linspace(-8, 8, 2 * BLOCK + 7),
        np.nextafter(NEAR, [0, 1, NEAR]),
        np.nextafter(ONE, [0, 9, ONE]),
        10.0 ** np.arange(-30, 31),
        [0.0, -0.0, -1e30, 1e-300],
    ]
)


@pytest.mark.parametrize(("dtype", "error"), [(np.float64, 1e-15), (np.float32, 3e-7)])
def test_it_is_the_librarys(dtype: type, error: float) -> None:
    x = NUMBERS.astype(dtype)
    y = np.empty_like(x)
    with np.errstate(all="raise", under="ignore"):
        erf(x, y)
    exact = np.array([math.erf(v) for v in x.tolist()])
    assert np.abs(y - exact).max() < error
    assert (np.abs(y - exact) <= error * np.abs(exact)).all(), "small ones to as many places"
    assert np.abs(y).max() == 1
    erf(x, x)
    assert (x == y).all()


def test_what_is_no_number_stays_so() -> None:
    x = np.array([[np.nan, np.inf], [-np.inf, 0]])
    erf(x, x)
    assert np.isnan(x[0, 0])
    assert x.ravel()[1:].tolist() == [1, -1, 0]
