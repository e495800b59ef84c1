"""Boundary: the plane with what the network says as its ground and the data on it; without a plane, the example."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt
from PySide6.QtGui import QPen, QPixmap, QPolygonF

from gui.theme import current, px
from gui.widgets import numbers
from gui.widgets.class_marks import class_colour, mark
from gui.widgets.ink import Ink, faded, middle, painting, text_width

from .boundary_example import paint_example, paint_series
from .network_facts import largest, said_by_output
from .network_ink import class_colours, paint_scale, tinted
from .symbols import written

if TYPE_CHECKING:
    from engine.datasets import Split
    from engine.probing_plane import Plane
    from engine.recording import Floats
    from gui.shown import Shown

translate = QCoreApplication.translate

MOST_DOTS = 800
NEAR = 12
"""Pixels from a dot within which a click means it."""


@dataclass(eq=False)
class Boundary:
    """What stands at the right of the tiles.

    Attributes
    ----------
    shown : Shown
        With a Recording.
    plane : Plane or None
        Where the network was looked at.
    values : (M, n) or (M, n, n) array, or None
        What is large: outputs of the unit, or of the output layer.
    output : bool
        Whether it is what the whole network says.
    rect : QRectF
        The square, or the plot.
    series : (T,) or (B,) array or None
        Where there is no plane and a unit is large: what it outputs over time, or for each example of the batch.
    kept : list of (key, Split, QPixmap)
        The dots as they were painted last, from one moment to the next: the data stay.
    """

    shown: Shown
    plane: Plane | None
    values: Floats | None
    output: bool
    rect: QRectF
    series: Floats | None = None
    kept: list[tuple[object, Split, QPixmap]] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Take what every part needs from what is shown."""
        recording = self.shown.frame.recording
        assert recording is not None
        self.recording = recording
        self.data = self.shown.frame.dataset
        self.split = self.data.validation if recording.followed else self.data.training
        self.flat = self.plane is not None and self.data.channels == 2
        if self.values is not None and self.output:
            self.values = said_by_output(recording, self.values)
        self.limit = 1.0
        if self.values is not None:
            self.limit = largest(self.values)
            if self.output and self.data.task == "regression":
                self.limit = max(self.limit, largest(self.split.targets))

    # places

    def place(self, x: float, y: float) -> QPointF:
        """Give the pixel of a pair of inputs, or of an input and a target."""
        plane = self.plane
        assert plane is not None
        low, high = (plane.bottom, plane.top) if self.flat else self.span()
        across = (x - plane.left) / (plane.right - plane.left)
        up = (y - low) / (high - low)
        return QPointF(
            self.rect.left() + across * self.rect.width(),
            self.rect.bottom() - up * self.rect.height(),
        )

    def inputs_at(self, point: QPointF) -> tuple[float, ...]:
        """Give the inputs under a pixel."""
        plane = self.plane
        assert plane is not None
        across = (point.x() - self.rect.left()) / self.rect.width()
        x = plane.left + across * (plane.right - plane.left)
        if not self.flat:
            return (x,)
        up = (self.rect.bottom() - point.y()) / self.rect.height()
        return (x, plane.bottom + up * (plane.top - plane.bottom))

    def values_at(self, point: QPointF) -> Floats | None:
        """Give what is said at the grid's point nearest to a pixel, (M,)."""
        if self.values is None or not self.rect.contains(point):
            return None
        n = self.values.shape[-1]
        column = round((point.x() - self.rect.left()) / self.rect.width() * (n - 1))
        if not self.flat:
            return self.values[:, column]
        return self.values[
            :, round((self.rect.bottom() - point.y()) / self.rect.height() * (n - 1)), column
        ]

    def span(self) -> tuple[float, float]:
        """Give the least and the largest number of the plot of one input."""
        low, high = -self.limit, self.limit
        if self.data.task != "regression" and self.output:
            low, high = 0.0, 1.0
        room = 0.06 * (high - low)
        return low - room, high + room

    def point(self, number: int) -> QPointF:
        """Give the pixel of an example, counted from 0 in its split."""
        first = self.split.inputs[0, :, number]
        other = float(first[1]) if self.flat else float(self.split.targets[0, 0, number])
        return self.place(float(first[0]), other)

    def nearest(self, point: QPointF) -> int | None:
        """Give the example, counted from 0 in its split, whose dot is under a pixel."""
        if self.plane is None or (not self.flat and not self.output):
            return None
        best, least = None, float(px(NEAR)) ** 2
        for number in self.dots():
            away = self.point(number) - point
            square = away.x() ** 2 + away.y() ** 2
            if square <= least:
                best, least = number, square
        return best

    def dots(self) -> list[int]:
        """List the examples that are painted: all of the batch, and of the others as many as can be told apart."""
        size = self.split.size
        if size <= MOST_DOTS:
            return list(range(size))
        every = -(-size // MOST_DOTS)
        batch = self.recording.examples.tolist()[:MOST_DOTS]
        return sorted({*range(0, size, every), *batch})

    # painting

    def paint(self, ink: Ink) -> None:
        """Paint what stands still: ground, curves, dots."""
        if self.series is not None:
            paint_series(ink, self)
        elif self.plane is None:
            paint_example(ink, self)
        elif self.values is None:
            ink.box(self.rect, ink.theme.s2, ink.theme.line2, radius=8)
        elif self.flat:
            self._ground(ink)
            self._kept_dots(ink)
        else:
            self._curve(ink)

    def key(self, ink: Ink, rect: QRectF) -> None:
        """Paint what the colours mean."""
        if self.plane is None or not self.flat or self.values is None:
            return
        if self.output and len(self.values) > 1 and self.data.task != "regression":
            x = rect.left()
            for k in range(len(self.values)):
                name = written(self.data.classes, k)
                if x + px(16) + text_width(name, 12) > rect.right():
                    break
                self._pen(ink, k)
                mark(ink.p, QPointF(x + px(5), rect.center().y()), px(4.5), k)
                x += px(15)
                x += ink.text(x, middle(rect.center().y(), 12), name, size=12, token="t2") + px(14)
            return
        low, high = numbers.MINUS + numbers.loss(self.limit), numbers.loss(self.limit)
        if self.output and self.data.task == "binary":
            low, high = (
                written(self.data.classes, k) if self.data.classes else str(k) for k in (0, 1)
            )
        if self.output:
            text = translate("Network", "says {value}")
            low, high = text.format(value=low), text.format(value=high)
        paint_scale(ink, rect, low, high)

    def told(self) -> str:
        """Say of the example looked at what it is and what the network says."""
        example = self.example_number
        number = numbers.count(int(self.recording.examples[example]) + 1)
        facts = self.facts()
        if self.data.task == "regression":
            wanted, said = (numbers.decimal(value, 3) for _, value, _ in facts[:2])
        else:
            best = max(facts, key=lambda fact: fact[1] if np.isfinite(fact[1]) else -1.0)
            wanted = next((name for name, _, target in facts if target), "?")
            said = f"{best[0]} ({numbers.percent(best[1])})"
        text = translate("Network", "Example {number}: target {target}, network {said}")
        return text.format(number=number, target=wanted, said=said)

    def _ground(self, ink: Ink) -> None:
        assert self.values is not None
        up = self.values[:, ::-1]
        if self.output and len(up) > 1 and self.data.task != "regression":
            image = class_colours(up)
        elif self.output and self.data.task == "binary":
            image = tinted(2 * up[0] - 1, 1.0)
        else:
            image = tinted(up[0], self.limit)
        ink.p.setRenderHint(ink.p.RenderHint.SmoothPixmapTransform, True)
        ink.p.drawImage(self.rect, image)
        ink.p.setBrush(Qt.BrushStyle.NoBrush)
        ink.p.setPen(QPen(ink.theme.edge, 1))
        ink.p.drawRect(self.rect)

    def _pen(self, ink: Ink, number: int) -> None:
        ink.p.setPen(QPen(ink.theme.s1, 1.4 * current.scale))
        ink.p.setBrush(class_colour(number))

    def _kept_dots(self, ink: Ink) -> None:
        """Blit the dots, which are painted anew only where data, batch, room or theme are others."""
        dots, theme, plane = self.dots(), current.theme.name, self.plane
        ratio, place = ink.p.device().devicePixelRatioF(), self.rect.toAlignedRect()
        place.adjust(-px(NEAR), -px(NEAR), px(NEAR), px(NEAR))
        key = (plane, self.rect.getRect(), dots, theme, current.scale, ratio)
        if not self.kept or self.kept[0][0] != key or self.kept[0][1] is not self.split:
            pixmap = QPixmap(place.size() * ratio)
            pixmap.setDevicePixelRatio(ratio)
            pixmap.fill(Qt.GlobalColor.transparent)
            with painting(pixmap) as painter:
                painter.translate(-place.topLeft())
                self._dots(Ink(painter))
            self.kept[:] = [(key, self.split, pixmap)]
        ink.p.drawPixmap(place.topLeft(), self.kept[0][2])

    def _dots(self, ink: Ink) -> None:
        dots = self.dots()
        radius = px(4.2) if len(dots) <= 400 else px(3.2)
        targets = self.split.targets[0, 0]
        table = current.theme.map("signed")
        most = largest(targets)
        for number in dots:
            centre, target = self.point(number), float(targets[number])
            if not self.rect.contains(centre):
                continue
            if self.data.task == "regression":
                ink.p.setPen(QPen(ink.theme.t1, current.scale))
                entry = round(127.5 * (1 + max(-1.0, min(1.0, target / most))))
                ink.p.setBrush(type(ink.theme.t1).fromRgba(table[entry]))
                mark(ink.p, centre, radius, 0 if target >= 0 else 1)
            else:
                self._pen(ink, int(target))
                mark(ink.p, centre, radius, int(target))

    def _curve(self, ink: Ink) -> None:
        assert self.values is not None
        assert self.plane is not None
        ink.box(self.rect, ink.theme.s1, ink.theme.line2, radius=4)
        low = self.span()[0]
        for value in (0.0, *((1.0,) if low > -0.5 else (-self.limit, self.limit))):
            y = self.place(self.plane.left, value).y()
            ink.fill(self.rect.left(), y, self.rect.width(), 1, ink.theme.line)
            text = numbers.loss(abs(value)) if value >= 0 else numbers.MINUS + numbers.loss(-value)
            ink.text(self.rect.left() + px(5), y - px(3), text, size=12, token="t3")
        if self.output:
            ink.p.setPen(Qt.PenStyle.NoPen)
            ink.p.setBrush(faded(ink.theme.t3, 0.75))
            for number in self.dots():
                ink.p.drawEllipse(self.point(number), px(2.6), px(2.6))
        xs = np.linspace(self.plane.left, self.plane.right, self.values.shape[-1])
        ink.p.save()
        ink.p.setClipRect(self.rect)
        for row in self.values:
            kept = np.isfinite(row)
            points = [self.place(x, y) for x, y in zip(xs[kept], row[kept].tolist(), strict=True)]
            ink.p.setPen(
                QPen(ink.theme.h if not self.output else ink.theme.plus, 2.4 * current.scale)
            )
            ink.p.drawPolyline(QPolygonF(points))
        ink.p.restore()

    def ring(self, ink: Ink) -> None:
        """Ring the example looked at."""
        if self.plane is None or not (self.flat or self.output):
            return
        example = min(self.shown.example, self.recording.batch - 1)
        number = int(self.recording.examples[example])
        if number < self.split.size:
            centre = self.point(number)
            ink.p.setBrush(Qt.BrushStyle.NoBrush)
            ink.p.setPen(QPen(ink.theme.s1, 4.5 * current.scale))
            ink.p.drawEllipse(centre, px(8), px(8))
            ink.p.setPen(QPen(ink.theme.t1, 2 * current.scale))
            ink.p.drawEllipse(centre, px(8), px(8))

    def cross(self, ink: Ink, inputs: tuple[float, ...]) -> None:
        """Mark a place that is no example, and say what stands there."""
        if self.plane is None or self.values is None:
            return
        centre = self.place(inputs[0], inputs[1] if self.flat else 0.0)
        arm = px(8)
        for colour, width in ((ink.theme.s1, 5.0), (ink.theme.t1, 2.0)):
            pen_width = width * current.scale
            ink.line(centre.x() - arm, centre.y(), centre.x() + arm, centre.y(), colour, pen_width)
            ink.line(centre.x(), centre.y() - arm, centre.x(), centre.y() + arm, colour, pen_width)
        text = self.said(inputs)
        wide = text_width(text, 12, 600)
        x = min(
            max(centre.x() - wide / 2, self.rect.left() + px(8)), self.rect.right() - wide - px(8)
        )
        y = centre.y() + (px(26) if centre.y() < self.rect.bottom() - px(44) else -px(26))
        ink.box(
            QRectF(x - px(6), y - px(11), wide + px(12), px(22)),
            ink.theme.s1,
            ink.theme.edge,
            radius=5,
        )
        ink.text(x, middle(y, 12), text, size=12, weight=600)

    def said(self, inputs: tuple[float, ...]) -> str:
        """Write the value at a place of the plane."""
        found = self.values_at(self.place(inputs[0], inputs[1] if self.flat else 0.0))
        if found is None:
            return ""
        if self.output and len(found) > 1 and self.data.task != "regression":
            best = int(np.nanargmax(found)) if np.isfinite(found).any() else 0
            name = written(self.data.classes, best)
            return f"{name} {numbers.percent(float(found[best]))}"
        return numbers.decimal(float(found[0]), 3)

    def facts(self) -> list[tuple[str, float, bool]]:
        """Give what the network says of the example looked at: name, value, whether it is the target."""
        recording = self.recording
        example = min(self.shown.example, recording.batch - 1)
        last = min(recording.outputs.shape[0], int(recording.lengths[example])) - 1
        if self.shown.playhead is not None and recording.outputs.shape[0] > 1:
            last = min(last, self.shown.playhead.t)
        target = recording.targets[last, :, example]
        said = recording.outputs if recording.probabilities is None else recording.probabilities
        values = said[last, :, example]
        if self.data.task == "regression":
            found: list[tuple[str, float, bool]] = []
            for k, value in enumerate(values):
                name = (
                    self.data.target_names[k]
                    if k < len(self.data.target_names)
                    else self.data.target_name
                )
                found += [(name, float(target[k]), True), (name, float(value), False)]
            return found
        if len(values) == 1:
            share = float(values[0])
            return [(str(k), share if k else 1 - share, int(target[0]) == k) for k in (0, 1)]
        return [
            (written(self.data.classes or self.data.symbols, k), float(v), int(target[0]) == k)
            for k, v in enumerate(values)
        ]

    @property
    def example_number(self) -> int:
        """Give the place of the example looked at in the batch."""
        return min(self.shown.example, self.recording.batch - 1)
