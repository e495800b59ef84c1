"""Training: optimizer, loss, learning rate, and how many examples make one update."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from engine.project import OPTIMIZERS, SCHEDULES, Training
from engine.sizes import batch_of
from engine.validate import FITTING
from gui.panels.section import Heading, More, Section, make_row, shape_of
from gui.theme import px
from gui.widgets.choice import ChoiceRow
from gui.widgets.dots import Dots
from gui.widgets.row import Row
from gui.widgets.segmented import Segmented
from gui.widgets.settings import describe, kind_of, label_of, titled_fields
from gui.widgets.stepper import Stepper

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from engine.sizes import Shape
    from gui.session import Session
    from gui.shown import Shown

SELDOM = ("beta1", "beta2", "decay")
"""Settings of an optimizer that are folded away: how long it remembers."""
FOLDED = {
    "loss": ("huber_delta",),
    "clipping": ("clip", "clip_value"),
    "weights": ("l1", "l2"),
    "batches": ("shuffle", "drop_last", "truncate"),
    "start": ("seed",),
}
"""Settings that are folded away, by heading. Class weights are for files and the Python API: a list of numbers."""


class KindRow(ChoiceRow):
    """A part of which there are several kinds, such as the optimizer: shown by its kind."""

    def show_value(self, value: object) -> None:
        """Show the kind of a part."""
        super().show_value(kind_of(value) if isinstance(value, msgspec.Struct) else "")


class KindRows:
    """The row of a part of several kinds, and below it the settings of the chosen kind.

    Parameters
    ----------
    panel : TrainingPanel
        Takes the rows.
    field : str
        Field of `engine.project.Training`.
    kinds : dict of str to type
        The kinds.
    """

    def __init__(self, panel: TrainingPanel, field: str, kinds: Mapping[str, type[Any]]) -> None:
        self.panel, self.kinds = panel, kinds
        self.address = f"training.{field}"
        self.row = KindRow(describe(Training, field), self.address, tuple(kinds), panel)
        panel.add_row(self.row)
        self.place = QVBoxLayout()
        self.place.setSpacing(px(8))
        panel.column.addLayout(self.place)
        self.own: list[Row] = []
        self.kind = ""

    def show_part(self, part: msgspec.Struct) -> None:
        """Make the controls of a kind from the fields of its struct."""
        kind = kind_of(part)
        if kind == self.kind:
            return
        self.kind = kind
        self.panel.drop_rows(self.own)
        form = self.kinds[kind]
        self.own = [self._add(form, name) for name in titled_fields(form)]

    def _add(self, form: type[Any], name: str) -> Row:
        """Make a row; of what is seldom touched in the part that is folded away."""
        row = make_row(form, name, f"{self.address}.{name}", self.panel)
        place = self.panel.own if name in SELDOM else self.place
        return self.panel.add_row(row, place)


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
        self.own = QVBoxLayout()
        self.own.setSpacing(px(8))
        self.optimizer = KindRows(self, "optimizer", OPTIMIZERS)
        self.loss = ChoiceRow(describe(Training, "loss"), "training.loss", parent=self)
        self.add_row(self.loss)
        self._add("learning_rate")
        self.schedule = KindRows(self, "schedule", SCHEDULES)
        self.column.addSpacing(px(2))
        self.add_row(BatchRow(self))
        self.batch_size = SizeRow(self)
        self.add_row(self.batch_size)
        self.dots = Dots(self)
        self.column.addWidget(self.dots)
        self.more = More(self)
        self.head.addWidget(self.more.button)
        self.headings = {"optimizer": Heading(self)}
        self.more.rows.addWidget(self.headings["optimizer"])
        self.more.rows.addLayout(self.own)
        self.folded: dict[str, Row] = {}
        for heading, names in FOLDED.items():
            self._fold(heading, names)
        self.column.addWidget(self.more)
        self.column.addWidget(self.error)
        self.retranslate()

    def _fold(self, heading: str, names: tuple[str, ...]) -> None:
        """Put some settings into the part that is folded away, under a heading."""
        words = self.headings[heading] = Heading(self)
        self.more.rows.addWidget(words)
        for name in names:
            row = make_row(Training, name, f"training.{name}", self)
            self.folded[name] = self.add_row(row, self.more.rows)

    def _add(self, name: str) -> Row:
        return self.add_row(make_row(Training, name, f"training.{name}", self))

    def owns(self, place: str) -> bool:
        """Tell whether an address belongs to this section."""
        return place.startswith("training")

    def send(self, address: str, value: object, final: bool) -> None:
        """Hand a change to the session; of an optimizer or a schedule a whole part."""
        for part in (self.optimizer, self.schedule):
            if address == part.address:
                value = part.kinds[str(value)]()
        super().send(address, value, final)

    def show_state(self, shown: Shown) -> None:
        """Show a moment."""
        training = shown.project.training
        self.optimizer.show_part(training.optimizer)
        self.schedule.show_part(training.schedule)
        sizes = shape_of(shown.project)
        if sizes is not None and self.loss.offer(FITTING[sizes.task]):
            self.line_up()
        self.show_rows(shown)
        self.batch_size.setVisible(training.batch == "mini")
        seldom = [row for row in self.optimizer.own if row.setting.name in SELDOM]
        self.headings["optimizer"].setVisible(bool(seldom))
        self.folded["huber_delta"].setVisible(training.loss == "huber")
        self.headings["loss"].setVisible(training.loss == "huber")
        if sizes is not None:
            self._show_dots(shown, sizes)
        if any(row.error.text() for row in (*self.folded.values(), *seldom)):
            self.more.unfold(True)

    def _show_dots(self, shown: Shown, sizes: Shape) -> None:
        training, examples = shown.project.training, sizes.examples
        batch = batch_of(shown.project, examples)
        chunks = -(-sizes.steps // min(training.truncate or sizes.steps, sizes.steps))
        batches = examples // batch if training.drop_last else -(-examples // batch)
        # While training runs, the lit dots would flicker and tell nothing.
        number = 0 if shown.frame.running else max(0, shown.frame.batch - 1) // chunks
        number = number if number * batch < examples else 0
        self.dots.show_batch(examples, batch, number, batches * chunks)

    def retranslate(self) -> None:
        """Set the title."""
        self.title.setText(self.tr("3  Training"))
        names = {
            "optimizer": self.tr("Optimizer"),
            "loss": self.tr("Loss"),
            "clipping": self.tr("Clipping"),
            "weights": self.tr("Weights kept small"),
            "batches": self.tr("Batches"),
            "start": self.tr("Start"),
        }
        for key, words in self.headings.items():
            words.setText(names[key])
