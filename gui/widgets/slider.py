"""Slider: label, number and slider of a setting, on a linear or a logarithmic scale."""

from __future__ import annotations

import math
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QSlider, QWidget

from gui.theme import current, px
from gui.widgets.number_field import NumberField
from gui.widgets.paint import SCROLL, box, keeps
from gui.widgets.row import Row
from gui.widgets.settings import Setting, written

FINE = 1000
"""Positions of a slider."""

OFF = 0.06
"""Share of the way that stands for 0, where a slider goes from 0 in factors."""

USUAL = {
    "learning_rate": (1e-4, 10.0),
    "clip": (0.0, 10.0),
    "scale": (0.01, 10.0),
    "epsilon": (1e-8, 0.1),
    "huber_delta": (0.01, 100.0),
    "every": (10.0, 10_000.0),
    "over": (10.0, 10_000.0),
    "patience": (0.0, 100.0),
    "Exponential.factor": (0.99, 1.0),
}
"""Ends of a slider where the whole range would leave no room for what is usual; more can be typed."""
FROM_ZERO = {
    "l1": (1e-6, 1.0),
    "l2": (1e-6, 1.0),
    "weight_decay": (1e-5, 1.0),
    "clip_value": (1e-3, 10.0),
    "test": (10.0, 10_000.0),
    "shortest": (2.0, 1000.0),
}
"""Settings of which 0 means none: the left end is 0, and from there the slider goes in factors."""


@dataclass(frozen=True)
class Scale:
    """How positions of a slider become values.

    Attributes
    ----------
    low, high : float
        Values at the ends.
    log : bool
        Whether equal ways are equal factors; values then have two digits.
    step : float
        Distance of two values on a linear scale.
    whole : bool
        Whether values are whole numbers.
    zero : bool
        Whether the left end is 0 and `low` the next value.
    """

    low: float
    high: float
    log: bool
    step: float
    whole: bool
    zero: bool = False

    @classmethod
    def of(cls, setting: Setting) -> Scale:
        """Choose the scale that fits the range of a setting."""
        zero = setting.name in FROM_ZERO and setting.maximum > 1
        if zero:
            low, high = FROM_ZERO[setting.name]
            step = 1.0 if setting.whole else low
            return cls(low, min(high, setting.maximum), True, step, setting.whole, True)
        usual = USUAL.get(f"{setting.owner}.{setting.name}", USUAL.get(setting.name))
        low, high = usual or (setting.minimum, setting.maximum)
        log = low > 0 and high / low >= 100
        step = 1.0 if setting.whole else 10.0 ** math.ceil(math.log10(high - low) - 2.4)
        if usual is None and not log:  # a bound that cannot be reached
            low, high = low + step * setting.above, high - step * setting.below
        return cls(low, high, log, step, setting.whole)

    def rounded(self, value: float) -> float:
        """Round to what the slider can stand on, within its ends."""
        if self.zero and value < self.low:
            return 0 if self.whole else 0.0
        value = min(max(value, self.low), self.high)
        steps = round(value / self.step)
        value = float(f"{value:.1e}") if self.log else round(steps * self.step, 10)
        value = min(max(value, self.low), self.high)
        return round(value) if self.whole else value

    def value(self, share: float) -> float:
        """Give the value at a share of the way."""
        share = min(max(share, 0.0), 1.0)
        if self.zero:
            if share < OFF:
                return self.rounded(0.0)
            share = (share - OFF) / (1 - OFF)
        if self.log:
            return self.rounded(self.low * (self.high / self.low) ** share)
        return self.rounded(self.low + (self.high - self.low) * share)

    def share(self, value: float) -> float:
        """Give the share of the way at which a value stands."""
        if self.zero and value <= 0:
            return 0.0
        value = min(max(value, self.low), self.high)
        if not self.log:
            return (value - self.low) / (self.high - self.low)
        share = math.log(value / self.low) / math.log(self.high / self.low)
        return OFF + (1 - OFF) * share if self.zero else share

    def next(self, value: float, steps: int) -> float:
        """Give the value some steps on or back."""
        if self.zero and value < self.low:
            return self.rounded(self.low if steps > 0 else 0.0)
        step = self.step
        if self.log and value > 0:  # of whole numbers at least 1
            second = 10.0 ** (math.floor(math.log10(value) + 1e-9) - 1)
            step = max(step, second) if self.whole else second
        return self.rounded(value + steps * step)


class Track(QSlider):
    """A slider: groove, the part passed, a round knob; a click goes there at once.

    Parameters
    ----------
    ticks : int
        Marks below the groove, or 0.
    parent : QWidget or None
        Parent.
    """

    dragged = Signal(float)
    """The share of the way at which the mouse is, while it is down."""
    released = Signal()
    """The mouse was let go."""
    nudged = Signal(int)
    """Keys ask for that many steps."""

    def __init__(self, ticks: int = 0, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.ticks = ticks
        self.setRange(0, FINE)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        current.changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        """Be high enough to be hit."""
        return QSize(px(80), px(22 if not self.ticks else 26))

    def minimumSizeHint(self) -> QSize:
        """Be high enough to be hit."""
        return self.sizeHint()

    def event(self, event: QEvent) -> bool:
        """Keep the keys that move the knob."""
        return keeps(event, SCROLL) or super().event(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the panel, which scrolls."""
        event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move by one step, ten steps, or to an end."""
        key = Qt.Key
        steps = {
            key.Key_Left: -1,
            key.Key_Down: -1,
            key.Key_Right: 1,
            key.Key_Up: 1,
            key.Key_PageDown: -10,
            key.Key_PageUp: 10,
        }
        found = next((n for k, n in steps.items() if k == event.key()), 0)
        if found:
            self.nudged.emit(found)
        elif event.key() in (key.Key_Home, key.Key_End):
            self.dragged.emit(0.0 if event.key() == key.Key_Home else 1.0)
            self.released.emit()
        else:
            event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go to the place of the mouse."""
        if event.button() != Qt.MouseButton.LeftButton:
            event.ignore()
            return
        self.setSliderDown(True)
        self._follow(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follow the mouse."""
        if self.isSliderDown():
            self._follow(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go."""
        if self.isSliderDown():
            self.setSliderDown(False)
            self.released.emit()

    def _follow(self, event: QMouseEvent) -> None:
        radius = px(7)
        room = max(1, self.width() - 2 * radius)
        self.dragged.emit(min(1.0, max(0.0, (event.position().x() - radius) / room)))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint groove, passed part, marks and knob."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme = current.theme
        radius = px(7)
        span = self.maximum() - self.minimum()
        share = (self.value() - self.minimum()) / span if span else 0.0
        middle = px(11)
        room = self.width() - 2 * radius
        x = radius + room * share
        groove = QRectF(0, middle - px(2), self.width(), px(4))
        box(painter, groove, px(2), theme.s3)
        box(painter, QRectF(0, groove.top(), x, groove.height()), px(2), theme.t2)
        for mark in range(self.ticks):
            at = radius + room * mark / (self.ticks - 1)
            painter.fillRect(QRectF(round(at) - 0.5, middle + px(10), 1, px(4)), theme.line2)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.t1 if self.isEnabled() else theme.line2)
        grown = px(1) if self.underMouse() or self.isSliderDown() else 0
        knob = QRectF(0, 0, 2 * (radius + grown) - 0.5, 2 * (radius + grown) - 0.5)
        knob.moveCenter(groove.center())
        knob.moveLeft(min(max(0.0, x - knob.width() / 2), self.width() - knob.width()))
        painter.drawEllipse(knob)


class SliderRow(Row):
    """A setting with label, number and slider.

    Parameters
    ----------
    setting : Setting
        What it sets.
    address : str
        Where in the Project it stands.
    parent : QWidget or None
        Parent.
    """

    def __init__(self, setting: Setting, address: str, parent: QWidget | None = None) -> None:
        super().__init__(setting, address, parent)
        self.scale = Scale.of(setting)
        self.value: float = self.scale.low
        self.field = NumberField(setting, size=14, parent=self)
        self.track = Track(parent=self)
        self.head.addWidget(self.field)
        self.column.insertWidget(1, self.track)
        self.field.committed.connect(self._committed)
        self.field.complained.connect(self.complain)
        self.field.nudged.connect(self._nudged)
        self.track.dragged.connect(self._dragged)
        self.track.released.connect(self._released)
        self.track.nudged.connect(self._nudged)
        self.retranslate()

    @property
    def held(self) -> bool:
        """Whether the mouse is down on the slider or something is being typed."""
        return self.track.isSliderDown() or self.field.editing

    def show_value(self, value: object) -> None:
        """Show a value, unless the user is at it."""
        if isinstance(value, int | float) and not self.track.isSliderDown():
            self._show(value)

    def _show(self, value: float) -> None:
        self.value = value
        self.field.show_value(value)
        place = round(self.scale.share(value) * FINE)
        if place != self.track.value():
            self.track.setValue(place)
        self.track.setAccessibleDescription(
            f"{written(value, self.setting)}. {self.setting.explanation}"
        )

    def _committed(self, value: object) -> None:
        self.changed.emit(self.address, value, True)

    def _nudged(self, steps: int) -> None:
        self.field.revert()
        value = self.scale.next(self.value, steps)
        if value != self.value:
            self._show(value)
            self.changed.emit(self.address, value, True)

    def _dragged(self, share: float) -> None:
        self.field.revert()
        value = self.scale.value(share)
        if value != self.value:
            self._show(value)
            self.changed.emit(self.address, value, False)

    def _released(self) -> None:
        self.changed.emit(self.address, self.value, True)

    def retranslate(self) -> None:
        """Set label, note and help."""
        super().retranslate()
        self.name_control(self.field)
        self.name_control(self.track)
