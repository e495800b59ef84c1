"""Forward, loss and every gradient against PyTorch's autograd in float64, stored beside the script that made them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from engine import losses, project, textbook
from engine.layers import gru_backward, lstm_backward
from engine.layers.bidirectional import Bidirectional
from engine.network import Network
from tests.golden.cases import CASES, FOLDER, Case

Result = dict[str, np.ndarray]
Run = Callable[[Case, Result], Result]


def network_of(
    case: Case, values: Result | None = None, prefix: str = "parameter ", **settings: Any
) -> Network:
    settings = {"dtype": np.float64, "every_step": case.every_step, **settings}
    network = Network(case.layers, project.Output(), case.inputs, case.outputs, **settings)
    for name in network.names() if values else ():
        network.put(name, values[prefix + name])
    for name in network.buffer_names() if values else ():
        network.buffer(name)[...] = values[f"buffer {name}"]
    return network


def mask_of(case: Case) -> np.ndarray | None:
    if case.lengths is None or not case.every_step:
        return None
    return (np.arange(case.steps)[:, None, None] < np.array(case.lengths)).astype(float)


def drop(case: Case, bound: Any) -> None:
    """Set the masks of the case, where something is dropped."""
    for k, layer in enumerate(bound.layers):
        if layer.layer.kind == "dropout" and not case.evaluating:
            layer.mask[...] = case.mask(k, layer.mask.shape)


def run_kernel(case: Case, values: Result) -> Result:
    network, arrays = network_of(case, values), case.arrays()
    gradient = np.full_like(network.parameters, np.nan)
    bound = network.bind(
        gradient, case.steps, case.batch, recording=True, evaluating=case.evaluating
    )
    drop(case, bound)
    loss = losses.bind(
        case.loss, bound.outputs, bound.doutputs, weights=case.weights, delta=case.delta
    )
    loss.counted = mask_of(case)
    first: Any = bound.layers[0]
    for _ in range(2):  # the second use of every object
        bound.inputs[...] = arrays["inputs"]
        loss.targets[...] = arrays["targets"]
        if case.initial:
            first.h0[...] = arrays["h0"]
        if case.initial and network.layers[0].kind == "lstm":
            first.c0[...] = arrays["c0"]
        bound.forward(case.lengths)
        result = {"outputs": bound.outputs.copy(), "loss": np.array(loss.value())}
        loss.gradient()
        bound.backward()
    result |= {f"gradient {name}": network.get(name, gradient) for name in network.names()}
    for name in ("h0", "c0") if case.initial else ():
        if hasattr(first, f"d{name}"):
            result[f"gradient {name}"] = getattr(first, f"d{name}")
    return result


FORWARD: dict[str, Callable[[Any, Result, np.ndarray, dict[str, Any]], Result]] = {
    "dense": lambda layer, w, a, _: textbook.dense_forward(w, a, layer.activation),
    "rnn": lambda layer, w, a, given: textbook.rnn_forward(w, a, given["h0"], layer.activation),
    "lstm": lambda layer, w, a, given: textbook.lstm_forward(w, a, given["h0"], given["c0"]),
    "gru": lambda layer, w, a, given: textbook.gru_forward(w, a, given["h0"]),
    "embedding": lambda layer, w, a, _: textbook.embedding_forward(w, a),
    "batch_norm": lambda layer, w, a, given: textbook.batch_norm_forward(
        w, a, layer.epsilon, given["counted"], given["running"]
    ),
    "layer_norm": lambda layer, w, a, _: textbook.layer_norm_forward(w, a, layer.epsilon),
    "dropout": lambda layer, w, a, given: textbook.dropout_forward(a, given["mask"]),
}
BACKWARD: dict[str, Callable[[Any, Result, Result, np.ndarray], Result]] = {
    "dense": lambda layer, w, a, dy: textbook.dense_backward(w, a, dy, layer.activation),
    "rnn": lambda layer, w, a, dy: textbook.rnn_backward(w, a, dy, layer.activation),
    "lstm": lambda layer, w, a, dy: textbook.lstm_backward(w, a, dy),
    "gru": lambda layer, w, a, dy: textbook.gru_backward(w, a, dy),
    "embedding": lambda layer, w, a, dy: textbook.embedding_backward(w, a, dy),
    "batch_norm": lambda layer, w, a, dy: textbook.batch_norm_backward(w, a, dy),
    "layer_norm": lambda layer, w, a, dy: textbook.layer_norm_backward(w, a, dy),
    "dropout": lambda layer, w, a, dy: textbook.dropout_backward(a, dy),
}


def given_to(case: Case, network: Network, k: int, arrays: Result, a: np.ndarray) -> dict[str, Any]:
    """Return what layer k is given beside its weights and inputs."""
    layer = network.layers[k]
    zero = np.zeros((layer.units, case.batch))
    h0, c0 = (arrays["h0"], arrays["c0"]) if k == 0 and case.initial else (zero, zero)
    found = {"h0": h0, "c0": c0, "counted": None, "running": None, "mask": np.ones_like(a)}
    if case.lengths is not None and len(a) > 1:
        found["counted"] = np.arange(len(a))[:, None, None] < np.array(case.lengths)
    if case.evaluating and layer.kind == "batch_norm":
        names = f"{k}.running_mean", f"{k}.running_var"
        found["running"] = tuple(network.buffer(name) for name in names)
    if not case.evaluating and layer.kind == "dropout":
        found["mask"] = case.mask(k, a.shape)
    return found


def turned(case: Case, a: np.ndarray) -> np.ndarray:
    """Return each example reversed within its own length."""
    out = a.copy()
    for b, n in enumerate(case.lengths or [case.steps] * case.batch):
        out[:n, :, b] = a[:n, :, b][::-1]
    return out


def directions(w: Result) -> tuple[Result, Result]:
    """Return the weights of each direction."""
    back = {n.removesuffix("_reverse"): v for n, v in w.items() if n.endswith("_reverse")}
    return {n: v for n, v in w.items() if not n.endswith("_reverse")}, back


def forward_of(case: Case, layer: Any, w: Result, a: np.ndarray, given: dict[str, Any]) -> Any:
    if not isinstance(layer, Bidirectional):
        return FORWARD[layer.kind](layer, w, a, given)
    one, other = (
        FORWARD[layer.kind](layer.one, half, x, given)
        for half, x in zip(directions(w), (a, turned(case, a)), strict=True)
    )
    y = np.concatenate([one["y"], turned(case, other["y"])], axis=1)
    return {"y": y, "both": (one, other)}


def backward_of(case: Case, layer: Any, w: Result, forward: Any, dy: np.ndarray) -> Result:
    if not isinstance(layer, Bidirectional):
        return BACKWARD[layer.kind](layer, w, forward, dy)
    parts = dy[:, : layer.units], turned(case, dy[:, layer.units :])
    one, other = (
        BACKWARD[layer.kind](layer.one, half, a, part)
        for half, a, part in zip(directions(w), forward["both"], parts, strict=True)
    )
    x = one["x"] + turned(case, other["x"])
    return {**one, **{f"{n}_reverse": v for n, v in other.items()}, "x": x}


def run_textbook(case: Case, values: Result) -> Result:
    network, arrays = network_of(case, values), case.arrays()
    last = np.array(case.lengths or [case.steps] * case.batch) - 1
    a, kept = arrays["inputs"], []
    for k, layer in enumerate(network.layers):
        if network.single[k] and (k == 0 or not network.single[k - 1]):
            read = a[last, :, np.arange(case.batch)].T
            below = network.layers[k - 1] if k else None
            if isinstance(below, Bidirectional):  # the last state of each direction
                read[below.units :] = a[0, below.units :]
            a = read[None]
        w = {n: values[f"parameter {k}.{n}"] for n in layer.shapes()}
        given = given_to(case, network, k, arrays, a)
        kept.append((w, forward_of(case, layer, w, a, given)))
        a = kept[-1][1]["y"]
    counted = mask_of(case)
    outputs = a if counted is None else a * counted
    loss, dy = textbook_loss(case, outputs, arrays["targets"], counted)
    result = {"outputs": outputs, "loss": loss}
    for k in reversed(range(len(network.layers))):
        layer, (w, forward) = network.layers[k], kept[k]
        d = backward_of(case, layer, w, forward, dy)
        result |= {f"gradient {k}.{n}": d[n] for n in w}
        if k == 0 and case.initial:
            result |= {f"gradient {n}": d[n] for n in ("h0", "c0") if n in d}
        dy = d.get("x")  # symbols have no gradient
        if k and network.single[k] and not network.single[k - 1]:
            below = network.layers[k - 1]
            dy = np.zeros((case.steps, below.outputs, case.batch))
            dy[last, :, np.arange(case.batch)] = d["x"][0].T
            if isinstance(below, Bidirectional):
                dy[:, below.units :] = 0
                dy[0, below.units :] = d["x"][0, below.units :]
    return result


def textbook_loss(case: Case, z: np.ndarray, t: np.ndarray, counted: np.ndarray | None) -> Any:
    weight = np.ones_like(t) if counted is None else counted * np.ones_like(t)
    if case.weights:
        weight = weight * np.array(case.weights)[t.astype(int)]
    n, d, large = weight.sum(), z - t, np.abs(z - t) > case.delta
    if case.loss == "mse":
        return (d**2 * weight).sum() / n, 2 * d * weight / n
    if case.loss == "mae":
        return (np.abs(d) * weight).sum() / n, np.sign(d) * weight / n
    if case.loss == "huber":
        each = np.where(large, case.delta * (np.abs(d) - case.delta / 2), d**2 / 2)
        return (each * weight).sum() / n, np.where(large, case.delta * np.sign(d), d) * weight / n
    if case.loss == "bce":
        p = 1 / (1 + np.exp(-z))
        each = -(t * np.log(p) + (1 - t) * np.log(1 - p))
        return (each * weight).sum() / n, (p - t) * weight / n
    p = np.exp(z) / np.exp(z).sum(axis=1, keepdims=True)
    one = np.arange(z.shape[1])[:, None] == t
    return -(np.log(p) * one * weight).sum() / n, (p - one) * weight / n


@pytest.mark.parametrize("name", [name for name in CASES if name.startswith("batch_norm")])
def test_running_statistics_after_three_iterations_are_pytorchs(name: str) -> None:
    with np.load(FOLDER / f"{name}.npz") as stored:
        values = dict(stored)
    case = CASES[name]
    network, inputs = network_of(case, values), case.arrays()["inputs"]
    bound = network.bind(None, case.steps, case.batch, evaluating=case.evaluating)
    for k in range(3):
        bound.inputs[...] = inputs * (1 + k)
        bound.forward(case.lengths)
        bound.forward(case.lengths)  # run once more, as for a recording: it counts once
        bound.settle()
    assert network.buffer_names()
    for n in network.buffer_names():
        expected = values[f"settled {n}"]
        assert (expected == values[f"buffer {n}"]).all() == case.evaluating
        assert np.abs(network.buffer(n) - expected).max() <= 1e-12 * np.abs(expected).max(), n


@pytest.fixture(params=["kernel", "kernel, large steps", "textbook"])
def run(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Run:
    if request.param == "kernel, large steps":
        monkeypatch.setattr(lstm_backward, "LARGE", 0)
        monkeypatch.setattr(gru_backward, "LARGE", 0)
    return run_textbook if request.param == "textbook" else run_kernel


@pytest.mark.parametrize("name", CASES)
def test_forward_loss_and_every_gradient_are_pytorchs(name: str, run: Run) -> None:
    with np.load(FOLDER / f"{name}.npz") as stored:
        values = dict(stored)
    result = run(CASES[name], values)
    given = ("parameter ", "buffer ", "settled ")
    expected = {n: v for n, v in values.items() if not n.startswith(given)}
    assert set(expected) <= set(result) | (
        {"gradient h0", "gradient c0"} if not CASES[name].initial else set()
    )
    largest = max(np.abs(v).max() for n, v in expected.items() if n.startswith("gradient "))
    for n, found in result.items():
        scale = largest if n.startswith("gradient ") else max(np.abs(expected[n]).max(), 1e-300)
        assert np.abs(found - expected[n]).max() <= 1e-12 * scale, n
