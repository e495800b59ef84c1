"""Layers: one file a family, and the registry of their kinds."""

from __future__ import annotations

from .. import project
from .base import Layer, LayerPass
from .bidirectional import Bidirectional
from .dense import Dense
from .dropout import Dropout
from .embedding import Embedding
from .gru import GRU
from .lstm import LSTM
from .normalization import BatchNorm, LayerNorm
from .rnn import RNN

LAYERS: dict[str, type[Layer]] = {
    layer.kind: layer for layer in (Dense, RNN, LSTM, GRU, Embedding, BatchNorm, LayerNorm, Dropout)
}
"""Each layer class by its kind in ``project.LAYERS``."""
_KINDS = {settings: kind for kind, settings in project.LAYERS.items()}


def build(settings: project.Layer, inputs: int) -> Layer:
    """Return the layer of these settings.

    Parameters
    ----------
    settings : project.Layer
        Kind, units and the rest.
    inputs : int
        Rows of the layer below.

    Returns
    -------
    Layer
        Of the class that `LAYERS` names; a `Bidirectional` of it where both directions are asked for.
    """
    layer = LAYERS[_KINDS[type(settings)]]
    if getattr(settings, "bidirectional", False):
        return Bidirectional(layer, settings, inputs)
    return layer(settings, inputs)


__all__ = ["LAYERS", "Layer", "LayerPass", "build"]
