"""Where a time step stands among the targets of a Recording."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from engine.recording import Recording


def target_place(recording: Recording, t: int, example: int) -> int:
    """Give the index of a step's output and target; −1 where the step has no target that counts.

    Parameters
    ----------
    recording : Recording
        One iteration.
    t : int
        Time step, from 0.
    example : int
        Example within the batch, from 0.

    Returns
    -------
    int
        Index into ``outputs``, ``targets`` and ``terms``.
    """
    last = int(recording.lengths[example]) - 1
    place = t
    if recording.outputs.shape[0] == 1 and recording.steps > 1:
        place = 0 if t == last else -1
    if not 0 <= t <= last or place < 0:
        return -1
    data = recording.dataset
    counted = (data.validation if recording.followed else data.training).counted
    if counted is not None and not counted[place, 0, int(recording.examples[example])]:
        return -1
    return place
