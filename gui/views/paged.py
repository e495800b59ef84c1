"""Paged: a view whose page is scrolled to, with its menu in the corner."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gui.exporting import ExportMenu
from gui.theme import px
from gui.views.view import View
from gui.widgets.scroll import Scroll

from .cell_sheet import TITLE

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent


class Paged(View):
    """A tab beside the timeline: what does not fit is scrolled to."""

    def hold(self, page: QWidget, name: str) -> None:
        """Take the page.

        Parameters
        ----------
        page : QWidget
            What is scrolled.
        name : str
            First part of the names of files that are saved.
        """
        self.scroller = Scroll(self)
        self.scroller.setWidget(page)
        self.scroller.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.export = ExportMenu(self, name)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.scroller)

    def bring(self, top: int, bottom: int) -> None:
        """Scroll into sight what the keys have gone to."""
        self.scroller.ensureVisible(0, bottom, 0, px(4))
        self.scroller.ensureVisible(0, top, 0, px(4))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the button in the corner."""
        super().resizeEvent(event)
        side = px(28)
        self.export.setGeometry(self.width() - side - px(6), px(TITLE) - side // 2, side, side)
        self.export.raise_()
