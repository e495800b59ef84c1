"""Table: the numbers of a view as named columns and rows; how they are written for other programs."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


@dataclass(frozen=True, eq=False)
class Table:
    """What a view gives when its numbers are copied or saved.

    Attributes
    ----------
    columns : tuple of str
        Names of the columns.
    rows : iterable of sequence
        Words and numbers, as many in a row as there are columns; read once.
    """

    columns: tuple[str, ...]
    rows: Iterable[Sequence[object]]


def plain(value: object) -> str:
    """Write a word or a number so that it is read back as the same to the last bit.

    Parameters
    ----------
    value : object
        NumPy's numbers are written with as many digits as their precision has.

    Returns
    -------
    str
        With a point and an ASCII minus; empty for None.
    """
    return "" if value is None else str(value)


def tab_text(table: Table) -> str:
    """Write a table as spreadsheets take it from the clipboard.

    Parameters
    ----------
    table : Table
        Its words have no tabs.

    Returns
    -------
    str
        A line for the names and one for each row, tabs between.
    """
    lines = ["\t".join(table.columns)]
    lines += ["\t".join(map(plain, row)) for row in table.rows]
    return "\n".join(lines)


def csv_bytes(table: Table) -> bytes:
    """Write a table as a file.

    Parameters
    ----------
    table : Table
        Words with commas are quoted.

    Returns
    -------
    bytes
        CSV of RFC 4180 in UTF-8 with a mark, without which spreadsheets read Korean wrongly.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(table.columns)
    writer.writerows([plain(value) for value in row] for row in table.rows)
    return text.getvalue().encode("utf-8-sig")


def array_table(first: str, names: Sequence[str], arrays: Sequence[np.ndarray]) -> Table:
    """Make a table with a row for each time step and a column for each row of each array.

    Parameters
    ----------
    first : str
        Name of the column of time steps.
    names : sequence of str
        Names of the arrays.
    arrays : sequence of (T, rows) array
        Arrays over time; one with the last step alone stands in the last row.

    Returns
    -------
    Table
        Time steps count from 1; columns are such as ``h 3``.
    """
    columns = [first]
    for name, array in zip(names, arrays, strict=True):
        columns += [f"{name} {k + 1}" for k in range(array.shape[1])]
    steps = max((array.shape[0] for array in arrays), default=0)

    def row(t: int) -> list[object]:
        cells: list[object] = [t + 1]
        for array in arrays:
            place = t - steps + array.shape[0]
            cells += list(array[place]) if place >= 0 else [None] * array.shape[1]
        return cells

    return Table(tuple(columns), (row(t) for t in range(steps)))
