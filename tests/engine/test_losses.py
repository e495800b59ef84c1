"""Losses: safe for any size of number, and what they keep for a recording."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine import losses


@given(st.sampled_from(sorted(losses.LOSSES)), st.integers(0, 99), st.floats(0, 1e4), st.booleans())
def test_loss_is_positive_probabilities_sum_to_one_and_terms_make_the_value(
    kind: str, seed: int, size: float, masked: bool
) -> None:
    rng = np.random.default_rng(seed)
    outputs = (rng.standard_normal((4, 3, 5)) * size).astype(np.float32)
    loss = losses.bind(kind, outputs, np.zeros_like(outputs), recording=True)
    loss.targets[...] = rng.integers(0, 2, loss.targets.shape)
    if masked:
        loss.counted = (rng.random((4, 1, 5)) < 0.5).astype(np.float32)
    counted = np.ones((4, 1, 5)) if loss.counted is None else loss.counted
    value = loss.value()
    loss.gradient()
    assert value >= 0
    assert np.isfinite(value)
    assert value == pytest.approx(loss.terms.sum() / max(1, counted.sum()), rel=1e-4, abs=1e-6)
    assert not (loss.terms * (1 - counted[:, 0])).any()
    assert loss.doutputs is not None
    assert np.isfinite(loss.doutputs).all()
    assert not (loss.doutputs * (1 - counted)).any()
    if kind != "mse":
        assert (loss.probabilities >= 0).all()
        assert (loss.probabilities <= 1).all()
    if kind == "cross_entropy":
        assert np.abs(loss.probabilities.sum(axis=1) - 1).max() < 1e-6


@pytest.mark.parametrize("kind", losses.LOSSES)
def test_nothing_counted_is_a_loss_of_zero(kind: str) -> None:
    outputs = np.ones((2, 3, 2))
    loss = losses.bind(kind, outputs, np.ones_like(outputs))
    loss.counted = np.zeros((2, 1, 2))
    assert loss.value() == 0
    loss.gradient()
    assert loss.doutputs is not None
    assert not loss.doutputs.any()


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
