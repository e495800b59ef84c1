"""Page of the network view: where its parts stand, what is chosen, clicks and keys."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtWidgets import QWidget

from gui.theme import px
from gui.widgets.paint import keeps
from gui.widgets.segmented import Segmented

from .activations_beside import ActivationsBeside
from .boundary import Boundary
from .network_choice import Choice
from .network_facts import Incoming, column_values, incoming, plane_of, plane_values
from .network_layout import MOST_CURVES, Column, columns
from .network_paint import Picture

if TYPE_CHECKING:
    from PySide6.QtCore import QEvent
    from PySide6.QtGui import (
        QKeyEvent,
        QMouseEvent,
        QPaintEvent,
        QPixmap,
        QResizeEvent,
        QWheelEvent,
    )

    from engine.datasets import Split
    from engine.probing_plane import Plane
    from engine.recording import Floats, Recording
    from gui.session import Session
    from gui.shown import Shown

LEAST_WIDE, LEAST_HIGH = 690, 470
BESIDE = 0.42
"""Part of the band below the tiles that two activations side by side take, where there is no time."""
EVERY = 0.2
"""Seconds from one picture to the next while time runs."""
Key = Qt.Key
KEYS = (Key.Key_Left, Key.Key_Right, Key.Key_Up, Key.Key_Down, Key.Key_Return, Key.Key_Enter)
WAYS = {Key.Key_Left: (-1, 0), Key.Key_Right: (1, 0), Key.Key_Up: (0, -1), Key.Key_Down: (0, 1)}


class Page(QWidget):
    """What is scrolled where there is too little room.

    Parameters
    ----------
    session : Session
        Takes requests.
    parent : QWidget
        Parent.
    """

    weight_wanted = Signal(int, str, int, int)

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self.session = session
        self.shown: Shown | None = None
        self.columns: list[Column] = []
        self.weights: dict[int, Incoming] = {}
        self.plane: Plane | None = None
        self.values: tuple[Floats, ...] | None = None
        self.boundary: Boundary | None = None
        self.large = "output"
        self.crossed: tuple[float, ...] | None = None
        self.spot = (0, 0)
        self._looked: tuple[int, int] | None = None
        self._dots: list[tuple[object, Split, QPixmap]] = []
        self._key: object = None
        self._at = 0.0
        self.picture = Picture(self)
        self.choice = Choice(self)
        self.beside = ActivationsBeside(session, self)
        self.beside.hide()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.face = Segmented(("output", "unit"), self)
        self.face.set_current(self.large)
        self.face.chosen.connect(self.show_large)
        self.restyle()
        self.retranslate()

    # what is shown

    @property
    def recording(self) -> Recording | None:
        """The iteration that is shown."""
        return self.shown.frame.recording if self.shown is not None else None

    def retranslate(self) -> None:
        """Set texts anew."""
        self.setAccessibleName(self.tr("Units and weights"))
        texts = {"output": self.tr("Output"), "unit": self.tr("Unit")}
        self.face.set_texts(texts, self.tr("What is large"))
        self.choice.retranslate()
        self.fresh()

    def restyle(self) -> None:
        """Take the theme and text size in force."""
        self.setMinimumSize(px(LEAST_WIDE), px(LEAST_HIGH))
        self.fresh()

    def forget(self) -> None:
        """Hold nothing: the view is hidden."""
        self.choice.give_up()
        self.shown, self.boundary, self.values, self._key = None, None, None, None
        self.weights = {}
        self._dots.clear()
        self.picture.forget()

    def fresh(self) -> None:
        """Lay out and paint all anew."""
        self._key = None
        if self.shown is not None:
            self.take(self.shown)
        self.update()

    def take(self, shown: Shown) -> None:
        """Take in what is shown; while time runs five times a second at most."""
        recording, now = shown.frame.recording, time.monotonic()
        if shown.frame.running and self._key is not None and now - self._at < EVERY:
            return
        plane = plane_of(shown)
        frame = shown.frame
        key = (
            id(recording), recording.iteration if recording else -1, frame.iteration, frame.branch, frame.running,
            shown.layer, shown.unit if self.large == "unit" else -1, shown.example,
            id(frame.probes.get(plane) if plane else None), frame.divergence is not None,
        )  # fmt: skip
        before, self.shown = self.shown, shown
        if (shown.layer, shown.unit) != self._looked:
            self._looked = self.spot = (shown.layer, shown.unit)
        if key == self._key and before is not None:
            if self.boundary is not None:
                self.boundary.shown = shown
            self.update()
            return
        self._key, self._at = key, now
        self.plane, self.values = plane, plane_values(shown, plane)
        self._lay()
        self.choice.take()
        self.update()

    def _lay(self) -> None:
        recording = self.recording
        self.columns, self.weights, self.boundary = [], {}, None
        self.picture.stale = True
        self.face.setVisible(recording is not None)
        self.choice.field.setVisible(recording is not None)
        self.beside.setGeometry(self.beside_room().toAlignedRect())
        self.beside.setVisible(not self.beside_room().isEmpty())
        if recording is None or self.shown is None:
            return
        strips = recording.steps > 1
        self.columns = columns(recording, self.tiles_room(), strips=strips)
        for k in range(len(recording.layers)):
            found = incoming(recording, k)
            if found is not None and found.values.shape == (
                self.columns[k + 1].units,
                self.columns[k].units,
            ):
                self.weights[k] = found
        panel = self.panel()
        self.face.setGeometry(
            round(panel.left()),
            px(44),
            round(panel.width()),
            max(px(30), self.face.sizeHint().height()),
        )
        output = self.large == "output"
        layer, unit = (len(recording.layers) - 1, None) if output else self.spot
        values = None
        if self.values is not None and layer + 1 < len(self.values):
            values = self.values[layer + 1]
            if unit is not None:
                values = values[min(unit, len(values) - 1)][None]
        series = None
        if self.plane is None and not output:
            k, unit = self.spot
            array = recording.inputs if k < 0 else recording.layers[k].output
            example = min(self.shown.example, recording.batch - 1)
            of_example = array[: int(recording.lengths[example]), unit, example]
            series = of_example if array.shape[0] > 1 else array[0, unit]
        self.boundary = Boundary(
            self.shown, self.plane, values, output, self.square(), series, self._dots
        )
        self.choice.lay(panel)

    def gradient_height(self) -> float:
        """Give the height of what stands below the tiles."""
        return min(max(0.26 * self.height(), px(136)), px(220))

    def beside_room(self) -> QRectF:
        """Give the room of the activations; empty where the data have time, or nothing is shown yet."""
        if self.recording is None or self.shown is None or self.shown.frame.dataset.steps > 1:
            return QRectF()
        right, top = self.panel().left() - px(14), self.height() - self.gradient_height()
        wide = round(BESIDE * right)
        return QRectF(round(right) - wide, round(top) + 1, wide, self.height() - round(top) - 1)

    def panel(self) -> QRectF:
        """Give the room at the right."""
        wide = min(max(0.31 * self.width(), px(216)), px(460))
        return QRectF(self.width() - wide - px(20), 0, wide, self.height())

    def tiles_room(self) -> QRectF:
        """Give the room of the tiles, without the names below them."""
        right = self.panel().left() - px(24)
        top, bottom = px(60), self.height() - self.gradient_height() - px(44)
        return QRectF(px(12), top, right - px(12), bottom - top)

    def square(self) -> QRectF:
        """Give the place of the plane."""
        panel = self.panel()
        side = min(panel.width(), self.height() - px(88) - px(196))
        left = panel.left() + (panel.width() - side) / 2 if self.plane is not None else panel.left()
        wide = side if self.plane is not None else panel.width()
        return QRectF(left, px(88), wide, side)

    def as_curves(self, layer: int) -> bool:
        """Tell whether a layer's weights are curves, not a matrix."""
        left, right = self.columns[layer], self.columns[layer + 1]
        few = left.units * right.units <= MOST_CURVES
        return bool(layer in self.weights and left.tiles and right.tiles and few)

    def tile_values(self, column: Column) -> Floats:
        """Give what a column shows where there is no plane, (units, T)."""
        assert self.recording is not None
        assert self.shown is not None
        example = min(self.shown.example, self.recording.batch - 1)
        return column_values(self.recording, column.layer, example)

    # choosing

    def show_large(self, which: str) -> None:
        """Choose what stands large at the right."""
        self.large = which
        self.face.set_current(which)
        self.fresh()

    def pick(self, layer: int, unit: int) -> None:
        """Look at a unit; layer −1 is the input, at which the cell does not look."""
        self.spot = (layer, unit)
        last = self.recording is not None and layer == len(self.recording.layers) - 1
        self.large = "output" if last and self.columns[-1].units == 1 else "unit"
        self.face.set_current(self.large)
        if layer >= 0:
            self.session.look(layer=layer, unit=unit)
        self.fresh()

    def _on_plane(self, point: QPointF) -> bool:
        boundary = self.boundary
        if boundary is None or boundary.values is None or not boundary.rect.contains(point):
            return False
        number = boundary.nearest(point)
        batch = boundary.recording.examples.tolist()
        if number is not None and number in batch:
            self.crossed = None
            self.session.look(example=batch.index(number))
        else:
            self.crossed = boundary.inputs_at(point)
        self.update()
        return True

    def event(self, event: QEvent) -> bool:
        """Keep the arrow keys and Enter, and Escape where there is something to leave."""
        if event.type() != event.Type.ShortcutOverride:
            return super().event(event)
        kept: tuple[Qt.Key, ...] = KEYS if self.columns else ()
        if self.choice.place is not None or self.crossed is not None or self.large == "unit":
            kept = (*kept, Key.Key_Escape)
        return keeps(event, kept) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move among tiles; Enter goes through a unit's weights, a digit types, Escape leaves."""
        key = Key(event.key())
        if not self.columns:
            super().keyPressEvent(event)
        elif key in WAYS:
            right, down = WAYS[key]
            layer = min(max(-1, self.spot[0] + right), len(self.columns) - 2)
            unit = min(max(0, self.spot[1] + down), self.columns[layer + 1].units - 1)
            self.choice.leave()
            self.pick(layer, unit)
        elif key in (Key.Key_Return, Key.Key_Enter):
            back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.choice.cycle(-1 if back else 1)
        elif key == Key.Key_Escape:
            if self.choice.place is not None:
                self.choice.leave(keep=False)
            elif self.crossed is not None:
                self.crossed = None
            else:
                self.show_large("output")
            self.update()
        elif self.choice.typing(event):
            event.accept()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose a tile, a weight or a place of the plane."""
        self.setFocus()
        if event.button() != Qt.MouseButton.LeftButton:
            return
        point = event.position()
        for column in self.columns:
            unit = column.at(point)
            if unit is not None:
                self.choice.leave()
                self.pick(column.layer, unit)
                return
        if not self._on_plane(point):
            self.choice.press(point)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag a weight; else show what can be clicked."""
        point = event.position()
        if self.choice.drag(point):
            return
        tile = any(column.at(point) is not None for column in self.columns)
        plane = self.boundary is not None and self.boundary.rect.contains(point)
        shape = Qt.CursorShape.ArrowCursor
        if tile:
            shape = Qt.CursorShape.PointingHandCursor
        elif plane and self.plane is not None:
            shape = Qt.CursorShape.CrossCursor
        elif self.choice.under(point) is not None:
            shape = Qt.CursorShape.SizeVerCursor
        self.setCursor(shape)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Put the weight that was dragged into force."""
        self.choice.release()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Turn the weight chosen."""
        over = self.tiles_room().contains(event.position())
        if self.hasFocus() and over and self.choice.turn(event.angleDelta().y() / 120):
            event.accept()
        else:
            event.ignore()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay out anew."""
        super().resizeEvent(event)
        self.fresh()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint what is shown."""
        self.picture.paint()
