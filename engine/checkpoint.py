"""Checkpoint: all that the next iteration depends on."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .batching import Place
    from .project import Training
    from .recording import Floats
    from .schedules import Progress


@dataclass(frozen=True, eq=False)
class Checkpoint:
    """All that the next iteration depends on.

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
    state : dict of (P,)
        Optimizer state.
    steps : int
        Updates of this optimizer.
    progress : Progress
        What the schedule has heard so far.
    buffers : (Q,)
        Running statistics.
    carried : dict of (H, B)
        Recurrent states that go on into the next iteration: only within truncated sequences.
    """

    iteration: int
    place: Place
    training: Training
    parameters: Floats
    state: dict[str, Floats]
    steps: int
    progress: Progress
    buffers: Floats
    carried: dict[str, Floats] = field(default_factory=dict)

    @property
    def nbytes(self) -> int:
        """Bytes that it takes."""
        arrays = (self.parameters, self.buffers, *self.state.values(), *self.carried.values())
        return sum(array.nbytes for array in arrays)
