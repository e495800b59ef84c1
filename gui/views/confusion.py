"""Confusion: which class was said for which, in the place of the loss."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QPainter

from engine.probing_confusion import Confusion
from gui.exporting import ExportMenu
from gui.theme import current, px
from gui.views.symbols import written
from gui.views.table import Table
from gui.views.timeline.heatmap import paint_map
from gui.views.view import View
from gui.widgets import numbers
from gui.widgets.buttons import IconButton
from gui.widgets.ink import Ink, middle, text_width
from gui.widgets.paint import ARROWS, keeps
from gui.widgets.segmented import Segmented

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent, QResizeEvent
    from PySide6.QtWidgets import QWidget

    from engine.probes import Probe
    from gui.session import Session
    from gui.shown import Shown

PARTS = ("training", "validation", "test")
HEADER = 34
NUMBERED = 15
"""Least height of a cell that has room for its number."""
MOST_WIDE = 44
"""A cell is no wider than that."""


class ConfusionView(View):
    """The confusion matrix of a part of the data; arrows and clicks choose a cell.

    Parameters
    ----------
    session : Session
        Takes requests.
    parent : QWidget or None
        Parent.
    """

    left = Signal()
    """The loss is wanted back."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.part: Any = "validation"
        self.counts: Any = None
        self.classes: tuple[str, ...] = ()
        self.at = (0, 0)
        self.parts = Segmented(PARTS, self)
        self.parts.set_current(self.part)
        self.parts.chosen.connect(self._choose)
        self.export = ExportMenu(self, "confusion")
        self.leave = IconButton("x", 28, self)
        self.leave.clicked.connect(self.left)
        self.retranslate()

    # what is shown

    def probes(self, shown: Shown) -> tuple[Probe, ...]:
        """Ask for the counts of the part that is chosen."""
        return (Confusion(self.part),) if shown.frame.dataset.task != "regression" else ()

    def receive(self, shown: Shown) -> None:
        """Take in the counts."""
        dataset = shown.frame.dataset
        self.parts.offer("test", dataset.test is not None)
        self._arrange()
        if dataset.test is None and self.part == "test":
            self._choose("validation")
        self.classes = dataset.classes
        self.counts = shown.frame.probes.get(Confusion(self.part))
        if self.counts is not None:
            last = len(self.counts) - 1
            self.at = (min(self.at[0], last), min(self.at[1], last))
        self.update()

    def _choose(self, part: str) -> None:
        self.part = part
        self.parts.set_current(part)
        self.counts = None
        self.update()
        if self.state is not None:
            self.session.look()  # the window asks every view anew what it wants to know

    def summary(self, shown: Shown) -> str:
        """Say what the picture says."""
        return f"{self.sentence()} {self.chosen()}".strip()

    def numbers(self, shown: Shown) -> Table | None:
        """Give a row for each true class: how often each class was said for it."""
        if self.counts is None:
            return None
        names = [written(self.classes, k) for k in range(len(self.counts))]
        rows = [(name, *row) for name, row in zip(names, self.counts.tolist(), strict=True)]
        return Table((self.tr("true"), *names), rows)

    def sentence(self) -> str:
        """Say how often it is right, and what is mistaken most often."""
        if self.counts is None:
            if self.state is not None and self.state.frame.dataset.task == "regression":
                return self.tr("There are no classes here: the output is a number.")
            return self.tr("The counts come with the next pause.")
        counts = self.counts
        total, hits = int(counts.sum()), int(np.trace(counts))
        if not total:
            return self.tr("No target counts in this part of the data.")
        text = self.tr("Right in {hits} of {total} ({share}).").format(
            hits=numbers.count(hits),
            total=numbers.count(total),
            share=numbers.percent(hits / total),
        )
        wrong = counts * (1 - np.eye(len(counts), dtype=np.int64))
        true, said = np.unravel_index(int(wrong.argmax()), wrong.shape)
        if wrong[true, said]:
            most = self.tr("Most often mistaken: {true} for {said}, {count} times.")
            text += " " + most.format(
                true=self._name(int(true)), said=self._name(int(said)), count=int(wrong[true, said])
            )
        return text

    def chosen(self) -> str:
        """Say what the chosen cell counts."""
        if self.counts is None:
            return ""
        true, said = self.at
        text = self.tr("True {true}, said {said}: {count}")
        number = numbers.count(int(self.counts[true, said]))
        return text.format(true=self._name(true), said=self._name(said), count=number)

    def _name(self, k: int) -> str:
        return f"“{written(self.classes, k)}”"

    # painting

    def _grid(self) -> QRectF:
        """Give where the cells are: as high as there is room, no wider than they must be."""
        if self.counts is None:
            return QRectF()
        size = len(self.counts)
        top, bottom = px(HEADER) + px(18), px(8)
        high = max(1.0, self.height() - top - bottom)
        names = max(text_width(written(self.classes, k), 12) for k in range(size))
        left = px(16) + max(names, text_width(self.tr("true"), 12)) + px(10)
        wide = min(size * px(MOST_WIDE), (self.width() - left) * 0.62)
        return QRectF(left, top, wide, high)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint title, matrix and sentence."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), current.theme.s1)
        ink = Ink(painter)
        y = middle(px(HEADER / 2), 15)
        ink.text(px(16), y, self.tr("Confusion"), size=15, weight=600)
        grid = self._grid()
        if grid.isEmpty():
            ink.text(px(16), middle(self.height() / 2, 13), self.sentence(), size=13, token="t2")
            return
        self._paint_matrix(painter, ink, grid)
        self._paint_words(ink, grid)

    def _paint_matrix(self, painter: QPainter, ink: Ink, grid: QRectF) -> None:
        size = len(self.counts)
        shares = self.counts / np.maximum(1, self.counts.sum(axis=1, keepdims=True))
        # shares of the true class: one that is rare is seen as well as one that is frequent;
        # their roots: a few mistakes must be seen beside many hits
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, False)
        paint_map(painter, grid, np.sqrt(shares), 0.0, 1.0, current.theme.map("h"))
        wide, high = grid.width() / size, grid.height() / size
        if high >= px(9):
            step = 1 if high >= px(13) else 2
            for k in range(0, size, step):
                name = written(self.classes, k)
                at = middle(grid.top() + (k + 0.5) * high, 12)
                ink.text(grid.left() - px(6), at, name, size=12, token="t2", align="right")
        if wide >= px(10):
            for k in range(size):
                at = grid.left() + (k + 0.5) * wide - text_width(written(self.classes, k), 12) / 2
                name = written(self.classes, k)
                ink.text(at, middle(grid.top() - px(9), 12), name, size=12, token="t2")
        if high >= px(NUMBERED):
            for true in range(size):
                for said in range(size):
                    count = int(self.counts[true, said])
                    text = numbers.count(count)
                    if count and text_width(text, 12) < wide - px(4):
                        at = grid.left() + (said + 0.5) * wide - text_width(text, 12) / 2
                        dark = shares[true, said] > 0.5
                        y = middle(grid.top() + (true + 0.5) * high, 12)
                        ink.text(at, y, text, size=12, token="bg" if dark else "t1")
        true, said = self.at
        painter.setPen(current.theme.t1)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        cell = QRectF(grid.left() + said * wide, grid.top() + true * high, wide, high)
        painter.drawRect(cell.adjusted(0.5, 0.5, -0.5, -0.5))

    def _paint_words(self, ink: Ink, grid: QRectF) -> None:
        left = grid.right() + px(20)
        room = self.width() - left - px(16)
        y = grid.top() + px(6)
        ink.text(px(16), middle(grid.top() - px(9), 12), self.tr("true"), size=12, token="t3")
        ink.text(
            grid.right() + px(6),
            middle(grid.top() - px(9), 12),
            self.tr("said"),
            size=12,
            token="t3",
        )
        for text, weight in ((self.sentence(), 600), (self.chosen(), 400)):
            line = ""
            for word in text.split(" "):
                longer = f"{line} {word}".strip()
                if line and text_width(longer, 13, weight) > room:
                    ink.text(left, middle(y, 13), line, size=13, weight=weight)
                    y += px(18)
                    line = word
                else:
                    line = longer
            ink.text(left, middle(y, 13), line, size=13, weight=weight)
            y += px(22)

    # acting

    def cell_at(self, at: QPointF) -> tuple[int, int] | None:
        """Give the cell under a place: true and said class."""
        grid = self._grid()
        if grid.isEmpty() or not grid.contains(at):
            return None
        size = len(self.counts)
        true = int((at.y() - grid.top()) / grid.height() * size)
        said = int((at.x() - grid.left()) / grid.width() * size)
        return min(true, size - 1), min(said, size - 1)

    def _go(self, cell: tuple[int, int]) -> None:
        self.at = cell
        self.update()
        if self.state is not None:
            self.setAccessibleDescription(self.summary(self.state))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the cell."""
        cell = self.cell_at(event.position())
        if cell is not None:
            self._go(cell)

    def event(self, event: QEvent) -> bool:
        """Keep the arrow keys: they choose a cell."""
        return keeps(event, ARROWS) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose the next cell, or leave."""
        key = Qt.Key
        ways = {
            key.Key_Left: (0, -1),
            key.Key_Right: (0, 1),
            key.Key_Up: (-1, 0),
            key.Key_Down: (1, 0),
        }
        way = next((way for name, way in ways.items() if name == event.key()), None)
        if way is None or self.counts is None:
            super().keyPressEvent(event)
            return
        last = len(self.counts) - 1
        self._go((min(max(0, self.at[0] + way[0]), last), min(max(0, self.at[1] + way[1]), last)))

    # texts and sizes

    def retranslate(self) -> None:
        """Set all texts."""
        self.setAccessibleName(self.tr("Confusion"))
        words = {
            "training": self.tr("training"),
            "validation": self.tr("validation"),
            "test": self.tr("test"),
        }
        self.parts.set_texts(words, self.tr("Part of the data"))
        self.leave.set_name(self.tr("Back to the loss"))
        self._arrange()
        self.update()

    def restyle(self) -> None:
        """Take the theme and text size in force."""
        self._arrange()
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place the controls."""
        self._arrange()

    def _arrange(self) -> None:
        size, side = self.parts.sizeHint(), self.leave.sizeHint()
        top = (px(HEADER) - side.height()) // 2 + px(2)
        right = self.width() - px(12)
        for button in (self.leave, self.export):
            right -= side.width()
            button.setGeometry(right, top, *side.toTuple())
        wide = size.width() + px(24)
        self.parts.setGeometry(right - px(8) - wide, top, wide, side.height())
