"""Reber's grammar: words that a small machine writes, plain or embedded; at each step the next letter is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ..randomness import generator
from .dataset import Dataset, Integers, Split, split
from .making import beyond, dataset, padded

if TYPE_CHECKING:
    from ..project import Reber
    from ..randomness import Purpose

LETTERS = ("B", "T", "P", "S", "X", "V", "E")
SHORTEST = {False: 5, True: 9}
"""Letters of the shortest word, of the embedded grammar or not."""
WAYS = (
    (("B", 1), ("B", 1)),
    (("T", 2), ("P", 3)),
    (("S", 2), ("X", 4)),
    (("T", 3), ("V", 5)),
    (("X", 3), ("S", 6)),
    (("P", 4), ("V", 6)),
    (("E", 7), ("E", 7)),
)
"""The machine: from each place two ways of equal chance, each with its letter and where it leads; 7 is the end."""
END = len(WAYS)
_LETTER = np.array([[LETTERS.index(letter) for letter, _ in ways] for ways in WAYS])
_LEADS = np.array([[place for _, place in ways] for ways in WAYS])


def _words(rng: np.random.Generator, longest: int, n: int) -> tuple[Integers, Integers]:
    """Draw words of the plain grammar that are not longer than `longest`.

    Parameters
    ----------
    rng : Generator
        Where the ways come from.
    longest : int
        Letters, 5 or more: a quarter of all words has five.
    n : int
        How many words.

    Returns
    -------
    tuple of (longest, n) and (n,) int64
        Letters, 0 beyond the end, and lengths.
    """
    letters: Integers = np.zeros((longest, n), np.int64)
    lengths: Integers = np.zeros(n, np.int64)
    open_ = np.arange(n)
    while open_.size:
        letters[:, open_] = 0
        place = np.zeros(open_.size, np.int64)
        for t in range(longest):
            here = np.flatnonzero(place < END)
            way = rng.integers(0, 2, open_.size)[here]
            letters[t, open_[here]] = _LETTER[place[here], way]
            place[here] = _LEADS[place[here], way]
            ended = here[place[here] == END]
            lengths[open_[ended]] = t + 1
        open_ = open_[place < END]
    return letters, lengths


def reber(data: Reber) -> Dataset:
    """Reber's grammar: at each letter of a word say the next.

    Parameters
    ----------
    data : Reber
        Words of up to `length` + 1 letters, of which all but the last are read. Embedded: B, then T or P, then a word
        of the grammar, then the same T or P again, then E.

    Returns
    -------
    Dataset
        Inputs and targets (T, 1, N), numbers of letters; examples are as long as their words. At most places two
        letters are as likely, so no network is right each time; the best loss is that of the machine itself.

    References
    ----------
    Reber: Implicit learning of artificial grammars (1967); Fahlman: The recurrent cascade-correlation architecture
    (1991), embedded; Hochreiter, Schmidhuber: Long short-term memory (1997), experiment 1.
    """

    def make(purpose: Purpose, n: int) -> Split:
        rng = generator(data.seed, purpose)
        around = 4 if data.embedded else 0
        letters, lengths = _words(rng, data.length + 1 - around, n)
        if data.embedded:
            letters, lengths = _embedded(rng, letters, lengths)
        inputs, steps = letters[:-1, None].astype(np.float64), lengths - 1
        targets = letters[1:, None].astype(np.float64)
        targets[beyond(steps, len(targets))[:, None]] = 0
        return split(padded(inputs, steps), targets, lengths=steps)

    return dataset(
        *(data, make),
        task="classes",
        every_step=True,
        input_names=("letter",),
        target_name="next letter",
        classes=LETTERS,
        symbols=LETTERS,
    )


def _embedded(
    rng: np.random.Generator, words: Integers, lengths: Integers
) -> tuple[Integers, Integers]:
    """Put each word between B, T or P, and the same again and E."""
    n = lengths.size
    mark = np.where(rng.integers(0, 2, n), LETTERS.index("T"), LETTERS.index("P"))
    made: Integers = np.zeros((len(words) + 4, n), np.int64)
    made[1] = mark
    made[2:-2] = words
    made[lengths + 2, np.arange(n)] = mark
    made[lengths + 3, np.arange(n)] = LETTERS.index("E")
    return made, lengths + 4
