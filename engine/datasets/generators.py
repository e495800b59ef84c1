"""Generators: hold, flag recall, echo, sine, xor. N examples, drawn once from the seed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ..errors import QT_TRANSLATE_NOOP
from ..randomness import generator
from .dataset import Dataset, Floats, Integers, Split, split

if TYPE_CHECKING:
    from ..project import Echo, FlagRecall, Hold, Sine, Xor
    from ..randomness import Purpose

NAMES = (
    QT_TRANSLATE_NOOP("Data", "value"),
    QT_TRANSLATE_NOOP("Data", "store"),
    QT_TRANSLATE_NOOP("Data", "bit"),
    QT_TRANSLATE_NOOP("Data", "flag"),
    QT_TRANSLATE_NOOP("Data", "sunspots"),
    QT_TRANSLATE_NOOP("Data", "character"),
)
"""Names of inputs that the window says, translated."""


def _bits(rng: np.random.Generator, *shape: int) -> Floats:
    return np.where(rng.integers(0, 2, shape), 1.0, -1.0)


def _noisy(rng: np.random.Generator, values: Floats, noise: float) -> Floats:
    return values + noise * rng.standard_normal(values.shape) if noise else values


def _lengths(rng: np.random.Generator, data: FlagRecall | Echo, n: int) -> Integers | None:
    """Draw how many steps each example has; drawn last, so that the same bits come with any lengths."""
    if not data.shortest or data.shortest == data.length:
        return None
    return rng.integers(data.shortest, data.length + 1, n)


def _padded(inputs: Floats, lengths: Integers | None) -> Floats:
    """Set what lies beyond an example's length to 0."""
    if lengths is not None:
        inputs.transpose(0, 2, 1)[np.arange(len(inputs))[:, None] >= lengths] = 0
    return inputs


def hold(data: Hold) -> Dataset:
    """Hold the value: target at every step is the value at the last flag.

    Parameters
    ----------
    data : Hold
        v(t) uniform in [-1, 1]; s(t) = flag with the store probability, s(1) = flag.

    Returns
    -------
    Dataset
        Inputs value and store, (T, 2, N).
    """

    def make(purpose: Purpose, n: int) -> Split:
        rng = generator(data.seed, purpose)
        values = rng.uniform(-1, 1, (data.length, n))
        store = rng.random((data.length, n)) < data.probability
        store[0] = True
        last = np.maximum.accumulate(np.where(store, np.arange(data.length)[:, None], 0), axis=0)
        targets = np.take_along_axis(values, last, axis=0)
        inputs = np.stack([_noisy(rng, values, data.noise), store * data.flag], axis=1)
        return split(inputs, targets[:, None, :])

    return Dataset(
        make("training_data", data.examples),
        make("validation_data", data.validation),
        "regression",
        every_step=True,
        input_names=("value", "store"),
        target_name="stored value",
        test=make("test_data", data.test) if data.test else None,
    )


def flag_recall(data: FlagRecall) -> Dataset:
    """Flag recall: at the last step say which bit stood at the flag in the first step.

    Parameters
    ----------
    data : FlagRecall
        Random bits ±1 at every step, and a flag that is 1 at the first step alone.

    Returns
    -------
    Dataset
        Inputs bit and flag, (T, 2, N); one target, class 0 (bit -1) or 1.
    """

    def make(purpose: Purpose, n: int) -> Split:
        rng = generator(data.seed, purpose)
        bits = _bits(rng, data.length, n)
        flag = np.zeros((data.length, n))
        flag[0] = 1.0
        inputs = np.stack([_noisy(rng, bits, data.noise), flag], axis=1)
        lengths = _lengths(rng, data, n)
        targets = (bits[:1] > 0)[:, None, :].astype(np.float64)
        return split(_padded(inputs, lengths), targets, lengths=lengths)

    return Dataset(
        make("training_data", data.examples),
        make("validation_data", data.validation),
        "binary",
        every_step=False,
        input_names=("bit", "flag"),
        target_name="bit at the flag",
        test=make("test_data", data.test) if data.test else None,
    )


def echo(data: Echo) -> Dataset:
    """Echo: at each step say the bit that stood `delay` steps before.

    Parameters
    ----------
    data : Echo
        Random bits ±1.

    Returns
    -------
    Dataset
        Input bit, (T, 1, N); class 0 or 1 at every step, counted from step `delay` on.
    """

    def make(purpose: Purpose, n: int) -> Split:
        rng = generator(data.seed, purpose)
        bits = _bits(rng, data.length, n)
        targets = np.zeros_like(bits)
        targets[data.delay :] = bits[: data.length - data.delay] > 0
        counted = np.zeros((data.length, 1, n), np.bool_)
        counted[data.delay :] = True
        inputs = _noisy(rng, bits, data.noise)[:, None, :]
        lengths = _lengths(rng, data, n)
        return split(
            _padded(inputs, lengths),
            targets[:, None, :],
            counted if data.delay else None,
            lengths,
        )

    return Dataset(
        make("training_data", data.examples),
        make("validation_data", data.validation),
        "binary",
        every_step=True,
        input_names=("bit",),
        target_name="earlier bit",
        test=make("test_data", data.test) if data.test else None,
    )


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

    def make(purpose: Purpose, n: int, shift: float) -> Split:
        rng = generator(data.seed, purpose)
        x = -1 + 2 * (np.arange(n) + 0.5 + shift) / n if shift else np.linspace(-1, 1, n)
        x = np.clip(x, -1, 1)
        y = _noisy(rng, np.sin(np.pi * x), data.noise)
        return split(x[None, None, :], y[None, None, :])

    return Dataset(
        make("training_data", data.examples, 0.0),
        make("validation_data", data.validation, 0.25),
        "regression",
        every_step=True,
        input_names=("x",),
        target_name="sine of x",
        test=make("test_data", data.test, 0.5) if data.test else None,
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
        inputs = _noisy(rng, np.stack([a, b]).astype(np.float64), data.noise)
        return split(inputs[None], (a ^ b).astype(np.float64)[None, None, :])

    return Dataset(
        make("training_data", data.examples),
        make("validation_data", data.validation),
        "binary",
        every_step=True,
        input_names=("a", "b"),
        target_name="a xor b",
        test=make("test_data", data.test) if data.test else None,
    )
