"""Numbers: what the views paint, as a table that is walked with the arrow keys and read by a screen reader."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QElapsedTimer,
    QModelIndex,
    QSignalBlocker,
)
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QPainter,
)
from PySide6.QtWidgets import (
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from gui.exporting import ExportMenu
from gui.theme import current, px
from gui.views.table import Table
from gui.views.view import View
from gui.widgets.choice import Combo
from gui.widgets.ink import Ink, middle, painting, text_width
from gui.widgets.segmented import Segmented

from . import numbers_tables as tables
from .numbers_grid import Grid, block
from .numbers_model import NumbersModel

if TYPE_CHECKING:
    from PySide6.QtGui import QHideEvent, QPaintEvent

    from engine.recording import Phase, Recording
    from gui.session import Session
    from gui.shown import Shown

    from .numbers_tables import Cells

TABS = ("units", "predictions", "weights", "loss")
WHILE_RUNNING = 250
"""Milliseconds between two looks while time runs: digits that change faster are not read."""


class NumbersFace(View):
    """The second face of the views: arrays of a layer, predictions, weights and losses as tables.

    Parameters
    ----------
    session : Session
        Is asked to move the playhead and to look at another unit when another cell is gone to.
    parent : QWidget or None
        Parent.
    """

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.tabs = Segmented(TABS, self)
        self.tabs.set_current("units")
        self.name = Combo(self)
        self.which = Combo(self)
        self.export = ExportMenu(self, "numbers")
        self.model = NumbersModel(self)
        self.grid = Grid(self)
        self.grid.setModel(self.model)
        self.setFocusProxy(self.grid)
        self._named: tuple[object, ...] = ()
        self._chosen: dict[str, str] = {}
        self._told: object = None
        self._clock = QElapsedTimer()
        for which in tables.WHICH:
            self.which.addItem("", which)
        self._bar = QHBoxLayout()
        self._bar.addWidget(self.tabs)
        self._bar.addWidget(self.name)
        self._bar.addWidget(self.which)
        self._bar.addStretch(1)
        self._bar.addWidget(self.export)
        self._column = QVBoxLayout(self)
        self._column.addLayout(self._bar)
        self._column.addWidget(self.grid, 1)
        self.tabs.chosen.connect(self._anew)
        self.name.activated.connect(self._choose)
        self.which.activated.connect(self._anew)
        self.grid.selectionModel().currentChanged.connect(self._walked)
        self.restyle()
        self.retranslate()

    # -- what is shown -------------------------------------------------------------------------

    @property
    def tab(self) -> str:
        """Which table is shown."""
        return self.tabs.current

    def receive(self, shown: Shown) -> None:
        """Show the numbers of this moment; while time runs at most four times a second."""
        running = shown.frame.running
        if running and self._clock.isValid() and self._clock.elapsed() < WHILE_RUNNING:
            return
        self._clock.start()
        self._offer(shown)
        cells = self.cells(shown)
        empty = cells is None or not cells.rows
        if self.grid.isHidden() != empty:
            self.grid.setVisible(not empty)
            self.update()
        with QSignalBlocker(self.grid.selectionModel()):
            self.model.show(cells)
        if not empty:
            self._follow(shown)

    def cells(self, shown: Shown) -> Cells | None:
        """Give what the chosen table shows; None before there is a Recording."""
        recording = shown.frame.recording
        if self.tab == "loss":
            return tables.Losses(shown.frame.curves)
        if recording is None:
            return None
        if self.tab == "predictions":
            return tables.prediction_cells(shown, recording)
        name = self.name.currentData()
        if name is None:
            return None
        if self.tab == "weights":
            return tables.matrix_cells(recording, name, self.which.currentData())
        return tables.unit_cells(shown, recording, name)

    def _offer(self, shown: Shown) -> None:
        """Offer the arrays of the layer looked at, or the parameters."""
        recording = shown.frame.recording
        self.name.setVisible(recording is not None and self.tab in ("units", "weights"))
        self.which.setVisible(recording is not None and self.tab == "weights")
        names = self._names(shown, recording)
        if self._named == (self.tab, *names):
            return
        self._named = (self.tab, *names)
        self.name.clear()
        for name in names:
            label = tables.array_label(name) if self.tab == "units" else name
            self.name.addItem(label, name)
        wanted = self._chosen.get(self.tab, "h" if "h" in names else "")
        self.name.setCurrentIndex(max(0, self.name.findData(wanted)))
        self.name.updateGeometry()

    def _names(self, shown: Shown, recording: Recording | None) -> list[str]:
        if recording is None or self.tab not in ("units", "weights"):
            return []
        if self.tab == "units":
            return tables.array_names(recording.layers[shown.layer])
        return list(recording.network.names())

    def _choose(self) -> None:
        self._chosen[self.tab] = str(self.name.currentData())
        self._anew()

    def _anew(self) -> None:
        self._clock.invalidate()
        if self.state is not None:
            self.show_state(self.state)
            if self.place(self.state) is None:
                self.grid.scrollToTop()

    # -- the place -----------------------------------------------------------------------------

    def place(self, shown: Shown) -> tuple[int, int] | None:
        """Give row and column at which playhead and unit stand in the table; None where nowhere."""
        cells = self.model.cells
        if cells is None:
            return None
        if self.tab == "loss":
            row = min(shown.frame.iteration, cells.rows) - 1
            return (row, max(0, self.grid.currentIndex().column())) if row >= 0 else None
        recording, head = shown.frame.recording, shown.playhead
        if recording is None or head is None or self.tab == "weights":
            return None
        if self.tab == "predictions":
            row = head.t - (recording.steps - cells.rows)
            return (max(0, row), max(0, self.grid.currentIndex().column()))
        column = head.t if cells.columns == recording.steps else cells.columns - 1
        return min(shown.unit, cells.rows - 1), column

    def _follow(self, shown: Shown) -> None:
        """Go to the cell of playhead and unit, and say it where the playhead has moved."""
        place = None if shown.frame.running else self.place(shown)
        if place is None:
            return
        index = self.model.index(*place)
        before = self.grid.currentIndex()
        if index != before:
            with QSignalBlocker(self.grid.selectionModel()):
                self.grid.setCurrentIndex(index)
            self.grid.scrollTo(index)
            self.grid.update(before)
            self.grid.update(index)
            self.grid.repaint_names(before, index)
        head = shown.playhead
        now = (shown.frame.iteration, head.index if head is not None else -1)
        if self._told is not None and now != self._told and not shown.playing:
            self._announce(self.model.spoken(*place))
        self._told = now

    def _announce(self, text: str) -> None:
        """Let a screen reader say a step."""
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.grid, text))

    def _walked(self, now: QModelIndex, before: QModelIndex) -> None:
        """Take playhead and unit, or the iteration, to the cell that the user has gone to."""
        shown = self.state
        if shown is None or not now.isValid() or shown.frame.running:
            return
        if self.tab == "loss":
            if now.row() + 1 != shown.frame.iteration:
                self.session.go(iteration=now.row() + 1)
            return
        recording, head = shown.frame.recording, shown.playhead
        if recording is None or head is None or self.tab == "weights":
            return
        cells = self.model.cells
        assert cells is not None
        if self.tab == "predictions":
            self._go(
                shown, now.row() + recording.steps - cells.rows, len(recording.layers) - 1, "h"
            )
            return
        units = recording.layers[shown.layer].units
        if now.row() != shown.unit and now.row() < units and cells.rows == units:
            self.session.look(unit=now.row())
        if cells.columns == recording.steps:
            self._go(shown, now.column(), shown.layer, str(self.name.currentData()))

    def _go(self, shown: Shown, t: int, layer: int, name: str) -> None:
        head = shown.playhead
        assert head is not None
        phase: Phase = "backward" if tables.is_gradient(name) else "forward"
        if t != head.t:
            self.session.go(tick=head.at(phase, t, layer))

    # -- the rest ------------------------------------------------------------------------------

    def numbers(self, shown: Shown) -> Table | None:
        """Give all that the table shows."""
        cells = self.cells(shown)
        if cells is None or not cells.rows:
            return None
        return block(cells, range(cells.rows), range(cells.columns))

    def summary(self, shown: Shown) -> str:
        """Say the cell of the playhead, and how large the table is."""
        cells = self.model.cells
        if cells is None or not cells.rows:
            return self.tr("No recording yet. Press Space to run the first iteration.")
        size = self.tr("{rows} rows, {columns} columns").format(
            rows=cells.rows, columns=cells.columns
        )
        place = self.place(shown)
        return size if place is None else f"{self.model.spoken(*place)}, {size}"

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground, and before the first numbers how they come."""
        with painting(self) as painter:
            self._paint(painter)

    def _paint(self, painter: QPainter) -> None:
        painter.fillRect(self.rect(), current.theme.s1)
        if self.grid.isVisible() or self.state is None:
            return
        text = self.tr("Press Space to run the first iteration")
        x = self.width() / 2 - text_width(text, 15, 600) / 2
        Ink(painter).text(x, middle(self.height() / 2, 15), text, size=15, weight=600)

    def hideEvent(self, event: QHideEvent) -> None:
        """Hold nothing while hidden."""
        super().hideEvent(event)
        self.model.show(None)
        self._told = None
        self._clock.invalidate()

    def restyle(self) -> None:
        """Take the theme and text size in force."""
        self._column.setContentsMargins(px(12), px(8), px(12), px(8))
        self._column.setSpacing(px(8))
        self._bar.setSpacing(px(8))
        self.grid.restyle()
        self.update()

    def retranslate(self) -> None:
        """Set texts anew."""
        self.setAccessibleName(self.tr("Numbers"))
        self.grid.setAccessibleName(self.tr("Numbers"))
        texts = {
            "units": self.tr("Units"),
            "predictions": self.tr("Predictions"),
            "weights": self.tr("Weights"),
            "loss": self.tr("Loss"),
        }
        self.tabs.set_texts(texts, self.tr("Table"))
        said = (
            self.tr("before the update"), self.tr("gradient"), self.tr("gradient after clipping"),
            self.tr("update"), self.tr("after the update"),
        )  # fmt: skip
        for k, text in enumerate(said):
            self.which.setItemText(k, text)
        self.name.setAccessibleName(self.tr("Array"))
        self.which.setAccessibleName(self.tr("Value"))
        self.which.updateGeometry()
        self._clock.invalidate()
