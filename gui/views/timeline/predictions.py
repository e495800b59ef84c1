"""The track of the outputs against their targets."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QCoreApplication, QLineF, QPointF, Qt
from PySide6.QtGui import QPainter, QPen

from gui.theme import px
from gui.views.eliding import elided, fitting_size
from gui.views.symbols import written
from gui.views.units import has_units, in_data
from gui.widgets import numbers
from gui.widgets.ink import Ink, faded, middle, text_width
from gui.widgets.strokes import polygon_of, stroke

from . import track
from .outputs import OutputTrack

if TYPE_CHECKING:
    from PySide6.QtGui import QColor

    from .moment import Moment
    from .outputs import Places
    from .track import Place

translate = QCoreApplication.translate


NAME_FROM = 40
"""Columns narrower than this many pixels, before scaling, have no room for names that are longer."""
ALONE = 110
"""Room for the name of a class where one step alone has a target."""


class PredictionTrack(OutputTrack):
    """Output as a line, target as a ring, error as a stem; of more than two classes the class that is said."""

    key = "y"
    low, high, gap = 34, 64, 16

    def long_names(self, m: Moment) -> bool:
        """Tell whether names of classes need the room of the words in the header."""
        if not self.classes(m):
            return False
        names = m.shown.frame.dataset.classes
        return max((text_width(name, 13, 600) for name in names), default=0.0) > px(track.VALUE)

    def still(self, ink: Ink, m: Moment) -> None:
        """Paint the header."""
        track.head(ink, self, "y", "", bar=False)
        second = self.lines[1]
        left = px(track.INSET + 9) + px(16)
        name = translate("Timeline", "output")
        if self.chance(m) and not self.classes(m):
            name = translate("Timeline", "chance")
        long = self.long_names(m)
        if not long:
            track.small_name(ink, self, name)
        if self.tall:
            ink.p.setPen(QPen(ink.theme.t2, 1.25))
            ink.p.setBrush(Qt.BrushStyle.NoBrush)
            ink.p.drawEllipse(QPointF(px(track.INSET + 9) + px(5), second), px(4), px(4))
        if self.tall and not long:
            ink.text(left, middle(second, 12), translate("Timeline", "target"), size=12, token="t2")

    def steps(self, ink: Ink, m: Moment, *, reached: bool) -> None:
        """Paint targets, and where reached the outputs and their errors."""
        area = self.area(m)
        ink.p.fillRect(area, ink.theme.bg)
        self._zero(ink, m)
        places = self.places(m)
        if self.classes(m):
            self._classes(ink, m, places, reached=reached)
            return
        if not len(places.steps):
            return
        if reached:
            self._naive(ink, m, places)
            self._errors(ink, m, places)
        self._targets(ink, m, places, ink.theme.t2 if reached else ink.theme.t3)
        if reached:
            self._line(ink, m, places)
            self.dim_ended(ink, m)

    def _zero(self, ink: Ink, m: Moment) -> None:
        if not self.classes(m):
            zero = self.rect.center().y()
            ink.fill(m.axis.left, zero, m.axis.width, 1, ink.theme.line)

    def _targets(self, ink: Ink, m: Moment, places: Places, colour: QColor) -> None:
        """Paint the targets as rings; where steps are dense, as a line."""
        dense = m.axis.column < px(8)
        width = 1.0 if dense else 1.25
        if dense and len(places.xs) > 1:
            stroke(ink.p, places.xs, places.true, QPen(colour, width))
            return
        ring = min(px(4), max(1.5, 0.32 * m.axis.column))
        corners = zip(places.xs.tolist(), places.true.tolist(), strict=True)
        ink.dots(corners, ring, colour, ring=width)

    def _classes(self, ink: Ink, m: Moment, places: Places, *, reached: bool) -> None:
        """Paint the class that is said above the target; behind them how likely the target was."""
        chances, targets = self.chances(m), self.target(m)
        assert targets is not None
        steps, kept = places.steps.tolist(), places.kept.tolist()
        names, first, second = m.shown.frame.dataset.classes, *self.lines
        base = self.rect.bottom() - 1
        ink.fill(m.axis.left, base, m.axis.width, 1, ink.theme.line)
        column, several = m.axis.column, len(steps) > 1
        room = column if several else float(px(ALONE))
        size = fitting_size(tuple(written(names, k) for k in range(self.classes(m))), room)
        letters = size > 0 or column >= px(NAME_FROM) or not several
        room -= 0 if size else px(4)  # shortened names keep apart
        size, small = size or 14, min(13, size or 13)
        wide = max(1.0, 0.8 * column)
        for t, k in zip(steps, kept, strict=True):
            x, target = m.axis.centre(t), int(targets[k])
            said = int(np.nan_to_num(chances[k]).argmax())
            if reached:
                share = float(np.nan_to_num(chances[k, target])) if target < chances.shape[1] else 0
                high = share * (self.rect.height() - 1)
                ink.fill(x - wide / 2, base - high, wide, max(1.0, high), ink.theme.s3)
            wrong = said != target
            if not letters:
                if reached and wrong:
                    ink.fill(x - wide / 2, self.rect.top(), wide, px(3), ink.theme.warn)
                continue
            if reached:
                token, weight = ("warn", 700) if wrong else ("t1", 600)
                text = elided(written(names, said), room, size=size, weight=weight)
                at, y = self._inside(m, x, text_width(text, size, weight)), middle(first, size)
                ink.text(at, y, text, size=size, weight=weight, token=token, align="centre")
            if self.tall or not reached:
                text = elided(written(names, target), room, size=small)
                token = "t2" if reached else "t3"
                at = self._inside(m, x, text_width(text, small))
                ink.text(at, middle(second, small), text, size=small, token=token, align="centre")
        if reached:
            self.dim_ended(ink, m)

    @staticmethod
    def _inside(m: Moment, x: float, wide: float) -> float:
        """Move the middle of a name so that it stays within the steps."""
        return max(m.axis.left + wide / 2, min(x, m.axis.left + m.axis.width - wide / 2))

    def _naive(self, ink: Ink, m: Moment, places: Places) -> None:
        """Paint the naive forecast as a thin line of dots."""
        if self.naive < 0 or m.recording is None or len(places.steps) < 2:
            return
        values = m.recording.inputs[places.steps, self.naive, m.shown.example]
        pen = QPen(ink.theme.t2, 1)
        pen.setDashPattern([2, 3])
        stroke(ink.p, places.xs, self.heights(m, values), pen)
        if self.tall:
            name = translate("Timeline", "naive")
            left, y = m.axis.left + px(4), self.rect.bottom() - px(8)
            wide = text_width(name, 12)
            ink.fill(left - px(2), y - px(7), wide + px(22), px(14), ink.theme.bg)
            ink.text(left + px(18), middle(y, 12), name, size=12, token="t2")
            ink.p.setPen(pen)
            ink.p.drawLine(QPointF(left, y), QPointF(left + px(14), y))

    def _errors(self, ink: Ink, m: Moment, places: Places) -> None:
        loud = m.phase == "loss"
        far = np.abs(places.said - places.true) > px(4)
        ends = zip(
            places.xs[far].tolist(),
            places.said[far].tolist(),
            places.true[far].tolist(),
            strict=True,
        )
        ink.p.setPen(QPen(faded(ink.theme.warn, 1.0 if loud else 0.7), 2.5 if loud else 1.5))
        ink.p.drawLines([QLineF(x, said, x, true) for x, said, true in ends])

    def _line(self, ink: Ink, m: Moment, places: Places) -> None:
        """Paint the outputs as a line, and where there is room as dots."""
        count = len(places.xs)
        if count > 100:
            # in passing not smooth: that is the dearest of all that moves (500 points 1.5 ms)
            ink.p.setRenderHint(QPainter.RenderHint.Antialiasing, not m.passing)
            stroke(ink.p, places.xs, places.said, QPen(ink.theme.t1, 1))
            ink.p.setRenderHint(QPainter.RenderHint.Antialiasing)
        elif count > 1:
            pen = QPen(ink.theme.t1, 2)
            pen.setCapStyle(Qt.PenCapStyle.SquareCap)
            ink.p.setPen(pen)
            points = zip(places.xs.tolist(), places.said.tolist(), strict=True)
            # one by one: a wide polyline is one large shape, and takes Qt ten times as long (0.4 ms)
            ink.p.drawLines([QLineF(*a, *b) for a, b in pairwise(points)])
        if count == 1 or m.axis.column > px(11):
            pen = QPen(ink.theme.t1, 2 * (px(2.5) if count > 1 else px(4)))
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            ink.p.setPen(pen)
            ink.p.drawPoints(polygon_of(places.xs, places.said))

    def lasting(self, m: Moment) -> object:
        """Give what went in and what is wanted: of a followed example they are the same in each Recording."""
        target = self.target(m)
        if target is None or m.recording is None or self.classes(m):
            return None
        naive = (
            m.recording.inputs[:, self.naive, m.shown.example].tobytes() if self.naive >= 0 else b""
        )
        return (target.tobytes(), naive, m.length, m.start, m.t, self.extent)

    def ground(self, ink: Ink, m: Moment) -> None:
        """Paint the targets and the naive forecast; of classes nothing, they stand over their bars."""
        if self.classes(m) or m.recording is None:
            return
        self._zero(ink, m)
        places = self.places(m)
        if len(places.steps):
            self._naive(ink, m, places)
            self._targets(ink, m, places, ink.theme.t2)
            self._wanted(ink, m)

    def moving(self, ink: Ink, m: Moment) -> None:
        """Paint the outputs, and how far they are from the targets."""
        if self.classes(m) or m.recording is None:
            super().moving(ink, m)
            return
        places = self.places(m)
        if len(places.steps):
            self._errors(ink, m, places)
            self._line(ink, m, places)
            self.dim_ended(ink, m)
            self._said(ink, m)

    def live(self, ink: Ink, m: Moment) -> None:
        """Paint output and target at the playhead."""
        outputs, targets, k = self.output(m), self.target(m), self.index(m, m.t)
        if outputs is None or targets is None or k < 0:
            return
        first, stop = self.span(m)
        there = first <= m.t < stop
        right = px(track.INSET + track.HEADER - 9)
        if self.classes(m):
            names = m.shown.frame.dataset.classes
            if there:
                said = int(np.nan_to_num(self.chances(m)[k]).argmax())
                room = px(track.HEADER - 9 - 36 if self.long_names(m) else track.VALUE)
                track.value(ink, self, elided(written(names, said), room, size=13, weight=600))
            if self.tall:
                y, room = middle(self.lines[1], 12), px(track.HEADER - 9 - 24)
                if not self.long_names(m):
                    room -= round(text_width(translate("Timeline", "target"), 12)) + px(9)
                text = elided(written(names, float(targets[k])), room)
                ink.text(right, y, text, size=12, token="t2", align="right")
            return
        self._said(ink, m)
        self._wanted(ink, m)

    def _said(self, ink: Ink, m: Moment) -> None:
        """Paint the output at the playhead, if it is reached."""
        outputs, k = self.output(m), self.index(m, m.t)
        first, stop = self.span(m)
        if outputs is not None and k >= 0 and first <= m.t < stop:
            track.value(ink, self, track.short(self._counted(m, float(outputs[k]), k)))

    def _wanted(self, ink: Ink, m: Moment) -> None:
        """Paint the target at the playhead, where there is room."""
        targets, k = self.target(m), self.index(m, m.t)
        if targets is None or k < 0 or not self.tall:
            return
        wanted = self._counted(m, float(targets[k]), k)
        left, right = px(track.INSET + 9) + px(16), px(track.INSET + track.HEADER - 9)
        wide = text_width(translate("Timeline", "target"), 12)
        text = numbers.decimal(wanted, 0) if self.chance(m) else track.short(wanted)
        if left + wide + px(5) + text_width(text, 12) <= right:
            ink.text(right, middle(self.lines[1], 12), text, size=12, token="t2", align="right")

    def note(self, place: Place, m: Moment) -> str:
        """Give output, target and the term of the loss."""
        outputs, targets, k = self.output(m), self.target(m), self.index(m, place.t)
        if outputs is None or targets is None or m.recording is None:
            return ""
        if k < 0:
            text = translate("Timeline", "step {step} has no target")
            return text.format(step=m.number(place.t))
        if self.classes(m):
            return self._class_note(place, m, k)
        target = numbers.decimal(float(targets[k]), 0 if self.chance(m) else 2)
        first, stop = self.span(m)
        if not first <= place.t < stop:
            text = translate("Timeline", "step {step}: target {target}")
            return text.format(step=m.number(place.t), target=target)
        text = translate("Timeline", "step {step}: output {output}, target {target}, loss {loss}")
        naive = self.naive_of(m, place.t)
        if naive is not None:
            text = translate(
                "Timeline",
                "step {step}: output {output}, target {target}, loss {loss}; off by {error}, "
                "the naive forecast {naive} by {naive_error}",
            )
        error = float(outputs[k]) - float(targets[k])
        said = text.format(
            error=numbers.signed(error),
            naive="" if naive is None else numbers.decimal(naive),
            naive_error="" if naive is None else numbers.signed(naive - float(targets[k])),
            step=m.number(place.t),
            output=numbers.decimal(float(outputs[k])),
            target=target,
            loss=numbers.loss(float(m.recording.terms[k, m.shown.example])),
        )
        if not has_units(m.recording):
            return said
        dataset = m.recording.dataset
        text = translate("Timeline", "{note}; as the data have it {output}, target {target}")
        return text.format(
            note=said,
            output=in_data(dataset, self.in_units(m, float(outputs[k]), k)),
            target=in_data(dataset, self.in_units(m, float(targets[k]), k)),
        )

    def _class_note(self, place: Place, m: Moment, k: int) -> str:
        """Give the class that is said, how sure, and the target."""
        targets, names, chances = self.target(m), m.shown.frame.dataset.classes, self.chances(m)[k]
        assert targets is not None
        target = written(names, float(targets[k]))
        first, stop = self.span(m)
        if not first <= place.t < stop:
            text = translate("Timeline", "step {step}: target {target}")
            return text.format(step=m.number(place.t), target=target)
        said = int(np.nan_to_num(chances).argmax())
        text = translate(
            "Timeline", "step {step}: says {said} ({share}), target {target} ({chance})"
        )
        return text.format(
            step=m.number(place.t),
            said=written(names, said),
            share=numbers.percent(float(chances[said])),
            target=target,
            chance=numbers.percent(float(chances[min(int(targets[k]), len(chances) - 1)])),
        )
