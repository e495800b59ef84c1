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
from numpy import (
    add,
    copyto,
    divide,
    exp,
    expm1,
    log1p,
    maximum,
    minimum,
    multiply,
    negative,
    sign,
    subtract,
    tanh,
)
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
        copyto(y, z)


def _identity_backward(z: Array, y: Array, dy: Array, dz: Array) -> None:
    copyto(dz, dy)


def _sigmoid(z: Array, y: Array) -> None:
    # 1 / (1 + exp(-z)) = (tanh(z/2) + 1) / 2, which cannot overflow
    half = _HALF[z.dtype]
    multiply(z, half, y)
    tanh(y, y)
    multiply(y, half, y)
    add(y, half, y)


def _sigmoid_backward(z: Array, y: Array, dy: Array, dz: Array) -> None:
    multiply(y, y, dz)
    subtract(y, dz, dz)  # f' = y - y^2
    multiply(dz, dy, dz)


def _tanh_backward(z: Array, y: Array, dy: Array, dz: Array) -> None:
    multiply(dy, y, dz)
    multiply(dz, y, dz)
    subtract(dy, dz, dz)  # f' = 1 - y^2


def _tanh_slope(y: Array, out: Array) -> None:
    multiply(y, y, out)
    subtract(_ONE[y.dtype], out, out)


def _relu(z: Array, y: Array) -> None:
    maximum(z, _ZERO[z.dtype], out=y)


def _relu_backward(z: Array, y: Array, dy: Array, dz: Array) -> None:
    sign(y, dz)  # y >= 0: its sign is 1 above 0, and 0 at 0
    multiply(dz, dy, dz)


def _leaky_relu(z: Array, y: Array) -> None:
    multiply(z, _LEAK[z.dtype], y)
    maximum(y, z, out=y)


def _leaky_relu_backward(z: Array, y: Array, dy: Array, dz: Array) -> None:
    sign(y, dz)
    maximum(dz, _LEAK[y.dtype], out=dz)  # f' = 1 above 0, else the leak
    multiply(dz, dy, dz)


def _elu(z: Array, y: Array) -> None:
    minimum(z, _ZERO[z.dtype], out=y)
    expm1(y, y)
    maximum(y, z, out=y)  # exp(z) - 1 >= z


def _elu_backward(z: Array, y: Array, dy: Array, dz: Array) -> None:
    minimum(y, _ZERO[y.dtype], out=dz)
    add(dz, _ONE[y.dtype], dz)  # f' = 1 above 0, else exp(z) = y + 1
    multiply(dz, dy, dz)


def _twice_normal(z: Array, to: Array) -> None:
    """Write twice the standard normal distribution function: 1 + erf(z / sqrt(2))."""
    multiply(z, _ROOT_HALF[z.dtype], to)
    erf(to, to)
    add(to, _ONE[z.dtype], to)


def _gelu(z: Array, y: Array) -> None:
    _twice_normal(z, y)
    multiply(y, _HALF[z.dtype], y)
    multiply(y, z, y)


def _gelu_backward(z: Array, y: Array, dy: Array, dz: Array) -> None:
    near = np.clip(z, -_FAR, _FAR)
    density = multiply(near, near)
    multiply(density, _MINUS_HALF[z.dtype], density)
    exp(density, density)
    multiply(density, _PEAK[z.dtype], density)
    multiply(density, near, density)
    _twice_normal(z, dz)
    multiply(dz, _HALF[z.dtype], dz)
    add(dz, density, dz)  # f' = Phi(z) + z phi(z)
    multiply(dz, dy, dz)


def _softplus(z: Array, y: Array) -> None:
    # log(1 + exp(z)) = max(z, 0) + log(1 + exp(-|z|)), which cannot overflow
    above = maximum(z, _ZERO[z.dtype])
    np.abs(z, y)
    negative(y, y)
    exp(y, y)
    log1p(y, y)
    add(y, above, y)


def _softplus_backward(z: Array, y: Array, dy: Array, dz: Array) -> None:
    negative(y, dz)
    expm1(dz, dz)
    multiply(dz, dy, dz)
    negative(dz, dz)  # f' = sigmoid(z) = 1 - exp(-y)


def _softmax(z: Array, y: Array) -> None:
    subtract(z, z.max(axis=1, keepdims=True), y)  # the largest becomes 0: exp cannot overflow
    exp(y, y)
    divide(y, y.sum(axis=1, keepdims=True), y)


def _softmax_backward(z: Array, y: Array, dy: Array, dz: Array) -> None:
    multiply(y, dy, dz)
    subtract(dy, dz.sum(axis=1, keepdims=True), dz)
    multiply(dz, y, dz)  # dz = y * (dy - sum over the units of y * dy)


ACTIVATIONS: dict[str, Activation] = {
    "identity": Activation(_identity, _identity_backward),
    "sigmoid": Activation(_sigmoid, _sigmoid_backward),
    "tanh": Activation(tanh, _tanh_backward),
    "relu": Activation(_relu, _relu_backward),
    "leaky_relu": Activation(_leaky_relu, _leaky_relu_backward, needs_z=True),
    "elu": Activation(_elu, _elu_backward, needs_z=True),
    "gelu": Activation(_gelu, _gelu_backward, needs_z=True),
    "softplus": Activation(_softplus, _softplus_backward),
    "softmax": Activation(_softmax, _softmax_backward),
}
"""Each activation by its name in ``project.Activation``."""

SLOPES: dict[str, Callable[[Array, Array], object]] = {"tanh": _tanh_slope, "relu": sign}
"""``slope(y, out)`` writes f'(z), found from y, for many steps at once: of those that a recurrent layer may have."""
