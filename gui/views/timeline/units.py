"""A track of units × steps: what gates and states share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt
from PySide6.QtGui import QPen, QPolygonF

from gui.theme import px
from gui.widgets import numbers
from gui.widgets.ink import Ink, faded, middle, text_width
from gui.widgets.paint import chevron

from . import track
from .axis import Window
from .gradients import GradientScale, sizes
from .heatmap import Piece, Ranges, paint_maps

if TYPE_CHECKING:
    from collections.abc import Sequence

    from engine.recording import Floats, Integers

    from .moment import Moment
    from .track import Place

translate = QCoreApplication.translate


class UnitTrack(track.Track):
    """Units × steps as a heat map, or the sizes of their gradients.

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

    Attributes
    ----------
    layer : int
        Of which layer it is; -1: of the one looked at.
    scale : GradientScale
        Decades of the colours of gradients.
    distributed : bool
        Whether it is shown beside the steps how open it is.
    kind : str
        Kind of the layer.
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
        self.layer = -1
        self.scale = GradientScale()
        self.distributed = False
        self.kind = ""

    @property
    def title(self) -> str:
        """Its name in the language in force."""
        return self.name

    @property
    def name(self) -> str:
        """Name of the gate or state, in the language in force."""
        return ""

    def back(self, m: Moment) -> bool:
        """Tell whether its gradient is painted."""
        m = m.of(self.layer)
        if not m.gradients or not self.gradient:
            return False
        return m.recording is None or self.gradient in m.made.names

    def sized(self, m: Moment) -> bool:
        """Tell whether sizes of gradients are painted, on decades; differences keep their sign."""
        return self.back(m) and m.other is None

    def array(self, m: Moment) -> str:
        """Give the name of the array that is painted."""
        return self.gradient if self.back(m) else self.key

    def said(self, m: Moment) -> str:
        """Give the letter of what is painted."""
        sign = "Δ" if m.other is not None else ""
        return sign + ("δ" if self.back(m) else "") + self.letter

    def sight(self, m: Moment) -> Window:
        """Give the rows in sight: folded that of the selected unit alone."""
        if not self.folded:
            return m.units
        return Window(min(max(0, m.row(max(0, m.shown.unit))), m.units.total - 1), 1, m.units.total)

    def prepare(self, m: Moment) -> None:
        """Choose the range of the colours."""
        m = m.of(self.layer)
        values = m.values(self.array(m))
        if self.sized(m):
            self.scale.take(m)
        elif values is not None:
            self.extent = self.choose_extent(m, values)

    def choose_extent(self, m: Moment, values: Floats) -> float:
        """Give the range ± of the colours."""
        key = f"{m.shown.layer} {self.array(m)}" + (" Δ" if m.other is not None else "")
        if self.back(m):
            return self.ranges.gradient(key, values)
        return self.ranges.state(key, values)

    def colours(self, ink: Ink, m: Moment) -> tuple[float, float, list[int]]:
        """Give lowest and highest value and the colours between."""
        if self.sized(m):
            decades = self.scale.decades
            return (decades.bottom, decades.top, ink.theme.map("gradient"))
        return (-self.extent, self.extent, ink.theme.map("signed"))

    def still(self, ink: Ink, m: Moment) -> None:
        """Paint the header."""
        m = m.of(self.layer)
        # Backward the range stands where the name was: there is room for one of them.
        name = "" if self.back(m) else self.name
        track.head(ink, self, self.said(m), name, token=self.token)

    def steps(self, ink: Ink, m: Moment, *, reached: bool) -> None:
        """Paint the map, or veil it."""
        m = m.of(self.layer)
        if not reached:
            self.veil(ink, m)
            return
        ink.p.fillRect(self.area(m), ink.theme.s2)
        piece = self.piece(ink, m)
        if piece is not None:
            paint_maps(ink.p, [piece])
        self.dim_ended(ink, m)
        self._overview(ink, m)
        if m.both:
            self._directions(ink, m)

    def pieces(self, ink: Ink, m: Moment) -> list[Piece]:
        """Give the map."""
        piece = self.piece(ink, m)
        return [] if piece is None else [piece]

    def piece(self, ink: Ink, m: Moment) -> Piece | None:
        """Give the map of the units and steps in sight."""
        m = m.of(self.layer)
        values = m.values(self.array(m))
        if values is None:
            return None
        area, sight, steps = self.area(m), self.sight(m), m.axis.steps
        if values.shape[0] == 1 and steps.total > 1:
            area = QRectF(m.axis.edge(m.length - 1), area.top(), m.axis.column, area.height())
        else:
            values = values[steps.first : steps.stop]
        rows: slice | Integers = slice(sight.first, sight.stop)
        kept = values[:, rows if m.order is None else m.order[rows]]
        return Piece(area, sizes(kept) if self.sized(m) else kept, *self.colours(ink, m))

    def lasting(self, m: Moment) -> object:
        """Give the row chosen, and what is printed beside the name."""
        m = m.of(self.layer)
        said = self._range(m) if self.printed(m) else ""
        return (m.row(m.shown.unit), m.length, self.back(m), said)

    def ground(self, ink: Ink, m: Moment) -> None:
        """Paint what stays: where there is no map, what is in sight, the range, the sign of the unit."""
        m = m.of(self.layer)
        ink.p.fillRect(self.area(m), ink.theme.s2)
        self._overview(ink, m)
        if self.tall and self.printed(m):
            self._print_range(ink, m, "")
        row = self.selected(m)
        if row is not None:
            self._sign(ink, m, *row)

    def moving(self, ink: Ink, m: Moment) -> None:
        """Paint the number, and over the map where an example ends and how directions read."""
        m = m.of(self.layer)
        self.dim_ended(ink, m)
        if m.both:
            self._directions(ink, m)
        text = self._number(ink, m)
        if self.printed(m) and not self.tall:  # it stands beside the number, where there is room
            self._print_range(ink, m, text)

    def _border(self, m: Moment) -> float | None:
        """Give where the reverse direction begins; None where all in sight is of one direction."""
        half, sight = m.units.total // 2, self.sight(m)
        if not m.both or not sight.first < half < sight.stop:
            return None
        row = self.rect.height() / sight.count
        return round(self.rect.top() + (half - sight.first) * row)

    def _directions(self, ink: Ink, m: Moment) -> None:
        """Paint the border between the two directions, and an arrow beside each that tells how it reads."""
        border = self._border(m)
        onward = self.sight(m).first < m.units.total // 2
        parts = [(self.rect.top(), self.rect.bottom(), onward)]
        if border is not None:
            parts = [(self.rect.top(), border, True), (border, self.rect.bottom(), False)]
            ink.fill(m.axis.left, border - 1, m.axis.width, px(2), ink.theme.bg)
        x, arm = m.axis.right + px(10), px(3)
        for top, bottom, forwards in parts:
            way = "right" if forwards else "left"
            chevron(ink.p, QPointF(x, (top + bottom) / 2), arm, ink.theme.t3, way)

    def _overview(self, ink: Ink, m: Moment) -> None:
        """Paint which part of the units is in sight."""
        if m.units.whole or self.folded:
            return
        x, height = m.axis.right + px(3), self.rect.height()
        ink.fill(x, self.rect.top(), px(5), height, ink.theme.s3)
        top = self.rect.top() + height * m.units.first / m.units.total
        part = height * m.units.count / m.units.total
        ink.fill(x, top, px(5), part, ink.theme.t3)

    def live(self, ink: Ink, m: Moment) -> None:
        """Paint the number, the selected unit and the place of the playhead."""
        m = m.of(self.layer)
        if m.recording is None:
            return
        text = self._number(ink, m)
        if self.printed(m):
            self._print_range(ink, m, text)
        row = self.selected(m)
        if row is None:
            return
        if m.units.total > 1:
            self._sign(ink, m, *row)
        if m.playhead is not None and m.t in m.axis.steps:
            there = self.reached(m, m.t, m.shown.unit)
            self.outline(ink, m, m.t, m.shown.unit, 2 if there else 1)

    def _number(self, ink: Ink, m: Moment) -> str:
        """Paint the number at the playhead, if it is reached, and give it."""
        if not self.reached(m, m.t, m.shown.unit):
            return ""
        number = m.value(self.array(m), m.t, m.shown.unit)
        if number is None:
            return ""
        text = numbers.gradient(number) if self.back(m) else numbers.decimal(number)
        track.value(ink, self, text)
        return text

    def _print_range(self, ink: Ink, m: Moment, number: str) -> None:
        """Paint the range of the colours beside the name; of gradients, in a high track, in its place."""
        text = self._range(m)
        if self.sized(m) and self.tall:
            left = px(track.INSET + 9)
            if left + text_width(text, 12) < m.axis.left - px(4):
                ink.text(left, middle(self.lines[1], 12), text, size=12, token="t3")
        else:
            track.scale(ink, self, text, "" if self.back(m) else self.name, number, self.said(m))

    def _range(self, m: Moment) -> str:
        """Give the range of the colours, or that the gradients are not computed yet."""
        if not self.back(m):
            return "±" + numbers.setting(self.extent)
        if not self.sized(m):
            return "±" + numbers.gradient(self.extent)
        if m.playhead is not None and not m.backward:
            return translate("Timeline", "not yet computed")
        text = translate("Timeline", "{low} to {high}")
        low, high = numbers.gradient(self.scale.low), numbers.gradient(self.scale.high)
        return text.format(low=low, high=high)

    def spread(self, m: Moment) -> bool:
        """Tell whether it can be said how open it is: of gates alone."""
        return False

    def printed(self, m: Moment) -> bool:
        """Tell whether the range of the colours is printed."""
        return True

    def reached(self, m: Moment, t: int, unit: int) -> bool:
        """Tell whether a step of a unit is reached."""
        m = m.of(self.layer)
        first, stop = self.span(m, reverse=m.reverse(unit))
        return first <= t < stop

    def span(self, m: Moment, *, reverse: bool = False) -> tuple[int, int]:
        """Give the steps that are reached, of the values or of their gradients."""
        m = m.of(self.layer)
        total = m.axis.steps.total
        if self.back(m):
            return (0, m.reverse_backward) if reverse else (m.backward_from, total)
        if m.backward:
            return (0, total)
        return (m.reverse_forward, total) if reverse else (0, m.forward_to)

    def spans(self, m: Moment) -> list[tuple[float, float, tuple[int, int]]]:
        """Give the strips that are reached alike: of both directions one each."""
        m = m.of(self.layer)
        border, top, bottom = self._border(m), self.rect.top(), self.rect.bottom()
        if border is None:
            return [(top, bottom, self.span(m, reverse=m.reverse(self.sight(m).first)))]
        return [(top, border, self.span(m)), (border, bottom, self.span(m, reverse=True))]

    def selected(self, m: Moment) -> tuple[float, float] | None:
        """Give top and height of the row of the selected unit; None where it is not in sight."""
        unit, sight = m.shown.unit, self.sight(m)
        if unit < 0 or m.row(unit) not in sight:
            return None
        height = self.rect.height() / sight.count
        return self.rect.top() + (m.row(unit) - sight.first) * height, height

    @staticmethod
    def _sign(ink: Ink, m: Moment, top: float, height: float) -> None:
        """Paint before the row of the selected unit a sign that points at it."""
        if m.units.total == 1:
            return
        centre, tip, size = top + height / 2, m.axis.left - px(2), px(4)
        ink.p.setPen(Qt.PenStyle.NoPen)
        ink.p.setBrush(ink.theme.t1)
        corners = [(0.0, 0.0), (-1.4 * size, -size), (-1.4 * size, size)]
        ink.p.drawPolygon(QPolygonF([QPointF(tip + x, centre + y) for x, y in corners]))

    def outline(self, ink: Ink, m: Moment, t: int, unit: int, width: float) -> None:
        """Paint a frame around one cell, if it is in sight."""
        m = m.of(self.layer)
        sight, place = self.sight(m), m.row(unit)
        if place not in sight:
            return
        row = self.rect.height() / sight.count
        top = self.rect.top() + (place - sight.first) * row
        rect = QRectF(m.axis.edge(t), top, m.axis.column, row).adjusted(0, -1, 0, 1)
        ink.p.setPen(QPen(ink.theme.t1, width))
        ink.p.setBrush(Qt.BrushStyle.NoBrush)
        ink.p.drawRoundedRect(rect, 2, 2)

    def unit_at(self, y: float, m: Moment) -> int:
        """Give the unit at a height."""
        m = m.of(self.layer)
        sight = self.sight(m)
        row = self.rect.height() / sight.count
        place = min(max(0, int((y - self.rect.top()) / row)), sight.count - 1)
        return m.unit(sight.first + place)

    def note(self, place: Place, m: Moment) -> str:
        """Give value, unit and step."""
        own = m.of(self.layer)
        number = own.value(self.array(own), place.t, place.unit)
        if number is None:
            return ""
        if not self.reached(own, place.t, place.unit):
            text = translate("Timeline", "{letter}, unit {unit}, step {step}: not reached yet")
        else:
            text = translate("Timeline", "{letter}, unit {unit}, step {step}: {value}")
        said = text.format(
            letter=self.said(own),
            unit=own.unit_name(place.unit),
            step=own.number(place.t),
            value=numbers.gradient(number) if self.back(own) else numbers.decimal(number),
        )
        if not m.groups:
            return said
        text = translate("Timeline", "layer {number}, {said}")
        return text.format(number=own.shown.layer + 1, said=said)


def paint_edges(ink: Ink, m: Moment, tracks: Sequence[UnitTrack]) -> None:
    """Paint in all maps the edges of the row of the selected unit."""
    line = faded(ink.theme.t1, 0.45)
    for each in tracks:
        own = m.of(each.layer)
        row = each.selected(own) if own.recording is not None and own.units.total > 1 else None
        if row is not None:
            ink.fill(own.axis.left, row[0], own.axis.width, 1, line)
            ink.fill(own.axis.left, row[0] + row[1] - 1, own.axis.width, 1, line)
