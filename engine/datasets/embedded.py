"""Embedded: the user's file of data within a project file, and where it lies after the project was opened elsewhere."""

from __future__ import annotations

import atexit
import hashlib
import shutil
import tempfile
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from msgspec import structs

from ..errors import QT_TRANSLATE_NOOP, FileRefusal
from ..files import CANNOT_WRITE, read_bytes, write_whole
from ..project import Arrays, Characters, Table
from .arrays import CHANGED
from .found import at_data, place, remember_as

if TYPE_CHECKING:
    from ..project import Data, Project

LARGEST = 50_000_000
"""Bytes of a file that is kept in a project."""
NAME_MOST = 80
RESERVED = {
    "con",
    "prn",
    "aux",
    "nul",
    *(f"{port}{k}" for port in ("com", "lpt") for k in range(10)),
}
"""Names that are devices where the system is Windows."""
TOO_LARGE = QT_TRANSLATE_NOOP(
    "Refusal",
    "“{file}” is larger than 50 MB, too large to be kept in a project file; leave it beside the project.",
)
_FOLDER: list[Path] = []
"""Made when it is needed, removed when the program ends."""


def is_own(data: Data) -> bool:
    """Tell whether data are read from a file of the user's."""
    return isinstance(data, Arrays | Characters | Table) and bool(data.path)


def size_of(data: Data) -> int | None:
    """Give the bytes of the user's file of data; None where there is none, or it is gone."""
    if not is_own(data):
        return None
    assert isinstance(data, Arrays | Characters | Table)
    try:
        return place(data.path, data.sha256).stat().st_size
    except (OSError, ValueError):
        return None


def with_content(project: Project) -> tuple[Project, bytes | None]:
    """Give what a file is to hold of the data.

    Parameters
    ----------
    project : Project
        A project; where it is not said to hold its data, or they are no file, nothing is read.

    Returns
    -------
    tuple of (Project, bytes or None)
        The project, which knows the SHA-256 of its data, and their file.

    Raises
    ------
    FileRefusal
        If the file is gone, is another one, or is too large.
    """
    data = project.data
    if not project.embedded or not isinstance(data, Arrays | Characters | Table) or not data.path:
        return project, None
    path = place(data.path, data.sha256)
    try:
        content = read_bytes(path, LARGEST, TOO_LARGE)
    except FileRefusal as refusal:
        raise at_data(refusal) from None
    digest = hashlib.sha256(content).hexdigest()
    if data.sha256 and data.sha256 != digest:
        raise FileRefusal(CHANGED, place="data.path", file=path.name)
    return structs.replace(project, data=structs.replace(data, sha256=digest)), content


def take_in(project: Project, content: bytes) -> bool:
    """Put the data that a project file holds where they are found from now on, until the program ends.

    They get a place of their own: what lies where the project says is neither read nor written.

    Parameters
    ----------
    project : Project
        As it stood in the file.
    content : bytes
        Of the file of data.

    Returns
    -------
    bool
        Whether these are its data.

    Raises
    ------
    FileRefusal
        If there is no room for them.
    """
    data = project.data
    if not project.embedded or not isinstance(data, Arrays | Characters | Table) or not data.path:
        return False
    digest = hashlib.sha256(content).hexdigest()
    if digest != data.sha256 or len(content) > LARGEST:
        return False
    if not _FOLDER:
        _FOLDER.append(Path(tempfile.mkdtemp(prefix="gatescope-data-")))
        atexit.register(shutil.rmtree, _FOLDER[0], ignore_errors=True)
    path = _FOLDER[0] / digest / _plain_name(data.path)
    if not path.is_file() or hashlib.sha256(path.read_bytes()).hexdigest() != digest:
        _make(path.parent)
        write_whole(path, content)
    remember_as(path, digest)
    return True


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        reason = (error.strerror or type(error).__name__).lower()
        raise FileRefusal(CANNOT_WRITE, file=folder.name, reason=reason) from None


def _plain_name(path: str) -> str:
    """Give the name of a file as any system takes it; the path may come from a hostile project."""
    name = PurePath(path.replace("\\", "/")).name
    plain = "".join(c if c.isalnum() or c in " ._-()" else "_" for c in name)
    stem, dot, suffix = plain.rpartition(".")
    plain = (stem[: NAME_MOST - len(suffix[:10])] + dot + suffix[:10]).strip(" .")
    return plain if plain and plain.partition(".")[0].lower() not in RESERVED else f"data {plain}"
