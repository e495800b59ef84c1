"""Data that were drawn by hand: points in a plane, and a curve. What was drawn stands here itself, as plain numbers."""

from __future__ import annotations

import math
from typing import Annotated

from msgspec import Meta

from ...errors import QT_TRANSLATE_NOOP
from ..part import Kind, Seed
from .common import Horizon, Length, Noise, SeriesSplit, SeriesTest

POINTS_MOST = 1000
SAMPLES_LEAST, SAMPLES_MOST = 10, 2000
CLASSES_MOST = 4

Coordinate = Annotated[float, Meta(ge=-1, le=1)]
Point = tuple[Coordinate, Coordinate, Annotated[int, Meta(ge=0, le=CLASSES_MOST - 1)]]
"""x, y and the class, from 0."""


def _ring() -> tuple[Point, ...]:
    """Give what is there before anything is drawn: one class around the other, which no line parts."""
    points: list[Point] = []
    for k in range(24):
        angle = 2 * math.pi * k / 24
        for number, radius in ((0, 0.72), (1, 0.28)):
            far = radius + 0.1 * math.sin(7 * k + number)  # not as if drawn with compasses
            x, y = far * math.cos(angle), far * math.sin(angle)
            points.append((round(x, 3), round(y, 3), number))
    return tuple(points)


def _swing() -> tuple[float, ...]:
    """Give what is there before anything is drawn: two waves, of which one value does not tell the next."""
    return tuple(
        round(0.55 * math.sin(2 * math.pi * k / 32) + 0.3 * math.sin(2 * math.pi * k / 13), 3)
        for k in range(200)
    )


class DrawnPoints(Kind, frozen=True, tag="drawn_points"):
    """Points of two to four classes, drawn by hand: no time.

    There are as many classes as the highest class of a point says, two at least. The first point of each class
    trains; where no point is left to be kept apart, as at first, all of them validate: few are drawn, and all of them
    are to be seen beside the boundary.
    """

    points: Annotated[tuple[Point, ...], Meta(max_length=POINTS_MOST)] = _ring()
    split: Annotated[
        float,
        Meta(
            title=QT_TRANSLATE_NOOP("Setting", "Share to train on"),
            description=QT_TRANSLATE_NOOP(
                "Setting", "The rest of the points of each class is validation; 1: all are both."
            ),
            ge=0.3,
            le=1,
        ),
    ] = 1.0
    noise: Noise = 0.0
    seed: Seed = 0


class DrawnCurve(Kind, frozen=True, tag="drawn_curve"):
    """A curve, drawn by hand: say the value to come."""

    samples: Annotated[tuple[Coordinate, ...], Meta(max_length=SAMPLES_MOST)] = _swing()
    length: Length = 20
    horizon: Horizon = 1
    split: SeriesSplit = 0.8
    test: SeriesTest = 0.0
    noise: Noise = 0.0
    seed: Seed = 0
