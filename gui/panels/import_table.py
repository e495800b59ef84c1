"""Preview of a table: its first rows; over each column what it is and, to be chosen there, what it is for."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QAction, QFontMetricsF, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QFrame, QHeaderView, QMenu, QTableView, QWidget

from engine.datasets.tables.reading import NONE, number_form
from gui.panels.import_draft import ROLES, Role, role_text
from gui.theme import current, font, px
from gui.widgets.numbers import count
from gui.widgets.paint import box, chevron
from gui.widgets.scroll import BAR

if TYPE_CHECKING:
    from engine.datasets.tables import Column, Preview
    from engine.project import Reading

Index = QModelIndex | QPersistentModelIndex
NARROWEST, WIDEST = 132, 220
HEAD = 78.0


class Rows(QAbstractTableModel):
    """The first rows of a table, as they are written."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.rows: Sequence[Sequence[str]] = ()
        self.columns: Sequence[Column] = ()
        self.roles: dict[str, Role] = {}
        self._first = 1
        self._number = number_form("point", "none")

    def show_preview(self, preview: Preview | None, reading: Reading | None) -> None:
        """Show other rows, and how they are written."""
        self.beginResetModel()
        self.rows = preview.rows if preview is not None else ()
        self.columns = preview.columns if preview is not None else ()
        # rows are counted as refusals count them, and every spreadsheet: the names are row 1
        self._first = 2 if reading is not None and reading.header else 1
        if reading is not None:
            self._number = number_form(reading.decimal, reading.thousands)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - as Qt has it
        """Give how many rows there are."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - as Qt has it
        """Give how many columns there are."""
        return 0 if parent.isValid() else len(self.columns)

    def _cell(self, index: Index) -> str:
        row = self.rows[index.row()]
        return row[index.column()].strip() if index.column() < len(row) else ""

    def _odd(self, column: Column, cell: str) -> bool:
        """Tell whether a cell is no number in a column of numbers."""
        there = column.kind == "number" and column.odd > 0
        return there and not self._number.fullmatch(cell)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Give text, side and colour of a cell."""
        if not index.isValid():
            return None
        column = self.columns[index.column()]
        missing = self._cell(index) in NONE
        if role == Qt.ItemDataRole.DisplayRole:
            return self.tr("missing") if missing else self._cell(index)[:200]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if column.kind == "number" else Qt.AlignmentFlag(0)
            return int(side | Qt.AlignmentFlag.AlignVCenter)
        if role == Qt.ItemDataRole.ForegroundRole:
            if missing or self._odd(column, self._cell(index)):
                return current.theme.warn
            return current.theme.t1 if self.roles.get(column.name) else current.theme.t3
        return None

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        """Give the name of a column, with what it is for, as it is read out."""
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if orientation == Qt.Orientation.Vertical:
            return str(section + self._first)
        column = self.columns[section]
        return (
            f"{column.name}, {self.describe(column)}, {role_text(self.roles.get(column.name, ''))}"
        )

    def describe(self, column: Column) -> str:
        """Say what a column is, in short."""
        kind = {
            "number": self.tr("number"),
            "date": self.tr("date"),
            "text": self.tr("text"),
        }[column.kind]
        if column.kind == "text":
            kind = self.tr("{kind}, {n} different").format(kind=kind, n=count(column.different))
        if column.missing:
            kind = self.tr("{kind}, {n} missing").format(kind=kind, n=count(column.missing))
        if column.odd:
            kind = self.tr("{kind}, {n} other").format(kind=kind, n=count(column.odd))
        return kind


class Heads(QHeaderView):
    """Over each column: its name, what it is, and what it is for, which a click changes."""

    pressed = Signal(int)

    def __init__(self, rows: Rows, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.rows = rows
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def sizeHint(self) -> QSize:
        """Have room for three lines."""
        return QSize(super().sizeHint().width(), px(HEAD))

    def wanted(self, section: int) -> int:
        """Give the width that a column needs."""
        column = self.rows.columns[section]
        name = QFontMetricsF(font(13, 600)).horizontalAdvance(column.name)
        kind = QFontMetricsF(font(12)).horizontalAdvance(self.rows.describe(column))
        role = QFontMetricsF(font(12, 600)).horizontalAdvance(
            role_text(self.rows.roles.get(column.name, ""))
        ) + px(26)
        cells = [row[section] for row in self.rows.rows[:20] if section < len(row)]
        widest = max((QFontMetricsF(font(13)).horizontalAdvance(c[:40]) for c in cells), default=0)
        return round(min(px(WIDEST), max(px(NARROWEST), name, kind, role, widest) + px(20)))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Ask for the choice on a click on the lowest line."""
        super().mouseReleaseEvent(event)
        section = self.logicalIndexAt(event.position().toPoint())
        if (
            section >= 0
            and event.position().y() > px(44)
            and event.button() == Qt.MouseButton.LeftButton
        ):
            self.pressed.emit(section)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:  # noqa: N802
        """Paint the three lines."""
        theme = current.theme
        column = self.rows.columns[section]
        role = self.rows.roles.get(column.name, "")
        painter.save()
        painter.fillRect(rect, theme.s1)
        painter.fillRect(QRect(rect.right(), rect.top(), 1, rect.height()), theme.line)
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), theme.line)
        left, wide = rect.left() + px(8), rect.width() - px(16)
        name = QFontMetricsF(font(13, 600)).elidedText(
            column.name, Qt.TextElideMode.ElideMiddle, wide
        )
        painter.setFont(font(13, 600))
        painter.setPen(theme.t1 if role else theme.t2)
        painter.drawText(QPointF(left, rect.top() + px(19)), name)
        painter.setFont(font(12))
        painter.setPen(theme.warn if column.odd else theme.t3)
        painter.drawText(QPointF(left, rect.top() + px(37)), self.rows.describe(column))
        chip = QRectF(left, rect.top() + px(46), wide, px(24))
        box(
            painter, chip, px(6), theme.s3 if role else theme.s2, theme.edge if role else theme.line
        )
        painter.setFont(font(12, 600 if role else 400))
        painter.setPen(theme.t1 if role else theme.t2)
        words = chip.adjusted(px(8), 0, -px(18), 0)
        painter.drawText(words, int(Qt.AlignmentFlag.AlignVCenter), role_text(role))
        chevron(
            painter, QPointF(chip.right() - px(11), chip.center().y()), px(3.5), theme.t2, "down"
        )
        painter.restore()


class PreviewTable(QTableView):
    """The first rows; Enter chooses what the column at hand, or all that are selected, are for."""

    chosen = Signal(object, str)
    """Carries names of columns, and the role."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = Rows(self)
        self.setModel(self.rows)
        self.heads = Heads(self.rows, self)
        self.setHorizontalHeader(self.heads)
        self.heads.pressed.connect(self.ask_role)
        self.menu: QMenu | None = None
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionBehavior(QTableView.SelectionBehavior.SelectColumns)
        self.setHorizontalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        current.changed.connect(self.restyle)
        self.restyle()
        self.retranslate()

    def retranslate(self) -> None:
        """Name the table."""
        self.setAccessibleName(self.tr("First rows of the file"))
        self.setAccessibleDescription(self.tr("Enter chooses what a column is for."))
        self.heads.viewport().update()

    def restyle(self) -> None:
        """Take fonts, sizes and colours from the theme."""
        theme = current.theme
        self.setFont(font(13))
        self.verticalHeader().setFont(font(12))
        self.verticalHeader().setDefaultSectionSize(px(26))
        self.setStyleSheet(
            "QTableView {{ background: {s1}; gridline-color: {line}; border: 1px solid {line};"
            " selection-background-color: {s3}; selection-color: {t1}; }}"
            "QTableView::item {{ padding: 0 8px; }}"
            "QHeaderView {{ background: {s1}; border: none; }}"
            "QHeaderView::section {{ background: {s1}; color: {t3}; border: none; padding: 0 6px; }}"
            "QTableCornerButton::section {{ background: {s1}; border: none; }}"
            "QAbstractScrollArea::corner {{ background: {s1}; border: none; }}".format(
                **dict(theme.tokens)
            )
            + BAR.format(wide=px(9), round=px(2.5), ink=theme.hex("line2"), hot=theme.hex("edge"))
        )
        self._fit()

    def show_preview(self, preview: Preview | None, reading: Reading | None = None) -> None:
        """Show the first rows of a file, and how they are written."""
        self.rows.show_preview(preview, reading)
        self._fit()

    def show_roles(self, roles: dict[str, Role]) -> None:
        """Show what the columns are for."""
        self.rows.roles = roles
        self.heads.viewport().update()
        self.viewport().update()

    def _fit(self) -> None:
        # of thousands of columns the first are measured; the others are as wide as most
        self.heads.setDefaultSectionSize(px(NARROWEST) + px(20))
        for section in range(min(200, len(self.rows.columns))):
            self.heads.resizeSection(section, self.heads.wanted(section))

    def ask_role(self, section: int) -> None:
        """Open the choice of what a column is for."""
        selected = {index.column() for index in self.selectionModel().selectedColumns()}
        chosen = sorted(selected) if section in selected else [section]
        names = [self.rows.columns[k].name for k in chosen]
        menu = self.menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        now = self.rows.roles.get(self.rows.columns[section].name, "")
        for role in ROLES:
            action = QAction(role_text(role), menu)
            action.setCheckable(True)
            action.setChecked(role == now)
            action.triggered.connect(partial(self.chosen.emit, names, role))
            menu.addAction(action)
            if role == now:
                menu.setActiveAction(action)
        x = self.heads.sectionViewportPosition(section) + px(8)
        menu.popup(self.heads.viewport().mapToGlobal(QPointF(x, px(72)).toPoint()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the choice on Enter and Space."""
        keys = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
        if event.key() in keys and self.currentIndex().isValid():
            self.ask_role(self.currentIndex().column())
        elif event.key() == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
