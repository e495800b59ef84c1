"""Tensors: a safetensors file of anyone's making, read without trust: every bound is checked before an array is made.

References
----------
The format: 8 bytes with the length N of the header, little-endian; N bytes of JSON that name dtype, shape and offsets
of each tensor; then the numbers, without hole, overlap or tail (huggingface/safetensors, README, "Format").
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from ..errors import QT_TRANSLATE_NOOP, FileRefusal
from ..plain import parse

if TYPE_CHECKING:
    from ..recording import Floats

HEADER_LARGEST = 1_000_000
"""Bytes of the header."""
ENTRIES = 10_000
"""Tensors in a file."""
RANK = 8
"""Dimensions of a tensor."""
SIZES = {"F64": 8, "F32": 4, "F16": 2, "BF16": 2}
"""Bytes of a number, of the kinds that weights may have."""
OTHERS = {
    **dict.fromkeys(("BOOL", "U8", "I8", "F8_E4M3", "F8_E5M2", "F8_E8M0"), 1),
    **dict.fromkeys(("I16", "U16"), 2),
    **dict.fromkeys(("I32", "U32"), 4),
    **dict.fromkeys(("I64", "U64", "C64"), 8),
}
"""Bytes of a number, of the kinds that weights cannot have."""

DAMAGED = QT_TRANSLATE_NOOP(
    "Refusal",
    "“{file}” is no whole safetensors file ({reason}); "
    "save the weights again with safetensors.torch.save_file.",
)
KIND = QT_TRANSLATE_NOOP(
    "Refusal",
    "“{file}”: tensor “{tensor}” is of type {kind}; save weights as float32, or leave it out.",
)
ENTRY = QT_TRANSLATE_NOOP(
    "Refusal",
    "“{file}”: tensor “{tensor}” is not described as safetensors does it; "
    "save the weights again with safetensors.torch.save_file.",
)
OFFSETS = QT_TRANSLATE_NOOP(
    "Refusal",
    "“{file}”: tensor “{tensor}” does not lie where it should; "
    "save the weights again with safetensors.torch.save_file.",
)
NOT_FINITE = QT_TRANSLATE_NOOP(
    "Refusal",
    "“{file}”: tensor “{tensor}” has numbers that are not finite in float32; save other weights.",
)
TOO_SHORT = QT_TRANSLATE_NOOP("Refusal", "it is shorter than its header says")
LONG_HEADER = QT_TRANSLATE_NOOP("Refusal", "its header is longer than 1 MB")
MANY = QT_TRANSLATE_NOOP("Refusal", "it names more than 10,000 tensors")
METADATA = QT_TRANSLATE_NOOP("Refusal", "its metadata are no texts")
TAIL = QT_TRANSLATE_NOOP("Refusal", "something follows its last tensor")


@dataclass(frozen=True, eq=False)
class Tensors:
    """What a safetensors file holds.

    Attributes
    ----------
    arrays : dict of ndarray
        float32, finite, in the order of the file's header.
    metadata : dict of str
        Texts that the file says of itself.
    """

    arrays: dict[str, Floats]
    metadata: dict[str, str]


def read_tensors(content: bytes, name: str) -> Tensors:
    """Read the tensors of a safetensors file.

    Parameters
    ----------
    content : bytes
        The whole file.
    name : str
        Its name.

    Returns
    -------
    Tensors
        F64, F16 and BF16 come as float32.

    Raises
    ------
    FileRefusal
        If it is damaged, or has a tensor of another kind or a number that is not finite.
    """
    length = int.from_bytes(content[:8], "little")
    if len(content) < 8:
        raise _damaged(name, TOO_SHORT)
    if length > HEADER_LARGEST:
        raise _damaged(name, LONG_HEADER)
    if 8 + length > len(content):
        raise _damaged(name, TOO_SHORT)
    try:
        header = parse(content[8 : 8 + length], name)
    except FileRefusal as refusal:  # says that it is no project
        raise _damaged(name, str(refusal.values["reason"])) from None
    metadata = header.pop("__metadata__", {})
    if not isinstance(metadata, dict) or not all(isinstance(v, str) for v in metadata.values()):
        raise _damaged(name, METADATA)
    if len(header) > ENTRIES:
        raise _damaged(name, MANY)
    places = _places(header, len(content) - 8 - length, name)
    numbers = memoryview(content)[8 + length :]
    arrays = {
        tensor: _array(numbers[begin:end], header[tensor], tensor, name)
        for tensor, (begin, end) in places.items()
    }
    return Tensors(arrays, metadata)


def _damaged(name: str, reason: str) -> FileRefusal:
    return FileRefusal(DAMAGED, file=name, reason=reason)


def _places(header: dict[str, Any], size: int, name: str) -> dict[str, tuple[int, int]]:
    """Check all entries against the size of the file, and give where each tensor lies."""
    places = {tensor: _place(entry, tensor, name) for tensor, entry in header.items()}
    end = 0
    for tensor, place in sorted(places.items(), key=lambda item: item[1]):
        if place[0] != end or place[1] > size:
            raise FileRefusal(OFFSETS, file=name, tensor=tensor)
        end = place[1]
    if end != size:
        raise _damaged(name, TAIL)
    return places


def _place(entry: Any, tensor: str, name: str) -> tuple[int, int]:
    """Check an entry by itself: its numbers take as many bytes as its shape says."""
    fits = isinstance(entry, dict) and set(entry) == {"dtype", "shape", "data_offsets"}
    if not fits or not (_whole(entry["shape"], 1) and _whole(entry["data_offsets"], 0)):
        raise FileRefusal(ENTRY, file=name, tensor=tensor)
    kind, shape, place = entry["dtype"], entry["shape"], entry["data_offsets"]
    if not isinstance(kind, str) or len(shape) > RANK or len(place) != 2:
        raise FileRefusal(ENTRY, file=name, tensor=tensor)
    if kind in OTHERS:
        raise FileRefusal(KIND, file=name, tensor=tensor, kind=kind)
    if kind not in SIZES or math.prod(shape) * SIZES[kind] != place[1] - place[0]:
        raise FileRefusal(ENTRY, file=name, tensor=tensor)
    return place[0], place[1]


def _whole(values: Any, least: int) -> bool:
    return isinstance(values, list) and all(type(v) is int and v >= least for v in values)


def _array(numbers: memoryview, entry: dict[str, Any], tensor: str, name: str) -> Floats:
    """Give numbers as a float32 array; F32 is read where it lies."""
    if entry["dtype"] == "BF16":  # the upper half of a float32
        array = (np.frombuffer(numbers, "<u2").astype(np.uint32) << 16).view(np.float32)
    else:
        kind = {"F64": "<f8", "F32": "<f4", "F16": "<f2"}[entry["dtype"]]
        with np.errstate(over="ignore"):
            array = np.frombuffer(numbers, kind).astype(np.float32, copy=False)
    if not np.isfinite(array).all():
        raise FileRefusal(NOT_FINITE, file=name, tensor=tensor)
    return array.reshape(entry["shape"])
