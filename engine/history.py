"""History: what is kept over iterations: losses, checkpoints, the journal of edits; branches."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from .frame import Change, Curves, Line
from .series import Measured, Places, Series

if TYPE_CHECKING:
    from .checkpoint import Checkpoint
    from .project import Project, Training

DENSE = 64
"""Each of the last so many iterations keeps its checkpoint, as far as `MEMORY` allows."""
EVERY = 16
"""Of the last `RECENT` iterations each so many-th keeps its checkpoint, as far as `MEMORY` allows."""
RECENT = 1024
BASE = 64
"""Of all iterations each so many-th keeps its checkpoint; doubled when `MEMORY` is full."""
MEMORY = 256_000_000
"""Bytes that the checkpoints of a branch may take, unless the user allows more or less."""
SMOOTHING = 0.1
CLOCK = 64
"""Each so many-th iteration keeps the seconds that training took up to it."""


class Checkpoints:
    """Checkpoints on a grid: dense near the present, every `base`-th before, within a memory budget.

    Parameters
    ----------
    budget : int or None
        Bytes that they may take; None: `MEMORY`.
    """

    def __init__(self, budget: int | None = None) -> None:
        self.kept: dict[int, Checkpoint] = {}
        self.budget = budget or MEMORY
        self.dense, self.every, self.base = DENSE, EVERY, BASE
        self._largest = 0

    def add(self, checkpoint: Checkpoint) -> None:
        """Keep a checkpoint, and drop those that leave their tier.

        Parameters
        ----------
        checkpoint : Checkpoint
            Of any iteration; iteration 0 and the latest are always kept.
        """
        kept, k = self.kept, checkpoint.iteration
        kept[k] = checkpoint
        if checkpoint.nbytes > self._largest:
            self._plan(checkpoint.nbytes, k)
        leaving = k - self.dense
        if leaving > 0 and leaving % self.every:
            kept.pop(leaving, None)
        leaving = k - RECENT
        if leaving > 0 and leaving % self.base:
            kept.pop(leaving, None)
        if k % 1024 == 0:
            self._fit(k)

    def allow(self, budget: int) -> None:
        """Keep within another budget from now on; what was dropped does not come back.

        Parameters
        ----------
        budget : int
            Bytes.
        """
        self.budget = budget
        self.dense, self.every, self.base = DENSE, EVERY, BASE
        if self.kept:
            self._plan(self._largest, max(self.kept))

    @property
    def nbytes(self) -> int:
        """Bytes that they take, as if each were as large as the largest."""
        return len(self.kept) * self._largest

    def _plan(self, nbytes: int, k: int) -> None:
        """Make the tiers of a large network coarser, so that each takes a third of the memory."""
        self._largest = nbytes
        third = max(2, self.budget // (3 * max(1, nbytes)))
        self.dense = min(DENSE, third)
        while third * self.every < RECENT:
            self.every *= 2
        self.base = max(self.base, self.every)
        self._fit(k)

    def _fit(self, k: int) -> None:
        """Drop what is between the grids, and make the last tier coarser until all of it fits."""
        self._drop(k)
        while self.nbytes > self.budget and self.base < 1 << 30:
            self.base *= 2
            self._drop(k)

    def _drop(self, k: int) -> None:
        for old in list(self.kept):
            dense, recent = old > k - self.dense, old > k - RECENT
            if old and not dense and old % (self.every if recent else self.base):
                del self.kept[old]

    def thin(self, latest: int) -> None:
        """Drop all but the first and the latest."""
        self.kept = {k: self.kept[k] for k in (0, latest)}

    def nearest(self, iteration: int) -> Checkpoint:
        """Give the last checkpoint that is not after an iteration."""
        return self.kept[max(k for k in self.kept if k <= iteration)]

    def until(self, iteration: int) -> Checkpoints:
        """Give those up to an iteration; checkpoints never change, so both branches hold the same."""
        part = Checkpoints(self.budget)
        part.dense, part.every, part.base = self.dense, self.every, self.base
        part._largest = self._largest
        part.kept = {k: c for k, c in self.kept.items() if k <= iteration}
        return part


@dataclass(eq=False)
class Branch:
    """One line of training: where it comes from, and what was kept of it.

    Attributes
    ----------
    number : int
        Name of the branch.
    project : Project
        As at its iteration 0: what is trained on what, and the settings of the start.
    parent, start : int
        Branch and iteration it comes from; -1 and 0 for one that began anew.
    journal : dict of int to Training
        Settings that came into force after that many iterations.
    ends : list of int
        Iterations at which an epoch ended.
    name : str
        What the user calls it.
    bookmarks : dict of int to str
        Iterations that the user has named.
    metrics : dict of int to dict
        What was measured with each validation loss.
    seconds : float
        What its iterations took, without pauses and replays.
    clock_at, clock : Series
        Each `CLOCK`-th iteration and the seconds up to it.
    """

    number: int
    project: Project
    parent: int = -1
    start: int = 0
    journal: dict[int, Training] = field(default_factory=dict)
    changes: list[Change] = field(default_factory=list)
    checkpoints: Checkpoints = field(default_factory=Checkpoints)
    training: Series = field(default_factory=Series)
    smoothed: Series = field(default_factory=Series)
    validation: dict[int, float] = field(default_factory=dict)
    ends: list[int] = field(default_factory=list)
    name: str = ""
    bookmarks: dict[int, str] = field(default_factory=dict)
    metrics: dict[int, dict[str, float]] = field(default_factory=dict)
    seconds: float = 0.0
    clock_at: Series = field(default_factory=Series)
    clock: Series = field(default_factory=Series)
    _measured: Measured = field(default_factory=Measured)
    _ended: Places = field(default_factory=Places)

    @property
    def latest(self) -> int:
        """The last iteration that was reached."""
        return len(self.training)

    def add(self, iteration: int, loss: float) -> None:
        """Keep the loss of an iteration; a replayed one is there already, to the bit.

        Parameters
        ----------
        iteration : int
            k, from 1.
        loss : float
            Its loss.
        """
        if iteration > len(self.training):
            self.training.append(loss)
            last = self.smoothed.last if iteration > 1 else loss
            if not math.isfinite(last):
                last = loss
            self.smoothed.append(last + SMOOTHING * (loss - last))

    def took(self, seconds: float) -> None:
        """Count the time of the latest iteration.

        Parameters
        ----------
        seconds : float
            What it took.
        """
        self.seconds += seconds
        k = len(self.training)
        if k % CLOCK == 0:
            self.clock_at.append(k)
            self.clock.append(self.seconds)

    def _seconds_until(self, iteration: int) -> float:
        """Give the seconds up to an iteration."""
        at = [0.0, *self.clock_at.view(), float(self.latest)]
        return float(np.interp(iteration, at, [0.0, *self.clock.view(), self.seconds]))

    def settings_after(self, iteration: int) -> Training:
        """Give the settings in force for the iteration after this one."""
        before = [k for k in self.journal if k <= iteration]
        return self.journal[max(before)] if before else self.project.training

    def edited(
        self, iteration: int, training: Training, changes: list[Change], number: int
    ) -> Branch:
        """Give the branch on which settings change after an iteration.

        Parameters
        ----------
        iteration : int
            Where training stands.
        training : Training
            The new settings.
        changes : list of Change
            What to mark on the curve.
        number : int
            Name for a new branch.

        Returns
        -------
        Branch
            At the head this one; at a past point a new one, which begins with the past of this one.
        """
        branch = self
        if iteration < self.latest:
            branch = Branch(
                number,
                self.project,
                self.number,
                iteration,
                {k: t for k, t in self.journal.items() if k <= iteration},
                [c for c in self.changes if c.iteration <= iteration],
                self.checkpoints.until(iteration),
                Series(self.training.view()[:iteration]),
                Series(self.smoothed.view()[:iteration]),
                {k: v for k, v in self.validation.items() if k <= iteration},
                [k for k in self.ends if k <= iteration],
                bookmarks={k: name for k, name in self.bookmarks.items() if k <= iteration},
                metrics={k: m for k, m in self.metrics.items() if k <= iteration},
                seconds=self._seconds_until(iteration),
            )
            kept_clock = int(np.searchsorted(self.clock_at.view(), iteration, side="right"))
            branch.clock_at = Series(self.clock_at.view()[:kept_clock])
            branch.clock = Series(self.clock.view()[:kept_clock])
        branch.journal[iteration] = training
        fresh = {c.address for c in changes}
        first = {c.address: c.old for c in branch.changes if c.iteration == iteration}
        kept = [c for c in branch.changes if c.iteration != iteration or c.address not in fresh]
        merged = [Change(iteration, c.address, first.get(c.address, c.old), c.new) for c in changes]
        branch.changes = kept + [c for c in merged if c.old != c.new]
        return branch

    def curves(self) -> Curves:
        """Give the losses as read-only views."""
        at, losses, metrics = self._measured.take(self.validation, self.metrics)
        return Curves(
            self.training.view(),
            self.smoothed.view(),
            at,
            losses,
            tuple(self.changes),
            tuple(self.checkpoints.kept),
            self._ended.take(self.ends),
            np.append(self.clock_at.view(), float(self.latest)),
            np.append(self.clock.view(), self.seconds),
            metrics,
        )

    def line(self) -> Line:
        """Give what the tree of branches shows."""
        curves = self.curves()
        return Line(
            *(self.number, self.name, self.parent, self.start, self.latest),
            *(curves.smoothed, curves.validation_at, curves.validation),
            *(curves.ends, curves.clock_at, curves.clock),
            bookmarks=tuple(sorted(self.bookmarks.items())),
        )

    def safe_iteration(self, iteration: int) -> int:
        """Give where one press goes back to after a divergence.

        Parameters
        ----------
        iteration : int
            The last finite iteration.

        Returns
        -------
        int
            The last change of a setting, or the lowest smoothed loss of the last 1,000 iterations,
            whichever is later.
        """
        first = max(0, iteration - 1000)
        losses = self.smoothed.view()[first:iteration]
        finite = np.where(np.isfinite(losses), losses, np.inf)
        # the loss of iteration k is that of the parameters after k - 1 updates
        lowest = first + int(np.argmin(finite)) if finite.size else 0
        return max([lowest, *(c.iteration for c in self.changes if c.iteration <= iteration)])
