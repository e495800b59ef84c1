"""Stepper: minus, a number, plus."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from gui.widgets.buttons import IconButton
from gui.widgets.number_field import NumberField
from gui.widgets.settings import Setting


class Stepper(QWidget):
    """Minus, a number that can be typed, plus; `changed` carries a number in range.

    Parameters
    ----------
    setting : Setting
        Range of the number.
    parent : QWidget or None
        Parent.
    doubling : bool
        Whether a step doubles and halves, rather than adding one.
    """

    changed = Signal(object)
    complained = Signal(str)

    def __init__(
        self, setting: Setting, parent: QWidget | None = None, *, doubling: bool = False
    ) -> None:
        super().__init__(parent)
        self.setting = setting
        self.doubling = doubling
        self.less = IconButton("minus", 28, self)
        self.field = NumberField(setting, widest="000", size=14, weight=700, parent=self)
        self.more = IconButton("plus", 28, self)
        self.field.setAlignment(Qt.AlignmentFlag.AlignCenter)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for part in (self.less, self.field, self.more):
            row.addWidget(part)
        self.less.setAutoRepeat(True)
        self.more.setAutoRepeat(True)
        self.less.clicked.connect(self._minus)
        self.more.clicked.connect(self._plus)
        self.field.nudged.connect(self._nudge)
        self.field.committed.connect(self.changed)
        self.field.complained.connect(self.complained)

    @property
    def held(self) -> bool:
        """Whether something is being typed."""
        return self.field.editing

    def show_value(self, value: float) -> None:
        """Show a number, unless one is being typed."""
        self.field.show_value(value)
        self.less.setEnabled(value > self.setting.minimum)
        self.more.setEnabled(value < self.setting.maximum)

    def set_names(self, name: str, less: str, more: str, explanation: str) -> None:
        """Set the names of number and buttons for screen readers and tool tips."""
        self.field.setAccessibleName(name)
        self.field.setAccessibleDescription(explanation)
        self.field.setToolTip(explanation)
        self.less.set_name(less)
        self.more.set_name(more)

    def _minus(self) -> None:
        self._nudge(-1)

    def _plus(self) -> None:
        self._nudge(1)

    def _nudge(self, way: int) -> None:
        self.field.revert()
        value = self.field.value + way
        if self.doubling:
            value = self.field.value * 2 if way > 0 else self.field.value // 2
            value = min(max(value, self.setting.minimum), self.setting.maximum)
        if self.setting.minimum <= value <= self.setting.maximum:
            self.show_value(value)
            self.changed.emit(int(value) if self.setting.whole else value)
