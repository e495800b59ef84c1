"""Work: reading files beside the window, one deed at a time; the latest that was asked for counts."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from engine.errors import Refusal

LOOK = 25
"""Milliseconds from one look at the work to the next."""

Progress = Callable[[float], object]
Cancelled = Callable[[], bool]
Deed = Callable[[Progress, Cancelled], Any]


@dataclass(eq=False)
class _Task:
    """A deed, and how far it is. The thread never touches Qt: it leaves numbers, which the window looks at."""

    deed: Deed
    done: Callable[[Any], None]
    refused: Callable[[Refusal], None]
    share: float = 0.0
    cancelled: bool = False
    result: queue.SimpleQueue[tuple[Any, BaseException | None]] = field(
        default_factory=queue.SimpleQueue
    )

    def run(self) -> None:
        """Do it, in a thread of its own."""
        try:
            found = self.deed(self._progress, lambda: self.cancelled)
        except BaseException as error:  # noqa: BLE001 - handed to the window's thread, raised there
            self.result.put((None, error))
        else:
            self.result.put((found, None))

    def _progress(self, share: float) -> None:
        self.share = share


class Work(QObject):
    """Does what takes long beside the window.

    Parameters
    ----------
    parent : QObject
        Owner.
    """

    moved = Signal(object)
    """Carries the share done, 0 to 1; None when nothing is under way any more."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._task: _Task | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK)
        self._timer.timeout.connect(self._look)

    @property
    def busy(self) -> bool:
        """Whether something is under way."""
        return self._task is not None

    def ask(
        self, deed: Deed, done: Callable[[Any], None], refused: Callable[[Refusal], None]
    ) -> None:
        """Do something; what was under way is given up.

        Parameters
        ----------
        deed : callable
            Called in a thread of its own with ``progress`` and ``cancelled``; touches no widget.
        done : callable
            Gets its result, in the window's thread.
        refused : callable
            Gets the Refusal that it raised.
        """
        self.cancel(quiet=True)
        self._task = _Task(deed, done, refused)
        threading.Thread(target=self._task.run, name="reading", daemon=True).start()
        self._timer.start()
        self.moved.emit(0.0)

    def cancel(self, *, quiet: bool = False) -> None:
        """Give up what is under way; its result is dropped."""
        if self._task is None:
            return
        self._task.cancelled = True
        self._task = None
        self._timer.stop()
        if not quiet:
            self.moved.emit(None)

    def _look(self) -> None:
        task = self._task
        assert task is not None  # the timer stops with it
        try:
            found, error = task.result.get_nowait()
        except queue.Empty:
            self.moved.emit(task.share)
            return
        self.cancel()
        if isinstance(error, Refusal):
            task.refused(error)
        elif error is not None:
            raise error
        else:
            task.done(found)
