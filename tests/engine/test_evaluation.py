"""Evaluation: each part of the data, in its own units, with its naive forecast."""

from __future__ import annotations

import numpy as np
import pytest

from engine.project import (
    LSTM,
    BatchNorm,
    Characters,
    Dense,
    Dropout,
    FlagRecall,
    Network,
    Project,
    Sine,
    Sunspots,
    Training,
)
from engine.trainer import Trainer
from tests.engine.small import bits


def test_each_part_has_metrics_of_its_own() -> None:
    trainer = Trainer(Project(data=Sunspots(test=0.5), network=Network(layers=(LSTM(units=4),))))
    found = {
        part: trainer.evaluation.run(part).metrics for part in ("training", "validation", "test")
    }
    for metrics in found.values():
        assert {"loss", "rmse", "mae"} <= set(metrics)
    assert len({metrics["loss"] for metrics in found.values()}) == 3
    assert "naive" not in found["training"]
    assert found["validation"]["naive"] == trainer.dataset.naive
    assert found["test"]["naive"] == trainer.dataset.naive_test
    assert trainer.validate()["validation_loss"] == found["validation"]["loss"]


def test_data_without_a_test_part_say_so() -> None:
    trainer = Trainer(Project(data=Sine(), network=Network(layers=(Dense(units=3),))))
    with pytest.raises(KeyError):
        trainer.evaluation.run("test")


def test_a_text_has_perplexity_and_accuracy_over_its_characters() -> None:
    project = Project(
        data=Characters(length=10),
        network=Network(layers=(LSTM(units=8),)),
        training=Training(loss="cross_entropy"),
    )
    trainer = Trainer(project)
    scores = trainer.evaluation.run("validation")
    assert scores.metrics["perplexity"] == pytest.approx(np.exp(scores.metrics["loss"]))
    assert scores.confusion.shape == (29, 29)
    assert scores.confusion.sum() == 10 * 46
    assert scores.metrics["accuracy"] == pytest.approx(
        np.trace(scores.confusion) / scores.confusion.sum()
    )


def test_two_classes_have_a_confusion_matrix_whichever_the_loss() -> None:
    for loss in ("bce", "cross_entropy"):
        project = Project(
            data=FlagRecall(length=5, shortest=2, examples=30, validation=300, test=20),
            network=Network(layers=(LSTM(units=3),)),
            training=Training(loss=loss, class_weights=(1.0, 3.0)),
        )
        trainer = Trainer(project)
        for part, size in (("validation", 300), ("test", 20)):
            scores = trainer.evaluation.run(part)  # type: ignore[arg-type]
            assert scores.confusion.sum() == size
            split = trainer.evaluation.split(part)  # type: ignore[arg-type]
            assert split is not None
            assert scores.confusion[1].sum() == split.targets.sum()


def test_evaluation_drops_nothing_and_moves_no_running_statistics() -> None:
    project = Project(
        data=Sine(examples=20, validation=9),
        network=Network(layers=(Dense(units=6), BatchNorm(), Dropout(rate=0.5))),
    )
    trainer = Trainer(project)
    trainer.run(5)
    before = bits(trainer.checkpoint())
    assert trainer.validate() == trainer.validate()
    assert bits(trainer.checkpoint()) == before
    assert trainer.network.buffer("1.running_mean").any()


def test_each_example_is_evaluated_as_if_it_were_alone() -> None:
    project = Project(
        data=Sine(examples=20, validation=9),
        network=Network(layers=(Dense(units=6), BatchNorm(), Dropout(rate=0.5))),
    )
    trainer = Trainer(project, np.float64)
    trainer.run(5)
    alone, split = trainer.network.bind(None, 1, 1, evaluating=True), trainer.dataset.validation
    squares = []
    for b in range(split.size):
        alone.inputs[:, :, 0] = split.inputs[:, :, b]
        alone.forward()
        squares.append(float((alone.outputs[0, 0, 0] - split.targets[0, 0, b]) ** 2))
    found = trainer.evaluation.run("validation").metrics["loss"]
    assert found == pytest.approx(np.mean(squares), rel=1e-12)
