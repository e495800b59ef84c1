"""LayerGradients: the gradient of the batch by layer, as a Recording of the same iteration has it."""

from __future__ import annotations

import math

import pytest

from engine.diagnosis import diagnose
from engine.probing_gradient import GradientFared, LayerGradients
from engine.project import LSTM, Dropout, Hold, Network, Project, Training
from engine.shares import step_gradients
from engine.trainer import Trainer
from tests.engine.small import bits


def small(clip: float = 0.0, clip_value: float = 0.0) -> Trainer:
    return Trainer(
        Project(
            data=Hold(length=6, examples=12, validation=4),
            network=Network(layers=(LSTM(units=3), Dropout(), LSTM(units=2))),
            training=Training(batch_size=4, clip=clip, clip_value=clip_value),
        )
    )


@pytest.mark.parametrize("clip", [0.0, 1e-3, 100.0])
def test_it_is_what_the_recording_of_that_iteration_has(clip: float) -> None:
    looked, recording = small(clip), small(clip)
    looked.run(3)
    recording.run(2)
    recorded = recording.record(diagnosing=True)
    found = LayerGradients().look(looked)
    assert found is not None
    assert recorded.diagnosis is not None
    assert found.iteration == 3
    assert found.norm == recorded.norm
    wanted = [layer.rms for layer in recorded.diagnosis.layers]
    assert math.isnan(found.rms[1])
    assert math.isnan(wanted[1])
    for k in (0, 2, 3):
        assert found.rms[k] == pytest.approx(wanted[k], rel=1e-5)


def test_looking_changes_nothing_of_training() -> None:
    looked, alone = small(1e-3), small(1e-3)
    for _ in range(3):
        looked.run(1)
        alone.run(1)
        LayerGradients().look(looked)
    assert bits(looked.checkpoint()) == bits(alone.checkpoint())


def test_there_is_none_where_the_trainer_has_none_of_this_iteration() -> None:
    probe = LayerGradients()
    assert probe.look(small()) is None
    recorded = small()
    recorded.run(1)
    assert probe.look(recorded) is not None
    recorded.record()  # its gradient went into the Recording
    assert probe.look(recorded) is None
    each = small(clip_value=1e-3)
    each.run(2)
    assert probe.look(each) is None
    broken = small()
    broken.run(1)
    broken.gradient[0] = math.nan
    assert probe.look(broken) is None


def test_how_the_gradient_fared_is_that_of_the_recording_to_the_bit() -> None:
    trainer = small()
    recording = trainer.record()
    before = bits(trainer.checkpoint())
    found = GradientFared(recording, 2).look(trainer)
    wanted, diagnosis = step_gradients(recording, 2), diagnose(recording)
    assert found is not None
    assert wanted is not None
    assert found.steps.shares.tobytes() == wanted.shares.tobytes()
    assert found.steps.norms.tobytes() == wanted.norms.tobytes()
    for one, other in zip(found.diagnosis.layers, diagnosis.layers, strict=True):
        assert one.dead.tolist() == other.dead.tolist()
        assert one.saturation == other.saturation
    assert bits(trainer.checkpoint()) == before


def test_a_diagnosis_that_the_recording_has_is_not_made_again() -> None:
    trainer = small()
    recording = trainer.record(diagnosing=True)
    found = GradientFared(recording, 0).look(trainer)
    assert found is not None
    assert found.diagnosis is recording.diagnosis


def test_an_iteration_that_has_been_left_is_not_computed() -> None:
    trainer = small()
    recording = trainer.record()
    trainer.run(1)
    assert GradientFared(recording, 0).look(trainer) is None
    recording = trainer.record()
    recording.generated = 2
    assert GradientFared(recording, 0).look(trainer) is None


def test_recordings_are_told_apart_and_directions_too() -> None:
    trainer = small()
    one, other = trainer.record(), trainer.record()
    assert GradientFared(one, 0) == GradientFared(one, 0)
    assert len({GradientFared(one, 0), GradientFared(other, 0), GradientFared(one, 0, True)}) == 3
