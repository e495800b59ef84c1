"""Suggesting: sensible settings for a table that was just chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from ...errors import QT_TRANSLATE_NOOP, FileRefusal
from ...project import Table
from ..arrays import CHANGED
from .columns import columns, preview
from .source import Source, named, never, nothing

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from ...project import Reading
    from .columns import Column

NO_NUMBERS = QT_TRANSLATE_NOOP(
    "Refusal",
    "“{file}”, row {row}, column “{column}”: no column holds numbers; correct delimiter and decimal mark, "
    "or open it as a text.",
)
CLASSES_MOST = 30
"""Different values of a column that is suggested as a class."""


def suggested(
    path: Path,
    reading: Reading,
    progress: Callable[[float], object] = nothing,
    cancelled: Callable[[], bool] = never,
) -> Table:
    """Suggest columns, task, window and split for a table.

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
    Table
        Dates: the first number is forecast. Else a last column of few different values is a class of rows; else the
        numbers are a series in the order of rows.

    Raises
    ------
    FileRefusal
        If it cannot be read so, or holds no numbers.
    Cancelled
        If it was asked to stop.
    """
    shown = preview(path, reading)
    known = shown.columns if shown.whole else columns(path, reading, progress, cancelled)
    numbers = [c for c in known if c.kind == "number" and not c.odd and c.count > c.missing]
    if not numbers:
        row = 2 if reading.header else 1
        raise FileRefusal(NO_NUMBERS, file=named(path), row=row, column=known[0].name)
    date = next((c for c in known if c.kind == "date" and not c.odd), None)
    base = Table(shipped="", path=str(path), sha256=digest(path), reading=reading)
    count = known[0].count
    label = _label(known) if date is None else None
    if label is not None and len(numbers) > (label in numbers):
        inputs = [c for c in numbers if c is not label]
        return msgspec.structs.replace(
            base,
            inputs=tuple(c.name for c in inputs),
            targets=(label.name,),
            time="",
            layout="rows",
            task="label",
            answer="classes",
            length=0,
            horizon=0,
            by="random",
            missing="drop" if any(c.missing for c in (*inputs, label)) else "refuse",
        )
    time = date.name if date is not None else _counter(numbers)
    series = [c for c in numbers if c.name != time] or numbers
    first = series[0].name
    return msgspec.structs.replace(
        base,
        inputs=(first,),
        targets=(first,),
        time=time if time != first else "",
        length=max(2, min(24, count // 10)),
        missing="interpolate" if series[0].missing else "refuse",
    )


def _label(known: Sequence[Column]) -> Column | None:
    """Give the last or the first column if it looks like a class: few different texts or small whole numbers."""
    for c in (known[-1], known[0]):
        few = 2 <= c.different <= min(CLASSES_MOST, c.count // 3)
        if few and (c.kind == "text" or (c.kind == "number" and c.whole and not c.odd)):
            return c
    return None


def _counter(numbers: Sequence[Column]) -> str:
    """Give the first column if it counts rows or years: whole, all different, nothing missing."""
    c = numbers[0]
    counts = c.whole and not c.missing and c.most - c.least == c.count - 1
    return c.name if counts and len(numbers) > 1 else ""


def digest(path: Path) -> str:
    """Give the SHA-256 of a file.

    Parameters
    ----------
    path : Path
        The file.

    Raises
    ------
    FileRefusal
        If it cannot be read, or is changed meanwhile.
    """
    source = Source(path, "utf-16")
    try:
        return source.finish()
    finally:
        source.close()


def moved(data: Table, path: Path) -> Table:
    """Give the table with its file at another place.

    Parameters
    ----------
    data : Table
        Whose file is not where it was.
    path : Path
        Where the user found it.

    Returns
    -------
    Table
        The same but for its path.

    Raises
    ------
    FileRefusal
        If it is another file.
    """
    if data.sha256 and digest(path) != data.sha256:
        raise FileRefusal(CHANGED, place="data.path", file=named(path))
    return msgspec.structs.replace(data, path=str(path))
