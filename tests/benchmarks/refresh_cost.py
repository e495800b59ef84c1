"""What one refresh costs while training runs: run ``python tests/benchmarks/refresh_cost.py [SECONDS]``.

A window of 1400 x 900 trains at full speed; for each view that can be brought into sight it prints milliseconds
of the window's thread (CPU time: not what other threads took meanwhile) that showing and painting took, of the
view alone and of all that is visible, mean and 99th percentile.
"""

from __future__ import annotations

import importlib
import pkgutil
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent))

import numpy as np
import window_speed
from PySide6.QtCore import QEvent, QSettings
from PySide6.QtWidgets import QWidget

import gui
from gui.app import make_application, open_window
from gui.body import CARDS, FACES, WORKSPACES
from gui.lenses import LENSES
from gui.main_window import MainWindow
from gui.session import Session

Spent = defaultdict[str, list[float]]


class Meter:
    """Sums what calls take, each without the ones inside it."""

    def __init__(self) -> None:
        self.spent: Spent = defaultdict(list)
        self._inner: list[float] = []

    def measured(self, name: str, call: Callable[..., Any]) -> Callable[..., Any]:
        """Give a call that is measured under a name."""

        def run(*args: Any, **named: Any) -> Any:
            begun = time.thread_time()
            self._inner.append(0.0)
            found = call(*args, **named)
            took = time.thread_time() - begun
            inside = self._inner.pop()
            if self._inner:
                self._inner[-1] += took
            self.spent[name].append(took - inside)
            return found

        return run

    def refresh(self, event: Callable[..., bool]) -> Callable[..., bool]:
        """Give an `event` of the window that measures each refresh as a whole."""

        def run(window: MainWindow, what: QEvent) -> bool:
            if what.type() != QEvent.Type.UpdateRequest:
                return event(window, what)
            begun = time.thread_time()
            done = event(window, what)
            self.spent["all"].append(time.thread_time() - begun)
            return done

        return run


def kinds(kind: type) -> Iterator[type]:
    """List the classes below a class."""
    for sub in kind.__subclasses__():
        yield sub
        yield from kinds(sub)


def attach(meter: Meter) -> None:
    """Measure every painting and showing: before the first widget is made, Qt keeps what it has called once."""
    for module in pkgutil.walk_packages(gui.__path__, "gui."):
        importlib.import_module(module.name)
    for kind in set(kinds(QWidget)):
        if kind.__module__.startswith("gui."):
            name = kind.__module__.removeprefix("gui.")
            for method in ("paintEvent", "show_state"):
                if method in kind.__dict__:
                    setattr(kind, method, meter.measured(name, kind.__dict__[method]))
    MainWindow.event = meter.refresh(MainWindow.event)  # type: ignore[method-assign]


def main() -> None:
    """Measure and print."""
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 2.0
    meter = Meter()
    attach(meter)
    with tempfile.TemporaryDirectory() as folder:
        QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, folder)
        make_application("en", "dark")
        window = open_window(
            lambda: Session(window_speed.Project()), window_speed.project(16, 16, 25)
        )
        window.resize(1400, 900)
        window_speed.until(lambda: window.ready and window.session.state.started)
        lateness = window_speed.Lateness()
        window_speed.beside(window, 0.5, lateness)
        for name in dict.fromkeys((*WORKSPACES, *FACES, *LENSES, *CARDS)):
            window.show_view("timeline")
            window.show_view(name)
            window_speed.beside(window, 0.5, lateness)
            meter.spent.clear()
            _, frames = window_speed.beside(window, seconds, lateness)
            whole = 1e3 * np.array(meter.spent.pop("all"))
            print(
                f"{name}: all that is visible {whole.mean():.2f} ms a refresh, p99 "
                f"{np.percentile(whole, 99):.2f}, {frames:.0f} refreshes a second"
            )
            most = sorted(meter.spent.items(), key=lambda item: -sum(item[1]))[:7]
            for part, took in most:
                print(f"    {part:<34} {1e3 * sum(took) / (frames * seconds):6.2f}")
        window.leave_at_once()


if __name__ == "__main__":
    main()
