"""Groups: a line for each layer, above its tracks; folded it shows how strong the layer's output is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QCoreApplication, QPointF, QRectF

from gui.theme import px
from gui.widgets.ink import Ink, middle, text_width
from gui.widgets.paint import chevron
from gui.widgets.settings import label_of

from . import track
from .gradients import GradientScale, sizes
from .heatmap import paint_map
from .overview import strength

if TYPE_CHECKING:
    from engine.recording import Floats

    from .moment import Moment
    from .track import Place

translate = QCoreApplication.translate

FROM = 3
"""Layers, with that of the outputs, from which on they are stacked as groups."""


class GroupTrack(track.Track):
    """The line of a layer.

    Parameters
    ----------
    layer : int
        From 0.
    kind : str
        Kind of the layer; empty for that of the outputs.
    opened : bool
        Whether its tracks stand below.
    scale : GradientScale
        Decades of its gradients.
    """

    key = "group"
    low, high, gap = 20, 20, 4
    spacious = False

    def __init__(self, layer: int, kind: str, opened: bool, scale: GradientScale) -> None:
        super().__init__()
        self.layer, self.kind, self.opened = layer, kind, opened
        self.scale = scale

    @property
    def kept(self) -> str:
        """Nothing of it is remembered: layers belong to a project."""
        return ""

    @property
    def title(self) -> str:
        """Number and kind of the layer, in the language in force."""
        text = translate("Timeline", "Layer {number}: {kind}")
        return text.format(number=self.layer + 1, kind=self._kind())

    def _kind(self) -> str:
        return label_of(self.kind) if self.kind else translate("Header", "Output")

    def prepare(self, m: Moment) -> None:
        """Take the decades of its gradients."""
        if m.gradients:
            self.scale.take(m.of(self.layer))

    def still(self, ink: Ink, m: Moment) -> None:
        """Paint name and sign, and a line where its tracks follow."""
        looked = m.shown.layer == self.layer
        y, left = self.rect.center().y(), px(track.INSET)
        way = "down" if self.opened else "right"
        chevron(ink.p, QPointF(left + px(4), y), px(4), ink.theme.t2, way)
        text = self.title
        if text_width(text, 13, 600) > px(track.HEADER - 21):
            text = f"{self.layer + 1} {self._kind()}"
        if text_width(text, 13, 600) > px(track.HEADER - 21):
            text = translate("Timeline", "layer {number}").format(number=self.layer + 1)
        token = "t1" if looked else "t2"
        weight = 600 if looked else 400
        ink.text(left + px(17), middle(y, 13), text, size=13, weight=weight, token=token)
        if self.opened:
            ink.fill(m.axis.left, y, m.axis.width, 1, ink.theme.line2)

    def spans(self, m: Moment) -> list[tuple[float, float, tuple[int, int]]]:
        """Give the steps that are reached; open it shows none."""
        span = (0, m.axis.steps.total) if self.opened else self._span(m.of(self.layer))
        return [(self.rect.top(), self.rect.bottom(), span)]

    @staticmethod
    def _span(m: Moment) -> tuple[int, int]:
        total = m.axis.steps.total  # of both directions what both have reached
        if m.gradients:
            return (m.backward_from, m.reverse_backward if m.both else total)
        if m.backward:
            return (0, total)
        return (m.reverse_forward if m.both else 0, m.forward_to)

    def _sizes(self, m: Moment) -> Floats | None:
        """Give the length of the gradient of the output at each step, (T,)."""
        values = m.values("dh" if "h" in m.made.names else "dy") if m.recording else None
        if values is None or values.shape[0] != m.axis.steps.total:
            return None
        with np.errstate(all="ignore"):
            norms: Floats = np.sqrt(np.einsum("tu,tu->t", values, values, dtype=np.float64))
        return norms

    def area(self, m: Moment) -> QRectF:
        """Give where the steps are: a narrow strip."""
        return super().area(m).adjusted(0, px(4), 0, -px(4))

    def steps(self, ink: Ink, m: Moment, *, reached: bool) -> None:
        """Paint how strong the output is at each step, or its gradient."""
        if self.opened:
            return
        if not reached:
            self.veil(ink, m)
            return
        m = m.of(self.layer)
        ink.p.fillRect(self.area(m), ink.theme.s2)
        steps = slice(m.axis.steps.first, m.axis.steps.stop)
        if m.gradients:
            norms, decades = self._sizes(m), self.scale.decades
            if norms is not None:
                row = sizes(norms[steps])[None, :]
                table = ink.theme.map("gradient")
                paint_map(ink.p, self.area(m), row, decades.bottom, decades.top, table)
        else:
            shares = strength(m)
            if shares is not None:
                paint_map(ink.p, self.area(m), shares[None, steps], 0.0, 1.0, ink.theme.map("t3"))
        self.dim_ended(ink, m)

    def note(self, place: Place, m: Moment) -> str:
        """Name the layer, and what its strip shows."""
        if self.opened or place.t < 0:
            return self.title
        if m.gradients:
            return translate("Timeline", "{layer}: size of the gradient").format(layer=self.title)
        return translate("Timeline", "{layer}: mean size of the output").format(layer=self.title)
