"""Keeping: whether the project file holds the user's file of data itself, and how large that is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from engine.project import Project
from gui.theme import px
from gui.widgets.settings import describe
from gui.widgets.switch import SwitchRow
from gui.widgets.words import Part, Words

if TYPE_CHECKING:
    from engine.project import Data
    from gui.shown import Shown

MEGABYTE = 1_000_000


class Keeping(Part):
    """A switch: keep the data in the project file; below it what that means for this file."""

    changed = Signal(str, object, bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._data: Data | None = None
        self._size: int | None = None
        self.row = SwitchRow(describe(Project, "embedded"), "embedded", self)
        self.row.changed.connect(self.changed)
        self.told = Words("t2", 12, wrap=True, parent=self)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.addWidget(self.row)
        self.column.addWidget(self.told)
        self.hide()
        self.restyle()

    def show_state(self, shown: Shown) -> None:
        """Show whether the data are kept, where they are a file of the user's."""
        from engine.datasets.embedded import is_own, size_of

        data = shown.project.data
        self.setVisible(is_own(data))
        if not is_own(data):
            return
        self.row.show_value(shown.project.embedded)
        if data is not self._data:
            self._data, self._size = data, size_of(data)
        self._tell(on=shown.project.embedded)

    def _tell(self, *, on: bool) -> None:
        """Say how much goes into the project file, or why it cannot."""
        from engine.datasets.embedded import LARGEST

        size = self._size
        fits = size is None or size <= LARGEST
        self.row.switch.setEnabled(fits or on)  # what is too large can be left out again
        text = ""
        if size is not None and not fits:
            text = self.tr("The file has {size}; more than 50 MB cannot be kept in a project file.")
        elif size is not None and on:
            text = self.tr("{size} go into the .gatescope file; a .json file cannot hold them.")
        self.told.setText(text.format(size=size_text(size or 0)))
        self.told.setVisible(bool(text))

    def retranslate(self) -> None:
        """Set what is told anew."""
        if self._data is not None:
            self._tell(on=self.row.switch.isChecked())

    def restyle(self) -> None:
        """Take the distances from the theme."""
        super().restyle()
        if hasattr(self, "column"):
            self.column.setSpacing(px(2))


def size_text(size: int) -> str:
    """Write a number of bytes in kB or MB."""
    if size < MEGABYTE:
        return f"{max(1, round(size / 1000)):,} kB"
    return f"{size / MEGABYTE:.1f} MB"
