"""Project and its parts: immutable values; each setting's default, range, unit and help stand on its field, once."""

from __future__ import annotations

from typing import Annotated

import msgspec
from msgspec import Meta

from ..errors import QT_TRANSLATE_NOOP
from .data import (
    DATA,
    Abab,
    Adding,
    Arrays,
    Blobs,
    Characters,
    Circles,
    Copy,
    Data,
    DrawnCurve,
    DrawnPoints,
    Echo,
    FlagRecall,
    Hold,
    Lemniscate,
    Moons,
    Parentheses,
    Parity,
    Reading,
    Reber,
    Sine,
    Spiral,
    Sunspots,
    Table,
    Waves,
    Xor,
)
from .interventions import Clamp, Clamps, Weight
from .labels import LABELS
from .layers import (
    GRU,
    LAYERS,
    LSTM,
    RNN,
    Activation,
    BatchNorm,
    Dense,
    Dropout,
    Embedding,
    Initialization,
    Layer,
    LayerNorm,
    Network,
    Output,
    Recurrent,
)
from .part import LIVE, Kind, Part
from .training import (
    OPTIMIZERS,
    SCHEDULES,
    SGD,
    AdaGrad,
    Adam,
    AdamW,
    Batch,
    Constant,
    Cosine,
    Exponential,
    Loss,
    Momentum,
    Nesterov,
    Optimizer,
    Plateau,
    RMSprop,
    Schedule,
    StepDecay,
    Training,
    Warmup,
)

FORMAT = 1
"""Version of the project file: one whole number."""


class View(Part, frozen=True):
    """What is looked at: counted from 0."""

    layer: Annotated[int, Meta(ge=0, le=100, extra=LIVE)] = 0
    unit: Annotated[int, Meta(ge=0, le=100_000, extra=LIVE)] = 0
    example: Annotated[int, Meta(ge=0, le=1_000_000, extra=LIVE)] = 0
    log_loss: Annotated[bool, Meta(extra=LIVE)] = True
    times: Annotated[int, Meta(ge=1, le=1000, extra=LIVE)] = 1
    """How many steps are taken at once."""
    clamps: Clamps = ()
    """What is held to look at it: in the Recording alone, not in training."""


class Project(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Everything that a user saves: data, network, training, view."""

    format: int = FORMAT
    name: Annotated[str, Meta(max_length=200, extra=LIVE)] = ""
    data: Data = Hold()
    network: Network = Network()
    training: Training = Training()
    view: Annotated[View, Meta(extra=LIVE)] = View()
    embedded: Annotated[
        bool,
        Meta(
            title=QT_TRANSLATE_NOOP("Setting", "Keep the data in the project file"),
            description=QT_TRANSLATE_NOOP(
                "Setting",
                "A .gatescope file then holds your file of data itself, and opens where that is not.",
            ),
            extra=LIVE,
        ),
    ] = False


__all__ = [
    "DATA",
    "FORMAT",
    "GRU",
    "LABELS",
    "LAYERS",
    "LIVE",
    "LSTM",
    "OPTIMIZERS",
    "RNN",
    "SCHEDULES",
    "SGD",
    "Abab",
    "Activation",
    "AdaGrad",
    "Adam",
    "AdamW",
    "Adding",
    "Arrays",
    "Batch",
    "BatchNorm",
    "Blobs",
    "Characters",
    "Circles",
    "Clamp",
    "Constant",
    "Copy",
    "Cosine",
    "Data",
    "Dense",
    "DrawnCurve",
    "DrawnPoints",
    "Dropout",
    "Echo",
    "Embedding",
    "Exponential",
    "FlagRecall",
    "Hold",
    "Initialization",
    "Kind",
    "Layer",
    "LayerNorm",
    "Lemniscate",
    "Loss",
    "Momentum",
    "Moons",
    "Nesterov",
    "Network",
    "Optimizer",
    "Output",
    "Parentheses",
    "Parity",
    "Part",
    "Plateau",
    "Project",
    "RMSprop",
    "Reading",
    "Reber",
    "Recurrent",
    "Schedule",
    "Sine",
    "Spiral",
    "StepDecay",
    "Sunspots",
    "Table",
    "Training",
    "View",
    "Warmup",
    "Waves",
    "Weight",
    "Xor",
]
