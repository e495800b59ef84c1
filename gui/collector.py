"""Collector: when Python collects garbage: on the window's own thread, at moments that nobody sees."""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

PERIOD = 1000
"""Milliseconds between two small collections."""


class Collector(QObject):
    """Takes garbage collection out of the engine thread, where it would free widgets.

    Generations 0 and 1 are collected on a timer, all of them once after training has stopped.

    Parameters
    ----------
    parent : QObject
        The window; when it closes, `stop` gives collection back to Python.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.running = False
        self.due = False
        self.timer = QTimer(self)
        self.timer.timeout.connect(self._turn)

    def start(self) -> None:
        """Take collection over; what there is from the start is never looked at again."""
        gc.freeze()
        gc.disable()
        self.timer.start(PERIOD)

    def show_running(self, running: bool) -> None:
        """Hear whether training runs."""
        if self.running and not running:
            self.due = True
        self.running = running

    def _turn(self) -> None:
        if self.due and not self.running:
            self.due = False
            gc.collect()
        else:
            gc.collect(1)

    def stop(self) -> None:
        """Give collection back."""
        if self.timer.isActive():
            self.timer.stop()
            gc.enable()
            gc.unfreeze()
