"""What data come to, in sentences; and how far reading is, as a line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from gui.theme import current, px
from gui.widgets.numbers import count, loss, percent
from gui.widgets.paint import box
from gui.widgets.words import Part

if TYPE_CHECKING:
    from engine.sizes import Shape


class Line(Part):
    """How far reading is: a line that fills from the left."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.share: float | None = None
        self.restyle()

    def restyle(self) -> None:
        """Take the height from the theme."""
        super().restyle()
        self.setFixedHeight(px(4))

    def show_share(self, share: float | None) -> None:
        """Show how far it is; None: nothing is read."""
        if share != self.share:
            self.share = share
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the line."""
        if self.share is None:
            return
        painter = QPainter(self)
        place = QRectF(self.rect())
        box(painter, place, px(2), current.theme.s3)
        place.setWidth(max(px(4), place.width() * min(1.0, self.share)))
        box(painter, place, px(2), current.theme.t1)


def told(shape: Shape, naive: float | None) -> list[str]:
    """Say what data come to, a sentence for each thing.

    Parameters
    ----------
    shape : Shape
        Their sizes.
    naive : float or None
        How well it does without learning.

    Returns
    -------
    list of str
        Examples; steps and inputs; what is reached without learning.
    """
    translate = QCoreApplication.translate
    text = translate("Import", "Training {training}, validation {validation} examples.")
    if shape.test:
        text = translate(
            "Import", "Training {training}, validation {validation}, test {test} examples."
        )
    lines = [
        text.format(
            training=count(shape.examples),
            validation=count(shape.validation),
            test=count(shape.test),
        ),
        translate("Import", "Steps {steps}, inputs {inputs}, outputs {outputs}.").format(
            steps=count(shape.steps), inputs=count(shape.inputs), outputs=count(shape.targets)
        ),
    ]
    if naive is not None and shape.task == "regression":
        text = translate("Import", "Without learning: error {value}.")
        lines.append(text.format(value=loss(naive)))
    elif naive is not None:
        text = translate("Import", "Without learning: {value} right.")
        lines.append(text.format(value=percent(naive)))
    return lines
