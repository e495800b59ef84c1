"""Training: optimizer, loss, learning rate, and how many examples make one update."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from engine.project import OPTIMIZERS, Training
from engine.sizes import batch_of, shape
from gui.panels.section import More, Section, make_row
from gui.theme import px
from gui.widgets.choice import ChoiceRow
from gui.widgets.dots import Dots
from gui.widgets.row import Row
from gui.widgets.segmented import Segmented
from gui.widgets.settings import describe, kind_of, label_of, titled_fields
from gui.widgets.stepper import Stepper

if TYPE_CHECKING:
    import msgspec

    from gui.session import Session
    from gui.shown import Shown


class OptimizerRow(ChoiceRow):
    """The optimizer: a kind, of which the panel makes the part."""

    def show_value(self, value: object) -> None:
        """Show the kind of an optimizer."""
        super().show_value(kind_of(value) if value is not None else "")  # type: ignore[arg-type]


class BatchRow(Row):
    """The batch regime as a segmented control."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(describe(Training, "batch"), "training.batch", parent)
        self.caption.hide()
        self.segments = Segmented(self.setting.choices, self)
        self.column.insertWidget(1, self.segments)
        self.segments.chosen.connect(self._chosen)
        self.retranslate()

    @property
    def held(self) -> bool:
        """Whether the mouse is down on it."""
        return self.segments.held

    def show_value(self, value: object) -> None:
        """Show a regime, unless the mouse is down."""
        if not self.held:
            self.segments.set_current(str(value))

    def _chosen(self, key: str) -> None:
        self.changed.emit(self.address, key, True)

    def retranslate(self) -> None:
        """Set the words."""
        super().retranslate()
        texts = {key: label_of(key) for key in self.setting.choices}
        self.segments.set_texts(texts, self.setting.label)
        self.segments.setAccessibleDescription(self.setting.explanation)


class SizeRow(Row):
    """The batch size; a step doubles or halves it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(describe(Training, "batch_size"), "training.batch_size", parent)
        self.stepper = Stepper(self.setting, self, doubling=True)
        self.head.addWidget(self.stepper)
        self.head.setAlignment(self.caption, Qt.AlignmentFlag.AlignVCenter)
        self.stepper.changed.connect(self._changed)
        self.stepper.complained.connect(self.complain)
        self.retranslate()

    @property
    def held(self) -> bool:
        """Whether a number is being typed."""
        return self.stepper.held

    def show_value(self, value: object) -> None:
        """Show a size, unless one is being typed."""
        if isinstance(value, int):
            self.stepper.show_value(value)

    def _changed(self, value: object) -> None:
        self.changed.emit(self.address, value, True)

    def retranslate(self) -> None:
        """Set the names."""
        super().retranslate()
        less, more = self.tr("Half the batch size"), self.tr("Twice the batch size")
        self.stepper.set_names(self.setting.label, less, more, self.setting.explanation)


class TrainingPanel(Section):
    """How the network learns.

    Parameters
    ----------
    session : Session
        Where changes go.
    parent : QWidget or None
        Parent.
    """

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(3, session, parent)
        setting = describe(Training, "optimizer")
        self.optimizer = OptimizerRow(setting, "training.optimizer", tuple(OPTIMIZERS), self)
        self.add_row(self.optimizer)
        self.own = QVBoxLayout()
        self.own.setSpacing(px(8))
        self.column.addLayout(self.own)
        self.own_rows: list[Row] = []
        self.own_kind = ""
        self._add("loss")
        self._add("learning_rate")
        self.column.addSpacing(px(2))
        self.add_row(BatchRow(self))
        self.batch_size = SizeRow(self)
        self.add_row(self.batch_size)
        self.dots = Dots(self)
        self.column.addWidget(self.dots)
        self.more = More(self)
        self.head.addWidget(self.more.button)
        self.folded = [
            self.add_row(make_row(Training, name, f"training.{name}", self), self.more.rows)
            for name in ("clip", "seed")
        ]
        self.column.addWidget(self.more)
        self.column.addWidget(self.error)
        self.retranslate()

    def _add(self, name: str) -> Row:
        return self.add_row(make_row(Training, name, f"training.{name}", self))

    def owns(self, place: str) -> bool:
        """Tell whether an address belongs to this section."""
        return place.startswith("training")

    def send(self, address: str, value: object, final: bool) -> None:
        """Hand a change to the session; of an optimizer a whole part."""
        if address == self.optimizer.address:
            value = OPTIMIZERS[str(value)]()
        super().send(address, value, final)

    def show_state(self, shown: Shown) -> None:
        """Show a moment."""
        training = shown.project.training
        self._show_optimizer(training.optimizer)
        self.show_rows(shown)
        self.batch_size.setVisible(training.batch == "mini")
        _, _, examples, _ = shape(shown.project)
        batch = batch_of(shown.project, examples)
        # While training runs, the lit dots would flicker and tell nothing.
        number = 0 if shown.frame.running else max(0, shown.frame.batch - 1)
        self.dots.show_batch(examples, batch, number if number * batch < examples else 0)
        if any(row.error.text() for row in self.folded):
            self.more.unfold(True)

    def _show_optimizer(self, optimizer: msgspec.Struct) -> None:
        """Make the controls of an optimizer's own settings."""
        kind = kind_of(optimizer)
        if kind == self.own_kind:
            return
        self.own_kind = kind
        self.drop_rows(self.own_rows)
        form = OPTIMIZERS[kind]
        self.own_rows = [
            self.add_row(make_row(form, name, f"training.optimizer.{name}", self), self.own)
            for name in titled_fields(form)
        ]

    def retranslate(self) -> None:
        """Set the title."""
        self.title.setText(self.tr("3  Training"))
