"""What the cell zone shows in the phase loss: the terms of the example, and how the mean comes from them."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QCoreApplication, QRectF, Qt

from gui.theme import px
from gui.widgets import numbers
from gui.widgets.ink import middle

from .cell_output import loss_pieces, output_facts
from .cell_sheet import ROW, Sheet
from .targets import example_means, target_place

if TYPE_CHECKING:
    from gui.widgets.ink import Piece

    from .cell_facts import Spot

translate = QCoreApplication.translate

BODY_HEIGHT = 420


def loss_sentence(at: Spot) -> str:
    """Say how large the loss is, and of how many targets it is the mean."""
    text = translate("Cell", "The loss of this batch is {loss}.")
    return text.format(loss=numbers.loss(at.recording.loss))


def paint_loss(sheet: Sheet, top: float, at: Spot) -> None:
    """Paint the terms of the example by step, and how the mean comes from them."""
    ink, recording = sheet.ink, at.recording
    text = translate("Cell", "example {number}").format(number=at.example + 1)
    y = sheet.heading(top, translate("Cell", "Terms by step"), text)
    length = int(recording.lengths[at.example])
    places = [(t, target_place(recording, t, at.example)) for t in range(length)]
    terms = [(t, float(recording.terms[k, at.example])) for t, k in places if k >= 0]
    finite = [value for _, value in terms if math.isfinite(value)]
    largest = numbers.next_range(max(finite, default=0.0))
    high, wide = px(92), (sheet.right - sheet.left) / max(1, length)
    base = y + high - px(8)
    bar = min(px(16), max(1.0, 0.7 * wide))
    ink.p.setPen(Qt.PenStyle.NoPen)
    for t, value in terms:
        part = high * min(1.0, value / largest) if math.isfinite(value) else high
        x = sheet.left + (t + 0.5) * wide - bar / 2
        ink.fill(x, base - part, bar, part, ink.theme.warn)
    ink.fill(sheet.left, base, sheet.right - sheet.left, 1, ink.theme.line2)
    first, last = str(recording.start + 1), str(recording.start + length)
    row = middle(base + px(14), 12)
    ink.text(sheet.left, row, first, size=12, token="t2")
    ink.text(sheet.right, row, last, size=12, token="t2", align="right")
    scale = translate("Cell", "full height {value}").format(value=numbers.setting(largest))
    ink.text(
        (sheet.left + sheet.right) / 2, middle(base + px(14), 12), scale, size=12, token="t3",
        align="centre",
    )  # fmt: skip
    _mean(sheet, base + px(52), at, terms)


def _mean(sheet: Sheet, y: float, at: Spot, terms: list[tuple[int, float]]) -> None:
    """Paint the term of the step, and the means over the example and the batch."""
    y = sheet.heading(y, translate("Cell", "The arithmetic"))
    said = output_facts(at)
    if said.counted:
        line: list[Piece] = [*loss_pieces(said), (numbers.loss(said.term), "t1")]
        y = _row(sheet, y, translate("Cell", "step {step}").format(step=at.number), line)
    if terms:
        with np.errstate(all="ignore"):
            mean = float(np.mean([value for _, value in terms]))
        text = translate("Cell", "mean of {count} steps").format(count=len(terms))
        y = _row(sheet, y, text, [(numbers.loss(mean), "t1")])
    text = translate("Cell", "mean of the batch")
    y = _row(sheet, y, text, [("L = ", "t3"), (numbers.loss(at.recording.loss), "t1")])
    _examples(sheet, y + px(20), at)


def _row(sheet: Sheet, y: float, name: str, pieces: list[Piece]) -> float:
    sheet.ink.text(sheet.left, middle(y, 13), name, token="t2")
    sheet.ink.run(sheet.right, middle(y, 14), pieces, size=14, align="right")
    return y + px(ROW)


def _examples(sheet: Sheet, y: float, at: Spot) -> None:
    """Paint the mean of each example of the batch as a bar; the one looked at is brighter."""
    recording, ink = at.recording, sheet.ink
    y = sheet.heading(y, translate("Cell", "Mean of each example"))
    with np.errstate(all="ignore"):
        means = np.nan_to_num(example_means(recording), nan=0.0, posinf=0.0)
    largest = float(means.max()) or 1.0
    wide, high = (sheet.right - sheet.left) / len(means), px(56)
    base = y + high - px(8)
    for k, value in enumerate(means.tolist()):
        part = high * value / largest
        rect = QRectF(sheet.left + k * wide, base - part, max(1.0, 0.7 * wide), part)
        ink.p.fillRect(rect, ink.theme.t1 if k == at.example else ink.theme.edge)
    ink.fill(sheet.left, base, sheet.right - sheet.left, 1, ink.theme.line2)
