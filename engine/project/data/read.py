"""Data that come with the program, and arrays of the user."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta

from ...errors import QT_TRANSLATE_NOOP
from ..part import Kind
from .common import Length, SeriesSplit, SeriesTest


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
    split: SeriesSplit = 0.8
    test: SeriesTest = 0.0


class Characters(Kind, frozen=True, tag="characters"):
    """A text: at each step say the next character.

    The text is a shipped one, or where there is a ``path`` the user's own file with its SHA-256. With ``jamo`` the
    syllables of Hangul are taken apart into letters (NFD).
    """

    text: Annotated[
        Literal[
            "arirang",
            "korean_proverbs",
            "korean_poems",
            "korea_constitution",
            "shakespeare",
        ],
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
    path: Annotated[str, Meta(max_length=4096)] = ""
    sha256: Annotated[str, Meta(max_length=64)] = ""
    jamo: Annotated[
        bool,
        Meta(
            title=QT_TRANSLATE_NOOP("Setting", "Letters of Hangul"),
            description=QT_TRANSLATE_NOOP(
                "Setting", "Takes syllables apart: fewer symbols, and spelling is to be learnt."
            ),
        ),
    ] = False


class Arrays(Kind, frozen=True, tag="arrays"):
    """Arrays of a .npy or .npz file: inputs (N, T, D), and targets (N, T, M) or (N, M) if there are any.

    What the arrays do not tell is ``symbols``, how many an input of whole numbers may be, and ``outputs``, how many
    numbers an output has where targets are classes or missing; 0: as the arrays have it.
    """

    path: Annotated[str, Meta(max_length=4096)] = ""
    sha256: Annotated[str, Meta(max_length=64)] = ""
    symbols: Annotated[int, Meta(ge=0, le=1_000_000)] = 0
    outputs: Annotated[int, Meta(ge=0, le=1_000_000)] = 0
