"""Both directions against two textbook cells, one of which reads each example from its own end."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine import losses, project
from engine.layers import LAYERS, build
from engine.layers.bidirectional import Bidirectional
from engine.network import Network

RECURRENT = [kind for kind in project.LAYERS if kind in ("rnn", "lstm", "gru") and kind in LAYERS]
Pair = tuple[Any, Any]


def directions(layer: Any, flat: np.ndarray, steps: int, batch: int) -> Pair:
    """Return the two directions as layers of their own."""
    one = layer.one
    gradients = np.zeros_like(flat)
    return tuple(  # type: ignore[return-value]
        one.bind(half, gradient, steps, batch, recording=True)
        for half, gradient in zip(layer.halves(flat), layer.halves(gradients), strict=True)
    )


def turned(a: np.ndarray, lengths: list[int]) -> np.ndarray:
    out = a.copy()
    for b, n in enumerate(lengths):
        out[:n, :, b] = a[:n, :, b][::-1]
    return out


@pytest.mark.parametrize("kind", RECURRENT)
@pytest.mark.parametrize("lengths", [None, [5, 2, 4]])
def test_each_direction_is_a_layer_of_its_own(kind: str, lengths: list[int] | None) -> None:
    rng = np.random.default_rng(1)
    layer = build(project.LAYERS[kind](units=3, bidirectional=True), 2)
    assert isinstance(layer, Bidirectional)
    assert layer.outputs == 6
    flat = rng.standard_normal(layer.size) * 0.5
    gradient = np.zeros_like(flat)
    bound: Any = layer.bind(flat, gradient, 5, 3, recording=True)
    fast: Any = layer.bind(flat, fast_gradient := np.zeros_like(flat), 5, 3)
    forward, reverse = directions(layer, flat, 5, 3)
    x, dy = rng.standard_normal((5, 2, 3)), rng.standard_normal((5, 6, 3))
    own = lengths or [5, 5, 5]
    beyond = np.arange(5)[:, None, None] >= np.array(own)
    dy[np.broadcast_to(beyond, dy.shape)] = 0
    for one in (bound, fast):
        for _ in range(2):
            one.lengths = None if lengths is None else np.array(lengths)
            one.x[...] = x
            one.forward()
            one.dy[...] = dy
            one.backward()
    forward.x[...], reverse.x[...] = x, turned(x, own)
    for one in (forward, reverse):
        one.forward()
    forward.dy[...], reverse.dy[...] = dy[:, :3], turned(dy[:, 3:], own)
    for one in (forward, reverse):
        one.backward()
    assert (bound.y[:, :3] == forward.y).all()
    assert (bound.y[:, 3:] == turned(reverse.y, own)).all()
    assert np.allclose(bound.dx, forward.dx + turned(reverse.dx, own), rtol=1e-14, atol=1e-15)
    for name in bound.names:
        assert (getattr(bound, name)[:, :3] == getattr(forward, name)).all(), name
        assert (getattr(bound, name)[:, 3:] == turned(getattr(reverse, name), own)).all(), name
    assert fast.y.tobytes() == bound.y.tobytes()
    assert fast_gradient.tobytes() == gradient.tobytes()
    for name in layer.shapes():
        assert layer.get(gradient, name).shape == layer.shapes()[name]
        assert layer.get(gradient, name).any(), name


@pytest.mark.parametrize("kind", RECURRENT)
@pytest.mark.parametrize("lengths", [None, (5, 2, 4)])
def test_a_layer_above_reads_the_last_state_of_each_direction(
    kind: str, lengths: tuple[int, ...] | None
) -> None:
    layers = (project.LAYERS[kind](units=3, bidirectional=True), project.Dense(units=2))
    network = Network(layers, project.Output(), 2, 1, every_step=False, dtype=np.float64, seed=4)
    gradient = np.zeros_like(network.parameters)
    bound = network.bind(gradient, 5, 3)
    loss = losses.bind("mse", bound.outputs, bound.doutputs)
    rng = np.random.default_rng(0)
    bound.inputs[...] = rng.standard_normal(bound.inputs.shape)
    loss.targets[...] = rng.standard_normal(loss.targets.shape)

    def value() -> float:
        bound.forward(lengths)
        return loss.value()

    value()
    read = bound.layers[1].x[0]
    last = np.array(lengths or (5, 5, 5)) - 1
    states = bound.layers[0].y
    assert (read[:3] == states[last, :3, np.arange(3)].T).all()
    assert (read[3:] == states[0, 3:]).all()
    loss.gradient()
    bound.backward()
    largest = np.abs(gradient).max()
    for place in range(0, gradient.size, 3):
        kept = network.parameters[place]
        network.parameters[place] = kept + 1e-5
        above = value()
        network.parameters[place] = kept - 1e-5
        difference = (above - value()) / 2e-5
        network.parameters[place] = kept
        assert abs(difference - gradient[place]) <= 1e-8 * max(largest, 1e-3)


@given(st.integers(1, 6), st.lists(st.integers(1, 6), min_size=1, max_size=4), st.integers(0, 9))
def test_padding_changes_nothing_in_either_direction(
    steps: int, lengths: list[int], seed: int
) -> None:
    lengths = [min(n, steps) for n in lengths]
    rng = np.random.default_rng(seed)
    layer = build(project.LSTM(units=2, bidirectional=True), 2)
    flat = rng.standard_normal(layer.size)
    bound: Any = layer.bind(flat, None, steps, len(lengths))
    bound.lengths = np.array(lengths)
    x = rng.standard_normal(bound.x.shape)
    within = np.arange(steps)[:, None, None] < np.array(lengths)
    found = []
    for padding in (0.0, 1e3):
        bound.x[...] = np.where(within, x, padding)
        bound.forward()
        found.append(np.where(within, bound.y, 0))
    assert (found[0] == found[1]).all()


def test_names_are_pytorchs_and_both_directions_are_drawn() -> None:
    network = Network(
        (project.LSTM(units=3, bidirectional=True),), project.Output(), 2, 1, every_step=True
    )
    assert list(network.names()) == [
        *("0.weight_ih_l0", "0.weight_hh_l0", "0.bias_ih_l0"),
        *("0.weight_ih_l0_reverse", "0.weight_hh_l0_reverse", "0.bias_ih_l0_reverse"),
        *("1.weight", "1.bias"),
    ]
    assert network.names()["1.weight"] == (1, 6)
    first, second = (network.get(f"0.weight_hh_l0{end}") for end in ("", "_reverse"))
    assert (first != second).all()
    network.put("0.bias_ih_l0_reverse", np.arange(12.0))
    assert network.get("0.bias_ih_l0_reverse").tolist() == list(range(12))
    assert (network.get("0.bias_ih_l0") != np.arange(12.0)).any()


@pytest.mark.parametrize("head", [True, False])
@pytest.mark.parametrize("kind", RECURRENT)
def test_backward_of_both_directions_works_in_one_place_unless_it_is_recorded(
    kind: str, head: bool
) -> None:
    settings = [project.LAYERS[kind](units=4, bidirectional=True)]
    network = Network(
        settings, project.Output() if head else None, 2, 3 if head else 8, every_step=True
    )
    gradients = []
    for recording in (False, True):
        gradient = np.zeros_like(network.parameters)
        bound = network.bind(gradient, 6, 5, recording=recording)
        both: Any = bound.layers[0]
        shared = np.shares_memory(both._forward._block, both._reverse._block)
        assert shared is not recording
        rng = np.random.default_rng(0)
        bound.inputs[...] = rng.standard_normal(bound.inputs.shape)
        bound.forward()
        bound.doutputs[...] = rng.standard_normal(bound.doutputs.shape)
        given = bound.doutputs.copy()
        bound.backward()
        assert (bound.doutputs == given).all()
        gradients.append(gradient)
    assert np.abs(gradients[0]).max() > 0.01
    assert (gradients[0] == gradients[1]).all()


@pytest.mark.parametrize("both", [False, True])
@pytest.mark.parametrize("kind", [project.RNN, project.LSTM, project.GRU])
def test_a_dense_layer_above_reads_the_states_as_they_lie(kind: Any, both: bool) -> None:
    settings = [kind(units=4, bidirectional=both), project.Dense(units=3)]
    for every_step in (True, False):
        network = Network(settings, project.Output(), 2, 1, every_step=every_step)
        below, above, _ = network.bind(np.zeros_like(network.parameters), 6, 5).layers
        assert np.shares_memory(below.y, above.x) is every_step
        assert (below.y1[:, -1] == 1).all()
