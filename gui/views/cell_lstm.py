"""An LSTM unit: the diagram with its values, and the arithmetic, forwards and backwards."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QRectF

from gui.theme import px
from gui.widgets import numbers
from gui.widgets.ink import faded, gradient_colour, middle, mixed

from .cell_facts import LSTMFacts, LSTMGradients
from .cell_sheet import ROW, Sheet, power, times_power, wire_width

if TYPE_CHECKING:
    from gui.widgets.ink import Piece

translate = QCoreApplication.translate

NATURAL = 372.0
"""Width for which the places of the diagram are given."""
CHIPS = (("f", "σ", 88.0), ("i", "σ", 146.0), ("g", "tanh", 204.0), ("o", "σ", 261.0))
DIAGRAM = 292.0
ARITHMETIC = 266
"""Height of what is below the diagram, the same in both directions: nothing moves."""


class Diagram:
    """Places of the diagram: natural ones, stretched to the width and height at hand.

    Parameters
    ----------
    sheet : Sheet
        Where to paint.
    top, height : float
        Where the diagram stands.
    """

    def __init__(self, sheet: Sheet, top: float, height: float) -> None:
        self.sheet = sheet
        self.ink = sheet.ink
        self.top = top
        self.sx = sheet.width / NATURAL
        self.sy = height / DIAGRAM

    def x(self, natural: float) -> float:
        """Give a place across."""
        return natural * self.sx

    def y(self, natural: float) -> float:
        """Give a place down."""
        return self.top + natural * self.sy

    def box(self) -> QRectF:
        """Give the outline of the cell."""
        return QRectF(self.x(54), self.y(0), self.x(319) - self.x(54), self.y(288) - self.y(0))

    def chip(self, centre: float) -> QRectF:
        """Give the place of a gate."""
        wide = min(px(60), 54 * self.sx)
        high = max(px(44), 63 * self.sy)
        return QRectF(self.x(centre) - wide / 2, self.y(258) - high, wide, high)

    def still(self) -> None:
        """Paint what has no value: the cell, the chips, the bus of the inputs."""
        ink, theme = self.ink, self.ink.theme
        ink.box(self.box(), mixed(theme.s2, theme.s1, 0.6), theme.line2, radius=12)
        y = self.y(274)
        ink.line(self.x(12), y, self.x(CHIPS[-1][2]), y, theme.t3, 1.5)
        for letter, squash, centre in CHIPS:
            rect = self.chip(centre)
            ink.line(self.x(centre), y, self.x(centre), rect.bottom(), theme.t3, 1.5)
            colour = getattr(theme, letter)
            ink.box(rect, mixed(colour, theme.s1, 0.16), colour, radius=8, width=1.5)
            row = rect.top() + 0.32 * rect.height()
            ink.text(
                rect.left() + px(7), middle(row, 15), letter, size=15, weight=700, token=letter
            )
            ink.text(
                rect.right() - px(6), middle(row, 12), squash, size=12, token="t2", align="right"
            )
        ink.run(self.x(12), y - px(8), [("x", "t2"), ("t", "t2", "sub")], size=13, mono=False)
        ink.run(self.x(12), y + px(17), [("h", "t2"), ("t−1", "t2", "sub")], size=13, mono=False)

    def ends(self) -> None:
        """Paint the names of the states at both sides."""
        left, right, y = self.x(12), self.sheet.width - self.x(12), self.y(50)
        gap = px(10)
        before: list[Piece] = [("c", "c"), ("t−1", "c", "sub")]
        after: list[Piece] = [("c", "c"), ("t", "c", "sub")]
        hidden: list[Piece] = [("h", "h"), ("t", "h", "sub")]
        self.ink.run(left, y - gap, before, size=14, weight=600, mono=False)
        self.ink.run(right, y - gap, after, size=14, weight=600, mono=False, align="right")
        y = self.y(178)
        self.ink.run(right, y - gap, hidden, size=14, weight=600, mono=False, align="right")

    def numbers(self, before: str, after: str, hidden: str) -> None:
        """Paint the values of the states at both sides."""
        left, right, below = self.x(12), self.sheet.width - self.x(12), px(20)
        self.ink.text(left, self.y(50) + below, before, size=14, weight=600)
        self.ink.text(right, self.y(50) + below, after, size=14, weight=600, align="right")
        self.ink.text(right, self.y(178) + below, hidden, size=14, weight=600, align="right")

    def gates(self, facts: LSTMFacts) -> None:
        """Paint the gates' values, and their wires as thick as they are."""
        ink, theme = self.ink, self.ink.theme
        node, belt, radius = self.y(134), self.y(50), px(12)
        for letter, _, centre in CHIPS:
            rect, value = self.chip(centre), getattr(facts, letter)
            y = middle(rect.top() + 0.72 * rect.height(), 15)
            ink.text(
                rect.center().x(), y, numbers.decimal(value), size=15, weight=600, align="centre"
            )
            start = (self.x(centre), rect.top())
            ends = {
                "f": [(self.x(88), belt + radius)],
                "i": [(self.x(146), node), (self.x(175) - radius, node)],
                "g": [(self.x(204), node), (self.x(175) + radius, node)],
                "o": [(self.x(261), node), (self.x(298) - radius, node)],
            }[letter]
            ink.wire([start, *ends], getattr(theme, letter), wire_width(value))

    def nodes(self) -> None:
        """Paint the signs over the wires."""
        ink, theme = self.ink, self.ink.theme
        ink.node(self.x(88), self.y(50), "×")
        ink.node(self.x(175), self.y(50), "+")
        ink.node(self.x(175), self.y(134), "×")
        ink.node(self.x(298), self.y(134), "×")
        pill = QRectF(0, 0, px(42), px(20))
        pill.moveCenter(self.box().topLeft())
        pill.moveCenter(QRectF(self.x(298) - 1, self.y(92) - 1, 2, 2).center())
        ink.box(pill, theme.s2, theme.t1, radius=10, width=1.25)
        ink.text(
            pill.center().x(), middle(pill.center().y(), 12), "tanh", size=12, weight=600,
            align="centre",
        )  # fmt: skip

    def forward(self, facts: LSTMFacts) -> None:
        """Paint the values on their way forwards."""
        ink, theme = self.ink, self.ink.theme
        belt, node, radius = self.y(50), self.y(134), px(12)
        out = self.sheet.width - self.x(10)
        right = [(self.x(175), belt), (out, belt)]
        ink.wire(
            [(self.x(10), belt), (self.x(88), belt)], theme.c, wire_width(facts.c_before),
            arrow=False,
        )  # fmt: skip
        ink.wire(
            [(self.x(88), belt), (self.x(175), belt)], theme.c, wire_width(facts.kept), arrow=False
        )
        ink.wire(right, theme.c, wire_width(facts.c))
        down = [(self.x(298), belt), (self.x(298), node)]
        ink.wire(down, theme.c, wire_width(facts.tanh_c), arrow=False)
        self.gates(facts)
        up = [(self.x(175), node), (self.x(175), belt + radius)]
        ink.wire(up, theme.t1, wire_width(facts.written))
        hidden = [(self.x(298), node), (self.x(298), self.y(178)), (out, self.y(178))]
        ink.wire(hidden, theme.h, wire_width(facts.h))
        self.nodes()
        text = numbers.decimal(facts.kept)
        x = (self.x(88) + self.x(175)) / 2
        ink.text(x, belt - px(9), text, size=13, token="t2", align="centre")
        y = middle((belt + node) / 2, 13)
        ink.text(self.x(175) + px(10), y, numbers.decimal(facts.written), size=13, token="t2")
        self.ends()
        shown = (facts.c_before, facts.c, facts.h)
        self.numbers(*(numbers.decimal(value) for value in shown))

    def backward(self, facts: LSTMFacts, back: LSTMGradients) -> None:
        """Paint the gradients on their way backwards; the gates keep their forward values."""
        ink = self.ink
        belt, node, radius = self.y(50), self.y(134), px(12)
        out, largest = self.sheet.width - self.x(10), back.largest or 1.0
        unit = 10.0 ** power(largest)

        def wire(points: list[tuple[float, float]], value: float, *, arrow: bool = True) -> None:
            share = abs(value) / largest if math.isfinite(value) else 1.0
            place = 1 + math.log10(max(share, 1e-4)) / 4
            ink.wire(points, gradient_colour(0.25 + 0.55 * place), wire_width(share), arrow=arrow)

        self.gates(facts)
        ink.wire(
            [(self.x(175), node), (self.x(175), belt + radius)], ink.theme.t1,
            wire_width(facts.written),
        )  # fmt: skip
        wire([(out, belt), (self.x(175) + radius, belt)], back.c_after)
        wire([(self.x(175), belt), (self.x(88) + radius, belt)], back.c)
        wire([(self.x(88), belt), (self.x(10), belt)], back.c_before)
        wire([(self.x(298), node), (self.x(298), belt + px(3))], back.through_h)
        corner = (self.x(298), self.y(178))
        wire([(out, self.y(178)), corner, (self.x(298), node + radius)], back.h)
        self.nodes()
        x = (self.x(88) + self.x(175)) / 2
        text = "δ " + numbers.decimal(back.c / unit)
        ink.text(x, belt - px(9), text, size=13, token="t2", align="centre")
        self.ends()
        shown = (back.c_before, back.c_after, back.h)
        self.numbers(*(numbers.decimal(value / unit) for value in shown))


def arithmetic_still(sheet: Sheet, top: float) -> None:
    """Paint what stays of the arithmetic: its heading and signs."""
    y = sheet.heading(top, translate("Cell", "The arithmetic"))
    for letter in "ifgo":
        sheet.ink.text(
            sheet.left, middle(y, 14), letter, size=14, weight=700, token=letter, mono=True
        )
        sheet.ink.text(sheet.left + px(17), middle(y, 14), "=", size=14, token="t3", mono=True)
        sheet.ink.text(
            equals(sheet), middle(y, 14), "=", size=14, token="t3", mono=True, align="right"
        )
        y += px(ROW)
    sheet.rule(y - px(5))


def equals(sheet: Sheet) -> float:
    """Give the right end of the second equals sign."""
    return sheet.left + px(170)


def bars(sheet: Sheet) -> float:
    """Give the left end of the bars."""
    return sheet.left + px(242)


def arithmetic(sheet: Sheet, top: float, facts: LSTMFacts) -> None:
    """Paint the numbers of the arithmetic."""
    ink, y = sheet.ink, top + px(ROW + 4)
    for letter in "ifgo":
        z, value = getattr(facts, f"z_{letter}"), getattr(facts, letter)
        squash = "tanh" if letter == "g" else "σ"
        text = f"{squash}({numbers.decimal(z)})"
        ink.text(sheet.left + px(34), middle(y, 14), text, size=14, token="t2", mono=True)
        text = numbers.decimal(value)
        x = bars(sheet) - px(16)
        ink.text(x, middle(y, 14), text, size=14, weight=600, mono=True, align="right")
        colour = getattr(ink.theme, letter)
        sheet.bar(y, value, colour, signed=letter == "g", left=bars(sheet))
        y += px(ROW)
    y += px(8)
    n, b = numbers.decimal, numbers.bracketed
    y = sheet.equation(
        y,
        [
            ("c", "c"), (" = ", "t3"), ("f", "f"), ("·", "t3"), ("c", "c"), ("t−1", "c", "sub"),
            (" + ", "t3"), ("i", "i"), ("·", "t3"), ("g", "g"),
        ],
    )  # fmt: skip
    y = sheet.equation(
        y,
        [
            ("  = ", "t3"), (n(facts.f), "f"), ("·", "t3"), (b(facts.c_before), "c"),
            (" + ", "t3"), (n(facts.i), "i"), ("·", "t3"), (b(facts.g), "g"),
        ],
    )  # fmt: skip
    y = sheet.equation(y, [("  = ", "t3"), (n(facts.c), "t1")]) + px(8)
    y = sheet.equation(
        y, [("h", "h"), (" = ", "t3"), ("o", "o"), ("·", "t3"), ("tanh(", "t3"), ("c", "c"), (")", "t3")]
    )  # fmt: skip
    sheet.equation(
        y,
        [
            ("  = ", "t3"), (n(facts.o), "o"), ("·", "t3"), (b(facts.tanh_c), "c"), (" = ", "t3"),
            (n(facts.h), "t1"),
        ],
    )  # fmt: skip


def backward_arithmetic(sheet: Sheet, top: float, facts: LSTMFacts, back: LSTMGradients) -> None:
    """Paint how the gradient goes on, and the gradients of the unit as a list."""
    largest = back.largest
    exponent = power(largest)
    unit = 10.0**exponent
    ink = sheet.ink
    ink.text(sheet.left, middle(top, 14), translate("Cell", "The arithmetic"), size=14, weight=600)
    ink.run(sheet.right, middle(top, 12), times_power(exponent), size=12, mono=False, align="right")
    y = top + px(ROW + 4)
    b = numbers.bracketed
    y = sheet.equation(
        y,
        [
            ("δc", "c"), (" = ", "t3"), ("δh", "h"), ("·", "t3"), ("o", "o"),
            ("·(1−tanh", "t3"), ("2", "t3", "sup"), ("c", "c"), (") + ", "t3"), ("δc", "c"),
            ("t+1", "c", "sub"), ("·", "t3"), ("f", "f"), ("t+1", "f", "sub"),
        ],
    )  # fmt: skip
    y = sheet.equation(
        y,
        [
            ("   = ", "t3"), (b(back.through_h / unit), "t2"), (" + ", "t3"),
            (b(back.c_after / unit), "t2"), (" = ", "t3"),
            (numbers.decimal(back.c / unit), "t1"),
        ],
    ) + px(4)  # fmt: skip
    y = sheet.equation(
        y,
        [
            ("δc", "c"), ("t−1", "c", "sub"), (" = ", "t3"), (b(back.c / unit), "t2"),
            ("·", "t3"), (numbers.decimal(facts.f), "f"), (" = ", "t3"),
            (numbers.decimal(back.c_before / unit), "t1"),
        ],
    )  # fmt: skip
    sheet.rule(y - px(4))
    y += px(14)
    for letter in "ifgoch":
        value = getattr(back, letter)
        ink.text(
            sheet.left, middle(y, 14), "δ" + letter, size=14, weight=700, token=letter, mono=True
        )
        text = numbers.decimal(value / unit)
        ink.text(
            sheet.left + px(104), middle(y, 14), text, size=14, weight=600, mono=True,
            align="right",
        )  # fmt: skip
        share = value / largest if largest else 0.0
        colour = ink.theme.plus if share >= 0 else ink.theme.minus
        sheet.bar(y, share, faded(colour, 1.0), signed=True, left=sheet.left + px(124))
        y += px(ROW)


def sentence(facts: LSTMFacts, *, backward: bool, first: bool) -> str:
    """Say in one sentence what the unit does.

    Parameters
    ----------
    facts : LSTMFacts
        Its values.
    backward : bool
        Whether gradients are looked at.
    first : bool
        Whether it is the first time step.

    Returns
    -------
    str
        In the language in force.
    """
    if backward:
        text = translate("Cell", "The belt sends {share} of the gradient back in time.")
        return text.format(share=numbers.percent(facts.f))
    if first:
        text = translate("Cell", "Starts with an empty memory, writes {value}.")
        return text.format(value=numbers.decimal(facts.written))
    text = translate("Cell", "Keeps {share} of its memory, writes {value}.")
    return text.format(share=numbers.percent(facts.f), value=numbers.decimal(facts.written))
