"""Settings of every test: no screen, no user's files, nothing left behind."""

from __future__ import annotations

import os
import shutil
import site
import tempfile
from pathlib import Path

# All of this before Qt, NumPy or anything of ours is imported.
os.environ["PYTHONUSERBASE"] = site.getuserbase()  # child processes keep finding their packages
HOME = Path(tempfile.mkdtemp(prefix="gatescope-tests-"))
for _name in ("QT_SCALE_FACTOR", "QT_STYLE_OVERRIDE", "QT_QPA_PLATFORMTHEME", "LANGUAGE"):
    os.environ.pop(_name, None)
os.environ |= {
    "QT_QPA_PLATFORM": "offscreen",
    "QT_API": "pyside6",
    "PYQTGRAPH_QT_LIB": "PySide6",
    "OPENBLAS_NUM_THREADS": "1",
    "LC_ALL": "C.UTF-8",
    "HYPOTHESIS_STORAGE_DIRECTORY": str(HOME / "hypothesis"),
}
for _name, _folder in {
    "HOME": "home",
    "USERPROFILE": "home",
    "APPDATA": "home/appdata",
    "LOCALAPPDATA": "home/appdata-local",
    "XDG_CONFIG_HOME": "home/config",
    "XDG_DATA_HOME": "home/data",
    "XDG_STATE_HOME": "home/state",
    "XDG_CACHE_HOME": "home/cache",
    "XDG_RUNTIME_DIR": "run",
}.items():
    (HOME / _folder).mkdir(parents=True, exist_ok=True, mode=0o700)
    os.environ[_name] = str(HOME / _folder)

import gc
import threading
import time
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile(
    "quick",
    derandomize=True,
    max_examples=50,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile(
    "soak",
    max_examples=1000,
    deadline=None,
    database=None,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow],
)

RUNNER = "gatescope-runner"
"""Name of the engine thread: it must have ended when a window is closed."""

EXCUSED = {"QTipLabel"}
"""Top-level widgets that Qt itself keeps: the tool tip."""


def pytest_configure(config: pytest.Config) -> None:
    settings.load_profile("soak" if config.getoption("-m") == "soak" else "quick")


def pytest_unconfigure() -> None:
    shutil.rmtree(HOME, ignore_errors=True)


def _deliver_deletions() -> None:
    from PySide6.QtCore import QCoreApplication, QEvent

    for _ in range(3):
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        QCoreApplication.processEvents()
    gc.collect()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def _qt_objects() -> tuple[list[Any], list[Any]]:
    """Return the top-level widgets, and the running threads and timers that Python knows."""
    from PySide6.QtCore import QThread, QTimer
    from PySide6.QtWidgets import QApplication
    from shiboken6 import isValid

    widgets = [
        w for w in QApplication.topLevelWidgets() if w.metaObject().className() not in EXCUSED
    ]
    running = []
    for thing in gc.get_objects():
        if issubclass(type(thing), QThread) and isValid(thing):
            if thing.isRunning() and thing != QThread.currentThread():
                running.append(thing)
        elif issubclass(type(thing), QTimer) and isValid(thing) and thing.isActive():
            running.append(thing)
    return widgets, running


def _threads() -> list[threading.Thread]:
    return [t for t in threading.enumerate() if not t.daemon or t.name.startswith(RUNNER)]


def _describe(thing: Any) -> str:
    if isinstance(thing, threading.Thread):
        return f"thread {thing.name!r}"
    return f"{type(thing).__name__} {thing.objectName()!r}"


def _set_old_objects_apart() -> None:
    """Take what the tests before have left out of what is collected and listed after each test of the window.

    A test of the window costs up to a second more otherwise: a heap of several thousand tests is large.
    """
    if not gc.get_freeze_count():  # the program's own collector takes it back when it ends
        gc.collect()
        gc.freeze()


@pytest.fixture(autouse=True)
def nothing_left(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail a test of the window that leaves a window, a timer or a thread behind."""
    if not {"qtbot", "qapp"} & set(request.fixturenames):
        yield
        return
    request.getfixturevalue("qapp")
    _set_old_objects_apart()
    widgets, running = _qt_objects()
    threads = _threads()
    yield
    _deliver_deletions()
    limit = time.monotonic() + 1.0
    while time.monotonic() < limit and any(t not in threads for t in _threads()):
        time.sleep(0.01)
    widgets_after, running_after = _qt_objects()
    left: list[Any] = [w for w in widgets_after if w not in widgets]
    left += [r for r in running_after if r not in running]
    left += [t for t in _threads() if t not in threads]
    if left:
        pytest.fail("left behind: " + ", ".join(map(_describe, left)))
