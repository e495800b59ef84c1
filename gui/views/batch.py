"""Batch: the examples of an iteration, and the counted picture of epoch, batch size and iteration."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gui.exporting import ExportMenu
from gui.theme import px
from gui.views.table import Table
from gui.views.view import View
from gui.widgets.scroll import Scroll

from .batch_facts import batch_of
from .batch_page import Page
from .cell_sheet import TITLE

if TYPE_CHECKING:
    from PySide6.QtGui import QHideEvent, QResizeEvent

    from gui.session import Session
    from gui.shown import Shown


class BatchView(View):
    """The tab Batch: which examples, in which order, how long, and how far the epoch is.

    Parameters
    ----------
    session : Session
        Takes requests.
    parent : QWidget or None
        Parent.
    """

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.page = Page(session, self)
        self.scroller = Scroll(self)
        self.scroller.setWidget(self.page)
        self.scroller.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.page.wanted.connect(self._bring)
        self.export = ExportMenu(self, "batch")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.scroller)
        self.setFocusProxy(self.page)
        self.retranslate()

    def receive(self, shown: Shown) -> None:
        """Take in what is shown."""
        self.page.take(shown)

    def summary(self, shown: Shown) -> str:
        """Read out the count, and the example looked at."""
        return self.page.summary()

    def numbers(self, shown: Shown) -> Table | None:
        """Give the examples of the batch in their order, with their lengths."""
        recording = batch_of(shown.frame)
        if recording is None:
            return None
        columns = (self.tr("place"), self.tr("example"), self.tr("steps"))
        rows = [
            (k + 1, number + 1, length)
            for k, (number, length) in enumerate(
                zip(recording.examples.tolist(), recording.lengths.tolist(), strict=True)
            )
        ]
        return Table(columns, rows)

    def _bring(self, top: int, bottom: int) -> None:
        """Scroll a row into sight."""
        self.scroller.ensureVisible(0, top, 0, px(4))
        self.scroller.ensureVisible(0, bottom, 0, px(4))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the button in the corner."""
        super().resizeEvent(event)
        side = px(28)
        self.export.setGeometry(self.width() - side - px(6), px(TITLE) - side // 2, side, side)
        self.export.raise_()

    def hideEvent(self, event: QHideEvent) -> None:
        """Hold nothing while hidden."""
        super().hideEvent(event)
        self.page.forget()

    def retranslate(self) -> None:
        """Set texts anew."""
        self.setAccessibleName(self.tr("Batch"))
        self.page.retranslate()

    def restyle(self) -> None:
        """Take the theme and text size in force."""
        self.page.restyle()
