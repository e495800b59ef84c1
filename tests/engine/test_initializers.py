"""Initializers: the distributions that they say, in float64 whatever the network's precision."""

from __future__ import annotations

import hashlib
from typing import Any

import numpy as np
import pytest

from engine import project
from engine.initializers import INITIALIZERS
from engine.network import Network

UNITS, INPUTS = 300, 200
GLOROT, HE, LECUN = 2 / (UNITS + INPUTS), 2 / INPUTS, 1 / INPUTS


def draw(name: str, shape: tuple[int, ...], part: Any, width: int = 16) -> np.ndarray:
    return INITIALIZERS[name](np.random.default_rng(0), shape, part, width)


@pytest.mark.parametrize("name", INITIALIZERS)
def test_biases_are_zero_but_for_pytorchs(name: str) -> None:
    assert draw(name, (40,), "bias").any() == (name == "pytorch")


@pytest.mark.parametrize("part", ["input", "recurrent"])
@pytest.mark.parametrize(
    ("name", "variance", "uniform"),
    [
        ("glorot", GLOROT, True),
        ("glorot_normal", GLOROT, False),
        ("he", HE, False),
        ("he_uniform", HE, True),
        ("lecun", LECUN, False),
        ("lecun_uniform", LECUN, True),
        ("pytorch", 1 / 16 / 3, True),
        ("normal", 1, False),
        ("uniform", 1 / 3, True),
    ],
)
def test_mean_variance_and_bounds(name: str, variance: float, uniform: bool, part: str) -> None:
    drawn = draw(name, (UNITS, INPUTS), part)
    deviation = np.sqrt(variance)
    # five times the spread of the mean and of the variance of so many numbers
    assert abs(drawn.mean()) < 5 * deviation / np.sqrt(drawn.size)
    fourth = 9 / 5 if uniform else 3
    assert abs(drawn.var() / variance - 1) < 5 * np.sqrt((fourth - 1) / drawn.size)
    bound = np.abs(drawn).max() / deviation
    if uniform:
        assert 0.999 * np.sqrt(3) < bound <= np.sqrt(3) * (1 + 1e-15)
    else:
        assert 3.5 < bound < 6


def test_constant_is_one_and_zeros_are_zero() -> None:
    assert (draw("constant", (3, 2), "input") == 1).all()
    assert not draw("zeros", (3, 3), "recurrent").any()


def test_recurrent_part_is_orthogonal_and_the_input_part_glorots() -> None:
    q = draw("orthogonal", (30, 30), "recurrent")
    assert np.abs(q @ q.T - np.eye(30)).max() < 1e-14
    assert (draw("orthogonal", (30, 4), "input") == draw("glorot", (30, 4), "input")).all()
    signs = [
        np.sign(INITIALIZERS["orthogonal"](np.random.default_rng(k), (1, 1), "recurrent", 1).item())
        for k in range(20)
    ]
    assert set(signs) == {-1, 1}, "all orthogonal matrices, not those of one sign"


DRAWN = {
    "glorot": "0a83f55c",
    "he": "2781fc47",
    "orthogonal": "0a83f55c",
    "pytorch": "6f4dcdf9",
}


@pytest.mark.parametrize("name", DRAWN)
def test_a_seed_gives_the_numbers_that_it_always_gave(name: str) -> None:
    drawn = b"".join(
        draw(name, shape, "input", shape[1]).tobytes() for shape in ((2, 3), (8, 2), (40, 7))
    )
    assert hashlib.sha256(drawn).hexdigest()[:8] == DRAWN[name]


@pytest.mark.parametrize("kind", [project.Dense, project.LSTM])
@pytest.mark.parametrize("name", INITIALIZERS)
def test_float32_is_float64_rounded_and_multiplied_by_the_scale(name: Any, kind: Any) -> None:
    def parameters(scale: float, dtype: Any) -> dict[str, np.ndarray]:
        layers = (kind(units=5, initialization=name, scale=scale),)
        output = project.Output(initialization=name, scale=scale)
        network = Network(layers, output, 3, 2, every_step=True, dtype=dtype, seed=4)
        # an LSTM adds 1 to the bias of its forget gate
        return {n: network.get(n) for n in network.names() if "bias_ih" not in n}

    exact, rounded = parameters(1.0, np.float64), parameters(1.0, np.float32)
    twice = parameters(-2.0, np.float64)
    for n, values in exact.items():
        assert (values.astype(np.float32) == rounded[n]).all()
        assert (twice[n] == -2 * values).all()
        assert values.any() == (name != "zeros" and ("weight" in n or name == "pytorch"))
