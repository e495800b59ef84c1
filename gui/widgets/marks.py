"""What stands among the curves of the loss plot: changes, the end, the pointer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPen

from gui.theme import px
from gui.widgets.ink import Ink, faded, middle, text_width

if TYPE_CHECKING:
    from gui.widgets.curves import LossData, Mapping


def paint_changes(ink: Ink, place: Mapping, data: LossData) -> None:
    """Paint where settings were changed; a label goes down by a line where it would collide."""
    rect = place.rect
    taken: list[tuple[int, float, float]] = []
    pen = QPen(ink.theme.t2, 1)
    pen.setDashPattern([4, 3])
    for iteration, label in data.changes:
        x = place.x(iteration)
        if not rect.left() - 1 <= x <= rect.right() + 1:
            continue
        ink.p.setPen(pen)
        ink.p.drawLine(QPointF(round(x) + 0.5, rect.top()), QPointF(round(x) + 0.5, rect.bottom()))
        wide = text_width(label, 12, 600)
        # At the right of it the loss is mostly lower: there the label hides less.
        left = x + px(6) if x < rect.center().x() else x - wide - px(6)
        row = 0
        while any(row == r and left < b and a < left + wide for r, a, b in taken):
            row += 1
        taken.append((row, left, left + wide + px(8)))
        y = rect.top() + px(9) + row * px(16)
        if y < rect.bottom() - px(8) and rect.height() >= px(48):
            ink.fill(left - px(3), y - px(8), wide + px(6), px(16), faded(ink.theme.s1, 0.85))
            ink.text(left, middle(y, 12), label, size=12, weight=600)


def paint_end(ink: Ink, place: Mapping, data: LossData) -> None:
    """Paint where the loss left the number line: a dot, then a hatched zone."""
    if not data.beyond:
        return
    rect, value = place.rect, data.last()
    x = place.x(data.size)
    y = rect.top() if value is None else place.height(place.of(value))
    zone = QRectF(x + px(6), rect.top(), rect.right() - x - px(6), rect.height())
    if zone.width() > 2:
        _hatch(ink, zone)
    if zone.width() > px(60):
        plate = QRectF(0, 0, px(60), px(32))
        plate.moveCenter(zone.center())
        ink.box(plate, ink.theme.s1, radius=4)
        where = middle(zone.center().y(), 20)
        ink.text(zone.center().x(), where, "NaN", size=20, weight=700, token="warn", align="centre")
    ink.p.setPen(QPen(ink.theme.s1, 2))
    ink.p.setBrush(ink.theme.warn)
    ink.p.drawEllipse(QPointF(x, max(y, rect.top() + px(7))), px(6), px(6))


def _hatch(ink: Ink, zone: QRectF) -> None:
    ink.p.save()
    ink.p.setClipRect(zone)
    ink.p.setPen(QPen(faded(ink.theme.warn, 0.75), 1))
    step, high = px(9), zone.height()
    for k in range(int((zone.width() + high) / step) + 1):
        left = zone.left() + k * step
        ink.p.drawLine(QPointF(left, zone.top()), QPointF(left - high, zone.bottom()))
    ink.p.restore()


def paint_place(ink: Ink, place: Mapping, data: LossData) -> None:
    """Paint the iteration at hand."""
    if not data.running and data.size:
        rect = place.rect
        ink.fill(place.x(data.iteration), rect.top(), px(1), rect.height(), ink.theme.t1)


def paint_cross(ink: Ink, place: Mapping, data: LossData, at: float) -> None:
    """Paint a cross on the iteration under the pointer, with its values in words."""
    iteration = min(max(0, round(place.iteration(at))), data.size)
    x, rect = place.x(iteration), place.rect
    ink.fill(x, rect.top(), 1, rect.height(), faded(ink.theme.t2, 0.6))
    value = data.at(iteration)
    if value is not None:
        y = place.height(place.of(value))
        ink.fill(rect.left(), y, rect.width(), 1, faded(ink.theme.t2, 0.4))
        ink.p.setPen(Qt.PenStyle.NoPen)
        ink.p.setBrush(ink.theme.t1)
        ink.p.drawEllipse(QPointF(x, y), px(3.5), px(3.5))
    text = data.sentence(iteration)
    if text_width(text, 12) + px(16) > rect.width():
        text = data.sentence(iteration, short=True)
    wide = text_width(text, 12) + px(16)
    left = x + px(10)
    if left > rect.right() - wide:
        left = max(rect.left(), x - px(10) - wide)
    bubble = QRectF(round(left), round(rect.top() + px(4)), wide, px(24))
    ink.box(bubble, ink.theme.s2, ink.theme.line2, radius=6)
    ink.text(bubble.left() + px(8), middle(bubble.center().y(), 12), text, size=12)
