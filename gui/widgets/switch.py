"""Switch: a setting that is on or off."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.theme import current, px
from gui.widgets.buttons import Button
from gui.widgets.paint import box
from gui.widgets.row import Row
from gui.widgets.settings import Setting

WIDE, HIGH = 36.0, 20.0
MARK = 3.5
"""Half the height of the bar in the knob that stands for on, so that colour is not the only sign."""


class Switch(Button):
    """A groove with a knob: at the right and filled for on, at the left and hollow for off."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Be easy to hit: the hand has more room than the eye sees."""
        return QSize(px(WIDE), px(30))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint groove and knob."""
        painter = QPainter(self)
        theme = current.theme
        on = self.isChecked()
        groove = QRectF(0, 0, px(WIDE), px(HIGH))
        groove.moveCenter(QRectF(self.rect()).center())
        lit = self.isEnabled() and (self.hot or self.isDown())
        ink = theme.t2 if lit else theme.t1
        if not self.isEnabled():
            ink = theme.line2
        fill = ink if on else theme.s3 if lit else theme.s2
        box(painter, groove, groove.height() / 2, fill, ink if on else theme.edge)
        gap = px(3)
        knob = QRectF(0, 0, groove.height() - 2 * gap, groove.height() - 2 * gap)
        knob.moveTop(groove.top() + gap)
        knob.moveLeft(groove.right() - gap - knob.width() if on else groove.left() + gap)
        box(painter, knob, knob.height() / 2, theme.s1 if on else theme.edge)
        if on:
            pen = QPen(ink, px(1.75))
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            painter.setPen(pen)
            middle, half = knob.center(), px(MARK)
            painter.drawLine(
                round(middle.x()),
                round(middle.y()) - half,
                round(middle.x()),
                round(middle.y()) + half,
            )


class SwitchRow(Row):
    """A setting that is on or off: its label, and a switch at the right; the label can be pressed too."""

    def __init__(self, setting: Setting, address: str, parent: QWidget | None = None) -> None:
        super().__init__(setting, address, parent)
        self.switch = Switch(self)
        self.head.addWidget(self.switch)
        self.head.setAlignment(self.caption, Qt.AlignmentFlag.AlignVCenter)
        self.caption.setCursor(Qt.CursorShape.PointingHandCursor)
        self.caption.pressed.connect(self.switch.click)
        self.switch.clicked.connect(self._clicked)
        self.retranslate()

    @property
    def held(self) -> bool:
        """Whether the mouse is down on it."""
        return self.switch.isDown()

    def show_value(self, value: object) -> None:
        """Show whether it is on, unless the mouse is down."""
        if isinstance(value, bool) and not self.held:
            self.switch.setChecked(value)

    def _clicked(self, on: bool) -> None:
        self.changed.emit(self.address, on, True)

    def retranslate(self) -> None:
        """Set label, note and help."""
        super().retranslate()
        self.name_control(self.switch)
