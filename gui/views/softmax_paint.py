"""The bars of the classes: how likely each is, with its name below."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt
from PySide6.QtGui import QPen

from gui.theme import px
from gui.widgets import numbers
from gui.widgets.ink import middle, text_width

from .eliding import elided
from .softmax_facts import order_of

if TYPE_CHECKING:
    from engine.recording import Floats
    from gui.widgets.ink import Ink

    from .softmax_facts import Output

translate = QCoreApplication.translate

LEAST, MOST = 21, 120
"""Width of the column of a class, before scaling."""
WIDEST_BAR = 40
ABOVE, BELOW = 15, 19
"""Room above the highest bar for its number, and below the bars for the names."""


@dataclass(frozen=True, eq=False)
class Bars:
    """Where the classes stand.

    Attributes
    ----------
    rect : QRectF
        All columns, with numbers and names.
    shown : list of int
        Classes, from the left.
    rest : int
        How many more there are; they have a column of their own.
    """

    rect: QRectF
    shown: list[int]
    rest: int

    @classmethod
    def of(cls, rect: QRectF, output: Output, chances: Floats) -> Bars:
        """Choose as many classes as fit."""
        names = max(text_width(output.name(k), 12) for k in range(output.classes))
        column = min(max(names + px(8), px(LEAST)), px(MOST))
        room = max(2, int(rect.width() // column))
        if output.classes <= room:
            return cls(rect, list(range(output.classes)), 0)
        more = max(1, round(px(58) / column + 0.5))  # columns that the rest takes
        shown = order_of(chances, output.target, max(2, room - more))
        return cls(rect, shown, output.classes - len(shown))

    @property
    def column(self) -> float:
        """Width of a column."""
        wide = self.rect.width() - (px(58) if self.rest else 0)
        return min(wide / max(1, len(self.shown)), float(px(MOST)))

    @property
    def base(self) -> float:
        """Where the bars stand."""
        return self.rect.bottom() - px(BELOW)

    @property
    def high(self) -> float:
        """Height of a bar of probability 1."""
        return self.base - self.rect.top() - px(ABOVE)

    def centre(self, place: int) -> float:
        """Give the middle of a column."""
        return self.rect.left() + (place + 0.5) * self.column

    def place_at(self, at: QPointF) -> int:
        """Give the column under a place; −1 where there is none."""
        if not self.rect.contains(at):
            return -1
        place = int((at.x() - self.rect.left()) // self.column)
        return place if 0 <= place < len(self.shown) else -1


def paint_bars(
    ink: Ink, bars: Bars, output: Output, chances: Floats, plain: Floats | None, chosen: int
) -> None:
    """Paint the bars.

    Parameters
    ----------
    ink : Ink
        The painter.
    bars : Bars
        Where.
    output : Output
        For names and target.
    chances : (K,) array
        Probabilities at the temperature.
    plain : (K,) array or None
        Those at temperature 1, painted as lines; None where it is 1.
    chosen : int
        Column that is read; −1: none.
    """
    said = int(chances.argmax())
    wide = min(0.72 * bars.column, float(px(WIDEST_BAR)))
    ink.fill(bars.rect.left(), bars.base, bars.rect.width(), 1, ink.theme.line2)
    if 0 <= chosen < len(bars.shown):
        left = bars.centre(chosen) - bars.column / 2
        column = QRectF(left, bars.rect.top(), bars.column, bars.rect.height())
        ink.box(column, ink.theme.s2, radius=4)
    ends = -1.0
    for place, k in enumerate(bars.shown):
        x, share = bars.centre(place), float(chances[k])
        right = k == output.target or output.target < 0 or output.written
        colour = ink.theme.edge if k != said else ink.theme.t1 if right else ink.theme.warn
        high = bars.high * share if share == share else 0.0
        ink.fill(x - wide / 2, bars.base - high, wide, max(1.0, high), colour)
        if plain is not None:
            y = bars.base - bars.high * float(plain[k])
            ink.fill(x - wide / 2 - px(2), y, wide + px(4), px(2), ink.theme.t2)
        text = numbers.decimal(100 * share, 0)
        half = text_width(text, 12) / 2
        if (share >= 0.005 or k == output.target) and x - half > ends:
            top = bars.base - max(high, bars.high * float(plain[k]) if plain is not None else 0.0)
            weight, token = (600, "t1") if k == said else (400, "t2")
            y = middle(top - px(8), 12)
            ink.text(x, y, text, size=12, weight=weight, token=token, align="centre")
            ends = x + half + px(3)
        _name(ink, bars, output, place, said)
    if bars.rest:
        _rest(ink, bars, chances)


def _name(ink: Ink, bars: Bars, output: Output, place: int, said: int) -> None:
    """Write a class below its bar; the target has a ring around it, as in the timeline."""
    k, x, y = bars.shown[place], bars.centre(place), bars.base + px(10)
    name = elided(output.name(k), bars.column - px(4))
    token = "t1" if k in (said, output.target) else "t2"
    ink.text(x, middle(y, 12), name, size=12, token=token, align="centre")
    if k == output.target:
        half = max(px(8.0), text_width(name, 12) / 2 + px(4))
        half = min(half, bars.column / 2 - 0.5)
        ink.p.setPen(QPen(ink.theme.t1, 1.5))
        ink.p.setBrush(Qt.BrushStyle.NoBrush)
        ink.p.drawRoundedRect(QRectF(x - half, y - px(8), 2 * half, px(16)), px(8), px(8))


def _rest(ink: Ink, bars: Bars, chances: Floats) -> None:
    """Write how many classes are not shown, and how likely they are together."""
    left = bars.rect.right() - px(52)
    share = 1 - float(chances[bars.shown].sum())
    high = bars.high * max(0.0, share) if share == share else 0.0
    wide = float(px(24))
    ink.fill(left + px(14), bars.base - high, wide, max(1.0, high), ink.theme.line2)
    text = numbers.decimal(100 * max(0.0, share), 0)
    x, y = left + px(14) + wide / 2, middle(bars.base - high - px(8), 12)
    ink.text(x, y, text, size=12, token="t2", align="centre")
    name = translate("Softmax", "{count} more").format(count=bars.rest)
    ink.text(x, middle(bars.base + px(10), 12), name, size=12, token="t2", align="centre")
