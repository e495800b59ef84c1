"""Points that are made from a seed: data without time."""

from __future__ import annotations

from ..part import Kind, Seed
from .common import Examples, Noise, TestExamples, ValidationExamples


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


class Blobs(Kind, frozen=True, tag="blobs"):
    """Two clouds of points that touch: no time."""

    noise: Noise = 1.0
    examples: Examples = 200
    validation: ValidationExamples = 200
    test: TestExamples = 0
    seed: Seed = 0


class Moons(Kind, frozen=True, tag="moons"):
    """Two half circles that reach into each other: no time."""

    noise: Noise = 0.15
    examples: Examples = 240
    validation: ValidationExamples = 240
    test: TestExamples = 0
    seed: Seed = 0


class Circles(Kind, frozen=True, tag="circles"):
    """A circle within a circle: no time."""

    noise: Noise = 0.1
    examples: Examples = 240
    validation: ValidationExamples = 240
    test: TestExamples = 0
    seed: Seed = 0


class Spiral(Kind, frozen=True, tag="spiral"):
    """Two spirals wound into each other: no time."""

    noise: Noise = 0.05
    examples: Examples = 400
    validation: ValidationExamples = 400
    test: TestExamples = 0
    seed: Seed = 0
