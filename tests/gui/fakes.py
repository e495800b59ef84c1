"""Real Recordings from a short training, Frames and a Session that keeps what it is asked."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import Any

import numpy as np
from PySide6.QtCore import QObject, Signal

from engine.frame import Change, Curves, Frame
from engine.playhead import Playhead
from engine.project import (
    LSTM,
    RNN,
    Adam,
    Dense,
    Echo,
    FlagRecall,
    Hold,
    Network,
    Project,
    Training,
    View,
    Xor,
)
from engine.recording import Recording
from engine.trainer import Trainer
from gui.shown import Shown


class FakeSession(QObject):
    """Keeps what a view asks for."""

    shown = Signal(object)

    def __init__(self, state: Shown | None = None) -> None:
        super().__init__()
        self.state = state
        self.calls: list[tuple[str, Any]] = []

    def change(self, address: str, value: object, *, final: bool = True) -> None:
        self.calls.append(("change", (address, value, final)))

    def look(self, **what: int | None) -> None:
        found: Any = {k: v for k, v in what.items() if v is not None}
        self.calls.append(("look", found))

    def go(self, *, iteration: int | None = None, tick: int | None = None) -> None:
        self.calls.append(("tick", tick) if iteration is None else ("iteration", iteration))

    def play(self, on: bool | None = None, *, speed: int | None = None) -> None:
        self.calls.append(("play", (on, speed)))

    def said(self, name: str) -> list[Any]:
        """List the arguments of all calls of one name."""
        return [value for called, value in self.calls if called == name]


def make_project(
    kind: str = "lstm", *, steps: int = 24, units: int = 8, layers: int = 1, task: str = "hold"
) -> Project:
    """Make a project: ``lstm``, ``rnn`` or ``dense``; ``hold``, ``echo`` or ``flag``."""
    layer: Any = {"lstm": LSTM(units=units), "rnn": RNN(units=units), "dense": Dense(units=units)}
    if kind == "dense":
        hidden = (Dense(units=units), Dense(units=max(2, units - 2)))
        loss, data = "bce", Xor(noise=0.1, examples=32)
        network = Network(layers=hidden)
    else:
        data = {
            "hold": Hold(length=steps, flag=2.0),
            "echo": Echo(length=steps, examples=64, validation=16),
            "flag": FlagRecall(length=steps, examples=64, validation=16),
        }[task]
        loss = "mse" if task == "hold" else "bce"
        network = Network(layers=(layer[kind],) * layers)
    training = Training(loss=loss, optimizer=Adam(), learning_rate=0.015, batch_size=32)
    return Project(
        name="Hold the value", data=data, network=network, training=training, view=View()
    )


@lru_cache(maxsize=64)
def trained(
    kind: str = "lstm",
    steps: int = 24,
    units: int = 8,
    layers: int = 1,
    task: str = "hold",
    iterations: int = 300,
) -> tuple[Project, Recording, Recording]:
    """Train, and give the project, the last Recording and one of a followed example."""
    project = make_project(kind, steps=steps, units=units, layers=layers, task=task)
    trainer = Trainer(project)
    for _ in range(iterations):
        trainer.step()
    size = min(32, trainer.examples.size)
    recording, followed = trainer.new_recording(size), trainer.new_recording(1)
    trainer.step(recording)
    trainer.follow(followed, 0)
    return project, recording, followed


def make_curves(iterations: int = 2400, seed: int = 0) -> Curves:
    """Make losses that look like a training."""
    rng = np.random.default_rng(seed)
    k = np.arange(iterations)
    mean = 0.3 * np.exp(-k / 120) + 0.004 * np.exp(-k / 900) + 0.0003
    mean = mean * (1 + 6 * np.exp(-(((k - 620) / 18) ** 2)))
    training = mean * np.exp(0.35 * rng.normal(size=iterations))
    smoothed = training.copy()
    for j in range(1, iterations):
        smoothed[j] = 0.95 * smoothed[j - 1] + 0.05 * training[j]
    at = np.arange(0, iterations + 1, 50)
    validation = 1.1 * np.interp(at, k, mean) if iterations else np.full(1, 0.4)
    changes = (Change(600, "training.learning_rate", 0.05, 2.2),) if iterations > 600 else ()
    return Curves(training, smoothed, at, validation, changes, tuple(range(0, iterations, 200)))


def make_shown(
    kind: str = "lstm", *, phase: str = "forward", t: int = 9, running: bool = False, empty: bool = False,
    steps: int = 24, units: int = 8, layers: int = 1, task: str = "hold", layer: int = 0, unit: int = 0,
    example: int = 2, iteration: int = 1240, latest: int = 2400, **more: Any,
) -> Shown:  # fmt: skip
    """Make what the window shows at one moment."""
    project, stopped, followed = trained(kind, steps, units, layers, task)
    recording = None if empty else followed if running else stopped
    curves = make_curves(0 if empty else latest)
    frame = Frame(
        project, stopped.dataset, iteration=0 if empty else iteration, latest=latest, epoch=207, batch=2, batches=6,
        running=running, curves=curves, recording=recording, **more,
    )  # fmt: skip
    playhead = None
    if recording is not None and not running:
        ticks = recording.ticks
        at = Playhead(ticks, 0).at(phase, t)  # type: ignore[arg-type]
        playhead = Playhead(ticks, at)
    example = min(example, recording.batch - 1) if recording else 0
    return Shown(
        frame,
        project,
        playhead,
        layer=layer,
        unit=unit,
        example=example,
        playing=running,
        started=True,
    )


def moved(shown: Shown, tick: int) -> Shown:
    """Put the playhead elsewhere."""
    assert shown.playhead is not None
    return replace(shown, playhead=Playhead(shown.playhead.ticks, tick))
