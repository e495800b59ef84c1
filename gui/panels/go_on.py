"""Go on: lets the network write by itself; what comes of it is stepped like any other Recording."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from engine.commands import Generate
from engine.datasets import load
from gui.panels.until import ConditionField
from gui.theme import px
from gui.widgets.buttons import TextButton
from gui.widgets.number_field import NumberField
from gui.widgets.popover import Popover
from gui.widgets.settings import Setting, sentence
from gui.widgets.words import Words

if TYPE_CHECKING:
    from engine.errors import Refusal
    from engine.recording import Recording
    from gui.session import Session
    from gui.shown import Shown

PLACE = "generation"
"""Where its refusals are."""
LONGEST = 200
"""Characters that can be typed; the text shown is as long as it comes."""
STEPS = Setting("steps", "", "", "", 60, 1, 500, True, (), True)
TEMPERATURE = Setting("temperature", "", "", "", 0.5, 0.05, 5, False, (), True)
TOP_K = Setting("top_k", "", "", "", 0, 0, 1000, True, (), True)
SEED = Setting("seed", "", "", "", 0, 0, 1_000_000, True, (), True)
FIELDS = {"steps": STEPS, "temperature": TEMPERATURE, "top_k": TOP_K, "seed": SEED}


def written(recording: Recording) -> tuple[str, str]:
    """Give what a generated Recording was told, and what it has written.

    Parameters
    ----------
    recording : Recording
        Of a text.

    Returns
    -------
    tuple of str
        What went in from the user, and what the network made of it.
    """
    symbols = recording.dataset.symbols
    rows = recording.inputs[:, :, 0]
    places = rows.argmax(axis=1) if rows.shape[1] == len(symbols) else rows[:, 0].astype(int)
    text = [symbols[int(place)] for place in places]
    return "".join(text[: recording.generated]), "".join(text[recording.generated :])


class GoOnCard(Popover):
    """The card with what it goes on from, how boldly, and what it wrote.

    Parameters
    ----------
    session : Session
        Where requests go.
    parent : QWidget
        The window.
    """

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent, wide=520)
        self.session = session
        self._refused: Refusal | None = None
        self._asked = False
        self._symbols: tuple[str, ...] = ()
        self.title = Words("t1", 15, 600)
        self.prime = ConditionField()
        self.prime.setMaxLength(LONGEST)
        self.prime.returnPressed.connect(self.run)
        self.reason = Words("warn", 12, wrap=True)
        self.text = Words("t1", 14, wrap=True)
        self.hint = Words("t2", 12, wrap=True)
        self.names = {key: Words("t2", 12) for key in FIELDS}
        self.fields = {key: NumberField(setting, framed=True) for key, setting in FIELDS.items()}
        grid = QGridLayout()
        grid.setHorizontalSpacing(px(12))
        for k, (key, field) in enumerate(self.fields.items()):
            field.show_value(FIELDS[key].default)
            field.entered.connect(self.run)
            grid.addWidget(self.names[key], 0, k)
            grid.addWidget(field, 1, k)
        self.again = TextButton("quiet")
        self.go = TextButton("primary")
        self.go.clicked.connect(self.run)
        self.again.clicked.connect(self._leave)
        for part in (self.title, self.prime):
            self.column.addWidget(part)
        self.column.addLayout(grid)
        for part in (self.reason, self.text, self.hint):
            self.column.addWidget(part)
        row = QHBoxLayout()
        row.addWidget(self.again)
        row.addStretch(1)
        row.addWidget(self.go)
        self.column.addLayout(row)
        session.shown.connect(self._heard)
        self.retranslate()

    # acting

    def open_at(self, anchor: QWidget, spot: object = None) -> None:
        """Open with what is so now."""
        self._refused = None
        symbols = self.session.state.frame.dataset.symbols
        if symbols != self._symbols or not self.prime.text():
            self._symbols = symbols
            self.prime.setText(self._first())
        self._show(self.session.state)
        super().open_at(anchor)

    def _first(self) -> str:
        """Begin with the first characters of the text that is learnt."""
        dataset = load(self.session.state.frame.project.data)
        if not dataset.symbols:
            return ""
        places = dataset.training.inputs[:6, 0, 0]
        return "".join(dataset.symbols[int(place)] for place in places)

    def focus_first(self) -> None:
        """Type at once where there is a text, else press at once."""
        first = self.prime if self.prime.isVisible() else self.go
        first.setFocus()

    def run(self) -> None:
        """Let it go on."""
        number = {key: float(field.value) for key, field in self.fields.items()}
        self._refused, self._asked = None, True
        command = Generate(
            self.prime.text(),
            steps=int(number["steps"]),
            temperature=number["temperature"],
            top_k=int(number["top_k"]),
            seed=int(number["seed"]),
        )
        self.session.ask(command)

    def _leave(self) -> None:
        self.session.go(iteration=self.session.state.frame.iteration)
        self.close_card()

    # showing

    def _heard(self, shown: Shown) -> None:
        if not self.isVisible():
            return
        if self._asked and shown.refusal is not None and shown.refusal.place == PLACE:
            self._asked, self._refused = False, shown.refusal
        self._show(shown)

    def _show(self, shown: Shown) -> None:
        text = bool(shown.frame.dataset.symbols)
        self.prime.setVisible(text)
        for key in ("temperature", "top_k", "seed"):
            self.names[key].setVisible(text)
            self.fields[key].setVisible(text)
        reason = sentence(self._refused) if self._refused is not None else ""
        self.reason.setText(reason)
        self.reason.setVisible(bool(reason))
        recording = shown.frame.recording
        made = recording is not None and recording.generated >= 0 and not shown.frame.running
        self.again.setVisible(made)
        shown_text = ""
        if made and text and recording is not None:
            told, wrote = written(recording)
            shown_text = f"{told}│{wrote}"
        self.text.setText(shown_text)
        self.text.setVisible(bool(shown_text))

    def restyle(self) -> None:
        """Take sizes from the theme."""
        super().restyle()
        if hasattr(self, "text"):
            self.text.setMinimumWidth(px(200))
            self.update()

    def retranslate(self) -> None:
        """Set all texts."""
        if not hasattr(self, "again"):
            return
        self.title.setText(self.tr("Let it go on by itself"))
        self.prime.setPlaceholderText(self.tr("What it goes on from"))
        self.prime.setAccessibleName(self.tr("What it goes on from"))
        names = {
            "steps": self.tr("Steps"),
            "temperature": self.tr("Temperature"),
            "top_k": self.tr("Likeliest only (0: all)"),
            "seed": self.tr("Seed"),
        }
        for key, name in names.items():
            self.names[key].setText(name)
            self.fields[key].setAccessibleName(name)
        self.hint.setText(
            self.tr(
                "Each output goes in as the next input. What it writes can be stepped through like"
                " any Recording: every gate and state is there."
            )
        )
        self.again.setText(self.tr("Back to the training"))
        self.go.setText(self.tr("Go on"))
        self.setAccessibleName(self.title.text())
