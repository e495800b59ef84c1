"""The same tick as lines of NumPy: what a layer does at one step for one example, with arrays to run it on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from engine.textbook import FUNCTIONS, SLOPES

if TYPE_CHECKING:
    from .cell_facts import Spot

CALLS = {
    "identity": "{z}", "sigmoid": "1 / (1 + np.exp(-{z}))", "tanh": "np.tanh({z})", "relu": "np.maximum({z}, 0)",
    "leaky_relu": "np.where({z} > 0, {z}, 0.01 * {z})", "elu": "np.where({z} > 0, {z}, np.exp({z}) - 1)",
    "gelu": "gelu({z})", "softplus": "np.log(1 + np.exp({z}))", "softmax": "np.exp({z}) / np.exp({z}).sum()",
}  # fmt: skip
SLOPE_CALLS = {
    "identity": "1", "sigmoid": "{y} * (1 - {y})", "tanh": "(1 - {y}**2)", "relu": "(z > 0)",
    "leaky_relu": "np.where(z > 0, 1, 0.01)", "elu": "np.where(z > 0, 1, np.exp(z))", "gelu": "gelu_slope(z)",
    "softplus": "1 / (1 + np.exp(-z))",
}  # fmt: skip
SIGMOID = "sigmoid = lambda z: 1 / (1 + np.exp(-z))"

LSTM_FORWARD = """\
z_i, z_f, z_g, z_o = np.split(W_ih @ x + W_hh @ h_before + b, 4)
c = sigmoid(z_f) * c_before + sigmoid(z_i) * np.tanh(z_g)
h = sigmoid(z_o) * np.tanh(c)"""
LSTM_BACKWARD = """\
dc = dc_later + dh * o * (1 - tanh_c**2)
dz_i, dz_f = dc * g * i * (1 - i), dc * c_before * f * (1 - f)
dz_g, dz_o = dc * i * (1 - g**2), dh * tanh_c * o * (1 - o)"""
GRU_FORWARD = """\
x_r, x_z, x_n = np.split(W_ih @ x + b_ih, 3)
h_r, h_z, hn = np.split(W_hh @ h_before + b_hh, 3)
r, z = sigmoid(x_r + h_r), sigmoid(x_z + h_z)
n = np.tanh(x_n + r * hn); h = (1 - z) * n + z * h_before"""
GRU_BACKWARD = """\
dz_z = dh * (h_before - n) * z * (1 - z)
dz_n = dh * (1 - z) * (1 - n**2)
dhn = dz_n * r
dz_r = dz_n * hn * r * (1 - r)"""


def code(at: Spot) -> str:
    """Give the lines for the layer and the direction looked at.

    Parameters
    ----------
    at : Spot
        Unit, step and example.

    Returns
    -------
    str
        Lines that run with the names of `arrays`.
    """
    backward, bend = at.phase == "backward", getattr(at.settings, "activation", "identity")
    if at.kind == "rnn":
        return _rnn(bend, backward)
    if at.kind == "dense":
        return _dense(bend, backward)
    return LINES.get(at.kind, NORM)[backward]


LINES = {
    "lstm": (LSTM_FORWARD, LSTM_BACKWARD),
    "gru": (GRU_FORWARD, GRU_BACKWARD),
    "embedding": ("y = W[k]", "dW = np.zeros_like(W)\ndW[k] += dy"),
    "dropout": ("y = x * mask", "dx = dy * mask"),
}
"""Forwards and backwards."""
NORM = ("y = gain * x_hat + bias", "dx_hat = gain * dy\ndgain = dy * x_hat\ndbias = dy")


def _rnn(bend: str, backward: bool) -> str:
    if not backward:
        return f"z = W_ih @ x + W_hh @ h_before + b\nh = {CALLS[bend].format(z='z')}"
    return (
        f"dz = dh * {SLOPE_CALLS[bend].format(y='h')}\n"
        "dW_ih, dW_hh = np.outer(dz, x), np.outer(dz, h_before)\n"
        "dx, dh_before = W_ih.T @ dz, W_hh.T @ dz"
    )


def _dense(bend: str, backward: bool) -> str:
    if not backward:
        return f"z = W @ x + b\ny = {CALLS[bend].format(z='z')}"
    made = "dz = y * (dy - y @ dy)"
    if bend != "softmax":
        made = f"dz = dy * {SLOPE_CALLS[bend].format(y='y')}"
    return made + "\ndW = np.outer(dz, x)\ndx = W.T @ dz"


def whole(at: Spot) -> str:
    """Give the lines with what they need to run, and the numbers, as a script of its own."""
    found = arrays(at)
    used = code(at)
    lines = ["import numpy as np", ""]
    if "sigmoid(" in used:
        lines.append(SIGMOID)
    if "gelu" in used:
        lines.append(GELU)
    with np.printoptions(threshold=10**9, linewidth=100, precision=9):
        for name, value in found.items():
            if callable(value) or not _uses(used, name):
                continue
            lines.append(f"{name} = {np.array(value).tolist()}" if np.ndim(value) == 0
                         else f"{name} = np.array({np.asarray(value).tolist()})")  # fmt: skip
    return "\n".join([*lines, "", used, ""])


GELU = """\
from math import erf, pi
normal = lambda z: (1 + np.vectorize(erf)(z / np.sqrt(2))) / 2
gelu = lambda z: z * normal(z)
gelu_slope = lambda z: normal(z) + z * np.exp(-(z**2) / 2) / np.sqrt(2 * pi)"""


def _uses(text: str, name: str) -> bool:
    words = "".join(c if c.isalnum() or c == "_" else " " for c in text).split()
    return name in words


def arrays(at: Spot) -> dict[str, Any]:
    """Give the Recording's arrays of this step and example, in float64, by the names that `code` uses.

    Parameters
    ----------
    at : Spot
        Unit, step and example.

    Returns
    -------
    dict
        Arrays of a layer's direction: x (D,), h and gates (H,), weights as PyTorch's; and functions.
    """
    found: dict[str, Any] = {
        "sigmoid": FUNCTIONS["sigmoid"], "gelu": FUNCTIONS["gelu"], "gelu_slope": SLOPES["gelu"],
    }  # fmt: skip
    trace = at.trace
    for name in trace.names:
        array = getattr(trace, name)
        if array.ndim == 3:
            t = min(at.t, array.shape[0] - 1)
            rows = array.shape[1] == at.units
            found[name] = array[
                t, at.direction if rows and name != "x" else slice(None), at.example
            ].astype(float)
    x = trace.x
    found["x"] = x[min(at.t, x.shape[0] - 1), :, at.example].astype(float)
    weights = {
        "lstm": {"W_ih": "weight_ih_l0", "W_hh": "weight_hh_l0", "b": "bias_ih_l0"},
        "rnn": {"W_ih": "weight_ih_l0", "W_hh": "weight_hh_l0", "b": "bias_ih_l0"},
        "gru": {"W_ih": "weight_ih_l0", "W_hh": "weight_hh_l0", "b_ih": "bias_ih_l0", "b_hh": "bias_hh_l0"},
        "dense": {"W": "weight", "b": "bias"}, "embedding": {"W": "weight"}, "dropout": {},
    }.get(at.kind, {"gain": "weight", "bias": "bias"})  # fmt: skip
    found |= {name: at.parameter(long).astype(float) for name, long in weights.items()}
    if at.kind == "embedding":
        from .cell_embedding import row_of

        found["k"] = row_of(at)
    if at.kind in ("lstm", "gru", "rnn"):
        _states(at, found)
    return found


def _states(at: Spot, found: dict[str, Any]) -> None:
    """Add what was before this step, and what comes from the step that is read after it."""
    past, later = at.t - at.way, at.t + at.way
    for name in ("h", "c") if at.kind == "lstm" else ("h",):
        there = 0 <= past <= at.last
        array = getattr(at.trace, name)
        zero = np.zeros_like(found[name])
        found[name + "_before"] = (
            array[past, at.direction, at.example].astype(float) if there else zero
        )
    if at.kind == "lstm" and "dc" in found:
        found["dc_later"] = np.zeros_like(found["c"])
        if 0 <= later <= at.last:
            of = (later, at.direction, at.example)
            found["dc_later"] = at.trace.dc[of].astype(float) * at.trace.f[of]
