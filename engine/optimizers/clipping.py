"""Clipping of the gradient, by its length and number by number, in place."""

from __future__ import annotations

import math

import numpy as np

from .base import Array


def clip(gradient: Array, limit: float) -> tuple[float, float]:
    """Scale a gradient down to a largest length, in place, as PyTorch's clip_grad_norm_ does.

    Parameters
    ----------
    gradient : (P,) array
        Scaled in place where it is too long; left alone where its length is not finite. Its squares may
        overflow: NumPy's warnings are the caller's to silence (that costs more than all the rest).
    limit : float
        The largest length; 0 is off.

    Returns
    -------
    norm : float
        Its length before; inf or nan where a number is.
    factor : float
        What it was multiplied with.
    """
    square = float(gradient.dot(gradient))
    if not 1e-30 < square < math.inf:  # the squares left float32
        wide = gradient.astype(np.float64)
        square = float(wide.dot(wide))
    norm = math.sqrt(square)
    if limit > 0 and norm < math.inf:
        factor = limit / (norm + 1e-6)
        if factor < 1:
            # an array of its precision, as a call with a Python number takes twice the time
            np.multiply(gradient, np.array(factor, gradient.dtype), gradient)
            return norm, factor
    return norm, 1.0


def clip_value(gradient: Array, limit: float, *, count: bool = False) -> int:
    """Bring each number of a gradient into [-limit, limit], in place, as PyTorch's clip_grad_value_ does.

    The norm comes first: call `clip`, with or without a limit, stop where its norm is not finite, and only
    then call this. For it would make `limit` of an infinite number, and so hide a divergence; nan stays nan.

    Parameters
    ----------
    gradient : (P,) array
        Changed in place.
    limit : float
        The largest size of a number; 0 is off.
    count : bool
        Whether to count (a recording does).

    Returns
    -------
    int
        How many numbers were beyond the limit; 0 where they are not counted.
    """
    if limit <= 0:
        return 0
    beyond = int(np.count_nonzero(np.abs(gradient) > limit)) if count else 0
    gradient.clip(-limit, limit, gradient)
    return beyond
