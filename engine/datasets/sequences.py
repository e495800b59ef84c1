"""Sequences of numbers and bits: hold, flag recall, echo, adding, parity. N examples, drawn once from the seed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ..randomness import generator
from .dataset import Dataset, Floats, Split, split
from .making import beyond, dataset, drawn_lengths, noisy, padded

if TYPE_CHECKING:
    from ..project import Adding, Echo, FlagRecall, Hold, Parity
    from ..randomness import Purpose


def _bits(rng: np.random.Generator, *shape: int) -> Floats:
    return np.where(rng.integers(0, 2, shape), 1.0, -1.0)


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
        inputs = np.stack([noisy(rng, values, data.noise), store * data.flag], axis=1)
        return split(inputs, targets[:, None, :])

    return dataset(
        *(data, make),
        task="regression",
        every_step=True,
        input_names=("value", "store"),
        target_name="stored value",
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
        inputs = np.stack([noisy(rng, bits, data.noise), flag], axis=1)
        lengths = drawn_lengths(rng, data.shortest, data.length, n)
        targets = (bits[:1] > 0)[:, None, :].astype(np.float64)
        return split(padded(inputs, lengths), targets, lengths=lengths)

    return dataset(
        *(data, make),
        task="binary",
        every_step=False,
        input_names=("bit", "flag"),
        target_name="bit at the flag",
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
        inputs = noisy(rng, bits, data.noise)[:, None, :]
        lengths = drawn_lengths(rng, data.shortest, data.length, n)
        return split(
            padded(inputs, lengths),
            targets[:, None, :],
            counted if data.delay else None,
            lengths,
        )

    return dataset(
        *(data, make),
        task="binary",
        every_step=True,
        input_names=("bit",),
        target_name="earlier bit",
    )


def adding(data: Adding) -> Dataset:
    """Adding: at the last step say the sum of the two marked values.

    Parameters
    ----------
    data : Adding
        Values uniform in [0, 1]; the marker is 1 at one step of the first half and at one of the second.

    Returns
    -------
    Dataset
        Inputs value and marker, (T, 2, N). Who always says 1 has a mean squared error of 1/6.

    References
    ----------
    Hochreiter, Schmidhuber: Long short-term memory (1997), the adding problem.
    """

    def make(purpose: Purpose, n: int) -> Split:
        rng = generator(data.seed, purpose)
        values = rng.random((data.length, n))
        places = rng.random((2, n))
        error = noisy(rng, np.zeros_like(values), data.noise)
        lengths = drawn_lengths(rng, data.shortest, data.length, n)
        ends = np.full(n, data.length) if lengths is None else lengths
        half = ends // 2
        first = (places[0] * half).astype(np.int64)
        second = half + (places[1] * (ends - half)).astype(np.int64)
        marker = np.zeros_like(values)
        every = np.arange(n)
        marker[first, every] = marker[second, every] = 1.0
        total = values[first, every] + values[second, every]
        inputs = padded(np.stack([values + error, marker], axis=1), lengths)
        return split(inputs, total[None, None, :], lengths=lengths)

    return dataset(
        *(data, make),
        task="regression",
        every_step=False,
        input_names=("value", "marker"),
        target_name="sum of the marked values",
    )


def parity(data: Parity) -> Dataset:
    """Delayed parity: at each step say whether an odd number of `bits` bits, up to `delay` steps before, was on.

    Parameters
    ----------
    data : Parity
        Random bits ±1; +1 is on.

    Returns
    -------
    Dataset
        Input bit, (T, 1, N); class 1 where the number is odd, counted from step `delay` + `bits` on. No bit alone,
        nor all but one of them, tells anything of the target.

    References
    ----------
    Bertschinger, Natschläger: Real-time computation at the edge of chaos (2004), delayed parity.
    """

    def make(purpose: Purpose, n: int) -> Split:
        rng = generator(data.seed, purpose)
        bits = _bits(rng, data.length, n)
        sums = np.zeros((data.length + 1, n), np.int64)
        np.cumsum(bits > 0, axis=0, out=sums[1:])
        odd = (sums[data.bits :] - sums[: -data.bits]) % 2
        known = data.delay + data.bits - 1
        targets = np.zeros_like(bits)
        targets[known:] = odd[: data.length - known]
        inputs = noisy(rng, bits, data.noise)[:, None, :]
        lengths = drawn_lengths(rng, data.shortest, data.length, n)
        counted = np.ones((data.length, n), np.bool_)
        counted[:known] = False
        if lengths is not None:
            counted &= ~beyond(lengths, data.length)
        return split(padded(inputs, lengths), targets[:, None, :], counted[:, None, :], lengths)

    return dataset(
        *(data, make),
        task="binary",
        every_step=True,
        input_names=("bit",),
        target_name="parity of earlier bits",
    )
