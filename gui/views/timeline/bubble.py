"""What lies over the tracks: the bubble of what is pointed at, a range that is drawn, how to begin."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QPointF, QRectF

from gui.theme import px
from gui.widgets.ink import Ink, faded, middle, text_width

from . import track
from .layers import LayerCells
from .pointing import layer_place
from .units import UnitTrack

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .moment import Moment
    from .timeline import TimelineView
    from .track import Place, Track

translate = QCoreApplication.translate


def paint_frames(ink: Ink, m: Moment, tracks: Sequence[Track], place: Place) -> None:
    """Paint a frame around the same cell in all tracks of its layer."""
    if place.t < 0:
        return
    for each in tracks:
        if isinstance(each, LayerCells):
            if place.unit >= 0:
                each.frame(ink, m, place.t, place.unit, 1)
        elif isinstance(each, UnitTrack) and isinstance(place.track, UnitTrack):
            there = each.layer == place.track.layer and place.t in m.axis.steps
            if there and 0 <= place.unit < layer_place(m, each).units.total:
                each.outline(ink, m, place.t, place.unit, 1)


def paint_bubble(ink: Ink, text: str, at: QPointF, width: float, top: float) -> None:
    """Paint a text beside the pointer.

    Parameters
    ----------
    ink : Ink
        Where to paint.
    text : str
        Nothing is painted for none.
    at : QPointF
        The pointer.
    width, top : float
        Of the view, and the upper end of its tracks.
    """
    if not text:
        return
    wide, high = text_width(text, 12) + px(16), px(24)
    x = min(max(px(4), at.x() + px(14)), width - wide - px(4))
    y = at.y() - high - px(8)
    if y < top:
        y = at.y() + px(18)
    rect = QRectF(round(x), round(y), wide, high)
    ink.box(rect, ink.theme.s1, ink.theme.line2, radius=6)
    ink.text(rect.left() + px(8), middle(rect.center().y(), 12), text, size=12)


def paint_waiting(ink: Ink, m: Moment, top: float, bottom: float) -> None:
    """Say between two heights how the first numbers come."""
    text = translate("TimelineView", "Press Space to run the first iteration")
    wide = text_width(text, 15, 600) + px(40)
    x, y = m.axis.left + m.axis.width / 2, (top + bottom) / 2
    ink.box(QRectF(x - wide / 2, y - px(22), wide, px(44)), ink.theme.s1, ink.theme.line2)
    ink.text(x, middle(y, 15), text, size=15, weight=600, align="centre")


def paint_over(ink: Ink, view: TimelineView, m: Moment) -> None:
    """Paint what lies over the tracks.

    Parameters
    ----------
    ink : Ink
        Where to paint.
    view : TimelineView
        The timeline.
    m : Moment
        What is shown.
    """
    ruler, drawn, drop = view.stack.ruler.rect, view.pointing.range, view.handles.drop
    if drawn is not None:
        left, right = m.axis.edge(min(drawn)), m.axis.edge(max(drawn) + 1)
        high = view.height() - ruler.top()
        ink.fill(left, ruler.top(), right - left, high, faded(ink.theme.t1, 0.16))
    if drop is not None:
        left = px(track.INSET)
        ink.fill(left, drop - px(1), m.axis.right - left, px(3), ink.theme.t1)
    if m.recording is None:
        paint_waiting(ink, m, ruler.bottom(), view.height())
    if view.hover is not None:
        place, at = view.hover
        paint_frames(ink, m, view.tracks, place)
        paint_bubble(ink, place.track.note(place, m), at, view.width(), ruler.top())
