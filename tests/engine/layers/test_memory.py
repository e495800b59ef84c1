"""Memory: every array begins on a line of the cache, is zero, and is its own."""

from __future__ import annotations

from threading import Thread
from typing import Any

import numpy as np
import pytest

from engine import project
from engine.layers import build
from engine.layers.memory import BUFFER, LINE, Room, unbuffered, zeros
from tests.engine.layers.numeric import bound_to


@pytest.mark.parametrize("dtype", [np.float32, np.float64, np.bool_])
@pytest.mark.parametrize("shape", [(), (1,), (3, 5), (50, 64, 32), (0, 4)])
def test_zeros_begin_on_a_line(shape: tuple[int, ...], dtype: Any) -> None:
    made = [zeros(shape, dtype) for _ in range(3)]
    for array in made:
        assert array.ctypes.data % LINE == 0 or not array.size
        assert (array.shape, array.dtype) == (shape, np.dtype(dtype))
        assert array.flags.c_contiguous
        assert array.flags.writeable
        assert not array.any()
        array[...] = 1
    assert not np.shares_memory(made[0], made[1])


@pytest.mark.parametrize("kind", ["RNN", "LSTM", "GRU"])
def test_what_a_recurrent_layer_works_on_begins_on_a_line(kind: str) -> None:
    bound: Any = bound_to(build(getattr(project, kind)(units=16), 1), 20, 16, dtype=np.float32)
    arrays = {name: a for name, a in vars(bound).items() if isinstance(a, np.ndarray)}
    for name in ("_hx", "_block", "dx"):
        assert arrays[name].ctypes.data % LINE == 0


def test_a_room_gives_the_same_memory_to_all_who_ask_for_a_name() -> None:
    room = Room()
    first = room.zeros("block", (3, 4), np.float32)
    assert not first.any()
    assert room.zeros("block", (3, 4), np.float32) is first
    assert not np.shares_memory(room.zeros("left", (3, 4), np.float32), first)
    assert not np.shares_memory(Room().zeros("block", (3, 4), np.float32), first)


def test_numpys_buffer_is_as_before_afterwards_and_in_other_threads() -> None:
    before, elsewhere = np.getbufsize(), []
    with unbuffered():
        assert np.getbufsize() == BUFFER < before
        thread = Thread(target=lambda: elsewhere.append(np.getbufsize()))
        thread.start()
        thread.join()
    assert [np.getbufsize(), *elsewhere] == [before, before]
    with pytest.raises(ZeroDivisionError), unbuffered():
        raise ZeroDivisionError
    assert np.getbufsize() == before


def test_what_is_not_buffered_is_the_same_to_the_bit() -> None:
    rng, found = np.random.default_rng(0), []
    a = rng.standard_normal((13, 5, 300)).astype(np.float32)
    once = a[0, 0]

    def run() -> None:
        out = np.full_like(a, 2)
        np.multiply(a[:, 1], a[:, 3], out[:, 4])
        np.tanh(out[:, 4], out[:, 0])
        np.subtract(out[:, 0], once, out[:, 1])
        found.append(out.tobytes())

    run()
    with unbuffered():
        run()
    assert found[0] == found[1]
