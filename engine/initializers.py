"""Initializers: how the weights are drawn before training.

Each draws in float64, whatever the network's dtype, so that float32 and float64 differ by rounding only.
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


def zeros(rng: np.random.Generator, shape: tuple[int, ...], part: Part, width: int) -> Drawn:
    """Return zeros."""
    return np.zeros(shape)


def glorot(rng: np.random.Generator, shape: tuple[int, ...], part: Part, width: int) -> Drawn:
    """Draw uniformly from +- sqrt(6 / (inputs + units)); biases 0.

    References
    ----------
    Glorot and Bengio, Understanding the difficulty of training deep feedforward neural networks, 2010.
    """
    if part == "bias":
        return zeros(rng, shape, part, width)
    bound = math.sqrt(6 / sum(shape))
    return rng.uniform(-bound, bound, shape)


def he(rng: np.random.Generator, shape: tuple[int, ...], part: Part, width: int) -> Drawn:
    """Draw normally with variance 2 / inputs; biases 0.

    References
    ----------
    He et al., Delving deep into rectifiers, 2015.
    """
    if part == "bias":
        return zeros(rng, shape, part, width)
    return rng.standard_normal(shape) * math.sqrt(2 / shape[1])


def orthogonal(rng: np.random.Generator, shape: tuple[int, ...], part: Part, width: int) -> Drawn:
    """Draw each gate's recurrent matrix orthogonal; the input part as `glorot`, biases 0.

    References
    ----------
    Saxe et al., Exact solutions to the nonlinear dynamics of learning in deep linear networks, 2014.
    """
    if part != "recurrent":
        return glorot(rng, shape, part, width)
    q, r = np.linalg.qr(rng.standard_normal(shape))
    return np.asarray(
        q * np.sign(np.diag(r))
    )  # the signs make it uniform over all orthogonal matrices


def pytorch(rng: np.random.Generator, shape: tuple[int, ...], part: Part, width: int) -> Drawn:
    """Draw weights and biases uniformly from +- 1 / sqrt(width), as PyTorch's layers do."""
    bound = 1 / math.sqrt(width)
    return rng.uniform(-bound, bound, shape)


INITIALIZERS: dict[str, Initializer] = {
    "glorot": glorot,
    "he": he,
    "orthogonal": orthogonal,
    "pytorch": pytorch,
    "zeros": zeros,
}
"""Each initializer by its name in ``project.Initialization``."""
