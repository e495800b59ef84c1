"""Layer row: one layer of the network as a row that opens in place for its settings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFontMetricsF,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from gui.panels.layer_sign import LayerSign
from gui.theme import current, font, px
from gui.widgets.buttons import Button, IconButton, TextButton
from gui.widgets.numbers import count
from gui.widgets.paint import box
from gui.widgets.stepper import Stepper
from gui.widgets.words import Part, Words

if TYPE_CHECKING:
    from gui.widgets.settings import Setting

HEIGHT = 40.0
NAME_AT = 52.0
NAME_SIZES = (15, 14, 13, 12)
NUMBER_ROOM = 94.0


class Grip(QWidget):
    """The place at which a row is taken to another place in the stack."""

    pulled = Signal(int)
    """Carries how far, in pixels, the row has been pulled down."""
    let_go = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        self._from: float | None = None

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._from = event.globalPosition().y()
            self.setCursor(Qt.CursorShape.ClosedHandCursor)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Pull."""
        if self._from is not None:
            self.pulled.emit(round(event.globalPosition().y() - self._from))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go."""
        if self._from is not None:
            self._from = None
            self.setCursor(Qt.CursorShape.OpenHandCursor)
            self.let_go.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint six small dots."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(current.theme.edge)
        unit = current.scale
        middle = QPointF(self.width() / 2, self.height() / 2)
        for x in (-2.25, 2.25):
            for y in (-4.5, 0, 4.5):
                painter.drawEllipse(middle + QPointF(x, y) * unit, 1.15 * unit, 1.15 * unit)


class LayerHead(Button):
    """Icon, name and number of weights of a layer; opens and closes its settings."""

    def __init__(self, sign: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.sign = sign
        self.weights: int | None = None
        self.units_shown = ""
        self.dots = 1
        self.stepped = True
        self.both = False
        self.seen = False
        self.boxed = True

    def name_size(self, room: float) -> float:
        """Give the largest size of the name that fits into a room; the least where none does."""
        for size in NAME_SIZES:
            if QFontMetricsF(font(size, 600)).horizontalAdvance(self.text()) <= room:
                return size
        return NAME_SIZES[-1]

    @property
    def number_room(self) -> int:
        """Room for the number at the right: a stepper's, or as much as a note needs."""
        if self.stepped:
            return px(NUMBER_ROOM)
        wide = QFontMetricsF(font(14, 700)).horizontalAdvance(self.units_shown)
        return round(wide) + px(24) if self.units_shown else px(12)

    def sizeHint(self) -> QSize:
        """Have room for the name."""
        wide = QFontMetricsF(font(NAME_SIZES[-1], 600)).horizontalAdvance(self.text())
        return QSize(round(px(NAME_AT) + wide + self.number_room) + 1, px(HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint icon, name and weights."""
        painter = QPainter(self)
        theme = current.theme
        middle = self.height() / 2
        ink = theme.t1
        if self.hot and self.boxed:
            place = QRectF(self.rect()).adjusted(3, 3, -3, -3)
            box(painter, place, px(6), theme.s3)
        sign = LayerSign(painter, QPointF(px(34), middle), ink)
        sign.paint(self.sign, dots=self.dots, both=self.both)
        painter.setPen(ink)
        right = self.width() - self.number_room
        size = self.name_size(right - px(NAME_AT))
        painter.setFont(font(size, 600))
        words = QRectF(px(NAME_AT), 0, self.width(), self.height())
        painter.drawText(words, int(Qt.AlignmentFlag.AlignVCenter), self.text())
        end = px(NAME_AT) + QFontMetricsF(font(size, 600)).horizontalAdvance(self.text())
        beside = right - px(2)
        if self.weights:
            text = count(self.weights)
            wide = QFontMetricsF(font(12)).horizontalAdvance(text)
            if end + px(6) + wide <= beside:
                painter.setFont(font(12))
                painter.setPen(theme.t3)
                place = QRectF(beside - wide, 0, wide + 1, self.height())
                painter.drawText(place, int(Qt.AlignmentFlag.AlignVCenter), text)
        if self.units_shown:
            painter.setFont(font(14, 700))
            painter.setPen(theme.t1)
            place = QRectF(right, 0, self.number_room, self.height())
            painter.drawText(place, int(Qt.AlignmentFlag.AlignCenter), self.units_shown)


class LayerRow(Part):
    """One layer of the network: a head that is always seen, and settings that open below it.

    Parameters
    ----------
    icon : str
        ``input``, or a kind of `engine.project.LAYERS`.
    units : Setting or None
        Setting of its units; None where they follow from the task or from the layer below.
    movable : bool
        Whether it can be moved and removed.
    parent : QWidget
        Parent.
    """

    toggled = Signal(bool)
    units_changed = Signal(object)
    pulled = Signal(int)
    let_go = Signal()
    move_asked = Signal(int)
    remove_asked = Signal()

    def __init__(
        self, icon: str, units: Setting | None, parent: QWidget, *, movable: bool = False
    ) -> None:
        super().__init__(parent)
        self.units = units
        self.movable = movable
        self.number = 0
        self.head = LayerHead(icon, self)
        self.head.clicked.connect(self._clicked)
        self.inner = QWidget(self)
        self.inner.hide()
        self.rows = QVBoxLayout(self.inner)
        self.rows.setContentsMargins(px(12), 0, px(12), px(12))
        self.rows.setSpacing(px(8))
        self.error = Words("warn", 12, wrap=True, parent=self)
        self.error.setContentsMargins(px(12), 0, px(12), px(8))
        self.error.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (self.head, self.error, self.inner):
            column.addWidget(part)
        self.stepper: Stepper | None = None
        self.grip: Grip | None = None
        if units is not None:
            self.stepper = Stepper(units, self)
            self.stepper.changed.connect(self.units_changed)
            self.stepper.complained.connect(self.complain)
        if movable:
            self.grip = Grip(self)
            self.grip.pulled.connect(self.pulled)
            self.grip.let_go.connect(self.let_go)

    def add_footer(self) -> None:
        """Put the buttons that move and remove the layer below its settings."""
        self.up = IconButton("chevron-up", 30, self.inner)
        self.down = IconButton("chevron-down", 30, self.inner)
        self.remove = TextButton("quiet", "trash-2", self.inner)
        line = QHBoxLayout()
        line.setSpacing(px(2))
        line.addWidget(self.up)
        line.addWidget(self.down)
        line.addStretch(1)
        line.addWidget(self.remove)
        self.rows.addLayout(line)
        self.up.clicked.connect(self._up)
        self.down.clicked.connect(self._down)
        self.remove.clicked.connect(self.remove_asked)
        self.retranslate()

    def _up(self) -> None:
        self.move_asked.emit(-1)

    def _down(self) -> None:
        self.move_asked.emit(1)

    def _clicked(self) -> None:
        self.toggled.emit(self.inner.isHidden())

    def unfold(self, on: bool) -> None:
        """Show or fold the settings."""
        self.inner.setVisible(on)
        self.update()

    def complain(self, text: str) -> None:
        """Show why the number of units cannot be taken, or nothing."""
        self.error.setText(text)
        self.error.setVisible(bool(text))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place stepper and grip over the head."""
        super().resizeEvent(event)
        self._place()

    def restyle(self) -> None:
        """Take sizes from the theme."""
        super().restyle()
        if hasattr(self, "rows"):
            self.rows.setContentsMargins(px(12), 0, px(12), px(12))
            self._place()

    def _place(self) -> None:
        if self.stepper is not None:
            size = self.stepper.sizeHint()
            top = (px(HEIGHT) - size.height()) // 2
            left = self.width() - px(NUMBER_ROOM) + (px(NUMBER_ROOM) - size.width()) // 2
            self.stepper.setGeometry(left, top, size.width(), size.height())
            self.stepper.raise_()
        if self.grip is not None:
            self.grip.setGeometry(px(3), px(3), px(18), px(HEIGHT - 6))
            self.grip.raise_()

    def event(self, event: QEvent) -> bool:
        """Place stepper and grip anew when the number needs more room."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._place()
        return super().event(event)

    def retranslate(self) -> None:
        """Set the names of the buttons."""
        if self.grip is not None:
            self.grip.setToolTip(self.tr("Drag to another place"))
            self.grip.setAccessibleName(self.tr("Drag to another place"))
        if self.stepper is not None and self.units is not None:
            name = self.tr("Units of layer {n}").format(n=self.number + 1)
            less, more = self.tr("Fewer units"), self.tr("More units")
            self.stepper.set_names(name, less, more, self.units.explanation)
        if hasattr(self, "remove"):
            self.up.set_name(self.tr("Move up, nearer to the input"))
            self.down.set_name(self.tr("Move down, nearer to the output"))
            self.remove.setText(self.tr("Remove"))
            name = self.tr("Remove layer {n}").format(n=self.number + 1)
            self.remove.setAccessibleName(name)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the card."""
        theme = current.theme
        line = theme.line
        if not self.inner.isHidden():
            line = theme.t2
        elif self.head.seen:
            line = theme.line2
        box(QPainter(self), QRectF(self.rect()), px(8), theme.s2, line)
