"""Face: what the cell zone shows of one kind of layer; and the grid on which all diagrams stand."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF

from gui.theme import current, px
from gui.widgets import numbers
from gui.widgets.ink import gradient_colour, middle, mixed

from .cell_sheet import ROW, Sheet, wire_width

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gui.widgets.ink import Piece

    from .cell_facts import Spot

NATURAL = 372.0
"""Width for which the places of a diagram are given."""
DIAGRAM = 292.0
"""Height for which they are."""
ARITHMETIC = 266
"""Height of what is below the diagram, the same in both directions: nothing moves."""
EQUAL: tuple[Piece, ...] = (("  = ", "t3"),)
"""How a line begins that goes on with numbers."""
GAP = 26
"""From the diagram to the middle of the heading below it."""


@dataclass(frozen=True)
class Room:
    """Where a face paints.

    Attributes
    ----------
    top, height : float
        Of the diagram, in pixels.
    """

    top: float
    height: float

    @property
    def below(self) -> float:
        """Middle of the heading below the diagram."""
        return self.top + self.height + px(GAP)


class Face:
    """What the cell zone shows of one kind of layer: a diagram, the arithmetic below it, a sentence."""

    gate: str | None = None
    """Letter of the gate that stands for all gates in the colour key; None: there is none."""
    coloured = False
    """Whether gradients are told by their colour in the backward phase."""

    def still(self, sheet: Sheet, room: Room, at: Spot | None) -> None:
        """Paint what stays of the diagram until size, theme, language, layer or phase change."""

    def live(self, sheet: Sheet, room: Room, at: Spot) -> None:
        """Paint the values of a unit at a step in the diagram."""
        raise NotImplementedError

    def signs(self, sheet: Sheet, top: float, at: Spot) -> None:
        """Paint what stays of the arithmetic; `top` is the middle of its heading."""

    def arithmetic(self, sheet: Sheet, top: float, at: Spot) -> None:
        """Paint the numbers of the arithmetic."""
        raise NotImplementedError

    def sentence(self, at: Spot) -> str:
        """Say in one sentence what happens here."""
        raise NotImplementedError

    def span(self, at: Spot) -> str:
        """Give the end of the scale of signed values in the colour key."""
        return "1"

    def letters(self, at: Spot) -> dict[str, float]:
        """Give the numbers that a screen reader says after the sentence, by letter."""
        return {}


class Grid:
    """Places of a diagram: natural ones, stretched to the width and height at hand.

    Parameters
    ----------
    sheet : Sheet
        Where to paint.
    room : Room
        Where the diagram stands.
    at : Spot or None
        What is looked at.
    """

    def __init__(self, sheet: Sheet, room: Room, at: Spot | None) -> None:
        self.sheet = sheet
        self.past = at.past if at is not None else "t−1"
        self.ink = sheet.ink
        self.top = room.top
        self.sx = sheet.width / NATURAL
        self.sy = room.height / DIAGRAM
        self.rim = px(12) + 0.75 * current.scale
        """From the middle of a node to where wires end: nodes stay, wires do not."""

    def x(self, natural: float) -> float:
        """Give a place across."""
        return natural * self.sx

    def y(self, natural: float) -> float:
        """Give a place down."""
        return self.top + natural * self.sy

    def box(self) -> QRectF:
        """Give the outline of the cell."""
        return QRectF(self.x(54), self.y(0), self.x(319) - self.x(54), self.y(288) - self.y(0))

    def paint_box(self) -> None:
        """Paint the outline of the cell."""
        theme = self.ink.theme
        self.ink.box(self.box(), mixed(theme.s2, theme.s1, 0.6), theme.line2, radius=12)

    def chip(self, centre: float) -> QRectF:
        """Give the place of a gate."""
        wide = min(px(60), 54 * self.sx)
        return QRectF(self.x(centre) - wide / 2, self.y(258) - self.tall, wide, self.tall)

    @property
    def tall(self) -> float:
        """Height of a gate."""
        return max(px(44), 63 * self.sy)

    @property
    def valued(self) -> float:
        """Baseline of the values of the gates."""
        return middle(self.y(258) - 0.28 * self.tall, 15)

    def paint_chip(self, letter: str, squash: str, centre: float, token: str) -> None:
        """Paint a gate without its value."""
        ink, theme = self.ink, self.ink.theme
        rect, colour = self.chip(centre), getattr(theme, token)
        ink.box(rect, mixed(colour, theme.s1, 0.16), colour, radius=8, width=1.5)
        row = rect.top() + 0.32 * rect.height()
        ink.text(rect.left() + px(7), middle(row, 15), letter, size=15, weight=700, token=token)
        right = rect.right() - px(6)
        ink.text(right, middle(row, 12), squash, size=12, token="t2", align="right")

    def pill(self, x: float, y: float, text: str, wide: float = 42) -> None:
        """Paint a function that stands on a wire."""
        ink, theme = self.ink, self.ink.theme
        pill = QRectF(0, 0, px(wide), px(20))
        pill.moveCenter(QRectF(x - 1, y - 1, 2, 2).center())
        ink.box(pill, theme.s2, theme.t1, radius=10, width=1.25)
        ink.text(x, middle(y, 12), text, size=12, weight=600, align="centre")

    def back_wire(
        self,
        points: Sequence[tuple[float, float]],
        value: float,
        largest: float,
        *,
        arrow: bool = True,
    ) -> None:
        """Paint a wire that carries a gradient: its size is its colour, on four decades, and its width."""
        share = abs(value) / (largest or 1.0) if math.isfinite(value) else 1.0
        place = 1 + math.log10(max(share, 1e-4)) / 4
        colour = gradient_colour(0.25 + 0.55 * place)
        self.ink.wire(points, colour, wire_width(share), arrow=arrow)

    def pill_ends(self, y: float) -> tuple[float, float]:
        """Give where the wire through a `pill` ends above it, and where it goes on below."""
        return y - px(10), y + px(10)


def equals(sheet: Sheet) -> float:
    """Give the right end of the second equals sign of a row of arithmetic."""
    return sheet.left + px(170)


def bars(sheet: Sheet) -> float:
    """Give the left end of the bars."""
    return sheet.left + px(242)


def gate_signs(sheet: Sheet, y: float, letters: str, tokens: dict[str, str], signed: str) -> float:
    """Paint letters, signs and troughs of the rows of gates, and give where the next row is centred."""
    ink = sheet.ink
    for letter in letters:
        row = middle(y, 14)
        ink.text(sheet.left, row, letter, size=14, weight=700, token=tokens[letter], mono=True)
        ink.text(sheet.left + px(17), row, "=", size=14, token="t3", mono=True)
        ink.text(equals(sheet), row, "=", size=14, token="t3", mono=True, align="right")
        sheet.trough(y, signed=letter == signed, left=bars(sheet))
        y += px(ROW)
    return y


def gradient_signs(sheet: Sheet, y: float, letters: str, tokens: dict[str, str]) -> None:
    """Paint letters and troughs of a list of gradients."""
    for letter in letters:
        row = middle(y, 14)
        text, token = "δ" + letter, tokens[letter]
        sheet.ink.text(sheet.left, row, text, size=14, weight=700, token=token, mono=True)
        sheet.trough(y, signed=True, left=sheet.left + px(124))
        y += px(ROW)


def gradient_row(sheet: Sheet, y: float, value: float, unit: float, largest: float) -> None:
    """Paint number and bar of a gradient.

    Parameters
    ----------
    sheet : Sheet
        Where to paint.
    y : float
        Middle.
    value : float
        The gradient.
    unit : float
        What is counted in.
    largest : float
        Gradient of a full bar.
    """
    ink, text = sheet.ink, numbers.decimal(value / unit)
    ink.text(
        sheet.left + px(104), middle(y, 14), text, size=14, weight=600, mono=True, align="right"
    )
    colour = ink.theme.plus if value >= 0 else ink.theme.minus
    share = value / largest if largest else 0.0
    sheet.bar(y, share, colour, signed=True, left=sheet.left + px(124))
