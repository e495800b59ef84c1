"""View: what all views have in common: keeping what is shown, theme, language, summary for a screen reader."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QWidget

from gui.theme import current

if TYPE_CHECKING:
    from PySide6.QtGui import QHideEvent, QShowEvent

    from engine.probes import Probe
    from gui.session import Session
    from gui.shown import Shown
    from gui.views.table import Table


class View(QWidget):
    """A widget that paints what is shown, and asks the session when it is clicked.

    Parameters
    ----------
    session : Session
        Takes requests; its ``state`` is shown when the view appears.
    parent : QWidget or None
        Parent.
    """

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.state: Shown | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        current.changed.connect(self._restyled)

    def show_state(self, shown: Shown) -> None:
        """Show this moment; ignored while the view cannot be seen.

        Parameters
        ----------
        shown : Shown
            Kept until the next one, so that its Recording stays lent.
        """
        if not self.isVisible():
            return
        self.state = shown
        self.receive(shown)
        if not shown.frame.running:
            summary = self.summary(shown)
            if summary != self.accessibleDescription():
                self.setAccessibleDescription(summary)

    def receive(self, shown: Shown) -> None:
        """Take in what is shown, and ask for painting."""
        self.update()

    def probes(self, shown: Shown) -> tuple[Probe, ...]:
        """Name what the view wants to know beside the Recording; asked while it is seen."""
        return ()

    def summary(self, shown: Shown) -> str:
        """Give the text that a screen reader says for the picture."""
        return ""

    def numbers(self, shown: Shown) -> Table | None:
        """Give the numbers that the picture shows, to be copied and saved; None where there are none."""
        return None

    def retranslate(self) -> None:
        """Set texts anew in the language in force."""
        self.update()

    def restyle(self) -> None:
        """Take the theme and text size in force."""
        self.update()

    def _restyled(self) -> None:
        self.restyle()
        if self.state is not None:
            self.show_state(self.state)

    def showEvent(self, event: QShowEvent) -> None:
        """Show what the session shows now."""
        super().showEvent(event)
        state = getattr(self.session, "state", None)
        if state is not None:
            self.show_state(state)

    def hideEvent(self, event: QHideEvent) -> None:
        """Give back the Recording: what is not seen holds nothing."""
        super().hideEvent(event)
        self.state = None

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
            if self.state is not None:
                self.show_state(self.state)
