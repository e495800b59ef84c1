"""Shipped data with a network that has trained a little, as the window shows them."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import Any

from engine.datasets.tables.presets import presets
from engine.playhead import Playhead
from engine.project import LSTM, Layer, Network, Project, Training
from engine.recording import Recording
from engine.trainer import Trainer
from engine.validate import following
from gui.shown import Shown
from tests.gui.fakes import make_shown


@lru_cache(maxsize=8)
def _trained(key: str, layer: Layer, loss: Any) -> tuple[Trainer, Recording]:
    data = next(preset.data for preset in presets() if preset.key == key)
    training = Training(loss=loss, batch_size=8)
    project = following(Project(data=data, network=Network(layers=(layer,)), training=training))
    trainer = Trainer(project)
    trainer.run(1)
    return trainer, trainer.record()


def shipped(key: str, layer: Layer | None = None, *, loss: Any = "cross_entropy") -> Shown:
    """Show a shipped table after two iterations; the playhead stands at the end.

    Parameters
    ----------
    key : str
        Of one of the presets.
    layer : Layer or None
        The hidden layer; an LSTM, or dense where it is given.
    loss : str
        Of training.
    """
    trainer, recording = _trained(key, layer or LSTM(units=4), loss)
    shown = make_shown()
    frame = replace(
        shown.frame, project=trainer.project, dataset=trainer.dataset, recording=recording, iteration=2
    )  # fmt: skip
    head = Playhead(recording.ticks, len(recording.ticks) - 1)
    return replace(
        shown, frame=frame, project=trainer.project, playhead=head, layer=0, unit=0, example=0
    )


def at(shown: Shown, t: int, phase: Any = "forward") -> Shown:
    """Move the playhead to a step."""
    head = shown.playhead
    assert head is not None
    return replace(shown, playhead=Playhead(head.ticks, head.at(phase, t)))
