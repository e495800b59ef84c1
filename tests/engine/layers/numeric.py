"""Layers on their own: bound to random numbers, and their gradients by central differences."""

from __future__ import annotations

from typing import Any

import numpy as np

from engine import project
from engine.layers import Layer, build


def small(kind: str, **settings: Any) -> Layer:
    """Return a layer of 3 units over 3 rows, or over 3 symbols."""
    form = project.LAYERS[kind]
    if "units" in form.__struct_fields__:
        settings.setdefault("units", 3)
    return build(form(**settings), 3)


def bound_to(
    layer: Layer,
    steps: int,
    batch: int,
    *,
    dtype: Any = np.float64,
    seed: int = 0,
    **more: Any,
) -> Any:
    """Return the pass with random x, dy, parameters and buffers; ``flat`` and ``gradient`` are its vectors."""
    rng = np.random.default_rng(seed)
    flat = rng.uniform(0.5, 1.5, layer.size).astype(dtype)
    gradient = np.full_like(flat, np.nan)
    buffers = rng.uniform(0.5, 1.5, layer.buffer_size).astype(dtype)
    bound: Any = layer.bind(flat, gradient, steps, batch, buffers=buffers, **more)
    bound.flat, bound.gradient, bound.buffers = flat, gradient, buffers
    if layer.kind == "embedding":
        bound.x[...] = rng.integers(0, layer.inputs, bound.x.shape)
    else:
        bound.x[...] = rng.standard_normal(bound.x.shape) * 2 + 1
    bound.dy[...] = rng.standard_normal(bound.dy.shape)
    return bound


def run(bound: Any, **more: Any) -> dict[str, bytes]:
    """Go forward and back, and return all results to the bit."""
    bound.forward()
    bound.backward(**more)
    found = {"y": bound.y, "gradient": bound.gradient}
    if hasattr(bound, "dx"):
        found["dx"] = bound.dx
    return {name: array.tobytes() for name, array in found.items()}


def differences(bound: Any, array: np.ndarray, h: float = 1e-5) -> np.ndarray:
    """Return the gradient of the sum of dy * y with respect to an array, which is nudged in place."""
    found = np.zeros_like(array)
    for at, value in np.ndenumerate(array.copy()):
        sums = []
        for nudged in (value + h, value - h):
            array[at] = nudged
            bound.forward()
            sums.append(float((bound.dy * bound.y).sum()))
        array[at] = value
        found[at] = (sums[0] - sums[1]) / (2 * h)
    return found


def close(found: np.ndarray, expected: np.ndarray, within: float) -> bool:
    """Tell whether two arrays differ by at most a share of the largest number."""
    return bool(np.abs(found - expected).max() <= within * max(np.abs(expected).max(), 1e-2))
