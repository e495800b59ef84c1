from __future__ import annotations

import msgspec
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.batching import Batch, Batching, Place
from engine.project import Training

sizes = st.integers(1, 40)
regimes = st.builds(
    Training, batch=st.sampled_from(["full", "mini", "one"]), batch_size=st.integers(1, 50)
)


def epoch_of(batching: Batching, training: Training) -> list[Batch]:
    batches = []
    while True:
        batch = batching.next(training)
        batching.used(batch)
        batches.append(batch)
        if batching.at_end:
            return batches


@given(sizes, regimes, st.integers(0, 999_999))
def test_an_epoch_uses_every_example_once(n: int, training: Training, seed: int) -> None:
    batching = Batching(n, seed)
    for epoch in (1, 2, 3):
        batches = epoch_of(batching, training)
        assert sorted(np.concatenate([b.examples for b in batches]).tolist()) == list(range(n))
        assert {b.epoch for b in batches} == {epoch}
        assert len(batches) == batching.per_epoch(training)
        assert [b.size for b in batches[:-1]] == [batching.size_of(training)] * (len(batches) - 1)
        assert 1 <= batches[-1].size <= batching.size_of(training)
        assert [b.after.used for b in batches] == np.cumsum([b.size for b in batches]).tolist()
        assert all((b.start, b.stop) == (0, 1) for b in batches)


@given(sizes, st.lists(regimes, min_size=1, max_size=80), st.integers(0, 99))
def test_a_change_in_the_middle_of_an_epoch_loses_no_example(
    n: int, changes: list[Training], seed: int
) -> None:
    batching, seen, epoch = Batching(n, seed), [], 1
    for training in changes:
        batch = batching.next(training)
        assert batch.epoch == epoch
        batching.used(batch)
        seen += batch.examples.tolist()
        if batching.at_end:
            assert sorted(seen) == list(range(n))
            seen, epoch = [], epoch + 1
    assert len(set(seen)) == len(seen)


@given(sizes, regimes, st.integers(0, 999_999), st.integers(1, 2000))
def test_the_order_is_a_function_of_seed_and_epoch_alone(
    n: int, training: Training, seed: int, epoch: int
) -> None:
    there, back = Batching(n, seed), Batching(n, seed)
    for far in (epoch + 7, 1, 3, 5, epoch + 1, 2):
        back.go(Place(far))
        back.next(training)
    there.go(Place(epoch))
    back.go(Place(epoch))
    for one, other in zip(epoch_of(there, training), epoch_of(back, training), strict=True):
        np.testing.assert_array_equal(one.examples, other.examples)


def test_epochs_and_seeds_differ_in_order() -> None:
    training = Training(batch_size=10)
    orders = set()
    for seed in (0, 1):
        batching = Batching(40, seed)
        for _ in range(3):
            batches = epoch_of(batching, training)
            orders.add(tuple(np.concatenate([b.examples for b in batches]).tolist()))
    assert len(orders) == 6


def test_the_place_moves_only_when_a_batch_is_used() -> None:
    batching, training = Batching(10, 0), Training(batch_size=4)
    first = batching.next(training)
    again = batching.next(training)
    np.testing.assert_array_equal(first.examples, again.examples)
    assert batching.place == Place()
    batching.used(first)
    assert batching.place == Place(1, 4)


@pytest.mark.parametrize(
    ("training", "size", "per_epoch"),
    [
        (Training(batch="full"), 10, 1),
        (Training(batch="one"), 1, 10),
        (Training(batch_size=4), 4, 3),
        (Training(batch_size=99), 10, 1),
    ],
)
def test_counts_of_each_regime(training: Training, size: int, per_epoch: int) -> None:
    batching = Batching(10, 0)
    assert batching.size_of(training) == size
    assert batching.per_epoch(training) == per_epoch
    assert [b.size for b in epoch_of(batching, training)][-1] == (10 % size or size)


def test_a_full_batch_keeps_the_order_of_the_data() -> None:
    batch = Batching(7, 5).next(Training(batch="full"))
    assert batch.examples.tolist() == list(range(7))


def test_without_shuffling_each_epoch_has_the_order_of_the_data() -> None:
    batching = Batching(7, 3, shuffle=False)
    for _ in range(2):
        batches = epoch_of(batching, Training(batch_size=3))
        assert np.concatenate([b.examples for b in batches]).tolist() == list(range(7))


@given(sizes, st.integers(1, 50), st.integers(0, 99))
def test_a_dropped_remainder_is_left_out_of_every_epoch(n: int, size: int, seed: int) -> None:
    training = Training(batch_size=size, drop_last=True)
    batching = Batching(n, seed)
    for _ in range(3):
        batches = epoch_of(batching, training)
        assert {b.size for b in batches} == {min(size, n)}
        assert len(batches) == n // min(size, n) == batching.per_epoch(training)


@given(
    st.integers(1, 20),
    st.integers(1, 30),
    st.integers(1, 40),
    regimes,
    st.booleans(),
    st.integers(0, 9),
)
def test_truncated_sequences_are_used_chunk_by_chunk(
    n: int, steps: int, truncate: int, training: Training, drop: bool, seed: int
) -> None:
    training = msgspec.structs.replace(training, drop_last=drop)
    batching = Batching(n, seed, steps=steps, truncate=truncate)
    for epoch in (1, 2):
        batches = epoch_of(batching, training)
        assert len(batches) == batching.per_epoch(training)
        assert {b.epoch for b in batches} == {epoch}
        read: dict[int, list[tuple[int, int]]] = {}
        for batch in batches:
            assert batch.stop - batch.start == min(truncate, steps - batch.start)
            for example in batch.examples.tolist():
                read.setdefault(example, []).append((batch.start, batch.stop))
        for spans in read.values():  # each example from its first step to its last, without a gap
            assert [a for a, _ in spans] == [0, *(b for _, b in spans[:-1])]
            assert spans[-1][1] == steps
        size = batching.size_of(training)
        assert len(read) == (n // size * size if drop else n)


@given(st.integers(2, 12), st.integers(2, 9), st.integers(1, 4), st.integers(1, 5))
def test_the_iterations_left_are_counted_from_any_place(
    n: int, steps: int, truncate: int, size: int
) -> None:
    training = Training(batch_size=size)
    batching = Batching(n, 0, steps=steps, truncate=truncate)
    whole = batching.per_epoch(training)
    for done in range(1, whole + 1):
        batch = batching.next(training)
        batching.used(batch)
        assert batching.left(batching.place, training) == whole - done
        assert batching.at_end == batch.last == (done == whole)


def test_a_batch_size_changed_within_a_sequence_waits_for_its_end() -> None:
    batching = Batching(8, 0, steps=6, truncate=3)
    first = batching.next(Training(batch_size=4))
    batching.used(first)
    second = batching.next(Training(batch_size=2))
    assert second.examples.tolist() == first.examples.tolist()
    batching.used(second)
    assert batching.next(Training(batch_size=2)).size == 2
