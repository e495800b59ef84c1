"""Fixtures of the window's tests."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication, QWidget

from gui.app import make_application
from gui.memory import store
from gui.theme import current

OpenWindow = Callable[..., Any]


@pytest.fixture
def app(qapp: QApplication) -> Iterator[QApplication]:
    """The application in its look; English, light, usual size; forgets what a test remembered."""
    store().clear()
    before = current.theme.name, current.scale
    make_application("en", "light")
    current.set(scale=1.0)
    yield qapp
    make_application("en", before[0])
    current.set(scale=before[1])
    store().clear()


class Still(QWidget):
    """Stands where a view with a plot would: these tests are about what is around it."""

    def __init__(self, session: Any, parent: QWidget | None = None) -> None:
        super().__init__(parent)

    def show_state(self, shown: Any) -> None:
        """Show nothing."""


@pytest.fixture
def window(app: QApplication, monkeypatch: pytest.MonkeyPatch) -> Iterator[OpenWindow]:
    """Makes windows with a recording session, and closes them."""
    monkeypatch.setattr("gui.views.loss.LossView", Still)
    monkeypatch.setattr("gui.views.diverged.DivergedView", Still)
    from gui.main_window import MainWindow
    from tests.gui.window_fakes import EXAMPLES, FakeFiles, RecordingSession

    made: list[MainWindow] = []

    def make(
        state: Any = None, size: tuple[int, int] = (1400, 900), files: Any = None
    ) -> MainWindow:
        window = MainWindow(EXAMPLES, files or FakeFiles())
        window.resize(*size)
        window.show()
        window.attach(RecordingSession(state))  # type: ignore[arg-type]
        QCoreApplication.processEvents()
        made.append(window)
        return window

    yield make
    for one in made:
        one.leave_at_once()
        one.deleteLater()
