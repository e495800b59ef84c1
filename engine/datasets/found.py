"""Found: where files of data lie that are no longer where a project says, known by their content."""

from __future__ import annotations

import hashlib
from pathlib import Path

from ..errors import QT_TRANSLATE_NOOP, FileRefusal
from ..files import read_bytes

LARGEST = 2_000_000_000
"""Bytes of a file of data."""
TOO_LARGE = QT_TRANSLATE_NOOP(
    "Refusal", "“{file}” is larger than 2 GB, which no data can be; choose another file."
)
_FOUND: dict[str, Path] = {}


def remember(path: Path) -> str:
    """Remember where the user found a file, until the program ends.

    A project whose data are missing is refused with ``data.path`` as the place. Where the user then shows the file,
    the project opens when it is asked for again, if the content is that of the file that was chosen.

    Parameters
    ----------
    path : Path
        The file.

    Returns
    -------
    str
        Its SHA-256.

    Raises
    ------
    FileRefusal
        If it cannot be read.
    """
    digest = hashlib.sha256(read_bytes(path, LARGEST, TOO_LARGE)).hexdigest()
    remember_as(path, digest)
    return digest


def remember_as(path: Path, sha256: str) -> None:
    """Remember where a file lies whose content is known.

    Parameters
    ----------
    path : Path
        The file.
    sha256 : str
        Of it.
    """
    _FOUND[sha256] = path


def place(path: str, sha256: str) -> Path:
    """Give where a file lies.

    Parameters
    ----------
    path : str
        Where the project says.
    sha256 : str
        Of the file that was chosen; empty where it is not known.

    Returns
    -------
    Path
        Where it was found, or where the project says.
    """
    return _FOUND.get(sha256, Path(path))


def at_data(refusal: FileRefusal) -> FileRefusal:
    """Give the same refusal with the data as its place, so that the window offers to find the file."""
    values = {name: value for name, value in refusal.values.items() if name != "place"}
    return FileRefusal(refusal.text, place="data.path", **values)
