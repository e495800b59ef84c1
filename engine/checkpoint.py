"""Checkpoint: all that the next iteration depends on."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .batching import Place
    from .project import Training
    from .recording import Floats
    from .schedules import Progress


class Checkpoint(NamedTuple):
    """All that the next iteration depends on. One is made in every iteration: so it is small, and quickly made.

    Attributes
    ----------
    iteration : int
        Updates applied.
    place : Place
        Place in the data.
    training : Training
        Settings that were in force.
    parameters : (P,)
        Parameters.
    memory : (S P,)
        What the optimizer remembers (see `Optimizer.memory`).
    steps : int
        Updates of this optimizer.
    progress : Progress
        What the schedule has heard so far.
    buffers : (Q,)
        Running statistics.
    carried : mapping of (H, B)
        Recurrent states that go on into the next iteration: only within truncated sequences.
    """

    iteration: int
    place: Place
    training: Training
    parameters: Floats
    memory: Floats
    steps: int
    progress: Progress
    buffers: Floats
    carried: Mapping[str, Floats]

    @property
    def nbytes(self) -> int:
        """Bytes that it takes."""
        own = self.parameters.nbytes + self.memory.nbytes + self.buffers.nbytes
        if not self.carried:  # as nearly always: asked for in every iteration
            return own
        return own + sum(array.nbytes for array in self.carried.values())

    def state(self, names: tuple[str, ...]) -> dict[str, Floats]:
        """Give what the optimizer remembers by name.

        Parameters
        ----------
        names : tuple of str
            Of its kind (see `Optimizer.names`).

        Returns
        -------
        dict of (P,)
            Views.
        """
        return dict(zip(names, self.memory.reshape(len(names), self.parameters.size), strict=True))
