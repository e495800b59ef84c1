"""The arithmetic of a unit that sums and bends: below its diagram, forwards and backwards."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from gui.theme import px
from gui.widgets import numbers
from gui.widgets.ink import middle

from .cell_bends import FORMULAS, SIGNS, formula
from .cell_face import ARITHMETIC, EQUAL, gradient_row
from .cell_output import OutputFacts, chance_text, loss_pieces
from .cell_sheet import LINE, ROW, Sheet, power

if TYPE_CHECKING:
    from gui.widgets.ink import Piece

    from .cell_facts import Part, Spot, SumFacts

translate = QCoreApplication.translate

MOST_PARTS = 6
"""Products that are listed one by one."""


def sum_signs(sheet: Sheet, top: float, at: Spot, activation: str, letter: str) -> None:
    """Paint what stays of the arithmetic: the sum and the bend as formulas; arguments as of `arithmetic`."""
    y = sheet.heading(top, translate("Cell", "The arithmetic"))
    pieces: list[Piece] = [("z", "t1"), (" = Σ W·x + b", "t3")]
    if letter == "h":
        pieces = [
            ("z", "t1"), (" = Σ W·x + Σ U·", "t3"), ("h", "h"), (at.past, "h", "sub"),
            (" + b", "t3"),
        ]  # fmt: skip
    y = sheet.equation(sheet.equation(y, pieces), EQUAL) + px(4)
    known = formula(activation)
    if known:
        sheet.equation(y, known)


def arithmetic(
    sheet: Sheet,
    top: float,
    facts: SumFacts,
    activation: str,
    letter: str,
    said: OutputFacts | None,
) -> None:
    """Paint the numbers of the sum and the bend, the loss of an output, and the largest products.

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
    y = top + px(ROW + 4) + px(LINE)
    parts = f"{n(facts.from_inputs)} + {b(facts.bias)}"
    if letter == "h":
        parts = f"{n(facts.from_inputs)} + {b(facts.from_memory)} + {b(facts.bias)}"
    sheet.after(y, EQUAL, ((parts, "t2"), (" = ", "t3"), (n(facts.z), "t1")))
    y += px(LINE) + px(4)
    if activation in FORMULAS:
        y += px(LINE)
    y = _value(y, sheet, facts, activation, letter, "h" if letter == "h" else "t1")
    if said is not None and said.counted:
        y = _loss(sheet, y, said)
    sheet.rule(y - px(4))
    room = top + px(ARITHMETIC) - (y + px(14))
    _parts(sheet, y + px(14), facts, min(MOST_PARTS, int(room // px(ROW - 2))))


def _value(
    y: float, sheet: Sheet, facts: SumFacts, activation: str, letter: str, token: str
) -> float:
    """Paint what the bend makes of the sum."""
    n = numbers.decimal
    pieces: list[Piece] = [(letter, token)]
    if activation == "identity":
        pieces.append((" = z = ", "t3"))
    elif activation == "softmax":
        raised = math.exp(min(facts.z, 700.0)) if math.isfinite(facts.z) else math.nan
        whole = raised / facts.out if facts.out else math.nan
        pieces += [(" = e", "t3"), (n(facts.z), "t2", "sup"), (f"/{n(whole)} = ", "t3")]
    else:
        pieces += [(f" = {SIGNS[activation]}(", "t3"), (n(facts.z), "t2"), (") = ", "t3")]
    return sheet.equation(y, [*pieces, (n(facts.out), "t1")])


def _loss(sheet: Sheet, y: float, said: OutputFacts) -> float:
    """Paint how far the output is from its target."""
    if said.chance:
        bend: list[Piece] = [("p", "t1"), (" = σ(z) = ", "t3")]
        if said.loss == "cross_entropy":
            bend = [("p", "t1"), (" = ", "t3"), *FORMULAS["softmax"], (" = ", "t3")]
        y = sheet.equation(y, [*bend, (chance_text(said.own), "t1")])
    pieces: list[Piece] = [("= ", "t3"), *loss_pieces(said), (numbers.loss(said.term), "t1")]
    return sheet.equation(y, pieces, name=translate("Cell", "loss"))


def _parts(sheet: Sheet, y: float, facts: SumFacts, most: int) -> None:
    """List the largest products, and the rest as one."""
    every = sorted((*facts.inputs, *facts.memory), key=lambda part: -abs(part.product))
    if len(every) > most:
        most -= 1  # the last line tells of the rest
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
    name: list[Piece] = [(part.name, token), (str(part.column + 1), token, "sub")]
    ink.run(sheet.left, middle(y, 14), name, size=14)
    text = f"{numbers.decimal(part.weight)}·{numbers.bracketed(part.value)}"
    ink.text(sheet.left + px(34), middle(y, 13), text, size=13, token="t2", mono=True)
    text = "= " + numbers.decimal(part.product)
    ink.text(sheet.left + px(222), middle(y, 13), text, size=13, mono=True, align="right")
    colour = ink.theme.plus if part.product >= 0 else ink.theme.minus
    sheet.trough(y, signed=True, left=sheet.left + px(242))
    sheet.bar(y, part.product / largest, colour, signed=True, left=sheet.left + px(242))


Gradients = list[tuple[str, str, float]]
"""Letter, what it is, gradient."""


def gradient_names(sheet: Sheet, top: float, values: Gradients) -> None:
    """Paint what stays of a list of gradients: letters, names and troughs; arguments as of `gradient_list`."""
    y, ink = sheet.heading(top, translate("Cell", "Gradients")), sheet.ink
    for letter, name, _ in values:
        token = letter[-1] if letter[-1] in "ch" else "t1"
        ink.text(sheet.left, middle(y, 14), letter, size=14, weight=700, token=token, mono=True)
        sheet.trough(y, signed=True, left=sheet.left + px(124))
        ink.text(sheet.left, middle(y + px(19), 12), name, size=12, token="t2")
        y += px(ROW + 22)


def gradient_list(sheet: Sheet, top: float, values: Gradients) -> None:
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
    sheet.times(top, exponent)
    y = top + px(ROW + 4)
    for _, _, value in values:
        gradient_row(sheet, y, value, 10.0**exponent, largest)
        y += px(ROW + 22)
