"""The cells as plain equations in float64: what the fast kernels are held against. Not used in training.

Weights carry PyTorch's names and shapes. Arrays are (T, rows, B) as everywhere. ``forward`` returns a dictionary of
every array; ``backward`` takes it, and returns the gradients by name, with ``x``, ``h0`` and ``c0`` among them.
"""

from __future__ import annotations

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
}
SLOPES: dict[str, Any] = {
    "identity": np.ones_like,
    "sigmoid": lambda z: np.exp(-z) / (1 + np.exp(-z)) ** 2,
    "tanh": lambda z: 1 / np.cosh(z) ** 2,
    "relu": lambda z: (z > 0).astype(float),
}
sigmoid = FUNCTIONS["sigmoid"]


def dense_forward(w: Mapping[str, Array], x: Array, activation: str) -> Arrays:
    """Compute y(t) = activation(W x(t) + b)."""
    z = np.array([w["weight"] @ x[t] + w["bias"][:, None] for t in range(len(x))])
    return {"x": x, "z": z, "y": FUNCTIONS[activation](z)}


def dense_backward(w: Mapping[str, Array], a: Arrays, dy: Array, activation: str) -> Arrays:
    """Compute the gradients of `dense_forward`."""
    dz = dy * SLOPES[activation](a["z"])
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


def _weights(d: Arrays, dz: Array, x: Array, h: Array) -> None:
    """Add one step to the gradients of the weights."""
    d["weight_ih_l0"] += dz @ x.T
    d["weight_hh_l0"] += dz @ h.T
    d["bias_ih_l0"] += dz.sum(axis=1)
