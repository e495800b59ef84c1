"""What golden values are made of: networks, shapes and seeds, without a framework."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import numpy as np

from engine import project

FOLDER = Path(__file__).parent


class Case(NamedTuple):
    """One network on one batch."""

    layers: tuple[project.Layer, ...]
    loss: project.Loss = "mse"
    every_step: bool = True
    steps: int = 5
    batch: int = 3
    inputs: int = 2
    outputs: int = 2
    lengths: tuple[int, ...] | None = None
    initial: bool = False
    """Whether the first layer starts from states that are not zero."""

    @property
    def targets(self) -> tuple[int, int, int]:
        steps = self.steps if self.every_step else 1
        return steps, 1 if self.loss == "cross_entropy" else self.outputs, self.batch

    def arrays(self) -> dict[str, np.ndarray]:
        """Return inputs, targets and initial states, always the same."""
        rng = np.random.Generator(np.random.Philox(7))
        arrays = {"inputs": rng.standard_normal((self.steps, self.inputs, self.batch))}
        if self.loss == "mse":
            arrays["targets"] = rng.standard_normal(self.targets)
        else:
            classes = self.outputs if self.loss == "cross_entropy" else 2
            arrays["targets"] = rng.integers(0, classes, self.targets).astype(float)
        units = self.layers[0].units if self.layers else 0
        for name in ("h0", "c0"):
            arrays[name] = rng.uniform(-1, 1, (units, self.batch)) * self.initial
        return arrays


lstm = project.LSTM(units=4)
rnn = project.RNN(units=4)
CASES = {
    "lstm": Case((lstm,)),
    "lstm_initial": Case((lstm,), initial=True),
    "lstm_last": Case((lstm,), every_step=False),
    "lstm_one_example": Case((lstm,), batch=1),
    "lstm_one_step": Case((lstm,), steps=1),
    "lstm_bce": Case((lstm,), "bce", outputs=1),
    "lstm_bce_last": Case((lstm,), "bce", every_step=False, outputs=1),
    "lstm_cross_entropy": Case((lstm,), "cross_entropy", outputs=3),
    "lstm_cross_entropy_last": Case((lstm,), "cross_entropy", every_step=False, outputs=3),
    "lstm_lengths": Case((lstm,), lengths=(5, 2, 4)),
    "lstm_lengths_last": Case((lstm,), every_step=False, lengths=(5, 2, 4)),
    "lstm_lengths_cross_entropy": Case((lstm,), "cross_entropy", outputs=3, lengths=(1, 5, 3)),
    "lstm_long": Case((lstm,), steps=90, batch=2),
    "lstm_long_last": Case((lstm,), every_step=False, steps=90, batch=2),
    "rnn": Case((rnn,)),
    "rnn_initial": Case((rnn,), initial=True),
    "rnn_relu": Case((project.RNN(units=4, activation="relu"),)),
    "rnn_last": Case((rnn,), every_step=False),
    "rnn_bce_lengths_last": Case((rnn,), "bce", every_step=False, outputs=1, lengths=(3, 5, 1)),
    "rnn_one_example": Case((rnn,), "cross_entropy", batch=1, outputs=3),
    "rnn_long": Case((rnn,), steps=90, batch=2),
    "lstm_lstm": Case((lstm, project.LSTM(units=3))),
    "lstm_lstm_last": Case((lstm, project.LSTM(units=3)), every_step=False, lengths=(4, 5, 2)),
    "rnn_lstm": Case((rnn, project.LSTM(units=3)), lengths=(4, 5, 2)),
    "lstm_rnn_bce": Case((lstm, project.RNN(units=3)), "bce", outputs=1),
    "dense_lstm_dense": Case(
        (project.Dense(units=3), lstm, project.Dense(units=3, activation="sigmoid"))
    ),
    "lstm_dense_last": Case((lstm, project.Dense(units=3, activation="relu")), every_step=False),
    "lstm_identity": Case((lstm, project.Dense(units=3, activation="identity"))),
    "dense_steps": Case((project.Dense(units=4),)),
    "dense_last_lengths": Case((project.Dense(units=4),), every_step=False, lengths=(4, 5, 2)),
    "no_hidden_layer": Case((), "cross_entropy", steps=1, outputs=3),
    **{
        f"dense_{activation}_{loss}": Case(
            (project.Dense(units=4, activation=activation), project.Dense(units=3)),
            loss,
            steps=1,
            outputs=2,
        )
        for activation in ("identity", "sigmoid", "tanh", "relu")
        for loss in ("mse", "bce", "cross_entropy")
    },
}

OPTIMIZERS: dict[str, project.Optimizer] = {
    "sgd": project.SGD(),
    "momentum": project.Momentum(momentum=0.8),
    "adam": project.Adam(beta1=0.8, beta2=0.95, epsilon=1e-6),
}
REGIMES = {"full": 5, "one": 1, "mini": 2}
"""Examples of one update; of five examples a mini-batch of two leaves a short last one."""
UPDATES = 10
RATE = 0.05
CLIP = 0.3
TRAINED = Case((project.LSTM(units=3),), batch=5)


def batches(size: int) -> list[slice]:
    """Return the examples of each of the updates."""
    starts = list(range(0, TRAINED.batch, size))
    return [slice(a, min(a + size, TRAINED.batch)) for a in (starts * UPDATES)[:UPDATES]]
