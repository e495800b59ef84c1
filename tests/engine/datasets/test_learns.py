"""Each kind of data that is made from a seed is learnt by an example that ships, for seeds 0, 1 and 2.

Bounds were measured, with room for machines that round otherwise. Each takes less than a second.
"""

from __future__ import annotations

from typing import NamedTuple

import msgspec
import pytest

from engine.condition import Name, parse
from engine.examples import ABOUT, FRONT, path_of
from engine.files import read_project
from engine.fitting import RECURRENT
from engine.project import DATA, Dense, Network, Project
from engine.trainer import Trainer


class Learnt(NamedTuple):
    """What holds of validation after so many iterations."""

    example: str
    condition: str
    iterations: int


LEARNT = (
    Learnt("hold-lstm", "validation_loss < 0.0015", 1200),
    Learnt("flag-lstm", "accuracy >= 0.98", 200),
    Learnt("sine-mlp", "validation_loss < 0.006", 1000),
    Learnt("xor-mlp", "accuracy == 1", 200),
    Learnt("blobs-neuron", "validation_loss < 0.3 and accuracy > 0.88", 200),
    Learnt("moons-mlp", "accuracy > 0.96", 500),
    Learnt("circles-mlp", "accuracy > 0.96", 300),
    Learnt("spiral-mlp", "accuracy > 0.95", 600),
    Learnt("waves-lstm", "rmse < 0.05", 500),
    Learnt("eight-rnn", "rmse < 0.03 and validation_loss < 0.003", 500),
    Learnt("echo-rnn", "accuracy >= 0.99", 250),
    Learnt("adding-gru", "validation_loss < 0.01", 350),
    Learnt("parity-rnn", "accuracy >= 0.99", 200),
    Learnt("copy-gru", "accuracy >= 0.99", 600),
    Learnt("abab-rnn", "accuracy == 1", 100),
    Learnt("brackets-lstm", "accuracy >= 0.99", 300),
    Learnt("reber-lstm", "validation_loss < 0.63", 300),
    Learnt("reber-embedded", "validation_loss < 0.47", 800),
)
CASES = [
    pytest.param(
        *(learnt, seed),
        id=f"{learnt.example}-{seed}",
        marks=[pytest.mark.soak] if seed else [],
    )
    for learnt in LEARNT
    for seed in (0, 1, 2)
]


def seeded(project: Project, seed: int) -> Project:
    """Give the project with other weights, another order, and other data."""
    return msgspec.structs.replace(
        project,
        data=msgspec.structs.replace(project.data, seed=seed),
        training=msgspec.structs.replace(project.training, seed=seed),
    )


def holds(learnt: Learnt, trainer: Trainer) -> bool:
    """Tell whether the condition of an example holds."""

    def look(name: Name) -> float:
        return trainer.validate()[name.name]

    return parse(learnt.condition).holds(look)


@pytest.mark.parametrize(("learnt", "seed"), CASES)
def test_it_is_learnt(learnt: Learnt, seed: int) -> None:
    project = read_project(path_of(learnt.example))
    assert project.training.iterations == learnt.iterations
    trainer = Trainer(seeded(project, seed))
    assert not holds(learnt, trainer), "it must not hold before anything is learnt"
    trainer.run(learnt.iterations)
    assert holds(learnt, trainer), trainer.validate()


IN_TIME = [
    learnt
    for learnt in LEARNT
    if any(
        isinstance(layer, RECURRENT)
        for layer in read_project(path_of(learnt.example)).network.layers
    )
]


@pytest.mark.parametrize("learnt", IN_TIME, ids=lambda learnt: learnt.example)
def test_without_memory_it_is_not_learnt(learnt: Learnt) -> None:
    project = read_project(path_of(learnt.example))
    layers = tuple(Dense(units=2 * layer.units) for layer in project.network.layers)  # type: ignore[union-attr]
    trainer = Trainer(msgspec.structs.replace(project, network=Network(layers=layers)))
    trainer.run(learnt.iterations)
    assert not holds(learnt, trainer), trainer.validate()


@pytest.mark.parametrize("example", ["blobs-neuron", "moons-mlp", "circles-mlp", "spiral-mlp"])
def test_a_straight_border_is_enough_for_blobs_alone(example: str) -> None:
    learnt = next(row for row in LEARNT if row.example == example)
    project = read_project(path_of(example))
    trainer = Trainer(msgspec.structs.replace(project, network=Network(layers=())))
    trainer.run(learnt.iterations)
    assert holds(learnt, trainer) == (example == "blobs-neuron"), trainer.validate()


def test_every_kind_that_is_made_has_an_example_that_learns_it() -> None:
    learnt = {type(read_project(path_of(row.example)).data) for row in LEARNT}
    assert learnt == {form for form in DATA.values() if "examples" in form.__struct_fields__}
    assert {row.example for row in LEARNT} >= set(list(ABOUT)[FRONT:])
