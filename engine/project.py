"""Project and its parts: immutable values; each setting's default, range, unit and help stand on its field, once."""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from .errors import QT_TRANSLATE_NOOP

FORMAT = 1
"""Version of the project file: one whole number."""

Activation = Literal["identity", "sigmoid", "tanh", "relu"]
Initialization = Literal["glorot", "he", "orthogonal", "pytorch", "zeros"]
Loss = Literal["mse", "bce", "cross_entropy"]
Batch = Literal["full", "mini", "one"]

LABELS = {
    "hold": QT_TRANSLATE_NOOP("Setting", "Hold"),
    "sunspots": QT_TRANSLATE_NOOP("Setting", "Sunspots"),
    "flag_recall": QT_TRANSLATE_NOOP("Setting", "Flag"),
    "echo": QT_TRANSLATE_NOOP("Setting", "Echo"),
    "sine": QT_TRANSLATE_NOOP("Setting", "Sine"),
    "xor": QT_TRANSLATE_NOOP("Setting", "XOR"),
    "dense": QT_TRANSLATE_NOOP("Setting", "Dense"),
    "rnn": QT_TRANSLATE_NOOP("Setting", "RNN"),
    "lstm": QT_TRANSLATE_NOOP("Setting", "LSTM"),
    "identity": QT_TRANSLATE_NOOP("Setting", "Identity"),
    "sigmoid": QT_TRANSLATE_NOOP("Setting", "Sigmoid"),
    "tanh": QT_TRANSLATE_NOOP("Setting", "tanh"),
    "relu": QT_TRANSLATE_NOOP("Setting", "ReLU"),
    "glorot": QT_TRANSLATE_NOOP("Setting", "Glorot"),
    "he": QT_TRANSLATE_NOOP("Setting", "He"),
    "orthogonal": QT_TRANSLATE_NOOP("Setting", "Orthogonal"),
    "pytorch": QT_TRANSLATE_NOOP("Setting", "PyTorch's"),
    "zeros": QT_TRANSLATE_NOOP("Setting", "Zeros"),
    "mse": QT_TRANSLATE_NOOP("Setting", "Mean squared error"),
    "bce": QT_TRANSLATE_NOOP("Setting", "Binary cross entropy"),
    "cross_entropy": QT_TRANSLATE_NOOP("Setting", "Softmax cross entropy"),
    "full": QT_TRANSLATE_NOOP("Setting", "Full"),
    "mini": QT_TRANSLATE_NOOP("Setting", "Mini-batch"),
    "one": QT_TRANSLATE_NOOP("Setting", "One"),
    "sgd": QT_TRANSLATE_NOOP("Setting", "SGD"),
    "momentum": QT_TRANSLATE_NOOP("Setting", "Momentum"),
    "adam": QT_TRANSLATE_NOOP("Setting", "Adam"),
}
"""What the window calls each kind and choice."""

LIVE = {"live": True}
"""Mark of a setting that changes without a restart of training."""

Length = Annotated[
    int,
    Meta(
        title=QT_TRANSLATE_NOOP("Setting", "Sequence length"),
        description=QT_TRANSLATE_NOOP("Setting", "Time steps in each example."),
        ge=2,
        le=1000,
    ),
]
Examples = Annotated[
    int,
    Meta(
        title=QT_TRANSLATE_NOOP("Setting", "Examples"),
        description=QT_TRANSLATE_NOOP("Setting", "Examples to train on; one epoch uses each once."),
        ge=1,
        le=100_000,
    ),
]
ValidationExamples = Annotated[
    int,
    Meta(
        title=QT_TRANSLATE_NOOP("Setting", "Validation examples"),
        description=QT_TRANSLATE_NOOP(
            "Setting", "Examples kept apart, to see what was learnt and not learnt by heart."
        ),
        ge=1,
        le=10_000,
    ),
]
Noise = Annotated[
    float,
    Meta(
        title=QT_TRANSLATE_NOOP("Setting", "Noise"),
        description=QT_TRANSLATE_NOOP(
            "Setting", "Standard deviation of the noise added to the data."
        ),
        ge=0,
        le=2,
    ),
]
Seed = Annotated[
    int,
    Meta(
        title=QT_TRANSLATE_NOOP("Setting", "Seed"),
        description=QT_TRANSLATE_NOOP(
            "Setting", "The same seed gives the same numbers, on every run."
        ),
        ge=0,
        le=999_999,
    ),
]


class Part(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A part of a Project: immutable."""


class Kind(Part, frozen=True, tag_field="kind"):
    """A part of which there are several kinds, told apart by ``kind``."""


class Hold(Kind, frozen=True, tag="hold"):
    """Hold the value: at each step say the value that was stored last."""

    length: Length = 40
    probability: Annotated[
        float,
        Meta(
            title=QT_TRANSLATE_NOOP("Setting", "Store probability"),
            description=QT_TRANSLATE_NOOP("Setting", "How often a step stores a new value."),
            ge=0,
            le=1,
        ),
    ] = 0.08
    flag: Annotated[
        float,
        Meta(
            title=QT_TRANSLATE_NOOP("Setting", "Flag size"),
            description=QT_TRANSLATE_NOOP("Setting", "Size of the input that says: store now."),
            ge=0.1,
            le=10,
        ),
    ] = 2.0
    noise: Noise = 0.0
    examples: Examples = 192
    validation: ValidationExamples = 64
    seed: Seed = 0


class Sunspots(Kind, frozen=True, tag="sunspots"):
    """Yearly sunspot numbers, 1700 to 2008: say the number of a coming year."""

    length: Length = 22
    horizon: Annotated[
        int,
        Meta(
            title=QT_TRANSLATE_NOOP("Setting", "Years ahead"),
            description=QT_TRANSLATE_NOOP(
                "Setting", "How many years after the last input the target lies."
            ),
            ge=1,
            le=20,
        ),
    ] = 1
    split: Annotated[
        float,
        Meta(
            title=QT_TRANSLATE_NOOP("Setting", "Share to train on"),
            description=QT_TRANSLATE_NOOP(
                "Setting", "The first part of the series trains, the rest is validation."
            ),
            ge=0.3,
            le=0.95,
        ),
    ] = 0.8


class FlagRecall(Kind, frozen=True, tag="flag_recall"):
    """Flag recall: at the end say which bit stood at the flag in step 1."""

    length: Length = 40
    noise: Noise = 0.0
    examples: Examples = 8192
    validation: ValidationExamples = 512
    seed: Seed = 0


class Echo(Kind, frozen=True, tag="echo"):
    """Echo: at each step say the bit of some steps before."""

    length: Length = 20
    delay: Annotated[
        int,
        Meta(
            title=QT_TRANSLATE_NOOP("Setting", "Delay"),
            description=QT_TRANSLATE_NOOP(
                "Setting", "How many steps back the bit stands that is asked for."
            ),
            ge=0,
            le=100,
        ),
    ] = 1
    noise: Noise = 0.0
    examples: Examples = 8192
    validation: ValidationExamples = 512
    seed: Seed = 0


class Sine(Kind, frozen=True, tag="sine"):
    """One period of a sine wave from noisy points: no time."""

    noise: Noise = 0.05
    examples: Examples = 100
    validation: ValidationExamples = 100
    seed: Seed = 0


class Xor(Kind, frozen=True, tag="xor"):
    """Exclusive or of two bits: no time."""

    noise: Noise = 0.0
    examples: Examples = 4
    validation: ValidationExamples = 4
    seed: Seed = 0


Data = Hold | Sunspots | FlagRecall | Echo | Sine | Xor
DATA = {
    "hold": Hold,
    "sunspots": Sunspots,
    "flag_recall": FlagRecall,
    "echo": Echo,
    "sine": Sine,
    "xor": Xor,
}

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
    initialization: Initial = "pytorch"


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
    initialization: Initial = "pytorch"


Layer = Dense | RNN | LSTM
LAYERS = {"dense": Dense, "rnn": RNN, "lstm": LSTM}


class Output(Part, frozen=True):
    """The last layer: dense; its units and activation follow the task and the loss."""

    initialization: Initial = "glorot"


class Network(Part, frozen=True):
    """Hidden layers from input to output, and the output layer."""

    layers: Annotated[tuple[Layer, ...], Meta(max_length=12)] = (LSTM(),)
    output: Output = Output()


Beta = Annotated[float, Meta(ge=0, lt=1, extra=LIVE)]


class SGD(Kind, frozen=True, tag="sgd"):
    """Plain gradient descent: θ ← θ − η g."""


class Momentum(Kind, frozen=True, tag="momentum"):
    """Gradient descent with momentum: v ← μ v + g; θ ← θ − η v."""

    momentum: Annotated[
        float,
        Meta(
            title=QT_TRANSLATE_NOOP("Setting", "Momentum"),
            description=QT_TRANSLATE_NOOP(
                "Setting", "The share of its speed that the update keeps."
            ),
            ge=0,
            le=0.999,
            extra=LIVE,
        ),
    ] = 0.9


class Adam(Kind, frozen=True, tag="adam"):
    """Adam: step by the mean of the gradient over the root of its mean square."""

    beta1: Beta = 0.9
    beta2: Beta = 0.999
    epsilon: Annotated[float, Meta(gt=0, le=1, extra=LIVE)] = 1e-8


Optimizer = SGD | Momentum | Adam
OPTIMIZERS = {"sgd": SGD, "momentum": Momentum, "adam": Adam}


class Training(Part, frozen=True):
    """How the network learns: loss, optimizer, batch regime."""

    loss: Annotated[
        Loss,
        Meta(
            title=QT_TRANSLATE_NOOP("Setting", "Loss"),
            description=QT_TRANSLATE_NOOP(
                "Setting", "What is made small: it follows the kind of target."
            ),
        ),
    ] = "mse"
    optimizer: Annotated[
        Optimizer,
        Meta(
            title=QT_TRANSLATE_NOOP("Setting", "Optimizer"),
            description=QT_TRANSLATE_NOOP(
                "Setting",
                "The rule that turns a gradient into an update; a change starts with fresh moments.",
            ),
            extra=LIVE,
        ),
    ] = Adam()
    learning_rate: Annotated[
        float,
        Meta(
            title=QT_TRANSLATE_NOOP("Setting", "Learning rate"),
            description=QT_TRANSLATE_NOOP("Setting", "How far each update goes."),
            ge=1e-6,
            le=1e6,
            extra=LIVE,
        ),
    ] = 0.01
    batch: Annotated[
        Batch,
        Meta(
            title=QT_TRANSLATE_NOOP("Setting", "Batch"),
            description=QT_TRANSLATE_NOOP("Setting", "Examples of one update: all, some, or one."),
            extra=LIVE,
        ),
    ] = "mini"
    batch_size: Annotated[
        int,
        Meta(
            title=QT_TRANSLATE_NOOP("Setting", "Batch size"),
            description=QT_TRANSLATE_NOOP("Setting", "Examples of one update in a mini-batch."),
            ge=1,
            le=4096,
            extra=LIVE,
        ),
    ] = 32
    clip: Annotated[
        float,
        Meta(
            title=QT_TRANSLATE_NOOP("Setting", "Clip the gradient"),
            description=QT_TRANSLATE_NOOP(
                "Setting", "Largest length that the gradient may have; 0 is off."
            ),
            ge=0,
            le=1000,
            extra=LIVE,
        ),
    ] = 1.0
    seed: Seed = 0
    iterations: Annotated[
        int,
        Meta(
            title=QT_TRANSLATE_NOOP("Setting", "Iterations"),
            description=QT_TRANSLATE_NOOP(
                "Setting", "How many iterations the command line runs unless told."
            ),
            ge=1,
            le=10_000_000,
            extra=LIVE,
        ),
    ] = 1000


class View(Part, frozen=True):
    """What is looked at: counted from 0."""

    layer: Annotated[int, Meta(ge=0, le=100, extra=LIVE)] = 0
    unit: Annotated[int, Meta(ge=0, le=100_000, extra=LIVE)] = 0
    example: Annotated[int, Meta(ge=0, le=1_000_000, extra=LIVE)] = 0
    log_loss: Annotated[bool, Meta(extra=LIVE)] = True


class Project(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Everything that a user saves: data, network, training, view."""

    format: int = FORMAT
    name: Annotated[str, Meta(max_length=200, extra=LIVE)] = ""
    data: Data = Hold()
    network: Network = Network()
    training: Training = Training()
    view: Annotated[View, Meta(extra=LIVE)] = View()
