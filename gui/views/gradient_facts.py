"""Facts of the gradient view: how large the gradient of each layer is, and how it fares through time."""

from __future__ import annotations

import math
from collections import Counter, OrderedDict, deque
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from engine.diagnosis import SATURATED, Diagnosis, diagnose
from engine.probing_gradient import Fared, GradientFared
from engine.shares import step_gradients, work

if TYPE_CHECKING:
    from engine.frame import Frame
    from engine.probing_gradient import LayerRms
    from engine.project import Project
    from engine.recording import Recording
    from engine.shares import StepGradients

KEPT, BRANCHES = 120, 4
WORK = 10_000_000
"""Products of weights, steps and examples up to which the window computes them itself: about a millisecond."""
NORMS = ("batch_norm", "layer_norm")
ENDS = {"sigmoid": (0.0, 1.0), "tanh": (-1.0, 1.0)}
"""Where the bends of dense layers end."""


@dataclass(frozen=True)
class Bar:
    """One layer: its number from 0, its kind (``output`` of the last one), RMS of its gradient per weight."""

    layer: int
    kind: str
    rms: float


@dataclass(frozen=True)
class Counted:
    """Units of a layer that do nothing any more.

    Attributes
    ----------
    layer, dead, units : int
        Layer from 0; units that gave 0 at every step of every example, of so many.
    ends : tuple of (str, float, float)
        For each gate, and each bend that ends, the share of values at its lower and at its upper end.
    """

    layer: int
    dead: int
    units: int
    ends: tuple[tuple[str, float, float], ...]


@dataclass(frozen=True, eq=False)
class Facts:
    """How the gradient fares in one iteration.

    Attributes
    ----------
    iteration, layer : int
        Which one, and the layer looked at.
    whole : bool
        Whether `bars` and `norm` are of the whole batch; else of the one example that is followed.
    bars : tuple of Bar
        Layers with parameters.
    norm : float
        Length of the whole gradient, before clipping.
    clip : float
        Length to which it was clipped; 0 where it was not.
    steps : StepGradients or None
        Through time, of the layer looked at.
    start : int
        Number of the first time step, from 0.
    reverse : bool
        Whether that layer's gradient goes from the first step to the last.
    counted : tuple of Counted
        Of each hidden layer with units; empty while time runs: one example does not show which units are dead.
    waits : bool
        Whether shares and units are not computed yet.
    """

    iteration: int
    layer: int
    whole: bool
    bars: tuple[Bar, ...]
    norm: float
    clip: float
    steps: StepGradients | None
    start: int
    reverse: bool
    counted: tuple[Counted, ...]
    waits: bool = False

    @property
    def ratio(self) -> float:
        """RMS of the first layer over that of the last; NaN where there are no two or the last has 0."""
        return ratio_of(tuple(bar.rms for bar in self.bars))

    @property
    def time_ratio(self) -> float:
        """Length at the step where the way back ends over that where it begins; NaN without a way."""
        if self.steps is None or len(self.steps.norms) < 2:
            return math.nan
        norms = self.steps.norms[::-1] if self.reverse else self.steps.norms
        return float(norms[0] / norms[-1]) if norms[-1] else math.nan


def ratio_of(rms: tuple[float, ...]) -> float:
    """Give the first over the last; NaN where there are no two or the last is 0."""
    if len(rms) < 2 or not rms[-1]:
        return math.nan
    return rms[0] / rms[-1]


def reversed_at(recording: Recording, layer: int, unit: int) -> bool:
    """Tell whether a unit reads from the end to the start."""
    trace = recording.layers[layer]
    return trace.both and unit >= trace.units // 2


def fared_probe(frame: Frame, layer: int, *, reverse: bool) -> GradientFared | None:
    """Give what the engine computes of a large Recording; None where the window does it itself.

    Parameters
    ----------
    frame : Frame
        At any moment.
    layer : int
        Which is looked at, from 0.
    reverse : bool
        Whether its reverse direction is.
    """
    recording = frame.recording
    if recording is None or recording.generated >= 0 or frame.running or recording.followed:
        return None
    return GradientFared(recording, layer, reverse) if work(recording) > WORK else None


def facts(
    frame: Frame, layer: int, *, reverse: bool, measured: LayerRms | None = None
) -> Facts | None:
    """Take the facts of a Frame.

    Parameters
    ----------
    frame : Frame
        At any moment.
    layer : int
        Which is looked at, from 0.
    reverse : bool
        Whether its reverse direction is.
    measured : LayerRms or None
        While time runs, what the probe has found.

    Returns
    -------
    Facts or None
        None without a Recording, and of one that the network has written itself.
    """
    recording = frame.recording
    if recording is None or recording.generated >= 0:
        return None
    probe = fared_probe(frame, layer, reverse=reverse)
    waits = probe is not None and probe not in frame.probes
    fared = frame.probes.get(probe) if probe is not None else None
    assert fared is None or isinstance(fared, Fared)
    if fared is not None:
        steps: StepGradients | None = fared.steps
    else:
        steps = step_gradients(recording, layer, reverse=reverse, shared=not waits)
    counted: tuple[Counted, ...] = ()
    rms, norm, iteration, whole = _rms(recording), recording.norm, recording.iteration, True
    if frame.running or recording.followed:
        whole = measured is not None and len(measured.rms) == len(rms)
        if whole and measured is not None:
            rms, norm, iteration = measured.rms, measured.norm, measured.iteration
    elif not waits:
        diagnosis = recording.diagnosis if fared is None else fared.diagnosis
        counted = _counted(recording, frame.project, diagnosis)
    last = len(rms) - 1
    bars = tuple(
        Bar(k, "output" if k == last and frame.project.network.output else trace.kind, value)
        for k, (trace, value) in enumerate(zip(recording.layers, rms, strict=True))
        if recording.network.layers[k].size
    )
    clip = frame.project.training.clip
    clipped = clip if whole and clip and norm > clip else 0.0
    return Facts(
        iteration, layer, whole, bars, norm, clipped, steps, recording.start, reverse, counted, waits
    )  # fmt: skip


def _rms(recording: Recording) -> tuple[float, ...]:
    found = []
    with np.errstate(all="ignore"):
        for at in recording.network.slices:
            wide = np.asarray(recording.gradient[at], np.float64)
            found.append(float(np.sqrt(np.mean(wide * wide))) if wide.size else math.nan)
    return tuple(found)


def _counted(
    recording: Recording, project: Project, diagnosis: Diagnosis | None
) -> tuple[Counted, ...]:
    """Count dead units and values at the ends of their range, of each hidden layer with units."""
    with np.errstate(all="ignore"):
        found = diagnosis or diagnose(recording)
    made = []
    for k, settings in enumerate(project.network.layers):
        if not hasattr(settings, "units") or not recording.network.layers[k].size:
            continue
        trace, one = recording.layers[k], found.layers[k]
        ends = tuple((name, low, high) for name, (low, high) in one.saturation.items())
        if trace.kind == "dense" and settings.activation in ENDS:  # type: ignore[union-attr]
            ends = (("y", *_at_ends(recording, k, settings.activation)),)  # type: ignore[union-attr]
        made.append(Counted(k, len(one.dead), trace.units, ends))
    return tuple(made)


def _at_ends(recording: Recording, layer: int, activation: str) -> tuple[float, float]:
    y = recording.layers[layer].y
    low, high = ENDS[activation]
    counted = np.ones((len(y), recording.batch), bool)
    if len(y) > 1:
        counted = np.arange(len(y))[:, None] < recording.lengths
    values = y.transpose(1, 0, 2)[:, counted]
    return float((values < low + SATURATED).mean()), float((values > high - SATURATED).mean())


class Rings:
    """RMS by layer of the iterations that were seen, for each of the last few branches."""

    def __init__(self) -> None:
        self._kept: OrderedDict[int, deque[tuple[int, tuple[float, ...]]]] = OrderedDict()

    def take(self, branch: int, found: Facts) -> None:
        """Keep an iteration of the whole batch, once; what lies ahead of it is forgotten."""
        if not found.whole:
            return
        ring = self._kept.setdefault(branch, deque(maxlen=KEPT))
        self._kept.move_to_end(branch)
        while len(self._kept) > BRANCHES:
            self._kept.popitem(last=False)
        while ring and ring[-1][0] >= found.iteration:
            ring.pop()
        ring.append((found.iteration, tuple(bar.rms for bar in found.bars)))

    def of(self, branch: int) -> list[tuple[int, tuple[float, ...]]]:
        """Give iterations and RMS by layer of a branch, in their order."""
        return list(self._kept.get(branch, ()))


@dataclass(frozen=True, eq=False)
class Before:
    """What was before the last remedy.

    Attributes
    ----------
    project : Project
        As it was set.
    found : Facts
        Of the whole batch.
    """

    project: Project
    found: Facts

    def differs(self, project: Project) -> bool:
        """Tell whether a remedy still stands: not where it was taken back."""
        old = (self.project.network, self.project.training.clip, self.project.training.seed)
        return old != (project.network, project.training.clip, project.training.seed)

    def rms(self, bars: tuple[Bar, ...]) -> list[float]:
        """Give for each layer of today what it had; NaN where it was not there.

        Layers are told by their place among those of their like: a normalization moves the others on.
        """
        had = {place: bar.rms for place, bar in _places(self.found.bars).items()}
        return [had.get(place, math.nan) for place in _places(bars)]


def _places(bars: tuple[Bar, ...]) -> dict[tuple[str, int], Bar]:
    """Give each layer by its like (output, normalization or another) and its number among them."""
    found: dict[tuple[str, int], Bar] = {}
    seen: Counter[str] = Counter()
    for bar in bars:
        like = bar.kind if bar.kind == "output" else "norm" if bar.kind in NORMS else "layer"
        found[like, seen[like]] = bar
        seen[like] += 1
    return found
