"""What many points of the loss cost: ``python tests/benchmarks/loss_paint.py`` prints milliseconds and bytes."""

from __future__ import annotations

import os
import statistics
import sys
import time
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import numpy as np
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication

from gui import theme
from gui.widgets.curves import CurvePixmaps, LossData, Mapping

ROUNDS = 60
AREA = QRectF(0, 0, 700, 100)


def data_of(size: int) -> LossData:
    """Make noisy losses, with a validation each 50 iterations."""
    training = np.exp(0.35 * np.random.default_rng(0).normal(size=size)) * np.linspace(
        1, 0.01, size
    )
    at = np.arange(0, size + 1, 50)
    return LossData(training, training * 0.9, at, np.interp(at, np.arange(size), training), size)


def measured(size: int) -> tuple[float, float, float]:
    """Give milliseconds to draw all anew, milliseconds of a blit, and bytes a point."""
    data, pixmaps = data_of(size), CurvePixmaps()
    pixmaps.take(data)
    low, high = pixmaps.level(True)
    place = Mapping(AREA, (0.0, float(size)), (low, high), True, 1.0)
    image = QImage(700, 100, QImage.Format.Format_RGB32)
    anew, again = [], []
    for _ in range(ROUNDS):
        for taken, fresh in ((anew, True), (again, False)):
            if fresh:
                pixmaps.forget()
            painter = QPainter(image)
            begun = time.perf_counter()
            pixmaps.level(True)
            pixmaps.paint(painter, place, data)
            taken.append(1000 * (time.perf_counter() - begun))
            painter.end()
    used = pixmaps.raw.nbytes + pixmaps.smooth.nbytes + data.training.nbytes + data.smoothed.nbytes
    return statistics.median(anew), statistics.median(again), used / size


def main() -> None:
    """Measure a thousand and a million points."""
    app = QApplication.instance() or QApplication(sys.argv)
    theme.current.set("dark")
    rows = {size: measured(size) for size in (1_000, 1_000_000)}
    for size, (anew, again, used) in rows.items():
        print(f"{size:>9,} points: anew {anew:6.2f} ms, again {again:6.2f} ms, {used:5.1f} B/point")
    few, many = rows[1_000], rows[1_000_000]
    print(
        f"a million against a thousand: anew {many[0] / few[0]:.2f}, again {many[1] / few[1]:.2f}"
    )
    del app


if __name__ == "__main__":
    main()
