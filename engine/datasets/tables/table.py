"""Table: the columns of a file that its settings name, as arrays; a file is read once as long as it stays the same."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from ...errors import QT_TRANSLATE_NOOP, FileRefusal, Refusal
from ..arrays import CHANGED, LARGEST, REMOTE
from ..dataset import Floats
from ..found import at_data, place
from .blocks import Blocks
from .categories import chosen
from .columns import texts_of, to_numbers
from .source import named, never, nothing, stamp

if TYPE_CHECKING:
    from collections.abc import Callable

    from ...project import Table
    from ..dataset import Integers

SHIPPED = Path(__file__).resolve().parents[3] / "resources" / "data"
CELLS_MOST = 60_000_000
"""Numbers that are kept of a file."""
DIFFERENT_MOST = 1000
"""Different texts of a column that is read as classes."""

NO_NAME = QT_TRANSLATE_NOOP(
    "Refusal", "“data.path” names no file of this machine; choose a CSV or TSV file."
)
NOT_SHIPPED = QT_TRANSLATE_NOOP(
    "Refusal", "No table “{name}” comes with this program; choose one that does, or a file."
)
NO_COLUMN = QT_TRANSLATE_NOOP(
    "Refusal", "“{file}” has no column “{column}” in row 1; choose one of: {columns}."
)
NO_NUMBER = QT_TRANSLATE_NOOP(
    "Refusal",
    "“{file}”, row {row}, column “{column}”: “{found}” is no number; correct it, or leave the column out.",
)
NO_DATE = QT_TRANSLATE_NOOP(
    "Refusal",
    "“{file}”, row {row}, column “{column}”: “{found}” is no date as “{form}” has it; "
    "correct it or the form of dates.",
)
NOT_FINITE = QT_TRANSLATE_NOOP(
    "Refusal",
    "“{file}”, row {row}, column “{column}”: {found} is not finite in float32; correct it or empty it.",
)
TOO_MANY = QT_TRANSLATE_NOOP(
    "Refusal",
    "“{file}”, row {row}, column “{column}” has more than {most:,} different texts; "
    "choose another column or group them.",
)
TOO_LARGE = QT_TRANSLATE_NOOP(
    "Refusal",
    "“{file}” has more than {most:,} numbers in the chosen columns by row {row}; choose fewer.",
)


@dataclass(frozen=True, eq=False)
class Columns:
    """What was read.

    Attributes
    ----------
    file : str
        Name of the file, for sentences.
    rows : (n,) int64
        Number of each row in the file, from 1.
    numbers : dict of (n,) float64
        By column; NaN is missing. Of a text or a class the place among `words`.
    words : dict of tuple of str
        Different values of the columns that are read as texts, sorted.
    sha256 : str
        Of the file.
    """

    file: str
    rows: Integers
    numbers: dict[str, Floats]
    words: dict[str, tuple[str, ...]]
    sha256: str


_LOCK = threading.Lock()
_KEPT: dict[tuple[Any, ...], Columns] = {}
KEPT_MOST = 2


def place_of(data: Table) -> Path:
    """Give the path of the file of a table.

    Parameters
    ----------
    data : Table
        A shipped one or the user's.

    Raises
    ------
    Refusal
        If it names none.
    """
    if data.shipped:
        path = SHIPPED / f"{data.shipped}.csv"
        if data.shipped != path.stem or path.parent != SHIPPED or not path.is_file():
            raise Refusal(NOT_SHIPPED, place="data.shipped", name=data.shipped)
        return path
    if not data.path or data.path.startswith(REMOTE):
        raise Refusal(NO_NAME, place="data.path")
    return place(data.path, data.sha256)


def read(
    data: Table,
    progress: Callable[[float], object] = nothing,
    cancelled: Callable[[], bool] = never,
) -> Columns:
    """Read the columns that a table names; a file that has not changed is read once.

    Parameters
    ----------
    data : Table
        Which file and columns.
    progress, cancelled : callable
        Told the share done; asked whether to stop.

    Returns
    -------
    Columns
        In memory.

    Raises
    ------
    FileRefusal
        With file, row, column and the mend.
    Cancelled
        If it was asked to stop.
    """
    path = place_of(data)
    words = _as_words(data)
    try:
        now = stamp(path)
    except FileRefusal as refusal:
        raise at_data(refusal) from None
    key = (
        *(path, now, data.reading, data.inputs, data.targets, data.time, data.group),
        words,
    )
    with _LOCK:
        found = _KEPT.get(key)
    if found is None:
        found = _read(data, path, words, progress, cancelled)
        with _LOCK:
            while len(_KEPT) >= KEPT_MOST:
                del _KEPT[next(iter(_KEPT))]
            _KEPT[key] = found
    if data.sha256 and data.sha256 != found.sha256 and not data.shipped:
        raise FileRefusal(CHANGED, place="data.path", file=named(path))
    return found


def _as_words(data: Table) -> tuple[str, ...]:
    """Give the columns that are read as texts: classes, categories and groups."""
    classes = data.targets if data.answer == "classes" else ()
    groups = [data.group] if data.group else []
    return tuple(dict.fromkeys((*classes, *chosen(data), *groups)))


def _read(
    data: Table,
    path: Path,
    words: tuple[str, ...],
    progress: Callable[[float], object],
    cancelled: Callable[[], bool],
) -> Columns:
    extra = [name for name in (data.time, data.group) if name]
    wanted = tuple(dict.fromkeys((*data.inputs, *data.targets, *extra)))
    blocks = Blocks(path, data.reading, progress, cancelled)
    file, rows, cells = named(path), [], 0
    parts: dict[str, list[Any]] = {name: [] for name in wanted}
    seen: dict[str, dict[str, int]] = {name: {} for name in words}
    dated = (data.time,) if data.time and data.time not in words and data.reading.date else ()
    for block in blocks:
        for name in wanted:
            if name not in blocks.names:
                shown = ", ".join(blocks.names[:12])
                raise FileRefusal(
                    NO_COLUMN, place="data.inputs", file=file, column=name, columns=shown
                )
        texts = {*words, *dated, *texts_of(data.reading, wanted)}
        frame = blocks.frame(block, wanted, sorted(texts))
        rows.append(np.array(block.rows, np.int64))
        cells += len(block.rows) * len(wanted)
        if cells > CELLS_MOST:
            raise FileRefusal(TOO_LARGE, file=file, row=block.rows[-1], most=CELLS_MOST)
        for name in wanted:
            series = frame[name]
            if name in seen:
                most = None if name == data.group else DIFFERENT_MOST
                parts[name].append(_coded(series, seen[name], file, name, block.rows, most))
            elif name in dated:
                parts[name].append(_dates(series, data, file, name, block.rows))
            else:
                parts[name].append(_finite(series, data, file, name, block.rows))
    numbers = {name: np.concatenate(parts[name]) for name in wanted}
    found: dict[str, tuple[str, ...]] = {}
    for name, places in seen.items():
        numbers[name], found[name] = _sorted(numbers[name], tuple(places))
    for array in numbers.values():
        array.setflags(write=False)
    return Columns(file, np.concatenate(rows), numbers, found, blocks.sha256)


def _coded(
    series: Any, seen: dict[str, int], file: str, name: str, rows: list[int], most: int | None
) -> Floats:
    """Give texts numbers in the order in which they come."""
    import pandas as pd

    codes, different = pd.factorize(series.str.strip())
    places = np.array([seen.setdefault(str(text), len(seen)) for text in different], np.float64)
    if most is not None and len(seen) > most:
        raise FileRefusal(TOO_MANY, file=file, row=rows[-1], column=name, most=most)
    made = np.append(places, np.nan)[codes]  # missing has code -1
    return np.asarray(made, np.float64)


def _sorted(codes: Floats, words: tuple[str, ...]) -> tuple[Floats, tuple[str, ...]]:
    """Give words numbers in their own order: by size where all are numbers."""

    def size(word: str) -> tuple[float, str]:
        try:
            return float(word), word
        except ValueError:
            return np.inf, word

    order = sorted(range(len(words)), key=lambda k: size(words[k]))
    places = np.empty(len(words) + 1)
    places[order] = np.arange(len(words))
    places[-1] = np.nan
    index = np.where(np.isnan(codes), len(words), codes).astype(np.int64)
    return places[index], tuple(words[k] for k in order)


def _dates(series: Any, data: Table, file: str, name: str, rows: list[int]) -> Floats:
    """Give seconds since 1970."""
    import pandas as pd

    texts = series.str.strip()
    found = pd.to_datetime(texts, format=data.reading.date, errors="coerce")
    bad = np.flatnonzero((found.isna() & texts.notna()).to_numpy(bool))
    if bad.size:
        said = {"row": rows[bad[0]], "column": name, "found": str(texts.iloc[bad[0]])}
        raise FileRefusal(NO_DATE, file=file, form=data.reading.date, **said)
    seconds = found.to_numpy("datetime64[us]").astype(np.float64) / 1e6
    seconds[found.isna().to_numpy(bool)] = np.nan
    return np.asarray(seconds, np.float64)


def _finite(series: Any, data: Table, file: str, name: str, rows: list[int]) -> Floats:
    """Give numbers that float32 can hold."""
    missing = series.isna().to_numpy(bool)
    found = np.array(to_numbers(series, data.reading), np.float64)
    bad = np.flatnonzero(np.isnan(found) & ~missing)
    if bad.size:
        said = {"row": rows[bad[0]], "column": name, "found": str(series.iloc[bad[0]])}
        raise FileRefusal(NO_NUMBER, file=file, **said)
    with np.errstate(invalid="ignore"):
        large = np.flatnonzero(np.abs(found) > LARGEST)
    if large.size:
        said = {"row": rows[large[0]], "column": name, "found": f"{found[large[0]]:g}"}
        raise FileRefusal(NOT_FINITE, file=file, **said)
    return found


__all__ = ["Columns", "place_of", "read"]
