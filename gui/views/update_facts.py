"""Facts of the update view: the matrices of a layer, and one parameter's update to the last digit."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal, localcontext
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from gui.widgets.numbers import MINUS

if TYPE_CHECKING:
    from engine.recording import Floats, Recording

GATES = {"lstm": "ifgo", "gru": "rzn"}
"""Rows in PyTorch's order come in groups, one for each gate."""
PARTS = ("from_gradient", "from_momentum", "from_l2", "from_l1", "from_weight_decay")
MOST_PLACES = 16


class Place(NamedTuple):
    """Where a parameter stands: PyTorch's name, row and column from 0 (of a vector the column is 0)."""

    name: str
    row: int = 0
    column: int = 0


@dataclass(frozen=True)
class Ledger:
    """One parameter's update, as decimals that add up.

    Attributes
    ----------
    before, change, after : Decimal
        The shortest decimals that name the numbers before and after; the change is their difference.
    parts : tuple of (str, Decimal)
        What each term of the optimizer adds, to the places of the change.
    rounding : Decimal
        What is left: the machine keeps so many digits.
    own : tuple of (str, str)
        The optimizer's own quantities.
    gradient, clipped : str
        The gradient before and after clipping.
    """

    before: Decimal
    change: Decimal
    after: Decimal
    parts: tuple[tuple[str, Decimal], ...]
    rounding: Decimal
    own: tuple[tuple[str, str], ...]
    gradient: str
    clipped: str


def names_of(recording: Recording, layer: int) -> list[str]:
    """Give the names of a layer's parameters."""
    return [name for name in recording.network.names() if name.split(".", 1)[0] == str(layer)]


def matrix(recording: Recording, name: str, which: str) -> Floats:
    """Give a parameter as (rows, columns); a vector is one column."""
    values = recording.parameter(name, which)
    return values.reshape(len(values), -1)


def short(name: str) -> str:
    """Give the name as it stands over the matrix: without layer and ``_l0``."""
    return name.split(".", 1)[1].replace("_l0", "")


def gate_of(kind: str, rows: int, row: int) -> str:
    """Give the letter of the gate whose row this is; empty where the layer has no gates."""
    letters = GATES.get(kind, "")
    return letters[row * len(letters) // rows] if letters else ""


def exact(value: np.floating[Any]) -> str:
    """Write a number with the fewest digits that name it alone."""
    if not np.isfinite(value):
        return (
            "NaN" if np.isnan(value) else ("\N{INFINITY}" if value > 0 else MINUS + "\N{INFINITY}")
        )
    if value == 0 or 1e-5 <= abs(value) < 1e7:
        text = np.format_float_positional(value, unique=True, trim="-")
    else:
        text = np.format_float_scientific(value, unique=True, trim="-", exp_digits=1)
    return text.replace("e+", "e").replace("-", MINUS)


def said(value: Decimal, *, sign: bool = False) -> str:
    """Write a decimal with all of its places."""
    places = -int(value.as_tuple().exponent)
    text = f"{value:f}" if places <= MOST_PLACES else f"{value.normalize():e}"
    if sign and value >= 0:
        text = "+" + text.removeprefix("-")
    return text.replace("-", MINUS)


def ledger(recording: Recording, place: Place) -> Ledger | None:
    """Add up one parameter's update.

    Parameters
    ----------
    recording : Recording
        Of an iteration with an update.
    place : Place
        The parameter.

    Returns
    -------
    Ledger or None
        None where a number of it is not finite.
    """
    at = (place.row, place.column)
    network = recording.network

    def one(flat: Floats) -> np.floating[Any]:
        values = network.get(place.name, flat)
        return values.reshape(len(values), -1)[at]  # type: ignore[no-any-return]

    start, end = one(recording.before), one(recording.after)
    terms = {name: one(term) for name, term in recording.optimizer_terms.items()}
    if not all(np.isfinite(value) for value in (start, end, *terms.values())):
        return None
    with localcontext() as context:
        context.prec = 400
        before, after = _decimal(start), _decimal(end)
        unit = Decimal(1).scaleb(min(_power(before), _power(after)))
        before, after = before.quantize(unit), after.quantize(unit)
        change = after - before
        parts = tuple(
            (name, Decimal(float(terms[name])).quantize(unit)) for name in PARTS if name in terms
        )
        rounding = change - sum((part for _, part in parts), Decimal(0))
    own = tuple((name, exact(v)) for name, v in terms.items() if name not in (*PARTS, "step"))
    gradient, clipped = exact(one(recording.gradient)), exact(one(recording.clipped))
    return Ledger(before, change, after, parts, rounding, own, gradient, clipped)


def _decimal(value: np.floating[Any]) -> Decimal:
    return Decimal(np.format_float_positional(value, unique=True, trim="-"))


def _power(value: Decimal) -> int:
    return min(0, int(value.as_tuple().exponent))


def pooled(values: Floats, rows: int, columns: int) -> Floats:
    """Make a matrix smaller: of each block the number furthest from zero.

    Parameters
    ----------
    values : (R, C) array
        All numbers.
    rows, columns : int
        At most so many are left.

    Returns
    -------
    (min(R, rows), min(C, columns)) array
        NaN where the block has one.
    """
    for axis, most in ((0, rows), (1, columns)):
        size = values.shape[axis]
        if size > most:
            starts = np.arange(most) * size // most
            high = np.maximum.reduceat(values, starts, axis=axis)
            low = np.minimum.reduceat(values, starts, axis=axis)
            values = np.where(-low > high, low, high)
    return values


def counts(values: Floats, limit: float, bins: int) -> Floats:
    """Count the numbers from -limit to limit; those outside are in the last bins."""
    with np.errstate(all="ignore"):
        place = (values.ravel() / limit + 1) * (bins / 2)
    place = np.clip(np.nan_to_num(place, nan=0.0), 0, bins - 1).astype(np.int64)
    return np.bincount(place, minlength=bins).astype(np.float64)
