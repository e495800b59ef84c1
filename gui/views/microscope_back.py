"""The arithmetic of one unit at one step on the way back: every δ, and what it adds to each weight."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from engine.textbook import SLOPES

from .cell_bends import SIGNS
from .microscope_facts import (
    LETTERS,
    Account,
    Line,
    Link,
    _full,
    _half,
    _own,
    _sorted,
    forward_account,
    gate_lines,
)
from .update_facts import Place

if TYPE_CHECKING:
    from .cell_facts import Spot

SMALL = 1e-5
"""What is left over of a sum is told from here on, as a part of the largest of it."""
STATES = ("h", "y")
Factors = tuple[tuple[str, float], ...]


def backward_account(at: Spot, key: str) -> Account:
    """Account for a gradient: dL/dc, dL/dh and dL/dy by a sum, that of a gate by a product.

    Parameters
    ----------
    at : Spot
        Unit, step and example.
    key : str
        One of `keys_of`.

    Returns
    -------
    Account
        Of a product: its factors, and in the lines δ × input, this step's part of each weight's gradient.
    """
    if key in STATES:
        return _arrived(at, key)
    if at.kind == "lstm" and key == "c":
        return _belt(at)
    if at.kind == "gru" and key == "hn":
        factors: Factors = (("δn", at.value("dz_n")), ("r", at.value("r")))
        lines = forward_account(at, "hn").lines
        return _gate(at, key, "δhn", at.value("dhn"), factors, lines)
    if at.kind in LETTERS:
        delta = at.value("dz_" + key)
        factors = lstm_factors(at, key) if at.kind == "lstm" else gru_factors(at, key)
        return _gate(at, key, "δ" + key, delta, factors, gate_lines(at, key))
    lines = gate_lines(at, "") if at.kind == "rnn" else forward_account(at, "y").lines
    return _gate(at, key, "δz", at.value("dz"), bend_factors(at), lines)


def _gate(
    at: Spot, key: str, letter: str, delta: float, factors: Factors, lines: tuple[Line, ...]
) -> Account:
    """Give δ × input of each weight that the sum of the gate has."""
    shares = tuple(line._replace(weight=delta) for line in lines if line.place is not None)
    return Account(key, letter, delta, _sorted(shares), factors=factors)


def lstm_factors(at: Spot, key: str) -> Factors:
    """Give what the gradient of an LSTM's gate is the product of."""
    dc, gate = ("δc", at.value("dc")), at.value(key)
    bend: Factors = ((key, gate), (f"(1−{key})", 1 - gate))
    match key:
        case "i":
            return (dc, ("g", at.value("g")), *bend)
        case "f":
            before = at.before("c")
            if at.carried and at.value("f"):
                before = (at.value("c") - at.value("i") * at.value("g")) / at.value("f")
            return (dc, ("c " + at.past, before), *bend)
        case "g":
            return (dc, ("i", at.value("i")), ("(1−g²)", 1 - gate**2))
    return (("δh", at.value("dh")), ("tanh c", at.value("tanh_c")), *bend)


def gru_factors(at: Spot, key: str) -> Factors:
    """Give what the gradient of a GRU's gate is the product of."""
    gate, z, n = at.value(key), at.value("z"), at.value("n")
    dh = ("δh", at.value("dh"))
    match key:
        case "z":
            before = at.before("h")
            if at.carried and z:
                before = (at.value("h") - (1 - z) * n) / z
            return (dh, (f"(h {at.past} − n)", before - n), ("z", z), ("(1−z)", 1 - z))
        case "n":
            return (dh, ("(1−z)", 1 - z), ("(1−n²)", 1 - n**2))
    bend: Factors = (("r", gate), ("(1−r)", 1 - gate))
    return (("δn", at.value("dz_n")), ("hn", at.value("hn")), *bend)


def bend_factors(at: Spot) -> Factors:
    """Give gradient that arrives × slope of the bend, of a dense or a simple recurrent unit."""
    letter = "h" if at.kind == "rnn" else "y"
    arrived, out = at.value("d" + letter), at.value(letter)
    bend = getattr(at.settings, "activation", "identity")
    first = ("δ" + letter, arrived)
    match bend:
        case "identity":
            return (first,)
        case "tanh":
            return (first, (f"(1−{letter}²)", 1 - out**2))
        case "sigmoid":
            return (first, (letter, out), (f"(1−{letter})", 1 - out))
        case "softmax":
            t = min(at.t, at.trace.y.shape[0] - 1)
            mean = float(at.trace.y[t, :, at.example] @ at.trace.dy[t, :, at.example])
            return (("y", out), ("(δy − Σ y·δy)", arrived - mean))
    with np.errstate(all="ignore"):
        slope = float(np.asarray(SLOPES[bend](np.array([at.value("z")])))[0])
    return (first, (SIGNS[bend] + "′(z)", slope))


def _belt(at: Spot) -> Account:
    """Account for dL/dc: by h, and by the belt from the step that is read after this one."""
    dc, o, tanh_c = at.value("dc"), at.value("o"), at.value("tanh_c")
    lines = [Line("δh", "", "by_h", 0, o * (1 - tanh_c**2), at.value("dh"), link=_own(at, "h"))]
    later = at.t + at.way
    if 0 <= later <= at.last:
        back = Line("δc", at.coming, "belt", 0, at.value("f", later), at.value("dc", later),
                    link=_own(at, "c", later))  # fmt: skip
        lines.append(back)
    return Account("c", "δc", dc, _completed(lines, dc), dc)


def _arrived(at: Spot, key: str) -> Account:
    """Account for dL/dh or dL/dy: from above, and from the step that is read after this one."""
    whole = at.value("d" + key)
    later: list[Line] = []
    step = at.t + at.way
    if key == "h" and 0 <= step <= at.last:
        later = _from_later(at, step)
    above = _from_above(at)
    if above is None:
        rest = whole - sum(line.product for line in later)
        name = "loss" if at.is_output else "above"
        above = [Line("δ" + key, "", name, 0, 1.0, rest)]
    lines = _completed([*above, *later], whole)
    return Account(key, "δ" + key, whole, _sorted(lines), whole)


def _completed(lines: list[Line], whole: float) -> tuple[Line, ...]:
    """Add what is left over, such as of a number that is held by hand."""
    rest = whole - sum(line.product for line in lines)
    size = max([abs(whole), *(abs(line.product) for line in lines)], default=0.0)
    if math.isfinite(rest) and abs(rest) > SMALL * size:
        return (*lines, Line("δ", "", "rest", 0, 1.0, rest))
    return tuple(lines)


def _from_later(at: Spot, step: int) -> list[Line]:
    """Give weight × δ of every gate of every unit at the step that is read after this one."""
    weights = at.parameter("weight_hh_l0")[:, at.own].tolist()
    height, name, own, layer = _half(at), _full(at, "weight_hh_l0"), at.own, at.layer
    names = {"lstm": ("i", "f", "g", "o"), "gru": ("r", "z", "hn"), "rnn": ("z",)}[at.kind]
    start = height if at.reverse else 0
    found = []
    for group, key in enumerate(names):
        array = getattr(
            at.trace, {"z": "dz_z" if at.kind == "gru" else "dz", "hn": "dhn"}.get(key, "dz_" + key)
        )
        deltas = array[step, at.direction, at.example].tolist()
        for k in range(height):
            row = group * height + k
            place, link = Place(name, row, own), Link(layer, start + k, step, key)
            found.append(
                Line("δ" + key, str(k + 1), "later", k + 1, weights[row], deltas[k], place, link)
            )
    if at.kind == "gru":
        belt = Line("δh", at.coming, "belt", 0, at.value("z", step), at.value("dh", step),
                    link=_own(at, "h", step))  # fmt: skip
        found.insert(0, belt)
    return found


def _from_above(at: Spot) -> list[Line] | None:
    """Give weight × δ of every unit of the layer above; None where they are not such products."""
    if at.is_output:
        return None
    number = at.layer + 1
    above = at.recording.layers[number]
    if above.both or above.kind not in ("lstm", "gru", "rnn", "dense"):
        return None
    name = f"{number}.{'weight' if above.kind == 'dense' else 'weight_ih_l0'}"
    weights = at.recording.parameter(name)[:, at.unit].tolist()
    keys = {"lstm": ("i", "f", "g", "o"), "gru": ("r", "z", "n")}.get(above.kind, ("z",))
    height, found = above.units, []
    for group, key in enumerate(keys):
        array = getattr(above, "dz" if above.kind in ("rnn", "dense") else "dz_" + key)
        t = at.t
        if array.shape[0] == 1 and at.recording.steps > 1:  # it has the last step alone
            if at.trace.output.shape[0] > 1 and t != at.recording.steps - 1 and t != at.last:
                return []
            t = 0
        deltas = array[min(t, array.shape[0] - 1), :, at.example].tolist()
        for k in range(height):
            row = group * height + k
            place, link = Place(name, row, at.unit), Link(number, k, at.t, key)
            found.append(
                Line(
                    "δ" + key, str(k + 1), "from_above", k + 1, weights[row], deltas[k], place, link
                )
            )  # fmt: skip
    return found
