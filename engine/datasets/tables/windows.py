"""Windows: which rows make up each example, and in which part of the split it lies."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from ...errors import QT_TRANSLATE_NOOP, Refusal
from ...sizes import TEST, TRAIN, VALIDATE
from ..arrays import STEPS_MOST
from .sequences import shares

if TYPE_CHECKING:
    from ...project import Table
    from ..dataset import Integers
    from .sequences import Sequences

NO_EXAMPLE = QT_TRANSLATE_NOOP(
    "Refusal",
    "Windows of {length} rows, {horizon} ahead, leave no example to {part}; "
    "make them shorter, or change the shares.",
)
NO_SEQUENCE = QT_TRANSLATE_NOOP(
    "Refusal",
    "{sequences} sequences leave none to {part}; bring more of them, or change the shares.",
)
OVERLAP = QT_TRANSLATE_NOOP(
    "Refusal",
    "Windows every {stride} rows share rows, so that a random split would leak; "
    "split in time, or set the stride to {needed} or more.",
)
FILLED = QT_TRANSLATE_NOOP(
    "Refusal",
    "Missing values that are filled from rows around would leak in a random split of windows; "
    "split in time, or drop them.",
)
WHOLE = QT_TRANSLATE_NOOP(
    "Refusal",
    "Whole sequences cannot be split in time; split by group, or set a window length.",
)
ONE_GROUP = QT_TRANSLATE_NOOP(
    "Refusal", "There is one sequence alone, which cannot be split by group; split in time."
)
TOO_LONG = QT_TRANSLATE_NOOP(
    "Refusal",
    "A sequence has {found:,} rows, more than {most:,} time steps; set a window length.",
)


@dataclass(frozen=True, eq=False)
class Windows:
    """Examples as places in the rows of `Sequences`.

    Attributes
    ----------
    first : (N,) int64
        First input row.
    lengths : (N,) int64
        Time steps.
    part : (N,) int64
        0 training, 1 validation, 2 test.
    """

    first: Integers
    lengths: Integers
    part: Integers

    def of(self, part: int) -> tuple[Integers, Integers]:
        """Give first rows and lengths of the examples of a part."""
        chosen = self.part == part
        return self.first[chosen], self.lengths[chosen]


def windows(data: Table, made: Sequences) -> Windows:
    """Cut sequences into examples.

    Parameters
    ----------
    data : Table
        Task, length, horizon, stride, split.
    made : Sequences
        Whole, differences taken.

    Returns
    -------
    Windows
        Of a forecast all those whose last target lies in a part; of labels one a sequence.

    Raises
    ------
    Refusal
        Where a part is left without an example, or parts would share rows.
    """
    if data.by == "group" and len(np.unique(made.unit)) < 2:
        raise Refusal(ONE_GROUP, place="data.by")
    found = _labels(data, made) if data.task == "label" else _forecasts(data, made)
    longest = int(found.lengths.max(initial=0))
    if longest > STEPS_MOST:
        raise Refusal(TOO_LONG, place="data.length", found=longest, most=STEPS_MOST)
    wanted = (TRAIN, VALIDATE, TEST) if data.test else (TRAIN, VALIDATE)
    counts = np.bincount(found.part, minlength=3)
    for part, count in zip(wanted, counts, strict=False):
        if not count:
            _refuse_empty(data, made, part)
    return found


def _refuse_empty(data: Table, made: Sequences, part: str) -> None:
    if data.task == "label" or data.by == "group":
        sequences = len(made.starts) - 1
        raise Refusal(NO_SEQUENCE, place="data.split", sequences=sequences, part=part)
    raise Refusal(
        NO_EXAMPLE, place="data.length", length=data.length, horizon=data.horizon, part=part
    )


def _labels(data: Table, made: Sequences) -> Windows:
    lengths = np.diff(made.starts)
    last = made.starts[1:]
    if data.length and data.layout == "long":
        lengths = np.minimum(lengths, data.length)
    return Windows(last - lengths, lengths, made.part[last - 1])


def _forecasts(data: Table, made: Sequences) -> Windows:
    ahead, sizes = data.horizon, np.diff(made.starts)
    if data.by == "time" and not data.length:
        raise Refusal(WHOLE, place="data.length")
    room = sizes - ahead
    length = np.full(len(sizes), data.length) if data.length else room
    if data.by == "group":  # what is shorter than a window is one of its own length
        length = np.minimum(length, room)
    fits = (length >= 1) & (length <= room)
    counts = np.where(fits, (room - length) // data.stride + 1, 0)
    of = np.repeat(np.arange(len(sizes)), counts)
    within = np.arange(of.size) - np.repeat(np.cumsum(counts) - counts, counts)
    first = made.starts[of] + within * data.stride
    lengths = length[of]
    if data.by != "random":
        return Windows(first, lengths, made.part[first + lengths - 1 + ahead])
    needed = (data.length or STEPS_MOST) + ahead + int(data.differencing)
    if data.length and data.stride < needed:
        raise Refusal(OVERLAP, place="data.stride", stride=data.stride, needed=needed)
    if data.missing in ("forward", "interpolate"):
        raise Refusal(FILLED, place="data.missing")
    part = np.empty(of.size, np.int64)
    order = np.random.Generator(np.random.Philox(data.seed)).permutation(of.size)
    part[order] = shares(data, of.size)
    return Windows(first, lengths, part)
