"""Gradient: how large it is in each layer and at each step, whether it vanishes or explodes, and what helps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from gui.views.table import Table

from .gradient_facts import fared_probe, reversed_at
from .gradient_page import PROBE, Page
from .gradient_switches import Remedies
from .paged import Paged

if TYPE_CHECKING:
    from PySide6.QtGui import QHideEvent

    from engine.probes import Probe
    from gui.session import Session
    from gui.shown import Shown


class GradientView(Paged):
    """The tab Gradient: by layer with its history, through time, dead and saturated units, remedies.

    Parameters
    ----------
    session : Session
        Takes requests.
    parent : QWidget or None
        Parent.
    """

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        inner = QWidget()
        self.page = Page(session, inner)
        self.remedies = Remedies(session, inner)
        self.remedies.taken.connect(self.page.remember)
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.page)
        column.addWidget(self.remedies, 1)
        self.page.wanted.connect(self.bring)
        self.hold(inner, "gradient")
        self.setFocusProxy(self.page)
        self.retranslate()

    def receive(self, shown: Shown) -> None:
        """Take in what is shown."""
        self.page.take(shown)
        compared = self.page.compared
        self.remedies.show_state(shown, compared.found.iteration if compared is not None else 0)

    def probes(self, shown: Shown) -> tuple[Probe, ...]:
        """Ask for the gradient of the whole batch while time runs; where it stands, for what takes long to compute."""
        recording = shown.frame.recording
        if recording is None:
            return (PROBE,)
        reverse = reversed_at(recording, shown.layer, shown.unit)
        fared = fared_probe(shown.frame, shown.layer, reverse=reverse)
        return (PROBE,) if fared is None else (PROBE, fared)

    def summary(self, shown: Shown) -> str:
        """Read out what it says, and the step at the playhead."""
        return self.page.summary()

    def numbers(self, shown: Shown) -> Table | None:
        """Give the RMS of each layer, then length, factor and shares at each step of the layer looked at."""
        found = self.page.found
        if found is None:
            return None
        letters = found.steps.letters if found.steps is not None else ()
        columns = (
            self.tr("layer"), self.tr("step"), self.tr("gradient"), self.tr("factor"),
            *(self.tr("share of {letter}").format(letter=letter) for letter in letters),
        )  # fmt: skip
        none = [None] * len(letters)
        rows: list[list[object]] = [
            [bar.layer + 1, None, bar.rms, None, *none] for bar in found.bars
        ]
        if found.steps is not None:
            rows += [
                [shown.layer + 1, found.start + t + 1, norm, factor, *shares]
                for t, (norm, factor, shares) in enumerate(
                    zip(
                        found.steps.norms.tolist(),
                        found.steps.factors.tolist(),
                        found.steps.shares.T.tolist(),
                        strict=True,
                    )
                )
            ]
        return Table(columns, rows)

    def hideEvent(self, event: QHideEvent) -> None:
        """Hold no Recording while hidden; the history of the layers stays."""
        super().hideEvent(event)
        self.page.forget()

    def retranslate(self) -> None:
        """Set texts anew."""
        self.setAccessibleName(self.tr("Gradient"))
        self.page.retranslate()

    def restyle(self) -> None:
        """Take the theme and text size in force."""
        self.page.restyle()
