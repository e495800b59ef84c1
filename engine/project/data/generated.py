"""Sequences that are made from a seed: of numbers and bits."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta

from ...errors import QT_TRANSLATE_NOOP
from ..part import Kind, Seed
from .common import Examples, Horizon, Length, Noise, Shortest, TestExamples, ValidationExamples


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


class Adding(Kind, frozen=True, tag="adding"):
    """Adding: at the end say the sum of the two values that were marked."""

    length: Length = 30
    noise: Noise = 0.0
    examples: Examples = 8192
    validation: ValidationExamples = 512
    test: TestExamples = 0
    shortest: Shortest = 0
    seed: Seed = 0


class Parity(Kind, frozen=True, tag="parity"):
    """Delayed parity: at each step say whether an odd number of some earlier bits was on."""

    length: Length = 20
    bits: Annotated[
        int,
        Meta(
            title=QT_TRANSLATE_NOOP("Setting", "Bits"),
            description=QT_TRANSLATE_NOOP("Setting", "How many bits in a row are counted."),
            ge=2,
            le=8,
        ),
    ] = 2
    delay: Annotated[
        int,
        Meta(
            title=QT_TRANSLATE_NOOP("Setting", "Delay"),
            description=QT_TRANSLATE_NOOP(
                "Setting", "How many steps back the last bit stands that is counted."
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


class Waves(Kind, frozen=True, tag="waves"):
    """Sine waves added up: at each step say the number to come."""

    length: Length = 40
    waves: Annotated[
        int,
        Meta(
            title=QT_TRANSLATE_NOOP("Setting", "Waves"),
            description=QT_TRANSLATE_NOOP(
                "Setting", "How many sine waves are added, each with a period of its own."
            ),
            ge=1,
            le=4,
        ),
    ] = 2
    horizon: Horizon = 1
    noise: Noise = 0.0
    examples: Examples = 512
    validation: ValidationExamples = 128
    test: TestExamples = 0
    seed: Seed = 0


class Lemniscate(Kind, frozen=True, tag="lemniscate"):
    """A lying figure eight: at each step say the point to come; the crossing point is followed by two."""

    length: Length = 40
    loop: Annotated[
        int,
        Meta(
            title=QT_TRANSLATE_NOOP("Setting", "Steps of a loop"),
            description=QT_TRANSLATE_NOOP(
                "Setting", "Time steps from the crossing point back to it; an eight has two loops."
            ),
            ge=3,
            le=100,
        ),
    ] = 12
    horizon: Horizon = 1
    noise: Noise = 0.0
    examples: Examples = 256
    validation: ValidationExamples = 64
    test: TestExamples = 0
    seed: Seed = 0
