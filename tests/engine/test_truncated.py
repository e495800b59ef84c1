"""Truncated back-propagation: the state goes on from chunk to chunk, the gradient does not."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from engine.course import Course
from engine.files import open_project, save_project
from engine.layers import LAYERS as KERNELS
from engine.losses import bind
from engine.network import Network
from engine.project import LAYERS, LSTM, RNN, SGD, Echo, Hold, Output, Project, Training
from engine.project import Network as Layers
from engine.trainer import Diverged, Trainer
from tests.engine.small import SMALL, here, trained

KINDS = [kind for kind in ("rnn", "lstm", "gru") if kind in KERNELS]


def made(*layers: Any, **training: Any) -> Project:
    settings = {"truncate": 4, "batch_size": 3, "clip": 0, **training}
    return Project(
        data=Hold(length=10, examples=6, validation=3),
        network=Layers(layers),
        training=Training(**settings),
    )


@pytest.mark.parametrize("kind", KINDS)
def test_chunks_give_the_outputs_of_the_whole_sequence(kind: str) -> None:
    project = made(LAYERS[kind](units=3), RNN(units=2), learning_rate=1e-6, optimizer=SGD())
    trainer = Trainer(project, np.float64)
    whole = trainer.network.bind(None, 10, 3)
    for _ in range(2):  # two groups of three streams
        examples = trainer.batching.next(trainer.training).examples
        whole.inputs[...] = trainer.dataset.training.inputs[:, :, examples]
        whole.forward()
        for start, stop in ((0, 4), (4, 8), (8, 10)):
            recording = trainer.record()
            assert recording.start == start
            assert recording.steps == stop - start
            assert recording.examples.tolist() == examples.tolist()
            wanted = whole.outputs[start:stop]
            assert np.abs(recording.outputs - wanted).max() < 1e-4  # the weights moved a little


def test_the_gradient_is_that_of_the_chunk_from_its_carried_state() -> None:
    project = made(LSTM(units=3))
    trainer = Trainer(project, np.float64)
    trainer.step()
    carried = dict(trainer._carried)
    assert set(carried) == {"0.h", "0.c"}
    batch = trainer.batching.next(trainer.training)
    network = Network(
        project.network.layers, Output(), 2, 1, every_step=True, dtype=np.float64, seed=0
    )
    network.parameters[:] = trainer.network.parameters
    gradient = np.zeros_like(network.parameters)
    bound = network.bind(gradient, 4, 3)
    loss = bind("mse", bound.outputs, bound.doutputs)
    for name, (first, _) in bound.states().items():
        first[...] = carried[name]
    data = trainer.dataset.training
    bound.inputs[...] = data.inputs[4:8, :, batch.examples]
    loss.targets[...] = data.targets[4:8, :, batch.examples]
    bound.forward()
    value = loss.value()
    loss.gradient()
    bound.backward()
    assert trainer.step() == value
    assert np.array_equal(trainer.gradient, gradient)


def test_states_are_zero_where_a_sequence_begins() -> None:
    trainer = Trainer(made(LSTM(units=3)))
    for _ in range(2 * 2 * 3):  # two epochs of two groups of three chunks
        start = trainer.batching.next(trainer.training).start
        recording = trainer.record()
        layer: Any = recording.bound.pass_.layers[0]
        assert layer.h0.any() == layer.c0.any() == (start > 0)


def test_a_diverged_chunk_carries_nothing_on() -> None:
    trainer = Trainer(made(LSTM(units=3)))
    trainer.step()
    before = {name: value.copy() for name, value in trainer._carried.items()}
    trainer.network.parameters[-1] = np.inf
    with pytest.raises(Diverged):
        trainer.step()
    assert all((trainer._carried[name] == value).all() for name, value in before.items())


@pytest.mark.parametrize("k", range(1, 9))
def test_saved_between_two_chunks_it_goes_on_and_back(k: int, tmp_path: Path) -> None:
    project = SMALL["truncated text"]
    course = trained(project, k)
    path = tmp_path / "a.gatescope"
    save_project(path, project, course)
    opened = open_project(path)
    assert here(opened) == here(course)
    for at in (20, k - 1, 0, k, 12):
        opened.seek(at)
        opened.stop()
        assert here(opened) == here(trained(project, at))


def test_sequences_that_end_within_a_chunk_count_as_far_as_they_go() -> None:
    project = Project(
        data=Echo(length=9, shortest=3, delay=1, examples=8, validation=4),
        network=Layers((RNN(units=3),)),
        training=Training(loss="bce", truncate=4, batch="full"),
    )
    course = Course(project)
    lengths = course.trainer.dataset.training.lengths
    for start, steps in ((0, 4), (4, 4), (8, 1)):
        recording = course.record()
        assert recording.lengths.tolist() == np.clip(lengths - start, 0, steps).tolist()
        beyond = np.arange(steps)[:, None] >= recording.lengths
        assert not recording.terms[beyond].any()
        assert not recording.outputs[:, 0][beyond].any()
        counted = recording.bound.loss.counted
        assert counted is not None
        first = 1 if start == 0 else 0  # before its delay an echo has no target
        assert counted.sum() == np.clip(recording.lengths - first, 0, None).sum()
