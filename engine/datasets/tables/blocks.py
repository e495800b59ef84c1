"""Blocks: a table cut at the ends of rows into pieces of bounded size, each row with as many cells as the first."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Any, NamedTuple

from ...errors import QT_TRANSLATE_NOOP, FileRefusal
from .reading import MARKS, NONE
from .source import EMPTY, Source, named, never, nothing, undecoded

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from ...project import Reading

BLOCK = 1 << 22
"""Characters that are read at once."""
ROW_MOST = 1 << 25
"""Characters of a row, and of what stands between two quotation marks."""
COLUMNS_MOST = 2000

RAGGED = QT_TRANSLATE_NOOP(
    "Refusal",
    "“{file}”, row {row}, column {column}: this row has {found} cells, but the first one {wanted}; "
    "mend the row or choose another delimiter.",
)
TOO_WIDE = QT_TRANSLATE_NOOP(
    "Refusal",
    "“{file}”, row 1, has {found:,} columns, more than {most:,}; leave some out or choose another delimiter.",
)
OPEN_QUOTE = QT_TRANSLATE_NOOP(
    "Refusal", "“{file}”, row {row}, has a quotation mark that is not closed; close it."
)
TWICE = QT_TRANSLATE_NOOP(
    "Refusal",
    "“{file}”, row 1, calls columns {first} and {column} both “{name}”; rename one of them.",
)
NO_END = QT_TRANSLATE_NOOP(
    "Refusal",
    "“{file}”, row {row}, does not end within 30 million characters; close its quotation mark, or save it as CSV.",
)
NO_ROWS = QT_TRANSLATE_NOOP(
    "Refusal", "“{file}” has names in row 1 but no row below; add rows or take the header off."
)


class Block(NamedTuple):
    """Some rows.

    Attributes
    ----------
    text : str
        Whole rows.
    rows : list of int
        Number of each row in the file, from 1.
    """

    text: str
    rows: list[int]


class Blocks:
    """Cuts a table into blocks.

    Parameters
    ----------
    path : Path
        The file.
    reading : Reading
        How it is written.
    progress, cancelled : callable
        Told the share done; asked whether to stop.
    size : int
        Characters of a block.

    Attributes
    ----------
    names : tuple of str
        Of the columns; known when the first block is there.
    sha256 : str
        Of the whole file; known at the end.
    """

    def __init__(
        self,
        path: Path,
        reading: Reading,
        progress: Callable[[float], object] = nothing,
        cancelled: Callable[[], bool] = never,
        size: int = BLOCK,
    ) -> None:
        self.path, self.reading = path, reading
        self._progress, self._cancelled, self._size = progress, cancelled, size
        self._mark = MARKS[reading.delimiter]
        self._file = named(path)
        self._row = 1
        self.names: tuple[str, ...] = ()
        self.sha256 = ""

    def __iter__(self) -> Iterator[Block]:
        """Give block after block; raise FileRefusal or `Cancelled`."""
        source = Source(self.path, self.reading.encoding, self._progress, self._cancelled)
        some = False
        try:
            for text in self._pieces(source):
                block = self._checked(text)
                if block.rows:
                    some = True
                    yield block
            if not self.names:
                raise FileRefusal(EMPTY, file=self._file)
            if not some:
                raise FileRefusal(NO_ROWS, file=self._file)
            self.sha256 = source.finish()
        except UnicodeError:
            raise undecoded(self.path, self.reading.encoding) from None
        finally:
            source.close()

    def _pieces(self, source: Source) -> Iterator[str]:
        """Cut where a row ends and all quotation marks are closed."""
        stream, left = source.text(), ""
        while chunk := stream.read(self._size):
            left += chunk
            if len(chunk) < self._size:  # the end of the file
                break
            end = left.rfind("\n") + 1
            quotes = left.count('"', 0, end)
            while quotes % 2:
                before = left.rfind("\n", 0, end - 1) + 1
                quotes -= left.count('"', before, end)
                end = before
            if end:
                yield left[:end]
                left = left[end:]
            if len(left) > ROW_MOST:
                raise FileRefusal(NO_END, file=self._file, row=self._row)
        if left.count('"') % 2:
            row = self._row + left[: left.rfind('"')].count("\n")
            raise FileRefusal(OPEN_QUOTE, file=self._file, row=row)
        if left:
            yield left

    def _checked(self, text: str) -> Block:
        """Take the names off the first block, and refuse rows with more or fewer cells than the first."""
        if '"' in text or self._mark == " ":
            return self._quoted(text)
        lines = text.split("\n")
        if not lines[-1]:
            lines.pop()
        first = self._row
        self._row += len(lines)
        rows = [row for row, line in enumerate(lines, first) if line and not line.isspace()]
        kept = [lines[row - first] for row in rows]
        if kept and not self.names and self._take(kept[0].split(self._mark)):
            del kept[0], rows[0]
        wanted = len(self.names) - 1
        for row, line in zip(rows, kept, strict=True):
            if line.count(self._mark) != wanted:
                raise self._ragged(row, line.count(self._mark) + 1)
        return Block("\n".join(kept) + "\n", rows)

    def _quoted(self, text: str) -> Block:
        """As `_checked`, where cells may hold delimiters and line ends."""
        csv.field_size_limit(2 * ROW_MOST)
        out, rows = io.StringIO(), []
        writer = csv.writer(out, delimiter=self._mark, lineterminator="\n")
        try:
            for cells in csv.reader(
                io.StringIO(text), delimiter=self._mark, skipinitialspace=True, strict=True
            ):
                row, self._row = self._row, self._row + 1
                if self._mark == " " and cells and not cells[-1]:
                    cells.pop()  # a blank at the end
                if not any(cell.strip() for cell in cells) and len(cells) < 2:
                    continue
                if not self.names and self._take(cells):
                    continue
                if len(cells) != len(self.names):
                    raise self._ragged(row, len(cells))
                rows.append(row)
                writer.writerow(cells)
        except csv.Error:
            raise FileRefusal(OPEN_QUOTE, file=self._file, row=self._row) from None
        return Block(out.getvalue(), rows)

    def _ragged(self, row: int, found: int) -> FileRefusal:
        wanted = len(self.names)
        column = min(found, wanted) + 1
        return FileRefusal(
            RAGGED, file=self._file, row=row, found=found, wanted=wanted, column=column
        )

    def _take(self, cells: Sequence[str]) -> bool:
        """Take the names of the columns; tell whether the first row has them."""
        if len(cells) > COLUMNS_MOST:
            raise FileRefusal(TOO_WIDE, file=self._file, found=len(cells), most=COLUMNS_MOST)
        header = self.reading.header
        texts = [cell.strip() if header else "" for cell in cells]
        names = [text[:200] or f"column {k}" for k, text in enumerate(texts, 1)]
        places: dict[str, int] = {}
        for k, name in enumerate(names, 1):
            if name in places:
                raise FileRefusal(TWICE, file=self._file, first=places[name], column=k, name=name)
            places[name] = k
        self.names = tuple(names)
        return header

    def frame(self, block: Block, wanted: Sequence[str], texts: Sequence[str]) -> Any:
        """Parse a block.

        Parameters
        ----------
        block : Block
            Of these.
        wanted : sequence of str
            Names of columns.
        texts : sequence of str
            Those of them that stay texts; the others become numbers where all of their cells are.

        Returns
        -------
        pandas.DataFrame
            A column each, missing values as NaN.
        """
        import pandas as pd

        places = {name: self.names.index(name) for name in wanted}
        return pd.read_csv(
            io.StringIO(block.text),
            sep=self._mark,
            header=None,
            names=range(len(self.names)),
            usecols=sorted(places.values()),
            dtype={places[name]: str for name in texts},
            index_col=False,
            decimal="." if self.reading.decimal == "point" else ",",
            keep_default_na=False,
            na_values=sorted(NONE),
            skip_blank_lines=False,
            skipinitialspace=True,
            low_memory=False,
        ).rename(columns=dict(enumerate(self.names)))
