from __future__ import annotations

from typing import Any

import msgspec
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.datasets import LOADERS, load
from engine.datasets.series import windows, yearly_sunspots
from engine.errors import Refusal
from engine.project import DATA, Characters, Echo, FlagRecall, Hold, Sine, Sunspots, Xor
from engine.sizes import YEARS

SHORT: list[Any] = [
    Hold(length=12, examples=30, validation=9),
    Sunspots(),
    FlagRecall(length=9, examples=40, validation=11),
    Echo(length=9, delay=3, examples=30, validation=7),
    Echo(length=9, delay=0, examples=30, validation=7),
    Sine(examples=20, validation=6),
    Xor(examples=10, validation=4),
    Characters(),
    Characters(text="korean_proverbs", length=25, split=0.7),
]


def test_every_kind_has_a_loader() -> None:
    assert set(LOADERS) == {form.__name__ for form in DATA.values()}


@pytest.mark.parametrize("data", SHORT, ids=lambda d: type(d).__name__)
def test_shapes_and_what_they_mean(data: Any) -> None:
    made = load(data)
    assert len(made.input_names) == made.channels
    for part in (made.training, made.validation):
        steps = made.steps if made.every_step else 1
        assert part.inputs.shape == (made.steps, made.channels, part.size)
        assert part.targets.shape == (steps, 1, part.size)
        assert part.lengths.tolist() == [made.steps] * part.size
        assert part.counted is None or part.counted.shape == part.targets.shape
        if made.task == "binary":
            assert set(np.unique(part.targets)) <= {0, 1}
        for array in (part.inputs, part.targets, part.lengths, part.counted):
            if array is not None:
                assert not array.flags.writeable
                assert array.flags.c_contiguous
                assert np.isfinite(array).all()


@pytest.mark.parametrize("data", SHORT, ids=lambda d: type(d).__name__)
def test_equal_settings_give_equal_data_and_splits_differ(data: Any) -> None:
    one = LOADERS[type(data).__name__](data)
    two = LOADERS[type(data).__name__](msgspec.structs.replace(data))
    np.testing.assert_array_equal(one.training.inputs, two.training.inputs)
    np.testing.assert_array_equal(one.validation.targets, two.validation.targets)
    assert load(data) is load(msgspec.structs.replace(data))
    if hasattr(data, "seed") and not isinstance(data, Xor):
        other = load(msgspec.structs.replace(data, seed=1, noise=0.3))
        assert (other.training.inputs != one.training.inputs).any() or (
            other.training.targets != one.training.targets
        ).any()
        n = min(one.training.size, one.validation.size)
        assert (one.training.inputs[..., :n] != one.validation.inputs[..., :n]).any()


@given(st.integers(2, 30), st.floats(0, 1), st.floats(0.1, 10), st.integers(0, 9))
def test_hold_says_the_value_at_the_last_flag(
    length: int, probability: float, flag: float, seed: int
) -> None:
    data = Hold(length=length, probability=probability, flag=flag, examples=5, seed=seed)
    made = load(data).training
    for n in range(5):
        value = None
        for t in range(length):
            v, s = made.inputs[t, :, n]
            assert s in (0, flag)
            value = v if s else value
            assert t or s  # the first step stores
            assert made.targets[t, 0, n] == value


@given(st.integers(0, 20), st.integers(0, 9))
def test_echo_says_the_bit_of_so_many_steps_before(delay: int, seed: int) -> None:
    made = load(Echo(length=21, delay=delay, examples=4, seed=seed)).training
    bits = made.inputs[:, 0] > 0
    np.testing.assert_array_equal(made.targets[delay:, 0], bits[: 21 - delay])
    counted = np.ones((21, 4), bool) if made.counted is None else made.counted[:, 0]
    assert not counted[:delay].any()
    assert counted[delay:].all()


def test_flag_recall_says_the_first_bit() -> None:
    made = load(FlagRecall(length=12, examples=500)).training
    np.testing.assert_array_equal(made.targets[0, 0], made.inputs[0, 0] > 0)
    assert (made.inputs[0, 1] == 1).all()
    assert (made.inputs[1:, 1] == 0).all()
    assert 0.4 < made.targets.mean() < 0.6


def test_noise_is_on_the_values_and_not_on_the_targets() -> None:
    for data in (Hold(length=9, examples=20), Echo(length=9, examples=20), FlagRecall(length=9)):
        quiet, noisy = load(data), load(msgspec.structs.replace(data, noise=0.1))
        np.testing.assert_array_equal(quiet.training.targets, noisy.training.targets)
        error = noisy.training.inputs[:, 0] - quiet.training.inputs[:, 0]
        assert 0.05 < error.std() < 0.15


def test_xor() -> None:
    made = load(Xor(examples=6)).training
    assert made.inputs[0].T.tolist() == [[0, 0], [0, 1], [1, 0], [1, 1], [0, 0], [0, 1]]
    assert made.targets[0, 0].tolist() == [0, 1, 1, 0, 0, 1]


def test_sine_validates_between_the_points_it_trains_on() -> None:
    made = load(Sine(noise=0))
    x, y = made.training.inputs[0, 0], made.training.targets[0, 0]
    np.testing.assert_allclose(y, np.sin(np.pi * x))
    assert (x[0], x[-1]) == (-1, 1)
    assert not np.isin(made.validation.inputs, x).all()
    assert np.abs(made.validation.inputs).max() <= 1
    assert load(Sine(examples=1, validation=1)).training.size == 1


# sunspots


def test_the_series_is_whole() -> None:
    series = yearly_sunspots()
    assert series.size == YEARS
    assert not series.flags.writeable
    assert (series >= 0).all()


@given(st.integers(2, 40), st.integers(1, 20), st.floats(0.3, 0.95))
def test_windows_of_the_series(length: int, horizon: int, split: float) -> None:
    data = Sunspots(length=length, horizon=horizon, split=split)
    series, cut = yearly_sunspots(), round(YEARS * split)
    if cut <= length + horizon - 1 or length + horizon - 1 >= YEARS:
        with pytest.raises(Refusal, match="leaves no example"):
            load(data)
        return
    made = load(data)
    numbers = [made.scale * part.inputs + made.offset for part in (made.training, made.validation)]
    targets = [made.scale * p.targets + made.offset for p in (made.training, made.validation)]
    first = 0
    np.testing.assert_allclose(numbers[0][:, 0, 0], series[first : first + length], atol=1e-9)
    for x, y in zip(numbers, targets, strict=True):
        if horizon < length:  # a target is the number `horizon` years after its input
            np.testing.assert_allclose(y[:-horizon, 0], x[horizon:, 0], atol=1e-9)
    np.testing.assert_allclose(targets[0][-1, 0, -1], series[cut - 1], atol=1e-9)
    np.testing.assert_allclose(targets[1][-1, 0, -1], series[-1], atol=1e-9)
    assert made.training.size == cut - (length + horizon - 1)
    # nothing of validation's last targets was trained on
    assert made.validation.size == YEARS - max(cut, length + horizon - 1)
    error = numbers[1][-1, 0] - targets[1][-1, 0]
    assert made.naive == pytest.approx(float(np.sqrt((error**2).mean())))


def test_windows_by_hand() -> None:
    x, y = windows(np.arange(10.0), 3, 2, 0, 6)
    assert x[:, 0].T.tolist() == [[0, 1, 2], [1, 2, 3]]
    assert y[:, 0].T.tolist() == [[2, 3, 4], [3, 4, 5]]


def test_the_training_part_alone_sets_the_scale() -> None:
    made = load(Sunspots())
    part = yearly_sunspots()[: round(YEARS * 0.8)]
    assert made.offset == pytest.approx(float(part.mean()))
    assert made.scale == pytest.approx(float(part.std()))


# splits, lengths, symbols


@pytest.mark.parametrize(
    "data",
    [
        Hold(length=6, examples=9, validation=5, test=7),
        FlagRecall(length=6, examples=9, validation=5, test=7),
        Echo(length=6, examples=9, validation=5, test=7),
        Sine(examples=9, validation=5, test=7, noise=0.0),
        Xor(examples=9, validation=5, test=7, noise=0.2),
        Sunspots(test=0.3),
    ],
    ids=lambda d: type(d).__name__,
)
def test_test_examples_are_others_and_change_no_other(data: Any) -> None:
    made = load(data)
    without = load(msgspec.structs.replace(data, test=0))
    assert without.test is None
    assert made.test is not None
    assert made.test.size == (7 if data.test == 7 else 19)
    assert (made.training.inputs == without.training.inputs).all()
    others = {part.inputs.tobytes() for part in (made.training, made.validation)}
    assert made.test.inputs.tobytes() not in others
    for array in (made.test.inputs, made.test.targets, made.test.lengths):
        assert not array.flags.writeable


def test_sunspots_are_split_in_the_order_of_time_and_nothing_leaks() -> None:
    made = load(Sunspots(length=5, test=0.4))
    assert made.test is not None
    parts = [made.training, made.validation, made.test]
    assert sum(part.size for part in parts) == YEARS - 5
    lasts = np.concatenate([part.targets[-1, 0] for part in parts])
    series = yearly_sunspots()[5:]
    assert lasts * made.scale + made.offset == pytest.approx(series)
    error = np.diff(yearly_sunspots())[-made.test.size :]
    assert made.naive_test == pytest.approx(float(np.sqrt((error**2).mean())))
    cut = round(YEARS * 0.8)
    assert made.offset == pytest.approx(yearly_sunspots()[:cut].mean())


@given(st.integers(2, 12), st.integers(1, 12), st.integers(0, 3), st.integers(0, 99))
def test_sequences_of_any_length_are_padded_with_zeros(
    length: int, shortest: int, delay: int, seed: int
) -> None:
    shortest, delay = min(shortest, length), min(delay, length - 1)
    settings: Any = {"length": length, "shortest": shortest, "seed": seed, "examples": 40}
    for data in (FlagRecall(**settings), Echo(**settings, delay=delay)):
        made = LOADERS[type(data).__name__](data)
        lengths = made.training.lengths
        assert lengths.min() >= shortest
        assert lengths.max() <= length
        beyond = np.arange(length)[:, None] >= lengths
        assert not made.training.inputs.transpose(0, 2, 1)[beyond].any()
        whole = LOADERS[type(data).__name__](msgspec.structs.replace(data, shortest=0))
        within = ~beyond
        found, wanted = (d.training.inputs.transpose(0, 2, 1)[within] for d in (made, whole))
        assert (found == wanted).all()  # the same bits, only fewer
        assert (made.training.targets == whole.training.targets).all()


def test_lengths_are_spread_from_the_shortest_to_the_longest() -> None:
    lengths = load(Echo(length=6, shortest=3, examples=500)).training.lengths
    assert set(lengths.tolist()) == {3, 4, 5, 6}


def test_a_text_asks_for_the_next_character() -> None:
    made = load(Characters(text="arirang", length=20))
    assert (made.task, made.every_step, made.channels) == ("classes", True, 1)
    assert len(made.symbols) == 29
    assert made.symbols == made.classes == tuple(sorted(made.symbols))
    text = "".join(made.symbols[int(k)] for k in made.training.inputs[:, 0, 0])
    assert text == "아리랑 아리랑 아라리요\n아리랑 고개로"[:20]
    for part in (made.training, made.validation):
        assert part.size == 36
        assert (part.targets[:-1] == part.inputs[1:]).all()
        assert part.inputs.max() <= 28
    proverbs = load(Characters(text="korean_proverbs", length=25, split=0.7))
    first, last = proverbs.training, proverbs.validation
    assert first.size == round(877 * 0.7) - 25
    assert first.size + last.size == 877 - 2 * 25  # no character of validation was trained on


@pytest.mark.parametrize(
    ("data", "place"),
    [
        (Characters(length=56), "data.length"),
        (Characters(length=50, split=0.5), "data.length"),
        (Sunspots(length=200, split=0.5, test=0.5), "data.length"),
    ],
)
def test_data_that_leave_no_example_are_refused(data: Any, place: str) -> None:
    with pytest.raises(Refusal) as caught:
        load(data)
    assert caught.value.place == place
    assert str(caught.value).endswith(".")
