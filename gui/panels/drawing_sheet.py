"""Drawing sheet: the same drawing as in the setup, where there is more room for a mouse."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QWidget

from engine.project import DrawnPoints
from gui.panels.drawing import Drawing, Drawn
from gui.widgets.sheet import Sheet

if TYPE_CHECKING:
    from gui.session import Session
    from gui.shown import Shown


class DrawingSheet(Sheet):
    """The same drawing, large.

    Parameters
    ----------
    session : Session
        Where changes go.
    parent : QWidget
        The window.
    """

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent, 1000, 860)
        self.session = session
        self.drawing = Drawing(session, large=True, parent=self.card)
        self.column.addWidget(self.drawing, 1)
        session.shown.connect(self.show_state)
        self.show_state(session.state)
        self.retranslate()

    def show_state(self, shown: Shown) -> None:
        """Show what is drawn; close when other data are learnt from."""
        self.drawing.show_state(shown)
        if self.isVisible() and not isinstance(shown.project.data, Drawn):
            self.close_sheet()

    def focus_first(self) -> None:
        """Give the focus to what is drawn on."""
        flat = isinstance(self.drawing.data, DrawnPoints)
        canvas = self.drawing.points if flat else self.drawing.curve
        canvas.setFocus(Qt.FocusReason.PopupFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Undo and redo strokes: the shortcuts of the window sleep below a sheet."""
        if event.matches(QKeySequence.StandardKey.Undo):
            self.session.undo(-1)
        elif event.matches(QKeySequence.StandardKey.Redo):
            self.session.undo(1)
        else:
            super().keyPressEvent(event)

    def retranslate(self) -> None:
        """Set the title."""
        if hasattr(self, "drawing"):
            self.title.setText(self.tr("Draw"))
            self.setAccessibleName(self.tr("Draw"))
            self.away.set_name(self.tr("Close (Esc)"))
