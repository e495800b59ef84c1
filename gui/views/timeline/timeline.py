"""Timeline: everything over time on one axis, with one playhead through all of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QPainter

from engine.commands import Watch
from engine.playhead import end, same_group
from gui.exporting import ExportMenu
from gui.theme import current, px
from gui.views.table import array_table
from gui.views.view import View
from gui.widgets import numbers
from gui.widgets.ink import Ink, middle, painting, text_width

from . import track
from .axis import MOST_STEPS, MOST_UNITS, Axis, Window, window
from .gates import gate_tracks
from .gradient_flow import GradientTrack
from .header import Header
from .heatmap import Ranges
from .held import paint_held
from .inputs import InputTrack
from .layers import LayerCells, column_values, layer_moment, layer_tracks
from .moment import Moment, moment, planned_kind
from .pictures import Pictures
from .predictions import PredictionTrack
from .states import state_tracks
from .track import Place
from .units import UnitTrack
from .unrolled import Ruler, paint_line

if TYPE_CHECKING:
    from PySide6.QtGui import QHideEvent, QMouseEvent, QPaintEvent, QResizeEvent
    from PySide6.QtWidgets import QWidget

    from engine.recording import Phase
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
        self.header.comparison_left.connect(self._leave)
        self.header.add(ExportMenu(self, "timeline", self.header))
        self.ranges = Ranges()
        self.tracks: list[track.Track] = []
        self.m: Moment | None = None
        self._kind = ""
        self._steps: Window | None = None
        self._units: Window | None = None
        self._hover: tuple[Place, QPointF] | None = None
        self._scrubbing = False
        self.pictures = Pictures()
        self.retranslate()

    # -- what is shown -------------------------------------------------------------------------

    def receive(self, shown: Shown) -> None:
        """Take in what is shown, and ask for painting."""
        self._arrange(shown)
        assert self.m is not None
        self.pictures.release(self.m.recording)
        if self._hover is not None:  # under the pointer there may now be another step, or none
            self._point(self._hover[1], shown)
        self.header.show_state(shown, backward=self.m.backward)
        self.update(self._below())

    def _below(self) -> QRect:
        return QRect(0, px(HEADER_HEIGHT), self.width(), self.height() - px(HEADER_HEIGHT))

    def _arrange(self, shown: Shown) -> None:
        """Choose tracks, steps and units in sight, and lay them out."""
        recording = shown.frame.recording
        steps = recording.steps if recording is not None else shown.frame.dataset.steps
        kind = recording.layers[shown.layer].kind if recording else planned_kind(shown)
        timeless = steps == 1
        self._choose("layers" if timeless else kind)
        left = px(track.INSET + track.HEADER)
        width = max(40.0, self.width() - left - px(track.INSET))
        if timeless:
            layers = shown.frame.project.network.layers
            own = shown.frame.project.network.output is not None
            count = len(recording.layers) if recording is not None else max(1, len(layers) + own)
            axis = Axis(left, width, Window(0, count + 1, count + 1))
            self._lay_out()
            self.m = layer_moment(shown, axis, Window(0, 1, 1))
            return
        self._lay_out(px(40) * recording.layers[shown.layer].units if recording else 10_000.0)
        place = shown.playhead.t if shown.playhead is not None else steps - 1
        self._steps = window(steps, MOST_STEPS, min(place, steps - 1), self._steps)
        self._units = self._sight(shown)
        self.m = moment(shown, Axis(left, width, self._steps), self._units)

    def _sight(self, shown: Shown) -> Window:
        """Choose the units in sight: as many as have a pixel each."""
        recording, total = shown.frame.recording, 8
        height = min((t.rect.height() for t in self.tracks if isinstance(t, UnitTrack)), default=0)
        if recording is not None:
            total = recording.layers[shown.layer].units
        most = min(MOST_UNITS, max(8, int(height)))
        return window(total, most, min(shown.unit, total - 1), self._units)

    def _choose(self, kind: str) -> None:
        if kind == self._kind:
            return
        self._kind = kind
        if kind == "layers":
            self.tracks = layer_tracks(self.ranges)
            return
        flow = GradientTrack()
        units = gate_tracks(kind, self.ranges) + state_tracks(kind, self.ranges)
        self.tracks = [Ruler(flow), InputTrack(), *units, PredictionTrack(), flow]

    def _lay_out(self, most: float = 10_000.0) -> None:
        """Share out the height: fixed tracks shrink to their least, the others take what is left.

        A track of units grows up to `most`; what is then left goes to the fixed ones below the ruler.
        """
        top, bottom = px(HEADER_HEIGHT), self.height() - px(BOTTOM)
        fixed = [t for t in self.tracks if not t.grows]
        growing = max(1, len(self.tracks) - len(fixed))
        wanted = sum(px(t.high) + px(t.gap) for t in self.tracks)
        least = sum(px(t.low) + px(2) for t in self.tracks)
        ease = min(1.0, max(0.0, (bottom - top - least) / max(1, wanted - least)))
        gaps = {t: px(2) + ease * (px(t.gap) - px(2)) for t in self.tracks}
        heights = {t: px(t.low) + ease * (px(t.high) - px(t.low)) for t in fixed}
        left = bottom - top - sum(gaps.values()) - sum(heights.values())
        share = min(max(float(px(20)), left / growing), most)
        spare = max(0.0, left - share * growing) / max(1, len(fixed) - 1)
        y = float(top)
        for t in self.tracks:
            height = share if t.grows else heights[t] + (spare if t.key != "ruler" else 0)
            t.rect = QRectF(0, round(y), self.width(), round(height))
            y = round(y) + round(height) + gaps[t]

    # -- painting ------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint cached steps, reached and not, and over them what moves with the playhead."""
        with painting(self) as painter:
            self._paint(painter)

    def _paint(self, painter: QPainter) -> None:
        if self.m is None or self.state is None:
            painter.fillRect(self.rect(), current.theme.bg)
            return
        m = self.m
        self.pictures.paint(painter, m, self.tracks, self.size(), self.devicePixelRatioF())
        ink = Ink(painter)
        painter.setClipRect(self._below())
        if m.playhead is not None and m.t in m.axis.steps:
            maps = [t.area(m) for t in self.tracks if isinstance(t, UnitTrack)]
            top, bottom = self.tracks[0].rect.top() + px(1), self.height() - px(6)
            paint_line(ink, m, top, bottom, maps, through=self._kind != "layers")
        for each in self.tracks:
            each.live(ink, m)
            if isinstance(each, UnitTrack) and m.recording is not None:
                paint_held(ink, m, each)
        if m.recording is None:
            self._paint_waiting(ink, m)
        if self._hover is not None:
            self._paint_hover(ink, m)

    def _paint_waiting(self, ink: Ink, m: Moment) -> None:
        """Say how the first numbers come."""
        text = self.tr("Press Space to run the first iteration")
        wide = text_width(text, 15, 600) + px(40)
        x = m.axis.left + m.axis.width / 2
        y = (self.tracks[0].rect.bottom() + self.height()) / 2
        ink.box(QRectF(x - wide / 2, y - px(22), wide, px(44)), ink.theme.s1, ink.theme.line2)
        ink.text(x, middle(y, 15), text, size=15, weight=600, align="centre")

    def _point(self, at: QPointF, shown: Shown) -> None:
        """Note what is under the pointer; while time runs nothing is."""
        place = None if shown.frame.running else self.place_at(at)
        self._hover = (place, at) if place is not None else None

    def _paint_hover(self, ink: Ink, m: Moment) -> None:
        assert self._hover is not None
        place, at = self._hover
        for each in self.tracks:
            if isinstance(each, UnitTrack) and place.unit in m.units and place.t in m.axis.steps:
                each.outline(ink, m, place.t, place.unit, 1)
            elif isinstance(each, LayerCells) and place.unit >= 0:
                each.frame(ink, m, place.t, place.unit, 1)
        text = place.track.note(place, m)
        if not text:
            return
        wide, high = text_width(text, 12) + px(16), px(24)
        x = min(max(px(4), at.x() + px(14)), self.width() - wide - px(4))
        y = at.y() - high - px(8)
        if y < px(HEADER_HEIGHT):
            y = at.y() + px(18)
        rect = QRectF(round(x), round(y), wide, high)
        ink.box(rect, ink.theme.s1, ink.theme.line2, radius=6)
        ink.text(rect.left() + px(8), middle(rect.center().y(), 12), text, size=12)

    # -- pointing ------------------------------------------------------------------------------

    def place_at(self, at: QPointF) -> Place | None:
        """Give what stands at a place of the view; None in a header or between tracks."""
        if self.m is None:
            return None
        t = self.m.axis.step(at.x())
        if t is None:
            return None
        for each in self.tracks:
            if each.rect.top() - 1 <= at.y() < each.rect.bottom() + 1:
                if isinstance(each, LayerCells):
                    return Place(each, t, each.cell_at(t, at.y(), self.m))
                return Place(each, t, each.unit_at(at.y(), self.m))
        return None

    def _phase(self, place: Place) -> Phase:
        """Give the phase in which a click on a place lands."""
        assert self.m is not None
        backward = place.track.key in ("gradient", "dy") or self.m.backward
        return "backward" if backward else "forward"

    def _go(self, place: Place) -> None:
        m = self.m
        if m is None or m.playhead is None:
            return
        phase = self._phase(place)
        if self._kind == "layers":
            tick = m.playhead.at(phase, 0, place.t - 1) if place.t else m.playhead.first("batch")
        else:
            tick = self._tick(m, phase, place)
        if tick != m.playhead.index:
            self.session.go(tick=tick)

    def _tick(self, m: Moment, phase: Phase, place: Place) -> int:
        """Give the tick to which a click on a step leads: in the run of layers that is looked at."""
        assert m.playhead is not None
        ticks, layer = m.playhead.ticks, m.shown.layer
        reverse = isinstance(place.track, UnitTrack) and m.reverse(place.unit)
        found = [
            i
            for i, tick in enumerate(ticks)
            if (tick.phase, tick.t, tick.layer, tick.reverse) == (phase, place.t, layer, reverse)
        ]
        if not found:  # a layer that has the last step alone
            return m.playhead.at(phase, place.t)
        return end(ticks, found[-1], same_group("time_step", time=True))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go to step and unit."""
        place = self.place_at(event.position())
        if event.button() != Qt.MouseButton.LeftButton or place is None or self.m is None:
            return
        self._scrubbing = place.track.key == "ruler"
        if place.unit >= 0 and isinstance(place.track, UnitTrack):
            self.session.look(unit=place.unit)
        elif place.unit >= 0 and place.t > 0:
            self.session.look(layer=place.t - 1, unit=place.unit)
        self._go(place)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Scrub while the ruler is held, else show the value under the pointer."""
        at = event.position()
        if self._scrubbing and self.m is not None:
            self._go(Place(self.tracks[0], self.m.axis.nearest(at.x()), -1))
            return
        place = self.place_at(at)
        self._hover = (place, at) if place is not None else None
        self.setCursor(
            Qt.CursorShape.PointingHandCursor if place is not None else Qt.CursorShape.ArrowCursor
        )
        self.update(self._below())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End the scrubbing."""
        self._scrubbing = False

    def _leave(self) -> None:
        """Go back to the training from what was written, else leave the comparison."""
        frame = self.session.state.frame
        if frame.recording is not None and frame.recording.generated >= 0:
            self.session.go(iteration=frame.iteration)
        else:
            self.session.ask(Watch())

    def leaveEvent(self, event: QEvent) -> None:
        """Take the bubble away."""
        self._hover = None
        self.update(self._below())

    # -- the rest ------------------------------------------------------------------------------

    def hideEvent(self, event: QHideEvent) -> None:
        """Hold nothing while hidden."""
        super().hideEvent(event)
        self.m = self._hover = None
        self.pictures.forget()

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
        self.pictures.forget()
        self.update()

    def summary(self, shown: Shown) -> str:
        """Say where the playhead stands and the values of the chosen unit."""
        m = self.m
        if m is None or m.recording is None:
            return self.tr("No recording yet. Press Space to run the first iteration.")
        if self._kind == "layers":
            return self._summary_of_layers(m)
        text = self.tr("Step {step} of {steps}")
        parts = [text.format(step=m.number(m.t), steps=m.start + m.length)]
        for each in self.tracks:
            if isinstance(each, UnitTrack) and each.reached(m, m.t, shown.unit):
                number = m.value(each.array(m), m.t, shown.unit)
                if number is not None:
                    back = each.back(m)
                    text = numbers.gradient(number) if back else numbers.decimal(number)
                    parts.append(f"{each.said(m)} {text}")
        place = Place(self.tracks[-2], m.t, -1)
        parts.append(self.tracks[-2].note(place, m))
        return ", ".join(part for part in parts if part)

    def _summary_of_layers(self, m: Moment) -> str:
        values = column_values(m, m.t, m.backward)
        listed = "" if values is None else ", ".join(numbers.decimal(float(v)) for v in values[:16])
        text = self.tr("Layer {layer} of {count}: {values}")
        return text.format(layer=m.t, count=m.axis.steps.total - 1, values=listed)

    def numbers(self, shown: Shown) -> Table | None:
        """Give all arrays of the layer looked at for this example, a row for each time step."""
        recording = shown.frame.recording
        if recording is None:
            return None
        made = recording.layers[shown.layer]
        found = [getattr(made, name)[:, :, shown.example] for name in made.names]
        return array_table(self.tr("step"), made.names, found)
