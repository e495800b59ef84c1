"""Generation: what goes in is what came out, and the Recording says the same as the steps."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from engine.errors import Refusal
from engine.generation import Generation
from engine.playhead import Playhead
from engine.project import (
    LSTM,
    RNN,
    Characters,
    Dense,
    Echo,
    Hold,
    Network,
    Project,
    Sunspots,
    Training,
)
from engine.trainer import Trainer

TEXT = Project(
    data=Characters(text="arirang", length=12),
    network=Network(layers=(LSTM(units=32),)),
    training=Training(loss="cross_entropy", learning_rate=0.02, batch_size=16, seed=1),
)
SERIES = Project(data=Sunspots(length=8), network=Network(layers=(LSTM(units=6), Dense(units=4))))


@pytest.fixture(scope="module")
def singer() -> Trainer:
    trainer = Trainer(TEXT)
    trainer.run(250)
    return trainer


def test_a_network_that_learnt_a_song_by_heart_sings_it(singer: Trainer) -> None:
    generation = Generation(singer, "아리랑 아리랑", temperature=0.1)
    generation.step(20)
    assert generation.text.startswith("아리랑 아리랑 아라리요")


def test_what_came_out_goes_in(singer: Trainer) -> None:
    generation = Generation(singer, "아리", temperature=1.0, seed=3)
    generation.step(15)
    recording = generation.recording()
    assert (recording.steps, recording.batch, recording.generated) == (17, 1, 2)
    assert recording.targets[:-1, 0, 0].tolist() == [float(x[0]) for x in generation.inputs[1:]]
    assert recording.inputs.argmax(axis=1)[:, 0].tolist() == [int(x[0]) for x in generation.inputs]
    assert recording.lengths.tolist() == [17]
    assert len(generation.values) == len(generation.text) == 17


def test_the_recording_says_what_the_steps_said(singer: Trainer) -> None:
    generation = Generation(singer, "아", temperature=0.01, top_k=1)
    generation.step(12)
    recording = generation.recording()
    said = recording.outputs.argmax(axis=1)[:-1, 0]
    assert said.tolist() == [int(x[0]) for x in generation.inputs[1:]]
    for trace, name in zip(recording.layers, ("h", "y"), strict=True):
        assert getattr(trace, name).shape[0] == 13
    playhead = Playhead(recording.ticks, 0)
    assert {tick.phase for tick in recording.ticks} == {"batch", "forward"}
    assert playhead.moved("time_step", 1) > 0


def test_the_same_seed_gives_the_same_text_and_another_one_another(singer: Trainer) -> None:
    def said(seed: int, **settings: Any) -> str:
        generation = Generation(singer, "아", temperature=3.0, seed=seed, **settings)
        generation.step(30)
        return generation.text

    assert said(0) == said(0)
    assert said(0) != said(1)
    assert said(0, top_k=1) == said(1, top_k=1)


def test_top_k_draws_from_the_likeliest_alone(singer: Trainer) -> None:
    generation = Generation(singer, "아", temperature=50.0, top_k=2)
    for _ in range(20):
        logits = generation._one.outputs[0, :, 0].copy()
        drawn = {generation._draw(logits) for _ in range(30)}
        assert drawn <= set(np.argsort(logits)[-2:].tolist())
        generation.step()


def test_a_series_goes_on_with_its_own_forecast_in_its_own_units() -> None:
    trainer = Trainer(SERIES)
    trainer.run(5)
    prime = trainer.dataset.validation.inputs[:, :, 0]
    generation = Generation(trainer, prime)
    generation.step(10)
    recording = generation.recording()
    fed_back = recording.inputs[8:, 0, 0].tolist()
    assert recording.outputs[7:-1, 0, 0].tolist() == pytest.approx(fed_back, rel=1e-5)
    assert (recording.targets[:-1] == recording.inputs[1:]).all()
    assert generation.values[:8] == pytest.approx(
        prime * trainer.dataset.scale + trainer.dataset.offset
    )
    assert len(generation.values) == 18
    assert recording.iteration == 5


def test_generating_changes_nothing_in_training(singer: Trainer) -> None:
    before = singer.checkpoint()
    generation = Generation(singer, "아리")
    generation.step(5)
    generation.recording()
    after = singer.checkpoint()
    assert after.parameters.tobytes() == before.parameters.tobytes()
    assert after.place == before.place


@pytest.mark.parametrize(
    ("project", "prime", "settings", "wanted"),
    [
        (TEXT, "아x", {}, "“x” is not among the symbols"),
        (TEXT, "", {}, "nothing to go on from"),
        (TEXT, "아", {"temperature": 0.0}, "temperature of 0 is not above 0"),
        (SERIES, [], {}, "nothing to go on from"),
        (Project(data=Hold(length=5)), [[0, 0]], {}, "cannot go on by itself"),
        (Project(data=Sunspots(horizon=2)), [[0]], {}, "cannot go on by itself"),
        (
            Project(data=Echo(length=5), training=Training(loss="bce")),
            *([[0]], {}, "cannot go on by itself"),
        ),
        (
            Project(data=Sunspots(), network=Network(layers=(RNN(bidirectional=True),))),
            *([[0]], {}, "would have to know the future"),
        ),
    ],
)
def test_what_cannot_go_on_says_why(
    project: Project, prime: Any, settings: dict[str, Any], wanted: str
) -> None:
    with pytest.raises(Refusal, match=wanted) as caught:
        Generation(Trainer(project), prime, **settings)
    assert str(caught.value).endswith(".")
