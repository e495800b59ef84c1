"""Network: a tile a unit, weights as curves that can be set by hand, the boundary, the gradient of each layer."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gui.exporting import ExportMenu
from gui.theme import px
from gui.views.table import Table
from gui.views.view import View
from gui.widgets import numbers
from gui.widgets.scroll import Scroll

from .network_facts import plane_of
from .network_page import Page
from .update_facts import matrix

if TYPE_CHECKING:
    from PySide6.QtGui import QHideEvent, QResizeEvent

    from engine.probes import Probe
    from gui.session import Session
    from gui.shown import Shown


class NetworkView(View):
    """The workspace Network.

    Parameters
    ----------
    session : Session
        Takes requests.
    parent : QWidget or None
        Parent.
    """

    weight_wanted = Signal(int, str, int, int)
    """Carries layer, PyTorch's name, row and column of the weight that was chosen here."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.page = Page(session, self)
        self.page.weight_wanted.connect(self.weight_wanted)
        self.scroller = Scroll(self)
        self.scroller.setWidget(self.page)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.scroller)
        self.export = ExportMenu(self, "network")
        self.setFocusProxy(self.page)
        self.retranslate()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the button in the corner."""
        super().resizeEvent(event)
        side = px(28)
        self.export.setGeometry(self.width() - side - px(6), px(29) - side // 2, side, side)
        self.export.raise_()

    def probes(self, shown: Shown) -> tuple[Probe, ...]:
        """Ask for the outputs over the plane, where the data have one."""
        plane = plane_of(shown)
        return () if plane is None else (plane,)

    def receive(self, shown: Shown) -> None:
        """Take in what is shown."""
        self.page.take(shown)
        self.page.beside.show_state(shown)

    def summary(self, shown: Shown) -> str:
        """Read out the gradient, the unit at hand and the weight chosen."""
        page = self.page
        recording = page.recording
        if recording is None:
            return self.tr("Press Space to run the first iteration.")
        parts = []
        if shown.frame.divergence is not None:
            parts.append(self.tr("Training diverged."))
        parts.append(page.picture.sentence())
        layer, unit = page.spot
        name = page.picture.name_of(layer)
        text = self.tr("{layer}, unit {unit} of {units}.")
        parts.append(text.format(layer=name, unit=unit + 1, units=page.columns[layer + 1].units))
        if page.boundary is not None:
            for who, value, target in page.boundary.facts()[:8]:
                said = numbers.decimal(value, 3) if np.isfinite(value) else "NaN"
                parts.append(f"{who}: {said}" + (self.tr(" (target)") if target else "") + ".")
        weight = page.choice.value()
        if page.choice.place is not None and weight is not None:
            parts.append(f"{page.choice.label()}: {numbers.decimal(weight, 4)}.")
        return " ".join(part for part in parts if part)

    def numbers(self, shown: Shown) -> Table | None:
        """Give the weights of all layers before the iteration."""
        recording = shown.frame.recording
        if recording is None:
            return None
        rows = (
            (name, row + 1, column + 1, value)
            for name in recording.network.names()
            for (row, column), value in np.ndenumerate(matrix(recording, name, "before"))
        )
        return Table(("parameter", "row", "column", "value"), rows)

    def retranslate(self) -> None:
        """Set texts anew."""
        self.setAccessibleName(self.tr("Network"))
        self.page.retranslate()

    def restyle(self) -> None:
        """Take the theme and text size in force."""
        self.page.restyle()

    def hideEvent(self, event: QHideEvent) -> None:
        """Give back the Recording."""
        super().hideEvent(event)
        self.page.forget()
