"""A track of units × steps: what gates and states share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt
from PySide6.QtGui import QPen, QPolygonF

from gui.theme import px
from gui.widgets import numbers
from gui.widgets.ink import Ink, faded
from gui.widgets.paint import chevron

from . import track
from .heatmap import Ranges, paint_map

if TYPE_CHECKING:
    from engine.recording import Floats

    from .moment import Moment
    from .track import Place

translate = QCoreApplication.translate


class UnitTrack(track.Track):
    """Units × steps as a heat map; in the backward phase their gradients.

    Parameters
    ----------
    array : str
        Name of the array of the gate or state.
    token : str
        Token of its colour.
    gradient : str
        Name of the array of its gradient; empty for none: backward it stays as it is.
    ranges : Ranges
        Ranges of the colours.
    letter : str
        What it is called, where that is not the name of its array.
    """

    grows = True
    low, high = 20, 54

    def __init__(
        self, array: str, token: str, gradient: str, ranges: Ranges, letter: str = ""
    ) -> None:
        super().__init__()
        self.key = array
        self.letter = letter or array
        self.token = token
        self.gradient = gradient
        self.ranges = ranges
        self.extent = 1.0

    @property
    def name(self) -> str:
        """Name of the gate or state, in the language in force."""
        return ""

    def back(self, m: Moment) -> bool:
        """Tell whether its gradient is painted."""
        return m.backward and bool(self.gradient)

    def array(self, m: Moment) -> str:
        """Give the name of the array that is painted."""
        return self.gradient if self.back(m) else self.key

    def said(self, m: Moment) -> str:
        """Give the letter of what is painted."""
        sign = "Δ" if m.other is not None else ""
        return sign + ("δ" if self.back(m) else "") + self.letter

    def prepare(self, m: Moment) -> None:
        """Choose the range of the colours."""
        values = m.values(self.array(m))
        if values is not None:
            self.extent = self.choose_extent(m, values)

    def choose_extent(self, m: Moment, values: Floats) -> float:
        """Give the range ± of the colours."""
        key = f"{m.shown.layer} {self.array(m)}" + (" Δ" if m.other is not None else "")
        if self.back(m):
            return self.ranges.gradient(key, values)
        return self.ranges.state(key, values)

    def colours(self, ink: Ink, m: Moment) -> tuple[float, float, list[int]]:
        """Give lowest and highest value and the colours between."""
        return (-self.extent, self.extent, ink.theme.map("signed"))

    def still(self, ink: Ink, m: Moment) -> None:
        """Paint the header."""
        # Backward the range stands where the name was: there is room for one of them.
        name = "" if self.back(m) else self.name
        track.head(ink, self, self.said(m), name, token=self.token)

    def steps(self, ink: Ink, m: Moment, *, reached: bool) -> None:
        """Paint the map, or veil it."""
        if not reached:
            self.veil(ink, m)
            return
        area = self.area(m)
        ink.p.fillRect(area, ink.theme.s2)
        values = m.values(self.array(m))
        if values is not None:
            low, high, table = self.colours(ink, m)
            kept = values[:, m.units.first : m.units.stop]
            if kept.shape[0] == 1 and m.axis.steps.total > 1:
                area = QRectF(m.axis.edge(m.length - 1), area.top(), m.axis.column, area.height())
            else:
                kept = kept[m.axis.steps.first : m.axis.steps.stop]
            paint_map(ink.p, area, kept.T, low, high, table)
        self.dim_ended(ink, m)
        self._overview(ink, m)
        if m.both:
            self._directions(ink, m)

    def _border(self, m: Moment) -> float | None:
        """Give where the reverse direction begins; None where all in sight is of one direction."""
        half = m.units.total // 2
        if not m.both or not m.units.first < half < m.units.stop:
            return None
        row = self.rect.height() / m.units.count
        return round(self.rect.top() + (half - m.units.first) * row)

    def _directions(self, ink: Ink, m: Moment) -> None:
        """Paint the border between the two directions, and an arrow beside each that tells how it reads."""
        border = self._border(m)
        parts = [(self.rect.top(), self.rect.bottom(), m.units.first < m.units.total // 2)]
        if border is not None:
            parts = [(self.rect.top(), border, True), (border, self.rect.bottom(), False)]
            ink.fill(m.axis.left, border - 1, m.axis.width, px(2), ink.theme.bg)
        x, arm = m.axis.right + px(10), px(3)
        for top, bottom, onward in parts:
            way = "right" if onward else "left"
            chevron(ink.p, QPointF(x, (top + bottom) / 2), arm, ink.theme.t3, way)

    def _overview(self, ink: Ink, m: Moment) -> None:
        """Paint which part of the units is in sight."""
        if m.units.whole:
            return
        x, height = m.axis.right + px(4), self.rect.height()
        ink.fill(x, self.rect.top(), px(3), height, ink.theme.s3)
        top = self.rect.top() + height * m.units.first / m.units.total
        part = height * m.units.count / m.units.total
        ink.fill(x, top, px(3), part, ink.theme.t3)

    def live(self, ink: Ink, m: Moment) -> None:
        """Paint the number, the selected unit and the place of the playhead."""
        if m.recording is None:
            return
        there = self.reached(m, m.t, m.shown.unit)
        number = m.value(self.array(m), m.t, m.shown.unit) if there else None
        text = ""
        if number is not None:
            back = self.back(m)
            text = numbers.gradient(number) if back else numbers.decimal(number)
            track.value(ink, self, text)
        if self.printed(m):
            back = self.back(m)
            shown = numbers.gradient(self.extent) if back else numbers.setting(self.extent)
            name = "" if back else self.name
            track.scale(ink, self, "±" + shown, name, text, self.said(m))
        self._selection(ink, m, there=there)

    def printed(self, m: Moment) -> bool:
        """Tell whether the range of the colours is printed."""
        return True

    def reached(self, m: Moment, t: int, unit: int) -> bool:
        """Tell whether a step of a unit is reached."""
        first, stop = self.span(m, reverse=m.reverse(unit))
        return first <= t < stop

    def span(self, m: Moment, *, reverse: bool = False) -> tuple[int, int]:
        """Give the steps that are reached, of the values or of their gradients."""
        total = m.axis.steps.total
        if m.backward and not self.gradient:
            return (0, total)
        if reverse:
            return (0, m.reverse_backward) if m.backward else (m.reverse_forward, total)
        return (m.backward_from, total) if m.backward else (0, m.forward_to)

    def spans(self, m: Moment) -> list[tuple[float, float, tuple[int, int]]]:
        """Give the strips that are reached alike: of both directions one each."""
        border, top, bottom = self._border(m), self.rect.top(), self.rect.bottom()
        if border is None:
            return [(top, bottom, self.span(m, reverse=m.reverse(m.units.first)))]
        return [(top, border, self.span(m)), (border, bottom, self.span(m, reverse=True))]

    def _selection(self, ink: Ink, m: Moment, *, there: bool) -> None:
        unit = m.shown.unit
        if unit not in m.units:
            return
        row = self.rect.height() / m.units.count
        top = self.rect.top() + (unit - m.units.first) * row
        left, centre = m.axis.left, top + row / 2
        if m.units.total > 1:
            line = faded(ink.theme.t1, 0.45)
            ink.fill(left, top, m.axis.width, 1, line)
            ink.fill(left, top + row - 1, m.axis.width, 1, line)
            tip, size = left - px(2), px(4)
            ink.p.setPen(Qt.PenStyle.NoPen)
            ink.p.setBrush(ink.theme.t1)
            ink.p.drawPolygon(
                QPolygonF(
                    [
                        QPointF(tip, centre),
                        QPointF(tip - 1.4 * size, centre - size),
                        QPointF(tip - 1.4 * size, centre + size),
                    ]
                )
            )
        if m.playhead is not None and m.t in m.axis.steps:
            self.outline(ink, m, m.t, unit, 2 if there else 1)

    def outline(self, ink: Ink, m: Moment, t: int, unit: int, width: float) -> None:
        """Paint a frame around one cell."""
        row = self.rect.height() / m.units.count
        top = self.rect.top() + (unit - m.units.first) * row
        rect = QRectF(m.axis.edge(t), top, m.axis.column, row).adjusted(0, -1, 0, 1)
        ink.p.setPen(QPen(ink.theme.t1, width))
        ink.p.setBrush(Qt.BrushStyle.NoBrush)
        ink.p.drawRoundedRect(rect, 2, 2)

    def unit_at(self, y: float, m: Moment) -> int:
        """Give the unit at a height."""
        row = self.rect.height() / m.units.count
        place = min(max(0, int((y - self.rect.top()) / row)), m.units.count - 1)
        return m.units.first + place

    def note(self, place: Place, m: Moment) -> str:
        """Give value, unit and step."""
        number = m.value(self.array(m), place.t, place.unit)
        if number is None:
            return ""
        if not self.reached(m, place.t, place.unit):
            text = translate("Timeline", "{letter}, unit {unit}, step {step}: not reached yet")
        else:
            text = translate("Timeline", "{letter}, unit {unit}, step {step}: {value}")
        return text.format(
            letter=self.said(m),
            unit=m.unit_name(place.unit),
            step=m.number(place.t),
            value=numbers.gradient(number) if self.back(m) else numbers.decimal(number),
        )
