"""Activations: values, and gradients that go back through them, also far out and in place."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from engine import textbook
from engine.activations import ACTIVATIONS, SLOPES

SHAPE = (3, 5, 4)
KINKS = 1e-3
"""No z is nearer to 0: a derivative is not defined there for some."""


def numbers(shape: tuple[int, ...] = SHAPE, size: float = 3.0) -> np.ndarray:
    z = np.random.default_rng(2).uniform(-size, size, shape)
    return np.where(np.abs(z) < 2 * KINKS, 0.1, z)


def run(name: str, z: np.ndarray) -> np.ndarray:
    y = np.full_like(z, np.nan)
    ACTIVATIONS[name].function(z, y)
    return y


def back(name: str, z: np.ndarray, dy: np.ndarray) -> np.ndarray:
    """Go back; z is given to those alone that say that they need it."""
    activation, y = ACTIVATIONS[name], run(name, z)
    dz = np.full_like(z, np.nan)
    before = y.copy(), dy.copy(), z.copy()
    activation.backward(z if activation.needs_z else np.full_like(z, np.nan), y, dy, dz)
    assert all((a == b).all() for a, b in zip(before, (y, dy, z), strict=True))
    return dz


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_function_and_gradient_are_the_textbooks(name: str) -> None:
    z = numbers()
    dy = np.random.default_rng(3).standard_normal(SHAPE)
    a = {"z": z, "y": textbook.FUNCTIONS[name](z)}
    assert np.abs(run(name, z) - a["y"]).max() < 1e-14
    assert np.abs(back(name, z, dy) - textbook.activation_backward(a, dy, name)).max() < 1e-14


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_the_gradient_is_that_of_finite_differences(name: str) -> None:
    z, h = numbers(), 1e-5
    dy = np.random.default_rng(4).standard_normal(SHAPE)
    found = np.empty_like(z)
    for k in np.ndindex(z.shape):
        value = z[k]
        z[k] = value + h
        above = (run(name, z) * dy).sum()
        z[k] = value - h
        found[k] = (above - (run(name, z) * dy).sum()) / (2 * h)
        z[k] = value
    exact = back(name, z, dy)
    assert np.abs(found - exact).max() < 1e-8 * np.abs(exact).max()


@pytest.mark.parametrize("name", [name for name, a in ACTIVATIONS.items() if not a.needs_z])
def test_y_may_be_written_over_z(name: str) -> None:
    z = numbers()
    y = run(name, z)
    ACTIVATIONS[name].function(z, z)
    assert (z == y).all()


FAR = np.array([-1e30, -1e4, -80, -1e-20, 0, 1e-20, 80, 1e4, 1e30])


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
@pytest.mark.parametrize("name", ACTIVATIONS)
def test_far_out_is_no_warning_and_a_number(name: str, dtype: Any) -> None:
    z = np.tile(FAR.astype(dtype)[None, :, None], (1, 1, 2))
    dy = np.ones_like(z)
    with np.errstate(all="raise", under="ignore"):
        y, dz = run(name, z), back(name, z, dy)
    assert np.isfinite(y).all()
    assert np.isfinite(dz).all()
    assert y.dtype == dz.dtype == dtype
    expected = {
        "identity": (-1e30, 1e30),
        "sigmoid": (0, 1),
        "tanh": (-1, 1),
        "relu": (0, 1e30),
        "leaky_relu": (-1e28, 1e30),
        "elu": (-1, 1e30),
        "gelu": (0, 1e30),
        "softplus": (0, 1e30),
        "softmax": (0, 1),
    }[name]
    assert y[0, [0, -1], 0].tolist() == pytest.approx(expected, rel=1e-6)


def test_derivatives_where_there_is_none_are_pytorchs() -> None:
    zero, one = np.zeros((1, 1, 1)), np.ones((1, 1, 1))
    assert back("relu", zero, one).item() == 0
    assert back("leaky_relu", zero, one).item() == 0.01
    assert back("elu", zero, one).item() == 1


@pytest.mark.parametrize("size", [1.0, 1e4])
@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_softmax_sums_to_one_over_the_units(dtype: Any, size: float) -> None:
    y = run("softmax", numbers((4, 7, 3), size).astype(dtype))
    assert (y >= 0).all()
    assert np.abs(y.sum(axis=1) - 1).max() < 1e-6
    same = back("softmax", numbers((4, 7, 3)), np.ones((4, 7, 3)))
    assert np.abs(same).max() < 1e-15, "more for all units is more for none"


@pytest.mark.parametrize("name", SLOPES)
def test_slopes_for_many_steps_are_the_textbooks(name: str) -> None:
    z = numbers()
    out = np.full_like(z, np.nan)
    SLOPES[name](run(name, z), out)
    assert np.abs(out - textbook.SLOPES[name](z)).max() < 1e-14
    single = np.empty(SHAPE, np.float32)
    SLOPES[name](run(name, z.astype(np.float32)), single)
    assert np.abs(single - out).max() < 1e-6
