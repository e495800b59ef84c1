"""The track of the inputs: stems and dots, a flag as a large dot; many inputs as a map."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QCoreApplication, QLineF, QPointF, Qt
from PySide6.QtGui import QPen, QPolygonF

from gui.theme import px
from gui.views.eliding import fitting_size
from gui.views.pixels import brightest, picture_of, picture_shape, picture_table
from gui.views.symbols import symbol_numbers, written
from gui.widgets import numbers
from gui.widgets.ink import Ink, middle

from . import track
from .heatmap import paint_map

if TYPE_CHECKING:
    from engine.recording import Floats

    from .moment import Moment
    from .track import Place

translate = QCoreApplication.translate

FLAGS = ("store", "flag")
"""Names of a second input that marks some steps."""
STEMS_FROM = 6
"""Columns narrower than this many pixels get a line instead of stems."""


class InputTrack(track.Track):
    """The inputs of the network at each step."""

    key = "x"
    low, high, gap = 28, 46, 8

    def __init__(self) -> None:
        super().__init__()
        self.extent = 1.0
        self.brightest = 0.0
        self._dataset: object = None

    def prepare(self, m: Moment) -> None:
        """Take the scale of the data; it stays as long as they do."""
        dataset = m.shown.frame.dataset
        if dataset is not self._dataset:
            values = dataset.training.inputs[:, 0]
            size = float(np.abs(values).max()) if values.size else 0.0
            self.extent = size if 0 < size < float("inf") else 1.0
            self.brightest = 0.0
            if dataset.steps > 1 and picture_shape(dataset) is not None:
                self.brightest = brightest(dataset)
            self._dataset = dataset

    def span(self, m: Moment) -> tuple[int, int]:
        """Give the steps that are reached: inputs stay when the gradients come."""
        return (0, m.axis.steps.total if m.backward else m.forward_to)

    def _flag_name(self, m: Moment) -> str:
        names = m.shown.frame.dataset.input_names
        flagged = len(names) == 2 and names[1] in FLAGS
        return QCoreApplication.translate("Data", names[1]) if flagged else ""

    def still(self, ink: Ink, m: Moment) -> None:
        """Paint the header."""
        track.head(ink, self, "x", "", bar=False)
        second = self.lines[1]
        left = px(track.INSET + 9) + px(16)
        track.small_name(ink, self, translate("Timeline", "input"))
        flag = self._flag_name(m)
        if flag and self.tall:
            ink.p.setPen(Qt.PenStyle.NoPen)
            ink.p.setBrush(ink.theme.t1)
            ink.p.drawEllipse(QPointF(left + px(4), second), px(4), px(4))
            ink.text(left + px(12), middle(second, 12), "= " + flag, size=12, token="t2")

    def steps(self, ink: Ink, m: Moment, *, reached: bool) -> None:
        """Paint the values of all steps."""
        if not reached:
            self.veil(ink, m)
            return
        if m.recording is None:
            return
        values = m.recording.inputs[:, :, m.shown.example]
        if m.shown.frame.dataset.symbols:
            self._symbols(ink, m, self.read(m))
        elif self.brightest:
            pixels = picture_of(m.shown.frame.dataset, values)
            kept = pixels[m.axis.steps.first : m.axis.steps.stop]
            table = picture_table(ink.theme)
            paint_map(ink.p, self.area(m), kept.T, 0.0, self.brightest, table)
        elif values.shape[1] > (2 if self._flag_name(m) else 1):
            kept = values[m.axis.steps.first : m.axis.steps.stop]
            table = ink.theme.map("signed")
            paint_map(ink.p, self.area(m), kept.T, -self.extent, self.extent, table)
        elif m.axis.column < STEMS_FROM:
            self._curve(ink, m, values)
        else:
            self._stems(ink, m, values)
        self.dim_ended(ink, m)

    def read(self, m: Moment) -> Floats:
        """Give the numbers of the symbols that went in, (T,)."""
        assert m.recording is not None
        found = symbol_numbers(m.shown.frame.dataset, m.recording.inputs)
        return found[:, m.shown.example]  # type: ignore[no-any-return]

    def _symbols(self, ink: Ink, m: Moment, values: Floats) -> None:
        """Paint the symbols; where there is no room for them, a curve of their numbers."""
        names = m.shown.frame.dataset.symbols
        signs = tuple(written(names, k) for k in range(len(names)))
        size = fitting_size(signs, m.axis.column, weight=400)
        if not size:
            self._curve(ink, m, (2 * values / max(1, len(names) - 1) - 1)[:, None] * self.extent)
            return
        y = middle(self.rect.center().y(), size)
        for t in range(m.axis.steps.first, min(m.axis.steps.stop, m.length)):
            letter = written(names, float(values[t]))
            ink.text(m.axis.centre(t), y, letter, size=size, align="centre")

    def _heights(self, values: Floats) -> list[float]:
        """Give the heights of values in pixels; what is beyond the scale stays at its end."""
        room = self.rect.height() / 2 - px(6)
        places = np.nan_to_num(values / self.extent, nan=0.0)
        heights = self.rect.center().y() - room * np.clip(places, -1, 1)
        return heights.tolist()  # type: ignore[no-any-return]

    def _stems(self, ink: Ink, m: Moment, values: Floats) -> None:
        zero = self.rect.center().y()
        ink.fill(m.axis.left, zero, m.axis.width, 1, ink.theme.line)
        steps = range(m.axis.steps.first, min(m.axis.steps.stop, m.length))
        heights = self._heights(values[steps.start : steps.stop, 0])
        places = [(m.axis.centre(t), y) for t, y in zip(steps, heights, strict=True)]
        ink.p.setPen(QPen(ink.theme.t3, 1.25))
        ink.p.drawLines([QLineF(x, zero, x, y) for x, y in places])
        flags = values[steps.start : steps.stop, 1] != 0 if values.shape[1] == 2 else None
        flagged = flags.tolist() if flags is not None else [False] * len(places)
        plain = [place for place, flag in zip(places, flagged, strict=True) if not flag]
        ink.dots(plain, min(px(2.5), 0.3 * m.axis.column), ink.theme.t3)
        large = [place for place, flag in zip(places, flagged, strict=True) if flag]
        ink.dots(large, px(4.5), ink.theme.t1)

    def _curve(self, ink: Ink, m: Moment, values: Floats) -> None:
        steps = range(m.axis.steps.first, min(m.axis.steps.stop, m.length))
        heights = self._heights(values[steps.start : steps.stop, 0])
        points = [QPointF(m.axis.centre(t), y) for t, y in zip(steps, heights, strict=True)]
        ink.p.setPen(QPen(ink.theme.t3, 1))
        ink.p.drawPolyline(QPolygonF(points))
        if values.shape[1] == 2:
            ink.p.setPen(Qt.PenStyle.NoPen)
            ink.p.setBrush(ink.theme.t1)
            flags = values[steps.start : steps.stop, 1] != 0
            for k in np.flatnonzero(flags).tolist():
                ink.p.drawEllipse(points[k], px(3), px(3))

    def live(self, ink: Ink, m: Moment) -> None:
        """Paint the value at the playhead."""
        if m.recording is None or not 0 <= m.t < m.recording.steps:
            return
        if m.shown.frame.dataset.symbols:
            letter = written(m.shown.frame.dataset.symbols, float(self.read(m)[m.t]))
            track.value(ink, self, letter)
        else:
            number = float(m.recording.inputs[m.t, 0, m.shown.example])
            track.value(ink, self, track.short(number))

    def lasting(self, m: Moment) -> object:
        """Give what went in: of a followed example it is the same in each Recording."""
        if m.recording is None:
            return None
        return (m.recording.inputs[:, :, m.shown.example].tobytes(), m.length, m.t, self.extent)

    def ground(self, ink: Ink, m: Moment) -> None:
        """Paint all: what goes in stays while time runs."""
        self.steps(ink, m, reached=True)
        self.live(ink, m)

    def moving(self, ink: Ink, m: Moment) -> None:
        """Paint nothing more."""

    def note(self, place: Place, m: Moment) -> str:
        """Give all inputs of the step, by name."""
        if m.recording is None:
            return ""
        values = m.recording.inputs[place.t, :, m.shown.example]
        names = m.shown.frame.dataset.input_names
        parts = [
            f"{QCoreApplication.translate('Data', name)} {numbers.decimal(float(number))}"
            for name, number in list(zip(names, values, strict=False))[:4]
        ]
        step = translate("Timeline", "step {step}").format(step=m.number(place.t))
        symbols = m.shown.frame.dataset.symbols
        if symbols:
            return step + ": " + written(symbols, float(self.read(m)[place.t]))
        return step + ": " + ", ".join(parts)
