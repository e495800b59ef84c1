"""Playhead: a place over the ticks of a Recording; pure functions that move it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from .recording import Phase, Tick

Size = Literal["tick", "time_step", "phase", "iteration", "epoch"]


def same_group(size: Size, *, time: bool) -> Callable[[Tick, Tick], bool]:
    """Give the question whether two ticks belong to one group.

    Parameters
    ----------
    size : str
        ``tick``, ``time_step`` or ``phase``.
    time : bool
        Whether the network has time; without it a time step is one tick.

    Returns
    -------
    callable
        Takes two ticks.
    """
    if size == "phase":
        return lambda a, b: a.phase == b.phase
    if size == "time_step" and time:
        return lambda a, b: a[:3] == b[:3]
    return lambda a, b: False


def end(ticks: Sequence[Tick], i: int, same: Callable[[Tick, Tick], bool]) -> int:
    """Give the last tick of the group in which tick i stands."""
    while i + 1 < len(ticks) and same(ticks[i], ticks[i + 1]):
        i += 1
    return i


def move(ticks: Sequence[Tick], i: int, same: Callable[[Tick, Tick], bool], way: int) -> int:
    """Move by one group; every move lands on the last tick of a group.

    Parameters
    ----------
    ticks : sequence of Tick
        Ticks of one iteration.
    i : int
        Where the playhead stands.
    same : callable
        Whether two ticks belong to one group.
    way : int
        1 on, -1 back.

    Returns
    -------
    int
        The new place; -1 or ``len(ticks)`` where it leaves this iteration.
    """
    if way > 0:
        j = end(ticks, i, same)
        if j > i:
            return j
        return end(ticks, i + 1, same) if i + 1 < len(ticks) else len(ticks)
    j = i - 1
    while j >= 0 and same(ticks[i], ticks[j]):
        j -= 1
    return j


@dataclass(frozen=True)
class Playhead:
    """A place over the ticks of the Recording at hand.

    Parameters
    ----------
    ticks : tuple of Tick
        Ticks of the Recording.
    index : int
        The tick on which the playhead stands.
    """

    ticks: tuple[Tick, ...]
    index: int

    @property
    def tick(self) -> Tick:
        """The tick on which the playhead stands."""
        return self.ticks[self.index]

    @property
    def phase(self) -> Phase:
        """The phase of the tick."""
        return self.tick.phase

    @cached_property
    def steps(self) -> int:
        """Time steps of the Recording."""
        return 1 + max(tick.t for tick in self.ticks)

    @property
    def t(self) -> int:
        """The time step, from 0: before forward 0, in loss the last, in update the first."""
        if self.tick.t >= 0:
            return self.tick.t
        return self.steps - 1 if self.phase == "loss" else 0

    def moved(self, size: Size, way: int) -> int:
        """Give the tick that a step of this size leads to; outside the list: another iteration."""
        return move(self.ticks, self.index, same_group(size, time=self.steps > 1), way)

    def reached(self, layer: int, *, reverse: bool = False) -> tuple[int, int]:
        """Tell what has happened in a layer.

        Parameters
        ----------
        layer : int
            Layer, from 0.
        reverse : bool
            Whether its reverse direction is meant.

        Returns
        -------
        tuple of int
            Forward: time steps 0 .. a - 1 are done. Backward: time steps b .. T - 1 are done. Of a reverse
            direction: time steps a .. T - 1 are done forward, and 0 .. b - 1 backward.
        """
        done = self.ticks[: self.index + 1]
        here = [tick for tick in done if tick.layer == layer and tick.reverse == reverse]
        forward = [tick.t for tick in here if tick.phase == "forward"]
        backward = [tick.t for tick in here if tick.phase == "backward"]
        if reverse:
            return (min(forward) if forward else self.steps, max(backward) + 1 if backward else 0)
        return (max(forward) + 1 if forward else 0, min(backward) if backward else self.steps)

    def first(self, phase: Phase) -> int:
        """Give the first tick of a phase; the last tick of all where there is no such phase."""
        found = (i for i, tick in enumerate(self.ticks) if tick.phase == phase)
        return next(found, len(self.ticks) - 1)

    def at(self, phase: Phase, t: int, layer: int | None = None) -> int:
        """Give the tick of a time step: of a layer, or the last of the time step."""
        found = [
            i
            for i, tick in enumerate(self.ticks)
            if tick.phase == phase and tick.t in (t, -1) and layer in (None, tick.layer)
        ]
        return found[-1] if found else self.first(phase)
