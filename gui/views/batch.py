"""Batch: the examples of an iteration, and the counted picture of epoch, batch size and iteration."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gui.views.table import Table

from .batch_facts import batch_of
from .batch_page import Page
from .paged import Paged

if TYPE_CHECKING:
    from PySide6.QtGui import QHideEvent
    from PySide6.QtWidgets import QWidget

    from gui.session import Session
    from gui.shown import Shown


class BatchView(Paged):
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
        self.page.wanted.connect(self.bring)
        self.hold(self.page, "batch")
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
