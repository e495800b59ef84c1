"""The error function, which NumPy does not have: erf(x) = 2 / sqrt(pi) * integral of exp(-t^2) from 0 to x.

    |x| <= 0.46875:  erf(x) = x R(x^2)
    beyond:          erf(x) = sign(x) (1 - exp(-x^2) S(|x|))

R and S are ratios of polynomials.

References
----------
Cody, Rational Chebyshev approximations for the error function, Mathematics of Computation 23, 1969. His second
interval ends at 4; up to 6, from where erf is 1, the same S is still exact enough for 1 - exp(-x^2) S.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.floating[Any]]

NEAR, ONE = 0.46875, 6.0
"""Where the first formula ends; from where erf(x) is 1 in float64."""
BLOCK = 8192
"""Numbers at once: what is in between stays in the cache."""

R: list[list[float]] = [
    [
        1.85777706184603153e-1,
        3.16112374387056560e00,
        1.13864154151050156e02,
        3.77485237685302021e02,
        3.20937758913846947e03,
    ],
    [
        1,
        2.36012909523441209e01,
        2.44024637934444173e02,
        1.28261652607737228e03,
        2.84423683343917062e03,
    ],
]
"""Numerator and denominator in powers of x^2, the highest first."""
S: list[list[float]] = [
    [
        2.15311535474403846e-8,
        5.64188496988670089e-1,
        8.88314979438837594e00,
        6.61191906371416295e01,
        2.98635138197400131e02,
        8.81952221241769090e02,
        1.71204761263407058e03,
        2.05107837782607147e03,
        1.23033935479799725e03,
    ],
    [
        1,
        1.57449261107098347e01,
        1.17693950891312499e02,
        5.37181101862009858e02,
        1.62138957456669019e03,
        3.29079923573345963e03,
        4.36261909014324716e03,
        3.43936767414372164e03,
        1.23033935480374942e03,
    ],
]
"""Numerator and denominator in powers of |x|, the highest first."""


Coefficients = list[list[Array]]


def _by_dtype(table: list[list[float]]) -> dict[np.dtype[Any], Coefficients]:
    """Return the coefficients as 0-d arrays of each precision: the quickest operands."""
    return {
        np.dtype(d): [[np.array(c, d) for c in row] for row in table]
        for d in (np.float32, np.float64)
    }


_R, _S = _by_dtype(R), _by_dtype(S)


def erf(x: Array, y: Array) -> None:
    """Write erf(x), to 5e-16 in float64 and 2e-7 in float32.

    Parameters
    ----------
    x : array
        float32 or float64, contiguous.
    y : array
        Of its shape and precision, contiguous; may be x.
    """
    numbers, out = x.reshape(-1), y.reshape(-1)
    for start in range(0, numbers.size, BLOCK):
        _erf(numbers[start : start + BLOCK], out[start : start + BLOCK])


def _erf(x: Array, y: Array) -> None:
    size = np.abs(x)
    is_near = size <= NEAR
    far = np.minimum(size, ONE)
    ratio = _ratio(_S[x.dtype], far)
    np.multiply(far, far, far)
    np.exp(np.negative(far, far), far)
    np.multiply(far, ratio, far)  # exp(-x^2) S(|x|)
    np.copysign(np.subtract(1, far, far), x, far)
    np.minimum(size, NEAR, out=size)
    np.multiply(size, size, size)
    np.multiply(x, _ratio(_R[x.dtype], size), size)  # x R(x^2)
    np.copyto(far, size, where=is_near)
    np.copyto(y, far)


def _ratio(coefficients: Coefficients, x: Array) -> Array:
    above, below = (_polynomial(row, x) for row in coefficients)
    return np.divide(above, below, above)


def _polynomial(coefficients: list[Array], x: Array) -> Array:
    first, *between, last = coefficients
    y = np.multiply(first, x)
    for c in between:
        np.add(y, c, y)
        np.multiply(y, x, y)
    return np.add(y, last, y)
