"""The registry: sample inputs and error inputs of every layer, loss, optimizer, schedule, initializer and regime.

Tests are made from it, and one fails when a name that a project may use is not here. A new kind is one row.

References
----------
PyTorch's ``torch/testing/_internal/opinfo``: SampleInput, ErrorInput.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from engine import project as p

BOTH = {"bidirectional": True}

LAYERS: dict[str, tuple[p.Layer, ...]] = {
    "dense": tuple(
        p.Dense(units=3, activation=activation)
        for activation in (
            *("identity", "sigmoid", "tanh", "relu", "leaky_relu"),
            *("elu", "gelu", "softplus", "softmax"),
        )
    ),
    "rnn": (p.RNN(units=3), p.RNN(units=3, activation="relu"), p.RNN(units=2, **BOTH)),
    "lstm": (p.LSTM(units=3), p.LSTM(units=2, **BOTH)),
    "gru": (p.GRU(units=3), p.GRU(units=2, **BOTH)),
    "embedding": (p.Embedding(units=3),),
    "batch_norm": (p.BatchNorm(), p.BatchNorm(epsilon=0.1)),
    "layer_norm": (p.LayerNorm(), p.LayerNorm(epsilon=0.1)),
    "dropout": (p.Dropout(rate=0.3),),
}
"""Samples of each kind of layer."""

BENT = {"relu", "leaky_relu"}
"""Activations without a derivative at 0: samples keep away from it."""

TASKS: dict[str, tuple[str, ...]] = {
    "mse": ("regression",),
    "mae": ("regression",),
    "huber": ("regression",),
    "bce": ("binary",),
    "cross_entropy": ("binary", "classes"),
}
"""The tasks that each loss fits."""

LOSSES: dict[str, tuple[dict[str, Any], ...]] = {
    "mse": ({},),
    "mae": ({},),
    "huber": ({"delta": 0.5}, {"delta": 2.0}),
    "bce": ({}, {"weights": (1.0, 3.0)}),
    "cross_entropy": ({}, {"weights": (1.0, 0.0, 2.5)}),
}
"""Samples of each loss: what it may be given."""

OPTIMIZERS: dict[str, tuple[p.Optimizer, ...]] = {
    "sgd": (p.SGD(),),
    "momentum": (p.Momentum(), p.Momentum(momentum=0.5)),
    "nesterov": (p.Nesterov(), p.Nesterov(momentum=0.5)),
    "adagrad": (p.AdaGrad(),),
    "rmsprop": (p.RMSprop(), p.RMSprop(decay=0.9, epsilon=1e-4)),
    "adam": (p.Adam(), p.Adam(beta1=0.5, beta2=0.9)),
    "adamw": (p.AdamW(), p.AdamW(weight_decay=0.3)),
}
SCHEDULES: dict[str, tuple[p.Schedule, ...]] = {
    "constant": (p.Constant(),),
    "step": (p.StepDecay(every=3),),
    "exponential": (p.Exponential(factor=0.9),),
    "cosine": (p.Cosine(over=8, lowest=0.1),),
    "warmup": (p.Warmup(over=6),),
    "plateau": (p.Plateau(patience=1),),
}
INITIALIZATIONS: tuple[str, ...] = (
    *("glorot", "glorot_normal", "he", "he_uniform", "lecun", "lecun_uniform"),
    *("orthogonal", "pytorch", "normal", "uniform", "constant", "zeros"),
)


class Form(NamedTuple):
    """The shape of a sample: time steps, examples, their lengths, where targets are."""

    steps: int = 4
    batch: int = 3
    lengths: tuple[int, ...] | None = None
    every_step: bool = True
    carried: bool = False
    """Whether recurrent layers begin with a state that is not 0, as within truncated sequences."""


FORMS: dict[str, Form] = {
    "one step": Form(steps=1),
    "many steps": Form(steps=6),
    "masked": Form(lengths=(4, 1, 3)),
    "last step": Form(every_step=False),
    "last step, masked": Form(every_step=False, lengths=(2, 4, 1)),
    "one example": Form(batch=1, steps=5),
    "carried on": Form(carried=True),
}
"""The forms of a sample."""

REGIMES: dict[str, dict[str, Any]] = {
    "full": {"batch": "full"},
    "one": {"batch": "one"},
    "mini": {"batch_size": 4},
    "remainder dropped": {"batch_size": 4, "drop_last": True},
    "in order": {"batch_size": 4, "shuffle": False},
    "truncated": {"batch_size": 4, "truncate": 3},
}
"""The batch regimes."""

REFUSED: dict[str, tuple[tuple[p.Layer, ...], str]] = {
    "embedding of numbers": ((p.Embedding(),), "network.layers[0]"),
    "embedding on top": ((p.Dense(), p.Embedding()), "network.layers[1]"),
    "no units": ((p.Dense(units=0),), "network.layers[0].units"),
    "too many units": ((p.GRU(units=513),), "network.layers[0].units"),
    "unknown activation": ((p.Dense(activation="swish"),), "network.layers[0].activation"),  # type: ignore[arg-type]
    "softmax within time": ((p.RNN(activation="softmax"),), "network.layers[0].activation"),  # type: ignore[arg-type]
    "unknown initialization": (
        (p.LSTM(initialization="xavier"),),  # type: ignore[arg-type]
        "network.layers[0].initialization",
    ),
    "all dropped": ((p.Dropout(rate=1.0),), "network.layers[0].rate"),
    "no variance": ((p.LayerNorm(epsilon=0.0),), "network.layers[0].epsilon"),
    "no momentum": ((p.BatchNorm(momentum=0.0),), "network.layers[0].momentum"),
    "thirteen layers": ((p.Dense(),) * 13, "network.layers"),
    "scale of nothing known": ((p.Dense(scale=1e6),), "network.layers[0].scale"),
}
"""Layers that a project may not have, on data of numbers, and where the refusal points."""


def stacks() -> dict[str, tuple[p.Layer, ...]]:
    """Give each sample layer alone, and two on top of each other where the kind is recurrent or a norm."""
    found: dict[str, tuple[p.Layer, ...]] = {}
    for kind, samples in LAYERS.items():
        for k, sample in enumerate(samples):
            found[f"{kind} {k}"] = (sample,)
    found |= {
        "lstm, rnn": (p.LSTM(units=3), p.RNN(units=2)),
        "gru, gru": (p.GRU(units=2), p.GRU(units=3)),
        "both, both": (p.LSTM(units=2, **BOTH), p.GRU(units=2, **BOTH)),
        "lstm, dropout, lstm": (p.LSTM(units=2), p.Dropout(rate=0.3), p.LSTM(units=2)),
        "gru, layer norm, dense": (p.GRU(units=3), p.LayerNorm(epsilon=0.1), p.Dense(units=2)),
        "batch norm, rnn, batch norm": (
            *(p.BatchNorm(), p.RNN(units=3)),
            p.BatchNorm(epsilon=0.1),  # a step more curved than a difference can follow otherwise
        ),
        "embedding, lstm": (p.Embedding(units=3), p.LSTM(units=2)),
        "no layer": (),
    }
    return found
