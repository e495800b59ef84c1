"""The track of the outputs against their targets."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QCoreApplication, QPointF, Qt
from PySide6.QtGui import QPen, QPolygonF

from gui.theme import px
from gui.views.targets import target_place
from gui.widgets import numbers
from gui.widgets.ink import Ink, faded, middle, text_width

from . import track

if TYPE_CHECKING:
    from engine.recording import Floats

    from .moment import Moment
    from .track import Place

translate = QCoreApplication.translate


class PredictionTrack(track.Track):
    """Output as a line, target as a ring, error as a stem."""

    key = "y"
    low, high, gap = 34, 64, 16

    def __init__(self) -> None:
        super().__init__()
        self.extent = 1.0
        self._dataset: object = None

    def prepare(self, m: Moment) -> None:
        """Take the scale of the targets; it stays as long as the data do."""
        dataset = m.shown.frame.dataset
        if dataset is not self._dataset:
            values = dataset.training.targets
            size = float(np.abs(values).max()) if values.size else 0.0
            self.extent = 1.1 * size if 0 < size < float("inf") else 1.0
            self._dataset = dataset

    def span(self, m: Moment) -> tuple[int, int]:
        """Give the steps of which the output is computed."""
        return (0, m.axis.steps.total if m.backward else m.output_to)

    def chance(self, m: Moment) -> bool:
        """Tell whether the output is shown as a probability."""
        return m.recording is not None and m.recording.probabilities is not None

    def output(self, m: Moment) -> Floats | None:
        """Give the outputs of the example, (T',): probabilities for a classification."""
        if m.recording is None:
            return None
        found = m.recording.probabilities
        return (m.recording.outputs if found is None else found)[:, 0, m.shown.example]

    def target(self, m: Moment) -> Floats | None:
        """Give the targets of the example, (T',)."""
        return None if m.recording is None else m.recording.targets[:, 0, m.shown.example]

    def index(self, m: Moment, t: int) -> int:
        """Give where step t stands among the outputs; -1 where it has no target."""
        if m.recording is None:
            return -1
        return target_place(m.recording, t, m.shown.example)

    def _heights(self, m: Moment, values: Floats) -> list[float]:
        """Give the heights of values in pixels; what is beyond the scale stays at its end."""
        room = self.rect.height() / 2 - px(7)
        values = np.nan_to_num(values.astype(np.float64), nan=0.0)
        places = 2 * values - 1 if self.chance(m) else values / self.extent
        heights = self.rect.center().y() - room * np.clip(places, -1.15, 1.15)
        return heights.tolist()  # type: ignore[no-any-return]

    def still(self, ink: Ink, m: Moment) -> None:
        """Paint the header."""
        track.head(ink, self, "y", "", bar=False)
        second = self.lines[1]
        left = px(track.INSET + 9) + px(16)
        name = translate("Timeline", "output")
        if self.chance(m):
            name = translate("Timeline", "chance")
        track.small_name(ink, self, name)
        if self.tall:
            ink.p.setPen(QPen(ink.theme.t2, 1.25))
            ink.p.setBrush(Qt.BrushStyle.NoBrush)
            ink.p.drawEllipse(QPointF(px(track.INSET + 9) + px(5), second), px(4), px(4))
            ink.text(left, middle(second, 12), translate("Timeline", "target"), size=12, token="t2")

    def steps(self, ink: Ink, m: Moment, *, reached: bool) -> None:
        """Paint targets, and where reached the outputs and their errors."""
        area = self.area(m)
        ink.p.fillRect(area, ink.theme.bg)
        outputs, targets = self.output(m), self.target(m)
        zero = self.rect.center().y()
        ink.fill(m.axis.left, zero, m.axis.width, 1, ink.theme.line)
        if outputs is None or targets is None:
            return
        steps = [t for t in range(m.axis.steps.first, m.axis.steps.stop) if self.index(m, t) >= 0]
        kept = [self.index(m, t) for t in steps]
        places = list(
            zip(
                [m.axis.centre(t) for t in steps],
                self._heights(m, outputs[kept]),
                self._heights(m, targets[kept]),
                strict=True,
            )
        )
        if reached:
            self._errors(ink, m, places)
        dense = m.axis.column < px(8)  # then lines of 1 px: wide ones of many points are dear
        ring = min(px(4), max(1.5, 0.32 * m.axis.column))
        ink.p.setPen(QPen(ink.theme.t2 if reached else ink.theme.t3, 1 if dense else 1.25))
        ink.p.setBrush(Qt.BrushStyle.NoBrush)
        if dense and len(places) > 1:
            ink.p.drawPolyline(QPolygonF([QPointF(x, target) for x, _, target in places]))
        else:
            for x, _, target in places:
                ink.p.drawEllipse(QPointF(x, target), ring, ring)
        if reached:
            self._line(ink, m, places)
            self.dim_ended(ink, m)

    def _errors(self, ink: Ink, m: Moment, places: list[tuple[float, float, float]]) -> None:
        loud = m.phase == "loss"
        ink.p.setPen(QPen(faded(ink.theme.warn, 1.0 if loud else 0.7), 2.5 if loud else 1.5))
        for x, output, target in places:
            if abs(output - target) > px(4):
                ink.p.drawLine(QPointF(x, output), QPointF(x, target))

    def _line(self, ink: Ink, m: Moment, places: list[tuple[float, float, float]]) -> None:
        ink.p.setPen(QPen(ink.theme.t1, 1 if len(places) > 100 else 2))
        points = [QPointF(x, output) for x, output, _ in places]
        if len(points) > 1:
            ink.p.drawPolyline(QPolygonF(points))
        if len(points) == 1 or m.axis.column > px(11):
            ink.p.setPen(Qt.PenStyle.NoPen)
            ink.p.setBrush(ink.theme.t1)
            radius = px(2.5) if len(points) > 1 else px(4)
            for point in points:
                ink.p.drawEllipse(point, radius, radius)

    def live(self, ink: Ink, m: Moment) -> None:
        """Paint output and target at the playhead."""
        outputs, targets, k = self.output(m), self.target(m), self.index(m, m.t)
        if outputs is None or targets is None or k < 0:
            return
        first, stop = self.span(m)
        if first <= m.t < stop:
            track.value(ink, self, track.short(float(outputs[k])))
        if self.tall:
            left = px(track.INSET + 9) + px(16)
            wide = text_width(translate("Timeline", "target"), 12)
            text = numbers.decimal(float(targets[k]), 0 if self.chance(m) else 2)
            right = px(track.INSET + track.HEADER - 9)
            if left + wide + px(5) + text_width(text, 12) <= right:
                ink.text(right, middle(self.lines[1], 12), text, size=12, token="t2", align="right")

    def note(self, place: Place, m: Moment) -> str:
        """Give output, target and the term of the loss."""
        outputs, targets, k = self.output(m), self.target(m), self.index(m, place.t)
        if outputs is None or targets is None or m.recording is None:
            return ""
        if k < 0:
            return translate("Timeline", "step {step} has no target").format(step=place.t + 1)
        target = numbers.decimal(float(targets[k]), 0 if self.chance(m) else 2)
        first, stop = self.span(m)
        if not first <= place.t < stop:
            text = translate("Timeline", "step {step}: target {target}")
            return text.format(step=place.t + 1, target=target)
        text = translate("Timeline", "step {step}: output {output}, target {target}, loss {loss}")
        return text.format(
            step=place.t + 1,
            output=numbers.decimal(float(outputs[k])),
            target=target,
            loss=numbers.loss(float(m.recording.terms[k, m.shown.example])),
        )
