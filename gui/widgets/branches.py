"""Branches as they are told apart: a line style each and a name; and their curves over the loss at hand."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QPainter, QPen, QPixmap

from gui.theme import current, px
from gui.widgets.ink import Ink, faded, middle, text_width
from gui.widgets.loss_axis import axis_of
from gui.widgets.pyramid import Means
from gui.widgets.strokes import stroke

if TYPE_CHECKING:
    from collections.abc import Sequence

    from engine.frame import Line
    from engine.recording import Floats
    from gui.widgets.curves import Mapping
    from gui.widgets.loss_axis import LossAxis

translate = QCoreApplication.translate

STYLES: tuple[tuple[float, ...], ...] = ((6, 3), (1, 2), (6, 2, 1, 2))
"""Dashed, dotted, dash-dot: of the branches that one is not on. The one at hand is drawn through."""


def branch_title(line: Line, first: int) -> str:
    """Give the name of a branch, or its number where it has none.

    Parameters
    ----------
    line : Line
        The branch.
    first : int
        Number of the first branch of the project: it is branch 1.
    """
    if line.name:
        return line.name
    return translate("Branches", "Branch {number}").format(number=line.number - first + 1)


def style_of(order: int, *, here: bool) -> tuple[float, ...]:
    """Give the dashes of a branch by its place in the list; none where it is the one at hand."""
    return () if here else STYLES[order % len(STYLES)]


def branch_pen(style: tuple[float, ...], width: float, *, here: bool = False) -> QPen:
    """Give the pen in which a branch is drawn."""
    pen = QPen(current.theme.t1 if here else current.theme.t2, width)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    if style:
        pen.setDashPattern(list(style))
    return pen


@dataclass(frozen=True, eq=False)
class Other:
    """A branch that is not the one at hand.

    Attributes
    ----------
    line : Line
        What is drawn of it.
    title : str
        What stands at its end.
    style : tuple of float
        Its dashes.
    axes : tuple of LossAxis or None
        How its iterations and those of the branch at hand are counted where that is in epochs or seconds.
    """

    line: Line
    title: str
    style: tuple[float, ...]
    axes: tuple[LossAxis, LossAxis] | None = None

    def along(self, iterations: Floats) -> Floats:
        """Give where iterations of this branch lie among those of the branch at hand."""
        if self.axes is None:
            return iterations
        own, here = self.axes
        return here.beside(own, iterations)

    @property
    def last(self) -> float:
        """Where its latest iteration lies among those of the branch at hand."""
        return float(self.along(np.array([float(self.line.latest)]))[0])


def others_of(
    lines: Sequence[Line],
    branch: int,
    first: int,
    unit: str = "iterations",
    here: LossAxis | None = None,
) -> tuple[Other, ...]:
    """List the branches that one is not on, as they are drawn.

    Parameters
    ----------
    lines : sequence of Line
        All branches.
    branch : int
        The one at hand.
    first : int
        Number of the first branch of the project.
    unit : str
        What iterations are counted in, of `gui.widgets.loss_axis.UNITS`.
    here : LossAxis or None
        How those of the branch at hand are; None for iterations themselves.

    Returns
    -------
    tuple of Other
        Lying where as many epochs, or seconds, have been counted; without those that have counted none.
    """
    found = []
    for k, line in enumerate(lines):
        if line.number == branch:
            continue
        own = axis_of(unit, line, 0) if here is not None else None
        if (own is None) == (here is None):
            axes = (own, here) if own is not None and here is not None else None
            found.append(Other(line, branch_title(line, first), style_of(k, here=False), axes))
    return tuple(found)


class OtherCurves:
    """The smoothed losses of other branches as one pixmap: they rest while the one at hand goes on."""

    def __init__(self) -> None:
        self._means: dict[int, Means] = {}
        self._key: object = None
        self._pixmap: QPixmap | None = None
        self._ends: list[tuple[float, float, str]] = []

    def forget(self) -> None:
        """Draw anew the next time."""
        self._key = None

    def take(self, others: tuple[Other, ...]) -> None:
        """Take in the branches; what has not grown is not looked at again."""
        kept: dict[int, Means] = {}
        for other in others:
            values, number = other.line.smoothed, other.line.number
            means = self._means.get(number)
            if means is None or len(values) < len(means.values):
                means = Means()
            if len(values) != len(means.values):
                means.take(values)
            kept[number] = means
        self._means = kept

    def level(self, log: bool, least: float) -> tuple[float, float] | None:
        """Give the lowest and the highest of all that is finite, on the loss axis; None without any."""
        found: list[float] = []
        for means in self._means.values():
            size = len(means.values)
            points = means.points(0, size, size / 512)[1]
            found += [float(v) for v in points.tolist() if math.isfinite(v)]
        if not found:
            return None
        ends = min(found), max(found)
        if not log:
            return ends
        return math.log10(max(ends[0], least)), math.log10(max(ends[1], least))

    def paint(self, painter: QPainter, place: Mapping, others: tuple[Other, ...]) -> None:
        """Blit the curves; they are drawn anew when a branch or the axes have changed."""
        key = (
            place, current.theme.name, current.scale,
            tuple((o.line.number, o.last, o.title, o.style) for o in others),
        )  # fmt: skip
        if key != self._key or self._pixmap is None:
            self._key, self._pixmap = key, self._drawn(place, others)
        painter.drawPixmap(place.rect.topLeft(), self._pixmap)

    def _drawn(self, place: Mapping, others: tuple[Other, ...]) -> QPixmap:
        size = place.rect.size() * place.ratio
        made = QPixmap(max(1, math.ceil(size.width())), max(1, math.ceil(size.height())))
        made.setDevicePixelRatio(place.ratio)
        made.fill(Qt.GlobalColor.transparent)
        painter = QPainter(made)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ends = self._ends = []
        each = 1.5 * (place.iterations[1] - place.iterations[0]) / max(1.0, place.rect.width())
        low, high = place.iterations
        for other in others:
            means = self._means[other.line.number]
            begin, stop = max(0, other.line.start - 1), len(means.values)
            if other.axes is None:
                begin, stop = max(begin, math.floor(low) - 2), min(stop, math.ceil(high) + 1)
            if stop - begin < 1:
                continue
            wide = (other.last or 1.0) / max(1, other.line.latest)
            at, values = means.points(begin, stop, each / wide)
            at = other.along(at + 1)
            seen = (at >= low - each) & (at <= high + each)
            x, y = place.pixels(at[seen], values[seen])
            if len(x):
                stroke(painter, x, y, branch_pen(other.style, 1.5))
                ends.append((float(x[-1]), float(y[-1]), other.title))
        painter.end()
        return made

    def label(self, ink: Ink, place: Mapping) -> None:
        """Write each name at the end of its line, one below the other where they would collide."""
        taken: list[tuple[float, float, float]] = []
        wide_room, high_room = place.rect.width(), place.rect.height()
        for x, y, title in sorted(self._ends, key=lambda end: end[1]):
            wide = text_width(title, 12)
            left = x + px(5) if x + px(8) + wide < wide_room else x - wide - px(5)
            left = max(px(3), left)
            centre = min(max(y, px(8)), high_room - px(8))
            while any(
                abs(centre - c) < px(15) and left < b and a < left + wide for a, b, c in taken
            ):
                centre += px(15)
            taken.append((left - px(4), left + wide + px(4), centre))
            if centre > high_room:
                continue
            ground = faded(ink.theme.s1, 0.85)
            x, y = place.rect.left() + left, place.rect.top() + centre
            ink.fill(x - px(3), y - px(8), wide + px(6), px(16), ground)
            ink.text(x, middle(y, 12), title, size=12, token="t2")
