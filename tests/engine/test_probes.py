"""Probes: looked at between iterations, within their share, changing nothing."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pytest

from engine import probes
from engine.commands import Edit, Pause, Play, Seek, Step, Watch
from engine.datasets import load
from engine.probes import Probe, Probing
from engine.probing_confusion import Confusion
from engine.project import LSTM, Dense, FlagRecall, Network, Project, Training, Xor
from engine.trainer import Trainer
from tests.engine.small import SMALL, with_training
from tests.engine.test_runner import Engine

CLASSES = Project(
    data=FlagRecall(length=5, examples=60, validation=40),
    network=Network(layers=(LSTM(units=3),)),
    training=Training(loss="cross_entropy", batch_size=10),
)


@dataclass(frozen=True)
class Slow(Probe):
    """Counts how often it was looked at."""

    name: str = ""
    seconds: float = 0.0
    seen: list[int] = field(default_factory=list, compare=False)

    def look(self, trainer: Trainer) -> Any:
        time.sleep(self.seconds)
        self.seen.append(trainer.iteration)
        return self.name, trainer.iteration


def test_a_probe_must_say_what_it_computes() -> None:
    with pytest.raises(NotImplementedError):
        Probe().look(Trainer(CLASSES))


def test_stopped_each_is_computed_once_a_place() -> None:
    trainer, probing, one, two = Trainer(CLASSES), Probing(), Slow("one"), Slow("two")
    found = probing.look(trainer, (one, two), (0, 0), running=False)
    assert found == {one: ("one", 0), two: ("two", 0)}
    assert not probing.stale((one, two), (0, 0))
    assert probing.stale((one, two), (0, 1))
    probing.look(trainer, (one, two), (0, 0), running=False)
    assert one.seen == two.seen == [0]
    assert probing.look(trainer, (two,), (0, 0), running=False) == {two: ("two", 0)}
    assert probing.stale((one,), (0, 0))  # no longer wanted, no longer kept
    probing.forget()
    assert probing.stale((two,), (0, 0))


def test_running_they_take_their_share_of_the_time_in_turn(monkeypatch: Any) -> None:
    now = [0.0]
    monkeypatch.setattr(probes.time, "perf_counter", lambda: now[0])

    @dataclass(frozen=True)
    class Costly(Slow):
        def look(self, trainer: Trainer) -> Any:
            now[0] += 0.1
            return super().look(trainer)

    trainer, probing, one, two = Trainer(CLASSES), Probing(), Costly("one"), Costly("two")
    for place in range(200):
        now[0] += 0.1
        probing.look(trainer, (one, two), (0, place), running=True)
    spent = 0.1 * (len(one.seen) + len(two.seen))
    assert 0.03 < spent / now[0] <= 0.056
    assert abs(len(one.seen) - len(two.seen)) <= 1


def test_the_runner_brings_what_was_named_at_each_stop() -> None:
    engine = Engine(CLASSES)
    engine.send(Watch(probes=(Confusion(),)))
    frame = engine.ask(Seek(4))
    first = frame.probes[Confusion()]
    assert first.sum() == 40
    engine.send(Watch(probes=(Confusion("training"),)))  # named while stopped: brought at once
    frame = engine.until(lambda frame: Confusion("training") in frame.probes)
    assert frame.probes[Confusion("training")].sum() == 60
    assert Confusion() not in frame.probes
    engine.runner.join()


def test_an_edit_of_the_weights_is_looked_at_anew() -> None:
    engine = Engine(CLASSES)
    slow = Slow("a")
    engine.send(Watch(probes=(slow,)))
    engine.ask(Seek(4))
    seen = len(slow.seen)
    engine.ask(Edit(with_training(CLASSES, learning_rate=0.5), 1))
    assert len(slow.seen) == seen + 1
    engine.runner.join()


def test_running_the_latest_result_comes_with_the_frames() -> None:
    engine = Engine(CLASSES)
    engine.send(Watch(probes=(Confusion(),)), Play())
    frame = engine.until(lambda frame: frame.running and Confusion() in frame.probes)
    assert frame.probes[Confusion()].sum() == 40
    engine.ask(Pause())
    engine.runner.join()


def test_looking_changes_nothing() -> None:
    trainer, other = Trainer(CLASSES), Trainer(CLASSES)
    for _ in range(20):
        trainer.step()
        Confusion().look(trainer)
        Confusion("training").look(trainer)
        other.step()
    assert trainer.network.parameters.tobytes() == other.network.parameters.tobytes()


def test_a_confusion_matrix_counts_true_and_said_classes() -> None:
    trainer = Trainer(CLASSES)
    trainer.run(3)
    found = Confusion().look(trainer)
    assert found is not None
    assert not found.flags.writeable
    true = load(CLASSES.data).validation.targets[0, 0].astype(int)
    assert (found.sum(axis=1) == np.bincount(true, minlength=2)).all()
    hits = trainer.evaluation.run("validation").metrics["accuracy"]
    assert np.trace(found) / found.sum() == pytest.approx(hits)
    assert Confusion("test").look(trainer) is None
    assert Confusion().look(Trainer(SMALL["lstm"])) is None
    points = Project(data=Xor(), network=Network(layers=(Dense(units=2),)))
    made = Confusion().look(Trainer(with_training(points, loss="bce")))
    assert made is not None
    assert made.shape == (2, 2)


def test_a_step_on_and_back_finds_each_place_computed_anew() -> None:
    engine = Engine(CLASSES)
    slow = Slow("b")
    engine.send(Watch(probes=(slow,)))
    engine.ask(Seek(3))
    engine.ask(Step(iterations=1))
    engine.ask(Step(iterations=-1))
    assert slow.seen[-3:] == [3, 4, 3]
    engine.runner.join()
