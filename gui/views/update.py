"""Update: what an iteration did to the weights of a layer, to the last digit; and setting them by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import Signal

from gui.views.table import Table

from .paged import Paged
from .update_facts import matrix
from .update_page import UpdatePage

if TYPE_CHECKING:
    from PySide6.QtGui import QHideEvent
    from PySide6.QtWidgets import QWidget

    from gui.session import Session
    from gui.shown import Shown


class UpdateView(Paged):
    """The tab Update: matrices, one parameter's arithmetic, the largest changes, histogram and history.

    Parameters
    ----------
    session : Session
        Takes requests.
    parent : QWidget or None
        Parent.
    """

    weight_wanted = Signal(int, str, int, int)
    """Carries layer, PyTorch's name, row and column of the parameter that was chosen here."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.page = UpdatePage(session, self)
        self.page.weight_wanted.connect(self.weight_wanted)
        self.hold(self.page, "update")
        self.setFocusProxy(self.page)
        self.retranslate()

    def choose(self, layer: int, name: str, row: int, column: int = 0) -> None:
        """Show a parameter; its layer becomes the one looked at.

        Parameters
        ----------
        layer : int
            From 0.
        name : str
            PyTorch's name, such as ``0.weight_ih_l0``.
        row, column : int
            From 0; of a vector the column is 0.
        """
        self.page.choose(layer, name, row, column)

    def receive(self, shown: Shown) -> None:
        """Take in what is shown."""
        self.page.take(shown)

    def summary(self, shown: Shown) -> str:
        """Read out the sentence and the parameter chosen."""
        return self.page.summary()

    def numbers(self, shown: Shown) -> Table | None:
        """Give every parameter of the layer looked at before the update, its gradient and after it."""
        recording = shown.frame.recording
        if recording is None or recording.followed:
            return None
        parts = ("before", "gradient", "update", "after")
        rows = (
            (name, *(place + 1 for place in index), *(arrays[part][index] for part in parts))
            for name in recording.network.names()
            if name.startswith(f"{shown.layer}.")
            for arrays in [{part: matrix(recording, name, part) for part in parts}]
            for index in np.ndindex(arrays["before"].shape)
        )
        return Table(("parameter", "row", "column", *parts), rows)

    def retranslate(self) -> None:
        """Set texts anew."""
        self.setAccessibleName(self.tr("Update"))
        self.page.retranslate()

    def restyle(self) -> None:
        """Take the theme and text size in force."""
        self.page.restyle()

    def hideEvent(self, event: QHideEvent) -> None:
        """Give back the Recording, and forget the history."""
        super().hideEvent(event)
        self.page.forget()
