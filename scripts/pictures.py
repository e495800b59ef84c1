"""Take the pictures in docs/pictures/views: each view, dark and light, Korean and English, in three sizes.

Run ``python scripts/pictures.py`` for all of them, or with words for the scenes whose names hold one. They are
there to be looked at beside each other after a change to the window; 256 colours keep them small.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("PYQTGRAPH_QT_LIB", "PySide6")

import msgspec
import numpy as np
from PySide6.QtCore import QSettings
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from engine.command_line import source_of
from engine.examples import examples
from engine.files import read_project
from engine.project import SGD, Project
from gui.app import hush, make_application, open_window
from gui.language import set_language
from gui.main_window import MainWindow
from gui.session import Session
from gui.theme import current

FOLDER = ROOT / "docs" / "pictures" / "views"
SIZES = ((1280, 720), (1400, 900), (1920, 1080))
LONGEST = 120.0
"""Seconds after which a place that was not reached is a fault."""


@dataclass(frozen=True)
class Scene:
    """A view at a place: the example, the iteration, the phase, the time step from 1, what is brought into sight."""

    example: str
    iteration: int
    phase: str
    time: int
    view: str


SCENES = {
    "timeline": Scene("hold-lstm", 400, "forward", 10, "timeline"),
    "timeline-backward": Scene("flag-rnn", 300, "backward", 30, "timeline"),
    "timeline-text": Scene("reber-embedded", 600, "forward", 5, "timeline"),
    "numbers": Scene("hold-lstm", 400, "forward", 10, "numbers"),
    "cell-gru": Scene("adding-gru", 200, "backward", 8, "cell"),
    "cell-loss": Scene("reber-lstm", 600, "loss", 6, "cell"),
    "batch": Scene("hold-lstm", 400, "batch", 1, "batch"),
    "gradient": Scene("flag-rnn", 300, "backward", 30, "gradient"),
    "update": Scene("hold-lstm", 400, "update", 1, "update"),
    "microscope": Scene("hold-lstm", 400, "forward", 10, "microscope"),
    "microscope-backward": Scene("hold-lstm", 400, "backward", 10, "microscope"),
    "network": Scene("spiral-mlp", 1500, "forward", 1, "network"),
    "confusion": Scene("reber-lstm", 600, "forward", 6, "confusion"),
    "landscape": Scene("hold-lstm", 40, "update", 1, "landscape"),
    "softmax": Scene("reber-lstm", 600, "forward", 4, "softmax"),
}


def until(condition: Callable[[], bool]) -> None:
    """Turn the event loop until something is so."""
    begun = time.monotonic()
    while not condition():
        QApplication.processEvents()
        if time.monotonic() - begun > LONGEST:
            raise TimeoutError


def rest(seconds: float = 0.25) -> None:
    """Let layouts, probes and paintings come to rest."""
    begun = time.monotonic()
    until(lambda: time.monotonic() - begun > seconds)


def small(image: QImage) -> QImage:
    """Give a picture in its 256 most frequent colours; any other becomes the nearest of them."""
    image = image.convertToFormat(QImage.Format.Format_RGB32)
    wide, high = image.width(), image.height()
    pixels = np.frombuffer(image.constBits(), np.uint8).reshape(high, -1)[:, : 4 * wide]
    levels = pixels.reshape(high, wide, 4)[..., :3] >> 3
    codes = (levels.astype(np.uint16) << np.array([0, 5, 10], np.uint16)).sum(-1, dtype=np.uint16)
    counts = np.bincount(codes.ravel(), minlength=1 << 15)
    kept = np.argsort(-counts, kind="stable")[:256]
    means = (
        np.stack(
            [
                np.bincount(codes.ravel(), pixels.reshape(high, wide, 4)[..., k].ravel(), 1 << 15)
                for k in range(3)
            ],
            axis=-1,
        )
        / np.maximum(counts, 1)[:, None]
    )
    used = np.flatnonzero(counts)
    nearest = np.zeros(1 << 15, np.uint8)
    nearest[used] = ((means[used, None] - means[kept]) ** 2).sum(-1).argmin(-1)
    index = np.ascontiguousarray(nearest[codes])
    made = QImage(index.data, wide, high, wide, QImage.Format.Format_Indexed8).copy()
    blue, green, red = np.round(means[kept]).astype(int).T
    made.setColorTable((0xFF000000 | red << 16 | green << 8 | blue).tolist())
    return made


def save(window: MainWindow, name: str) -> None:
    """Take the picture of the window in both themes, both languages and all sizes."""
    for theme in ("dark", "light"):
        for language in ("en", "ko"):
            current.set(theme)
            set_language(language)
            for size in SIZES:
                window.resize(*size)
                rest()
                path = FOLDER / f"{name}-{theme}-{language}-{size[0]}x{size[1]}.png"
                if not small(window.grab().toImage()).save(str(path), "PNG", 0):
                    raise OSError(path.name)
        print(name, theme)


def go(window: MainWindow, scene: Scene) -> None:
    """Go to the place of a scene."""
    session = window.session
    session.go(iteration=scene.iteration)
    until(lambda: session.state.frame.iteration == scene.iteration)
    until(lambda: session.state.frame.busy is None and session.state.playhead is not None)
    playhead = session.state.playhead
    assert playhead is not None
    step = min(scene.time, playhead.steps) - 1
    session.go(tick=playhead.at(scene.phase, step))  # type: ignore[arg-type]
    window.show_view(scene.view)


def window_of(source: Path | Project | None) -> MainWindow:
    """Open a window, and wait for it."""
    window = open_window(lambda: Session(Project()), source, examples=examples())
    until(lambda: window.ready)
    if source is not None:
        until(lambda: window.session.state.started)
    return window


def diverged() -> MainWindow:
    """Open a window in which training has diverged."""
    project = read_project(source_of("sunspots-lstm"))
    training = msgspec.structs.replace(
        project.training, optimizer=SGD(), learning_rate=2.2, clip=0.0
    )
    project = msgspec.structs.replace(project, training=training)
    window = window_of(project)
    window.session.play(True)
    until(lambda: window.session.state.frame.divergence is not None)
    return window


def main() -> int:
    """Take those that are asked for."""
    words = sys.argv[1:]
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        for scope in (QSettings.Scope.UserScope, QSettings.Scope.SystemScope):
            QSettings.setPath(QSettings.Format.IniFormat, scope, folder)
        hush()
        make_application("en", "dark")
        makers: dict[str, Callable[[], MainWindow]] = {
            "start": lambda: window_of(None),
            "diverged": diverged,
        }
        for name in (*makers, *SCENES):
            if words and not any(word in name for word in words):
                continue
            window = (
                makers[name]() if name in makers else window_of(source_of(SCENES[name].example))
            )
            if name in SCENES:
                go(window, SCENES[name])
            save(window, name)
            window.leave_at_once()
    return 0


if __name__ == "__main__":
    sys.exit(main())
