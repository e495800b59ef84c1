"""Layers: each kind with its settings; and the network that they make up."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta

from ..errors import QT_TRANSLATE_NOOP
from .part import Kind, Part

Activation = Literal[
    "identity",
    "sigmoid",
    "tanh",
    "relu",
    "leaky_relu",
    "elu",
    "gelu",
    "softplus",
    "softmax",
]
Initialization = Literal[
    "glorot",
    "glorot_normal",
    "he",
    "he_uniform",
    "lecun",
    "lecun_uniform",
    "orthogonal",
    "pytorch",
    "normal",
    "uniform",
    "constant",
    "zeros",
]

Units = Annotated[
    int,
    Meta(
        title=QT_TRANSLATE_NOOP("Setting", "Units"),
        description=QT_TRANSLATE_NOOP(
            "Setting", "Units of this layer; for an LSTM each has four gates and a cell."
        ),
        ge=1,
        le=512,
    ),
]
Initial = Annotated[
    Initialization,
    Meta(
        title=QT_TRANSLATE_NOOP("Setting", "Initialization"),
        description=QT_TRANSLATE_NOOP("Setting", "How the weights are drawn before training."),
    ),
]
Scale = Annotated[
    float,
    Meta(
        title=QT_TRANSLATE_NOOP("Setting", "Scale"),
        description=QT_TRANSLATE_NOOP(
            "Setting",
            "What the drawn numbers are multiplied with: deviation of Normal, bound of Uniform, value of Constant.",
        ),
        ge=-100,
        le=100,
    ),
]
Bidirectional = Annotated[
    bool,
    Meta(
        title=QT_TRANSLATE_NOOP("Setting", "Both directions"),
        description=QT_TRANSLATE_NOOP(
            "Setting", "A second set of units reads the sequence from its end to its start."
        ),
    ),
]
Epsilon = Annotated[
    float,
    Meta(
        title=QT_TRANSLATE_NOOP("Setting", "Epsilon"),
        description=QT_TRANSLATE_NOOP(
            "Setting", "Added to the variance, so that nothing is divided by 0."
        ),
        gt=0,
        le=1,
    ),
]


class Dense(Kind, frozen=True, tag="dense"):
    """Fully connected layer: y = activation(W x + b)."""

    units: Units = 8
    activation: Annotated[
        Activation,
        Meta(
            title=QT_TRANSLATE_NOOP("Setting", "Activation"),
            description=QT_TRANSLATE_NOOP("Setting", "The bend between two layers."),
        ),
    ] = "tanh"
    initialization: Initial = "glorot"
    scale: Scale = 1.0


class RNN(Kind, frozen=True, tag="rnn"):
    """Simple recurrent layer: h(t) = activation(W x(t) + U h(t-1) + b)."""

    units: Units = 8
    activation: Annotated[
        Literal["tanh", "relu"],
        Meta(
            title=QT_TRANSLATE_NOOP("Setting", "Activation"),
            description=QT_TRANSLATE_NOOP("Setting", "The bend between two layers."),
        ),
    ] = "tanh"
    bidirectional: Bidirectional = False
    initialization: Initial = "pytorch"
    scale: Scale = 1.0


class LSTM(Kind, frozen=True, tag="lstm"):
    """Long short-term memory: gates i, f, g, o, states c and h."""

    units: Units = 8
    forget_bias: Annotated[
        float,
        Meta(
            title=QT_TRANSLATE_NOOP("Setting", "Forget-gate bias"),
            description=QT_TRANSLATE_NOOP(
                "Setting",
                "Bias of the forget gate at the start: large keeps memory from the start.",
            ),
            ge=-10,
            le=10,
        ),
    ] = 1.0
    bidirectional: Bidirectional = False
    initialization: Initial = "pytorch"
    scale: Scale = 1.0


class GRU(Kind, frozen=True, tag="gru"):
    """Gated recurrent unit: gates r, z, n, state h."""

    units: Units = 8
    bidirectional: Bidirectional = False
    initialization: Initial = "pytorch"
    scale: Scale = 1.0


class Embedding(Kind, frozen=True, tag="embedding"):
    """Embedding: each symbol has a vector of its own; only as the first layer, on symbols."""

    units: Units = 8
    initialization: Initial = "normal"
    scale: Scale = 1.0


class BatchNorm(Kind, frozen=True, tag="batch_norm"):
    """Batch normalization: each unit by mean and variance over examples and counted time steps."""

    momentum: Annotated[
        float,
        Meta(
            title=QT_TRANSLATE_NOOP("Setting", "Share of the newest"),
            description=QT_TRANSLATE_NOOP(
                "Setting", "How much of its running statistics each batch replaces."
            ),
            gt=0,
            le=1,
        ),
    ] = 0.1
    epsilon: Epsilon = 1e-5


class LayerNorm(Kind, frozen=True, tag="layer_norm"):
    """Layer normalization: all units of one example and time step by their own mean and variance."""

    epsilon: Epsilon = 1e-5


class Dropout(Kind, frozen=True, tag="dropout"):
    """Dropout: while training, a share of the numbers is set to 0 and the rest made larger by as much."""

    rate: Annotated[
        float,
        Meta(
            title=QT_TRANSLATE_NOOP("Setting", "Share dropped"),
            description=QT_TRANSLATE_NOOP(
                "Setting", "How many numbers of an iteration are set to 0, in steps of 1/256."
            ),
            ge=0,
            le=0.95,
        ),
    ] = 0.2


Recurrent = RNN | LSTM | GRU
Layer = Dense | RNN | LSTM | GRU | Embedding | BatchNorm | LayerNorm | Dropout
LAYERS = {
    "dense": Dense,
    "rnn": RNN,
    "lstm": LSTM,
    "gru": GRU,
    "embedding": Embedding,
    "batch_norm": BatchNorm,
    "layer_norm": LayerNorm,
    "dropout": Dropout,
}


class Output(Part, frozen=True):
    """The last layer: dense; its units and activation follow the task and the loss."""

    initialization: Initial = "glorot"
    scale: Scale = 1.0


class Network(Part, frozen=True):
    """Hidden layers from input to output, and the output layer; without one the last hidden layer gives the output."""

    layers: Annotated[tuple[Layer, ...], Meta(max_length=12)] = (LSTM(),)
    output: Output | None = Output()
