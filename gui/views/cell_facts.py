"""The numbers of one unit at one time step, taken from a Recording."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable

    from engine.project import Layer, Project
    from engine.recording import Floats, Recording, Trace
    from gui.shown import Shown

T = TypeVar("T")


@dataclass(frozen=True)
class Spot:
    """Which unit, step and example are looked at.

    Attributes
    ----------
    recording : Recording
        The iteration at hand.
    layer, unit, example, t : int
        From 0.
    phase : str
        Phase of the playhead; forward while training runs.
    free : bool
        Whether training runs: a followed example, no playhead.
    project : Project
        What is run: for the loss, and for the settings of the layer.
    """

    recording: Recording
    layer: int
    unit: int
    example: int
    t: int
    phase: str
    free: bool
    project: Project
    _made: dict[Any, Any] = field(default_factory=dict, init=False, compare=False, repr=False)

    def once(self, make: Callable[[Spot], T]) -> T:
        """Give what is made of this spot; it is made when it is first asked for."""
        if make not in self._made:
            self._made[make] = make(self)
        found: T = self._made[make]
        return found

    @property
    def settings(self) -> Layer | None:
        """Settings of the layer; None of the output layer."""
        layers = self.project.network.layers
        return layers[self.layer] if self.layer < len(layers) else None

    @cached_property
    def trace(self) -> Trace:
        """Arrays of the layer."""
        return self.recording.layers[self.layer]

    @cached_property
    def reverse(self) -> bool:
        """Whether the unit belongs to the reverse direction of a layer that reads in both."""
        return self.trace.both and self.unit >= self.units // 2

    @property
    def own(self) -> int:
        """Number of the unit within its direction."""
        return self.unit - self.units // 2 if self.reverse else self.unit

    @property
    def direction(self) -> slice:
        """Units of its direction."""
        half = self.units // 2
        if not self.trace.both:
            return slice(None)
        return slice(half, None) if self.reverse else slice(0, half)

    @property
    def way(self) -> int:
        """1, or -1 where the unit reads from the end to the start."""
        return -1 if self.reverse else 1

    @property
    def past(self) -> str:
        """How the step is written whose state the unit has read before this one."""
        return "t+1" if self.reverse else "t−1"

    @property
    def coming(self) -> str:
        """How the step is written that the unit reads after this one."""
        return "t−1" if self.reverse else "t+1"

    @cached_property
    def last(self) -> int:
        """Last step of the example."""
        return max(0, int(self.recording.lengths[self.example]) - 1)

    @property
    def first(self) -> bool:
        """Whether the unit has read nothing before this step."""
        return not self.carried and self.t == (self.last if self.reverse else 0)

    @property
    def carried(self) -> bool:
        """Whether the state before this step comes from a part of the sequences that was another iteration."""
        return bool(self.recording.start) and self.t == 0 and not self.reverse

    @property
    def number(self) -> int:
        """Number of the step as it is shown, from 1."""
        return self.recording.start + self.t + 1

    def parameter(self, name: str, which: str = "before") -> Floats:
        """Give a parameter of the layer, of the direction of the unit, by PyTorch's name."""
        name = f"{self.layer}.{name}" + ("_reverse" if self.reverse else "")
        return self.recording.parameter(name, which)

    def before(self, name: str) -> float:
        """Give a state before this step: 0 where nothing was read yet."""
        return self.value(name, self.t - self.way)

    @property
    def kind(self) -> str:
        """Kind of the layer."""
        return self.trace.kind

    @cached_property
    def units(self) -> int:
        """Units of the layer."""
        return self.trace.units

    @property
    def is_output(self) -> bool:
        """Whether it is the output layer."""
        return self.layer == len(self.recording.layers) - 1

    def value(self, name: str, t: int | None = None) -> float:
        """Give one number; 0 before the first step that was read, NaN where there is none."""
        t = self.t if t is None else t
        array = getattr(self.trace, name, None)
        if array is None:
            return math.nan
        if t < 0 or (self.reverse and t > self.last):
            return 0.0
        if array.shape[0] == 1 and self.recording.steps > 1:
            t = 0 if t == self.last else -1
        if not 0 <= t < array.shape[0]:
            return math.nan
        return float(array.item(t, self.unit, self.example))


def spot(shown: Shown) -> Spot | None:
    """Find what is looked at; None without a Recording.

    Parameters
    ----------
    shown : Shown
        What the window shows.

    Returns
    -------
    Spot or None
        Unit, step and example.
    """
    recording = shown.frame.recording
    if recording is None:
        return None
    free = shown.frame.running or not recording.stepped or shown.playhead is None
    last = max(0, int(recording.lengths[shown.example]) - 1)
    head = shown.playhead
    t = last if free or head is None else min(head.t, last)
    phase = "forward" if free or head is None else head.phase
    unit = min(shown.unit, recording.layers[shown.layer].units - 1)
    project = shown.frame.project
    return Spot(recording, shown.layer, unit, shown.example, t, phase, free, project)


class Part(NamedTuple):
    """One product of a sum: weight × value; the column of the weight is counted from 0."""

    name: str
    column: int
    weight: float
    value: float

    @property
    def product(self) -> float:
        """The product."""
        return self.weight * self.value


@dataclass(frozen=True)
class SumFacts:
    """The sum z = Σ W x + Σ U h(t−1) + b of one unit, and what comes out.

    Attributes
    ----------
    inputs, memory : tuple of Part
        Products with the inputs, and with h(t−1); the largest first.
    bias, z, out : float
        Bias, sum, output.
    carried : bool
        Whether the memory comes from sequences before this part of them: then its products are not at hand.
    """

    inputs: tuple[Part, ...]
    memory: tuple[Part, ...]
    bias: float
    z: float
    out: float
    carried: bool = False

    @cached_property
    def from_inputs(self) -> float:
        """Σ W x."""
        return sum(part.product for part in self.inputs)

    @cached_property
    def from_memory(self) -> float:
        """Σ U h(t−1)."""
        if self.carried:
            return self.z - self.from_inputs - self.bias
        return sum(part.product for part in self.memory)


def sum_facts(at: Spot) -> SumFacts:
    """Take the sum of a unit of a dense or a simple recurrent layer."""
    made, dense = at.trace, at.kind == "dense"
    weight = at.parameter("weight" if dense else "weight_ih_l0")[at.own]
    bias = at.parameter("bias" if dense else "bias_ih_l0")[at.own]
    x = made.x[min(at.t, made.x.shape[0] - 1), :, at.example]
    memory: tuple[Part, ...] = ()
    if not dense:
        weights = at.parameter("weight_hh_l0")[at.own]
        before: Floats = np.zeros(len(weights))
        t = at.t - at.way
        if 0 <= t <= at.last:
            before = made.h[t, at.direction, at.example]
        memory = _parts("h", weights, before)
    out = at.value("y" if dense else "h")
    carried = not dense and at.carried
    parts = _parts("x", weight, x)
    return SumFacts(parts, () if carried else memory, float(bias), at.value("z"), out, carried)


def _parts(name: str, weights: Floats, values: Floats) -> tuple[Part, ...]:
    """Give the products, the largest first."""
    with np.errstate(all="ignore"):
        order = np.argsort(-np.abs(weights * values), kind="stable")
    w, v = weights.tolist(), values.tolist()
    return tuple(Part(name, j, w[j], v[j]) for j in order.tolist())


@dataclass(frozen=True)
class Change:
    """One parameter's update."""

    name: str
    index: tuple[int, ...]
    before: float
    after: float


def largest_changes(recording: Recording, most: int = 8) -> list[Change]:
    """Give the parameters that the update changed most, the largest change first.

    Parameters
    ----------
    recording : Recording
        One iteration.
    most : int
        How many.

    Returns
    -------
    list of Change
        With PyTorch's names and indices from 0.
    """
    found: list[tuple[float, str, int]] = []
    for name in recording.network.names():
        flat = np.abs(recording.parameter(name, "update").ravel())
        np.nan_to_num(flat, copy=False, nan=0.0, posinf=0.0)
        order = np.argsort(-flat, kind="stable")[:most]
        found += [
            (size, name, k) for size, k in zip(flat[order].tolist(), order.tolist(), strict=True)
        ]
    found.sort(key=lambda entry: -entry[0])
    shapes, changes = recording.network.names(), []
    for _, name, k in found[:most]:
        index = tuple(int(j) for j in np.unravel_index(k, shapes[name]))
        before, after = (recording.parameter(name, which)[index] for which in ("before", "after"))
        changes.append(Change(name, index, float(before), float(after)))
    return changes
