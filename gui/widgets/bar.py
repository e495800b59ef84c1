"""Bar: a message of one line inside the window, with actions; never a dialog."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QRectF, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from gui.theme import current, px
from gui.widgets.buttons import IconButton, TextButton
from gui.widgets.paint import box
from gui.widgets.words import Part, Words

Choice = tuple[str, Callable[[], None]]
BRIEF = 4000
"""Milliseconds that a brief message stays."""


class Bar(Part):
    """A message with actions; the first action is the safe one.

    Parameters
    ----------
    parent : QWidget or None
        Parent.
    """

    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = Words("t1", 13, 600, wrap=True, parent=self)
        self.away = IconButton("x", 28, self)
        self.away.clicked.connect(self.dismiss)
        self.buttons: list[TextButton] = []
        self.deeds: list[Callable[[], None]] = []
        self.warn = False
        self.leaving = QTimer(self)
        self.leaving.setSingleShot(True)
        self.leaving.timeout.connect(self.dismiss)
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(px(16), px(8), px(10), px(8))
        self.row.setSpacing(px(8))
        self.row.addWidget(self.words, 1)
        self.row.addWidget(self.away)
        self.retranslate()
        self.hide()

    def retranslate(self) -> None:
        """Name the button that closes it; the message itself comes anew from its sender."""
        self.away.set_name(self.tr("Dismiss"))

    def show_message(
        self,
        text: str,
        choices: Sequence[Choice] = (),
        *,
        warn: bool = False,
        brief: bool = False,
    ) -> None:
        """Show a message.

        Parameters
        ----------
        text : str
            One sentence, in the language of the window.
        choices : sequence of (str, callable)
            Words and deed of each button; every button closes the bar.
        warn : bool
            Whether something went wrong.
        brief : bool
            Whether it goes by itself; it takes the place of another brief one alone.
        """
        if brief and self.isVisible() and not self.leaving.isActive():
            return
        if brief:
            self.leaving.start(BRIEF)
        else:
            self.leaving.stop()
        same = text == self.words.text() and [b.text() for b in self.buttons] == [
            words for words, _ in choices
        ]
        self.deeds = [deed for _, deed in choices]
        if same and self.isVisible():
            return  # asked again, perhaps before something else
        for button in self.buttons:
            self.row.removeWidget(button)
            button.hide()
            button.deleteLater()
        self.buttons = []
        self.words.setText(text)
        self.setAccessibleName(text)
        self.warn = warn
        for k, (words, _) in enumerate(choices):
            button = TextButton("primary" if k == 0 else "plain", parent=self)
            button.setText(words)
            button.clicked.connect(partial(self._answer, k))
            self.row.insertWidget(1 + k, button)
            self.buttons.append(button)
        self.away.setVisible(len(choices) < 2)  # else one of them is to cancel
        self.adjustSize()
        self.show()
        self.raise_()
        self.update()

    def _answer(self, k: int, *_: object) -> None:
        self.hide()
        self.deeds[k]()

    def dismiss(self) -> None:
        """Close the bar without an answer."""
        self.hide()
        self.closed.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint a card over what lies below."""
        theme = current.theme
        line = theme.warn if self.warn else theme.line2
        box(QPainter(self), QRectF(self.rect()), px(8), theme.s2, line, 1.5)
