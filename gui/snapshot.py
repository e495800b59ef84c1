"""Snapshot: a picture of the window at a place in training, for pages, tests and eyes."""

from __future__ import annotations

import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QCoreApplication, QEvent, QIODevice, QSettings
from PySide6.QtWidgets import QApplication

from engine.command_line import source_of
from engine.errors import QT_TRANSLATE_NOOP, FileRefusal, Refusal
from engine.examples import examples
from engine.files import save_project, write_whole
from engine.interop.commands import weights
from engine.interop.join import begun
from engine.project import Project
from engine.trainer import Diverged
from gui.app import hush, make_application, open_window
from gui.body import WORKSPACES
from gui.session import Session

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from engine.interop.pytorch import Weights
    from engine.recording import Phase
    from gui.main_window import MainWindow

SECONDS = 600.0
"""Longest time that going to a place may take."""
PROBED = 10.0
"""Seconds after which what is computed beside training is not waited for."""

NO_TIME = QT_TRANSLATE_NOOP(
    "Refusal",
    "Time step {time} is not among the {steps} of this project; give one from 1 to {steps}.",
)
NO_RECORDING = QT_TRANSLATE_NOOP(
    "Refusal",
    "At iteration 0 nothing is recorded; give --iteration 1 or more with --phase or --time.",
)
NO_PICTURE = QT_TRANSLATE_NOOP("Refusal", "“{file}” is no name for a picture; end it in .png.")
DIVERGED = QT_TRANSLATE_NOOP(
    "Refusal", "Training diverged at iteration {found}, before {asked}; give an earlier iteration."
)


def snapshot(options: argparse.Namespace) -> int:
    """Write a picture of the window.

    Parameters
    ----------
    options : Namespace
        Of `main.command_parser`.

    Returns
    -------
    int
        Exit code 0.

    Raises
    ------
    Refusal
        If the project, the place or the picture's name is not good.
    """
    if options.out.suffix.lower() != ".png":
        raise FileRefusal(NO_PICTURE, file=options.out.name)
    source = source_of(options.project)
    with tempfile.TemporaryDirectory(prefix="gatescope-") as folder:
        for scope in (QSettings.Scope.UserScope, QSettings.Scope.SystemScope):
            QSettings.setPath(QSettings.Format.IniFormat, scope, folder)  # not the user's own look
        hush()
        make_application(options.language or "en", options.theme or "light")
        view = options.view
        if view != "start" and (found := weights(options)) is not None:
            source = _recorded(*found, Path(folder))
        window = open_window(
            lambda: Session(Project()), None if view == "start" else source, examples=examples()
        )
        try:
            window.resize(*options.size)
            _wait(lambda: window.ready)
            if view != "start":
                _wait(
                    lambda: window.session.state.started or window.session.state.refusal is not None
                )
                _go(window, options)
                begun = time.monotonic()
                if view is not None:
                    window.show_view(view)
                _wait(lambda: time.monotonic() - begun > PROBED or window.probed())
            write_whole(options.out, picture(_widget(window, view)))
        finally:
            window.leave_at_once()
    return 0


def _recorded(project: Project, given: Weights, folder: Path) -> Path:
    """Save weights after one iteration: its recording shows them as they came."""
    course = begun(project, given)
    try:
        course.advance()
    except Diverged:
        raise Refusal(DIVERGED, found=1, asked=1) from None
    path = folder / f"{Path(given.name).stem}.gatescope"
    save_project(path, course.project, course)
    return path


def _go(window: MainWindow, options: argparse.Namespace) -> None:
    session = window.session
    if session.state.refusal is not None:
        raise session.state.refusal
    target = options.iteration
    if target is None:
        target = session.state.frame.iteration
    else:
        session.go(iteration=target)
    begun = time.monotonic()

    def there() -> bool:
        frame = session.state.frame
        if frame.divergence is not None:
            raise Refusal(DIVERGED, found=frame.divergence.iteration, asked=target)
        return (
            frame.iteration == target and frame.busy is None
        ) or time.monotonic() - begun > SECONDS

    _wait(there)
    playhead = session.state.playhead
    if options.phase is None and options.time is None:
        return
    if playhead is None:
        raise Refusal(NO_RECORDING)
    time_step = playhead.steps if options.time is None else options.time
    if not 1 <= time_step <= playhead.steps:
        raise Refusal(NO_TIME, time=time_step, steps=playhead.steps)
    phase: Phase = options.phase or "forward"
    if options.time is None and phase == "backward":
        time_step = 1
    session.go(tick=playhead.at(phase, time_step - 1))


def _wait(condition: Callable[[], bool]) -> None:
    while not condition():
        QApplication.processEvents()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def _widget(window: MainWindow, view: str | None) -> QWidget:
    alone = view is not None and view not in ("start", *WORKSPACES)
    return window.body.parts[view] if alone and view is not None else window


def picture(widget: QWidget) -> bytes:
    """Give the picture of a widget as it is painted.

    Parameters
    ----------
    widget : QWidget
        Shown, with its layout done.

    Returns
    -------
    bytes
        A PNG.
    """
    for _ in range(3):  # layouts, then what they cause
        QCoreApplication.processEvents()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    widget.grab().save(buffer, "PNG")
    return bytes(buffer.data().data())
