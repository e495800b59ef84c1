"""Documents: new, open, save, and data of the user's own; what would be lost is asked about in a bar of the window."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import structs
from PySide6.QtCore import QCoreApplication, QStandardPaths

from engine.errors import FileRefusal, Refusal
from engine.examples import FOLDER as EXAMPLES
from engine.project import Characters, Project, Table
from gui.panels.naming import project_name
from gui.widgets.settings import sentence

if TYPE_CHECKING:
    from gui.files_port import Files
    from gui.main_window import MainWindow
    from gui.panels.all_data import AllData
    from gui.panels.drawing_sheet import DrawingSheet
    from gui.panels.import_sheet import ImportSheet
    from gui.panels.import_work import Work
    from gui.shown import Shown

DATA_SUFFIXES = (".csv", ".tsv", ".txt")
"""Files of data."""
SUFFIXES = (".gatescope", ".json", *DATA_SUFFIXES)
"""Files that are taken when they are dropped."""
PASTED_MOST = 50_000_000
"""Characters of a text that is taken as data when it is pasted."""


class Documents:
    """New, open and save; and data: all there are, and the user's own.

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
        self.opened: Path | None = None
        self._import: ImportSheet | None = None
        self._all: AllData | None = None
        self._drawing: DrawingSheet | None = None
        self._lost: Refusal | None = None
        self._work: Work | None = None

    def new(self) -> None:
        """Begin with the default project."""
        self.unless_unsaved(lambda: self.window.start(Project(), play=False))

    def open(self) -> None:
        """Ask for a file and open it."""
        self.unless_unsaved(lambda: self.files.ask_open(self._open))

    def open_file(self, path: Path) -> None:
        """Open a file that was dropped or named: a project, or data, which lose nothing."""
        if path.suffix.lower() in DATA_SUFFIXES:
            self._open(path)
        else:
            self.unless_unsaved(lambda: self._open(path))

    def _open(self, path: Path) -> None:
        if path.suffix.lower() in DATA_SUFFIXES:
            self.open_data_file(path)
            return
        self.opened = path
        self.window.session.open(path)

    # data

    def ask_data(self, what: str) -> None:
        """Do what the section on data asks for.

        Parameters
        ----------
        what : str
            ``all`` kinds are shown, the file at hand is opened again to ``edit`` its settings, it is gone, and the
            user shall ``find`` it, or it is drawn, and there is to be more room to ``draw``.
        """
        {
            "all": self.all_data,
            "edit": self.edit_data,
            "find": self.find_data,
            "draw": self.draw_data,
        }[what]()

    def draw_data(self) -> None:
        """Show what is drawn where there is more room for it."""
        from gui.panels.drawing_sheet import DrawingSheet

        if self._drawing is None:
            self._drawing = DrawingSheet(self.window.session, self.window)
        self._drawing.open_sheet()

    def all_data(self) -> None:
        """Show everything there is to learn from."""
        from gui.panels.all_data import AllData

        if self._all is None:
            self._all = AllData(self.window.session, self.window)
            self._all.asked.connect(self.open_data)
        self._all.open_sheet()

    def open_data(self) -> None:
        """Ask for a table or a text, and show it before it is used."""
        self.files.ask_data(self.open_data_file)

    def open_data_file(self, path: Path, data: Table | Characters | None = None) -> None:
        """Show a table or a text before it is used.

        Parameters
        ----------
        path : Path
            The file.
        data : Table or Characters, optional
            Settings that are to be changed.
        """
        from gui.panels.import_sheet import ImportSheet

        if self._import is None:
            self._import = ImportSheet(self.window.session, self.window)
        self._import.open_file(path, data)

    def edit_data(self) -> None:
        """Show the user's own data again, to change columns and task."""
        data = self.window.session.state.project.data
        if isinstance(data, Table | Characters) and data.path:
            from engine.datasets.found import place

            self.open_data_file(place(data.path, data.sha256), data)

    def paste_data(self, text: str) -> bool:
        """Show a text that was pasted before it is used; it is kept in a file of the user's own data.

        Parameters
        ----------
        text : str
            What the clipboard holds.

        Returns
        -------
        bool
            Whether it was taken: it needs several lines.
        """
        if len(text.strip().splitlines()) < 2 or len(text) > PASTED_MOST:
            return False
        import hashlib

        from engine.files import write_whole

        content = text.encode("utf-8", "replace")
        where = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.AppDataLocation)
        suffix = ".tsv" if "\t" in text else ".txt"
        path = Path(where) / "pasted" / f"{hashlib.sha256(content).hexdigest()[:12]}{suffix}"
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            write_whole(path, content)
        except Refusal as refusal:
            self.window.bar.show_message(sentence(refusal), warn=True)
        except OSError as error:
            self.window.bar.show_message(f"{path}: {error.strerror}", warn=True)
        else:
            self.open_data_file(path)
        return True

    def find_data(self) -> None:
        """Ask where the data are that are not where they were."""
        self.files.ask_data(self._find)

    def _find(self, path: Path) -> None:
        """Take a file as the one that was gone; beside the window, for a large one is long in being read."""
        from gui.panels.import_work import Work

        def deed(progress: object, cancelled: object) -> str:
            from engine.datasets.found import remember

            return remember(path)

        if self._work is None:
            self._work = Work(self.window)
        self._work.ask(deed, partial(self._found, path), self._not_found)

    def _not_found(self, refusal: Refusal) -> None:
        self.window.bar.show_message(sentence(refusal), warn=True)

    def _found(self, path: Path, sha256: str) -> None:
        """Go on with a file that is known by its content, for what is open or was to be opened."""
        from engine.datasets.arrays import CHANGED

        session = self.window.session
        data = session.state.project.data
        self._lost = None
        if sha256 == getattr(data, "sha256", ""):
            session.change("data", structs.replace(data, path=str(path)))
        elif self.opened is not None and session.state.path != self.opened:
            self._open(self.opened)  # the project that could not be opened for want of this file
        else:
            self.window.bar.show_message(
                sentence(FileRefusal(CHANGED, file=path.name)),
                [(QCoreApplication.translate("Documents", "Find it…"), self.find_data)],
                warn=True,
            )

    def save(self) -> None:
        """Save to the project's file, or ask where: the shipped examples stay as they are."""
        path = self.window.session.state.path
        if path is not None and path.resolve().parent != EXAMPLES:
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
        """Go on with what waited for a save, once it is done; offer to find data that are gone."""
        self._offer_to_find(shown.refusal)
        if self.after_save is None or self.saving is None:
            return
        if shown.refusal is not None:
            self.after_save = self.saving = None
        elif not shown.dirty and shown.path == self.saving:
            deed, self.after_save, self.saving = self.after_save, None, None
            deed()

    def _offer_to_find(self, refusal: Refusal | None) -> None:
        """Offer, once for each refusal, to find a file of data that is gone or changed."""
        if refusal is self._lost:
            return
        self._lost = refusal
        if isinstance(refusal, FileRefusal) and refusal.place == "data.path":
            find = QCoreApplication.translate("Documents", "Find it…")
            self.window.bar.show_message(sentence(refusal), [(find, self.find_data)], warn=True)
