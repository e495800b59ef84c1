"""Activations: value and slope, also far out and in place."""

from __future__ import annotations

import numpy as np
import pytest

from engine import textbook
from engine.activations import ACTIVATIONS


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_function_and_slope_are_the_textbooks(name: str) -> None:
    z = np.linspace(-6, 6, 50)
    y, slope = np.empty_like(z), np.empty_like(z)
    ACTIVATIONS[name].function(z, y)
    ACTIVATIONS[name].slope(y, slope)
    assert np.allclose(y, textbook.FUNCTIONS[name](z), rtol=1e-13, atol=1e-15)
    assert np.allclose(slope, textbook.SLOPES[name](z), rtol=1e-9, atol=1e-15)
    ACTIVATIONS[name].function(z, z)
    assert (z == y).all()


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_far_out_is_no_warning(name: str) -> None:
    z = np.array([-1e30, -1e4, 0, 1e4, 1e30], np.float32)
    y = np.empty_like(z)
    with np.errstate(all="raise", under="ignore"):
        ACTIVATIONS[name].function(z, y)
    assert np.isfinite(y).all()
