"""Missing: what is done about values that are not there, within each sequence and without looking into a later part."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ...errors import QT_TRANSLATE_NOOP, FileRefusal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ...project.data.table import Missing
    from ..dataset import Floats, Integers, Mask

MISSING = QT_TRANSLATE_NOOP(
    "Refusal",
    "“{file}”, row {row}, column “{column}” is empty; fill it, or choose what is done about missing values.",
)


def refuse_missing(file: str, names: Sequence[str], numbers: Floats, rows: Integers) -> None:
    """Refuse the first value that is missing.

    Parameters
    ----------
    file : str
        Name of the file.
    names : sequence of str
        Of the D columns.
    numbers : (R, D) float64
        NaN is missing.
    rows : (R,) int64
        Rows of the file.

    Raises
    ------
    FileRefusal
        With row and column.
    """
    if not np.isnan(numbers.sum()):
        return
    row, column = np.argwhere(np.isnan(numbers))[0]
    raise FileRefusal(
        MISSING, place="data.missing", file=file, row=int(rows[row]), column=names[column]
    )


def filled(numbers: Floats, starts: Integers, part: Integers, how: Missing) -> Floats:
    """Fill what is missing from the values around it.

    Parameters
    ----------
    numbers : (R, D) float64
        Sequences one after the other; NaN is missing.
    starts : (S + 1,) int64
        Where each sequence begins.
    part : (R,) int64
        Part of the split of each row: 0 training, 1 validation, 2 test; never less than the row before in a sequence.
    how : str
        ``forward``, or ``interpolate``: in a straight line, and forward where a part ends with missing values.

    Returns
    -------
    (R, D) float64
        A row is filled from rows of its own part and of earlier ones alone. What comes before the first value of a
        sequence stays NaN.
    """
    found = numbers.copy()
    for column in np.flatnonzero(np.isnan(numbers).any(axis=0)):
        values = found[:, column]
        bad = np.isnan(values)
        touched = np.unique(np.searchsorted(starts, np.flatnonzero(bad), side="right") - 1)
        for s in touched:
            one, parts = values[starts[s] : starts[s + 1]], part[starts[s] : starts[s + 1]]
            for last in np.flatnonzero(np.append(np.diff(parts), 1)) + 1:
                _fill(one[:last], how)
    return found


def _fill(values: Floats, how: Missing) -> None:
    """Fill in place."""
    there = ~np.isnan(values)
    at = np.flatnonzero(there)
    if not at.size or at.size == values.size:
        return
    places = np.arange(values.size)
    if how == "interpolate":
        values[:] = np.interp(places, at, values[at], left=np.nan)
    else:
        latest = np.maximum.accumulate(np.where(there, places, -1))
        values[:] = np.where(latest < 0, np.nan, values[latest])


def only(keep: Mask, starts: Integers) -> Integers:
    """Give where sequences begin when only some rows are kept; those left empty are gone.

    Parameters
    ----------
    keep : (R,) bool
        Rows that are kept.
    starts : (S + 1,) int64
        Where each sequence began.
    """
    counted = np.concatenate(([0], np.cumsum(keep)))
    return np.unique(counted[starts]).astype(np.int64)
