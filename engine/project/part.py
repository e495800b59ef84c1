"""Part and Kind: what every piece of a Project is; and settings that several of them have."""

from __future__ import annotations

from typing import Annotated

import msgspec
from msgspec import Meta

from ..errors import QT_TRANSLATE_NOOP

LIVE = {"live": True}
"""Mark of a setting that changes without a restart of training."""

Seed = Annotated[
    int,
    Meta(
        title=QT_TRANSLATE_NOOP("Setting", "Seed"),
        description=QT_TRANSLATE_NOOP(
            "Setting", "The same seed gives the same numbers, on every run."
        ),
        ge=0,
        le=999_999,
    ),
]


class Part(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A part of a Project: immutable."""


class Kind(Part, frozen=True, tag_field="kind"):
    """A part of which there are several kinds, told apart by ``kind``."""
