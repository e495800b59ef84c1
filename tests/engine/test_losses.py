"""Losses: gradients, class weights, safe for any size of number, and what they keep for a recording."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine import losses

KINDS: dict[str, tuple[str, dict[str, Any]]] = {
    "mse": ("mse", {}),
    "mae": ("mae", {}),
    "huber": ("huber", {}),
    "huber small": ("huber", {"delta": 0.01}),
    "huber large": ("huber", {"delta": 30.0}),
    "bce": ("bce", {}),
    "bce weighted": ("bce", {"weights": (0.3, 2.0)}),
    "cross_entropy": ("cross_entropy", {}),
    "cross_entropy weighted": ("cross_entropy", {"weights": (0.3, 2.0, 0.0)}),
}
SHAPE = (4, 3, 5)


def bind(name: str, outputs: np.ndarray, seed: int = 0, masked: bool = False) -> losses.Loss:
    """Bind a loss to outputs, with random targets, and some of them not counted."""
    kind, more = KINDS[name]
    rng = np.random.default_rng(seed)
    loss = losses.bind(kind, outputs, np.full_like(outputs, np.nan), recording=True, **more)
    if kind in ("bce", "cross_entropy"):
        classes = outputs.shape[1] if kind == "cross_entropy" else 2
        loss.targets[...] = rng.integers(0, classes, loss.targets.shape)
    else:
        loss.targets[...] = rng.standard_normal(loss.targets.shape)
    if masked:
        steps, _, batch = outputs.shape
        loss.counted = (rng.random((steps, 1, batch)) < 0.5).astype(outputs.dtype)
    return loss


def gradient_of(loss: losses.Loss) -> np.ndarray:
    loss.gradient()
    assert loss.doutputs is not None
    return loss.doutputs


@given(st.sampled_from(sorted(KINDS)), st.integers(0, 99), st.floats(0, 1e4), st.booleans())
def test_loss_is_positive_probabilities_sum_to_one_and_terms_make_the_value(
    name: str, seed: int, size: float, masked: bool
) -> None:
    outputs = (np.random.default_rng(seed).standard_normal(SHAPE) * size).astype(np.float32)
    loss = bind(name, outputs, seed, masked)
    counted = np.ones((4, 1, 5)) if loss.counted is None else loss.counted
    with np.errstate(all="raise", under="ignore"):
        value, gradient = loss.value(), gradient_of(loss)
    assert value >= 0
    assert np.isfinite(value)
    assert value == pytest.approx(loss.terms.sum() / (loss.count or 1), rel=1e-4, abs=1e-6)
    assert not (loss.terms * (1 - counted[:, 0])).any()
    assert np.isfinite(gradient).all()
    assert not (gradient * (1 - counted)).any()
    if loss.weighable:
        assert (loss.probabilities >= 0).all()
        assert (loss.probabilities <= 1).all()
    if loss.classes:
        assert np.abs(loss.probabilities.sum(axis=1) - 1).max() < 1e-6
    if loss.weights is None:
        assert loss.count == counted.sum()


@pytest.mark.parametrize("masked", [False, True])
@pytest.mark.parametrize("name", KINDS)
def test_the_gradient_is_that_of_finite_differences(name: str, masked: bool) -> None:
    outputs, h = np.random.default_rng(1).uniform(-2, 2, SHAPE), 1e-5
    loss = bind(name, outputs, 2, masked)
    if not loss.weighable:  # keep away from the kinks of mae and huber
        error = np.abs(outputs - loss.targets)
        outputs += np.where((error < 1e-3) | (np.abs(error - loss.delta) < 1e-3), 0.01, 0)
    loss.value()
    exact = gradient_of(loss).copy()
    loss.gradient()
    assert (gradient_of(loss) == exact).all(), "asked twice"
    found = np.empty_like(outputs)
    for k in np.ndindex(outputs.shape):
        value = outputs[k]
        outputs[k] = value + h
        above = loss.value()
        outputs[k] = value - h
        found[k] = (above - loss.value()) / (2 * h)
        outputs[k] = value
    assert np.abs(found - exact).max() < 1e-8 * np.abs(exact).max()


@pytest.mark.parametrize("masked", [False, True])
@pytest.mark.parametrize("name", KINDS)
def test_parts_weighted_by_their_counts_give_the_whole(name: str, masked: bool) -> None:
    outputs = np.random.default_rng(3).standard_normal(SHAPE)
    whole = bind(name, outputs, 4, masked)
    value, gradient = whole.value(), gradient_of(whole)
    total, count, parts = 0.0, 0.0, []
    for examples in (slice(0, 1), slice(1, 5)):
        part = bind(name, np.ascontiguousarray(outputs[:, :, examples]))
        part.targets[...] = whole.targets[:, :, examples]
        part.counted = None if whole.counted is None else whole.counted[:, :, examples]
        total += part.value() * part.count
        parts.append(gradient_of(part) * part.count)
        count += part.count
    assert count == pytest.approx(whole.count, rel=1e-14)
    assert total / count == pytest.approx(value, rel=1e-13)
    assert np.abs(np.concatenate(parts, axis=2) / count - gradient).max() < 1e-15


@pytest.mark.parametrize("name", KINDS)
def test_nothing_counted_is_a_loss_of_zero(name: str) -> None:
    outputs = np.ones((2, 3, 2))
    loss = bind(name, outputs)
    loss.counted = np.zeros((2, 1, 2))
    assert loss.value() == loss.count == 0
    assert not gradient_of(loss).any()
    loss.counted = None
    assert loss.value() > 0
    assert gradient_of(loss).any()
    assert loss.count > 0


def test_only_targets_of_a_weightless_class_are_a_loss_of_zero() -> None:
    loss = losses.bind("cross_entropy", np.ones((1, 2, 3)), np.ones((1, 2, 3)), weights=(0, 1))
    assert loss.value() == 0
    assert not gradient_of(loss).any()


def test_a_sure_and_wrong_answer_costs_its_margin() -> None:
    outputs = np.array([[[300.0], [-300.0]]])
    cross = losses.bind("cross_entropy", outputs)
    cross.targets[...] = 1
    assert cross.value() == 600
    binary = losses.bind("bce", outputs)
    binary.targets[...] = [[0], [1]]
    assert binary.value() == 300
    with pytest.raises(ValueError, match="doutputs"):
        binary.gradient()
    with pytest.raises(NotImplementedError):
        losses.Loss(outputs).value()


def test_equal_outputs_and_targets_have_no_loss_and_no_gradient() -> None:
    for kind in ("mse", "mae", "huber"):
        loss = losses.bind(kind, np.ones((2, 2, 2)), np.ones((2, 2, 2)), delta=0.5)
        loss.targets[...] = 1
        assert loss.value() == 0
        assert not gradient_of(loss).any()


def test_huber_is_half_the_square_and_then_a_straight_line() -> None:
    outputs = np.array([[[0.5, -2.0, 2.5, -9.0]]])
    loss = losses.bind("huber", outputs, np.empty_like(outputs), delta=2.0)
    assert loss.value() == (0.125 + 2 + 2 * 1.5 + 2 * 8) / 4
    assert gradient_of(loss).ravel().tolist() == [0.125, -0.5, 0.5, -0.5]


@pytest.mark.parametrize("weights", [(), (0.25, 4.0)])
def test_two_classes_cost_the_same_by_bce_and_by_cross_entropy(weights: Any) -> None:
    logit = np.random.default_rng(5).standard_normal((3, 1, 4))
    targets = np.random.default_rng(6).integers(0, 2, (3, 1, 4))
    binary = losses.bind("bce", logit, np.empty_like(logit), weights=weights)
    two = np.concatenate([np.zeros_like(logit), logit], axis=1)
    cross = losses.bind("cross_entropy", two, np.empty_like(two), weights=weights)
    binary.targets[...] = cross.targets[...] = targets
    assert binary.value() == pytest.approx(cross.value(), rel=1e-14)
    assert binary.count == pytest.approx(cross.count, rel=1e-14)
    assert np.abs(gradient_of(binary) - gradient_of(cross)[:, 1:]).max() < 1e-15


@pytest.mark.parametrize("kind", losses.LOSSES)
def test_weights_are_one_for_each_class(kind: str) -> None:
    outputs = np.ones((1, 4, 1))
    wanted = {"bce": 2, "cross_entropy": 4}.get(kind, 0)
    for count in range(1, 6):
        if count != wanted:
            with pytest.raises(ValueError, match=f"expected {wanted} class weights, got {count}"):
                losses.bind(kind, outputs, weights=(1.0,) * count)
    same = losses.bind(kind, outputs, weights=(2.0,) * wanted)
    plain = losses.bind(kind, outputs)
    assert same.value() == pytest.approx(plain.value(), rel=1e-15)
    assert same.count == (2 if wanted else 1) * plain.count


def test_outputs_and_gradients_may_be_parts_of_larger_arrays() -> None:
    memory, dmemory = np.random.default_rng(7).standard_normal((4, 6, 5)), np.zeros((4, 7, 5))
    for name, (kind, more) in KINDS.items():
        loss = losses.bind(kind, memory[:, 1:4], dmemory[:, 2:5], **more)
        plain = bind(name, memory[:, 1:4].copy())
        loss.targets[...] = plain.targets
        assert loss.value() == plain.value()
        assert (gradient_of(loss) == gradient_of(plain)).all()
    assert not dmemory[:, [0, 1, 5, 6]].any()
