"""The bar over the timeline: which layer and which example are looked at, and what the tracks show."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QSpinBox, QWidget

from gui.theme import current, font, px
from gui.views.comparing import timeline_note
from gui.widgets.buttons import IconButton
from gui.widgets.choice import Combo
from gui.widgets.settings import kind_of, label_of

from .gradients import MODES
from .track import INSET

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from gui.shown import Shown


SIGNS = ("chevron-left", "chevron-right")


class Number(QSpinBox):
    """A number within a sentence: counts from 1, without buttons of its own."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setButtonSymbols(QSpinBox.ButtonSymbols.NoButtons)
        self.setKeyboardTracking(False)
        self.setFrame(False)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.lineEdit().returnPressed.connect(self.clearFocus)

    def sizeHint(self) -> QSize:
        """Give room for the whole sentence with its longest number."""
        text = self.prefix() + str(self.maximum()) + self.suffix()
        return QSize(self.fontMetrics().horizontalAdvance(text) + px(22), px(30))

    minimumSizeHint = sizeHint


class Header(QWidget):
    """Layer at the left, example at the right.

    Signals
    -------
    layer_wanted, example_wanted : int
        From 0.
    mode_wanted : str
        One of `gradients.MODES`.
    comparison_left
        The difference to another branch is no longer wanted.
    """

    layer_wanted = Signal(int)
    example_wanted = Signal(int)
    mode_wanted = Signal(str)
    comparison_left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.layer, self.layers = 0, 1
        self.less, self.more = (IconButton(icon, 28, self) for icon in SIGNS)
        self.layer_text, self.note, self.followed = QLabel(self), QLabel(self), QLabel(self)
        self.leave = IconButton("x", 28, self)
        self.leave.hide()
        self.before, self.after = (IconButton(icon, 28, self) for icon in SIGNS)
        for button in (self.before, self.after):  # held they flick through the batch
            button.setAutoRepeat(True)
        self.number = Number(self)
        self.mode = Combo(self)
        self.mode.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        for key in MODES:
            self.mode.addItem("", key)
        self._line = line = QHBoxLayout(self)
        line.setSpacing(0)
        left: tuple[QWidget, ...] = (self.less, self.layer_text, self.more)
        right: tuple[QWidget, ...] = (self.followed, self.before, self.number, self.after)
        self._parts = (*left, self.leave, self.mode, *right)
        self._buttons: list[QWidget] = []
        self._timed = True
        self._fitted: object = None
        self._note = ("", "")
        self._told: object = None
        for widget in left:
            line.addWidget(widget)
        self.layer_text.setMargin(px(3))
        line.addSpacing(px(12))
        line.addWidget(self.note)
        line.addWidget(self.leave)
        line.addStretch(1)
        line.addWidget(self.mode)
        line.addSpacing(px(8))
        for widget in right:
            line.addWidget(widget)
        self.less.clicked.connect(lambda: self.layer_wanted.emit(self.layer - 1))
        self.more.clicked.connect(lambda: self.layer_wanted.emit(self.layer + 1))
        self.before.clicked.connect(self.number.stepDown)
        self.after.clicked.connect(self.number.stepUp)
        self.leave.clicked.connect(self.comparison_left)
        self.mode.activated.connect(lambda k: self.mode_wanted.emit(MODES[k]))
        self.number.valueChanged.connect(lambda value: self.example_wanted.emit(value - 1))
        self.restyle()
        self.retranslate()

    def add(self, button: QWidget) -> None:
        """Take a button at the right end."""
        self._line.addWidget(button)
        self._buttons.append(button)

    def restyle(self) -> None:
        """Take the theme and text size in force."""
        self._told = None
        theme = current.theme
        self._line.setContentsMargins(px(INSET - 9), px(4), px(INSET - 8), 0)
        for label, token in ((self.layer_text, "t1"), (self.note, "t2"), (self.followed, "t2")):
            label.setFont(font(13, 600 if token == "t1" else 400))
            label.setStyleSheet(f"color: {theme.hex(token)}; background: transparent;")
        self.number.setFont(font(13))
        # Not by palette or font alone: hidden while time runs, it would come back with the former ones.
        # And without "border": Qt then leaves the editor one pixel of width (6.11).
        self.number.setStyleSheet(
            f"background: transparent; color: {theme.hex('t2')}; font-size: {px(13)}px;"
        )

    def retranslate(self) -> None:
        """Set the names that a screen reader says."""
        self._told = None
        self.less.set_name(self.tr("Layer before"))
        self.more.set_name(self.tr("Next layer"))
        self.leave.set_name(self.tr("Back to this branch and iteration alone"))
        self.before.set_name(self.tr("Example before"))
        self.after.set_name(self.tr("Next example"))
        self.number.setAccessibleName(self.tr("Example in this batch"))
        self.number.setPrefix(self.tr("example "))
        self.number.setAccessibleName(self.tr("Example of the batch"))
        texts = (self.tr("By phase"), self.tr("Values"), self.tr("Gradients"))
        for k, text in enumerate(texts):
            self.mode.setItemText(k, text)
        self.mode.updateGeometry()
        self._fitted = None
        self.mode.setAccessibleName(self.tr("What the tracks show"))
        self.mode.setToolTip(
            self.tr("What the tracks show: by phase = gradients in the backward phase alone")
        )

    def show_state(self, shown: Shown, *, note: tuple[str, str], mode: str, timed: bool) -> None:
        """Show layer and example.

        Parameters
        ----------
        shown : Shown
            What the window shows.
        note : tuple of str
            What the colours of the tracks mean, where they do not mean values; the same shorter.
        mode : str
            What the tracks show.
        timed : bool
            Whether the network has time; without it there is nothing to choose.
        """
        recording, compared = shown.frame.recording, timeline_note(shown)
        told = (
            shown.frame.project.network, shown.layer, shown.example, shown.frame.running, note, mode, timed, compared,
            None if recording is None else (recording.stepped, len(recording.layers), recording.examples.tobytes()),
        )  # fmt: skip
        if told == self._told:
            return
        self._told = told
        self._timed = timed
        if self.mode.currentIndex() != MODES.index(mode):
            self.mode.setCurrentIndex(MODES.index(mode))
        self._show_parts(shown)
        self.leave.setVisible(bool(compared))
        self._note = (compared, "") if compared else note
        key = (
            self.layer_text.text(), self._note, self.followed.text(), self.leave.isHidden(),
            self.number.isHidden(), self.followed.isHidden(), self.number.sizeHint(), timed,
        )  # fmt: skip
        if key != self._fitted:
            self._fitted = key
            self._fit()

    def _show_parts(self, shown: Shown) -> None:
        recording = shown.frame.recording
        self._show_layer(shown, known=recording is not None)
        if recording is None:
            for widget in (self.followed, self.before, self.number, self.after):
                widget.hide()
            return
        free = shown.frame.running or not recording.stepped
        self.followed.setVisible(free)
        for widget in (self.before, self.number, self.after):
            widget.setVisible(not free)
        if free:
            text = self.tr("following validation example {number}")
            self._set(self.followed, text.format(number=int(recording.examples[0]) + 1))
            return
        with QSignalBlocker(self.number):
            self.number.setRange(1, recording.batch)
            suffix = self.tr(" of {count} in this batch").format(count=recording.batch)
            if suffix != self.number.suffix():
                self.number.setSuffix(suffix)
                self.number.updateGeometry()
            if not self.number.lineEdit().hasFocus():
                self.number.setValue(shown.example + 1)
        self.before.setEnabled(shown.example > 0)
        self.after.setEnabled(shown.example < recording.batch - 1)

    def _show_layer(self, shown: Shown, *, known: bool) -> None:
        network = shown.frame.project.network
        layers, own = network.layers, network.output is not None
        self.layer, self.layers = shown.layer, max(1, len(layers) + own)
        recording = shown.frame.recording
        if known and recording is not None:
            self.layers = len(recording.layers)
        name = self.tr("Output")
        if self.layer < len(layers):
            name = label_of(kind_of(layers[self.layer]))
            if getattr(layers[self.layer], "bidirectional", False):
                name = self.tr("{kind}, both directions").format(kind=name)
        text = self.tr("Layer {number} of {count}: {name}")
        self._set(self.layer_text, text.format(number=self.layer + 1, count=self.layers, name=name))
        self.less.setEnabled(self.layer > 0)
        self.more.setEnabled(self.layer < self.layers - 1)

    def _fit(self) -> None:
        """Shorten or leave away what there is no room for: first what the colours mean, then the choice of it.

        Both stand elsewhere too: in the headers of the tracks and in the menu.
        """
        long, short = self._note
        self._set(self.note, long)
        self.note.setToolTip(long)
        shown = [w for w in self._parts if w is not self.mode and not w.isHidden()]
        buttons = [w for w in self._buttons if not w.isHidden()]
        wide = sum(w.sizeHint().width() for w in (*shown, *buttons)) + px(2 * INSET + 20)
        room = self.width() - wide
        mode = self._timed and self.mode.sizeHint().width() <= room
        if not self.leave.isHidden():  # then the note says what is compared
            mode = mode and self.mode.sizeHint().width() + self.note.sizeHint().width() <= room
        room -= self.mode.sizeHint().width() if mode else 0
        self.mode.setVisible(mode)
        fits = self.note.sizeHint().width() <= room or not self.leave.isHidden()
        if not fits and short:
            self._set(self.note, short)
            fits = self.note.sizeHint().width() <= room
        self.note.setVisible(fits and bool(long))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave away what there is no room for."""
        super().resizeEvent(event)
        self._fit()

    @staticmethod
    def _set(label: QLabel, text: str) -> None:
        if label.text() != text:
            label.setText(text)
