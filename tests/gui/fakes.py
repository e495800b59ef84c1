"""Real Recordings from a short training, Frames and a Session that keeps what it is asked."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import Any

import numpy as np
from msgspec import structs
from PySide6.QtCore import QObject, Signal

from engine.frame import Change, Curves, Frame
from engine.playhead import Playhead
from engine.project import (
    LAYERS,
    LSTM,
    RNN,
    Adam,
    Characters,
    Dense,
    Echo,
    Embedding,
    FlagRecall,
    Hold,
    Layer,
    Network,
    Project,
    Sine,
    Training,
    View,
    Xor,
)
from engine.project.data import Data
from engine.project.training import Loss
from engine.recording import Recording
from engine.trainer import Trainer
from engine.validate import following
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


PLAIN = ("batch_norm", "layer_norm", "dropout")
"""Kinds without units: they stand behind another layer."""


def make_data(task: str, steps: int) -> tuple[Data, Loss]:
    """Make data with the loss that fits: ``hold``, ``echo``, ``flag``, ``ended``, ``text``, ``xor`` or ``sine``."""
    few: Any = {"examples": 64, "validation": 16}
    return {
        "hold": (Hold(length=steps, flag=2.0), "mse"),
        "echo": (Echo(length=steps, **few), "bce"),
        "flag": (FlagRecall(length=steps, **few), "bce"),
        "ended": (Echo(length=steps, shortest=max(2, steps // 3), **few), "bce"),
        "text": (Characters(length=min(steps, 20)), "cross_entropy"),
        "xor": (Xor(noise=0.1, examples=32), "bce"),
        "sine": (Sine(examples=40, validation=10), "mse"),
    }[task]  # type: ignore[return-value]


def make_project(
    kind: str = "lstm",
    *,
    steps: int = 24,
    units: int = 8,
    layers: int = 1,
    task: str = "hold",
    both: bool = False,
    training: Training | None = None,
) -> Project:
    """Make a project.

    Parameters
    ----------
    kind : str
        One of `engine.project.LAYERS`; ``dense`` without time unless there is a task.
    steps, units, layers : int
        Sizes.
    task : str
        See `make_data`.
    both : bool
        Whether recurrent layers read in both directions.
    training : Training or None
        Settings to begin with; the loss follows the task where it must.
    """
    if kind == "dense" and task == "hold":
        task = "xor"
    timeless = task in ("xor", "sine")
    data, loss = make_data(task, steps)
    hidden: tuple[Layer, ...]
    first: Layer = Dense(units=units) if timeless else LSTM(units=units)
    if kind == "dense" and timeless:
        hidden = (Dense(units=units), Dense(units=max(2, units - 2)))
    elif kind == "embedding":
        hidden = (Embedding(units=units), RNN(units=units))
    elif kind in PLAIN:
        hidden = (first, LAYERS[kind]())
    elif kind in ("rnn", "lstm", "gru"):
        hidden = (LAYERS[kind](units=units, bidirectional=both),) * layers
    else:
        hidden = (LAYERS[kind](units=units),) * layers
    if training is None:
        training = Training(optimizer=Adam(), learning_rate=0.015, batch_size=32)
    project = Project(
        name="Hold the value",
        data=data,
        network=Network(layers=hidden),
        training=structs.replace(training, loss=training.loss if timeless else loss),
        view=View(),
    )
    return following(project)


LARGE = 1000
"""Steps times units."""


@lru_cache(maxsize=64)
def recorded(project: Project, iterations: int) -> tuple[Recording, Recording]:
    """Train, and give the last Recording and one of a followed example."""
    trainer = Trainer(project)
    for _ in range(iterations):
        trainer.step()
    followed = trainer.new_recording(1, evaluating=True)
    recording = trainer.record()
    trainer.follow(followed, 0)
    return recording, followed


def trained(
    kind: str = "lstm",
    steps: int = 24,
    units: int = 8,
    layers: int = 1,
    task: str = "hold",
    iterations: int = 300,
    both: bool = False,
) -> tuple[Project, Recording, Recording]:
    """Train, and give the project, the last Recording and one of a followed example."""
    project = make_project(kind, steps=steps, units=units, layers=layers, task=task, both=both)
    return project, *recorded(project, iterations)


@lru_cache(maxsize=8)
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
    example: int = 2, iteration: int = 1240, latest: int = 2400, both: bool = False, reverse: bool = False,
    iterations: int | None = None, project: Project | None = None, **more: Any,
) -> Shown:  # fmt: skip
    """Make what the window shows at one moment; of large networks after a few iterations, they are about room."""
    if iterations is None:
        iterations = 300 if steps * units <= LARGE else 20
    if project is None:
        project = make_project(kind, steps=steps, units=units, layers=layers, task=task, both=both)
    stopped, followed = recorded(project, iterations)
    recording = None if empty else followed if running else stopped
    curves = make_curves(0 if empty else latest)
    frame = Frame(
        project, stopped.dataset, iteration=0 if empty else iteration, latest=latest, epoch=207, batch=2, batches=6,
        running=running, curves=curves, recording=recording, **more,
    )  # fmt: skip
    playhead = None
    if recording is not None and not running:
        ticks = recording.ticks
        at = Playhead(ticks, 0).at(phase, min(t, recording.steps - 1))  # type: ignore[arg-type]
        wanted = (phase, min(t, recording.steps - 1), layer, True)
        if reverse:
            at = [(k.phase, k.t, k.layer, k.reverse) for k in ticks].index(wanted)
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
