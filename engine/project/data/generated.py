"""Data that are made from a seed."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta

from ...errors import QT_TRANSLATE_NOOP
from ..part import Kind, Seed
from .common import Examples, Length, Noise, Shortest, TestExamples, ValidationExamples


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
