"""Bars of the microscope: what became of a unit over time, painted once for an iteration and cut at the playhead."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPixmap

from gui.theme import current, px
from gui.widgets.ink import Ink, mixed, painting

from .microscope_words import token_of

if TYPE_CHECKING:
    from engine.recording import Floats

    from .cell_facts import Spot

DIM = 0.35
"""Share of its colour that a step has that is still to come."""


def letter_of(name: str) -> str:
    """Give the letter of an array of a layer: that of a gradient is the letter of what it is the gradient of."""
    return name.removeprefix("dz_").removeprefix("d") if name.startswith("d") else name


class Bars:
    """The rows of bars in both strengths: reached, and still to come."""

    def __init__(self) -> None:
        self._kept: tuple[object, QPixmap, QPixmap] | None = None

    def forget(self) -> None:
        """Give back the pictures."""
        self._kept = None

    def paint(self, ink: Ink, at: Spot, rows: tuple[str, ...], room: QRectF, high: float) -> None:
        """Paint the rows; steps that the playhead has not come to are dim.

        Parameters
        ----------
        ink : Ink
            The painter.
        at : Spot
            Unit and step.
        rows : tuple of str
            Arrays of the layer.
        room : QRectF
            All rows, from the first to the last step.
        high : float
            Height of a row.
        """
        if at.free:  # what a running engine lends is written anew in its place
            self._paint(ink, at, rows, room, high, dim=False)
            return
        ratio, recording = ink.p.device().devicePixelRatioF(), at.recording
        key = (
            id(recording), recording.iteration, at.layer, at.unit, at.example, at.last, rows, room.getRect(), high,
            ratio, current.theme.name, current.scale,
        )  # fmt: skip
        place = room.toAlignedRect().adjusted(-2, 0, 2, 2)
        if self._kept is None or self._kept[0] != key:
            both = []
            for dim in (False, True):
                pixmap = QPixmap(place.size() * ratio)
                pixmap.setDevicePixelRatio(ratio)
                pixmap.fill(Qt.GlobalColor.transparent)
                with painting(pixmap) as painter:
                    painter.translate(-place.topLeft())
                    self._paint(Ink(painter), at, rows, room, high, dim=dim)
                both.append(pixmap)
            self._kept = key, both[0], both[1]
        _, lit, dim_ = self._kept
        wide = room.width() / recording.steps
        ahead = rows[0].startswith("d") == at.reverse  # whether what is to come lies at the right
        edge = round(room.left() + (at.t + ahead) * wide) - place.left()
        left, right = (lit, dim_) if ahead else (dim_, lit)
        tall, end = place.height() * ratio, place.width() * ratio
        cut = edge * ratio
        ink.p.drawPixmap(QPointF(place.topLeft()), left, QRectF(0, 0, cut, tall))
        ink.p.drawPixmap(
            QPointF(place.left() + edge, place.top()), right, QRectF(cut, 0, end - cut, tall)
        )

    def _paint(
        self, ink: Ink, at: Spot, rows: tuple[str, ...], room: QRectF, high: float, *, dim: bool
    ) -> None:
        for k, name in enumerate(rows):
            self._row(ink, at, name, room, room.top() + k * high, high, dim=dim)

    def _row(
        self, ink: Ink, at: Spot, name: str, room: QRectF, top: float, high: float, *, dim: bool
    ) -> None:
        theme, wide, left = ink.theme, room.width() / at.recording.steps, room.left()
        back, letter = name.startswith("d"), letter_of(name)
        values: Floats = np.nan_to_num(getattr(at.trace, name)[: at.last + 1, at.unit, at.example])
        gate = not back and letter in ("f", "i", "r", "z") and at.kind in ("lstm", "gru")
        most = float(np.abs(values).max(initial=0.0)) or 1.0
        span = 1.0 if gate else most if back else max(1.0, most)
        whole = high - px(14)
        base = top + px(8) + (whole if gate else whole / 2)
        colour = getattr(theme, token_of(at.kind, letter))
        if dim:  # opaque: many bars, each of which would be blended
            colour = mixed(colour, theme.bg, DIM)
        gap = px(2) if wide > 5 else 0
        ink.fill(left, base, wide * at.recording.steps, 1, theme.line2)
        for t, value in enumerate(values.tolist()):
            tall = min(1.0, max(-1.0, value / span)) * (whole if gate else whole / 2)
            x = left + t * wide + gap / 2
            ink.fill(x, base - max(tall, 0.0), max(1.0, wide - gap), abs(tall), colour)
