"""What golden values are made of: networks, shapes and seeds, without a framework."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple, get_args

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
    evaluating: bool = False
    """Whether running statistics are used, which are drawn like the parameters."""
    weights: tuple[float, ...] = ()
    """Of the classes."""
    delta: float = 1.0
    """Huber's."""

    @property
    def targets(self) -> tuple[int, int, int]:
        steps = self.steps if self.every_step else 1
        return steps, 1 if self.loss == "cross_entropy" else self.outputs, self.batch

    def arrays(self) -> dict[str, np.ndarray]:
        """Return inputs, targets and initial states, always the same."""
        rng = np.random.Generator(np.random.Philox(7))
        if self.layers and isinstance(self.layers[0], project.Embedding):
            tokens = rng.integers(0, self.inputs, (self.steps, 1, self.batch)).astype(float)
            arrays = {"inputs": tokens}
        else:
            arrays = {"inputs": rng.standard_normal((self.steps, self.inputs, self.batch))}
        if self.loss in ("mse", "mae", "huber"):
            arrays["targets"] = rng.standard_normal(self.targets)
        else:
            classes = self.outputs if self.loss == "cross_entropy" else 2
            arrays["targets"] = rng.integers(0, classes, self.targets).astype(float)
        units = getattr(self.layers[0], "units", 0) if self.layers else 0
        for name in ("h0", "c0"):
            arrays[name] = rng.uniform(-1, 1, (units, self.batch)) * self.initial
        return arrays

    def mask(self, k: int, shape: tuple[int, ...]) -> np.ndarray:
        """Return what the dropout layer k multiplies (T, units, B) with, always the same."""
        settings = self.layers[k]
        assert isinstance(settings, project.Dropout)
        kept = round(256 * (1 - settings.rate))
        drawn = np.random.Generator(np.random.Philox(11 + k)).integers(0, 256, shape)
        return np.where(drawn < kept, 256 / kept, 0.0)


lstm = project.LSTM(units=4)
rnn = project.RNN(units=4)
gru = project.GRU(units=4)
batch_norm, dropout = project.BatchNorm(momentum=0.3, epsilon=0.01), project.Dropout(rate=0.4)
norms = (
    *(project.Dense(units=4, activation="identity"), batch_norm),
    *(project.Dense(units=3), project.BatchNorm()),
)
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
    **{
        f"{kind}_both{end}": Case((form(units=3, bidirectional=True),), **settings)
        for kind, form in (("lstm", project.LSTM), ("rnn", project.RNN), ("gru", project.GRU))
        for end, settings in {
            "": {},
            "_lengths": {"lengths": (5, 2, 4)},
            "_last": {"every_step": False},
            "_lengths_last": {"every_step": False, "lengths": (5, 2, 4)},
        }.items()
    },
    "lstm_both_rnn_both": Case(
        (project.LSTM(units=3, bidirectional=True), project.RNN(units=2, bidirectional=True)),
        lengths=(4, 5, 1),
    ),
    "gru": Case((gru,)),
    "gru_initial": Case((gru,), initial=True),
    "gru_last": Case((gru,), every_step=False),
    "gru_one_example": Case((gru,), "cross_entropy", batch=1, outputs=3),
    "gru_one_step": Case((gru,), steps=1),
    "gru_bce": Case((gru,), "bce", outputs=1),
    "gru_lengths": Case((gru,), lengths=(5, 2, 4)),
    "gru_lengths_last": Case((gru,), every_step=False, lengths=(5, 2, 4)),
    "gru_long": Case((gru,), steps=90, batch=2),
    "gru_long_last": Case((gru,), every_step=False, steps=90, batch=2),
    "gru_gru": Case((gru, project.GRU(units=3)), lengths=(4, 5, 2)),
    "gru_lstm_last": Case((gru, project.LSTM(units=3)), every_step=False, lengths=(4, 5, 2)),
    "lstm_gru": Case((lstm, project.GRU(units=3))),
    "gru_dense": Case((gru, project.Dense(units=3, activation="identity"))),
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
    "embedding": Case((project.Embedding(units=3),), "cross_entropy", inputs=6, outputs=3),
    "embedding_lstm": Case((project.Embedding(units=3), lstm), inputs=6),
    "embedding_lstm_last": Case(
        (project.Embedding(units=3), lstm), every_step=False, inputs=6, lengths=(5, 1, 3)
    ),
    "batch_norm": Case(norms, "bce", steps=1, batch=6, outputs=1),
    "batch_norm_first": Case((batch_norm,), steps=4, inputs=3),
    "batch_norm_evaluating": Case(norms, steps=3, evaluating=True),
    "batch_norm_lstm": Case((lstm, batch_norm, project.LSTM(units=3))),
    "batch_norm_lengths": Case((lstm, batch_norm, rnn), lengths=(5, 2, 4)),
    "batch_norm_lengths_twice": Case((batch_norm, lstm, batch_norm), lengths=(1, 5, 3)),
    "batch_norm_lengths_last": Case(
        (rnn, batch_norm, lstm, batch_norm), every_step=False, lengths=(2, 5, 3)
    ),
    "batch_norm_lengths_evaluating": Case(
        (lstm, batch_norm, rnn), lengths=(5, 2, 4), evaluating=True
    ),
    "layer_norm_lstm": Case((lstm, project.LayerNorm(), project.LSTM(units=3))),
    "layer_norm_lengths": Case(
        (lstm, project.LayerNorm(epsilon=0.1), rnn, project.LayerNorm()), lengths=(5, 2, 4)
    ),
    "layer_norm_last": Case((rnn, project.LayerNorm()), every_step=False, lengths=(5, 2, 4)),
    "dropout_lstm": Case((lstm, dropout, project.LSTM(units=3))),
    "dropout_everywhere": Case(
        (dropout, lstm, dropout, rnn, dropout), every_step=False, lengths=(5, 2, 4)
    ),
    "dropout_evaluating": Case((lstm, dropout, rnn), evaluating=True),
    "norm_dense": Case(
        (
            *(project.LayerNorm(), project.Dense(units=4), batch_norm, dropout),
            *(project.Dense(units=3, activation="sigmoid"), project.LayerNorm()),
        ),
        "cross_entropy",
        steps=1,
        batch=5,
        inputs=3,
        outputs=3,
    ),
    "no_hidden_layer": Case((), "cross_entropy", steps=1, outputs=3),
    **{
        f"dense_{activation}_{loss}": Case(
            (project.Dense(units=4, activation=activation), project.Dense(units=3)),
            loss,
            steps=1,
            outputs=2,
        )
        for activation in get_args(project.Activation)
        for loss in ("mse", "bce", "cross_entropy")
    },
    **{
        f"{loss}{end}": Case((rnn,), kind, lengths=lengths, **settings)
        for loss, kind, settings in (
            ("mae", "mae", {}),
            ("huber_small", "huber", {"delta": 0.3}),
            ("huber", "huber", {}),
            ("huber_large", "huber", {"delta": 2.5}),
            ("weights_bce", "bce", {"weights": (0.4, 3.0), "outputs": 1}),
            ("weights_bce_rows", "bce", {"weights": (2.0, 0.7)}),
            ("weights_cross_entropy", "cross_entropy", {"weights": (1.5, 0, 0.3), "outputs": 3}),
            ("weights_last", "cross_entropy", {"weights": (0.2, 1.1), "every_step": False}),
        )
        for end, lengths in (("", None), ("_lengths", (5, 2, 4)))
    },
}

OPTIMIZERS: dict[str, project.Optimizer] = {
    "sgd": project.SGD(),
    "momentum": project.Momentum(momentum=0.8),
    "nesterov": project.Nesterov(momentum=0.7),
    "adagrad": project.AdaGrad(epsilon=1e-3),
    "rmsprop": project.RMSprop(decay=0.9, epsilon=1e-4),
    "adam": project.Adam(beta1=0.8, beta2=0.95, epsilon=1e-6),
    "adamw": project.AdamW(beta1=0.7, beta2=0.9, epsilon=1e-5, weight_decay=0.3),
}
REGIMES = {"full": 5, "one": 1, "mini": 2}
"""Examples of one update; of five examples a mini-batch of two leaves a short last one."""
EXTRAS = {"l1": 0.02, "l2": 0.1, "value": 0.05}
"""One beside the clipping by norm, in mini-batches: l1, l2, or the limit of each number."""
SCHEDULES: dict[str, project.Schedule] = {
    "constant": project.Constant(),
    "step": project.StepDecay(every=3, factor=0.4),
    "exponential": project.Exponential(factor=0.8),
    "cosine": project.Cosine(over=6, lowest=0.1),
    "warmup": project.Warmup(over=7, first=0.2),
    "plateau": project.Plateau(factor=0.3, patience=1),
}
"""Each in mini-batches, by plain gradient descent."""
LOSSES = (1.0, 0.9, 0.95, 0.8999, 0.9, 0.95, 0.5, 0.50001, 0.49999, 0.6)
"""What a plateau hears after each update."""
UPDATES = 10
RATE = 0.05
CLIP = 0.3
TRAINED = Case((project.LSTM(units=3),), batch=5)


def of_updates() -> set[str]:
    """Return the names of the files of optimizers and schedules."""
    kinds = (*REGIMES, *EXTRAS)
    trained = {f"trained_{name}_{kind}" for name in OPTIMIZERS for kind in kinds}
    return trained | {f"scheduled_{name}" for name in SCHEDULES}


def batches(size: int) -> list[slice]:
    """Return the examples of each of the updates."""
    starts = list(range(0, TRAINED.batch, size))
    return [slice(a, min(a + size, TRAINED.batch)) for a in (starts * UPDATES)[:UPDATES]]
