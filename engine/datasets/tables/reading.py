"""Reading: how a table is written, found out from its beginning: encoding, delimiter, decimal mark, header, dates."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections import Counter
from datetime import datetime
from typing import TYPE_CHECKING

from ...errors import FileRefusal
from ...project.data.table import Decimal, Delimiter, Encoding, Reading, Thousands
from .source import EMPTY, Cancelled, Source, named, undecoded

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

BEGINNING = 1 << 18
"""Bytes that are looked at."""
MARKS: dict[Delimiter, str] = {
    "tab": "\t",
    "semicolon": ";",
    "bar": "|",
    "comma": ",",
    "space": " ",
}
"""In the order in which they are tried: a comma may be a decimal mark, a blank a part of a text."""
GROUPS: dict[Thousands, str] = {
    "none": "",
    "comma": ",",
    "point": r"\.",
    "space": "[  \N{NARROW NO-BREAK SPACE}]",
    "apostrophe": "['\N{RIGHT SINGLE QUOTATION MARK}]",
}
NONE = frozenset(
    {"", "NA", "N/A", "n/a", "na", "NaN", "nan", "NAN", "null", "NULL", "None", "#N/A", "-", "?"}
)
"""What stands for a value that is missing."""
DATES = (
    *("%Y-%m-%d", "%Y-%m", "%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M:%S"),
    *("%Y-%m-%dT%H:%M:%SZ", "%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M:%S.%f", "%Y/%m/%d", "%Y/%m"),
    *("%Y/%m/%d %H:%M:%S", "%Y/%m/%d %H:%M", "%Y.%m.%d", "%Y. %m. %d.", "%Y. %m. %d"),
    *("%Y년 %m월 %d일", "%Y년 %m월", "%d.%m.%Y", "%d.%m.%Y %H:%M", "%d.%m.%Y %H:%M:%S"),
    *("%d/%m/%Y", "%d/%m/%Y %H:%M", "%d/%m/%Y %H:%M:%S", "%m/%d/%Y", "%m/%d/%Y %H:%M"),
    *("%m/%d/%Y %H:%M:%S", "%d-%m-%Y", "%d %b %Y", "%b %d, %Y", "%b %Y", "%H:%M:%S"),
)
DIRECTIVES = {
    **{"%Y": r"\d{4}", "%f": r"\d{1,6}", "%b": r".+?"},
    **dict.fromkeys(("%m", "%d", "%H", "%M", "%S"), r"\d{1,2}"),
}
STYLES: tuple[tuple[Decimal, Thousands], ...] = (
    *(("point", "none"), ("point", "comma"), ("comma", "none"), ("comma", "point")),
    *(("comma", "space"), ("point", "space"), ("point", "apostrophe"), ("comma", "apostrophe")),
)


def number_form(decimal: Decimal, thousands: Thousands) -> re.Pattern[str]:
    """Give what a number looks like.

    Parameters
    ----------
    decimal, thousands : str
        Marks, as in `Reading`.
    """
    mark, group = {"point": r"\.", "comma": ","}[decimal], GROUPS[thousands]
    whole = rf"(?:\d{{1,3}}(?:{group}\d{{3}})+|\d+)" if group else r"\d+"
    return re.compile(
        rf"[+\-\N{{MINUS SIGN}}]?(?:{whole}(?:{mark}\d*)?|{mark}\d+)(?:[eE][+-]?\d+)?"
    )


def _looks(form: str) -> str:
    """Give what a date of a form looks like, in some more texts than are one."""
    parts = re.split(r"(%\w| )", form)
    return "".join(DIRECTIVES.get(p) or (r"\s+" if p == " " else re.escape(p)) for p in parts)


DATED = re.compile("|".join(f"(?:{_looks(form)})" for form in DATES))
"""What any date looks like: told a hundred times as fast as by trying all forms."""


def is_date(text: str, form: str) -> bool:
    """Tell whether a text is a date of a form."""
    try:
        datetime.strptime(text, form)
    except ValueError:
        return False
    return True


def sniff(path: Path) -> Reading:
    """Find out how a table is written, from its beginning.

    Parameters
    ----------
    path : Path
        A CSV or TSV file.

    Returns
    -------
    Reading
        To be shown and corrected.

    Raises
    ------
    FileRefusal
        If it cannot be read or is no text.
    """
    content = _beginning(path)
    encoding = _encoding(content, path)
    source = Source(path, encoding)
    try:
        text = source.text().read(BEGINNING)
    except UnicodeError:
        raise undecoded(path, encoding) from None
    finally:
        source.close()
    whole = text if len(text) < BEGINNING else text[: text.rfind("\n") + 1] or text
    delimiter, rows = _delimiter(whole)
    if not rows:
        raise FileRefusal(EMPTY, file=named(path))
    cells = [cell.strip() for row in rows[1:] or rows for cell in row]
    cells = [cell for cell in cells if cell not in NONE]
    decimal, thousands = _style(cells, delimiter)
    date = _date(rows[1:] or rows)
    return Reading(delimiter, decimal, thousands, _header(rows, decimal, thousands), encoding, date)


def _beginning(path: Path) -> bytes:
    source = Source(path, "utf-16")  # zero bytes are looked at here
    try:
        content = bytearray(BEGINNING)
        return bytes(content[: source.readinto(content)])
    finally:
        source.close()


def _encoding(content: bytes, path: Path) -> Encoding:
    """Tell the encoding: by its mark, by what decodes, else Latin-1."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    if b"\0" in content:
        with Source(path, "utf-8") as source:
            source.readinto(bytearray(BEGINNING))  # refuses, and tells the row
    for encoding in ("utf-8", "cp949"):
        decoder = codecs.getincrementaldecoder(encoding)()
        try:
            decoder.decode(content)
        except UnicodeError:
            continue
        return "utf-8" if encoding == "utf-8" else "cp949"
    lines = content.split(b"\n")
    if sum(_is_utf8(line) for line in lines) > 0.5 * len(lines) and any(
        _is_utf8(line) and not line.isascii() for line in lines
    ):
        return "utf-8"  # some lines are of another encoding: said when they are read
    return "latin-1"


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode()
    except UnicodeError:
        return False
    return True


def rows_of(text: str, mark: str) -> list[list[str]]:
    """Cut a text into rows of cells; blank rows are left out."""
    csv.field_size_limit(1 << 24)
    reader = csv.reader(io.StringIO(text), delimiter=mark, skipinitialspace=True)
    return [row for row in reader if any(cell.strip() for cell in row)]


def _delimiter(text: str) -> tuple[Delimiter, list[list[str]]]:
    """Give the delimiter by which most rows have as many cells, and the rows."""
    best: tuple[float, Delimiter, list[list[str]]] | None = None
    for name, mark in MARKS.items():
        rows = rows_of(text, mark)
        count, found = Counter(map(len, rows)).most_common(1)[0] if rows else (1, 0)
        share = found / len(rows) if count > 1 else 0.0
        if best is None or share > best[0] + 0.1:
            best = share, name, rows
    assert best is not None
    if not best[0]:
        return "comma", rows_of(text, ",")
    return best[1], best[2]


def _style(cells: Sequence[str], delimiter: Delimiter) -> tuple[Decimal, Thousands]:
    """Give decimal mark and thousands mark by which most cells are numbers."""
    styles = list(STYLES)
    if delimiter != "comma":  # where commas do not part cells 1,234 is rather a decimal comma
        styles.insert(1, styles.pop(2))
    counted = []
    for style in styles:
        matches = number_form(*style).fullmatch
        counted.append(sum(matches(cell) is not None for cell in cells))
    return styles[counted.index(max(counted))]


def _date(rows: Sequence[Sequence[str]]) -> str:
    """Give the form of the first column that has dates."""
    for column in zip(*rows, strict=False):
        texts = [cell.strip() for cell in column if cell.strip() not in NONE][:500]
        if not texts or DATED.fullmatch(texts[0]) is None:
            continue
        for form in DATES:
            if all(is_date(text, form) for text in texts):
                return form
    return ""


def _header(rows: list[list[str]], decimal: Decimal, thousands: Thousands) -> bool:
    """Tell whether the first row has names: none of its cells is a number, missing or a date."""
    form = number_form(decimal, thousands)
    texts = [cell.strip() for cell in rows[0]]
    if all(cell not in NONE and not form.fullmatch(cell) for cell in texts):
        dated = [cell for cell in texts if DATED.fullmatch(cell)]
        return not any(is_date(cell, form) for cell in dated for form in DATES)
    if len(rows) == 1 or any(cell in NONE for cell in texts):
        return False
    years = [int(cell) for cell in texts if re.fullmatch(r"(1[5-9]|20)\d\d", cell)]
    numbers = sum(form.fullmatch(cell) is not None for cell in texts)
    # one year a column: numbers are names, beside a name that stands over texts
    return 1 < len(years) == numbers < len(texts) and years == sorted(set(years))


__all__ = ["BEGINNING", "Cancelled", "Source", "is_date", "number_form", "rows_of", "sniff"]
