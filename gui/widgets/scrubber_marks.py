"""Marks on the scrubber: where settings were changed, where branches begin, where the numbers left the line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPen, QPolygonF

from gui.theme import current, px

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QPainter

    from engine.frame import Frame
    from engine.recording import Integers

Mark = tuple[int, str]
"""Iteration, and ``change``, ``branch``, ``bookmark`` or ``divergence``."""
MOST = 60
"""More marks of a kind than that are not told apart."""


def marks_of(frame: Frame) -> tuple[Mark, ...]:
    """List the marks of a branch.

    Parameters
    ----------
    frame : Frame
        Where training stands.

    Returns
    -------
    tuple of Mark
        Changes of this branch, starts of those that come from it and of itself, its bookmarks and its divergence.
    """
    changes = {(change.iteration, "change") for change in frame.curves.changes}
    starts = {
        (line.start, "branch")
        for line in frame.lines
        if line.parent >= 0 and frame.branch in (line.parent, line.number)
    }
    found = [*sorted(changes)[-MOST:], *sorted(starts)[-MOST:]]
    bookmarks = [line.bookmarks for line in frame.lines if line.number == frame.branch]
    found += [(iteration, "bookmark") for line in bookmarks for iteration, _ in line][-MOST:]
    if frame.divergence is not None:
        found.append((frame.divergence.iteration, "divergence"))
    return tuple(found)


def epochs_shown(ends: Integers, apart: float) -> Integers:
    """Choose the ends of epochs that are marked: every one, or every 2nd, 5th, 10th ... where they are too close.

    Parameters
    ----------
    ends : (n,) int64
        Iterations at which an epoch ended.
    apart : float
        Least number of iterations between two marks.

    Returns
    -------
    (m,) int64
        Those that are marked.
    """
    if ends.size < 2:
        return ends
    usual = float(ends[-1]) / ends.size
    decade = 1
    while True:
        for step in (1, 2, 5):
            if step * decade * usual >= apart or step * decade >= ends.size:
                return ends[step * decade - 1 :: step * decade]
        decade *= 10


def paint_epochs(
    painter: QPainter, ends: Integers, x: Callable[[float], float], base: float
) -> None:
    """Paint a short tick below the line at ends of epochs.

    Parameters
    ----------
    painter : QPainter
        Of the scrubber.
    ends : (n,) int64
        Iterations, as `epochs_shown` gives them.
    x : callable
        Gives the place of an iteration; along a straight line.
    base : float
        Height of the line.
    """
    if not ends.size:
        return
    import numpy as np

    from gui.widgets.strokes import paint_ticks

    first, last = x(0), x(float(ends[-1]))
    places = np.rint(first + (last - first) / float(ends[-1]) * ends).astype(np.int64)
    paint_ticks(painter, places, round(base) + 1, px(3), current.theme.t3)


def paint_marks(
    painter: QPainter, marks: tuple[Mark, ...], x: Callable[[float], float], base: float
) -> None:
    """Paint marks by form, not colour.

    A tick for a change, a fork for a branch, a ribbon for a bookmark, a cross for the divergence.

    Parameters
    ----------
    painter : QPainter
        Of the scrubber.
    marks : tuple of Mark
        What is marked.
    x : callable
        Gives the place of an iteration.
    base : float
        Height of the line.
    """
    theme = current.theme
    for iteration, kind in marks:
        at = round(x(iteration))
        if kind == "change":
            painter.fillRect(QRectF(at, base - px(9), 1, px(9)), theme.t2)
        elif kind == "branch":
            painter.setPen(QPen(theme.t1, 1.25))
            painter.setBrush(theme.s1)
            side = px(3.5)
            top = base + px(5)
            shape = [QPointF(at, base), QPointF(at - side, top), QPointF(at + side, top)]
            painter.drawPolygon(QPolygonF(shape))
        elif kind == "bookmark":
            wide, top, bottom = px(3.5), base - px(15), base - px(4)
            painter.setPen(QPen(theme.s1, 1))
            painter.setBrush(theme.t1)
            corners = (
                (-wide, top),
                (wide, top),
                (wide, bottom),
                (0, bottom - wide),
                (-wide, bottom),
            )
            painter.drawPolygon(QPolygonF([QPointF(at + dx, y) for dx, y in corners]))
        else:
            painter.setPen(QPen(theme.warn, 2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
            arm, y = px(3.5), base - px(8)
            painter.drawLine(QPointF(at - arm, y - arm), QPointF(at + arm, y + arm))
            painter.drawLine(QPointF(at - arm, y + arm), QPointF(at + arm, y - arm))
