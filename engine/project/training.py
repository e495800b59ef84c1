"""Training: loss, optimizer, schedule, regularization and batch regime."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta

from ..errors import QT_TRANSLATE_NOOP
from .interventions import Clamps, Weight
from .part import LIVE, Kind, Part, Seed

Loss = Literal["mse", "mae", "huber", "bce", "cross_entropy"]
Batch = Literal["full", "mini", "one"]

Beta1 = Annotated[
    float,
    Meta(
        title=QT_TRANSLATE_NOOP("Setting", "β₁"),
        description=QT_TRANSLATE_NOOP(
            "Setting", "The share of its mean of gradients that an update keeps."
        ),
        ge=0,
        lt=1,
        extra=LIVE,
    ),
]
Beta2 = Annotated[
    float,
    Meta(
        title=QT_TRANSLATE_NOOP("Setting", "β₂"),
        description=QT_TRANSLATE_NOOP(
            "Setting", "The share of its mean of squared gradients that an update keeps."
        ),
        ge=0,
        lt=1,
        extra=LIVE,
    ),
]
Small = Annotated[float, Meta(gt=0, le=1, extra=LIVE)]
"""What an optimizer adds to a root, so that nothing is divided by 0."""
Kept = Annotated[
    float,
    Meta(
        title=QT_TRANSLATE_NOOP("Setting", "Momentum"),
        description=QT_TRANSLATE_NOOP("Setting", "The share of its speed that the update keeps."),
        ge=0,
        le=0.999,
        extra=LIVE,
    ),
]


class SGD(Kind, frozen=True, tag="sgd"):
    """Plain gradient descent: θ ← θ − η g."""


class Momentum(Kind, frozen=True, tag="momentum"):
    """Gradient descent with momentum: v ← μ v + g; θ ← θ − η v."""

    momentum: Kept = 0.9


class Nesterov(Kind, frozen=True, tag="nesterov"):
    """Nesterov's momentum: v ← μ v + g; θ ← θ − η (g + μ v)."""

    momentum: Kept = 0.9


class AdaGrad(Kind, frozen=True, tag="adagrad"):
    """AdaGrad: s ← s + g²; θ ← θ − η g / (√s + ε)."""

    epsilon: Small = 1e-10


class RMSprop(Kind, frozen=True, tag="rmsprop"):
    """RMSprop: s ← α s + (1 − α) g²; θ ← θ − η g / (√s + ε)."""

    decay: Annotated[
        float,
        Meta(
            title=QT_TRANSLATE_NOOP("Setting", "α"),
            description=QT_TRANSLATE_NOOP(
                "Setting", "The share of its mean of squared gradients that an update keeps."
            ),
            ge=0,
            lt=1,
            extra=LIVE,
        ),
    ] = 0.99
    epsilon: Small = 1e-8


class Adam(Kind, frozen=True, tag="adam"):
    """Adam: step by the mean of the gradient over the root of its mean square."""

    beta1: Beta1 = 0.9
    beta2: Beta2 = 0.999
    epsilon: Small = 1e-8


class AdamW(Kind, frozen=True, tag="adamw"):
    """Adam with decoupled weight decay: θ ← θ − η λ θ before the step."""

    beta1: Beta1 = 0.9
    beta2: Beta2 = 0.999
    epsilon: Small = 1e-8
    weight_decay: Annotated[
        float,
        Meta(
            title=QT_TRANSLATE_NOOP("Setting", "Weight decay"),
            description=QT_TRANSLATE_NOOP(
                "Setting", "How much each update shrinks the weights, times the learning rate."
            ),
            ge=0,
            le=10,
            extra=LIVE,
        ),
    ] = 0.01


Optimizer = SGD | Momentum | Nesterov | AdaGrad | RMSprop | Adam | AdamW
OPTIMIZERS = {
    "sgd": SGD,
    "momentum": Momentum,
    "nesterov": Nesterov,
    "adagrad": AdaGrad,
    "rmsprop": RMSprop,
    "adam": Adam,
    "adamw": AdamW,
}

Factor = Annotated[
    float,
    Meta(
        title=QT_TRANSLATE_NOOP("Setting", "Factor"),
        description=QT_TRANSLATE_NOOP("Setting", "What the learning rate is multiplied with."),
        gt=0,
        le=1,
        extra=LIVE,
    ),
]
Iterations = Annotated[
    int,
    Meta(
        title=QT_TRANSLATE_NOOP("Setting", "Every"),
        description=QT_TRANSLATE_NOOP("Setting", "So many iterations."),
        ge=1,
        le=10_000_000,
        extra=LIVE,
    ),
]


class Constant(Kind, frozen=True, tag="constant"):
    """The learning rate stays."""


class StepDecay(Kind, frozen=True, tag="step"):
    """Every so many iterations the learning rate is multiplied with a factor."""

    every: Iterations = 500
    factor: Factor = 0.5


class Exponential(Kind, frozen=True, tag="exponential"):
    """Each iteration the learning rate is multiplied with a factor."""

    factor: Factor = 0.999


class Cosine(Kind, frozen=True, tag="cosine"):
    """Half a cosine wave from the learning rate down to a share of it, and there it stays."""

    over: Annotated[
        int,
        Meta(
            title=QT_TRANSLATE_NOOP("Setting", "Over"),
            description=QT_TRANSLATE_NOOP("Setting", "How many iterations the change takes."),
            ge=1,
            le=10_000_000,
            extra=LIVE,
        ),
    ] = 1000
    lowest: Annotated[
        float,
        Meta(
            title=QT_TRANSLATE_NOOP("Setting", "Lowest share"),
            description=QT_TRANSLATE_NOOP(
                "Setting", "What is left of the learning rate at the end."
            ),
            ge=0,
            le=1,
            extra=LIVE,
        ),
    ] = 0.0


class Warmup(Kind, frozen=True, tag="warmup"):
    """The learning rate grows in a straight line from a share of it, and then stays."""

    over: Annotated[
        int,
        Meta(
            title=QT_TRANSLATE_NOOP("Setting", "Over"),
            description=QT_TRANSLATE_NOOP("Setting", "How many iterations the change takes."),
            ge=1,
            le=10_000_000,
            extra=LIVE,
        ),
    ] = 100
    first: Annotated[
        float,
        Meta(
            title=QT_TRANSLATE_NOOP("Setting", "First share"),
            description=QT_TRANSLATE_NOOP(
                "Setting", "The share of the learning rate with which it begins."
            ),
            gt=0,
            le=1,
            extra=LIVE,
        ),
    ] = 0.1


class Plateau(Kind, frozen=True, tag="plateau"):
    """When the validation loss has not fallen for some validations, the learning rate is multiplied with a factor."""

    factor: Factor = 0.5
    patience: Annotated[
        int,
        Meta(
            title=QT_TRANSLATE_NOOP("Setting", "Patience"),
            description=QT_TRANSLATE_NOOP(
                "Setting", "How many validations without a lower loss are waited for."
            ),
            ge=0,
            le=10_000,
            extra=LIVE,
        ),
    ] = 10


Schedule = Constant | StepDecay | Exponential | Cosine | Warmup | Plateau
SCHEDULES = {
    "constant": Constant,
    "step": StepDecay,
    "exponential": Exponential,
    "cosine": Cosine,
    "warmup": Warmup,
    "plateau": Plateau,
}


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
    huber_delta: Annotated[
        float,
        Meta(
            title=QT_TRANSLATE_NOOP("Setting", "Huber's δ"),
            description=QT_TRANSLATE_NOOP(
                "Setting", "Errors up to δ count as their square, larger ones in proportion."
            ),
            ge=1e-3,
            le=1000,
        ),
    ] = 1.0
    class_weights: Annotated[
        tuple[Annotated[float, Meta(ge=0, le=1000)], ...],
        Meta(
            title=QT_TRANSLATE_NOOP("Setting", "Class weights"),
            description=QT_TRANSLATE_NOOP(
                "Setting", "How much the targets of each class count; none: all the same."
            ),
            max_length=4096,
        ),
    ] = ()
    optimizer: Annotated[
        Optimizer,
        Meta(
            title=QT_TRANSLATE_NOOP("Setting", "Optimizer"),
            description=QT_TRANSLATE_NOOP(
                "Setting",
                "The rule that turns a gradient into an update; another kind starts with fresh moments.",
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
    schedule: Annotated[
        Schedule,
        Meta(
            title=QT_TRANSLATE_NOOP("Setting", "Schedule"),
            description=QT_TRANSLATE_NOOP(
                "Setting", "How the learning rate changes over the iterations."
            ),
            extra=LIVE,
        ),
    ] = Constant()
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
    drop_last: Annotated[
        bool,
        Meta(
            title=QT_TRANSLATE_NOOP("Setting", "Drop the remainder"),
            description=QT_TRANSLATE_NOOP(
                "Setting", "A last batch of an epoch that is not full is left out."
            ),
            extra=LIVE,
        ),
    ] = False
    shuffle: Annotated[
        bool,
        Meta(
            title=QT_TRANSLATE_NOOP("Setting", "Shuffle"),
            description=QT_TRANSLATE_NOOP(
                "Setting", "Each epoch takes the examples in another order."
            ),
        ),
    ] = True
    truncate: Annotated[
        int,
        Meta(
            title=QT_TRANSLATE_NOOP("Setting", "Truncate after"),
            description=QT_TRANSLATE_NOOP(
                "Setting",
                "Time steps of one iteration; the state goes on into the next one, the gradient does not. 0: all.",
            ),
            ge=0,
            le=1000,
        ),
    ] = 0
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
    clip_value: Annotated[
        float,
        Meta(
            title=QT_TRANSLATE_NOOP("Setting", "Clip each number"),
            description=QT_TRANSLATE_NOOP(
                "Setting", "Largest size that each number of the gradient may have; 0 is off."
            ),
            ge=0,
            le=1000,
            extra=LIVE,
        ),
    ] = 0.0
    l1: Annotated[
        float,
        Meta(
            title=QT_TRANSLATE_NOOP("Setting", "L1"),
            description=QT_TRANSLATE_NOOP(
                "Setting", "Adds l1 times the sign of each parameter to its gradient."
            ),
            ge=0,
            le=10,
            extra=LIVE,
        ),
    ] = 0.0
    l2: Annotated[
        float,
        Meta(
            title=QT_TRANSLATE_NOOP("Setting", "L2"),
            description=QT_TRANSLATE_NOOP(
                "Setting", "Adds l2 times each parameter to its gradient."
            ),
            ge=0,
            le=10,
            extra=LIVE,
        ),
    ] = 0.0
    weights: Annotated[tuple[Weight, ...], Meta(max_length=10_000, extra=LIVE)] = ()
    """What was set by hand so far, in the order in which it was."""
    clamps: Clamps = ()
    """What is held from here on, in training, too."""
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
