"""Small projects and what several tests of the engine do with them."""

from __future__ import annotations

from typing import Any

import msgspec
import numpy as np

from engine.checkpoint import Checkpoint
from engine.course import Course
from engine.project import (
    GRU,
    LSTM,
    RNN,
    SGD,
    Adam,
    AdamW,
    BatchNorm,
    Characters,
    Dense,
    Dropout,
    Echo,
    Embedding,
    Exponential,
    FlagRecall,
    Hold,
    LayerNorm,
    Lemniscate,
    Momentum,
    Nesterov,
    Network,
    Plateau,
    Project,
    Reber,
    RMSprop,
    Sine,
    Training,
    Xor,
)

SMALL = {
    "lstm": Project(
        data=Hold(length=8, examples=20, validation=6),
        network=Network(layers=(LSTM(units=4),)),
        training=Training(learning_rate=0.02, batch_size=8),
    ),
    "rnn at the last step": Project(
        data=FlagRecall(length=7, examples=18, validation=5),
        network=Network(layers=(RNN(units=5), Dense(units=3))),
        training=Training(loss="bce", batch_size=5, optimizer=Momentum(), learning_rate=0.05),
    ),
    "two layers, some targets uncounted": Project(
        data=Echo(length=6, delay=2, examples=15, validation=4),
        network=Network(layers=(LSTM(units=3), RNN(units=3))),
        training=Training(loss="cross_entropy", batch_size=4, clip=0.05),
    ),
    "no time, full": Project(
        data=Xor(),
        network=Network(layers=(Dense(units=4), Dense(units=3, activation="relu"))),
        training=Training(loss="bce", batch="full", optimizer=SGD(), learning_rate=0.3),
    ),
    "truncated text": Project(
        data=Characters(length=13),
        network=Network(layers=(LSTM(units=4), Dropout(rate=0.1), RNN(units=3))),
        training=Training(
            loss="cross_entropy",
            batch_size=7,
            truncate=5,
            schedule=Exponential(factor=0.99),
            l2=1e-3,
            drop_last=True,
        ),
    ),
    "normalized, on a plateau": Project(
        data=Hold(length=5, examples=14, validation=6),
        network=Network(
            layers=(
                *(Dense(units=5, activation="identity"), BatchNorm()),
                *(Dense(units=4, activation="softmax"), LayerNorm(), Dropout(rate=0.3)),
            )
        ),
        training=Training(
            batch_size=5,
            optimizer=AdamW(),
            schedule=Plateau(patience=1),
            loss="huber",
            clip=0,
            clip_value=0.1,
        ),
    ),
    "both directions, of any length": Project(
        data=FlagRecall(length=6, shortest=2, examples=17, validation=5, test=6),
        network=Network(
            layers=(
                GRU(units=3, bidirectional=True),
                BatchNorm(),
                LSTM(units=2, bidirectional=True),
            )
        ),
        training=Training(
            loss="cross_entropy",
            batch_size=6,
            shuffle=False,
            optimizer=RMSprop(),
            learning_rate=0.01,
            class_weights=(1.0, 2.5),
        ),
    ),
    "embedded, without an output layer": Project(
        data=Characters(length=6, split=0.6),
        network=Network(layers=(Embedding(units=3), LSTM(units=29)), output=None),
        training=Training(loss="cross_entropy", batch_size=9, optimizer=Nesterov()),
    ),
    "the last state is the output": Project(
        data=FlagRecall(length=6, shortest=3, examples=14, validation=5),
        network=Network(layers=(GRU(units=3), LSTM(units=2)), output=None),
        training=Training(loss="cross_entropy", batch_size=6),
    ),
    "two numbers at each step": Project(
        data=Lemniscate(length=9, loop=4, examples=14, validation=6, noise=0.1),
        network=Network(layers=(RNN(units=4),)),
        training=Training(batch_size=5),
    ),
    "words of any length": Project(
        data=Reber(length=8, examples=15, validation=5),
        network=Network(layers=(Embedding(units=3), LSTM(units=3))),
        training=Training(loss="cross_entropy", batch_size=6),
    ),
    "no time, one at a time": Project(
        data=Sine(examples=9, validation=5),
        network=Network(layers=(Dense(units=4),)),
        training=Training(batch="one", clip=0),
    ),
}
OPTIMIZERS = (SGD(), Momentum(), Adam())


def with_training(project: Project, **settings: Any) -> Project:
    """Give the project with settings of its training changed."""
    training = msgspec.structs.replace(project.training, **settings)
    return msgspec.structs.replace(project, training=training)


def bits(checkpoint: Checkpoint) -> tuple[object, ...]:
    """Give all of a checkpoint in a form that is equal where every bit is."""
    c = checkpoint
    carried = {name: value.tobytes() for name, value in c.carried.items()}
    arrays = c.parameters.tobytes(), c.buffers.tobytes(), c.memory.tobytes(), carried
    return c.iteration, c.place, c.training, *arrays, c.steps, c.progress


def here(course: Course) -> tuple[object, ...]:
    """Give where a course stands, to the bit."""
    return bits(course.trainer.checkpoint())


def run_to(course: Course, iteration: int) -> Course:
    """Train on to an iteration."""
    while course.iteration < iteration:
        course.advance()
    return course


def trained(project: Project, iterations: int, edits: dict[int, Project] | None = None) -> Course:
    """Train from the start, without going back; `edits` come into force after so many iterations."""
    course, edits = Course(project), edits or {}
    for k in range(iterations + 1):
        if k in edits:
            course.edit(edits[k], 1)
        if k < iterations:
            course.advance()
    return course


def curves(course: Course) -> tuple[object, ...]:
    """Give losses, smoothed losses and validation losses of the branch, to the bit."""
    c = course.branch.curves()
    return tuple(
        np.asarray(a).tobytes() for a in (c.training, c.smoothed, c.validation_at, c.validation)
    )
