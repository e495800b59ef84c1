"""Bookmarks: iterations that the user has named, to go back to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from engine.commands import Bookmark
from gui.panels.branches import NameField
from gui.theme import px
from gui.widgets.buttons import IconButton, TextButton
from gui.widgets.numbers import count
from gui.widgets.popover import Popover
from gui.widgets.scroll import Scroll
from gui.widgets.words import Part, Words

if TYPE_CHECKING:
    from gui.session import Session
    from gui.shown import Shown

MOST_HIGH = 300


class BookmarkRow(Part):
    """One bookmark: its name, its iteration, and what can be done with it."""

    def __init__(self, session: Session, iteration: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.iteration = iteration
        self.given = ""
        self.name = NameField(self)
        self.place = Words("t2", 12)
        self.go = TextButton("quiet", parent=self, size=12, height=28)
        self.remove = IconButton("trash-2", 28, self)
        row = QHBoxLayout(self)
        row.setContentsMargins(px(4), px(2), px(4), px(2))
        row.addWidget(self.name, 1)
        for part in (self.place, self.go, self.remove):
            row.addWidget(part)
        self.name.named.connect(self._rename)
        self.go.clicked.connect(lambda: session.go(iteration=iteration))
        self.remove.clicked.connect(lambda: self._ask(""))
        self.retranslate()

    def _ask(self, name: str) -> None:
        branch = self.session.state.frame.branch
        self.session.ask(Bookmark(branch, self.iteration, name))

    def _rename(self, name: str) -> None:
        if name:
            self._ask(name)
        else:
            self.name.setText(self.given)

    def show_name(self, name: str) -> None:
        """Show the name, unless it is being changed."""
        self.given = name
        self.name.show_name(name, name)

    def retranslate(self) -> None:
        """Set all texts."""
        place = self.tr("iteration {count}").format(count=count(self.iteration))
        self.place.setText(place)
        self.go.setText(self.tr("Go there"))
        self.go.setAccessibleName(f"{self.go.text()}, {place}")
        self.name.setAccessibleName(self.tr("Name of the bookmark"))
        self.remove.set_name(self.tr("Remove the bookmark at {place}").format(place=place))


class BookmarksCard(Popover):
    """The card in which the iteration at hand is named, with all that are named on this branch.

    Parameters
    ----------
    session : Session
        Where requests go.
    parent : QWidget
        The window.
    """

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent, wide=440)
        self.session = session
        self.iteration = 0
        self.title = Words("t1", 15, 600)
        self.name = NameField()
        self.hint = Words("t2", 12, wrap=True)
        self.rows: dict[int, BookmarkRow] = {}
        self.list = QWidget()
        self.lines = QVBoxLayout(self.list)
        self.lines.setContentsMargins(0, 0, 0, 0)
        self.lines.setSpacing(px(2))
        self.area = Scroll()
        self.area.setWidget(self.list)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for part in (self.title, self.name, self.area, self.hint):
            self.column.addWidget(part)
        self.name.faint = True  # what stands there is no name yet
        self.name.restyle()
        self.name.named.connect(self._named)
        session.shown.connect(self._heard)
        self.retranslate()

    def open_at(self, anchor: QWidget, spot: object = None) -> None:
        """Open with what is so now."""
        self.iteration = self.session.state.frame.iteration
        self.show_state(self.session.state)
        super().open_at(anchor)

    def focus_first(self) -> None:
        """Focus the name."""
        self.name.setFocus(Qt.FocusReason.TabFocusReason)

    def _named(self, name: str) -> None:
        if name:
            self.session.ask(Bookmark(self.session.state.frame.branch, self.iteration, name))
            # unlike clear(), this leaves it unmodified: the next name is for what is at hand then
            self.name.setText("")

    def _heard(self, shown: Shown) -> None:
        if self.isVisible():
            if not self.name.isModified():
                self.iteration = shown.frame.iteration
            self.show_state(shown)

    def show_state(self, shown: Shown) -> None:
        """Show the bookmarks of the branch at hand."""
        lines = {line.number: line for line in shown.frame.lines}
        line = lines.get(shown.frame.branch)
        marks = dict(line.bookmarks) if line is not None else {}
        for iteration in [iteration for iteration in self.rows if iteration not in marks]:
            row = self.rows.pop(iteration)
            self.lines.removeWidget(row)
            row.hide()
            row.deleteLater()
        for place, (iteration, name) in enumerate(marks.items()):
            if iteration not in self.rows:
                self.rows[iteration] = BookmarkRow(self.session, iteration)
            row = self.rows[iteration]
            row.show_name(name)
            if self.lines.indexOf(row) != place:
                self.lines.insertWidget(place, row)
                row.show()  # the layout counts no row that is still hidden
        high = min(self.lines.sizeHint().height(), px(MOST_HIGH)) if marks else 0
        if self.area.height() != high:
            self.area.setFixedHeight(high)
        text = self.tr("Name for iteration {count}").format(count=count(self.iteration))
        self.name.setPlaceholderText(text)
        self.name.setAccessibleName(text)

    def retranslate(self) -> None:
        """Set all texts."""
        if not hasattr(self, "lines"):
            return
        self.title.setText(self.tr("Bookmarks"))
        self.hint.setText(
            self.tr("Type a name and press Enter. Bookmarks stand as ribbons on the scrubber.")
        )
        self.setAccessibleName(self.tr("Bookmarks"))
        self.show_state(self.session.state)
