"""Optimizers and clipping, on flat vectors, in place.

To add one: a class, its row in `OPTIMIZERS`, and its settings in ``project.OPTIMIZERS``.
"""

from __future__ import annotations

from numpy.typing import DTypeLike

from .. import project
from .adaptive import AdaGrad, Adam, AdamW, RMSprop
from .base import Optimizer
from .clipping import clip, clip_value
from .descent import SGD, Momentum, Nesterov

OPTIMIZERS: dict[str, type[Optimizer]] = {
    "sgd": SGD,
    "momentum": Momentum,
    "nesterov": Nesterov,
    "adagrad": AdaGrad,
    "rmsprop": RMSprop,
    "adam": Adam,
    "adamw": AdamW,
}
"""Each optimizer by its kind in ``project.OPTIMIZERS``."""
_KINDS = {settings: kind for kind, settings in project.OPTIMIZERS.items()}


def build(settings: project.Optimizer, size: int, dtype: DTypeLike) -> Optimizer:
    """Return the optimizer of these settings, with fresh state.

    Parameters
    ----------
    settings : project.Optimizer
        Kind and hyperparameters.
    size : int
        Number of parameters P.
    dtype : data type
        That of the parameters.

    Returns
    -------
    Optimizer
        Of the class that `OPTIMIZERS` names.
    """
    return OPTIMIZERS[_KINDS[type(settings)]](settings, size, dtype)


def names_of(settings: project.Optimizer) -> tuple[str, ...]:
    """Return the names of what an optimizer of these settings remembers."""
    return OPTIMIZERS[_KINDS[type(settings)]].names


def adopt(
    optimizer: Optimizer, settings: project.Optimizer, size: int, dtype: DTypeLike
) -> Optimizer:
    """Change the settings between two updates.

    Parameters
    ----------
    optimizer : Optimizer
        The present one.
    settings : project.Optimizer
        From now on.
    size, dtype
        As for `build`.

    Returns
    -------
    Optimizer
        Of the same kind the present one, its state and steps as they are; of another kind a fresh one.
    """
    if type(settings) is not type(optimizer.settings):
        return build(settings, size, dtype)
    optimizer.take(settings)
    return optimizer


__all__ = ["OPTIMIZERS", "Optimizer", "adopt", "build", "clip", "clip_value", "names_of"]
