"""Every pair of layer, loss, optimizer, schedule, initialization, regime and data: trained, recorded, gone back to."""

from __future__ import annotations

import itertools
from typing import Any, get_args

import msgspec
import numpy as np
import pytest

from engine import project as p
from engine.course import Course
from engine.errors import Refusal
from engine.project import Network, Project, Training
from engine.validate import following, validated
from tests.engine import registry
from tests.engine.small import here

DATA: dict[str, Any] = {
    "numbers": p.Hold(length=5, examples=11, validation=4, test=3),
    "numbers without time": p.Sine(examples=11, validation=4),
    "bits": p.Echo(length=5, delay=1, shortest=3, examples=11, validation=4),
    "the last bit": p.FlagRecall(length=5, shortest=2, examples=11, validation=4),
    "symbols": p.Characters(length=5),
}
FACTORS: dict[str, list[Any]] = {
    "data": list(DATA),
    "layers": list(registry.stacks()),
    "loss": [(loss, k) for loss, given in registry.LOSSES.items() for k in range(len(given))],
    "optimizer": [one for samples in registry.OPTIMIZERS.values() for one in samples],
    "schedule": [one for samples in registry.SCHEDULES.values() for one in samples],
    "initialization": list(registry.INITIALIZATIONS),
    "regime": list(registry.REGIMES),
}


def made(row: dict[str, Any]) -> Project | None:
    """Give the project of a row; None where its parts do not fit, which `validated` refuses elsewhere."""
    stack = registry.stacks()[row["layers"]]
    data = DATA[row["data"]]
    if any(isinstance(layer, p.Embedding) for layer in stack):
        data = DATA["symbols"]
    layers = tuple(
        msgspec.structs.replace(layer, initialization=row["initialization"])
        if hasattr(layer, "initialization")
        else layer
        for layer in stack
    )
    loss, k = row["loss"]
    given = registry.LOSSES[loss][k]
    regime = dict(registry.REGIMES[row["regime"]])
    project = Project(
        data=data,
        network=Network(layers, p.Output(initialization=row["initialization"])),
        training=Training(
            loss=loss,
            huber_delta=given.get("delta", 1.0),
            optimizer=row["optimizer"],
            schedule=row["schedule"],
            learning_rate=0.01,
            l1=1e-4,
            l2=1e-3,
            clip_value=0.5,
            **regime,
        ),
    )
    project = following(project)
    weights = (
        given.get("weights", ())[:2] if project.training.loss in ("bce", "cross_entropy") else ()
    )
    if isinstance(data, p.Characters):
        weights = ()
    training = msgspec.structs.replace(project.training, class_weights=weights)
    try:
        return validated(msgspec.structs.replace(project, training=training))
    except Refusal:
        return None


def rows() -> list[dict[str, Any]]:
    """Choose rows, so that each pair of values of two factors is in one of them: the first that adds most."""
    names = list(FACTORS)
    left = {
        (a, i, b, j)
        for a, b in itertools.combinations(range(len(names)), 2)
        for i in range(len(FACTORS[names[a]]))
        for j in range(len(FACTORS[names[b]]))
    }
    rng, chosen = np.random.default_rng(0), []
    while left:
        a, i, b, j = min(left)
        best, gain = None, -1
        for _ in range(20):
            row = [int(rng.integers(len(FACTORS[name]))) for name in names]
            row[a], row[b] = i, j
            covered = sum(
                (x, row[x], y, row[y]) in left
                for x, y in itertools.combinations(range(len(names)), 2)
            )
            if covered > gain:
                best, gain = row, covered
        assert best is not None
        left -= {(x, best[x], y, best[y]) for x, y in itertools.combinations(range(len(names)), 2)}
        chosen.append({name: FACTORS[name][k] for name, k in zip(names, best, strict=True)})
    return chosen


ROWS = rows()
PROJECTS = [project for row in ROWS if (project := made(row)) is not None]


def test_most_rows_can_be_trained() -> None:
    assert len(PROJECTS) > 0.6 * len(ROWS)
    kinds = {type(layer) for project in PROJECTS for layer in project.network.layers}
    assert kinds == set(p.LAYERS.values())
    assert {project.training.loss for project in PROJECTS} == set(get_args(p.Loss))


@pytest.mark.parametrize("part", range(8))
def test_each_is_trained_recorded_and_gone_back_to_the_bit(part: int) -> None:
    for project in PROJECTS[part::8]:
        straight, recorded = Course(project), Course(project)
        places = [here(straight)]
        for _ in range(6):
            assert straight.advance() == recorded.record().loss
            places.append(here(straight))
            assert here(recorded) == places[-1], project
        assert np.isfinite(straight.trainer.network.parameters).all()
        for k in (2, 5, 0, 6):
            straight.seek(k)
            assert straight.stop()
            assert here(straight) == places[k], project


def test_every_name_of_the_menus_is_in_the_registry() -> None:
    assert set(registry.LAYERS) == set(p.LAYERS)
    for kind, samples in registry.LAYERS.items():
        assert {type(sample) for sample in samples} == {p.LAYERS[kind]}
    dense = {sample.activation for sample in registry.LAYERS["dense"]}  # type: ignore[union-attr]
    assert dense == set(get_args(p.Activation))
    assert set(registry.LOSSES) == set(registry.TASKS) == set(get_args(p.Loss))
    for ours, theirs in ((registry.OPTIMIZERS, p.OPTIMIZERS), (registry.SCHEDULES, p.SCHEDULES)):
        assert set(ours) == set(theirs)
        assert all({type(one) for one in ours[kind]} == {theirs[kind]} for kind in ours)
    assert set(registry.INITIALIZATIONS) == set(get_args(p.Initialization))
    assert {regime.get("batch", "mini") for regime in registry.REGIMES.values()} == set(
        get_args(p.Batch)
    )


@pytest.mark.parametrize("name", registry.REFUSED)
def test_error_inputs_are_refused_at_their_place(name: str) -> None:
    layers, place = registry.REFUSED[name]
    with pytest.raises(Refusal) as caught:
        validated(Project(data=p.Hold(), network=Network(layers)))
    assert caught.value.place.startswith(place)
    assert str(caught.value).endswith(".")
