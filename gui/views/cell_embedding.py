"""A unit of an embedding: the row that is looked up."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QCoreApplication, QRectF
from PySide6.QtGui import QColor

from gui.theme import px
from gui.widgets import numbers
from gui.widgets.ink import faded, middle

from .cell_face import ARITHMETIC, Face, Grid, Room
from .cell_sheet import ROW, Sheet
from .cell_sum import gradient_list, gradient_names
from .symbols import written

if TYPE_CHECKING:
    from engine.recording import Floats
    from gui.widgets.ink import Piece

    from .cell_facts import Spot

translate = QCoreApplication.translate

ROWS = 5
"""Rows of the table in sight, the one that is looked up in the middle."""
MOST_UNITS = 10


def row_of(at: Spot) -> int:
    """Give the number of the symbol that is read, from 0."""
    found = float(np.nan_to_num(at.trace.x[at.t, 0, at.example]))
    return min(max(0, int(found)), len(at.parameter("weight")) - 1)


def span(weights: Floats) -> float:
    """Give the range ± of the colours of a table."""
    return numbers.next_range(float(np.abs(np.nan_to_num(weights)).max(initial=0.0)))


class EmbeddingFace(Face):
    """A unit of an embedding."""

    def still(self, sheet: Sheet, room: Room, at: Spot | None) -> None:
        """Paint the outline."""
        Diagram(sheet, room, at).paint_box()

    def live(self, sheet: Sheet, room: Room, at: Spot) -> None:
        """Paint the values."""
        Diagram(sheet, room, at).live(at, row_of(at))

    def signs(self, sheet: Sheet, top: float, at: Spot) -> None:
        """Paint the names of the gradients."""
        if at.phase == "backward":
            gradient_names(sheet, top, self._gradients(at))

    def arithmetic(self, sheet: Sheet, top: float, at: Spot) -> None:
        """Paint the numbers."""
        if at.phase == "backward":
            gradient_list(sheet, top, self._gradients(at))
        else:
            arithmetic(sheet, top, at, row_of(at))

    def _gradients(self, at: Spot) -> list[tuple[str, str, float]]:
        weight = float(at.parameter("weight", "gradient")[row_of(at), at.unit])
        return [
            ("δy", translate("Cell", "gradient that arrives"), at.value("dy")),
            ("δW", translate("Cell", "of this weight, wherever the symbol stood"), weight),
        ]

    def span(self, at: Spot) -> str:
        """Give the range of the table."""
        return numbers.setting(span(at.parameter("weight")))

    def sentence(self, at: Spot) -> str:
        """Say which row is looked up."""
        if at.phase == "backward":
            return translate("Cell", "Only rows of symbols that were read get a gradient.")
        row = row_of(at)
        text = translate("Cell", "Looks up row {row}, that of “{symbol}”.")
        symbol = written(at.recording.dataset.symbols, row)
        return text.format(row=numbers.count(row + 1), symbol=symbol)


class Diagram(Grid):
    """The table of weights around the row that is looked up."""

    def live(self, at: Spot, row: int) -> None:
        """Paint the numbers."""
        ink, theme, names = self.ink, self.ink.theme, at.recording.dataset.symbols
        weights: Floats = at.parameter("weight")
        first = max(0, min(row - ROWS // 2, len(weights) - ROWS))
        units = weights.shape[1]
        unit = max(0, min(at.unit - MOST_UNITS // 2, units - MOST_UNITS))
        shown = weights[first : first + ROWS, unit : unit + MOST_UNITS]
        left, right = self.x(112), self.x(304)
        high = min(px(44), (self.y(250) - self.y(22)) / ROWS)
        top = self.y(136) - high * len(shown) / 2
        wide = min(px(36), (right - left) / max(1, shown.shape[1]))
        size, table = span(weights), theme.map("signed")
        for k, line in enumerate(np.nan_to_num(shown).tolist()):
            y, here = top + k * high, first + k == row
            token = "t1" if here else "t3"
            ink.text(
                self.x(66), middle(y + high / 2, 14), written(names, first + k), size=14,
                weight=700 if here else 400, token=token,
            )  # fmt: skip
            for j, value in enumerate(line):
                share = min(1.0, max(0.0, (value / size + 1) / 2))
                colour = QColor.fromRgba(table[round(255 * share)])
                place = QRectF(left + j * wide, y, wide - px(3), high - px(5))
                if here:
                    ink.box(place, colour, theme.line2, radius=4)
                else:  # many: a plain rectangle costs a fraction of a rounded one
                    ink.p.fillRect(place, faded(colour, 0.45))
                if here and unit + j == at.unit:
                    ink.box(place.adjusted(-2, -2, 2, 2), None, theme.t1, radius=5, width=2)
        y = top + (row - first) * high + (high - px(5)) / 2
        out = self.sheet.width - self.x(10)
        ink.wire([(self.x(10), y), (self.x(60), y)], theme.t1, px(2))
        end = left + len(shown[0]) * wide
        ink.wire([(end, y), (out, y)], theme.t1, px(2))
        edge = self.sheet.width - self.x(12)
        ink.text(self.x(12), y - px(10), written(names, row), size=16, weight=700)
        ink.text(edge, y - px(10), "y", size=14, weight=600, align="right")
        text = numbers.decimal(at.value("y"))
        ink.text(edge, y + px(20), text, size=14, weight=600, align="right")
        text = translate("Cell", "{count} rows, one a symbol").format(
            count=numbers.count(len(weights))
        )
        ink.text(self.box().center().x(), self.y(272), text, size=12, token="t2", align="centre")


def arithmetic(sheet: Sheet, top: float, at: Spot, row: int) -> None:
    """Paint the number that is looked up, and the rest of its row."""
    y = sheet.heading(top, translate("Cell", "The arithmetic"))
    pieces: list[Piece] = [
        ("y", "t1"), (f" = W[{row + 1}, {at.unit + 1}] = ", "t3"),
        (numbers.decimal(at.value("y")), "t1"),
    ]  # fmt: skip
    y = sheet.equation(y, pieces)
    sheet.rule(y - px(2))
    y += px(14)
    values = np.nan_to_num(at.parameter("weight")[row])
    largest = float(np.abs(values).max(initial=0.0)) or 1.0
    most = max(1, int((top + px(ARITHMETIC) - y) // px(ROW - 2)))
    first = max(0, min(at.unit - most // 2, len(values) - most))
    for k, value in enumerate(values[first : first + most].tolist(), first):
        here = k == at.unit
        name: list[Piece] = [("y", "t1"), (str(k + 1), "t1", "sub")]
        sheet.ink.run(sheet.left, middle(y, 14), name, size=14, weight=700 if here else 400)
        sheet.ink.text(
            sheet.left + px(104), middle(y, 13), numbers.decimal(value), size=13,
            weight=600 if here else 400, mono=True, align="right",
        )  # fmt: skip
        colour = sheet.ink.theme.plus if value >= 0 else sheet.ink.theme.minus
        sheet.trough(y, signed=True, left=sheet.left + px(124))
        sheet.bar(y, value / largest, colour, signed=True, left=sheet.left + px(124))
        y += px(ROW - 2)
