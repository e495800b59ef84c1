"""NumPy files: the arrays of a .npy or .npz, read without trust: every bound is checked before an array is made.

References
----------
The format: numpy.lib.format. Its header is a Python literal; here it is matched, never evaluated.
"""

from __future__ import annotations

import io
import math
import re
import zipfile
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from ..errors import QT_TRANSLATE_NOOP, FileRefusal

if TYPE_CHECKING:
    from collections.abc import Collection
    from typing import IO

NUMBERS = 30_000_000
"""Numbers in a file: of all arrays together."""
FILE_LARGEST = 8 * NUMBERS + 100_000
"""Bytes of a file."""
HEADER_LARGEST = 10_000
"""Bytes of the header of an array."""
DIRECTORY_LARGEST = 65_536
"""Bytes of the list of arrays of a .npz."""
RANK = 8
"""Dimensions of an array."""
DTYPE = re.compile(r"[<>|](f[248]|[iu][1248]|b1)")
HEADER = re.compile(
    r"\{\s*(?=.*'descr'\s*:\s*(?P<descr>'[^']*'(?=\s*[,}])|\[))"
    r"(?=.*'fortran_order'\s*:\s*(?P<fortran>True|False)\s*[,}])"
    r"(?=.*'shape'\s*:\s*\((?P<shape>[\d\s,]*)\)\s*[,}])[^{]*\}\s*",
    re.DOTALL,
)

NO_FILE = QT_TRANSLATE_NOOP(
    "Refusal",
    "“{file}” is no whole .npy or .npz file; save arrays with numpy.save or numpy.savez.",
)
UNKNOWN = QT_TRANSLATE_NOOP(
    "Refusal",
    "“{file}”: array “{array}” is none of {names}; rename it or leave it out.",
)
DAMAGED = QT_TRANSLATE_NOOP(
    "Refusal",
    "“{file}”: array “{array}” is damaged, or not as NumPy writes it; save it again with NumPy.",
)
KIND = QT_TRANSLATE_NOOP(
    "Refusal",
    "“{file}”: array “{array}” holds {kind}, which are no numbers of up to 64 bits; "
    "save it as float32 or int64.",
)
EMPTY = QT_TRANSLATE_NOOP(
    "Refusal", "“{file}”: array “{array}” is empty; save at least one example of one time step."
)
TOO_LARGE = QT_TRANSLATE_NOOP(
    "Refusal",
    "“{file}” has more than 30 million numbers; take fewer examples or time steps.",
)


class _Header(NamedTuple):
    dtype: np.dtype[Any]
    shape: tuple[int, ...]
    order: Any
    length: int
    """Bytes before the numbers."""

    @property
    def bytes(self) -> int:
        return math.prod(self.shape) * self.dtype.itemsize


def read_arrays(content: bytes, name: str, wanted: Collection[str]) -> dict[str, Any]:
    """Read the arrays of a .npy or .npz file.

    Parameters
    ----------
    content : bytes
        The whole file.
    name : str
        Its name.
    wanted : collection of str
        Names that arrays may have; that of a .npy is the first.

    Returns
    -------
    dict of ndarray
        Of floats, whole numbers, or bools as whole numbers.

    Raises
    ------
    FileRefusal
        If it is damaged, too large, or has an array of another name or kind.
    """
    if content[:6] == b"\x93NUMPY":
        first = next(iter(wanted))
        header = _header(io.BytesIO(content[: HEADER_LARGEST + 12]), len(content), name, first)
        _bound([header], name)
        return {first: _array(memoryview(content)[header.length :], header)}
    _check_directory(content, name)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return _members(archive, name, wanted)
    except FileRefusal:
        raise
    except Exception:  # noqa: BLE001 - zipfile raises many kinds on hostile files
        raise FileRefusal(NO_FILE, file=name) from None


def _check_directory(content: bytes, name: str) -> None:
    """Look at the end of a ZIP before zipfile believes it: it may list millions of entries."""
    end = content[-22:]
    long = content[-42:-38] == b"PK\6\7" or int.from_bytes(end[12:16], "little") > DIRECTORY_LARGEST
    if end[:4] != b"PK\5\6" or long:
        raise FileRefusal(NO_FILE, file=name)


def _members(archive: zipfile.ZipFile, name: str, wanted: Collection[str]) -> dict[str, Any]:
    headers: dict[str, _Header] = {}
    entries = archive.infolist()
    for entry in entries:
        array = entry.filename.removesuffix(".npy")
        if array not in wanted:
            raise FileRefusal(UNKNOWN, file=name, array=array, names=", ".join(wanted))
        if array in headers or entry.compress_type not in (
            zipfile.ZIP_STORED,
            zipfile.ZIP_DEFLATED,
        ):
            raise FileRefusal(DAMAGED, file=name, array=array)
        with archive.open(entry) as file:
            headers[array] = _header(file, entry.file_size, name, array)
    _bound(headers.values(), name)
    found = {}
    for entry, (array, header) in zip(entries, headers.items(), strict=True):
        with archive.open(entry) as file:
            file.read(header.length)
            numbers = file.read(header.bytes)
            if len(numbers) != header.bytes or file.read(1):
                raise FileRefusal(DAMAGED, file=name, array=array)
            found[array] = _array(memoryview(numbers), header)
    return found


def _header(file: IO[bytes], size: int, name: str, array: str) -> _Header:
    """Read the header of an array that takes so many bytes in all."""
    start = file.read(8)
    width = {1: 2, 2: 4}.get(start[6] if len(start) == 8 else 0, 0)
    length = int.from_bytes(file.read(width), "little")
    if start[:6] != b"\x93NUMPY" or not width or length > HEADER_LARGEST:
        raise FileRefusal(DAMAGED, file=name, array=array)
    found = HEADER.fullmatch(file.read(length).decode("latin-1"))
    if found is None:
        raise FileRefusal(DAMAGED, file=name, array=array)
    kind = found["descr"].strip("'")
    if not DTYPE.fullmatch(kind):
        raise FileRefusal(KIND, file=name, array=array, kind=_called(kind))
    texts = [text.strip() for text in found["shape"].split(",")]
    if texts[-1:] == [""]:
        texts.pop()
    if len(texts) > RANK or not all(re.fullmatch(r"\d{1,18}", text) for text in texts):
        raise FileRefusal(DAMAGED, file=name, array=array)
    header = _Header(
        np.dtype(kind),
        tuple(int(text) for text in texts),
        "F" if found["fortran"] == "True" else "C",
        8 + width + length,
    )
    if header.length + header.bytes != size:
        raise FileRefusal(DAMAGED, file=name, array=array)
    if not header.bytes:
        raise FileRefusal(EMPTY, file=name, array=array)
    return header


def _called(kind: str) -> str:
    """Give what a type of NumPy's that is refused is called."""
    names = {"O": "objects", "U": "texts", "S": "texts", "c": "complex numbers", "[": "records"}
    first = kind.lstrip("<>|=")[:1]
    return names.get(first, f"“{kind}”")


def _bound(headers: Collection[_Header], name: str) -> None:
    if sum(math.prod(header.shape) for header in headers) > NUMBERS:
        raise FileRefusal(TOO_LARGE, file=name)


def _array(numbers: memoryview, header: _Header) -> Any:
    bools = header.dtype.kind == "b"  # a byte of a bool may be more than 1
    array = np.frombuffer(numbers, np.uint8 if bools else header.dtype)
    array = (array != 0).astype(np.uint8) if bools else array
    return array.reshape(header.shape, order=header.order)
