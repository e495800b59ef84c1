"""What several kinds of data have in common: sizes, noise."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta

from ...errors import QT_TRANSLATE_NOOP

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
Horizon = Annotated[
    int,
    Meta(
        title=QT_TRANSLATE_NOOP("Setting", "Steps ahead"),
        description=QT_TRANSLATE_NOOP(
            "Setting", "How many time steps after its input a target lies."
        ),
        ge=1,
        le=20,
    ),
]
SeriesSplit = Annotated[
    float,
    Meta(
        title=QT_TRANSLATE_NOOP("Setting", "Share to train on"),
        description=QT_TRANSLATE_NOOP(
            "Setting", "The first part of the series trains, the rest is validation."
        ),
        ge=0.3,
        le=0.95,
    ),
]
SeriesTest = Annotated[
    float,
    Meta(
        title=QT_TRANSLATE_NOOP("Setting", "Share to test on"),
        description=QT_TRANSLATE_NOOP(
            "Setting", "The last part of what does not train tests; 0: all of it is validation."
        ),
        ge=0,
        le=0.9,
    ),
]
