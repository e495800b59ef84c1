"""Pointing: what the mouse does over the steps of the timeline."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt

from engine.playhead import end, same_group
from gui.theme import px

from . import distribution
from .groups import GroupTrack
from .layers import LayerCells
from .track import Place
from .units import UnitTrack

if TYPE_CHECKING:
    from PySide6.QtGui import QMouseEvent, QWheelEvent

    from engine.recording import Phase

    from .moment import Moment
    from .timeline import TimelineView
    from .track import Track

CURSORS = {
    "overview": Qt.CursorShape.SizeHorCursor,
    "rows": Qt.CursorShape.SizeVerCursor,
    "place": Qt.CursorShape.PointingHandCursor,
    "": Qt.CursorShape.ArrowCursor,
}


def layer_place(m: Moment, each: Track) -> Moment:
    """Give the Moment of the layer of which a track is."""
    return m.of(each.layer) if isinstance(each, UnitTrack | GroupTrack) else m


def target(m: Moment, place: Place, *, timeless: bool) -> int | None:
    """Give the tick to which a click leads: in the run of layers that the place belongs to.

    Parameters
    ----------
    m : Moment
        What is shown.
    place : Place
        Where was clicked.
    timeless : bool
        Whether steps are layers.

    Returns
    -------
    int or None
        None where there is nowhere to go.
    """
    if m.playhead is None or place.t < 0:
        return None
    back = isinstance(place.track, UnitTrack) and place.track.back(m)
    backward = place.track.key in ("gradient", "dy") or m.backward or back
    phase: Phase = "backward" if backward else "forward"
    if timeless:
        return m.playhead.at(phase, 0, place.t - 1) if place.t else m.playhead.first("batch")
    own = layer_place(m, place.track)
    reverse = isinstance(place.track, UnitTrack) and own.reverse(place.unit)
    found = [
        i
        for i, tick in enumerate(m.playhead.ticks)
        if (tick.phase, tick.t, tick.layer, tick.reverse)
        == (phase, place.t, own.shown.layer, reverse)
    ]
    if not found:  # a layer that has the last step alone
        return m.playhead.at(phase, place.t)
    return end(m.playhead.ticks, found[-1], same_group("time_step", time=True))


class Pointing:
    """What the mouse does: it goes to steps and units, scrubs, zooms and moves what is in sight.

    Parameters
    ----------
    view : TimelineView
        The timeline.

    Attributes
    ----------
    range : tuple of int or None
        First and last step of a range that is drawn on the ruler.
    """

    def __init__(self, view: TimelineView) -> None:
        self.view = view
        self.range: tuple[int, int] | None = None
        self._held = ""
        self._rows: UnitTrack | None = None
        self._grip = 0.0

    # -- what is where -------------------------------------------------------------------------

    def track_at(self, y: float) -> Track | None:
        """Give the track at a height."""
        for each in self.view.tracks:
            if each.rect.top() - 1 <= y < each.rect.bottom() + 1:
                return each
        return None

    def place_at(self, at: QPointF) -> Place | None:
        """Give what stands at a place of the view; None in a header or between tracks."""
        m, each = self.view.m, self.track_at(at.y())
        if m is None or each is None or each is self.view.stack.overview:
            return None
        t = m.axis.step(at.x())
        if t is None:
            beside = isinstance(each, UnitTrack) and each.distributed
            if beside and 0 <= at.x() - m.axis.right - px(distribution.BESIDE) < px(
                distribution.WIDTH
            ):
                return Place(each, -1, -1)
            return None
        if isinstance(each, LayerCells):
            return Place(each, t, each.cell_at(t, at.y(), m))
        return Place(each, t, each.unit_at(at.y(), m))

    def part_at(self, at: QPointF) -> str:
        """Tell what can be taken at a place: ``overview``, ``rows``, ``place`` or nothing."""
        m, each = self.view.m, self.track_at(at.y())
        if m is None or each is None:
            return ""
        if each is self.view.stack.overview:
            return "overview" if m.axis.left - px(4) <= at.x() <= m.axis.right + px(4) else ""
        right = m.axis.right
        if isinstance(each, UnitTrack) and not each.folded and right <= at.x() < right + px(11):
            return "" if layer_place(m, each).units.whole else "rows"
        return "place" if self.place_at(at) is not None else ""

    # -- mouse ---------------------------------------------------------------------------------

    def press(self, event: QMouseEvent) -> None:
        """Go to step and unit, or take hold of what is in sight."""
        view, at = self.view, event.position()
        m, part, each = view.m, self.part_at(event.position()), self.track_at(at.y())
        if event.button() != Qt.MouseButton.LeftButton or m is None or not part:
            return
        if part == "overview":
            self._take_overview(m, at.x())
        elif part == "rows" and isinstance(each, UnitTrack):
            self._held, self._rows = "rows", each
            self._go_to_row(at.y())
        elif (
            each is view.stack.ruler
            and event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            and not view.stack.timeless
        ):
            self._held = "range"
            t = m.axis.nearest(at.x())
            self.range = (t, t)
            view.update()
        else:
            place = self.place_at(at)
            if place is not None:
                self._choose(m, place)

    def _choose(self, m: Moment, place: Place) -> None:
        """Look at the unit and go to the step of a place."""
        view = self.view
        tick = target(m, place, timeless=view.stack.timeless)
        if place.track is view.stack.ruler:
            self._held = "ruler"
        if isinstance(place.track, GroupTrack):
            view.session.look(layer=place.track.layer)
            return
        if isinstance(place.track, UnitTrack) and place.unit >= 0:
            layer = layer_place(m, place.track).shown.layer
            other = layer if layer != m.shown.layer else None
            view.session.look(layer=other, unit=place.unit)
        elif place.unit >= 0 and place.t > 0:
            view.session.look(layer=place.t - 1, unit=place.unit)
        if tick is not None and m.playhead is not None and tick != m.playhead.index:
            view.session.go(tick=tick)

    def _take_overview(self, m: Moment, x: float) -> None:
        overview = self.view.stack.overview
        assert overview is not None
        step, steps = overview.step_at(x, m), m.axis.steps
        inside = steps.first <= step <= steps.stop
        self._grip = step - steps.first if inside else steps.count / 2
        self._held = "overview"
        self._pull_overview(m, x)

    def _pull_overview(self, m: Moment, x: float) -> None:
        overview = self.view.stack.overview
        if overview is not None:
            self.view.show_steps(overview.step_at(x, m) - self._grip, m.axis.steps.count)

    def _go_to_row(self, y: float) -> None:
        """Look at the unit whose row stands at a height of the overview of units."""
        m, each = self.view.m, self._rows
        if m is None or each is None:
            return
        own = layer_place(m, each)
        share = (y - each.rect.top()) / max(1.0, each.rect.height())
        row = min(max(0, int(share * own.units.total)), own.units.total - 1)
        other = own.shown.layer if own.shown.layer != m.shown.layer else None
        self.view.session.look(layer=other, unit=own.unit(row))

    def move(self, event: QMouseEvent) -> bool:
        """Scrub, pull or zoom while held; tell whether the move is used."""
        m, x = self.view.m, event.position().x()
        if m is None or not self._held:
            return False
        if self._held == "ruler" and m.playhead is not None:
            place = Place(self.view.stack.ruler, m.axis.nearest(x), -1)
            tick = target(m, place, timeless=self.view.stack.timeless)
            if tick is not None and tick != m.playhead.index:
                self.view.session.go(tick=tick)
        elif self._held == "overview":
            self._pull_overview(m, x)
        elif self._held == "rows":
            self._go_to_row(event.position().y())
        elif self._held == "range" and self.range is not None:
            self.range = (self.range[0], m.axis.nearest(x))
            self.view.update()
        return True

    def release(self) -> None:
        """Let go; a range that was drawn is shown."""
        held, drawn = self._held, self.range
        self._held, self._rows, self.range = "", None, None
        if held == "range" and drawn is not None:
            first, last = min(drawn), max(drawn)
            if last > first:
                self.view.show_steps(first, last - first + 1)
            self.view.update()

    def double_click(self, at: QPointF) -> bool:
        """Show all steps, by a double click on ruler or overview; tell whether it was one."""
        stack, each = self.view.stack, self.track_at(at.y())
        if stack.timeless or each is None or each not in (stack.ruler, stack.overview):
            return False
        self.view.zoom(None)
        return True

    def wheel(self, event: QWheelEvent) -> bool:
        """Zoom around the pointer, move what is in sight, or with Ctrl change a height; tell whether it was used."""
        view, m, at = self.view, self.view.m, event.position()
        if m is None or view.stack.timeless or not m.axis.left <= at.x() < m.axis.right:
            return False
        across, along = event.angleDelta().x() / 120, event.angleDelta().y() / 120
        each = self.track_at(at.y())
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if each is None or not view.stack.movable(each) or each.folded:
                return False
            view.resize_track(each, each.rect.height() * 1.15**along)
            return True
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            across = across or along
            along = 0
        steps = m.axis.steps
        if across:
            return view.show_steps(steps.first - across * max(1, steps.count // 8), steps.count)
        anchor = steps.first + (at.x() - m.axis.left) / m.axis.column
        overview = view.stack.overview
        if each is overview and overview is not None:
            anchor = min(max(overview.step_at(at.x(), m), steps.first), steps.stop)
        view.zoom(along, anchor)
        return True
