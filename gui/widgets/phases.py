"""Phases: the five phases of an iteration as a bar; the present one is marked, each can be clicked."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.theme import current, font, px
from gui.widgets.buttons import Button
from gui.widgets.paint import box, chevron

PHASES = ("batch", "forward", "loss", "backward", "update")
"""The same as in `engine.recording`, which brings NumPy: not before the window has been painted."""

COUNTED = ("forward", "backward")


class PhaseButton(Button):
    """One phase; with "10/24" where it is the present one and goes over time."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setCheckable(True)
        self.counter = ""
        self.widest = ""

    def nextCheckState(self) -> None:  # noqa: N802 - Qt's name
        """Stay as the playhead says: a click asks, the answer marks."""

    def sizeHint(self) -> QSize:
        """Have room for the name and the longest counter."""
        metrics = QFontMetricsF(font(14, 600))
        wide = metrics.horizontalAdvance(self.text())
        if self.widest:
            wide += px(6) + metrics.horizontalAdvance(self.widest)
        return QSize(round(wide) + 2 * px(8), px(28))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint name and counter."""
        painter = QPainter(self)
        theme = current.theme
        present = self.isChecked()
        place = QRectF(self.rect()).adjusted(0, px(2), 0, -px(2))
        if present:
            box(painter, place, px(6), theme.t1)
        elif self.hot and self.isEnabled():
            box(painter, place, px(6), theme.s3)
        text = f"{self.text()}  {self.counter}" if present and self.counter else self.text()
        painter.setFont(font(14, 600 if present else 400))
        ink = theme.s1 if present else theme.t2 if self.isEnabled() else theme.t3
        painter.setPen(ink)
        painter.drawText(self.rect(), int(Qt.AlignmentFlag.AlignCenter), text)


class Phases(QWidget):
    """The five phases of an iteration; `chosen` carries the key of the one clicked.

    Parameters
    ----------
    parent : QWidget or None
        Parent.
    """

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.buttons = {phase: PhaseButton(self) for phase in PHASES}
        for phase, button in self.buttons.items():
            button.setProperty("phase", phase)
            button.clicked.connect(self._clicked)
        current.changed.connect(self._restyle)

    def _restyle(self) -> None:
        self.updateGeometry()
        self._arrange()
        self.update()

    def _clicked(self) -> None:
        button = self.sender()
        assert isinstance(button, PhaseButton)
        self.chosen.emit(str(button.property("phase")))

    def set_texts(self, texts: dict[str, str]) -> None:
        """Set the names of the phases."""
        for phase, text in texts.items():
            self.buttons[phase].setText(text)
            self.buttons[phase].setAccessibleName(text)
        self._restyle()

    def show_phase(self, phase: str, counter: str, widest: str, reason: str) -> None:
        """Mark the present phase.

        Parameters
        ----------
        phase : str
            Key of the phase; empty if there is none.
        counter : str
            Such as ``10/24``; empty where the phase does not go over time.
        widest : str
            The longest counter that can come, so that nothing moves.
        reason : str
            Why no phase can be gone to; empty if it can.
        """
        for key, button in self.buttons.items():
            if button.isChecked() != (key == phase):
                button.setChecked(key == phase)
                self.update()
            if button.isEnabled() == bool(reason):
                button.setEnabled(not reason)
                button.setToolTip(reason)
            counted = counter if key == phase and key in COUNTED else ""
            if button.counter != counted:
                button.counter = counted
                button.setAccessibleDescription(counted)
                button.update()
            most = widest if key in COUNTED else ""
            if button.widest != most:
                button.widest = most
                self.updateGeometry()
                self._arrange()

    def sizeHint(self) -> QSize:
        """Have room for all names."""
        wide = sum(button.sizeHint().width() for button in self.buttons.values())
        return QSize(wide + 4 * px(14) + 2 * px(2), px(30))

    def minimumSizeHint(self) -> QSize:
        """Never cut a name."""
        return self.sizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give each phase its share."""
        self._arrange()

    def _arrange(self) -> None:
        """Share the width equally where all names fit so, else by their length."""
        gap = px(14)
        room = self.width() - 4 * gap - 2 * px(2)
        needs = [button.sizeHint().width() for button in self.buttons.values()]
        if max(needs) * len(needs) <= room:
            widths = [room / len(needs)] * len(needs)
        else:
            spare = (room - sum(needs)) / len(needs)
            widths = [need + spare for need in needs]
        left = float(px(2))
        for button, width in zip(self.buttons.values(), widths, strict=True):
            button.setGeometry(round(left), 0, round(width), self.height())
            left += width + gap

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground, and arrows between the phases."""
        painter = QPainter(self)
        theme = current.theme
        box(painter, QRectF(self.rect()), px(8), theme.s2, theme.line)
        made = list(self.buttons.values())
        for before, after in pairwise(made):
            if before.isChecked() or after.isChecked():
                continue
            x = (before.geometry().right() + after.geometry().left() + 1) / 2
            chevron(painter, QPointF(x, self.height() / 2), px(4), theme.line2, "right")
