"""Text: shipped texts cut into windows, stride 1; at each step the next character is asked for."""

from __future__ import annotations

import codecs
import hashlib
import unicodedata
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from ..errors import QT_TRANSLATE_NOOP, FileRefusal, Refusal
from ..files import read_bytes
from ..sizes import windows
from .dataset import Dataset, split
from .found import at_data, place

if TYPE_CHECKING:
    from ..project import Characters
    from .dataset import Split

SHIPPED = Path(__file__).resolve().parent.parent.parent / "resources" / "data"


CODECS = ("utf-8-sig", "cp949")
LARGEST = 50_000_000
"""Bytes of a text."""
CHARACTERS_MOST = 5_000_000
SYMBOLS_MOST = 5_000
REMOTE = ("//", "\\\\")

TOO_LARGE = QT_TRANSLATE_NOOP(
    "Refusal", "“{file}” is larger than a text of 5 million characters; take a part of it."
)
NO_TEXT = QT_TRANSLATE_NOOP(
    "Refusal", "“{file}”, row {row}, is neither UTF-8, UTF-16 nor CP949 text; save it as UTF-8."
)
EMPTY = QT_TRANSLATE_NOOP("Refusal", "“{file}” is empty; choose a text.")
SYMBOLS = QT_TRANSLATE_NOOP(
    "Refusal",
    "“{file}” has {found:,} different characters, more than {most:,}; choose a shorter text.",
)
CHANGED = QT_TRANSLATE_NOOP(
    "Refusal", "“{file}” is not the file that was chosen, its content differs; choose it again."
)
NO_NAME = QT_TRANSLATE_NOOP(
    "Refusal", "“data.path” names no file of this machine; choose a text file."
)


def read(data: Characters) -> str:
    """Read a text, shipped or the user's.

    Parameters
    ----------
    data : Characters
        Which one, and whether syllables are taken apart.

    Returns
    -------
    str
        As it stands in its file, line ends as line feeds; a file that has not changed is read once.

    Raises
    ------
    FileRefusal
        If it cannot be read, is no text, or is not the one that was chosen.
    """
    if data.path.startswith(REMOTE):
        raise Refusal(NO_NAME, place="data.path")
    path = place(data.path, data.sha256) if data.path else SHIPPED / f"{data.text}.txt"
    try:
        about = path.stat()
        stamp = about.st_size, about.st_mtime_ns
    except (OSError, ValueError):
        stamp = -1, -1  # said when it is read
    try:
        text, digest = _read(path, stamp, data.jamo)
    except FileRefusal as refusal:
        raise at_data(refusal) from None
    if data.path and data.sha256 and digest != data.sha256:
        raise FileRefusal(CHANGED, place="data.path", file=path.name)
    return text


@lru_cache(maxsize=4)
def _read(path: Path, stamp: tuple[int, int], jamo: bool) -> tuple[str, str]:
    """Read and decode a file as it is at a time; give the text and the SHA-256."""
    content = read_bytes(path, LARGEST, TOO_LARGE)
    text = _decoded(content, path.name).replace("\r\n", "\n").replace("\r", "\n")
    if jamo:
        text = unicodedata.normalize("NFD", text)
    if not text.strip():
        raise FileRefusal(EMPTY, file=path.name)
    if len(text) > CHARACTERS_MOST:
        raise FileRefusal(TOO_LARGE, file=path.name)
    found = len(set(text))
    if found > SYMBOLS_MOST:
        raise FileRefusal(SYMBOLS, file=path.name, found=found, most=SYMBOLS_MOST)
    return text, hashlib.sha256(content).hexdigest()


def _decoded(content: bytes, file: str) -> str:
    marked = content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    first = 0
    for codec in ("utf-16",) if marked else CODECS:
        try:
            text = content.decode(codec)
        except UnicodeDecodeError as error:
            first = max(first, error.start)
            continue
        if "\0" not in text:
            return text
        first = max(first, content.index(b"\0"))
    raise FileRefusal(NO_TEXT, file=file, row=content.count(b"\n", 0, first) + 1)


@lru_cache(maxsize=4)
def _alphabet(text: str) -> tuple[str, ...]:
    return tuple(sorted(set(text)))


def alphabet(data: Characters) -> tuple[str, ...]:
    """Give the different characters of a text, sorted: the number of a symbol is its place."""
    return _alphabet(read(data))


def characters(data: Characters) -> Dataset:
    """Windows over a text; the first share trains, the rest is validation.

    Parameters
    ----------
    data : Characters
        Which text, window length and share to train on.

    Returns
    -------
    Dataset
        Inputs (T, 1, N) are numbers of symbols, targets (T, 1, N) those of the characters that come next.

    Raises
    ------
    Refusal
        Where training or validation would be left without an example.
    """
    text, symbols = read(data), alphabet(data)
    training, validation = windows(len(text), data)
    place = {symbol: k for k, symbol in enumerate(symbols)}
    numbers = np.array([place[c] for c in text], np.float64)

    def cut(first: int, count: int) -> Split:
        at = first + np.arange(count) + np.arange(data.length)[:, None]
        return split(numbers[at][:, None, :], numbers[at + 1][:, None, :])

    return Dataset(
        cut(0, training),
        cut(len(text) - data.length - validation, validation),
        "classes",
        every_step=True,
        input_names=("character",),
        target_name="next character",
        classes=symbols,
        symbols=symbols,
    )
