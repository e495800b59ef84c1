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

from .cell_facts import OutputFacts, Part, SumFacts
from .cell_lstm import DIAGRAM, NATURAL
from .cell_sheet import ROW, Sheet, power, times_power, wire_width

if TYPE_CHECKING:
    from collections.abc import Callable

    from gui.widgets.ink import Piece

translate = QCoreApplication.translate

MOST_PARTS = 6
"""Products that are listed one by one."""
BENDS: dict[str, Callable[[float], float]] = {
    "identity": lambda z: z,
    "sigmoid": lambda z: 1 / (1 + math.exp(-z)),
    "tanh": math.tanh,
    "relu": lambda z: max(z, 0.0),
}
SIGNS = {"identity": "z", "sigmoid": "σ", "tanh": "tanh", "relu": "ReLU"}


class SumDiagram:
    """Inputs, memory and bias flow into a sum, the sum into a bend.

    Parameters
    ----------
    sheet : Sheet
        Where to paint.
    top, height : float
        Where the diagram stands.
    activation : str
        The bend.
    recurrent : bool
        Whether h(t−1) is added.
    """

    def __init__(
        self, sheet: Sheet, top: float, height: float, activation: str, *, recurrent: bool
    ) -> None:
        self.sheet, self.ink = sheet, sheet.ink
        self.top, self.sx, self.sy = top, sheet.width / NATURAL, height / DIAGRAM
        self.activation, self.recurrent = activation, recurrent

    def x(self, natural: float) -> float:
        """Give a place across."""
        return natural * self.sx

    def y(self, natural: float) -> float:
        """Give a place down."""
        return self.top + natural * self.sy

    @property
    def _node(self) -> tuple[float, float]:
        return self.x(158), self.y(144)

    def chip(self) -> QRectF:
        """Give the place of the bend."""
        rect = QRectF(0, 0, px(70), px(70))
        rect.moveCenter(QPointF(self.x(258), self.y(144)))
        return rect

    def still(self) -> None:
        """Paint cell, bend and its curve."""
        ink, theme = self.ink, self.ink.theme
        rect = QRectF(self.x(54), self.y(0), self.x(319) - self.x(54), self.y(288) - self.y(0))
        ink.box(rect, mixed(theme.s2, theme.s1, 0.6), theme.line2, radius=12)
        chip = self.chip()
        colour = theme.h if self.recurrent else theme.edge
        ink.box(chip, mixed(colour, theme.s1, 0.14), colour, width=1.5)
        inner = chip.adjusted(px(8), px(20), -px(8), -px(8))
        ink.text(
            chip.left() + px(9), middle(chip.top() + px(12), 12), SIGNS[self.activation], size=12,
            token="t2",
        )  # fmt: skip
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
        reach = 3.0 if self.activation in ("identity", "relu") else 1.15
        centre = inner.center()
        return QPointF(
            centre.x() + z / 3 * inner.width() / 2, centre.y() - y / reach * inner.height() / 2
        )

    def live(self, facts: SumFacts, letter: str) -> None:
        """Paint the values."""
        ink, theme = self.ink, self.ink.theme
        x, y = self._node
        radius, chip = px(12), self.chip()
        if self.recurrent:
            self._two_sums(facts, x, y, radius)
        else:
            self._fan(facts, x, y, radius)
        out = self.sheet.width - self.x(10)
        token = "h" if self.recurrent else "t1"
        ink.wire([(x, y), (chip.left(), y)], theme.t1, wire_width(facts.z))
        ink.wire([(chip.right(), y), (out, y)], getattr(theme, token), wire_width(facts.out))
        ink.node(x, y, "Σ")
        ink.text(
            (x + radius + chip.left()) / 2, y - px(12), "z", size=13, token="t2", align="centre"
        )
        ink.text(
            (x + radius + chip.left()) / 2, y + px(20), numbers.decimal(facts.z), size=13,
            weight=600, align="centre",
        )  # fmt: skip
        if math.isfinite(facts.z):
            inner = chip.adjusted(px(8), px(20), -px(8), -px(8))
            ink.p.setPen(QPen(theme.s1, 1.5))
            ink.p.setBrush(theme.t1)
            ink.p.drawEllipse(self._on_curve(inner, facts.z), px(4.5), px(4.5))
        right = self.sheet.width - self.x(12)
        name: list[Piece] = [(letter, token)]
        if self.recurrent:
            name.append(("t", token, "sub"))
        ink.run(right, y - px(11), name, size=14, weight=600, mono=False, align="right")
        ink.text(right, y + px(21), numbers.decimal(facts.out), size=14, weight=600, align="right")

    def _two_sums(self, facts: SumFacts, x: float, y: float, radius: float) -> None:
        """Paint what comes from the memory, the inputs and the bias."""
        ink, theme = self.ink, self.ink.theme
        high, low, left = self.y(66), self.y(222), self.x(10)
        wire = wire_width(facts.from_memory)
        ink.wire([(left, high), (x, high), (x, y - radius)], theme.h, wire)
        wire = wire_width(facts.from_inputs)
        ink.wire([(left, low), (x, low), (x, y + radius)], theme.t2, wire)
        ink.wire([(self.x(104), y), (x - radius, y)], theme.t3, wire_width(facts.bias))
        before: list[Piece] = [("h", "h"), ("t−1", "h", "sub")]
        inputs: list[Piece] = [("x", "t2"), ("t", "t2", "sub")]
        ink.run(self.x(12), high - px(10), before, size=14, weight=600, mono=False)
        ink.run(self.x(12), low - px(10), inputs, size=14, weight=600, mono=False)
        start = self.x(66)
        for top, name, value in (
            (high, "Σ U·h", facts.from_memory), (low, "Σ W·x", facts.from_inputs),
        ):  # fmt: skip
            ink.text(start, top - px(10), name, size=12, token="t2")
            text = numbers.decimal(value)
            ink.text(start, top + px(20), text, size=14, weight=600)
        ink.text(start, middle(y - px(9), 12), "b", size=12, token="t2")
        ink.text(start, middle(y + px(8), 12), numbers.decimal(facts.bias), size=12)

    def _fan(self, facts: SumFacts, x: float, y: float, radius: float) -> None:
        """Paint the largest products as wires that come together: colour is sign, width is size."""
        ink, theme = self.ink, self.ink.theme
        room = self.y(264) - self.y(24)
        most = max(1, min(MOST_PARTS, int(room // px(34))))
        shown = sorted(facts.inputs[:most], key=lambda part: part.index)
        count = max(1, len(shown))
        for k, part in enumerate(shown):
            place = self.y(24 + 240 * (k + 0.5) / count)
            colour = theme.plus if part.product >= 0 else theme.minus
            ink.line(self.x(62), place, x, y, colour, wire_width(part.product))
            name: list[Piece] = [("x", "t2"), (str(part.index + 1), "t2", "sub")]
            ink.run(self.x(12), middle(place - px(8), 13), name, size=13, mono=False)
            text = numbers.decimal(part.value)
            ink.text(self.x(12), middle(place + px(8), 13), text, size=13, weight=600)
        foot = self.y(268)
        ink.wire([(x, foot - px(12)), (x, y + radius)], theme.t3, wire_width(facts.bias))
        text = "b " + numbers.decimal(facts.bias)
        ink.text(x, foot + px(4), text, size=12, token="t2", align="centre")


def arithmetic(
    sheet: Sheet,
    top: float,
    facts: SumFacts,
    activation: str,
    letter: str,
    said: OutputFacts | None,
) -> None:
    """Paint the sum, the bend, the loss of an output, and the largest products.

    Parameters
    ----------
    sheet : Sheet
        Where to paint.
    top : float
        Middle of the heading.
    facts : SumFacts
        The numbers.
    activation : str
        The bend.
    letter : str
        Letter of what comes out.
    said : OutputFacts or None
        Of an output: target and loss.
    """
    n, b = numbers.decimal, numbers.bracketed
    y = sheet.heading(top, translate("Cell", "The arithmetic"))
    token = "h" if letter == "h" else "t1"
    if letter == "h":
        y = sheet.equation(
            y,
            [
                ("z", "t1"), (" = Σ W·x + Σ U·", "t3"), ("h", "h"), ("t−1", "h", "sub"),
                (" + b", "t3"),
            ],
        )  # fmt: skip
        parts = f"{n(facts.from_inputs)} + {b(facts.from_memory)} + {b(facts.bias)}"
    else:
        y = sheet.equation(y, [("z", "t1"), (" = Σ W·x + b", "t3")])
        parts = f"{n(facts.from_inputs)} + {b(facts.bias)}"
    y = sheet.equation(y, [("  = ", "t3"), (parts, "t2"), (" = ", "t3"), (n(facts.z), "t1")])
    y += px(4)
    if activation == "identity":
        pieces: list[Piece] = [(letter, token), (" = z = ", "t3"), (n(facts.out), "t1")]
    else:
        sign = SIGNS[activation]
        pieces = [
            (letter, token), (f" = {sign}(", "t3"), (n(facts.z), "t2"), (") = ", "t3"),
            (n(facts.out), "t1"),
        ]  # fmt: skip
    y = sheet.equation(y, pieces)
    if said is not None and said.counted:
        y = _loss(sheet, y, said)
    sheet.rule(y - px(4))
    _parts(sheet, y + px(14), facts, MOST_PARTS if said is None else MOST_PARTS - 2)


def _loss(sheet: Sheet, y: float, said: OutputFacts) -> float:
    """Paint how far the output is from its target."""
    name = translate("Cell", "loss")
    n = numbers.decimal
    if said.chance:
        p: list[Piece] = [("p", "t1"), (" = σ(z) = ", "t3"), (n(said.output), "t1")]
        y = sheet.equation(y, p)
        inner = n(said.output) if said.target > 0.5 else f"1 − {n(said.output)}"
        pieces: list[Piece] = [(f"{name} = −ln({inner}) = ", "t3")]
    else:
        pieces = [
            (f"{name} = (", "t3"), (n(said.output), "t2"), (" − ", "t3"),
            (numbers.bracketed(said.target), "t2"), (")", "t3"), ("2", "t3", "sup"), (" = ", "t3"),
        ]  # fmt: skip
    return sheet.equation(y, [*pieces, (numbers.loss(said.term), "t1")])


def _parts(sheet: Sheet, y: float, facts: SumFacts, most: int) -> None:
    """List the largest products, and the rest as one."""
    every = sorted((*facts.inputs, *facts.memory), key=lambda part: -abs(part.product))
    shown, rest = every[:most], every[most:]
    largest = max((abs(part.product) for part in shown), default=0.0) or 1.0
    for part in shown:
        _part(sheet, y, part, largest)
        y += px(ROW - 2)
    if rest:
        text = translate("Cell", "and {count} more: {value}").format(
            count=len(rest), value=numbers.decimal(sum(part.product for part in rest))
        )
        sheet.ink.text(sheet.left, middle(y, 12), text, size=12, token="t2")


def _part(sheet: Sheet, y: float, part: Part, largest: float) -> None:
    ink = sheet.ink
    token = "h" if part.name == "h" else "t1"
    name: list[Piece] = [(part.name, token), (str(part.index + 1), token, "sub")]
    ink.run(sheet.left, middle(y, 14), name, size=14)
    text = f"{numbers.decimal(part.weight)}·{numbers.bracketed(part.value)}"
    ink.text(sheet.left + px(34), middle(y, 13), text, size=13, token="t2", mono=True)
    text = "= " + numbers.decimal(part.product)
    ink.text(sheet.left + px(222), middle(y, 13), text, size=13, mono=True, align="right")
    colour = ink.theme.plus if part.product >= 0 else ink.theme.minus
    sheet.bar(y, part.product / largest, colour, signed=True, left=sheet.left + px(242))


def gradient_list(sheet: Sheet, top: float, values: list[tuple[str, str, float]]) -> None:
    """Paint the gradients of a unit as a list with bars.

    Parameters
    ----------
    sheet : Sheet
        Where to paint.
    top : float
        Middle of the heading.
    values : list of (str, str, float)
        Letter, what it is, gradient.
    """
    largest = max((abs(v) for _, _, v in values if math.isfinite(v)), default=0.0)
    exponent = power(largest)
    ink = sheet.ink
    ink.text(sheet.left, middle(top, 14), translate("Cell", "Gradients"), size=14, weight=600)
    ink.run(sheet.right, middle(top, 12), times_power(exponent), size=12, mono=False, align="right")
    y = top + px(ROW + 4)
    for letter, name, value in values:
        token = letter[-1] if letter[-1] in "ifgoch" else "t1"
        ink.text(sheet.left, middle(y, 14), letter, size=14, weight=700, token=token, mono=True)
        text = numbers.decimal(value / 10.0**exponent)
        ink.text(
            sheet.left + px(104), middle(y, 14), text, size=14, weight=600, mono=True,
            align="right",
        )  # fmt: skip
        colour = ink.theme.plus if value >= 0 else ink.theme.minus
        share = value / largest if largest else 0.0
        sheet.bar(y, share, colour, signed=True, left=sheet.left + px(124))
        ink.text(sheet.left, middle(y + px(19), 12), name, size=12, token="t2")
        y += px(ROW + 22)


def sentence(facts: SumFacts, activation: str, *, recurrent: bool) -> str:
    """Say in one sentence what the unit does."""
    if recurrent:
        text = translate("Cell", "Inputs give {inputs}, memory gives {memory}; it shows {out}.")
        return text.format(
            inputs=numbers.decimal(facts.from_inputs),
            memory=numbers.decimal(facts.from_memory),
            out=numbers.decimal(facts.out),
        )
    if activation == "identity":
        text = translate("Cell", "Its inputs sum to {z}, and it says so.")
        return text.format(z=numbers.decimal(facts.z))
    text = translate("Cell", "Its inputs sum to {z}; {bend} makes it {out}.")
    return text.format(
        z=numbers.decimal(facts.z), bend=SIGNS[activation], out=numbers.decimal(facts.out)
    )


def output_sentence(said: OutputFacts, z: float) -> str:
    """Say what the network says, and what it should."""
    if not said.counted:
        text = translate("Cell", "Says {output}; this step has no target.")
        value = z if math.isnan(said.output) else said.output
        return text.format(output=numbers.decimal(value))
    if said.chance:
        text = translate("Cell", "Says {share} for 1, the target is {target}.")
        return text.format(
            share=numbers.percent(said.output), target=numbers.decimal(said.target, 0)
        )
    text = translate("Cell", "Says {output}, the target is {target}.")
    return text.format(output=numbers.decimal(said.output), target=numbers.decimal(said.target))
