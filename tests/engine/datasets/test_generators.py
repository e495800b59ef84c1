"""What generated data are: sizes, seeds, noise, lengths; and that each is worth learning."""

from __future__ import annotations

import itertools
import re
from typing import Any

import msgspec
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.datasets import LOADERS, Dataset
from engine.datasets.making import NAMES
from engine.errors import Refusal
from engine.generation import Generation
from engine.project import (
    DATA,
    RNN,
    Abab,
    Adding,
    Blobs,
    Circles,
    Copy,
    Dense,
    Echo,
    Embedding,
    Hold,
    Lemniscate,
    Moons,
    Network,
    Parentheses,
    Parity,
    Project,
    Reber,
    Sine,
    Spiral,
    Training,
    Waves,
    Xor,
)
from engine.sizes import shape
from engine.trainer import Trainer
from engine.validate import fitting_losses, following, validated

GENERATED = [form for form in DATA.values() if "examples" in form.__struct_fields__]
FEW = {"examples": 12, "validation": 7, "test": 5}


def made(data: Any) -> Dataset:
    return LOADERS[type(data).__name__](data)


def changed(data: Any, **settings: Any) -> Any:
    return msgspec.structs.replace(data, **settings)


# of all kinds


@pytest.mark.parametrize("form", GENERATED)
def test_sizes_are_known_without_making_it(form: Any) -> None:
    data = form(**FEW)
    found, wanted = made(data), shape(Project(data=data))
    assert found.test is not None
    assert (found.task, found.every_step) == (wanted.task, wanted.every_step)
    assert [p.size for p in (found.training, found.validation, found.test)] == [12, 7, 5]
    assert len(found.symbols) == (wanted.inputs if wanted.symbols else 0)
    assert len(found.input_names) == found.channels == (1 if wanted.symbols else wanted.inputs)
    assert len(found.classes) == (wanted.targets if wanted.task == "classes" else 0)
    for part in (found.training, found.validation, found.test):
        steps = wanted.steps if wanted.every_step else 1
        rows = wanted.targets if wanted.task == "regression" else 1
        assert part.inputs.shape == (wanted.steps, found.channels, part.size)
        assert part.targets.shape == (steps, rows, part.size)
        for array in (part.inputs, part.targets, part.lengths, part.counted):
            assert array is None or not array.flags.writeable
        if wanted.task != "regression":
            assert set(np.unique(part.targets)) <= set(range(wanted.targets))
        if wanted.symbols:
            assert set(np.unique(part.inputs)) <= set(range(wanted.inputs))


@pytest.mark.parametrize("form", GENERATED)
def test_the_same_seed_gives_the_same_and_another_seed_others(form: Any) -> None:
    data = form(**FEW)
    if "noise" in form.__struct_fields__:
        data = changed(data, noise=0.2)
    one, two, other = made(data), made(changed(data)), made(changed(data, seed=1))
    assert one.training.inputs.tobytes() == two.training.inputs.tobytes()
    assert one.training.targets.tobytes() == two.training.targets.tobytes()
    assert one.training.inputs.tobytes() != other.training.inputs.tobytes() or isinstance(
        data, Sine
    )
    assert one.training.inputs.tobytes() != one.validation.inputs.tobytes()
    few = made(changed(data, test=0))
    assert few.test is None
    assert few.training.inputs.tobytes() == one.training.inputs.tobytes()


@pytest.mark.parametrize("form", GENERATED)
def test_a_project_that_follows_its_data_can_be_trained(form: Any) -> None:
    data = form(**FEW)
    project = following(Project(data=data, network=Network(layers=(RNN(units=3), Dense(units=3)))))
    assert validated(project) == project
    assert project.training.loss == fitting_losses(project)[0]
    trainer = Trainer(project)
    assert np.isfinite(trainer.step())
    assert np.isfinite(trainer.validate()["validation_loss"])
    assert trainer.network.outputs == (
        1 if project.training.loss == "bce" else shape(project).targets
    )


NOISY = [form for form in GENERATED if "noise" in form.__struct_fields__]


@pytest.mark.parametrize("form", [form for form in NOISY if form not in (Sine, Moons)])
def test_noise_has_the_deviation_that_is_set(form: Any) -> None:
    quiet = made(form(examples=400, noise=0)).training
    loud = made(form(examples=400, noise=0.3)).training
    error = loud.inputs - quiet.inputs
    error = error[:, :1] if len(error) > 1 else error
    if form is Lemniscate:
        error = loud.inputs - quiet.inputs
    assert error.std() == pytest.approx(0.3, rel=0.1)
    assert abs(error.mean()) < 0.05
    if form is not Waves:  # a measured series: what is asked for is measured too
        assert (loud.targets == quiet.targets).all()


# points


def accuracy(found: Dataset, right: Any) -> float:
    x, y = found.training.inputs[0]
    return float((right(x, y) == (found.training.targets[0, 0] > 0.5)).mean())


def best_line(found: Dataset) -> float:
    """Give the accuracy of the best straight border among many."""
    return max(
        max(share, 1 - share)
        for angle in np.linspace(0, np.pi, 60)
        for offset in np.linspace(-2, 2, 81)
        for share in [
            accuracy(
                found,
                lambda x, y, a=angle, b=offset: x * np.cos(a) + y * np.sin(a) > b,
            )
        ]
    )


@pytest.mark.parametrize("form", [Blobs, Moons, Circles, Spiral])
def test_classes_stand_in_turn(form: Any) -> None:
    found = made(form(examples=7)).training
    assert found.targets[0, 0].tolist() == [0, 1, 0, 1, 0, 1, 0]
    assert found.inputs.shape == (1, 2, 7)


def test_blobs_are_unit_clouds_that_a_line_parts_as_well_as_can_be() -> None:
    found = made(Blobs(examples=20_000))
    (x, y), classes = found.training.inputs[0], found.training.targets[0, 0]
    for side, centre in ((0, -1), (1, 1)):
        assert x[classes == side].mean() == pytest.approx(centre, abs=0.05)
        assert y[classes == side].std() == pytest.approx(1, abs=0.05)
    assert accuracy(found, lambda x, y: x + y > 0) == pytest.approx(0.921, abs=0.01)


def test_moons_are_standardized_for_any_noise_and_no_line_parts_them() -> None:
    for noise in (0.0, 0.15, 0.5):
        points = made(Moons(examples=20_000, noise=noise)).training.inputs[0]
        np.testing.assert_allclose(points.mean(axis=1), 0, atol=0.03)
        np.testing.assert_allclose(points.std(axis=1), 1, atol=0.03)
    found = made(Moons(examples=600, noise=0))
    x, y = found.training.inputs[0]
    x, y = x * 0.75**0.5 + 0.5, y * (0.375 - 1 / np.pi + 0.1875) ** 0.5 + 0.25
    outer = found.training.targets[0, 0] == 0
    np.testing.assert_allclose(np.hypot(x, y)[outer], 1, atol=1e-6)
    np.testing.assert_allclose(np.hypot(x - 1, y - 0.5)[~outer], 1, atol=1e-6)
    assert (y[outer] >= -1e-9).all()
    assert (y[~outer] <= 0.5 + 1e-9).all()
    assert best_line(found) < 0.93


def test_circles_are_parted_by_the_radius_and_by_no_line() -> None:
    found = made(Circles(examples=600))
    assert accuracy(found, lambda x, y: np.hypot(x, y) < 0.75) > 0.97
    assert best_line(found) < 0.75


def test_spirals_are_parted_by_how_far_they_are_wound_and_by_no_line() -> None:
    found = made(Spiral(examples=600))

    def arm(x: Any, y: Any) -> Any:
        angle = np.arctan2(y, x) - 3 * np.pi * np.hypot(x, y)
        return np.cos(angle) < 0

    assert accuracy(found, arm) > 0.97
    assert best_line(found) < 0.7
    assert np.hypot(*made(Spiral(noise=0)).training.inputs[0]).max() <= 1


# curves


@pytest.mark.parametrize("horizon", [1, 3])
@pytest.mark.parametrize("form", [Waves, Lemniscate])
def test_a_curve_asks_for_its_point_some_steps_ahead(form: Any, horizon: int) -> None:
    found = made(form(horizon=horizon, test=9))
    for part, naive in ((found.validation, found.naive), (found.test, found.naive_test)):
        assert part is not None
        assert (part.targets[:-horizon] == part.inputs[horizon:]).all()
        error = part.targets[-1] - part.inputs[-1]
        assert naive == pytest.approx(float(np.sqrt((error**2).mean())))


@pytest.mark.parametrize("waves", [1, 2, 3, 4])
def test_waves_are_told_by_twice_as_many_numbers_in_a_row(waves: int) -> None:
    part = made(Waves(waves=waves, length=30, examples=300)).training
    assert part.inputs.std() == pytest.approx(1, abs=0.1)
    series = np.concatenate([part.inputs[:, 0], part.targets[-1:, 0]])

    def error(count: int) -> float:
        """Give the error of the best linear forecast from so many numbers."""
        past = np.stack([series[k : len(series) - count + k].ravel() for k in range(count)])
        left = np.linalg.lstsq(past.T, series[count:].ravel(), rcond=None)[0] @ past
        return float(np.abs(left - series[count:].ravel()).max())

    assert error(2 * waves) < 1e-9
    assert error(2 * waves - 1) > 1e-4


@given(st.integers(3, 40), st.integers(0, 99))
def test_a_lemniscate_runs_through_its_crossing_both_ways(loop: int, seed: int) -> None:
    part = made(Lemniscate(loop=loop, length=2 * loop, examples=20, seed=seed)).training
    x, y = part.inputs.transpose(1, 0, 2)
    np.testing.assert_allclose((x**2 + y**2) ** 2, x**2 - y**2, atol=1e-9)  # Bernoulli's equation
    crossing = (part.inputs == 0).all(axis=1)
    assert not crossing[0].any()
    assert (crossing.sum(axis=0) == 2).all()
    after = part.targets[:, 0][crossing]
    assert (np.sign(after) == 1).sum() == (np.sign(after) == -1).sum() == 20


def test_without_memory_the_crossing_of_a_lemniscate_cannot_be_left_rightly() -> None:
    part = made(Lemniscate(examples=400)).training
    points = part.inputs.transpose(0, 2, 1).reshape(-1, 2).round(9)
    targets = part.targets.transpose(0, 2, 1).reshape(-1, 2)
    errors = {}
    for point in map(tuple, np.unique(points, axis=0)):
        there = targets[(points == point).all(axis=1)]
        errors[point] = float(((there - there.mean(axis=0)) ** 2).mean())
    known = errors.pop((0.0, 0.0))
    assert len(errors) == 22  # 24 steps, of which two are the crossing
    assert max(errors.values()) < 1e-20
    assert known > 0.005


# sequences of numbers


@given(st.integers(2, 30), st.integers(0, 30), st.integers(0, 99))
def test_adding_marks_one_value_of_each_half(length: int, shortest: int, seed: int) -> None:
    shortest = 0 if shortest < 2 else min(shortest, length)
    part = made(Adding(length=length, shortest=shortest, examples=25, seed=seed)).training
    for n in range(25):
        value, marker = part.inputs[: part.lengths[n], :, n].T
        half = int(part.lengths[n]) // 2
        assert marker[:half].sum() == marker[half:].sum() == 1
        assert set(marker) <= {0, 1}
        assert part.targets[0, 0, n] == pytest.approx(float(value @ marker))
        assert not part.inputs[part.lengths[n] :, :, n].any()


def test_who_always_says_one_has_a_sixth_as_the_error_of_adding() -> None:
    targets = made(Adding(examples=20_000)).training.targets
    assert ((targets - 1) ** 2).mean() == pytest.approx(1 / 6, abs=0.005)


@given(st.integers(2, 5), st.integers(0, 4), st.integers(0, 6), st.integers(0, 99))
def test_parity_by_brute_force(bits: int, delay: int, more: int, seed: int) -> None:
    length = bits + delay + more + 1
    data = Parity(length=length, bits=bits, delay=delay, examples=6, seed=seed)
    for shortest in (0, bits + delay):
        part = made(changed(data, shortest=shortest)).training
        assert part.counted is not None
        for n, t in itertools.product(range(6), range(length)):
            read = part.inputs[: t + 1, 0, n][: t + 1 - delay][-bits:]
            known = t < part.lengths[n] and t + 1 >= bits + delay
            assert bool(part.counted[t, 0, n]) == known
            if known:
                assert part.targets[t, 0, n] == (read > 0).sum() % 2


def test_no_bit_alone_tells_a_parity() -> None:
    part = made(Parity(examples=4000, bits=3, delay=1)).training
    target, bits = part.targets[10, 0], part.inputs[:, 0] > 0
    assert target.mean() == pytest.approx(0.5, abs=0.03)
    for t in range(11):
        assert (bits[t] == target).mean() == pytest.approx(0.5, abs=0.04)


# letters


def words(found: Dataset, n: int) -> tuple[str, str]:
    """Give the symbols of an example that are read, and those that are asked for."""
    part = found.training
    length = int(part.lengths[n])
    counted = np.ones(part.targets.shape, bool) if part.counted is None else part.counted
    read = "".join(found.symbols[int(k)] for k in part.inputs[:length, 0, n])
    asked = "".join(
        found.classes[int(k)] if count else "."
        for k, count in zip(part.targets[:, 0, n], counted[:, 0, n], strict=True)
    )
    return read, asked[:length]


@given(st.integers(1, 5), st.integers(3, 26), st.integers(0, 9), st.integers(0, 9))
def test_a_copy_is_its_input_shifted(items: int, letters: int, pause: int, seed: int) -> None:
    length = 2 * items + pause
    data = Copy(length=length, items=items, letters=letters, examples=8, seed=seed)
    for shortest in (0, 2 * items):
        found = made(changed(data, shortest=shortest))
        for n in range(8):
            read, asked = words(found, n)
            first = len(read) - items
            assert asked == "." * first + read[:items]
            assert read[items:] == "·" * (first - items) + "?" + "·" * (items - 1)
            part = found.training
            assert part.counted is not None
            assert int(part.counted[:, 0, n].sum()) == items


def test_letters_to_copy_are_spread_evenly() -> None:
    part = made(Copy(examples=4000)).training
    shares = np.bincount(part.inputs[:3].astype(int).ravel()) / 12_000
    np.testing.assert_allclose(shares, 0.25, atol=0.02)


@given(st.integers(1, 6), st.integers(0, 20), st.integers(0, 99))
def test_abab_goes_round_and_is_asked_where_it_can_be_known(
    repeats: int, more: int, seed: int
) -> None:
    length = repeats + 1 + more
    found = made(Abab(length=max(2, length), repeats=repeats, examples=8, seed=seed))
    pattern = "a" * repeats + "b" + "a" * repeats + "B"
    for n in range(8):
        read, asked = words(found, n)
        begun = next(k for k, letter in enumerate(read) if letter != "a")
        assert begun <= repeats
        assert read + asked[-1] in pattern * 20
        assert asked == "." * begun + (read + asked[-1])[begun + 1 :]


def test_without_memory_what_follows_an_a_is_a_coin() -> None:
    found = made(Abab(examples=500))
    texts = "|".join(words(found, n)[0] for n in range(500))
    after = re.findall("a(?=[bB])", texts)
    assert texts.count("ab") == pytest.approx(len(after) / 2, rel=0.05)
    assert "aa" not in texts


@given(st.integers(2, 30), st.integers(2, 9), st.integers(0, 30), st.integers(0, 99))
def test_parentheses_match_and_their_depth_is_right(
    length: int, depth: int, shortest: int, seed: int
) -> None:
    data = Parentheses(
        length=length, depth=depth, shortest=min(shortest, length), examples=8, seed=seed
    )
    found = made(data)
    for n in range(8):
        read, asked = words(found, n)
        stack: list[str] = []
        for sign, said in zip(read, asked, strict=True):
            if sign == "(":
                stack.append(sign)
            else:
                stack.pop()  # an IndexError: it closes what was not opened
            assert len(stack) == int(said) <= depth


def test_without_memory_no_depth_is_sure() -> None:
    found = made(Parentheses(examples=500))
    read, depths = found.training.inputs.ravel(), found.training.targets.ravel().astype(int)
    best = sum(np.bincount(depths[read == sign]).max() for sign in (0, 1)) / depths.size
    assert best < 0.5
    assert set(depths) == set(range(5))


# Reber's grammar as a pattern: another way to say it than the machine that writes the words

REST = "(?:XT*VP)*(?:S|XT*VV)"
WORD = re.compile(f"B(?:TS*X{REST}|PT*V(?:P{REST}|V))E")


def accepted(word: str) -> bool:
    """Tell whether a word is one of the grammar."""
    return WORD.fullmatch(word) is not None


def whole(found: Dataset, n: int) -> str:
    read, asked = words(found, n)
    assert asked[:-1] == read[1:]
    return read + asked[-1]


@given(st.integers(4, 30), st.integers(0, 99))
def test_words_of_reber_are_accepted(length: int, seed: int) -> None:
    found = made(Reber(length=length, examples=30, seed=seed))
    for n in range(30):
        word = whole(found, n)
        assert 5 <= len(word) <= length + 1
        assert accepted(word)
        assert not accepted(word[:-2] + word[-1])


@given(st.integers(8, 30), st.integers(0, 99))
def test_embedded_words_end_as_they_begin(length: int, seed: int) -> None:
    found = made(Reber(length=length, embedded=True, examples=30, seed=seed))
    for n in range(30):
        word = whole(found, n)
        assert 9 <= len(word) <= length + 1
        assert (word[0], word[-1]) == ("B", "E")
        assert word[1] == word[-2]
        assert word[1] in "TP"
        assert accepted(word[2:-2])


def test_words_have_the_chances_of_the_machine() -> None:
    found = made(Reber(length=60, examples=20_000))
    drawn = [whole(found, n) for n in range(2000)]
    assert drawn.count("BTXSE") / 2000 == pytest.approx(1 / 8, abs=0.03)
    assert drawn.count("BPVVE") / 2000 == pytest.approx(1 / 8, abs=0.03)
    assert len(set(drawn)) > 200
    lengths = found.training.lengths
    assert lengths.min() == 4
    assert len(set(lengths.tolist())) > 20


def test_what_an_embedded_word_asks_for_at_its_end_stands_at_its_beginning_alone() -> None:
    found = made(Reber(embedded=True, length=24, examples=4000))
    drawn = [whole(found, n) for n in range(4000)]
    inner = {word[2:-2] for word in drawn if word[1] == "T"}
    both = inner & {word[2:-2] for word in drawn if word[1] == "P"}
    assert len(both) > 50  # the same inner word leads to T and to P
    assert sum(word[1] == "T" for word in drawn) == pytest.approx(2000, abs=150)


# what cannot be


@pytest.mark.parametrize(
    ("data", "place"),
    [
        (Adding(length=9, shortest=1), "data.shortest"),
        (Parity(length=4, bits=3, delay=2), "data.length"),
        (Parity(length=9, bits=3, delay=2, shortest=4), "data.shortest"),
        (Copy(length=5, items=3), "data.length"),
        (Copy(length=9, items=3, shortest=5), "data.shortest"),
        (Abab(length=3, repeats=3), "data.length"),
        (Reber(length=7, embedded=True), "data.length"),
        (Parentheses(length=5, shortest=6), "data.shortest"),
        (Echo(length=5, shortest=2, delay=2), "data.delay"),
    ],
)
def test_sequences_too_short_for_a_target_are_refused(data: Any, place: str) -> None:
    with pytest.raises(Refusal) as caught:
        validated(following(Project(data=data)))
    assert caught.value.place == place
    assert str(caught.value).endswith(".")


@pytest.mark.parametrize(
    "data",
    [
        Adding(length=2),
        Parity(length=5, bits=3, delay=2),
        Copy(length=6, items=3),
        Abab(length=4, repeats=3),
        Reber(length=8, embedded=True),
        Reber(length=4),
    ],
)
def test_the_shortest_that_can_be_have_a_target(data: Any) -> None:
    part = made(changed(data, examples=50)).training
    counted = np.ones(part.targets.shape, bool) if part.counted is None else part.counted
    assert counted.any(axis=(0, 1)).all()


# going on by itself


@pytest.mark.parametrize("data", [Abab(), Reber(), Waves(), Lemniscate()])
def test_what_asks_for_its_own_next_step_can_go_on_by_itself(data: Any) -> None:
    project = following(Project(data=changed(data, examples=20), network=Network((RNN(units=4),))))
    trainer = Trainer(project)
    first = trainer.dataset.validation.inputs[:3, :, 0]
    prime: Any = first
    if trainer.dataset.symbols:
        prime = "".join(trainer.dataset.symbols[int(k)] for k in first[:, 0])
    going = Generation(trainer, prime)
    going.step(5)
    assert len(going.inputs) == 8


@pytest.mark.parametrize("layer", [Embedding(units=3), RNN(units=3)])
def test_symbols_go_through_an_embedding_or_straight_in(layer: Any) -> None:
    project = following(
        Project(
            data=Copy(**FEW),
            network=Network((layer, RNN(units=3))),
            training=Training(batch_size=5),
        )
    )
    assert np.isfinite(Trainer(validated(project)).step())


def test_each_made_kind_is_tested_here() -> None:
    assert {Hold, Xor, Sine} < set(GENERATED)
    assert len(GENERATED) >= 17


@pytest.mark.parametrize("form", GENERATED)
def test_names_of_inputs_can_be_translated(form: Any) -> None:
    names = made(form(**FEW)).input_names
    assert all(len(name) == 1 or name in NAMES for name in names)
