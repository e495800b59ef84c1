"""Branches: the tree of trainings that were begun, named, gone to, compared, forgotten."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from engine.commands import Remove, Rename, Return, Watch
from gui.theme import current, font, px
from gui.widgets.branches import branch_pen, branch_title, style_of
from gui.widgets.buttons import IconButton, TextButton
from gui.widgets.numbers import count
from gui.widgets.paint import box, keeps
from gui.widgets.popover import Popover
from gui.widgets.scroll import Scroll
from gui.widgets.words import Part, Words

if TYPE_CHECKING:
    from engine.frame import Line
    from gui.session import Session
    from gui.shown import Shown

LONGEST = 24
"""Letters of a name."""
DEEPEST = 4
"""Rows further down the tree are not moved in further."""
MOST_HIGH = 330


class Sample(QWidget):
    """A piece of the line in which a branch is drawn."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.style_: tuple[float, ...] = ()
        self.here = False

    def show_style(self, style: tuple[float, ...], *, here: bool) -> None:
        """Show a line style."""
        self.style_, self.here = style, here
        self.update()

    def sizeHint(self) -> QSize:
        """Have room for two dashes."""
        return QSize(px(34), px(24))

    minimumSizeHint = sizeHint

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the line."""
        painter = QPainter(self)
        painter.setPen(branch_pen(self.style_, 2, here=self.here))
        painter.drawLine(0, self.height() // 2, self.width() - px(4), self.height() // 2)


class NameField(QLineEdit):
    """A name that is changed where it stands."""

    named = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.faint = False
        self.setFrame(False)
        self.setMaxLength(LONGEST)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.editingFinished.connect(self._finished)
        current.changed.connect(self.restyle)
        self.restyle()

    def restyle(self) -> None:
        """Take font and colours from the theme."""
        self.setFont(font(13, 600))
        palette = QPalette(self.palette())
        palette.setColor(QPalette.ColorRole.Text, current.theme.t1)
        empty = current.theme.t3 if self.faint else current.theme.t1
        sheet = "QLineEdit {{ background: transparent; border: none; placeholder-text-color: {} }}"
        self.setStyleSheet(sheet.format(empty.name()))
        self.setPalette(palette)
        self.setTextMargins(px(4), 0, px(4), 0)

    def show_name(self, name: str, title: str) -> None:
        """Show a name, unless it is being changed; without one, the number."""
        self.setPlaceholderText(title)
        if not (self.hasFocus() and self.isModified()):
            self.setText(name)

    def _finished(self) -> None:
        if self.isModified():
            self.setModified(False)
            self.named.emit(self.text().strip())

    def sizeHint(self) -> QSize:
        """Have room for the name."""
        text = self.text() or self.placeholderText()
        wide = QFontMetricsF(self.font()).horizontalAdvance(text)
        return QSize(max(px(96), round(wide) + px(16)), px(28))

    def minimumSizeHint(self) -> QSize:
        """Have room for the number."""
        return QSize(px(96), px(28))

    def event(self, event: QEvent) -> bool:
        """Keep Enter."""
        return keeps(event, (Qt.Key.Key_Return, Qt.Key.Key_Enter)) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Forget on Escape what was typed, and leave it to the card."""
        if event.key() == Qt.Key.Key_Escape:
            self.setModified(False)
            event.ignore()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint a line below it under the mouse and while typing."""
        if self.hasFocus() or self.underMouse():
            theme = current.theme
            ink = theme.t1 if self.hasFocus() else theme.edge
            QPainter(self).fillRect(QRectF(0, self.height() - 2, self.width(), 1.5), ink)
        super().paintEvent(event)


class BranchRow(Part):
    """One branch: its line, its name, where it comes from, and what can be done with it."""

    def __init__(self, session: Session, number: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.number = number
        self.line: Line | None = None
        self.here = False
        self.sample = Sample(self)
        self.name = NameField(self)
        self.origin = Words("t2", 12)
        self.latest = Words("t2", 12)
        self.go = TextButton("quiet", parent=self, size=12, height=28)
        self.compare = TextButton("quiet", parent=self, size=12, height=28)
        self.compare.setCheckable(True)
        self.remove = IconButton("trash-2", 28, self)
        row = self.row = QHBoxLayout(self)
        row.setSpacing(px(6))
        for widget in (self.sample, self.name):
            row.addWidget(widget)
        row.addSpacing(px(4))
        row.addWidget(self.origin)
        row.addStretch(1)
        for last in (self.latest, self.go, self.compare, self.remove):
            row.addWidget(last)
        self.name.named.connect(lambda name: session.ask(Rename(number, name)))
        self.go.clicked.connect(self._go)
        self.compare.clicked.connect(self._compare)
        self.remove.clicked.connect(lambda: session.ask(Remove(number)))

    def _go(self) -> None:
        if self.line is not None:
            self.session.ask(Return(self.session.state.project, self.number, self.line.latest))

    def _compare(self) -> None:
        beside = self.session.state.beside
        self.session.ask(Watch() if beside == self.number else Watch(beside=self.number))

    def show_line(self, line: Line, shown: Shown, order: int, depth: int, parent: str) -> None:
        """Show a branch.

        Parameters
        ----------
        line : Line
            The branch.
        shown : Shown
            What the window shows.
        order, depth : int
            Its place in the list, and how far down the tree it is.
        parent : str
            Name of the branch that it comes from; empty: of none.
        """
        self.line, self.here = line, line.number == shown.frame.branch
        title = branch_title(line, shown.first_branch)
        self.row.setContentsMargins(px(8 + 14 * min(depth, DEEPEST)), px(2), px(4), px(2))
        self.sample.show_style(style_of(order, here=self.here), here=self.here)
        self.name.show_name(line.name, title)
        self.name.setAccessibleName(self.tr("Name of {branch}").format(branch=title))
        text = self.tr("from the start")
        if parent:
            text = self.tr("from iteration {iteration} of {branch}")
            text = text.format(iteration=count(line.start), branch=parent)
        self.origin.setText(text)
        self.latest.setText(self.tr("up to {iteration}").format(iteration=count(line.latest)))
        compared = shown.beside == line.number
        self.go.setText(self.tr("at hand") if self.here else self.tr("Go there"))
        self.go.setEnabled(not self.here)
        self.compare.setText(self.tr("Compared") if compared else self.tr("Compare"))
        self.compare.setChecked(compared)
        self.compare.setEnabled(not self.here)
        self.remove.setEnabled(not self.here)
        reason = self.tr("The branch at hand cannot be removed or compared with itself.")
        self.go.setAccessibleName(self.tr("Go to {branch}").format(branch=title))
        self.compare.setAccessibleName(self.tr("Compare with {branch}").format(branch=title))
        self.remove.set_name(self.tr("Remove {branch}").format(branch=title))
        for button in (self.compare, self.remove):
            button.setToolTip(reason if self.here else button.accessibleName())
        self.setAccessibleName(f"{title}, {text}, {self.latest.text()}")
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground of the branch at hand, and of the one that is compared."""
        if self.here or self.compare.isChecked():
            theme = current.theme
            line = theme.t1 if self.compare.isChecked() else None
            box(QPainter(self), QRectF(self.rect()), px(6), theme.s2, line)


class BranchesCard(Popover):
    """The card with the tree.

    Parameters
    ----------
    session : Session
        Where requests go.
    parent : QWidget
        The window.
    """

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent, wide=640)
        self.session = session
        self.title = Words("t1", 15, 600)
        self.hint = Words("t2", 12, wrap=True)
        self.rows: dict[int, BranchRow] = {}
        self.list = QWidget()
        self.lines = QVBoxLayout(self.list)
        self.lines.setContentsMargins(0, 0, 0, 0)
        self.lines.setSpacing(px(2))
        self.area = Scroll()
        self.area.setWidget(self.list)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.column.addWidget(self.title)
        self.column.addWidget(self.area)
        self.column.addWidget(self.hint)
        session.shown.connect(self._heard)
        self.retranslate()

    def open_at(self, anchor: QWidget, spot: object = None) -> None:
        """Open with what is so now."""
        self.show_state(self.session.state)
        super().open_at(anchor)

    def focus_first(self) -> None:
        """Focus the first thing that can be done."""
        for row in self.rows.values():
            if row.go.isEnabled():
                row.go.setFocus(Qt.FocusReason.TabFocusReason)
                return
        super().focus_first()

    def _heard(self, shown: Shown) -> None:
        if self.isVisible():
            self.show_state(shown)

    def show_state(self, shown: Shown) -> None:
        """Show the tree; a branch stands below the one that it comes from."""
        lines = {line.number: line for line in shown.frame.lines}
        order = list(lines)
        for number in [number for number in self.rows if number not in lines]:
            row = self.rows.pop(number)
            self.lines.removeWidget(row)
            row.hide()
            row.deleteLater()
        for place, (number, depth) in enumerate(_tree(lines)):
            if number not in self.rows:
                self.rows[number] = BranchRow(self.session, number)
            row, line = self.rows[number], lines[number]
            if self.lines.indexOf(row) != place:
                self.lines.insertWidget(place, row)
            parent = lines.get(line.parent)
            name = branch_title(parent, shown.first_branch) if parent is not None else ""
            row.show_line(line, shown, order.index(number), depth, name)
        high = min(self.lines.sizeHint().height(), px(MOST_HIGH))
        if self.area.height() != high:
            self.area.setFixedHeight(high)
        if len(lines) < 2:
            self.close_card()

    def retranslate(self) -> None:
        """Set all texts."""
        if not hasattr(self, "lines"):
            return
        self.title.setText(self.tr("Branches"))
        self.hint.setText(
            self.tr(
                "A change at a past iteration begins a branch. Compare shows the difference of two."
            )
        )
        self.setAccessibleName(self.tr("Branches"))
        if self.rows:
            self.show_state(self.session.state)


def _tree(lines: dict[int, Line]) -> list[tuple[int, int]]:
    """List the branches from top to bottom, each with its depth; one whose parent is gone is at the top."""
    found: list[tuple[int, int]] = []

    def go(number: int, depth: int) -> None:
        found.append((number, depth))
        for child in lines.values():
            if child.parent == number and child.number != number:
                go(child.number, depth + 1)

    for line in lines.values():
        if line.parent not in lines or line.parent == line.number:
            go(line.number, 0)
    return found
