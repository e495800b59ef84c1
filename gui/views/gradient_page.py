"""Page of the gradient view: by layer, through time, and the units that do nothing any more."""

from __future__ import annotations

import math
import time
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QLocale, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from engine.probing_gradient import LayerGradients, LayerRms
from gui.theme import current, px
from gui.widgets import numbers
from gui.widgets.ink import Ink, painting
from gui.widgets.paint import keeps

from . import gradient_words as words
from .cell_sheet import PAD, Sheet
from .gradient_charts import GUTTER, Axis
from .gradient_facts import Before, Facts, Rings, facts, fared_probe, reversed_at
from .gradient_layout import lay
from .gradient_paint import (
    ROW,
    ground_key,
    paint_ground,
    paint_live,
    paint_still,
)
from .timeline.heatmap import Decades

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent, QResizeEvent

    from gui.session import Session
    from gui.shown import Shown

PERIOD = 0.2
"""Seconds from one picture to the next while time runs: the eye reads no more, and training keeps the rest."""
SHARE = 0.05
"""Part of the time that measuring one example may take in the window while time runs."""
PROBE = LayerGradients()
Key = Qt.Key
KEYS = (Key.Key_Up, Key.Key_Down, Key.Key_Left, Key.Key_Right)


class Page(QWidget):
    """What is painted: a still part in a pixmap; playhead, choice and what is read out over it.

    Parameters
    ----------
    session : Session
        Takes requests.
    parent : QWidget
        Parent.
    """

    wanted = Signal(int, int)
    """Carries top and bottom of what the keys have gone to."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self.shown: Shown | None = None
        self.found: Facts | None = None
        self.before: Before | None = None
        self.rings = Rings()
        self.decades, self.time_decades = Decades(most=8), Decades()
        self.hovered = -1
        self.tops: dict[str, float] = {}
        self.lines: dict[str, list[str]] = {}
        self._of: object = None
        self._flow: object = None
        self._free_at = 0.0
        self._had_rows: dict[int, int] = {}
        self._taken = 0
        self._ground: tuple[object, QPixmap] | None = None
        self._still: tuple[object, QPixmap] | None = None
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    # what is shown

    def take(self, shown: Shown) -> None:
        """Take in what is shown; the same iteration and layer are not measured twice."""
        frame, recording = shown.frame, shown.frame.recording
        measured = frame.probes.get(PROBE)
        self.shown = shown
        reverse = recording is not None and reversed_at(recording, shown.layer, shown.unit)
        compared = self.compared
        probe = fared_probe(frame, shown.layer, reverse=reverse)
        key = (
            recording, frame.running, frame.branch, frame.iteration, shown.layer, reverse, measured,
            probe in frame.probes,
            frame.divergence, frame.project.network, frame.project.training.clip, compared is not None,
        )  # fmt: skip
        if key == self._of:  # Recordings are equal only to themselves
            self.update()
            return
        flow = (frame.branch, shown.layer, reverse, measured is None, frame.project.network)
        now = time.monotonic()
        if frame.running and flow == self._flow and now < self._free_at:
            return
        self._of, self._flow = key, flow if frame.running else None
        assert measured is None or isinstance(measured, LayerRms)
        self.found = facts(frame, shown.layer, reverse=reverse, measured=measured)
        self._free_at = now + max(PERIOD, (time.monotonic() - now) / SHARE)
        if self.found is not None:
            self.rings.take(frame.branch, self.found)
            had = [] if compared is None else compared.rms(self.found.bars)
            self.decades.take(np.array([bar.rms for bar in self.found.bars] + had))
            if self.found.steps is not None:
                self.time_decades.take(self.found.steps.norms)
        self.hovered = -1
        self._taken += 1
        self._lay()
        self.update()

    @property
    def compared(self) -> Before | None:
        """What the bars are compared with: that before the last remedy, as long as it stands."""
        if self.before is None or self.shown is None:
            return None
        return self.before if self.before.differs(self.shown.project) else None

    def remember(self) -> None:
        """Keep what is shown as what was before a remedy."""
        if self.shown is not None and self.found is not None and self.found.whole:
            self.before = Before(self.shown.project, self.found)

    def forget(self) -> None:
        """Hold no Recording: the view is hidden."""
        self.shown = self.found = self._of = self._still = self._ground = None

    def restyle(self) -> None:
        """Take the theme and text size in force."""
        self._lay()
        self.update()

    def retranslate(self) -> None:
        """Set texts anew."""
        self.setAccessibleName(self.tr("Gradient by layer and through time"))
        self._lay()
        self.update()

    def sentence(self) -> str:
        """Say the most important of it in one sentence."""
        shown = self.shown
        if shown is None:
            return ""
        if self.found is None:
            recording = shown.frame.recording
            if recording is not None and recording.generated >= 0:
                return self.tr("What the network writes itself has no gradient.")
            return self.tr("Press Space to run the first iteration.")
        text = words.sentence(self.found)
        if shown.frame.divergence is not None:
            said = self.tr("Training diverged; this is iteration {iteration}.")
            text = said.format(iteration=numbers.count(self.found.iteration)) + " " + text
        return text

    def summary(self) -> str:
        """Give what a screen reader says."""
        parts = [self.sentence()]
        if self.found is not None and self.shown is not None:
            parts.append(words.by_layer(self.found))
            parts.append(words.by_time(self.found))
            if self.found.counted:
                parts.append(words.dead(self.found.counted) + ".")
            if self.found.waits:
                parts.append(words.waiting())
            compared = self.compared
            if compared is not None:
                text = self.tr("Before the last remedy the ratio was {ratio}.")
                parts.append(text.format(ratio=words.ratio_text(compared.found.ratio)))
            if self.timed:
                parts.append(words.at_step(self.found, self.t) + ".")
        return " ".join(dict.fromkeys(part for part in parts if part))

    # laying out

    @property
    def timed(self) -> bool:
        """Whether the layer looked at has a way back through time."""
        found = self.found
        return found is not None and found.steps is not None and len(found.steps.norms) > 1

    def _lay(self) -> None:
        """Place everything from top to bottom."""
        self.setFixedHeight(lay(self))

    def ends(self) -> list[tuple[str, str, str]]:
        """Give what is saturated in the layer looked at."""
        if self.found is None or self.shown is None:
            return []
        return words.saturated(self.found.counted, self.shown.layer)

    def rows_of_ends(self) -> int:
        """Give the rows of what is saturated; while it is computed those that the layer had before."""
        assert self.found is not None
        if self.found.waits:
            return self._had_rows.get(self.found.layer, 0)
        rows = -(-len(self.ends()) // 2)
        self._had_rows = {self.found.layer: rows}
        return rows

    def comparable(self, other: Facts) -> bool:
        """Tell whether others have a ratio through time of the same layer."""
        found = self.found
        same = found is not None and found.layer == other.layer
        return same and not math.isnan(other.time_ratio)

    def axis(self) -> Axis:
        """Give the time axis of the charts."""
        assert self.found is not None
        assert self.found.steps is not None
        left = px(PAD) + px(GUTTER)
        return Axis(len(self.found.steps.norms), left, self.width() - px(PAD))

    def row(self, k: int) -> QRectF:
        """Give where a layer's bar stands."""
        return QRectF(0, self.tops["rows"] + k * px(ROW), self.width(), px(ROW))

    # going there

    def _go(self, layer: int, t: int | None = None) -> None:
        """Look at a layer, and go to where its gradient is computed: at a step, or where its way back begins."""
        shown = self.shown
        assert shown is not None
        if layer != shown.layer:
            self._session.look(layer=layer)
        if shown.playhead is None or shown.frame.running:
            return
        reverse = self.found is not None and self.found.reverse and layer == shown.layer
        for index, tick in enumerate(shown.playhead.ticks):
            if (tick.phase, tick.layer, tick.reverse) == ("backward", layer, reverse) and (
                t is None or tick.t == t
            ):
                self._session.go(tick=index)
                return

    @property
    def t(self) -> int:
        """Give the step that is read out: below the mouse, else at the playhead."""
        assert self.found is not None
        assert self.found.steps is not None
        last = len(self.found.steps.norms) - 1
        if self.hovered >= 0:
            return min(self.hovered, last)
        head = self.shown.playhead if self.shown is not None else None
        return last if head is None or self.shown is None else min(head.t, last)

    def event(self, event: QEvent) -> bool:
        """Keep the arrow keys."""
        kept = KEYS if self.found is not None else ()
        return keeps(event, kept) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to the layer above or below, or to the step before or after."""
        found, shown, key = self.found, self.shown, Key(event.key())
        if found is None or shown is None or key not in KEYS or not found.bars:
            super().keyPressEvent(event)
            return
        if key in (Key.Key_Up, Key.Key_Down):
            layers = [bar.layer for bar in found.bars]
            way = 1 if key == Key.Key_Down else -1
            beyond = [n for n in layers if (n - shown.layer) * way > 0]
            if beyond:
                layer = min(beyond, key=lambda n: abs(n - shown.layer))
                self._go(layer)
                rect = self.row(layers.index(layer))
                self.wanted.emit(round(rect.top()), round(rect.bottom()))
        elif self.timed:
            t = self.t + (1 if key == Key.Key_Right else -1)
            assert found.steps is not None
            if 0 <= t < len(found.steps.norms):
                self._go(shown.layer, t)
                self.wanted.emit(round(self.tops["time"]), round(self.tops["read"] + px(12)))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go to the layer of a bar, or to the step of a column."""
        if event.button() != Qt.MouseButton.LeftButton or self.found is None or self.shown is None:
            return
        self.setFocus()
        k, t = self._row_at(event.position()), self._step_at(event.position())
        if k >= 0:
            self._go(self.found.bars[k].layer)
        elif t >= 0:
            self._go(self.shown.layer, t)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Read out the step below the mouse."""
        t = self._step_at(event.position())
        if t != self.hovered:
            self.hovered = t
            self.update()
        hand = t >= 0 or self._row_at(event.position()) >= 0
        self.setCursor(Qt.CursorShape.PointingHandCursor if hand else Qt.CursorShape.ArrowCursor)

    def leaveEvent(self, event: QEvent) -> None:
        """Read out the step at the playhead again."""
        self.hovered = -1
        self.update()

    def _row_at(self, point: QPointF) -> int:
        if self.found is None:
            return -1
        k = int((point.y() - self.tops["rows"]) // px(ROW))
        return k if 0 <= k < len(self.found.bars) else -1

    def _step_at(self, point: QPointF) -> int:
        if not self.timed:
            return -1
        axis = self.axis()
        inside = axis.left <= point.x() < axis.right
        if inside and self.tops["norms"] - px(4) <= point.y() <= self.tops["steps"]:
            return axis.step(point.x())
        return -1

    # painting

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay out anew when the width is another."""
        super().resizeEvent(event)
        if event.oldSize().width() != self.width():
            self._lay()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Blit what is still, and paint playhead, choice and what is read out."""
        if self.shown is None:
            return
        with painting(self) as painter:
            painter.drawPixmap(0, 0, self._still_pixmap())
            if self.timed:
                paint_live(Sheet(Ink(painter), self.width(), self.height()), self)

    def _still_pixmap(self) -> QPixmap:
        look = (
            self.size(), self.devicePixelRatioF(), current.theme.name, current.scale, QLocale().name(),
        )  # fmt: skip
        key = (self._taken, self.compared is not None, look)
        if self._still is None or self._still[0] != key:
            ground = (look, ground_key(self))
            if self._ground is None or self._ground[0] != ground:
                self._ground = (ground, self._painted(None, paint_ground))
            self._still = (key, self._painted(self._ground[1], paint_still))
        return self._still[1]

    def _painted(self, below: QPixmap | None, paint: Callable[[Sheet, Page], None]) -> QPixmap:
        """Paint over a pixmap, or over nothing, into another."""
        ratio = self.devicePixelRatioF()
        pixmap = QPixmap(max(1, round(self.width() * ratio)), max(1, round(self.height() * ratio)))
        pixmap.setDevicePixelRatio(ratio)
        if below is None:
            pixmap.fill(current.theme.s1)
        with painting(pixmap) as painter:
            if below is not None:
                painter.drawPixmap(0, 0, below)
            paint(Sheet(Ink(painter), self.width(), self.height()), self)
        return pixmap
