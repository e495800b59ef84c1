"""Categories: inputs that are texts, one number for each text; which there are is fitted on the training split."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from ...errors import QT_TRANSLATE_NOOP, FileRefusal, Refusal

if TYPE_CHECKING:
    from ...project import Table
    from ..dataset import Floats, Mask
    from .sequences import Sequences
    from .table import Columns

MOST = 50
"""Categories of a column: each is an input of its own."""

NO_ROOM = QT_TRANSLATE_NOOP(
    "Refusal",
    "“{column}” is a category, but here columns are numbers of one series; leave it out, or choose another task.",
)
NO_TARGET = QT_TRANSLATE_NOOP(
    "Refusal",
    "“{column}” is a category, but is to be said as a number; choose a class as the task, or read it as a number.",
)
TOO_MANY = QT_TRANSLATE_NOOP(
    "Refusal",
    "“{file}”, column “{column}” has {found:,} categories in what is trained on, more than {most}; "
    "leave it out or group them.",
)
ONE = QT_TRANSLATE_NOOP(
    "Refusal",
    "“{file}”, row {row} and on, column “{column}” is always “{found}” in what is trained on; leave it out.",
)


@dataclass(frozen=True)
class Categories:
    """What was fitted to a column of texts, on the training split alone.

    Attributes
    ----------
    column : str
        Name.
    words : tuple of str
        What the training split has: each is an input that is 1 where the column says so, else 0.
    unseen : tuple of str
        What only other splits have: there all inputs of the column are 0.
    """

    column: str
    words: tuple[str, ...]
    unseen: tuple[str, ...]


def chosen(data: Table) -> tuple[str, ...]:
    """Give the inputs that are read as texts.

    Parameters
    ----------
    data : Table
        The settings.

    Raises
    ------
    Refusal
        Where columns are no features of their own, or such a column is to be said as a number.
    """
    wanted = set(data.categories)
    found = tuple(name for name in data.inputs if name in wanted)
    if not found:
        return ()
    if data.layout == "series" or (data.layout == "rows" and (data.width or not data.targets)):
        raise Refusal(NO_ROOM, place="data.categories", column=found[0])
    both = [name for name in found if name in data.targets]
    if both and data.answer == "numbers":
        raise Refusal(NO_TARGET, place="data.categories", column=both[0])
    return found


def expanded(
    data: Table, made: Sequences, read: Floats, train: Mask, columns: Columns
) -> tuple[Floats, tuple[str, ...], tuple[Categories, ...]]:
    """Put one column for each category in the place of each column of texts.

    Parameters
    ----------
    data : Table
        Which inputs are texts.
    made : Sequences
        For the names of the inputs, and the rows of the file.
    read : (R, D) float64
        Inputs; of a text its place among the words of its column.
    train : (R,) bool
        Rows that may be fitted.
    columns : Columns
        For the words.

    Returns
    -------
    tuple of ((R, D') float64, tuple of str, tuple of Categories)
        Inputs and their names; what was fitted.

    Raises
    ------
    FileRefusal
        Where a column has too many categories, or only one.
    """
    wanted = set(chosen(data))
    parts, names, found = [], [], []
    for name, values in zip(made.names, read.T, strict=True):
        if name not in wanted:
            parts.append(values[:, None])
            names.append(name)
            continue
        words, all_seen = columns.words[name], np.unique(values)
        seen = np.unique(values[train])
        lenient = data.layout == "rows" or data.scaling == "none"
        _check(columns.file, name, [words[int(k)] for k in seen], made, train, lenient=lenient)
        unseen = np.setdiff1d(all_seen, seen)
        kept = Categories(name, *(tuple(words[int(k)] for k in part) for part in (seen, unseen)))
        found.append(kept)
        parts.append((values[:, None] == seen).astype(np.float64))
        names.extend(f"{name} = {word}" for word in kept.words)
    return np.hstack(parts), tuple(names), tuple(found)


def _check(
    file: str, name: str, words: list[str], made: Sequences, train: Mask, *, lenient: bool
) -> None:
    place = "data.categories"
    if len(words) > MOST:
        said = {"column": name, "found": len(words), "most": MOST}
        raise FileRefusal(TOO_MANY, place=place, file=file, **said)
    if len(words) == 1 and not lenient:
        row = int(made.rows[int(np.argmax(train))])
        raise FileRefusal(ONE, place=place, file=file, row=row, column=name, found=words[0])
