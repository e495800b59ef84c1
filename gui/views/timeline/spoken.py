"""Spoken: the timeline as a sentence, for a screen reader."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from gui.widgets import numbers

from .distribution import mean_at
from .layers import column_values
from .track import Place

if TYPE_CHECKING:
    from .moment import Moment
    from .stack import Stack
    from .units import UnitTrack

translate = QCoreApplication.translate


def spoken(m: Moment | None, stack: Stack) -> str:
    """Say where the playhead stands and the values of the chosen unit.

    Parameters
    ----------
    m : Moment or None
        What is shown.
    stack : Stack
        The tracks.
    """
    if m is None or m.recording is None:
        return translate(
            "TimelineView", "No recording yet. Press Space to run the first iteration."
        )
    if stack.timeless:
        return _layers(m)
    text = translate("TimelineView", "Step {step} of {steps}")
    parts = [text.format(step=m.number(m.t), steps=m.start + m.length)]
    parts += [_value(m, each) for each in stack.units if m.of(each.layer) is m]
    parts.append(stack.output.note(Place(stack.output, m.t, -1), m))
    return ", ".join(part for part in parts if part)


def _value(m: Moment, each: UnitTrack) -> str:
    """Say the number of the chosen unit, and of a gate how open it is on average; empty before it is reached."""
    unit = m.shown.unit
    number = m.value(each.array(m), m.t, unit) if each.reached(m, m.t, unit) else None
    if number is None:
        return ""
    text = numbers.gradient(number) if each.back(m) else numbers.decimal(number)
    mean = mean_at(m, each.key, m.t) if each.spread(m) else None
    if mean is not None:
        words = translate("TimelineView", "{value} (on average {mean})")
        text = words.format(value=text, mean=numbers.decimal(mean))
    return f"{each.said(m)} {text}"


def _layers(m: Moment) -> str:
    values = column_values(m, m.t, m.backward)
    listed = "" if values is None else ", ".join(numbers.decimal(float(v)) for v in values[:16])
    text = translate("TimelineView", "Layer {layer} of {count}: {values}")
    return text.format(layer=m.t, count=m.axis.steps.total - 1, values=listed)
