"""Table of the numbers: its cells painted with little, and what is selected in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelection, QModelIndex, QRect, Qt
from PySide6.QtGui import QGuiApplication, QKeySequence, QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QTableView,
    QWidget,
)

from gui.theme import current, font, px
from gui.views.table import Table, tab_text
from gui.widgets.ink import painting
from gui.widgets.scroll import BAR

from .numbers_model import NumbersModel

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QItemSelectionRange
    from PySide6.QtGui import QKeyEvent, QPaintEvent

    from .numbers_tables import Cells

RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)


class Grid(QTableView):
    """The table; copies what is selected. It paints its cells itself: through a delegate each costs twice as much."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setCornerButtonEnabled(False)
        for header in (self.horizontalHeader(), self.verticalHeader()):
            header.setHighlightSections(True)
            header.setSectionsClickable(True)
        self.verticalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        )
        self.horizontalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        )

    def restyle(self) -> None:
        """Take fonts, sizes and colours from the theme."""
        theme = current.theme
        self.setFont(font(13))
        palette = QPalette(self.palette())
        for role, token in (
            (QPalette.ColorRole.Base, "s1"),
            (QPalette.ColorRole.Text, "t1"),
            (QPalette.ColorRole.Highlight, "s3"),
            (QPalette.ColorRole.HighlightedText, "t1"),
        ):
            palette.setColor(role, getattr(theme, token))
        self.setPalette(palette)
        bars = BAR.format(wide=px(9), round=px(2.5), ink=theme.hex("line2"), hot=theme.hex("edge"))
        self.setStyleSheet(
            bars
            + f"QTableView {{ gridline-color: {theme.hex('line')}; background: {theme.hex('s1')}; }}"
            f"QHeaderView {{ background: {theme.hex('s1')}; }}"
            f"QHeaderView::section {{ background: {theme.hex('s1')}; color: {theme.hex('t2')};"
            f" border: none; padding: 0 {px(6)}px; }}"
            f"QHeaderView::section:checked {{ color: {theme.hex('t1')}; background: {theme.hex('s2')}; }}"
            f"QTableCornerButton::section {{ background: {theme.hex('s1')}; border: none; }}"
        )
        for header in (self.horizontalHeader(), self.verticalHeader()):
            header.setFont(font(12))
        self.horizontalHeader().setDefaultSectionSize(px(76))
        self.verticalHeader().setDefaultSectionSize(px(26))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy on the platform's key; walk with the arrow keys."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint what is in sight of the cells that are asked for: ground, number, and the frame of the place."""
        model, theme, rect = self.model(), current.theme, event.rect()
        assert isinstance(model, NumbersModel)
        cells = model.cells
        if cells is None or not cells.rows or not cells.columns:
            return
        rows = self._places(self.rowAt, rect.top(), rect.bottom(), cells.rows, self._row)
        columns = self._places(
            self.columnAt, rect.left(), rect.right(), cells.columns, self._column
        )
        if not rows or not columns:
            return
        at, inset = self.currentIndex(), px(8)
        with painting(self.viewport()) as painter:
            painter.setFont(self.font())
            chosen = self.selectionModel().selection()
            for k in range(chosen.count()):
                painter.fillRect(self._block(chosen.at(k)) & rect, theme.s3)
            painter.setPen(theme.t1)
            for row, y, high in rows:
                for column, x, wide in columns:
                    text = cells.text(row, column)
                    if text:
                        painter.drawText(x, y, wide - inset, high, RIGHT, text)
                    if row == at.row() and column == at.column():
                        painter.drawRect(x + 1, y + 1, wide - 2, high - 2)
            painter.setPen(theme.line)
            bottom, right = rows[-1][1] + rows[-1][2], columns[-1][1] + columns[-1][2]
            for _, y, high in rows:
                painter.drawLine(rect.left(), y + high, min(rect.right(), right), y + high)
            for _, x, wide in columns:
                painter.drawLine(x + wide, rect.top(), x + wide, min(rect.bottom(), bottom))

    def _row(self, row: int) -> tuple[int, int]:
        return self.rowViewportPosition(row), self.rowHeight(row) - 1

    def _column(self, column: int) -> tuple[int, int]:
        return self.columnViewportPosition(column), self.columnWidth(column) - 1

    @staticmethod
    def _places(
        find: Callable[[int], int],
        first: int,
        last: int,
        count: int,
        place: Callable[[int], tuple[int, int]],
    ) -> list[tuple[int, int, int]]:
        """Give number, place and size, without the line, of the rows or columns between two pixels."""
        begin, end = find(max(0, first)), find(last)
        if begin < 0:
            return []
        return [(k, *place(k)) for k in range(begin, (end if end >= 0 else count - 1) + 1)]

    def _block(self, span: QItemSelectionRange) -> QRect:
        """Give the ground of a part of the selection, without the line at its right and below."""
        x, y = self._column(span.left())[0], self._row(span.top())[0]
        right, wide = self._column(span.right())
        bottom, high = self._row(span.bottom())
        return QRect(x, y, right + wide - x, bottom + high - y)

    def repaint_names(self, *places: QModelIndex) -> None:
        """Paint the names of rows and columns anew that the place left and those that it came to, no others."""
        for header, sections in (
            (self.horizontalHeader(), {place.column() for place in places}),
            (self.verticalHeader(), {place.row() for place in places}),
        ):
            across = header.orientation() == Qt.Orientation.Horizontal
            for section in sections - {-1}:
                at, size = header.sectionViewportPosition(section), header.sectionSize(section)
                rect = (
                    QRect(at, 0, size, header.height())
                    if across
                    else QRect(0, at, header.width(), size)
                )
                header.viewport().update(rect)

    def copy(self) -> None:
        """Put the selected block into the clipboard, with the names of its rows and columns."""
        table = self.selected()
        if table is not None:
            QGuiApplication.clipboard().setText(tab_text(table))

    def selected(self) -> Table | None:
        """Give the block that spans the selection, at full precision; None where nothing is selected."""
        model = self.model()
        assert isinstance(model, NumbersModel)
        ranges: QItemSelection = self.selectionModel().selection()
        cells = model.cells
        if cells is None or ranges.isEmpty():
            return None
        spans = [ranges.at(k) for k in range(ranges.count())]
        rows = range(min(s.top() for s in spans), max(s.bottom() for s in spans) + 1)
        columns = range(min(s.left() for s in spans), max(s.right() for s in spans) + 1)
        return block(cells, rows, columns)


def block(cells: Cells, rows: range, columns: range) -> Table:
    """Give a part of what a table shows, with the names of its rows in the first column."""
    names = ("", *(cells.column_name(column) for column in columns))
    made = ([cells.row_name(r), *(cells.value(r, c) for c in columns)] for r in rows)
    return Table(names, made)
