"""A unit of a batch or layer normalization: what it is measured against, and the arithmetic."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QCoreApplication

from gui.theme import px
from gui.widgets import numbers
from gui.widgets.ink import faded, middle, text_width

from .cell_face import Face, Grid, Room
from .cell_sheet import Sheet, wire_width
from .cell_sum import gradient_list, gradient_names

if TYPE_CHECKING:
    from engine.recording import Floats
    from gui.widgets.ink import Piece

    from .cell_facts import Spot

translate = QCoreApplication.translate

X_HAT = "x\u0302"
MOST_TICKS = 240
"""Numbers that are drawn one by one."""
NODES = (("−", 92.0), ("÷", 154.0), ("×", 220.0), ("+", 282.0))
WIRE = 62.0


@dataclass(frozen=True)
class NormFacts:
    """One number, and what it was measured against.

    Attributes
    ----------
    x, x_hat, y : float
        Before, measured, after gain and shift.
    mean, deviation : float
        What it was measured against; NaN while a followed example does not tell.
    gain, shift : float
        Learnt.
    among : (n,) array
        All numbers that were taken together, this one among them.
    """

    x: float
    x_hat: float
    y: float
    mean: float
    deviation: float
    gain: float
    shift: float
    among: Floats


def norm_facts(at: Spot) -> NormFacts:
    """Take the numbers of a unit of a normalization."""
    trace = at.trace
    t = min(at.t, trace.x.shape[0] - 1)
    if at.kind == "layer_norm":
        among = trace.x[t, :, at.example].astype(np.float64)
    else:
        among = trace.x[:, at.unit].astype(np.float64)
        if among.shape[0] > 1:
            within = np.arange(among.shape[0])[:, None] < at.recording.lengths
            among = among[within]
        among = among.ravel()
    x = float(trace.x[t, at.unit, at.example])
    if at.kind == "batch_norm" and at.recording.followed:
        mean, deviation = _running(at)
    else:
        with np.errstate(all="ignore"):
            mean, variance = float(among.mean()), float(among.var())
        deviation = math.sqrt(variance + getattr(at.settings, "epsilon", 0.0))
    return NormFacts(
        *(x, at.value("x_hat"), at.value("y"), mean, deviation),
        float(at.parameter("weight")[at.unit]),
        float(at.parameter("bias")[at.unit]),
        among,
    )


def _running(at: Spot) -> tuple[float, float]:
    """Find running mean and deviation from what they have done to a followed example: a straight line."""
    x = at.trace.x[:, at.unit, at.example].astype(np.float64)
    x_hat = at.trace.x_hat[:, at.unit, at.example].astype(np.float64)
    with np.errstate(all="ignore"):
        wide, wide_hat = float(np.ptp(x)), float(np.ptp(x_hat))
    if not (wide > 0 and wide_hat > 0 and math.isfinite(wide + wide_hat)):
        return math.nan, math.nan
    deviation = wide / wide_hat
    return float(x.mean() - deviation * x_hat.mean()), deviation


class NormFace(Face):
    """A unit of a batch or layer normalization."""

    def still(self, sheet: Sheet, room: Room, at: Spot | None) -> None:
        """Paint the outline."""
        Diagram(sheet, room, at).paint_box()

    def live(self, sheet: Sheet, room: Room, at: Spot) -> None:
        """Paint the values."""
        Diagram(sheet, room, at).live(at.once(norm_facts), at)

    def signs(self, sheet: Sheet, top: float, at: Spot) -> None:
        """Paint the names of the gradients."""
        if at.phase == "backward":
            gradient_names(sheet, top, self._gradients(at))

    def arithmetic(self, sheet: Sheet, top: float, at: Spot) -> None:
        """Paint the numbers."""
        if at.phase == "backward":
            gradient_list(sheet, top, self._gradients(at))
        else:
            arithmetic(sheet, top, at.once(norm_facts))

    def _gradients(self, at: Spot) -> list[tuple[str, str, float]]:
        gain = float(at.parameter("weight", "gradient")[at.unit])
        shift = float(at.parameter("bias", "gradient")[at.unit])
        return [
            ("δy", translate("Cell", "gradient that arrives"), at.value("dy")),
            ("δγ", translate("Cell", "of the gain, from the whole batch"), gain),
            ("δβ", translate("Cell", "of the shift, from the whole batch"), shift),
        ]

    def sentence(self, at: Spot) -> str:
        """Say how far the number is from the mean."""
        if at.phase == "backward":
            return translate("Cell", "Through mean and variance it reaches all others.")
        text = translate("Cell", "{x} deviations from the mean become {y}.")
        value = numbers.signed(at.value("x_hat"))
        return text.format(x=value, y=numbers.decimal(at.value("y")))


class Diagram(Grid):
    """Four steps on a wire, and below it all numbers that were taken together, before and after."""

    def live(self, facts: NormFacts, at: Spot) -> None:
        """Paint the numbers."""
        ink, theme = self.ink, self.ink.theme
        y, out = self.y(WIRE), self.sheet.width - self.x(10)
        ink.wire([(self.x(10), y), (self.x(NODES[2][1]), y)], theme.t2, wire_width(facts.x_hat))
        ink.wire([(self.x(NODES[2][1]), y), (out, y)], theme.t1, wire_width(facts.y))
        names = ("μ", "σ", "γ", "β")
        values = (facts.mean, facts.deviation, facts.gain, facts.shift)
        for (sign, x), name, value in zip(NODES, names, values, strict=True):
            self._node(self.x(x), y, sign)
            ink.text(self.x(x), y + px(27), name, size=13, weight=600, token="t2", align="centre")
            text = numbers.decimal(value) if math.isfinite(value) else "–"
            ink.text(self.x(x), y + px(43), text, size=13, align="centre")
        left, right = self.x(12), self.sheet.width - self.x(12)
        ink.text(left, y - px(10), "x", size=14, weight=600)
        ink.text(left, y + px(20), numbers.decimal(facts.x), size=14, weight=600)
        ink.text(right, y - px(10), "y", size=14, weight=600, align="right")
        ink.text(right, y + px(20), numbers.decimal(facts.y), size=14, weight=600, align="right")
        between = (self.x(NODES[1][1]) + self.x(NODES[2][1])) / 2
        ink.text(between, y - px(10), X_HAT, size=13, token="t2", align="centre")
        self._strips(facts, at)

    def _node(self, x: float, y: float, sign: str) -> None:
        """Paint a sign; those that the pen of `Ink.node` does not know are drawn here."""
        self.ink.node(x, y, sign if sign in "×+" else "")
        if sign in "×+":
            return
        arm = px(5.5)
        self.ink.fill(x - arm, y - 1, 2 * arm, 2, self.ink.theme.t1)
        if sign == "÷":
            for way in (-1, 1):
                self.ink.fill(x - px(1), y + way * px(5) - px(1), px(2), px(2), self.ink.theme.t1)

    def _strips(self, facts: NormFacts, at: Spot) -> None:
        """Paint all numbers that were taken together as ticks, this one brighter, before and after."""
        kept = facts.among[np.isfinite(facts.among)]
        step = max(1, len(kept) // MOST_TICKS)
        kept = kept[::step]
        if len(kept) and math.isfinite(facts.mean):
            after = (kept - facts.mean) / (facts.deviation or 1.0)
            size = numbers.next_range(float(np.abs(kept).max()))
            self._strip(self.y(158), "x", kept, facts.x, size, facts.mean)
            self._strip(self.y(210), X_HAT, after, facts.x_hat, 3.0, 0.0)
        count = numbers.count(len(facts.among))
        text = translate("Cell", "over {count} numbers of this unit").format(count=count)
        if at.kind == "layer_norm":
            text = translate("Cell", "over {count} units of this step").format(count=count)
        elif at.recording.followed:
            text = translate("Cell", "by the running mean and variance")
        self.ink.text(
            self.box().center().x(), self.y(273), text, size=12, token="t2", align="centre"
        )

    def _strip(
        self, y: float, name: str, values: Floats, chosen: float, size: float, mean: float
    ) -> None:
        ink, theme = self.ink, self.ink.theme
        left, right = self.x(92), self.x(282)
        centre, half = (left + right) / 2, (right - left) / 2
        ink.fill(left, y, right - left, 1, theme.line2)
        ink.text(self.x(66), middle(y, 13), name, size=13, token="t2")
        low, high = numbers.MINUS + numbers.setting(size), numbers.setting(size)
        ink.text(left, y + px(19), low, size=12, token="t3")
        ink.text(right, y + px(19), high, size=12, token="t3", align="right")
        places = centre + np.clip(values / size, -1, 1) * half
        colour = faded(theme.t2, 0.5 if len(values) > 24 else 0.9)
        for x in places.tolist():
            ink.fill(x - 0.5, y - px(5), 1, px(10), colour)
        x = centre + min(1.0, max(-1.0, mean / size)) * half
        label = "μ" if mean else "0"
        if abs(x - left) > text_width(low, 12) and abs(right - x) > text_width(high, 12) + px(8):
            ink.text(x, y + px(19), label, size=12, token="t2", align="centre")
        if math.isfinite(chosen):
            x = centre + min(1.0, max(-1.0, chosen / size)) * half
            ink.fill(x - px(1.5), y - px(9), px(3), px(18), theme.t1)


def arithmetic(sheet: Sheet, top: float, facts: NormFacts) -> None:
    """Paint the sum of it."""
    n, b = numbers.decimal, numbers.bracketed
    y = sheet.heading(top, translate("Cell", "The arithmetic"))
    rows: list[tuple[str, float, str]] = [
        ("μ", facts.mean, translate("Cell", "mean")),
        ("σ", facts.deviation, translate("Cell", "standard deviation")),
        ("γ", facts.gain, translate("Cell", "gain, learnt")),
        ("β", facts.shift, translate("Cell", "shift, learnt")),
    ]
    for letter, value, name in rows:
        text = n(value) if math.isfinite(value) else "–"
        pieces: list[Piece] = [(letter, "t1"), (" = ", "t3"), (text, "t1")]
        sheet.ink.run(sheet.left, middle(y, 14), pieces, size=14)
        sheet.ink.text(sheet.left + px(124), middle(y, 12), name, size=12, token="t2")
        y += px(21)
    sheet.rule(y - px(4))
    y += px(14)
    # The hat would not stand over the letter in the other font.
    y = sheet.equation(y, [(X_HAT, "t1"), (" = (x − μ)/σ", "t3")], mono=False)
    if math.isfinite(facts.mean):
        inside: list[Piece] = [
            (f"  = ({n(facts.x)} − {b(facts.mean)})/{n(facts.deviation)} = ", "t3"),
            (n(facts.x_hat), "t1"),
        ]
        y = sheet.equation(y, inside)
    else:
        y = sheet.equation(y, [("  = ", "t3"), (n(facts.x_hat), "t1")])
    y += px(8)
    y = sheet.equation(y, [("y", "t1"), (f" = γ·{X_HAT} + β", "t3")], mono=False)
    sheet.equation(
        y,
        [
            (f"  = {n(facts.gain)}·{b(facts.x_hat)} + {b(facts.shift)} = ", "t3"),
            (n(facts.y), "t1"),
        ],
    )
