"""The arithmetic of one unit at one step: every product, their sum, and where each number comes from."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from .cell_bends import BENDS
from .cell_embedding import row_of
from .symbols import written
from .update_facts import Place

if TYPE_CHECKING:
    from .cell_facts import Spot

LETTERS = {"lstm": "ifgo", "gru": "rzn"}
KEYS = {"lstm": ("i", "f", "g", "o", "c", "h"), "gru": ("r", "z", "n", "hn", "h"), "rnn": ("h",)}
"""What can be asked for forwards, by kind; of the others it is y."""
FIRST = {"lstm": "f", "gru": "z"}
"""What is shown first."""
MOST = 40
"""Above so many products they are listed by their size."""


class Link(NamedTuple):
    """Where a number comes from, all from 0; an empty key is the first page of that layer."""

    layer: int
    unit: int
    t: int
    key: str = ""


class Line(NamedTuple):
    """One product.

    Attributes
    ----------
    letter, mark : str
        How the value is written, and what stands lowered beside it.
    name : str
        What it is: a kind of name (see `microscope_words`) or the data's own.
    number : int
        Number that belongs to the name, from 1; 0: none.
    weight, value : float
        Its factors.
    place : Place or None
        Of the weight among the parameters; None where the first factor is none.
    link : Link or None
        Where the value comes from.
    """

    letter: str
    mark: str
    name: str
    number: int
    weight: float
    value: float
    place: Place | None = None
    link: Link | None = None

    @property
    def product(self) -> float:
        """The product."""
        return self.weight * self.value


@dataclass(frozen=True)
class Account:
    """Where one number comes from.

    Attributes
    ----------
    key, letter : str
        What is accounted for, and how it is written.
    result : float
        The number, as the Recording has it.
    lines : tuple of Line
        The products, as they are listed.
    total : float
        Their sum, as the Recording has it; NaN where they are not added up.
    bend : str
        What makes the result of the sum; empty: nothing does.
    factors : tuple of (str, float)
        Backwards: what is multiplied to the result.
    """

    key: str
    letter: str
    result: float
    lines: tuple[Line, ...]
    total: float = math.nan
    bend: str = ""
    factors: tuple[tuple[str, float], ...] = ()

    @cached_property
    def products(self) -> tuple[float, ...]:
        """The products of the lines."""
        return tuple(line.product for line in self.lines)

    @cached_property
    def largest(self) -> int:
        """Which of the lines has the largest product; -1: there is none."""
        products = self.products
        sizes = [abs(made) if math.isfinite(made) else -1.0 for made in products]
        most = max(sizes, default=0.0)
        return sizes.index(most) if most > 0 else -1

    @cached_property
    def size(self) -> float:
        """Size of the largest product, of the sum or of the result: what bars and powers of ten go by."""
        sizes = [abs(made) for made in self.products]
        sizes += [abs(self.result)] if self.factors else [abs(self.total)]
        return max((size for size in sizes if math.isfinite(size)), default=0.0)

    @cached_property
    def held(self) -> bool:
        """Whether the result is not what the sum says: it is held by hand."""
        if not math.isfinite(self.total) or self.bend == "softmax":
            return False
        with np.errstate(all="ignore"):
            says = BENDS[self.bend](max(-700.0, self.total)) if self.bend else self.total
        return abs(says - self.result) > 1e-3 * max(1.0, abs(self.result))


def there(at: Spot) -> Spot:
    """Give the nearest step at which the layer has a value: above the last recurrent layer it may be the last alone."""
    alone = at.trace.output.shape[0] == 1 and at.recording.steps > 1
    return replace(at, t=at.last) if alone and at.t != at.last else at


def keys_of(at: Spot) -> tuple[str, ...]:
    """Give what can be asked for, in the order in which it is written."""
    if at.phase == "backward" and at.kind in ("rnn", "dense"):
        return ("z", "h" if at.kind == "rnn" else "y")
    return KEYS.get(at.kind, ("y",))


def first_key(at: Spot) -> str:
    """Give what is shown first."""
    return FIRST.get(at.kind, keys_of(at)[0])


def forward_account(at: Spot, key: str) -> Account:
    """Account for a number of the forward pass.

    Parameters
    ----------
    at : Spot
        Unit, step and example.
    key : str
        One of `keys_of`.

    Returns
    -------
    Account
        With all products.
    """
    if at.kind in LETTERS and key in LETTERS[at.kind]:
        bend = "tanh" if key in "gn" else "sigmoid"
        lines = gate_lines(at, key)
        return Account(key, key, at.value(key), _sorted(lines), at.value("z_" + key), bend)
    if at.kind == "lstm":
        return _lstm_state(at, key)
    if at.kind == "gru":
        return _gru_state(at, key)
    return _plain(at)


def _lstm_state(at: Spot, key: str) -> Account:
    """Account for c or h of an LSTM."""
    if key == "h":
        made = Line(
            "tanh c", "", "memory", 0, at.value("o"), at.value("tanh_c"), link=_own(at, "c")
        )
        return Account("h", "h", at.value("h"), (made,), at.value("h"))
    before = at.before("c")
    if at.carried and at.value("f"):
        before = (at.value("c") - at.value("i") * at.value("g")) / at.value("f")
    past = None if at.first or at.carried else _own(at, "c", at.t - at.way)
    lines = (
        Line("c", at.past, "memory", 0, at.value("f"), before, link=past),
        Line("g", "", "candidate", 0, at.value("i"), at.value("g"), link=_own(at, "g")),
    )
    return Account("c", "c", at.value("c"), lines, at.value("c"))


def _gru_state(at: Spot, key: str) -> Account:
    """Account for h of a GRU, or for what its memory says to the candidate."""
    lines: tuple[Line, ...]
    if key == "hn":
        hn = at.value("hn")
        lines = (*_past_lines(at, 2, hn), _bias(at, "bias_hh_l0", 2))
        return Account("hn", "hn", hn, _sorted(lines), hn)
    z, before = at.value("z"), at.before("h")
    if at.carried and z:
        before = (at.value("h") - (1 - z) * at.value("n")) / z
    past = None if at.first or at.carried else _own(at, "h", at.t - at.way)
    lines = (
        Line("n", "", "candidate", 0, 1 - z, at.value("n"), link=_own(at, "n")),
        Line("h", at.past, "memory", 0, z, before, link=past),
    )
    return Account("h", "h", at.value("h"), lines, at.value("h"))


def _plain(at: Spot) -> Account:
    """Account for what a layer without gates gives."""
    y = at.value("y")
    match at.kind:
        case "rnn":
            bend = getattr(at.settings, "activation", "tanh")
            lines = _sorted(gate_lines(at, ""))
            return Account("h", "h", at.value("h"), lines, at.value("z"), _bent(bend))
        case "dense":
            bend = getattr(at.settings, "activation", "identity")
            lines = _sorted((*_input_lines(at, "weight", at.own), _bias(at, "bias", 0)))
            return Account("y", "y", y, lines, at.value("z"), _bent(bend))
        case "embedding":
            row = row_of(at)
            weight = float(at.parameter("weight")[row, at.unit])
            place = Place(f"{at.layer}.weight", row, at.unit)
            line = Line("x", str(row + 1), "symbol", row + 1, weight, 1.0, place)
            return Account("y", "y", y, (line,), y)
        case "dropout":
            unit, below = at.unit, _below(at, at.unit)
            line = Line("x", "", "input", unit + 1, at.value("mask"), _read(at, unit), link=below)
            return Account("y", "y", y, (line,), y)
    gain, place = float(at.parameter("weight")[at.unit]), Place(f"{at.layer}.weight", at.unit)
    hat, below = "x\N{COMBINING CIRCUMFLEX ACCENT}", _below(at, at.unit)
    line = Line(hat, "", "normalized", 0, gain, at.value("x_hat"), place, below)
    return Account("y", "y", y, (line, _bias(at, "bias", 0)), y)


def _bent(activation: str) -> str:
    return "" if activation == "identity" else activation


def gate_lines(at: Spot, key: str) -> tuple[Line, ...]:
    """Give the products of a gate, or of a simple recurrent unit where the key is empty."""
    group = LETTERS[at.kind].index(key) if key else 0
    height = _half(at)
    inputs = _input_lines(at, "weight_ih_l0", group * height + at.own)
    bias = _bias(at, "bias_ih_l0", group)
    if at.kind == "gru" and key == "n":
        inner = Line("hn", "", "reset", 0, at.value("r"), at.value("hn"), link=_own(at, "hn"))
        return (*inputs, inner, bias)
    z = at.value("z_" + key if key else "z")
    rest = z - sum(line.product for line in inputs) - bias.product
    return (*inputs, *_past_lines(at, group, rest, whole=False), bias)


def _half(at: Spot) -> int:
    """Give the units of one direction."""
    return at.units // 2 if at.trace.both else at.units


def _full(at: Spot, name: str) -> str:
    return f"{at.layer}.{name}" + ("_reverse" if at.reverse else "")


def _own(at: Spot, key: str, t: int | None = None) -> Link:
    return Link(at.layer, at.unit, at.t if t is None else t, key)


def _below(at: Spot, unit: int) -> Link | None:
    """Give the unit of the layer below that an input is."""
    return Link(at.layer - 1, unit, at.t) if at.layer else None


def _read(at: Spot, row: int) -> float:
    x = at.trace.x
    return float(x[min(at.t, x.shape[0] - 1), row, at.example])


def _input_lines(at: Spot, name: str, row: int) -> tuple[Line, ...]:
    """Give weight × input of each input."""
    weights = at.parameter(name)[row].tolist()
    x = at.trace.x[min(at.t, at.trace.x.shape[0] - 1), :, at.example].tolist()
    dataset = at.recording.dataset
    names = () if at.layer else tuple(dataset.input_names)
    if not at.layer and len(dataset.symbols) == len(weights):
        names = tuple(written(dataset.symbols, k) for k in range(len(weights)))
    if len(names) != len(weights):
        names = ("unit" if at.layer else "input",) * len(weights)
    whole = _full(at, name)
    return tuple(
        Line("x", str(j + 1), names[j], j + 1, weight, x[j], Place(whole, row, j), _below(at, j))
        for j, weight in enumerate(weights)
    )


def _past_lines(at: Spot, group: int, rest: float, *, whole: bool = True) -> tuple[Line, ...]:
    """Give weight × h(t−1) of each unit; in one where h(t−1) is not at hand.

    Parameters
    ----------
    at : Spot
        What is looked at.
    group : int
        Number of the gate in PyTorch's order.
    rest : float
        What all of them make together, of which the bias is a part where it is `whole`.
    whole : bool
        Whether the rest has the second bias of a GRU's candidate in it.
    """
    height = _half(at)
    row = group * height + at.own
    if at.carried:
        if whole:
            rest -= _bias(at, "bias_hh_l0", group).product
        return (Line("h", at.past, "carried", 0, 1.0, rest),)
    weights = at.parameter("weight_hh_l0")[row].tolist()
    t = at.t - at.way
    there = 0 <= t <= at.last
    before = [0.0] * len(weights)
    if there:
        before = at.trace.h[t, at.direction, at.example].tolist()
    start, full, layer = height if at.reverse else 0, _full(at, "weight_hh_l0"), at.layer
    return tuple(
        Line(
            "h", str(j + 1), "unit", j + 1, weight, before[j], Place(full, row, j),
            Link(layer, start + j, t, "h") if there else None,
        )
        for j, weight in enumerate(weights)
    )  # fmt: skip


def _bias(at: Spot, name: str, group: int) -> Line:
    row = group * _half(at) + at.own
    value = float(at.parameter(name)[row])
    return Line("b", "", "bias", 0, value, 1.0, Place(_full(at, name), row))


def _sorted(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """List many by their size."""
    if len(lines) <= MOST:
        return lines
    sizes = [abs(line.product) if math.isfinite(line.product) else math.inf for line in lines]
    return tuple(lines[k] for k in np.argsort(-np.array(sizes), kind="stable").tolist())
