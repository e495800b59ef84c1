"""The numbers of one unit at one time step, taken from a Recording."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from .targets import target_place

if TYPE_CHECKING:
    from engine.recording import Floats, Recording
    from gui.shown import Shown


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
    """

    recording: Recording
    layer: int
    unit: int
    example: int
    t: int
    phase: str
    free: bool

    @property
    def kind(self) -> str:
        """Kind of the layer."""
        return self.recording.layers[self.layer].kind

    @property
    def units(self) -> int:
        """Units of the layer."""
        return self.recording.layers[self.layer].units

    @property
    def is_output(self) -> bool:
        """Whether it is the output layer."""
        return self.layer == len(self.recording.layers) - 1

    def value(self, name: str, t: int | None = None) -> float:
        """Give one number; 0 before the first step, NaN where there is none."""
        t = self.t if t is None else t
        array = getattr(self.recording.layers[self.layer], name, None)
        if array is None:
            return math.nan
        if t < 0:
            return 0.0
        if array.shape[0] == 1 and self.recording.steps > 1:
            t = 0 if t == int(self.recording.lengths[self.example]) - 1 else -1
        if not 0 <= t < array.shape[0]:
            return math.nan
        return float(array[t, self.unit, self.example])


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
    free = shown.frame.running or recording.followed or shown.playhead is None
    last = int(recording.lengths[shown.example]) - 1
    head = shown.playhead
    t = last if free or head is None else min(head.t, last)
    phase = "forward" if free or head is None else head.phase
    unit = min(shown.unit, recording.layers[shown.layer].units - 1)
    return Spot(recording, shown.layer, unit, shown.example, t, phase, free)


@dataclass(frozen=True)
class LSTMFacts:
    """Gates, states and pre-activations of one unit at one step."""

    i: float
    f: float
    g: float
    o: float
    c: float
    h: float
    tanh_c: float
    c_before: float
    z_i: float
    z_f: float
    z_g: float
    z_o: float

    @property
    def kept(self) -> float:
        """F c(t−1): what is kept of the memory."""
        return self.f * self.c_before

    @property
    def written(self) -> float:
        """I g: what is written to the memory."""
        return self.i * self.g


def lstm_facts(at: Spot) -> LSTMFacts:
    """Take the numbers of an LSTM unit."""
    names = ("i", "f", "g", "o", "c", "h", "tanh_c", "z_i", "z_f", "z_g", "z_o")
    found = {name: at.value(name) for name in names}
    return LSTMFacts(c_before=at.value("c", at.t - 1), **found)


@dataclass(frozen=True)
class LSTMGradients:
    """Gradients of one unit at one step.

    Attributes
    ----------
    h, c, i, f, g, o : float
        dL/dh(t), dL/dc(t), and of the gates' pre-activations.
    c_after : float
        What comes from the step after, f(t+1) dL/dc(t+1).
    c_before : float
        What goes to the step before, f(t) dL/dc(t).
    """

    h: float
    c: float
    i: float
    f: float
    g: float
    o: float
    c_after: float
    c_before: float

    @property
    def through_h(self) -> float:
        """The part of dL/dc(t) that comes by h(t)."""
        return self.c - self.c_after

    @property
    def largest(self) -> float:
        """Size of the largest."""
        values = (self.h, self.c, self.i, self.f, self.g, self.o, self.c_after, self.c_before)
        return max((abs(v) for v in values if math.isfinite(v)), default=0.0)


def lstm_gradients(at: Spot) -> LSTMGradients:
    """Take the gradients of an LSTM unit."""
    last = int(at.recording.lengths[at.example]) - 1
    after = at.value("dc", at.t + 1) * at.value("f", at.t + 1) if at.t < last else 0.0
    names = {"h": "dh", "c": "dc", "i": "dz_i", "f": "dz_f", "g": "dz_g", "o": "dz_o"}
    found = {key: at.value(name) for key, name in names.items()}
    return LSTMGradients(c_after=after, c_before=found["c"] * at.value("f"), **found)


@dataclass(frozen=True)
class Part:
    """One product of a sum: weight × value."""

    name: str
    index: int
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
    """

    inputs: tuple[Part, ...]
    memory: tuple[Part, ...]
    bias: float
    z: float
    out: float

    @property
    def from_inputs(self) -> float:
        """Σ W x."""
        return sum(part.product for part in self.inputs)

    @property
    def from_memory(self) -> float:
        """Σ U h(t−1)."""
        return sum(part.product for part in self.memory)


def sum_facts(at: Spot) -> SumFacts:
    """Take the sum of a unit of a dense or a simple recurrent layer."""
    made, k = at.recording.layers[at.layer], at.layer
    dense = made.kind == "dense"
    weight = at.recording.parameter(f"{k}.weight" if dense else f"{k}.weight_ih_l0")[at.unit]
    bias = at.recording.parameter(f"{k}.bias" if dense else f"{k}.bias_ih_l0")[at.unit]
    steps = made.x.shape[0]
    t = at.t if at.t < steps else steps - 1
    x = made.x[t, :, at.example]
    memory: tuple[Part, ...] = ()
    if not dense:
        before = made.h[at.t - 1, :, at.example] if at.t > 0 else np.zeros(made.units)
        memory = _parts("h", at.recording.parameter(f"{k}.weight_hh_l0")[at.unit], before)
    out = at.value("y" if dense else "h")
    return SumFacts(_parts("x", weight, x), memory, float(bias), at.value("z"), out)


def _parts(name: str, weights: Floats, values: Floats) -> tuple[Part, ...]:
    """Give the products, the largest first."""
    with np.errstate(all="ignore"):
        order = np.argsort(-np.abs(weights * values), kind="stable")
    return tuple(Part(name, int(j), float(weights[j]), float(values[j])) for j in order)


@dataclass(frozen=True)
class OutputFacts:
    """What the network says at a step, and what it should say.

    Attributes
    ----------
    output, target, term : float
        Output (a probability where `chance`), target, loss; NaN where the step has no target.
    chance : bool
        Whether the output is a probability.
    counted : bool
        Whether the step has a target.
    """

    output: float
    target: float
    term: float
    chance: bool
    counted: bool


def output_facts(at: Spot, t: int | None = None, example: int | None = None) -> OutputFacts:
    """Take output, target and loss of a step."""
    recording = at.recording
    t = at.t if t is None else t
    example = at.example if example is None else example
    chance = recording.probabilities is not None
    outputs = recording.outputs if recording.probabilities is None else recording.probabilities
    t = target_place(recording, t, example)
    if t < 0:
        return OutputFacts(math.nan, math.nan, math.nan, chance, False)
    return OutputFacts(
        float(outputs[t, 0, example]),
        float(recording.targets[t, 0, example]),
        float(recording.terms[t, example]),
        chance,
        True,
    )


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
    found: list[tuple[float, str, tuple[int, ...]]] = []
    for name in recording.network.names():
        update = np.abs(recording.parameter(name, "update"))
        flat = np.nan_to_num(update.ravel(), nan=0.0, posinf=0.0)
        for k in np.argsort(-flat, kind="stable")[:most]:
            index = tuple(int(j) for j in np.unravel_index(int(k), update.shape))
            found.append((float(flat[k]), name, index))
    found.sort(key=lambda entry: -entry[0])
    return [
        Change(
            name, index,
            float(recording.parameter(name, "before")[index]),
            float(recording.parameter(name, "after")[index]),
        )
        for _, name, index in found[:most]
    ]  # fmt: skip
