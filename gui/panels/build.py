"""Build: the network as a stack of rows from input to output."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QPoint, QRectF, Qt
from PySide6.QtGui import QAction, QPainter, QPaintEvent
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from engine.address import value_at
from engine.errors import Refusal
from engine.project import LAYERS, Dense, Dropout, Output
from engine.sizes import layer_weights, output_units, outputs_of
from gui.panels.layer_row import LayerRow
from gui.panels.naming import describe_layer
from gui.panels.section import Section, make_row, shape_of
from gui.theme import current, px
from gui.widgets.buttons import TextButton
from gui.widgets.choice import ChoiceRow, line_up
from gui.widgets.numbers import count, percent
from gui.widgets.settings import describe, kind_of, label_of, sentence, titled_fields
from gui.widgets.words import Words

if TYPE_CHECKING:
    from engine.project import Layer, Project
    from engine.sizes import Shape
    from gui.session import Session
    from gui.shown import Shown

GAP = 7.0
MOST_LAYERS = 12
WIRE_AT = 34.0
BEGINS_GROUP = ("rnn", "embedding", "batch_norm")
SCALED = ("normal", "uniform", "constant", "orthogonal")
"""Initializations whose scale is theirs to choose; the others follow from the sizes of the layer."""


def reason_against(kind: str, project: Project, sizes: Shape | None) -> str:
    """Say why a layer of a kind cannot be added; empty if it can."""
    layers = project.network.layers
    translate = QCoreApplication.translate
    if len(layers) >= MOST_LAYERS:
        text = translate("BuildPanel", "A network has at most {n} hidden layers.")
        return text.format(n=MOST_LAYERS)
    if kind != "embedding":
        return ""
    if sizes is not None and not sizes.symbols:
        return translate("BuildPanel", "An embedding reads symbols: choose a text first.")
    if layers and kind_of(layers[0]) == "embedding":
        return translate("BuildPanel", "There is an embedding already.")
    return ""


class Stack(QWidget):
    """The rows, joined by a line."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.rows = QVBoxLayout(self)
        self.rows.setContentsMargins(0, 0, 0, 0)
        self.rows.setSpacing(px(GAP))
        current.changed.connect(self._restyle)

    def _restyle(self) -> None:
        self.rows.setSpacing(px(GAP))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the line that joins the rows."""
        height = self.height()
        place = QRectF(px(WIRE_AT) - 0.75, 4, 1.5, height - 8)
        QPainter(self).fillRect(place, current.theme.line2)


class BuildPanel(Section):
    """The network as a stack of rows from input to output.

    Parameters
    ----------
    session : Session
        Where changes go.
    parent : QWidget or None
        Parent.
    """

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(2, session, parent)
        self.kinds: tuple[str, ...] = ()
        self.stale = True
        self.layers: list[LayerRow] = []
        self.opened = -1
        self.project: Project | None = None
        self.pull = 0
        self.stack = Stack(self)
        self.input = LayerRow("input", None, self.stack)
        self.input.head.setEnabled(False)
        self.input.head.boxed = False
        self.output = LayerRow("dense", None, self.stack)
        self.output.rows.addWidget(self._hint())
        self.output_rows = {
            name: self.add_row(
                make_row(Output, name, f"network.output.{name}", self.output), self.output.rows
            )
            for name in titled_fields(Output)
        }
        self.output.toggled.connect(self._toggle_output)
        self.stack.rows.addWidget(self.input)
        self.stack.rows.addWidget(self.output)
        self.add = TextButton("dashed", "plus", self)
        self.menu = QMenu(self)
        self.entries: dict[str, QAction] = {}
        self.menu.setToolTipsVisible(True)
        for kind in LAYERS:
            if kind in BEGINS_GROUP:
                self.menu.addSeparator()
            entry = QAction(self)
            entry.setData(kind)
            self.entries[kind] = entry
            self.menu.addAction(entry)
        self.menu.triggered.connect(self._add)
        self.add.clicked.connect(self._ask_kind)
        self.column.addWidget(self.stack)
        self.column.addWidget(self.add)
        self.column.addWidget(self.error)
        self.retranslate()

    def _hint(self) -> Words:
        self.hint = Words("t3", 12, wrap=True)
        return self.hint

    def owns(self, place: str) -> bool:
        """Tell whether an address belongs to this section."""
        return place.startswith("network")

    # showing

    def show_state(self, shown: Shown) -> None:
        """Show a moment."""
        self.project = shown.project
        kinds = tuple(kind_of(layer) for layer in shown.project.network.layers)
        if kinds != self.kinds or self.stale:
            self._make_rows(kinds)
        self._show_numbers(shown.project)
        self._show_scales(shown.project)
        looked_at = shown.layer if shown.playhead is not None else -1
        for k, row in enumerate([*self.layers, self.output]):
            if row.head.seen != (k == looked_at):
                row.head.seen = k == looked_at
                row.update()
        self.show_rows(shown)

    def _show_numbers(self, project: Project) -> None:
        sizes = shape_of(project)
        if sizes is None:  # its data cannot be read, which is told elsewhere
            return
        self._show_head(self.input, None, count(sizes.inputs))
        self.input.head.dots = min(3, sizes.inputs)
        total, below = 0, sizes.inputs
        for row, layer in zip(self.layers, project.network.layers, strict=True):
            weights = layer_weights(layer, below)
            self._show_head(row, weights, self._note(layer))
            row.head.both = getattr(layer, "bidirectional", False)
            if row.stepper is not None:
                row.stepper.show_value(layer.units)  # type: ignore[union-attr]
            total, below = total + weights, outputs_of(layer, below)
        last = output_units(project, sizes)
        own = project.network.output
        weights = 0 if own is None else layer_weights(Dense(units=last), below)
        self._show_head(self.output, weights, count(last))
        text = self.tr("{n} weights").format(n=count(total + weights))
        if text != self.remark.text():
            self.remark.setText(text)
        self._show_output(there=own is not None)
        self._show_entries(project, sizes)

    @staticmethod
    def _note(layer: Layer) -> str:
        """Give what stands at the right of a layer that has no units of its own."""
        return percent(layer.rate) if isinstance(layer, Dropout) else ""

    def _show_output(self, *, there: bool) -> None:
        """Show the settings of the output layer; of none, what stands for it."""
        hint = self.tr("Its units and activation follow the task and the loss.")
        if not there:
            hint = self.tr("There is none: the last hidden layer gives the output.")
        if hint != self.hint.text():
            self.hint.setText(hint)
        self.output_rows["initialization"].setVisible(there)

    def _show_entries(self, project: Project, sizes: Shape | None) -> None:
        """Offer what can be added, and say why not."""
        for kind, entry in self.entries.items():
            reason = reason_against(kind, project, sizes)
            entry.setEnabled(not reason)
            entry.setToolTip(reason or describe_layer(kind))
            note = "" if not reason else self.tr("for text")
            entry.setText(f"{label_of(kind)}\t{note}" if note else label_of(kind))

    def _show_scales(self, project: Project) -> None:
        """Show the scale of an initialization where it matters, or is not the usual one."""
        for row in self.rows:
            part, _, name = row.address.rpartition(".")
            if name != "scale":
                continue
            try:
                layer = value_at(project, part)
            except Refusal:
                continue  # of a layer that is being replaced
            wanted = layer is not None and (layer.initialization in SCALED or layer.scale != 1)
            row.setVisible(wanted)

    @staticmethod
    def _show_head(row: LayerRow, weights: int | None, text: str) -> None:
        if (row.head.weights, row.head.units_shown) != (weights, text):
            row.head.weights, row.head.units_shown = weights, text
            row.head.updateGeometry()
            row.head.update()

    def show_refusal(self, refusal: Refusal | None) -> None:
        """Show a refusal at its control, also at the number of units."""
        super().show_refusal(refusal)
        place = refusal.place if refusal else ""
        for k, row in enumerate(self.layers):
            here = place == f"network.layers[{k}].units"
            if here and refusal is not None:
                row.complain(sentence(refusal))
                self.error.hide()
                self.error.setText("")
            elif row.stepper is not None and not row.stepper.held:
                row.complain("")

    def _make_rows(self, kinds: tuple[str, ...]) -> None:
        """Make a row for each hidden layer from the fields of its struct."""
        kept = self.output_rows.values()
        self.drop_rows([row for row in self.rows if row not in kept])
        for old in self.layers:
            old.blockSignals(True)
            old.hide()
            old.deleteLater()
        self.kinds, self.stale = kinds, False
        self.layers = []
        for k, kind in enumerate(kinds):
            row = self._make_row(k, kind)
            self.stack.rows.insertWidget(1 + k, row)
            self.layers.append(row)
        self.opened = self.opened if self.opened < len(kinds) else -1
        self._open(self.opened)
        self.add.setEnabled(len(kinds) < MOST_LAYERS)
        reason = reason_against("dense", self.project, None) if self.project is not None else ""
        self.add.setToolTip(reason)
        self._retranslate_rows()
        self._order_by_sight()
        self.line_up()

    def _order_by_sight(self) -> None:
        """Let Tab go from the input to the output, though rows are made later than both."""
        before: QWidget = self.input.head
        for row in [*self.layers, self.output]:
            inside = row.findChildren(QWidget)
            for widget in [row, *inside]:
                # Lists that open are windows of their own.
                if widget.window() is not self.window():
                    continue
                if widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
                    QWidget.setTabOrder(before, widget)
                    before = widget
        QWidget.setTabOrder(before, self.add)

    def _make_row(self, k: int, kind: str) -> LayerRow:
        form = LAYERS[kind]
        units = describe(form, "units") if "units" in form.__struct_fields__ else None
        row = LayerRow(kind, units, self.stack, movable=True)
        row.head.stepped = units is not None
        row.number = k
        for name in titled_fields(form):
            if name != "units":
                address = f"network.layers[{k}].{name}"
                self.add_row(make_row(form, name, address, row), row.rows)
        row.add_footer()
        row.up.setEnabled(k > 0)
        row.down.setEnabled(k < len(self.kinds) - 1)
        row.toggled.connect(partial(self._toggle, k))
        row.units_changed.connect(partial(self._set_units, k))
        row.move_asked.connect(partial(self._move, k))
        row.remove_asked.connect(partial(self._remove, k))
        row.pulled.connect(partial(self._pull, k))
        row.let_go.connect(partial(self._drop, k))
        return row

    # acting

    def _toggle(self, k: int, on: bool) -> None:
        self._open(k if on else -1)
        self.session.look(layer=k)

    def _toggle_output(self, on: bool) -> None:
        self._open(len(self.layers) if on else -1)
        self.session.look(layer=len(self.layers))

    def _open(self, k: int) -> None:
        """Open the settings of one row, and close all others."""
        self.opened = k
        for n, row in enumerate([*self.layers, self.output]):
            row.unfold(n == k)

    def _set_units(self, k: int, units: object) -> None:
        self.session.change(f"network.layers[{k}].units", units, final=True)

    def _set_layers(self, layers: tuple[Layer, ...]) -> None:
        self.session.change("network.layers", layers, final=True)

    def _move(self, k: int, way: int) -> None:
        """Move a layer up or down by one place."""
        self._put(k, k + way)

    def _put(self, k: int, to: int) -> None:
        if self.project is None or not 0 <= to < len(self.layers) or to == k:
            self.stack.rows.invalidate()
            self.stack.rows.activate()
            return
        layers = list(self.project.network.layers)
        layers.insert(to, layers.pop(k))
        if self.opened == k:
            self.opened = to
        self.stale = True  # rows are made anew, so that values and folds go with their layer
        self._set_layers(tuple(layers))

    def _remove(self, k: int) -> None:
        if self.project is None:
            return
        layers = self.project.network.layers
        self.opened = -1
        self.stale = True
        self._set_layers((*layers[:k], *layers[k + 1 :]))

    def _pull(self, k: int, way: int) -> None:
        """Let the row follow the mouse."""
        row = self.layers[k]
        if not row.inner.isHidden():
            self._open(-1)
        row.raise_()
        item = self.stack.rows.itemAt(1 + k)
        rest = item.geometry().top() if item is not None else row.y()
        top, last = self.input.geometry().bottom(), self.output.geometry().top()
        row.move(row.x(), min(max(rest + way, top), last - row.height()))

    def _drop(self, k: int) -> None:
        """Put the row where it was let go."""
        middle = self.layers[k].geometry().center().y()
        others = [row for n, row in enumerate(self.layers) if n != k]
        self._put(k, sum(row.geometry().center().y() < middle for row in others))

    def _ask_kind(self) -> None:
        self.menu.popup(self.add.mapToGlobal(QPoint(0, self.add.height() + 2)))

    def _add(self, entry: QAction) -> None:
        if self.project is None:
            return
        kind, layers = str(entry.data()), self.project.network.layers
        layer: Layer = LAYERS[kind]()
        # An embedding turns symbols into numbers, so it comes first.
        self._set_layers((layer, *layers) if kind == "embedding" else (*layers, layer))

    def line_up(self) -> None:
        """Put lists beside their labels where all of a layer fit."""
        room = self.width() - 2 * px(12)
        line_up([row for row in self.rows if isinstance(row, ChoiceRow)], room)

    # words

    def retranslate(self) -> None:
        """Set title, names and helps."""
        self.title.setText(self.tr("2  Network"))
        self.add.setText(self.tr("Add layer"))
        self.add.setAccessibleName(self.tr("Add layer"))
        self.add.updateGeometry()
        if self.project is not None:
            self._retranslate_rows()
            self._show_numbers(self.project)

    def _retranslate_rows(self) -> None:
        self.input.head.setText(self.tr("Input"))
        self.output.head.setText(self.tr("Output"))
        self.input.head.setAccessibleName(self.tr("Input"))
        self.output.head.setAccessibleName(self.tr("Output layer"))
        for k, (row, kind) in enumerate(zip(self.layers, self.kinds, strict=True)):
            row.head.setText(label_of(kind))
            name = self.tr("Layer {n}, {kind}").format(n=k + 1, kind=label_of(kind))
            row.head.setAccessibleName(name)
            row.head.setToolTip(self.tr("Click for its settings"))
