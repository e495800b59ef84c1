"""Diagnosis: norms, ratios, dead units and saturated gates against plain loops."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest

from engine.diagnosis import diagnose, step_norms
from engine.project import (
    LSTM,
    RNN,
    Dense,
    Echo,
    FlagRecall,
    Hold,
    Network,
    Project,
    Sine,
    Training,
)
from engine.trainer import Trainer

LONG = Project(
    data=FlagRecall(length=30, examples=40, validation=10),
    network=Network(layers=(RNN(units=16),)),
    training=Training(loss="bce"),
)


def test_it_is_written_only_when_asked() -> None:
    trainer = Trainer(Project(data=Hold(length=6, examples=8, validation=4)))
    assert trainer.record().diagnosis is None
    assert trainer.record(diagnosing=True).diagnosis is not None


def test_norms_by_time_step_are_over_units_and_examples() -> None:
    project = Project(
        data=Echo(length=7, shortest=3, examples=12, validation=4),
        network=Network(layers=(LSTM(units=4), RNN(units=3))),
        training=Training(loss="bce"),
    )
    recording = Trainer(project).record(diagnosing=True)
    found = recording.diagnosis
    assert found is not None
    for layer, trace, name in zip(found.layers, recording.layers, ("dh", "dh", "dy"), strict=True):
        delta = getattr(trace, name).astype(float)
        wanted = [math.sqrt(sum(v * v for v in delta[t].ravel())) for t in range(7)]
        assert layer.norms.tolist() == pytest.approx(wanted)
    gradient = recording.gradient[recording.network.slices[0]].astype(float)
    assert found.layers[0].rms == pytest.approx(math.sqrt((gradient**2).mean()))
    assert found.grad_ratio == pytest.approx(found.layers[0].rms / found.layers[-1].rms)
    assert found.grad_time_ratio == found.layers[0].ratio


def test_an_rnn_forgets_over_thirty_steps() -> None:
    found = Trainer(LONG).record(diagnosing=True).diagnosis
    assert found is not None
    assert 0 < found.grad_time_ratio < 1e-4  # the lesson on vanishing gradients: 2e-9 to 7e-7


def test_a_network_without_time_has_one_norm_a_layer_and_no_ratio_over_time() -> None:
    project = Project(data=Sine(), network=Network(layers=(Dense(units=4),)))
    found = Trainer(project).record(diagnosing=True).diagnosis
    assert found is not None
    assert [layer.norms.shape for layer in found.layers] == [(1,), (1,)]
    assert math.isnan(found.grad_time_ratio)


def test_dead_units_gave_nothing_to_any_example() -> None:
    project = Project(data=Sine(), network=Network(layers=(Dense(units=5, activation="relu"),)))
    trainer = Trainer(project)
    trainer.network.put("0.weight", [[1], [1], [-1], [0], [1]])
    trainer.network.put("0.bias", [0, -2, -2, -1, 0])
    found = trainer.record(diagnosing=True).diagnosis
    assert found is not None
    assert found.layers[0].dead.tolist() == [1, 2, 3]
    assert found.layers[0].saturation == {}


def test_saturation_counts_gates_within_their_lengths() -> None:
    project = Project(
        data=Echo(length=6, shortest=2, examples=9, validation=4),
        network=Network(layers=(LSTM(units=3),)),
        training=Training(loss="bce"),
    )
    trainer = Trainer(project)
    trainer.network.put("0.bias_ih_l0", [9, 9, 9, -9, -9, -9, 9, -9, 0, -1, -1, -1])
    trainer.network.put("0.weight_ih_l0", np.repeat([0.1, 0.1, 0.1, 9], 3)[:, None])
    recording = trainer.record(diagnosing=True)
    assert recording.diagnosis is not None
    saturation = recording.diagnosis.layers[0].saturation
    assert set(saturation) == {"i", "f", "o", "g", "tanh_c"}
    assert saturation["i"] == (0, 1)
    assert saturation["f"] == (1, 0)
    assert saturation["g"] == pytest.approx((1 / 3, 1 / 3))
    lengths, shut, count = recording.lengths, 0, 0
    for b in range(recording.batch):
        o = recording.layers[0].o[: lengths[b], :, b]
        shut, count = shut + int((o < 0.05).sum()), count + o.size
    assert saturation["o"][0] == pytest.approx(shut / count)
    beyond = np.arange(6)[:, None] >= lengths
    assert 0 < shut < count
    assert (recording.layers[0].o.transpose(0, 2, 1)[beyond] < 0.05).mean() != shut / count


def test_an_rnn_of_relu_has_no_saturation() -> None:
    project = Project(
        data=Hold(length=6, examples=8, validation=4),
        network=Network(layers=(RNN(units=3, activation="relu"),)),
    )
    trainer = Trainer(project)
    trainer.network.put("0.weight_ih_l0", np.full((3, 2), 4.0))
    recording = trainer.record(diagnosing=True)
    assert recording.diagnosis is not None
    assert recording.diagnosis.layers[0].saturation == {}


def test_vanished_and_absent_gradients_give_no_ratio() -> None:
    trainer = Trainer(LONG)
    trainer.network.parameters.fill(0)
    found = diagnose(trainer.record())
    assert math.isnan(found.layers[0].ratio)


def test_cheap_norms_by_step_are_those_of_dz() -> None:
    trainer = Trainer(Project(data=Hold(length=6, examples=8, validation=4)))
    recording = trainer.record()
    layer: Any = recording.bound.pass_.layers[0]
    out = np.zeros(6, np.float32)
    step_norms(layer, out)
    dz = np.concatenate([getattr(recording.layers[0], f"dz_{k}") for k in "ifgo"], axis=1)
    assert out.tolist() == pytest.approx(np.sqrt((dz.astype(float) ** 2).sum(axis=(1, 2))).tolist())
