"""A unit of a dropout layer: kept and made larger, or dropped."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QRectF

from gui.theme import px
from gui.widgets import numbers
from gui.widgets.ink import middle, mixed

from .cell_face import Face, Grid, Room
from .cell_sheet import Sheet, wire_width
from .cell_sum import gradient_list, gradient_names

if TYPE_CHECKING:
    from gui.widgets.ink import Piece

    from .cell_facts import Spot

translate = QCoreApplication.translate

WIRE, NODE = 74.0, 186.0
COLUMNS, MOST_CELLS = 12, 36


class DropoutFace(Face):
    """A unit of a dropout layer."""

    def still(self, sheet: Sheet, room: Room, at: Spot | None) -> None:
        """Paint the outline."""
        Diagram(sheet, room, at).paint_box()

    def live(self, sheet: Sheet, room: Room, at: Spot) -> None:
        """Paint the values."""
        Diagram(sheet, room, at).live(at)

    def signs(self, sheet: Sheet, top: float, at: Spot) -> None:
        """Paint the names of the gradients."""
        if at.phase == "backward":
            gradient_names(sheet, top, self._gradients(at))

    def arithmetic(self, sheet: Sheet, top: float, at: Spot) -> None:
        """Paint the numbers."""
        if at.phase == "backward":
            gradient_list(sheet, top, self._gradients(at))
        else:
            arithmetic(sheet, top, at)

    def _gradients(self, at: Spot) -> list[tuple[str, str, float]]:
        factor, outer = at.value("mask"), at.value("dy")
        return [
            ("δy", translate("Cell", "gradient that arrives"), outer),
            ("δx", translate("Cell", "times the same factor: what goes on"), outer * factor),
        ]

    def sentence(self, at: Spot) -> str:
        """Say whether the number is kept."""
        factor = at.value("mask")
        if at.recording.followed:
            return translate("Cell", "In validation everything is kept as it is.")
        if not factor:
            return translate("Cell", "Dropped this time: nothing goes on from here.")
        text = translate("Cell", "Kept, and made larger: times {factor}.")
        return text.format(factor=numbers.decimal(factor))


class Diagram(Grid):
    """A wire through a factor, and the units of the step: filled where kept."""

    def live(self, at: Spot) -> None:
        """Paint the numbers."""
        ink, theme = self.ink, self.ink.theme
        y, node, out = self.y(WIRE), self.x(NODE), self.sheet.width - self.x(10)
        x, factor, value = at.value("x"), at.value("mask"), at.value("y")
        ink.wire([(self.x(10), y), (node, y)], theme.t1, wire_width(x))
        colour = theme.t1 if factor else theme.line2
        ink.wire([(node, y), (out, y)], colour, wire_width(value))
        chip = QRectF(0, 0, px(88), px(44))
        chip.moveCenter(QRectF(node - 1, self.y(140) - 1, 2, 2).center())
        ink.wire([(node, chip.top()), (node, y + px(12))], theme.t2, wire_width(min(1.0, factor)))
        ink.box(chip, mixed(theme.edge, theme.s1, 0.14), theme.edge, width=1.5)
        name = translate("Cell", "kept") if factor else translate("Cell", "dropped")
        centre = chip.center()
        ink.text(
            centre.x(), middle(centre.y() - px(9), 12), name, size=12, token="t2", align="centre"
        )
        text = "× " + numbers.decimal(factor)
        ink.text(
            centre.x(), middle(centre.y() + px(9), 15), text, size=15, weight=600, align="centre"
        )
        ink.node(node, y, "×")
        left, right = self.x(12), self.sheet.width - self.x(12)
        ink.text(left, y - px(10), "x", size=14, weight=600)
        ink.text(left, y + px(20), numbers.decimal(x), size=14, weight=600)
        ink.text(right, y - px(10), "y", size=14, weight=600, align="right")
        ink.text(right, y + px(20), numbers.decimal(value), size=14, weight=600, align="right")
        self._units(at)

    def _units(self, at: Spot) -> None:
        """Paint the units of the step as cells; the one looked at has a frame."""
        ink, theme = self.ink, self.ink.theme
        mask = at.trace.mask[min(at.t, at.trace.mask.shape[0] - 1), :, at.example]
        first = max(0, min(at.unit - MOST_CELLS // 2, len(mask) - MOST_CELLS))
        shown = mask[first : first + MOST_CELLS].tolist()
        columns = min(COLUMNS, len(shown))
        rows = -(-len(shown) // columns)
        pitch = min(px(24), (self.y(262) - self.y(184)) / rows)
        begin = self.x(NODE) - columns * pitch / 2
        for k, factor in enumerate(shown):
            side = pitch - px(4)
            place = QRectF(
                begin + k % columns * pitch, self.y(188) + k // columns * pitch, side, side
            )
            ink.box(place, theme.t2 if factor else None, theme.line2, radius=3)
            if first + k == at.unit:
                ink.box(place.adjusted(-2.5, -2.5, 2.5, 2.5), None, theme.t1, radius=5, width=1.5)
        kept = sum(1 for factor in mask.tolist() if factor)
        text = translate("Cell", "{kept} of {count} units kept at this step")
        text = text.format(kept=numbers.count(kept), count=numbers.count(len(mask)))
        ink.text(self.box().center().x(), self.y(276), text, size=12, token="t2", align="centre")


def arithmetic(sheet: Sheet, top: float, at: Spot) -> None:
    """Paint where the factor comes from, and the product."""
    n, b = numbers.decimal, numbers.bracketed
    factor, rate = at.value("mask"), getattr(at.settings, "rate", 0.0)
    y = sheet.heading(top, translate("Cell", "The arithmetic"))
    line: list[Piece] = [("m", "t1"), (" = ", "t3"), (n(factor), "t1")]
    if factor and not at.recording.followed:
        line = [
            ("m", "t1"), (f" = 1/(1 − {numbers.setting(rate)}) = ", "t3"), (n(factor), "t1"),
        ]  # fmt: skip
    y = sheet.equation(y, line) + px(4)
    y = sheet.equation(y, [("y", "t1"), (" = x·m", "t3")])
    y = sheet.equation(
        y, [(f"  = {n(at.value('x'))}·{b(factor)} = ", "t3"), (n(at.value("y")), "t1")]
    )
    sheet.rule(y + px(2))
    text = translate(
        "Cell", "Each iteration drops other numbers; in validation all are kept, times 1."
    )
    for part in sheet.lines(text, 12):
        sheet.ink.text(sheet.left, middle(y + px(20), 12), part, size=12, token="t2")
        y += px(17)
