"""Numbers tables: rows, columns and cells of the face Numbers, taken from the Recording as they are asked for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

import numpy as np
from PySide6.QtCore import QCoreApplication

from gui.views.symbols import written
from gui.widgets import numbers

if TYPE_CHECKING:
    from engine.frame import Curves
    from engine.recording import Floats, Recording, Trace
    from gui.shown import Shown

translate = QCoreApplication.translate

ORDER = ("x", "i", "f", "g", "o", "c", "r", "z", "n", "h", "y")
"""The arrays that come first, in the order of the tracks."""
WHICH = ("before", "gradient", "clipped", "update", "after")
LEAST_FIXED = 5e-5
"""Below it four decimals would show nothing."""


def value_text(value: float) -> str:
    """Write a value with four decimals; with an exponent where these would show nothing."""
    if value != 0 and abs(value) < LEAST_FIXED:
        return numbers.exponent(value, 3)
    return numbers.decimal(value, 4)


def gradient_text(value: float) -> str:
    """Write a gradient with three digits and an exponent."""
    return numbers.exponent(value, 3)


class Cells(Protocol):
    """What a table shows; rows and columns count from 0."""

    @property
    def rows(self) -> int:
        """How many rows."""

    @property
    def columns(self) -> int:
        """How many columns."""

    def value(self, row: int, column: int) -> object:
        """Give what stands in a cell, at full precision; None where there is nothing yet."""

    def text(self, row: int, column: int) -> str:
        """Write what stands in a cell."""

    def row_name(self, row: int) -> str:
        """Name a row."""

    def column_name(self, column: int) -> str:
        """Name a column."""


@dataclass(frozen=True, eq=False)
class Units:
    """An array of a layer for one example: rows are units, columns are time steps.

    Attributes
    ----------
    array : (T, units) array
        A view of the Recording.
    first, last : int
        Steps first .. last - 1 are computed where the playhead stands; of the reverse direction those of `reverse`.
    reverse : (int, int) or None
        The same of the second half of the units, where the layer reads in both directions.
    start : int
        Number of the first step, from 0.
    unit : str
        What a row is called, with ``{number}``.
    gradient : bool
        Whether it holds gradients.
    source : tuple
        Recording, layer, example and name: what the array is of.
    """

    array: Floats
    first: int
    last: int
    reverse: tuple[int, int] | None
    start: int
    unit: str
    gradient: bool
    source: tuple[object, ...]

    @property
    def rows(self) -> int:
        """Units."""
        return int(self.array.shape[1])

    @property
    def columns(self) -> int:
        """Time steps."""
        return int(self.array.shape[0])

    def value(self, row: int, column: int) -> object:
        """Give a number of the Recording; None where the playhead has not come yet."""
        first, last = self.first, self.last
        if self.reverse is not None and row >= self.rows // 2:
            first, last = self.reverse
        return self.array[column, row] if first <= column < last else None

    def text(self, row: int, column: int) -> str:
        """Write a number; nothing where the playhead has not come yet."""
        value = self.value(row, column)
        if value is None:
            return ""
        number = float(self.array[column, row])
        return gradient_text(number) if self.gradient else value_text(number)

    def changed_from(self, old: Units) -> range:
        """Give the columns that differ from the same array at another place of the playhead."""
        if old.source != self.source or self.reverse or old.reverse:
            return range(self.columns)
        low = min(self.first, old.first) if self.first != old.first else self.columns
        low = min(low, self.last, old.last) if self.last != old.last else low
        high = max(self.first, old.first) if self.first != old.first else 0
        high = max(high, self.last, old.last) if self.last != old.last else high
        return range(low, high)

    def row_name(self, row: int) -> str:
        """Name a unit, from 1; of the reverse direction by its number there."""
        half = self.rows // 2
        if self.reverse is not None and row >= half:
            text = translate("Numbers", "{unit}, reverse")
            return text.format(unit=self.unit.format(number=row - half + 1))
        return self.unit.format(number=row + 1)

    def column_name(self, column: int) -> str:
        """Give the number of a time step, from 1."""
        return numbers.count(self.start + column + 1)


def is_gradient(name: str) -> bool:
    """Tell whether an array of a layer holds gradients of the loss."""
    return name.startswith("d")


def array_names(made: Trace) -> list[str]:
    """List the arrays of a layer: those of the tracks first, gradients last."""
    names = sorted(made.names, key=lambda name: ORDER.index(name) if name in ORDER else len(ORDER))
    return [n for n in names if not is_gradient(n)] + [n for n in names if is_gradient(n)]


def array_label(name: str) -> str:
    """Write the name of an array as mathematics does: ``c``, ``tanh c``, ``∂L/∂c``."""
    if is_gradient(name):
        return f"∂L/∂{name[1:].replace('_', ' ')}"
    return name.replace("_", " ")


def unit_cells(shown: Shown, recording: Recording, name: str) -> Units:
    """Give an array of the layer looked at, for the example looked at.

    Parameters
    ----------
    shown : Shown
        Layer, example and playhead.
    recording : Recording
        The iteration at hand.
    name : str
        One of the names of the layer's Trace.

    Returns
    -------
    Units
        Nothing is copied.
    """
    made = recording.layers[shown.layer]
    array: Floats = getattr(made, name)[:, :, shown.example]
    both = made.both and array.shape[1] == made.units
    gradient, steps = is_gradient(name), recording.steps
    single = array.shape[0] == 1 and steps > 1
    first, last, reverse = 0, array.shape[0], (0, array.shape[0]) if both else None
    if shown.playhead is not None and not shown.frame.running and recording.stepped:
        done, back = shown.playhead.reached(shown.layer)
        there, again = shown.playhead.reached(shown.layer, reverse=True) if both else (0, 0)
        first, last = (back, steps) if gradient else (0, done)
        if both:
            reverse = (0, again) if gradient else (there, steps)
        if single:
            first, last = 0, int(last > first and last == steps)
    unit = translate("Numbers", "unit {number}")
    if name in ("x", "dx"):
        unit = translate("Numbers", "input {number}")
    start = recording.start + (steps - 1 if single else 0)
    source = (recording, shown.layer, shown.example, name)
    return Units(array, first, last, reverse, start, unit, gradient, source)


@dataclass(frozen=True, eq=False)
class Losses:
    """Losses over iterations: training, smoothed, validation."""

    curves: Curves

    rows = property(lambda self: len(self.curves.training))
    columns = property(lambda self: 3)

    def value(self, row: int, column: int) -> object:
        """Give a loss; None where validation was not taken."""
        if column < 2:
            return (self.curves.training, self.curves.smoothed)[column][row]
        at = self.curves.validation_at
        k = int(np.searchsorted(at, row + 1))
        return self.curves.validation[k] if k < len(at) and at[k] == row + 1 else None

    def text(self, row: int, column: int) -> str:
        """Write a loss."""
        value = self.value(row, column)
        return "" if value is None else numbers.loss(float(value))  # type: ignore[arg-type]

    def row_name(self, row: int) -> str:
        """Give the number of an iteration."""
        return numbers.count(row + 1)

    def column_name(self, column: int) -> str:
        """Name a loss."""
        return (
            translate("Numbers", "training"),
            translate("Numbers", "smoothed"),
            translate("Numbers", "validation"),
        )[column]


@dataclass(frozen=True, eq=False)
class Matrix:
    """A parameter, its gradient or its update: two-dimensional, a vector as one column."""

    array: Floats
    which: str

    rows = property(lambda self: int(self.array.shape[0]))
    columns = property(lambda self: int(self.array.shape[1]))

    def value(self, row: int, column: int) -> object:
        """Give a number."""
        return self.array[row, column]

    def text(self, row: int, column: int) -> str:
        """Write a number."""
        write = value_text if self.which in ("before", "after") else gradient_text
        return write(float(self.array[row, column]))

    def row_name(self, row: int) -> str:
        """Give the number of a row, from 1."""
        return str(row + 1)

    def column_name(self, column: int) -> str:
        """Give the number of a column, from 1."""
        return str(column + 1)


def matrix_cells(recording: Recording, name: str, which: str) -> Matrix:
    """Give a parameter by PyTorch's name.

    Parameters
    ----------
    recording : Recording
        The iteration at hand.
    name : str
        One of ``recording.network.names()``.
    which : str
        One of `WHICH`.
    """
    array = np.asarray(recording.parameter(name, which))
    return Matrix(array.reshape(array.shape[0] if array.ndim else 1, -1), which)


@dataclass(frozen=True, eq=False)
class Predictions:
    """Target and output of one example: a row for each time step that has a target."""

    recording: Recording
    example: int
    reached: int

    @property
    def rows(self) -> int:
        """Time steps with a target."""
        return int(self.recording.outputs.shape[0])

    @property
    def _targets(self) -> int:
        return int(self.recording.targets.shape[1])

    @property
    def _outputs(self) -> int:
        return int(self._made.shape[1])

    @property
    def _made(self) -> Floats:
        chances = self.recording.probabilities
        return self.recording.outputs if chances is None else chances

    @property
    def columns(self) -> int:
        """Targets, outputs and the loss of each step."""
        return self._targets + self._outputs + 1

    def _step(self, row: int) -> int:
        return row + self.recording.steps - self.rows

    def value(self, row: int, column: int) -> object:
        """Give a target, or what came out; None where the playhead has not come yet."""
        if column < self._targets:
            return self.recording.targets[row, column, self.example]
        if self._step(row) >= self.reached:
            return None
        if column < self._targets + self._outputs:
            return self._made[row, column - self._targets, self.example]
        return self.recording.terms[row, self.example]

    def text(self, row: int, column: int) -> str:
        """Write a target, a class by its name."""
        value = self.value(row, column)
        if value is None:
            return ""
        if column < self._targets and self.recording.probabilities is not None:
            return written(self.recording.dataset.classes, float(value))  # type: ignore[arg-type]
        return value_text(float(value))  # type: ignore[arg-type]

    def row_name(self, row: int) -> str:
        """Give the number of a time step, from 1."""
        return numbers.count(self.recording.start + self._step(row) + 1)

    def column_name(self, column: int) -> str:
        """Name a target, an output, or the loss."""
        if column < self._targets:
            word, k, count = translate("Numbers", "target"), column, self._targets
        elif column < self._targets + self._outputs:
            k, count = column - self._targets, self._outputs
            word = translate("Numbers", "output")
            if self.recording.probabilities is not None:
                word = translate("Numbers", "probability")
                classes = self.recording.dataset.classes
                if count > 1 and count == len(classes):
                    return f"{word} {written(classes, k)}"
        else:
            return translate("Numbers", "loss")
        return word if count == 1 else f"{word} {k + 1}"


def prediction_cells(shown: Shown, recording: Recording) -> Predictions:
    """Give targets and outputs of the example looked at.

    Parameters
    ----------
    shown : Shown
        Example and playhead.
    recording : Recording
        The iteration at hand.
    """
    reached = recording.steps
    if shown.playhead is not None and not shown.frame.running and recording.stepped:
        reached = shown.playhead.reached(len(recording.layers) - 1)[0]
    return Predictions(recording, shown.example, reached)
