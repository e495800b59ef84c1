"""Naming: what the window calls a project and its network, in short."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from engine.errors import QT_TRANSLATE_NOOP
from gui.widgets.settings import kind_of, label_of

if TYPE_CHECKING:
    from engine.project import Project

MOST_NAMED = 3
SHIPPED = (
    QT_TRANSLATE_NOOP("Naming", "Flag, remembered"),
    QT_TRANSLATE_NOOP("Naming", "Flag, forgotten"),
    QT_TRANSLATE_NOOP("Naming", "Sine wave"),
)
"""Names that examples give themselves, where they are not those of their tasks."""


def network_name(project: Project) -> str:
    """Name the network in short, such as ``LSTM 8`` or ``Dense 8, 8``.

    Parameters
    ----------
    project : Project
        The project.

    Returns
    -------
    str
        Kinds and units of the hidden layers; of a kind that repeats the units alone.
    """
    layers = project.network.layers
    if not layers:
        return QCoreApplication.translate("Naming", "no hidden layer")
    if len(layers) > MOST_NAMED:
        text = QCoreApplication.translate("Naming", "{n} hidden layers")
        return text.format(n=len(layers))
    parts = []
    before = ""
    for layer in layers:
        kind = label_of(kind_of(layer))
        parts.append(str(layer.units) if kind == before else f"{kind} {layer.units}")
        before = kind
    return ", ".join(parts)


def project_name(project: Project) -> str:
    """Name a project: as it calls itself, else by its task."""
    known = task_names()
    kind = kind_of(project.data)
    if project.name:
        return QCoreApplication.translate("Naming", project.name)
    return known[kind]


def task_names() -> dict[str, str]:
    """Give what is learnt from each kind of data, in the language of the window."""
    translate = QCoreApplication.translate
    return {
        "hold": translate("Naming", "Hold the value"),
        "sunspots": translate("Naming", "Sunspots"),
        "flag_recall": translate("Naming", "Flag recall"),
        "echo": translate("Naming", "Echo"),
        "sine": translate("Naming", "Sine"),
        "xor": translate("Naming", "XOR"),
    }
