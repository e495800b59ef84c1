"""Lenses: the tabs over the cell; they follow the phase unless one is pinned."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent

from gui.theme import current, px
from gui.widgets.buttons import IconButton
from gui.widgets.segmented import Segmented
from gui.widgets.words import Part

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from gui.shown import Shown

LENSES = ("batch", "cell", "gradient", "update")
FOLLOWED = {"batch": "batch", "update": "update"}
"""Which lens a phase brings; the others bring the cell."""
HEIGHT = 46


class Lenses(Part):
    """Tabs over the cell, and a pin that keeps one.

    Parameters
    ----------
    parent : QWidget
        Parent.
    """

    changed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.phase = ""
        self.current = "cell"
        self.pinned = False
        self.tabs = Segmented(LENSES, self)
        self.tabs.chosen.connect(self.choose)
        self.pin = IconButton("pin", 30, self)
        self.pin.setCheckable(True)
        self.pin.toggled.connect(self._pin)
        self.tabs.set_current("cell")
        self.retranslate()

    def show_state(self, shown: Shown) -> None:
        """Follow the phase of the playhead while time is stopped."""
        playhead = shown.playhead
        stopped = playhead is not None and not shown.frame.running
        phase = playhead.tick.phase if playhead is not None and stopped else "forward"
        if phase == self.phase:
            return
        self.phase = phase
        if not self.pinned:
            self.choose(FOLLOWED.get(phase, "cell"))

    def choose(self, name: str) -> None:
        """Show a lens until the phase changes, or for good where it is pinned."""
        self.tabs.set_current(name)
        if name != self.current:
            self.current = name
            self.changed.emit()

    def _pin(self, on: bool) -> None:
        self.pinned = on

    def retranslate(self) -> None:
        """Set the words."""
        words = {
            "batch": self.tr("Batch"),
            "cell": self.tr("Cell"),
            "gradient": self.tr("Gradient"),
            "update": self.tr("Update"),
        }
        self.tabs.set_texts(words, self.tr("What is shown of this moment"))
        self.pin.set_name(self.tr("Stay with this tab in every phase"))

    def restyle(self) -> None:
        """Take sizes from the theme."""
        super().restyle()
        if hasattr(self, "pin"):
            self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place tabs and pin."""
        self._arrange()

    def _arrange(self) -> None:
        side, gap = px(30), px(8)
        left, top = px(20), (self.height() - px(30)) // 2
        self.tabs.setGeometry(left, top, self.width() - 2 * left - side - gap, px(30))
        self.pin.setGeometry(self.width() - left - side, top, side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground."""
        QPainter(self).fillRect(self.rect(), current.theme.s1)
