"""Batch and layer normalization on their own: gradients, lengths, running statistics, numbers without spread."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine import project, textbook
from engine.layers import build
from engine.layers.normalization import BatchNormPass
from tests.engine.layers.numeric import bound_to, close, differences, run, small

NORMS = ("batch_norm", "layer_norm")
SHAPES = [(1, 5), (4, 3), (6, 1)]


def beyond(bound: Any, lengths: Any) -> np.ndarray:
    """Set the lengths, and dy beyond them to 0 as the layers above leave it; return what lies beyond."""
    bound.lengths = np.asarray(lengths)
    outside = np.broadcast_to(np.arange(bound.steps)[:, None, None] >= bound.lengths, bound.y.shape)
    bound.dy[outside] = 0
    return outside


@pytest.mark.parametrize("evaluating", [False, True])
@pytest.mark.parametrize("masked", [False, True])
@pytest.mark.parametrize(("steps", "batch"), SHAPES)
@pytest.mark.parametrize("kind", NORMS)
def test_the_gradient_is_that_of_finite_differences(
    kind: str, steps: int, batch: int, masked: bool, evaluating: bool
) -> None:
    bound = bound_to(small(kind), steps, batch, evaluating=evaluating)
    if masked:
        beyond(bound, [max(1, steps - b) for b in range(batch)])
    run(bound)
    exact, dx = bound.gradient.copy(), bound.dx.copy()
    assert close(differences(bound, bound.flat), exact, 1e-8)
    assert close(differences(bound, bound.x), dx, 1e-8)


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
@pytest.mark.parametrize("evaluating", [False, True])
@pytest.mark.parametrize("masked", [False, True])
@pytest.mark.parametrize("kind", NORMS)
def test_fast_recording_and_second_use_are_the_same_to_the_bit(
    kind: str, masked: bool, evaluating: bool, dtype: Any
) -> None:
    settings = {"steps": 4, "batch": 3, "dtype": dtype, "evaluating": evaluating}
    fast, recording = (bound_to(small(kind), **settings, recording=r) for r in (False, True))
    used = bound_to(small(kind), **settings, seed=1)
    beyond(used, (4, 2, 1))
    run(used)
    used.lengths = None
    for array in ("x", "dy", "flat", "buffers"):
        getattr(used, array)[...] = getattr(fast, array)
    if masked:
        for bound in (fast, recording, used):
            beyond(bound, (2, 4, 3))
    first = run(fast)
    assert run(recording) == first
    assert run(used) == first
    assert run(fast, need_dx=False) == first  # dx as it was
    for bound in (fast, recording, used):
        bound.settle()
    assert fast.buffers.tobytes() == recording.buffers.tobytes() == used.buffers.tobytes()


@pytest.mark.parametrize("masked", [False, True])
@pytest.mark.parametrize("evaluating", [False, True])
@pytest.mark.parametrize("kind", NORMS)
def test_recorded_arrays_are_the_textbooks(kind: str, evaluating: bool, masked: bool) -> None:
    layer = small(kind)
    bound = bound_to(layer, 4, 3, recording=True, evaluating=evaluating)
    counted = np.ones((4, 1, 3))
    if masked:
        counted = ~beyond(bound, (2, 4, 3))[:, :1]
    w = {name: layer.get(bound.flat, name) for name in layer.shapes()}
    run(bound)
    if kind == "layer_norm":
        forward = textbook.layer_norm_forward(w, bound.x, 1e-5)
        backward = textbook.layer_norm_backward(w, forward, bound.dy)
    else:
        running = (bound.buffers[:3], bound.buffers[3:]) if evaluating else None
        forward = textbook.batch_norm_forward(w, bound.x, 1e-5, counted, running)
        backward = textbook.batch_norm_backward(w, forward, bound.dy)
        assert bound.mean.shape == bound.variance.shape == (1, 3, 1)
        assert close(bound.mean[0, :, 0], forward["mean"], 1e-14)
        assert close(bound.variance[0, :, 0], forward["variance"], 1e-14)
    assert bound.names == ("y", "x_hat", "dy")
    for name in ("x_hat", "y"):
        assert close(getattr(bound, name) * counted, forward[name] * counted, 1e-13)
    assert close(bound.dx * counted, backward["x"] * counted, 1e-13)


@pytest.mark.parametrize("kind", NORMS)
def test_forward_only_gives_the_same_and_has_no_backward_memory(kind: str) -> None:
    bound = bound_to(small(kind), 4, 3, recording=True)
    run(bound)
    only: Any = small(kind).bind(bound.flat, None, 4, 3, buffers=bound.buffers, recording=True)
    only.x[...] = bound.x
    only.forward()
    assert only.y.tobytes() == bound.y.tobytes()
    assert only.names == ("y", "x_hat")
    assert not hasattr(only, "dy")


@pytest.mark.parametrize("kind", NORMS)
def test_before_the_first_step_that_counts_dy_is_taken_as_zero(kind: str) -> None:
    bound, zero = (bound_to(small(kind), 5, 3) for _ in range(2))
    bound.dy[:3] = np.nan
    zero.dy[:3] = 0
    assert run(bound, first=3) == run(zero)


@given(st.data())
def test_padding_of_any_value_changes_nothing(data: st.DataObject) -> None:
    kind = data.draw(st.sampled_from(NORMS))
    steps, batch = data.draw(st.integers(1, 6)), data.draw(st.integers(2, 5))
    lengths = data.draw(st.lists(st.integers(1, steps), min_size=batch, max_size=batch))
    a, b = (bound_to(small(kind), steps, batch) for _ in range(2))
    for bound in (a, b):
        outside = beyond(bound, lengths)
    b.x[outside] = data.draw(st.floats(-1e6, 1e6))
    for bound in (a, b):
        run(bound)
        bound.settle()
        assert not bound.dx[outside].any()
    assert (a.y[~outside] == b.y[~outside]).all()
    assert (a.dx == b.dx).all()
    assert (a.gradient == b.gradient).all()
    assert (a.buffers == b.buffers).all()


@given(st.data())
def test_what_is_counted_has_mean_0_and_variance_1(data: st.DataObject) -> None:
    kind = data.draw(st.sampled_from(NORMS))
    steps, batch, units = (data.draw(st.integers(1, n)) for n in (6, 5, 7))
    layer = build(project.LAYERS[kind](epsilon=1e-3), units)  # type: ignore[call-arg]
    bound = bound_to(layer, steps, batch, recording=True, seed=data.draw(st.integers(0, 99)))
    layer.initialize(bound.flat, np.random.default_rng(0))
    lengths = data.draw(st.none() | st.lists(st.integers(1, steps), min_size=batch, max_size=batch))
    if lengths is not None:
        beyond(bound, lengths)
    run(bound)
    assert (bound.y == bound.x_hat).all()  # gain 1, bias 0
    if kind == "layer_norm":
        columns = bound.y.transpose(0, 2, 1).reshape(-1, units), bound.x.transpose(0, 2, 1)
    else:
        counted = np.arange(steps)[:, None] < np.array(lengths or [steps] * batch)
        columns = bound.y.transpose(1, 0, 2)[:, counted], bound.x.transpose(1, 0, 2)[:, counted]
    y, x = columns[0], columns[1].reshape(columns[0].shape)
    assert np.abs(y.mean(axis=1)).max() < 1e-11
    variance = x.var(axis=1)
    assert np.abs(y.var(axis=1) - variance / (variance + 1e-3)).max() < 1e-11


@pytest.mark.parametrize("epsilon", [1e-5, 1e-60])
@pytest.mark.parametrize("dtype", [np.float32, np.float64])
@pytest.mark.parametrize(("steps", "batch"), [(1, 1), (2, 4)])
@pytest.mark.parametrize("kind", NORMS)
def test_numbers_without_spread_become_the_bias(
    kind: str, steps: int, batch: int, dtype: Any, epsilon: float
) -> None:
    bound = bound_to(small(kind, epsilon=epsilon), steps, batch, dtype=dtype, recording=True)
    bound.x[...] = 3
    if kind == "layer_norm":
        # 1 / 3 three times over is not exactly 1: only a power of 2 has an exact mean
        bound = bound_to(
            build(project.LayerNorm(epsilon=epsilon), 4), steps, batch, dtype=dtype, recording=True
        )
        bound.x[...] = 3
    run(bound)
    bound.settle()
    assert not bound.x_hat.any()
    bias = bound.layer.get(bound.flat, "bias")
    assert (bound.y == bias[:, None]).all()
    assert not bound.layer.get(bound.gradient, "weight").any()
    assert np.isfinite(bound.dx).all()
    assert np.isfinite(bound.buffers).all()


def test_only_settling_moves_the_running_statistics() -> None:
    layer = small("batch_norm", momentum=0.25)
    bound = bound_to(layer, 3, 4)
    before = bound.buffers.copy()
    run(bound)
    run(bound)
    assert (bound.buffers == before).all()
    bound.settle()
    mean, variance = bound.x.mean(axis=(0, 2)), bound.x.var(axis=(0, 2), ddof=1)
    expected = 0.75 * before + 0.25 * np.concatenate([mean, variance])
    assert close(bound.buffers, expected, 1e-14)


def test_evaluating_takes_each_example_for_itself_and_moves_nothing() -> None:
    layer = small("batch_norm")
    whole = bound_to(layer, 3, 4, evaluating=True)
    before = whole.buffers.copy()
    run(whole)
    whole.settle()
    assert (whole.buffers == before).all()
    for b in range(4):
        alone = bound_to(layer, 3, 1, evaluating=True)
        alone.flat[...], alone.buffers[...] = whole.flat, before
        alone.x[...] = whole.x[:, :, b : b + 1]
        alone.forward()
        assert (alone.y[:, :, 0] == whole.y[:, :, b]).all()


@pytest.mark.parametrize("kind", NORMS)
def test_gain_starts_at_1_and_the_rest_at_0(kind: str) -> None:
    layer = build(project.LAYERS[kind](), 4)
    flat, buffers = np.full(layer.size, np.nan), np.full(layer.buffer_size, np.nan)
    layer.initialize(flat, np.random.default_rng(0))
    layer.initialize_buffers(buffers)
    assert layer.shapes() == {"weight": (4,), "bias": (4,)}
    assert layer.get(flat, "weight").tolist() == [1] * 4
    assert layer.get(flat, "bias").tolist() == [0] * 4
    if kind == "batch_norm":
        assert layer.buffer_shapes() == {"running_mean": (4,), "running_var": (4,)}
        assert buffers.tolist() == [0] * 4 + [1] * 4
    else:
        assert layer.buffer_shapes() == {}
        assert buffers.size == 0


@pytest.mark.parametrize("kind", NORMS)
def test_put_is_undone_by_get(kind: str) -> None:
    layer = small(kind)
    flat = np.zeros(layer.size)
    layer.put(flat, "weight", [1, 2, 3])
    layer.put(flat, "bias", [4, 5, 6])
    assert sorted(flat) == [1, 2, 3, 4, 5, 6]
    assert layer.get(flat, "weight").tolist() == [1, 2, 3]
    assert layer.get(flat, "bias").tolist() == [4, 5, 6]
    layer.get(flat, "bias")[...] = 0  # a copy
    assert layer.get(flat, "bias").tolist() == [4, 5, 6]
    with pytest.raises(ValueError, match="expected shape"):
        layer.put(flat, "bias", [4])


def test_only_batch_normalization_needs_the_whole_sequence() -> None:
    assert small("batch_norm").whole
    assert not small("layer_norm").whole
    assert isinstance(bound_to(small("batch_norm"), 2, 2), BatchNormPass)
