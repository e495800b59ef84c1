"""What the cell zone shows in the phases batch, loss and update."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt

from engine.project import Constant
from gui.theme import px
from gui.widgets import numbers
from gui.widgets.ink import middle, text_width

from .cell_facts import Change, Spot, largest_changes
from .cell_output import loss_pieces, output_facts
from .cell_sheet import ROW, Sheet, split_line
from .targets import example_means, target_place

if TYPE_CHECKING:
    from gui.shown import Shown
    from gui.widgets.ink import Piece

translate = QCoreApplication.translate

BODY_HEIGHT = 420
MOST_DOTS = 1400
MOST_NUMBERS = 48


# -- batch -----------------------------------------------------------------------------------------


def batch_sentence(shown: Shown, at: Spot) -> str:
    """Say which examples were taken."""
    text = translate("Cell", "Takes {count} of {all} examples: batch {batch} of {batches}.")
    return text.format(
        count=numbers.count(at.recording.batch),
        all=numbers.count(at.recording.dataset.training.size),
        batch=numbers.count(shown.frame.batch),
        batches=numbers.count(shown.frame.batches),
    )


def paint_batch(sheet: Sheet, top: float, at: Spot) -> None:
    """Paint all examples as dots, those of the batch lit, and their numbers."""
    ink, size = sheet.ink, at.recording.dataset.training.size
    epoch = translate("Cell", "epoch {epoch}").format(epoch=numbers.count(at.recording.epoch))
    y = sheet.heading(top, translate("Cell", "Examples to train on"), epoch)
    wide = sheet.right - sheet.left
    chosen = set(at.recording.examples.tolist())
    here = int(at.recording.examples[at.example])
    ink.p.setPen(Qt.PenStyle.NoPen)
    if size <= MOST_DOTS:
        pitch = px(10) if size <= 700 else px(8)
        columns = int(wide // pitch)
        for k in range(size):
            centre = QPointF(sheet.left + (k % columns + 0.5) * pitch, y + (k // columns) * pitch)
            ink.p.setBrush(ink.theme.t1 if k in chosen else ink.theme.line2)
            ink.p.drawEllipse(centre, 0.33 * pitch, 0.33 * pitch)
        y += math.ceil(size / columns) * pitch + px(12)
    else:
        sheet.bar(y, len(chosen) / size, ink.theme.t1, signed=False, left=sheet.left)
        y += px(24)
    text = translate("Cell", "Looked at: example {place} of the batch, number {number}.")
    text = text.format(place=at.example + 1, number=numbers.count(here + 1))
    for line in split_line(text, wide):
        ink.text(sheet.left, middle(y, 13), line, token="t2")
        y += px(18) if line else 0
    y = sheet.heading(y + px(18), translate("Cell", "In this batch"))
    step = px(46) if size < 10_000 else px(62)
    columns = int(wide // step)
    for k, number in enumerate(at.recording.examples[:MOST_NUMBERS].tolist()):
        x = sheet.left + (k % columns) * step + step - px(10)
        row = middle(y + (k // columns) * px(22), 13)
        bold = k == at.example
        ink.text(
            x, row, numbers.count(number + 1), weight=700 if bold else 400,
            token="t1" if bold else "t2", align="right", mono=True,
        )  # fmt: skip
    more = at.recording.batch - MOST_NUMBERS
    if more > 0:
        y += (MOST_NUMBERS // columns + 1) * px(22)
        text = translate("Cell", "and {count} more").format(count=numbers.count(more))
        ink.text(sheet.left, middle(y, 13), text, token="t2")


# -- loss ------------------------------------------------------------------------------------------


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


# -- update ----------------------------------------------------------------------------------------


def parameter_label(change: Change) -> str:
    """Write where a parameter stands, counting from 1: ``layer 1 weight_ih[3, 2]``."""
    layer, _, name = change.name.partition(".")
    name = name.replace("_l0", "")
    place = ", ".join(str(k + 1) for k in change.index)
    text = translate("Cell", "layer {layer} {name}")
    return text.format(layer=int(layer) + 1, name=f"{name}[{place}]")


def update_sentence(changes: list[Change]) -> str:
    """Say which parameter changes most."""
    if not changes:
        return ""
    text = translate("Cell", "Largest change: {name} {change}.")
    change = changes[0].after - changes[0].before
    return text.format(name=parameter_label(changes[0]), change=numbers.signed(change, 3))


def paint_update(sheet: Sheet, top: float, shown: Shown, at: Spot, changes: list[Change]) -> None:
    """Paint the largest changes as before → after, and what clipping did.

    Parameters
    ----------
    sheet : Sheet
        Where to paint.
    top : float
        Middle of the heading.
    shown : Shown
        For the learning rate.
    at : Spot
        The Recording.
    changes : list of Change
        The largest first.
    """
    ink = sheet.ink
    note = translate("Cell", "before → after")
    y = sheet.heading(top, translate("Cell", "Largest changes"), note)
    for change in changes:
        label = parameter_label(change)
        size = 13 if text_width(label, 13) <= px(184) else 12
        ink.text(sheet.left, middle(y, 13), label, size=size, token="t2")
        pieces: list[Piece] = [
            (numbers.decimal(change.before, 3), "t2"), (" → ", "t3"),
            (numbers.decimal(change.after, 3).rjust(6), "t1"),
        ]  # fmt: skip
        ink.run(sheet.right, middle(y, 13), pieces, size=13, align="right")
        y += px(ROW)
    sheet.rule(y - px(2))
    y = sheet.heading(y + px(24), translate("Cell", "The step"))
    recording, training = at.recording, shown.frame.project.training
    rate = numbers.setting(float(f"{recording.learning_rate:.3g}"))
    name = translate("Cell", "learning rate")
    if not isinstance(training.schedule, Constant):
        set_to = numbers.setting(training.learning_rate)
        name = translate("Cell", "learning rate, set to {rate}").format(rate=set_to)
    y = _row(sheet, y, name, [(rate, "t1")])
    norm: list[Piece] = [(numbers.loss(recording.norm), "t1")]
    y = _row(sheet, y, translate("Cell", "length of the gradient"), norm)
    if training.clip:
        factor: list[Piece] = [("× ", "t3"), (numbers.decimal(recording.factor), "t1")]
        text = translate("Cell", "clipped to {length}")
        if recording.factor >= 1:
            text = translate("Cell", "shorter than {length}: not clipped")
            factor = [("× 1", "t2")]
        y = _row(sheet, y, text.format(length=numbers.setting(training.clip)), factor)
    if training.clip_value:
        text = translate("Cell", "each number clipped to ±{size}")
        text = text.format(size=numbers.setting(training.clip_value))
        y = _row(sheet, y, text, [])
    with np.errstate(all="ignore"):
        moved = float(np.sqrt(np.square(recording.update, dtype=np.float64).sum()))
    length: list[Piece] = [(numbers.loss(moved), "t1")]
    _row(sheet, y, translate("Cell", "length of the update"), length)


def update_changes(at: Spot) -> list[Change]:
    """Give the eight largest changes of the iteration."""
    return largest_changes(at.recording, 8)
