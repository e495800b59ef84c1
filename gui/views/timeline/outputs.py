"""Outputs and targets of a track: what they are, and where they stand."""

from __future__ import annotations

from math import isfinite
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from gui.theme import px
from gui.views.naive import naive_channel
from gui.views.targets import target_place, target_places
from gui.views.units import has_units, in_units

from . import track

if TYPE_CHECKING:
    from engine.recording import Floats, Integers

    from .moment import Moment


class Places(NamedTuple):
    """Where outputs and targets stand.

    Attributes
    ----------
    steps, kept : (K,) int64
        Time steps, and where they stand among the outputs.
    xs, said, true : (K,) float64
        Middle of each step, heights of output and target, in pixels.
    """

    steps: Integers
    kept: Integers
    xs: Floats
    said: Floats
    true: Floats


NOWHERE = Places(np.zeros(0, np.int64), np.zeros(0, np.int64), *np.zeros((3, 0)))
"""Without outputs."""


class OutputTrack(track.Track):
    """What a track of outputs and targets knows of them."""

    def __init__(self) -> None:
        super().__init__()
        self.extent = 1.0
        self.naive = -1
        self._dataset: object = None

    def prepare(self, m: Moment) -> None:
        """Take the scale of the targets; it stays as long as the data do."""
        dataset = m.shown.frame.dataset
        if dataset is not self._dataset:
            self.naive = naive_channel(dataset)
            values = dataset.training.targets
            size = float(np.abs(values).max()) if values.size else 0.0
            self.extent = 1.1 * size if 0 < size < float("inf") else 1.0
            self._dataset = dataset

    def span(self, m: Moment) -> tuple[int, int]:
        """Give the steps of which the output is computed."""
        return (0, m.axis.steps.total if m.backward else m.output_to)

    def chance(self, m: Moment) -> bool:
        """Tell whether the output is shown as a probability."""
        return m.recording is not None and m.recording.probabilities is not None

    def classes(self, m: Moment) -> int:
        """Give the number of classes, where there are more than two; else 0."""
        found = m.recording.probabilities if m.recording is not None else None
        return found.shape[1] if found is not None and found.shape[1] > 2 else 0

    def row(self, m: Moment, rows: int) -> int:
        """Choose among several numbers of an output: that of the unit looked at."""
        assert m.recording is not None
        top = m.shown.layer == len(m.recording.layers) - 1
        return min(m.shown.unit, rows - 1) if top else 0

    def output(self, m: Moment) -> Floats | None:
        """Give the outputs of the example, (T',): of a classification the probability of the second of two classes."""
        if m.recording is None:
            return None
        found, example = m.recording.probabilities, m.shown.example
        if found is not None:
            return found[:, -1, example]
        rows = m.recording.outputs.shape[1]
        return m.recording.outputs[:, self.row(m, rows), example]

    def target(self, m: Moment) -> Floats | None:
        """Give the targets of the example, (T',)."""
        if m.recording is None:
            return None
        rows = m.recording.targets.shape[1]
        return m.recording.targets[:, self.row(m, rows), m.shown.example]

    def chances(self, m: Moment) -> Floats:
        """Give the probabilities of all classes, (T', K)."""
        assert m.recording is not None
        assert m.recording.probabilities is not None
        return m.recording.probabilities[:, :, m.shown.example]

    def index(self, m: Moment, t: int) -> int:
        """Give where step t stands among the outputs; -1 where it has no target."""
        if m.recording is None:
            return -1
        return target_place(m.recording, t, m.shown.example)

    def heights(self, m: Moment, values: Floats) -> Floats:
        """Give the heights of values in pixels; what is beyond the scale stays at its end."""
        room = self.rect.height() / 2 - px(7)
        if not isfinite(float(values.sum())):
            values = np.nan_to_num(values.astype(np.float64), nan=0.0)
        places = 2 * values - 1 if self.chance(m) else values / self.extent
        heights: Floats = self.rect.center().y() - room * np.clip(places, -1.15, 1.15)
        return heights

    def places(self, m: Moment) -> Places:
        """Give where outputs and targets stand, of the steps in sight that have a target."""
        outputs, targets = self.output(m), self.target(m)
        if outputs is None or targets is None or m.recording is None:
            return NOWHERE
        steps, kept = target_places(m.recording, m.shown.example)
        sight = m.axis.steps
        if not sight.whole:
            seen = (steps >= sight.first) & (steps < sight.stop)
            steps, kept = steps[seen], kept[seen]
        xs = m.axis.left + (steps - sight.first + 0.5) * m.axis.column
        said, true = self.heights(m, outputs[kept]), self.heights(m, targets[kept])
        return Places(steps, kept, xs, said, true)

    def naive_of(self, m: Moment, t: int) -> float | None:
        """Give the naive forecast of a step: what went in there; None where there is none."""
        if self.naive < 0 or m.recording is None:
            return None
        return float(m.recording.inputs[t, self.naive, m.shown.example])

    def _counted(self, m: Moment, number: float, k: int) -> float:
        """Give a number as it is shown: in the units of the data, if they have any."""
        known = m.recording is not None and has_units(m.recording)
        return self.in_units(m, number, k) if known else number

    def in_units(self, m: Moment, number: float, k: int) -> float:
        """Give a number of output or target in the units of the data."""
        assert m.recording is not None
        row = self.row(m, m.recording.outputs.shape[1])
        return in_units(m.recording, number, row, k, m.shown.example)
