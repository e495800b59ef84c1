"""Safetensors of anyone's making: read as the reference reader reads them, or refused in one sentence."""

from __future__ import annotations

import json
import random
import tracemalloc
from typing import Any

import numpy as np
import pytest
from safetensors import SafetensorError
from safetensors.numpy import load, save

from engine.errors import FileRefusal
from engine.interop import tensors
from engine.interop.tensors import read_tensors

NAME = "weights.safetensors"
TWO = {"a": np.arange(6, dtype=np.float32).reshape(2, 3), "b": np.ones(4, np.float32)}


def packed(header: Any, numbers: bytes = b"") -> bytes:
    text = header if isinstance(header, bytes) else json.dumps(header).encode()
    return len(text).to_bytes(8, "little") + text + numbers


def entry(
    shape: Any = (2,), place: Any = (0, 8), kind: Any = "F32", **more: object
) -> dict[str, Any]:
    return {"dtype": kind, "shape": shape, "data_offsets": place, **more}


def checked(refusal: FileRefusal) -> str:
    sentence = str(refusal)
    assert sentence.startswith(f"“{NAME}”")
    assert sentence.endswith(".")
    assert sentence.isprintable()
    assert len(sentence) < 700
    return sentence


def test_what_was_saved_is_read() -> None:
    found = read_tensors(save(TWO, {"nonlinearity": "relu"}), NAME)
    assert found.metadata == {"nonlinearity": "relu"}
    assert set(found.arrays) == {"a", "b"}
    for name, array in found.arrays.items():
        assert array.dtype == np.float32
        np.testing.assert_array_equal(array, TWO[name])


def test_other_precisions_come_as_float32() -> None:
    half = np.array([1.5, -2.25, 2**-24], np.float16)
    double = np.array([1 / 3, -1e30])
    single = np.array([1.0, -3.0, 2**-130], np.float32)
    bfloat = (single.view(np.uint32) >> 16).astype("<u2").tobytes()
    header = {
        "h": entry([3], [0, 6], "F16"),
        "d": entry([2], [6, 22], "F64"),
        "b": entry([3, 1], [22, 28], "BF16"),
        "s": entry([], [28, 32]),
    }
    numbers = half.tobytes() + double.tobytes() + bfloat + np.float32(7).tobytes()
    found = read_tensors(packed(header, numbers), NAME).arrays
    np.testing.assert_array_equal(found["h"], half.astype(np.float32))
    np.testing.assert_array_equal(found["d"], double.astype(np.float32))
    np.testing.assert_array_equal(found["b"], single[:, None])
    assert found["s"].shape == ()
    assert {array.dtype for array in found.values()} == {np.dtype(np.float32)}


DEEP = b'{"a":' * 200 + b"1" + b"}" * 200
BROKEN: dict[str, tuple[bytes, str]] = {
    "empty": (b"", "shorter than its header says"),
    "seven bytes": (b"\1" * 7, "shorter than its header says"),
    "no header": (packed(b""), "line 1, column 1"),
    "header beyond the file": ((100).to_bytes(8, "little") + b"{}", "shorter than its header"),
    "header of 2^63": (b"\xff" * 8 + b"{}", "its header is longer than 1 MB"),
    "header of 1 MB and 1": (packed(b" " * 1_000_001), "its header is longer than 1 MB"),
    "a list": (packed([]), "it holds no group"),
    "not JSON": (packed(b"{]"), "line 1, column 2"),
    "not UTF-8": (packed(b'{"\xff": 1}'), "it is no text in UTF-8"),
    "NUL": (packed(b"\0" * 64), "line 1, column 1"),
    "nested": (packed(DEEP), "is not described"),
    "nested too deep": (packed(b'{"a":' * 150_000), "nested too deep"),
    "NaN": (packed(b'{"a": NaN}'), "NaN is not a number"),
    "5,000 digits": (packed(b'{"a": %s}' % (b"9" * 5000)), "a number is too long"),
    "a name twice": (packed(b'{"a": 1, "a": 2}'), "“a” stands twice"),
    "metadata of numbers": (packed({"__metadata__": {"a": 1}}), "its metadata are no texts"),
    "metadata of a list": (packed({"__metadata__": ["a"]}), "its metadata are no texts"),
    "many tensors": (packed({f"{k}": 1 for k in range(10_001)}), "more than 10,000 tensors"),
    "no entry": (packed({"a": 1}), "“a” is not described"),
    "an entry of nothing": (packed({"a": {}}), "“a” is not described"),
    "more in an entry": (packed({"a": entry(code="x")}, bytes(8)), "“a” is not described"),
    "shape of text": (packed({"a": entry("2")}, bytes(8)), "“a” is not described"),
    "shape of fractions": (packed({"a": entry([2.0])}, bytes(8)), "“a” is not described"),
    "shape of true": (packed({"a": entry([True, 2])}, bytes(8)), "“a” is not described"),
    "negative shape": (packed({"a": entry([-1, -2])}, bytes(8)), "“a” is not described"),
    "empty tensor": (packed({"a": entry([0, 2**62], [0, 0])}), "“a” is not described"),
    "nine dimensions": (packed({"a": entry([1] * 8 + [2])}, bytes(8)), "“a” is not described"),
    "huge shape": (packed({"a": entry([2**40, 2**40])}, bytes(8)), "“a” is not described"),
    "shape that wraps": (packed({"a": entry([2**62, 4, 2])}, bytes(8)), "“a” is not described"),
    "other size": (packed({"a": entry([3])}, bytes(8)), "“a” is not described"),
    "one offset": (packed({"a": entry(place=[8])}, bytes(8)), "“a” is not described"),
    "offsets turned": (packed({"a": entry(place=[8, 0])}, bytes(8)), "“a” is not described"),
    "negative offset": (packed({"a": entry(place=[-8, 0])}, bytes(8)), "“a” is not described"),
    "unknown type": (packed({"a": entry(kind="F128")}, bytes(8)), "“a” is not described"),
    "type of a number": (packed({"a": entry(kind=32)}, bytes(8)), "“a” is not described"),
    "whole numbers": (packed({"a": entry([1], kind="I64")}, bytes(8)), "is of type I64; save"),
    "beyond the file": (packed({"a": entry()}, bytes(7)), "“a” does not lie where it should"),
    "a hole": (packed({"a": entry(place=[4, 12])}, bytes(12)), "“a” does not lie where"),
    "an overlap": (
        packed({"a": entry(), "b": entry(place=[4, 12])}, bytes(12)),
        "“b” does not lie where it should",
    ),
    "the same place": (packed({"a": entry(), "b": entry()}, bytes(8)), "does not lie where"),
    "a tail": (packed({"a": entry()}, bytes(9)), "something follows its last tensor"),
    "a tail alone": (packed({}, bytes(1)), "something follows its last tensor"),
    "not a number": (packed({"a": entry()}, b"\xff" * 8), "“a” has numbers that are not finite"),
    "infinite": (
        packed({"a": entry([1], [0, 2], "F16")}, np.float16(np.inf).tobytes()),
        "“a” has numbers that are not finite",
    ),
    "too large for float32": (
        packed({"a": entry([1], kind="F64")}, np.float64(1e300).tobytes()),
        "“a” has numbers that are not finite",
    ),
    "line breaks in a name": (packed({"a\n\0b": entry([1])}, bytes(8)), "is not described"),
    "a long name": (packed({"a" * 100_000: entry([1])}, bytes(8)), "is not described"),
}


@pytest.mark.parametrize("case", BROKEN)
def test_a_broken_file_is_refused_in_one_sentence(case: str) -> None:
    content, wanted = BROKEN[case]
    with pytest.raises(FileRefusal) as caught:
        read_tensors(content, NAME)
    assert wanted in checked(caught.value)


@pytest.mark.parametrize("case", BROKEN)
def test_nothing_is_allocated_beyond_the_file(case: str) -> None:
    content = BROKEN[case][0]
    tracemalloc.start()
    try:
        with pytest.raises(FileRefusal):
            read_tensors(content, NAME)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < 4 * len(content) + 8_000_000


def test_the_limits_are_those_that_are_said() -> None:
    assert "1 MB" in tensors.LONG_HEADER
    assert tensors.HEADER_LARGEST == 1_000_000
    assert f"{tensors.ENTRIES:,}" in tensors.MANY
    names = {f"{k}": entry([1], [4 * k, 4 * k + 4]) for k in range(tensors.ENTRIES)}
    assert len(read_tensors(packed(names, bytes(40_000)), NAME).arrays) == tensors.ENTRIES


def mutated(content: bytes, rng: random.Random) -> bytes:
    """Change, cut out or put in some bytes, most of them in the header."""
    made = bytearray(content)
    for _ in range(rng.randint(1, 3)):
        at = rng.randrange(min(len(made), rng.choice([8, 200, 1000])))
        what = rng.randrange(4)
        if what == 0:
            made[at] ^= 1 << rng.randrange(8)
        elif what == 1:
            made[at] = rng.choice(b'0123456789{}[]",:-.eE\\\0\xff')
        elif what == 2:
            del made[at : at + rng.randint(1, 4)]
        else:
            made[at:at] = made[at : at + rng.randint(1, 8)]
    return bytes(made)


def test_of_many_mutated_files_each_is_read_or_refused() -> None:
    rng = random.Random(0)
    content = save(TWO, {"a": "b"})
    read = 0
    for _ in range(20_000):
        case = mutated(content, rng)
        try:
            found = read_tensors(case, NAME)
        except FileRefusal as refusal:
            checked(refusal)
            continue
        read += 1
        try:
            reference = load(case)
        except SafetensorError as error:  # pragma: no cover - says what differs
            pytest.fail(f"{case!r}: the reference reader says {error}")
        assert set(found.arrays) == set(reference)
        for name, array in found.arrays.items():
            np.testing.assert_array_equal(array, reference[name].astype(np.float32))
    assert read > 100
