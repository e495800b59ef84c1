"""What is held, in the diagram of a cell: locks, what the value was before, and chips that are dragged."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QPointF, QRect, QRectF

from engine.project import Clamp
from gui.holding import (
    ADDRESSES,
    HELD,
    all_clamps,
    clamps_of,
    free_value,
    held_at,
    holding,
    span_of,
    with_value,
)
from gui.theme import px
from gui.widgets import numbers
from gui.widgets.icon import draw_icon
from gui.widgets.ink import Ink, middle

from .cell_face import Grid
from .cell_gru import BELT
from .cell_gru import CHIPS as GRU_CHIPS
from .cell_lstm import CHIPS as LSTM_CHIPS

if TYPE_CHECKING:
    from gui.session import Session
    from gui.shown import Shown

    from .cell_face import Room
    from .cell_facts import Spot
    from .cell_sheet import Sheet

translate = QCoreApplication.translate

CHIPS = {"lstm": LSTM_CHIPS, "gru": GRU_CHIPS}
STATES = {"lstm": {"c": 50.0, "h": 178.0}, "gru": {"h": BELT}}
"""Heights at which the states leave the cell."""
BELTS = {"lstm": "c", "gru": "h"}
"""The state of the belt: beside it there is room above alone."""
TOKENS = {"lstm": {letter: letter for letter in "ifgo"}, "gru": {"z": "i", "r": "f", "n": "g"}}
FULL_WAY = 140
"""Pixels of a drag from the lowest value to the highest."""
SLACK = 4
"""Pixels below which a drag is a click."""


def places(grid: Grid, kind: str, right: float) -> dict[str, QRectF]:
    """Give where what can be held stands in the diagram of a kind of layer."""
    found = {letter: grid.chip(centre) for letter, _, centre in CHIPS.get(kind, ())}
    for letter, y in STATES.get(kind, {}).items():
        left = grid.x(322)
        found[letter] = QRectF(left, grid.y(y) - px(26), right - left, px(50))
    return found


def paint_held(sheet: Sheet, room: Room, at: Spot, shown: Shown) -> None:
    """Paint a lock where something is held, and what each value was without it.

    Parameters
    ----------
    sheet : Sheet
        The page.
    room : Room
        Where the diagram stands.
    at : Spot
        What is looked at, in the forward phase.
    shown : Shown
        What the window shows.
    """
    if shown.frame.untouched is None and not all_clamps(shown.project):
        return
    grid, ink, kind = Grid(sheet, room, at), sheet.ink, at.kind
    step = at.recording.start + at.t
    bottom = grid.y(288) + px(11)
    for letter, rect in places(grid, kind, sheet.width).items():
        chip = letter not in STATES.get(kind, {})
        clamp = held_at(shown.project, at.layer, letter, at.unit, step)
        value = at.value(letter)
        if clamp is not None and chip and abs(clamp.value - value) > 1e-6:
            _paint_dragged(grid, ink, kind, letter, rect, clamp.value)
            value = clamp.value
        if clamp is not None:
            corner = (
                QPointF(rect.right(), rect.top())
                if chip
                else QPointF(grid.x(319), rect.top() + px(26))
            )
            paint_lock(ink, corner)
        before = free_value(shown, at.layer, letter, at.unit, at.t)
        if before is None or numbers.decimal(before) == numbers.decimal(value):
            continue
        text = translate("Holding", "was {value}").format(value=numbers.decimal(before))
        if chip:
            x = rect.center().x()
            ink.text(x, middle(bottom, 12), text, size=12, token="t2", align="centre")
        else:
            belt = grid.y(STATES[kind][letter])
            y = belt - px(28) if letter == BELTS[kind] else belt + px(35)
            ink.text(sheet.width - px(3), y, text, size=12, token="t2", align="right")


def paint_lock(ink: Ink, at: QPointF) -> None:
    """Paint a lock on a small plate."""
    side = px(18)
    plate = QRectF(at.x() - side * 0.6, at.y() - side * 0.5, side, side)
    ink.box(plate, ink.theme.s1, ink.theme.t1, radius=9, width=1)
    inner = plate.adjusted(px(3), px(3), -px(3), -px(3))
    draw_icon(ink.p, "lock", ink.theme.t1, inner)


def _paint_dragged(
    grid: Grid, ink: Ink, kind: str, letter: str, rect: QRectF, value: float
) -> None:
    """Paint a chip anew, with the value at which it will be held."""
    squash = next(sign for name, sign, _ in CHIPS[kind] if name == letter)
    centre = next(x for name, _, x in CHIPS[kind] if name == letter)
    ink.box(rect, ink.theme.s1, radius=8)
    grid.paint_chip(letter, squash, centre, TOKENS[kind][letter])
    y = middle(rect.top() + 0.72 * rect.height(), 15)
    ink.text(rect.center().x(), y, numbers.decimal(value), size=15, weight=600, align="centre")


def held_words(at: Spot, shown: Shown) -> list[str]:
    """Say what is held of the unit at this step, and what it was."""
    found: list[str] = []
    if not all_clamps(shown.project):
        return found
    for letter in HELD.get(at.kind, ""):
        clamp = held_at(shown.project, at.layer, letter, at.unit, at.recording.start + at.t)
        if clamp is None:
            continue
        text = translate("Holding", "{name} held at {value}")
        words = text.format(name=letter, value=numbers.decimal(clamp.value))
        before = free_value(shown, at.layer, letter, at.unit, at.t)
        if before is not None:
            was = translate("Holding", "was {value}").format(value=numbers.decimal(before))
            words = f"{words} ({was})"
        found.append(words)
    return found


class ChipDrag:
    """A press on a chip: a click opens the card, a drag up or down sets the value; one undo step, on release.

    Parameters
    ----------
    session : Session
        Takes the change.
    shown : Shown
        What was shown at the press.
    at : Spot
        The unit and step.
    name : str
        What is held.
    place : QRect
        Where it stands in the view.
    y : float
        Height of the press.
    """

    def __init__(
        self, session: Session, shown: Shown, at: Spot, name: str, place: QRect, y: float
    ) -> None:
        self.session = session
        self.name = name
        self.place = place
        self.dragged = False
        self._y = y
        step = at.recording.start + at.t
        held = held_at(shown.project, at.layer, name, at.unit, step)
        self._mode = "train" if held in shown.project.training.clamps else "look"
        start = at.value(name)
        self._clamp = held or Clamp(at.layer, name, at.unit, step, step, start)  # type: ignore[arg-type]
        self._value = self._clamp.value

    def move(self, y: float) -> None:
        """Follow the mouse."""
        way = self._y - y
        if not self.dragged and abs(way) < px(SLACK):
            return
        self.dragged = True
        low, high = span_of(self.name)
        value = self._value + way / px(FULL_WAY) * (high - low)
        self._send(round(min(max(value, low), high), 2), final=False)

    def let_go(self) -> bool:
        """End the drag; tell whether it was one."""
        if self.dragged:
            self._send(self._clamp.value, final=True)
        return self.dragged

    def _send(self, value: float, *, final: bool) -> None:
        self._clamp = with_value(self._clamp, value)
        clamps = clamps_of(self.session.state.project, self._mode)
        self.session.change(ADDRESSES[self._mode], holding(clamps, self._clamp), final=final)
