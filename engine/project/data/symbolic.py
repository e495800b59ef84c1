"""Sequences of symbols that are made from a seed."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta

from ...errors import QT_TRANSLATE_NOOP
from ..part import Kind, Seed
from .common import Examples, Length, Shortest, TestExamples, ValidationExamples


class Copy(Kind, frozen=True, tag="copy"):
    """Copy: some letters, a pause, a sign; then say the letters again."""

    length: Length = 12
    items: Annotated[
        int,
        Meta(
            title=QT_TRANSLATE_NOOP("Setting", "Letters to copy"),
            description=QT_TRANSLATE_NOOP(
                "Setting", "How many letters stand at the beginning and are asked for at the end."
            ),
            ge=1,
            le=100,
        ),
    ] = 3
    letters: Annotated[
        int,
        Meta(
            title=QT_TRANSLATE_NOOP("Setting", "Alphabet"),
            description=QT_TRANSLATE_NOOP("Setting", "How many different letters there are."),
            ge=3,
            le=26,
        ),
    ] = 4
    examples: Examples = 8192
    validation: ValidationExamples = 512
    test: TestExamples = 0
    shortest: Shortest = 0
    seed: Seed = 0


class Reber(Kind, frozen=True, tag="reber"):
    """Reber grammar: words of a small machine; at each step say the next letter."""

    length: Annotated[
        int,
        Meta(
            title=QT_TRANSLATE_NOOP("Setting", "Longest word"),
            description=QT_TRANSLATE_NOOP(
                "Setting", "Time steps of the longest word; longer ones are drawn again."
            ),
            ge=4,
            le=1000,
        ),
    ] = 20
    embedded: Annotated[
        bool,
        Meta(
            title=QT_TRANSLATE_NOOP("Setting", "Embedded"),
            description=QT_TRANSLATE_NOOP(
                "Setting",
                "The word stands within another: its second letter must come back as the last but one.",
            ),
        ),
    ] = False
    examples: Examples = 1024
    validation: ValidationExamples = 256
    test: TestExamples = 0
    seed: Seed = 0


class Parentheses(Kind, frozen=True, tag="parentheses"):
    """Matching parentheses: at each step say how many are open."""

    length: Length = 24
    depth: Annotated[
        int,
        Meta(
            title=QT_TRANSLATE_NOOP("Setting", "Depth"),
            description=QT_TRANSLATE_NOOP("Setting", "At most so many parentheses are open."),
            ge=2,
            le=9,
        ),
    ] = 4
    examples: Examples = 1024
    validation: ValidationExamples = 256
    test: TestExamples = 0
    shortest: Shortest = 0
    seed: Seed = 0


class Abab(Kind, frozen=True, tag="abab"):
    """The letters abaB over and over: after an a comes b or B, in turn."""

    length: Length = 20
    repeats: Annotated[
        int,
        Meta(
            title=QT_TRANSLATE_NOOP("Setting", "Letters a"),
            description=QT_TRANSLATE_NOOP(
                "Setting", "How many letters a stand before each b and B; 1: abaB, 2: aabaaB."
            ),
            ge=1,
            le=20,
        ),
    ] = 1
    examples: Examples = 64
    validation: ValidationExamples = 64
    test: TestExamples = 0
    seed: Seed = 0
