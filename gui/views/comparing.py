"""Comparing: what differs between what is shown and another branch, or the same without what is held."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from gui.widgets import numbers
from gui.widgets.branches import branch_title

if TYPE_CHECKING:
    from engine.recording import Recording
    from gui.shown import Shown

translate = QCoreApplication.translate


def alike(one: Recording | None, other: Recording | None) -> bool:
    """Tell whether two Recordings have the same layers, steps and examples, so that they can be subtracted."""
    if one is None or other is None:
        return False
    forms = [
        [(trace.kind, trace.output.shape) for trace in recording.layers]
        for recording in (one, other)
    ]
    return forms[0] == forms[1]


def compared(shown: Shown) -> Recording | None:
    """Give the Recording whose numbers are subtracted from those at hand; None where there is none."""
    frame = shown.frame
    if shown.beside < 0 or frame.running or not alike(frame.recording, frame.beside):
        return None
    return frame.beside


def beside_title(shown: Shown) -> str:
    """Name the branch that is compared; empty if there is none."""
    for line in shown.frame.lines:
        if line.number == shown.beside:
            return branch_title(line, shown.first_branch)
    return ""


def timeline_note(shown: Shown) -> str:
    """Say in the header of the timeline what its colours mean while two branches are compared."""
    title = beside_title(shown)
    frame = shown.frame
    if not frame.running and frame.recording is not None and frame.recording.generated >= 0:
        text = translate("Comparing", "Written by itself from step {step} on")
        return text.format(step=frame.recording.generated + 1)
    if not title or frame.running or frame.recording is None:
        return ""
    if compared(shown) is None:
        text = translate("Comparing", "{branch} has no iteration of this form: no difference")
    else:
        text = translate("Comparing", "Difference Δ: this branch − {branch}")
    return text.format(branch=_placed(title, shown))


def _placed(title: str, shown: Shown) -> str:
    """Add to the name of the branch its iteration, where that is not the one at hand."""
    beside = shown.frame.beside
    if beside is None or beside.iteration == shown.frame.iteration:
        return title
    text = translate("Comparing", "{branch} at {iteration}")
    return text.format(branch=title, iteration=numbers.count(beside.iteration))


def loss_note(shown: Shown) -> str:
    """Say beside the loss what it is on the branch that is compared, or was without what is held."""
    frame = shown.frame
    if frame.running or frame.recording is None:
        return ""
    parts = []
    if frame.untouched is not None:
        held, free = frame.recording.loss, frame.untouched.loss
        text = translate("Comparing", "held {held} ({difference})")
        difference = ("+" if held >= free else "\u2212") + numbers.loss(abs(held - free))
        parts.append(text.format(held=numbers.loss(held), difference=difference))
    title = beside_title(shown)
    if title and frame.beside is not None:
        parts.append(f"{_placed(title, shown)}: {numbers.loss(frame.beside.loss)}")
    return ", ".join(parts)
