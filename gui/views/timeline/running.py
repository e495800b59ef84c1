"""Running: the tracks while time runs: what stays from refresh to refresh is a picture, the rest is painted at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QPixmap

from gui.widgets.ink import Ink, painting

from . import distribution
from .gates import spreads
from .heatmap import paint_maps

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter

    from .moment import Moment
    from .track import Track


class Running:
    """The tracks while time runs, each refresh with another Recording.

    What shows the example (inputs, targets) and what is written in the headers is the same in the
    next refresh, unless training goes through long sequences piece by piece: it is made a picture
    once it was the same twice.
    """

    def __init__(self) -> None:
        self._last: object = None
        self._ground: tuple[object, QPixmap] | None = None

    def forget(self) -> None:
        """Hold nothing."""
        self._last = self._ground = None

    def paint(self, painter: QPainter, m: Moment, tracks: list[Track], still: QPixmap) -> None:
        """Paint all tracks.

        Parameters
        ----------
        painter : QPainter
            Of the view.
        m : Moment
            What is shown: without a playhead.
        tracks : list of Track
            From top to bottom, laid out.
        still : QPixmap
            Their headers; another one whenever these change.
        """
        for each in tracks:
            each.prepare(m)
        key = (still.cacheKey(), m.shown.layer, [each.lasting(m) for each in tracks])
        if key == self._last and (self._ground is None or self._ground[0] != key):
            self._ground = (key, _painted(QPixmap(still), m, tracks))
        self._last = key
        if self._ground is not None and self._ground[0] == key:
            painter.drawPixmap(0, 0, self._ground[1])
            ink = Ink(painter)
        else:
            painter.drawPixmap(0, 0, still)
            ink = Ink(painter)
            for each in tracks:
                each.ground(ink, m)
        paint_maps(painter, [piece for each in tracks for piece in each.pieces(ink, m)])
        for own, gates in spreads(m, tracks):
            distribution.paint_all(ink, own, gates)
        for each in tracks:
            each.moving(ink, m)


def _painted(pixmap: QPixmap, m: Moment, tracks: list[Track]) -> QPixmap:
    with painting(pixmap) as painter:
        ink = Ink(painter)
        for each in tracks:
            each.ground(ink, m)
    return pixmap
