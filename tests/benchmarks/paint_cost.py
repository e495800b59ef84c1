"""What painting each view costs: run ``python tests/benchmarks/paint_cost.py``; prints milliseconds."""

from __future__ import annotations

import os
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from dataclasses import replace

from PySide6.QtCore import QPoint
from PySide6.QtGui import QImage, QRegion
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QWidget

from engine.recording import Recording
from gui import theme
from gui.shown import Shown
from gui.views.cell import CellView
from gui.views.loss import LossView
from gui.views.timeline.timeline import TimelineView
from tests.gui.fakes import FakeSession, make_curves, make_shown, moved

ROUNDS = 60


def cost(view: QWidget, target: QWidget, show: Callable[[int], None]) -> tuple[float, float]:
    """Show and paint; give median and largest of the rounds, in milliseconds."""
    flags = QWidget.RenderFlag.DrawWindowBackground
    if isinstance(target, QAbstractScrollArea):  # paints in its viewport; elsewhere children rest
        flags |= QWidget.RenderFlag.DrawChildren
    image = QImage(target.size(), QImage.Format.Format_RGB32)
    taken = []
    for k in range(ROUNDS):
        begun = time.perf_counter()
        show(k)
        QWidget.render(target, image, QPoint(), QRegion(), flags)
        taken.append(1000 * (time.perf_counter() - begun))
    del view
    return statistics.median(taken[5:]), max(taken[5:])


def copied(recording: Recording) -> Recording:
    """Give the same Recording as another object: for a view it is a new one."""
    return replace(recording)


def report(name: str, found: tuple[float, float], wanted: float) -> None:
    """Print one line."""
    print(f"{name:<58} {found[0]:6.2f} median {found[1]:6.2f} most {wanted:6.1f} wanted")


def timeline(kind: str, shown: Shown, *, name: str) -> None:
    """Measure a timeline: playhead moved, new Frame stopped and running."""
    view = TimelineView(FakeSession(shown))  # type: ignore[arg-type]
    view.resize(764, 606)
    view.show()
    assert shown.playhead is not None
    count = len(shown.playhead.ticks)
    places = [moved(shown, 1 + k % (count // 2 - 1)) for k in range(ROUNDS)]
    report(f"{name}: playhead moved", cost(view, view, lambda k: view.show_state(places[k])), 1)
    recording = shown.frame.recording
    assert recording is not None
    fresh = [
        replace(shown, frame=replace(shown.frame, recording=copied(recording))) for _ in places
    ]
    report(f"{name}: new Frame, stopped", cost(view, view, lambda k: view.show_state(fresh[k])), 6)
    recording = replace(recording, followed=True)
    free = [
        replace(
            s,
            playhead=None,
            frame=replace(s.frame, running=True, recording=copied(recording)),
        )
        for s in fresh
    ]
    report(f"{name}: new Frame, running", cost(view, view, lambda k: view.show_state(free[k])), 2.5)
    view.close()
    del kind


def cell(shown: Shown, name: str) -> None:
    """Measure the cell zone."""
    view = CellView(FakeSession(shown))  # type: ignore[arg-type]
    view.resize(372, 756)
    view.show()
    assert shown.playhead is not None
    first = shown.playhead.index
    places = [moved(shown, first + 2 * (k % 5)) for k in range(ROUNDS)]
    report(name, cost(view, view.page, lambda k: view.show_state(places[k])), 2)
    view.close()


def loss(length: int) -> None:
    """Measure the loss: growing while running, repainted, scrubbed."""
    shown = make_shown(latest=length, iteration=length)
    view = LossView(FakeSession(shown))  # type: ignore[arg-type]
    view.resize(764, 150)
    view.show()
    view.ready()
    QApplication.processEvents()
    curves = make_curves(length)

    def state(size: int, iteration: int, *, running: bool) -> Shown:
        held = (
            size // 50 + 1
        )  # as the engine leaves them: views, longer each time, of the same arrays
        cut = replace(
            curves, training=curves.training[:size], smoothed=curves.smoothed[:size],
            validation_at=curves.validation_at[:held], validation=curves.validation[:held],
        )  # fmt: skip
        frame = replace(shown.frame, curves=cut, iteration=iteration, latest=size, running=running)
        return replace(shown, frame=frame)

    growing = [state(length - 20 * (ROUNDS - k), length, running=True) for k in range(ROUNDS)]
    plot = view.plot
    assert plot is not None

    def grow(k: int) -> None:
        plot._refreshed = 0.0
        view.show_state(growing[k])

    report(f"loss, {length:,} iterations: 20 more, running", cost(view, plot, grow), 3)
    scrub = [state(length, length // 2 + k, running=False) for k in range(ROUNDS)]
    report(
        f"loss, {length:,} iterations: gone back",
        cost(view, plot, lambda k: view.show_state(scrub[k])),
        3,
    )

    def whole(k: int) -> None:
        plot._pixmaps.forget()
        view.show_state(scrub[k])

    report(f"loss, {length:,} iterations: all drawn anew", cost(view, plot, whole), 12)
    view.close()


def main() -> None:
    """Print the cost of each view."""
    app = QApplication.instance() or QApplication([])
    theme.load_fonts()
    theme.current.set("dark")
    timeline("lstm", make_shown(example=12), name="timeline LSTM 8 x 24")
    timeline(
        "lstm", make_shown(example=12, phase="backward"), name="timeline LSTM 8 x 24, backward"
    )
    timeline("lstm", make_shown(steps=200, units=128, t=9), name="timeline LSTM 128 x 200")
    timeline("rnn", make_shown("rnn"), name="timeline RNN 8 x 24")
    timeline("dense", make_shown("dense", t=0), name="timeline dense")
    cell(make_shown(example=12), "cell LSTM, forward")
    cell(make_shown(example=12, phase="backward", t=15), "cell LSTM, backward")
    cell(make_shown("rnn", example=12), "cell RNN")
    cell(make_shown(example=12, layer=1), "cell output")
    for length in (2_400, 1_000_000):
        loss(length)
    del app


if __name__ == "__main__":
    main()
