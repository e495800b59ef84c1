"""Bends: the activations as curves, signs and formulas."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from gui.widgets.ink import Piece

LEAK = 0.01
"""Slope of a leaky ReLU below 0: PyTorch's."""


def _softplus(z: float) -> float:
    return max(z, 0.0) + math.log1p(math.exp(-abs(z)))


BENDS: dict[str, Callable[[float], float]] = {
    "identity": lambda z: z,
    "sigmoid": lambda z: 1 / (1 + math.exp(-z)),
    "tanh": math.tanh,
    "relu": lambda z: max(z, 0.0),
    "leaky_relu": lambda z: max(z, LEAK * z),
    "elu": lambda z: max(z, math.expm1(min(z, 0.0))),
    "gelu": lambda z: z * (1 + math.erf(z / math.sqrt(2))) / 2,
    "softplus": _softplus,
}
"""Each as a function of one number; a softmax is none: it looks at all units."""
SIGNS = {
    "identity": "z",
    "sigmoid": "σ",
    "tanh": "tanh",
    "relu": "ReLU",
    "leaky_relu": "LeakyReLU",
    "elu": "ELU",
    "gelu": "GELU",
    "softplus": "softplus",
    "softmax": "softmax",
}
BOUNDED = ("sigmoid", "tanh")

_EXP: tuple[Piece, Piece] = ("e", "t3"), ("z", "t3", "sup")
FORMULAS: dict[str, list[Piece]] = {
    "leaky_relu": [(f"max(z, {LEAK}·z)", "t3")],
    "elu": [("max(z, 0) + min(", "t3"), *_EXP, (" − 1, 0)", "t3")],
    "gelu": [("z·Φ(z)", "t3")],
    "softplus": [("ln(1 + ", "t3"), *_EXP, (")", "t3")],
    "softmax": [*_EXP, ("/Σ ", "t3"), *_EXP],
}
"""What the less known ones compute; Φ is the distribution function of the standard normal distribution."""


def reach(activation: str) -> float:
    """Give the largest output that the small picture of a bend shows."""
    return 1.15 if activation in BOUNDED else 3.0


def formula(activation: str) -> list[Piece]:
    """Write what a bend computes; empty where its name says it all."""
    if activation not in FORMULAS:
        return []
    return [(f"{SIGNS[activation]}(z) = ", "t3"), *FORMULAS[activation]]
