from __future__ import annotations

import gc
import math
import tracemalloc
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine import datasets
from engine.address import with_value
from engine.course import Course
from engine.errors import Refusal
from engine.project import (
    LSTM,
    RNN,
    SGD,
    Dense,
    Echo,
    Hold,
    Network,
    Project,
    Sine,
    Sunspots,
    Table,
    Training,
    Xor,
)
from engine.sizes import batch_of, memory, output_units, shape
from engine.validate import convert, fitting_losses, following, is_live, restarts, validated
from tests.engine.small import SMALL


def refused(project: Project) -> Refusal:
    with pytest.raises(Refusal) as caught:
        validated(project)
    sentence = str(caught.value)
    assert sentence.isprintable()
    assert sentence.endswith(".")
    return caught.value


BAD: list[tuple[str, Any, str, str]] = [
    ("training.learning_rate", 0.0, "training.learning_rate", "must be ≥ 1e-06; 0 was given"),
    ("training.learning_rate", 2e6, "training.learning_rate", "must be ≤ 1e+06; 2e+06"),
    ("training.learning_rate", math.nan, "training.learning_rate", "is not a finite number"),
    ("training.clip", math.inf, "training.clip", "is not a finite number"),
    ("training.clip", "much", "training.clip", "must be a number, but it is a text"),
    ("training.batch_size", 2.5, "training.batch_size", "must be a whole number; 2.5"),
    ("training.batch", "half", "training.batch", "choose one of: full, mini, one"),
    ("network.layers[0].units", 0, "network.layers[0].units", "must be ≥ 1"),
    ("network.layers[0].units", 513, "network.layers[0].units", "must be ≤ 512"),
    ("network.layers", (LSTM(),) * 13, "network.layers", "13 entries, more than 12"),
    ("name", "a\nb", "name", "a character that cannot be shown"),
    ("name", "\ud800", "name", "a character that cannot be shown"),
    ("data.length", 1, "data.length", "must be ≥ 2"),
    ("data.noise", -0.1, "data.noise", "must be ≥ 0"),
    ("training.loss", "bce", "training.loss", "its targets are numbers; choose “Mean squared"),
    ("format", 2, "format", "has format 2, this program reads up to 1"),
    ("format", 0, "format", "must be 1; 0 was given"),
    ("data", Echo(length=5, delay=7), "data.delay", "A delay of 7 leaves no target in 5"),
    ("data", Sunspots(length=300), "data.length", "leaves no example to train on"),
    ("data", Xor(), "training.loss", "its targets are classes; choose “Binary cross entropy”"),
]


@pytest.mark.parametrize(("address", "value", "place", "wanted"), BAD)
def test_what_cannot_be_run_is_refused_at_its_place(
    address: str, value: Any, place: str, wanted: str
) -> None:
    refusal = refused(with_value(Project(), address, value))
    assert wanted in str(refusal)
    assert refusal.place == place


@given(st.text())
def test_any_name_is_taken_or_refused(name: str) -> None:
    project = with_value(Project(), "name", name)
    place = "name"
    try:
        text = msgspec.json.encode(validated(project))
        assert msgspec.json.decode(text, type=Project) == project
    except Refusal as refusal:
        place = refusal.place
    assert place == "name"


@pytest.mark.parametrize("name", SMALL)
def test_what_is_valid_is_the_same_after(name: str) -> None:
    assert validated(SMALL[name]) == SMALL[name]


def test_unknown_and_missing_names_stand_in_the_sentence() -> None:
    for value, place, wanted in [
        ({"format": 1, "colour": 3}, "colour", "“colour” is no setting of a project"),
        ({"data": {"length": 3}}, "data.kind", "“data.kind” is missing"),
        ({"network": {"layers": [{"kind": "rnn", "x": 1}]}}, "network.layers[0].x", "no setting"),
    ]:
        with pytest.raises(Refusal, match=wanted) as caught:
            convert(value, Project)
        assert caught.value.place == place


# loss and task


def test_the_loss_follows_the_task() -> None:
    xor = msgspec.structs.replace(Project(), data=Xor())
    assert following(xor).training.loss == "bce"
    assert following(Project()) == Project()
    softmax = msgspec.structs.replace(xor, training=Training(loss="cross_entropy"))
    assert following(softmax) == softmax
    assert [output_units(p) for p in (Project(), following(xor), softmax)] == [1, 1, 2]
    assert fitting_losses(xor) == ("bce", "cross_entropy")


# live or restart


@pytest.mark.parametrize(
    ("address", "live"),
    [
        ("training.learning_rate", True), ("training.batch", True), ("training.batch_size", True),
        ("training.clip", True), ("training.optimizer", True), ("training.iterations", True),
        ("training.optimizer.beta1", True), ("name", True), ("view.layer", True), ("view", True),
        ("training.loss", False), ("training.seed", False), ("data.length", False),
        ("data", False), ("network.layers", False), ("network.layers[0].units", False),
        ("network.output.initialization", False), ("format", False), ("nothing", False),
    ],
)  # fmt: skip
def test_what_is_live(address: str, live: bool) -> None:
    assert is_live(address) == live


def test_one_setting_that_is_not_live_restarts() -> None:
    old = Project()
    live = msgspec.structs.replace(old, name="a", training=Training(clip=3, optimizer=SGD()))
    assert not restarts(old, live)
    assert restarts(live, msgspec.structs.replace(live, training=Training(seed=3)))
    assert not restarts(old, old)


# memory


LARGE = {
    "default": Project(),
    "wide": Project(network=Network(layers=(LSTM(units=64),)), training=Training(batch_size=64)),
    "two layers, full": Project(
        data=Hold(length=60, examples=100),
        network=Network(layers=(LSTM(units=32), LSTM(units=32))),
        training=Training(batch="full"),
    ),
    "rnn": Project(
        data=Hold(length=60),
        network=Network(layers=(RNN(units=64), RNN(units=64))),
        training=Training(batch_size=96),
    ),
    "dense": Project(
        data=Sine(examples=5000, validation=1000),
        network=Network(layers=(Dense(units=64),) * 4),
        training=Training(batch="full"),
    ),
    "many parameters": Project(
        data=Hold(length=5, examples=10, validation=5),
        network=Network(layers=(LSTM(units=300),)),
        training=Training(batch="one"),
    ),
    "much data": Project(
        data=Echo(length=50, examples=4000, validation=2000),
        network=Network(layers=(LSTM(units=16), Dense(units=32))),
        training=Training(loss="cross_entropy", batch_size=200),
    ),
    "sunspots": Project(data=Sunspots(), network=Network(layers=(LSTM(units=32),))),
}


@pytest.mark.parametrize("name", LARGE)
def test_the_estimate_of_memory_is_within_a_factor_of_two(name: str) -> None:
    import safetensors.numpy  # noqa: F401 - what modules take is none of the project's

    project = LARGE[name]
    datasets.load.cache_clear()
    gc.collect()
    tracemalloc.start()
    try:
        course = Course(project)
        size = batch_of(project, course.trainer.examples.size)
        recordings = [course.trainer.new_recording(size) for _ in range(3)]
        course.trainer.step()
        course.trainer.validate()
        seen = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert len(recordings) == 3
    assert 0.5 < memory(project) / seen < 2


def test_a_project_that_needs_too_much_is_refused_without_making_an_array() -> None:
    for project, place in [
        (Project(data=Hold(length=1000, examples=100_000)), "network.layers"),
        (Project(network=Network(layers=(LSTM(units=512),) * 12)), "network.layers"),
        (
            Project(data=Hold(examples=100_000), training=Training(batch="full")),
            "training.batch",
        ),
        (
            Project(data=Hold(length=500, examples=8000), training=Training(batch_size=4096)),
            "training.batch_size",
        ),
        (Project(data=Hold(length=1000, examples=100_000), network=Network(layers=())), ""),
    ]:
        tracemalloc.start()
        try:
            refusal = refused(project)
            assert tracemalloc.get_traced_memory()[1] < 2_000_000
        finally:
            tracemalloc.stop()
        assert "GB of memory, more than 1 GB" in str(refusal)
        assert refusal.place == (place or "data.examples")


@pytest.mark.parametrize(
    "data",
    [
        *(project.data for project in SMALL.values()),
        *(Sunspots(), Sunspots(length=30, horizon=5, split=0.6, test=0.5)),
        Sine(test=3),
    ],
    ids=lambda data: type(data).__name__,
)
def test_the_shape_of_data_is_known_beforehand(data: Any) -> None:
    made = datasets.load(data)
    found = shape(Project(data=data))
    parts = (made.training, made.validation, made.test)
    assert found[2:5] == tuple(part.size if part else 0 for part in parts)
    assert (found.steps, found.task, found.every_step) == (made.steps, made.task, made.every_step)
    assert found.inputs == (len(made.symbols) or made.channels)
    assert found.symbols == bool(made.symbols)
    targets = {"regression": made.training.targets.shape[1], "binary": 2}
    assert found.targets == targets.get(made.task, len(made.classes))


# sentences


def test_a_sentence_takes_no_line_break_and_no_length_from_a_value() -> None:
    refusal = Refusal("“{place}” is {what}.", place="a\nb\x00", what="x" * 9999)
    assert str(refusal).startswith("“a\ufffdb\ufffd” is xxx")
    assert len(str(refusal)) < 300
    assert refusal.place == "a\ufffdb\ufffd"
    assert str(Refusal("“{file}” {n:,}.", file="기억.json", n=12345)) == "“기억.json” 12,345."
    assert str(Refusal("“{a}”.", a="{b} {0}")) == "“{b} {0}”."


def test_a_wrong_word_of_how_a_file_is_read_names_the_right_ones() -> None:
    with pytest.raises(Refusal) as caught:
        validated(with_value(Project(data=Table()), "data.reading.delimiter", "dash"))
    assert caught.value.place == "data.reading.delimiter"
    assert str(caught.value.values["choices"]).startswith("comma, semicolon")
