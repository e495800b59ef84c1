"""Note on a file of data: its name, what it comes to, the numbers that were fitted to it."""

from __future__ import annotations

import re
from pathlib import PurePath
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from engine.errors import Refusal
from engine.project import Arrays, Table
from gui.panels.import_told import told
from gui.panels.shelf import title_of
from gui.theme import current, px
from gui.widgets.buttons import TextButton
from gui.widgets.numbers import count, setting
from gui.widgets.paint import box
from gui.widgets.words import Part, Words

if TYPE_CHECKING:
    from engine.project import Data
    from engine.sizes import Shape

FITTED_MOST = 4
"""Columns whose fitted numbers are told."""
WORDS_MOST = 6
"""Texts of a column that are told."""


class FileNote(Part):
    """Which file the data come from, what is in it, and what was fitted to it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.data: Data | None = None
        self.sizes: Shape | None = None
        self.naive: float | None = None
        self.name = Words("t1", 13, 600, wrap=True, parent=self)
        self.count = Words("t2", 12, wrap=True, parent=self)
        self.numbers = Words("t2", 12, wrap=True, parent=self)
        self.edit = TextButton("plain", parent=self, size=12, height=28)
        self.buttons = QHBoxLayout()
        self.buttons.addWidget(self.edit)
        self.buttons.addStretch(1)
        self.column = QVBoxLayout(self)
        for part in (self.name, self.count, self.numbers):
            self.column.addWidget(part)
        self.column.addLayout(self.buttons)
        self.restyle()

    def show_data(self, data: Data, sizes: Shape | None, naive: float | None) -> None:
        """Show data of a file.

        Parameters
        ----------
        data : Data
            Arrays, a text or a table.
        sizes : Shape or None
            What it comes to; None where it cannot be read any more.
        naive : float or None
            How well it does without learning.
        """
        if (data, sizes, naive) != (self.data, self.sizes, self.naive):
            self.data, self.sizes, self.naive = data, sizes, naive
            self.retranslate()

    def retranslate(self) -> None:
        """Set name, sizes and what was fitted."""
        if self.data is None:
            return
        path = str(getattr(self.data, "path", ""))
        title = title_of(self.data)
        # The path may be another system's; words break behind dots and underscores alone.
        name = title or PurePath(path.replace("\\", "/")).name
        self.name.setText(name if title else re.sub(r"([._-])", "\\1\u200b", name))
        self.name.setToolTip(path)
        text = ""
        if self.sizes is not None and isinstance(self.data, Arrays):
            text = self.tr("{examples} examples, {steps} steps, {inputs} inputs").format(
                examples=count(self.sizes.examples),
                steps=count(self.sizes.steps),
                inputs=count(self.sizes.inputs),
            )
        elif self.sizes is not None:
            text = "\n".join(told(self.sizes, self.naive))
        self.count.setText(text)
        self.count.setVisible(bool(text))
        fitted = ""
        if isinstance(self.data, Table) and self.sizes is not None:
            fitted = "\n".join(part for part in (self._fitted(), self._categories()) if part)
        self.numbers.setText(fitted)
        self.numbers.setVisible(bool(fitted))
        self.edit.setText(self.tr("Columns and task…"))
        self.edit.setVisible(isinstance(self.data, Table) and bool(path))
        self.edit.updateGeometry()
        self.setAccessibleName(f"{name}: {text}" if text else name)
        self.setAccessibleDescription(fitted)

    def _fitted(self) -> str:
        """Say the numbers that were fitted on what is trained on."""
        from engine.datasets.tables import fitted

        assert isinstance(self.data, Table)
        if self.data.scaling == "none":
            return ""
        standard = self.data.scaling == "standard"
        text = self.tr("{column}: {offset} ± {scale}")
        if not standard:
            text = self.tr("{column}: {offset} to {most}")
        try:
            # what is read and said alike is told once
            every = [one for one in fitted(self.data) if not one.category]
            found = {(one.column, one.offset, one.scale): None for one in every}
        except Refusal:
            return ""  # gone since it was measured: told where it is asked for next
        if not found:
            return ""
        lines = [
            text.format(
                column=column,
                offset=short(offset),
                scale=short(scale),
                most=short(offset + scale),
            )
            for column, offset, scale in list(found)[:FITTED_MOST]
        ]
        if len(found) > FITTED_MOST:
            lines.append(self.tr("and {n} more").format(n=count(len(found) - FITTED_MOST)))
        head = self.tr("Mean and deviation of what is trained on:")
        if not standard:
            head = self.tr("Least and most of what is trained on:")
        if self.data.log or self.data.differencing:
            lines.append(self.tr("Of the changed numbers: logarithms, differences."))
        return "\n".join((head, *lines))

    def _categories(self) -> str:
        """Say which texts are inputs, and what training has not seen."""
        from engine.datasets.tables import categories

        assert isinstance(self.data, Table)
        try:
            found = categories(self.data)
        except Refusal:
            return ""
        lines = []
        for one in found[:FITTED_MOST]:
            text = self.tr("{column} is an input for each of: {words}.")
            lines.append(text.format(column=one.column, words=listed(one.words)))
            if one.unseen:
                text = self.tr("Not trained on, so 0 everywhere: {words}.")
                lines.append(text.format(words=listed(one.unseen)))
        return "\n".join(lines)

    def restyle(self) -> None:
        """Take sizes from the theme."""
        super().restyle()
        if hasattr(self, "column"):
            self.column.setContentsMargins(px(12), px(10), px(12), px(10))
            self.column.setSpacing(px(4))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the card."""
        theme = current.theme
        box(QPainter(self), QRectF(self.rect()), px(8), theme.s3, theme.t1, 2)


def short(value: float) -> str:
    """Write a fitted number with four digits."""
    return setting(float(f"{value:.4g}"))


def listed(words: tuple[str, ...]) -> str:
    """List the first words; the dots stand for more."""
    return ", ".join((*words[:WORDS_MOST], *(["…"] if len(words) > WORDS_MOST else [])))
