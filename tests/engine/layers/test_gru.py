"""The GRU: its parameters and their names, its gates, and that both plans of backward are one mathematics."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine import project
from engine.layers import build, gru, gru_backward
from engine.layers.memory import BUFFER, ROW
from tests.engine.layers.numeric import bound_to, run

UNITS, INPUTS = 4, 3


def layer_of(**settings: Any) -> Any:
    return build(project.GRU(units=UNITS, **settings), INPUTS)


def test_names_are_pytorchs_and_each_number_has_one_place() -> None:
    layer = layer_of()
    assert layer.shapes() == {
        "weight_ih_l0": (12, 3),
        "weight_hh_l0": (12, 4),
        "bias_ih_l0": (12,),
        "bias_hh_l0": (12,),
    }
    assert layer.size == 12 * 3 + 12 * 4 + 12 + 4
    flat, given_, k = np.full(layer.size, np.nan), {}, 1
    for name, shape in layer.shapes().items():
        given_[name] = np.arange(k, k := k + int(np.prod(shape)), dtype=float).reshape(shape)
        layer.put(flat, name, given_[name])
    given_["bias_hh_l0"][:8] = 0  # r and z have one bias each: what is written here is not kept
    for name, values in given_.items():
        assert (layer.get(flat, name) == values).all()
    kept = np.concatenate([values.ravel() for values in given_.values()])
    assert sorted(flat) == sorted(kept[kept != 0])


def test_initial_parameters_have_pytorchs_bound_and_the_scale() -> None:
    layer = layer_of(scale=3.0)
    flat = np.zeros(layer.size)
    layer.initialize(flat, np.random.default_rng(0))
    bound = 3 / np.sqrt(UNITS)
    assert (np.abs(flat) <= bound).all()
    assert np.abs(flat).max() > 0.95 * bound
    assert np.unique(flat).size == flat.size
    other = layer_of(initialization="orthogonal")
    other.initialize(flat, np.random.default_rng(0))
    assert not other.get(flat, "bias_hh_l0").any()
    for gate in np.split(other.get(flat, "weight_hh_l0"), 3):
        assert np.allclose(gate @ gate.T, np.eye(UNITS), atol=1e-12)


@given(st.integers(0, 99), st.floats(0, 1e4))
def test_gates_are_gates(seed: int, size: float) -> None:
    rng = np.random.default_rng(seed)
    layer = layer_of()
    bound: Any = layer.bind(rng.standard_normal(layer.size).astype(np.float32), None, 5, 4)
    bound.x[...] = rng.standard_normal(bound.x.shape) * size
    bound.h0[...] = rng.uniform(-2, 2, bound.h0.shape)
    bound.forward()
    for gate in (bound.r, bound.z):
        assert (gate >= 0).all()
        assert (gate <= 1).all()
    assert (np.abs(bound.h) <= 2 * (1 + 1e-6)).all()


@pytest.mark.parametrize("recording", [False, True])
@pytest.mark.parametrize("head", [False, True])
@pytest.mark.parametrize(("steps", "batch"), [(1, 1), (7, 3), (40, 2), (100, 2)])
def test_both_plans_give_the_same(
    steps: int, batch: int, head: bool, recording: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    layer, found = layer_of(), []
    monkeypatch.setattr(gru_backward, "FACTOR_BYTES", 4000)  # several stretches
    for large in (0, 1280):
        monkeypatch.setattr(gru_backward, "LARGE", large)
        rng = np.random.default_rng(1)
        flat = rng.standard_normal(layer.size)
        gradient = np.full(layer.size, np.nan)
        weights = rng.standard_normal((2, UNITS)) if head else None
        bound: Any = layer.bind(flat, gradient, steps, batch, recording=recording, head=weights)
        bound.x[...] = rng.standard_normal(bound.x.shape)
        bound.h0[...] = rng.standard_normal(bound.h0.shape)
        bound.dy[...] = rng.standard_normal(bound.dy.shape)
        for _ in range(2):
            bound.forward()
            bound.backward()
        found.append((gradient, bound.dx.copy(), *([bound.dh0] if recording else [])))
    for one, other in zip(*found, strict=True):
        assert np.abs(one - other).max() <= 1e-13 * np.abs(one).max()


def test_the_plan_is_chosen_by_the_size_of_a_step() -> None:
    assert gru_backward.choose(999) is gru_backward.Factors
    assert gru_backward.choose(1000) is gru_backward.Scratch


@pytest.mark.parametrize("recording", [False, True])
def test_backward_of_long_rows_is_the_same_with_and_without_numpys_buffer(
    recording: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    layer, found, sizes = build(project.GRU(units=16), INPUTS), [], []
    prepare = gru_backward.Factors.prepare

    def watched(plan: Any, start: int, stop: int) -> None:
        sizes.append(np.getbufsize())
        prepare(plan, start, stop)

    monkeypatch.setattr(gru_backward.Factors, "prepare", watched)
    usual = np.getbufsize()
    for row in (ROW, ROW + 1):
        monkeypatch.setattr(gru, "ROW", row)
        bound = bound_to(layer, 20, ROW // 16, dtype=np.float32, recording=recording)
        found.append(run(bound))
        assert np.getbufsize() == usual
    assert found[0] == found[1]
    assert sizes == [BUFFER, usual]
