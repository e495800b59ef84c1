"""The weight chosen between two tiles: found under the mouse, gone through by keys, and set by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QCoreApplication, QObject, QPointF, QRectF, QTimer

from engine.project import Weight
from gui.theme import px
from gui.widgets.number_field import NumberField
from gui.widgets.settings import describe

from .network_facts import largest
from .network_layout import between, ends, height_at
from .update_editing import WeightEdit
from .update_facts import Place, gate_of, matrix, short

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from .network_page import Page

translate = QCoreApplication.translate

NEAR = 6
"""Pixels from a curve within which the mouse is on it."""
NOTCH, PER_NOTCH = 1 / 100, 2.0
"""Part of the layer's largest weight that a notch of the wheel changes, and pixels of a drag that do the same."""
SETTLED = 400
"""Milliseconds after the last notch at which the wheel's change is put into force."""


class Choice(QObject):
    """The weight chosen on a page.

    Parameters
    ----------
    page : Page
        Where it is chosen.

    Attributes
    ----------
    place : Place or None
        The weight.
    layer, unit, below : int
        Between which tiles it stands.
    """

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._page = page
        self.place: Place | None = None
        self.layer = self.unit = self.below = 0
        self.edit: WeightEdit | None = None
        self.complaint = ""
        self._from: tuple[QPointF, float] | None = None
        self.field = NumberField(
            describe(Weight, "value"), framed=True, widest="\N{MINUS SIGN}0.000000", parent=page
        )
        self.field.committed.connect(self._typed)
        self.field.complained.connect(self._complained)
        self.field.nudged.connect(self.turn)
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(SETTLED)
        self._settle.timeout.connect(self.finish)

    def retranslate(self) -> None:
        """Set texts anew."""
        self.field.setAccessibleName(translate("Network", "Value of the weight chosen"))

    def lay(self, panel: QRectF) -> None:
        """Put the number where it belongs."""
        wide = self.field.sizeHint().width()
        self.field.setGeometry(
            round(panel.right()) - wide, self._page.height() - px(86), wide, px(30)
        )

    def take(self) -> None:
        """Follow what is shown: a weight that is gone is left."""
        page, place = self._page, self.place
        recording = page.recording
        if place is not None and recording is not None:
            shape = recording.network.names().get(place.name)
            if shape is None or place.row >= shape[0] or place.column >= (*shape, 1)[1]:
                self.leave(keep=False)
        if self.edit is not None and page.shown is not None and page.shown.frame.running:
            self.give_up()
        self._show()

    def _show(self) -> None:
        value = self.value()
        self.field.setVisible(value is not None)
        self.field.setEnabled(value is not None and not self.why_not())
        if value is not None:
            self.field.show_value(value)

    def value(self) -> float | None:
        """Give the weight before the iteration, or what it is being set to."""
        if self.edit is not None:
            return self.edit.value
        recording = self._page.recording
        if recording is None or self.place is None:
            return None
        return float(
            matrix(recording, self.place.name, "before")[self.place.row, self.place.column]
        )

    def why_not(self) -> str:
        """Say why nothing can be edited; empty where it can."""
        shown, recording = self._page.shown, self._page.recording
        if shown is None or recording is None:
            return translate("Network", "There is no iteration yet.")
        if shown.playing or shown.frame.running or recording.followed:
            return translate("Network", "Time runs: pause to edit a weight.")
        if shown.frame.divergence is not None:
            return translate("Network", "Training diverged: go back before you edit a weight.")
        value = self.value()
        if value is not None and not np.isfinite(value):
            return translate("Network", "This weight is not a number any more.")
        return ""

    def label(self) -> str:
        """Name the weight by the tiles between which it stands."""
        recording = self._page.recording
        if self.place is None or recording is None:
            return translate("Network", "No weight chosen")
        if self.layer:
            text = translate("Network", "layer {below}, unit {from_} → layer {layer}, unit {unit}")
        else:
            text = translate("Network", "input {from_} → layer {layer}, unit {unit}")
        text = text.format(
            below=self.layer, from_=self.below + 1, layer=self.layer + 1, unit=self.unit + 1
        )
        rows = recording.network.names()[self.place.name][0]
        gate = gate_of(recording.layers[self.layer].kind, rows, self.place.row)
        return f"{text} ({gate})" if gate else text

    def matrix_name(self) -> str:
        """Give PyTorch's name with the place in it, from 1."""
        if self.place is None:
            return ""
        return f"{short(self.place.name)}[{self.place.row + 1}, {self.place.column + 1}]"

    # choosing

    def choose(self, layer: int, unit: int, below: int, place: Place | None = None) -> None:
        """Choose the weight between two tiles."""
        if (layer, unit, below) != (self.layer, self.unit, self.below):
            self.finish()
        found = place or self._page.weights[layer].place(unit, below)
        if found != self.place:
            self.finish()
        self.place, self.layer, self.unit, self.below = found, layer, unit, below
        self.complaint = ""
        self._show()
        self._page.update()
        self._page.weight_wanted.emit(layer, found.name, found.row, found.column)

    def leave(self, *, keep: bool = True) -> None:
        """Choose none; what is being set is put into force, or given up."""
        if keep:
            self.finish()
        else:
            self.give_up()
        self.place, self._from, self.complaint = None, None, ""
        self._show()
        self._page.update()

    def cycle(self, way: int) -> None:
        """Choose the next of the weights that come into the unit at hand, of every gate."""
        layer, unit = self._page.spot
        weights = self._page.weights.get(layer)
        recording = self._page.recording
        if weights is None or recording is None or unit >= len(weights.names):
            return
        name = weights.names[unit]
        rows = recording.network.names()[name][0]
        units = weights.names.count(name)
        own = unit % units
        places = [
            Place(name, row, column)
            for column in range(weights.values.shape[1])
            for row in range(own, rows, units)
        ]
        at = places.index(self.place) + way if self.place in places else (0 if way > 0 else -1)
        chosen = places[at % len(places)]
        self.choose(layer, unit, chosen.column, chosen)

    def under(self, point: QPointF) -> tuple[int, int, int] | None:
        """Give layer, unit and unit below of the weight under a pixel."""
        page = self._page
        for layer, weights in page.weights.items():
            left, right = page.columns[layer], page.columns[layer + 1]
            if not left.rect.right() <= point.x() <= right.rect.left():
                continue
            if not page.as_curves(layer):
                rect = between(left, right)
                if not rect.contains(point):
                    return None
                rows, below = weights.values.shape
                row = int((point.y() - rect.top()) / rect.height() * rows)
                column = int((point.x() - rect.left()) / rect.width() * below)
                return layer, min(row, rows - 1), min(column, below - 1)
            start, end = ends(left, 0, right, 0)
            share = height_at(QPointF(start.x(), 0), QPointF(end.x(), 1), point.x())
            first = np.array([left.tile(b).center().y() for b in range(left.units)])
            last = np.array([right.tile(u).center().y() for u in range(right.units)])
            away = np.abs(first + share * (last[:, None] - first) - point.y())
            # of curves that cross here the larger one is meant
            cost = away - 2.0 * np.nan_to_num(np.abs(weights.values) / largest(weights.values))
            cost[away > px(NEAR)] = np.inf
            best = int(cost.argmin())
            unit, below = divmod(best, left.units)
            return (layer, unit, below) if np.isfinite(cost[unit, below]) else None
        return None

    # setting by hand

    def _begin(self) -> WeightEdit | None:
        page = self._page
        if self.edit is None and self.place is not None and page.shown and not self.why_not():
            was = self.value()
            assert was is not None
            self.edit = WeightEdit(page.session, page.shown.project, self.place, was)
        return self.edit

    def put(self, value: float) -> None:
        """Show a value; it is put into force by `finish`."""
        edit = self._begin()
        if edit is not None:
            edit.put(value)
            self.field.show_value(edit.value)
            self._page.update()

    def finish(self) -> None:
        """Put the edit at hand into force."""
        self._settle.stop()
        edit, self.edit = self.edit, None
        if edit is not None:
            edit.finish()
            self._page.update()

    def give_up(self) -> None:
        """Take the edit at hand back."""
        self._settle.stop()
        edit, self.edit, self._from = self.edit, None, None
        if edit is not None:
            edit.give_up()
            self._show()
            self._page.update()

    def _typed(self, value: float) -> None:
        self.put(value)
        self.finish()

    def _complained(self, reason: str) -> None:
        self.complaint = reason
        self._page.update()

    @property
    def notch(self) -> float:
        """By how much one notch changes a weight."""
        weights = self._page.weights.get(self.layer)
        return NOTCH * (largest(weights.values) if weights is not None else 1.0)

    def press(self, point: QPointF) -> None:
        """Choose what is under the mouse, ready to be dragged."""
        found = self.under(point)
        if found is None:
            self.leave()
            return
        self.choose(*found)
        value = self.value()
        if value is not None:
            self._from = point, value

    def drag(self, point: QPointF) -> bool:
        """Change the weight by how far the mouse went up; tell whether one is dragged."""
        if self._from is None:
            return False
        start, value = self._from
        up = start.y() - point.y()
        if self.edit is not None or abs(up) > 3:
            self.put(value + up / PER_NOTCH * self.notch)
        return True

    def release(self) -> None:
        """End the drag."""
        if self._from is not None:
            self._from = None
            self.finish()

    def turn(self, notches: float) -> bool:
        """Change the weight by notches; tell whether there is one that can be."""
        value = self.value()
        if value is None or self._begin() is None:
            return False
        self.put(value + notches * self.notch)
        self._settle.start()
        return True

    def typing(self, event: QKeyEvent) -> bool:
        """Take the first digit of a number typed over a chosen weight."""
        text = event.text()
        if (
            self.place is None
            or not text
            or text not in "0123456789-."
            or not self.field.isEnabled()
        ):
            return False
        self.field.setFocus()
        self.field.selectAll()
        self.field.insert(text)
        self.field.setModified(True)
        return True
