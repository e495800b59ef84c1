"""A GRU unit: the diagram with its values, and the arithmetic, forwards and backwards."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from gui.theme import px
from gui.widgets import numbers
from gui.widgets.ink import middle

from .cell_face import (
    EQUAL,
    Face,
    Grid,
    Room,
    bars,
    gate_signs,
    gradient_row,
    gradient_signs,
)
from .cell_gates import GRUFacts, GRUGradients, gru_facts, gru_gradients
from .cell_lstm import belt_sentence, memory_sentence
from .cell_sheet import LINE, ROW, Sheet, power, wire_width

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
BENT: tuple[Piece, ...] = (("  = tanh(", "t3"),)
BELT_LINE: tuple[Piece, ...] = ("δh", "h"), ("·", "t3"), ("z", "i"), (" = ", "t3")
RESET_LINE: tuple[Piece, ...] = ("δr", "f"), (" = ", "t3"), ("δn", "g"), ("·", "t3")


class GRUFace(Face):
    """A GRU unit."""

    gate = "f"
    coloured = True

    def still(self, sheet: Sheet, room: Room, at: Spot | None) -> None:
        """Paint cell, gates and, once there are values, where they meet."""
        diagram = Diagram(sheet, room, at)
        diagram.still()
        if at is not None:
            diagram.nodes()
            diagram.ends()

    def live(self, sheet: Sheet, room: Room, at: Spot) -> None:
        """Paint the values."""
        diagram, facts = Diagram(sheet, room, at), at.once(gru_facts)
        if at.phase == "backward":
            diagram.backward(facts, at.once(gru_gradients))
        else:
            diagram.forward(facts)

    def signs(self, sheet: Sheet, top: float, at: Spot) -> None:
        """Paint letters, signs and symbolic equations."""
        y = sheet.heading(top, translate("Cell", "The arithmetic"))
        if at.phase == "backward":
            backward_signs(sheet, y)
        else:
            forward_signs(sheet, y, at)

    def arithmetic(self, sheet: Sheet, top: float, at: Spot) -> None:
        """Paint the numbers."""
        if at.phase == "backward":
            backward_arithmetic(sheet, top, at.once(gru_facts), at.once(gru_gradients))
        else:
            arithmetic(sheet, top, at.once(gru_facts))

    def sentence(self, at: Spot) -> str:
        """Say what the unit keeps and writes; backward, what it sends back in time."""
        facts = at.once(gru_facts)
        if at.phase == "backward":
            return belt_sentence(facts.z, at)
        return memory_sentence(facts.z, facts.written, first=at.first)

    def letters(self, at: Spot) -> dict[str, float]:
        """Give gates, candidate and state."""
        facts = at.once(gru_facts)
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

    def ends(self) -> None:
        """Paint the names of the state at both sides."""
        left, right = self.x(12), self.sheet.width - self.x(12)
        y = self.y(BELT) - px(10)
        past: list[Piece] = [("h", "h"), (self.past, "h", "sub")]
        now: list[Piece] = [("h", "h"), ("t", "h", "sub")]
        self.ink.run(left, y, past, size=14, weight=600, mono=False)
        self.ink.run(right, y, now, size=14, weight=600, mono=False, align="right")

    def _numbers(self, before: str, after: str) -> None:
        """Paint the values of the state at both sides."""
        left, right, y = self.x(12), self.sheet.width - self.x(12), self.y(BELT) + px(20)
        self.ink.text(left, y, before, size=14, weight=600)
        self.ink.text(right, y, after, size=14, weight=600, align="right")

    def nodes(self) -> None:
        """Paint the signs between the wires, and the memory's way up from the bus."""
        memory, row = self.x(MEMORY), self._chip_middle
        self.ink.line(memory, self.y(274), memory, row, self.ink.theme.t3, 1.5)
        self.ink.node(self.x(KEEP), self.y(BELT), "×")
        self.ink.node(self.x(ADD), self.y(BELT), "+")
        self.ink.node(self.x(ADD), self.y(NODE), "×")
        self.ink.node(memory, row, "×")
        self.pill(self._pill, self.y(NODE), "1 − z")

    @property
    def _pill(self) -> float:
        return (self.x(KEEP) + self.x(ADD)) / 2

    def _gates(self, facts: GRUFacts) -> None:
        """Paint the gates' values, and their wires as thick as they are."""
        ink, theme, rim = self.ink, self.ink.theme, self.rim
        node, below, row, y = self.y(NODE), self.y(BELT) + rim, self._chip_middle, self.valued
        for (_, _, centre), value in zip(CHIPS, (facts.z, facts.r, facts.n), strict=True):
            text = numbers.decimal(value)
            ink.text(self.x(centre), y, text, size=15, weight=600, align="centre")
        keep, add, memory, top = self.x(KEEP), self.x(ADD), self.x(MEMORY), self.y(258) - self.tall
        ink.wire(((keep, top), (keep, below)), theme.i, wire_width(facts.z))
        wide, half = wire_width(1 - facts.z), px(21)
        ink.wire(((keep, node), (self._pill - half, node)), theme.i, wide, arrow=False)
        ink.wire(((self._pill + half, node), (add - rim, node)), theme.i, wide)
        wide = wire_width(facts.r)
        ink.wire(((self.chip(166).right(), row), (memory - rim, row)), theme.f, wide)
        wide = wire_width(facts.r * facts.hn)
        ink.wire(((memory + rim, row), (self.chip(276).left(), row)), theme.t2, wide)
        across, wide = self.x(276), wire_width(facts.n)
        ink.wire(((across, top), (across, node), (add + rim, node)), theme.g, wide)

    def forward(self, facts: GRUFacts) -> None:
        """Paint the values on their way forwards."""
        ink, theme, rim = self.ink, self.ink.theme, self.rim
        belt, node = self.y(BELT), self.y(NODE)
        keep, add, out = self.x(KEEP), self.x(ADD), self.sheet.width - self.x(10)
        wide = wire_width(facts.h_before)
        ink.wire(((self.x(10), belt), (keep - rim, belt)), theme.h, wide, arrow=False)
        wide = wire_width(facts.kept)
        ink.wire(((keep + rim, belt), (add - rim, belt)), theme.h, wide, arrow=False)
        ink.wire(((add + rim, belt), (out, belt)), theme.h, wire_width(facts.h))
        self._gates(facts)
        wide = wire_width(facts.written)
        ink.wire(((add, node - rim), (add, belt + rim)), theme.t1, wide)
        text = numbers.decimal(facts.kept)
        ink.text(self._pill, belt - px(9), text, size=13, token="t2", align="centre")
        y = middle((belt + node) / 2, 13)
        ink.text(add + px(10), y, numbers.decimal(facts.written), size=13, token="t2")
        self._said(numbers.decimal(facts.hn))
        self._numbers(numbers.decimal(facts.h_before), numbers.decimal(facts.h))

    def _said(self, text: str) -> None:
        """Paint what the memory says to the candidate, where it comes up from the bus."""
        chip, foot = self.y(258), self.y(274)
        if foot - chip >= px(13):
            y = middle((chip + foot) / 2, 12)
            self.ink.text(self.x(MEMORY) + px(5), y, text, size=12, token="t2")

    def backward(self, facts: GRUFacts, back: GRUGradients) -> None:
        """Paint the gradients on their way backwards; the gates keep their forward values."""
        rim, h, largest = self.rim, back.h, back.largest
        belt, node, n = self.y(BELT), self.y(NODE), numbers.decimal
        keep, add, out = self.x(KEEP), self.x(ADD), self.sheet.width - self.x(10)
        unit = 10.0 ** power(largest)
        self._gates(facts)
        self.back_wire(((out, belt), (add + rim, belt)), h, largest)
        self.back_wire(((add - rim, belt), (keep + rim, belt)), h, largest)
        self.back_wire(((keep - rim, belt), (self.x(10), belt)), back.h_before, largest)
        self.back_wire(((add, belt + rim), (add, node - rim)), h, largest)
        text = "δ " + n(h / unit)
        self.ink.text(self._pill, belt - px(9), text, size=13, token="t2", align="centre")
        text, y = "δ " + n(h * (1 - facts.z) / unit), middle((belt + node) / 2, 13)
        self.ink.text(add + px(10), y, text, size=13, token="t2")
        self._said("δ " + n(back.hn / unit))
        self._numbers(n(back.h_before / unit), n(h / unit))


def forward_signs(sheet: Sheet, y: float, at: Spot) -> None:
    """Paint what stays of the arithmetic forwards; y is the middle of its first row."""
    y = gate_signs(sheet, y, LETTERS, TOKENS, signed="n")
    sheet.rule(y - px(5))
    y += px(8)
    before: tuple[Piece, Piece] = ("h", "h"), (at.past, "h", "sub")
    candidate: list[Piece] = [
        ("n", "g"), (" = tanh(W·x + ", "t3"), ("r", "f"), ("·(U·", "t3"), *before, ("))", "t3"),
    ]  # fmt: skip
    state: list[Piece] = [
        ("h", "h"), (" = ", "t3"), ("z", "i"), ("·", "t3"), *before, (" + (1 − ", "t3"),
        ("z", "i"), (")·", "t3"), ("n", "g"),
    ]  # fmt: skip
    y = sheet.equation(y, candidate)
    y = sheet.equation(y, BENT) + px(8)
    for line, pieces in enumerate((state, EQUAL, EQUAL)):
        sheet.equation(y + line * px(LINE), pieces)


def arithmetic(sheet: Sheet, top: float, facts: GRUFacts) -> None:
    """Paint the numbers of the arithmetic."""
    ink, y = sheet.ink, top + px(ROW + 4)
    n, b = numbers.decimal, numbers.bracketed
    left, bar = sheet.left + px(34), bars(sheet)
    for letter, z, value in (
        ("r", facts.z_r, facts.r), ("z", facts.z_z, facts.z), ("n", facts.z_n, facts.n),
    ):  # fmt: skip
        row, squash = middle(y, 14), "tanh" if letter == "n" else "σ"
        ink.text(left, row, f"{squash}({n(z)})", size=14, token="t2", mono=True)
        ink.text(bar - px(16), row, n(value), size=14, weight=600, mono=True, align="right")
        sheet.bar(y, value, getattr(ink.theme, TOKENS[letter]), signed=letter == "n", left=bar)
        y += px(ROW)
    y += px(8) + px(LINE)
    sheet.after(
        y, BENT,
        (
            (n(facts.from_inputs), "t2"), (" + ", "t3"), (n(facts.r), "f"), ("·", "t3"),
            (b(facts.hn), "t2"), (")", "t3"),
        ),
    )  # fmt: skip
    y += 2 * px(LINE) + px(8)
    sheet.after(
        y, EQUAL,
        (
            (n(facts.z), "i"), ("·", "t3"), (b(facts.h_before), "h"), (" + ", "t3"),
            (n(1 - facts.z), "i"), ("·", "t3"), (b(facts.n), "g"),
        ),
    )  # fmt: skip
    sheet.after(y + px(LINE), EQUAL, ((n(facts.h), "t1"),))


def backward_signs(sheet: Sheet, y: float) -> None:
    """Paint what stays of the arithmetic backwards; y is the middle of its first row."""
    y = sheet.equation(y, BELT_LINE) + px(4)
    slope: list[Piece] = [
        ("δn", "g"), (" = ", "t3"), ("δh", "h"), ("·(1 − ", "t3"), ("z", "i"), (")·(1 − ", "t3"),
        ("n", "g"), ("2", "t3", "sup"), (")", "t3"),
    ]  # fmt: skip
    y = sheet.equation(y, slope)
    y = sheet.equation(y, EQUAL) + px(4)
    y = sheet.equation(y, RESET_LINE)
    sheet.rule(y - px(4))
    gradient_signs(sheet, y + px(14), "rznh", TOKENS)


def backward_arithmetic(sheet: Sheet, top: float, facts: GRUFacts, back: GRUGradients) -> None:
    """Paint how the gradient goes on, and the gradients of the unit as a list."""
    largest = back.largest
    exponent = power(largest)
    unit = 10.0**exponent
    n, b = numbers.decimal, numbers.bracketed
    sheet.times(top, exponent)
    y = top + px(ROW + 4)
    sheet.after(
        y, BELT_LINE,
        (
            (b(back.h / unit), "t2"), ("·", "t3"), (n(facts.z), "i"), (" = ", "t3"),
            (n(back.h_before / unit), "t1"),
        ),
    )  # fmt: skip
    y += 2 * px(LINE) + px(4)
    sheet.after(
        y, EQUAL,
        (
            (b(back.h / unit), "t2"), ("·", "t3"), (n(1 - facts.z), "i"), ("·", "t3"),
            (n(1 - facts.n**2), "g"), (" = ", "t3"), (n(back.n / unit), "t1"),
        ),
    )  # fmt: skip
    y += px(LINE) + px(4)
    sheet.after(
        y, RESET_LINE,
        (
            (b(facts.hn), "t2"), ("·", "t3"), ("r", "f"), ("·(1 − ", "t3"), ("r", "f"),
            (") = ", "t3"), (n(back.r / unit), "t1"),
        ),
    )  # fmt: skip
    y += px(LINE) + px(14)
    for value in (back.r, back.z, back.n, back.h):
        gradient_row(sheet, y, value, unit, largest)
        y += px(ROW)
