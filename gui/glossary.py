"""Glossary: the field's words in both languages, and which of them explain what has the focus."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from gui.language import language
from gui.theme import RESOURCES
from gui.widgets.row import Row
from gui.widgets.settings import kind_of

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from gui.shown import Shown


@dataclass(frozen=True)
class Term:
    """A word of the field.

    Attributes
    ----------
    id : str
        Its name in code.
    names, texts : dict of str
        By language code: what it is called, and one to three sentences.
    """

    id: str
    names: dict[str, str]
    texts: dict[str, str]

    @property
    def name(self) -> str:
        """What it is called in the language of the window."""
        return self.names[language()]

    @property
    def other(self) -> str:
        """What it is called in the other language."""
        return self.names["en" if language() == "ko" else "ko"]

    @property
    def text(self) -> str:
        """Its explanation in the language of the window."""
        return self.texts[language()]


@cache
def terms() -> dict[str, Term]:
    """Read all terms, once; by their ids, in the order in which the page shows them."""
    content = json.loads((RESOURCES / "glossary.json").read_text(encoding="utf-8"))
    return {
        key: Term(key, {"en": en, "ko": ko}, {"en": text_en, "ko": text_ko})
        for key, (en, ko, text_en, text_ko) in content.items()
    }


def search(typed: str) -> list[Term]:
    """Find the terms that have all words that were typed, in either language.

    Parameters
    ----------
    typed : str
        Words; capitals do not matter.

    Returns
    -------
    list of Term
        Those with a word in the name first.
    """
    words = typed.casefold().split()

    def has(term: Term, *, named: bool) -> bool:
        parts = [*term.names.values(), *(() if named else term.texts.values())]
        whole = "\n".join(parts).casefold()
        return all(word in whole for word in words)

    found = [term for term in terms().values() if has(term, named=False)]
    return sorted(found, key=lambda term: not has(term, named=True))


LETTERS = {
    "lstm": (
        "lstm", "input_gate", "forget_gate", "candidate", "output_gate", "cell_state", "hidden_state",
    ),
    "gru": ("gru", "reset_gate", "update_gate", "candidate", "hidden_state"),
    "rnn": ("rnn", "hidden_state", "activation"),
    "dense": ("dense", "weight", "bias", "activation"),
    "embedding": ("embedding",),
    "batch_norm": ("batch_norm",),
    "layer_norm": ("layer_norm",),
    "dropout": ("dropout",),
}  # fmt: skip
"""Words that the picture of a kind of layer is made of: its legend."""

PHASES = {
    "batch": ("batch_phase", "batch", "iteration"),
    "loss": ("loss", "target", "output"),
    "backward": ("backward", "gradient", "vanishing", "exploding"),
    "update": ("update", "optimizer", "learning_rate", "clipping"),
}
"""Words of the phases other than forward."""

VIEWS = {
    "LossView": ("loss", "iteration", "validation", "overfitting"),
    "UpdateView": PHASES["update"],
    "GradientView": ("gradient", "vanishing", "exploding", "clipping"),
    "BatchView": PHASES["batch"],
    "ConfusionView": ("accuracy",),
    "LandscapeView": ("loss", "update", "gradient", "learning_rate"),
    "SoftmaxView": ("softmax", "cross_entropy"),
    "ActivationsBeside": ("activation",),
    "DivergedView": ("divergence", "learning_rate", "clipping"),
    "NumbersFace": ("recording", "playhead", "unit", "time_step"),
    "NetworkView": ("neuron", "weight", "bias", "activation"),
    "MicroscopeView": ("neuron", "weight", "bias", "activation"),
    "Transport": ("playhead", "time_step", "iteration", "epoch"),
    "BranchesCard": ("branch", "checkpoint"),
    "HoldCard": ("clamp",),
}
"""Words of views and controls, by the names of their classes."""

PICTURES = ("TimelineView", "CellView")
"""Views whose words follow phase and layer."""

SETTINGS = {
    "activation": "activation",
    "batch": "mini_batch",
    "batch_size": "batch",
    "beta1": "adam",
    "beta2": "adam",
    "bidirectional": "bidirectional",
    "clip": "clipping",
    "clip_value": "clipping",
    "examples": "input",
    "forget_bias": "forget_bias",
    "initialization": "initialization",
    "length": "sequence",
    "learning_rate": "learning_rate",
    "loss": "loss",
    "momentum": "momentum",
    "noise": "input",
    "optimizer": "optimizer",
    "schedule": "schedule",
    "seed": "seed",
    "truncate": "truncation",
    "units": "unit",
    "validation": "validation",
    "weight_decay": "weight_decay",
}
"""Words of settings, by the names of their fields."""


def of_picture(shown: Shown | None) -> tuple[str, ...]:
    """Give the words of what timeline and cell show: of the phase, else of the layer looked at."""
    if shown is None:
        return ("recording",)
    phase = shown.playhead.phase if shown.playhead is not None else "forward"
    if phase in PHASES:
        return PHASES[phase]
    layers = shown.project.network.layers
    kind = kind_of(layers[shown.layer]) if shown.layer < len(layers) else "dense"
    return LETTERS.get(kind, LETTERS["dense"])


def of_row(row: Row) -> tuple[str, ...]:
    """Give the words of a setting: of its value where there is one, and of itself."""
    combo = getattr(row, "combo", None)
    value = str(combo.currentData()) if combo is not None else ""
    found = [value, SETTINGS.get(row.setting.name, "")]
    return tuple(dict.fromkeys(key for key in found if key in terms()))


def words_of(widget: QWidget | None) -> tuple[str, ...]:
    """Give the terms that explain a widget, or the nearest one around it.

    Parameters
    ----------
    widget : QWidget or None
        What has the focus.

    Returns
    -------
    tuple of str
        Ids; those of the playhead where nothing nearer is explained.
    """
    while widget is not None:
        kind = type(widget).__name__
        if isinstance(widget, Row) and of_row(widget):
            return of_row(widget)
        if kind in PICTURES:
            return of_picture(getattr(widget, "state", None))
        if kind in VIEWS:
            return VIEWS[kind]
        widget = widget.parentWidget()
    return ("recording", "playhead", "iteration")
