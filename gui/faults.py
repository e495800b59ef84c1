"""Faults of ours: every exception that escapes is logged to a file and told in the window."""

from __future__ import annotations

import contextlib
import logging
import sys
import threading
import traceback
from collections import deque
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QObject, QStandardPaths, QTimer, Signal

LOG = logging.getLogger("gatescope")
LIMIT = 1_000_000
"""Bytes of a log file; two are kept."""
PERIOD = 300


def log_file() -> Path | None:
    """Give the log file in the state folder; None if there is no such folder to write to."""
    kind = QStandardPaths.StandardLocation
    for location in (kind.StateLocation, kind.AppLocalDataLocation, kind.TempLocation):
        folder = QStandardPaths.writableLocation(location)
        if not folder:
            continue
        try:
            Path(folder).mkdir(parents=True, exist_ok=True)
        except OSError:
            continue
        return Path(folder) / "gatescope.log"
    return None


class Faults(QObject):
    """Catches what escapes, in all threads; `happened` carries the report.

    Parameters
    ----------
    parent : QObject
        The window; when it closes, `stop` puts the former hooks back.
    """

    happened = Signal(str)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._reports: deque[str] = deque(maxlen=20)
        self._handler: logging.Handler | None = None
        self._before = (sys.excepthook, threading.excepthook)
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._drain)

    def start(self) -> None:
        """Catch from now on."""
        self._before = (sys.excepthook, threading.excepthook)
        path = log_file()
        if path is not None:
            # brings sockets: not before the window has been painted
            from logging.handlers import RotatingFileHandler

            self._handler = RotatingFileHandler(
                path, maxBytes=LIMIT, backupCount=1, encoding="utf-8", delay=True
            )
            self._handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
            LOG.addHandler(self._handler)
        sys.excepthook = self._caught
        threading.excepthook = self._caught_in_thread
        self._timer.start(PERIOD)

    def stop(self) -> None:
        """Put the former hooks back."""
        if not self._timer.isActive():
            return
        self._timer.stop()
        sys.excepthook, threading.excepthook = self._before
        if self._handler is not None:
            LOG.removeHandler(self._handler)
            self._handler.close()

    def _caught(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            self._before[0](kind, error, trace)
            return
        # No signal here: this may be the engine thread, which must not touch a Qt object.
        self._reports.append("".join(traceback.format_exception(kind, error, trace)))
        self._before[0](kind, error, trace)

    def _caught_in_thread(self, found: threading.ExceptHookArgs) -> None:
        if found.exc_value is not None:
            self._caught(found.exc_type, found.exc_value, found.exc_traceback)

    def _drain(self) -> None:
        while self._reports:
            report = self._reports.popleft()
            with contextlib.suppress(OSError):  # a full disk must not hide the fault itself
                LOG.error(report)
            self.happened.emit(report)
