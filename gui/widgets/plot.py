"""The loss plot: the one place that touches pyqtgraph.

pyqtgraph gives axes, zoom and pan. The curves are one item of ours: a cached pixmap to which new
points are added, redrawn whole on zoom, resize and change of theme (``gui/widgets/curves.py``).
"""

from __future__ import annotations

import math
import os
import time
from typing import TYPE_CHECKING, Any

os.environ.setdefault("PYQTGRAPH_QT_LIB", "PySide6")

import pyqtgraph as pg  # noqa: E402 - must find the library named above
from PySide6.QtCore import QPointF, QRectF, Qt, Signal  # noqa: E402
from PySide6.QtGui import QPainter  # noqa: E402

from gui.theme import current, font, px  # noqa: E402
from gui.widgets import numbers  # noqa: E402
from gui.widgets.curves import CurvePixmaps, LossData, Mapping  # noqa: E402
from gui.widgets.ink import Ink, faded, middle, text_width  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QGraphicsSceneMouseEvent, QWidget

SLOWEST = 0.14
"""Seconds from one refresh to the next while training runs: about 7 Hz."""
FIRST_RANGE = 60
"""Iterations that the axis holds at first; it grows by half when they are exceeded."""
LOW = 112
"""Below this height in pixels the axes have two numbers each."""


class _Axis(pg.AxisItem):
    """An axis with few quiet numbers, written as the window writes numbers."""

    def __init__(self, side: str) -> None:
        super().__init__(side, showValues=True)
        self.log = False
        self.sparse = False
        self.setStyle(tickLength=0, autoExpandTextSpace=False, hideOverlappingLabels=False)
        self.enableAutoSIPrefix(False)
        self.setPen(None)

    def restyle(self) -> None:
        """Take theme and text size."""
        self.setTickFont(font(12))
        self.setTextPen(current.theme.t3)
        if self.orientation == "left":
            self.setWidth(px(54))
        else:
            self.setHeight(px(24))

    def drawPicture(self, p: QPainter, axisSpec: Any, tickSpecs: Any, textSpecs: Any) -> None:  # noqa: ANN401, N802, N803
        """Paint the numbers alone."""
        p.setFont(font(12))
        p.setPen(current.theme.t3)
        for rect, flags, text in textSpecs:
            p.drawText(rect, int(flags), text)

    def tickValues(self, low: float, high: float, size: float) -> list[tuple[float, list[float]]]:
        """Give the places of the numbers."""
        places = _decades(low, high, size) if self.log else _round_places(low, high, size, self)
        if self.sparse and len(places) > 2:
            places = [places[0], places[-1]]
        return [(1.0, places)]

    def tickStrings(self, values: Sequence[float], scale: float, spacing: float) -> list[str]:
        """Write the numbers."""
        if self.orientation == "bottom":
            return [numbers.count(round(value)) for value in values]
        return [numbers.setting(10.0**v if self.log else v) for v in values]


def _decades(low: float, high: float, size: float) -> list[float]:
    """Give whole decades, at most as many as have room."""
    room = max(1, int(size / px(24)))
    every = max(1, math.ceil((math.floor(high) - math.ceil(low) + 1) / room))
    every = next((k for k in (1, 2, 3, 5, 10, 20, 50) if k >= every), 100)
    first = math.ceil(low / every - 1e-9) * every
    return [float(k) for k in range(first, math.floor(high + 1e-9) + 1, every)]


def _round_places(low: float, high: float, size: float, axis: _Axis) -> list[float]:
    """Give places at 1, 2 or 5 times a power of ten."""
    wanted = px(110) if axis.orientation == "bottom" else px(30)
    step = numbers.next_range((high - low) * wanted / max(size, 1.0))
    if axis.orientation == "bottom":
        step = max(1.0, step)
    first = math.ceil(low / step - 1e-9)
    return [k * step for k in range(first, math.floor(high / step + 1e-9) + 1)]


class _Box(pg.ViewBox):
    """The area of the curves: a drag goes to an iteration, the wheel zooms, Shift-drag pans."""

    def __init__(self, plot: LossPlot) -> None:
        super().__init__(enableMenu=False, defaultPadding=0)
        self.plot = plot
        self.setMouseEnabled(x=True, y=False)

    def mouseDragEvent(self, event: Any, axis: int | None = None) -> None:  # noqa: ANN401, N802
        """Go along with a drag of the left button; others pan."""
        plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
        if event.button() == Qt.MouseButton.LeftButton and plain:
            event.accept()
            self.plot.point(self.mapSceneToView(event.scenePos()).x(), final=event.isFinish())
            return
        self.plot.zoomed = True
        super().mouseDragEvent(event, axis=0)

    def mouseClickEvent(self, event: Any) -> None:  # noqa: ANN401, N802 - pyqtgraph's name
        """Go to an iteration; twice shows all."""
        event.accept()
        if event.button() != Qt.MouseButton.LeftButton:
            return
        if event.double():
            self.plot.show_all()
        else:
            self.plot.point(self.mapSceneToView(event.scenePos()).x(), final=True)

    def wheelEvent(self, event: QGraphicsSceneMouseEvent, axis: int | None = None) -> None:  # type: ignore[override]
        """Zoom over iterations."""
        self.plot.zoomed = True
        super().wheelEvent(event, axis=0)


class _Curves(pg.GraphicsObject):
    """All that is drawn inside the axes, blitted from pixmaps in the pixels of the view."""

    def __init__(self, plot: LossPlot) -> None:
        super().__init__()
        self.plot = plot

    def boundingRect(self) -> QRectF:
        """Give the whole view, in its own units."""
        return QRectF(self.viewRect())

    def viewRangeChanged(self) -> None:  # noqa: N802 - pyqtgraph's name
        """Follow the axes."""
        self.prepareGeometryChange()
        self.update()

    def paint(self, painter: QPainter, *_: object) -> None:
        """Paint in the pixels of the view."""
        painter.save()
        painter.resetTransform()
        self.plot.paint_inside(painter)
        painter.restore()


class LossPlot(pg.PlotWidget):
    """Losses over iterations.

    Parameters
    ----------
    parent : QWidget or None
        Parent.

    Attributes
    ----------
    wanted : Signal(int)
        The iteration on which the user pointed.
    """

    wanted = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        self.bottom, self.left = _Axis("bottom"), _Axis("left")
        super().__init__(
            parent, viewBox=_Box(self), axisItems={"bottom": self.bottom, "left": self.left}
        )
        self.data = LossData()
        self.zoomed = False
        self._pixmaps = CurvePixmaps()
        self._log = True
        self._reach = FIRST_RANGE
        self._level: tuple[float, float] | None = None
        self._branch = -1
        self._refreshed = 0.0
        self._hover: float | None = None
        self._asked = -1
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFrameShape(pg.QtWidgets.QFrame.Shape.NoFrame)
        self.hideButtons()
        self.setMenuEnabled(False)
        self.viewport().setMouseTracking(True)
        self._box = self.getViewBox()
        self._curves = _Curves(self)
        self._box.addItem(self._curves, ignoreBounds=True)
        self._box.disableAutoRange()
        self.restyle()

    # -- what is shown -------------------------------------------------------------------------

    def restyle(self) -> None:
        """Take theme and text size."""
        self.setBackground(current.theme.s1)
        for axis in (self.bottom, self.left):
            axis.restyle()
        self.getPlotItem().setContentsMargins(0, px(7), px(14), 0)  # half a number
        self._pixmaps.forget()
        self._curves.update()

    def show_data(self, data: LossData, *, log: bool, branch: int) -> bool:
        """Show losses; while training runs at most 7 times a second.

        Parameters
        ----------
        data : LossData
            Curves, the iteration at hand, marks.
        log : bool
            Whether the loss axis is logarithmic.
        branch : int
            Another branch begins with new axes.

        Returns
        -------
        bool
            Whether it was taken in.
        """
        now = time.monotonic()
        if data.running and self.data.running and now - self._refreshed < SLOWEST:
            return False
        self._refreshed = now
        begun = branch != self._branch or data.size < self.data.size
        if log != self._log or begun:
            self._level = None
            self._pixmaps.forget()
        if branch != self._branch:
            self.zoomed, self._reach = False, FIRST_RANGE
            self._pixmaps.begin()
        self.data, self._log, self._branch = data, log, branch
        self.left.log = log
        self._pixmaps.take(data)
        self._set_ranges()
        self._curves.update()
        return True

    def show_all(self) -> None:
        """Show all iterations."""
        self.zoomed = False
        self._level = None
        self._set_ranges()
        self._curves.update()

    def _set_ranges(self) -> None:
        """Change the ranges in jumps only: each change makes all numbers anew."""
        needed = self.data.size + self.data.beyond
        while needed > self._reach:
            self._reach = math.ceil(self._reach * 1.5)
        if not self.zoomed:
            wide = (0.0, float(max(1, needed) if not self.data.running else self._reach))
            wide = (0.0, self._reach) if needed == 0 else wide
            if tuple(self._box.viewRange()[0]) != wide:
                self._box.setXRange(*wide, padding=0)
        level = self._pixmaps.level(self._log)
        kept = self._level
        if kept is None or level[0] < kept[0] or level[1] > kept[1]:
            if kept is not None:
                level = (min(level[0], kept[0]), max(level[1], kept[1]))
            self._level = level
            self._box.setYRange(*level, padding=0)

    # -- painting ------------------------------------------------------------------------------

    def mapping(self) -> Mapping:
        """Give how iterations and losses lie in the pixels of the view."""
        rect = self._box.sceneBoundingRect()
        (x0, x1), (y0, y1) = self._box.viewRange()
        return Mapping(rect, (x0, x1), (y0, y1), self._log, self.devicePixelRatioF())

    def paint_inside(self, painter: QPainter) -> None:
        """Paint grid, curves, marks and the cross under the pointer."""
        place = self.mapping()
        if place.rect.width() < 4 or place.rect.height() < 4:
            return
        painter.setClipRect(place.rect)
        ink = Ink(painter)
        self._paint_grid(ink, place)
        self._pixmaps.paint(painter, place, self.data)
        self._paint_changes(ink, place)
        self._paint_end(ink, place)
        self._paint_place(ink, place)
        if self._hover is not None:
            self._paint_cross(ink, place, self._hover)

    def _paint_grid(self, ink: Ink, place: Mapping) -> None:
        rect = place.rect
        low, high = place.level
        for _, places in self.left.tickValues(low, high, rect.height()):
            for value in places:
                y = round(place.height(value))
                ink.fill(rect.left(), y, rect.width(), 1, faded(ink.theme.line, 0.7))
        ink.fill(rect.left(), rect.bottom() - 1, rect.width(), 1, ink.theme.line)
        for x in sorted(
            {round(place.x(k) / 3) * 3 for k in self.data.checkpoints[:: self._every()]}
        ):
            ink.fill(x, rect.bottom() - px(4), 1, px(4), ink.theme.edge)

    def _every(self) -> int:
        """Give which checkpoints are marked: of very many not all."""
        return max(1, len(self.data.checkpoints) // 200)

    def _paint_changes(self, ink: Ink, place: Mapping) -> None:
        """Paint where settings were changed; labels go down by a line where they would collide."""
        rect, taken = place.rect, []
        for iteration, label in self.data.changes:
            x = place.x(iteration)
            if not rect.left() - 1 <= x <= rect.right() + 1:
                continue
            ink.p.setPen(pg.mkPen(ink.theme.t2, width=1, dash=[4, 3]))
            ink.p.drawLine(QPointF(x, rect.top()), QPointF(x, rect.bottom()))
            wide = text_width(label, 12, 600)
            # At the right the loss is mostly lower: there the label hides less of it.
            left = x + px(6) if x < rect.center().x() else x - wide - px(6)
            row = 0
            while any(row == r and left < b and a < left + wide for r, a, b in taken):
                row += 1
            taken.append((row, left, left + wide + px(8)))
            y = rect.top() + px(9) + row * px(16)
            if y < rect.bottom() - px(8):
                plate = QRectF(left - px(3), y - px(8), wide + px(6), px(16))
                ink.p.fillRect(plate, faded(ink.theme.s1, 0.85))
                ink.text(left, middle(y, 12), label, size=12, weight=600)

    def _paint_end(self, ink: Ink, place: Mapping) -> None:
        """Paint where the loss left the number line: a dot, then a hatched zone."""
        if not self.data.beyond:
            return
        rect, size = place.rect, self.data.size
        x, value = place.x(size), self.data.last()
        y = place.height(place.of(value)) if value is not None else rect.top() + px(8)
        zone = QRectF(x + px(6), rect.top(), rect.right() - x - px(6), rect.height())
        if zone.width() > 2:
            ink.p.save()
            ink.p.setClipRect(zone)
            ink.p.setPen(pg.mkPen(faded(ink.theme.warn, 0.75), width=1))
            step = px(9)
            for k in range(int((zone.width() + zone.height()) / step) + 1):
                left = zone.left() + k * step
                ink.p.drawLine(
                    QPointF(left, zone.top()),
                    QPointF(left - zone.height(), zone.bottom()),
                )
            ink.p.restore()
            if zone.width() > px(60):
                centre = zone.center()
                plate = QRectF(0, 0, px(60), px(32))
                plate.moveCenter(centre)
                ink.box(plate, ink.theme.s1, radius=4)
                y_text = middle(centre.y(), 20)
                ink.text(
                    centre.x(), y_text, "NaN", size=20, weight=700, token="warn", align="centre"
                )
        ink.p.setPen(pg.mkPen(ink.theme.s1, width=2))
        ink.p.setBrush(ink.theme.warn)
        ink.p.drawEllipse(QPointF(x, max(y, rect.top() + px(6))), px(6), px(6))

    def _paint_place(self, ink: Ink, place: Mapping) -> None:
        """Paint the iteration at hand."""
        if self.data.running or not self.data.size:
            return
        x = round(place.x(self.data.iteration))
        ink.fill(x - 0.5, place.rect.top(), 1, place.rect.height(), ink.theme.t1)

    def _paint_cross(self, ink: Ink, place: Mapping, at: float) -> None:
        iteration = min(max(0, round(place.iteration(at))), self.data.size)
        x, rect = place.x(iteration), place.rect
        ink.fill(x, rect.top(), 1, rect.height(), faded(ink.theme.t2, 0.6))
        value = self.data.at(iteration)
        if value is not None:
            y = place.height(place.of(value))
            ink.fill(rect.left(), y, rect.width(), 1, faded(ink.theme.t2, 0.4))
            ink.p.setPen(Qt.PenStyle.NoPen)
            ink.p.setBrush(ink.theme.t1)
            ink.p.drawEllipse(QPointF(x, y), px(3.5), px(3.5))
        text = self.data.sentence(iteration)
        wide = text_width(text, 12) + px(16)
        left = min(max(rect.left(), x + px(10)), rect.right() - wide)
        if x + px(10) > rect.right() - wide:
            left = max(rect.left(), x - px(10) - wide)
        bubble = QRectF(round(left), round(rect.top() + px(4)), wide, px(24))
        ink.box(bubble, ink.theme.s2, ink.theme.line2, radius=6)
        ink.text(bubble.left() + px(8), middle(bubble.center().y(), 12), text, size=12)

    # -- pointing ------------------------------------------------------------------------------

    def point(self, x: float, *, final: bool) -> None:
        """Ask for the iteration under the pointer, once."""
        iteration = min(max(0, round(x)), self.data.size)
        if iteration != self._asked:
            self._asked = iteration
            self.wanted.emit(iteration)
        if final:
            self._asked = -1

    def mouseMoveEvent(self, event: Any) -> None:  # noqa: ANN401, N802 - Qt's name
        """Show the values under the pointer."""
        super().mouseMoveEvent(event)
        at = event.position()
        inside = self._box.sceneBoundingRect().contains(at) and self.data.size > 0
        self._hover = at.x() if inside else None
        self._curves.update()

    def leaveEvent(self, event: Any) -> None:  # noqa: ANN401, N802 - Qt's name
        """Take the cross away."""
        super().leaveEvent(event)
        self._hover = None
        self._curves.update()

    def resizeEvent(self, event: Any) -> None:  # noqa: ANN401, N802 - Qt's name
        """Print fewer numbers where there is little room."""
        super().resizeEvent(event)
        sparse = self.height() < px(LOW)
        for axis in (self.bottom, self.left):
            axis.sparse = sparse
            axis.picture = None
            axis.update()
