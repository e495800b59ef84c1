"""Memory: every array begins on a line of the cache, is zero, and is its own."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from engine import project
from engine.layers import build
from engine.layers.memory import LINE, Room, zeros
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
