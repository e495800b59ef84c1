"""The cells as plain equations in float64: what the fast kernels are held against. Not used in training.

Weights carry PyTorch's names and shapes. Arrays are (T, rows, B) as everywhere. ``forward`` returns a dictionary of
every array; ``backward`` takes it, and returns the gradients by name, with ``x``, ``h0`` and ``c0`` among them.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Arrays = dict[str, Array]

FUNCTIONS: dict[str, Any] = {
    "identity": lambda z: z,
    "sigmoid": lambda z: 1 / (1 + np.exp(-z)),
    "tanh": np.tanh,
    "relu": lambda z: np.maximum(z, 0),
    "leaky_relu": lambda z: np.where(z > 0, z, 0.01 * z),
    "elu": lambda z: np.where(z > 0, z, np.exp(z) - 1),
    "gelu": lambda z: z * normal(z),
    "softplus": lambda z: np.log(1 + np.exp(z)),
    "softmax": lambda z: np.exp(z) / np.exp(z).sum(axis=1, keepdims=True),
}
SLOPES: dict[str, Any] = {
    "identity": np.ones_like,
    "sigmoid": lambda z: np.exp(-z) / (1 + np.exp(-z)) ** 2,
    "tanh": lambda z: 1 / np.cosh(z) ** 2,
    "relu": lambda z: (z > 0).astype(float),
    "leaky_relu": lambda z: np.where(z > 0, 1, 0.01),
    "elu": lambda z: np.where(z > 0, 1, np.exp(z)),
    "gelu": lambda z: normal(z) + z * np.exp(-(z**2) / 2) / math.sqrt(2 * math.pi),
    "softplus": lambda z: 1 / (1 + np.exp(-z)),
}
"""Of those that work on each number on its own: all but softmax."""
sigmoid = FUNCTIONS["sigmoid"]


def normal(z: Array) -> Array:
    """Compute the standard normal distribution function."""
    values = [(1 + math.erf(v / math.sqrt(2))) / 2 for v in z.flat]
    return np.array(values).reshape(z.shape)


def activation_backward(a: Arrays, dy: Array, activation: str) -> Array:
    """Compute dz = (dy/dz)^T dy; of softmax dy_i/dz_j = y_i ([i = j] - y_j)."""
    if activation != "softmax":
        return np.asarray(dy * SLOPES[activation](a["z"]))
    jacobian = [
        [np.diag(y) - np.outer(y, y) for y in a["y"][t].T] for t in range(len(dy))
    ]  # (T, B, M, M)
    return np.asarray(np.einsum("tbij,tib->tjb", np.array(jacobian), dy))


def dense_forward(w: Mapping[str, Array], x: Array, activation: str) -> Arrays:
    """Compute y(t) = activation(W x(t) + b)."""
    z = np.array([w["weight"] @ x[t] + w["bias"][:, None] for t in range(len(x))])
    return {"x": x, "z": z, "y": FUNCTIONS[activation](z)}


def dense_backward(w: Mapping[str, Array], a: Arrays, dy: Array, activation: str) -> Arrays:
    """Compute the gradients of `dense_forward`."""
    dz = activation_backward(a, dy, activation)
    d = {"weight": sum(dz[t] @ a["x"][t].T for t in range(len(dz))), "bias": dz.sum(axis=(0, 2))}
    return {**d, "dz": dz, "x": np.array([w["weight"].T @ dz[t] for t in range(len(dz))])}


def rnn_forward(w: Mapping[str, Array], x: Array, h0: Array, activation: str) -> Arrays:
    """Compute h(t) = activation(W x(t) + U h(t-1) + b)."""
    h, hs, zs = h0, [], []
    for t in range(len(x)):
        z = w["weight_ih_l0"] @ x[t] + w["weight_hh_l0"] @ h + w["bias_ih_l0"][:, None]
        h = FUNCTIONS[activation](z)
        zs.append(z)
        hs.append(h)
    return {"x": x, "h0": h0, "z": np.array(zs), "h": np.array(hs), "y": np.array(hs)}


def rnn_backward(w: Mapping[str, Array], a: Arrays, dy: Array, activation: str) -> Arrays:
    """Compute the gradients of `rnn_forward`."""
    d = {name: np.zeros_like(value) for name, value in w.items()}
    d |= {"x": np.zeros_like(a["x"]), "dh": np.zeros_like(dy), "dz": np.zeros_like(dy)}
    back = np.zeros_like(a["h0"])
    for t in reversed(range(len(dy))):
        d["dh"][t] = dy[t] + back
        dz = d["dz"][t] = d["dh"][t] * SLOPES[activation](a["z"][t])
        _weights(d, dz, a["x"][t], a["h"][t - 1] if t else a["h0"])
        d["x"][t], back = w["weight_ih_l0"].T @ dz, w["weight_hh_l0"].T @ dz
    return {**d, "h0": back}


def lstm_forward(w: Mapping[str, Array], x: Array, h0: Array, c0: Array) -> Arrays:
    """Compute c(t) = f c(t-1) + i g and h(t) = o tanh(c(t))."""
    h, c = h0, c0
    a: dict[str, Any] = {name: [] for name in ("i", "f", "g", "o", "c", "h")}
    for t in range(len(x)):
        z = w["weight_ih_l0"] @ x[t] + w["weight_hh_l0"] @ h + w["bias_ih_l0"][:, None]
        z_i, z_f, z_g, z_o = np.split(z, 4)
        i, f, g, o = sigmoid(z_i), sigmoid(z_f), np.tanh(z_g), sigmoid(z_o)
        c = f * c + i * g
        h = o * np.tanh(c)
        for name, value in (("i", i), ("f", f), ("g", g), ("o", o), ("c", c), ("h", h)):
            a[name].append(value)
    arrays = {name: np.array(values) for name, values in a.items()}
    return {**arrays, "x": x, "h0": h0, "c0": c0, "y": arrays["h"], "tanh_c": np.tanh(arrays["c"])}


def lstm_backward(w: Mapping[str, Array], a: Arrays, dy: Array) -> Arrays:
    """Compute the gradients of `lstm_forward`."""
    d = {name: np.zeros_like(value) for name, value in w.items()}
    d |= {name: np.zeros_like(dy) for name in ("dh", "dc", "dz_i", "dz_f", "dz_g", "dz_o")}
    d["x"] = np.zeros_like(a["x"])
    dh_back, dc_back = np.zeros_like(a["h0"]), np.zeros_like(a["c0"])
    for t in reversed(range(len(dy))):
        i, f, g, o, tanh_c = (a[name][t] for name in ("i", "f", "g", "o", "tanh_c"))
        dh = d["dh"][t] = dy[t] + dh_back
        dc = d["dc"][t] = dc_back + dh * o * (1 - tanh_c**2)
        d["dz_i"][t] = dc * g * i * (1 - i)
        d["dz_f"][t] = dc * (a["c"][t - 1] if t else a["c0"]) * f * (1 - f)
        d["dz_g"][t] = dc * i * (1 - g**2)
        d["dz_o"][t] = dh * tanh_c * o * (1 - o)
        dz = np.concatenate([d[name][t] for name in ("dz_i", "dz_f", "dz_g", "dz_o")])
        _weights(d, dz, a["x"][t], a["h"][t - 1] if t else a["h0"])
        d["x"][t], dh_back, dc_back = w["weight_ih_l0"].T @ dz, w["weight_hh_l0"].T @ dz, dc * f
    return {**d, "h0": dh_back, "c0": dc_back}


def gru_forward(w: Mapping[str, Array], x: Array, h0: Array) -> Arrays:
    """Compute n = tanh(W_in x + b_in + r (W_hn h(t-1) + b_hn)) and h(t) = (1 - z) n + z h(t-1)."""
    h = h0
    a: dict[str, Any] = {name: [] for name in ("z_r", "z_z", "z_n", "hn", "r", "z", "n", "h")}
    for t in range(len(x)):
        x_r, x_z, x_n = np.split(w["weight_ih_l0"] @ x[t] + w["bias_ih_l0"][:, None], 3)
        h_r, h_z, hn = np.split(w["weight_hh_l0"] @ h + w["bias_hh_l0"][:, None], 3)
        z_r, z_z = x_r + h_r, x_z + h_z
        r, z = sigmoid(z_r), sigmoid(z_z)
        z_n = x_n + r * hn
        n = np.tanh(z_n)
        h = (1 - z) * n + z * h
        for name, value in zip(a, (z_r, z_z, z_n, hn, r, z, n, h), strict=True):
            a[name].append(value)
    arrays = {name: np.array(values) for name, values in a.items()}
    return {**arrays, "x": x, "h0": h0, "y": arrays["h"]}


def gru_backward(w: Mapping[str, Array], a: Arrays, dy: Array) -> Arrays:
    """Compute the gradients of `gru_forward`; of ``bias_hh_l0`` those of n alone, r and z have one bias each."""
    d = {name: np.zeros_like(value) for name, value in w.items()}
    d |= {name: np.zeros_like(dy) for name in ("dh", "dz_r", "dz_z", "dz_n", "dhn")}
    d["x"] = np.zeros_like(a["x"])
    back = np.zeros_like(a["h0"])
    for t in reversed(range(len(dy))):
        r, z, n, hn = (a[name][t] for name in ("r", "z", "n", "hn"))
        before = a["h"][t - 1] if t else a["h0"]
        dh = d["dh"][t] = dy[t] + back
        d["dz_z"][t] = dh * (before - n) * z * (1 - z)
        d["dz_n"][t] = dh * (1 - z) * (1 - n**2)
        d["dhn"][t] = d["dz_n"][t] * r
        d["dz_r"][t] = d["dz_n"][t] * hn * r * (1 - r)
        at_x = np.concatenate([d[name][t] for name in ("dz_r", "dz_z", "dz_n")])
        at_h = np.concatenate([d[name][t] for name in ("dz_r", "dz_z", "dhn")])
        d["weight_ih_l0"] += at_x @ a["x"][t].T
        d["weight_hh_l0"] += at_h @ before.T
        d["bias_ih_l0"] += at_x.sum(axis=1)
        d["bias_hh_l0"][-len(n) :] += d["dhn"][t].sum(axis=1)
        d["x"][t], back = w["weight_ih_l0"].T @ at_x, w["weight_hh_l0"].T @ at_h + dh * z
    return {**d, "h0": back}


def embedding_forward(w: Mapping[str, Array], x: Array) -> Arrays:
    """Compute y(t) = W[x(t)]; x (T, 1, B) holds whole numbers."""
    tokens = x[:, 0].astype(int)
    return {"x": x, "y": np.array([w["weight"][tokens[t]].T for t in range(len(x))])}


def embedding_backward(w: Mapping[str, Array], a: Arrays, dy: Array) -> Arrays:
    """Compute the gradients of `embedding_forward`; x has none."""
    one = a["x"][:, 0, :, None] == np.arange(len(w["weight"]))  # (T, B, V)
    return {"weight": sum(one[t].T @ dy[t].T for t in range(len(dy)))}


def batch_norm_forward(
    w: Mapping[str, Array],
    x: Array,
    epsilon: float,
    counted: Array | None = None,
    running: tuple[Array, Array] | None = None,
) -> Arrays:
    """Compute x_hat = (x - mean) / sqrt(variance + epsilon), y = gain x_hat + bias, mean and variance of each unit.

    They are over the (T, 1, B) that are counted, or the running ones, which are constants.
    """
    c = np.ones((len(x), 1, x.shape[2])) if counted is None else counted
    n = c.sum()
    mean = (x * c).sum(axis=(0, 2)) / n if running is None else running[0]
    centred = x - mean[:, None]
    variance = (centred**2 * c).sum(axis=(0, 2)) / n if running is None else running[1]
    deviation = np.sqrt(variance + epsilon)[:, None]
    x_hat = centred / deviation
    y = w["weight"][:, None] * x_hat + w["bias"][:, None]
    a = {"x": x, "x_hat": x_hat, "y": y, "mean": mean, "variance": variance}
    return {**a, "deviation": deviation, "counted": c, "constant": np.array(running is not None)}


def batch_norm_backward(w: Mapping[str, Array], a: Arrays, dy: Array) -> Arrays:
    """Compute the gradients of `batch_norm_forward`."""
    dy = dy * a["counted"]
    d = {"weight": (dy * a["x_hat"]).sum(axis=(0, 2)), "bias": dy.sum(axis=(0, 2))}
    through = (d["bias"][:, None] + a["x_hat"] * d["weight"][:, None]) / a["counted"].sum()
    if a["constant"]:
        through = np.zeros_like(through)
    dx = w["weight"][:, None] / a["deviation"] * (dy - through) * a["counted"]
    return {**d, "x": dx}


def layer_norm_forward(w: Mapping[str, Array], x: Array, epsilon: float) -> Arrays:
    """Compute x_hat = (x - mean) / sqrt(variance + epsilon) over the units, and y = gain x_hat + bias."""
    deviation = np.sqrt(x.var(axis=1, keepdims=True) + epsilon)
    x_hat = (x - x.mean(axis=1, keepdims=True)) / deviation
    y = w["weight"][:, None] * x_hat + w["bias"][:, None]
    return {"x": x, "x_hat": x_hat, "y": y, "deviation": deviation}


def layer_norm_backward(w: Mapping[str, Array], a: Arrays, dy: Array) -> Arrays:
    """Compute the gradients of `layer_norm_forward`."""
    d = {"weight": (dy * a["x_hat"]).sum(axis=(0, 2)), "bias": dy.sum(axis=(0, 2))}
    dx_hat = w["weight"][:, None] * dy
    through = a["x_hat"] * (dx_hat * a["x_hat"]).mean(axis=1, keepdims=True)
    dx = (dx_hat - dx_hat.mean(axis=1, keepdims=True) - through) / a["deviation"]
    return {**d, "x": dx}


def dropout_forward(x: Array, mask: Array) -> Arrays:
    """Compute y = x * mask."""
    return {"x": x, "mask": mask, "y": x * mask}


def dropout_backward(a: Arrays, dy: Array) -> Arrays:
    """Compute the gradient of `dropout_forward`."""
    return {"x": dy * a["mask"]}


def _weights(d: Arrays, dz: Array, x: Array, h: Array) -> None:
    """Add one step to the gradients of the weights."""
    d["weight_ih_l0"] += dz @ x.T
    d["weight_hh_l0"] += dz @ h.T
    d["bias_ih_l0"] += dz.sum(axis=1)
