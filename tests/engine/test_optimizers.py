"""Optimizers and clipping against PyTorch's and the plain equations, and what they keep for a recording."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine import losses, optimizers, project
from tests.engine import registry
from tests.engine.test_golden import network_of
from tests.golden.cases import CLIP, EXTRAS, FOLDER, OPTIMIZERS, RATE, REGIMES, TRAINED, batches

Values = dict[str, np.ndarray]
PARTS = ("from_gradient", "from_momentum", "from_l1", "from_l2", "from_weight_decay")
SAMPLES = [sample for samples in registry.OPTIMIZERS.values() for sample in samples]


def gradients_of_training(values: Values, size: int, network: Any) -> Iterator[np.ndarray]:
    """Yield the gradient of each of the updates, at the parameters as they stand."""
    for name in network.names():
        network.put(name, values[f"start {name}"])
    arrays, gradient = TRAINED.arrays(), np.zeros_like(network.parameters)
    for examples in batches(size):
        bound = network.bind(gradient, TRAINED.steps, examples.stop - examples.start)
        loss = losses.bind("mse", bound.outputs, bound.doutputs)
        bound.inputs[...] = arrays["inputs"][:, :, examples]
        loss.targets[...] = arrays["targets"][:, :, examples]
        bound.forward()
        loss.value()
        loss.gradient()
        bound.backward()
        yield gradient


def stored(name: str) -> Values:
    with np.load(FOLDER / f"{name}.npz") as file:
        return dict(file)


def check_end(network: Any, values: Values) -> None:
    for name in network.names():
        assert np.abs(network.get(name) - values[f"end {name}"]).max() < 1e-10


@pytest.mark.parametrize("kind", [*REGIMES, *EXTRAS])
@pytest.mark.parametrize("name", OPTIMIZERS)
def test_ten_updates_end_where_pytorchs_do(name: str, kind: str) -> None:
    values, network = stored(f"trained_{name}_{kind}"), network_of(TRAINED)
    size = network.parameters.size
    optimizer = optimizers.build(OPTIMIZERS[name], size, np.float64)
    extra = {kind: EXTRAS[kind]} if kind in EXTRAS else {}
    value = extra.pop("value", 0.0)
    norms, clipped = [], 0
    for gradient in gradients_of_training(values, REGIMES.get(kind, 2), network):
        norms.append(optimizers.clip(gradient, CLIP)[0])
        clipped += optimizers.clip_value(gradient, value, count=True)
        optimizer.update(network.parameters, gradient, RATE, **extra)
    assert max(norms) > CLIP
    assert (clipped > 0) == (value > 0)
    assert np.allclose(norms, values["norms"], rtol=1e-10)
    check_end(network, values)
    assert optimizer.steps == len(norms)


# the plain equations


def plain(
    settings: Any, state: Values, theta: np.ndarray, g: np.ndarray, rate: float, k: int
) -> np.ndarray:
    """Return the parameters after update k, as the books write it; `state` is replaced."""
    kind = type(settings).__name__
    zero = np.zeros_like(theta)
    if kind in ("Momentum", "Nesterov"):
        v = state["velocity"] = settings.momentum * state.get("velocity", zero) + g
        return theta - rate * (v if kind == "Momentum" else g + settings.momentum * v)
    if kind == "AdaGrad":
        s = state["s"] = state.get("s", zero) + g**2
        return theta - rate * g / (np.sqrt(s) + settings.epsilon)
    if kind == "RMSprop":
        s = state["s"] = settings.decay * state.get("s", zero) + (1 - settings.decay) * g**2
        return theta - rate * g / (np.sqrt(s) + settings.epsilon)
    if kind in ("Adam", "AdamW"):
        if kind == "AdamW":
            theta = theta - rate * settings.weight_decay * theta
        m = state["m"] = settings.beta1 * state.get("m", zero) + (1 - settings.beta1) * g
        v = state["v"] = settings.beta2 * state.get("v", zero) + (1 - settings.beta2) * g**2
        state["m_hat"] = m / (1 - settings.beta1**k)
        state["v_hat"] = v / (1 - settings.beta2**k)
        return theta - rate * state["m_hat"] / (np.sqrt(state["v_hat"]) + settings.epsilon)
    return theta - rate * g


share = st.floats(0, 0.999)
epsilon = st.floats(1e-10, 0.1)
settings_of = {
    "sgd": st.just(project.SGD()),
    "momentum": st.builds(project.Momentum, momentum=share),
    "nesterov": st.builds(project.Nesterov, momentum=share),
    "adagrad": st.builds(project.AdaGrad, epsilon=epsilon),
    "rmsprop": st.builds(project.RMSprop, decay=share, epsilon=epsilon),
    "adam": st.builds(project.Adam, beta1=share, beta2=share, epsilon=epsilon),
    "adamw": st.builds(
        project.AdamW,
        beta1=share,
        beta2=share,
        epsilon=epsilon,
        weight_decay=st.floats(0, 10),
    ),
}


@pytest.mark.parametrize("name", project.OPTIMIZERS)
@given(data=st.data(), rate=st.floats(1e-6, 1.0), seed=st.integers(0, 999))
def test_every_hyperparameter_is_that_of_the_equations_also_when_it_changes(
    name: str, data: st.DataObject, rate: float, seed: int
) -> None:
    rng = np.random.default_rng(seed)
    theta, state = rng.standard_normal(5), {}
    parameters = theta.copy()
    settings = data.draw(settings_of[name])
    optimizer = optimizers.build(settings, 5, np.float64)
    l1, l2 = data.draw(st.sampled_from([(0.0, 0.0), (0.3, 0.0), (0.0, 0.2), (0.1, 0.4)]))
    for k in range(1, 7):
        if k == 4:
            settings = data.draw(settings_of[name])
            assert optimizers.adopt(optimizer, settings, 5, np.float64) is optimizer
        g = rng.standard_normal(5) * 10.0 ** rng.integers(-3, 3)
        terms = optimizer.terms(parameters, g, rate, l1, l2)
        optimizer.update(parameters, g, rate, l1, l2)
        theta = plain(settings, state, theta, g + l2 * theta + l1 * np.sign(theta), rate, k)
        np.testing.assert_allclose(parameters, theta, rtol=1e-9, atol=1e-9)
        for quantity, value in state.items():
            np.testing.assert_allclose(terms[quantity], value, rtol=1e-9, atol=1e-12)
        theta = parameters.copy()


# what a recording keeps


@pytest.mark.parametrize(("l1", "l2"), [(0.0, 0.0), (0.02, 0.0), (0.0, 0.3), (0.02, 0.3)])
@pytest.mark.parametrize("settings", SAMPLES)
def test_the_parts_of_an_update_are_all_of_it(settings: Any, l1: float, l2: float) -> None:
    rng = np.random.default_rng(1)
    parameters = rng.standard_normal(20)
    optimizer = optimizers.build(settings, 20, np.float64)
    for k in range(30):
        gradient, before = rng.standard_normal(20), parameters.copy()
        terms = optimizer.terms(parameters, gradient, RATE, l1, l2)
        optimizer.update(parameters, gradient, RATE, l1, l2)
        parts = {name: terms[name] for name in PARTS if name in terms}
        size = sum(np.abs(part) for part in parts.values())
        assert (np.abs(sum(parts.values()) - terms["step"]) <= 1e-12 * size).all()
        assert (np.abs(before + terms["step"] - parameters) <= 1e-15 * (1 + size)).all()
        assert ("from_l1" in parts, "from_l2" in parts) == (l1 > 0, l2 > 0)
        assert ("from_momentum" in parts) == hasattr(settings, "momentum") | hasattr(
            settings, "beta1"
        )
        assert ("from_weight_decay" in parts) == isinstance(settings, project.AdamW)
        for name in PARTS:  # in the first update there is no momentum yet
            if name in parts and not (k == 0 and name == "from_momentum"):
                assert np.abs(parts[name]).max() > 1e-6, name


def test_the_parts_of_a_momentum_are_its_equation() -> None:
    for settings, of_gradient, of_velocity in (
        (project.Momentum(momentum=0.5), 1, 0.5),
        (project.Nesterov(momentum=0.5), 1.5, 0.25),
    ):
        optimizer = optimizers.build(settings, 1, np.float64)
        parameters = np.array([2.0])
        optimizer.update(parameters, np.array([8.0]), 0.1)
        terms = optimizer.terms(parameters, np.array([1.0]), 0.1, l2=3.0)
        assert terms["from_gradient"] == pytest.approx(-0.1 * of_gradient)
        assert terms["from_momentum"] == pytest.approx(-0.1 * of_velocity * 8)
        assert terms["from_l2"] == pytest.approx(-0.1 * of_gradient * 3 * parameters)
        assert terms["velocity"] == pytest.approx(0.5 * 8 + 1 + 3 * parameters)


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
@pytest.mark.parametrize("settings", SAMPLES)
def test_terms_change_nothing(settings: Any, dtype: type) -> None:
    rng = np.random.default_rng(2)
    parameters = rng.standard_normal(9).astype(dtype)
    asked, left = (optimizers.build(settings, 9, dtype) for _ in range(2))
    copy = parameters.copy()
    for l1, l2 in ((0.0, 0.0), (0.1, 0.2), (0.0, 0.0)):
        gradient = rng.standard_normal(9).astype(dtype)
        before = [a.tobytes() for a in (parameters, gradient, asked.memory)]
        terms = asked.terms(parameters, gradient, 0.1, l1, l2)
        assert before == [a.tobytes() for a in (parameters, gradient, asked.memory)]
        assert asked.steps == left.steps
        assert {term.dtype for term in terms.values()} == {np.dtype(dtype)}
        for term in terms.values():
            term.fill(7)  # they are the caller's
        asked.update(parameters, gradient, 0.1, l1, l2)
        left.update(copy, gradient, 0.1, l1, l2)
        assert gradient.tobytes() == before[1]
        assert parameters.tobytes() == copy.tobytes()


@pytest.mark.parametrize("settings", SAMPLES)
def test_terms_change_nothing_where_they_fail(settings: Any) -> None:
    optimizer, parameters = optimizers.build(settings, 2, np.float32), np.ones(2, np.float32)
    optimizer.update(parameters, parameters, 0.1)
    before = optimizer.memory.tobytes(), parameters.tobytes()
    huge = np.full(2, 3e38, np.float32)
    with np.errstate(all="raise"), pytest.raises(FloatingPointError):
        optimizer.terms(parameters, huge, 1e6)
    assert before == (optimizer.memory.tobytes(), parameters.tobytes())
    assert optimizer.steps == 1


# state


@pytest.mark.parametrize("settings", SAMPLES)
def test_state_and_steps_are_all_that_an_optimizer_remembers(settings: Any) -> None:
    rng = np.random.default_rng(0)
    parameters, gradients = rng.standard_normal(6), rng.standard_normal((4, 6))
    first = optimizers.build(settings, 6, np.float64)
    for gradient in gradients[:2]:
        first.update(parameters, gradient, 0.1)
    second, copy = optimizers.build(settings, 6, np.float64), parameters.copy()
    second.steps = first.steps
    for state, array in first.state.items():
        second.state[state][...] = array
    assert second.memory.tobytes() == first.memory.tobytes()
    for gradient in gradients[2:]:
        first.terms(parameters, gradient, 0.1)
        first.update(parameters, gradient, 0.1)
        second.update(copy, gradient, 0.1)
    assert (parameters == copy).all()


@pytest.mark.parametrize("settings", SAMPLES)
def test_state_is_written_in_place_and_never_replaced(settings: Any) -> None:
    optimizer, parameters = optimizers.build(settings, 3, np.float64), np.ones(3)
    kept, memory = dict(optimizer.state), optimizer.memory
    for _ in range(2):
        optimizer.terms(parameters, np.ones(3), 0.1)
        optimizer.update(parameters, np.ones(3), 0.1)
        optimizers.adopt(optimizer, settings, 3, np.float64)
    assert optimizer.memory is memory
    assert memory.size == 3 * len(kept)
    assert tuple(kept) == optimizer.names
    for name, array in optimizer.state.items():
        assert array is kept[name]
        assert np.shares_memory(array, memory)
        assert array.any()


def test_another_kind_starts_fresh() -> None:
    for old, new in (
        (project.Adam(), project.AdamW()),
        (project.Momentum(), project.Nesterov()),
        (project.AdaGrad(), project.RMSprop()),
    ):
        optimizer = optimizers.build(old, 3, np.float32)
        optimizer.update(np.ones(3, np.float32), np.ones(3, np.float32), 0.1)
        fresh = optimizers.adopt(optimizer, new, 3, np.float32)
        assert type(fresh) is type(optimizers.build(new, 3, np.float32))
        assert fresh.settings == new
        assert fresh.steps == 0
        assert not fresh.memory.any()
        assert fresh.memory.dtype == np.float32
        assert optimizer.steps == 1
        assert optimizer.memory.any()


# precision and extremes


@pytest.mark.parametrize("settings", SAMPLES)
def test_float32_follows_float64(settings: Any) -> None:
    rng = np.random.default_rng(4)
    start, gradients = rng.standard_normal(40), rng.standard_normal((50, 40))
    ends = []
    for dtype in (np.float32, np.float64):
        parameters = start.astype(dtype)
        optimizer = optimizers.build(settings, 40, dtype)
        for gradient in gradients.astype(dtype):
            optimizer.update(parameters, gradient, 0.01, 0.001, 0.01)
        assert parameters.dtype == dtype
        ends.append(parameters.astype(np.float64))
    assert np.abs(ends[0] - ends[1]).max() < 1e-4 * np.abs(ends[1]).max()
    assert np.abs(ends[1] - start).max() > 0.01


def test_adam_is_a_mean_also_where_float32_rounds_beta_to_one() -> None:
    settings = project.Adam(beta1=1 - 1e-12, beta2=1 - 1e-12)
    optimizer, parameters = optimizers.build(settings, 1, np.float32), np.zeros(1, np.float32)
    for k in range(1, 6):
        terms = optimizer.terms(parameters, np.full(1, 3, np.float32), 0.5)
        optimizer.update(parameters, np.full(1, 3, np.float32), 0.5)
        assert terms["m_hat"] == pytest.approx(3, rel=1e-5)
        assert terms["v_hat"] == pytest.approx(9, rel=1e-5)
        assert parameters == pytest.approx(-0.5 * k, rel=1e-5)


@pytest.mark.parametrize("settings", SAMPLES)
def test_a_gradient_of_zero_moves_nothing(settings: Any) -> None:
    optimizer = optimizers.build(settings, 4, np.float32)
    parameters = np.zeros(4, np.float32)
    for _ in range(3):
        optimizer.update(parameters, np.zeros(4, np.float32), 1.0, 0.1, 0.1)
    assert not parameters.any()
    assert not optimizer.memory.any()


@pytest.mark.parametrize("huge", [1e20, 1e38, np.inf, np.nan])
@pytest.mark.parametrize("settings", SAMPLES)
def test_what_leaves_the_number_line_is_seen(settings: Any, huge: float) -> None:
    optimizer, parameters = optimizers.build(settings, 2, np.float32), np.ones(2, np.float32)
    with np.errstate(all="ignore"):
        optimizer.update(parameters, np.array([1, huge], np.float32), 0.01)
        optimizer.terms(parameters, np.array([1, huge], np.float32), 0.01)
    assert np.isfinite(parameters[0])
    lost = not (np.isfinite(parameters).all() and np.isfinite(optimizer.memory).all())
    squares = optimizer.names and optimizer.names[-1] != "velocity"
    assert lost == (bool(squares) or not np.isfinite(huge))


# clipping


def test_clip_scales_in_place_and_tells_the_norm_before() -> None:
    gradient = np.array([3.0, 4.0])
    norm, factor = optimizers.clip(gradient, 1)
    assert norm == 5
    assert factor == pytest.approx(0.2)
    assert np.linalg.norm(gradient) == pytest.approx(1)
    assert optimizers.clip(np.array([3.0, 4.0]), 0) == (5, 1)
    assert optimizers.clip(np.array([3.0, 4.0]), 6) == (5, 1)


def test_clip_leaves_alone_what_is_short_enough() -> None:
    gradient = np.array([3.0, 4.0], np.float32)
    assert optimizers.clip(gradient, 5.1) == (5, 1)
    assert gradient.tolist() == [3, 4]
    norm, factor = optimizers.clip(gradient, 5)  # as PyTorch: limit / (norm + 1e-6)
    assert (norm, factor) == (5, 5 / (5 + 1e-6))


def test_the_norm_survives_squares_that_leave_float32() -> None:
    with np.errstate(over="ignore"):
        assert optimizers.clip(np.array([3e25, 4e25], np.float32), 0)[0] == pytest.approx(5e25)
    norm, _ = optimizers.clip(np.array([3e-25, 4e-25], np.float32), 0)
    assert norm == pytest.approx(5e-25, rel=1e-6, abs=0)
    assert optimizers.clip(np.zeros(2, np.float32), 1) == (0, 1)
    broken = np.array([1, np.inf], np.float32)
    assert optimizers.clip(broken, 1) == (np.inf, 1)
    assert broken[0] == 1
    broken = np.array([1, np.nan], np.float32)
    assert np.isnan(optimizers.clip(broken, 1)[0])
    assert broken[0] == 1


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_clip_value_brings_each_number_within_its_limit(dtype: type) -> None:
    gradient = np.array([-3, -0.5, 0, 0.25, 0.5, 7], dtype)
    assert optimizers.clip_value(gradient, 0.5, count=True) == 2
    assert gradient.tolist() == [-0.5, -0.5, 0, 0.25, 0.5, 0.5]
    assert optimizers.clip_value(gradient, 0.25) == 0  # not counted
    assert gradient.tolist() == [-0.25, -0.25, 0, 0.25, 0.25, 0.25]
    assert gradient.dtype == dtype


def test_clip_value_of_no_limit_does_nothing() -> None:
    gradient = np.array([-3.0, 7.0])
    assert optimizers.clip_value(gradient, 0, count=True) == 0
    assert gradient.tolist() == [-3, 7]


def test_what_is_no_number_stays_none_and_the_norm_has_seen_infinity_before() -> None:
    gradient = np.array([np.nan, np.inf, 1])
    norm, _ = optimizers.clip(gradient, 1)
    assert not np.isfinite(norm)
    assert optimizers.clip_value(gradient, 0.5, count=True) == 2
    assert np.isnan(gradient[0])
    infinite = np.array([np.inf, 1])
    assert optimizers.clip(infinite, 1) == (np.inf, 1)
