"""Forward, loss and every gradient against PyTorch's autograd in float64, stored beside the script that made them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from engine import losses, project, textbook
from engine.layers import lstm_backward
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
    return network


def mask_of(case: Case) -> np.ndarray | None:
    if case.lengths is None or not case.every_step:
        return None
    return (np.arange(case.steps)[:, None, None] < np.array(case.lengths)).astype(float)


def run_kernel(case: Case, values: Result) -> Result:
    network, arrays = network_of(case, values), case.arrays()
    gradient = np.full_like(network.parameters, np.nan)
    bound = network.bind(gradient, case.steps, case.batch, recording=True)
    loss = losses.bind(case.loss, bound.outputs, bound.doutputs)
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


def run_textbook(case: Case, values: Result) -> Result:
    network, arrays = network_of(case, values), case.arrays()
    last = np.array(case.lengths or [case.steps] * case.batch) - 1
    a, kept = arrays["inputs"], []
    for k, layer in enumerate(network.layers):
        if network.single[k] and (k == 0 or not network.single[k - 1]):
            a = a[last, :, np.arange(case.batch)].T[None]
        w = {n: values[f"parameter {k}.{n}"] for n in layer.shapes()}
        zero = np.zeros((layer.units, case.batch))
        h0, c0 = (arrays["h0"], arrays["c0"]) if k == 0 and case.initial else (zero, zero)
        if layer.kind == "lstm":
            kept.append((w, textbook.lstm_forward(w, a, h0=h0, c0=c0)))
        elif layer.kind == "rnn":
            kept.append((w, textbook.rnn_forward(w, a, h0, layer.activation)))
        else:
            kept.append((w, textbook.dense_forward(w, a, layer.activation)))
        a = kept[-1][1]["y"]
    counted = mask_of(case)
    outputs = a if counted is None else a * counted
    loss, dy = textbook_loss(case, outputs, arrays["targets"], counted)
    result = {"outputs": outputs, "loss": loss}
    for k in reversed(range(len(network.layers))):
        layer, (w, forward) = network.layers[k], kept[k]
        if layer.kind == "lstm":
            d = textbook.lstm_backward(w, forward, dy)
        elif layer.kind == "rnn":
            d = textbook.rnn_backward(w, forward, dy, layer.activation)
        else:
            d = textbook.dense_backward(w, forward, dy, layer.activation)
        result |= {f"gradient {k}.{n}": d[n] for n in w}
        if k == 0 and case.initial:
            result |= {f"gradient {n}": d[n] for n in ("h0", "c0") if n in d}
        dy = d["x"]
        if k and network.single[k] and not network.single[k - 1]:
            dy = np.zeros((case.steps, network.layers[k - 1].units, case.batch))
            dy[last, :, np.arange(case.batch)] = d["x"][0].T
    return result


def textbook_loss(case: Case, z: np.ndarray, t: np.ndarray, counted: np.ndarray | None) -> Any:
    mask = np.ones((z.shape[0], 1, z.shape[2])) if counted is None else counted
    n = mask.sum() * (1 if case.loss == "cross_entropy" else z.shape[1])
    if case.loss == "mse":
        return ((z - t) ** 2 * mask).sum() / n, 2 * (z - t) * mask / n
    if case.loss == "bce":
        p = 1 / (1 + np.exp(-z))
        return -((t * np.log(p) + (1 - t) * np.log(1 - p)) * mask).sum() / n, (p - t) * mask / n
    p = np.exp(z) / np.exp(z).sum(axis=1, keepdims=True)
    one = np.arange(z.shape[1])[:, None] == t
    return -(np.log(p) * one * mask).sum() / n, (p - one) * mask / n


@pytest.fixture(params=["kernel", "kernel, large steps", "textbook"])
def run(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Run:
    if request.param == "kernel, large steps":
        monkeypatch.setattr(lstm_backward, "LARGE", 0)
    return run_textbook if request.param == "textbook" else run_kernel


@pytest.mark.parametrize("name", CASES)
def test_forward_loss_and_every_gradient_are_pytorchs(name: str, run: Run) -> None:
    with np.load(FOLDER / f"{name}.npz") as stored:
        values = dict(stored)
    result = run(CASES[name], values)
    expected = {n: v for n, v in values.items() if not n.startswith("parameter ")}
    assert set(expected) <= set(result) | (
        {"gradient h0", "gradient c0"} if not CASES[name].initial else set()
    )
    largest = max(np.abs(v).max() for n, v in expected.items() if n.startswith("gradient "))
    for n, found in result.items():
        scale = largest if n.startswith("gradient ") else max(np.abs(expected[n]).max(), 1e-300)
        assert np.abs(found - expected[n]).max() <= 1e-12 * scale, n
