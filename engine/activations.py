"""Activations: one row of `ACTIVATIONS` each, the function and its gradient.

To add one: two functions and a row here, its name in ``project.Activation``, its equations in ``textbook``.

References
----------
Leaky ReLU: Maas et al., Rectifier nonlinearities improve neural network acoustic models, 2013. ELU: Clevert et al.,
Fast and accurate deep network learning by exponential linear units, 2016. GELU: Hendrycks and Gimpel, Gaussian error
linear units, 2016. Softplus: Dugas et al., Incorporating second-order functional knowledge for better option pricing,
2001. Constants are PyTorch's defaults.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from .erf import erf

Array = NDArray[np.floating[Any]]


class Activation(NamedTuple):
    """A function over (T, units, B), and how a gradient goes back through it; all in arrays that are there already."""

    function: Callable[[Array, Array], object]
    """``function(z, y)`` writes y = f(z); y may be z unless `needs_z`."""
    backward: Callable[[Array, Array, Array, Array], object]
    """``backward(z, y, dy, dz)`` writes dz = (dy/dz)^T dy; dz is another array. Without `needs_z` z is not read."""
    needs_z: bool = False
    """Whether z is to be kept apart from y."""


def _constant(value: float) -> dict[np.dtype[Any], Array]:
    """Return a number as a 0-d array of each precision: a call with one takes half the time of one with a float."""
    return {np.dtype(d): np.array(value, d) for d in (np.float32, np.float64)}


_ZERO, _HALF, _ONE = _constant(0), _constant(0.5), _constant(1)
_LEAK = _constant(0.01)
_ROOT_HALF = _constant(math.sqrt(0.5))
_MINUS_HALF = _constant(-0.5)
_PEAK = _constant(1 / math.sqrt(2 * math.pi))
_FAR = 40.0
"""The normal density is 0 from here on, in float64 too."""


def _identity(z: Array, y: Array) -> None:
    if y is not z:
        np.copyto(y, z)


def _identity_backward(z: Array, y: Array, dy: Array, dz: Array) -> None:
    np.copyto(dz, dy)


def _sigmoid(z: Array, y: Array) -> None:
    # 1 / (1 + exp(-z)) = (tanh(z/2) + 1) / 2, which cannot overflow
    half = _HALF[z.dtype]
    np.multiply(z, half, y)
    np.tanh(y, y)
    np.multiply(y, half, y)
    np.add(y, half, y)


def _sigmoid_backward(z: Array, y: Array, dy: Array, dz: Array) -> None:
    np.multiply(y, y, dz)
    np.subtract(y, dz, dz)  # f' = y - y^2
    np.multiply(dz, dy, dz)


def _tanh_backward(z: Array, y: Array, dy: Array, dz: Array) -> None:
    np.multiply(dy, y, dz)
    np.multiply(dz, y, dz)
    np.subtract(dy, dz, dz)  # f' = 1 - y^2


def _tanh_slope(y: Array, out: Array) -> None:
    np.multiply(y, y, out)
    np.subtract(_ONE[y.dtype], out, out)


def _relu(z: Array, y: Array) -> None:
    np.maximum(z, _ZERO[z.dtype], out=y)


def _relu_backward(z: Array, y: Array, dy: Array, dz: Array) -> None:
    np.sign(y, dz)  # y >= 0: its sign is 1 above 0, and 0 at 0
    np.multiply(dz, dy, dz)


def _leaky_relu(z: Array, y: Array) -> None:
    np.multiply(z, _LEAK[z.dtype], y)
    np.maximum(y, z, out=y)


def _leaky_relu_backward(z: Array, y: Array, dy: Array, dz: Array) -> None:
    np.sign(y, dz)
    np.maximum(dz, _LEAK[y.dtype], out=dz)  # f' = 1 above 0, else the leak
    np.multiply(dz, dy, dz)


def _elu(z: Array, y: Array) -> None:
    np.minimum(z, _ZERO[z.dtype], out=y)
    np.expm1(y, y)
    np.maximum(y, z, out=y)  # exp(z) - 1 >= z


def _elu_backward(z: Array, y: Array, dy: Array, dz: Array) -> None:
    np.minimum(y, _ZERO[y.dtype], out=dz)
    np.add(dz, _ONE[y.dtype], dz)  # f' = 1 above 0, else exp(z) = y + 1
    np.multiply(dz, dy, dz)


def _twice_normal(z: Array, to: Array) -> None:
    """Write twice the standard normal distribution function: 1 + erf(z / sqrt(2))."""
    np.multiply(z, _ROOT_HALF[z.dtype], to)
    erf(to, to)
    np.add(to, _ONE[z.dtype], to)


def _gelu(z: Array, y: Array) -> None:
    _twice_normal(z, y)
    np.multiply(y, _HALF[z.dtype], y)
    np.multiply(y, z, y)


def _gelu_backward(z: Array, y: Array, dy: Array, dz: Array) -> None:
    near = np.clip(z, -_FAR, _FAR)
    density = np.multiply(near, near)
    np.multiply(density, _MINUS_HALF[z.dtype], density)
    np.exp(density, density)
    np.multiply(density, _PEAK[z.dtype], density)
    np.multiply(density, near, density)
    _twice_normal(z, dz)
    np.multiply(dz, _HALF[z.dtype], dz)
    np.add(dz, density, dz)  # f' = Phi(z) + z phi(z)
    np.multiply(dz, dy, dz)


def _softplus(z: Array, y: Array) -> None:
    # log(1 + exp(z)) = max(z, 0) + log(1 + exp(-|z|)), which cannot overflow
    above = np.maximum(z, _ZERO[z.dtype])
    np.abs(z, y)
    np.negative(y, y)
    np.exp(y, y)
    np.log1p(y, y)
    np.add(y, above, y)


def _softplus_backward(z: Array, y: Array, dy: Array, dz: Array) -> None:
    np.negative(y, dz)
    np.expm1(dz, dz)
    np.multiply(dz, dy, dz)
    np.negative(dz, dz)  # f' = sigmoid(z) = 1 - exp(-y)


def _softmax(z: Array, y: Array) -> None:
    np.subtract(z, z.max(axis=1, keepdims=True), y)  # the largest becomes 0: exp cannot overflow
    np.exp(y, y)
    np.divide(y, y.sum(axis=1, keepdims=True), y)


def _softmax_backward(z: Array, y: Array, dy: Array, dz: Array) -> None:
    np.multiply(y, dy, dz)
    np.subtract(dy, dz.sum(axis=1, keepdims=True), dz)
    np.multiply(dz, y, dz)  # dz = y * (dy - sum over the units of y * dy)


ACTIVATIONS: dict[str, Activation] = {
    "identity": Activation(_identity, _identity_backward),
    "sigmoid": Activation(_sigmoid, _sigmoid_backward),
    "tanh": Activation(np.tanh, _tanh_backward),
    "relu": Activation(_relu, _relu_backward),
    "leaky_relu": Activation(_leaky_relu, _leaky_relu_backward, needs_z=True),
    "elu": Activation(_elu, _elu_backward, needs_z=True),
    "gelu": Activation(_gelu, _gelu_backward, needs_z=True),
    "softplus": Activation(_softplus, _softplus_backward),
    "softmax": Activation(_softmax, _softmax_backward),
}
"""Each activation by its name in ``project.Activation``."""

SLOPES: dict[str, Callable[[Array, Array], object]] = {"tanh": _tanh_slope, "relu": np.sign}
"""``slope(y, out)`` writes f'(z), found from y, for many steps at once: of those that a recurrent layer may have."""
