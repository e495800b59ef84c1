"""Two activations side by side: the one that a dense layer has, and another one over the same sums."""

from __future__ import annotations

import math
import time
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QLocale, QPointF, QRectF, Qt
from PySide6.QtGui import QPen, QPixmap, QPolygonF

from gui.theme import current, px
from gui.views.activations_facts import (
    ELEMENTWISE,
    POINTS,
    Sums,
    bent,
    effect,
    sums_of,
    tails,
)
from gui.views.table import Table
from gui.views.view import View
from gui.views.wrapping import wrapped
from gui.widgets import numbers
from gui.widgets.choice import Combo
from gui.widgets.ink import Ink, faded, middle, painting, text_width
from gui.widgets.settings import label_of

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent, QResizeEvent
    from PySide6.QtWidgets import QWidget

    from engine.recording import Floats
    from gui.session import Session
    from gui.shown import Shown

HEADER, ROW, GAP = 40, 30, 24
LOW = 200
"""A view that is lower, before scaling, has no title."""
TIGHT = 8
"""Room above the list where there is no title."""
BELOW = 56
"""Room below a curve: numbers of the axis and two lines."""
EVERY = 0.2
"""Seconds from one picture to the next while time runs."""
HISTOGRAM = 0.3
"""Share of the height that the largest bar of the sums takes."""


class ActivationsBeside(View):
    """Curve, slope and flat part of two activations, with the sums that the layer has made.

    Parameters
    ----------
    session : Session
        Takes requests.
    parent : QWidget or None
        Parent.
    """

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.sums: Sums | None = None
        self.other = ""
        self._of: object = None
        self._at = 0.0
        self._still: tuple[object, QPixmap] | None = None
        self.list = Combo(self)
        for activation in ELEMENTWISE:
            self.list.addItem("", activation)
        self.list.activated.connect(lambda k: self.choose(ELEMENTWISE[k]))
        self.retranslate()

    # what is shown

    def receive(self, shown: Shown) -> None:
        """Take in the sums; while time runs five times a second at most."""
        recording, now = shown.frame.recording, time.monotonic()
        key = id(recording), shown.layer, shown.frame.iteration
        if shown.frame.running and self.sums is not None and now - self._at < EVERY:
            return
        if key != self._of or self.sums is None:
            self._of, self._at = key, now
            self.sums = sums_of(shown)
            self.list.setVisible(self.sums is not None)
            if self.sums is not None and self.other in ("", self.sums.activation):
                self.choose("relu" if self.sums.activation != "relu" else "sigmoid")
        self.update()

    def choose(self, activation: str) -> None:
        """Put another activation beside that of the layer; nothing is trained with it.

        Parameters
        ----------
        activation : str
            One of `ELEMENTWISE`.
        """
        self.other = activation
        self.list.setCurrentIndex(ELEMENTWISE.index(activation))
        self.update()
        if self.state is not None:
            self.setAccessibleDescription(self.summary(self.state))

    def summary(self, shown: Shown) -> str:
        """Say what both do to the sums."""
        if self.sums is None:
            return self.missing(shown)
        both = (self.sums.activation, self.other)
        return " ".join(f"{label_of(one)}: {', '.join(self.lines(one))}." for one in both)

    def missing(self, shown: Shown) -> str:
        """Say why there is nothing to see."""
        if shown.frame.recording is None:
            return self.tr("Press Space to run the first iteration.")
        return self.tr("No hidden layer here is dense with an activation of its own.")

    def lines(self, activation: str, room: float = math.inf) -> list[str]:
        """Say which share of the sums lies where an activation is flat, and how steep it is on average.

        Parameters
        ----------
        activation : str
            One of `ELEMENTWISE`.
        room : float
            Width in pixels; where it is little the words are fewer.
        """
        assert self.sums is not None
        found = effect(activation, self.sums)
        flat = self.tr("{share} of the sums in the flat part")
        share, slope = numbers.percent(found.flat), self.tr("mean slope {slope}")
        if text_width(flat.format(share=share), 12) > room:
            flat = self.tr("{share} flat")
        return [flat.format(share=share), slope.format(slope=numbers.decimal(found.slope))]

    def numbers(self, shown: Shown) -> Table | None:
        """Give the sums with both activations and their slopes."""
        if self.sums is None:
            return None
        z = self.sums.values
        columns, arrays = [self.tr("sum")], [z]
        for activation in (self.sums.activation, self.other):
            columns += [
                label_of(activation),
                self.tr("slope of {name}").format(name=label_of(activation)),
            ]
            arrays += bent(activation, z)
        return Table(tuple(columns), zip(*(array.tolist() for array in arrays), strict=True))

    def hideEvent(self, event: object) -> None:
        """Hold nothing while hidden."""
        super().hideEvent(event)  # type: ignore[arg-type]
        self.sums = self._of = self._still = None

    # painting

    def places(self) -> tuple[QRectF, QRectF]:
        """Give where the two curves stand."""
        wide = (self.width() - 2 * px(16) - px(GAP)) / 2
        top = float(px(self._header() + ROW))
        high = max(1.0, self.height() - top - px(BELOW))
        left = QRectF(px(16), top, wide, high)
        return left, left.translated(wide + px(GAP), 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Blit all of it: it stays until sums, size, theme or choice change."""
        ratio = self.devicePixelRatioF()
        key = (
            self._of, self.other, self.size(), ratio, current.theme.name, current.scale,
            QLocale().name(), self.sums is None,
        )  # fmt: skip
        if self._still is None or self._still[0] != key:
            pixmap = QPixmap(self.size() * ratio)
            pixmap.setDevicePixelRatio(ratio)
            pixmap.fill(current.theme.bg)
            with painting(pixmap) as painter:
                self._paint(Ink(painter))
            self._still = key, pixmap
        with painting(self) as painter:
            painter.drawPixmap(0, 0, self._still[1])

    def _paint(self, ink: Ink) -> None:
        header = self._header()
        if header == HEADER:
            self._title(ink)
        if self.sums is None:
            if self.state is not None:
                rows = wrapped(self.missing(self.state), self.width() - px(32), 400)
                for k, line in enumerate(rows):
                    ink.text(px(16), middle(px(header + 14 + 18 * k), 13), line, token="t2")
            return
        left, right = self.places()
        row = middle(px(header + ROW / 2 - 2), 13)
        name = label_of(self.sums.activation)
        wide = ink.text(left.left(), row, name, size=13, weight=600)
        has = self.tr("in the layer")
        if wide + px(8) + text_width(has, 12) <= left.width():
            ink.text(left.left() + wide + px(8), row, has, size=12, token="t2")
        shares = self.sums.shares()
        for rect, activation in ((left, self.sums.activation), (right, self.other)):
            self._curve(ink, rect, activation, shares)
            for k, text in enumerate(self.lines(activation, rect.width())):
                base = middle(rect.bottom() + px(28 + 17 * k), 12)
                token = "t1" if k == 0 else "t2"
                ink.text(rect.left(), base, text, size=12, token=token)

    def _header(self) -> int:
        """Give the height of the title, or of what is in its place, before scaling."""
        return HEADER if self.height() >= px(LOW) else TIGHT

    def _title(self, ink: Ink) -> None:
        y = middle(px(HEADER / 2), 15)
        x = px(16) + ink.text(px(16), y, self.tr("Activations"), size=15, weight=600) + px(14)
        if self.sums is None:
            return
        note = self.tr("over the same sums of layer {layer}").format(layer=self.sums.layer + 1)
        if x + text_width(note, 12) <= self.width() - px(16):
            ink.text(x, y, note, size=12, token="t2")

    def _curve(self, ink: Ink, rect: QRectF, activation: str, shares: Floats) -> None:
        """Paint flat part, sums, slope and curve, from back to front."""
        assert self.sums is not None
        reach = self.sums.reach
        z = np.linspace(-reach, reach, POINTS)
        y, slope = bent(activation, z)
        low, high = min(-1.0, float(y.min())), max(1.0, float(y.max()), float(slope.max()))
        high = min(high, 3.0)  # else what happens around 0 would be small
        low = max(low, -3.0)

        def at(value: Floats) -> Floats:
            return rect.bottom() - (value - low) / (high - low) * rect.height()

        xs = rect.left() + (z + reach) / (2 * reach) * rect.width()
        ink.p.fillRect(rect, ink.theme.s1)
        low_tail, high_tail = tails(activation)
        for first, last in ((-reach, low_tail), (high_tail, reach)):
            left, right = (
                rect.left() + (min(max(edge, -reach), reach) + reach) / (2 * reach) * rect.width()
                for edge in (first, last)
            )
            ink.p.fillRect(
                QRectF(left, rect.top(), right - left, rect.height()), faded(ink.theme.warn, 0.14)
            )
        largest = float(shares.max()) or 1.0
        wide = rect.width() / len(shares)
        for k, share in enumerate((shares / largest).tolist()):
            tall = HISTOGRAM * rect.height() * share
            bar = QRectF(rect.left() + k * wide + 0.5, rect.bottom() - tall, wide - 1, tall)
            ink.p.fillRect(bar, ink.theme.edge)
        zero = float(at(np.zeros(1))[0])
        ink.fill(rect.left(), zero, rect.width(), 1, ink.theme.line2)
        ink.fill(rect.center().x(), rect.top(), 1, rect.height(), ink.theme.line)
        ink.p.save()
        ink.p.setClipRect(rect)
        ink.p.setBrush(Qt.BrushStyle.NoBrush)
        dashed = QPen(ink.theme.t2, 1.5)
        dashed.setDashPattern([4, 3])
        for values, pen in ((slope, dashed), (y, QPen(ink.theme.t1, 2))):
            ink.p.setPen(pen)
            points = zip(xs.tolist(), at(values).tolist(), strict=True)
            ink.p.drawPolyline(QPolygonF([QPointF(*point) for point in points]))
        ink.p.restore()
        self._names(ink, rect, reach)

    def _names(self, ink: Ink, rect: QRectF, reach: float) -> None:
        """Write the ends of the axis, and which line is which."""
        row = middle(rect.bottom() + px(9), 12)
        for value, align in ((-reach, "left"), (0.0, "centre"), (reach, "right")):
            x = rect.left() + (value + reach) / (2 * reach) * rect.width()
            text = numbers.setting(value)
            ink.text(x, row, text, size=12, token="t2", align=align)  # type: ignore[arg-type]
        x, y = rect.left() + px(6), rect.top() + px(9)
        # the slope of many an activation is steep at the left: its line would go through the words
        wide = max(text_width(name, 12) for name in ("f(z)", self.tr("slope"))) + px(26)
        ground = QRectF(x - px(3), y - px(8), wide, px(31))
        ink.box(ground.intersected(rect), faded(ink.theme.s1, 0.85), radius=3)
        for name, token, dashed in (("f(z)", "t1", False), (self.tr("slope"), "t2", True)):
            pen = QPen(getattr(ink.theme, token), 2 if not dashed else 1.5)
            if dashed:
                pen.setDashPattern([4, 3])
            ink.p.setPen(pen)
            ink.p.drawLine(QPointF(x, y), QPointF(x + px(16), y))
            ink.text(x + px(21), middle(y, 12), name, size=12, token="t2")
            y += px(15)

    # texts and sizes

    def retranslate(self) -> None:
        """Set all texts."""
        self.setAccessibleName(self.tr("Activations"))
        self.list.setAccessibleName(self.tr("The activation beside that of the layer"))
        for k, activation in enumerate(ELEMENTWISE):
            self.list.setItemText(k, label_of(activation))
        self._arrange()
        self.update()

    def restyle(self) -> None:
        """Take the theme and text size in force."""
        self._arrange()
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place the list."""
        self._arrange()

    def _arrange(self) -> None:
        right = self.places()[1]
        hint = self.list.sizeHint()
        wide, high = min(round(right.width()), hint.width()), hint.height()
        self.list.setGeometry(round(right.left()), px(self._header() + ROW - 4) - high, wide, high)
