"""Documents: new, open, save; and the question about unsaved changes, asked in a bar of the window."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from engine.project import Project
from gui.panels.naming import project_name

if TYPE_CHECKING:
    from gui.files_port import Files
    from gui.main_window import MainWindow
    from gui.shown import Shown

SUFFIXES = (".gatescope", ".json")


class Documents:
    """New, open and save.

    Parameters
    ----------
    window : MainWindow
        Whose session and bar are used.
    files : Files
        Asks the user for files.
    """

    def __init__(self, window: MainWindow, files: Files) -> None:
        self.window = window
        self.files = files
        self.after_save: Callable[[], None] | None = None
        self.saving: Path | None = None

    def new(self) -> None:
        """Begin with the default project."""
        self.unless_unsaved(lambda: self.window.start(Project(), play=False))

    def open(self) -> None:
        """Ask for a file and open it."""
        self.unless_unsaved(lambda: self.files.ask_open(self._open))

    def open_file(self, path: Path) -> None:
        """Open a file that was dropped or named."""
        self.unless_unsaved(lambda: self._open(path))

    def _open(self, path: Path) -> None:
        self.window.session.open(path)

    def save(self) -> None:
        """Save to the project's file, or ask where."""
        path = self.window.session.state.path
        if path is not None:
            self._save(path)
        else:
            self.save_as()

    def save_as(self) -> None:
        """Ask where to save."""
        state = self.window.session.state
        name = state.path.stem if state.path else project_name(state.project)
        self.files.ask_save(self._save, name)

    def _save(self, path: Path) -> None:
        self.saving = path
        self.window.session.save(path)

    def unless_unsaved(self, deed: Callable[[], None]) -> None:
        """Do something that would lose unsaved changes, after asking about them.

        Parameters
        ----------
        deed : callable
            What is done when nothing is lost, or the user lets it go.
        """
        state = self.window.session.state
        if not state.dirty:
            deed()
            return
        translate = QCoreApplication.translate
        self.window.bar.show_message(
            translate("Documents", "Save changes?"),
            [
                (translate("Documents", "Save"), lambda: self._save_then(deed)),
                (translate("Documents", "Discard"), deed),
                (translate("Documents", "Cancel"), lambda: None),
            ],
        )

    def _save_then(self, deed: Callable[[], None]) -> None:
        self.after_save = deed
        self.save()

    def show_state(self, shown: Shown) -> None:
        """Go on with what waited for a save, once it is done; not after a refusal."""
        if self.after_save is None or self.saving is None:
            return
        if shown.refusal is not None:
            self.after_save = self.saving = None
        elif not shown.dirty and shown.path == self.saving:
            deed, self.after_save, self.saving = self.after_save, None, None
            deed()
