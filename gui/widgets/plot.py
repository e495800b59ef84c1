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

import pyqtgraph as pg
from PySide6.QtCore import QRect, QRectF, Qt, Signal
from PySide6.QtGui import QPainter

from gui.theme import current, font, px
from gui.widgets import marks, numbers
from gui.widgets.branches import OtherCurves
from gui.widgets.curves import LEAST, CurvePixmaps, LossData, Mapping
from gui.widgets.ink import Ink, painting
from gui.widgets.loss_axis import LossAxis
from gui.widgets.loss_grid import paint_grid
from gui.widgets.loss_ticks import decades, round_places

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPaintEvent
    from PySide6.QtWidgets import QGraphicsSceneMouseEvent, QWidget

SLOWEST = 0.1
"""Seconds from one refresh to the next while training runs, at least; in the window it takes turns with others."""
FIRST_RANGE = 60
"""Iterations that the axis holds at first; it grows by half when they are exceeded."""
LOW = 112
"""Below this height in pixels the axes have two numbers each."""


class _Axis(pg.AxisItem):  # type: ignore[misc]
    """An axis with few quiet numbers, written as the window writes numbers."""

    def __init__(self, side: str) -> None:
        super().__init__(side, showValues=True)
        self.log = False
        self.sparse = False
        self.counted: LossAxis | None = None
        self.texts: dict[float, str] = {}
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
            self.setHeight(px(19) if self.sparse else px(24))

    def drawPicture(self, p: QPainter, axisSpec: Any, tickSpecs: Any, textSpecs: Any) -> None:  # noqa: N802, N803
        """Paint the numbers alone."""
        p.setFont(font(12))
        p.setPen(current.theme.t3)
        for rect, flags, text in textSpecs:
            p.drawText(rect, int(flags), text)

    def tickValues(self, low: float, high: float, size: float) -> list[tuple[float, list[float]]]:
        """Give the places of the numbers."""
        if self.log:
            places = decades(low, high, size, least=15 if self.sparse else 24)
        elif self.counted is not None:
            self.texts = self.counted.ticks(low, high, px(110) / max(size, 1.0))
            places = list(self.texts)
        else:
            places = round_places(low, high, size, whole=self.orientation == "bottom")
        if self.sparse and len(places) > 2:
            places = [places[0], places[-1]]
        return [(1.0, places)]

    def tickStrings(self, values: Sequence[float], scale: float, spacing: float) -> list[str]:
        """Write the numbers."""
        if self.counted is not None:
            return [self.texts.get(value, "") for value in values]
        if self.orientation == "bottom":
            return [numbers.count(round(value)) for value in values]
        return [numbers.setting(10.0**v if self.log else v) for v in values]


class _Box(pg.ViewBox):  # type: ignore[misc]
    """The area of the curves: a drag goes to an iteration, the wheel zooms, Shift-drag pans."""

    def __init__(self, plot: LossPlot) -> None:
        super().__init__(enableMenu=False, defaultPadding=0)
        self.plot = plot
        self.setMouseEnabled(x=True, y=False)

    def mouseDragEvent(self, event: Any, axis: int | None = None) -> None:
        """Go along with a drag of the left button; others pan."""
        plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
        if event.button() == Qt.MouseButton.LeftButton and plain:
            event.accept()
            self.plot.point(self.mapSceneToView(event.scenePos()).x(), final=event.isFinish())
            return
        self.plot.zoomed = True
        super().mouseDragEvent(event, axis=0)

    def mouseClickEvent(self, event: Any) -> None:
        """Go to an iteration; twice shows all."""
        event.accept()
        if event.button() != Qt.MouseButton.LeftButton:
            return
        if event.double():
            self.plot.show_all()
        else:
            self.plot.point(self.mapSceneToView(event.scenePos()).x(), final=True)

    def wheelEvent(self, event: QGraphicsSceneMouseEvent, axis: int | None = None) -> None:
        """Zoom over iterations."""
        self.plot.zoomed = True
        super().wheelEvent(event, axis=0)


class _Curves(pg.GraphicsObject):  # type: ignore[misc]
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


class LossPlot(pg.PlotWidget):  # type: ignore[misc]
    """Losses over iterations.

    Parameters
    ----------
    parent : QWidget or None
        Parent.

    Attributes
    ----------
    wanted : Signal(int)
        The iteration on which the user pointed.
    mark : int or None
        The iteration that is read by keys.
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
        self._others = OtherCurves()
        self._log = True
        self._reach = FIRST_RANGE
        self._level: tuple[float, float] | None = None
        self._branch = -1
        self._refreshed = 0.0
        self._hover: float | None = None
        self.mark: int | None = None
        self._asked = -1
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFrameShape(pg.QtWidgets.QFrame.Shape.NoFrame)
        self.hideButtons()
        self.setMenuEnabled(False)
        menu = self.getPlotItem().ctrlMenu
        menu.setParent(self, menu.windowFlags())  # never shown, but else it outlives the plot
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
        self._others.forget()
        self._curves.update()

    def due(self, *, running: bool) -> bool:
        """Tell whether losses would be taken in now."""
        return not (running and self.data.running) or time.monotonic() >= self._refreshed + SLOWEST

    def show_data(self, data: LossData, *, log: bool, branch: int) -> bool:
        """Show losses; while training runs at most ten times a second.

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
        if not self.due(running=data.running):
            return False
        self._refreshed = time.monotonic()
        begun = branch != self._branch or data.size < self.data.size
        if log != self._log or begun:
            self._level = None
            self._pixmaps.forget()
        if branch != self._branch:
            self.zoomed, self._reach, self.mark = False, FIRST_RANGE, None
            self._pixmaps.begin()
        if log != self._log:  # its range may be the same in figures: 1 to 10, and 0 to 1
            self.left.picture = None
            self.left.update()
        self.data, self._log, self._branch = data, log, branch
        self.left.log = log
        self._pixmaps.take(data)
        self._others.take(data.others)
        self._set_ranges()
        self.repaint_inside()
        return True

    def count_in(self, axis: LossAxis | None) -> None:
        """Write other numbers below the iterations; None: their own."""
        if axis is None and self.bottom.counted is None:
            return
        self.bottom.counted, before = axis, self.bottom.texts
        if axis is not None:
            low, high = self._box.viewRange()[0]
            self.bottom.tickValues(low, high, self._box.width())
            if self.bottom.texts == before:
                return
        self.bottom.texts = {}
        self.bottom.picture = None
        self.bottom.update()

    def renew(self) -> None:
        """Show other values the next time, whenever that is."""
        self._pixmaps.begin()
        self._level, self._refreshed = None, 0.0

    def read_at(self, iteration: int | None) -> None:
        """Put the mark that is read by keys on an iteration, and move there if it is out of sight."""
        if iteration is not None:
            iteration = min(max(0, iteration), self.data.size)
            low, high = self._box.viewRange()[0]
            if not low <= iteration <= high:
                self.zoomed = True
                first = max(0.0, iteration - (high - low) / 2)
                self._box.setXRange(first, first + high - low, padding=0)
        self.mark = iteration
        self.repaint_inside()

    def zoom(self, factor: float) -> None:
        """Show more or fewer iterations around the mark, or the iteration at hand."""
        low, high = self._box.viewRange()[0]
        center = self.data.iteration if self.mark is None else self.mark
        wide = min(max(4.0, (high - low) * factor), max(4.0, float(self.data.size)))
        first = max(0.0, center - wide / 2)
        self.zoomed = True
        self._box.setXRange(first, first + wide, padding=0)

    def show_all(self) -> None:
        """Show all iterations."""
        self.zoomed = False
        self._level = None
        self._set_ranges()
        self.repaint_inside()

    def _set_ranges(self) -> None:
        """Change the ranges in jumps only: each change makes all numbers anew."""
        longest = max((other.last for other in self.data.others), default=0)
        needed = max(self.data.size + self.data.beyond, longest)
        while needed > self._reach:
            self._reach = math.ceil(self._reach * 1.5)
        if not self.zoomed:
            wide = (0.0, float(max(1, needed) if not self.data.running else self._reach))
            wide = (0.0, self._reach) if needed == 0 else wide
            if tuple(self._box.viewRange()[0]) != wide:
                self._box.setXRange(*wide, padding=0)
        level = self._pixmaps.level(self._log)
        if self.data.others and (ends := self._others.level(self._log, LEAST)) is not None:
            level = (min(level[0], ends[0] - 0.1 * self._log), max(level[1], ends[1]))
        kept = self._level
        if kept is None or level[0] < kept[0] or level[1] > kept[1]:
            if kept is not None:
                level = (min(level[0], kept[0]), max(level[1], kept[1]))
            self._level = level
            self._box.setYRange(*level, padding=0)

    # -- painting ------------------------------------------------------------------------------

    def repaint_inside(self) -> None:
        """Paint what is inside the axes anew."""
        self.viewport().update(self._inside())

    def _inside(self) -> QRect:
        return QRectF(self._box.sceneBoundingRect()).toAlignedRect()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint; where only the inside changes, without going through the scene and its axes."""
        self.scene().prepareForPaint()
        if not self._inside().contains(event.rect()):
            super().paintEvent(event)
            return
        with painting(self.viewport()) as painter:
            painter.fillRect(event.rect(), current.theme.s1)
            self.paint_inside(painter)

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
        _, levels = self.left.tickValues(*place.level, place.rect.height())[0]
        paint_grid(ink, place, levels, self.data.checkpoints)
        if self.data.others:
            self._others.paint(painter, place, self.data.others)
        self._pixmaps.paint(painter, place, self.data)
        if self.data.others:
            self._others.label(ink, place)
        marks.paint_changes(ink, place, self.data)
        marks.paint_end(ink, place, self.data)
        marks.paint_place(ink, place, self.data)
        if self._hover is not None:
            marks.paint_cross(ink, place, self.data, self._hover)
        elif self.mark is not None:
            marks.paint_cross(ink, place, self.data, place.x(self.mark))

    # -- pointing ------------------------------------------------------------------------------

    def point(self, x: float, *, final: bool) -> None:
        """Ask for the iteration under the pointer, once."""
        iteration = min(max(0, round(x)), self.data.size)
        if iteration != self._asked:
            self._asked = iteration
            self.wanted.emit(iteration)
        if final:
            self._asked = -1

    def mouseMoveEvent(self, event: Any) -> None:
        """Show the values under the pointer."""
        super().mouseMoveEvent(event)
        at = event.position()
        inside = self._box.sceneBoundingRect().contains(at) and self.data.size > 0
        self._hover = at.x() if inside else None
        self.repaint_inside()

    def leaveEvent(self, event: Any) -> None:
        """Take the cross away."""
        super().leaveEvent(event)
        self._hover = None
        self.repaint_inside()

    def resizeEvent(self, event: Any) -> None:
        """Print fewer numbers where there is little room."""
        super().resizeEvent(event)
        sparse = self.height() < px(LOW)
        for axis in (self.bottom, self.left):
            if axis.sparse != sparse:
                axis.sparse = sparse
                axis.restyle()
                axis.picture = None
                axis.update()
