"""Activations: one row of `ACTIVATIONS` each, the function and its slope from its own output.

To add one: two functions and a row here, and its name in ``project.Activation``.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.floating[Any]]


class Activation(NamedTuple):
    """A function and its derivative, both elementwise and into an array that is there already."""

    function: Callable[[Array, Array], object]
    """``function(z, y)`` writes y = f(z); y may be z itself."""
    slope: Callable[[Array, Array], object]
    """``slope(y, out)`` writes f'(z), found from y = f(z); out is never y."""


def _identity(z: Array, y: Array) -> None:
    if y is not z:
        np.copyto(y, z)


def _identity_slope(y: Array, out: Array) -> None:
    out.fill(1)


def _sigmoid(z: Array, y: Array) -> None:
    # 1 / (1 + exp(-z)) = (tanh(z/2) + 1) / 2, which cannot overflow
    np.multiply(z, 0.5, y)
    np.tanh(y, y)
    np.multiply(y, 0.5, y)
    np.add(y, 0.5, y)


def _sigmoid_slope(y: Array, out: Array) -> None:
    np.subtract(1, y, out)
    np.multiply(out, y, out)


def _tanh_slope(y: Array, out: Array) -> None:
    np.multiply(y, y, out)
    np.subtract(1, out, out)


def _relu(z: Array, y: Array) -> None:
    np.maximum(z, 0, out=y)


ACTIVATIONS: dict[str, Activation] = {
    "identity": Activation(_identity, _identity_slope),
    "sigmoid": Activation(_sigmoid, _sigmoid_slope),
    "tanh": Activation(np.tanh, _tanh_slope),
    "relu": Activation(_relu, np.sign),  # y >= 0: its sign is 1 above 0, and 0 at 0
}
"""Each activation by its name in ``project.Activation``."""
