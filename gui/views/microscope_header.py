"""The line above the arithmetic: which number it accounts for."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.theme import px
from gui.widgets import numbers
from gui.widgets.ink import Ink, middle, painting, text_width

from .microscope_words import token_of

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from .cell_facts import Spot
    from .microscope_facts import Account


class Header(QWidget):
    """Where a number comes from, and the remark on rounding below it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._account: Account | None = None
        self._kind, self._places = "lstm", 2
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Have room for two lines."""
        return QSize(px(300), px(48))

    def say(self, account: Account | None, at: Spot | None, places: int) -> None:
        """Take in what is accounted for."""
        self._account, self._places = account, places
        self._kind = at.kind if at is not None else "lstm"
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the line, the letter in its colour."""
        account = self._account
        if account is None:
            return
        with painting(self) as painter:
            ink = Ink(painter)
            value = numbers.decimal(account.result, self._places)
            if account.letter.startswith("δ"):
                value = numbers.exponent(account.result, self._places + 1)
            text = self.tr("Where {letter} = {value} comes from")
            if account.held:
                text = self.tr("{letter} is held at {value}")
            before, after = text.format(letter="\0", value=value).split("\0")
            x, y = float(px(22)), middle(px(13), 17)
            x += ink.text(x, y, before, size=17, weight=700)
            token = token_of(self._kind, account.letter)
            x += ink.text(x, y, account.letter, size=17, weight=700, token=token)
            ink.text(x, y, after, size=17, weight=700)
            if not math.isfinite(account.total):
                return
            note = self.tr(
                "Rounded parts can miss the rounded sum by {unit}: the sum shown is the true one"
            )
            note = note.format(unit="0.01" if self._places == 2 else "0.0001")
            if text_width(note, 12) > self.width() - px(40):
                note = self.tr("Parts are rounded; the sum shown is the true one")
            ink.text(px(22), px(42), note, size=12, token="t3")
