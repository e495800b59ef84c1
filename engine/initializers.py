"""Initializers: how the weights are drawn before training.

Each draws in float64, whatever the network's dtype, so that float32 and float64 differ by rounding only.

References
----------
Glorot and Bengio, Understanding the difficulty of training deep feedforward neural networks, 2010. He et al., Delving
deep into rectifiers, 2015. LeCun et al., Efficient BackProp, 1998. Saxe et al., Exact solutions to the nonlinear
dynamics of learning in deep linear networks, 2014.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Literal

import numpy as np
from numpy.typing import NDArray

Part = Literal["input", "recurrent", "bias"]
Drawn = NDArray[np.float64]
Initializer = Callable[[np.random.Generator, tuple[int, ...], Part, int], Drawn]
"""``draw(rng, shape, part, width)``: one gate's matrix (units, inputs) or bias (units,).

``width`` is what PyTorch's bound is made of: units of a recurrent layer, inputs of a dense one.
"""
Square = Callable[[int, int], float]
"""A squared width, found from inputs and units: the variance of a normal, the squared bound of a uniform draw."""


def zeros(rng: np.random.Generator, shape: tuple[int, ...], part: Part, width: int) -> Drawn:
    """Return zeros."""
    return np.zeros(shape)


def constant(rng: np.random.Generator, shape: tuple[int, ...], part: Part, width: int) -> Drawn:
    """Return ones; biases 0."""
    return np.full(shape, float(part != "bias"))


def uniform_of(squared_bound: Square) -> Initializer:
    """Return an initializer that draws weights uniformly between minus and plus a bound; biases 0.

    Parameters
    ----------
    squared_bound : callable
        ``squared_bound(inputs, units)``: three times the variance.

    Returns
    -------
    Initializer
        For one gate after the other.
    """

    def draw(rng: np.random.Generator, shape: tuple[int, ...], part: Part, width: int) -> Drawn:
        if part == "bias":
            return np.zeros(shape)
        units, inputs = shape
        bound = math.sqrt(squared_bound(inputs, units))
        return rng.uniform(-bound, bound, shape)

    return draw


def normal_of(variance: Square) -> Initializer:
    """Return an initializer that draws weights normally with mean 0; biases 0.

    Parameters
    ----------
    variance : callable
        ``variance(inputs, units)``.

    Returns
    -------
    Initializer
        For one gate after the other.
    """

    def draw(rng: np.random.Generator, shape: tuple[int, ...], part: Part, width: int) -> Drawn:
        if part == "bias":
            return np.zeros(shape)
        units, inputs = shape
        return rng.standard_normal(shape) * math.sqrt(variance(inputs, units))

    return draw


def orthogonal(rng: np.random.Generator, shape: tuple[int, ...], part: Part, width: int) -> Drawn:
    """Draw each gate's recurrent matrix orthogonal; the input part as ``glorot``, biases 0."""
    if part != "recurrent":
        return INITIALIZERS["glorot"](rng, shape, part, width)
    q, r = np.linalg.qr(rng.standard_normal(shape))
    return np.asarray(
        q * np.sign(np.diag(r))
    )  # the signs make it uniform over all orthogonal matrices


def pytorch(rng: np.random.Generator, shape: tuple[int, ...], part: Part, width: int) -> Drawn:
    """Draw weights and biases uniformly from +- 1 / sqrt(width), as PyTorch's layers do."""
    bound = 1 / math.sqrt(width)
    return rng.uniform(-bound, bound, shape)


INITIALIZERS: dict[str, Initializer] = {
    "glorot": uniform_of(lambda inputs, units: 6 / (inputs + units)),
    "glorot_normal": normal_of(lambda inputs, units: 2 / (inputs + units)),
    "he": normal_of(lambda inputs, units: 2 / inputs),
    "he_uniform": uniform_of(lambda inputs, units: 6 / inputs),
    "lecun": normal_of(lambda inputs, units: 1 / inputs),
    "lecun_uniform": uniform_of(lambda inputs, units: 3 / inputs),
    "orthogonal": orthogonal,
    "pytorch": pytorch,
    "normal": normal_of(lambda inputs, units: 1),
    "uniform": uniform_of(lambda inputs, units: 1),
    "constant": constant,
    "zeros": zeros,
}
"""Each initializer by its name in ``project.Initialization``."""
