"""Histogram of a layer's weights, now and over the iterations that were seen."""

from __future__ import annotations

from collections import deque
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QCoreApplication, QRectF
from PySide6.QtGui import QImage

from gui.theme import THEMES, px
from gui.widgets import numbers
from gui.widgets.ink import middle, mixed

from .update_facts import counts, matrix

if TYPE_CHECKING:
    from engine.recording import Floats, Recording

    from .cell_sheet import Sheet

translate = QCoreApplication.translate

BINS, KEPT = 40, 60
BARS, STRIP = 56, 60


class History:
    """Histograms of the last iterations that were seen; another branch or layer begins anew.

    Attributes
    ----------
    limit : float
        The histograms go from -limit to limit.
    rows : deque of (int, array)
        Iteration and counts, in the order of the iterations.
    """

    def __init__(self) -> None:
        self.limit = 0.0
        self.rows: deque[tuple[int, Floats]] = deque(maxlen=KEPT)
        self._of: tuple[int, int, int] = (-1, -1, -1)

    def forget(self) -> None:
        """Keep nothing."""
        self.rows.clear()
        self.limit, self._of = 0.0, (-1, -1, -1)

    def take(self, recording: Recording, names: list[str], branch: int, layer: int) -> None:
        """Count the weights after an iteration, once."""
        k = recording.iteration
        values = np.concatenate([matrix(recording, name, "after").ravel() for name in names])
        most = float(np.max(np.abs(values), initial=0.0, where=np.isfinite(values)))
        of = (branch, layer, values.size)
        if of != self._of or most > self.limit:
            self.forget()
            self.limit, self._of = numbers.next_range(1.2 * most), of
        while self.rows and self.rows[-1][0] >= k:  # gone back: what lies ahead comes again
            self.rows.pop()
        self.rows.append((k, counts(values, self.limit, BINS)))

    def paint(self, sheet: Sheet, y: float) -> float:
        """Paint the histogram and below it the strip of the past, and give where they end."""
        if not self.rows:
            return y
        ink, left, wide = sheet.ink, sheet.left, sheet.right - sheet.left
        now = self.rows[-1][1]
        text = translate("Update", "{count} numbers").format(count=numbers.count(int(now.sum())))
        y = sheet.heading(y, translate("Update", "Distribution"), text) - px(10)
        most, step = max(1.0, float(now.max())), wide / BINS
        base = y + px(BARS)
        for k, count in enumerate(now.tolist()):
            high = px(BARS) * count / most
            if count:
                ink.fill(
                    left + k * step,
                    base - max(1, high),
                    max(1, step - 1),
                    max(1, high),
                    ink.theme.t2,
                )
        ink.fill(left, base, wide, 1, ink.theme.line2)
        row = middle(base + px(12), 12)
        limit = numbers.setting(self.limit)
        ink.text(left, row, numbers.MINUS + limit, size=12, token="t2")
        ink.text(left + wide / 2, row, "0", size=12, token="t2", align="centre")
        ink.text(left + wide, row, limit, size=12, token="t2", align="right")
        y = base + px(26)
        if len(self.rows) > 1:
            high = px(STRIP)
            ink.p.drawImage(QRectF(left, y, wide, high), self._strip(sheet))
            first, last = self.rows[0][0], self.rows[-1][0]
            text = translate("Update", "iterations {first} to {last}, the latest below")
            text = text.format(first=numbers.count(first), last=numbers.count(last))
            ink.text(left, middle(y + high + px(12), 12), text, size=12, token="t2")
            y += high + px(26)
        return y

    def _strip(self, sheet: Sheet) -> QImage:
        share = np.stack([row / max(1.0, float(row.max())) for _, row in self.rows])
        index = np.ascontiguousarray(np.rint(255 * np.sqrt(share)).astype(np.uint8))
        high, wide = index.shape
        image = QImage(index.data, wide, high, wide, QImage.Format.Format_Indexed8)
        image.setColorTable(_table(sheet.ink.theme.name))
        return image.copy()


@lru_cache(maxsize=4)
def _table(name: str) -> list[int]:
    """Give the colours of the strip, from none to the most."""
    theme = THEMES[name]
    return [mixed(theme.t1, theme.s2, k / 255).rgba() for k in range(256)]
