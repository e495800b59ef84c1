"""What the output layer says of each class at the step of the playhead, at any temperature."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from .symbols import written
from .targets import target_place

if TYPE_CHECKING:
    from collections.abc import Sequence

    from engine.recording import Floats, Recording
    from gui.shown import Shown

TWO = ("0", "1")


@dataclass(frozen=True, eq=False)
class Output:
    """What the output layer says at a step.

    Attributes
    ----------
    recording : Recording
        The iteration at hand.
    t, last : int
        The step of the playhead and the last one of the example, from 0.
    example : int
        Within the batch.
    logits : (K,) float64 or None
        What softmax is taken of; None where the output of this step is not computed yet, or where it has none.
    target : int
        Class that it should say; of what the network has written itself, what it wrote. −1 where there is none.
    names : sequence of str
        Names of the classes.
    at_last : bool
        Whether there is an output at the last step alone.
    """

    recording: Recording
    t: int
    last: int
    example: int
    logits: Floats | None
    target: int
    names: Sequence[str]
    at_last: bool

    @property
    def classes(self) -> int:
        """How many classes there are."""
        return max(2, int(self.recording.outputs.shape[1]))

    @property
    def written(self) -> bool:
        """Whether the target is what the network wrote."""
        return self.recording.generated >= 0

    def name(self, k: int) -> str:
        """Write a class."""
        return written(self.names, k)

    def chances(self, temperature: float = 1.0) -> Floats:
        """Give the probabilities: softmax of the logits over a temperature.

        Parameters
        ----------
        temperature : float
            Above 0; 1 is what the loss is made of.

        Returns
        -------
        (K,) float64
            They sum to 1; NaN where a logit is not finite.
        """
        assert self.logits is not None
        with np.errstate(all="ignore"):
            scaled = (self.logits - self.logits.max()) / temperature
            raised = np.exp(scaled)
            chances: Floats = raised / raised.sum()
        return chances


def output_of(shown: Shown) -> Output | None:
    """Find what the output layer says; None without a Recording and where there are no probabilities.

    Parameters
    ----------
    shown : Shown
        What the window shows.
    """
    recording = shown.frame.recording
    if recording is None or recording.probabilities is None:
        return None
    example = min(shown.example, recording.outputs.shape[2] - 1)
    last = max(0, int(recording.lengths[example]) - 1)
    t, done = _place(shown, recording, last)
    at_last = recording.outputs.shape[0] == 1 and recording.steps > 1
    place = (0 if t == last else -1) if at_last else t
    if not t < done or t > last:
        place = -1
    logits, target = None, -1
    if place >= 0:
        logits = recording.outputs[place, :, example].astype(np.float64)
        if logits.size == 1:  # of the second of two classes: σ(z) is softmax(0, z)
            logits = np.array([0.0, logits[0]])
        if target_place(recording, t, example) >= 0:
            found = float(recording.targets[place, 0, example])
            target = int(found) if 0 <= found < logits.size else -1
    names = recording.dataset.classes or TWO
    return Output(recording, t, last, example, logits, target, names, at_last)


def _place(shown: Shown, recording: Recording, last: int) -> tuple[int, int]:
    """Give the step that is looked at, and how many steps have an output."""
    head = shown.playhead
    if shown.frame.running or not recording.stepped or head is None:
        return last, last + 1
    if head.phase in ("loss", "update"):
        return last, last + 1
    if head.phase == "backward":
        return head.t, recording.steps
    if head.phase == "batch":
        return 0, 0
    top = len(recording.layers) - 1
    done = head.reached(top)[0]
    if recording.layers[top].both and head.reached(top, reverse=True)[0] > head.t:
        done = 0  # its other half has not been there
    return head.t, done


def entropy(chances: Floats) -> float:
    """Give the entropy of probabilities, in bits.

    Parameters
    ----------
    chances : (K,) array
        They sum to 1.

    Returns
    -------
    float
        0 where one is sure, log2 K where all are alike; NaN where one is not a number.
    """
    with np.errstate(all="ignore"):
        parts = np.where(chances == 0, 0.0, chances * np.log2(chances))
    return abs(float(-parts.sum()))


def most(classes: int) -> float:
    """Give the largest entropy that so many classes can have, in bits."""
    return math.log2(classes)


def order_of(chances: Floats, target: int, room: int) -> list[int]:
    """Choose which classes are shown.

    Parameters
    ----------
    chances : (K,) array
        Probabilities.
    target : int
        A class that is shown in any case; −1: none.
    room : int
        How many fit.

    Returns
    -------
    list of int
        All in their order where they fit; else the likeliest first, the target last if it is none of them.
    """
    if len(chances) <= room:
        return list(range(len(chances)))
    best: list[int] = np.argsort(-np.nan_to_num(chances), kind="stable")[: max(1, room)].tolist()
    if target >= 0 and target not in best:
        best[-1] = target
    return best
