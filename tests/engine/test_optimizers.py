"""Optimizers and clipping against PyTorch's, and what they keep for a recording."""

from __future__ import annotations

import numpy as np
import pytest

from engine import losses, optimizers
from tests.engine.test_golden import network_of
from tests.golden.cases import CLIP, FOLDER, OPTIMIZERS, RATE, REGIMES, TRAINED, batches


@pytest.mark.parametrize("regime", REGIMES)
@pytest.mark.parametrize("name", OPTIMIZERS)
def test_ten_updates_end_where_pytorchs_do(name: str, regime: str) -> None:
    with np.load(FOLDER / f"trained_{name}_{regime}.npz") as stored:
        values = dict(stored)
    network, arrays = network_of(TRAINED, values, "start "), TRAINED.arrays()
    gradient = np.zeros_like(network.parameters)
    optimizer = optimizers.build(OPTIMIZERS[name], gradient.size, gradient.dtype)
    norms = []
    for examples in batches(REGIMES[regime]):
        bound = network.bind(gradient, TRAINED.steps, examples.stop - examples.start)
        loss = losses.bind("mse", bound.outputs, bound.doutputs)
        bound.inputs[...] = arrays["inputs"][:, :, examples]
        loss.targets[...] = arrays["targets"][:, :, examples]
        bound.forward()
        loss.value()
        loss.gradient()
        bound.backward()
        norms.append(optimizers.clip(gradient, CLIP)[0])
        before = network.parameters.copy()
        terms = optimizer.terms(gradient, RATE)
        optimizer.update(network.parameters, gradient, RATE)
        assert (before + terms["step"] == network.parameters).all()
        for state, array in optimizer.state.items():
            assert (terms[state] == array).all()
    assert max(norms) > CLIP
    assert np.allclose(norms, values["norms"], rtol=1e-10)
    for parameter in network.names():
        assert np.abs(network.get(parameter) - values[f"end {parameter}"]).max() < 1e-10
    assert optimizer.steps == len(norms)


@pytest.mark.parametrize("name", OPTIMIZERS)
def test_state_and_steps_are_all_that_an_optimizer_remembers(name: str) -> None:
    rng = np.random.default_rng(0)
    parameters, gradients = rng.standard_normal(6), rng.standard_normal((4, 6))
    first = optimizers.build(OPTIMIZERS[name], 6, np.float64)
    for gradient in gradients[:2]:
        first.update(parameters, gradient, 0.1)
    second, copy = optimizers.build(OPTIMIZERS[name], 6, np.float64), parameters.copy()
    second.steps = first.steps
    for state, array in first.state.items():
        second.state[state][...] = array
    for gradient in gradients[2:]:
        first.terms(gradient, 0.1)
        first.update(parameters, gradient, 0.1)
        second.update(copy, gradient, 0.1)
    assert (parameters == copy).all()


def test_adams_terms_are_its_equations() -> None:
    optimizer, gradient = (
        optimizers.build(OPTIMIZERS["adam"], 3, np.float64),
        np.array([1.0, -2, 0]),
    )
    terms = optimizer.terms(gradient, 0.1)
    assert set(terms) == {"m", "v", "m_hat", "v_hat", "step"}
    assert np.allclose(terms["m_hat"], gradient)
    assert np.allclose(terms["v_hat"], gradient**2)
    assert np.allclose(terms["step"], -0.1 * terms["m_hat"] / (np.sqrt(terms["v_hat"]) + 1e-6))
    assert optimizer.steps == 0
    assert not optimizer.state["m"].any()


def test_clip_scales_in_place_and_tells_the_norm_before() -> None:
    gradient = np.array([3.0, 4.0])
    norm, factor = optimizers.clip(gradient, 1)
    assert norm == 5
    assert factor == pytest.approx(0.2)
    assert np.linalg.norm(gradient) == pytest.approx(1)
    assert optimizers.clip(np.array([3.0, 4.0]), 0) == (5, 1)
    assert optimizers.clip(np.array([3.0, 4.0]), 6) == (5, 1)


def test_the_norm_survives_squares_that_leave_float32() -> None:
    assert optimizers.clip(np.array([3e25, 4e25], np.float32), 0)[0] == pytest.approx(5e25)
    assert optimizers.clip(np.array([3e-25, 4e-25], np.float32), 0)[0] == pytest.approx(5e-25)
    broken = np.array([1, np.inf], np.float32)
    assert optimizers.clip(broken, 1) == (np.inf, 1)
    assert broken[0] == 1
    assert np.isnan(optimizers.clip(np.array([1, np.nan], np.float32), 1)[0])
