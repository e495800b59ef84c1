"""TableSheet: the numbers of any view as a table that is walked with the arrow keys, also by a screen reader."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import Qt

from gui.theme import px
from gui.widgets import numbers
from gui.widgets.sheet import Sheet
from gui.widgets.words import Words

from .numbers_grid import Grid
from .numbers_model import NumbersModel

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from gui.shown import Shown
    from gui.views.table import Table
    from gui.views.view import View

MOST = 20_000
"""Rows that are shown; all of them are in what is copied or saved."""


@dataclass(frozen=True, eq=False)
class Listed:
    """The rows of a `Table`, as `NumbersModel` reads them.

    Attributes
    ----------
    names : tuple of str
        Names of the columns.
    lines : sequence of sequence
        Words and numbers.
    """

    names: tuple[str, ...]
    lines: Sequence[Sequence[object]]

    @property
    def rows(self) -> int:
        """How many rows."""
        return len(self.lines)

    @property
    def columns(self) -> int:
        """How many columns."""
        return len(self.names)

    def value(self, row: int, column: int) -> object:
        """Give what stands in a cell."""
        return self.lines[row][column]

    def text(self, row: int, column: int) -> str:
        """Write what stands in a cell: whole numbers whole, others with six digits that count."""
        value = self.lines[row][column]
        if value is None:
            return "–"
        if isinstance(value, float | np.floating):
            return f"{float(value):.6g}".replace("-", numbers.MINUS)
        return str(value)

    def row_name(self, row: int) -> str:
        """Give the number of a row, from 1."""
        return str(row + 1)

    def column_name(self, column: int) -> str:
        """Name a column."""
        return self.names[column]


class TableSheet(Sheet):
    """A large card with the numbers that a view shows; it follows them while it is open.

    Parameters
    ----------
    parent : QWidget
        The window.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, 820, 760)
        self.view: View | None = None
        self.model = NumbersModel(self)
        self.grid = Grid(self.card)
        self.grid.setModel(self.model)
        self.none = Words("t2", 14, wrap=True, parent=self.card)
        self.column.addWidget(self.none)
        self.column.addWidget(self.grid, 1)
        self._of: object = None
        self.restyle()
        self.retranslate()

    def open_for(self, view: View, shown: Shown) -> None:
        """Show the numbers of a view.

        Parameters
        ----------
        view : View
            Whose `numbers` are shown.
        shown : Shown
            This moment.
        """
        self.view, self._of = view, None
        self.retranslate()
        self.show_state(shown)
        self.open_sheet()

    def show_state(self, shown: Shown) -> None:
        """Follow the numbers, but not each iteration of a training that runs."""
        of = (shown.frame.recording, shown.playhead, shown.layer, shown.unit, shown.example)
        if self.view is None or shown.frame.running or of == self._of:
            return
        self._of = of
        self._show(self.view.numbers(shown))

    def _show(self, table: Table | None) -> None:
        self.grid.setVisible(table is not None)
        self.none.setVisible(table is None)
        if table is None:
            self.model.show(None)
            return
        lines = [tuple(row) for _, row in zip(range(MOST), table.rows, strict=False)]
        self.model.show(Listed(table.columns, lines))
        self.grid.resizeColumnsToContents()
        for k in range(len(table.columns)):
            self.grid.setColumnWidth(k, self.grid.columnWidth(k) + px(14))

    def focus_first(self) -> None:
        """Begin with the table."""
        if self.grid.isVisible():
            self.grid.setFocus(Qt.FocusReason.PopupFocusReason)
            if not self.grid.currentIndex().isValid():
                self.grid.setCurrentIndex(self.model.index(0, 0))
        else:
            super().focus_first()

    def close_sheet(self) -> None:
        """Hold no numbers while hidden."""
        super().close_sheet()
        self.view = self._of = None
        self.model.show(None)

    def restyle(self) -> None:
        """Take sizes from the theme."""
        super().restyle()
        if hasattr(self, "grid"):
            self.grid.restyle()

    def retranslate(self) -> None:
        """Set the names."""
        if not hasattr(self, "grid"):
            return
        name = self.view.accessibleName() if self.view is not None else ""
        self.title.setText(self.tr("Numbers: {view}").format(view=name))
        self.setAccessibleName(self.title.text())
        self.grid.setAccessibleName(self.title.text())
        self.away.set_name(self.tr("Close (Esc)"))
        self.none.setText(self.tr("Nothing is shown in numbers here."))
