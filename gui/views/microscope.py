"""Microscope: one unit at one step with the whole arithmetic written out, forwards and backwards."""

from __future__ import annotations

import math
import time
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QAction, QGuiApplication, QPainter
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from gui.exporting import ExportMenu
from gui.theme import current, px
from gui.views.table import Table
from gui.views.view import View
from gui.widgets.buttons import TextButton
from gui.widgets.paint import keeps
from gui.widgets.scroll import Scroll
from gui.widgets.segmented import Segmented

from . import equation_text, numpy_lines
from .cell_facts import Spot, spot
from .microscope_back import backward_account
from .microscope_cell import CellSide
from .microscope_code import CodePane
from .microscope_facts import Account, Link, first_key, forward_account, keys_of, there
from .microscope_header import Header
from .microscope_sums import Sums
from .microscope_words import read_out
from .update_editing import WeightEdit

if TYPE_CHECKING:
    from PySide6.QtGui import QHideEvent, QKeyEvent, QPaintEvent, QResizeEvent

    from gui.session import Session
    from gui.shown import Shown

    from .update_facts import Place

KEYS = ("i", "f", "g", "o", "c", "r", "z", "n", "hn", "h", "y")
"""All that can be asked for, of any kind of layer, in the order of their letters."""
RIGHT = 0.44
"""Part of the width that the arithmetic takes, within bounds."""
NARROWEST, WIDEST = 380, 620
EVERY = 0.2
"""Seconds from one picture to the next while time runs."""
Key = Qt.Key
KEPT = (
    Key.Key_Up, Key.Key_Down, Key.Key_Return, Key.Key_Enter, Key.Key_Backspace, Key.Key_E,
    *(getattr(Key, f"Key_{letter.upper()}") for letter in KEYS if len(letter) == 1),
)  # fmt: skip


class MicroscopeView(View):
    """One unit at one step: its diagram and its time at the left, its arithmetic at the right.

    Up and Down choose a row, Enter goes to where it comes from, Backspace goes back, E edits its weight; the gates'
    letters choose a gate.

    Parameters
    ----------
    session : Session
        Takes requests.
    parent : QWidget or None
        Parent.
    """

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.key = ""
        self.at: Spot | None = None
        self.account: Account | None = None
        self._way: list[Link] = []
        self._look: object = None
        self._offered: object = None
        self._at = 0.0
        self.cell = CellSide(self)
        self.cell.step_wanted.connect(self.go_to_step)
        self.header = Header(self)
        self.gates = Segmented(KEYS, self)
        self.gates.chosen.connect(self.choose)
        self.decimals = Segmented(("2", "4"), self)
        self.decimals.set_current("2")
        self.decimals.chosen.connect(self._shown_again)
        self.more = ExportMenu(self, "microscope", self)
        self.more.menu.addSeparator()
        self.copies: dict[str, QAction] = {}
        for key, deed in {
            "text": self.copy_text, "latex": self.copy_latex, "numpy": self.copy_numpy
        }.items():  # fmt: skip
            self.copies[key] = self.more.menu.addAction("", deed)
        self.more.menu.aboutToShow.connect(self._offer_copies)
        self.back = TextButton("quiet", parent=self)
        self.back.clicked.connect(self.go_back)
        self.sums = Sums(self)
        self.sums.link_wanted.connect(self.go)
        self.sums.weight_set.connect(self._set_weight)
        self.sums.row_chosen.connect(self._reveal)
        self.sums.field.entered.connect(self.setFocus)
        self.scroller = Scroll(self)
        self.scroller.setWidget(self.sums)
        self.scroller.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.code = CodePane(self)
        self.code.button.clicked.connect(self._shown_again)
        self._right = QWidget(self)
        self._column = QVBoxLayout(self._right)
        self._bar = QHBoxLayout()
        for widget in (self.back, self.gates):
            self._bar.addWidget(widget, 1 if widget is self.gates else 0)
        self._bar.addStretch()
        self._bar.addWidget(self.decimals)
        self._bar.addWidget(self.more)
        self._column.addWidget(self.header)
        self._column.addLayout(self._bar)
        self._column.addWidget(self.scroller, 1)
        self._column.addWidget(self.code)
        self.restyle()
        self.retranslate()

    # -- what is shown --------------------------------------------------------------------------

    @property
    def places(self) -> int:
        """Decimals."""
        return 4 if self.decimals.current == "4" else 2

    def receive(self, shown: Shown) -> None:
        """Take in what is shown; while time runs five times a second at most."""
        now = time.monotonic()
        look = (shown.frame.running, shown.frame.branch, shown.layer, shown.unit, shown.example)
        if shown.frame.running and look == self._look and now - self._at < EVERY:
            return
        self._look, self._at = look, now
        at = spot(shown)
        if at is not None and at.phase not in ("forward", "backward"):
            at = replace(at, phase="forward")
        at = there(at) if at is not None else None
        self.at = at
        self.cell.take(shown, at)
        if at is None:
            self.account = None
            self.sums.take(None, None, self.places, False)
            self._controls(())
            self.code.put("")
            return
        keys = keys_of(at)
        if self.key not in keys:
            self.key = first_key(at)
        make = backward_account if at.phase == "backward" else forward_account
        self.account = make(at, self.key)
        self.sums.take(at, self.account, self.places, not at.free and at.phase == "forward")
        self._controls(keys)
        if not self.code.text.isHidden():
            self.code.put(self._code())

    def _controls(self, keys: tuple[str, ...]) -> None:
        """Offer what there is of this kind of layer."""
        backward = self.account is not None and self.account.letter.startswith("δ")
        self.header.say(self.account, self.at, self.places)
        offered = keys, backward, bool(self._way)
        if keys:
            self.gates.set_current(self.key)
        if offered == self._offered:
            return
        self._offered = offered
        for key in KEYS:
            self.gates.offer(key, key in keys) if keys else None
        self.gates.setVisible(len(keys) > 1)
        texts = {key: ("δ" if backward else "") + key for key in KEYS}
        self.gates.set_texts(texts, self.tr("Number that is accounted for"))
        self.decimals.setVisible(bool(keys))
        self.back.setVisible(bool(self._way))

    def _code(self) -> str:
        """Give the lines of the tick; where a state is not at hand, say so."""
        assert self.at is not None
        if not self._has_lines():
            return "# " + self.tr("The state before this step belongs to another iteration.")
        return numpy_lines.code(self.at)

    def _has_lines(self) -> bool:
        """Tell whether all arrays that the lines need are in the Recording."""
        at = self.at
        return at is not None and not (at.carried and at.kind in ("lstm", "gru", "rnn"))

    def _shown_again(self) -> None:
        self._look = None
        if self.state is not None:
            self.show_state(self.state)

    def summary(self, shown: Shown) -> str:
        """Read out which unit it is, the sentence, and the sum."""
        if self.account is None:
            return self.cell.sentence()
        sum_ = read_out(self.account, self.places)
        return f"{self.cell.title()}. {self.cell.sentence()} {sum_}"

    def hideEvent(self, event: QHideEvent) -> None:
        """Hold nothing while hidden."""
        super().hideEvent(event)
        self.at = self.account = self._look = None
        self.cell.take(None, None)
        self.sums.take(None, None, self.places, False)

    def retranslate(self) -> None:
        """Set texts anew."""
        self.setAccessibleName(self.tr("Microscope"))
        self.decimals.set_texts({"2": "2", "4": "4"}, self.tr("Decimals"))
        for key, text in {
            "text": self.tr("Copy as text"),
            "latex": self.tr("Copy as LaTeX"),
            "numpy": self.tr("Copy as NumPy"),
        }.items():
            self.copies[key].setText(text)
        self.back.setText("\N{LEFTWARDS ARROW} " + self.tr("Back"))
        name = self.tr("Number that is accounted for")
        self.gates.set_texts({key: key for key in KEYS}, name)
        self._look = self._offered = None
        self.cell.restyle()
        self.header.update()
        self.sums.retranslate()
        self.code.retranslate()

    def restyle(self) -> None:
        """Take the theme and text size in force."""
        self._column.setContentsMargins(0, px(12), 0, 0)
        self._column.setSpacing(px(6))
        self._bar.setContentsMargins(px(18), 0, px(14), 0)
        self._bar.setSpacing(px(8))
        self.decimals.setFixedWidth(px(72))
        self._look = None
        self.cell.restyle()
        self.header.update()
        self.code.restyle()
        self._arrange()
        self.update()

    # -- places ---------------------------------------------------------------------------------

    def minimumSizeHint(self) -> QSize:
        """Need no more than the smallest window gives."""
        return QSize(px(700), px(440))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give both sides their share."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        wide = min(
            max(px(NARROWEST), round(RIGHT * self.width())), px(WIDEST), round(0.56 * self.width())
        )
        left = self.width() - wide
        self.cell.setGeometry(0, 0, left, self.height())
        self._right.setGeometry(left + 1, 0, wide - 1, self.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the grounds of both sides, and the line between them."""
        painter, theme = QPainter(self), current.theme
        painter.fillRect(event.rect(), theme.s1)
        painter.fillRect(self._right.x() - 1, 0, 1, self.height(), theme.line)
        painter.end()

    # -- going about ----------------------------------------------------------------------------

    def choose(self, key: str) -> None:
        """Account for another number of the unit."""
        self.key = key
        self._shown_again()

    def go_to_step(self, t: int) -> None:
        """Go to a step of the phase at hand, from 0."""
        shown = self.state
        if shown is None or shown.playhead is None or self.at is None:
            return
        phase = "backward" if self.at.phase == "backward" else "forward"
        self.session.go(tick=self._tick(phase, t, self.at.layer, self.at.unit))

    def _tick(self, phase: str, t: int, layer: int, unit: int) -> int:
        """Give the tick at which a unit has its value of a step."""
        assert self.state is not None
        assert self.state.playhead is not None
        assert self.at is not None
        trace = self.at.recording.layers[layer]
        reverse = trace.both and unit >= trace.units // 2
        ticks = self.state.playhead.ticks
        found = (
            k for k, tick in enumerate(ticks)
            if tick.phase == phase and tick.t == t and tick.layer == layer and tick.reverse == reverse
        )  # fmt: skip
        return next(found, self.state.playhead.at(phase, t))  # type: ignore[arg-type]

    def go(self, link: Link) -> None:
        """Go to where a number comes from; `go_back` returns."""
        if self.at is None or self.state is None or self.state.playhead is None:
            return
        self._way.append(Link(self.at.layer, self.at.unit, self.at.t, self.key))
        self._jump(link)

    def go_back(self) -> None:
        """Go back to where one came from."""
        if self._way and self.at is not None and self.state is not None and self.state.playhead:
            self._jump(self._way.pop())

    def _jump(self, link: Link) -> None:
        assert self.at is not None
        self.key, at = link.key, self.at
        phase = "backward" if at.phase == "backward" else "forward"
        if (link.layer, link.unit) != (at.layer, at.unit):
            self.session.look(layer=link.layer, unit=link.unit)
        if link.t != at.t or link.layer != at.layer:
            self.session.go(tick=self._tick(phase, link.t, link.layer, link.unit))
        self._shown_again()

    def _reveal(self, row: int) -> None:
        place = self.sums.row_rect(row)
        self.scroller.ensureVisible(0, place.center().y(), 0, place.height())

    def event(self, event: QEvent) -> bool:
        """Keep the keys that go about."""
        return keeps(event, KEPT) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose rows and gates, go there and back."""
        key = event.key()
        if key in (Key.Key_Up, Key.Key_Down):
            self.sums.choose(-1 if key == Key.Key_Up else 1)
        elif key in (Key.Key_Return, Key.Key_Enter):
            self.sums.follow()
        elif key == Key.Key_Backspace:
            self.go_back()
        elif key == Key.Key_E:
            self.sums.edit(self.sums.row)
        elif self.at is not None and event.text().lower() in keys_of(self.at):
            self.choose(event.text().lower())
        else:
            super().keyPressEvent(event)

    # -- editing and copying --------------------------------------------------------------------

    def _set_weight(self, place: Place, was: float, value: float) -> None:
        if self.state is None:
            return
        edit = WeightEdit(self.session, self.state.project, place, was)
        edit.value = value
        edit.finish()

    def numbers(self, shown: Shown) -> Table | None:
        """Give the products that are listed, and what they come to."""
        if self.account is None:
            return None
        found = self.account
        rows = [
            (line.letter, line.mark, line.weight, line.value, line.product) for line in found.lines
        ]
        end = (found.letter, "", None, None, found.result)
        return Table(("part", "number", "weight", "value", "product"), (*rows, end))

    def _offer_copies(self) -> None:
        """Say what can be copied of what is shown."""
        finite = self.account is not None and math.isfinite(self.account.result)
        for key, can in {"text": finite, "latex": finite, "numpy": self._has_lines()}.items():
            self.copies[key].setEnabled(can)

    def copy_text(self) -> None:
        """Put the equation with its numbers on the clipboard."""
        if self.account is not None:
            QGuiApplication.clipboard().setText(equation_text.equation(self.account, self.places))

    def copy_latex(self) -> None:
        """Put the equation as LaTeX on the clipboard."""
        if self.account is not None:
            QGuiApplication.clipboard().setText(equation_text.latex(self.account, self.places))

    def copy_numpy(self) -> None:
        """Put the tick as a script with its numbers on the clipboard."""
        if self.at is not None and self._has_lines():
            QGuiApplication.clipboard().setText(numpy_lines.whole(self.at))
