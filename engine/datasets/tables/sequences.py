"""Sequences: the columns of a table as sequences of rows, one after the other, each row in a part of the split."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from ...errors import QT_TRANSLATE_NOOP, FileRefusal, Refusal
from .categories import chosen
from .missing import filled, only, refuse_missing

if TYPE_CHECKING:
    from ...project import Table
    from ..dataset import Floats, Integers, Mask
    from .table import Columns

NO_INPUTS = QT_TRANSLATE_NOOP("Refusal", "No column is chosen as an input; choose at least one.")
NO_TARGETS = QT_TRANSLATE_NOOP(
    "Refusal", "No column is chosen as a target; choose one that is to be said."
)
OWN_FUTURE = QT_TRANSLATE_NOOP(
    "Refusal",
    "A series of its own tells its own future, in numbers; choose a forecast of numbers, or another layout.",
)
WIDTH = QT_TRANSLATE_NOOP(
    "Refusal",
    "{columns} columns are not whole time steps of {width} numbers; choose another width.",
)
ORDER = QT_TRANSLATE_NOOP(
    "Refusal",
    "“{file}”, row {row}, column “{column}” is not later than the row before; "
    "sort the file, or choose a group column.",
)
NOT_POSITIVE = QT_TRANSLATE_NOOP(
    "Refusal",
    "“{file}”, row {row}, column “{column}”: {found} has no logarithm; switch it off.",
)
NOTHING_LEFT = QT_TRANSLATE_NOOP(
    "Refusal",
    "“{file}”, column “{column}”: no row is left when those with missing values are dropped; "
    "choose fewer columns, or fill them.",
)


@dataclass(frozen=True, eq=False)
class Sequences:
    """Rows of all sequences, one sequence after the other.

    Attributes
    ----------
    inputs : (R, D) float64
        Read; of classes and categories the place among their words.
    targets : (R, M) float64
        What is said of each row.
    starts : (S + 1,) int64
        Where each sequence begins, and the end.
    rows : (R,) int64
        Row of the file.
    part : (R,) int64
        0 training, 1 validation, 2 test; by rows, where the split is in time.
    unit : (R,) int64
        What stays together where whole groups are split.
    names, target_names : tuple of str
        Of inputs and targets.
    """

    inputs: Floats
    targets: Floats
    starts: Integers
    rows: Integers
    part: Integers
    unit: Integers
    names: tuple[str, ...]
    target_names: tuple[str, ...]

    def keeping(self, keep: Mask) -> Sequences:
        """Give the sequences with some rows alone."""
        return replace(
            self,
            inputs=self.inputs[keep],
            targets=self.targets[keep],
            starts=only(keep, self.starts),
            rows=self.rows[keep],
            part=self.part[keep],
            unit=self.unit[keep],
        )


def own_future(data: Table) -> bool:
    """Tell whether each sequence tells its own future: there are no columns of targets."""
    return data.layout == "series" or (data.layout == "rows" and not data.targets)


def sequences(data: Table, columns: Columns) -> Sequences:
    """Arrange a table as sequences, split them, and do what is chosen about missing values.

    Parameters
    ----------
    data : Table
        Layout, columns, split, missing values, logarithm.
    columns : Columns
        What was read.

    Returns
    -------
    Sequences
        Without missing values.

    Raises
    ------
    Refusal
        With row and column where it lies at one.
    """
    if not data.inputs:
        raise Refusal(NO_INPUTS, place="data.inputs")
    if not data.targets and not own_future(data):
        raise Refusal(NO_TARGETS, place="data.targets")
    if own_future(data) and (data.task, data.answer) != ("forecast", "numbers"):
        raise Refusal(OWN_FUTURE, place="data.task")
    arranged = {"long": _long, "series": _series, "rows": _rows}[data.layout](data, columns)
    arranged = _split(data, arranged)
    if data.log:
        arranged = _logged(data, arranged, columns.file)
    return _whole(data, arranged, columns.file)


def _stack(columns: Columns, names: tuple[str, ...]) -> Floats:
    return np.stack([columns.numbers[name] for name in names], axis=1)


def _long(data: Table, columns: Columns) -> Sequences:
    count = len(columns.rows)
    inputs, targets = _stack(columns, data.inputs), _stack(columns, data.targets)
    order, starts = np.arange(count), np.array([0, count])
    unit = np.zeros(count, np.int64)
    if data.group:
        groups = columns.numbers[data.group]
        refuse_missing(columns.file, (data.group,), groups[:, None], columns.rows)
        order = np.argsort(groups, kind="stable")
        unit = groups[order].astype(np.int64)
        starts = np.concatenate(([0], np.flatnonzero(np.diff(unit)) + 1, [count]))
    if data.time:
        times = columns.numbers[data.time]
        refuse_missing(columns.file, (data.time,), times[:, None], columns.rows)
        later = np.diff(times[order]) > 0
        later[starts[1:-1] - 1] = True
        if not later.all():
            row = int(columns.rows[order[int(np.argmin(later)) + 1]])
            raise FileRefusal(
                ORDER, place="data.time", file=columns.file, row=row, column=data.time
            )
    return Sequences(
        *(inputs[order], targets[order], starts, columns.rows[order], np.zeros(count, np.int64)),
        *(unit, data.inputs, data.targets),
    )


def _series(data: Table, columns: Columns) -> Sequences:
    """Put column under column."""
    values = _stack(columns, data.inputs)
    count, series = values.shape
    return _own(values.T.reshape(-1, 1), np.tile(columns.rows, series), series, count, ("value",))


def _own(
    values: Floats, rows: Integers, series: int, count: int, names: tuple[str, ...]
) -> Sequences:
    """Give sequences that tell their own future; what is missing at their ends is beyond them."""
    total = series * count
    unit = np.repeat(np.arange(series), count)
    made = Sequences(
        *(values, values, np.arange(series + 1) * count, rows, np.zeros(total, np.int64)),
        *(unit, names, names),
    )
    there = ~np.isnan(values).all(axis=1).reshape(series, count)
    begun = np.maximum.accumulate(there, axis=1)
    goes_on = np.maximum.accumulate(there[:, ::-1], axis=1)[:, ::-1]
    return made.keeping((begun & goes_on).ravel())


def _rows(data: Table, columns: Columns) -> Sequences:
    """Cut each row into time steps."""
    width = data.width or len(data.inputs)
    steps, left = divmod(len(data.inputs), width)
    if left:
        raise Refusal(WIDTH, place="data.width", columns=len(data.inputs), width=width)
    count = len(columns.rows)
    values = _stack(columns, data.inputs).reshape(count * steps, width)
    rows = np.repeat(columns.rows, steps)
    names = data.inputs if steps == 1 else tuple(f"x{k}" for k in range(1, width + 1))
    if not data.targets:
        return _own(values, rows, count, steps, names)
    targets = np.repeat(_stack(columns, data.targets), steps, axis=0)
    unit = np.repeat(np.arange(count), steps)
    if data.group:
        groups = columns.numbers[data.group]
        refuse_missing(columns.file, (data.group,), groups[:, None], columns.rows)
        unit = np.repeat(groups.astype(np.int64), steps)
    return Sequences(
        *(values, targets, np.arange(count + 1) * steps, rows, np.zeros(count * steps, np.int64)),
        *(unit, names, data.targets),
    )


def shares(data: Table, count: int) -> Integers:
    """Give the part of each of some things in their order.

    Parameters
    ----------
    data : Table
        For its shares.
    count : int
        How many there are.

    Returns
    -------
    (count,) int64
        0 training, 1 validation, 2 test.
    """
    cut = round(count * data.split)
    end = count - round((count - cut) * data.test)
    place = np.arange(count)
    return (place >= cut).astype(np.int64) + (place >= end)


def _split(data: Table, made: Sequences) -> Sequences:
    """Give each row its part; windows that are split at random are split later."""
    if data.by == "time":
        if data.task == "forecast":
            part = np.concatenate([shares(data, int(n)) for n in np.diff(made.starts)])
        else:
            lengths = np.diff(made.starts)
            part = np.repeat(shares(data, len(lengths)), lengths)
        return replace(made, part=part)
    if data.by == "random" and data.task == "forecast":
        return made
    different, place = np.unique(made.unit, return_inverse=True)
    order = np.random.Generator(np.random.Philox(data.seed)).permutation(len(different))
    parts = np.empty(len(different), np.int64)
    parts[order] = shares(data, len(different))
    return replace(made, part=parts[place.reshape(-1)])


def _logged(data: Table, made: Sequences, file: str) -> Sequences:
    texts = np.isin(made.names, chosen(data))
    both = [(np.where(texts, 1, made.inputs), made.names)]
    if data.answer == "numbers":
        both.append((made.targets, made.target_names))
    for values, names in both:
        bad = np.argwhere(values <= 0)  # not true of NaN
        if bad.size:
            row, column = bad[0]
            raise FileRefusal(
                NOT_POSITIVE,
                place="data.log",
                file=file,
                row=int(made.rows[row]),
                column=names[column],
                found=f"{values[row, column]:g}",
            )
    targets = np.log(made.targets) if data.answer == "numbers" else made.targets
    inputs = made.inputs.copy()
    inputs[:, ~texts] = np.log(inputs[:, ~texts])
    return replace(made, inputs=inputs, targets=targets)


def _whole(data: Table, made: Sequences, file: str) -> Sequences:
    """Do what is chosen about missing values."""
    if data.missing == "refuse":
        refuse_missing(file, made.names, made.inputs, made.rows)
        refuse_missing(file, made.target_names, made.targets, made.rows)
        return made
    if data.missing != "drop":
        how = "forward" if data.answer == "classes" else data.missing
        inputs = made.inputs.copy()
        texts = np.isin(made.names, chosen(data))  # nothing lies between two texts
        for which, way in ((~texts, data.missing), (texts, "forward")):
            inputs[:, which] = filled(inputs[:, which], made.starts, made.part, way)
        made = replace(
            made,
            inputs=inputs,
            targets=filled(made.targets, made.starts, made.part, how),
        )
    nan = np.isnan(np.hstack((made.inputs, made.targets)))
    bad: Mask = np.asarray(nan.any(axis=1), bool)
    if data.layout == "rows":  # an example is dropped whole
        some = np.add.reduceat(bad, made.starts[:-1], dtype=np.int64) > 0 if bad.size else bad
        bad = np.repeat(some, np.diff(made.starts))
    made = made.keeping(np.logical_not(bad))
    if not made.rows.size:
        raise FileRefusal(NOTHING_LEFT, place="data.missing", file=file, column=made.names[0])
    return made
