"""Weights of the network view as curves: painted the largest first, so many at a time that nothing waits for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QPainter, QPixmap

from gui.theme import current
from gui.widgets.ink import Ink, painting

from .network_facts import largest
from .network_ink import paint_matrix, paint_through, weight_pen
from .network_layout import curve, ends

if TYPE_CHECKING:
    from .network_facts import Incoming
    from .network_layout import Column
    from .network_page import Page

LIVE_CURVES = 120
"""Of so many of the largest weights curves are painted while time runs."""
AT_ONCE = 24
"""Curves that are painted before the window turns to what else there is: about three milliseconds."""
CROWD = 100
"""Of more curves each is thinner and paler."""


class Bundle:
    """The curves between two columns that are still to be painted, the largest first.

    Parameters
    ----------
    left, right : Column
        Between which.
    weights : Incoming
        Their sizes.
    count : int or None
        So many of the largest alone; None: all.
    """

    def __init__(self, left: Column, right: Column, weights: Incoming, count: int | None) -> None:
        self._left, self._right, self._values = left, right, weights.values
        self._most = largest(weights.values)
        self._crowd = max(0.3, min(1.0, CROWD / weights.values.size))
        sizes = np.abs(np.nan_to_num(weights.values, nan=np.inf)).ravel()
        order = np.argsort(sizes, kind="stable")[::-1]
        self.left: list[int] = order[:count].tolist()

    def paint(self, ink: Ink, count: int) -> None:
        """Paint the next ones below those that are there."""
        ink.p.setBrush(Qt.BrushStyle.NoBrush)
        for k in self.left[:count]:
            unit, below = divmod(k, self._values.shape[1])
            ink.p.setPen(weight_pen(float(self._values[unit, below]), self._most, self._crowd))
            ink.p.drawPath(curve(*ends(self._left, below, self._right, unit)))
        del self.left[:count]


class Curves:
    """The picture of all weights; where there are others it comes piece by piece.

    Parameters
    ----------
    page : Page
        Where the columns stand; is painted anew when there is more to be seen.
    """

    def __init__(self, page: Page) -> None:
        self._page = page
        self._seen: QPixmap | None = None
        self._made: QPixmap | None = None
        self._bundles: list[Bundle] = []
        self._key: object = None
        self._look: object = None
        self._turn = QTimer(page)
        self._turn.setSingleShot(True)
        self._turn.timeout.connect(self._go_on)

    @property
    def ready(self) -> bool:
        """Whether nothing is left to be painted."""
        return not self._bundles

    def forget(self) -> None:
        """Give back the pictures."""
        self._turn.stop()
        self._seen = self._made = self._key = self._look = None
        self._bundles = []

    def picture(self) -> QPixmap:
        """Give what is there of the weights at hand.

        Returns
        -------
        QPixmap
            As large as the page. Of a view that has just come into sight it is whole. While time runs it is that of
            the earlier weights until all are painted; where time stands the largest come first.
        """
        page, recording, shown = self._page, self._page.recording, self._page.shown
        assert recording is not None
        assert shown is not None
        ratio = page.devicePixelRatioF()
        look = (
            page.size().toTuple(), ratio, current.theme.name, current.scale, shown.frame.branch,
            len(page.columns), recording.followed,
        )  # fmt: skip
        key = (id(recording), recording.iteration, shown.frame.iteration, look)
        if self._seen is None or key != self._key:
            self._begin(ratio)
            whole, kept = self._seen is None, recording.followed and look == self._look
            self._key, self._look = key, look
            if not kept or whole:  # else this refresh has enough to do with the rest of the page
                self._paint(None if whole else AT_ONCE)
            if self.ready or not kept:
                self._seen = self._made
            if not self.ready:
                self._turn.start()
        assert self._seen is not None
        return self._seen

    def _begin(self, ratio: float) -> None:
        """Paint what is no curve, and note the curves."""
        page, recording = self._page, self._page.recording
        assert recording is not None
        self._turn.stop()
        made = QPixmap(page.size() * ratio)
        made.setDevicePixelRatio(ratio)
        made.fill(Qt.GlobalColor.transparent)
        # while time runs a refresh has a few milliseconds: small weights wait for a pause
        count = LIVE_CURVES // max(1, len(page.weights)) if recording.followed else None
        self._made, self._bundles = made, []
        with painting(made) as painter:
            ink = Ink(painter)
            for k in range(len(page.columns) - 1):
                left, right = page.columns[k], page.columns[k + 1]
                weights = page.weights.get(k)
                if weights is None:
                    paint_through(ink, left, right)
                elif page.as_curves(k):
                    self._bundles.append(Bundle(left, right, weights, count))
                else:
                    paint_matrix(ink, left, right, weights)

    def _paint(self, count: int | None) -> None:
        """Paint so many of the curves that are left, of all columns alike; None: all."""
        assert self._made is not None
        with painting(self._made) as painter:
            ink = Ink(painter)
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_DestinationOver)
            for bundle in self._bundles:
                most = len(bundle.left) if count is None else -(-count // len(self._bundles))
                bundle.paint(ink, most)
        self._bundles = [bundle for bundle in self._bundles if bundle.left]

    def _go_on(self) -> None:
        """Paint some more."""
        if self._made is None:
            return
        self._paint(AT_ONCE)
        shown = self._seen is self._made
        if self.ready:
            self._seen, shown = self._made, True
        else:
            self._turn.start()
        if shown:
            self._page.update()
