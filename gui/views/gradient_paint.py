"""What the gradient view paints: a still part, and what follows the playhead over it."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QRectF

from gui.theme import px
from gui.widgets import numbers
from gui.widgets.ink import faded, middle, text_width

from . import gradient_charts as charts
from . import gradient_words as words
from .cell_sheet import BUTTON, Sheet

if TYPE_CHECKING:
    from .gradient_facts import Before, Facts
    from .gradient_page import Page

translate = QCoreApplication.translate

LINE, ROW = 19, 28
CHARTS = (("norms", 64), ("factors", 46), ("shares", 64))
BETWEEN = 24
"""Room above each chart for its name."""


def paint_ground(sheet: Sheet, page: Page) -> None:
    """Paint what stays from one iteration to the next, as long as the axes do."""
    ink, tops, found = sheet.ink, page.tops, page.found
    sheet.title(translate("Gradient", "Gradient"), "")
    high = px(LINE) * len(page.lines["card"]) + px(12)
    ink.box(QRectF(sheet.left, tops["card"], sheet.right - sheet.left, high), ink.theme.s2)
    if found is None:
        return
    _ground_layers(sheet, page, found)
    if "time" in tops:
        _ground_time(sheet, page, found)
    if "units" in tops:
        sheet.heading(tops["units"], translate("Gradient", "Units"))


def ground_key(page: Page) -> tuple[object, ...]:
    """Give what the ground depends on, beside size, theme and language."""
    found, shown = page.found, page.shown
    if found is None or shown is None:
        return (tuple(page.tops.items()), len(page.lines["card"]))
    kinds = tuple((bar.layer, bar.kind) for bar in found.bars)
    compared = page.compared is not None
    time: object = None
    if page.timed and found.steps is not None:
        axis = page.axis()
        shared = "shares" in page.tops and not found.waits
        texts = charts.scales(axis, found.steps, page.time_decades, shared=shared)
        time = (str(texts), axis.steps, found.start, found.steps.letters)
    return (
        tuple(page.tops.items()), len(page.lines["card"]), kinds, compared, found.whole, shown.layer,
        shown.frame.running, page.decades.top, page.decades.span, time,
    )  # fmt: skip


def paint_still(sheet: Sheet, page: Page) -> None:
    """Paint over the ground what stays until the iteration or the layer is another."""
    tops, lines = page.tops, page.lines["card"]
    Sheet(sheet.ink, page.width() - px(BUTTON), page.height()).title("", _place(page))
    _write(sheet, lines, tops["card"] + px(6) + px(LINE) / 2, px(14), 600, "t1")
    if page.found is not None:
        _layers(sheet, page, page.found)
        _time(sheet, page, page.found)
        _units(sheet, page, page.found)
    if page.compared is not None:
        _had(sheet, tops["compared"], page.compared, page.compared.found.ratio)


def _write(sheet: Sheet, lines: list[str], y: float, left: float, weight: int, token: str) -> None:
    for k, line in enumerate(lines):
        row = middle(y + k * px(LINE), 13)
        sheet.ink.text(sheet.left + left, row, line, weight=weight, token=token)


def _place(page: Page) -> str:
    if page.found is None:
        return ""
    count = numbers.count(page.found.iteration)
    return translate("Gradient", "iteration {count}").format(count=count)


def _ground_layers(sheet: Sheet, page: Page, found: Facts) -> None:
    assert page.shown is not None
    ink, tops, at = sheet.ink, page.tops, charts.Columns.of(sheet)
    note = translate("Gradient", "RMS per weight")
    if not found.whole:
        note = translate("Gradient", "RMS per weight, one example")
    sheet.heading(tops["layers"], translate("Gradient", "By layer"), note)
    for (k, bar), before in zip(enumerate(found.bars), _past(page, found), strict=True):
        rect = page.row(k)
        if bar.layer == page.shown.layer:
            wide = sheet.right - sheet.left + px(16)
            place = QRectF(sheet.left - px(8), rect.top(), wide, rect.height())
            ink.box(place, ink.theme.s2, ink.theme.t1, radius=4, width=1.5)
        charts.paint_row(ink, at, rect.center().y(), bar, compared=not math.isnan(before))
    charts.paint_axis(ink, at, tops["axis"], page.decades)
    if "ratio" in tops:
        label = translate("Gradient", "first layer over last layer")
        ink.text(sheet.left, middle(tops["ratio"], 13), label, token="t2")


def _past(page: Page, found: Facts) -> list[float]:
    """Give what each layer had before the last remedy; NaN where there is nothing to compare."""
    compared = page.compared
    return [math.nan] * len(found.bars) if compared is None else compared.rms(found.bars)


def _layers(sheet: Sheet, page: Page, found: Facts) -> None:
    """Paint the bars by layer, their history and how the first compares with the last."""
    assert page.shown is not None
    ink, tops, at = sheet.ink, page.tops, charts.Columns.of(sheet)
    ring = page.rings.of(page.shown.frame.branch)
    for (k, bar), before in zip(enumerate(found.bars), _past(page, found), strict=True):
        y = page.row(k).center().y()
        charts.paint_bar(ink, at, y, bar, page.decades, before)
        past = [rms[k] for _, rms in ring if len(rms) == len(found.bars)]
        charts.paint_spark(ink, at, y, past, page.decades)
    if len(ring) > 1:
        text = f"{numbers.count(ring[0][0])}\N{EN DASH}{numbers.count(ring[-1][0])}"
        ink.text(at.right, middle(tops["axis"], 12), text, size=12, token="t2", align="right")
    _write(sheet, page.lines["layers"], tops["verdict"], 0, 400, "t1")
    if "ratio" in tops:
        value = words.ratio_text(found.ratio)
        ink.text(sheet.right, middle(tops["ratio"], 13), value, weight=600, align="right")


def _pair(sheet: Sheet, y: float, label: str, value: str) -> None:
    sheet.ink.text(sheet.left, middle(y, 13), label, token="t2")
    sheet.ink.text(sheet.right, middle(y, 13), value, weight=600, align="right")


def _had(sheet: Sheet, y: float, before: Before, ratio: float) -> None:
    """Write a ratio before the last remedy, with the outline that stands for it in the bars."""
    box = QRectF(sheet.left, y - px(3.5), px(14), px(7))
    sheet.ink.box(box, None, sheet.ink.theme.t2, radius=1)
    text = translate("Gradient", "before, iteration {count}")
    text = text.format(count=numbers.count(before.found.iteration))
    sheet.ink.text(sheet.left + px(20), middle(y, 13), text, token="t2")
    value = words.ratio_text(ratio)
    sheet.ink.text(sheet.right, middle(y, 13), value, weight=600, token="t2", align="right")


def _ground_time(sheet: Sheet, page: Page, found: Facts) -> None:
    assert page.shown is not None
    tops, ink, steps = page.tops, sheet.ink, found.steps
    layer = translate("Gradient", "layer {layer}").format(layer=page.shown.layer + 1)
    if page.shown.frame.running:
        layer = translate("Gradient", "{layer}, one example").format(layer=layer)
    sheet.heading(tops["time"], translate("Gradient", "Through time"), layer)
    if not page.timed or steps is None:
        return
    axis, letter = page.axis(), "∂L/∂h" if steps.letters not in ((), ("y",)) else "∂L/∂y"
    names = {
        "norms": translate("Gradient", "Length of {letter}").format(letter=letter),
        "factors": translate("Gradient", "From step to step"),
        "shares": translate("Gradient", "Share of dW"),
    }
    shared = "shares" in tops and not found.waits
    texts = charts.scales(axis, steps, page.time_decades, shared=shared)
    for name, high in CHARTS:
        if name in tops:
            ink.text(sheet.left, middle(tops[name] - px(10), 12), names[name], size=12, token="t2")
            charts.paint_scale(ink, axis, tops[name], px(high), texts.get(name, []))
    charts.paint_steps(ink, axis, tops["steps"], found)


def _time(sheet: Sheet, page: Page, found: Facts) -> None:
    """Paint length, factor and share by step."""
    tops, ink, steps = page.tops, sheet.ink, found.steps
    if "time" not in tops:
        return
    _write(sheet, page.lines["time"], tops["way"], 0, 400, "t1")
    _compared_time(sheet, page, found)
    if not page.timed or steps is None:
        return
    axis, high = page.axis(), {name: float(px(high)) for name, high in CHARTS}
    charts.paint_norms(ink, axis, tops["norms"], high["norms"], steps, page.time_decades)
    charts.paint_factors(ink, axis, tops["factors"], high["factors"], steps)
    y, text = middle(tops["factors"] - px(10), 12), words.on_average(found)
    ink.text(sheet.right, y, text, size=12, token="t2", align="right")
    if "shares" in tops and found.waits:
        x, y = (axis.left + axis.right) / 2, tops["shares"] + high["shares"] / 2
        ink.text(x, middle(y, 13), words.waiting(), token="t2", align="centre")
    elif "shares" in tops:
        _letters(sheet, page, found)
        charts.paint_shares(ink, axis, tops["shares"], high["shares"], steps)
    y = middle(tops["read"] + px(LINE), 13)
    ink.text(sheet.left, y, words.from_steps(found), token="t2")


def _letters(sheet: Sheet, page: Page, found: Facts) -> None:
    """Write the letter of each gate with its share in all of dW; together they are the whole."""
    assert found.steps is not None
    y = middle(page.tops["shares"] - px(10), 12)
    parts = [
        (letter, numbers.percent(share))
        for letter, share in zip(
            found.steps.letters, found.steps.shares.sum(axis=1).tolist(), strict=True
        )
    ]
    if len(parts) == 1:
        return
    x = sheet.right
    for letter, share in reversed(parts):
        x -= sheet.ink.text(x, y, share, size=12, token="t2", align="right") + px(4)
        x -= sheet.ink.text(
            x, y, letter, size=12, weight=700, token=charts.token(letter), align="right"
        ) + px(9)


def _units(sheet: Sheet, page: Page, found: Facts) -> None:
    """Count dead units, and what is at the ends of its range in the layer looked at."""
    tops, ink = page.tops, sheet.ink
    if "units" not in tops:
        return
    _write(sheet, page.lines["dead"], tops["dead"], 0, 400, "t2")
    if "ends" not in tops or found.waits:
        return
    assert page.shown is not None
    label = translate("Gradient", "Saturated in layer {layer}: at the lower and the upper end")
    label = label.format(layer=page.shown.layer + 1)
    size = 13 if text_width(label, 13) <= sheet.right - sheet.left else 12
    ink.text(sheet.left, middle(tops["ends"], 13), label, size=size, token="t2")
    half = (sheet.right - sheet.left) / 2
    for k, (letter, low, high) in enumerate(page.ends()):
        x = sheet.left + (k % 2) * half
        y = middle(tops["ends"] + px(20) * (1 + k // 2), 13)
        ink.text(x, y, letter, weight=700, token=charts.token(letter))
        ink.text(x + px(84), y, low, token="t1", align="right")
        ink.text(x + px(132), y, high, token="t1", align="right")


def paint_live(sheet: Sheet, page: Page) -> None:
    """Dim what the gradient has not reached, mark the step and read it out."""
    found, shown, ink = page.found, page.shown, sheet.ink
    assert found is not None
    assert shown is not None
    axis, t, head = page.axis(), page.t, shown.playhead
    first = stop = 0
    if head is not None and head.phase == "backward" and not shown.frame.running:
        _, b = head.reached(shown.layer, reverse=found.reverse)
        first, stop = (b, axis.steps) if found.reverse else (0, b)
    for name, high in CHARTS:
        if name not in page.tops:
            continue
        top = page.tops[name]
        if stop > first:
            right = axis.right if stop == axis.steps else axis.x(stop)
            veil = QRectF(axis.x(first), top, right - axis.x(first), px(high))
            ink.p.fillRect(veil, faded(ink.theme.s1, 0.72))
        if head is not None or page.hovered >= 0:
            ink.fill(axis.x(t) + axis.column / 2, top, 1, px(high), ink.theme.t1)
    ink.text(sheet.left, middle(page.tops["read"], 13), words.at_step(found, t), token="t1")


def _compared_time(sheet: Sheet, page: Page, found: Facts) -> None:
    """Write the ratio through time now and before the last remedy."""
    if "time_ratio" not in page.tops or page.compared is None:
        return
    label = translate("Gradient", "end of the way back over its start")
    _pair(sheet, page.tops["time_ratio"], label, words.ratio_text(found.time_ratio))
    _had(sheet, page.tops["time_compared"], page.compared, page.compared.found.time_ratio)
