"""The example looked at where there is no plane: what is said of it as bars, or a unit over its time steps."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QCoreApplication, QRectF

from gui.theme import px
from gui.widgets import numbers
from gui.widgets.class_marks import class_colour
from gui.widgets.ink import Ink, middle, text_width

from .network_facts import largest
from .network_ink import paint_lines

if TYPE_CHECKING:
    from .boundary import Boundary

translate = QCoreApplication.translate


def paint_example(ink: Ink, boundary: Boundary) -> None:
    """Paint target and prediction of the example looked at as bars."""
    facts = boundary.facts()
    classes = boundary.data.task != "regression"
    row = px(30)
    room = max(1, int(boundary.rect.height() // row))
    if classes and len(facts) > room:
        best = sorted(facts, key=lambda fact: -fact[1])[: room - 1]
        facts = best + [fact for fact in facts if fact[2] and fact not in best]
    facts = facts[:room]
    most = 1.0 if classes else largest(np.array([value for _, value, _ in facts]))
    target, network = translate("Network", "target"), translate("Network", "network")
    names = [n if classes else (target if t else network) for n, _, t in facts]
    side = min(
        max((text_width(n, 13, 600) for n in names), default=0) + px(12),
        0.4 * boundary.rect.width(),
    )
    numbers_wide = px(58)
    whole = max(px(20), boundary.rect.width() - side - numbers_wide)
    for k, ((_, value, wanted), name) in enumerate(zip(facts, names, strict=True)):
        y = boundary.rect.top() + (k + 0.5) * row
        ink.text(boundary.rect.left(), middle(y, 13), name, weight=600 if wanted else 400)
        left = boundary.rect.left() + side
        share = min(1.0, abs(value) / most) if np.isfinite(value) else 0.0
        bar = QRectF(left, y - px(6), whole, px(12))
        ink.box(bar, ink.theme.s2, radius=3)
        colour = class_colour(k) if classes and len(facts) <= 8 else ink.theme.plus
        if not classes:
            colour = ink.theme.plus if value >= 0 else ink.theme.minus
        if share > 0:
            ink.box(QRectF(left, y - px(6), max(2.0, share * whole), px(12)), colour, radius=3)
        if wanted and classes:
            ink.box(bar.adjusted(-2, -2, 2, 2), None, ink.theme.t1, radius=4, width=1.5)
        text = numbers.percent(value) if classes else numbers.decimal(value, 3)
        ink.text(boundary.rect.right(), middle(y, 13), text, align="right")
    top = boundary.rect.top() + len(facts) * row + px(16)
    steps = min(
        boundary.recording.outputs.shape[0],
        int(boundary.recording.lengths[boundary.example_number]),
    )
    if not classes and steps > 1 and boundary.rect.bottom() - top > px(90):
        example = boundary.example_number
        rect = QRectF(
            boundary.rect.left(),
            top,
            boundary.rect.width(),
            min(px(220), boundary.rect.bottom() - top),
        )
        aim = boundary.recording.targets[:steps, 0, example]
        said = boundary.recording.outputs[:steps, 0, example]
        at = boundary.shown.playhead.t if boundary.shown.playhead is not None else -1
        paint_lines(ink, rect, (aim, said), at, joined=True)


def paint_series(ink: Ink, boundary: Boundary) -> None:
    """Paint the unit over time, or over the examples of the batch."""
    assert boundary.series is not None
    over_time = boundary.recording.steps > 1 and len(boundary.series) > 1
    rect = QRectF(
        boundary.rect.left(),
        boundary.rect.top(),
        boundary.rect.width(),
        min(px(220), boundary.rect.height() - px(24)),
    )
    at = boundary.example_number
    if over_time:
        at = boundary.shown.playhead.t if boundary.shown.playhead is not None else -1
    paint_lines(ink, rect, (boundary.series,), at, joined=over_time)
    text = translate("Network", "time steps of the example")
    if not over_time:
        text = translate("Network", "examples of the batch")
    ink.text(rect.center().x(), rect.bottom() + px(18), text, size=12, token="t2", align="centre")
