"""Where the parts of the gradient page stand, from top to bottom."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QCoreApplication

from gui.theme import px

from . import gradient_words as words
from .cell_sheet import PAD, SENTENCE
from .gradient_paint import BETWEEN, CHARTS, LINE, ROW
from .wrapping import wrapped

if TYPE_CHECKING:
    from .gradient_facts import Facts
    from .gradient_page import Page

translate = QCoreApplication.translate


def lay(page: Page) -> int:
    """Place everything from top to bottom in `tops` and `lines`, and give the height of all."""
    room = page.width() - 2 * px(PAD)
    page.lines = {"card": wrapped(page.sentence(), room - px(28))}
    page.tops = tops = {"card": float(px(SENTENCE))}
    y = tops["card"] + px(LINE) * len(page.lines["card"]) + px(12)
    found = page.found
    if found is not None:
        y = _layers(page, found, y, room)
        y = _time(page, found, y, room)
        y = _units(page, found, y, room)
    elif page.compared is not None:
        tops["compared"] = y + px(22)
        y += px(34)
    return round(y + px(4))


def _layers(page: Page, found: Facts, y: float, room: float) -> float:
    tops = page.tops
    tops["layers"] = y + px(22)
    tops["rows"] = tops["layers"] + px(16)
    y = tops["rows"] + px(ROW) * len(found.bars) + px(10)
    tops["axis"] = y + px(4)
    y = tops["axis"] + px(24)
    page.lines["layers"] = []
    if page.lines["card"] != wrapped(words.by_layer(found), room - px(28)):
        page.lines["layers"] = wrapped(words.by_layer(found), room, 400)
    tops["verdict"] = y
    y += px(LINE) * len(page.lines["layers"])
    if not math.isnan(found.ratio):
        tops["ratio"] = y
        y += px(20)
    if page.compared is not None:
        tops["compared"] = y
        y += px(20)
    return y - px(6)


def _time(page: Page, found: Facts, y: float, room: float) -> float:
    shown, tops = page.shown, page.tops
    assert shown is not None
    recording = shown.frame.recording
    if recording is None or recording.steps == 1:
        return y
    tops["time"] = y + px(28)
    y = tops["time"] + px(20)
    text = words.by_time(found)
    if not page.timed:
        text = translate("Gradient", "This layer has one step: there is no way back through time.")
    said = page.lines["card"] == wrapped(text, room - px(28))
    page.lines["time"] = [] if said else wrapped(text, room, 400)
    tops["way"] = y
    y += px(LINE) * len(page.lines["time"]) - px(8)
    if not page.timed:
        return y
    compared = page.compared
    if compared is not None and page.comparable(compared.found):
        tops["time_ratio"] = y + px(6)
        tops["time_compared"] = y + px(26)
        y += px(40)
    for name, high in CHARTS:
        if name == "shares" and not _shared(found):
            continue
        tops[name] = y + px(BETWEEN)
        y = tops[name] + px(high)
    tops["steps"] = y + px(12)
    tops["read"] = tops["steps"] + px(20)
    return tops["read"] + (px(27) if found.waits or words.from_steps(found) else px(8))


def _units(page: Page, found: Facts, y: float, room: float) -> float:
    tops = page.tops
    if not found.counted and not found.waits:
        return y
    tops["units"] = y + px(28)
    tops["dead"] = tops["units"] + px(24)
    page.lines["dead"] = [words.waiting()]
    if found.counted:
        page.lines["dead"] = wrapped(words.dead(found.counted), room, 400)
    y = tops["dead"] + px(LINE) * len(page.lines["dead"]) - px(7)
    count = page.rows_of_ends()
    if count:
        tops["ends"] = y + px(10)
        y = tops["ends"] + px(20) * (1 + count) - px(8)
    return y


def _shared(found: Facts) -> bool:
    """Tell whether there are shares, or will be."""
    steps = found.steps
    if steps is None or not steps.letters:
        return False
    return found.waits or bool(np.isfinite(steps.shares).all())
