"""A GRU unit: the diagram with its values, and the arithmetic, forwards and backwards."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from gui.theme import px
from gui.widgets import numbers
from gui.widgets.ink import middle

from .cell_face import Face, Grid, Room, bars, gate_signs
from .cell_gates import GRUFacts, GRUGradients, gru_facts, gru_gradients
from .cell_lstm import belt_sentence, memory_sentence
from .cell_sheet import ROW, Sheet, power, times_power, wire_width

if TYPE_CHECKING:
    from gui.widgets.ink import Piece

    from .cell_facts import Spot

translate = QCoreApplication.translate

TOKENS = {"r": "f", "z": "i", "n": "g", "h": "h"}
"""Each takes the colour of the LSTM's gate that does the same."""
LETTERS = "rzn"
CHIPS = (("z", "σ", 92.0), ("r", "σ", 166.0), ("n", "tanh", 276.0))
"""As the signal meets them: z on the belt, r before n."""
BELT, NODE = 50.0, 126.0
KEEP, ADD, MEMORY = 92.0, 222.0, 219.0
"""Across: where z multiplies the belt, where the candidate comes in, where r multiplies the memory."""


class GRUFace(Face):
    """A GRU unit."""

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
        diagram, facts = Diagram(sheet, room, at), gru_facts(at)
        if at.phase == "backward":
            back = gru_gradients(at)
            diagram.backward(facts, back)
            backward_arithmetic(sheet, room.below, facts, back)
        else:
            diagram.forward(facts)
            arithmetic(sheet, room.below, at, facts)

    def sentence(self, at: Spot) -> str:
        """Say what the unit keeps and writes; backward, what it sends back in time."""
        facts = gru_facts(at)
        if at.phase == "backward":
            return belt_sentence(facts.z, at)
        return memory_sentence(facts.z, facts.written, first=at.first)

    def letters(self, at: Spot) -> dict[str, float]:
        """Give gates, candidate and state."""
        facts = gru_facts(at)
        return {letter: getattr(facts, letter) for letter in "rznh"}


class Diagram(Grid):
    """The belt of h on top; z mixes it with the candidate n, which r lets see the memory."""

    @property
    def _chip_middle(self) -> float:
        return self.chip(0).center().y()

    def still(self) -> None:
        """Paint what has no value: the cell, the chips, the bus of the inputs."""
        ink, theme = self.ink, self.ink.theme
        self.paint_box()
        y = self.y(274)
        ink.line(self.x(12), y, self.x(CHIPS[-1][2]), y, theme.t3, 1.5)
        for letter, squash, centre in CHIPS:
            ink.line(self.x(centre), y, self.x(centre), self.chip(centre).bottom(), theme.t3, 1.5)
            self.paint_chip(letter, squash, centre, TOKENS[letter])
        ink.run(self.x(12), y - px(8), [("x", "t2"), ("t", "t2", "sub")], size=13, mono=False)
        ink.run(
            self.x(12), y + px(17), [("h", "t2"), (self.past, "t2", "sub")], size=13, mono=False
        )

    def _ends(self, before: str, after: str) -> None:
        """Paint names and values of the state at both sides."""
        left, right = self.x(12), self.sheet.width - self.x(12)
        name, below = self.y(BELT) - px(10), self.y(BELT) + px(20)
        past: list[Piece] = [("h", "h"), (self.past, "h", "sub")]
        now: list[Piece] = [("h", "h"), ("t", "h", "sub")]
        self.ink.run(left, name, past, size=14, weight=600, mono=False)
        self.ink.run(right, name, now, size=14, weight=600, mono=False, align="right")
        self.ink.text(left, below, before, size=14, weight=600)
        self.ink.text(right, below, after, size=14, weight=600, align="right")

    def _gates(self, facts: GRUFacts) -> None:
        """Paint the gates' values, and their wires as thick as they are."""
        ink, theme = self.ink, self.ink.theme
        belt, node, radius, row = self.y(BELT), self.y(NODE), px(12), self._chip_middle
        for letter, _, centre in CHIPS:
            rect, value = self.chip(centre), getattr(facts, letter)
            y = middle(rect.top() + 0.72 * rect.height(), 15)
            text = numbers.decimal(value)
            ink.text(rect.center().x(), y, text, size=15, weight=600, align="centre")
        keep, add, memory = self.x(KEEP), self.x(ADD), self.x(MEMORY)
        wide = wire_width(facts.z)
        ink.wire([(keep, self.chip(KEEP).top()), (keep, belt + radius)], theme.i, wide)
        ink.wire([(keep, node), (add - radius, node)], theme.i, wire_width(1 - facts.z))
        ink.line(memory, self.y(274), memory, row, theme.t3, 1.5)
        wide = wire_width(facts.r)
        ink.wire([(self.chip(166).right(), row), (memory - radius, row)], theme.f, wide)
        wide = wire_width(facts.r * facts.hn)
        ink.wire([(memory, row), (self.chip(276).left(), row)], theme.t2, wide)
        top = (self.x(276), self.chip(276).top())
        wide = wire_width(facts.n)
        ink.wire([top, (self.x(276), node), (add + radius, node)], theme.g, wide)

    def _nodes(self) -> None:
        """Paint the signs over the wires."""
        self.ink.node(self.x(KEEP), self.y(BELT), "×")
        self.ink.node(self.x(ADD), self.y(BELT), "+")
        self.ink.node(self.x(ADD), self.y(NODE), "×")
        self.ink.node(self.x(MEMORY), self._chip_middle, "×")
        self.pill((self.x(KEEP) + self.x(ADD)) / 2, self.y(NODE), "1 − z")

    def forward(self, facts: GRUFacts) -> None:
        """Paint the values on their way forwards."""
        ink, theme = self.ink, self.ink.theme
        belt, node, radius = self.y(BELT), self.y(NODE), px(12)
        keep, add, out = self.x(KEEP), self.x(ADD), self.sheet.width - self.x(10)
        wide = wire_width(facts.h_before)
        ink.wire([(self.x(10), belt), (keep, belt)], theme.h, wide, arrow=False)
        ink.wire([(keep, belt), (add, belt)], theme.h, wire_width(facts.kept), arrow=False)
        ink.wire([(add, belt), (out, belt)], theme.h, wire_width(facts.h))
        self._gates(facts)
        ink.wire([(add, node), (add, belt + radius)], theme.t1, wire_width(facts.written))
        self._nodes()
        text = numbers.decimal(facts.kept)
        ink.text((keep + add) / 2, belt - px(9), text, size=13, token="t2", align="centre")
        y = middle((belt + node) / 2, 13)
        ink.text(add + px(10), y, numbers.decimal(facts.written), size=13, token="t2")
        self._said(numbers.decimal(facts.hn))
        self._ends(numbers.decimal(facts.h_before), numbers.decimal(facts.h))

    def _said(self, text: str) -> None:
        """Paint what the memory says to the candidate, where it comes up from the bus."""
        chip, foot = self.chip(0).bottom(), self.y(274)
        if foot - chip >= px(13):
            y = middle((chip + foot) / 2, 12)
            self.ink.text(self.x(MEMORY) + px(5), y, text, size=12, token="t2")

    def backward(self, facts: GRUFacts, back: GRUGradients) -> None:
        """Paint the gradients on their way backwards; the gates keep their forward values."""
        ink = self.ink
        belt, node, radius = self.y(BELT), self.y(NODE), px(12)
        keep, add, out = self.x(KEEP), self.x(ADD), self.sheet.width - self.x(10)
        unit = 10.0 ** power(back.largest)
        to_n = back.h * (1 - facts.z)
        self._gates(facts)
        self.back_wire([(out, belt), (add + radius, belt)], back.h, back.largest)
        self.back_wire([(add, belt), (keep + radius, belt)], back.h, back.largest)
        self.back_wire([(keep, belt), (self.x(10), belt)], back.h_before, back.largest)
        self.back_wire([(add, belt), (add, node - radius)], back.h, back.largest)
        self._nodes()
        text = "δ " + numbers.decimal(back.h / unit)
        ink.text((keep + add) / 2, belt - px(9), text, size=13, token="t2", align="centre")
        y = middle((belt + node) / 2, 13)
        ink.text(add + px(10), y, "δ " + numbers.decimal(to_n / unit), size=13, token="t2")
        self._said("δ " + numbers.decimal(back.hn / unit))
        self._ends(numbers.decimal(back.h_before / unit), numbers.decimal(back.h / unit))


def arithmetic(sheet: Sheet, top: float, at: Spot, facts: GRUFacts) -> None:
    """Paint the numbers of the arithmetic."""
    ink, y = sheet.ink, top + px(ROW + 4)
    for letter in LETTERS:
        z, value = getattr(facts, f"z_{letter}"), getattr(facts, letter)
        squash = "tanh" if letter == "n" else "σ"
        text = f"{squash}({numbers.decimal(z)})"
        ink.text(sheet.left + px(34), middle(y, 14), text, size=14, token="t2", mono=True)
        right = bars(sheet) - px(16)
        text = numbers.decimal(value)
        ink.text(right, middle(y, 14), text, size=14, weight=600, mono=True, align="right")
        colour = getattr(ink.theme, TOKENS[letter])
        sheet.bar(y, value, colour, signed=letter == "n", left=bars(sheet))
        y += px(ROW)
    y += px(8)
    n, b = numbers.decimal, numbers.bracketed
    before: tuple[Piece, Piece] = ("h", "h"), (at.past, "h", "sub")
    y = sheet.equation(
        y,
        [("n", "g"), (" = tanh(W·x + ", "t3"), ("r", "f"), ("·(U·", "t3"), *before, ("))", "t3")],
    )
    inside: list[Piece] = [
        ("  = tanh(", "t3"), (n(facts.from_inputs), "t2"), (" + ", "t3"), (n(facts.r), "f"),
        ("·", "t3"), (b(facts.hn), "t2"), (")", "t3"),
    ]  # fmt: skip
    y = sheet.equation(y, inside) + px(8)
    y = sheet.equation(
        y,
        [
            ("h", "h"), (" = ", "t3"), ("z", "i"), ("·", "t3"), *before, (" + (1 − ", "t3"),
            ("z", "i"), (")·", "t3"), ("n", "g"),
        ],
    )  # fmt: skip
    y = sheet.equation(
        y,
        [
            ("  = ", "t3"), (n(facts.z), "i"), ("·", "t3"), (b(facts.h_before), "h"), (" + ", "t3"),
            (n(1 - facts.z), "i"), ("·", "t3"), (b(facts.n), "g"),
        ],
    )  # fmt: skip
    sheet.equation(y, [("  = ", "t3"), (n(facts.h), "t1")])


def backward_arithmetic(sheet: Sheet, top: float, facts: GRUFacts, back: GRUGradients) -> None:
    """Paint how the gradient goes on, and the gradients of the unit as a list."""
    largest = back.largest
    exponent = power(largest)
    unit = 10.0**exponent
    ink, n, b = sheet.ink, numbers.decimal, numbers.bracketed
    ink.text(sheet.left, middle(top, 14), translate("Cell", "The arithmetic"), size=14, weight=600)
    ink.run(sheet.right, middle(top, 12), times_power(exponent), size=12, mono=False, align="right")
    y = top + px(ROW + 4)
    belt: list[Piece] = [
        ("δh", "h"), ("·", "t3"), ("z", "i"), (" = ", "t3"), (b(back.h / unit), "t2"), ("·", "t3"),
        (n(facts.z), "i"), (" = ", "t3"), (n(back.h_before / unit), "t1"),
    ]  # fmt: skip
    y = sheet.equation(y, belt) + px(4)
    y = sheet.equation(
        y,
        [
            ("δn", "g"), (" = ", "t3"), ("δh", "h"), ("·(1 − ", "t3"), ("z", "i"), (")·(1 − ", "t3"),
            ("n", "g"), ("2", "t3", "sup"), (")", "t3"),
        ],
    )  # fmt: skip
    y = sheet.equation(
        y,
        [
            ("  = ", "t3"), (b(back.h / unit), "t2"), ("·", "t3"), (n(1 - facts.z), "i"), ("·", "t3"),
            (n(1 - facts.n**2), "g"), (" = ", "t3"), (n(back.n / unit), "t1"),
        ],
    ) + px(4)  # fmt: skip
    y = sheet.equation(
        y,
        [
            ("δr", "f"), (" = ", "t3"), ("δn", "g"), ("·", "t3"), (b(facts.hn), "t2"), ("·", "t3"),
            ("r", "f"), ("·(1 − ", "t3"), ("r", "f"), (") = ", "t3"), (n(back.r / unit), "t1"),
        ],
    )  # fmt: skip
    sheet.rule(y - px(4))
    y += px(14)
    for letter in "rznh":
        value = getattr(back, letter)
        token = TOKENS[letter]
        ink.text(
            sheet.left, middle(y, 14), "δ" + letter, size=14, weight=700, token=token, mono=True
        )
        text, right = n(value / unit), sheet.left + px(104)
        ink.text(right, middle(y, 14), text, size=14, weight=600, mono=True, align="right")
        colour = ink.theme.plus if value >= 0 else ink.theme.minus
        share = value / largest if largest else 0.0
        sheet.bar(y, share, colour, signed=True, left=sheet.left + px(124))
        y += px(ROW)
