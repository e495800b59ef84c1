"""Sheet: the place on which the cell's pages paint, and the pieces that all of them share."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QRectF
from PySide6.QtGui import QColor, QLinearGradient

from gui.theme import current, px
from gui.widgets import numbers
from gui.widgets.ink import Ink, Piece, middle, run_width, text_width

if TYPE_CHECKING:
    from collections.abc import Sequence

translate = QCoreApplication.translate

PAD = 20
TITLE, SENTENCE, BODY = 25, 44, 98
BUTTON = 24
"""Room beside the title for the button in the corner."""
"""Middle of the title, top of the sentence's card, top of what follows, in pixels before scaling."""
KEY = 62
"""Height of the colour key."""
ROW, LINE = 24, 21
"""From one row of numbers to the next, and from one line of an equation to the next."""


@dataclass
class Sheet:
    """Where a page paints.

    Attributes
    ----------
    ink : Ink
        The painter.
    width, height : float
        Of the whole zone.
    left, right : float
        Edges of text.
    """

    ink: Ink
    width: float
    height: float
    left: float = field(init=False)
    right: float = field(init=False)

    def __post_init__(self) -> None:
        """Find the edges."""
        self.left = px(PAD)
        self.right = self.width - self.left

    def title(self, text: str, place: str) -> None:
        """Paint the title and what is looked at."""
        y = middle(px(TITLE), 15)
        self.ink.text(self.left, y, text, size=15, weight=600)
        self.ink.text(self.right, y, place, token="t2", align="right")

    def sentence(self, text: str) -> None:
        """Paint the sentence in its card."""
        self.card()
        self.said(text)

    def card(self) -> None:
        """Paint the card of the sentence."""
        rect = QRectF(self.left, px(SENTENCE), self.right - self.left, px(42))
        self.ink.box(rect, self.ink.theme.s2)

    def said(self, text: str) -> None:
        """Paint the sentence on its card: in two lines where one is not enough."""
        room, x = self.right - self.left - px(28), self.left + px(14)
        centre = px(SENTENCE) + px(42) / 2
        for size in (14, 13):
            if text_width(text, size, 600) <= room:
                self.ink.text(x, middle(centre, size), text, size=size, weight=600)
                return
        first, second = split_line(text, room)
        self.ink.text(x, middle(centre - px(9), 13), first, size=13, weight=600)
        self.ink.text(x, middle(centre + px(9), 13), second, size=13, weight=600)

    def lines(self, text: str, size: float) -> list[str]:
        """Break a text at its spaces, so that each line fits."""
        found: list[str] = []
        for word in text.split(" "):
            longer = f"{found[-1]} {word}" if found else word
            if found and text_width(longer, size) <= self.right - self.left:
                found[-1] = longer
            else:
                found.append(word)
        return found

    def heading(self, y: float, text: str, note: str = "") -> float:
        """Paint a heading, and give where the first row below it is centred."""
        self.ink.text(self.left, middle(y, 14), text, size=14, weight=600)
        if note:
            self.ink.text(self.right, middle(y, 12), note, size=12, token="t2", align="right")
        return y + px(ROW + 4)

    def rule(self, y: float) -> None:
        """Paint a line between two parts."""
        self.ink.fill(self.left, y, self.right - self.left, 1, self.ink.theme.line)

    def equation(
        self, y: float, pieces: Sequence[Piece], *, mono: bool = True, name: str = ""
    ) -> float:
        """Paint a line of an equation, and give where the next is centred.

        Parameters
        ----------
        y : float
            Middle.
        pieces : sequence of Piece
            The equation.
        mono : bool
            Whether in the font of arithmetic.
        name : str
            A word before it, which that font may have no letters for.
        """
        left = self.left
        if name:
            left += self.ink.text(left, middle(y, 14), name, size=14, token="t3") + px(6)
        self.ink.run(left, middle(y, 14), pieces, size=14, mono=mono)
        return y + px(LINE)

    def after(self, y: float, begun: Sequence[Piece], pieces: Sequence[Piece]) -> None:
        """Paint the rest of a line of an equation whose beginning stays."""
        self.ink.run(self.left + run_width(begun, size=14), middle(y, 14), pieces, size=14)

    def times(self, y: float, exponent: int) -> None:
        """Paint the power of ten above a list of gradients."""
        pieces = times_power(exponent)
        self.ink.run(self.right, middle(y, 12), pieces, size=12, mono=False, align="right")

    def trough(self, y: float, *, signed: bool, left: float) -> None:
        """Paint what `bar` is painted in; lengths as there."""
        wide, high = self.right - left, px(6)
        top = round(y - high / 2)
        self.ink.box(QRectF(left, top, wide, high), self.ink.theme.s3, radius=3)
        if signed:
            self.ink.fill(left + wide / 2 - 0.5, top - 2, 1, high + 4, self.ink.theme.edge)

    def bar(self, y: float, share: float, colour: QColor, *, signed: bool, left: float) -> None:
        """Paint the bar of a value in its trough: from the left for a gate, from the middle for a signed one.

        Parameters
        ----------
        y : float
            Middle.
        share : float
            0 to 1, or −1 to 1.
        colour : QColor
            What it means.
        signed : bool
            Whether it goes out from the middle.
        left : float
            Left end; the right one is that of all text.
        """
        wide, high = self.right - left, px(6)
        share = min(1.0, max(-1.0, share)) if math.isfinite(share) else 0.0
        start, part = left, share * wide
        if signed:  # beside the line in the middle
            part = abs(part) / 2 - 0.5
            line = round(left + wide / 2 - 0.5)
            start = line + 1 if share >= 0 else line - part
        if part > 0.5:
            top = round(y - high / 2)
            self.ink.box(QRectF(start, top, part, high), colour, radius=min(3.0, part / 2))

    def key(self, gate: str | None = "f", *, gradient: bool = False, span: str = "1") -> None:
        """Paint what the colours mean, at the bottom."""
        top = self.height - px(KEY)
        title = translate("Cell", "Reading the colours")
        self.ink.text(self.left, middle(top + px(8), 13), title, size=13, weight=600)
        gap = px(24)
        half = (self.right - self.left - gap) / 2
        bar, text = top + px(22), middle(top + px(46), 12)
        start = self.left
        if gradient:
            self._scale(start, bar, self.right - start, "gradient")
            self._ends(
                start, self.right, text, translate("Cell", "small"),
                translate("Cell", "size of a gradient, log scale"), translate("Cell", "large"),
            )  # fmt: skip
            return
        if gate is not None:
            self._scale(start, bar, half, gate)
            self._ends(
                start, start + half, text, translate("Cell", "0 closed"), "",
                translate("Cell", "1 open"),
            )  # fmt: skip
            start += half + gap
        self._scale(start, bar, self.right - start, "signed")
        self._ends(
            start, self.right, text, numbers.MINUS + span, translate("Cell", "a value"), "+" + span
        )

    def _scale(self, left: float, top: float, width: float, kind: str) -> None:
        fill = QLinearGradient(left, 0, left + width, 0)
        table = self.ink.theme.map(kind)
        for k in range(0, 256, 15):
            fill.setColorAt(k / 255, QColor.fromRgba(table[k]))
        rect = QRectF(left, top, width, px(9))
        self.ink.p.fillRect(rect, fill)
        if kind != "signed":
            self.ink.fill(left, top, 1, px(9), self.ink.theme.line2)

    def _ends(self, left: float, right: float, y: float, low: str, name: str, high: str) -> None:
        self.ink.text(left, y, low, size=12, token="t2")
        self.ink.text(right, y, high, size=12, token="t2", align="right")
        used = text_width(low, 12) + text_width(name, 12) + text_width(high, 12) + px(16)
        if name and used <= right - left:
            self.ink.text((left + right) / 2, y, name, size=12, token="t3", align="centre")


def split_line(text: str, room: float) -> tuple[str, str]:
    """Cut a text at a space so that the first line fits, as full as it can be."""
    words = text.split(" ")
    cut = 1
    while cut < len(words) and text_width(" ".join(words[: cut + 1]), 13, 600) <= room:
        cut += 1
    return " ".join(words[:cut]), " ".join(words[cut:])


def wire_width(value: float) -> float:
    """Give the width of a wire that carries a value."""
    size = min(1.0, abs(value)) if math.isfinite(value) else 1.0
    return (1.5 + 3.5 * size) * current.scale


def power(value: float) -> int:
    """Give the power of ten above a block of numbers, so that the largest has one digit before the point."""
    return math.floor(math.log10(value)) if value > 0 and math.isfinite(value) else 0


def times_power(exponent: int) -> list[Piece]:
    """Give "all gradients × 10^k" as pieces."""
    return [
        (translate("Cell", "all gradients × 10"), "t2"),
        (str(exponent).replace("-", numbers.MINUS), "t2", "sup"),
    ]
