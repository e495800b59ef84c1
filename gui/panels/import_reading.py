"""How a table is written: what was found out of delimiter, marks, encoding and dates, to be corrected."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import structs
from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from engine.datasets.tables.reading import DATES
from engine.errors import QT_TRANSLATE_NOOP
from gui.theme import px
from gui.widgets.choice import Combo
from gui.widgets.words import Part, Words

if TYPE_CHECKING:
    from engine.project import Reading

NO_DATES = QT_TRANSLATE_NOOP("Import", "None")
CHOICES: dict[str, tuple[str, dict[object, str]]] = {
    "delimiter": (
        QT_TRANSLATE_NOOP("Import", "Delimiter"),
        {
            "comma": QT_TRANSLATE_NOOP("Import", "Comma"),
            "semicolon": QT_TRANSLATE_NOOP("Import", "Semicolon"),
            "tab": QT_TRANSLATE_NOOP("Import", "Tab"),
            "bar": QT_TRANSLATE_NOOP("Import", "Vertical bar"),
            "space": QT_TRANSLATE_NOOP("Import", "Blank"),
        },
    ),
    "decimal": (
        QT_TRANSLATE_NOOP("Import", "Decimal mark"),
        {
            "point": QT_TRANSLATE_NOOP("Import", "Point"),
            "comma": QT_TRANSLATE_NOOP("Import", "Comma"),
        },
    ),
    "thousands": (
        QT_TRANSLATE_NOOP("Import", "Thousands"),
        {
            "none": QT_TRANSLATE_NOOP("Import", "None"),
            "comma": QT_TRANSLATE_NOOP("Import", "Comma"),
            "point": QT_TRANSLATE_NOOP("Import", "Point"),
            "space": QT_TRANSLATE_NOOP("Import", "Blank"),
            "apostrophe": QT_TRANSLATE_NOOP("Import", "Apostrophe"),
        },
    ),
    "header": (
        QT_TRANSLATE_NOOP("Import", "First row"),
        {
            True: QT_TRANSLATE_NOOP("Import", "Names"),
            False: QT_TRANSLATE_NOOP("Import", "Values"),
        },
    ),
    "encoding": (
        QT_TRANSLATE_NOOP("Import", "Encoding"),
        {"utf-8": "UTF-8", "utf-16": "UTF-16", "cp949": "CP949", "latin-1": "Latin-1"},
    ),
    "date": (QT_TRANSLATE_NOOP("Import", "Dates"), {}),
}
"""Fields of `Reading`, their titles, and the values that they can have."""


class ReadingBar(Part):
    """Six lists: delimiter, decimal mark, thousands, first row, encoding, dates."""

    changed = Signal(object)
    """Carries the Reading that the user wants instead."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.reading: Reading | None = None
        self.titles: dict[str, Words] = {}
        self.lists: dict[str, Combo] = {}
        self.cells: list[QWidget] = []
        self.grid = QGridLayout(self)
        self.grid.setContentsMargins(0, 0, 0, 0)
        for field in CHOICES:
            cell = QWidget(self)
            column = QVBoxLayout(cell)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(px(4))
            self.titles[field] = Words("t2", 12, parent=cell)
            self.lists[field] = Combo(cell)
            self.lists[field].activated.connect(self._activated)
            column.addWidget(self.titles[field])
            column.addWidget(self.lists[field])
            self.cells.append(cell)
        self._columns = 0
        self.retranslate()

    def retranslate(self) -> None:
        """Set titles and entries."""
        for field, (title, choices) in CHOICES.items():
            box = self.lists[field]
            box.clear()
            for value, text in choices.items():
                box.addItem(QCoreApplication.translate("Import", text), value)
            if field == "date":
                box.addItem(QCoreApplication.translate("Import", NO_DATES), "")
                for form in DATES:
                    box.addItem(date_text(form), form)
            name = QCoreApplication.translate("Import", title)
            self.titles[field].setText(name)
            box.setAccessibleName(name)
            box.updateGeometry()
        if self.reading is not None:
            self.show_reading(self.reading)

    def show_reading(self, reading: Reading) -> None:
        """Show how the file is read."""
        self.reading = reading
        for field, box in self.lists.items():
            box.setCurrentIndex(max(0, box.findData(getattr(reading, field))))

    def _activated(self, index: int) -> None:
        assert self.reading is not None
        chosen = {field: box.currentData() for field, box in self.lists.items()}
        reading = structs.replace(self.reading, **chosen)
        if reading != self.reading:
            self.changed.emit(reading)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stand in one row, or in two where that is too long."""
        needed = sum(max(c.sizeHint().width(), px(84)) + px(8) for c in self.cells)
        columns = 6 if needed <= self.width() else 3
        if columns == self._columns:
            return
        self._columns = columns
        self.grid.setHorizontalSpacing(px(8))
        self.grid.setVerticalSpacing(px(8))
        for k, cell in enumerate(self.cells):
            self.grid.addWidget(cell, k // columns, k % columns)

    def restyle(self) -> None:
        """Measure anew."""
        super().restyle()
        if hasattr(self, "cells"):
            self._columns = 0


def date_text(form: str) -> str:
    """Write a form of dates as an example: 24 March 2025, 16:05:09."""
    from datetime import datetime

    return datetime(2025, 3, 24, 16, 5, 9).strftime(form)
