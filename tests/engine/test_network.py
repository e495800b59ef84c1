"""Network and Pass: gradients by finite differences, the two ways to run, invariances, names, initialization."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine import losses, optimizers, project
from engine.layers import gru_backward, lstm_backward
from engine.network import Network

MIXED = (project.LSTM(units=3), project.RNN(units=3))
DEEP = (project.Dense(units=3), project.LSTM(units=3), project.Dense(units=2, activation="sigmoid"))


def build(
    layers: Any,
    *,
    outputs: int = 2,
    every_step: bool = True,
    dtype: Any = np.float64,
    seed: int = 0,
) -> Network:
    return Network(
        layers, project.Output(), 2, outputs, every_step=every_step, dtype=dtype, seed=seed
    )


class Run:
    """A network, a pass and a loss on random numbers."""

    def __init__(
        self,
        network: Network,
        steps: int,
        batch: int,
        *,
        kind: str = "mse",
        lengths: Any = None,
        recording: bool = False,
        like: Run | None = None,
    ) -> None:
        self.network, self.lengths = network, lengths
        self.gradient = np.full_like(network.parameters, np.nan)
        self.bound = network.bind(self.gradient, steps, batch, recording=recording)
        self.loss = losses.bind(kind, self.bound.outputs, self.bound.doutputs, recording=recording)
        if lengths is not None and network.every_step:
            counted = np.arange(steps)[:, None, None] < np.asarray(lengths)
            self.loss.counted = counted.astype(network.dtype)
        rng = np.random.default_rng(1)
        if like is None:
            self.bound.inputs[...] = rng.standard_normal(self.bound.inputs.shape)
            self.loss.targets[...] = rng.standard_normal(self.loss.targets.shape)
            if kind != "mse":
                self.loss.targets[...] = self.loss.targets > 0
        else:
            self.bound.inputs[...] = like.bound.inputs
            self.loss.targets[...] = like.loss.targets

    def value(self) -> float:
        self.bound.forward(self.lengths)
        return self.loss.value()

    def __call__(self) -> float:
        value = self.value()
        self.loss.gradient()
        self.bound.backward()
        return value


CHECKED = {
    "one step": {"steps": 1, "batch": 3},
    "many steps": {"steps": 6, "batch": 3},
    "masked": {"steps": 6, "batch": 3, "lengths": (6, 2, 4)},
    "one example": {"steps": 6, "batch": 1},
}
NETWORKS: dict[str, tuple[project.Layer, ...]] = {
    **{
        f"dense {a}": (project.Dense(units=3, activation=a),)
        for a in ("identity", "sigmoid", "tanh")
    },
    "dense relu": (project.Dense(units=3, activation="relu"),),
    "rnn tanh": (project.RNN(units=3),),
    "rnn relu": (project.RNN(units=3, activation="relu"),),
    "lstm": (project.LSTM(units=3),),
    "gru": (project.GRU(units=3),),
    "lstm rnn": MIXED,
    "gru lstm": (project.GRU(units=3), project.LSTM(units=2)),
    "dense lstm dense": DEEP,
}


@pytest.mark.parametrize("large", [0, 1280])
@pytest.mark.parametrize("every_step", [True, False])
@pytest.mark.parametrize("kind", losses.LOSSES)
@pytest.mark.parametrize("shape", CHECKED)
@pytest.mark.parametrize("name", NETWORKS)
def test_the_gradient_is_that_of_finite_differences(
    name: str, shape: str, kind: str, every_step: bool, large: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lstm_backward, "LARGE", large)
    monkeypatch.setattr(gru_backward, "LARGE", large)
    network = build(NETWORKS[name], every_step=every_step)
    # biases away from 0 keep the pre-activations away from the bend of relu
    network.parameters += np.random.default_rng(5).uniform(0.05, 0.4, network.parameters.size)
    run = Run(network, kind=kind, **CHECKED[shape])  # type: ignore[arg-type]
    run()
    exact, h = run.gradient.copy(), 1e-5
    found = np.zeros_like(exact)
    for k, value in enumerate(network.parameters.tolist()):
        network.parameters[k] = value + h
        above = run.value()
        network.parameters[k] = value - h
        found[k] = (above - run.value()) / (2 * h)
        network.parameters[k] = value
    assert np.abs(found - exact).max() < 1e-8 * max(np.abs(exact).max(), 1e-2)


SIZES = [
    (3, 1, 5),
    (4, 16, 6),
    (8, 20, 7),
    (16, 24, 9),
    (20, 64, 5),
    (40, 40, 4),
    (4, 2, 100),
    (40, 40, 70),
]


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
@pytest.mark.parametrize("every_step", [True, False])
@pytest.mark.parametrize(("units", "batch", "steps"), SIZES)
def test_recording_gives_the_same_parameters_and_losses_to_the_bit(
    units: int, batch: int, steps: int, every_step: bool, dtype: Any
) -> None:
    layers = (
        *(project.RNN(units=units), project.Dense(units=units)),
        *(project.LSTM(units=units), project.GRU(units=units)),
    )
    ended = []
    fast: Run | None = None
    for recording in (False, True):
        network = build(layers, every_step=every_step, dtype=dtype)
        run = Run(network, steps, batch, recording=recording, like=fast)
        fast = fast or run
        optimizer = optimizers.build(project.Adam(), network.parameters.size, dtype)
        values = []
        for _ in range(4):
            values.append(run())
            optimizers.clip(run.gradient, 0.5)
            optimizer.update(network.parameters, run.gradient, 0.05)
        ended.append((values, network.parameters.tobytes(), run.bound.outputs.tobytes()))
    assert ended[0] == ended[1]


@pytest.mark.parametrize("backward", [lstm_backward, gru_backward])
def test_both_plans_are_reached_by_these_sizes(backward: Any) -> None:
    plans = {backward.choose(units * batch).__name__ for units, batch, _ in SIZES}
    assert plans == {"Factors", "Scratch"}


@given(st.data())
def test_padding_and_order_never_change_an_examples_gradient(data: st.DataObject) -> None:
    steps, batch = data.draw(st.integers(1, 8)), data.draw(st.integers(2, 5))
    every_step = data.draw(st.booleans())
    lengths = data.draw(st.lists(st.integers(1, steps), min_size=batch, max_size=batch))
    network = build(
        data.draw(
            st.sampled_from([(project.LSTM(units=3),), (project.GRU(units=3),), MIXED, DEEP])
        ),
        every_step=every_step,
    )
    whole = Run(network, steps, batch, lengths=lengths)
    order = data.draw(st.permutations(range(batch)))
    turned = Run(network, steps, batch, lengths=[lengths[b] for b in order], like=whole)
    turned.bound.inputs[...] = whole.bound.inputs[:, :, order]
    turned.loss.targets[...] = whole.loss.targets[:, :, order]
    beyond = np.arange(steps)[:, None, None] >= np.array(turned.lengths)
    np.copyto(turned.bound.inputs, 1e4, where=beyond)  # padding of any kind
    value = whole()
    assert turned() == pytest.approx(value, rel=1e-12)
    scale = np.abs(whole.gradient).max() + 1e-12
    assert np.abs(turned.gradient - whole.gradient).max() <= 1e-12 * scale
    # each example alone, weighted by its counted targets, makes up the whole
    total, counts = np.zeros_like(whole.gradient), lengths if every_step else [1] * batch
    for b, length in enumerate(lengths):
        alone = Run(network, length, 1)
        alone.bound.inputs[...] = whole.bound.inputs[:length, :, b : b + 1]
        alone.loss.targets[...] = whole.loss.targets[: len(alone.loss.targets), :, b : b + 1]
        alone()
        total += alone.gradient * counts[b] / sum(counts)
        shown = whole.bound.outputs[: len(alone.bound.outputs), :, b]
        assert np.abs(shown - alone.bound.outputs[:, :, 0]).max() <= 1e-12 * np.abs(shown).max()
    assert np.abs(total - whole.gradient).max() <= 1e-12 * scale


def test_outputs_beyond_an_examples_length_are_zero() -> None:
    run = Run(build(MIXED), 5, 3, lengths=(5, 2, 4))
    run()
    assert not run.bound.outputs[2:, :, 1].any()
    assert not run.bound.outputs[4:, :, 2].any()
    assert run.bound.outputs[:2, :, 1].all()


def test_a_pass_with_lengths_leaves_nothing_behind_for_one_without() -> None:
    for every_step in (True, False):
        network = build(MIXED, every_step=every_step)
        fresh = Run(network, 6, 3)
        used = Run(network, 6, 3, lengths=(1, 3, 2), like=fresh)
        used()
        used.lengths = used.loss.counted = None
        assert used() == fresh()
        assert used.gradient.tobytes() == fresh.gradient.tobytes()


def test_float32_follows_float64_for_50_iterations() -> None:
    ended = []
    for dtype in (np.float32, np.float64):
        network = build((project.LSTM(units=8),), dtype=dtype)
        run = Run(network, 12, 8)
        optimizer = optimizers.build(project.SGD(), network.parameters.size, dtype)
        for _ in range(50):
            run()
            optimizer.update(network.parameters, run.gradient, 0.1)
        ended.append(network.parameters)
    assert np.abs(ended[0] - ended[1]).max() < 1e-4 * np.abs(ended[1]).max()


@pytest.mark.parametrize("kind", [project.LSTM, project.RNN, project.GRU])
def test_vanished_gradients_are_flushed_and_the_gradient_is_the_same(
    kind: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    network = build((kind(units=6),), every_step=False)
    network.parameters *= 0.3
    flushed = Run(network, 200, 4, recording=True)
    flushed()
    dh = flushed.bound.layers[0].dh  # type: ignore[attr-defined]
    assert not dh[0].any(), "never flushed"
    assert not ((dh != 0) & (np.abs(dh) < 1e-300)).any()
    monkeypatch.setattr("engine.layers.recurrent.LONG", 1000)
    plain = Run(network, 200, 4, like=flushed)
    plain()
    assert np.abs(plain.gradient - flushed.gradient).max() <= 2e-15 * np.abs(plain.gradient).max()


def test_passes_of_several_sizes_share_one_network() -> None:
    network = build((project.LSTM(units=3),))
    large, small = Run(network, 5, 4), Run(network, 5, 1)
    small.bound.inputs[...] = large.bound.inputs[:, :, 2:3]
    large.value()
    small.value()
    network.parameters += 0.1
    large.value()
    small.value()
    assert np.allclose(small.bound.outputs[:, :, 0], large.bound.outputs[:, :, 2], rtol=1e-12)


def test_forward_only_gives_the_same_outputs_and_has_no_backward_memory() -> None:
    network = build(DEEP)
    run = Run(network, 5, 3)
    run.value()
    bound = network.bind(None, 5, 3, recording=True)
    bound.inputs[...] = run.bound.inputs
    bound.forward()
    assert bound.outputs.tobytes() == run.bound.outputs.tobytes()
    assert not hasattr(bound, "doutputs")
    for layer in bound.layers:
        assert all(getattr(layer, name).shape[0] == 5 for name in layer.names)


def test_single_tells_which_layers_have_one_step() -> None:
    deep = (project.Dense(units=2), project.LSTM(units=2), project.Dense(units=2))
    assert build(deep).single == (False,) * 4
    assert build(deep, every_step=False).single == (False, False, True, True)
    assert build((project.Dense(units=2),), every_step=False).single == (True, True)


def test_names_and_shapes_are_pytorchs_and_put_is_undone_by_get() -> None:
    network = build((project.LSTM(units=3), project.RNN(units=2), project.Dense(units=4)))
    assert network.names() == {
        "0.weight_ih_l0": (12, 2),
        "0.weight_hh_l0": (12, 3),
        "0.bias_ih_l0": (12,),
        "1.weight_ih_l0": (2, 3),
        "1.weight_hh_l0": (2, 2),
        "1.bias_ih_l0": (2,),
        "2.weight": (4, 2),
        "2.bias": (4,),
        "3.weight": (2, 4),
        "3.bias": (2,),
    }
    flat, given_, k = np.full_like(network.parameters, np.nan), {}, 0
    for name, shape in network.names().items():
        given_[name] = np.arange(k, k := k + int(np.prod(shape)), dtype=float).reshape(shape)
        network.put(name, given_[name], flat)
    assert sorted(flat) == list(range(k)), "each number has one place"
    for name, values in given_.items():
        assert (network.get(name, flat) == values).all()
        network.get(name, flat)[...] = 0  # a copy
        with pytest.raises(ValueError, match="expected shape"):
            network.put(name, values.ravel()[:1])
    with pytest.raises(KeyError):
        network.get("0.weight")


def test_initial_parameters_are_a_function_of_the_seed() -> None:
    def first(seed: int, dtype: Any = np.float64) -> np.ndarray:
        return build(MIXED, seed=seed, dtype=dtype).parameters

    assert (first(1) == first(1)).all()
    assert (first(1) != first(2)).any()
    assert (first(1).astype(np.float32) == first(1, np.float32)).all()


def test_a_name_that_is_not_there_is_a_key_error() -> None:
    network = build((project.BatchNorm(),))
    assert network.buffer("0.running_var").tolist() == [1, 1]
    for ask in (network.get, network.buffer):
        with pytest.raises(KeyError, match="running"):
            ask("0.running")


def test_each_layer_has_initial_numbers_of_its_own() -> None:
    layers = (project.Dense(units=4), project.Dense(units=4), project.Dense(units=4))
    network = Network(layers, None, 4, 4, every_step=True, seed=1)
    drawn = [network.parameters[at].tobytes() for at in network.slices]
    assert len(set(drawn)) == 3


def test_the_forget_gate_starts_with_its_bias() -> None:
    layer = project.LSTM(units=3, forget_bias=2.5, initialization="zeros")
    assert build((layer,)).get("0.bias_ih_l0").tolist() == [0] * 3 + [2.5] * 3 + [0] * 6


def test_diverged_numbers_go_through_without_an_exception() -> None:
    with np.errstate(all="ignore"):
        for layers in (MIXED, DEEP):
            network = build(layers, dtype=np.float32)
            run = Run(network, 80, 3)
            run()
            network.parameters[...] = np.float32(1e38)
            run()
            network.parameters[...] = np.nan
            assert np.isnan(run())
