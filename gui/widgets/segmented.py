"""Segmented control: one of a few choices, all in sight."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QSizePolicy, QWidget

from gui.theme import current, font, px
from gui.widgets.buttons import Button
from gui.widgets.paint import ARROWS, box, keeps

INSET = 3.0
PADDING = 6.0


class Segment(Button):
    """One choice of a segmented control."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setCheckable(True)

    def event(self, event: QEvent) -> bool:
        """Keep the arrow keys too: they choose the next segment."""
        return keeps(event, ARROWS) or super().event(event)

    def sizeHint(self) -> QSize:
        """Have room for the words in their heaviest weight."""
        wide = QFontMetricsF(font(13, 600)).horizontalAdvance(self.text())
        return QSize(round(wide + 2 * px(PADDING) + 1), px(24))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the words, in the opposite colours when chosen."""
        painter = QPainter(self)
        theme = current.theme
        chosen = self.isChecked()
        if chosen:
            fill = theme.t1 if self.isEnabled() else theme.line2
            box(painter, QRectF(self.rect()), px(6), fill)
        elif self.hot and self.isEnabled():
            box(painter, QRectF(self.rect()), px(6), theme.s3)
        painter.setFont(font(13, 600 if chosen else 400))
        if chosen:
            painter.setPen(theme.s1)
        else:
            painter.setPen(theme.t2 if self.isEnabled() else theme.t3)
        painter.drawText(self.rect(), int(Qt.AlignmentFlag.AlignCenter), self.text())


class Segmented(QWidget):
    """One of a few choices, all in sight; `chosen` carries the key of what the user chose.

    Parameters
    ----------
    keys : tuple of str
        Keys of the choices, from left to right.
    parent : QWidget or None
        Parent.
    """

    chosen = Signal(str)

    def __init__(self, keys: tuple[str, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.group = QButtonGroup(self)
        self.segments: dict[str, Segment] = {}
        for key in keys:
            segment = Segment(self)
            self.group.addButton(segment)
            self.segments[key] = segment
        self.group.buttonClicked.connect(self._clicked)
        current.changed.connect(self._restyle)

    def _restyle(self) -> None:
        self.updateGeometry()
        self._arrange()
        self.update()

    def _clicked(self, button: Segment) -> None:
        self.chosen.emit(next(key for key, segment in self.segments.items() if segment is button))

    def set_texts(self, texts: dict[str, str], name: str) -> None:
        """Set the words of the choices, and the name of the whole for screen readers."""
        self.setAccessibleName(name)
        for key, text in texts.items():
            self.segments[key].setText(text)
            self.segments[key].setAccessibleName(f"{name}, {text}")
        self._restyle()

    def offer(self, key: str, on: bool) -> None:
        """Show one of the choices, or leave it away."""
        if self.segments[key].isHidden() == on:
            self.segments[key].setHidden(not on)
            self._restyle()

    @property
    def _offered(self) -> list[Segment]:
        return [segment for segment in self.segments.values() if not segment.isHidden()]

    def set_current(self, key: str) -> None:
        """Show a choice as chosen, without telling anybody."""
        if not self.segments[key].isChecked():
            self.segments[key].setChecked(True)

    @property
    def current(self) -> str:
        """Key of the choice that is shown, empty if none."""
        return next((key for key, made in self.segments.items() if made.isChecked()), "")

    @property
    def held(self) -> bool:
        """Whether the mouse is down on it."""
        return any(segment.isDown() for segment in self.segments.values())

    def sizeHint(self) -> QSize:
        """Have room for all words."""
        wide = sum(segment.sizeHint().width() for segment in self._offered)
        return QSize(wide + 2 * px(INSET), px(30))

    def minimumSizeHint(self) -> QSize:
        """Never cut a word."""
        return self.sizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give each choice its share."""
        self._arrange()

    def _arrange(self) -> None:
        """Share the width equally where all words fit so, else by their length."""
        inset = px(INSET)
        room = self.width() - 2 * inset
        needs = [segment.sizeHint().width() for segment in self._offered]
        count = len(needs)
        if not count:  # another kind of layer: all are left away before the first is offered
            return
        if max(needs) * count <= room:
            widths = [room / count] * count
        else:
            spare = (room - sum(needs)) / count
            widths = [need + spare for need in needs]
        left = float(inset)
        for segment, width in zip(self._offered, widths, strict=True):
            right = left + width
            segment.setGeometry(
                round(left), inset, round(right) - round(left), self.height() - 2 * inset
            )
            left = right

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground under the choices."""
        theme = current.theme
        box(QPainter(self), QRectF(self.rect()), px(8), theme.s2, theme.line)
