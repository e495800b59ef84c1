"""Plane: the outputs of all units over a grid of the inputs, beside training."""

from __future__ import annotations

import numpy as np
import pytest
from msgspec import structs

from engine import probing_plane
from engine.probing_plane import Plane
from engine.project import (
    BatchNorm,
    Clamp,
    Dense,
    Dropout,
    Network,
    Project,
    Sine,
    Sunspots,
    Training,
    Xor,
)
from engine.trainer import Trainer
from tests.engine.small import bits


def small() -> Trainer:
    layers = (Dense(units=3), BatchNorm(), Dropout())
    training = Training(loss="bce")
    return Trainer(
        Project(data=Xor(), network=Network(layers=layers), training=training), np.float64
    )


def test_each_place_of_the_plane_has_what_the_weights_give_there() -> None:
    trainer = small()
    trainer.run(3)
    found = Plane(-1.0, 2.0, -3.0, 1.0, 5).look(trainer)
    assert found is not None
    assert [layer.shape for layer in found] == [(3, 5, 5)] * 3 + [(found[3].shape[0], 5, 5)]
    whole = trainer.network.bind(None, 1, 1, recording=True, forward_only=True, evaluating=True)
    for row, column in ((0, 0), (0, 4), (3, 1), (4, 2)):
        whole.inputs[0, :, 0] = -1.0 + 0.75 * column, -3.0 + row
        whole.forward(None)
        for layer, one in zip(found, whole.layers, strict=True):
            np.testing.assert_allclose(layer[:, row, column], one.y[0, :, 0], rtol=1e-12)
    with pytest.raises(ValueError, match="read-only"):
        found[0][0, 0, 0] = 1.0


def test_looking_changes_nothing_of_training() -> None:
    looked, alone = small(), small()
    for _ in range(3):
        looked.run(1)
        alone.run(1)
        Plane(0.0, 1.0, 0.0, 1.0, 4).look(looked)
    assert bits(looked.checkpoint()) == bits(alone.checkpoint())


def test_one_input_has_a_curve_and_sequences_have_no_plane() -> None:
    dense = Network(layers=(Dense(units=3),))
    found = Plane(-1.0, 1.0, resolution=7).look(Trainer(Project(data=Sine(), network=dense)))
    assert found is not None
    assert [layer.shape for layer in found] == [(3, 7), (1, 7)]
    assert Plane(-1.0, 1.0).look(Trainer(Project(data=Sunspots(), network=dense))) is None


def test_arrays_are_kept_between_looks_and_what_was_found_stays() -> None:
    trainer = small()
    plane = Plane(-1.0, 2.0, -3.0, 1.0, 5)
    first = plane.look(trainer)
    kept = probing_plane._passes[trainer]
    assert first is not None
    copies = [layer.copy() for layer in first]
    trainer.run(2)
    second = plane.look(trainer)
    assert second is not None
    assert probing_plane._passes[trainer] is kept
    assert not np.array_equal(first[0], second[0])
    for layer, copy in zip(first, copies, strict=True):
        np.testing.assert_array_equal(layer, copy)
    other = Plane(-1.0, 2.0, -3.0, 1.0, 6).look(trainer)
    assert other is not None
    assert other[0].shape == (3, 6, 6)
    assert probing_plane._passes[trainer] is not kept


def test_a_large_network_is_looked_at_in_fewer_points() -> None:
    layers = (Dense(units=400), Dense(units=400))
    training = Training(loss="bce")
    trainer = Trainer(Project(data=Xor(), network=Network(layers=layers), training=training))
    found = Plane(0.0, 1.0, 0.0, 1.0, 48).look(trainer)
    assert found is not None
    n = found[0].shape[-1]
    assert probing_plane.FEWEST <= n < 48
    assert trainer.network.parameters.size * n * n <= probing_plane.WORK


def test_what_is_held_is_held_on_the_plane_until_it_is_let_go() -> None:
    trainer = small()
    plane = Plane(-1.0, 2.0, -3.0, 1.0, 5)
    free = plane.look(trainer)
    held = (
        Clamp(layer=0, name="y", unit=1, value=0.5),
        Clamp(layer=-1, name="x", unit=0, value=-1.0),
        Clamp(layer=-1, name="x", unit=1, first=1, value=9.0),
    )
    trainer.training = structs.replace(trainer.training, clamps=held)
    found = plane.look(trainer)
    assert free is not None
    assert found is not None
    assert (found[0][1] == 0.5).all()
    # the first input is held at the left edge
    np.testing.assert_array_equal(found[0][0], np.repeat(free[0][0][:, :1], 5, axis=1))
    trainer.training = structs.replace(trainer.training, clamps=())
    again = plane.look(trainer)
    assert again is not None
    for one, other in zip(free, again, strict=True):
        np.testing.assert_array_equal(one, other)
