"""Naming: what the window calls a project and its network, in short."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from engine.errors import QT_TRANSLATE_NOOP
from engine.project import Arrays, Characters, Table
from gui.widgets.settings import kind_of, label_of

if TYPE_CHECKING:
    from engine.project import Project

MOST_NAMED = 3
SHIPPED = (
    QT_TRANSLATE_NOOP("Naming", "Flag, remembered"),
    QT_TRANSLATE_NOOP("Naming", "Flag, forgotten"),
    QT_TRANSLATE_NOOP("Naming", "Sine wave"),
    QT_TRANSLATE_NOOP("Naming", "Embedded Reber grammar"),
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
        units = str(getattr(layer, "units", ""))
        if getattr(layer, "bidirectional", False):
            units = f"2×{units}"
        parts.append(units if kind == before and units else f"{kind} {units}".rstrip())
        before = kind
    return ", ".join(parts)


def project_name(project: Project) -> str:
    """Name a project: as it calls itself, else by its task."""
    known = task_names()
    kind = kind_of(project.data)
    if project.name:
        return QCoreApplication.translate("Naming", project.name)
    if isinstance(project.data, Arrays | Characters | Table) and project.data.path:
        return PurePath(project.data.path.replace("\\", "/")).name
    if isinstance(project.data, Table):
        from gui.panels.shelf import title_of  # brings NumPy, which the start page does without

        return title_of(project.data)
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
        "blobs": translate("Naming", "Two clouds"),
        "moons": translate("Naming", "Two moons"),
        "circles": translate("Naming", "Circle in a circle"),
        "spiral": translate("Naming", "Two spirals"),
        "waves": translate("Naming", "Mixed waves"),
        "lemniscate": translate("Naming", "Figure eight"),
        "adding": translate("Naming", "Adding problem"),
        "parity": translate("Naming", "Delayed parity"),
        "copy": translate("Naming", "Copy"),
        "abab": translate("Naming", "abaB"),
        "parentheses": translate("Naming", "Matching parentheses"),
        "reber": translate("Naming", "Reber grammar"),
        "characters": translate("Naming", "Next character"),
        "drawn_points": translate("Naming", "Drawn points"),
        "drawn_curve": translate("Naming", "Drawn curve"),
        "arrays": translate("Naming", "Arrays"),
        "table": translate("Naming", "Table"),
    }


def describe_layer(kind: str) -> str:
    """Say in a sentence what a layer does."""
    translate = QCoreApplication.translate
    return {
        "dense": translate("Naming", "Each unit weighs all inputs, and bends the sum."),
        "rnn": translate("Naming", "Each unit also reads what all units said one step before."),
        "lstm": translate("Naming", "Gates decide what a memory cell keeps, takes in and shows."),
        "gru": translate("Naming", "Two gates decide what a unit keeps and what it takes in."),
        "embedding": translate("Naming", "Each symbol has a row of numbers, which is learnt."),
        "batch_norm": translate(
            "Naming", "Brings each unit to mean 0 and variance 1 over a batch."
        ),
        "layer_norm": translate(
            "Naming", "Brings the units of each step to mean 0 and variance 1."
        ),
        "dropout": translate("Naming", "Sets some numbers to 0 while training, others each time."),
    }[kind]
