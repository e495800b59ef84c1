"""Scrubber: where in the training it stands, over the silhouette of the loss."""

from __future__ import annotations

import re
import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractSlider, QSizePolicy, QWidget

from gui.theme import current, px
from gui.widgets.ink import Ink, faded, middle, painting, text_width
from gui.widgets.number_field import NumberField
from gui.widgets.paint import PRESS, SCROLL, keeps
from gui.widgets.scrubber_marks import epochs_shown, paint_epochs, paint_marks
from gui.widgets.settings import Setting

if TYPE_CHECKING:
    from engine.frame import Curves
    from engine.recording import Floats
    from gui.widgets.ink import Align
    from gui.widgets.scrubber_marks import Mark

REDRAWN_AFTER = 1.02
"""While time runs the ground is drawn anew when the training has become longer by this factor."""
EPOCHS_APART = 8.0
"""Pixels between two marks of epochs, at least."""
REDRAWN_SECONDS = 0.5
"""While time runs it is drawn anew no sooner: it costs as much as ten refreshes of what stands on it."""
KNOB = 8.0
"""Pixels at each side of the knob's middle that are painted with it."""
FIGURES = re.compile(r"\d|\D+")
ZEROS = str.maketrans("123456789", "000000000")
ITERATION = Setting("iteration", "", "", "", 0, 0, 10_000_000, True, (), True)


class Scrubber(QAbstractSlider):
    """Where in the training it stands, over the silhouette of the loss.

    Its range is what can be gone to without training on; its value is the iteration.

    Parameters
    ----------
    parent : QWidget or None
        Parent.
    """

    asked = Signal(int)
    """Carries the iteration that the user wants to go to."""
    let_go = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.labels = ("", "")
        self.hollow = False
        self.marks: tuple[Mark, ...] = ()
        self.editor = NumberField(ITERATION, framed=True, parent=self)
        self.editor.hide()
        self.editor.committed.connect(self._typed)
        self.editor.left.connect(self._close_editor)
        self._ground: tuple[QPixmap, QPixmap] | None = None
        self._ahead = False
        self._marked: tuple[Mark, ...] = ()
        self._at = -1.0
        self._span = (0.0, 0.0)
        self._drawn = (-1, 0)
        self._next = 0.0
        self._curves: Curves | None = None
        self.setOrientation(Qt.Orientation.Horizontal)
        current.changed.connect(self._restyle)

    def _restyle(self) -> None:
        self._ground = None
        self.updateGeometry()
        self.update()

    def show_place(
        self,
        oldest: int,
        latest: int,
        iteration: int,
        curves: Curves,
        branch: int,
        *,
        busy: bool,
        running: bool,
        marks: tuple[Mark, ...] = (),
    ) -> None:
        """Show where it stands.

        Parameters
        ----------
        oldest, latest : int
            What can be gone to.
        iteration : int
            Where it stands.
        curves : Curves
            Losses of the branch.
        branch : int
            Its number.
        busy : bool
            Whether a replay is under way: the knob is hollow then.
        running : bool
            Whether time runs.
        marks : tuple of Mark
            What is marked on the line.
        """
        self._curves = curves
        other = branch != self._drawn[0] or latest < self._drawn[1] or marks != self.marks
        longer = latest > (self._drawn[1] * REDRAWN_AFTER + 1 if running else self._drawn[1])
        if other or (longer and (not running or time.monotonic() >= self._next)):
            self.marks = marks
            self._ground = None
            self._drawn = (branch, latest)
            self._next = time.monotonic() + REDRAWN_SECONDS
            self.update()
        self.blockSignals(True)
        self.setRange(oldest, max(latest, oldest))
        if not self.isSliderDown():
            self.setValue(iteration)
        self.blockSignals(False)
        self.sliderChange(QAbstractSlider.SliderChange.SliderValueChange)
        if busy != self.hollow:
            self.hollow = busy
            self.update()

    def set_labels(self, iteration: str, epoch: str) -> None:
        """Set the two lines beside the knob."""
        if (iteration, epoch) != self.labels:
            self.labels = (iteration, epoch)
            self._moved()

    def sliderChange(self, change: QAbstractSlider.SliderChange) -> None:  # noqa: N802 - Qt's name
        """Paint the knob anew where it stands elsewhere, not all of it."""
        if not self.signalsBlocked() and self._x(self.value()) != self._at:
            self._moved()

    def _moved(self) -> None:
        """Paint anew where knob and labels stood and where they stand."""
        self._at = x = self._x(self.value())
        labels = self._label_place(x)
        left, right = self._span
        self._span = min(x - px(KNOB), labels.left()), max(x + px(KNOB), labels.right())
        first = round(min(left, self._span[0])) - 1
        wide = round(max(right, self._span[1])) + 2 - first
        self.update(first, 0, wide, self.height())

    def sizeHint(self) -> QSize:
        """Have room for two lines."""
        return QSize(px(160), px(46))

    def minimumSizeHint(self) -> QSize:
        """Have room for two lines."""
        return self.sizeHint()

    # painting

    def _x(self, iteration: float) -> float:
        last = max(1, self.maximum())
        return px(6) + (self.width() - 2 * px(6)) * min(1.0, iteration / last)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint silhouette, line, knob and labels."""
        ahead = self.value() < self.maximum()
        if self._ground is None or (ahead and not self._ahead) or self._marked != self.marks:
            self._ground, self._ahead, self._marked = self._drawn_ground(ahead), ahead, self.marks
        x = self._x(self.value())
        with painting(self) as painter:
            self._blit(painter, event.rect(), round(x))
            if not self.isEnabled():
                return
            ink = Ink(painter)
            base = self.height() - px(6.5)
            ink.fill(round(x) - 1, px(2), 2, base - px(2), ink.theme.t1)
            if self.hollow:
                painter.setPen(QPen(ink.theme.t1, 2))
                painter.setBrush(ink.theme.s1)
                painter.drawEllipse(QPointF(x, base), px(4.5), px(4.5))
            else:
                ink.dots([(x, base)], px(5.5), ink.theme.t1)
            if not self.editor.isVisible():
                self._paint_labels(ink, x)

    def _blit(self, painter: QPainter, rect: QRect, cut: int) -> None:
        """Copy the ground: what is past up to the knob, what is to come after it."""
        assert self._ground is not None
        ratio = self._ground[0].devicePixelRatio()
        left, right = rect.left(), rect.left() + rect.width()
        middle = min(max(left, cut), right)
        for pixmap, first, end in zip(self._ground, (left, middle), (middle, right), strict=True):
            if end > first:
                source = QRectF(first, rect.top(), end - first, rect.height())
                ends = [source.x() * ratio, source.y() * ratio]
                size = [source.width() * ratio, source.height() * ratio]
                painter.drawPixmap(source.topLeft(), pixmap, QRectF(*ends, *size))

    def _label_place(self, x: float) -> QRectF:
        """Give the place of the labels: left of the knob where they fit, else right."""
        first, second = (
            label.translate(ZEROS) for label in self.labels
        )  # figures are equally wide
        wide = max(text_width(first, 13, 600), text_width(second, 12))
        left = x - px(8) - wide
        if left < 0:
            left = x + px(8)
        return QRectF(left, px(1), wide + 1, px(32))

    def _paint_labels(self, ink: Ink, x: float) -> None:
        place = self._label_place(x)
        right = place.left() < x
        align: Align = "right" if right else "left"
        x = place.right() if right else place.left()
        y = place.top() + px(8)
        _write(ink, x, middle(y, 13), self.labels[0], 13, 600, "t1", align)
        _write(ink, x, middle(y + px(15), 12), self.labels[1], 12, 400, "t2", align)

    def _drawn_ground(self, ahead: bool) -> tuple[QPixmap, QPixmap]:
        """Draw what stands below knob and labels, as past and as what is to come, if anything is."""
        theme, outline = current.theme, self._silhouette()
        future = self._canvas(outline if ahead else None, theme.s3, epochs=ahead)
        return self._canvas(outline, theme.line2, epochs=True), future

    def _canvas(
        self, outline: tuple[Floats, Floats] | None, colour: QColor, *, epochs: bool
    ) -> QPixmap:
        ratio = self.devicePixelRatioF()
        pixmap = QPixmap(round(self.width() * ratio), round(self.height() * ratio))
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(current.theme.s1)
        base = self.height() - px(6.5)
        with painting(pixmap) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(faded(colour, 0.9))
            if outline is not None:
                from gui.widgets.strokes import fill_below

                fill_below(painter, *outline, base)
            painter.fillRect(QRectF(0, base - 1, self.width(), 2), colour)
            if not self.isEnabled():
                return pixmap
            if epochs and self._curves is not None:
                apart = EPOCHS_APART * max(1, self.maximum()) / max(1, self.width())
                paint_epochs(painter, epochs_shown(self._curves.ends, apart), self._x, base)
            paint_marks(painter, self.marks, self._x, base)
        return pixmap

    def _silhouette(self) -> tuple[Floats, Floats] | None:
        """Give the outline: the smoothed loss on a log scale, at most one point for two pixels."""
        if self._curves is None or len(self._curves.smoothed) < 2:
            return None
        import numpy as np

        losses = self._curves.smoothed
        at = np.unique(np.linspace(0, len(losses) - 1, max(2, self.width() // 2)).astype(int))
        heights = losses[at]
        good = np.isfinite(heights) & (heights > 0)
        at, heights = at[good], np.log(heights[good])
        if len(at) < 2:
            return None
        low, high = float(heights.min()), float(heights.max())
        shares = (heights - low) / (high - low) if high > low else np.full(len(at), 0.5)
        base = self.height() - px(6.5)
        room = base - px(5)
        left, wide = px(6), self.width() - 2 * px(6)
        across = left + wide * np.minimum(1.0, (at + 1) / max(1, self.maximum()))
        return across, base - room * (0.12 + 0.88 * shares)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Draw all anew."""
        self._ground = None

    def changeEvent(self, event: QEvent) -> None:
        """Draw all anew where it can be used, or no more."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.EnabledChange:
            self._ground = None
            self.update()

    # acting

    def event(self, event: QEvent) -> bool:
        """Keep the keys that move the knob or open the field."""
        done = keeps(event, (*SCROLL, *PRESS)) or super().event(event)
        if event.type() in (QEvent.Type.Polish, QEvent.Type.StyleChange):
            # the style takes it from every slider; without it what is below is painted each time too
            self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        return done

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go by one or ten iterations, or to an end; Enter types a number."""
        key = Qt.Key
        steps = {
            key.Key_Left: -1,
            key.Key_Down: -1,
            key.Key_Right: 1,
            key.Key_Up: 1,
            key.Key_PageUp: -10,
            key.Key_PageDown: 10,
            key.Key_Home: self.minimum() - self.value(),
            key.Key_End: self.maximum() - self.value(),
        }
        found = next((n for k, n in steps.items() if k == event.key()), None)
        if found is not None:
            self._ask(self.value() + found)
        elif event.key() in (key.Key_Return, key.Key_Enter):
            self.edit()
        else:
            event.ignore()

    def _ask(self, iteration: int) -> None:
        wanted = min(max(iteration, self.minimum()), self.maximum())
        if wanted != self.value():
            self.blockSignals(True)
            self.setValue(wanted)
            self.blockSignals(False)
            self._moved()
            self.asked.emit(wanted)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go to the place of the mouse."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.setSliderDown(True)
            self._follow(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follow the mouse."""
        if self.isSliderDown():
            self._follow(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go."""
        self.setSliderDown(False)
        self.let_go.emit()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Let a number be typed."""
        self.setSliderDown(False)
        self.edit()

    def _follow(self, event: QMouseEvent) -> None:
        room = max(1, self.width() - 2 * px(6))
        share = (event.position().x() - px(6)) / room
        self._ask(round(share * max(1, self.maximum())))

    def edit(self) -> None:
        """Open the field for the number of an iteration."""
        self.editor.show_value(self.value())
        size = self.editor.sizeHint()
        x = self._x(self.value())
        left = min(max(0.0, x - size.width() / 2), float(self.width() - size.width()))
        self.editor.setGeometry(round(left), px(2), size.width(), size.height())
        self.editor.show()
        self.update()
        self.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def _typed(self, value: object) -> None:
        if isinstance(value, int):
            self.editor.show_value(value)
            self._ask(value)

    def _close_editor(self) -> None:
        if self.editor.hasFocus():
            # Hidden with the focus it would hand it to the next control, and Enter would press that.
            self.editor.clearFocus()  # calls this once more
        elif self.editor.isVisible():
            self.editor.hide()
            self.editor.revert()
            self.update()

    def describe(self, name: str, typing: str) -> None:
        """Set the name for screen readers, and how to type a number."""
        self.setAccessibleName(name)
        self.setAccessibleDescription(f"{self.labels[0]}, {self.labels[1]}")
        self.setToolTip(typing)
        self.editor.setAccessibleName(name)


def _write(
    ink: Ink, x: float, y: float, text: str, size: int, weight: int, token: str, align: Align
) -> None:
    """Write a label figure by figure: a number that is new each time would be shaped each time."""
    if align == "right":
        x -= text_width(text.translate(ZEROS), size, weight)
    for part in FIGURES.findall(text):
        x += ink.text(x, y, part, size=size, weight=weight, token=token)
