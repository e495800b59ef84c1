"""The left side of the microscope: the unit as a large diagram, and what became of it over time."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QWidget

from gui.theme import current, px
from gui.widgets import numbers
from gui.widgets.ink import Ink, faded, middle, painting, text_width

from .cell import face_of
from .cell_face import DIAGRAM, NATURAL, Room
from .cell_sheet import Sheet, split_line
from .microscope_tracks import Bars, letter_of
from .microscope_words import token_of

if TYPE_CHECKING:
    from PySide6.QtGui import QMouseEvent, QPaintEvent

    from gui.shown import Shown

    from .cell_facts import Spot

TRACKS = {"lstm": ("f", "i", "c"), "gru": ("r", "z", "h"), "rnn": ("h",)}
BACK = {"lstm": ("dz_f", "dz_i", "dc"), "gru": ("dz_r", "dz_z", "dh"), "rnn": ("dh",)}
TOP, TRACK, FOOT, SIDE = 78, 58, 26, 26
LEAST = 200
"""Height that the diagram keeps before tracks have any."""
LABEL = 84
"""Width before the bars."""
LARGEST = 1.9
"""The diagram grows up to so many times its size in the cell zone."""


class CellSide(QWidget):
    """The unit at this step, and over time; `step_wanted` carries the step that was clicked, from 0."""

    step_wanted = Signal(int)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.shown: Shown | None = None
        self.at: Spot | None = None
        self._said = ""
        self._kept: tuple[object, QPixmap] | None = None
        self._bars = Bars()
        self.setMouseTracking(True)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    def take(self, shown: Shown | None, at: Spot | None) -> None:
        """Take in what is shown; None: hold nothing."""
        self.shown, self.at, self._said = shown, at, ""
        if at is None:
            self._bars.forget()
        self.update()

    def restyle(self) -> None:
        """Paint all anew."""
        self._kept, self._said = None, ""
        self._bars.forget()
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
        if not self._said:
            self._said = face_of(self.at.kind, self._bend()).sentence(self.at)
        return self._said

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
        room = self.height() - px(TOP) - px(LEAST) - px(FOOT) - px(6)
        return names[: max(0, room // px(TRACK))]  # the diagram comes first

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
        """Blit what stays from step to step, and paint the values over it."""
        with painting(self) as painter:
            if self.at is None:
                painter.fillRect(self.rect(), current.theme.bg)
            else:
                painter.drawPixmap(0, 0, self._still_pixmap())
            self._paint(Ink(painter))

    def _paint(self, ink: Ink) -> None:
        left, room = px(SIDE), self.width() - 2 * px(SIDE)
        ink.text(left, px(36), self.title(), size=20, weight=700)
        words = self.sentence()
        first, second = words, ""
        if text_width(words, 15, 600) > room:
            first, second = split_line(words, room)
        ink.text(left, px(60), first, size=15, weight=600, token="t2")
        if second:
            ink.text(left, px(80), second, size=15, weight=600, token="t2")
        if self.at is None:
            return
        self._diagram(ink, still=False)
        if self.rows():
            self._tracks(ink)

    def _still_pixmap(self) -> QPixmap:
        at = self.at
        assert at is not None
        key = (
            self.size(), self.devicePixelRatioF(), at.kind, at.phase, at.past, self._bend(), self.rows(),
        )  # fmt: skip
        if self._kept is None or self._kept[0] != key:
            pixmap = self._new_pixmap()
            pixmap.fill(current.theme.bg)
            with painting(pixmap) as painter:
                ink = Ink(painter)
                self._diagram(ink, still=True)
                self._labels(ink)
            self._kept = (key, pixmap)
        return self._kept[1]

    def _new_pixmap(self) -> QPixmap:
        ratio = self.devicePixelRatioF()
        wide, high = round(self.width() * ratio), round(self.height() * ratio)
        pixmap = QPixmap(max(1, wide), max(1, high))
        pixmap.setDevicePixelRatio(ratio)
        return pixmap

    def _diagram(self, ink: Ink, *, still: bool) -> None:
        """Paint the diagram of the cell zone, larger: what stays of it, or its values."""
        assert self.at is not None
        top = px(TOP) + px(14)
        high = max(px(150), self.below() - top - px(14))
        across, down = px(NATURAL), px(DIAGRAM) + px(10)
        scale = min(self.width() / across, high / down, LARGEST)
        scale = max(scale, 0.55)
        wide, tall = self.width() / scale, min(high / scale - px(6), px(DIAGRAM) * 1.2)
        painter = ink.p
        painter.save()
        painter.translate(0, top)
        painter.scale(scale, scale)
        painter.setClipRect(QRectF(0, 0, wide, tall + px(9)))
        sheet, room = Sheet(ink, wide, self.height() / scale), Room(px(6), tall)
        face = face_of(self.at.kind, self._bend())
        (face.still if still else face.live)(sheet, room, self.at)
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
        room_of_bars = QRectF(left, top, room, height)
        self._bars.paint(ink, at, self.rows(), room_of_bars, px(TRACK))
        self._scale(ink, top + height, left, wide)

    def _labels(self, ink: Ink) -> None:
        """Write what the rows over time are."""
        at, x = self.at, px(SIDE)
        assert at is not None
        for k, name in enumerate(self.rows()):
            top = self.below() + k * px(TRACK)
            letter, back = letter_of(name), name.startswith("d")
            text, token = ("δ" if back else "") + letter, token_of(at.kind, letter)
            ink.text(x, top + px(22), text, size=17, weight=700, token=token)
            ink.text(x, top + px(40), self._meaning(name), size=12, token="t2")

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
        least, shown, y = px(26), -1 if at.free else at.t, middle(top + px(13), 12)
        for t in {0, *range(-(start + 1) % every, steps, every), steps - 1}:
            near = shown >= 0 and abs(t - shown) * wide < least
            tail = t != steps - 1 and (steps - 1 - t) * wide < least
            if not (near or tail):
                x, text = left + (t + 0.5) * wide, numbers.count(start + t + 1)
                ink.text(x, y, text, size=12, token="t2", align="centre")
        if shown >= 0:
            x, text = left + (shown + 0.5) * wide, numbers.count(start + shown + 1)
            ink.text(x, y, text, size=12, weight=700, align="centre")

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
