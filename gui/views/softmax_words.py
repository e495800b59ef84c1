"""What the softmax view says in words."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from gui.widgets import numbers

from .softmax_facts import entropy, most

if TYPE_CHECKING:
    from engine.recording import Floats
    from gui.shown import Shown

    from .softmax_facts import Output

translate = QCoreApplication.translate


def percent(share: float, digits: int = 2) -> str:
    """Write a probability as per cent, a small one with so many digits that it is not zero: ``0.031 %``."""
    whole = numbers.percent(share)
    if not 1e-6 <= share < 1:
        return whole
    places = max(0, digits - 1 - math.floor(math.log10(100 * share)))
    return whole.replace(numbers.decimal(100 * share, 0), numbers.decimal(100 * share, places), 1)


def said_sentence(output: Output, chances: Floats) -> str:
    """Say which class is the likeliest, and what it should be."""
    said, target = int(chances.argmax()), output.target
    if not math.isfinite(chances[said]):
        return translate("Softmax", "The output is no number any more.")
    if target < 0:
        text = translate("Softmax", "Says “{said}” with {share}; this step has no target.")
    elif output.written:
        text = translate(
            "Softmax", "“{said}” is likeliest with {share}; “{target}” was written, with {chance}."
        )
    elif said == target:
        text = translate("Softmax", "Says “{said}” with {share}, and that is right.")
    else:
        text = translate(
            "Softmax", "Says “{said}” with {share}; the target “{target}” gets {chance}."
        )
    return text.format(
        said=output.name(said),
        share=percent(float(chances[said])),
        target=output.name(max(0, target)),
        chance=percent(float(chances[max(0, target)])),
    )


def entropy_sentence(output: Output, chances: Floats) -> str:
    """Say how unsure the output is."""
    text = translate("Softmax", "Entropy {bits} of at most {most} bits.")
    return text.format(
        bits=numbers.decimal(entropy(chances)), most=numbers.decimal(most(output.classes))
    )


def temperature_sentence(temperature: float) -> str:
    """Say what the temperature does; empty at 1."""
    if temperature == 1:
        return ""
    if temperature < 1:
        text = translate("Softmax", "T = {value}: sharper than what was learned; lines mark T = 1.")
    else:
        text = translate("Softmax", "T = {value}: flatter than what was learned; lines mark T = 1.")
    return text.format(value=numbers.setting(temperature))


def class_sentence(output: Output, k: int, chances: Floats, plain: Floats) -> str:
    """Give the logit of a class and its probability."""
    assert output.logits is not None
    share, before = percent(float(chances[k]), 3), percent(float(plain[k]), 3)
    text = translate("Softmax", "“{name}”: z = {logit}, {share}")
    if share != before:
        text = translate("Softmax", "“{name}”: z = {logit}, {share}; at T = 1 {before}")
    logit = numbers.decimal(float(output.logits[k]))
    return text.format(name=output.name(k), logit=logit, share=share, before=before)


def missing_sentence(shown: Shown, output: Output | None) -> str:
    """Say why there are no bars."""
    if output is None:
        if shown.frame.dataset.task == "regression":
            return translate("Softmax", "There are no classes here: the output is a number.")
        if shown.frame.recording is None:
            return translate("Softmax", "Space runs the first iteration.")
        return translate("Softmax", "With this loss the output is a number, not a probability.")
    start = output.recording.start + 1
    if output.t > output.last:
        return translate("Softmax", "This example has ended before this step.")
    if output.at_last:
        text = translate("Softmax", "The output comes once, at step {last}.")
        return text.format(last=output.last + start)
    return translate("Softmax", "The output of step {step} has not been computed yet.").format(
        step=output.t + start
    )
