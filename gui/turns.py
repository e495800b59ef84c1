"""Turns: while time runs pictures move in every refresh, numbers take turns: nobody reads thirty of them a second."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from dataclasses import fields
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from gui.shown import Shown

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

PICTURES = ("timeline", "network")
"""Parts that are shown anew in every refresh."""
APART = 0.09
"""Seconds from one turn of a part to its next, at least."""
LATE = 0.25
"""Seconds without a refresh after which those see the last one whose turn it was not; longer than any own rate."""

ALIKE = tuple(each.name for each in fields(Shown) if each.name != "frame")


def alike(one: Shown | None, other: Shown) -> bool:
    """Tell whether time ran on between two moments, and nothing else happened.

    Parameters
    ----------
    one, other : Shown or None
        The moment before, and the present one.
    """
    if one is None or not (one.frame.running and other.frame.running):
        return False
    return all(getattr(one, name) is getattr(other, name) for name in ALIKE)


class Turns(QObject):
    """Whose turn it is to be shown anew.

    Parameters
    ----------
    late : callable
        Shows the last moment to the parts named, when no refresh follows.
    parent : QObject
        Parent.
    """

    def __init__(self, late: Callable[[list[str]], None], parent: QWidget) -> None:
        super().__init__(parent)
        self._before: Shown | None = None
        self._had: dict[str, float] = {}
        self._taken = 0.0
        self._owed: set[str] = set()
        self._late = late
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(round(1000 * LATE))
        self._timer.timeout.connect(self._pay)

    def take(self, names: Iterable[str], shown: Shown) -> list[str]:
        """Choose the parts that see this moment.

        Parameters
        ----------
        names : iterable of str
            Parts that are visible.
        shown : Shown
            The moment.

        Returns
        -------
        list of str
            While time runs all of `PICTURES`, and of the others so many of those that have waited longest that
            each has its turn; else all.
        """
        names = list(names)
        found, now = names, time.perf_counter()
        if alike(self._before, shown):
            found = [name for name in names if name in PICTURES]
            others = [name for name in names if name not in PICTURES]
            due = sorted(
                (name for name in others if now - self._had.get(name, 0.0) >= APART),
                key=lambda name: self._had.get(name, 0.0),
            )
            found += due[: max(1, int(len(others) * (now - self._taken) / APART))]
        self._before, self._taken = shown, now
        self._had |= dict.fromkeys(found, now)
        self._owed = (self._owed | set(names)) - set(found)
        if self._owed:
            self._timer.start()
        return found

    def _pay(self) -> None:
        owed, self._owed = sorted(self._owed), set()
        self._late(owed)
