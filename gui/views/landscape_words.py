"""What the landscape says in words: what the step did, how far would be best, and what the gradient would give."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from gui.widgets import numbers

if TYPE_CHECKING:
    from engine.probing_landscape import Slices
    from gui.shown import Shown

translate = QCoreApplication.translate

ABOUT_RIGHT = 1.25
"""A step is as long as is best within this factor."""
MOST_DIGITS = 6


def told_apart(*losses: float) -> list[str]:
    """Write losses with three digits, or with as many more as tell them apart.

    Parameters
    ----------
    *losses : float
        Losses.

    Returns
    -------
    list of str
        In their order.
    """
    texts = [numbers.loss(loss) for loss in losses]
    largest = max((abs(loss) for loss in losses if math.isfinite(loss)), default=0.0)
    if not largest < numbers.LARGEST_FIXED:
        return texts
    if any(0 < abs(loss) < 1e-4 for loss in losses) and largest < 0.01:
        return [numbers.exponent(loss, 3) for loss in losses]  # all of one form
    if largest < 1e-4:
        return texts
    for digits in range(4, MOST_DIGITS + 1):
        if len(set(texts)) == len(set(losses)):
            break
        places = max(0, digits - 1 - math.floor(math.log10(largest)))
        texts = [numbers.decimal(loss, places) for loss in losses]
    return texts


def times_text(times: float) -> str:
    """Write a number of updates: ``2.1``, ``14``."""
    return numbers.setting(float(f"{times:.2g}"))


def step_sentence(found: Slices) -> str:
    """Say what the step does to the loss of its own batch."""
    before, after = found.loss(0), found.loss(1)
    texts = told_apart(before, after)
    if found.length == 0:
        text = translate("Landscape", "The update is 0: the loss of this batch stays {before}.")
    elif not math.isfinite(after):
        text = translate(
            "Landscape", "After the step the loss of this batch is no number any more."
        )
    elif after < before:
        text = translate(
            "Landscape", "The step lowers the loss of this batch from {before} to {after}."
        )
    elif after > before:
        text = translate(
            "Landscape", "The step raises the loss of this batch from {before} to {after}."
        )
    else:
        text = translate("Landscape", "The step leaves the loss of this batch at {before}.")
    return text.format(before=texts[0], after=texts[1])


def best_sentence(found: Slices) -> str:
    """Say how far along the update would be best; empty where that cannot be told."""
    best = found.lowest()
    if found.length == 0 or math.isnan(best):
        return ""
    far = float(found.times[-1])
    if best <= 0.02:
        if found.slope > 0:
            return translate("Landscape", "Along this update the loss of this batch rises at once.")
        return translate("Landscape", "A far shorter step would be best.")
    if best >= far:
        text = translate("Landscape", "Even {times} times as far would lower it further.")
    elif 1 / ABOUT_RIGHT <= best <= ABOUT_RIGHT:
        return translate("Landscape", "Its length is about the best along this line.")
    else:
        text = translate("Landscape", "{times} times as far would be best for this batch.")
    return text.format(times=times_text(best))


def descent_sentence(found: Slices) -> str:
    """Say what as long a step straight down the gradient would give."""
    if math.isnan(found.cosine):
        return ""
    if found.descent is None:
        return translate("Landscape", "The update goes straight down the gradient.")
    at = int(found.times.searchsorted(1.0))
    angle = math.degrees(math.acos(min(1.0, max(-1.0, found.cosine))))
    text = translate(
        "Landscape", "As long a step down the gradient, {angle}° off, would give {loss}."
    )
    loss = numbers.loss(float(found.descent[at]))
    return text.format(angle=numbers.decimal(angle, 0), loss=loss)


def point_sentence(found: Slices, k: int) -> str:
    """Give the losses at a point of the lines."""
    times, loss = float(found.times[k]), float(found.update[k])
    written = numbers.setting(float(f"{times:.3g}"))
    if found.descent is None:
        text = translate("Landscape", "{times} × the update: {loss}")
        return text.format(times=written, loss=numbers.loss(loss))
    text = translate("Landscape", "{times} × the update: {loss}; down the gradient: {descent}")
    return text.format(
        times=written, loss=numbers.loss(loss), descent=numbers.loss(float(found.descent[k]))
    )


def missing_sentence(shown: Shown, *, looked: bool) -> str:
    """Say why there is nothing to see.

    Parameters
    ----------
    shown : Shown
        What the window shows.
    looked : bool
        Whether the engine has looked, and found nothing.
    """
    if not shown.frame.iteration:
        return translate(
            "Landscape", "Space runs the first iteration; then there is a step to look along."
        )
    if not looked:
        return translate("Landscape", "The losses are being computed beside training.")
    if shown.frame.project.training.truncate:
        return translate(
            "Landscape",
            "This iteration went on from states within its sequences that are not kept; "
            "one that begins at step 1 can be looked at.",
        )
    return translate("Landscape", "This network is too large to be run at so many points.")
