"""The track of the gradient by step: how much of it comes back in time."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt
from PySide6.QtGui import QImage

from gui.theme import THEMES, px
from gui.widgets import numbers
from gui.widgets.ink import Ink, faded, gradient_colour, middle, text_width

from . import track
from .heatmap import Decades

if TYPE_CHECKING:
    from engine.recording import Floats, Integers

    from .moment import Moment
    from .track import Place

translate = QCoreApplication.translate

RECURRENT = ("rnn", "lstm", "gru")


def bar_width(column: float) -> float:
    """Give the width of a bar in pixels: narrow ones touch, there is no room for space between them."""
    return 0.62 * column if column > px(6) else column


@lru_cache(maxsize=8)
def _columns(width: float, steps: int, bar: float) -> Integers:
    """Give of each pixel the step whose bar stands there; `steps` between two bars."""
    column = width / steps
    places = (np.arange(round(width)) + 0.5) / column
    found = np.minimum(places.astype(np.intp), steps - 1)
    beside = np.abs(places - found - 0.5) > bar / column / 2
    return np.where(beside, steps, found)


@lru_cache(maxsize=8)
def _table(theme: str) -> Integers:
    return np.array(THEMES[theme].map("gradient"), np.uint32)


class GradientTrack(track.Track):
    """Length over units of dL/dh of the example, as bars on fixed decades.

    Attributes
    ----------
    norms : (T,) or None
        The lengths; None without a backward pass.
    """

    key = "gradient"
    low, high, gap = 34, 56, 0

    def __init__(self) -> None:
        super().__init__()
        self.norms: Floats | None = None
        self.decades = Decades()

    def prepare(self, m: Moment) -> None:
        """Take the lengths."""
        values = m.values("dh" if m.kind in RECURRENT else "dy")
        if values is None:
            self.norms = None
            return
        with np.errstate(all="ignore"):
            norms = np.sqrt(np.einsum("tu,tu->t", values, values, dtype=np.float64))
        if len(norms) == 1 and m.axis.steps.total > 1:
            norms = np.concatenate([np.zeros(max(0, m.length - 1)), norms])
        self.norms = norms
        self.decades.take(norms)

    def size(self, t: int) -> float:
        """Give the length at a step."""
        return float(self.norms[t]) if self.norms is not None and t < len(self.norms) else 0.0

    def share(self, t: int) -> float:
        """Give the place of a step's length on the decades, 0 to 1."""
        return self.decades.share(self.size(t))

    def span(self, m: Moment) -> tuple[int, int]:
        """Give the steps that the gradient has reached."""
        return (m.backward_from, m.axis.steps.total)

    def still(self, ink: Ink, m: Moment) -> None:
        """Paint the header."""
        left = px(track.INSET)
        letter = "∂L/∂h" if m.kind in RECURRENT else "∂L/∂y"
        letter = "Δ" + letter if m.other is not None else letter
        ink.text(left, middle(self.lines[0], 14), letter, size=14, weight=700)

    def steps(self, ink: Ink, m: Moment, *, reached: bool) -> None:
        """Paint the bars."""
        area = self.area(m)
        if not reached:
            area.setBottom(self.rect.bottom() - 1)
            ink.p.fillRect(area, faded(ink.theme.bg, 0.72))
            return
        ink.p.fillRect(area, ink.theme.bg)
        base = self.rect.bottom() - 1
        ink.fill(m.axis.left, base, m.axis.width, 1, ink.theme.line2)
        if self.norms is None:
            return
        wide = bar_width(m.axis.column)
        room = self.rect.height() - px(2)
        rounded = m.axis.column > px(6)
        ink.p.setPen(Qt.PenStyle.NoPen)
        first = m.axis.steps.first
        left = m.axis.centre(first) - wide / 2
        for k, share in enumerate(self.decades.shares(self.norms[first : m.axis.steps.stop])):
            if share < 0:
                continue
            height = max(room * share, 1.5)
            bar = QRectF(left + k * m.axis.column, base - height, wide, height)
            colour = gradient_colour(share)
            if rounded:
                ink.p.setBrush(colour)
                ink.p.drawRoundedRect(bar, 2, 2)
            else:
                ink.fill(bar.left(), bar.top(), wide, height, colour)

    def lasting(self, m: Moment) -> object:
        """Give the decades."""
        return (self.decades.bottom, self.decades.top, self.norms is None)

    def ground(self, ink: Ink, m: Moment) -> None:
        """Paint the line on which the bars stand, and the decades."""
        ink.fill(m.axis.left, self.rect.bottom() - 1, m.axis.width, 1, ink.theme.line2)
        self.live(ink, m)

    def moving(self, ink: Ink, m: Moment) -> None:
        """Paint the bars as one image, without round corners: nobody sees them in passing."""
        if self.norms is None:
            return
        steps, height = m.axis.steps, round(self.rect.height() - px(2))
        shares = np.array(self.decades.shares(self.norms[steps.first : steps.stop]))
        tops = np.where(shares < 0, 0.0, np.maximum(height * shares, 1.5))
        entries = np.rint(255 * np.maximum(shares, 0.12)).astype(np.intp)
        ground = np.uint32(ink.theme.bg.rgb())
        bars = np.full((height, len(shares) + 1), ground)  # the last column is what is between bars
        lit = np.arange(height, 0, -1)[:, None] <= np.rint(tops)
        bars[:, :-1] = np.where(lit, _table(ink.theme.name)[entries], ground)
        places = _columns(m.axis.width, len(shares), bar_width(m.axis.column))
        pixels = np.take(bars, places, axis=1)
        width = pixels.shape[1]
        image = QImage(pixels.data, width, height, 4 * width, QImage.Format.Format_RGB32)
        base = self.rect.bottom() - 1
        ink.p.drawImage(QPointF(round(m.axis.left), round(base) - height), image)

    def live(self, ink: Ink, m: Moment) -> None:
        """Paint the length at the playhead, the decades, and that it waits."""
        if self.norms is None:
            return
        if m.backward and m.backward_from <= m.t:
            track.value(ink, self, numbers.gradient(self.size(m.t)))
        if self.tall:
            low, high = 10.0**self.decades.bottom, 10.0**self.decades.top
            text = translate("Timeline", "{low} to {high}")
            text = text.format(low=numbers.gradient(low), high=numbers.gradient(high))
            ink.text(px(track.INSET), middle(self.lines[1], 12), text, size=12, token="t2")
        if m.playhead is not None and not m.backward and self.tall:
            text = translate("Timeline", "waits for the backward phase")
            wide, top = text_width(text, 12), self.rect.top()
            away = m.axis.centre(m.t) < m.axis.left + m.axis.width / 2  # from the playhead
            left = m.axis.right - wide if away else m.axis.left
            # within its own track: above it stand targets and the naive forecast
            ink.fill(left - px(4), top, wide + px(8), px(17), ink.theme.bg)
            ink.text(left, middle(top + px(8), 12), text, size=12, token="t2")

    def note(self, place: Place, m: Moment) -> str:
        """Give the length at a step."""
        if self.norms is None:
            return ""
        text = translate("Timeline", "gradient at step {step}: {value}")
        return text.format(step=m.number(place.t), value=numbers.exponent(self.size(place.t), 2))
