"""Interventions: what a user sets or holds by hand in a network that is being trained."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta

from .part import LIVE, Part


class Weight(Part, frozen=True):
    """A weight or bias that was set by hand, counted from 0 in PyTorch's order."""

    name: Annotated[str, Meta(max_length=100)]
    row: Annotated[int, Meta(ge=0, le=100_000)]
    column: Annotated[int, Meta(ge=0, le=100_000)]
    was: Annotated[float, Meta(ge=-1e30, le=1e30)]
    value: Annotated[float, Meta(ge=-1e30, le=1e30)]


class Clamp(Part, frozen=True):
    """Holds rows of an array at a value over some time steps, counted from 0; a held value has no gradient."""

    layer: Annotated[int, Meta(ge=-1, le=100)]
    """-1: the input."""
    name: Literal["i", "f", "g", "o", "c", "h", "r", "z", "n", "y", "x"]
    unit: Annotated[int, Meta(ge=-1, le=100_000)] = -1
    """-1: all of them."""
    first: Annotated[int, Meta(ge=0, le=100_000)] = 0
    last: Annotated[int, Meta(ge=0, le=100_000)] = 100_000
    value: Annotated[float, Meta(ge=-1e6, le=1e6)] = 0.0


Clamps = Annotated[tuple[Clamp, ...], Meta(max_length=100, extra=LIVE)]
