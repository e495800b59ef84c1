"""Condition: a comparison of named values, as stops, watchpoints and lessons write it; one parser, no code is run.

    loss < 0.1 and iteration >= 100
    layers[1].f[3, 12] > 0.9
    not (diverged or accuracy < 0.98)

Numbers in brackets count from 1, as everywhere that a user types them; ``*`` is every unit, or every time step.
"""

from __future__ import annotations

import math
import operator
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from .errors import QT_TRANSLATE_NOOP, Refusal

VALUES = (
    *("iteration", "epoch", "loss", "best_loss", "waited", "learning_rate", "diverged"),
    *("validation_loss", "accuracy", "perplexity", "mse", "rmse", "mae", "naive"),
    *("grad_norm", "grad_ratio", "grad_time_ratio"),
)
"""The plain names. ``loss`` is that of the last iteration, ``best_loss`` the lowest smoothed one, ``waited`` the
iterations since then; metrics are those of the last validation."""
ARRAYS = (
    *("x", "i", "f", "g", "o", "c", "h", "tanh_c", "r", "z", "n", "y"),
    *("dh", "dc", "dy"),
)
"""Arrays of a layer, ``layers[k].f[unit, t]``: of the validation example that is followed."""
WEIGHTS = ("weight", "weight_ih", "weight_hh", "bias")
"""Parameters of a layer, ``layers[k].weight_ih[row, column]`` in PyTorch's order; of a bias the row alone."""
OPERATORS: dict[str, Callable[[Any, Any], Any]] = {
    "<=": operator.le,
    ">=": operator.ge,
    "==": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    ">": operator.gt,
}
LONGEST, DEEPEST = 500, 30

NO_CONDITION = QT_TRANSLATE_NOOP(
    "Refusal",
    "“{written}” is no condition: {reason} at “{rest}”; write one such as loss < 0.1 and iteration >= 100.",
)
NO_NAME = QT_TRANSLATE_NOOP("Refusal", "there is no such value")
NO_NUMBER = QT_TRANSLATE_NOOP("Refusal", "a number is missing")
NO_SIGN = QT_TRANSLATE_NOOP("Refusal", "a comparison is missing")
NO_PLACE = QT_TRANSLATE_NOOP("Refusal", "a place in brackets such as [1, 12] is missing")
NO_END = QT_TRANSLATE_NOOP("Refusal", "something is left over or missing")
TOO_LONG = QT_TRANSLATE_NOOP("Refusal", "it is too long")

TOKEN = re.compile(
    r"\s*(?:(?P<number>[0-9]+\.?[0-9]*(?:[eE][+-]?[0-9]+)?)|(?P<word>[A-Za-z_]+)"
    r"|(?P<sign><=|>=|==|!=|[-<>()\[\],.*−]))"
)


@dataclass(frozen=True)
class Name:
    """A named value.

    Attributes
    ----------
    name : str
        One of `VALUES`, `ARRAYS`, `WEIGHTS`, or ``probabilities``.
    layer : int
        From 0; -1 of a plain name.
    row, column : int or None
        From 0: unit and time step, or row and column of a weight; None: all of them, or none to be told.
    """

    name: str
    layer: int = -1
    row: int | None = None
    column: int | None = None

    @property
    def recorded(self) -> bool:
        """Whether it is a value of a Recording."""
        return self.name in ARRAYS or self.name == "probabilities"


Look = Callable[[Name], Any]
"""Gives the value of a name, or an array of them."""


@dataclass(frozen=True)
class Comparison:
    """A value against a number."""

    name: Name
    absolute: bool
    sign: str
    number: float

    def holds(self, look: Look) -> bool:
        """Tell whether it holds, of all values where there are several."""
        value = look(self.name)
        found = OPERATORS[self.sign](abs(value) if self.absolute else value, self.number)
        return bool(found.all()) if hasattr(found, "all") else bool(found)


@dataclass(frozen=True)
class Joined:
    """Conditions joined by ``and``, ``or`` or ``not``."""

    word: str
    parts: tuple[Any, ...]

    def holds(self, look: Look) -> bool:
        """Tell whether it holds."""
        if self.word == "not":
            return not self.parts[0].holds(look)
        join = all if self.word == "and" else any
        return join(part.holds(look) for part in self.parts)


@dataclass(frozen=True)
class Condition:
    """What is waited for.

    Attributes
    ----------
    text : str
        As it was written.
    root : Comparison or Joined
        What it says.
    """

    text: str
    root: Any

    def holds(self, look: Look) -> bool:
        """Tell whether it holds.

        Parameters
        ----------
        look : callable
            Gives the value of a `Name`.

        Returns
        -------
        bool
            A comparison with what is not a number does not hold.
        """
        return bool(self.root.holds(look))

    def names(self) -> tuple[Name, ...]:
        """List the values that it names."""
        return tuple(_names(self.root))


def _names(part: Any) -> Iterator[Name]:
    if isinstance(part, Comparison):
        yield part.name
    else:
        for one in part.parts:
            yield from _names(one)


def parse(text: str) -> Condition:
    """Read a condition.

    Parameters
    ----------
    text : str
        Comparisons of named values with numbers, joined by ``and``, ``or``, ``not`` and brackets.

    Returns
    -------
    Condition
        What it says.

    Raises
    ------
    Refusal
        One sentence that says what is missing where.
    """
    if len(text) > LONGEST:
        raise Refusal(NO_CONDITION, written=text[:60], reason=TOO_LONG, rest=text[LONGEST:][:20])
    return Condition(text.strip(), _Reader(text).whole())


class _Reader:
    """Goes over a text from left to right."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.depth = 0

    def refuse(self, reason: str) -> Refusal:
        """Say what is missing here."""
        rest = self.text[self.at :].strip()[:30]
        return Refusal(NO_CONDITION, written=self.text.strip(), reason=reason, rest=rest or "…")

    def peek(self) -> str:
        """Give the next word, sign or number; empty at the end or before a strange character."""
        match = TOKEN.match(self.text, self.at)
        return match[0].strip() if match else ""

    def take(self, *wanted: str) -> bool:
        """Go over the next one if it is one of these."""
        if self.peek() not in wanted:
            return False
        match = TOKEN.match(self.text, self.at)
        assert match is not None
        self.at = match.end()
        return True

    def need(self, wanted: str, reason: str) -> None:
        """Go over what must stand here."""
        if not self.take(wanted):
            raise self.refuse(reason)

    def whole(self) -> Any:
        found = self.some("or", lambda: self.some("and", self.one))
        if self.text[self.at :].strip():
            raise self.refuse(NO_END)
        return found

    def some(self, word: str, each: Callable[[], Any]) -> Any:
        """Read parts joined by a word."""
        parts = [each()]
        while self.take(word):
            parts.append(each())
        return parts[0] if len(parts) == 1 else Joined(word, tuple(parts))

    def one(self) -> Any:
        """Read a comparison, or what stands in brackets or after ``not``."""
        self.depth += 1
        if self.depth > DEEPEST:
            raise self.refuse(TOO_LONG)
        try:
            if self.take("not"):
                return Joined("not", (self.one(),))
            if self.take("("):
                found = self.some("or", lambda: self.some("and", self.one))
                self.need(")", NO_END)
                return found
            return self.comparison()
        finally:
            self.depth -= 1

    def comparison(self) -> Comparison:
        if absolute := self.take("abs"):
            self.need("(", NO_END)
        name = self.name()
        if absolute:
            self.need(")", NO_END)
        sign = self.peek()
        if not self.take(*OPERATORS):
            if name.name == "diverged" and not absolute:
                return Comparison(name, absolute, "==", 1.0)
            raise self.refuse(NO_SIGN)
        return Comparison(name, absolute, sign, self.number())

    def number(self) -> float:
        sign = -1.0 if self.take("-", "−") else 1.0
        found = self.peek()
        if not found[:1].isdigit() or not math.isfinite(float(found)):
            raise self.refuse(NO_NUMBER)
        self.take(found)
        return sign * float(found)

    def name(self) -> Name:
        found = self.peek()
        if found in VALUES:
            self.take(found)
            return Name(found)
        if found == "probabilities":
            self.take(found)
            self.need("[", NO_PLACE)
            row = self.place()
            self.need("]", NO_PLACE)
            return Name(found, row=row)
        if found != "layers":
            raise self.refuse(NO_NAME)
        self.take(found)
        self.need("[", NO_PLACE)
        layer = self.place()
        self.need("]", NO_PLACE)
        self.need(".", NO_PLACE)
        array = self.peek()
        if layer is None or array not in (*ARRAYS, *WEIGHTS):
            raise self.refuse(NO_NAME)
        self.take(array)
        self.need("[", NO_PLACE)
        row, column = self.place(), None
        if array != "bias":
            self.need(",", NO_PLACE)
            column = self.place()
        self.need("]", NO_PLACE)
        return Name(array, layer, row, column)

    def place(self) -> int | None:
        """Read a number from 1, or ``*``."""
        if self.take("*"):
            return None
        found = self.peek()
        if not found.isdigit() or not 1 <= int(found[:7]) <= 100_000 or len(found) > 6:
            raise self.refuse(NO_PLACE)
        self.take(found)
        return int(found) - 1
