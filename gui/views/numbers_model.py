"""Numbers model: cells for Qt's table view; nothing is computed before it is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
)

from .numbers_tables import Units

if TYPE_CHECKING:
    from .numbers_tables import Cells

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole
NOWHERE = QModelIndex()


class NumbersModel(QAbstractTableModel):
    """Cells as Qt's table view reads them."""

    cells: Cells | None = None

    def show(self, cells: Cells | None) -> None:
        """Show other cells; selection and place stay where the size is the same.

        Parameters
        ----------
        cells : Cells or None
            What is shown; None: nothing.
        """
        old, self_size = self.cells, (self.rowCount(), self.columnCount())
        size = (0, 0) if cells is None else (cells.rows, cells.columns)
        if size == self_size and old is not None and cells is not None:
            names = old.row_name(0), old.column_name(0) if size[1] else ""
            self.cells = cells
            if 0 not in size:
                columns = range(size[1])
                if isinstance(cells, Units) and isinstance(old, Units):
                    columns = cells.changed_from(old)
                if columns:
                    first, last = self.index(0, columns[0]), self.index(size[0] - 1, columns[-1])
                    self.dataChanged.emit(first, last)
                if names != (cells.row_name(0), cells.column_name(0)):
                    self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, size[1] - 1)
                    self.headerDataChanged.emit(Qt.Orientation.Vertical, 0, size[0] - 1)
            return
        self.beginResetModel()
        self.cells = cells
        self.endResetModel()

    def rowCount(self, parent: Index = NOWHERE) -> int:
        """Give the number of rows."""
        return 0 if self.cells is None or parent.isValid() else self.cells.rows

    def columnCount(self, parent: Index = NOWHERE) -> int:
        """Give the number of columns."""
        return 0 if self.cells is None or parent.isValid() else self.cells.columns

    def data(self, index: Index, role: int = Role.DisplayRole) -> object:
        """Give the text of a cell, or what a screen reader says of it."""
        if self.cells is None or not index.isValid():
            return None
        row, column = index.row(), index.column()
        match role:
            case Role.DisplayRole:
                return self.cells.text(row, column)
            case Role.AccessibleTextRole:
                return self.spoken(row, column)
            case Role.TextAlignmentRole:
                return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        return None

    def spoken(self, row: int, column: int) -> str:
        """Say a cell with the names of its row and column."""
        assert self.cells is not None
        text = self.cells.text(row, column)
        text = text or QCoreApplication.translate("Numbers", "not computed yet")
        return f"{self.cells.row_name(row)}, {self.cells.column_name(column)}: {text}"

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole
    ) -> object:
        """Name a column or a row."""
        if self.cells is None or role not in (Role.DisplayRole, Role.AccessibleTextRole):
            return None
        if orientation == Qt.Orientation.Horizontal:
            return self.cells.column_name(section)
        return self.cells.row_name(section)
