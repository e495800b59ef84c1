"""An LSTM unit: the diagram with its values, and the arithmetic, forwards and backwards."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from gui.theme import px
from gui.widgets import numbers
from gui.widgets.ink import faded, middle

from .cell_face import Face, Grid, Room, bars, gate_signs
from .cell_gates import LSTMFacts, LSTMGradients, lstm_facts, lstm_gradients
from .cell_sheet import ROW, Sheet, power, times_power, wire_width

if TYPE_CHECKING:
    from gui.widgets.ink import Piece

    from .cell_facts import Spot

translate = QCoreApplication.translate

CHIPS = (("f", "σ", 88.0), ("i", "σ", 146.0), ("g", "tanh", 204.0), ("o", "σ", 261.0))
LETTERS = "ifgo"
TOKENS = {letter: letter for letter in "ifgoch"}


class LSTMFace(Face):
    """An LSTM unit."""

    gate = "f"
    coloured = True

    def still(self, sheet: Sheet, room: Room, at: Spot | None) -> None:
        """Paint cell, gates and signs."""
        Diagram(sheet, room, at).still()
        if at is not None and at.phase != "backward":
            y = sheet.heading(room.below, translate("Cell", "The arithmetic"))
            sheet.rule(gate_signs(sheet, y, LETTERS, TOKENS) - px(5))

    def live(self, sheet: Sheet, room: Room, at: Spot) -> None:
        """Paint the numbers."""
        diagram, facts = Diagram(sheet, room, at), lstm_facts(at)
        if at.phase == "backward":
            back = lstm_gradients(at)
            diagram.backward(facts, back)
            backward_arithmetic(sheet, room.below, at, facts, back)
        else:
            diagram.forward(facts)
            arithmetic(sheet, room.below, at, facts)

    def sentence(self, at: Spot) -> str:
        """Say what the unit keeps and writes; backward, what it sends back in time."""
        facts = lstm_facts(at)
        if at.phase == "backward":
            return belt_sentence(facts.f, at)
        return memory_sentence(facts.f, facts.written, first=at.first)

    def letters(self, at: Spot) -> dict[str, float]:
        """Give gates and states."""
        facts = lstm_facts(at)
        return {letter: getattr(facts, letter) for letter in "ifgoch"}


def belt_sentence(share: float, at: Spot) -> str:
    """Say which share of the gradient goes by the belt to the step that was read before."""
    text = translate("Cell", "The belt sends {share} of the gradient back in time.")
    if at.kind == "gru":
        text = translate("Cell", "The state sends {share} of the gradient back in time.")
    if at.reverse:  # which is the step after
        text = translate("Cell", "{share} of the gradient goes to the step that was read before.")
    return text.format(share=numbers.percent(share))


def memory_sentence(share: float, written: float, *, first: bool) -> str:
    """Say which share of its memory a unit keeps, and what it writes to it."""
    if first:
        text = translate("Cell", "Starts with an empty memory, writes {value}.")
        return text.format(value=numbers.decimal(written))
    text = translate("Cell", "Keeps {share} of its memory, writes {value}.")
    return text.format(share=numbers.percent(share), value=numbers.decimal(written))


class Diagram(Grid):
    """The belt of c on top, the gates below it in the order in which the signal meets them."""

    def still(self) -> None:
        """Paint what has no value: the cell, the chips, the bus of the inputs."""
        ink, theme = self.ink, self.ink.theme
        self.paint_box()
        y = self.y(274)
        ink.line(self.x(12), y, self.x(CHIPS[-1][2]), y, theme.t3, 1.5)
        for letter, squash, centre in CHIPS:
            ink.line(self.x(centre), y, self.x(centre), self.chip(centre).bottom(), theme.t3, 1.5)
            self.paint_chip(letter, squash, centre, letter)
        ink.run(self.x(12), y - px(8), [("x", "t2"), ("t", "t2", "sub")], size=13, mono=False)
        ink.run(
            self.x(12), y + px(17), [("h", "t2"), (self.past, "t2", "sub")], size=13, mono=False
        )

    def ends(self) -> None:
        """Paint the names of the states at both sides."""
        left, right, y = self.x(12), self.sheet.width - self.x(12), self.y(50)
        gap = px(10)
        before: list[Piece] = [("c", "c"), (self.past, "c", "sub")]
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
        ink = self.ink
        ink.node(self.x(88), self.y(50), "×")
        ink.node(self.x(175), self.y(50), "+")
        ink.node(self.x(175), self.y(134), "×")
        ink.node(self.x(298), self.y(134), "×")
        self.pill(self.x(298), self.y(92), "tanh")

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

        def wire(points: list[tuple[float, float]], value: float) -> None:
            self.back_wire(points, value, largest)

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


def arithmetic(sheet: Sheet, top: float, at: Spot, facts: LSTMFacts) -> None:
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
            ("c", "c"), (" = ", "t3"), ("f", "f"), ("·", "t3"), ("c", "c"), (at.past, "c", "sub"),
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


def backward_arithmetic(
    sheet: Sheet, top: float, at: Spot, facts: LSTMFacts, back: LSTMGradients
) -> None:
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
            (at.coming, "c", "sub"), ("·", "t3"), ("f", "f"), (at.coming, "f", "sub"),
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
            ("δc", "c"), (at.past, "c", "sub"), (" = ", "t3"), (b(back.c / unit), "t2"),
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
