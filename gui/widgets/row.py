"""Row: a setting with its label, whether it restarts training, its control, and what was refused."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from gui.theme import current, font, px
from gui.widgets.number_field import NumberField
from gui.widgets.settings import Setting
from gui.widgets.words import Part, Words


class Caption(QWidget):
    """The label of a setting, with "restarts" behind it or, where that does not fit, below it."""

    pressed = Signal()
    explain = Signal()
    """The label of a setting that has words of the glossary was pressed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.label = ""
        self.note = ""
        self.explained = False
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        current.changed.connect(self.updateGeometry)

    def set_explained(self) -> None:
        """Mark the label, and let a press on it ask for its words."""
        self.explained = True
        self.setCursor(Qt.CursorShape.WhatsThisCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.update()

    def set_texts(self, label: str, note: str) -> None:
        """Set label and note."""
        self.label, self.note = label, note
        self.updateGeometry()
        self.update()

    def _widths(self) -> tuple[float, float]:
        label = QFontMetricsF(font(13)).horizontalAdvance(self.label)
        note = QFontMetricsF(font(12)).horizontalAdvance(self.note)
        return label, note

    def _inline(self, width: float) -> bool:
        label, note = self._widths()
        return label + px(8) + note <= width

    def hasHeightForWidth(self) -> bool:
        """Say that a narrow caption is higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Give one line, or two."""
        return px(20) if not self.note or self._inline(width) else px(36)

    def sizeHint(self) -> QSize:
        """Have room for the longer of both."""
        return QSize(round(max(self._widths())) + 1, px(20))

    def minimumSizeHint(self) -> QSize:
        """Never cut a word."""
        return self.sizeHint()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tell that it was pressed."""
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(
            event.position().toPoint()
        ):
            self.pressed.emit()
            if self.explained and event.position().x() <= self._widths()[0]:
                self.explain.emit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take the press, so that its end comes here."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint label and note."""
        painter = QPainter(self)
        base = px(14.5)
        painter.setFont(font(13))
        painter.setPen(current.theme.t2)
        painter.drawText(QPointF(0, base), self.label)
        if self.explained and self.underMouse():
            painter.setPen(QPen(current.theme.t3, 1, Qt.PenStyle.DotLine))
            below = base + px(3)
            painter.drawLine(QPointF(0, below), QPointF(self._widths()[0], below))
        painter.setFont(font(12))
        painter.setPen(current.theme.t3)
        if self._inline(self.width()):
            painter.drawText(QPointF(self._widths()[0] + px(8), base), self.note)
        else:
            painter.drawText(QPointF(0, base + px(16)), self.note)


class Row(Part):
    """A setting as a control; subclasses put the control into `below` or beside the caption.

    Parameters
    ----------
    setting : Setting
        What it sets.
    address : str
        Where in the Project it stands.
    parent : QWidget or None
        Parent.
    """

    changed = Signal(str, object, bool)
    """Carries address, new value, and whether the change is final (false while dragging)."""

    def __init__(self, setting: Setting, address: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setting = setting
        self.address = address
        self.caption = Caption(self)
        self.error = Words("warn", 12, wrap=True, parent=self)
        self.error.hide()
        self.head = QHBoxLayout()
        self.head.setSpacing(8)
        self.head.addWidget(self.caption)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(0)
        self.column.addLayout(self.head)
        self.column.addWidget(self.error)
        self._refused = ""
        self._complaint = ""

    @property
    def held(self) -> bool:
        """Whether the user is at it: the mouse is down or something is being typed."""
        return False

    def show_value(self, value: object) -> None:
        """Show a value, unless the user is at it."""

    def show_refusal(self, text: str) -> None:
        """Show why a value was refused, or nothing."""
        self._refused = text
        self._show_error()

    def complain(self, text: str) -> None:
        """Show why what was typed cannot be taken, or nothing."""
        self._complaint = text
        self._show_error()

    def _show_error(self) -> None:
        text = self._complaint or self._refused
        if text != self.error.text():
            self.error.setText(text)
            self.error.setVisible(bool(text))

    def retranslate(self) -> None:
        """Set label, note and help."""
        note = "" if self.setting.live else self.tr("restarts")
        self.caption.set_texts(self.setting.label, note)
        self.setToolTip(self.setting.explanation)

    def name_control(self, control: QWidget) -> None:
        """Give the control its name and help for screen readers."""
        control.setAccessibleName(self.setting.label)
        control.setAccessibleDescription(self.setting.explanation)


class NumberRow(Row):
    """A setting that is only typed, such as a seed."""

    def __init__(self, setting: Setting, address: str, parent: QWidget | None = None) -> None:
        super().__init__(setting, address, parent)
        self.field = NumberField(setting, framed=True, parent=self)
        self.head.addWidget(self.field)
        self.head.setAlignment(self.caption, Qt.AlignmentFlag.AlignVCenter)
        self.field.committed.connect(self._committed)
        self.field.complained.connect(self.complain)
        self.field.nudged.connect(self._nudged)
        self.retranslate()

    @property
    def held(self) -> bool:
        """Whether something is being typed."""
        return self.field.editing

    def show_value(self, value: object) -> None:
        """Show a value, unless one is being typed."""
        if isinstance(value, int | float):
            self.field.show_value(value)

    def _committed(self, value: object) -> None:
        self.changed.emit(self.address, value, True)

    def _nudged(self, way: int) -> None:
        value = min(max(self.field.value + way, self.setting.minimum), self.setting.maximum)
        self.changed.emit(self.address, int(value) if self.setting.whole else value, True)

    def retranslate(self) -> None:
        """Set label, note and help."""
        super().retranslate()
        self.name_control(self.field)
