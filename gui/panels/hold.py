"""Hold: a gate, a state or an input is held at a value over some time steps, to look at it or in training."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from engine.project import Clamp
from gui.holding import (
    ADDRESSES,
    all_clamps,
    clamps_of,
    held_at,
    holdable,
    holding,
    released,
    sentence_of,
    span_of,
)
from gui.theme import px
from gui.widgets.buttons import IconButton, TextButton
from gui.widgets.number_field import NumberField
from gui.widgets.popover import Popover
from gui.widgets.segmented import Segmented
from gui.widgets.settings import Setting, sentence
from gui.widgets.slider import FINE, Scale, Track
from gui.widgets.words import Part, Words

if TYPE_CHECKING:
    from gui.session import Session
    from gui.shown import Shown

VALUE = Setting("value", "Value", "", "", 0.0, -1e6, 1e6, False, (), True)
PLACES = tuple(ADDRESSES.values())
"""Places of refusals that are told here."""
STEP = Setting("step", "Step", "", "", 1, 1, 100_001, True, (), True)


class Value(Part):
    """A number with a slider in the range that is usual for what is held."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.value = 0.0
        self.scale = Scale(0.0, 1.0, False, 0.01, False)
        self.words = Words("t2", 13)
        self.slider = Track()
        self.field = NumberField(VALUE, framed=True, widest="−0.00")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(10))
        row.addWidget(self.words)
        row.addWidget(self.slider, 1)
        row.addWidget(self.field)
        self.slider.dragged.connect(lambda share: self.show_value(self.scale.value(share)))
        self.slider.nudged.connect(
            lambda steps: self.show_value(self.scale.next(self.value, steps))
        )
        self.field.committed.connect(lambda value: self.show_value(float(value)))
        self.field.nudged.connect(lambda way: self.show_value(round(self.value + 0.01 * way, 6)))

    def set_span(self, low: float, high: float) -> None:
        """Set the ends of the slider."""
        self.scale = Scale(low, high, False, 0.01, False)

    def show_value(self, value: float) -> None:
        """Show a value."""
        self.value = value
        self.slider.setValue(round(FINE * self.scale.share(value)))
        self.field.show_value(value)

    def set_texts(self, name: str) -> None:
        """Name number and slider."""
        self.words.setText(name)
        self.slider.setAccessibleName(name)
        self.field.setAccessibleName(name)


class HeldRow(QWidget):
    """One thing that is held, and a button that lets it go."""

    def __init__(self, text: str, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = Words("t1", 12, wrap=True)
        self.words.setText(text)
        self.button = IconButton("x", 24, self)
        self.button.set_name(name)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.words, 1)
        row.addWidget(self.button)


class HoldCard(Popover):
    """The card in which something is held.

    Parameters
    ----------
    session : Session
        Where requests go.
    parent : QWidget
        The window.
    """

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent, wide=420)
        self.session = session
        self.keys: tuple[str, ...] = ()
        self._listed: object = None
        self.title = Words("t1", 15, 600)
        self.what: Segmented | None = None
        self.value = Value()
        self.reason = Words("warn", 12, wrap=True)
        self.reason.hide()
        self._old: object = None
        self.from_words, self.to_words = Words("t2", 13), Words("t2", 13)
        self.first, self.last = (NumberField(STEP, framed=True, widest="000") for _ in range(2))
        self.scope = Segmented(("unit", "all"))
        self.mode = Segmented(("look", "train"))
        self.effect = Words("t2", 12, wrap=True)
        self.held = QWidget()
        self.rows = QVBoxLayout(self.held)
        self.rows.setContentsMargins(0, 0, 0, 0)
        self.rows.setSpacing(px(2))
        self.release = TextButton("plain")
        self.hold = TextButton("primary")
        self.top = QVBoxLayout()
        self.column.addWidget(self.title)
        self.column.addLayout(self.top)
        self.column.addWidget(self.value)
        self.column.addWidget(self.reason)
        steps = QHBoxLayout()
        steps.setSpacing(px(8))
        for widget in (self.from_words, self.first, self.to_words, self.last):
            steps.addWidget(widget)
        steps.addStretch(1)
        self.column.addLayout(steps)
        for part in (self.scope, self.mode, self.effect, self.held):
            self.column.addWidget(part)
        buttons = QHBoxLayout()
        buttons.addWidget(self.release)
        buttons.addStretch(1)
        buttons.addWidget(self.hold)
        self.column.addLayout(buttons)
        self.scope.set_current("unit")
        self.mode.set_current("look")
        self.scope.chosen.connect(self.scope.set_current)
        self.mode.chosen.connect(self._choose_mode)
        for field in (self.first, self.last):
            field.committed.connect(self._order)
        self.hold.clicked.connect(self._hold)
        self.value.field.entered.connect(self._hold)
        self.release.clicked.connect(self._release_all)
        session.shown.connect(self._heard)
        self.retranslate()

    # opening

    def open_on(self, anchor: QWidget, name: str = "", spot: QRect | None = None) -> None:
        """Open for something of the unit looked at.

        Parameters
        ----------
        anchor : QWidget
            Beside which it opens.
        name : str
            What is to be held; else what was chosen last, or the first that can be.
        spot : QRect, optional
            Part of the anchor.
        """
        shown = self.session.state
        self._offer(holdable(shown))
        if not self.keys:
            return
        assert self.what is not None
        chosen = name if name in self.keys else self.what.current
        self._choose(chosen if chosen in self.keys else self.keys[0])
        self._show_held(shown)
        self._old = shown.refusal
        self._show_reason("")
        self.open_at(anchor, spot)

    def focus_first(self) -> None:
        """Type a value at once."""
        self.value.field.setFocus(Qt.FocusReason.TabFocusReason)

    def _offer(self, keys: tuple[str, ...]) -> None:
        if keys == self.keys and self.what is not None:
            return
        self.keys = keys
        if self.what is not None:
            self.top.removeWidget(self.what)
            self.what.hide()
            self.what.deleteLater()
            self.what = None
        if keys:
            self.what = Segmented(keys)
            self.what.chosen.connect(self._choose)
            self.top.addWidget(self.what)
            self._name_keys()

    def _name_keys(self) -> None:
        if self.what is not None:
            texts = {key: key if key[0] != "x" else f"x {key[1:]}" for key in self.keys}
            self.what.set_texts(texts, self.tr("What is held"))

    def _choose(self, key: str) -> None:
        """Show what is held of it, or what it is now, at the step of the playhead."""
        assert self.what is not None
        self.what.set_current(key)
        shown = self.session.state
        recording, playhead = shown.frame.recording, shown.playhead
        if recording is None or playhead is None:
            return
        t = max(0, min(playhead.t, recording.steps - 1))
        layer, name, unit = self._target(key)
        number = max(unit, 0)
        clamp = held_at(shown.project, layer, name, number, recording.start + t)
        self.value.set_span(*span_of(name))
        if clamp is not None:
            self.value.show_value(clamp.value)
            first, last = clamp.first, min(clamp.last, recording.start + recording.steps - 1)
            self.scope.set_current("all" if clamp.unit < 0 else "unit")
            train = clamp in shown.project.training.clamps
            self.mode.set_current("train" if train else "look")
        else:
            trace = recording.layers[0 if layer < 0 else layer]
            array = getattr(trace, name)
            there = min(t, array.shape[0] - 1)
            value = float(array[there, min(number, array.shape[1] - 1), shown.example])
            self.value.show_value(round(value, 2))
            first = last = recording.start + t
        self.first.show_value(first + 1)
        self.last.show_value(last + 1)
        self.scope.setVisible(layer >= 0)
        self._say()

    def _target(self, key: str) -> tuple[int, str, int]:
        """Give layer, name and unit of what is chosen."""
        if key[0] == "x":
            return -1, "x", int(key[1:]) - 1
        return self.session.state.layer, key, self.session.state.unit

    def _choose_mode(self, key: str) -> None:
        self.mode.set_current(key)
        self._say()

    def _order(self, value: object) -> None:
        """Keep the last step from being before the first."""
        if self.last.value < self.first.value:
            (self.last if self.sender() is self.first else self.first).show_value(float(str(value)))

    # acting

    def _clamp(self) -> Clamp:
        assert self.what is not None
        layer, name, unit = self._target(self.what.current)
        if layer >= 0 and self.scope.current == "all":
            unit = -1
        first, last = round(self.first.value) - 1, round(self.last.value) - 1
        return Clamp(layer, name, unit, first, last, float(self.value.value))  # type: ignore[arg-type]

    def _hold(self) -> None:
        for field in (self.value.field, self.first, self.last):
            field.commit()
        project, mode = self.session.state.project, self.mode.current
        self.session.change(ADDRESSES[mode], holding(clamps_of(project, mode), self._clamp()))

    def _release_one(self, mode: str, clamp: Clamp) -> None:
        project = self.session.state.project
        self.session.change(ADDRESSES[mode], released(clamps_of(project, mode), clamp))

    def _release_all(self) -> None:
        for mode, address in ADDRESSES.items():
            if clamps_of(self.session.state.project, mode):
                self.session.change(address, ())

    # showing

    def _heard(self, shown: Shown) -> None:
        if not self.isVisible():
            return
        if shown.frame.running or shown.playhead is None or holdable(shown) != self.keys:
            self.close_card()
            return
        self._show_held(shown)
        refusal = shown.refusal if shown.refusal is not self._old else None
        told = refusal is not None and refusal.place.partition("[")[0] in PLACES
        self._show_reason(sentence(refusal) if refusal is not None and told else "")

    def _show_reason(self, text: str) -> None:
        """Say why it cannot be held."""
        if text != self.reason.text() or self.reason.isHidden() == bool(text):
            self.reason.setText(text)
            self.reason.setVisible(bool(text))
            self.value.field.setAccessibleDescription(text)

    def _show_held(self, shown: Shown) -> None:
        """List what is held."""
        recording = shown.frame.recording
        steps = recording.start + recording.steps if recording is not None else 0
        held = all_clamps(shown.project)
        texts = tuple(sentence_of(mode, clamp, steps) for mode, clamp in held)
        self._title(shown)
        if texts == self._listed:
            return
        self._listed = texts
        self._clear()
        for text, (mode, clamp) in zip(texts, held, strict=True):
            row = HeldRow(text, self.tr("Release: {what}").format(what=text))
            row.button.clicked.connect(
                lambda _=False, mode=mode, clamp=clamp: self._release_one(mode, clamp)
            )
            self.rows.addWidget(row)
        self.held.setVisible(bool(texts))
        self.release.setEnabled(bool(texts))

    def _clear(self) -> None:
        while (item := self.rows.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()

    def _title(self, shown: Shown) -> None:
        text = self.tr("Hold: layer {layer}, unit {unit}")
        self.title.setText(text.format(layer=shown.layer + 1, unit=shown.unit + 1))

    def _say(self) -> None:
        """Say what holding does, to looking alone or to training."""
        if self.mode.current == "train":
            text = self.tr(
                "This changes the training: from here on it goes with this held, without a gradient there."
            )
        else:
            text = self.tr("Only what is shown is computed anew; the training stays as it is.")
        self.effect.setText(text)

    def retranslate(self) -> None:
        """Set all texts."""
        if not hasattr(self, "hold"):
            return
        self._listed = None
        self.setAccessibleName(self.tr("Hold a gate or a state"))
        self.value.set_texts(self.tr("Value"))
        self.from_words.setText(self.tr("Time steps"))
        self.to_words.setText(self.tr("to"))
        self.first.setAccessibleName(self.tr("First time step"))
        self.last.setAccessibleName(self.tr("Last time step"))
        self.scope.set_texts(
            {"unit": self.tr("This unit"), "all": self.tr("All units")}, self.tr("Units")
        )
        self.mode.set_texts(
            {"look": self.tr("Only look"), "train": self.tr("Train with it from here on")},
            self.tr("What it applies to"),
        )
        self.hold.setText(self.tr("Hold"))
        self.release.setText(self.tr("Release all"))
        self._name_keys()
        self._say()
        if self.keys:
            self._show_held(self.session.state)
