"""Plane: the outputs of all units over a grid of the inputs, beside training."""

from __future__ import annotations

import numpy as np
import pytest

from engine.probing_plane import Plane
from engine.project import (
    BatchNorm,
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
