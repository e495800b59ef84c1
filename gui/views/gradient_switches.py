"""Switches of the gradient view: the remedies, each a change that can be undone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from gui.theme import px
from gui.widgets import numbers
from gui.widgets.buttons import TextButton
from gui.widgets.row import Caption
from gui.widgets.segmented import Segmented
from gui.widgets.settings import label_of, sentence
from gui.widgets.switch import Switch
from gui.widgets.words import Part, Words

from .cell_sheet import PAD
from .gradient_remedies import CLIPPED, FORGET, OFF, ON, Remedy, remedies, softmax_inside

if TYPE_CHECKING:
    from gui.session import Session
    from gui.shown import Shown

CHOICES = {
    "cell": ("rnn", "lstm", "gru"), "activation": ("relu", "tanh"), "initialization": ("he", "glorot", "orthogonal"),
    "normalization": (), "clipping": (), "forget": tuple(FORGET),
}  # fmt: skip
"""The choices of each remedy; none: it is on or off."""


class RemedyRow(Part):
    """One remedy: its name, whether it restarts, and its choices.

    Parameters
    ----------
    key : str
        See `Remedy`.
    parent : QWidget
        Parent.
    """

    chosen = Signal(str, str)
    """Carries remedy and choice."""

    def __init__(self, key: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.key = key
        self.remedy: Remedy | None = None
        self.caption = Caption(self)
        self.choice: Segmented | None = None
        self.switch: Switch | None = None
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(px(8))
        line.addWidget(self.caption, 1)
        if CHOICES[key]:
            self.choice = Segmented(CHOICES[key], self)
            self.choice.chosen.connect(lambda choice: self.chosen.emit(key, choice))
            line.addWidget(self.choice, 0)
        else:
            self.switch = Switch(self)
            self.switch.clicked.connect(lambda on: self.chosen.emit(key, ON if on else OFF))
            self.caption.setCursor(Qt.CursorShape.PointingHandCursor)
            self.caption.pressed.connect(self.switch.click)
            line.addWidget(self.switch, 0)
        line.setAlignment(self.caption, Qt.AlignmentFlag.AlignVCenter)
        self.retranslate()

    def show_remedy(self, remedy: Remedy | None) -> None:
        """Show which choice is in force; hidden where the network cannot take it."""
        self.setVisible(remedy is not None)
        self.remedy = remedy
        if remedy is None:
            return
        if self.choice is not None:
            for key in CHOICES[self.key]:
                self.choice.offer(key, key in remedy.values)
            if remedy.current:
                self.choice.set_current(remedy.current)
            else:
                self._none()
        if self.switch is not None and not self.switch.isDown():
            self.switch.setChecked(remedy.current == ON)
        self.retranslate()

    def _none(self) -> None:
        """Show that another choice than those offered is in force."""
        assert self.choice is not None
        self.choice.group.setExclusive(False)
        for segment in self.choice.segments.values():
            segment.setChecked(False)
        self.choice.group.setExclusive(True)

    def retranslate(self) -> None:
        """Set the texts."""
        name = {
            "cell": self.tr("Recurrent layers"), "activation": self.tr("Dense layers"),
            "initialization": self.tr("Initialization"),
            "normalization": self.tr("Batch normalization"), "clipping": self.tr("Clipping"),
            "forget": self.tr("Forget-gate bias"),
        }[self.key]  # fmt: skip
        note = self.tr("restarts") if self.remedy is not None and self.remedy.restarts else ""
        if self.remedy is not None and self.remedy.note[0] < self.remedy.note[1]:
            text = self.tr("behind {some} of {all}, restarts")
            note = text.format(some=self.remedy.note[0], all=self.remedy.note[1])
        if (name, note) != (self.caption.label, self.caption.note):
            self.caption.set_texts(name, note)
        if self.choice is not None:
            texts = {key: label_of(key) for key in CHOICES[self.key]}
            if [s.text() for s in self.choice.segments.values()] != list(texts.values()):
                self.choice.set_texts(texts, name)
        if self.switch is not None:
            self.switch.setAccessibleName(name)
            self.switch.setAccessibleDescription(note)


class Remedies(Part):
    """All remedies that the network can take, one below the other.

    Parameters
    ----------
    session : Session
        Takes the changes.
    parent : QWidget
        Parent.
    """

    taken = Signal()
    """Emitted before a remedy is put into force."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._clip = CLIPPED
        self._reach = 0
        self._mine = False
        self._of: object = None
        self.title = Words("t1", 14, 600)
        self.hint = Words("t2", 12, wrap=True)
        self.softmax = Words("t2", 12, wrap=True)
        self.refused = Words("warn", 12, wrap=True)
        self.again = TextButton("plain")
        self.rows = {key: RemedyRow(key, self) for key in CHOICES}
        self.column = QVBoxLayout(self)
        for part in (self.title, self.hint, *self.rows.values()):
            self.column.addWidget(part)
        for part in (self.softmax, self.refused, self.again):
            self.column.addWidget(part)
        self.column.addStretch(1)
        for row in self.rows.values():
            row.chosen.connect(self._choose)
        self.again.clicked.connect(lambda: self._session.go(iteration=self._reach))
        self.restyle()
        self.retranslate()

    def show_state(self, shown: Shown, before: int) -> None:
        """Show what is in force.

        Parameters
        ----------
        shown : Shown
            The project and what was refused.
        before : int
            Iteration with which the bars are compared; 0: with none.
        """
        project, refusal = shown.project, shown.refusal
        reach = before if before > shown.frame.iteration and not shown.frame.running else 0
        key = (project.network, project.training.clip, refusal, reach)
        if key == self._of:
            return
        self._of, self._reach = key, reach
        self._clip = project.training.clip or self._clip
        found = {one.key: one for one in remedies(project, self._clip)}
        for name, row in self.rows.items():
            row.show_remedy(found.get(name))
        self.softmax.setVisible(softmax_inside(project.network))
        if refusal is None:
            self._mine = False
        self.refused.setVisible(self._mine)
        self.refused.setText(sentence(refusal) if refusal is not None and self._mine else "")
        self.again.setVisible(bool(reach))
        self._name_again()

    def _choose(self, key: str, choice: str) -> None:
        remedy = self.rows[key].remedy
        if remedy is None or choice == remedy.current:
            return
        self.taken.emit()
        self._mine = True
        self._of = None  # a refusal leaves the project as it was: the switch must go back
        self._session.change(remedy.address, remedy.values[choice])

    def restyle(self) -> None:
        """Take sizes from the theme."""
        super().restyle()
        self.column.setContentsMargins(px(PAD), px(20), px(PAD), px(16))
        self.column.setSpacing(px(8))

    def _name_again(self) -> None:
        text = self.tr("Run to iteration {count} to compare")
        self.again.setText(text.format(count=numbers.count(self._reach)))

    def retranslate(self) -> None:
        """Set the texts."""
        self.title.setText(self.tr("Remedies"))
        self.hint.setText(self.tr("Each is a change like any other: undo takes it back."))
        self.softmax.setText(
            self.tr(
                "Softmax belongs in the output layer; in a hidden layer gradients vanish the faster."
            )
        )
        self._name_again()
        self._of = None
