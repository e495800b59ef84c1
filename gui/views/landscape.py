"""Landscape: the loss along the update and down the gradient of this iteration, in the place of the loss."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QLocale, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPixmap

from engine.probing_landscape import Landscape, LandscapePlane, Slices, Surface
from gui.exporting import ExportMenu
from gui.theme import current, px
from gui.views import landscape_words as words
from gui.views.landscape_chart import BELOW, Chart, Range, range_of
from gui.views.landscape_plane import paint_plane
from gui.views.table import Table
from gui.views.view import View
from gui.views.wrapping import wrapped
from gui.widgets import numbers
from gui.widgets.buttons import IconButton
from gui.widgets.ink import Ink, middle, painting, text_width
from gui.widgets.paint import keeps
from gui.widgets.segmented import Segmented

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent, QResizeEvent
    from PySide6.QtWidgets import QWidget

    from engine.probes import Probe
    from gui.session import Session
    from gui.shown import Shown

FARS = (3, 10, 30)
"""How many updates far one can look."""
HEADER = 34
EVERY = 0.2
"""Seconds from one picture to the next while time runs."""
WIDE = 0.6
"""Share of the width that chart and plane take; the words have the rest."""
PLANE_FROM, PLANE_HIGH = 700, 76
"""Least width of the view, and least height below its header, with room for the plane."""
LINE = 18
KEYS = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Home, Qt.Key.Key_End)


class LandscapeView(View):
    """Losses of the batch at hand on two lines; the mouse and the arrow keys read them.

    Parameters
    ----------
    session : Session
        Takes requests.
    parent : QWidget or None
        Parent.
    """

    left = Signal()
    """The loss is wanted back."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        self.found: Slices | None = None
        self.surface: Surface | None = None
        self.at: int | None = None
        super().__init__(session, parent)
        self.far = FARS[0]
        self._range: Range | None = None
        self._branch = -1
        self._at = 0.0
        self._still: tuple[object, QPixmap] | None = None
        self.fars = Segmented(tuple(str(far) for far in FARS), self)
        self.fars.set_current(str(self.far))
        self.fars.chosen.connect(lambda key: self._look_far(int(key)))
        self.export = ExportMenu(self, "landscape")
        self.leave = IconButton("x", 28, self)
        self.leave.clicked.connect(self.left)
        self.retranslate()

    # what is shown

    def probes(self, shown: Shown) -> tuple[Probe, ...]:
        """Ask for the losses, once there is an iteration; for the plane only where time stands."""
        if not shown.frame.iteration:
            return ()
        line = Landscape(self.far)
        return (line,) if shown.frame.running else (line, LandscapePlane(self.far))

    def receive(self, shown: Shown) -> None:
        """Take in the losses; while time runs five times a second at most."""
        found = shown.frame.probes.get(Landscape(self.far)) if shown.frame.iteration else None
        # of an earlier iteration it would show another valley than the chart
        surface = shown.frame.probes.get(LandscapePlane(self.far))
        surface = None if found is None or shown.frame.running else surface
        if surface is not self.surface:
            self.surface = surface
            self.update()
        if shown.frame.branch != self._branch:
            self._branch, self._range, self._at = shown.frame.branch, None, 0.0
        if found is not None and found is not self.found:
            now = time.monotonic()
            if shown.frame.running and self.found is not None and now - self._at < EVERY:
                return
            self._at = now
        if found is None or found is not self.found:
            self.update()
        if found is not self.found:
            self.found = found
            if found is None or (self.at is not None and self.at >= len(found.times)):
                self.at = None
            if found is not None:
                self._range = range_of(found, self._range)

    def _look_far(self, far: int) -> None:
        self.far = far
        self.fars.set_current(str(far))
        self.found = self.at = self._range = self.surface = None
        self.update()
        if self.state is not None:
            self.session.look()  # the window asks every view anew what it wants to know

    def summary(self, shown: Shown) -> str:
        """Say what the picture says."""
        return " ".join(self.sentences())

    def numbers(self, shown: Shown) -> Table | None:
        """Give all points of the lines."""
        found = self.found
        if found is None:
            return None
        columns = [self.tr("times the update"), self.tr("loss along the update")]
        arrays = [found.times, found.update]
        if found.descent is not None:
            columns.append(self.tr("loss down the gradient"))
            arrays.append(found.descent)
        return Table(tuple(columns), list(zip(*arrays, strict=True)))

    def sentences(self) -> list[str]:
        """Say what the step did, the most important first; or why there is nothing to see."""
        found = self.found
        if found is None:
            if self.state is None:
                return []
            looked = Landscape(self.far) in self.state.frame.probes
            return [words.missing_sentence(self.state, looked=looked)]
        said = [words.step_sentence(found), words.best_sentence(found)]
        if self.at is not None:
            said.append(words.point_sentence(found, self.at))
        else:
            said.append(words.descent_sentence(found))
        return [text for text in said if text]

    # painting

    def chart(self) -> Chart | None:
        """Give where the losses stand; None where there are none."""
        if self.found is None or self._range is None:
            return None
        top, right = px(HEADER), WIDE * self.width()
        plane = self.plane()
        if not plane.isEmpty():
            right = plane.left() - px(2)
        rect = QRectF(px(16), top, right - px(16), self.height() - top - px(4))
        return Chart(rect, self.found, self._range)

    def plane(self) -> QRectF:
        """Give where the plane stands; empty where there is none or no room."""
        high = self.height() - px(HEADER + 7 + BELOW + 4)
        if self.surface is None or self.width() < px(PLANE_FROM) or high < px(PLANE_HIGH):
            return QRectF()
        wide = min(1.35 * high, 0.2 * self.width())
        return QRectF(WIDE * self.width() - wide - px(4), px(HEADER + 7), wide, high)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Blit what stays, and paint the words and the point that is read over it."""
        with painting(self) as painter:
            chart = self.chart()
            painter.drawPixmap(0, 0, self._still_pixmap(chart))
            ink = Ink(painter)
            if chart is None:
                self._write(ink, px(16), self.width() - px(32))
            elif self.at is not None:
                chart.cross(ink, self.at)
                self._write_beside(ink)

    def _still_pixmap(self, chart: Chart | None) -> QPixmap:
        ratio = self.devicePixelRatioF()
        key = (
            self.size(), ratio, current.theme.name, current.scale, QLocale().name(), self._range,
            self.at is None, self.surface,
        )  # fmt: skip
        same = self._still is not None and self._still[0] == (key, self.found)
        if not same:
            pixmap = QPixmap(self.size() * ratio)
            pixmap.setDevicePixelRatio(ratio)
            pixmap.fill(current.theme.s1)
            with painting(pixmap) as painter:
                self._paint_still(painter, chart)
            self._still = (key, self.found), pixmap
        assert self._still is not None
        return self._still[1]

    def _paint_still(self, painter: QPainter, chart: Chart | None) -> None:
        ink = Ink(painter)
        y = middle(px(HEADER / 2), 15)
        x = px(16) + ink.text(px(16), y, self.tr("Loss along the update"), size=15, weight=600)
        if chart is None or self.found is None:
            return
        before, after = words.told_apart(self.found.loss(0), self.found.loss(1))
        values = f"{before} → {after}"
        note = self.tr("iteration {count}").format(count=numbers.count(self.found.iteration))
        right = self.fars.x() - px(12)
        x += px(14)
        if x + text_width(values, 15, 600) <= right:
            x += ink.text(x, y, values, size=15, weight=600) + px(14)
        if x + text_width(note, 12) <= right:
            ink.text(x, middle(px(HEADER / 2), 12), note, size=12, token="t2")
        chart.paint(ink)
        plane = self.plane()
        if not plane.isEmpty() and self.surface is not None:
            paint_plane(ink, plane, self.surface, self.found)
        if self.at is None:
            self._write_beside(ink)

    def _write_beside(self, ink: Ink) -> None:
        self._write(ink, WIDE * self.width() + px(12), (1 - WIDE) * self.width() - px(24))

    def _write(self, ink: Ink, left: float, room: float) -> None:
        """Write the sentences, as many as there is room for."""
        y = px(HEADER) + px(10)
        for k, text in enumerate(self.sentences()):
            lines = wrapped(text, room, 600 if k == 0 else 400)
            if k and y + (len(lines) - 0.5) * px(LINE) > self.height():
                return
            for line in lines:
                ink.text(left, middle(y, 13), line, size=13, weight=600 if k == 0 else 400)
                y += px(LINE)
            y += px(4)

    # acting

    def _read(self, k: int | None) -> None:
        if k != self.at:
            self.at = k
            self.update()
            if self.state is not None and not self.state.frame.running:
                self.setAccessibleDescription(self.summary(self.state))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Read the losses below the mouse."""
        chart, at = self.chart(), event.position()
        near = chart is not None and chart.place.adjusted(-px(4), 0, px(4), px(16)).contains(at)
        self._read(chart.nearest(at.x()) if near and chart is not None else None)

    def leaveEvent(self, event: QEvent) -> None:
        """Read no more."""
        self._read(None)

    def event(self, event: QEvent) -> bool:
        """Keep the keys that read the lines."""
        if self.found is not None and keeps(event, KEYS):
            return True
        if self.at is not None and keeps(event, (Qt.Key.Key_Escape,)):
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Read the next point; Home is before the step, End after it, Escape ends it."""
        if self.found is None or event.key() not in (*KEYS, Qt.Key.Key_Escape):
            super().keyPressEvent(event)
            return
        before, after = self.found.times.searchsorted((0.0, 1.0)).tolist()
        here = before if self.at is None else self.at
        last = len(self.found.times) - 1
        self._read(
            {
                Qt.Key.Key_Left: max(0, here - 1),
                Qt.Key.Key_Right: min(last, here + 1),
                Qt.Key.Key_Home: before,
                Qt.Key.Key_End: after,
            }.get(Qt.Key(event.key()))
        )

    # texts and sizes

    def retranslate(self) -> None:
        """Set all texts."""
        self.setAccessibleName(self.tr("Loss along the update"))
        texts = {str(far): f"{far} ×" for far in FARS}
        self.fars.set_texts(texts, self.tr("How many updates far"))
        self.fars.setToolTip(self.tr("How many updates far"))
        self.leave.set_name(self.tr("Back to the loss"))
        self._arrange()
        self.update()

    def restyle(self) -> None:
        """Take the theme and text size in force."""
        self._arrange()
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place the controls."""
        self._arrange()

    def _arrange(self) -> None:
        side = self.leave.sizeHint()
        top = (px(HEADER) - side.height()) // 2 + px(2)
        right = self.width() - px(12)
        for button in (self.leave, self.export):
            right -= side.width()
            button.setGeometry(right, top, *side.toTuple())
        wide = self.fars.sizeHint().width() + px(18)
        self.fars.setGeometry(right - px(8) - wide, top, wide, side.height())
