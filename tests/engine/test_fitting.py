"""Layers, class weights and truncation that do not fit are refused in a sentence, at their place."""

from __future__ import annotations

from typing import Any

import pytest

from engine.errors import Refusal
from engine.project import (
    GRU,
    LSTM,
    RNN,
    BatchNorm,
    Characters,
    Dense,
    Dropout,
    Echo,
    Embedding,
    FlagRecall,
    Hold,
    LayerNorm,
    Network,
    Output,
    Project,
    Sine,
    Sunspots,
    Training,
    Xor,
)
from engine.sizes import layer_weights, memory, output_units, outputs_of, shape
from engine.trainer import Trainer
from engine.validate import fitting_losses, validated

TEXT = Characters(length=10)


def made(data: Any, *layers: Any, output: Any = Output(), **training: Any) -> Project:  # noqa: B008
    loss = {"FlagRecall": "bce", "Echo": "bce", "Xor": "bce", "Characters": "cross_entropy"}
    settings = {"loss": loss.get(type(data).__name__, "mse"), **training}
    return Project(data=data, network=Network(layers, output), training=Training(**settings))


@pytest.mark.parametrize(
    ("project", "place", "wanted"),
    [
        (made(TEXT, LSTM(), Embedding()), "network.layers[1]", "must be the first layer"),
        (made(Hold(), Embedding()), "network.layers[0]", "these data are numbers"),
        (
            made(Sine(examples=9), Dense(), BatchNorm(), batch="one"),
            *("network.layers[1]", "batch of one value"),
        ),
        (
            made(Sine(examples=9), BatchNorm(), batch_size=4),
            *("network.layers[0]", "batches of 4 leave one of a single example"),
        ),
        (
            made(FlagRecall(examples=9), LSTM(), BatchNorm(), batch_size=8),
            *("network.layers[1]", "a batch of one value"),
        ),
        (made(Hold(), LSTM(units=3), output=None), "network.output", "must give 1 numbers"),
        (made(TEXT, GRU(units=5, bidirectional=True), output=None), "network.output", "gives 10"),
        (made(Hold(), class_weights=(1.0, 2.0)), "training.class_weights", "targets are numbers"),
        (made(Xor(), class_weights=(1.0,)), "training.class_weights", "needs 2 numbers"),
        (made(Xor(), class_weights=(0.0, 0.0)), "training.class_weights", "not all 0"),
        (made(FlagRecall(), LSTM(), truncate=5), "training.truncate", "only the last one counts"),
        (
            made(Hold(), RNN(bidirectional=True), truncate=5),
            *("training.truncate", "reads in both directions"),
        ),
        (made(Echo(length=5, shortest=6)), "data.shortest", "longer than the longest"),
        (made(FlagRecall(length=5, shortest=6)), "data.shortest", "longer than the longest"),
        (made(Echo(length=5, shortest=2, delay=2)), "data.delay", "leaves no target"),
        (made(TEXT, loss="mse"), "training.loss", "its targets are classes"),
        (made(Hold(), loss="bce"), "training.loss", "its targets are numbers"),
    ],
)
def test_what_does_not_fit_says_why(project: Project, place: str, wanted: str) -> None:
    with pytest.raises(Refusal, match=wanted) as caught:
        validated(project)
    assert caught.value.place == place
    assert str(caught.value).endswith(".")


@pytest.mark.parametrize(
    "project",
    [
        made(TEXT, Embedding(), LSTM()),
        made(TEXT, LSTM(units=29), output=None),
        made(TEXT),
        made(Sine(examples=9), BatchNorm(), batch_size=4, drop_last=True),
        made(Sine(examples=9), BatchNorm(), batch_size=5),
        made(Hold(), BatchNorm(), LSTM(), batch="one"),  # the steps make up a batch
        made(Hold(length=8), truncate=8),
        made(FlagRecall(length=8), truncate=8),
        made(Hold(length=8), LSTM(), truncate=3),
        made(Hold(), LSTM(units=1), output=None),
        made(Xor(), loss="cross_entropy", class_weights=(0.0, 1.0)),
    ],
)
def test_what_fits_can_be_trained(project: Project) -> None:
    assert validated(project) == project
    Trainer(project).step()


@pytest.mark.parametrize(
    "layer",
    [
        Dense(units=5),
        RNN(units=3),
        LSTM(units=3),
        GRU(units=3),
        RNN(units=3, bidirectional=True),
        LSTM(units=2, bidirectional=True),
        GRU(units=3, bidirectional=True),
        BatchNorm(),
        LayerNorm(),
        Dropout(),
    ],
    ids=lambda layer: type(layer).__name__,
)
def test_weights_and_outputs_are_counted_as_the_network_has_them(layer: Any) -> None:
    trainer = Trainer(made(Hold(length=5), layer))
    built = trainer.network.layers[0]
    assert built.size == layer_weights(layer, 2)
    assert built.outputs == outputs_of(layer, 2)


def test_an_embedding_has_a_row_for_each_symbol() -> None:
    trainer = Trainer(made(TEXT, Embedding(units=4)))
    assert trainer.network.layers[0].size == layer_weights(Embedding(units=4), 29) == 116
    assert outputs_of(Embedding(units=4), 29) == 4


@pytest.mark.parametrize(
    ("data", "task", "targets", "fitting"),
    [
        (Hold(), "regression", 1, ("mse", "mae", "huber")),
        (Xor(), "binary", 2, ("bce", "cross_entropy")),
        (TEXT, "classes", 29, ("cross_entropy",)),
    ],
)
def test_the_task_follows_the_data(
    data: Any, task: str, targets: int, fitting: tuple[str, ...]
) -> None:
    found = shape(made(data))
    assert (found.task, found.targets) == (task, targets)
    assert fitting_losses(made(data)) == fitting


def test_outputs_follow_task_and_loss() -> None:
    assert output_units(made(Xor())) == 1
    assert output_units(made(Xor(), loss="cross_entropy")) == 2
    assert output_units(made(TEXT)) == 29
    assert output_units(made(Hold())) == 1


@pytest.mark.parametrize(
    "project",
    [
        made(Hold(length=40, examples=600, validation=300), LSTM(units=32), batch_size=64),
        made(FlagRecall(length=30, examples=900), GRU(units=40, bidirectional=True), BatchNorm()),
        made(Echo(length=50, examples=300), RNN(units=64), Dropout(), LayerNorm(), Dense(units=9)),
        made(Characters(length=15), Embedding(units=30), LSTM(units=20), batch_size=36),
        made(Sunspots(), LSTM(units=24), truncate=7),
        made(Sine(), Dense(units=64, activation="softmax"), batch="full"),
    ],
)
def test_the_estimate_covers_what_recordings_take(project: Project) -> None:
    trainer = Trainer(project)
    batch = trainer.batching.next(trainer.training)
    recording = trainer.new_recording(batch.size, batch.stop - batch.start)
    arrays = [getattr(trace, name) for trace in recording.layers for name in trace.names]
    kept = {array.__array_interface__["data"][0]: array.nbytes for array in arrays}
    assert memory(project) >= 3 * sum(kept.values())
    assert memory(project) <= 60 * sum(kept.values()) + 4e6
