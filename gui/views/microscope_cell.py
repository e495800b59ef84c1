"""The left side of the microscope: the unit as a large diagram, and what became of it over time."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QLocale, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QWidget

from gui.theme import current, px
from gui.widgets import numbers
from gui.widgets.ink import Ink, faded, middle, mixed, painting, text_width

from .cell import face_of
from .cell_face import DIAGRAM, NATURAL, Room
from .cell_sheet import Sheet, split_line
from .microscope_words import token_of

if TYPE_CHECKING:
    from PySide6.QtGui import QMouseEvent, QPaintEvent

    from engine.recording import Floats
    from gui.shown import Shown

    from .cell_facts import Spot

TRACKS = {"lstm": ("f", "i", "c"), "gru": ("r", "z", "h"), "rnn": ("h",)}
BACK = {"lstm": ("dz_f", "dz_i", "dc"), "gru": ("dz_r", "dz_z", "dh"), "rnn": ("dh",)}
TOP, TRACK, FOOT, SIDE = 78, 58, 26, 26
LABEL = 84
"""Width before the bars."""
LARGEST = 1.9
"""The diagram grows up to so many times its size in the cell zone."""
DIM = 0.35


class CellSide(QWidget):
    """The unit at this step, and over time; `step_wanted` carries the step that was clicked, from 0."""

    step_wanted = Signal(int)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.shown: Shown | None = None
        self.at: Spot | None = None
        self._pixmap: tuple[object, QPixmap] | None = None
        self._kept: tuple[object, QPixmap] | None = None
        self.setMouseTracking(True)

    def take(self, shown: Shown | None, at: Spot | None) -> None:
        """Take in what is shown; None: hold nothing."""
        self.shown, self.at = shown, at
        if at is None:
            self._pixmap = None
        self.update()

    def restyle(self) -> None:
        """Paint all anew."""
        self._pixmap = self._kept = None
        self.update()

    # -- words ----------------------------------------------------------------------------------

    def title(self) -> str:
        """Say which unit and step."""
        at = self.at
        if at is None:
            return self.tr("Microscope")
        half = at.units // 2 if at.trace.both else at.units
        step, steps = at.number, at.recording.start + at.recording.steps
        if at.recording.steps == 1:
            text = self.tr("Unit {unit} of {units}")
        elif at.reverse:
            text = self.tr("Unit {unit} of {units}, reverse, at step {step}")
        else:
            text = self.tr("Unit {unit} of {units} at step {step}")
        return text.format(unit=at.own + 1, units=half, step=step, steps=steps)

    def sentence(self) -> str:
        """Say what happens here."""
        if self.shown is None or self.at is None:
            return self.tr("Press Space to run the first iteration.")
        return face_of(self.at.kind, self._bend()).sentence(self.at)

    def _bend(self) -> str:
        assert self.at is not None
        return getattr(self.at.settings, "activation", "identity")

    # -- places ---------------------------------------------------------------------------------

    def rows(self) -> tuple[str, ...]:
        """Give the arrays that are shown over time."""
        at = self.at
        if at is None or at.trace.output.shape[0] == 1:
            return ()
        names = (BACK if at.phase == "backward" else TRACKS).get(at.kind)
        if names is None:
            names = ("dy",) if at.phase == "backward" else ("y",)
        return names

    def below(self) -> float:
        """Give where the tracks begin."""
        return self.height() - px(FOOT) - px(TRACK) * len(self.rows()) - px(6)

    def step_at(self, x: float, y: float) -> int:
        """Give the step under a place, from 0; -1: there is none."""
        if self.at is None or not self.rows() or y < self.below():
            return -1
        left, room = self._across()
        k = math.floor((x - left) / room * self.at.recording.steps)
        return k if 0 <= k <= self.at.last else -1

    def _across(self) -> tuple[float, float]:
        left = px(SIDE) + px(LABEL)
        return left, max(1.0, self.width() - left - px(SIDE))

    # -- painting -------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        """Blit the picture, which is painted anew only when something in it has changed."""
        with painting(self) as painter:
            painter.drawPixmap(0, 0, self._picture())

    def _picture(self) -> QPixmap:
        at = self.at
        where = None if at is None else (at.layer, at.unit, at.example, at.t, at.phase, at.free)
        key = (
            self.shown.frame if self.shown else None, where, self.size(),
            self.devicePixelRatioF(), current.theme.name, current.scale, QLocale().name(),
        )  # fmt: skip
        free = (
            at is not None and at.free
        )  # what a running engine lends is written anew in its place
        if self._pixmap is None or self._pixmap[0] != key or free:
            pixmap = self._new_pixmap()
            with painting(pixmap) as painter:
                self._paint(Ink(painter))
            self._pixmap = (key, pixmap)
        return self._pixmap[1]

    def _paint(self, ink: Ink) -> None:
        ink.p.fillRect(self.rect(), ink.theme.bg)
        left, room = px(SIDE), self.width() - 2 * px(SIDE)
        if self.at is not None:
            ink.p.drawPixmap(0, 0, self._still_pixmap())
        ink.text(left, px(36), self.title(), size=20, weight=700)
        words = self.sentence()
        first, second = words, ""
        sheet = Sheet(ink, self.width(), self.height())
        if text_width(words, 15, 600) > room:
            first, second = split_line(words, room)
        ink.text(left, px(60), first, size=15, weight=600, token="t2")
        if second:
            ink.text(left, px(80), second, size=15, weight=600, token="t2")
        if self.at is None:
            return
        self._diagram(sheet, still=False)
        if self.rows():
            self._tracks(ink)

    def _still_pixmap(self) -> QPixmap:
        at = self.at
        assert at is not None
        key = (
            self.size(), self.devicePixelRatioF(), current.theme.name, current.scale, QLocale().name(),
            at.kind, at.phase, at.past, self._bend(), self.rows(),
        )  # fmt: skip
        if self._kept is None or self._kept[0] != key:
            pixmap = self._new_pixmap()
            pixmap.fill(current.theme.bg)
            with painting(pixmap) as painter:
                self._diagram(Sheet(Ink(painter), self.width(), self.height()), still=True)
            self._kept = (key, pixmap)
        return self._kept[1]

    def _new_pixmap(self) -> QPixmap:
        ratio = self.devicePixelRatioF()
        wide, high = round(self.width() * ratio), round(self.height() * ratio)
        pixmap = QPixmap(max(1, wide), max(1, high))
        pixmap.setDevicePixelRatio(ratio)
        return pixmap

    def _diagram(self, sheet: Sheet, *, still: bool) -> None:
        """Paint the diagram of the cell zone, larger: what stays of it, or its values."""
        assert self.at is not None
        top = px(TOP) + px(14)
        high = max(px(150), self.below() - top - px(14))
        across, down = px(NATURAL), px(DIAGRAM) + px(10)
        scale = min(self.width() / across, high / down, LARGEST)
        scale = max(scale, 0.55)
        painter: QPainter = sheet.ink.p
        painter.save()
        painter.setClipRect(QRectF(0, top - px(4), self.width(), high + px(10)))
        painter.translate(0, top)
        painter.scale(scale, scale)
        wide, tall = self.width() / scale, min(high / scale - px(6), px(DIAGRAM) * 1.2)
        inner = Sheet(Ink(painter), wide, self.height() / scale)
        face, place = face_of(self.at.kind, self._bend()), Room(px(6), tall)
        # the face paints its arithmetic below the diagram: that is at the right here
        painter.setClipRect(QRectF(0, 0, wide, tall + px(9)), Qt.ClipOperation.IntersectClip)
        if still:  # its forward arithmetic has signs that stay, its backward one has none
            face.still(inner, place, replace(self.at, phase="backward"))
        else:
            face.live(inner, place, self.at)
        painter.restore()

    def _tracks(self, ink: Ink) -> None:
        at, theme = self.at, ink.theme
        assert at is not None
        left, room = self._across()
        steps, top = at.recording.steps, self.below()
        wide = room / steps
        height = px(TRACK) * len(self.rows())
        if not at.free:
            column = QRectF(left + at.t * wide, top, max(2.0, wide), height + px(FOOT) - px(2))
            ink.box(column, faded(theme.t1, 0.14), radius=4)
        for k, name in enumerate(self.rows()):
            self._track(ink, name, top + k * px(TRACK), left, wide)
        self._scale(ink, top + height, left, wide)

    def _track(self, ink: Ink, name: str, top: float, left: float, wide: float) -> None:
        at, theme = self.at, ink.theme
        assert at is not None
        back = name.startswith("d")
        letter = name.removeprefix("dz_").removeprefix("d") if back else name
        token = token_of(at.kind, letter)
        x = px(SIDE)
        ink.text(x, top + px(22), ("δ" if back else "") + letter, size=17, weight=700, token=token)
        ink.text(x, top + px(40), self._meaning(name), size=12, token="t2")
        values: Floats = np.nan_to_num(getattr(at.trace, name)[: at.last + 1, at.unit, at.example])
        gate = not back and letter in ("f", "i", "r", "z") and at.kind in ("lstm", "gru")
        most = float(np.abs(values).max(initial=0.0)) or 1.0
        span = 1.0 if gate else most if back else max(1.0, most)
        whole = px(TRACK) - px(14)
        base = top + px(8) + (whole if gate else whole / 2)
        colour = getattr(theme, token)
        dim = mixed(colour, theme.bg, DIM)  # opaque: many bars, each of which would be blended
        gap = px(2) if wide > 5 else 0
        ink.fill(left, base, wide * at.recording.steps, 1, theme.line2)
        for t, value in enumerate(values.tolist()):
            high = min(1.0, max(-1.0, value / span)) * (whole if gate else whole / 2)
            coming = t < at.t if back else t > at.t
            if at.reverse:
                coming = t > at.t if back else t < at.t
            ink.fill(
                left + t * wide + gap / 2, base - max(high, 0.0), max(1.0, wide - gap), abs(high),
                dim if coming and not at.free else colour,
            )  # fmt: skip

    def _meaning(self, name: str) -> str:
        at = self.at
        assert at is not None
        if name.startswith("d"):
            return self.tr("gradient")
        words = {
            ("lstm", "f"): self.tr("keep"), ("lstm", "i"): self.tr("write"), ("lstm", "c"): self.tr("memory"),
            ("gru", "r"): self.tr("look back"), ("gru", "z"): self.tr("keep"),
            ("gru", "h"): self.tr("memory"), ("rnn", "h"): self.tr("memory"),
        }  # fmt: skip
        return words.get((at.kind, name), self.tr("output"))

    def _scale(self, ink: Ink, top: float, left: float, wide: float) -> None:
        """Write the numbers of the steps, the one looked at always."""
        at = self.at
        assert at is not None
        steps, start = at.recording.steps, at.recording.start
        every = next((k for k in (1, 5, 10, 20, 50, 100, 200, 500) if k * wide >= px(34)), 1000)
        for t in range(steps):
            number, here = start + t + 1, t == at.t and not at.free
            round_one = number % every == 0 or t in (0, steps - 1)
            near = abs(t - at.t) * wide < px(26) and not at.free
            tail = t != steps - 1 and (steps - 1 - t) * wide < px(26)
            if here or (round_one and not near and not tail):
                ink.text(
                    left + (t + 0.5) * wide, middle(top + px(13), 12), numbers.count(number), size=12,
                    weight=700 if here else 400, token="t1" if here else "t2", align="centre",
                )  # fmt: skip

    # -- pointing -------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go to the step that was clicked."""
        step = self.step_at(event.position().x(), event.position().y())
        if event.button() == Qt.MouseButton.LeftButton and step >= 0:
            self.step_wanted.emit(step)
        else:
            event.ignore()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show what can be clicked."""
        hand = self.step_at(event.position().x(), event.position().y()) >= 0
        self.setCursor(Qt.CursorShape.PointingHandCursor if hand else Qt.CursorShape.ArrowCursor)
