"""Source: the bytes of a table on their way to the parser: counted, hashed, checked, and stopped when asked to."""

from __future__ import annotations

import codecs
import hashlib
import io
import stat
from typing import TYPE_CHECKING

from ...errors import QT_TRANSLATE_NOOP, FileRefusal
from ...files import BAD_NAME, CANNOT_READ, NO_FILE

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

LARGEST = 2_000_000_000
"""Bytes of a table."""
CODECS = {"utf-8": "utf-8-sig", "utf-16": "utf-16", "cp949": "cp949", "latin-1": "latin-1"}

TOO_LARGE = QT_TRANSLATE_NOOP(
    "Refusal", "“{file}” is larger than 2 GB; cut it into smaller files or leave columns out."
)
EMPTY = QT_TRANSLATE_NOOP("Refusal", "“{file}” is empty; choose a file with rows and columns.")
NUL = QT_TRANSLATE_NOOP(
    "Refusal", "“{file}”, row {row}, is no text but holds zero bytes; save it as CSV."
)
UNDECODED = QT_TRANSLATE_NOOP(
    "Refusal", "“{file}”, row {row}, is not written in {encoding}; choose another encoding."
)
CHANGED = QT_TRANSLATE_NOOP(
    "Refusal", "“{file}” was changed while it was read; try again when it is whole."
)


class Cancelled(Exception):  # noqa: N818 - no error: the user asked for it
    """The user has stopped reading."""


def nothing(share: float) -> None:
    """Be told of progress, and do nothing."""


def never() -> bool:
    """Be asked whether to stop, and go on."""
    return False


def stamp(path: Path) -> tuple[int, int]:
    """Give the size of a file in bytes and its time of change in ns; refuse what is no file.

    Parameters
    ----------
    path : Path
        The file.

    Raises
    ------
    FileRefusal
        If it is not there, no file, empty or too large.
    """
    try:
        about = path.stat()
        regular = stat.S_ISREG(about.st_mode)
        with path.open("rb") if regular or stat.S_ISDIR(about.st_mode) else io.BytesIO():
            pass
    except (OSError, ValueError) as error:
        raise FileRefusal(CANNOT_READ, file=named(path), reason=_reason(error)) from None
    if not regular:  # a pipe would hang
        raise FileRefusal(CANNOT_READ, file=named(path), reason=NO_FILE)
    if about.st_size > LARGEST:
        raise FileRefusal(TOO_LARGE, file=named(path))
    if not about.st_size:
        raise FileRefusal(EMPTY, file=named(path))
    return about.st_size, about.st_mtime_ns


def named(path: Path) -> str:
    """Give the name of a file as sentences say it."""
    return path.name or str(path)


def _reason(error: OSError | ValueError) -> str:
    return (error.strerror or "").lower() if isinstance(error, OSError) else BAD_NAME


class Source(io.RawIOBase):
    """A file that is read once from its beginning.

    Parameters
    ----------
    path : Path
        The file.
    encoding : str
        As `Reading` names it.
    progress, cancelled : callable
        Told the share done; asked whether to stop.
    """

    def __init__(
        self,
        path: Path,
        encoding: str,
        progress: Callable[[float], object] = nothing,
        cancelled: Callable[[], bool] = never,
    ) -> None:
        self._path, self._encoding = path, encoding
        self._progress, self._cancelled = progress, cancelled
        self._stamp = stamp(path)
        self._file = path.open("rb")
        self._hash = hashlib.sha256()
        self._done = self._lines = 0
        self._stream: io.TextIOWrapper | None = None

    def readable(self) -> bool:
        """Say that it can be read."""
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        """Fill a buffer; raise `Cancelled` or FileRefusal."""
        if self._cancelled():
            raise Cancelled
        chunk = self._file.read(len(buffer))
        self._hash.update(chunk)
        if self._encoding != "utf-16" and b"\0" in chunk:
            row = self._lines + chunk[: chunk.index(b"\0")].count(b"\n") + 1
            raise FileRefusal(NUL, file=named(self._path), row=row)
        self._lines += chunk.count(b"\n")
        self._done += len(chunk)
        self._progress(min(1.0, self._done / self._stamp[0]))
        buffer[: len(chunk)] = chunk
        return len(chunk)

    def text(self) -> io.TextIOWrapper:
        """Give the decoded text; its errors are those of the codec."""
        raw = io.BufferedReader(self, 1 << 18)
        # kept, or it would close the file when it is no longer read from
        self._stream = io.TextIOWrapper(raw, CODECS[self._encoding])
        return self._stream

    def finish(self) -> str:
        """Read what is left and give the SHA-256; refuse a file that was changed meanwhile."""
        while chunk := self._file.read(1 << 20):
            self._hash.update(chunk)
        if stamp(self._path) != self._stamp:
            raise FileRefusal(CHANGED, file=named(self._path))
        return self._hash.hexdigest()

    def close(self) -> None:
        """Close the file."""
        self._file.close()
        self._stream = None
        super().close()


def undecoded(path: Path, encoding: str) -> FileRefusal:
    """Tell the first row that is not in an encoding.

    Parameters
    ----------
    path : Path
        A file that could not be decoded.
    encoding : str
        As `Reading` names it.
    """
    row = 1
    decoder = codecs.getincrementaldecoder(CODECS[encoding])()
    with path.open("rb") as lines:
        for line in lines:
            try:
                row += decoder.decode(line).count("\n")
            except UnicodeError:
                break
    return FileRefusal(UNDECODED, file=named(path), row=row, encoding=encoding.upper())
