"""Files: a project is read and written whole or not at all. The one place that writes files."""

from __future__ import annotations

import contextlib
import hashlib
import io
import json
import os
import tempfile
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

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
MEMBERS = {"project.json", "state.safetensors", "previous.safetensors", "history.safetensors"}

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


class Journaled(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Settings that came into force after an iteration."""

    iteration: int
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
    previous_epoch, previous_used : int
        Place one iteration before.
    sha256 : dict of str
        Of each other member.
    """

    format: int
    project: Project
    start: Training
    journal: tuple[Journaled, ...]
    iteration: int
    epoch: int
    used: int
    previous_epoch: int
    previous_used: int
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
    target = Path(os.path.realpath(path))
    part = ""
    try:
        handle, part = tempfile.mkstemp(prefix=".gate-", suffix=".part", dir=target.parent)
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        mode = target.stat().st_mode & 0o777 if target.exists() else 0o666 & ~_mask()
        Path(part).chmod(mode)
        Path(part).replace(target)
        _sync_folder(target.parent)
    except OSError as error:
        if part:
            with contextlib.suppress(OSError):
                Path(part).unlink()
        raise FileRefusal(CANNOT_WRITE, file=path.name, reason=_reason(error)) from None


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


def _reason(error: OSError) -> str:
    return (error.strerror or type(error).__name__).lower()


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
        with path.open("rb") as file:
            content = file.read(largest + 1)
    except OSError as error:
        raise FileRefusal(CANNOT_READ, file=path.name, reason=_reason(error)) from None
    except ValueError:
        raise FileRefusal(CANNOT_READ, file=str(path), reason="bad name") from None
    if len(content) > largest:
        raise FileRefusal(TOO_LARGE, file=path.name)
    return content


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
        reason = "nested too deep" if isinstance(error, RecursionError) else str(error)
        raise FileRefusal(NO_PROJECT, file=name, reason=reason) from None
    if not isinstance(value, dict):
        raise FileRefusal(NO_PROJECT, file=name, reason="it holds no object")
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


def _read_archive(content: bytes, name: str) -> tuple[Stored, dict[str, bytes]]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
            if len(entries) > 16 or sum(e.file_size for e in entries) > LARGEST:
                raise FileRefusal(TOO_LARGE, file=name)
            parts = {e.filename: archive.read(e) for e in entries if e.filename in MEMBERS}
            unknown = [e.filename for e in entries if e.filename not in MEMBERS]
    except FileRefusal:
        raise
    except Exception:  # noqa: BLE001 - zipfile raises many kinds on hostile files
        raise FileRefusal(DAMAGED, file=name, part="its end (the file may be cut)") from None
    if "project.json" not in parts or unknown:
        raise FileRefusal(
            NO_PROJECT,
            file=name,
            reason=f"unexpected part {unknown[0]}" if unknown else "no project.json",
        )
    stored = _form(_json(parts.pop("project.json"), name), Stored, name)
    _form(msgspec.to_builtins(stored.project), Project, name)
    for part, digest in stored.sha256.items():
        if hashlib.sha256(parts.get(part, b"")).hexdigest() != digest:
            raise FileRefusal(DAMAGED, file=name, part=part)
    if set(parts) != set(stored.sha256):
        raise FileRefusal(DAMAGED, file=name, part="its list of parts")
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
    except (KeyError, ValueError, TypeError):
        raise FileRefusal(
            DAMAGED, file=path.name, part="its state (it does not fit the network)"
        ) from None
