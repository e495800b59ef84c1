"""Files port: the one place that opens file dialogs, so that tests can put another in its place."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QFileDialog, QWidget

SUFFIX = ".gatescope"

Done = Callable[[Path], None]


class Files(Protocol):
    """What asks the user for files; `done` is not called when the user thinks better of it."""

    def ask_open(self, done: Done) -> None:
        """Ask for a file to open."""

    def ask_data(self, done: Done) -> None:
        """Ask for a file of data."""

    def ask_save(self, done: Done, suggestion: str) -> None:
        """Ask where to save."""

    def ask_export(self, done: Done, suggestion: str, suffix: str) -> None:
        """Ask where to save a picture or numbers."""


class Dialogs:
    """Qt's file dialogs, beside the window and never blocking it.

    Parameters
    ----------
    parent : QWidget
        The window that they belong to.
    """

    def __init__(self, parent: QWidget) -> None:
        self.parent = parent
        self.folder = ""

    def ask_open(self, done: Done) -> None:
        """Ask for a project to open.

        Parameters
        ----------
        done : callable
            Gets the file.
        """
        dialog = self._make(QCoreApplication.translate("Files", "Open a project"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        self._start(dialog, done)

    def ask_data(self, done: Done) -> None:
        """Ask for a table or a text to learn from.

        Parameters
        ----------
        done : callable
            Gets the file.
        """
        dialog = self._make(QCoreApplication.translate("Files", "Open data"))
        kinds = QCoreApplication.translate("Files", "Tables and texts")
        everything = QCoreApplication.translate("Files", "All files")
        dialog.setNameFilters([f"{kinds} (*.csv *.tsv *.txt)", f"{everything} (*)"])
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        self._start(dialog, done)

    def ask_save(self, done: Done, suggestion: str) -> None:
        """Ask where to save a project.

        Parameters
        ----------
        done : callable
            Gets the file.
        suggestion : str
            A name without its suffix.
        """
        dialog = self._make(QCoreApplication.translate("Files", "Save the project"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(SUFFIX.removeprefix("."))
        dialog.selectFile(suggestion + SUFFIX)
        self._start(dialog, done)

    def ask_export(self, done: Done, suggestion: str, suffix: str) -> None:
        """Ask where to save a picture or numbers.

        Parameters
        ----------
        done : callable
            Gets the file.
        suggestion : str
            A name without its suffix.
        suffix : str
            Such as ``png``: the only kind that is offered.
        """
        dialog = self._make(QCoreApplication.translate("Files", "Save a copy"))
        dialog.setNameFilters([f"{suffix.upper()} (*.{suffix})"])
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(suffix)
        dialog.selectFile(f"{suggestion}.{suffix}")
        self._start(dialog, done)

    def _make(self, title: str) -> QFileDialog:
        dialog = QFileDialog(self.parent, title, self.folder)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        kinds = QCoreApplication.translate("Files", "Gatescope projects")
        everything = QCoreApplication.translate("Files", "All files")
        dialog.setNameFilters([f"{kinds} (*{SUFFIX} *.json)", f"{everything} (*)"])
        return dialog

    def _start(self, dialog: QFileDialog, done: Done) -> None:
        def chosen(name: str) -> None:
            self.folder = str(Path(name).parent)
            done(Path(name))

        dialog.fileSelected.connect(chosen)
        dialog.open()
