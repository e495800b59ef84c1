"""The overview: all steps of a long sequence in one strip, and a frame around those in sight."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QCoreApplication, QRectF
from PySide6.QtGui import QImage

from gui.theme import px
from gui.widgets.ink import Ink, faded, middle, text_width

from . import track
from .heatmap import paint_map

if TYPE_CHECKING:
    from engine.recording import Floats

    from .gradient_flow import GradientTrack
    from .moment import Moment

translate = QCoreApplication.translate


def strength(m: Moment) -> Floats | None:
    """Give the mean size of a layer's output at each step, (T,), as shares of the largest.

    Parameters
    ----------
    m : Moment
        Of the layer.

    Returns
    -------
    (T,) or None
        None without a Recording, and where the layer gives its last step alone.
    """
    if m.recording is None:
        return None
    output = m.made.output[:, :, m.shown.example]
    if output.shape[0] != m.axis.steps.total:
        return None
    with np.errstate(all="ignore"):
        found: Floats = np.nan_to_num(np.abs(output).mean(axis=1), nan=0.0, posinf=0.0)
    largest = float(found.max(initial=0.0))
    return found / largest if largest > 0 else found


class Overview(track.Track):
    """All steps: how strong the layer's output is at each, or the size of the gradient.

    Parameters
    ----------
    flow : GradientTrack
        Knows the size of the gradient at each step.
    """

    key = "overview"
    low, high, gap = 20, 24, 0
    spacious = False

    def __init__(self, flow: GradientTrack) -> None:
        super().__init__()
        self.flow = flow

    def still(self, ink: Ink, m: Moment) -> None:
        """Paint which steps are in sight."""
        steps, y = m.axis.steps, middle(self.area(m).center().y(), 12)
        text = translate("Timeline", "{first} to {last} of {count}").format(
            first=m.number(steps.first), last=m.start + steps.stop, count=m.start + steps.total
        )
        if text_width(text, 12) > px(track.HEADER - 6):
            text = f"{m.number(steps.first)}–{m.start + steps.stop}"
        ink.text(px(track.INSET), y, text, size=12, token="t2")

    def area(self, m: Moment) -> QRectF:
        """Give where the steps are: away from what stands above."""
        return super().area(m).adjusted(0, px(4), 0, 0)

    def spans(self, m: Moment) -> list[tuple[float, float, tuple[int, int]]]:
        """Give no step as not reached: what is ahead is dimmed along with its own place."""
        return [(self.rect.top(), self.rect.bottom(), (0, m.axis.steps.total))]

    def steps(self, ink: Ink, m: Moment, *, reached: bool) -> None:
        """Paint the ground, and over it all steps."""
        area = self.area(m)
        ink.p.fillRect(area, ink.theme.s2)
        if not reached:
            return
        norms = self.flow.norms
        if m.gradients and norms is not None and len(norms) == m.axis.steps.total:
            shares = np.maximum(self.flow.decades.shares(norms), 0.0)[None, :]
            paint_map(ink.p, area, shares, 0.0, 1.0, ink.theme.map("gradient"))
            return
        shares = strength(m)
        if shares is None:
            return
        # as an image: one of a polygon of 500 points costs twenty times as much
        rows = max(1, round(area.height()) - px(2))
        pixels = np.zeros((rows, -(-len(shares) // 4) * 4), np.uint8)
        pixels[:, : len(shares)] = np.arange(rows, 0, -1)[:, None] <= np.round(rows * shares)
        image = QImage(
            pixels.data, len(shares), rows, pixels.shape[1], QImage.Format.Format_Indexed8
        )
        image.setColorTable([0, faded(ink.theme.t3, 0.55).rgba()])
        coloured = image.convertToFormat(QImage.Format.Format_ARGB32_Premultiplied)
        ink.p.drawImage(area.adjusted(0, px(2), 0, 0), coloured, QRectF(image.rect()))

    def frame(self, m: Moment) -> QRectF:
        """Give the frame around the steps in sight."""
        column = m.axis.width / m.axis.steps.total
        left = m.axis.left + m.axis.steps.first * column
        area = self.area(m)
        return QRectF(left, area.top(), m.axis.steps.count * column, area.height())

    def step_at(self, x: float, m: Moment) -> float:
        """Give the step at a place of the strip, with its fraction."""
        return (x - m.axis.left) / m.axis.width * m.axis.steps.total

    def live(self, ink: Ink, m: Moment) -> None:
        """Paint the frame, what is outside dim, and the playhead."""
        area, frame = self.area(m), self.frame(m)
        dim = faded(ink.theme.bg, 0.6)
        ink.fill(area.left(), area.top(), frame.left() - area.left(), area.height(), dim)
        if area.right() - frame.right() >= 1:
            ink.fill(frame.right(), area.top(), area.right() - frame.right(), area.height(), dim)
        if m.playhead is not None and m.recording is not None:
            x = m.axis.left + (m.t + 0.5) * m.axis.width / m.axis.steps.total
            ink.fill(x - px(1) / 2, area.top(), px(1), area.height(), ink.theme.t1)
        shown = frame.adjusted(0, 0, max(0.0, px(8) - frame.width()), 0)
        ink.box(shown, None, ink.theme.t1, radius=3, width=1.5)
