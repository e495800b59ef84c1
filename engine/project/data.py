"""Data: what is learnt from; each kind with its settings."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta

from ..errors import QT_TRANSLATE_NOOP
from .part import Kind, Seed

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
TestExamples = Annotated[
    int,
    Meta(
        title=QT_TRANSLATE_NOOP("Setting", "Test examples"),
        description=QT_TRANSLATE_NOOP(
            "Setting", "Examples that no decision has seen, for the last word; 0: none."
        ),
        ge=0,
        le=10_000,
    ),
]
Shortest = Annotated[
    int,
    Meta(
        title=QT_TRANSLATE_NOOP("Setting", "Shortest sequence"),
        description=QT_TRANSLATE_NOOP(
            "Setting",
            "Sequences have from so many time steps to the full length; 0: all are of full length.",
        ),
        ge=0,
        le=1000,
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
    test: TestExamples = 0
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
    test: Annotated[
        float,
        Meta(
            title=QT_TRANSLATE_NOOP("Setting", "Share to test on"),
            description=QT_TRANSLATE_NOOP(
                "Setting", "The last part of what does not train tests; 0: all of it is validation."
            ),
            ge=0,
            le=0.9,
        ),
    ] = 0.0


class FlagRecall(Kind, frozen=True, tag="flag_recall"):
    """Flag recall: at the end say which bit stood at the flag in step 1."""

    length: Length = 40
    noise: Noise = 0.0
    examples: Examples = 8192
    validation: ValidationExamples = 512
    test: TestExamples = 0
    shortest: Shortest = 0
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
    test: TestExamples = 0
    shortest: Shortest = 0
    seed: Seed = 0


class Sine(Kind, frozen=True, tag="sine"):
    """One period of a sine wave from noisy points: no time."""

    noise: Noise = 0.05
    examples: Examples = 100
    validation: ValidationExamples = 100
    test: TestExamples = 0
    seed: Seed = 0


class Xor(Kind, frozen=True, tag="xor"):
    """Exclusive or of two bits: no time."""

    noise: Noise = 0.0
    examples: Examples = 4
    validation: ValidationExamples = 4
    test: TestExamples = 0
    seed: Seed = 0


class Characters(Kind, frozen=True, tag="characters"):
    """A text: at each step say the next character."""

    text: Annotated[
        Literal["arirang", "korean_proverbs"],
        Meta(
            title=QT_TRANSLATE_NOOP("Setting", "Text"),
            description=QT_TRANSLATE_NOOP("Setting", "What is read, a character at a time."),
        ),
    ] = "arirang"
    length: Length = 20
    split: Annotated[
        float,
        Meta(
            title=QT_TRANSLATE_NOOP("Setting", "Share to train on"),
            description=QT_TRANSLATE_NOOP(
                "Setting", "The first part of the series trains, the rest is validation."
            ),
            ge=0.3,
            le=1,
        ),
    ] = 1.0


class Arrays(Kind, frozen=True, tag="arrays"):
    """Arrays of a .npy or .npz file: inputs (N, T, D), and targets (N, T, M) or (N, M) if there are any.

    What the arrays do not tell is ``symbols``, how many an input of whole numbers may be, and ``outputs``, how many
    numbers an output has where targets are classes or missing; 0: as the arrays have it.
    """

    path: Annotated[str, Meta(max_length=4096)] = ""
    sha256: Annotated[str, Meta(max_length=64)] = ""
    symbols: Annotated[int, Meta(ge=0, le=1_000_000)] = 0
    outputs: Annotated[int, Meta(ge=0, le=1_000_000)] = 0


Data = Hold | Sunspots | FlagRecall | Echo | Sine | Xor | Characters | Arrays
DATA = {
    "hold": Hold,
    "sunspots": Sunspots,
    "flag_recall": FlagRecall,
    "echo": Echo,
    "sine": Sine,
    "xor": Xor,
    "characters": Characters,
    "arrays": Arrays,
}
