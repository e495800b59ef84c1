"""Points: sine, xor, blobs, moons, circles, spiral. No time; classes stand in turn."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ..randomness import generator
from .dataset import Dataset, Floats, Integers, Split, split
from .making import dataset, noisy

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..project import Blobs, Circles, Moons, Sine, Spiral, Xor
    from ..randomness import Purpose

TURNS = 1.5
"""How often a spiral goes round."""


def sine(data: Sine) -> Dataset:
    """Sine: points on [-π, π] divided by π, y = sin x + noise.

    Parameters
    ----------
    data : Sine
        Number of points and noise.

    Returns
    -------
    Dataset
        Input x, (1, 1, N); the validation points lie between the training points.
    """
    shifts = {"training_data": 0.0, "validation_data": 0.25, "test_data": 0.5}

    def make(purpose: Purpose, n: int) -> Split:
        rng, shift = generator(data.seed, purpose), shifts[purpose]
        x = -1 + 2 * (np.arange(n) + 0.5 + shift) / n if shift else np.linspace(-1, 1, n)
        x = np.clip(x, -1, 1)
        y = noisy(rng, np.sin(np.pi * x), data.noise)
        return split(x[None, None, :], y[None, None, :])

    return dataset(
        *(data, make),
        task="regression",
        every_step=True,
        input_names=("x",),
        target_name="sine of x",
    )


def xor(data: Xor) -> Dataset:
    """Exclusive or: (0,0), (0,1), (1,0), (1,1) to 0, 1, 1, 0, in turn.

    Parameters
    ----------
    data : Xor
        Number of points and noise on the inputs.

    Returns
    -------
    Dataset
        Inputs a and b, (1, 2, N); class 0 or 1.
    """

    def make(purpose: Purpose, n: int) -> Split:
        rng = generator(data.seed, purpose)
        k = np.arange(n) % 4
        a, b = k // 2, k % 2
        inputs = noisy(rng, np.stack([a, b]).astype(np.float64), data.noise)
        return split(inputs[None], (a ^ b).astype(np.float64)[None, None, :])

    return dataset(
        *(data, make),
        task="binary",
        every_step=True,
        input_names=("a", "b"),
        target_name="a xor b",
    )


def _two_classes(
    data: Blobs | Moons | Circles | Spiral,
    place: Callable[[np.random.Generator, Integers], tuple[Floats, Floats]],
    scale: Callable[[Floats], Floats] = lambda points: points,
) -> Dataset:
    """Make points of two classes in turn.

    Parameters
    ----------
    data : Blobs, Moons, Circles or Spiral
        Numbers of points, noise and seed.
    place : callable
        Gives x and y of points, (N,), for their classes.
    scale : callable
        What is done to points (2, N) and their noise at the end.

    Returns
    -------
    Dataset
        Inputs x and y, (1, 2, N); class 0 or 1.
    """

    def make(purpose: Purpose, n: int) -> Split:
        rng = generator(data.seed, purpose)
        classes = np.arange(n) % 2
        points = noisy(rng, np.stack(place(rng, classes)), data.noise)
        return split(scale(points)[None], classes.astype(np.float64)[None, None, :])

    return dataset(
        *(data, make),
        task="binary",
        every_step=True,
        input_names=("x", "y"),
        target_name="class",
    )


def blobs(data: Blobs) -> Dataset:
    """Blobs: two normal clouds around (-1, -1) and (1, 1).

    Parameters
    ----------
    data : Blobs
        Noise is the standard deviation of a cloud: with 1 the best border, x + y = 0, is right for 92 % of points.

    Returns
    -------
    Dataset
        Inputs x and y, (1, 2, N); class 0 or 1, in turn.
    """

    def place(rng: np.random.Generator, classes: Integers) -> tuple[Floats, Floats]:
        centre: Floats = np.where(classes, 1.0, -1.0)
        return centre, centre

    return _two_classes(data, place)


def moons(data: Moons) -> Dataset:
    """Moons: two half circles of radius 1, the second upside down and moved by (1, 0.5).

    Parameters
    ----------
    data : Moons
        Noise is meant before the points are standardized.

    Returns
    -------
    Dataset
        Inputs x and y, (1, 2, N), of mean 0 and deviation 1; class 0 or 1, in turn. The scale is the one expected, not
        one measured: nothing that is validated decides on it.
    """
    mean = np.array([[0.5], [0.25]])
    # second moments of a half circle: of cos² and sin² 1/2 each, of sin 2/π
    square = np.array([[1.0], [5 / 8 - 1 / np.pi]])
    deviation = np.sqrt(square - mean**2 + data.noise**2)

    def place(rng: np.random.Generator, classes: Integers) -> tuple[Floats, Floats]:
        angle = np.pi * rng.random(classes.size)
        x, y = np.cos(angle), np.sin(angle)
        return np.where(classes, 1 - x, x), np.where(classes, 0.5 - y, y)

    return _two_classes(data, place, lambda points: (points - mean) / deviation)


def circles(data: Circles) -> Dataset:
    """Circles: radius 1, and within it radius 1/2.

    Parameters
    ----------
    data : Circles
        Number of points and noise.

    Returns
    -------
    Dataset
        Inputs x and y, (1, 2, N); class 0 outside, 1 inside, in turn.
    """

    def place(rng: np.random.Generator, classes: Integers) -> tuple[Floats, Floats]:
        angle = 2 * np.pi * rng.random(classes.size)
        radius = 1 - classes / 2
        return radius * np.cos(angle), radius * np.sin(angle)

    return _two_classes(data, place)


def spiral(data: Spiral) -> Dataset:
    """Spiral: two arms of one and a half turns that grow from the middle to radius 1, half a turn apart.

    Parameters
    ----------
    data : Spiral
        Number of points and noise; the arms are 1/3 apart.

    Returns
    -------
    Dataset
        Inputs x and y, (1, 2, N); class 0 or 1, in turn.

    References
    ----------
    Lang, Witbrock: Learning to tell two spirals apart (1988).
    """

    def place(rng: np.random.Generator, classes: Integers) -> tuple[Floats, Floats]:
        radius = np.sqrt(rng.uniform(0.01, 1, classes.size))  # as many points on each piece of arm
        angle = 2 * np.pi * TURNS * radius + np.pi * classes
        return radius * np.cos(angle), radius * np.sin(angle)

    return _two_classes(data, place)
