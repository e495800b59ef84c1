"""Files: a project is read and written whole or not at all. The one place that writes files."""

from __future__ import annotations

import contextlib
import hashlib
import io
import json
import os
import stat
import tempfile
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import msgspec
import numpy as np

from .errors import QT_TRANSLATE_NOOP, FileRefusal, Refusal
from .project import Project, Training
from .validate import convert, validated

if TYPE_CHECKING:
    from .course import Course
    from .recording import Floats

SUFFIX = ".gatescope"
LARGEST = 512_000_000
JSON_LARGEST = 8_000_000
DIRECTORY_LARGEST = 4096
"""Bytes of the list of parts of an archive; ours takes some 300."""
MEMBERS = {"project.json", "state.safetensors", "checkpoints.safetensors", "history.safetensors"}

CANNOT_READ = QT_TRANSLATE_NOOP(
    "Refusal", "“{file}” cannot be read: {reason}; check the name and the permissions."
)
CANNOT_WRITE = QT_TRANSLATE_NOOP(
    "Refusal", "“{file}” cannot be written: {reason}; choose another place with Save as."
)
TOO_LARGE = QT_TRANSLATE_NOOP(
    "Refusal", "“{file}” is larger than a project can be; choose a Gatescope project."
)
NO_PROJECT = QT_TRANSLATE_NOOP(
    "Refusal", "“{file}” is no Gatescope project ({reason}); choose a .gatescope or .json file."
)
DAMAGED = QT_TRANSLATE_NOOP(
    "Refusal", "“{file}” is damaged at {part}; take a backup or an earlier save."
)
FIELD = QT_TRANSLATE_NOOP("Refusal", "“{file}”: {problem}")

NO_TEXT = QT_TRANSLATE_NOOP("Refusal", "it is no text in UTF-8")
NO_OBJECT = QT_TRANSLATE_NOOP("Refusal", "it holds no group of settings { }")
TOO_DEEP = QT_TRANSLATE_NOOP("Refusal", "it is nested too deep")
NO_FILE = QT_TRANSLATE_NOOP("Refusal", "it is no file")
BAD_NAME = QT_TRANSLATE_NOOP("Refusal", "no file can have this name")
NO_FOLDER = QT_TRANSLATE_NOOP("Refusal", "its folder is not there")
OTHER_PARTS = QT_TRANSLATE_NOOP("Refusal", "it has not the parts of one")
ITS_END = QT_TRANSLATE_NOOP("Refusal", "its end (it may be cut)")
ITS_PARTS = QT_TRANSLATE_NOOP("Refusal", "its list of parts")
ITS_STATE = QT_TRANSLATE_NOOP("Refusal", "its state (it does not fit the network)")
REASONS = (
    QT_TRANSLATE_NOOP("Refusal", "no such file or directory"),
    QT_TRANSLATE_NOOP("Refusal", "permission denied"),
    QT_TRANSLATE_NOOP("Refusal", "is a directory"),
    QT_TRANSLATE_NOOP("Refusal", "no space left on device"),
    QT_TRANSLATE_NOOP("Refusal", "read-only file system"),
)
"""What the system says of files most often; the window translates it."""


Count = Annotated[int, msgspec.Meta(ge=0, le=1_000_000_000)]


class Journaled(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Settings that came into force after an iteration."""

    iteration: Count
    training: Training


class Stored(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What ``project.json`` of a .gatescope holds beside the project.

    Attributes
    ----------
    project : Project
        As it stood when it was saved.
    start : Training
        Settings at iteration 0.
    journal : tuple of Journaled
        Later settings.
    iteration, epoch, used : int
        Place in training.
    sha256 : dict of str
        Of each other member.
    """

    format: int
    project: Project
    start: Training
    journal: tuple[Journaled, ...]
    iteration: Count
    epoch: Count
    used: Count
    sha256: dict[str, str]


def write_whole(path: Path, content: bytes) -> None:
    """Write a file so that it is there whole, or as it was.

    Parameters
    ----------
    path : Path
        Where; a link is followed, the mode of an existing file is kept.
    content : bytes
        All of it.

    Raises
    ------
    FileRefusal
        If it cannot be written; the old file is intact then.
    """
    part = ""
    try:
        target = Path(os.path.realpath(path))
        handle, part = tempfile.mkstemp(prefix=".gate-", suffix=".part", dir=target.parent)
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        mode = target.stat().st_mode & 0o777 if target.exists() else 0o666 & ~_mask()
        Path(part).chmod(mode)
        Path(part).replace(target)
        part = ""
        _sync_folder(target.parent)
    except (OSError, ValueError) as error:
        raise FileRefusal(CANNOT_WRITE, file=_name(path), reason=_reason(error)) from None
    finally:
        if part:
            with contextlib.suppress(OSError):
                Path(part).unlink()


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


def read_bytes(path: Path, largest: int = LARGEST) -> bytes:
    """Read a file of bounded size.

    Parameters
    ----------
    path : Path
        The file.
    largest : int
        Most bytes that are read.

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
            raise FileRefusal(TOO_LARGE, file=_name(path))
        with path.open("rb") as file:
            return file.read(about.st_size + 1)
    except (OSError, ValueError) as error:
        raise FileRefusal(CANNOT_READ, file=_name(path), reason=_reason(error)) from None


# project.json


def _number(text: str) -> int:
    if len(text) > 40:
        raise ValueError("a number is too long")
    return int(text)


def _constant(text: str) -> float:
    raise ValueError(f"{text} is not a number that a project may hold")


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made: dict[str, Any] = {}
    for key, value in pairs:
        if key in made:
            raise ValueError(f"“{key}” stands twice")
        made[key] = value
    return made


def _json(content: bytes, name: str) -> Any:
    try:
        value = json.loads(
            content.decode("utf-8-sig"),
            parse_int=_number,
            parse_constant=_constant,
            object_pairs_hook=_unique,
        )
    except json.JSONDecodeError as error:
        reason = f"line {error.lineno}, column {error.colno}: {error.msg.lower()}"
        raise FileRefusal(NO_PROJECT, file=name, reason=reason) from None
    except (ValueError, RecursionError) as error:
        reason = TOO_DEEP if isinstance(error, RecursionError) else str(error)
        if isinstance(error, UnicodeDecodeError):
            reason = NO_TEXT
        raise FileRefusal(NO_PROJECT, file=name, reason=reason) from None
    if not isinstance(value, dict):
        raise FileRefusal(NO_PROJECT, file=name, reason=NO_OBJECT)
    return value


def _form(value: Any, form: Any, name: str) -> Any:
    """Convert, with the file's name in the sentence."""
    try:
        made = convert(value, form)
        return validated(made) if isinstance(made, Project) else made
    except FileRefusal:
        raise
    except Refusal as refusal:
        raise FileRefusal(FIELD, place=refusal.place, file=name, problem=refusal) from None
    except RecursionError:
        raise FileRefusal(NO_PROJECT, file=name, reason=TOO_DEEP) from None


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
        stored, _ = _read_archive(content, path.name)
        return stored.project
    if len(content) > JSON_LARGEST:
        raise FileRefusal(TOO_LARGE, file=path.name)
    project = _form(_json(content, path.name), Project, path.name)
    assert isinstance(project, Project)
    return project


def json_text(value: msgspec.Struct) -> bytes:
    """Give a struct as JSON text.

    Parameters
    ----------
    value : Struct
        A Project, or what an archive stores.

    Returns
    -------
    bytes
        UTF-8, indented.
    """
    return msgspec.json.format(msgspec.json.encode(value), indent=2) + b"\n"


# the archive


def _pack(arrays: dict[str, Floats]) -> bytes:
    from safetensors.numpy import save

    return bytes(save(arrays))


def _unpack(content: bytes, name: str, part: str) -> dict[str, Floats]:
    from safetensors import SafetensorError
    from safetensors.numpy import load

    try:
        arrays: dict[str, Floats] = load(content)
    except (SafetensorError, ValueError, KeyError, TypeError, MemoryError, OverflowError):
        raise FileRefusal(DAMAGED, file=name, part=part) from None
    for key, array in arrays.items():
        if array.dtype.kind not in "if" or not np.isfinite(array).all():
            raise FileRefusal(DAMAGED, file=name, part=f"{part}, {key} (not a finite number)")
    return arrays


def _check_directory(content: bytes, name: str) -> None:
    """Look at the end of a ZIP before zipfile believes it: it may list millions of entries."""
    end = content[-22:]
    if end[:4] != b"PK\5\6":
        raise FileRefusal(DAMAGED, file=name, part=ITS_END)
    if content[-42:-38] == b"PK\6\7" or int.from_bytes(end[12:16], "little") > DIRECTORY_LARGEST:
        raise FileRefusal(NO_PROJECT, file=name, reason=OTHER_PARTS)


def _read_archive(content: bytes, name: str) -> tuple[Stored, dict[str, bytes]]:
    _check_directory(content, name)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
            unknown = [e.filename for e in entries if e.filename not in MEMBERS]
            if unknown:
                raise FileRefusal(NO_PROJECT, file=name, reason=f"unexpected part {unknown[0]}")
            # stored, not packed, so what comes out is never more than what went in
            if len({e.filename for e in entries}) < len(entries) or sum(
                e.file_size for e in entries
            ) > len(content):
                raise FileRefusal(DAMAGED, file=name, part=ITS_PARTS)
            parts = {e.filename: archive.read(e) for e in entries}
    except FileRefusal:
        raise
    except Exception:  # noqa: BLE001 - zipfile raises many kinds on hostile files
        raise FileRefusal(DAMAGED, file=name, part=ITS_END) from None
    if "project.json" not in parts:
        raise FileRefusal(NO_PROJECT, file=name, reason=OTHER_PARTS)
    stored = _form(_json(parts.pop("project.json"), name), Stored, name)
    _form(msgspec.to_builtins(stored.project), Project, name)
    for part, digest in stored.sha256.items():
        if hashlib.sha256(parts.get(part, b"")).hexdigest() != digest:
            raise FileRefusal(DAMAGED, file=name, part=part)
    if set(parts) != set(stored.sha256):
        raise FileRefusal(DAMAGED, file=name, part=ITS_PARTS)
    return stored, parts


def save_project(path: Path, project: Project, course: Course) -> None:
    """Save a project with parameters, optimizer state, journal, losses and place in training.

    Parameters
    ----------
    path : Path
        A .json file gets the project alone.
    project : Project
        As the user has set it.
    course : Course
        Where training stands.

    Raises
    ------
    FileRefusal
        If it cannot be written; the old file is intact then.
    """
    if path.suffix == ".json":
        write_whole(path, json_text(project))
        return
    from . import state

    write_whole(path, archive(*state.collect(project, course)))


def archive(stored: Stored, arrays: dict[str, dict[str, Floats]]) -> bytes:
    """Pack a .gatescope file.

    Parameters
    ----------
    stored : Stored
        Everything but the arrays; its checksums are filled in.
    arrays : dict of dict of ndarray
        By member.

    Returns
    -------
    bytes
        A ZIP, stored, with fixed times: the same project gives the same bytes.
    """
    parts = {name: _pack(group) for name, group in arrays.items()}
    digests = {name: hashlib.sha256(part).hexdigest() for name, part in parts.items()}
    first = json_text(msgspec.structs.replace(stored, sha256=digests))
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as file:
        for name, part in {"project.json": first, **parts}.items():
            file.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), part)
    return buffer.getvalue()


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
    from .course import Course

    content = read_bytes(path)
    if content[:2] != b"PK":
        return Course(read_project(path), number)
    stored, parts = _read_archive(content, path.name)
    groups = {part: _unpack(raw, path.name, part) for part, raw in parts.items()}
    try:
        return state.rebuild(stored, groups, number)
    except Refusal as refusal:
        raise FileRefusal(FIELD, place=refusal.place, file=path.name, problem=refusal) from None
    except (KeyError, ValueError, TypeError, OverflowError):
        raise FileRefusal(DAMAGED, file=path.name, part=ITS_STATE) from None
