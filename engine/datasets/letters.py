"""Letters: copy, abaB, matching parentheses. Inputs are numbers of symbols, targets are classes."""

from __future__ import annotations

from string import ascii_uppercase
from typing import TYPE_CHECKING

import numpy as np

from ..randomness import generator
from .dataset import Dataset, Integers, Split, split
from .making import beyond, dataset, drawn_lengths, padded

if TYPE_CHECKING:
    from ..project import Abab, Copy, Parentheses
    from ..randomness import Purpose

PAUSE, SIGN = "·", "?"
"""What stands where a network that copies has nothing to read, and what asks for the letters."""
OPEN, CLOSE = "(", ")"
ABAB = ("a", "b", "B")


def copy(data: Copy) -> Dataset:
    """Copy: letters, a pause; at the sign say the letters again, one a step.

    Parameters
    ----------
    data : Copy
        The last `items` steps ask for the first `items` letters; the sign stands at the first of them.

    Returns
    -------
    Dataset
        Inputs (T, 1, N): letters, pause and sign; a letter as the target of each of the last `items` steps of an
        example, which alone count. Chance is 1 in `letters`.

    References
    ----------
    Hochreiter, Schmidhuber (1997); Arjovsky, Shah, Bengio: Unitary evolution recurrent neural networks (2016).
    """
    letters = tuple(ascii_uppercase[: data.letters])
    pause, sign = data.letters, data.letters + 1

    def make(purpose: Purpose, n: int) -> Split:
        rng = generator(data.seed, purpose)
        drawn = rng.integers(0, data.letters, (data.items, n))
        lengths = drawn_lengths(rng, data.shortest, data.length, n)
        ends = np.full(n, data.length) if lengths is None else lengths
        inputs = np.full((data.length, 1, n), float(pause))
        inputs[: data.items, 0] = drawn
        every, first = np.arange(n), ends - data.items
        inputs[first, 0, every] = sign
        targets = np.zeros_like(inputs)
        counted = np.zeros(inputs.shape, np.bool_)
        for k in range(data.items):
            targets[first + k, 0, every] = drawn[k]
            counted[first + k, 0, every] = True
        return split(padded(inputs, lengths), targets, counted, lengths)

    return dataset(
        *(data, make),
        task="classes",
        every_step=True,
        input_names=("letter",),
        target_name="letter to say again",
        classes=letters,
        symbols=(*letters, PAUSE, SIGN),
    )


def abab(data: Abab) -> Dataset:
    """abaB: some letters a, then b, as many letters a, then B, over and over; say the next letter.

    Parameters
    ----------
    data : Abab
        An example begins anywhere in the pattern; `repeats` letters a stand before each b and B.

    Returns
    -------
    Dataset
        Inputs and targets (T, 1, N), the next letter, counted from the first b or B on: until then nobody can know.
        What follows an a is told by which of b and B was last, and by how many a have passed since.
    """
    half = data.repeats + 1
    pattern = np.zeros(2 * half)
    pattern[half - 1], pattern[-1] = 1, 2

    def make(purpose: Purpose, n: int) -> Split:
        rng = generator(data.seed, purpose)
        start = rng.integers(0, 2 * half, n)
        at = start + np.arange(data.length + 1)[:, None]
        letters = pattern[at % (2 * half)][:, None, :]
        inputs = letters[:-1]
        known = np.logical_or.accumulate(inputs > 0, axis=0)
        return split(inputs, letters[1:], known)

    return dataset(
        *(data, make),
        task="classes",
        every_step=True,
        input_names=("letter",),
        target_name="next letter",
        classes=ABAB,
        symbols=ABAB,
    )


def parentheses(data: Parentheses) -> Dataset:
    """Parentheses that match: at each step say how many are open.

    Parameters
    ----------
    data : Parentheses
        A parenthesis opens or closes with equal chance; none closes that was not opened, and at most `depth` are open.

    Returns
    -------
    Dataset
        Inputs (T, 1, N), opening or closing; the depth after each of them as a class, 0 to `depth`.
    """

    def make(purpose: Purpose, n: int) -> Split:
        rng = generator(data.seed, purpose)
        wish = rng.integers(0, 2, (data.length, n))
        lengths = drawn_lengths(rng, data.shortest, data.length, n)
        depths: Integers = np.zeros((data.length, n), np.int64)
        now = np.zeros(n, np.int64)
        for t in range(data.length):
            opens = (now == 0) | ((wish[t] == 1) & (now < data.depth))
            now = now + np.where(opens, 1, -1)
            depths[t] = now
        steps = np.diff(depths, axis=0, prepend=np.zeros((1, n), np.int64))
        inputs = padded((steps < 0).astype(np.float64)[:, None, :], lengths)
        if lengths is not None:
            depths[beyond(lengths, data.length)] = 0
        return split(inputs, depths.astype(np.float64)[:, None, :], lengths=lengths)

    return dataset(
        *(data, make),
        task="classes",
        every_step=True,
        input_names=("parenthesis",),
        target_name="open parentheses",
        classes=tuple(str(depth) for depth in range(data.depth + 1)),
        symbols=(OPEN, CLOSE),
    )
