"""Words of the loss view: metrics and changes of settings, as they are written beside the curves."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import QCoreApplication

from engine import project
from gui.widgets import numbers
from gui.widgets.settings import kind_of, title_of

if TYPE_CHECKING:
    from engine.frame import Change
    from gui.shown import Shown

translate = QCoreApplication.translate


def metric_name(name: str) -> str:
    """Name a metric, as a title."""
    return {
        "loss": translate("Loss", "Loss"),
        "accuracy": translate("Loss", "Accuracy"),
        "perplexity": translate("Loss", "Perplexity"),
        "rmse": translate("Loss", "RMSE"),
        "mae": translate("Loss", "MAE"),
    }[name]


def metric_texts(shown: Shown) -> list[str]:
    """Write how well the validation examples go, the most telling number first.

    Parameters
    ----------
    shown : Shown
        What the window shows.

    Returns
    -------
    list of str
        Such as ``accuracy 97 %`` and ``perplexity 1.30``; empty before the first validation.
    """
    metrics = shown.frame.metrics
    names = {
        "accuracy": translate("Loss", "accuracy {value}"),
        "perplexity": translate("Loss", "perplexity {value}"),
        "rmse": translate("Loss", "RMSE {value}"),
        "naive": translate("Loss", "naive {value}"),
        "mae": translate("Loss", "MAE {value}"),
    }
    return [
        text.format(
            value=numbers.percent(metrics[name])
            if name == "accuracy"
            else numbers.loss(metrics[name])
        )
        for name, text in names.items()
        if name in metrics
    ]


def change_label(change: Change) -> str:
    """Write a change of a setting: ``learning rate 0.05 → 2.2``.

    Parameters
    ----------
    change : Change
        Address, old and new value.

    Returns
    -------
    str
        A short label in the language in force.
    """
    by_hand = {
        "training.clamps": (translate("Loss", "held"), translate("Loss", "released")),
        "training.weights": (translate("Loss", "weight set"), translate("Loss", "weight set")),
    }
    for address, (more, less) in by_hand.items():
        if change.address.startswith(address):
            return less if change.new == () else more
    title = translate("Setting", title_of(change.address))
    if title[1:2].islower():  # not of names such as L2
        title = title[:1].lower() + title[1:]
    title = title or change.address.rpartition(".")[2].replace("_", " ")
    return f"{title} {_written(change.old)} → {_written(change.new)}"


def _written(value: object) -> str:
    """Write a value of a setting."""
    if isinstance(value, bool):
        return translate("Loss", "on") if value else translate("Loss", "off")
    if isinstance(value, msgspec.Struct):
        value = kind_of(value)
    if not isinstance(value, int | float):
        label = project.LABELS.get(str(value))
        return translate("Setting", label) if label else str(value)
    return numbers.setting(float(value))
