"""Dots: the examples as dots with one batch lit, and what that means in two sentences."""

from __future__ import annotations

import math

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from gui.theme import current, px
from gui.widgets.numbers import count
from gui.widgets.paint import box
from gui.widgets.words import Part, Words

COLUMNS = 32
ROWS = 6


class Grid(QWidget):
    """The examples as dots; a dot stands for several where there are more than fit."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.shape = (1, 1, 0)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        current.changed.connect(self.updateGeometry)

    def show_batch(self, examples: int, batch: int, number: int) -> None:
        """Show how many examples there are, in one batch, and which batch it is (from 0)."""
        if self.shape != (examples, batch, number):
            rows_changed = self._rows(examples) != self._rows(self.shape[0])
            self.shape = (examples, batch, number)
            if rows_changed:
                self.updateGeometry()
            self.update()

    @staticmethod
    def _rows(examples: int) -> int:
        return min(ROWS, math.ceil(examples / COLUMNS))

    def sizeHint(self) -> QSize:
        """Be as high as the rows need."""
        return QSize(px(160), round(self._rows(self.shape[0]) * px(232) / COLUMNS))

    def minimumSizeHint(self) -> QSize:
        """Be as high as the rows need."""
        return self.sizeHint()

    def lit(self) -> tuple[int, int, int]:
        """Give the number of dots, and the first and one past the last that are lit."""
        examples, batch, number = self.shape
        dots = min(examples, COLUMNS * ROWS)
        first = min(math.floor(number * batch / examples * dots), dots - 1)
        last = min(math.ceil((number + 1) * batch / examples * dots), dots)
        wide = max(1, round(batch / examples * dots))
        return dots, first, min(max(first + wide, min(last, first + wide)), dots)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the dots."""
        painter = QPainter(self)
        theme = current.theme
        dots, first, last = self.lit()
        pitch = self.width() / COLUMNS
        side = pitch * 0.74
        for k in range(dots):
            row, column = divmod(k, COLUMNS)
            place = QRectF(column * pitch, row * pitch, side, side)
            box(painter, place, side * 0.28, theme.t1 if first <= k < last else theme.s3)


class Dots(Part):
    """The examples as dots with one batch lit, and two sentences on it.

    Parameters
    ----------
    parent : QWidget or None
        Parent.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.grid = Grid(self)
        self.update_words = Words("t2", 12, wrap=True, parent=self)
        self.epoch_words = Words("t2", 12, wrap=True, parent=self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.grid)
        column.addSpacing(2)
        column.addWidget(self.update_words)
        column.addWidget(self.epoch_words)
        self._shown: tuple[int, int, int] = (1, 1, 1)

    def show_batch(self, examples: int, batch: int, number: int, updates: int) -> None:
        """Show how many examples there are.

        Parameters
        ----------
        examples, batch : int
            Examples in all, and in one batch.
        number : int
            Which batch it is, from 0.
        updates : int
            Iterations of one epoch.
        """
        self.grid.show_batch(examples, batch, number)
        if (examples, batch, updates) != self._shown:
            self._shown = (examples, batch, updates)
            self.retranslate()

    def retranslate(self) -> None:
        """Set both sentences."""
        examples, batch, updates = self._shown
        if batch >= examples:
            text = self.tr("all {all} examples per update").format(all=count(examples))
        elif batch == 1:
            text = self.tr("1 of {all} examples per update").format(all=count(examples))
        else:
            text = self.tr("{some} of {all} examples per update")
            text = text.format(some=count(batch), all=count(examples))
        self.update_words.setText(text)
        if updates == 1:
            text = self.tr("1 iteration = 1 epoch")
        else:
            text = self.tr("{n} iterations = 1 epoch").format(n=count(updates))
        self.epoch_words.setText(text)
        self.grid.setAccessibleName(f"{self.update_words.text()}, {text}")
