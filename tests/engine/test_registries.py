"""Every kind that a project may name is in the engine's registries, and is tested against golden values."""

from __future__ import annotations

from typing import get_args

from engine import activations, initializers, layers, losses, optimizers, project
from tests.golden import cases

USED = [layer for case in cases.CASES.values() for layer in case.layers]


def test_every_kind_of_a_project_is_in_a_registry() -> None:
    assert set(layers.LAYERS) == set(project.LAYERS)
    assert set(optimizers.OPTIMIZERS) == set(project.OPTIMIZERS)
    assert set(losses.LOSSES) == set(get_args(project.Loss))
    assert set(activations.ACTIVATIONS) == set(get_args(project.Activation))
    assert set(initializers.INITIALIZERS) == set(get_args(project.Initialization))


def test_every_kind_has_golden_values() -> None:
    assert {type(layer) for layer in USED} == set(project.LAYERS.values())
    assert {case.loss for case in cases.CASES.values()} == set(losses.LOSSES)
    assert set(cases.OPTIMIZERS) == set(project.OPTIMIZERS)
    assert set(cases.SCHEDULES) == set(project.SCHEDULES)
    dense = {layer.activation for layer in USED if isinstance(layer, project.Dense)}
    assert dense == set(get_args(project.Activation))
    rnn = {layer.activation for layer in USED if isinstance(layer, project.RNN)}
    assert rnn == {"tanh", "relu"}


def test_every_stored_file_belongs_to_a_case() -> None:
    stored = {path.stem for path in cases.FOLDER.glob("*.npz")}
    assert stored == set(cases.CASES) | cases.of_updates()
