"""The numbers of a gated unit, an LSTM's or a GRU's, at one time step."""

from __future__ import annotations

import math
from dataclasses import astuple, dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .cell_facts import Spot


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
    before = at.before("c")
    if at.carried and found["f"]:  # it is not at hand, but what became of it is
        before = (found["c"] - found["i"] * found["g"]) / found["f"]
    return LSTMFacts(c_before=before, **found)


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
    later = at.t + at.way
    after = at.value("dc", later) * at.value("f", later) if 0 <= later <= at.last else 0.0
    names = {"h": "dh", "c": "dc", "i": "dz_i", "f": "dz_f", "g": "dz_g", "o": "dz_o"}
    found = {key: at.value(name) for key, name in names.items()}
    return LSTMGradients(c_after=after, c_before=found["c"] * at.value("f"), **found)


@dataclass(frozen=True)
class GRUFacts:
    """Gates, state and pre-activations of one unit at one step.

    Attributes
    ----------
    r, z, n, h : float
        Reset gate, update gate, candidate, state.
    h_before : float
        h(t−1), of the unit.
    z_r, z_z, z_n : float
        Before sigmoid and tanh.
    hn : float
        What the memory says to the candidate, U h(t−1) + b, before the reset gate.
    """

    r: float
    z: float
    n: float
    h: float
    h_before: float
    z_r: float
    z_z: float
    z_n: float
    hn: float

    @property
    def from_inputs(self) -> float:
        """W x + b: what the inputs say to the candidate."""
        return self.z_n - self.r * self.hn

    @property
    def kept(self) -> float:
        """Z h(t−1): what is kept of the memory."""
        return self.z * self.h_before

    @property
    def written(self) -> float:
        """(1 − z) n: what is written to the memory."""
        return (1 - self.z) * self.n


def gru_facts(at: Spot) -> GRUFacts:
    """Take the numbers of a GRU unit."""
    names = ("r", "z", "n", "h", "z_r", "z_z", "z_n", "hn")
    found = {name: at.value(name) for name in names}
    before = at.before("h")
    if at.carried and found["z"]:  # it is not at hand, but what became of it is
        before = (found["h"] - (1 - found["z"]) * found["n"]) / found["z"]
    return GRUFacts(h_before=before, **found)


@dataclass(frozen=True)
class GRUGradients:
    """Gradients of one unit at one step.

    Attributes
    ----------
    h : float
        dL/dh(t).
    r, z, n : float
        Of the pre-activations of the gates and of the candidate.
    hn : float
        Of what the memory says to the candidate.
    h_before : float
        What goes to the step before by the belt, z(t) dL/dh(t).
    """

    h: float
    r: float
    z: float
    n: float
    hn: float
    h_before: float

    @property
    def largest(self) -> float:
        """Size of the largest."""
        return max((abs(v) for v in astuple(self) if math.isfinite(v)), default=0.0)


def gru_gradients(at: Spot) -> GRUGradients:
    """Take the gradients of a GRU unit."""
    names = {"h": "dh", "r": "dz_r", "z": "dz_z", "n": "dz_n", "hn": "dhn"}
    found = {key: at.value(name) for key, name in names.items()}
    return GRUGradients(h_before=found["h"] * at.value("z"), **found)
