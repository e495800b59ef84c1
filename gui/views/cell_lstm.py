"""An LSTM unit: the diagram with its values, and the arithmetic, forwards and backwards."""

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
from .cell_gates import LSTMFacts, LSTMGradients, lstm_facts, lstm_gradients
from .cell_sheet import LINE, ROW, Sheet, power, wire_width

if TYPE_CHECKING:
    from gui.widgets.ink import Piece

    from .cell_facts import Spot

translate = QCoreApplication.translate

CHIPS = (("f", "σ", 88.0), ("i", "σ", 146.0), ("g", "tanh", 204.0), ("o", "σ", 261.0))
LETTERS = "ifgo"
TOKENS = {letter: letter for letter in "ifgoch"}
BELT, NODE, OUT = 50.0, 134.0, 178.0
"""Down: the belt of c, the products, the wire of h."""
KEEP, ADD, SHOW = 88.0, 175.0, 298.0
"""Across: where f multiplies the belt, where i·g comes in, where o lets c out."""
PILL = 92.0
WIDER: tuple[Piece, ...] = (("   = ", "t3"),)


class LSTMFace(Face):
    """An LSTM unit."""

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
        diagram, facts = Diagram(sheet, room, at), at.once(lstm_facts)
        if at.phase == "backward":
            diagram.backward(facts, at.once(lstm_gradients))
        else:
            diagram.forward(facts)

    def signs(self, sheet: Sheet, top: float, at: Spot) -> None:
        """Paint letters, signs and symbolic equations."""
        y = sheet.heading(top, translate("Cell", "The arithmetic"))
        if at.phase == "backward":
            backward_signs(sheet, y, at)
        else:
            forward_signs(sheet, y, at)

    def arithmetic(self, sheet: Sheet, top: float, at: Spot) -> None:
        """Paint the numbers."""
        if at.phase == "backward":
            backward_arithmetic(sheet, top, at)
        else:
            arithmetic(sheet, top, at.once(lstm_facts))

    def sentence(self, at: Spot) -> str:
        """Say what the unit keeps and writes; backward, what it sends back in time."""
        facts = at.once(lstm_facts)
        if at.phase == "backward":
            return belt_sentence(facts.f, at)
        return memory_sentence(facts.f, facts.written, first=at.first)

    def letters(self, at: Spot) -> dict[str, float]:
        """Give gates and states."""
        facts = at.once(lstm_facts)
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
        left, right, y = self.x(12), self.sheet.width - self.x(12), self.y(BELT)
        gap = px(10)
        before: list[Piece] = [("c", "c"), (self.past, "c", "sub")]
        after: list[Piece] = [("c", "c"), ("t", "c", "sub")]
        hidden: list[Piece] = [("h", "h"), ("t", "h", "sub")]
        self.ink.run(left, y - gap, before, size=14, weight=600, mono=False)
        self.ink.run(right, y - gap, after, size=14, weight=600, mono=False, align="right")
        y = self.y(OUT)
        self.ink.run(right, y - gap, hidden, size=14, weight=600, mono=False, align="right")

    def nodes(self) -> None:
        """Paint the signs between the wires."""
        ink = self.ink
        ink.node(self.x(KEEP), self.y(BELT), "×")
        ink.node(self.x(ADD), self.y(BELT), "+")
        ink.node(self.x(ADD), self.y(NODE), "×")
        ink.node(self.x(SHOW), self.y(NODE), "×")
        self.pill(self.x(SHOW), self.y(PILL), "tanh")

    def numbers(self, before: str, after: str, hidden: str) -> None:
        """Paint the values of the states at both sides."""
        left, right, below = self.x(12), self.sheet.width - self.x(12), px(20)
        belt, out = self.y(BELT) + below, self.y(OUT) + below
        self.ink.text(left, belt, before, size=14, weight=600)
        self.ink.text(right, belt, after, size=14, weight=600, align="right")
        self.ink.text(right, out, hidden, size=14, weight=600, align="right")

    def gates(self, facts: LSTMFacts) -> None:
        """Paint the gates' values, their wires as thick as they are, and what they write to the belt."""
        ink, theme, rim = self.ink, self.ink.theme, self.rim
        node, below, top, y = self.y(NODE), self.y(BELT) + rim, self.y(258) - self.tall, self.valued
        add, show = self.x(ADD), self.x(SHOW)
        ends = {
            "f": ((self.x(KEEP), below),),
            "i": ((self.x(146), node), (add - rim, node)),
            "g": ((self.x(204), node), (add + rim, node)),
            "o": ((self.x(261), node), (show - rim, node)),
        }
        for letter, _, centre in CHIPS:
            x, value = self.x(centre), getattr(facts, letter)
            text = numbers.decimal(value)
            ink.text(x, y, text, size=15, weight=600, align="centre")
            ink.wire(((x, top), *ends[letter]), getattr(theme, letter), wire_width(value))
        ink.wire(((add, node - rim), (add, below)), theme.t1, wire_width(facts.written))

    def forward(self, facts: LSTMFacts) -> None:
        """Paint the values on their way forwards."""
        ink, theme, rim = self.ink, self.ink.theme, self.rim
        belt, node, hidden = self.y(BELT), self.y(NODE), self.y(OUT)
        keep, add, show = self.x(KEEP), self.x(ADD), self.x(SHOW)
        start, out = self.x(10), self.sheet.width - self.x(10)
        above, below = self.pill_ends(self.y(PILL))
        wide = wire_width(facts.c_before)
        ink.wire(((start, belt), (keep - rim, belt)), theme.c, wide, arrow=False)
        wide = wire_width(facts.kept)
        ink.wire(((keep + rim, belt), (add - rim, belt)), theme.c, wide, arrow=False)
        ink.wire(((add + rim, belt), (out, belt)), theme.c, wire_width(facts.c))
        wide = wire_width(facts.tanh_c)
        ink.wire(((show, belt), (show, above)), theme.c, wide, arrow=False)
        ink.wire(((show, below), (show, node - rim)), theme.c, wide, arrow=False)
        self.gates(facts)
        wide = wire_width(facts.h)
        ink.wire(((show, node + rim), (show, hidden), (out, hidden)), theme.h, wide)
        text = numbers.decimal(facts.kept)
        ink.text((keep + add) / 2, belt - px(9), text, size=13, token="t2", align="centre")
        y = middle((belt + node) / 2, 13)
        ink.text(add + px(10), y, numbers.decimal(facts.written), size=13, token="t2")
        n = numbers.decimal
        self.numbers(n(facts.c_before), n(facts.c), n(facts.h))

    def backward(self, facts: LSTMFacts, back: LSTMGradients) -> None:
        """Paint the gradients on their way backwards; the gates keep their forward values."""
        rim, largest = self.rim, back.largest
        belt, node, hidden = self.y(BELT), self.y(NODE), self.y(OUT)
        keep, add, show = self.x(KEEP), self.x(ADD), self.x(SHOW)
        start, out = self.x(10), self.sheet.width - self.x(10)
        above, below = self.pill_ends(self.y(PILL))
        self.gates(facts)
        self.back_wire(((out, belt), (add + rim, belt)), back.c_after, largest)
        self.back_wire(((add - rim, belt), (keep + rim, belt)), back.c, largest)
        self.back_wire(((keep - rim, belt), (start, belt)), back.c_before, largest)
        up = ((show, node - rim), (show, below))
        self.back_wire(up, back.through_h, largest, arrow=False)
        self.back_wire(((show, above), (show, belt + px(3))), back.through_h, largest)
        corner = (show, hidden)
        self.back_wire(((out, hidden), corner, (show, node + rim)), back.h, largest)
        n, unit = numbers.decimal, 10.0 ** power(largest or 1.0)
        text, x = "δ " + n(back.c / unit), (keep + add) / 2
        self.ink.text(x, belt - px(9), text, size=13, token="t2", align="centre")
        self.numbers(n(back.c_before / unit), n(back.c_after / unit), n(back.h / unit))


def forward_signs(sheet: Sheet, y: float, at: Spot) -> None:
    """Paint what stays of the arithmetic forwards; y is the middle of its first row."""
    y = gate_signs(sheet, y, LETTERS, TOKENS, signed="g")
    sheet.rule(y - px(5))
    y += px(8)
    state: list[Piece] = [
        ("c", "c"), (" = ", "t3"), ("f", "f"), ("·", "t3"), ("c", "c"), (at.past, "c", "sub"),
        (" + ", "t3"), ("i", "i"), ("·", "t3"), ("g", "g"),
    ]  # fmt: skip
    shown: list[Piece] = [
        ("h", "h"), (" = ", "t3"), ("o", "o"), ("·tanh(", "t3"), ("c", "c"), (")", "t3"),
    ]  # fmt: skip
    for line, pieces in enumerate((state, EQUAL, EQUAL)):
        sheet.equation(y + line * px(LINE), pieces)
    y += 3 * px(LINE) + px(8)
    sheet.equation(y, shown)
    sheet.equation(y + px(LINE), EQUAL)


def arithmetic(sheet: Sheet, top: float, facts: LSTMFacts) -> None:
    """Paint the numbers of the arithmetic."""
    ink, y = sheet.ink, top + px(ROW + 4)
    n, b = numbers.decimal, numbers.bracketed
    left, bar = sheet.left + px(34), bars(sheet)
    for letter, z, value in (
        ("i", facts.z_i, facts.i), ("f", facts.z_f, facts.f), ("g", facts.z_g, facts.g),
        ("o", facts.z_o, facts.o),
    ):  # fmt: skip
        row, squash = middle(y, 14), "tanh" if letter == "g" else "σ"
        ink.text(left, row, f"{squash}({n(z)})", size=14, token="t2", mono=True)
        ink.text(bar - px(16), row, n(value), size=14, weight=600, mono=True, align="right")
        sheet.bar(y, value, getattr(ink.theme, letter), signed=letter == "g", left=bar)
        y += px(ROW)
    y += px(8) + px(LINE)
    sheet.after(
        y, EQUAL,
        (
            (n(facts.f), "f"), ("·", "t3"), (b(facts.c_before), "c"),
            (" + ", "t3"), (n(facts.i), "i"), ("·", "t3"), (b(facts.g), "g"),
        ),
    )  # fmt: skip
    sheet.after(y + px(LINE), EQUAL, ((n(facts.c), "t1"),))
    sheet.after(
        y + 3 * px(LINE) + px(8), EQUAL,
        ((n(facts.o), "o"), ("·", "t3"), (b(facts.tanh_c), "c"), (" = ", "t3"), (n(facts.h), "t1")),
    )  # fmt: skip


def backward_signs(sheet: Sheet, y: float, at: Spot) -> None:
    """Paint what stays of the arithmetic backwards; y is the middle of its first row."""
    sheet.equation(
        y,
        [
            ("δc", "c"), (" = ", "t3"), ("δh", "h"), ("·", "t3"), ("o", "o"),
            ("·(1−tanh", "t3"), ("2", "t3", "sup"), ("c", "c"), (") + ", "t3"), ("δc", "c"),
            (at.coming, "c", "sub"), ("·", "t3"), ("f", "f"), (at.coming, "f", "sub"),
        ],
    )  # fmt: skip
    y += px(LINE)
    sheet.equation(y, WIDER)
    y += px(LINE) + px(4)
    sheet.equation(y, passed(at))
    y += px(LINE)
    sheet.rule(y - px(4))
    gradient_signs(sheet, y + px(14), "ifgoch", TOKENS)


def passed(at: Spot) -> tuple[Piece, ...]:
    """Write what is passed on to the step before."""
    return ("δc", "c"), (at.past, "c", "sub"), (" = ", "t3")


def backward_arithmetic(sheet: Sheet, top: float, at: Spot) -> None:
    """Paint how the gradient goes on, and the gradients of the unit as a list."""
    facts, back = at.once(lstm_facts), at.once(lstm_gradients)
    largest = back.largest
    exponent = power(largest)
    unit = 10.0**exponent
    n, b = numbers.decimal, numbers.bracketed
    sheet.times(top, exponent)
    y = top + px(ROW + 4) + px(LINE)
    sheet.after(
        y, WIDER,
        (
            (b(back.through_h / unit), "t2"), (" + ", "t3"), (b(back.c_after / unit), "t2"),
            (" = ", "t3"), (n(back.c / unit), "t1"),
        ),
    )  # fmt: skip
    y += px(LINE) + px(4)
    sheet.after(
        y, passed(at),
        (
            (b(back.c / unit), "t2"), ("·", "t3"), (n(facts.f), "f"), (" = ", "t3"),
            (n(back.c_before / unit), "t1"),
        ),
    )  # fmt: skip
    y += px(LINE) + px(14)
    for value in (back.i, back.f, back.g, back.o, back.c, back.h):
        gradient_row(sheet, y, value, unit, largest)
        y += px(ROW)
