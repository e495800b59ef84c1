"""What the gradient view says: whether it vanishes or explodes, with the number that shows it."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from engine.shares import last_steps
from gui.widgets import numbers
from gui.widgets.settings import label_of

if TYPE_CHECKING:
    from .gradient_facts import Bar, Counted, Facts

translate = QCoreApplication.translate

VANISHED, EXPLODED = 1e-3, 1e3
"""First over last layer: below and above this the gradient has vanished, exploded."""
LONG = 100.0
"""Length of the whole gradient from which on it has exploded."""
TIME_VANISHED, TIME_EXPLODED = 1e-4, 1e2
"""The same through time, last over first step of the way back."""
ORDER = ("i", "f", "g", "o", "tanh_c", "r", "z", "n", "h", "y")
"""As gates stand everywhere."""
MOST_OF = 0.9
"""Part of dW of which is said how few steps it comes from."""


def layer_name(bar: Bar) -> str:
    """Name a layer by its number from 1 and its kind."""
    short = {
        "output": translate("Gradient", "Output"),
        "batch_norm": translate("Gradient", "Batch norm"),
        "layer_norm": translate("Gradient", "Layer norm"),
    }
    return f"{bar.layer + 1} {short.get(bar.kind) or label_of(bar.kind)}"


def by_layer(found: Facts) -> str:
    """Say how the gradient of the first layer compares with that of the last."""
    sizes = [bar.rms for bar in found.bars]
    if not sizes:
        return translate("Gradient", "This network has no weights.")
    if not all(math.isfinite(size) for size in sizes):
        return translate("Gradient", "The gradient is no finite number any more.")
    if not any(sizes):
        return translate("Gradient", "No gradient arrives: it is 0 in every layer.")
    if found.norm > LONG:
        text = translate("Gradient", "The gradient explodes: its length is {norm}.")
        if found.clip:
            text = translate(
                "Gradient", "The gradient explodes: its length is {norm}, cut to {clip}."
            )
        return text.format(
            norm=numbers.exponent(found.norm, 2), clip=numbers.setting(found.clip)
        )  # fmt: skip
    first, last, ratio = found.bars[0].layer + 1, found.bars[-1].layer + 1, found.ratio
    if math.isnan(ratio):
        text = translate("Gradient", "The gradient has length {norm}.")
        return text.format(norm=numbers.exponent(found.norm, 2))
    text = translate("Gradient", "Layer {first} gets {ratio} times the gradient of layer {last}.")
    if ratio < VANISHED:
        text = translate(
            "Gradient",
            "The gradient vanishes: layer {first} gets {ratio} times that of layer {last}.",
        )
    elif ratio > EXPLODED:
        text = translate(
            "Gradient",
            "The gradient explodes: layer {first} gets {ratio} times that of layer {last}.",
        )
    return text.format(first=first, ratio=times(ratio), last=last)


def by_time(found: Facts) -> str:
    """Say how much of the gradient is left at the end of its way back; empty where there is no way."""
    ratio = found.time_ratio
    if found.steps is None or len(found.steps.norms) < 2:
        return ""
    if math.isnan(ratio):
        return translate("Gradient", "No gradient goes back through time.")
    count = len(found.steps.norms)
    first, last = found.start + 1, found.start + count
    if found.reverse:
        first, last = last, first
    text = translate("Gradient", "Step {first} gets {ratio} times the gradient of step {last}.")
    if ratio < TIME_VANISHED:
        text = translate(
            "Gradient",
            "It vanishes through time: step {first} gets {ratio} times the gradient of step {last}.",
        )
    elif ratio > TIME_EXPLODED:
        text = translate(
            "Gradient",
            "It explodes through time: step {first} gets {ratio} times the gradient of step {last}.",
        )
    return text.format(first=first, last=last, ratio=times(ratio))


def sentence(found: Facts) -> str:
    """Say the graver of both: trouble in the layers, else through time, else how the layers fare."""
    layers, time = by_layer(found), by_time(found)
    return time if time and grave_time(found) and not grave_layers(found) else layers


def grave_layers(found: Facts) -> bool:
    """Tell whether the gradient vanishes or explodes from layer to layer."""
    ratio = found.ratio
    return (
        not all(math.isfinite(bar.rms) for bar in found.bars)
        or not any(bar.rms for bar in found.bars)
        or found.norm > LONG
        or ratio < VANISHED
        or ratio > EXPLODED
    )


def grave_time(found: Facts) -> bool:
    """Tell whether the gradient vanishes or explodes through time."""
    return found.time_ratio < TIME_VANISHED or found.time_ratio > TIME_EXPLODED


def times(ratio: float) -> str:
    """Write a ratio: short where it is near 1, else with an exponent."""
    if 0.01 <= ratio < 1000:
        return numbers.setting(float(f"{ratio:.2g}"))
    return numbers.exponent(ratio, 2)


def ratio_text(ratio: float) -> str:
    """Write a ratio; a dash where there is none."""
    return "\N{EN DASH}" if math.isnan(ratio) else times(ratio)


def on_average(found: Facts) -> str:
    """Say with what the length is multiplied from step to step, as their geometric mean."""
    ratio = found.time_ratio
    if found.steps is None or not ratio > 0 or not math.isfinite(ratio):
        return ""
    mean = ratio ** (1 / (len(found.steps.norms) - 1))
    return translate("Gradient", "{factor} on average").format(factor=numbers.decimal(mean))


def from_steps(found: Facts) -> str:
    """Say how few of the steps most of dW comes from."""
    steps = found.steps
    if steps is None or not len(steps.letters):
        return ""
    totals = steps.shares.sum(axis=0)
    if found.reverse:
        totals = totals[::-1]
    count = last_steps(totals, MOST_OF)
    if not 0 < count < len(totals):
        return ""
    text = translate("Gradient", "{part} of dW from the last {count} of {steps} steps")
    if found.reverse:
        text = translate("Gradient", "{part} of dW from the first {count} of {steps} steps")
    return text.format(part=numbers.percent(MOST_OF), count=count, steps=len(totals))


def at_step(found: Facts, t: int) -> str:
    """Read out one step: length, factor, share."""
    steps = found.steps
    assert steps is not None
    size = numbers.exponent(float(steps.norms[t]), 2)
    text = translate("Gradient", "Step {step}: {size}").format(step=found.start + t + 1, size=size)
    factor = float(steps.factors[t])
    if math.isfinite(factor):
        text += ", × " + times(factor)
    if steps.letters:
        share = float(steps.shares[:, t].sum())
        if math.isfinite(share):
            part = translate("Gradient", "{share} of dW").format(share=share_text(share))
            text += ", " + part
    return text


def share_text(share: float) -> str:
    """Write a share as per cent, with a decimal where it is small."""
    whole = numbers.percent(share)
    if abs(share) >= 0.0995 or not math.isfinite(share) or share == 0:
        return whole
    digits = numbers.decimal(100 * share, 0)
    return whole.replace(digits, numbers.decimal(100 * share, 1), 1)


def waiting() -> str:
    """Say that shares and units are being computed."""
    return translate("Gradient", "Computing …")


def dead(counted: tuple[Counted, ...]) -> str:
    """Count the units that gave nothing to any example."""
    units, gone = sum(one.units for one in counted), sum(one.dead for one in counted)
    text = translate("Gradient", "Dead units: {dead} of {units}")
    text = text.format(dead=numbers.count(gone), units=numbers.count(units))
    if gone and len(counted) > 1:
        part = translate("Gradient", "layer {layer}: {dead}")
        where = [part.format(layer=one.layer + 1, dead=one.dead) for one in counted if one.dead]
        where = [text.replace(" ", "\N{NO-BREAK SPACE}") for text in where]  # kept in one line
        text += " (" + ", ".join(where) + ")"
    return text


def saturated(counted: tuple[Counted, ...], layer: int) -> list[tuple[str, str, str]]:
    """Give for each gate or bend of a layer its letter, and the shares at both ends."""
    for one in counted:
        if one.layer == layer:
            ends = sorted(one.ends, key=lambda end: ORDER.index(end[0]))
            return [
                (name.replace("_", " "), numbers.percent(low), numbers.percent(high))
                for name, low, high in ends
            ]
    return []
