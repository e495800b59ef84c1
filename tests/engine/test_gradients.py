"""Every gradient, of every layer x loss x form of the registry, against central differences in float64."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from engine import losses, project
from engine.layers.recurrent import RecurrentPass
from engine.network import Network
from tests.engine import registry
from tests.engine.registry import FORMS, Form

STEP = 1e-5
STACKS = registry.stacks()
SAMPLES = [(loss, k) for loss, given in registry.LOSSES.items() for k in range(len(given))]
OUTPUTS, SYMBOLS = 3, 5


class Sample:
    """A network on one batch, with its loss."""

    def __init__(
        self, stack: tuple[Any, ...], loss: str, given: dict[str, Any], form: Form, seed: int
    ) -> None:
        rng = np.random.default_rng(seed)
        tokens = any(isinstance(layer, project.Embedding) for layer in stack)
        self.form, self.kind, self.seed = form, loss, seed
        if loss == "bce" and "weights" in given:
            given = {"weights": given["weights"][:2]}
        self.network = Network(
            *(stack, project.Output(), SYMBOLS if tokens else 2, OUTPUTS),
            every_step=form.every_step,
            dtype=np.float64,
            seed=seed,
        )
        self.network.parameters += 0.3 * rng.standard_normal(self.network.parameters.size)
        self.gradient = np.full_like(self.network.parameters, np.nan)
        self.bound = self.network.bind(self.gradient, form.steps, form.batch, recording=True)
        self.bound.draw(seed, 1)
        self.loss = losses.bind(loss, self.bound.outputs, self.bound.doutputs, **given)
        x = self.bound.inputs
        x[...] = rng.integers(0, SYMBOLS, x.shape) if tokens else rng.standard_normal(x.shape)
        t = self.loss.targets
        if loss in ("bce", "cross_entropy"):
            t[...] = rng.integers(0, OUTPUTS if loss == "cross_entropy" else 2, t.shape)
            t.flat[0] = 0  # at least one target whose class counts
        else:
            t[...] = 2 * rng.standard_normal(t.shape)
        if form.lengths is not None and form.every_step:
            within = np.arange(form.steps)[:, None, None] < np.array(form.lengths)
            self.loss.counted = within.astype(float)
        if form.carried:
            for first, _ in self.bound.states().values():
                first[...] = rng.uniform(-1, 1, first.shape)

    def value(self) -> float:
        self.bound.forward(self.form.lengths)
        return self.loss.value()

    def run(self) -> float:
        value = self.value()
        self.loss.gradient()
        self.bound.backward()
        return value

    def kinks(self) -> float:
        """Return how near a number comes to where there is no derivative."""
        near = [np.inf]
        for layer, bound in zip(self.network.layers, self.bound.layers, strict=True):
            if getattr(layer, "activation", "") in registry.BENT:
                near.append(float(np.abs(bound.z).min()))  # type: ignore[attr-defined]
        if self.kind in ("mae", "huber"):
            error = np.abs(self.bound.outputs - self.loss.targets)
            if self.loss.counted is not None:
                error = error[np.broadcast_to(self.loss.counted, error.shape) > 0]
            delta = getattr(self.loss, "delta", np.inf)
            near += [float(np.abs(error - delta).min()), float(error.min())]
        return min(near)


def sample(stack: str, loss: str, k: int, form: str) -> Sample:
    """Return a sample that keeps away from kinks."""
    for seed in range(100):
        found = Sample(STACKS[stack], loss, registry.LOSSES[loss][k], FORMS[form], seed)
        found.value()
        if found.kinks() > 1e-3:
            return found
    raise AssertionError("no sample keeps away from the kinks")


def fits(stack: str, form: str) -> bool:
    """Tell whether a batch normalization has more than one value to normalize over."""
    kinds = [type(layer) for layer in STACKS[stack]]
    one = FORMS[form].batch * FORMS[form].steps == 1
    return not (project.BatchNorm in kinds and one)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("stack", STACKS)
def test_every_gradient_is_a_central_difference(stack: str, form: str) -> None:
    assert fits(stack, form)
    for loss, k in SAMPLES:
        one = sample(stack, loss, k, form)
        one.run()
        gradient = one.gradient.copy()
        assert np.isfinite(gradient).all()
        largest = max(float(np.abs(gradient).max()), 1e-3)
        parameters = one.network.parameters
        for place in range(parameters.size):
            kept = parameters[place]
            parameters[place] = kept + STEP
            above = one.value()
            parameters[place] = kept - STEP
            below = one.value()
            parameters[place] = kept
            error = abs((above - below) / (2 * STEP) - gradient[place]) / largest
            assert error < 1e-8, (loss, k, place)


@pytest.mark.parametrize("kind", ["rnn", "lstm", "gru"])
def test_twenty_directions_of_a_larger_network(kind: str) -> None:
    form = Form(steps=20, batch=8)
    stack = (project.LAYERS[kind](units=16), project.LAYERS[kind](units=12))
    one = Sample(stack, "mse", {}, form, 3)
    one.run()
    gradient, parameters = one.gradient.copy(), one.network.parameters
    rng, start = np.random.default_rng(0), parameters.copy()
    for _ in range(20):
        direction = rng.standard_normal(parameters.size)
        direction /= np.linalg.norm(direction)
        parameters[:] = start + STEP * direction
        above = one.value()
        parameters[:] = start - STEP * direction
        below = one.value()
        difference = (above - below) / (2 * STEP)
        assert abs(difference - gradient @ direction) < 1e-8 * np.linalg.norm(gradient)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("stack", STACKS)
def test_fast_and_recording_runs_are_equal_to_the_bit(stack: str, form: str) -> None:
    one = sample(stack, "mse", 0, form)
    value = one.run()
    gradient = np.full_like(one.gradient, np.nan)
    fast = one.network.bind(gradient, one.form.steps, one.form.batch)
    fast.draw(one.seed, 1)
    loss = losses.bind("mse", fast.outputs, fast.doutputs)
    loss.counted = one.loss.counted
    for theirs, ours in zip(fast.states().values(), one.bound.states().values(), strict=True):
        np.copyto(theirs[0], ours[0])
    for _ in range(2):
        fast.inputs[...] = one.bound.inputs
        loss.targets[...] = one.loss.targets
        fast.forward(one.form.lengths)
        assert loss.value() == value
        loss.gradient()
        fast.backward()
        assert gradient.tobytes() == one.gradient.tobytes()


LOCAL = [
    stack
    for stack, layers in STACKS.items()
    if not any(isinstance(layer, project.BatchNorm | project.Dropout) for layer in layers)
]


@pytest.mark.parametrize("every_step", [True, False])
@pytest.mark.parametrize("stack", LOCAL)
def test_padding_order_and_halves_change_no_examples_gradient(stack: str, every_step: bool) -> None:
    lengths = (4, 1, 3, 2)
    form = Form(steps=4, batch=4, lengths=lengths, every_step=every_step)
    for loss, k in SAMPLES:
        given = registry.LOSSES[loss][k]
        whole = Sample(STACKS[stack], loss, given, form, 5)
        value, gradient = whole.run(), whole.gradient.copy()
        weight = whole.loss.count
        scale = max(float(np.abs(gradient).max()), 1e-300)
        order = [2, 0, 3, 1]
        turned = Sample(
            STACKS[stack], loss, given, form._replace(lengths=tuple(lengths[b] for b in order)), 5
        )
        turned.bound.inputs[...] = whole.bound.inputs[:, :, order]
        turned.loss.targets[...] = whole.loss.targets[:, :, order]
        beyond = np.arange(4)[:, None, None] >= np.array([lengths[b] for b in order])
        tokens = turned.bound.inputs.shape[1] == 1
        np.copyto(turned.bound.inputs, 3 if tokens else 1e3, where=beyond)
        assert turned.run() == pytest.approx(value, rel=1e-12)
        assert np.abs(turned.gradient - gradient).max() <= 1e-12 * scale
        total, mean = np.zeros_like(gradient), 0.0
        for half in ([0, 1], [2, 3]):
            part = Sample(
                STACKS[stack],
                *(loss, given),
                form._replace(batch=2, lengths=tuple(lengths[b] for b in half)),
                5,
            )
            part.bound.inputs[...] = whole.bound.inputs[:, :, half]
            part.loss.targets[...] = whole.loss.targets[:, :, half]
            mean += part.run() * part.loss.count / weight
            total += part.gradient * part.loss.count / weight
        assert mean == pytest.approx(value, rel=1e-12)
        assert np.abs(total - gradient).max() <= 1e-12 * scale


@pytest.mark.parametrize("stack", STACKS)
def test_float32_is_honest_over_fifty_iterations(stack: str) -> None:
    from engine import optimizers

    ended = []
    form = Form(steps=6, batch=8)
    for dtype in (np.float32, np.float64):
        one = Sample(STACKS[stack], "mse", {}, form, 2)
        network = Network(
            *(STACKS[stack], project.Output(), one.network.inputs, OUTPUTS),
            every_step=True,
            dtype=dtype,
            seed=2,
        )
        gradient = np.zeros_like(network.parameters)
        bound = network.bind(gradient, form.steps, form.batch)
        loss = losses.bind("mse", bound.outputs, bound.doutputs)
        optimizer = optimizers.build(project.SGD(), gradient.size, dtype)
        for k in range(50):
            bound.inputs[...] = one.bound.inputs
            loss.targets[...] = one.loss.targets
            bound.draw(0, k)
            bound.forward()
            loss.value()
            loss.gradient()
            bound.backward()
            optimizer.update(network.parameters, gradient, 0.1)
            bound.settle()
        ended.append(np.concatenate([network.parameters, network.buffers]).astype(float))
    assert np.abs(ended[0] - ended[1]).max() < 1e-4 * np.abs(ended[1]).max()


def test_states_of_every_recurrent_layer_can_be_carried_on() -> None:
    for stack, layers in STACKS.items():
        bound = sample(stack, "mse", 0, "many steps").bound
        alone = [layer for layer in bound.layers if isinstance(layer, RecurrentPass)]
        wanted = [
            layer
            for layer in layers
            if isinstance(layer, project.RNN | project.LSTM | project.GRU)
            and not layer.bidirectional
        ]
        assert len(alone) == len(wanted), stack
