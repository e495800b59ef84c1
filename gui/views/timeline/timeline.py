"""Timeline: everything over time on one axis, with one playhead through all of it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QRect, Qt

from engine.commands import Watch
from gui.exporting import ExportMenu
from gui.holding import all_clamps
from gui.memory import recall_number, remember
from gui.theme import current, px
from gui.views.table import array_table
from gui.views.view import View
from gui.widgets.ink import Ink, painting
from gui.widgets.paint import keeps

from . import distribution, track
from .axis import MOST_UNITS, Axis, Window, window
from .bubble import paint_over
from .choices import Choices
from .gates import GateTrack, spreads
from .gradients import meaning
from .groups import GroupTrack
from .handles import Handles
from .header import Header
from .held import paint_held
from .layers import layer_moment
from .moment import Moment, moment
from .orders import Orders
from .pictures import Pictures
from .pointing import CURSORS, Pointing, layer_place
from .running import Running
from .sight import Sight
from .spoken import spoken
from .stack import Stack
from .track import Place
from .units import UnitTrack, paint_edges
from .unrolled import paint_line

if TYPE_CHECKING:
    from PySide6.QtGui import (
        QHideEvent,
        QKeyEvent,
        QMouseEvent,
        QPainter,
        QPaintEvent,
        QResizeEvent,
        QWheelEvent,
    )
    from PySide6.QtWidgets import QWidget

    from gui.session import Session
    from gui.shown import Shown
    from gui.views.table import Table

HEADER_HEIGHT = 36
BOTTOM = 12


class TimelineView(View):
    """Tracks on one time axis.

    Parameters
    ----------
    session : Session
        Takes requests.
    parent : QWidget or None
        Parent.
    """

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.header = Header(self)
        self.header.layer_wanted.connect(lambda k: session.look(layer=k))
        self.header.example_wanted.connect(lambda k: session.look(example=k))
        self.header.mode_wanted.connect(self.choose_mode)
        self.header.comparison_left.connect(self._leave)
        self.mode = "phase"
        self.spread = recall_number("timeline/spread", 0, 1) != 0
        self.stack, self.sight, self.orders = Stack(), Sight(), Orders()
        self.m: Moment | None = None
        self._units: dict[int, Window] = {}
        self._laid: object = None
        self.hover: tuple[Place, QPointF] | None = None
        self.pointing = Pointing(self)
        self.pictures, self.running = Pictures(), Running()
        self.handles = Handles(self)
        export = ExportMenu(self, "timeline", self.header)
        self.header.add(export)
        self.choices = Choices(self, export.menu)
        self.retranslate()

    @property
    def tracks(self) -> list[track.Track]:
        """The tracks from top to bottom."""
        return self.stack.tracks

    # -- what is shown -------------------------------------------------------------------------

    def receive(self, shown: Shown) -> None:
        """Take in what is shown, and ask for painting."""
        unit = self.m.shown.unit if self.m is not None else -1
        self._arrange(shown)
        assert self.m is not None
        self.pictures.release(self.m.recording)
        if unit != shown.unit and any(each.folded for each in self.stack.units):
            self.pictures.forget()  # folded tracks show the unit looked at alone
        if self.hover is not None:  # under the pointer there may now be another step, or none
            self._point(self.hover[1], shown)
        timed = not self.stack.timeless
        note = meaning(self.m, self.stack.scale(shown.layer), timed=timed)
        self.header.show_state(shown, note=note, mode=self.mode, timed=timed)
        self.update(self._below())

    def _below(self) -> QRect:
        return QRect(0, px(HEADER_HEIGHT), self.width(), self.height() - px(HEADER_HEIGHT))

    def _arrange(self, shown: Shown) -> None:
        """Choose tracks, steps and units in sight, and lay them out."""
        recording = shown.frame.recording
        total = recording.steps if recording is not None else shown.frame.dataset.steps
        top, bottom = px(HEADER_HEIGHT), self.height() - px(BOTTOM)
        timeless = total == 1
        place = shown.playhead.t if shown.playhead is not None else total - 1
        steps = self.sight.follow(total, min(place, total - 1))
        long = not timeless and not steps.whole
        new = self.stack.choose(shown, timeless=timeless, long=long, room=bottom - top)
        left = px(track.INSET + track.HEADER)
        width = max(40.0, self.width() - left - px(track.INSET))
        if timeless:
            layers = shown.frame.project.network.layers
            own = shown.frame.project.network.output is not None
            count = len(recording.layers) if recording is not None else max(1, len(layers) + own)
            axis = Axis(left, width, Window(0, count + 1, count + 1))
            self._lay_out(10_000.0, new)
            self.m = layer_moment(shown, axis, Window(0, 1, 1))
            return
        width -= self._beside(width)
        units = recording.layers[shown.layer].units if recording is not None else 0
        self._lay_out(px(40) * units if units and not self.stack.grouped else 10_000.0, new)
        axis = Axis(left, width, steps)
        self.m = self._moment(shown, axis, shown.layer)
        for layer in self.stack.layers():
            if layer != shown.layer and recording is not None:
                other = replace(shown, layer=layer, unit=-1)
                self.m.groups[layer] = self._moment(other, axis, layer)

    def _moment(self, shown: Shown, axis: Axis, layer: int) -> Moment:
        """Take what one layer needs: rows in sight are as many as have a pixel each, the unit looked at among them."""
        recording, total = shown.frame.recording, 8
        own = layer if self.stack.grouped else -1
        heights = [t.rect.height() for t in self.stack.units if t.layer == own and not t.folded]
        if recording is not None:
            total = recording.layers[layer].units
        order = self.orders.rows(recording, layer)
        unit = min(shown.unit, total - 1)
        row = unit if order is None or unit < 0 else int((order == unit).argmax())
        most = min(MOST_UNITS, max(8, int(min(heights, default=0))))
        before = self._units.get(layer)
        rows = self._units[layer] = window(
            total, most, before.first if before is not None and unit < 0 else max(0, row), before
        )
        return moment(shown, axis, rows, mode=self.mode, order=order)

    def _beside(self, width: float) -> float:
        """Give the width of the strip right of the steps that tells how open gates are, and let tracks know."""
        gates = [each for each in self.stack.units if isinstance(each, GateTrack)]
        there = self.spread and bool(gates) and width >= px(distribution.LEAST_AXIS)
        for k, each in enumerate(gates):
            each.distributed, each.titled = there, k == 0
        return px(distribution.WIDTH + distribution.BESIDE - 7) if there else 0

    def _lay_out(self, most: float, new: bool) -> None:
        """Share out the height; where anything moves, paint anew and take the handles along."""
        top, bottom = px(HEADER_HEIGHT), self.height() - px(BOTTOM)
        key = (top, bottom, self.width(), most, current.scale, self.stack.arrangement.sizes)
        if new or key != self._laid:
            self._laid = key
            self.stack.lay_out(top, bottom, self.width(), most)
            self.pictures.forget()
            self.handles.place()

    def renew(self, *, forget: bool = True) -> None:
        """Show the same anew, arranged otherwise."""
        if forget:
            self.pictures.forget()
        if self.state is not None and self.isVisible():
            self.show_state(self.state)

    # -- what the user chooses -----------------------------------------------------------------

    def choose_mode(self, mode: str) -> None:
        """Let tracks of units show values, gradients, or what fits the phase: one of `gradients.MODES`."""
        self.mode = mode
        self.renew()

    def turn_gradients(self) -> None:
        """Show gradients where values are seen, and values where gradients are."""
        seen = self.m is not None and self.m.gradients
        self.choose_mode("values" if seen else "gradients")

    def choose_order(self, kind: str) -> None:
        """Order units by number or by similarity: one of `orders.ORDERS`."""
        self.orders.kind = kind
        self.renew()

    def show_distribution(self, on: bool) -> None:
        """Show beside the steps how open gates are, or not."""
        if on != self.spread:
            self.spread = on
            remember("timeline/spread", int(on))
            self.renew()

    def reset_arrangement(self) -> None:
        """Put order, heights and folds back as they are at first."""
        self.stack.arrangement.reset()
        self.renew()

    def show_steps(self, first: float, count: int) -> bool:
        """Show a range of steps; tell whether anything changed."""
        changed = self.sight.show(first, count)
        if changed:
            self.renew(forget=False)
        return changed

    def zoom(self, notches: float | None, anchor: float | None = None) -> None:
        """Show fewer steps around one (that of the playhead unless given), or all for None."""
        if self.m is None or self.stack.timeless:
            return
        if anchor is None:
            steps, t = self.m.axis.steps, self.m.t
            anchor = t + 0.5 if t in steps else steps.first + steps.count / 2
        if self.sight.whole() if notches is None else self.sight.zoom(notches, anchor):
            self.renew(forget=False)

    def resize_track(self, each: track.Track, height: float, *, final: bool = True) -> None:
        """Choose the height of a track in pixels; 0: its usual share."""
        self.stack.resize(each, height or None, final=final)
        self.renew(forget=False)

    # -- painting ------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint cached steps, reached and not, and over them what moves with the playhead."""
        with painting(self) as painter:
            self._paint(painter)

    def _paint(self, painter: QPainter) -> None:
        if self.m is None or self.state is None:
            painter.fillRect(self.rect(), current.theme.bg)
            return
        m, size, ratio = self.m, self.size(), self.devicePixelRatioF()
        if m.passing:
            still = self.pictures.still(m, self.tracks, size, ratio)
            self.running.paint(painter, m, self.tracks, still)
        else:
            self.pictures.paint(painter, m, self.tracks, size, ratio)
        ink = Ink(painter)
        painter.setClipRect(self._below())
        if m.playhead is not None and m.t in m.axis.steps:
            maps = [t.area(m) for t in self.tracks if isinstance(t, UnitTrack | GroupTrack)]
            top, bottom = self.stack.ruler.rect.top() + px(1), self.height() - px(6)
            paint_line(ink, m, top, bottom, maps, through=not self.stack.timeless)
        paint_edges(ink, m, self.stack.units)
        if not m.passing:
            for each in self.tracks:
                each.live(ink, m)
            for own, gates in spreads(m, self.tracks):
                distribution.paint_steps(ink, own, gates)
        self._paint_held(ink, m)
        paint_over(ink, self, m)

    def _paint_held(self, ink: Ink, m: Moment) -> None:
        if m.recording is not None and all_clamps(m.shown.project):
            for each in self.stack.units:
                paint_held(ink, layer_place(m, each), each)

    # -- pointing ------------------------------------------------------------------------------

    def _point(self, at: QPointF, shown: Shown) -> None:
        """Note what is under the pointer; while time runs nothing is."""
        place = None if shown.frame.running else self.place_at(at)
        self.hover = (place, at) if place is not None else None

    def place_at(self, at: QPointF) -> Place | None:
        """Give what stands at a place of the view; None in a header or between tracks."""
        return self.pointing.place_at(at)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go to step and unit, or take hold of what is in sight."""
        self.pointing.press(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Scrub while the ruler is held, else show the value under the pointer."""
        if self.pointing.move(event):
            return
        at = event.position()
        place = self.place_at(at)
        self.hover = (place, at) if place is not None else None
        self.setCursor(CURSORS[self.pointing.part_at(at)])
        self.update(self._below())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End the scrubbing."""
        self.pointing.release()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Show all steps on the ruler; elsewhere it is a click."""
        if not self.pointing.double_click(event.position()):
            self.pointing.press(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom, move what is in sight, or change a height."""
        event.setAccepted(self.pointing.wheel(event))

    def event(self, event: QEvent) -> bool:
        """Keep the arrows that choose a unit, where rows do not stand in the order of numbers."""
        if event.type() == QEvent.Type.ShortcutOverride and self.m is not None:
            keys = (Qt.Key.Key_Up, Qt.Key.Key_Down)
            if self.m.order is not None and keeps(event, keys):
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Zoom, go through the examples, to the row above or below, and to the gradients."""
        key, m = event.key(), self.m
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        notches = {Qt.Key.Key_Plus: 1.0, Qt.Key.Key_Equal: 1.0, Qt.Key.Key_Minus: -1.0}
        ways = {Qt.Key.Key_BracketLeft: -1, Qt.Key.Key_BracketRight: 1}
        rows = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        if control:
            if key == Qt.Key.Key_G and not self.stack.timeless:
                self.turn_gradients()
            else:
                super().keyPressEvent(event)
        elif key in notches or key == Qt.Key.Key_0:
            self.zoom(notches.get(Qt.Key(key)))
        elif key in ways and not self.header.number.isHidden():
            self.header.number.stepBy(ways[Qt.Key(key)])
        elif key in rows and m is not None and m.order is not None:
            row = min(max(0, m.row(m.shown.unit) + rows[Qt.Key(key)]), m.units.total - 1)
            self.session.look(unit=m.unit(row))
        else:
            super().keyPressEvent(event)

    def _leave(self) -> None:
        """Go back to the training from what was written, else leave the comparison."""
        frame = self.session.state.frame
        if frame.recording is not None and frame.recording.generated >= 0:
            self.session.go(iteration=frame.iteration)
        else:
            self.session.ask(Watch())

    def leaveEvent(self, event: QEvent) -> None:
        """Take the bubble away."""
        self.hover = None
        self.update(self._below())

    # -- the rest ------------------------------------------------------------------------------

    def hideEvent(self, event: QHideEvent) -> None:
        """Hold nothing while hidden."""
        super().hideEvent(event)
        self.m = self.hover = None
        self.pictures.forget()
        self.running.forget()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the tracks out anew."""
        super().resizeEvent(event)
        self.header.setGeometry(0, 0, self.width(), px(HEADER_HEIGHT))
        if self.state is not None:
            self._arrange(self.state)

    def restyle(self) -> None:
        """Take the theme and text size in force."""
        self.header.restyle()
        self.header.setGeometry(0, 0, self.width(), px(HEADER_HEIGHT))
        self.pictures.forget()
        self.update()

    def retranslate(self) -> None:
        """Set texts anew."""
        self.setAccessibleName(self.tr("Timeline"))
        self.header.retranslate()
        self.choices.retranslate()
        self.handles.retranslate()
        self.pictures.forget()
        self.update()

    def summary(self, shown: Shown) -> str:
        """Say where the playhead stands and the values of the chosen unit."""
        return spoken(self.m, self.stack)

    def numbers(self, shown: Shown) -> Table | None:
        """Give all arrays of the layer looked at for this example, a row for each time step."""
        recording = shown.frame.recording
        if recording is None:
            return None
        made = recording.layers[shown.layer]
        found = [getattr(made, name)[:, :, shown.example] for name in made.names]
        return array_table(self.tr("step"), made.names, found)
