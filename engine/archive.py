"""Archive: what a .gatescope holds, a ZIP of stored parts with their checksums."""

from __future__ import annotations

import hashlib
import io
import zipfile
from typing import TYPE_CHECKING, Annotated

import msgspec
import numpy as np

from .errors import QT_TRANSLATE_NOOP, FileRefusal
from .plain import NO_PROJECT, formed, json_text, parse
from .project import Project, Training

if TYPE_CHECKING:
    from .recording import Floats

DIRECTORY_LARGEST = 4096
"""Bytes of the list of parts of an archive; ours takes some 300."""
DATA = "data/content"
"""The user's file of data, as it is; in few archives."""
MEMBERS = {"project.json", "state.safetensors", "checkpoints.safetensors", "history.safetensors"}
DAMAGED = QT_TRANSLATE_NOOP(
    "Refusal", "“{file}” is damaged at {part}; take a backup or an earlier save."
)
OTHER_PARTS = QT_TRANSLATE_NOOP("Refusal", "it has not the parts of one")
ITS_END = QT_TRANSLATE_NOOP("Refusal", "its end (it may be cut)")
ITS_PARTS = QT_TRANSLATE_NOOP("Refusal", "its list of parts")
ITS_STATE = QT_TRANSLATE_NOOP("Refusal", "its state (it does not fit the network)")


Count = Annotated[int, msgspec.Meta(ge=0, le=1_000_000_000)]


class Journaled(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Settings that came into force after an iteration."""

    iteration: Count
    training: Training


class Named(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An iteration that the user has named."""

    iteration: Count
    name: Annotated[str, msgspec.Meta(min_length=1, max_length=200)]


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
    step, group : int
        Place within truncated sequences (see `Place`).
    bookmarks : tuple of Named
        Up to that iteration.
    """

    format: int
    project: Project
    start: Training
    journal: tuple[Journaled, ...]
    iteration: Count
    epoch: Count
    used: Count
    sha256: dict[str, str]
    step: Count = 0
    group: Count = 0
    bookmarks: tuple[Named, ...] = ()


def _pack(arrays: dict[str, Floats]) -> bytes:
    from safetensors.numpy import save

    return bytes(save(arrays))


def unpack(content: bytes, name: str, part: str) -> dict[str, Floats]:
    """Read the arrays of a part.

    Parameters
    ----------
    content : bytes
        A safetensors file.
    name, part : str
        Of the file and the part.

    Returns
    -------
    dict of ndarray
        Finite numbers.

    Raises
    ------
    FileRefusal
        If it is damaged.
    """
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


def read_archive(content: bytes, name: str) -> tuple[Stored, dict[str, bytes]]:
    """Read the project of a .gatescope, and its other parts as bytes; data that it holds are taken in.

    Parameters
    ----------
    content : bytes
        The whole file.
    name : str
        Its name.

    Returns
    -------
    tuple of (Stored, dict of bytes)
        Checked against its checksums.

    Raises
    ------
    FileRefusal
        If it is damaged or none of ours.
    """
    _check_directory(content, name)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
            unknown = [e.filename for e in entries if e.filename not in {*MEMBERS, DATA}]
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
    stored = formed(parse(parts.pop("project.json"), name), Stored, name)
    for part, digest in stored.sha256.items():
        if hashlib.sha256(parts.get(part, b"")).hexdigest() != digest:
            raise FileRefusal(DAMAGED, file=name, part=part)
    if set(parts) != set(stored.sha256):
        raise FileRefusal(DAMAGED, file=name, part=ITS_PARTS)
    _take_in_data(stored.project, parts, name)
    formed(msgspec.to_builtins(stored.project), Project, name)  # which reads the data
    return stored, parts


def _take_in_data(project: Project, parts: dict[str, bytes], name: str) -> None:
    """Put the data of an archive, where it holds any, to where they are read from."""
    if DATA not in parts:
        return
    from .datasets.embedded import take_in

    if not take_in(project, parts.pop(DATA)):
        raise FileRefusal(DAMAGED, file=name, part=DATA)


def archive(
    stored: Stored, arrays: dict[str, dict[str, Floats]], data: bytes | None = None
) -> bytes:
    """Pack a .gatescope file.

    Parameters
    ----------
    stored : Stored
        Everything but the arrays; its checksums are filled in.
    arrays : dict of dict of ndarray
        By member.
    data : bytes, optional
        The user's file of data, where the file is to hold it.

    Returns
    -------
    bytes
        A ZIP, stored, with fixed times: the same project gives the same bytes.
    """
    parts = {name: _pack(group) for name, group in arrays.items()}
    if data is not None:
        parts[DATA] = data
    digests = {name: hashlib.sha256(part).hexdigest() for name, part in parts.items()}
    first = json_text(msgspec.structs.replace(stored, sha256=digests))
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as file:
        for name, part in {"project.json": first, **parts}.items():
            file.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), part)
    return buffer.getvalue()
