"""What the batch view paints: the still part above, the rows below it, and the example looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt
from PySide6.QtGui import QPen

from gui.theme import current, px
from gui.widgets import numbers
from gui.widgets.ink import middle, text_width

from .batch_blocks import paint_epoch, used_colour
from .batch_facts import LEFT_OUT, looked_at, status
from .cell_sheet import BUTTON, Sheet
from .wrapping import wrapped

if TYPE_CHECKING:
    from PySide6.QtGui import QColor

    from engine.recording import Recording

    from .batch_facts import BatchFacts
    from .batch_page import Page

translate = QCoreApplication.translate

LINE, ROW = 19, 26


def paint_still(sheet: Sheet, page: Page) -> None:
    """Paint what stays until the iteration, size, theme or language is another."""
    assert page.found is not None
    assert page.blocks is not None
    ink, found, tops = sheet.ink, page.found, page.tops
    narrower = Sheet(ink, page.width() - px(BUTTON), page.height())
    narrower.title("", _iteration(page))
    sheet.title(translate("Batch", "Batch"), "")
    high = px(LINE) * len(page.lines) + px(12)
    card = QRectF(sheet.left, tops["card"], sheet.right - sheet.left, high)
    ink.box(card, ink.theme.s2)
    for k, line in enumerate(page.lines):
        y = middle(card.top() + px(6) + (k + 0.5) * px(LINE), 13)
        ink.text(card.left() + px(14), y, line, size=13, weight=600)
    wide = sheet.right - sheet.left
    paint_epoch(ink, sheet.left, tops["epoch"], wide, found)
    y = middle(tops["epoch"] + px(24), 12)
    count = translate("Batch", "iteration {here} of {all}").format(
        here=numbers.count(found.iteration), all=numbers.count(found.iterations)
    )
    ink.text(sheet.left, y, count, size=12, token="t2")
    if found.iteration:
        epoch = translate("Batch", "epoch {epoch}").format(epoch=numbers.count(found.epoch))
        ink.text(sheet.right, y, epoch, size=12, token="t2", align="right")
    note = ""
    if page.blocks.each > 1:
        note = translate("Batch", "a block is {count} examples").format(
            count=numbers.count(page.blocks.each)
        )
    sheet.heading(tops["heading"], translate("Batch", "All training examples"), note)
    ink.p.drawImage(QPointF(sheet.left, tops["blocks"]), page.blocks.picture(found, ink.theme))
    _legend(sheet, page, found)
    _list_heading(sheet, page)


def _iteration(page: Page) -> str:
    assert page.shown is not None
    count = numbers.count(page.shown.frame.iteration)
    return translate("Batch", "iteration {count}").format(count=count)


def legend(found: BatchFacts, room: float) -> list[list[tuple[str, QColor, bool]]]:
    """Give what the blocks mean, as many side by side as there is room for."""
    theme = current.theme
    parts: list[tuple[str, QColor, bool]] = [
        (translate("Batch", "in this batch"), theme.t1, True),
        (translate("Batch", "used in this epoch"), used_colour(theme), True),
        (translate("Batch", "not yet"), theme.s3, True),
    ]
    if (found.states == LEFT_OUT).any():
        parts.append((translate("Batch", "left out"), theme.line2, False))
    lines: list[list[tuple[str, QColor, bool]]] = [[]]
    used = 0.0
    for part in parts:
        wide = px(14) + text_width(part[0], 12) + px(14)
        if lines[-1] and used + wide - px(14) > room:
            lines.append([])
            used = 0.0
        lines[-1].append(part)
        used += wide
    return lines


def _legend(sheet: Sheet, page: Page, found: BatchFacts) -> None:
    for row, line in enumerate(legend(found, sheet.right - sheet.left)):
        x, y = sheet.left, page.tops["legend"] + row * px(20)
        for text, colour, full in line:
            box = QRectF(x, y - px(4.5), px(9), px(9))
            sheet.ink.box(
                box, colour if full else None, None if full else colour, radius=2, width=1
            )
            wide = sheet.ink.text(x + px(14), middle(y, 12), text, size=12, token="t2")
            x += px(14) + wide + px(14)


def _list_heading(sheet: Sheet, page: Page) -> None:
    y, note, recording = page.tops["list"], page.note(), page.recording
    if recording is None:
        for k, line in enumerate(wrapped(note, sheet.right - sheet.left, 400)):
            sheet.ink.text(sheet.left, middle(y + k * px(LINE), 13), line, token="t2")
        return
    text = translate("Batch", "{count} in this order").format(count=numbers.count(recording.batch))
    sheet.heading(y, translate("Batch", "Examples of this batch"), text)


def paint_mark(sheet: Sheet, page: Page, recording: Recording) -> None:
    """Outline the block of the example looked at."""
    assert page.shown is not None
    assert page.blocks is not None
    number = int(recording.examples[page.shown.example])
    rect = page.blocks.rect(page.blocks.block(number), sheet.left, page.tops["blocks"])
    sheet.ink.p.setBrush(Qt.BrushStyle.NoBrush)
    for reach, token, wide in ((2.5, "s1", 3.0), (2.0, "t1", 1.5)):
        sheet.ink.p.setPen(QPen(getattr(sheet.ink.theme, token), wide))
        sheet.ink.p.drawRoundedRect(rect.adjusted(-reach, -reach, reach, reach), 3, 3)


def paint_status(sheet: Sheet, page: Page) -> None:
    """Say what is below the mouse, else which example is looked at."""
    assert page.shown is not None
    assert page.found is not None
    assert page.blocks is not None
    recording, text = page.recording, ""
    if page.hovered >= 0 and page.blocks.each > 1:
        last = min(page.hovered + page.blocks.each, page.found.counts.examples)
        text = translate("Batch", "Examples {first} to {last}").format(
            first=numbers.count(page.hovered + 1), last=numbers.count(last)
        )
    elif page.hovered >= 0:
        text = status(page.found, page.hovered)
    elif recording is not None:
        text = looked_at(recording, page.shown.example)
    lines = wrapped(text, sheet.right - sheet.left, 400, 12)
    for line in lines[:1]:
        sheet.ink.text(sheet.left, middle(page.tops["status"], 12), line, size=12, token="t2")


def paint_row(sheet: Sheet, page: Page, recording: Recording, k: int, *, here: bool) -> None:
    """Paint an example of the batch: its number, what goes in, its length and its target.

    Parameters
    ----------
    sheet : Sheet
        Where to paint.
    page : Page
        Where the rows stand.
    recording : Recording
        The batch.
    k : int
        Place in the batch, from 0.
    here : bool
        Whether it is the one looked at: it covers what was painted of it before.
    """
    top = page.row(k).top()
    assert page.strips is not None
    ink, number = sheet.ink, int(recording.examples[k])
    y = top + px(ROW) / 2
    if here:
        box = QRectF(sheet.left - px(8), top + 1, sheet.right - sheet.left + px(16), px(ROW) - 2)
        ink.box(box, ink.theme.s2, ink.theme.t1, radius=4, width=1.5)
    name = numbers.count(number + 1)
    weight, token = (700, "t1") if here else (400, "t2")
    label = sheet.left + px(46)
    ink.text(label, middle(y, 13), name, weight=weight, token=token, align="right")
    right = sheet.right
    target = page.strips.target(number)
    if target:
        ink.text(right, middle(y, 13), target, token=token, align="right")
        right -= px(52)
        ink.text(right + px(4), middle(y, 13), "→", token="t3")
        right -= px(6)
    if page.strips.padded:
        length = numbers.count(int(page.strips.dataset.training.lengths[number]))
        ink.text(right, middle(y, 12), length, size=12, token="t3", align="right")
        right -= px(30)
    part = None
    if recording.steps < page.strips.dataset.steps:
        part = (recording.start, recording.start + recording.steps)
    strip = QRectF(label + px(12), top + 2, right - label - px(12), px(ROW) - 4)
    page.strips.paint(ink, strip, number, part)
