"""A unit of a simple recurrent or a dense layer: a sum and its bend, on the grid of the LSTM's diagram."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt
from PySide6.QtGui import QPen, QPolygonF

from gui.theme import px
from gui.widgets import numbers
from gui.widgets.ink import middle, mixed

from .cell_bends import BENDS, SIGNS, reach
from .cell_face import Face, Grid, Room
from .cell_facts import SumFacts, sum_facts
from .cell_output import output_facts, output_sentence
from .cell_sheet import Sheet, wire_width
from .cell_sum import MOST_PARTS, arithmetic, gradient_list, gradient_names, sum_signs

if TYPE_CHECKING:
    from gui.widgets.ink import Piece

    from .cell_facts import Spot

translate = QCoreApplication.translate

MOST_BARS = 16
"""Units that the picture of a softmax shows."""


class SumFace(Face):
    """A unit of a simple recurrent or a dense layer.

    Parameters
    ----------
    activation : str
        The bend.
    recurrent : bool
        Whether h(t−1) is added.
    """

    def __init__(self, activation: str, *, recurrent: bool) -> None:
        self.activation, self.recurrent = activation, recurrent
        self.letter = "h" if recurrent else "y"

    def _diagram(self, sheet: Sheet, room: Room, at: Spot | None) -> SumDiagram:
        return SumDiagram(sheet, room, at, self.activation, recurrent=self.recurrent)

    def still(self, sheet: Sheet, room: Room, at: Spot | None) -> None:
        """Paint cell, bend and its curve; once there are values, where they meet."""
        diagram = self._diagram(sheet, room, at)
        diagram.still()
        if at is not None:
            diagram.names(self.letter)

    def live(self, sheet: Sheet, room: Room, at: Spot) -> None:
        """Paint the values."""
        diagram = self._diagram(sheet, room, at)
        diagram.live(at.once(sum_facts))
        if self.activation == "softmax":
            diagram.shares(at)

    def signs(self, sheet: Sheet, top: float, at: Spot) -> None:
        """Paint symbolic equations and names."""
        if at.phase == "backward":
            gradient_names(sheet, top, self._gradients(at))
        else:
            sum_signs(sheet, top, at, self.activation, self.letter)

    def arithmetic(self, sheet: Sheet, top: float, at: Spot) -> None:
        """Paint the numbers."""
        if at.phase == "backward":
            gradient_list(sheet, top, self._gradients(at))
            return
        said = at.once(output_facts) if at.is_output else None
        arithmetic(sheet, top, at.once(sum_facts), self.activation, self.letter, said)

    def _gradients(self, at: Spot) -> list[tuple[str, str, float]]:
        outer = at.value("d" + self.letter)
        return [
            ("δ" + self.letter, translate("Cell", "gradient that arrives"), outer),
            ("δz", translate("Cell", "what the bend lets through"), at.value("dz")),
        ]

    def sentence(self, at: Spot) -> str:
        """Say what comes in and goes out; of an output also what it should be."""
        if at.phase == "backward":
            return self._share(at)
        if at.is_output:
            return output_sentence(at.once(output_facts), at.value("z"))
        facts, n = at.once(sum_facts), numbers.decimal
        if self.recurrent:
            text = translate("Cell", "Inputs give {inputs}, memory gives {memory}; it shows {out}.")
            return text.format(
                inputs=n(facts.from_inputs), memory=n(facts.from_memory), out=n(facts.out)
            )
        if self.activation == "identity":
            return translate("Cell", "Its inputs sum to {z}, and it says so.").format(z=n(facts.z))
        text = translate("Cell", "Its inputs sum to {z}; {bend} makes it {out}.")
        return text.format(z=n(facts.z), bend=SIGNS[self.activation], out=n(facts.out))

    def _share(self, at: Spot) -> str:
        """Say which share of the gradient the bend lets through."""
        outer, inner = at.value("d" + self.letter), at.value("dz")
        if not outer:
            return translate("Cell", "No gradient reaches this unit here.")
        text = translate("Cell", "The bend lets {share} of the gradient through.")
        return text.format(share=numbers.percent(inner / outer))


class SumDiagram(Grid):
    """Inputs, memory and bias flow into a sum, the sum into a bend.

    Parameters
    ----------
    sheet : Sheet
        Where to paint.
    room : Room
        Where the diagram stands.
    at : Spot or None
        What is looked at.
    activation : str
        The bend.
    recurrent : bool
        Whether h(t−1) is added.
    """

    def __init__(
        self, sheet: Sheet, room: Room, at: Spot | None, activation: str, *, recurrent: bool
    ) -> None:
        super().__init__(sheet, room, at)
        self.activation, self.recurrent = activation, recurrent

    @property
    def _node(self) -> tuple[float, float]:
        return self.x(158), self.y(144)

    def bend(self) -> QRectF:
        """Give the place of the bend."""
        rect = QRectF(0, 0, px(70), px(70))
        rect.moveCenter(QPointF(self.x(258), self.y(144)))
        return rect

    def still(self) -> None:
        """Paint cell, bend and its curve."""
        ink, theme = self.ink, self.ink.theme
        self.paint_box()
        chip = self.bend()
        colour = theme.h if self.recurrent else theme.edge
        ink.box(chip, mixed(colour, theme.s1, 0.14), colour, width=1.5)
        inner = chip.adjusted(px(8), px(20), -px(8), -px(8))
        ink.text(
            chip.left() + px(6), middle(chip.top() + px(12), 12), SIGNS[self.activation], size=12,
            token="t2",
        )  # fmt: skip
        if self.activation not in BENDS:
            return
        centre = inner.center()
        ink.fill(inner.left(), centre.y(), inner.width(), 1, theme.line2)
        ink.fill(centre.x(), inner.top(), 1, inner.height(), theme.line2)
        ink.p.setPen(QPen(theme.t2, 1.5))
        ink.p.setBrush(Qt.BrushStyle.NoBrush)
        points = [self._on_curve(inner, z) for z in np.linspace(-3, 3, 41).tolist()]
        ink.p.drawPolyline(QPolygonF(points))

    def _on_curve(self, inner: QRectF, z: float) -> QPointF:
        z = min(3.0, max(-3.0, z))
        y = BENDS[self.activation](z)
        centre, high = inner.center(), inner.height() / 2
        return QPointF(
            centre.x() + z / 3 * inner.width() / 2, centre.y() - y / reach(self.activation) * high
        )

    def shares(self, at: Spot) -> None:
        """Paint what all units get of a softmax; the one looked at is brighter."""
        inner = self.bend().adjusted(px(8), px(20), -px(8), -px(8))
        values = at.trace.y[min(at.t, at.trace.y.shape[0] - 1), :, at.example]
        first = max(0, min(at.unit - MOST_BARS // 2, len(values) - MOST_BARS))
        shown = np.nan_to_num(values[first : first + MOST_BARS])
        wide, largest = inner.width() / len(shown), float(shown.max()) or 1.0
        for k, value in enumerate(shown.tolist()):
            high = max(1.0, inner.height() * value / largest)
            colour = self.ink.theme.t1 if first + k == at.unit else self.ink.theme.edge
            left = inner.left() + k * wide
            self.ink.fill(left, inner.bottom() - high, max(1.0, 0.7 * wide), high, colour)

    def names(self, letter: str) -> None:
        """Paint the sign of the sum and the names of what goes in and comes out."""
        ink, (x, y) = self.ink, self._node
        ink.node(x, y, "Σ")
        between = (x + px(12) + self.bend().left()) / 2
        ink.text(between, y - px(12), "z", size=13, token="t2", align="centre")
        token = "h" if self.recurrent else "t1"
        name: list[Piece] = [(letter, token)]
        if self.recurrent:
            name.append(("t", token, "sub"))
        right = self.sheet.width - self.x(12)
        ink.run(right, y - px(11), name, size=14, weight=600, mono=False, align="right")
        if not self.recurrent:
            return
        left, start, high, low = self.x(12), self.x(66), self.y(66) - px(10), self.y(222) - px(10)
        before: list[Piece] = [("h", "h"), (self.past, "h", "sub")]
        inputs: list[Piece] = [("x", "t2"), ("t", "t2", "sub")]
        ink.run(left, high, before, size=14, weight=600, mono=False)
        ink.run(left, low, inputs, size=14, weight=600, mono=False)
        ink.text(start, high, "Σ U·h", size=12, token="t2")
        ink.text(start, low, "Σ W·x", size=12, token="t2")
        ink.text(start, middle(y - px(9), 12), "b", size=12, token="t2")

    def live(self, facts: SumFacts) -> None:
        """Paint the values."""
        ink, theme, (x, y) = self.ink, self.ink.theme, self._node
        chip, n = self.bend(), numbers.decimal
        if self.recurrent:
            self._two_sums(facts, x, y)
        else:
            self._fan(facts, x, y)
        out = self.sheet.width - self.x(10)
        colour = theme.h if self.recurrent else theme.t1
        ink.wire(((x + self.rim, y), (chip.left(), y)), theme.t1, wire_width(facts.z))
        ink.wire(((chip.right(), y), (out, y)), colour, wire_width(facts.out))
        between, below = (x + px(12) + chip.left()) / 2, y + px(20)
        ink.text(between, below, n(facts.z), size=13, weight=600, align="centre")
        if math.isfinite(facts.z) and self.activation in BENDS:
            inner = chip.adjusted(px(8), px(20), -px(8), -px(8))
            ink.p.setPen(QPen(theme.s1, 1.5))
            ink.p.setBrush(theme.t1)
            ink.p.drawEllipse(self._on_curve(inner, facts.z), px(4.5), px(4.5))
        right = self.sheet.width - self.x(12)
        ink.text(right, y + px(21), n(facts.out), size=14, weight=600, align="right")

    def _two_sums(self, facts: SumFacts, x: float, y: float) -> None:
        """Paint what comes from the memory, the inputs and the bias."""
        ink, theme, rim, n = self.ink, self.ink.theme, self.rim, numbers.decimal
        high, low, left = self.y(66), self.y(222), self.x(10)
        wide = wire_width(facts.from_memory)
        ink.wire(((left, high), (x, high), (x, y - rim)), theme.h, wide)
        wide = wire_width(facts.from_inputs)
        ink.wire(((left, low), (x, low), (x, y + rim)), theme.t2, wide)
        ink.wire(((self.x(104), y), (x - rim, y)), theme.t3, wire_width(facts.bias))
        start = self.x(66)
        ink.text(start, high + px(20), n(facts.from_memory), size=14, weight=600)
        ink.text(start, low + px(20), n(facts.from_inputs), size=14, weight=600)
        ink.text(start, middle(y + px(8), 12), n(facts.bias), size=12)

    def _fan(self, facts: SumFacts, x: float, y: float) -> None:
        """Paint the largest products as wires that come together: colour is sign, width is size."""
        ink, theme, rim, left = self.ink, self.ink.theme, self.rim, self.x(12)
        room = self.y(264) - self.y(24)
        most = max(1, min(MOST_PARTS, int(room // px(34))))
        shown = sorted(facts.inputs[:most], key=lambda part: part.column)
        count = max(1, len(shown))
        for k, part in enumerate(shown):
            begin, place = self.x(62), self.y(24 + 240 * (k + 0.5) / count)
            colour = theme.plus if part.product >= 0 else theme.minus
            share = rim / math.hypot(x - begin, y - place)
            end = (x - share * (x - begin), y - share * (y - place))
            ink.wire(((begin, place), end), colour, wire_width(part.product), arrow=False)
            name: tuple[Piece, ...] = ("x", "t2"), (str(part.column + 1), "t2", "sub")
            ink.run(left, middle(place - px(8), 13), name, size=13, mono=False)
            text = numbers.decimal(part.value)
            ink.text(left, middle(place + px(8), 13), text, size=13, weight=600)
        foot = self.y(268)
        ink.wire(((x, foot - px(12)), (x, y + rim)), theme.t3, wire_width(facts.bias))
        text = "b " + numbers.decimal(facts.bias)
        ink.text(x, foot + px(4), text, size=12, token="t2", align="centre")
