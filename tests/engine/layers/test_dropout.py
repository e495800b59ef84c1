"""Dropout: what share is dropped, how the rest grows, that draws come again, and that validation drops nothing."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine import project
from engine.layers import build
from engine.network import Network
from engine.randomness import dropout_bits
from tests.engine.layers.numeric import bound_to, close, differences, run, small


def drawn(rate: float, shape: tuple[int, int, int], dtype: Any = np.float64, **more: Any) -> Any:
    """Return a pass whose mask was drawn."""
    steps, units, batch = shape
    layer = build(project.Dropout(rate=rate), units)
    bound = bound_to(layer, steps, batch, dtype=dtype, **more)
    bound.draw(dropout_bits(3, 7, 1))
    return bound


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
@pytest.mark.parametrize(
    ("rate", "kept"), [(0, 256), (0.001, 256), (0.2, 205), (0.5, 128), (0.95, 13)]
)
def test_share_and_scale(rate: float, kept: int, dtype: Any) -> None:
    bound = drawn(rate, (50, 32, 40), dtype)
    values = {0, dtype(256 / kept)} if kept < 256 else {1}
    assert set(np.unique(bound.mask).tolist()) == values
    assert bound.mask.dtype == dtype
    share, n = (bound.mask > 0).mean(), bound.mask.size
    deviation = np.sqrt(kept / 256 * (1 - kept / 256) / n)
    assert abs(share - kept / 256) <= 4 * deviation
    if 0 < rate < 0.9:  # next to the expected share, not to the wrong side of it
        assert abs(share - (1 - kept / 256)) > 20 * deviation or rate == 0.5


def test_what_is_dropped_is_spread_over_steps_units_and_examples() -> None:
    mask = drawn(0.5, (40, 30, 50)).mask > 0
    for axes, n in (((0, 1), 1200), ((0, 2), 2000), ((1, 2), 1500)):
        assert np.abs(mask.mean(axis=axes) - 0.5).max() < 5 * 0.5 / np.sqrt(n)


@given(st.integers(1, 5), st.integers(1, 5), st.integers(1, 5), st.integers(0, 9))
def test_the_mask_is_the_bytes_of_its_numbers(
    steps: int, units: int, batch: int, iteration: int
) -> None:
    bound = bound_to(build(project.Dropout(rate=0.25), units), steps, batch)
    for _ in range(2):  # the second draw of the same numbers
        bound.draw(dropout_bits(5, iteration, 2))
        words = dropout_bits(5, iteration, 2).random_raw(bound.mask.size // 8 + 1).tolist()
        octets = [word >> 8 * k & 255 for word in words for k in range(8)]
        expected = [256 / 192 if octet < 192 else 0 for octet in octets[: bound.mask.size]]
        assert bound.mask.reshape(-1).tolist() == expected
        bound.draw(dropout_bits(5, iteration + 1, 2))


def test_another_seed_iteration_or_layer_drops_others() -> None:
    bound = bound_to(build(project.Dropout(), 16), 10, 8)
    masks = set()
    for numbers in ((0, 0, 0), (1, 0, 0), (0, 1, 0), (0, 0, 1)):
        bound.draw(dropout_bits(*numbers))
        masks.add(bound.mask.tobytes())
    assert len(masks) == 4


def test_before_a_draw_and_when_evaluating_nothing_is_dropped() -> None:
    fresh = bound_to(small("dropout"), 4, 3)
    evaluating = drawn(0.5, (4, 3, 3), evaluating=True)
    for bound in (fresh, evaluating):
        run(bound)
        assert bound.y.tobytes() == bound.x.tobytes()
        assert bound.dx.tobytes() == bound.dy.tobytes()


def test_the_gradient_is_that_of_finite_differences() -> None:
    bound = drawn(0.5, (4, 3, 2))
    run(bound)
    dx = bound.dx.copy()
    assert (dx == 0).any()
    assert (dx != 0).any()
    assert close(differences(bound, bound.x), dx, 1e-8)


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_fast_recording_and_second_use_are_the_same_to_the_bit(dtype: Any) -> None:
    fast, recording = (drawn(0.3, (5, 3, 4), dtype, recording=r) for r in (False, True))
    assert fast.names == ()
    assert recording.names == ("y", "mask", "dy")
    first = run(fast)
    assert run(recording) == first
    fast.draw(dropout_bits(3, 8, 1))
    assert run(fast) != first
    fast.draw(dropout_bits(3, 7, 1))
    assert run(fast) == first
    fast.dx[...] = 5
    fast.backward(need_dx=False)
    assert (fast.dx == 5).all()


def test_before_the_first_step_that_counts_dy_is_taken_as_zero() -> None:
    bound, zero = (drawn(0.3, (5, 3, 4)) for _ in range(2))
    bound.dy[:3] = np.nan
    zero.dy[:3] = 0
    assert run(bound, first=3) == run(zero)


def test_forward_only_has_no_backward_memory() -> None:
    bound: Any = small("dropout").bind(np.zeros(0), None, 4, 3, recording=True)
    assert bound.names == ("y", "mask")
    assert not hasattr(bound, "dy")


def test_it_has_no_parameters() -> None:
    layer = small("dropout")
    layer.initialize(np.zeros(0), np.random.default_rng(0))
    assert layer.size == 0
    assert layer.shapes() == {}


def test_a_network_draws_for_training_only_and_again_the_same() -> None:
    layers = (project.LSTM(units=4), project.Dropout(rate=0.5), project.RNN(units=3))
    network = Network(layers, project.Output(), 2, 1, every_step=True, dtype=np.float64)
    outputs = {}
    for name, evaluating, iteration in (
        *(("first", False, 1), ("again", False, 1), ("next", False, 2)),
        *(("evaluating", True, 1), ("later", True, 2)),
    ):
        bound = network.bind(None, 6, 5, evaluating=evaluating)
        bound.inputs[...] = np.random.default_rng(0).standard_normal(bound.inputs.shape)
        bound.draw(0, iteration)
        bound.forward()
        outputs[name] = bound.outputs.tobytes()
    assert outputs["first"] == outputs["again"]
    assert outputs["first"] != outputs["next"]
    assert outputs["evaluating"] == outputs["later"]
    assert outputs["evaluating"] != outputs["first"]
