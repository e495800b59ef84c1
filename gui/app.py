"""Application: Qt, theme, language and the window; seen before NumPy and pyqtgraph are imported."""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMessageLogContext, QTimer, QtMsgType, qInstallMessageHandler
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication, QStyleFactory

from gui.files_port import Files
from gui.language import LANGUAGES, set_language, system_language
from gui.main_window import MainWindow
from gui.memory import recall
from gui.panels.start import Example
from gui.theme import RESOURCES, THEMES, current, load_fonts, system_is_dark

if TYPE_CHECKING:
    from engine.project import Project
    from gui.session import Session

__all__ = ["make_application", "open_window", "run", "set_language"]


def make_application(language: str | None = None, theme: str | None = None) -> QApplication:
    """Make the QApplication, or dress the one there is.

    Parameters
    ----------
    language : str, optional
        ``ko`` or ``en``; else the remembered one, else the system's.
    theme : str, optional
        ``light`` or ``dark``; else the remembered one, else light unless the desktop is dark.

    Returns
    -------
    QApplication
        With style, fonts, palette and texts.
    """
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    app.setApplicationName("Gatescope")
    app.setOrganizationName("Gatescope")
    app.setDesktopFileName("gatescope")
    app.setWindowIcon(QIcon(str(RESOURCES / "icons" / "gatescope.svg")))
    app.setStyle(QStyleFactory.create("Fusion"))
    load_fonts()
    chosen = (
        theme or recall("look/theme", tuple(THEMES)) or ("dark" if system_is_dark() else "light")
    )
    current.set(chosen)
    set_language(language or recall("look/language", LANGUAGES) or system_language())
    return app


def open_window(
    session_factory: Callable[[], Session],
    source: Path | Project | None = None,
    *,
    examples: Sequence[Example] = (),
    files: Files | None = None,
) -> MainWindow:
    """Open the window; its session is made after it has been painted once.

    Parameters
    ----------
    session_factory : callable
        Makes the session; imports the engine.
    source : Path or Project, optional
        What is opened; the start page unless given.
    examples : sequence of Example
        Cards of the start page.
    files : Files, optional
        Asks the user for files.

    Returns
    -------
    MainWindow
        Shown.
    """
    window = MainWindow(examples, files, source)
    window.text_size.apply()

    def load() -> None:
        window.painted.disconnect(load)
        window.attach(session_factory())
        window.faults.start()
        window.collector.start()

    window.painted.connect(load)
    window.show()
    return window


def hush() -> None:
    """Keep the one line that the offscreen platform prints for every window off stderr."""

    def heard(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
        if "propagateSizeHints" not in message:
            sys.stderr.write(f"{message}\n")

    qInstallMessageHandler(heard)


def run(
    source: Path | Project | None = None,
    *,
    theme: str | None = None,
    language: str | None = None,
    quit_after: float | None = None,
) -> int:
    """Run the program until its window is closed.

    Parameters
    ----------
    source : Path or Project, optional
        What is opened; the start page unless given.
    theme, language : str, optional
        See `make_application`.
    quit_after : float, optional
        Seconds after which it closes by itself, but not before it is usable; for tests.

    Returns
    -------
    int
        Exit code.
    """
    from engine.examples import examples

    def make_session() -> Session:
        from engine.project import Project
        from gui.session import Session

        return Session(Project())

    hush()
    app = make_application(language, theme)
    window = open_window(make_session, source, examples=examples())

    def leave() -> None:
        if window.ready:
            window.leave_at_once()
        else:
            QTimer.singleShot(5, leave)

    if quit_after is not None:
        QTimer.singleShot(round(quit_after * 1000), leave)
    signal.signal(signal.SIGINT, lambda *_: window.leave_at_once())
    return app.exec()
