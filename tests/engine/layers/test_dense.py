"""Dense: at one step and at many, fast and recording, every activation against the textbook."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from engine import project, textbook
from engine.activations import ACTIVATIONS
from engine.layers.base import LayerPass
from engine.layers.dense import Dense

INPUTS, UNITS = 3, 4
SHAPES = [(1, 1), (1, 5), (6, 1), (6, 5)]


def bound(
    activation: Any, steps: int, batch: int, dtype: Any = np.float64, **more: Any
) -> tuple[Dense, LayerPass, np.ndarray, np.ndarray]:
    """Return a layer, bound with random parameters, inputs and dy; its parameters and gradient."""
    layer = Dense(project.Dense(units=UNITS, activation=activation), INPUTS)
    rng = np.random.default_rng(6)
    parameters = rng.standard_normal(layer.size).astype(dtype)
    gradient = np.full_like(parameters, np.nan)
    made = layer.bind(parameters, gradient, steps, batch, **more)
    made.x[...] = rng.standard_normal(made.x.shape)
    made.dy[...] = rng.standard_normal(made.dy.shape)
    return layer, made, parameters, gradient


@pytest.mark.parametrize("recording", [False, True])
@pytest.mark.parametrize(("steps", "batch"), SHAPES)
@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_it_is_the_textbooks(activation: str, steps: int, batch: int, recording: bool) -> None:
    layer, made, parameters, gradient = bound(activation, steps, batch, recording=recording)
    w = {name: layer.get(parameters, name) for name in layer.shapes()}
    a = textbook.dense_forward(w, made.x.copy(), activation)
    d = textbook.dense_backward(w, a, made.dy.copy(), activation)
    for _ in range(2):
        made.forward()
        made.backward()
    assert np.abs(made.y - a["y"]).max() < 1e-13
    assert np.abs(made.dx - d["x"]).max() < 1e-13
    for name in w:
        assert np.abs(layer.get(gradient, name) - d[name]).max() < 1e-13
    if recording:
        assert made.names == ("y", "z", "dy", "dz")
        for name, expected in (("z", a["z"]), ("dz", d["dz"])):
            assert np.abs(getattr(made, name) - expected).max() < 1e-13


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
@pytest.mark.parametrize(("steps", "batch"), SHAPES)
@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_recording_gives_the_same_to_the_bit(
    activation: str, steps: int, batch: int, dtype: Any
) -> None:
    found = []
    for recording in (False, True):
        _, made, _, gradient = bound(activation, steps, batch, dtype, recording=recording)
        made.forward()
        made.backward()
        found.append((made.y.tobytes(), made.dx.tobytes(), gradient.tobytes()))
    assert found[0] == found[1]


@pytest.mark.parametrize("steps", [1, 6])
def test_dx_is_written_only_when_it_is_wanted_and_where_it_is_pointed(steps: int) -> None:
    layer, made, flat, gradient = bound("tanh", steps, 5)
    made.forward()
    made.backward(need_dx=False)
    assert not made.dx.any()
    made.backward()
    memory = np.zeros_like(made.dx)
    other = layer.bind(flat, gradient, steps, 5, dx=memory)
    other.x[...], other.dy[...] = made.x, made.dy
    other.forward()
    other.backward()
    assert (memory == made.dx).all()
    assert memory.any()


def test_one_step_is_written_where_a_dense_layer_above_reads_it() -> None:
    layer, made, *_ = bound("tanh", 1, 5)
    above = Dense(project.Dense(units=2, activation="identity"), layer.outputs)
    rng = np.random.default_rng(1)
    weights = rng.standard_normal(above.size)
    shared, apart = (
        above.bind(weights, np.zeros_like(weights), 1, 5, x1=x1) for x1 in (made.y1, None)
    )
    made.forward()
    shared.forward()
    apart.x[...] = made.y
    apart.forward()
    assert (shared.x == made.y).all()
    assert shared.y.any()
    assert (shared.y == apart.y).all()
    assert bound("tanh", 2, 5)[1].y1 is None


def test_z_is_kept_apart_where_it_is_asked_for_or_needed() -> None:
    for activation, row in ACTIVATIONS.items():
        for recording in (False, True):
            made: Any = bound(activation, 2, 3, recording=recording)[1]
            wanted = activation != "identity" and (recording or row.needs_z)
            assert np.shares_memory(made.z, made.y) != wanted


def test_forward_only_has_no_backward_memory() -> None:
    layer = Dense(project.Dense(units=UNITS), INPUTS)
    made = layer.bind(np.ones(layer.size), None, 2, 3, recording=True)
    made.forward()
    assert made.names == ("y", "z")
    assert not hasattr(made, "dy")


def test_the_weights_without_the_bias_are_one_block() -> None:
    layer = Dense(project.Dense(units=UNITS), INPUTS)
    flat = np.arange(layer.size, dtype=float)
    matrix = layer.matrix(flat)
    assert matrix.shape == (UNITS, INPUTS + 1)
    assert matrix[:, :-1].T.flags.c_contiguous
    assert (layer.get(flat, "weight") == matrix[:, :-1]).all()
    assert (layer.get(flat, "bias") == matrix[:, -1]).all()
    layer.put(flat, "weight", np.zeros((UNITS, INPUTS)))
    assert not matrix[:, :-1].any()
    assert matrix[:, -1].all()


def test_a_large_layer_sums_its_gradient_over_spans_of_steps() -> None:
    layer = Dense(project.Dense(units=60, activation="relu"), 50)
    rng = np.random.default_rng(1)
    parameters = rng.standard_normal(layer.size)
    gradient = np.full_like(parameters, np.nan)
    made: Any = layer.bind(parameters, gradient, 30, 40)
    made.x[...], made.dy[...] = (rng.standard_normal(a.shape) for a in (made.x, made.dy))
    made.forward()
    made.backward()
    assert len(made._parts) > 1
    expected = np.einsum("tub,tib->ui", made.dz, made.x)
    assert np.abs(layer.get(gradient, "weight") - expected).max() < 1e-11
    assert np.abs(layer.get(gradient, "bias") - made.dz.sum(axis=(0, 2))).max() < 1e-11


@pytest.mark.parametrize("activation", ["identity", "tanh"])
@pytest.mark.parametrize("units", [1, 2])
@pytest.mark.parametrize(("steps", "batch"), [(1, 1), (1, 4), (5, 1), (5, 4)])
def test_a_dense_layer_hands_down_its_gradient(
    steps: int, batch: int, units: int, activation: str
) -> None:
    rng = np.random.default_rng(0)
    layer = Dense(project.Dense(units=units, activation=activation), 3)
    flat = rng.standard_normal(layer.size)
    layer_pass: Any = layer.bind(flat, np.zeros_like(flat), steps, batch)
    for _ in range(2):
        layer_pass.x[...] = rng.standard_normal(layer_pass.x.shape)
        layer_pass.dy[...] = rng.standard_normal(layer_pass.dy.shape)
        flat += 0.1
        layer_pass.forward()
        layer_pass.backward()
        expected = np.einsum("mr,tmb->trb", layer.get(flat, "weight"), layer_pass.dz)
        assert np.allclose(layer_pass.dx, expected, rtol=1e-12, atol=1e-14)
