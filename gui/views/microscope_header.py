"""The line above the arithmetic: which number it accounts for."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.theme import current, px
from gui.widgets import numbers
from gui.widgets.ink import Ink, middle, painting, text_width

from .microscope_words import token_of

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from .cell_facts import Spot
    from .microscope_facts import Account

LINE = 28
"""Height of the line; the remark stands below it."""


class Header(QWidget):
    """Where a number comes from, and the remark on rounding below it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._account: Account | None = None
        self._kind, self._places = "lstm", 2
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    def sizeHint(self) -> QSize:
        """Have room for two lines."""
        return QSize(px(300), px(48))

    def say(self, account: Account | None, at: Spot | None, places: int) -> None:
        """Take in what is accounted for; the remark is painted again only where it changes."""
        noted = self._noted
        self._account, self._places = account, places
        self._kind = at.kind if at is not None else "lstm"
        same = noted == self._noted
        self.update(0, 0, self.width(), px(LINE) if same else self.height())

    @property
    def _noted(self) -> int:
        """Decimals of which the remark speaks; 0: there is none."""
        account = self._account
        return self._places if account is not None and math.isfinite(account.total) else 0

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the line, the letter in its colour, and the remark."""
        with painting(self) as painter:
            painter.fillRect(event.rect(), current.theme.s1)
            ink, account = Ink(painter), self._account
            if account is not None:
                self._line(ink, account)
            if self._noted and event.rect().bottom() >= px(LINE):
                self._note(ink)

    def _line(self, ink: Ink, account: Account) -> None:
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

    def _note(self, ink: Ink) -> None:
        note = self.tr(
            "Rounded parts can miss the rounded sum by {unit}: the sum shown is the true one"
        )
        note = note.format(unit="0.01" if self._places == 2 else "0.0001")
        if text_width(note, 12) > self.width() - px(40):
            note = self.tr("Parts are rounded; the sum shown is the true one")
        ink.text(px(22), px(42), note, size=12, token="t3")
