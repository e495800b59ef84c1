"""The timeline of a network without time: its axis is the layers, one column a layer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPen, QPolygonF

from gui.theme import px
from gui.widgets import numbers
from gui.widgets.ink import Ink, middle, text_width

from . import track
from .axis import Axis, Window, window
from .heatmap import Ranges
from .moment import Moment

if TYPE_CHECKING:
    from gui.shown import Shown

    from .track import Place

translate = QCoreApplication.translate

MOST_CELLS = 32
"""Units in sight in one column; of wider layers a window around the one looked at."""


def layer_moment(shown: Shown, axis: Axis, units: Window) -> Moment:
    """Take what one painting needs; steps are columns: 0 is the input, k is layer k.

    Parameters
    ----------
    shown : Shown
        What the window shows.
    axis, units : Axis, Window
        Columns and units in sight.

    Returns
    -------
    Moment
        With columns in the place of time steps.
    """
    recording, total = shown.frame.recording, axis.steps.total
    if recording is None:
        return Moment(shown, None, None, axis, units, "layers", -1, False, 0, total, 0, total)
    head = shown.playhead
    if shown.frame.running or not recording.stepped or head is None:
        return Moment(
            shown, recording, None, axis, units, "layers", total - 1, False, total, 0, total, total
        )
    tick = head.tick
    backward = head.phase in ("backward", "update")
    place = {"batch": 0, "loss": total - 1, "update": 1}.get(head.phase, tick.layer + 1)
    forward_to = total if head.phase != "forward" and head.phase != "batch" else place + 1
    backward_from = place if backward else total
    return Moment(
        shown, recording, head, axis, units, "layers", place, backward,
        forward_to, backward_from, forward_to, total,
    )  # fmt: skip


def column_values(m: Moment, column: int, gradient: bool) -> Any:
    """Give the values of a column, (units,): inputs, outputs of a layer, or their gradients."""
    recording = m.recording
    if recording is None or not 0 <= column <= len(recording.layers):
        return None
    if column == 0:
        return None if gradient else recording.inputs[0, :, m.shown.example]
    made = recording.layers[column - 1]
    name = "h" if "h" in made.names else "y"
    values = getattr(made, "d" + name if gradient else name, None)
    return None if values is None else values[-1, :, m.shown.example]


class LayerRuler(track.Track):
    """The ruler: one square a layer, with its name."""

    key = "ruler"
    low, high, gap = 42, 56, 10
    spacious = False

    def still(self, ink: Ink, m: Moment) -> None:
        """Paint the name."""
        text = translate("Timeline", "Layer")
        ink.text(px(track.INSET), middle(self.rect.bottom() - px(14)), text, token="t2")

    def span(self, m: Moment) -> tuple[int, int]:
        """Give the columns that are reached."""
        return (m.backward_from, m.axis.steps.total) if m.backward else (0, m.forward_to)

    def name(self, m: Moment, column: int) -> str:
        """Give the name of a column."""
        if column == 0:
            return translate("Timeline", "input")
        if column == m.axis.steps.total - 1:
            return translate("Timeline", "output")
        return translate("Timeline", "layer {number}").format(number=column)

    def short_name(self, m: Moment, column: int) -> str:
        """Give a letter or the number of a column, where there is no room for names."""
        return {0: "x", m.axis.steps.total - 1: "y"}.get(column, str(column))

    def steps(self, ink: Ink, m: Moment, *, reached: bool) -> None:
        """Paint the squares and what joins them."""
        y, side = self.rect.bottom() - px(14), px(16)
        ink.fill(m.axis.left, y - px(10), m.axis.width, px(20), ink.theme.bg)
        reached = reached and m.recording is not None
        colour = ink.theme.edge if reached else ink.theme.line2
        steps = m.axis.steps
        ink.line(m.axis.centre(steps.first), y, m.axis.centre(steps.stop - 1), y, colour, 1.5)
        for k in range(steps.first, steps.stop):
            rect = QRectF(m.axis.centre(k) - side / 2, y - side / 2, side, side)
            ink.box(rect, ink.theme.s3 if reached else ink.theme.bg, colour, radius=4)

    def live(self, ink: Ink, m: Moment) -> None:
        """Paint the names, and the layer of the playhead."""
        y = self.rect.bottom() - px(31)
        columns = range(m.axis.steps.first, m.axis.steps.stop)
        widest = max(text_width(self.name(m, k), 13, 700) for k in columns)
        short = widest + px(6) > m.axis.column
        for k in columns:
            here = k == m.t
            weight, token = (700, "t1") if here else (400, "t2")
            name = self.short_name(m, k) if short else self.name(m, k)
            ink.text(m.axis.centre(k), y, name, size=13, weight=weight, token=token, align="centre")
        if m.playhead is None or m.t not in m.axis.steps:
            return
        x, y, side = m.axis.centre(m.t), self.rect.bottom() - px(14), px(16)
        ink.box(QRectF(x - side / 2, y - side / 2, side, side), ink.theme.t1, radius=4)
        way, arm = (-1 if m.backward else 1), 0.24 * side
        ink.p.setPen(Qt.PenStyle.NoPen)
        ink.p.setBrush(ink.theme.bg)
        tip, back = x + way * arm, x - way * 0.7 * arm
        ink.p.drawPolygon(
            QPolygonF([QPointF(tip, y), QPointF(back, y - arm), QPointF(back, y + arm)])
        )

    def note(self, place: Place, m: Moment) -> str:
        """Give the name of the layer."""
        return self.name(m, place.t)


class LayerCells(track.Track):
    """Outputs of all layers, or their gradients: one column of cells a layer.

    Parameters
    ----------
    gradient : bool
        Whether gradients are shown.
    ranges : Ranges
        Ranges of the colours.
    """

    grows = True
    low, high, gap = 60, 240, 14

    def __init__(self, gradient: bool, ranges: Ranges) -> None:
        super().__init__()
        self.gradient = gradient
        self.key = "dy" if gradient else "y"
        self.ranges = ranges
        self.extent = 1.0

    def prepare(self, m: Moment) -> None:
        """Choose the range of the colours."""
        columns = range(m.axis.steps.total)
        found = [column_values(m, k, self.gradient) for k in columns]
        if not self.gradient and len(found) > 2:
            found = found[1:-1]  # the output has a scale of its own, and would dim the others
        kept = [values for values in found if values is not None]
        if kept:
            choose = self.ranges.gradient if self.gradient else self.ranges.state
            self.extent = choose(self.key, np.concatenate(kept))

    def still(self, ink: Ink, m: Moment) -> None:
        """Paint the header."""
        x, y = px(track.INSET), self.rect.top() + px(14)
        letter = "δy" if self.gradient else "y"
        ink.text(x, middle(y, 17), letter, size=17, weight=700)
        name = translate("Timeline", "gradients") if self.gradient else self._name()
        ink.text(x, middle(y + px(20), 12), name, size=12, token="t2")

    @staticmethod
    def _name() -> str:
        return translate("Timeline", "activations")

    def span(self, m: Moment) -> tuple[int, int]:
        """Give the columns that are reached."""
        if self.gradient:
            return (m.backward_from, m.axis.steps.total)
        return (0, m.forward_to)

    def _cells(self, m: Moment, column: int, units: int) -> tuple[Window, float, float, float]:
        """Give the units in sight, the top, height and half width of the cells of a column."""
        chosen = m.shown.unit if column == m.shown.layer + 1 else 0
        sight = window(units, MOST_CELLS, chosen)
        room = self.rect.height()
        pitch = min(px(30), room / sight.count)
        top = self.rect.center().y() - pitch * sight.count / 2
        return sight, top, pitch, min(px(26), 0.32 * m.axis.column)

    def steps(self, ink: Ink, m: Moment, *, reached: bool) -> None:
        """Paint the cells."""
        if not reached:
            self.veil(ink, m, 0.7)
            return
        table = ink.theme.map("signed")
        for k in range(m.axis.steps.first, m.axis.steps.stop):
            values = column_values(m, k, self.gradient)
            if values is None:
                continue
            sight, top, pitch, half = self._cells(m, k, len(values))
            gap, x = min(px(4), 0.16 * pitch), m.axis.centre(k)
            ink.p.setPen(QPen(ink.theme.line2, 1) if pitch > px(9) else Qt.PenStyle.NoPen)
            for row in range(sight.count):
                number = float(values[sight.first + row])
                share = (number / self.extent + 1) / 2 if np.isfinite(number) else 0.5
                ink.p.setBrush(QColor.fromRgba(table[round(255 * min(1.0, max(0.0, share)))]))
                rect = QRectF(x - half, top + row * pitch + gap / 2, 2 * half, pitch - gap)
                ink.p.drawRoundedRect(rect, min(4, gap + 1), min(4, gap + 1))
            if not sight.whole:
                text = translate("Timeline", "{first} to {last} of {count}").format(
                    first=sight.first + 1, last=sight.stop, count=sight.total
                )
                if text_width(text, 12) + px(6) > m.axis.column:
                    text = f"{sight.first + 1}–{sight.stop}"
                ink.text(x, self.rect.bottom() + px(11), text, size=12, token="t3", align="centre")

    def live(self, ink: Ink, m: Moment) -> None:
        """Paint the number of the chosen unit, and its frame."""
        if m.recording is None:
            return
        column = m.shown.layer + 1
        values = column_values(m, column, self.gradient)
        first, stop = self.span(m)
        y, right = self.rect.top() + px(14), px(track.INSET + track.HEADER - 9)
        name = "±" + (
            numbers.gradient(self.extent) if self.gradient else numbers.setting(self.extent)
        )
        below = translate("Timeline", "gradients") if self.gradient else self._name()
        left = px(track.INSET) + text_width(below, 12) + px(6)
        row = y + px(20) if left + text_width(name, 12) <= right else y + px(38)
        ink.text(right, middle(row, 12), name, size=12, token="t3", align="right")
        if values is None or m.shown.unit >= len(values):
            return
        if first <= column < stop:
            number = float(values[m.shown.unit])
            text = numbers.gradient(number) if self.gradient else numbers.decimal(number)
            ink.text(right, middle(y), text, weight=600, align="right")
        self.frame(ink, m, column, m.shown.unit, 2)

    def frame(self, ink: Ink, m: Moment, column: int, unit: int, width: float) -> None:
        """Paint a frame around one cell."""
        values = column_values(m, column, self.gradient)
        if values is None:
            return
        sight, top, pitch, half = self._cells(m, column, len(values))
        if unit in sight:
            y = top + (unit - sight.first) * pitch
            rect = QRectF(m.axis.centre(column) - half, y, 2 * half, pitch)
            ink.p.setPen(QPen(ink.theme.t1, width))
            ink.p.setBrush(Qt.BrushStyle.NoBrush)
            ink.p.drawRoundedRect(rect.adjusted(-1, 0, 1, 0), 4, 4)

    def cell_at(self, column: int, y: float, m: Moment) -> int:
        """Give the unit of a column at a height; -1 beside its cells."""
        values = column_values(m, column, self.gradient)
        if values is None:
            return -1
        sight, top, pitch, _ = self._cells(m, column, len(values))
        row = int((y - top) // pitch)
        return sight.first + row if 0 <= row < sight.count else -1

    def note(self, place: Place, m: Moment) -> str:
        """Give layer, unit and value."""
        values = column_values(m, place.t, self.gradient)
        if values is None or not 0 <= place.unit < len(values):
            return ""
        number = float(values[place.unit])
        text = translate("Timeline", "layer {layer}, unit {unit}: {value}")
        if place.t == 0:
            text = translate("Timeline", "input {unit}: {value}")
        return text.format(
            layer=place.t,
            unit=place.unit + 1,
            value=numbers.gradient(number) if self.gradient else numbers.decimal(number),
        )


def layer_tracks(ranges: Ranges) -> list[track.Track]:
    """Make the tracks of a network without time."""
    return [LayerRuler(), LayerCells(False, ranges), LayerCells(True, ranges)]
