"""Columns: what each column of a table is: numbers, dates or texts, and how much of it is missing."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from .blocks import Blocks
from .reading import BEGINNING, GROUPS, MARKS, is_date, number_form
from .source import never, nothing

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from ...project import Reading

KINDS = Literal["number", "date", "text"]
DIFFERENT_MOST = 1000
"""Different values that are counted."""


@dataclass(frozen=True)
class Column:
    """A column.

    Attributes
    ----------
    name : str
        As the header has it.
    kind : str
        ``number``, ``date`` or ``text``: what nine of ten cells are that are not missing.
    count, missing, odd : int
        Cells, how many of them are missing, and how many are neither missing nor of the kind.
    whole : bool
        Whether all numbers are whole: they may be classes.
    least, most : float
        Of the numbers; NaN where there are none.
    different : int
        Different values, up to `DIFFERENT_MOST`.
    """

    name: str
    kind: KINDS
    count: int
    missing: int
    odd: int
    whole: bool
    least: float
    most: float
    different: int


@dataclass(frozen=True)
class Preview:
    """The beginning of a table.

    Attributes
    ----------
    rows : tuple of tuple of str
        First rows, as they are written.
    columns : tuple of Column
        Of what was read.
    whole : bool
        Whether that was all of the file.
    """

    rows: tuple[tuple[str, ...], ...]
    columns: tuple[Column, ...]
    whole: bool


class _Counts:
    """Counts the cells of a column."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.count = self.missing = self.numbers = self.dates = 0
        self.whole = True
        self.least, self.most = np.inf, -np.inf
        self.different: set[Any] = set()

    def add(self, cells: Any, reading: Reading) -> None:
        """Add a pandas.Series of texts or numbers."""
        self.count += len(cells)
        there = cells.dropna()
        self.missing += len(cells) - len(there)
        if not len(there):
            return
        if len(self.different) <= DIFFERENT_MOST:
            self.different.update(there.unique()[: DIFFERENT_MOST + 1].tolist())
        numbers = to_numbers(there, reading)
        if np.isnan(numbers).any() and reading.date:
            texts = there.astype(str).str.strip()
            # 500 tell as much as all of them: what is no date is said when the column is read as dates
            sample = texts.iloc[:500]
            found = sum(is_date(text, reading.date) for text in sample)
            self.dates += round(found / len(sample) * len(there))
        numbers = numbers[~np.isnan(numbers)]
        self.numbers += numbers.size
        if numbers.size:
            self.least = min(self.least, float(numbers.min()))
            self.most = max(self.most, float(numbers.max()))
            with np.errstate(invalid="ignore"):
                self.whole = self.whole and bool((np.floor(numbers) == numbers).all())

    def column(self) -> Column:
        """Give what was found."""
        there = self.count - self.missing
        kind: KINDS = "text"
        odd = 0
        if self.numbers >= 0.9 * max(1, there):
            kind, odd = "number", there - self.numbers
        elif self.dates >= 0.9 * max(1, there):
            kind, odd = "date", there - self.dates
        numbers = self.numbers > 0
        return Column(
            *(self.name, kind, self.count, self.missing, odd),
            whole=numbers and self.whole,
            least=float(self.least) if numbers else float("nan"),
            most=float(self.most) if numbers else float("nan"),
            different=min(len(self.different), DIFFERENT_MOST),
        )


def to_numbers(cells: Any, reading: Reading) -> Any:
    """Turn cells into numbers.

    Parameters
    ----------
    cells : pandas.Series
        Texts, or numbers already.
    reading : Reading
        How numbers are written.

    Returns
    -------
    (n,) float64
        NaN where a cell is no number.
    """
    if cells.dtype.kind in "iuf":
        return cells.to_numpy(np.float64)
    texts = cells.astype(str).str.strip()
    good = texts.str.fullmatch(number_form(reading.decimal, reading.thousands)).to_numpy(bool)
    if reading.thousands != "none":
        texts = texts.str.replace(GROUPS[reading.thousands], "", regex=True)
    if reading.decimal == "comma":
        texts = texts.str.replace(",", ".")
    texts = texts.str.replace("\N{MINUS SIGN}", "-")
    found = np.full(len(cells), np.nan)
    found[good] = texts.to_numpy(object)[good].astype(np.float64)
    words = texts.str.fullmatch(r"[+-]?(?:inf|infinity)", case=False).to_numpy(bool)
    found[words] = np.inf
    return found


def texts_of(reading: Reading, names: Sequence[str]) -> Sequence[str]:
    """Give the columns that pandas must leave as texts: it takes 1,5 for 15 where commas group digits."""
    return () if reading.thousands == "none" else names


def preview(path: Path, reading: Reading, rows: int = 50) -> Preview:
    """Read the beginning of a table.

    Parameters
    ----------
    path : Path
        The file.
    reading : Reading
        How it is written.
    rows : int
        Rows that are given, at most.

    Returns
    -------
    Preview
        Rows, and what the columns are as far as was read.

    Raises
    ------
    FileRefusal
        If it cannot be read so.
    """
    blocks = Blocks(path, reading, size=BEGINNING)
    iterator = iter(blocks)
    block = next(iterator)
    lines = block.text.split("\n")[: 20 * rows]
    reader = csv.reader(
        io.StringIO("\n".join(lines)), delimiter=MARKS[reading.delimiter], skipinitialspace=True
    )
    first = tuple(tuple(cells) for _, cells in zip(range(rows), reader, strict=False))
    counts = _counted(blocks, block, reading)
    whole = next(iterator, None) is None
    if not whole:
        iterator.close()  # type: ignore[attr-defined]
    return Preview(first, tuple(c.column() for c in counts), whole)


def columns(
    path: Path,
    reading: Reading,
    progress: Callable[[float], object] = nothing,
    cancelled: Callable[[], bool] = never,
) -> tuple[Column, ...]:
    """Read all of a table and tell what its columns are.

    Parameters
    ----------
    path : Path
        The file.
    reading : Reading
        How it is written.
    progress, cancelled : callable
        Told the share done; asked whether to stop.

    Returns
    -------
    tuple of Column
        Every cell counted.

    Raises
    ------
    FileRefusal
        If it cannot be read so.
    Cancelled
        If it was asked to stop.
    """
    blocks = Blocks(path, reading, progress, cancelled)
    counts: list[_Counts] = []
    for block in blocks:
        counts = _counted(blocks, block, reading, counts)
    return tuple(c.column() for c in counts)


def _counted(
    blocks: Blocks, block: Any, reading: Reading, counts: list[_Counts] | None = None
) -> list[_Counts]:
    frame = blocks.frame(block, blocks.names, texts_of(reading, blocks.names))
    counts = counts or [_Counts(name) for name in blocks.names]
    for c in counts:
        c.add(frame[c.name], reading)
    return counts
