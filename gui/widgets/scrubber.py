"""Scrubber: where in the training it stands, over the silhouette of the loss."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
    QPolygonF,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractSlider, QSizePolicy, QWidget

from gui.theme import current, px
from gui.widgets.ink import Ink, middle, text_width
from gui.widgets.number_field import NumberField
from gui.widgets.paint import PRESS, SCROLL, keeps
from gui.widgets.scrubber_marks import epochs_shown, paint_epochs, paint_marks
from gui.widgets.settings import Setting

if TYPE_CHECKING:
    from engine.frame import Curves
    from gui.widgets.ink import Align
    from gui.widgets.scrubber_marks import Mark

REDRAWN_AFTER = 1.02
"""The silhouette is drawn anew when the training has become longer by this factor."""
EPOCHS_APART = 8.0
"""Pixels between two marks of epochs, at least."""
REDRAWN_SECONDS = 0.5
"""While time runs it is drawn anew no sooner: it costs as much as a third of a refresh."""

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
        self.setOrientation(Qt.Orientation.Horizontal)
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
        self._past: QPixmap | None = None
        self._future: QPixmap | None = None
        self._drawn = (-1, 0)
        self._next = 0.0
        self._curves: Curves | None = None
        current.changed.connect(self._restyle)

    def _restyle(self) -> None:
        self._drawn = (-1, 0)
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
        self.marks = marks
        self._curves = curves
        other = branch != self._drawn[0] or latest < self._drawn[1]
        longer = latest > (self._drawn[1] * REDRAWN_AFTER + 1 if running else self._drawn[1])
        if other or (longer and (not running or time.monotonic() >= self._next)):
            self._past = None
            self._drawn = (branch, latest)
            self._next = time.monotonic() + REDRAWN_SECONDS
        self.blockSignals(True)
        self.setRange(oldest, max(latest, oldest))
        if not self.isSliderDown():
            self.setValue(iteration)
        self.blockSignals(False)
        self.hollow = busy
        self.update()

    def set_labels(self, iteration: str, epoch: str) -> None:
        """Set the two lines beside the knob."""
        if (iteration, epoch) != self.labels:
            self.labels = (iteration, epoch)
            self.update()

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
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme = current.theme
        if self._past is None:
            self._draw_silhouette()
        x = self._x(self.value())
        base = self.height() - px(6.5)
        cut = round(x)
        if self._past is not None and self._future is not None:
            ratio = self._past.devicePixelRatio()
            painter.drawPixmap(
                QPointF(0, 0), self._past, QRectF(0, 0, cut * ratio, self.height() * ratio)
            )
            painter.drawPixmap(
                QPointF(cut, 0),
                self._future,
                QRectF(cut * ratio, 0, (self.width() - cut) * ratio, self.height() * ratio),
            )
        painter.fillRect(QRectF(0, base - 1, self.width(), 2), theme.s3)
        painter.fillRect(QRectF(0, base - 1, x, 2), theme.line2)
        if not self.isEnabled():
            return
        if self._curves is not None:
            apart = EPOCHS_APART * max(1, self.maximum()) / max(1, self.width())
            paint_epochs(painter, epochs_shown(self._curves.ends, apart), self._x, base)
        if self.marks:
            paint_marks(painter, self.marks, self._x, base)
        painter.fillRect(QRectF(round(x) - 1, px(2), 2, base - px(2)), theme.t1)
        painter.setPen(theme.t1)
        if self.hollow:
            pen = painter.pen()
            pen.setWidthF(2)
            painter.setPen(pen)
            painter.setBrush(theme.s1)
            painter.drawEllipse(QPointF(x, base), px(4.5), px(4.5))
        else:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.t1)
            painter.drawEllipse(QPointF(x, base), px(5.5), px(5.5))
        if not self.editor.isVisible():
            self._paint_labels(painter, x)

    def _label_place(self, x: float) -> QRectF:
        """Give the place of the labels: left of the knob where they fit, else right."""
        wide = max(text_width(self.labels[0], 13, 600), text_width(self.labels[1], 12))
        left = x - px(8) - wide
        if left < 0:
            left = x + px(8)
        return QRectF(left, px(1), wide + 1, px(32))

    def _paint_labels(self, painter: QPainter, x: float) -> None:
        place = self._label_place(x)
        right = place.left() < x
        ink = Ink(painter)
        align: Align = "right" if right else "left"
        x = place.right() if right else place.left()
        y = place.top() + px(8)
        ink.text(x, middle(y, 13), self.labels[0], size=13, weight=600, align=align)
        ink.text(x, middle(y + px(15), 12), self.labels[1], size=12, token="t2", align=align)

    def _draw_silhouette(self) -> None:
        points = self._silhouette()
        self._past = self._canvas(points, current.theme.line2, 0.9)
        self._future = self._canvas(points, current.theme.s3, 0.9)

    def _canvas(self, points: list[QPointF], colour: QColor, alpha: float) -> QPixmap:
        ratio = self.devicePixelRatioF()
        pixmap = QPixmap(round(self.width() * ratio), round(self.height() * ratio))
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        if points:
            painter = QPainter(pixmap)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            tint = QColor(colour)
            tint.setAlphaF(alpha)
            painter.setBrush(tint)
            painter.drawPolygon(QPolygonF(points))
            painter.end()
        return pixmap

    def _silhouette(self) -> list[QPointF]:
        """Give the outline: the smoothed loss on a log scale, at most one point for two pixels."""
        if self._curves is None or len(self._curves.smoothed) < 2:
            return []
        import numpy as np

        losses = self._curves.smoothed
        at = np.unique(np.linspace(0, len(losses) - 1, max(2, self.width() // 2)).astype(int))
        heights = losses[at]
        good = np.isfinite(heights) & (heights > 0)
        at, heights = at[good], np.log(heights[good])
        if len(at) < 2:
            return []
        low, high = float(heights.min()), float(heights.max())
        shares = (heights - low) / (high - low) if high > low else np.full(len(at), 0.5)
        base = self.height() - px(6.5)
        room = base - px(5)
        left, wide = px(6), self.width() - 2 * px(6)
        across = left + wide * np.minimum(1.0, (at + 1) / max(1, self.maximum()))
        heights = base - room * (0.12 + 0.88 * shares)
        outline = list(map(QPointF, across.tolist(), heights.tolist()))
        return [QPointF(outline[0].x(), base), *outline, QPointF(outline[-1].x(), base)]

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Draw the silhouette anew."""
        self._past = None

    # acting

    def event(self, event: QEvent) -> bool:
        """Keep the keys that move the knob or open the field."""
        return keeps(event, (*SCROLL, *PRESS)) or super().event(event)

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
            self.update()
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

    def describe(self, name: str, typing: str) -> None:
        """Set the name for screen readers, and how to type a number."""
        self.setAccessibleName(name)
        self.setAccessibleDescription(f"{self.labels[0]}, {self.labels[1]}")
        self.setToolTip(typing)
        self.editor.setAccessibleName(name)
