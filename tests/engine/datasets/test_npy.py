"""NumPy files of anyone's making: read as NumPy reads them, or refused in one sentence."""

from __future__ import annotations

import io
import random
import time
import tracemalloc
import unicodedata
import zipfile
from typing import Any

import numpy as np
import pytest

from engine.datasets import npy
from engine.datasets.npy import read_arrays
from engine.errors import FileRefusal

NAME = "data.npz"
NAMES = ("inputs", "targets", "lengths")
ONE = np.arange(12, dtype=np.float32).reshape(2, 3, 2)


def npz(method: int = zipfile.ZIP_STORED, **arrays: Any) -> bytes:
    return zipped({f"{name}.npy": one(array) for name, array in arrays.items()}, method)


def zipped(parts: dict[str, bytes], method: int = zipfile.ZIP_STORED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def one(array: Any) -> bytes:
    if isinstance(array, bytes):
        return array
    buffer = io.BytesIO()
    np.lib.format.write_array(buffer, array)
    return buffer.getvalue()


def headed(header: str, numbers: bytes = bytes(8), version: int = 1) -> bytes:
    text = header.encode("latin-1")
    length = len(text).to_bytes(2 if version == 1 else 4, "little")
    return b"\x93NUMPY" + bytes([version, 0]) + length + text + numbers


def described(descr: str = "'<f4'", order: str = "False", shape: str = "(2,)") -> str:
    return f"{{'descr': {descr}, 'fortran_order': {order}, 'shape': {shape}, }}\n"


def checked(refusal: FileRefusal) -> str:
    sentence = str(refusal)
    assert sentence.startswith(f"“{NAME}”")
    assert sentence.endswith(".")
    assert not any(unicodedata.category(c) in {"Cc", "Cs", "Zl", "Zp"} for c in sentence)
    assert len(sentence) < 700
    return sentence


@pytest.mark.parametrize("dtype", ["f2", "f4", "f8", ">f4", "i1", "u2", "i4", ">i8", "u8"])
@pytest.mark.parametrize("order", ["C", "F"])
def test_what_was_saved_is_read(dtype: str, order: Any) -> None:
    array = np.asarray(ONE.astype(dtype), order=order)
    for content in (one(array), npz(inputs=array), npz(zipfile.ZIP_DEFLATED, inputs=array)):
        found = read_arrays(content, NAME, NAMES)
        assert list(found) == ["inputs"]
        np.testing.assert_array_equal(found["inputs"], array)
        assert found["inputs"].dtype == np.dtype(dtype)


def test_bools_come_as_whole_numbers() -> None:
    content = headed(described("'|b1'", shape="(3,)"), b"\7\0\1")
    np.testing.assert_array_equal(read_arrays(content, NAME, NAMES)["inputs"], [1, 0, 1])


def test_numpy_saves_what_is_read() -> None:
    for save in (np.savez, np.savez_compressed):
        buffer = io.BytesIO()
        save(buffer, inputs=ONE, lengths=np.array([1, 2]), targets=np.float64(3))
        found = read_arrays(buffer.getvalue(), NAME, NAMES)
        assert list(found) == ["inputs", "lengths", "targets"]
        np.testing.assert_array_equal(found["inputs"], ONE)
        assert found["targets"].shape == ()


@pytest.mark.parametrize(
    "header",
    [
        described(),
        described().replace("\n", ""),
        described().replace(", }", "}"),
        "{'shape':(2,),'fortran_order':False,'descr':'<f4'}",
        "{ 'fortran_order' : False , 'shape' : ( 2 , ) , 'descr' : '<f4' , }   \n",
    ],
)
@pytest.mark.parametrize("version", [1, 2])
def test_headers_of_other_writers_are_read(header: str, version: int) -> None:
    content = headed(header, np.array([1, 2], "<f4").tobytes(), version)
    np.testing.assert_array_equal(read_arrays(content, NAME, NAMES)["inputs"], [1, 2])


GOOD = npz(inputs=ONE)
LONG = described(shape="(30000001,)")
DAMAGED = "“inputs” is damaged, or not as NumPy writes it"
NO_FILE = "is no whole .npy or .npz file"


def swapped(content: bytes, *pairs: tuple[bytes, bytes]) -> bytes:
    for old, new in pairs:
        assert old in content
        content = content.replace(old, new)
    return content


BROKEN: dict[str, tuple[bytes, str]] = {
    "empty": (b"", NO_FILE),
    "a text": (b"1,2\n3,4\n", NO_FILE),
    "a pickle": (b"\x80\4\x95junk", NO_FILE),
    "magic alone": (b"\x93NUMPY", DAMAGED),
    "no version": (b"\x93NUMPY\1", DAMAGED),
    "version 0": (headed(described(), version=0), DAMAGED),
    "version 3": (headed(described(), version=3), DAMAGED),
    "version 9": (headed(described(), version=9), DAMAGED),
    "no header": (b"\x93NUMPY\1\0", DAMAGED),
    "cut in the header": (headed(described())[:40], DAMAGED),
    "cut in the numbers": (headed(described(), bytes(7)), DAMAGED),
    "numbers behind": (headed(described(), bytes(9)), DAMAGED),
    "a long header": (headed(described() + " " * 10_000), DAMAGED),
    "a header of 4 GB": (b"\x93NUMPY\2\0\xff\xff\xff\xff" + described().encode(), DAMAGED),
    "a header that runs code": (headed("__import__('os').system('true')"), DAMAGED),
    "a header of nothing": (headed("{}"), DAMAGED),
    "no shape": (headed("{'descr': '<f4', 'fortran_order': False, }"), DAMAGED),
    "nested": (headed("{" * 5000), DAMAGED),
    "brackets": (headed("{'descr': [" * 800), DAMAGED),
    "spaces": (headed("{'descr':" + " " * 9000 + "x}"), DAMAGED),
    "shape of text": (headed(described(shape="('2',)")), DAMAGED),
    "negative shape": (headed(described(shape="(-2,)")), DAMAGED),
    "shape of commas": (headed(described(shape="(,,)")), DAMAGED),
    "nine dimensions": (headed(described(shape=f"({'1,' * 8}2)")), DAMAGED),
    "huge shape": (headed(described(shape="(99999999999, 99999999999)")), DAMAGED),
    "a shape of 5,000 digits": (headed(described(shape=f"({'9' * 5000},)")), DAMAGED),
    "a shape that wraps": (headed(described(shape="(4611686018427387904, 4, 2)")), DAMAGED),
    "order of text": (headed(described(order="'C'")), DAMAGED),
    "objects": (one(np.array([{}])), "“inputs” holds objects, which are no numbers"),
    "texts": (one(np.array(["a"])), "holds texts"),
    "bytes": (one(np.array([b"a"])), "holds texts"),
    "complex": (one(np.array([1j])), "holds complex numbers"),
    "records": (one(np.zeros(2, [("a", "<f4")])), "holds records"),
    "dates": (one(np.array(["2020"], "M8[D]")), "holds “<M8[D]”"),
    "128 bits": (headed(described("'<f16'"), bytes(32)), "holds “<f16”"),
    "a type of 5,000 letters": (headed(described("'%s'" % ("x" * 5000))), "holds “xxx"),
    "no example": (one(np.zeros((0, 3, 2))), "“inputs” is empty"),
    "no time step": (one(np.zeros((3, 0, 2**20))), "“inputs” is empty"),
    "too many numbers": (headed(LONG.replace("f4", "i1"), bytes(30_000_001)), "30 million num"),
    "too many of two": (
        npz(
            zipfile.ZIP_DEFLATED,
            inputs=np.zeros(20_000_000, np.int8),
            targets=np.zeros(10_000_001, np.int8),
        ),
        "has more than 30 million numbers",
    ),
    "an empty archive": (zipped({}), ""),
    "another array": (npz(inputs=ONE, ids=ONE), "“ids” is none of inputs, targets, lengths"),
    "another file": (zipped({"inputs.npy": one(ONE), "a.txt": b"a"}), "“a.txt” is none of"),
    "a path": (zipped({"../inputs.npy": one(ONE)}), "“../inputs” is none of"),
    "no array in it": (zipped({"inputs.npy": b"junk"}), DAMAGED),
    "objects in it": (npz(targets=np.array([{}])), "“targets” holds objects"),
    "bzip2": (npz(zipfile.ZIP_BZIP2, inputs=ONE), DAMAGED),
    "cut": (GOOD[:-1], NO_FILE),
    "half": (GOOD[: len(GOOD) // 2], NO_FILE),
    "the end alone": (GOOD[-22:], NO_FILE),
    "something before": (b"junk" * 9 + GOOD, ""),
    "a flipped bit": (swapped(GOOD, (ONE.tobytes()[:8], b"\1" + ONE.tobytes()[1:8])), NO_FILE),
    "a size that is a lie": (
        swapped(GOOD, (len(one(ONE)).to_bytes(4, "little"), (2**31).to_bytes(4, "little"))),
        DAMAGED,
    ),
    "a million entries": (
        GOOD[:-10] + (46_000_000).to_bytes(4, "little") + GOOD[-6:],
        NO_FILE,
    ),
    "encrypted": (swapped(GOOD, (b"PK\1\2\x14\3\x14\0\0", b"PK\1\2\x14\3\x14\0\1")), NO_FILE),
}


def refusal_of(content: bytes) -> str:
    with pytest.raises(FileRefusal) as caught:
        read_arrays(content, NAME, NAMES)
    return checked(caught.value)


@pytest.mark.parametrize("case", [case for case in BROKEN if BROKEN[case][1]])
def test_a_broken_file_is_refused_in_one_sentence(case: str) -> None:
    content, wanted = BROKEN[case]
    assert wanted in refusal_of(content)


def test_an_array_twice_is_refused() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("inputs.npy", one(ONE))
        archive.writestr("target.npy", one(ONE))
    content = buffer.getvalue().replace(b"target.npy", b"inputs.npy")
    assert DAMAGED in refusal_of(content)


def test_an_array_that_ends_early_is_refused() -> None:
    content = zipped({"inputs.npy": one(ONE)[:-8]})
    at = content.index(b"PK\1\2") + 24  # the size that the list of parts tells
    content = content[:at] + len(one(ONE)).to_bytes(4, "little") + content[at + 4 :]
    assert DAMAGED in refusal_of(content)


@pytest.mark.parametrize("case", BROKEN)
def test_nothing_is_allocated_beyond_bounds(case: str) -> None:
    content = BROKEN[case][0]
    tracemalloc.start()
    begun = time.perf_counter()
    try:
        read_arrays(content, NAME, NAMES)
    except FileRefusal:
        pass
    finally:
        seconds, peak = time.perf_counter() - begun, tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    assert peak < 4 * len(content) + 8_000_000
    assert seconds < 20  # a hang, not a speed


def test_the_limit_is_the_one_that_is_said() -> None:
    assert "30 million" in npy.TOO_LARGE
    assert npy.NUMBERS == 30_000_000


def mutated(content: bytes, rng: random.Random) -> bytes:
    made = bytearray(content)
    for _ in range(rng.randint(1, 3)):
        at = rng.randrange(len(made))
        what = rng.randrange(4)
        if what == 0:
            made[at] ^= 1 << rng.randrange(8)
        elif what == 1:
            made[at] = rng.choice(b"0123456789{}[]()'\":,<>|fiub\0\xff")
        elif what == 2:
            del made[at : at + rng.randint(1, 4)]
        else:
            made[at:at] = made[at : at + rng.randint(1, 8)]
    return bytes(made)


@pytest.mark.parametrize("content", [one(ONE), GOOD, npz(zipfile.ZIP_DEFLATED, inputs=ONE)])
def test_of_many_mutated_files_each_is_read_or_refused(content: bytes) -> None:
    rng = random.Random(len(content))
    read = 0
    for _ in range(5000):
        case = mutated(content, rng)
        try:
            read_arrays(case, NAME, NAMES)
        except FileRefusal as refusal:
            checked(refusal)
        else:
            read += 1
    assert 0 < read < 5000
