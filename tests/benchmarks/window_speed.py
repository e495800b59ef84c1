"""Speed beside an open window: what training keeps, how late a timer is, how long a step takes.

Run by hand: ``python tests/benchmarks/window_speed.py``; figures are ratios of one run, headless and
beside the window in turn. Set QT_QPA_PLATFORM=xcb and DISPLAY for a real X window.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
os.environ.setdefault("PYQTGRAPH_QT_LIB", "PySide6")

import numpy as np
import paint_cost
from PySide6.QtCore import QEventLoop, QObject, QSettings, Qt, QTimer
from PySide6.QtWidgets import QApplication

from engine.course import Course
from engine.project import LSTM, Hold, Network, Project, Training
from gui.app import make_application, open_window
from gui.main_window import MainWindow
from gui.session import Session

SECONDS = 3.0
ROUNDS = 3


def project(units: int, batch: int, steps: int) -> Project:
    """Give the project of one size."""
    return Project(
        data=Hold(length=steps, examples=16 * batch),
        network=Network(layers=(LSTM(units=units),)),
        training=Training(batch_size=batch, learning_rate=0.005),
    )


def headless(what: Project, seconds: float) -> float:
    """Give iterations a second without a window."""
    course = Course(what)
    for _ in range(50):
        course.advance()
    begun = time.perf_counter()
    done = course.iteration
    while time.perf_counter() - begun < seconds:
        for _ in range(20):
            course.advance()
    return (course.iteration - done) / (time.perf_counter() - begun)


def until(condition: Callable[[], bool], seconds: float = 30.0) -> None:
    """Turn the event loop until something is so."""
    begun = time.perf_counter()
    while not condition():
        QApplication.processEvents()
        if time.perf_counter() - begun > seconds:
            raise TimeoutError


class Lateness(QObject):
    """A 5 ms timer in the window's thread, and how late each tick was."""

    def __init__(self) -> None:
        super().__init__()
        self.late: list[float] = []
        self.timer = QTimer(self)
        self.timer.setTimerType(Qt.TimerType.PreciseTimer)
        self.timer.timeout.connect(self.tick)
        self.last = 0.0

    def start(self) -> None:
        """Begin."""
        self.late.clear()
        self.last = time.perf_counter()
        self.timer.start(5)

    def tick(self) -> None:
        """Note how late it is."""
        now = time.perf_counter()
        self.late.append(max(0.0, (now - self.last - 0.005) * 1e3))
        self.last = now


def beside(window: MainWindow, seconds: float, lateness: Lateness) -> tuple[float, float]:
    """Give iterations and Frames a second while the window shows them."""
    loop = QEventLoop()
    session = window.session
    session.play(True, speed=4)
    until(lambda: session.state.frame.running)
    frames = 0

    def count(_: object) -> None:
        nonlocal frames
        frames += 1

    session.shown.connect(count)
    first, begun = session.state.frame.iteration, time.perf_counter()
    lateness.start()
    QTimer.singleShot(round(seconds * 1000), loop.quit)
    loop.exec()
    lateness.timer.stop()
    took = time.perf_counter() - begun
    rate = (session.state.frame.iteration - first) / took
    session.shown.disconnect(count)
    session.play(False)
    until(lambda: not session.state.frame.running)
    return rate, frames / took


def steps(window: MainWindow, size: str, times: int) -> np.ndarray:
    """Give the milliseconds from a step to its picture, forwards and backwards."""
    session = window.session
    took = []
    for k in range(times):
        begun = time.perf_counter()
        before = session.state.frame.iteration
        session.move(size, -1 if size == "iteration" or k % 40 < 20 else 1)
        if size == "iteration":
            until(lambda before=before: session.state.frame.iteration != before)
        QApplication.processEvents()
        took.append((time.perf_counter() - begun) * 1e3)
    return np.array(took)


def start_times() -> list[float]:
    """Give seconds from the start of the process until its window has closed itself at once: first compiling all."""
    home = tempfile.mkdtemp()
    env = os.environ | {"QT_QPA_PLATFORM": "offscreen", "HOME": home, "PYTHONPYCACHEPREFIX": home}
    env.pop("PYTHONDONTWRITEBYTECODE", None)
    found = []
    for _ in range(6):
        begun = time.perf_counter()
        subprocess.run(
            [sys.executable, str(ROOT / "main.py"), "--quit-after", "0"], env=env, check=True
        )
        found.append(time.perf_counter() - begun)
    return found


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, folder)
        make_application("en", "dark")
        lateness = Lateness()
        for units, batch, length in ((16, 16, 25), (32, 32, 50)):
            what = project(units, batch, length)
            window = open_window(lambda: Session(Project()), what)
            window.resize(1400, 900)
            until(lambda w=window: w.ready and w.session.state.started)
            kept, refresh, late = [], [], []
            for _ in range(ROUNDS):
                alone = headless(what, SECONDS / 2)
                rate, frames = beside(window, SECONDS, lateness)
                kept.append(rate / alone)
                refresh.append(frames)
                late += lateness.late
            print(
                f"LSTM H{units} B{batch} T{length}: keeps {100 * np.median(kept):.0f} % "
                f"({100 * min(kept):.0f} to {100 * max(kept):.0f}) of {alone:,.0f} it/s headless, "
                f"{np.median(refresh):.0f} frames/s, 5 ms timer late p50 {np.percentile(late, 50):.1f} "
                f"p99 {np.percentile(late, 99):.1f} max {max(late):.1f} ms"
            )
            for size, times in (("time_step", 200), ("tick", 200), ("iteration", 60)):
                took = steps(window, size, times)
                print(
                    f"  {size}: median {np.median(took):.1f} ms, p99 {np.percentile(took, 99):.1f} ms"
                )
            window.leave_at_once()
    print(
        "window usable and closed again after",
        " ".join(f"{t:.2f}" for t in start_times()),
        "s (whole process; the first one compiles its sources)",
    )
    paint_cost.main()


if __name__ == "__main__":
    main()
