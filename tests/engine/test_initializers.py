"""Initializers: the distributions that they say."""

from __future__ import annotations

import numpy as np

from engine.initializers import INITIALIZERS


def draw(name: str, shape: tuple[int, ...], part: str, width: int = 16) -> np.ndarray:
    return INITIALIZERS[name](np.random.default_rng(0), shape, part, width)  # type: ignore[arg-type]


def test_biases_are_zero_but_for_pytorchs() -> None:
    for name in INITIALIZERS:
        assert draw(name, (40,), "bias").any() == (name == "pytorch")


def test_bounds_and_spreads() -> None:
    glorot = draw("glorot", (200, 100), "input")
    assert 0.99 * np.sqrt(6 / 300) < np.abs(glorot).max() <= np.sqrt(6 / 300)
    he = draw("he", (200, 100), "input")
    assert abs(he.std() - np.sqrt(2 / 100)) < 0.01 * np.sqrt(2 / 100) * 3
    pytorch = draw("pytorch", (200, 100), "input", 16)
    assert 0.24 < np.abs(pytorch).max() <= 0.25
    assert not draw("zeros", (3, 3), "recurrent").any()


def test_recurrent_part_is_orthogonal_and_the_input_part_glorots() -> None:
    q = draw("orthogonal", (30, 30), "recurrent")
    assert np.abs(q @ q.T - np.eye(30)).max() < 1e-14
    assert (draw("orthogonal", (30, 4), "input") == draw("glorot", (30, 4), "input")).all()
