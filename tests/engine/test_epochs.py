"""Epochs: the counts and the order are those by which training goes."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some

from engine.batching import Batching
from engine.epochs import counts, order, reached
from engine.project import Training


@given(
    examples=some.integers(1, 40), size=some.integers(1, 12), steps=some.integers(1, 20),
    truncate=some.integers(0, 9), drop=some.booleans(), batch=some.sampled_from(["full", "mini", "one"]),
    shuffle=some.booleans(), seed=some.integers(0, 3),
)  # fmt: skip
def test_they_are_what_an_epoch_comes_to(
    examples: int, size: int, steps: int, truncate: int, drop: bool, batch: str, shuffle: bool, seed: int
) -> None:  # fmt: skip
    training = Training(
        batch=batch,  # type: ignore[arg-type]
        batch_size=min(size, examples),
        truncate=truncate,
        drop_last=drop,
        shuffle=shuffle,
        seed=seed,
    )
    found = counts(training, examples, steps)
    batching = Batching(examples, seed, shuffle=shuffle, steps=steps, truncate=truncate)
    for epoch in (1, 2):
        taken = order(training, examples, epoch)
        assert sorted(taken.tolist()) == list(range(examples))
        sizes, parts, seen = [], [], 0
        while True:
            one = batching.next(training)
            batching.used(one)
            assert one.epoch == epoch
            seen += 1
            sizes.append(one.size)
            parts.append(one.stop - one.start)
            assert found.used(seen) == reached(taken, one.examples)
            if one.last:
                break
        assert seen == found.iterations
        assert sizes[0] == found.size
        assert sizes[-1] == found.last
        assert parts[0] == found.steps
        assert len(sizes) == found.parts * (len(sizes) // found.parts)
        assert sum(sizes) // found.parts + found.dropped == examples
    assert found.used(0) == 0


def test_the_remainder_is_left_out_or_makes_a_smaller_batch() -> None:
    kept = counts(Training(batch_size=32), 200, 1)
    assert (kept.iterations, kept.last, kept.dropped) == (7, 8, 0)
    left = counts(Training(batch_size=32, drop_last=True), 200, 1)
    assert (left.iterations, left.last, left.dropped) == (6, 32, 8)
    assert left.used(6) == 192


@pytest.mark.parametrize("shuffle", [True, False])
def test_what_is_reached_is_the_place_behind_the_batch(shuffle: bool) -> None:
    taken = order(Training(shuffle=shuffle, seed=4), 10, 3)
    assert reached(taken, taken[3:7]) == 7
    assert reached(taken, np.arange(10)) == 10
