"""Exporting: picture and numbers of a view to the clipboard and to files; the button that offers it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QByteArray, QEvent, QIODevice, QPoint, QRect, QSize, Signal
from PySide6.QtGui import QAction, QContextMenuEvent, QGuiApplication, QPainter, QPixmap, QRegion
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import QMenu, QWidget

from engine.errors import FileRefusal
from engine.files import write_whole
from gui.files_port import Dialogs
from gui.theme import current, px
from gui.views.table import Table, csv_bytes, tab_text
from gui.widgets.buttons import IconButton
from gui.widgets.popover import Popover
from gui.widgets.settings import sentence
from gui.widgets.words import Words

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtCore import QObject
    from PySide6.QtGui import QPaintEvent

    from gui.files_port import Files
    from gui.views.view import View

PRINTED = 2.0
"""Pixels of a picture for one of the window: sharp on a slide."""


def picture(widget: QWidget) -> QPixmap:
    """Paint a widget, without its buttons, at twice its size.

    Parameters
    ----------
    widget : QWidget
        A view.

    Returns
    -------
    QPixmap
        On the ground of the theme.
    """
    ratio = max(PRINTED, widget.devicePixelRatioF())
    pixmap = QPixmap(widget.size() * ratio)
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(current.theme.bg)
    with _Bare(widget):
        widget.render(pixmap, QPoint(), QRegion(), QWidget.RenderFlag.DrawChildren)
    return pixmap


def png_bytes(widget: QWidget) -> bytes:
    """Give the picture of a widget as a PNG file."""
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    picture(widget).save(buffer, "PNG")
    return bytes(data.data())


def svg_bytes(widget: QWidget, title: str) -> bytes:
    """Give the picture of a widget as an SVG file; what it keeps in pixmaps is within it as such.

    Parameters
    ----------
    widget : QWidget
        A view.
    title : str
        Title within the file.

    Returns
    -------
    bytes
        SVG.
    """
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    made = QSvgGenerator()
    made.setOutputDevice(buffer)
    made.setSize(QSize(widget.size()))
    made.setViewBox(QRect(QPoint(), widget.size()))
    made.setTitle(title)
    made.setDescription(widget.accessibleDescription())
    painter = QPainter(made)
    painter.fillRect(widget.rect(), current.theme.bg)
    with _Bare(widget):
        widget.render(painter, QPoint(), QRegion(), QWidget.RenderFlag.DrawChildren)
    painter.end()
    buffer.close()
    return bytes(data.data())


class _Bare:
    """Hides the export buttons of a widget while it is painted: they say nothing on paper."""

    def __init__(self, widget: QWidget) -> None:
        found = widget.findChildren(ExportMenu)
        self.buttons = [button for button in found if button.isVisible()]

    def __enter__(self) -> None:
        for button in self.buttons:
            button.bare = True

    def __exit__(self, *problem: object) -> None:
        for button in self.buttons:
            button.bare = False


class ExportMenu(IconButton):
    """The button with three dots: copy and save what a view shows.

    Parameters
    ----------
    view : View
        What is copied; a right click on it opens the same menu.
    name : str
        First part of file names: a word of ASCII letters.
    parent : QWidget, optional
        Where the button stands; the view unless given.
    files : Files, optional
        Asks where to save.
    """

    explained = Signal(QWidget)
    """Carries the view whose words are to be explained."""
    tabled = Signal(QWidget)
    """Carries the view whose numbers are to be shown as a table."""

    def __init__(
        self, view: View, name: str, parent: QWidget | None = None, *, files: Files | None = None
    ) -> None:
        super().__init__("ellipsis", 28, parent or view)
        self.view, self.name, self.files = view, name, files
        self.bare = False
        self.told: Popover | None = None
        self.menu = QMenu(self)
        self.deeds: dict[str, QAction] = {}
        deeds: dict[str, Callable[[], None]] = {
            "copy_picture": self.copy_picture,
            "copy_numbers": self.copy_numbers,
            "png": lambda: self._ask("png", lambda: png_bytes(self.view)),
            "svg": lambda: self._ask("svg", lambda: svg_bytes(self.view, self.name)),
            "csv": lambda: self._ask("csv", self._csv),
            "table": lambda: self.tabled.emit(self.view),
            "explain": lambda: self.explained.emit(self.view),
        }
        for key, deed in deeds.items():
            action = QAction(self)
            action.triggered.connect(deed)
            self.deeds[key] = action
            self.menu.addAction(action)
            if key in ("copy_numbers", "csv"):
                self.menu.addSeparator()
        self.clicked.connect(lambda: self.open_menu())
        view.installEventFilter(self)
        self.retranslate()

    def retranslate(self) -> None:
        """Set the name of the button and the words of its menu."""
        self.set_name(self.tr("Copy and save"))
        for key, text in {
            "copy_picture": self.tr("Copy picture"),
            "copy_numbers": self.tr("Copy numbers"),
            "png": self.tr("Save as PNG…"),
            "svg": self.tr("Save as SVG…"),
            "csv": self.tr("Save numbers as CSV…"),
            "table": self.tr("Show the numbers as a table"),
            "explain": self.tr("Explain the words here"),
        }.items():
            self.deeds[key].setText(text)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the dots, but not on a picture that is copied."""
        if not self.bare:
            super().paintEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Open the menu by a right click on the view, and by the menu key."""
        if event.type() == QEvent.Type.ContextMenu and watched is self.view:
            assert isinstance(event, QContextMenuEvent)
            self.open_menu(event.globalPos())
            return True
        return super().eventFilter(watched, event)

    # -- deeds -----------------------------------------------------------------------------------

    def open_menu(self, at: QPoint | None = None) -> None:
        """Open the menu below the button, or at a place of the screen."""
        numbered = self.table() is not None
        for key in ("copy_numbers", "csv", "table"):
            self.deeds[key].setEnabled(numbered)
            self.deeds[key].setToolTip("" if numbered else self.tr("No numbers are shown here."))
        self.menu.setToolTipsVisible(True)
        self.menu.popup(at or self.mapToGlobal(QPoint(0, self.height())))

    def table(self) -> Table | None:
        """Give the numbers that the view shows."""
        return None if self.view.state is None else self.view.numbers(self.view.state)

    def copy_picture(self) -> None:
        """Put the picture into the clipboard."""
        QGuiApplication.clipboard().setPixmap(picture(self.view))

    def copy_numbers(self) -> None:
        """Put the numbers into the clipboard, as spreadsheets take them."""
        table = self.table()
        if table is not None:
            QGuiApplication.clipboard().setText(tab_text(table))

    def _csv(self) -> bytes:
        table = self.table()
        return b"" if table is None else csv_bytes(table)

    def _ask(self, suffix: str, make: Callable[[], bytes]) -> None:
        """Ask where to; what is saved is what was seen when the menu was used."""
        content = make()
        files = self.files or Dialogs(self.window())
        self.files = files
        iteration = self.view.state.frame.iteration if self.view.state is not None else 0
        files.ask_export(
            lambda path: self._write(path, content), f"{self.name}-{iteration}", suffix
        )

    def _write(self, path: Path, content: bytes) -> None:
        try:
            write_whole(path, content)
        except FileRefusal as refusal:
            self._tell(sentence(refusal))

    def _tell(self, text: str) -> None:
        """Say in a card below the button what went wrong."""
        if self.told is not None:
            self.told.deleteLater()
        self.told = Popover(self.window(), 360)
        self.told.column.setContentsMargins(px(16), px(12), px(16), px(12))
        self.told.column.addWidget(Words("warn", 13, wrap=True))
        words = self.told.findChild(Words)
        assert isinstance(words, Words)
        words.setText(text)
        self.told.setAccessibleName(text)
        self.told.open_at(self)
