"""Iterations: one piece of work, done by the engine and by the textbook cells, for `bench` to compare.

An iteration is forward, loss, backward, clip by global norm and Adam.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from . import losses, optimizers, project, textbook
from .network import Network, Pass

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from .layers.base import Array, Layer
    from .losses import Loss

Iteration = Callable[[], object]
Weight = textbook.Array
Weights = textbook.Arrays

CLIP, RATE = 1.0, 0.001


class Case(NamedTuple):
    """One piece of work: hidden layers below an identity output, at every step."""

    layers: tuple[project.Recurrent | project.Dense, ...]
    batch: int
    steps: int
    inputs: int = 1
    outputs: int = 1
    loss: project.Loss = "mse"
    by_hand: bool = False
    """Whether it is also held against cells written by hand in PyTorch."""
    quick: bool = False
    """Whether it is also in the quick table."""

    def arrays(self) -> tuple[Array, Array]:
        """Return inputs (T, D, B) and targets, always the same."""
        rng = np.random.default_rng(0)
        x = rng.standard_normal((self.steps, self.inputs, self.batch)).astype(np.float32)
        if self.loss == "cross_entropy":
            classes = rng.integers(0, self.outputs, (self.steps, 1, self.batch))
            return x, classes.astype(np.float32)
        shape = self.steps, self.outputs, self.batch
        return x, rng.standard_normal(shape).astype(np.float32)


def network_of(case: Case) -> Network:
    """Return the network of a case."""
    return Network(case.layers, project.Output(), case.inputs, case.outputs, every_step=True)


def ours(case: Case, network: Network, *, recording: bool = False) -> Iteration:
    """Return an iteration of the engine.

    Parameters
    ----------
    case : Case
        The work.
    network : Network
        That of the case; its parameters are trained.
    recording : bool
        Whether every named array is kept.

    Returns
    -------
    callable
        Does one iteration and returns nothing.
    """
    gradient = np.zeros_like(network.parameters)
    bound = network.bind(gradient, case.steps, case.batch, recording=recording)
    loss = losses.bind(case.loss, bound.outputs, bound.doutputs, recording=recording)
    return iteration_of(bound, loss, gradient, *case.arrays())


def iteration_of(
    bound: Pass,
    loss: Loss,
    gradient: Array,
    x: Array,
    y: Array,
    lengths: NDArray[np.intp] | None = None,
    rate: float = RATE,
) -> Iteration:
    """Return an iteration of a Pass.

    Parameters
    ----------
    bound : Pass
        Of a network whose parameters are trained.
    loss : Loss
        On its outputs.
    gradient : (P,) array
        Where the Pass writes.
    x, y : (T, D, B), (T', M, B) arrays
        Inputs and targets, the same in each iteration.
    lengths : (B,) ints or None
        Steps of each example.
    rate : float
        Learning rate.

    Returns
    -------
    callable
        Does one iteration and returns nothing.
    """
    parameters = bound.network.parameters
    np.copyto(bound.inputs, x)
    np.copyto(loss.targets, y)
    random = any(layer.random for layer in bound.network.layers)
    optimizer = optimizers.build(project.Adam(), gradient.size, gradient.dtype)

    def iteration() -> None:
        if random:
            bound.draw(0, optimizer.steps)
        bound.forward(lengths)
        loss.value()
        loss.gradient()
        bound.backward()
        optimizers.clip(gradient, CLIP)
        optimizer.update(parameters, gradient, rate)

    return iteration


def weights_of(network: Network) -> list[Weights]:
    """Return the parameters of each layer by name, copied, in float64."""
    return [
        {name: network.get(f"{k}.{name}").astype(np.float64) for name in layer.shapes()}
        for k, layer in enumerate(network.layers)
    ]


def plain(case: Case, layers: Sequence[Layer], weights: list[Weights]) -> Iteration:
    """Return an iteration of the textbook cells.

    Parameters
    ----------
    case : Case
        The work.
    layers : sequence of Layer
        Whose settings they have.
    weights : list of dict of arrays
        As from `weights_of`; trained.

    Returns
    -------
    callable
        Does one iteration and returns nothing.
    """
    x, y = (a.astype(np.float64) for a in case.arrays())
    adam = [PlainAdam(w) for w in weights]

    def iteration() -> None:
        a, kept = x, []
        for layer, w in zip(layers, weights, strict=True):
            kept.append(_textbook_forward(layer, w, a))
            a = kept[-1]["y"]
        if case.loss == "cross_entropy":
            p = np.exp(a) / np.exp(a).sum(axis=1, keepdims=True)
            d = (p - (np.arange(case.outputs)[:, None] == y)) / (case.steps * case.batch)
        else:
            d = 2 * (a - y) / a.size
        gradients: list[Weights] = []
        for layer, w, arrays in zip(
            reversed(layers), reversed(weights), reversed(kept), strict=True
        ):
            gradients.insert(0, _textbook_backward(layer, w, arrays, d))
            d = gradients[0]["x"]
        norm = np.sqrt(
            sum((g[n] ** 2).sum() for g, w in zip(gradients, weights, strict=True) for n in w)
        )
        for rule, gradient in zip(adam, gradients, strict=True):
            rule.update(gradient, min(1.0, CLIP / norm))

    return iteration


class PlainAdam:
    """Adam as its equations, an array of parameters at a time.

    Parameters
    ----------
    weights : dict of arrays
        Changed in place.
    """

    def __init__(self, weights: Weights) -> None:
        self.weights = weights
        self.m, self.v = ({n: np.zeros_like(w) for n, w in weights.items()} for _ in range(2))
        self.k = 0

    def update(self, gradient: Weights, factor: float) -> None:
        """Change the weights by one step along factor * gradient."""
        self.k += 1
        for name, w in self.weights.items():
            g, m, v = gradient[name] * factor, self.m[name], self.v[name]
            m += 0.1 * (g - m)
            v += 0.001 * (g**2 - v)
            w -= RATE * (m / (1 - 0.9**self.k)) / (np.sqrt(v / (1 - 0.999**self.k)) + 1e-8)


def _textbook_forward(layer: Any, w: Weights, x: Weight) -> Weights:
    zero = np.zeros((layer.units, x.shape[2]))
    if layer.kind == "lstm":
        return textbook.lstm_forward(w, x, zero, zero)
    if layer.kind == "gru":
        return textbook.gru_forward(w, x, zero)
    if layer.kind == "rnn":
        return textbook.rnn_forward(w, x, zero, layer.activation)
    return textbook.dense_forward(w, x, layer.activation)


def _textbook_backward(layer: Any, w: Weights, arrays: Weights, dy: Weight) -> Weights:
    if layer.kind == "lstm":
        return textbook.lstm_backward(w, arrays, dy)
    if layer.kind == "gru":
        return textbook.gru_backward(w, arrays, dy)
    if layer.kind == "rnn":
        return textbook.rnn_backward(w, arrays, dy, layer.activation)
    return textbook.dense_backward(w, arrays, dy, layer.activation)
