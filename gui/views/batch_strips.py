"""Strips: what goes into an example as a small picture: a curve, letters, numbers or a map; padding is hatched."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QPen, QPolygonF

from gui.theme import px
from gui.widgets import numbers
from gui.widgets.ink import faded, middle, text_width

from .symbols import symbol_numbers, written
from .timeline.heatmap import paint_map
from .timeline.inputs import FLAGS

if TYPE_CHECKING:
    from engine.datasets import Dataset
    from engine.recording import Floats
    from gui.widgets.ink import Ink

translate = QCoreApplication.translate

POINT = 2
"""Least width in pixels of one point of a curve."""
MOST_NUMBERS = 4
"""Inputs of an example without time that are written as numbers; more are a row of colours."""


class Strips:
    """Paints examples of a dataset.

    Parameters
    ----------
    dataset : Dataset
        What they are of: the scale is that of all training examples.
    """

    def __init__(self, dataset: Dataset) -> None:
        self.dataset = dataset
        values = dataset.training.inputs
        size = float(np.abs(values[:, 0]).max()) if values.size else 0.0
        self.extent = size if 0 < size < float("inf") else 1.0
        names = dataset.input_names
        self.flagged = len(names) == 2 and names[1] in FLAGS
        self.padded = bool((dataset.training.lengths < dataset.steps).any())
        self.classes = dataset.task != "regression"

    @property
    def kind(self) -> str:
        """How an example is drawn: ``letters``, ``numbers``, ``curve`` or ``map``."""
        if self.dataset.symbols:
            return "letters"
        channels = self.dataset.channels
        if self.dataset.steps == 1:
            return "numbers" if channels <= MOST_NUMBERS else "map"
        return "curve" if channels == 1 or self.flagged else "map"

    def target(self, example: int) -> str:
        """Write the target of an example that has only one."""
        targets = self.dataset.training.targets
        if targets.shape[0] > 1 or targets.shape[1] > 1:
            return ""
        value = float(targets[0, 0, example])
        return written(self.dataset.classes, value) if self.classes else numbers.decimal(value)

    def paint(
        self, ink: Ink, rect: QRectF, example: int, part: tuple[int, int] | None = None
    ) -> None:
        """Paint an example.

        Parameters
        ----------
        ink : Ink
            The painter.
        rect : QRectF
            Where all T time steps stand.
        example : int
            Number of the training example, from 0.
        part : tuple of int or None
            First time step and one past the last that the iteration takes; None: all.
        """
        length = int(self.dataset.training.lengths[example])
        steps = self.dataset.steps
        values = self.dataset.training.inputs[:length, :, example]
        inside = QRectF(rect)
        inside.setWidth(rect.width() * length / steps)
        if length < steps:
            beyond = QRectF(
                inside.right(), rect.top(), rect.right() - inside.right(), rect.height()
            )
            ink.p.fillRect(beyond.adjusted(0, 2, 0, -2), ink.theme.s2)
            hatch = QBrush(ink.theme.edge, Qt.BrushStyle.BDiagPattern)
            ink.p.fillRect(beyond.adjusted(0, 2, 0, -2), hatch)
        match self.kind:
            case "letters":
                self._letters(ink, inside, values)
            case "numbers":
                self._numbers(ink, inside, values[0])
            case "curve":
                self._curve(ink, inside, values)
            case _:
                table = ink.theme.map("signed")
                rows = values.T if steps > 1 else values
                paint_map(ink.p, inside.adjusted(0, 2, 0, -2), rows, -self._most, self._most, table)
        if part is not None:
            self._veil(ink, rect, part)

    @property
    def _most(self) -> float:
        found = float(np.abs(self.dataset.training.inputs[:, :, :512]).max())
        return found if 0 < found < float("inf") else 1.0

    def _veil(self, ink: Ink, rect: QRectF, part: tuple[int, int]) -> None:
        step = rect.width() / self.dataset.steps
        first, stop = rect.left() + part[0] * step, rect.left() + part[1] * step
        veil = faded(ink.theme.s1, 0.72)
        ink.p.fillRect(QRectF(rect.left(), rect.top(), first - rect.left(), rect.height()), veil)
        ink.p.fillRect(QRectF(stop, rect.top(), rect.right() - stop, rect.height()), veil)
        for x in (first, stop - 1):
            ink.fill(x, rect.top() + 2, 1, rect.height() - 4, ink.theme.t2)

    def _letters(self, ink: Ink, rect: QRectF, values: Floats) -> None:
        """Paint the symbols: each in its column where there is room, else side by side as far as they go."""
        read = symbol_numbers(self.dataset, values)
        signs = [written(self.dataset.symbols, float(value)) for value in read]
        step, y = rect.width() / max(1, len(signs)), middle(rect.center().y(), 13)
        if step >= px(11):
            for t, sign in enumerate(signs):
                ink.text(rect.left() + (t + 0.5) * step, y, sign, align="centre")
            return
        more = translate("Batch", "+{count}")
        room = rect.width() - text_width(more.format(count=len(signs)), 12) - px(6)
        x, shown = rect.left(), 0
        for sign in signs:
            wide = text_width(sign, 13)
            last = shown == len(signs) - 1
            if x + wide > rect.left() + (rect.width() if last else room):
                break
            ink.text(x, y, sign)
            x, shown = x + wide, shown + 1
        if shown < len(signs):
            text = more.format(count=len(signs) - shown)
            ink.text(x + px(6), middle(rect.center().y(), 12), text, size=12, token="t3")

    def _numbers(self, ink: Ink, rect: QRectF, values: Floats) -> None:
        step, y = min(px(64), rect.width() / len(values)), middle(rect.center().y(), 13)
        for k, value in enumerate(values.tolist()):
            ink.text(
                rect.left() + (k + 1) * step - px(8), y, numbers.decimal(value), token="t2", align="right"
            )  # fmt: skip

    def _curve(self, ink: Ink, rect: QRectF, values: Floats) -> None:
        steps, step = len(values), rect.width() / max(1, len(values))
        each = max(1, math.ceil(POINT * steps / max(1.0, rect.width())))
        heights = furthest(np.clip(np.nan_to_num(values[:, 0] / self.extent), -1, 1), each)
        zero, room = rect.center().y(), rect.height() / 2 - 3
        ink.fill(rect.left(), zero, rect.width(), 1, ink.theme.line)
        points = [
            QPointF(rect.left() + (k * each + 0.5) * step, zero - room * height)
            for k, height in enumerate(heights.tolist())
        ]
        ink.p.setPen(QPen(ink.theme.t2, 1.25))
        if len(points) == 1:
            ink.p.drawPoint(points[0])
        ink.p.drawPolyline(QPolygonF(points))
        if self.flagged:
            ink.p.setPen(Qt.PenStyle.NoPen)
            ink.p.setBrush(ink.theme.t1)
            for t in np.flatnonzero(values[:, 1]).tolist():
                height = float(np.clip(values[t, 0] / self.extent, -1, 1))
                at = QPointF(rect.left() + (t + 0.5) * step, zero - room * height)
                ink.p.drawEllipse(at, px(2.5), px(2.5))


def furthest(values: Floats, each: int) -> Floats:
    """Give of so many values side by side the one that is furthest from 0, so that no spike is lost."""
    if each == 1:
        return values
    starts = np.arange(0, len(values), each)
    high = np.maximum.reduceat(values, starts)
    low = np.minimum.reduceat(values, starts)
    made: Floats = np.where(-low > high, low, high)
    return made
