"""Page of the update view: matrices to choose from and to edit, and what became of the chosen weight."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from engine.project import Weight
from gui.theme import current, px
from gui.widgets.ink import Ink, middle, painting
from gui.widgets.number_field import NumberField
from gui.widgets.paint import keeps
from gui.widgets.segmented import Segmented
from gui.widgets.settings import describe, kind_of

from . import update_words as words
from .cell_facts import Change, largest_changes
from .cell_sheet import BUTTON, ROW, Sheet
from .update_editing import WeightEdit
from .update_facts import Place, ledger, matrix, names_of
from .update_history import History
from .update_matrix import GUTTER, Tile, colour_range, laid, picture

if TYPE_CHECKING:
    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QImage, QKeyEvent, QMouseEvent, QPaintEvent, QResizeEvent, QWheelEvent

    from engine.recording import Recording
    from gui.session import Session
    from gui.shown import Shown

    from .update_facts import Ledger

WHICH = ("before", "update", "after")
TOP = 150
"""Where the matrices begin, below title, sentence and the choice of what they show."""
NOTCH = 1 / 100
"""Part of the colour range by which a notch of the wheel or two pixels of a drag change a weight."""
SETTLED = 400
"""Milliseconds after the last notch at which the wheel's change is put into force."""
EVERY = 0.2
"""Seconds from one picture to the next while time runs."""
Key = Qt.Key
KEYS = (Key.Key_Left, Key.Key_Right, Key.Key_Up, Key.Key_Down)


class UpdatePage(QWidget):
    """What is scrolled.

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
        self._session = session
        self.shown: Shown | None = None
        self.chosen: Place | None = None
        self.which = "after"
        self.tiles: list[Tile] = []
        self.changes: list[Change] = []
        self.history = History()
        self.edit: WeightEdit | None = None
        self.limit = 1.0
        self.pictures: list[QImage] = []
        self._key: object = None
        self._ledger: tuple[Place, Ledger | None] | None = None
        self._at = 0.0
        self._press: QPointF | None = None
        self._rows: list[tuple[QRectF, Change]] = []
        self.under = 0.0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.choice = Segmented(WHICH, self)
        self.choice.set_current(self.which)
        self.choice.chosen.connect(self._choose_which)
        self.field = NumberField(
            describe(Weight, "value"), framed=True, widest="\N{MINUS SIGN}0.000000", parent=self
        )
        self.field.committed.connect(self._typed)
        self.field.complained.connect(self._complained)
        self.field.nudged.connect(self._nudged)
        self.complaint = ""
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(SETTLED)
        self._settle.timeout.connect(self._finish)
        self.retranslate()

    # what is shown

    @property
    def recording(self) -> Recording | None:
        """The iteration that is shown."""
        return self.shown.frame.recording if self.shown is not None else None

    def retranslate(self) -> None:
        """Set texts anew."""
        texts = {
            "before": self.tr("Before"), "update": self.tr("Change"), "after": self.tr("After"),
        }  # fmt: skip
        self.choice.set_texts(texts, self.tr("What the matrices show"))
        self.setAccessibleName(self.tr("Weights of the layer"))
        self.field.setAccessibleName(self.tr("Value of the weight before the iteration"))
        self._key = None

    def restyle(self) -> None:
        """Take the theme and text size in force."""
        self._key = None
        self._lay()
        self.update()

    def forget(self) -> None:
        """Hold nothing: the view is hidden."""
        self._give_up()
        self._press = None
        self.history.forget()
        self.shown = self._key = self._ledger = None
        self.pictures, self.changes = [], []

    def take(self, shown: Shown) -> None:
        """Take in what is shown; the same iteration is not laid out twice."""
        recording = shown.frame.recording
        training = shown.project.training
        key = (
            id(recording), recording.iteration if recording else -1, shown.frame.iteration, shown.layer,
            shown.frame.running, shown.frame.branch, training.weights, shown.frame.divergence is not None,
        )  # fmt: skip
        if self.shown is not None and key == self._key:
            self.shown = shown
            return
        now = time.monotonic()
        if shown.frame.running and self._live(shown) and now - self._at < EVERY:
            return
        self._at = now
        layer = self.shown.layer if self.shown is not None else shown.layer
        self.shown, self._key, self._ledger = shown, key, None
        if recording is None:
            self._give_up()
            self._lay()
            self.update()
            return
        names = names_of(recording, shown.layer)
        if self.edit is not None and (shown.frame.running or layer != shown.layer):
            self._give_up()
        shapes = recording.network.names()
        if self.chosen is None or self.chosen.name not in names or not self._inside(shapes):
            self.chosen = Place(names[0]) if names else None
        self.changes = [] if recording.followed else largest_changes(recording, 8)
        if names:
            self.history.take(recording, names, shown.frame.branch, shown.layer)
        self._lay()
        self.update()

    def _live(self, shown: Shown) -> bool:
        """Tell whether the same layer was shown while time ran."""
        before = self.shown
        if before is None or not before.frame.running or self._key is None:
            return False
        return (before.layer, before.frame.branch) == (shown.layer, shown.frame.branch)

    def _inside(self, shapes: dict[str, tuple[int, ...]]) -> bool:
        assert self.chosen is not None
        rows, columns = (*shapes[self.chosen.name], 1)[:2]
        return self.chosen.row < rows and self.chosen.column < columns

    def _lay(self) -> None:
        """Lay out the matrices and colour them, and place what can be typed into."""
        recording = self.recording
        self.tiles, self.pictures = [], []
        ready = recording is not None and self.shown is not None
        left, right = px(20), self.width() - px(20)
        self.choice.setGeometry(left, px(98), right - left, px(30))
        self.choice.setVisible(ready and self.chosen is not None)
        self.choice.setEnabled(recording is not None and not recording.followed)
        self.field.setVisible(ready and self.chosen is not None)
        if not ready or recording is None or self.shown is None or self.chosen is None:
            self.setMinimumHeight(px(200))
            return
        names = names_of(recording, self.shown.layer)
        gutter = px(GUTTER) if self.kind in ("lstm", "gru") else 0
        self.tiles, end = laid(recording, names, px(TOP - 14), left + gutter, right)
        # a map that ends in zero would have no colours
        self.limit = colour_range(recording, names, self._seen) or 1.0
        self.pictures = [
            picture(matrix(recording, tile.name, self._seen), tile, self.limit)
            for tile in self.tiles
        ]
        self.under = end
        wide = self.field.sizeHint().width()
        self.field.setGeometry(right - wide, round(end + px(30)), wide, px(30))
        value = self.value()
        self.field.setEnabled(not self.why_not())
        if value is not None:
            self.field.show_value(value)
        rows = 9 + 6 + len(recording.optimizer_terms) + len(self.changes)
        self.setMinimumHeight(round(end + px(ROW) * rows + px(320)))

    @property
    def kind(self) -> str:
        """Kind of the layer looked at; the output layer is dense."""
        if self.shown is None or self.recording is None:
            return ""
        layers = self.shown.frame.project.network.layers
        return kind_of(layers[self.shown.layer]) if self.shown.layer < len(layers) else "dense"

    @property
    def _seen(self) -> str:
        return "before" if self.recording is not None and self.recording.followed else self.which

    def value(self) -> float | None:
        """Give the chosen weight before the iteration, or what it is being set to."""
        if self.recording is None or self.chosen is None:
            return None
        if self.edit is not None:
            return self.edit.value
        values = matrix(self.recording, self.chosen.name, "before")
        return float(values[self.chosen.row, self.chosen.column])

    def why_not(self) -> str:
        """Say why nothing can be edited; empty where it can."""
        shown = self.shown
        if shown is None or self.recording is None:
            return self.tr("There is no iteration yet.")
        if shown.playing or shown.frame.running or self.recording.followed:
            return self.tr("Time runs: pause to edit a weight.")
        if shown.frame.divergence is not None:
            return self.tr("Training diverged: go back before you edit a weight.")
        value = self.value()
        if value is None or not np.isfinite(value):
            return self.tr("This weight is not a number any more.")
        return ""

    def by_hand(self) -> list[Weight]:
        """List the weights of the layer that were set by hand."""
        if self.shown is None:
            return []
        names = {tile.name for tile in self.tiles}
        return [weight for weight in self.shown.project.training.weights if weight.name in names]

    def ledger(self) -> Ledger | None:
        """Add up the update of the parameter chosen; once for an iteration."""
        if self.recording is None or self.chosen is None:
            return None
        if self._ledger is None or self._ledger[0] != self.chosen:
            self._ledger = (self.chosen, ledger(self.recording, self.chosen))
        return self._ledger[1]

    def summary(self) -> str:
        """Give what a screen reader says."""
        if self.recording is None or self.shown is None:
            return words.waiting()
        parts = [words.sentence(self.changes, self.recording.followed)]
        if self.chosen is not None:
            parts.append(words.label(self.recording, self.chosen))
            found = None if self.recording.followed else self.ledger()
            if found is not None:
                parts.append(words.spoken(found))
            parts.append(self.why_not())
        return " ".join(part for part in parts if part)

    # choosing

    def choose(self, layer: int, name: str, row: int, column: int = 0) -> None:
        """Show a parameter."""
        self._finish()
        self.chosen = Place(name, row, column)
        if self.shown is not None and layer != self.shown.layer:
            self._session.look(layer=layer)
            return
        self._key = None
        if self.shown is not None:
            self.take(self.shown)

    def _pick(self, place: Place) -> None:
        layer = int(place.name.split(".", 1)[0])
        self.choose(layer, place.name, place.row, place.column)
        self.weight_wanted.emit(layer, place.name, place.row, place.column)

    def _choose_which(self, which: str) -> None:
        self.which = which
        self._lay()
        self.update()

    def tile(self) -> Tile | None:
        """Give the matrix of the weight chosen."""
        return next((t for t in self.tiles if self.chosen and t.name == self.chosen.name), None)

    def event(self, event: QEvent) -> bool:
        """Keep the arrow keys, and Escape during an edit."""
        kept = KEYS if self.tiles else ()
        return keeps(event, (*kept, Key.Key_Escape) if self.edit else kept) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose the neighbour; Enter goes to the number; Escape gives up."""
        way = {
            Key.Key_Left: (0, -1),
            Key.Key_Right: (0, 1),
            Key.Key_Up: (-1, 0),
            Key.Key_Down: (1, 0),
        }
        tile, key = self.tile(), Key(event.key())
        if key == Key.Key_Escape and self.edit is not None:
            self._press = None
            self._give_up()
        elif key in (Key.Key_Return, Key.Key_Enter) and self.field.isEnabled():
            self.field.setFocus()
        elif key in way and tile is not None and self.chosen is not None:
            down, right = way[key]
            row, column = self.chosen.row + down, self.chosen.column + right
            if 0 <= column < tile.columns:
                self._pick(Place(tile.name, min(max(0, row), tile.rows - 1), column))
            else:  # into the matrix beside
                k = self.tiles.index(tile) + right
                if 0 <= k < len(self.tiles):
                    other = self.tiles[k]
                    column = 0 if right > 0 else other.columns - 1
                    self._pick(Place(other.name, min(row, other.rows - 1), column))
        else:
            super().keyPressEvent(event)

    # editing

    def _begin(self) -> WeightEdit | None:
        if self.edit is None and not self.why_not() and self.shown and self.chosen is not None:
            was = self.value()
            assert was is not None
            self.edit = WeightEdit(self._session, self.shown.project, self.chosen, was)
        return self.edit

    def _put(self, value: float) -> None:
        edit = self._begin()
        if edit is not None:
            edit.put(value)
            self.field.show_value(edit.value)
            self.update()

    def _finish(self) -> None:
        self._settle.stop()
        edit, self.edit = self.edit, None
        if edit is not None:
            edit.finish()
            self.update()

    def _give_up(self) -> None:
        self._settle.stop()
        edit, self.edit = self.edit, None
        if edit is not None:
            edit.give_up()
            self._lay()
            self.update()

    def _typed(self, value: float) -> None:
        self._put(value)
        self._finish()

    def _complained(self, reason: str) -> None:
        self.complaint = reason
        self.update()

    def _nudged(self, way: int) -> None:
        value = self.value()
        if value is not None and self._begin() is not None:
            self._put(value + way * self.notch)
            self._settle.start()

    @property
    def notch(self) -> float:
        """By how much one notch changes a weight."""
        recording = self.recording
        names = [tile.name for tile in self.tiles]
        most = colour_range(recording, names, "before") if recording is not None else 0.0
        return (most or 1.0) * NOTCH

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose a cell, or one of the largest changes."""
        self.setFocus()
        if event.button() != Qt.MouseButton.LeftButton:
            return
        for tile in self.tiles:
            place = tile.at(event.position())
            if place is not None:
                self._pick(place)
                self._press = event.position()
                return
        for rect, change in self._rows:
            if rect.contains(event.position()):
                row, column = (*change.index, 0)[:2]
                self._pick(Place(change.name, row, column))
                return

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Raise the weight upwards, lower it downwards."""
        if self._press is None:
            return
        up = self._press.y() - event.position().y()
        if self.edit is None and abs(up) < px(4):
            return
        edit = self._begin()
        if edit is not None:
            self._put(edit.was + round(up / 2) * self.notch)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Put the drag into force."""
        self._press = None
        if not self._settle.isActive():
            self._finish()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Change the chosen weight while the wheel turns over it; elsewhere it scrolls."""
        tile, turned = self.tile(), event.angleDelta().y()
        over = tile is not None and tile.rect.contains(event.position())
        value = self.value()
        if not self.hasFocus() or not over or value is None or self._begin() is None:
            event.ignore()
            return
        self._put(value + turned / 120 * self.notch)
        self._settle.start()
        event.accept()

    # painting

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay out anew."""
        super().resizeEvent(event)
        self._lay()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint what is shown."""
        if self.shown is None:
            return
        with painting(self) as painter:
            sheet = Sheet(Ink(painter), self.width(), self.height())
            recording = self.recording
            sheet.title(self.tr("Update"), "")
            narrower = Sheet(sheet.ink, self.width() - px(BUTTON), self.height())
            narrower.title("", words.layer(self.shown.layer))
            if recording is None:
                sheet.sentence(words.waiting())
                return
            if self.chosen is None:
                sheet.sentence(self.tr("This layer has no weights."))
                return
            sheet.sentence(words.sentence(self.changes, recording.followed))
            words.paint_matrices(sheet, self)
            y = self._chosen(sheet, recording)
            y = self._largest(sheet, y)
            self.history.paint(sheet, y + px(20))

    def _chosen(self, sheet: Sheet, recording: Recording) -> float:
        assert self.chosen is not None
        y = self.under + px(45)
        room = self.field.x() - sheet.left - px(8)
        text, size = words.fitted(words.label(recording, self.chosen), room, (14, 13, 12), 600)
        sheet.ink.text(sheet.left, middle(y, 14), text, size=size, weight=600)
        y += px(ROW + 6)
        why = self.complaint or self.why_not() or self.tr("Drag a cell, turn the wheel or type.")
        for line in sheet.lines(why, 12):
            sheet.ink.text(sheet.left, middle(y, 12), line, size=12, token="t2")
            y += px(18)
        hand = [w for w in self.by_hand() if Place(w.name, w.row, w.column) == self.chosen]
        if hand:
            for line in sheet.lines(words.by_hand(hand[-1].was), 12):
                sheet.ink.text(sheet.left, middle(y, 12), line, size=12, token="t2")
                y += px(18)
        y += px(6)
        if recording.followed or self.edit is not None:
            return y
        return words.paint_ledger(sheet, y, self.ledger(), recording)

    def _largest(self, sheet: Sheet, y: float) -> float:
        self._rows = []
        if not self.changes:
            return y
        sheet.rule(y)
        y = sheet.heading(y + px(24), self.tr("Largest changes"), self.tr("before → after"))
        for change in self.changes:
            row, column = (*change.index, 0)[:2]
            here = Place(change.name, row, column) == self.chosen
            rect = QRectF(
                sheet.left - px(6), y - px(ROW) / 2, sheet.right - sheet.left + px(12), px(ROW)
            )
            if here:
                sheet.ink.box(rect, current.theme.s2, radius=4)
            self._rows.append((rect, change))
            words.paint_change(sheet, y, change)
            y += px(ROW)
        return y
