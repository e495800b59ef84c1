"""What is held, in a track of units: a lock in the header, and a frame around the cells."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPen

from gui.holding import all_clamps
from gui.theme import px
from gui.widgets.icon import draw_icon

if TYPE_CHECKING:
    from gui.widgets.ink import Ink

    from .moment import Moment
    from .units import UnitTrack

DASHES = [2.0, 2.0]


def paint_held(ink: Ink, m: Moment, track: UnitTrack) -> None:
    """Paint what is held of a track's array.

    Parameters
    ----------
    ink : Ink
        Where to paint.
    m : Moment
        What is shown.
    track : UnitTrack
        Laid out.
    """
    held = [
        clamp
        for _, clamp in all_clamps(m.shown.project)
        if (clamp.layer, clamp.name) == (m.shown.layer, track.key)
    ]
    if not held:
        return
    side = px(12)
    lock = QRectF(px(1), track.lines[0] - side / 2, side, side)
    draw_icon(ink.p, "lock", ink.theme.t1, lock)
    sight = track.sight(m)
    height = track.rect.height() / sight.count
    pen = QPen(ink.theme.t1, 1.5)
    pen.setDashPattern(DASHES)
    ink.p.setPen(pen)
    ink.p.setBrush(Qt.BrushStyle.NoBrush)
    for clamp in held:
        first = max(clamp.first - m.start, m.axis.steps.first)
        stop = min(clamp.last - m.start + 1, m.axis.steps.stop)
        top = sight.first if clamp.unit < 0 else m.row(clamp.unit)
        end = sight.stop if clamp.unit < 0 else top + 1
        if first >= stop or not (sight.first <= top and end <= sight.stop):
            continue
        left, right = m.axis.edge(first), m.axis.edge(stop)
        upper = track.rect.top() + (top - sight.first) * height
        ink.p.drawRect(QRectF(left, upper, right - left, (end - top) * height))
