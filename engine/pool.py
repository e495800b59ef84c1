"""Pool: Recordings that are lent to Frames and come back when no Frame holds them."""

from __future__ import annotations

import weakref
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .frame import Frame
    from .recording import Recording
    from .trainer import Trainer

SIZE, FOLLOWED = 3, 8
"""Recordings of one shape; of followed examples more: parts of a window that take turns hold several Frames at once,
and one that is made anew costs as much as three iterations."""


class Pool:
    """At most `SIZE` Recordings of one shape, or `FOLLOWED`, each with its own bound views.

    Parameters
    ----------
    trainer : Trainer
        Makes the Recordings.
    """

    def __init__(self, trainer: Trainer) -> None:
        self._trainer = trainer
        self._made: dict[tuple[int, int | None, bool], list[Recording]] = {}
        self._holders: dict[int, list[weakref.ref[Frame]]] = {}

    def take(self, batch: int, steps: int | None = None, *, evaluating: bool = False) -> Recording:
        """Give a Recording that no Frame holds.

        Parameters
        ----------
        batch, steps, evaluating
            As for `Trainer.new_recording`.

        Returns
        -------
        Recording
            To be filled anew; a fresh one where all are held.
        """
        key = batch, steps, evaluating
        while len(self._made) > 3 and key not in self._made:  # shapes that were tried and left
            for left in self._made.pop(next(iter(self._made))):
                self._holders.pop(id(left), None)
        made = self._made.setdefault(key, [])
        for recording in made:
            if not self._held(recording):
                return recording
        if len(made) >= (FOLLOWED if evaluating else SIZE):  # the Frames that hold it keep it alive
            self._holders.pop(id(made.pop(0)), None)
        made.append(self._trainer.new_recording(batch, steps, evaluating=evaluating))
        return made[-1]

    def lend(self, recording: Recording, frame: Frame) -> None:
        """Note that a Frame holds a Recording."""
        live = [ref for ref in self._holders.get(id(recording), []) if ref() is not None]
        self._holders[id(recording)] = [*live, weakref.ref(frame)]

    def _held(self, recording: Recording) -> bool:
        return any(ref() is not None for ref in self._holders.get(id(recording), []))
