"""Stack: memory side by side, the slopes of all layers at once."""

import numpy as np
import pytest

from engine import project, textbook
from engine.layers import build
from engine.layers.base import Layer
from engine.layers.stack import Stack, stacks
from engine.network import Network


def layers_of(*activations: str) -> list[Layer]:
    return [build(project.Dense(units=2 + k, activation=a), 3) for k, a in enumerate(activations)]


def test_layers_of_one_activation_right_above_one_another_are_a_stack() -> None:
    layers = layers_of("tanh", "tanh", "relu", "tanh", "relu", "relu", "relu", "sigmoid", "sigmoid")
    found = stacks(layers, [True] * len(layers), 4, np.float64)
    stacked = [layers.index(layer) for layer in found]
    assert stacked == [0, 1, 4, 5, 6]
    assert found[layers[0]] is found[layers[1]]
    assert found[layers[4]] is found[layers[6]] is not found[layers[0]]
    assert found[layers[6]].top is layers[6]


def test_layers_of_many_steps_and_of_other_kinds_are_in_none() -> None:
    layers = layers_of("tanh", "tanh", "tanh")
    assert list(stacks(layers, [False, True, True], 4, np.float64)) == layers[1:]
    between = build(project.LayerNorm(), 3)
    layers.insert(1, between)
    assert list(stacks(layers, [True] * 4, 4, np.float64)) == layers[2:]
    rnn = [build(project.RNN(units=3), 3) for _ in range(2)]
    assert not stacks(rnn, [True] * 2, 4, np.float64)


@pytest.mark.parametrize("activation", ["tanh", "relu"])
def test_one_call_finds_the_slopes_of_all_layers(activation: str) -> None:
    layers = layers_of(activation, activation)
    stack = Stack(layers, 5, np.float64)  # type: ignore[arg-type]
    rng = np.random.default_rng(0)
    z = [rng.standard_normal((1, layer.units, 5)) for layer in layers]
    for layer, values in zip(layers, z, strict=True):
        y1 = stack.outputs(layer)  # type: ignore[arg-type]
        assert (y1[:, -1] == 1).all()
        y1[:, :-1] = np.tanh(values) if activation == "tanh" else np.maximum(values, 0)
    find, arrays = stack.find
    find(*arrays)
    for layer, values in zip(layers, z, strict=True):
        wanted = textbook.SLOPES[activation](values)
        assert np.abs(stack.slope(layer) - wanted).max() < 1e-14  # type: ignore[arg-type]


@pytest.mark.parametrize("activation", ["tanh", "relu"])
def test_the_gradient_is_that_of_layers_on_their_own(activation: str) -> None:
    settings = [project.Dense(units=n, activation=activation) for n in (4, 3, 5)]  # type: ignore[arg-type]
    network = Network(settings, project.Output(), 2, 1, every_step=True, dtype=np.float64)
    rng = np.random.default_rng(1)
    x, dy = rng.standard_normal((2, 6)), rng.standard_normal((1, 6))
    gradients = []
    for steps in (1, 3):  # of more than one step there is no Stack
        gradient = np.zeros_like(network.parameters)
        bound = network.bind(gradient, steps, 6 // steps)
        bound.inputs[...] = x.reshape(2, steps, -1).transpose(1, 0, 2)
        bound.forward()
        bound.doutputs[...] = dy.reshape(1, steps, -1).transpose(1, 0, 2)
        bound.backward()
        gradients.append(gradient)
    assert np.abs(gradients[0]).max() > 0.01
    assert np.abs(gradients[0] - gradients[1]).max() < 1e-14
