"""Files: a project is read and written whole or not at all. The one place that writes files."""

from __future__ import annotations

import contextlib
import os
import stat
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from .errors import QT_TRANSLATE_NOOP, FileRefusal, Refusal
from .plain import FIELD, formed, json_text, parse
from .project import Project

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import IO

    from .course import Course

SUFFIX = ".gatescope"
PREFIX, PART = ".gate-", ".part"
DAY = 86_400.0
LARGEST = 512_000_000
JSON_LARGEST = 8_000_000

CANNOT_READ = QT_TRANSLATE_NOOP(
    "Refusal", "“{file}” cannot be read: {reason}; check the name and the permissions."
)
CANNOT_WRITE = QT_TRANSLATE_NOOP(
    "Refusal", "“{file}” cannot be written: {reason}; choose another place with Save as."
)
TOO_LARGE = QT_TRANSLATE_NOOP(
    "Refusal", "“{file}” is larger than a project can be; choose a Gatescope project."
)

NOT_IN_JSON = QT_TRANSLATE_NOOP(
    "Refusal",
    "“{file}” is plain text, which cannot hold the file of data; "
    "save it as .gatescope, or do not keep the data in the project file.",
)

NO_FILE = QT_TRANSLATE_NOOP("Refusal", "it is no file")
BAD_NAME = QT_TRANSLATE_NOOP("Refusal", "no file can have this name")
NO_FOLDER = QT_TRANSLATE_NOOP("Refusal", "its folder is not there")
REASONS = (
    QT_TRANSLATE_NOOP("Refusal", "no such file or directory"),
    QT_TRANSLATE_NOOP("Refusal", "permission denied"),
    QT_TRANSLATE_NOOP("Refusal", "is a directory"),
    QT_TRANSLATE_NOOP("Refusal", "no space left on device"),
    QT_TRANSLATE_NOOP("Refusal", "read-only file system"),
)
"""What the system says of files most often; the window translates it."""


def write_whole(path: Path, content: bytes | Callable[[IO[bytes]], object]) -> None:
    """Write a file so that it is there whole, or as it was.

    Parameters
    ----------
    path : Path
        Where; a link is followed, the mode of an existing file is kept.
    content : bytes or callable
        All of it, or what writes it into an open file, for what is too large to be made at once.

    Raises
    ------
    FileRefusal
        If it cannot be written; the old file is intact then.
    """
    part = ""
    try:
        target = Path(os.path.realpath(path))
        handle, part = tempfile.mkstemp(prefix=PREFIX, suffix=PART, dir=target.parent)
        with os.fdopen(handle, "wb") as file:
            if isinstance(content, bytes):
                file.write(content)
            else:
                content(file)
            file.flush()
            os.fsync(file.fileno())
        mode = target.stat().st_mode & 0o777 if target.exists() else 0o666 & ~_mask()
        Path(part).chmod(mode)
        Path(part).replace(target)
        part = ""
        _sync_folder(target.parent)
        _sweep(target.parent)
    except (OSError, ValueError) as error:
        raise FileRefusal(CANNOT_WRITE, file=_name(path), reason=_reason(error)) from None
    finally:
        if part:
            with contextlib.suppress(OSError):
                Path(part).unlink()


def _sweep(folder: Path) -> None:
    """Remove what saves that were killed in the middle have left here more than a day ago."""
    with contextlib.suppress(OSError):
        for left in folder.glob(f"{PREFIX}*{PART}"):
            if time.time() - left.stat().st_mtime > DAY:
                left.unlink()


def _mask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _sync_folder(folder: Path) -> None:
    """Make the new name durable, where the system can do that for a folder."""
    with contextlib.suppress(OSError, AttributeError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def check_folder(path: Path) -> None:
    """Refuse a place to write to whose folder is not there, before work is put into what is written.

    Parameters
    ----------
    path : Path
        Where something is to be written later.

    Raises
    ------
    FileRefusal
        If that cannot be.
    """
    if not os.path.isdir(os.path.dirname(os.path.realpath(path))):
        raise FileRefusal(CANNOT_WRITE, file=_name(path), reason=NO_FOLDER)


def _reason(error: OSError | ValueError) -> str:
    if isinstance(error, ValueError):
        return BAD_NAME
    return (error.strerror or type(error).__name__).lower()


def _name(path: Path) -> str:
    return path.name or str(path)


def read_bytes(path: Path, largest: int = LARGEST, too_large: str = TOO_LARGE) -> bytes:
    """Read a file of bounded size.

    Parameters
    ----------
    path : Path
        The file.
    largest : int
        Most bytes that are read.
    too_large : str
        What is said of a larger one.

    Returns
    -------
    bytes
        All of it.

    Raises
    ------
    FileRefusal
        If it cannot be read or is larger.
    """
    try:
        about = path.stat()
        if not (stat.S_ISREG(about.st_mode) or stat.S_ISDIR(about.st_mode)):  # a pipe would hang
            raise FileRefusal(CANNOT_READ, file=_name(path), reason=NO_FILE)
        if about.st_size > largest:
            raise FileRefusal(too_large, file=_name(path))
        with path.open("rb") as file:
            return file.read(about.st_size + 1)
    except (OSError, ValueError) as error:
        raise FileRefusal(CANNOT_READ, file=_name(path), reason=_reason(error)) from None


def read_project(path: Path) -> Project:
    """Read the project of a file, without its state.

    Parameters
    ----------
    path : Path
        A .json or .gatescope file.

    Returns
    -------
    Project
        Validated.

    Raises
    ------
    FileRefusal
        One sentence with the file, the field and the mend.
    """
    content = read_bytes(path)
    if content[:2] == b"PK":
        from .archive import read_archive  # brings NumPy, which the start page needs not

        stored, _ = read_archive(content, path.name)
        return stored.project
    if len(content) > JSON_LARGEST:
        raise FileRefusal(TOO_LARGE, file=path.name)
    project = formed(parse(content, path.name), Project, path.name)
    assert isinstance(project, Project)
    return project


def save_project(path: Path, project: Project, course: Course) -> None:
    """Save a project with parameters, optimizer state, journal, losses and place in training.

    Parameters
    ----------
    path : Path
        A .json file gets the project alone; it cannot hold a file of data.
    project : Project
        As the user has set it.
    course : Course
        Where training stands.

    Raises
    ------
    FileRefusal
        If it cannot be written; the old file is intact then.
    """
    from .datasets import embedded

    if path.suffix == ".json":
        if project.embedded and embedded.is_own(project.data):
            raise FileRefusal(NOT_IN_JSON, place="embedded", file=_name(path))
        write_whole(path, json_text(project))
        return
    from . import state
    from .archive import archive

    project, data = embedded.with_content(project)
    write_whole(path, archive(*state.collect(project, course), data))


def open_project(path: Path, number: int = 0) -> Course:
    """Open a project at its place in training.

    Parameters
    ----------
    path : Path
        A .json or .gatescope file.
    number : int
        Name of the branch.

    Returns
    -------
    Course
        At the iteration at which it was saved.

    Raises
    ------
    FileRefusal
        One sentence; nothing changed.
    """
    from . import state
    from .archive import DAMAGED, ITS_STATE, read_archive, unpack
    from .course import Course

    content = read_bytes(path)
    if content[:2] != b"PK":
        return Course(read_project(path), number)
    stored, parts = read_archive(content, path.name)
    groups = {part: unpack(raw, path.name, part) for part, raw in parts.items()}
    try:
        return state.rebuild(stored, groups, number)
    except Refusal as refusal:
        raise FileRefusal(FIELD, place=refusal.place, file=path.name, problem=refusal) from None
    except (KeyError, ValueError, TypeError, OverflowError):
        raise FileRefusal(DAMAGED, file=path.name, part=ITS_STATE) from None


def load(path: str | Path) -> Course:
    """Open a project at its place in training: for notebooks.

    Parameters
    ----------
    path : str or Path
        A .json or .gatescope file.

    Returns
    -------
    Course
        Its ``trainer`` goes on, its ``recording`` is looked into; ``seek`` goes back.

    Raises
    ------
    FileRefusal
        One sentence.
    """
    return open_project(Path(path))


def save(path: str | Path, course: Course) -> None:
    """Save a project at its place in training: for notebooks.

    Parameters
    ----------
    path : str or Path
        A .gatescope file, or a .json one, which gets the project alone.
    course : Course
        Where training stands.

    Raises
    ------
    FileRefusal
        If it cannot be written; the old file is intact then.
    """
    save_project(Path(path), course.project_here(), course)
