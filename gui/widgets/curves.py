"""Curves: losses decimated by a pyramid (`gui.widgets.pyramid`), drawn into pixmaps that grow."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QCoreApplication, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap

from gui.theme import current
from gui.widgets import numbers
from gui.widgets.ink import faded
from gui.widgets.pyramid import EMPTY, Means, Pyramid
from gui.widgets.strokes import polygon_of, stroke

if TYPE_CHECKING:
    from PySide6.QtGui import QPolygonF

    from engine.recording import Floats, Integers
    from gui.widgets.branches import Other

translate = QCoreApplication.translate

LEAST = 1e-30
"""Losses below this lie at the lower end of a logarithmic axis."""
FADED = QColor.fromRgbF(0, 0, 0, 0.6)
"""Opacity of what comes after the iteration at hand."""


@dataclass(frozen=True, eq=False)
class LossData:
    """What the loss plot shows.

    Attributes
    ----------
    training, smoothed : (n,)
        Loss of iteration k at index k − 1.
    validation_at, validation : (m,)
        Iterations and validation losses.
    iteration : int
        The iteration at hand; what comes after is dim.
    running : bool
        Whether training runs.
    beyond : int
        Width in iterations of the zone after the last finite loss; 0 if there is none.
    changes : tuple of (int, str)
        Iterations at which a setting was changed, with a label.
    checkpoints : tuple of int
        Iterations of which a checkpoint is kept.
    others : tuple of Other
        Branches that one is not on (`gui.widgets.branches`).
    percent : bool
        Whether `validation` is a share instead of a loss.
    """

    training: Floats = field(default_factory=lambda: EMPTY)
    smoothed: Floats = field(default_factory=lambda: EMPTY)
    validation_at: Integers = field(default_factory=lambda: EMPTY.astype(np.int64))
    validation: Floats = field(default_factory=lambda: EMPTY)
    iteration: int = 0
    running: bool = False
    beyond: int = 0
    changes: tuple[tuple[int, str], ...] = ()
    checkpoints: tuple[int, ...] = ()
    others: tuple[Other, ...] = ()
    percent: bool = False

    @property
    def size(self) -> int:
        """Iterations that have a loss."""
        return len(self.training)

    def at(self, iteration: int) -> float | None:
        """Give the training loss of an iteration; None where there is none that is finite."""
        if not 1 <= iteration <= self.size:
            return None
        value = float(self.training[iteration - 1])
        return value if math.isfinite(value) else None

    def validation_near(self, iteration: int) -> float | None:
        """Give the last validation loss up to an iteration."""
        k = int(np.searchsorted(self.validation_at, iteration, side="right")) - 1
        return float(self.validation[k]) if k >= 0 else None

    def written(self, value: float) -> str:
        """Write a value of validation."""
        return numbers.percent(value) if self.percent else numbers.loss(value)

    def last(self) -> float | None:
        """Give the last finite training loss."""
        for value in self.training[::-1][:1000]:
            if math.isfinite(value):
                return float(value)
        return None

    def sentence(self, iteration: int, *, short: bool = False) -> str:
        """Give the values of an iteration in words; short without the smoothed one."""
        parts = [translate("Loss", "iteration {count}").format(count=numbers.count(iteration))]
        value, other = self.at(iteration), self.validation_near(iteration)
        if value is not None:
            calm = float(self.smoothed[iteration - 1])
            parts.append(translate("Loss", "training {loss}").format(loss=numbers.loss(value)))
            if not short:
                parts.append(translate("Loss", "smoothed {loss}").format(loss=numbers.loss(calm)))
        if other is not None:
            text = translate("Loss", "validation {loss}")
            parts.append(text.format(loss=self.written(other)))
        return "   ".join(parts)


@dataclass(frozen=True)
class Mapping:
    """How iterations and losses lie in pixels.

    Attributes
    ----------
    rect : QRectF
        The area in pixels.
    iterations, level : (float, float)
        Ends of the axes; the level in decades where it is logarithmic.
    log : bool
        Whether it is.
    ratio : float
        Device pixels in a pixel.
    """

    rect: QRectF
    iterations: tuple[float, float]
    level: tuple[float, float]
    log: bool
    ratio: float

    def x(self, iteration: float) -> float:
        """Give the place of an iteration."""
        first, last = self.iterations
        return self.rect.left() + (iteration - first) / (last - first) * self.rect.width()

    def iteration(self, x: float) -> float:
        """Give the iteration at a place."""
        first, last = self.iterations
        return first + (x - self.rect.left()) / self.rect.width() * (last - first)

    def of(self, loss: float) -> float:
        """Give a loss on the axis: its decade where that is logarithmic."""
        return math.log10(max(loss, LEAST)) if self.log else loss

    def height(self, level: float) -> float:
        """Give the place of a value of the axis."""
        low, high = self.level
        return self.rect.bottom() - (level - low) / (high - low) * self.rect.height()

    def polygon(self, iterations: Floats, losses: Floats) -> QPolygonF:
        """Give the points of a curve in pixels of a pixmap; what is not finite is left out."""
        return polygon_of(*self.pixels(iterations, losses))

    def pixels(self, iterations: Floats, losses: Floats) -> tuple[Floats, Floats]:
        """Give the points of a curve in pixels of a pixmap, across and down; what is not finite is left out."""
        with np.errstate(all="ignore"):
            levels = np.log10(np.maximum(losses, LEAST)) if self.log else losses
        kept = np.isfinite(levels)
        first, last = self.iterations
        low, high = self.level
        x = (iterations[kept] - first) * (self.rect.width() / (last - first))
        y = (high - levels[kept]) * (self.rect.height() / (high - low))
        return x, np.clip(y, -50, self.rect.height() + 50)


class CurvePixmaps:
    """The curves as two pixmaps: up to the iteration at hand, and dim after it."""

    def __init__(self) -> None:
        self.raw, self.smooth, self.held = Pyramid(), Means(), Means()
        self.at: Integers = EMPTY.astype(np.int64)
        self._ends = (math.inf, -math.inf)
        self._key: object = None
        self._clear: QPixmap | None = None
        self._dim: QPixmap | None = None
        self._drawn = 0
        self._drawn_validation = 0

    def begin(self) -> None:
        """Begin with other values."""
        self.raw, self.smooth, self.held = Pyramid(), Means(), Means()
        self.at = EMPTY.astype(np.int64)
        self._ends = (math.inf, -math.inf)
        self.forget()

    def forget(self) -> None:
        """Draw all anew the next time."""
        self._key = None

    def take(self, data: LossData) -> None:
        """Take in values; those that do not go on from the ones before begin anew."""
        if not (goes_on(self.raw.values, data.training) and goes_on(self.at, data.validation_at)):
            self.begin()
        self._reach(data.training[len(self.raw.values) :])
        self._reach(data.validation[len(self.held.values) :])
        self.raw.take(data.training)
        self.smooth.take(data.smoothed)
        self.held.take(data.validation)
        self.at = data.validation_at

    def _reach(self, values: Floats) -> None:
        """Keep the least and the largest of all that is finite."""
        if len(values) and (kept := values[np.isfinite(values)]).size:
            least, largest = self._ends
            self._ends = min(least, float(kept.min())), max(largest, float(kept.max()))

    def level(self, log: bool) -> tuple[float, float]:
        """Give the range of the loss axis that holds all values."""
        least, largest = self._ends
        if least > largest:
            return (-3.0, 0.0) if log else (0.0, 1.0)
        if not log:
            return (0.0, numbers.next_range(largest))
        low = math.log10(max(least, LEAST))
        high = math.log10(max(largest, LEAST))
        # Half decades: whole ones would leave the curve in a corner.
        bottom, top = math.floor(2 * low - 0.2) / 2, math.ceil(2 * high + 0.2) / 2
        return (bottom, max(top, bottom + 1))

    def paint(self, painter: QPainter, place: Mapping, data: LossData) -> None:
        """Paint the curves: clear up to the iteration at hand, dim after it."""
        self._refresh(place, data)
        assert self._clear is not None
        rect, ratio = place.rect, place.ratio
        split = rect.right()
        if not data.running and data.iteration < data.size:
            split = min(max(rect.left(), place.x(data.iteration)), rect.right())
        self._blit(painter, self._clear, rect, rect.left(), split, ratio)
        if split < rect.right():
            if self._dim is None:
                self._dim = self._drawn_dim(place)
            self._blit(painter, self._dim, rect, split, rect.right(), ratio)

    def _drawn_dim(self, place: Mapping) -> QPixmap:
        made = self._blank(place)
        painter = QPainter(made)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._draw(painter, place, self.smooth, 0, QPen(current.theme.t3, 1.5))
        # faded afterwards: pieces of a line that one can see through would show where they meet
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_DestinationIn)
        painter.fillRect(QRectF(0, 0, place.rect.width() + 1, place.rect.height() + 1), FADED)
        painter.end()
        return made

    @staticmethod
    def _blit(
        painter: QPainter, pixmap: QPixmap, rect: QRectF, start: float, end: float, ratio: float
    ) -> None:
        part = QRectF(start, rect.top(), end - start, rect.height())
        source = QRectF(
            (start - rect.left()) * ratio, 0, part.width() * ratio, rect.height() * ratio
        )
        painter.drawPixmap(part, pixmap, source)

    def _blank(self, place: Mapping) -> QPixmap:
        size = place.rect.size() * place.ratio
        made = QPixmap(max(1, math.ceil(size.width())), max(1, math.ceil(size.height())))
        made.setDevicePixelRatio(place.ratio)
        made.fill(Qt.GlobalColor.transparent)
        return made

    def _refresh(self, place: Mapping, data: LossData) -> None:
        """Add what is new; draw all where anything else has changed."""
        key = (place, current.theme.name, current.scale, data.running)
        if key != self._key or self._clear is None:
            self._key, self._clear, self._dim = key, self._blank(place), None
            self._drawn = self._drawn_validation = 0
        if self._drawn >= data.size and self._drawn_validation >= len(data.validation):
            return
        self._dim = None
        painter = QPainter(self._clear)
        wide = 1 if data.running else 2
        first = max(0, self._drawn - 1)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        self._draw(painter, place, self.raw, first, faded_pen("t3", 0.4, 1))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, not data.running)
        self._draw(painter, place, self.smooth, first, QPen(current.theme.t1, wide))
        if len(data.validation) > self._drawn_validation:
            self._draw_validation(painter, place, max(0, self._drawn_validation - 1), wide)
        painter.end()
        self._drawn, self._drawn_validation = data.size, len(data.validation)

    def _draw_validation(self, painter: QPainter, place: Mapping, first: int, width: float) -> None:
        """Draw the validation loss from index `first`, as far as it is in sight."""
        sight = np.array(place.iterations).astype(np.int64)
        low, high = np.searchsorted(self.at, sight).tolist()
        begin, stop = max(first, low - 2), min(len(self.at), high + 2)
        if stop - begin < 1:
            return
        apart = float(self.at[-1] - self.at[0]) / max(1, len(self.at) - 1)
        index, values = self.held.points(begin, stop, _each(place) / max(1.0, apart))
        pen = QPen(current.theme.c, width)
        pen.setDashPattern([5, 3])
        stroke(painter, *place.pixels(self.at[index.astype(np.int64)].astype(float), values), pen)

    @staticmethod
    def _draw(
        painter: QPainter, place: Mapping, curve: Pyramid | Means, first: int, pen: QPen
    ) -> None:
        """Draw a curve from index `first`, as far as it is in sight."""
        low, high = place.iterations
        begin = max(first, math.floor(low) - 2)
        stop = min(len(curve.values), math.ceil(high) + 1)
        if stop - begin < 1:
            return
        if isinstance(curve, Means):
            at, values = curve.points(begin, stop, _each(place))
        else:
            share = (stop - begin) / max(1e-9, high - low)
            at, values = curve.line(
                begin, stop, max(1, round(min(1.0, share) * place.rect.width()))
            )
        stroke(painter, *place.pixels(at + 1, values), pen)


def _each(place: Mapping) -> float:
    """Give the iterations that one point of a calm line stands for: one and a half pixels."""
    return 1.5 * (place.iterations[1] - place.iterations[0]) / max(1.0, place.rect.width())


def goes_on(old: Floats | Integers, new: Floats | Integers) -> bool:
    """Tell whether values begin with the old ones, as far as their last tells."""
    size = len(old)
    if not size or len(new) < size:
        return not size
    last, there = float(old[-1]), float(new[size - 1])
    return last == there or (math.isnan(last) and math.isnan(there))


def faded_pen(token: str, share: float, width: float) -> QPen:
    """Give a pen in a token's colour at a share of its opacity."""
    return QPen(faded(getattr(current.theme, token), share), width)
