"""What all layers share: what a tick reads and writes, and the weight gradient over any spans."""

from __future__ import annotations

import re

import numpy as np
import pytest

from engine.layers import LAYERS
from engine.layers.weight_gradient import WeightGradient, spans
from tests.engine.layers.numeric import small


@pytest.mark.parametrize("kind", LAYERS)
def test_nothing_is_read_before_it_is_written(kind: str) -> None:
    layer, steps = LAYERS[kind], 4
    # given from outside, and the states before the first and after the last step, which are 0
    written = {(n, t) for n in ("x", "dy") for t in range(steps)}
    written |= {(n, -1) for n in ("h", "c")}
    written |= {(n, steps) for n in (*layer.writes["backward"], "f", "z")}
    for phase, order in (("forward", range(steps)), ("backward", reversed(range(steps)))):
        for t in order:
            for read in layer.reads[phase]:
                match = re.fullmatch(r"(\w+)\[(?:t([+-]1)?|(\*))\]", read)
                assert match, read
                at = range(steps) if match[3] else [t + int(match[2] or 0)]  # * is every step
                assert layer.whole or not match[3]
                assert {(match[1], t) for t in at} <= written, (phase, t, read)
            written |= {(name, t) for name in layer.writes[phase]}


@pytest.mark.parametrize("kind", LAYERS)
def test_what_a_tick_writes_is_recorded(kind: str) -> None:
    layer = small(kind)
    flat, buffers = np.zeros(layer.size), np.zeros(layer.buffer_size)
    bound = layer.bind(flat, np.zeros_like(flat), 5, 4, recording=True, buffers=buffers)
    named = {n for phase in layer.writes.values() for n in phase} - {"dx"}
    assert set(bound.names) - {"dy"} == named
    for name in bound.names:
        assert getattr(bound, name).shape == (5, 3, 4)


@pytest.mark.parametrize(("steps", "batch"), [(1, 1), (1, 4), (7, 1), (7, 4)])
@pytest.mark.parametrize("most", [1, 2, 7])
def test_weight_gradient_is_the_sum_over_steps(steps: int, batch: int, most: int) -> None:
    rng = np.random.default_rng(0)
    dz, x = (
        rng.standard_normal((steps, 3, batch)),
        rng.standard_normal((steps + 1, 5, batch))[:-1, 1:],
    )
    gradient = np.full((3, 4), np.nan)
    parts = spans(steps, most)
    assert sorted(t for a, b in parts for t in range(a, b)) == list(range(steps))
    product = WeightGradient(dz, x, gradient, parts)
    for _ in range(2):
        for part in range(len(parts)):
            product.run(part)
    assert np.allclose(gradient, np.einsum("tmb,trb->mr", dz, x), rtol=1e-13)


@pytest.mark.parametrize("batch", [1, 32])
@pytest.mark.parametrize("most", [1, 9, 25])
def test_weight_gradient_of_blocks_lies_one_behind_the_other(batch: int, most: int) -> None:
    rng = np.random.default_rng(0)
    dz, x = (rng.standard_normal((25, rows, batch)) for rows in (96, 34))
    blocks = ((slice(32, 96), slice(None)), (slice(0, 32), slice(0, 33)), (slice(5, 7), slice(30)))
    gradient = np.full(64 * 34 + 32 * 33 + 2 * 30, np.nan)
    parts = spans(25, most)
    product = WeightGradient(dz, x, gradient, parts, blocks)
    for _ in range(2):
        for part in range(len(parts)):
            product.run(part)
    whole = np.einsum("tmb,trb->mr", dz, x)
    expected = np.concatenate([whole[rows, columns].ravel() for rows, columns in blocks])
    assert np.allclose(gradient, expected, rtol=1e-11, atol=1e-11)
