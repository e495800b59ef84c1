"""The ruler: one square a time step, joined in the direction in which the phase runs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QPen, QPixmap, QPolygonF

from gui.theme import current, px
from gui.widgets import numbers
from gui.widgets.ink import Ink, faded, gradient_colour, middle, painting

from . import track

if TYPE_CHECKING:
    from .gradient_flow import GradientTrack
    from .moment import Moment
    from .track import Place

translate = QCoreApplication.translate

TICKS_BELOW = 9
"""Columns narrower than this many pixels get ticks, no squares."""


def label_distance(column: float) -> int:
    """Give every how many steps a number is printed."""
    wanted = px(58) / max(column, 0.01)
    return next((k for k in (1, 2, 4, 5, 10, 20, 50, 100, 200) if k >= wanted), 500)


class Ruler(track.Track):
    """The ruler.

    Parameters
    ----------
    flow : GradientTrack
        Knows the size of the gradient at each step.
    """

    key = "ruler"
    low, high, gap = 46, 50, 4
    spacious = False

    def __init__(self, flow: GradientTrack) -> None:
        super().__init__()
        self.flow = flow
        self._squares: dict[bool, tuple[object, QPixmap]] = {}

    def _row(self) -> float:
        """Middle of the row of squares."""
        return self.rect.bottom() - px(14)

    def _side(self, m: Moment) -> float:
        return float(min(px(16), m.axis.column - 3))

    def still(self, ink: Ink, m: Moment) -> None:
        """Paint the name."""
        text = translate("Timeline", "Time step")
        ink.text(px(track.INSET), middle(self.rect.center().y(), 13), text, token="t2")

    def span(self, m: Moment) -> tuple[int, int]:
        """Give the steps that are reached in the direction of the phase."""
        if m.backward:
            return (m.backward_from, m.axis.steps.total)
        return (0, m.forward_to)

    def steps(self, ink: Ink, m: Moment, *, reached: bool) -> None:
        """Paint squares or ticks, and what joins them."""
        y, side = self._row(), self._side(m)
        area = QRectF(m.axis.left, y - px(10), m.axis.width, px(20))
        ink.p.fillRect(area, ink.theme.bg)
        reached = reached and m.recording is not None
        colour = ink.theme.edge if reached else ink.theme.line2
        steps = m.axis.steps
        if m.axis.column < TICKS_BELOW:
            ink.fill(m.axis.left, y, m.axis.width, 1, colour)
            every = label_distance(m.axis.column)
            for t in range(steps.first, steps.stop):
                if m.number(t) % every == 0:
                    ink.fill(m.axis.centre(t), y - px(4), 1, px(8), colour)
            return
        key = (
            m.axis, m.length, reached, side, y, ink.theme.name, current.scale,
            ink.p.device().devicePixelRatio(),
        )  # fmt: skip
        place = area.toAlignedRect()
        kept = self._squares.get(reached)
        if kept is None or kept[0] != key:
            kept = self._squares[reached] = (
                key,
                self._draw_squares(ink, m, place, y, reached=reached),
            )
        ink.p.drawPixmap(place.topLeft(), kept[1])
        if reached and m.backward:
            self._arrows(ink, m, y, side)

    def _draw_squares(
        self, ink: Ink, m: Moment, place: QRect, y: float, *, reached: bool
    ) -> QPixmap:
        """Draw the squares and the line through them: the same in every refresh while time runs."""
        ratio = ink.p.device().devicePixelRatio()
        made = QPixmap(place.size() * ratio)
        made.setDevicePixelRatio(ratio)
        made.fill(ink.theme.bg)
        steps, side = m.axis.steps, self._side(m)
        colour = ink.theme.edge if reached else ink.theme.line2
        with painting(made) as painter:
            inner = Ink(painter)
            painter.translate(-place.topLeft())
            corner = min(px(4), side / 3)
            first, last = m.axis.centre(steps.first), m.axis.centre(steps.stop - 1)
            inner.line(first, y, last, y, colour, 1.5)
            painter.setPen(QPen(colour, 1))
            painter.setBrush(ink.theme.s3 if reached else ink.theme.bg)
            for t in range(steps.first, min(steps.stop, m.length)):
                square = QRectF(m.axis.centre(t) - side / 2, y - side / 2, side, side)
                painter.drawRoundedRect(square, corner, corner)
        return made

    def _arrows(self, ink: Ink, m: Moment, y: float, side: float) -> None:
        """Paint the way of the gradient: from each step to the one before."""
        gap = m.axis.column - side
        for t in range(max(1, m.axis.steps.first + 1), min(m.axis.steps.stop, m.length)):
            share = self.flow.share(t)
            tip, half = m.axis.edge(t) - gap / 2, 1.5 + px(5) * share
            ink.p.setPen(Qt.PenStyle.NoPen)
            ink.p.setBrush(gradient_colour(share))
            ink.p.drawPolygon(
                QPolygonF(
                    [QPointF(tip, y), QPointF(tip + gap, y - half), QPointF(tip + gap, y + half)]
                )
            )

    def live(self, ink: Ink, m: Moment) -> None:
        """Paint the numbers of the steps and the step of the playhead."""
        steps, every = m.axis.steps, label_distance(m.axis.column)
        shown = {t for t in range(steps.first, steps.stop) if t == 0 or m.number(t) % every == 0}
        y = self._row() - px(17)
        for t in shown:
            if m.t in steps and abs(t - m.t) * m.axis.column < px(26):
                continue
            if t == 0 and (-m.number(0) % every or every) * m.axis.column < px(26):
                continue
            text = str(m.number(t))
            ink.text(m.axis.centre(t), y, text, size=12, token="t2", align="centre")
        if m.t in steps and m.recording is not None:
            x = m.axis.centre(m.t)
            half = px(16)
            x = min(max(x, m.axis.left + half / 2), m.axis.right)
            ink.text(x, y, str(m.number(m.t)), size=15, weight=700, align="centre")
            self._current(ink, m)
        self._place(ink, m)

    def lasting(self, m: Moment) -> object:
        """Give the numbers of the steps, and which of them is looked at."""
        return (m.start, m.length, m.t)

    def ground(self, ink: Ink, m: Moment) -> None:
        """Paint all: while time runs no playhead moves."""
        self.steps(ink, m, reached=True)
        self.live(ink, m)

    def moving(self, ink: Ink, m: Moment) -> None:
        """Paint nothing more."""

    def _place(self, ink: Ink, m: Moment) -> None:
        """Tell which part of the sequences is at hand, where training is truncated."""
        total = m.shown.frame.dataset.steps
        if m.recording is None or m.recording.steps >= total:
            return
        text = translate("Timeline", "{first} to {last} of {count}").format(
            first=m.number(0), last=m.start + m.recording.steps, count=total
        )
        y = middle(self.rect.center().y() + px(16), 12)
        ink.text(px(track.INSET), y, text, size=12, token="t3")

    def _current(self, ink: Ink, m: Moment) -> None:
        if m.playhead is None:
            return
        x, y = m.axis.centre(m.t), self._row()
        side = max(self._side(m), px(9))
        ink.box(QRectF(x - side / 2, y - side / 2, side, side), ink.theme.t1, radius=4)
        way = -1 if m.backward != m.playhead.tick.reverse else 1
        arm = 0.24 * side
        ink.p.setBrush(ink.theme.bg)
        ink.p.setPen(Qt.PenStyle.NoPen)
        ink.p.drawPolygon(
            QPolygonF(
                [
                    QPointF(x + way * arm, y),
                    QPointF(x - way * 0.7 * arm, y - arm),
                    QPointF(x - way * 0.7 * arm, y + arm),
                ]
            )
        )

    def note(self, place: Place, m: Moment) -> str:
        """Give the step, and backward the size of its gradient."""
        text = translate("Timeline", "step {step} of {steps}")
        text = text.format(step=m.number(place.t), steps=m.start + m.length)
        if m.backward and self.flow.norms is not None and place.t >= m.backward_from:
            text += ": " + numbers.gradient(self.flow.size(place.t))
        return text


def paint_line(
    ink: Ink, m: Moment, top: float, bottom: float, skipped: list[QRectF], *, through: bool = True
) -> None:
    """Paint the one line that goes through all tracks, and its band beside the maps.

    Parameters
    ----------
    ink : Ink
        Where to paint.
    m : Moment
        What is shown.
    top, bottom : float
        Ends of the line.
    skipped : list of QRectF
        Maps: the band would change their colours, so it stays out.
    through : bool
        Whether the line goes through the maps; over few wide cells it would only hide them.
    """
    x, column = m.axis.edge(m.t), m.axis.column
    band = faded(ink.theme.t1, 0.13 if through else 0.06)
    start = top
    for rect in [*skipped, QRectF(0, bottom, 1, 1)]:
        if rect.top() > start:
            ink.fill(x, start, column, rect.top() - start, band)
        start = max(start, rect.bottom())
    if not through:
        return
    start = top + px(50)
    ink.fill(round(m.axis.centre(m.t)), start, px(1), bottom - start, faded(ink.theme.t1, 0.85))
