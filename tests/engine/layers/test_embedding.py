"""Embedding: rows by number, and a gradient that is the sum over every place where a symbol stands."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine import project
from engine.layers import build
from engine.network import Network
from tests.engine.layers.numeric import bound_to, close, differences, run, small


def test_each_symbol_gives_its_row() -> None:
    layer = build(project.Embedding(units=2), 4)
    bound = bound_to(layer, 2, 3)
    layer.put(bound.flat, "weight", [[0, 1], [10, 11], [20, 21], [30, 31]])
    bound.x[...] = [[[3, 0, 1]], [[1, 1, 2]]]
    bound.forward()
    assert bound.y.tolist() == [[[30, 0, 10], [31, 1, 11]], [[10, 10, 20], [11, 11, 21]]]


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_a_symbol_outside_is_taken_as_the_nearest(dtype: Any) -> None:
    layer = build(project.Embedding(units=2), 4)
    outside, inside = (bound_to(layer, 1, 4, dtype=dtype) for _ in range(2))
    outside.x[...] = [[[-1, 4, -1e30, 1e30]]]
    inside.x[...] = [[[0, 3, 0, 3]]]
    assert run(outside) == run(inside)


@pytest.mark.parametrize(("steps", "batch"), [(1, 1), (1, 4), (5, 1), (5, 4)])
def test_the_gradient_is_that_of_finite_differences(steps: int, batch: int) -> None:
    bound = bound_to(small("embedding"), steps, batch)
    run(bound)
    exact = bound.gradient.copy()
    assert close(differences(bound, bound.flat), exact, 1e-8)


@given(st.data())
def test_it_is_a_product_with_one_hot_columns(data: st.DataObject) -> None:
    steps, batch, units = (data.draw(st.integers(1, 5)) for _ in range(3))
    symbols = data.draw(st.sampled_from([1, 2, 5, 300, 70_000]))
    layer = build(project.Embedding(units=units, initialization="zeros"), symbols)
    bound = bound_to(layer, steps, batch)
    some = st.sampled_from([0, 1, 2, symbols // 2, symbols - 1])
    for _ in range(2):  # rows of the first use must not stay in the second
        tokens = data.draw(
            st.lists(some, min_size=steps * batch, max_size=steps * batch).map(
                lambda n: np.minimum(n, symbols - 1).reshape(steps, 1, batch)
            )
        )
        bound.x[...] = tokens
        run(bound)
        w, dw = (layer.get(a, "weight") for a in (bound.flat, bound.gradient))
        expected = np.zeros_like(dw)
        for t in range(steps):
            for b in range(batch):
                assert (bound.y[t, :, b] == w[tokens[t, 0, b]]).all()
                expected[tokens[t, 0, b]] += bound.dy[t, :, b]
        assert close(dw, expected, 1e-14)
        assert not dw[np.setdiff1d(np.arange(symbols), tokens)].any()


def test_a_symbols_gradients_are_added_in_the_order_of_steps_and_examples() -> None:
    bound = bound_to(small("embedding"), 40, 50, dtype=np.float32)
    run(bound)
    for symbol, found in enumerate(bound.gradient.reshape(3, 3)):
        places = np.argwhere(bound.x[:, 0] == symbol)  # by step, then by example
        rows = np.array([bound.dy[t, :, b] for t, b in places])
        assert found.tobytes() == np.add.reduceat(rows, [0])[0].tobytes()


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_fast_recording_and_second_use_are_the_same_to_the_bit(dtype: Any) -> None:
    settings = {"steps": 7, "batch": 4, "dtype": dtype}
    fast, recording = (bound_to(small("embedding"), **settings, recording=r) for r in (False, True))
    assert fast.names == ()
    assert recording.names == ("y", "dy")
    first = run(fast)
    assert run(recording) == first
    x = fast.x.copy()
    fast.x[...] = 1
    assert run(fast) != first
    fast.x[...] = x
    assert run(fast) == first


def test_before_the_first_step_that_counts_dy_is_taken_as_zero() -> None:
    bound, zero = (bound_to(small("embedding"), 5, 3) for _ in range(2))
    bound.dy[:3] = np.nan
    zero.dy[:3] = 0
    assert run(bound, first=3) == run(zero)


def test_forward_only_has_no_backward_memory() -> None:
    layer = small("embedding")
    bound: Any = layer.bind(np.zeros(layer.size), None, 4, 3, recording=True)
    bound.forward()
    assert bound.names == ("y",)
    assert not hasattr(bound, "dy")


def test_name_and_shape_are_pytorchs_and_put_is_undone_by_get() -> None:
    layer = build(project.Embedding(units=2), 3)
    assert layer.shapes() == {"weight": (3, 2)}
    flat, values = np.zeros(layer.size), [[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]]
    layer.put(flat, "weight", values)
    assert layer.get(flat, "weight").tolist() == values
    layer.get(flat, "weight")[...] = 0  # a copy
    assert layer.get(flat, "weight").tolist() == values
    with pytest.raises(ValueError, match="expected shape"):
        layer.put(flat, "weight", np.transpose(values))


@pytest.mark.parametrize("initialization", ["normal", "pytorch"])
def test_it_starts_as_pytorchs(initialization: Any) -> None:
    for scale in (1.0, 0.1):
        settings = project.Embedding(units=40, initialization=initialization, scale=scale)
        layer = build(settings, 60)
        flat = np.zeros(layer.size)
        layer.initialize(flat, np.random.default_rng(0))
        assert abs(flat.std() - scale) < 4 * scale / np.sqrt(2 * flat.size)
        assert abs(flat.mean()) < 4 * scale / np.sqrt(flat.size)
        assert np.abs(flat).max() > 2.5 * scale  # a normal distribution has no bound


def test_glorot_reads_symbols_and_units() -> None:
    layer = build(project.Embedding(units=40, initialization="glorot"), 60)
    flat = np.zeros(layer.size)
    layer.initialize(flat, np.random.default_rng(0))
    assert 0.98 * np.sqrt(6 / 100) < np.abs(flat).max() <= np.sqrt(6 / 100)


def test_padding_of_any_symbol_changes_no_gradient() -> None:
    layers = (project.Embedding(units=3, initialization="glorot"), project.LSTM(units=4))
    network = Network(layers, project.Output(), 6, 2, every_step=True, dtype=np.float64)
    lengths = np.array([5, 2, 3])
    found = []
    for padding in (0, 5):
        gradient = np.zeros_like(network.parameters)
        bound = network.bind(gradient, 5, 3)
        rng = np.random.default_rng(0)
        bound.inputs[...] = rng.integers(0, 6, bound.inputs.shape)
        bound.inputs[np.arange(5)[:, None, None] >= lengths] = padding
        bound.forward(lengths)
        bound.doutputs[...] = rng.standard_normal(bound.doutputs.shape)
        bound.backward()
        found.append((bound.outputs.copy(), gradient))
    assert (found[0][0] == found[1][0]).all()
    assert close(found[0][1], found[1][1], 1e-14)
