"""Preparing: from the columns of a table to examples, by numbers that are fitted on the training split alone."""

from __future__ import annotations

import threading
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from ...errors import QT_TRANSLATE_NOOP, FileRefusal, Refusal
from ...sizes import Shape
from ..dataset import Dataset, Split, frozen, split
from .categories import Categories, chosen, expanded
from .fits import Fitted, fit
from .sequences import Sequences, sequences
from .table import Columns, read
from .windows import Windows, windows

if TYPE_CHECKING:
    from ...project import Table
    from ...sizes import Task
    from ..dataset import Floats, Integers, Mask

ONE_CLASS = QT_TRANSLATE_NOOP(
    "Refusal",
    "“{file}”, row {row} and on, column “{column}” is always “{found}” in what is trained on; "
    "choose another target, or split at random.",
)
ONE_TARGET = QT_TRANSLATE_NOOP(
    "Refusal",
    "Classes are read from one column, but {found} are chosen; choose one, one row ahead at a time.",
)
NO_DIFFERENCE = QT_TRANSLATE_NOOP(
    "Refusal", "A single time step has no change from the one before; switch differencing off."
)


@dataclass(frozen=True, eq=False)
class _Plan:
    """All that is known before arrays are made.

    Attributes
    ----------
    made : Sequences
        Levels (of logarithms), first rows gone where changes are taken.
    read : (R, D) float64
        What is read: levels or changes.
    before : (R, M) float64
        Targets of the row before.
    windows : Windows
        The examples.
    inputs, targets : tuple of Fitted
        One a column.
    words : tuple of str
        Classes.
    every_step : bool
        Whether there is a target at every time step.
    categories : tuple of Categories
        Of the inputs that are texts.
    """

    made: Sequences
    read: Floats
    before: Floats
    windows: Windows
    inputs: tuple[Fitted, ...]
    targets: tuple[Fitted, ...]
    words: tuple[str, ...]
    every_step: bool
    categories: tuple[Categories, ...] = ()


_LOCK = threading.Lock()
_KEPT: list[tuple[Any, Columns, _Plan]] = []


def _plan(data: Table) -> _Plan:
    """Plan the examples; the latest two plans are kept as long as their files stay the same."""
    columns = read(data)
    with _LOCK:
        for settings, of, plan in _KEPT:
            if settings == data and of is columns:
                return plan
    plan = _planned(data, columns)
    with _LOCK:
        _KEPT.append((data, columns, plan))
        del _KEPT[:-2]
    return plan


def _planned(data: Table, columns: Columns) -> _Plan:
    classes = data.answer == "classes"
    if classes and (len(data.targets) != 1 or (data.all_ahead and data.horizon > 1)):
        raise Refusal(ONE_TARGET, place="data.targets", found=len(data.targets))
    made = sequences(data, columns)
    before = made.targets
    numbers = made.inputs
    if data.differencing:
        keep = np.ones(len(made.rows), bool)
        keep[made.starts[:-1]] = False
        if not keep.any():
            raise Refusal(NO_DIFFERENCE, place="data.differencing")
        texts = np.isin(made.names, chosen(data))
        changes = np.diff(made.inputs, axis=0, prepend=made.inputs[:1])
        numbers = np.where(texts, made.inputs, changes)[keep]
        before = np.concatenate((made.targets[:1], made.targets[:-1]))[keep]
        made = made.keeping(keep)
    cut = windows(data, made)
    plan = _Plan(
        *(made, numbers, before, cut, (), ()),
        words=columns.words[data.targets[0]] if classes else (),
        every_step=data.task == "forecast" or int(cut.lengths.max()) == 1,
    )
    train = _trained_on(data, plan)
    if classes:
        _check_classes(plan, columns.file)
    else:
        plan = replace(plan, targets=_fit_targets(data, plan, train, columns.file))
    numbers, names, categories = expanded(data, made, numbers, train, columns)
    plan = replace(plan, made=replace(made, names=names), read=numbers, categories=categories)
    return replace(plan, inputs=_fit_inputs(data, plan, train, columns.file))


def _trained_on(data: Table, plan: _Plan) -> Mask:
    """Tell which rows may be fitted: those of the training part."""
    if data.by != "random" or data.task == "label":
        return np.asarray(plan.made.part == 0)
    first, lengths = plan.windows.of(0)
    edges = np.zeros(len(plan.made.rows) + 1, np.int64)
    np.add.at(edges, first, 1)
    np.add.at(edges, first + lengths + data.horizon, -1)
    return np.asarray(np.cumsum(edges[:-1]) > 0)


def _aheads(data: Table) -> range:
    """Give how many rows ahead the targets of a step lie."""
    if data.task == "label":
        return range(1)
    return (
        range(1, data.horizon + 1)
        if data.all_ahead and data.horizon
        else range(data.horizon, data.horizon + 1)
    )


def _changes(data: Table) -> bool:
    """Tell whether changes are said instead of levels."""
    return data.differencing and data.task == "forecast" and data.answer == "numbers"


def _fit_inputs(data: Table, plan: _Plan, train: Mask, file: str) -> tuple[Fitted, ...]:
    lenient = data.layout == "rows" or data.scaling == "none"
    found = []
    ones = {f"{of.column} = {word}" for of in plan.categories for word in of.words}
    for name, values in zip(plan.made.names, plan.read.T, strict=True):
        if name in ones:
            found.append(Fitted(name, target=False, scale=1.0, offset=0.0, category=True))
            continue
        known = [t for t in plan.targets if t.column == name and name in plan.made.target_names]
        if known and _aheads(data)[-1] <= 1 and (data.differencing == _changes(data)):
            found.append(replace(known[0], target=False))  # what is said can be read next
            continue
        found.append(
            fit(
                data,
                name,
                values[train],
                plan.made.rows,
                train,
                file,
                target=False,
                lenient=lenient,
            )
        )
    return tuple(found)


def _fit_targets(data: Table, plan: _Plan, train: Mask, file: str) -> tuple[Fitted, ...]:
    found = []
    for k, name in enumerate(plan.made.target_names):
        values = plan.made.targets[:, k]
        if not _changes(data):
            chosen = values[train]
        elif data.horizon <= 1:
            chosen = (values - plan.before[:, k])[train]
        else:
            chosen = np.concatenate([_ahead(plan.made, values, train, j) for j in _aheads(data)])
        found.append(
            fit(data, name, chosen, plan.made.rows, train, file, target=True, lenient=False)
        )
    return tuple(found)


def _ahead(made: Sequences, values: Floats, train: Mask, ahead: int) -> Floats:
    """Give the changes over some rows that end in what is trained on."""
    sequence = np.repeat(np.arange(len(made.starts) - 1), np.diff(made.starts))
    good = (sequence[ahead:] == sequence[:-ahead]) & train[ahead:] & train[:-ahead]
    return np.asarray((values[ahead:] - values[:-ahead])[good])


def _check_classes(plan: _Plan, file: str) -> None:
    """Refuse what has one class alone to train on."""
    first, _ = plan.windows.of(0)
    said = np.unique(plan.made.targets[plan.made.part == 0] if first.size else [])
    if said.size < 2:
        raise FileRefusal(
            ONE_CLASS,
            place="data.targets",
            file=file,
            row=int(plan.made.rows[first[0]]),
            column=plan.made.target_names[0],
            found=plan.words[int(said[0])],
        )


def fitted(data: Table) -> tuple[Fitted, ...]:
    """Give the numbers that were fitted on the training split.

    Parameters
    ----------
    data : Table
        The settings.

    Returns
    -------
    tuple of Fitted
        Of each input, then of each target that is a number.

    Raises
    ------
    Refusal
        As `shape_of`.
    """
    plan = _plan(data)
    return (*plan.inputs, *plan.targets)


def categories(data: Table) -> tuple[Categories, ...]:
    """Give the categories that were fitted on the training split, and those that are unseen there.

    Parameters
    ----------
    data : Table
        The settings.

    Returns
    -------
    tuple of Categories
        One for each input that is a text.

    Raises
    ------
    Refusal
        As `shape_of`.
    """
    return _plan(data).categories


def shape_of(data: Table) -> Shape:
    """Give what a table comes to, without making the examples.

    Parameters
    ----------
    data : Table
        The settings.

    Returns
    -------
    Shape
        Sizes and task.

    Raises
    ------
    Refusal
        If the file cannot be read, or leaves a part without an example.
    """
    plan = _plan(data)
    training, validation, test = np.bincount(plan.windows.part, minlength=3).tolist()
    outputs = len(plan.words) if plan.words else len(plan.targets) * len(_aheads(data))
    return Shape(
        int(plan.windows.lengths.max()),
        plan.read.shape[1],
        training,
        validation,
        test,
        _task(plan),
        outputs,
        every_step=plan.every_step,
    )


def _task(plan: _Plan) -> Task:
    if not plan.words:
        return "regression"
    return "classes" if len(plan.words) > 2 else "binary"


def load(data: Table) -> Dataset:
    """Make the examples of a table.

    Parameters
    ----------
    data : Table
        The settings.

    Returns
    -------
    Dataset
        `naive` is "same as last time", of targets that do not lie ahead their mean in what is trained on; of
        classes the accuracy of the most frequent one of what is trained on.

    Raises
    ------
    Refusal
        As `shape_of`.
    """
    plan = _plan(data)
    kinds = range(3 if data.test else 2)
    parts = [_split(data, plan, part) for part in kinds]
    naive = [_naive(data, plan, part, parts) for part in kinds]
    aheads = _aheads(data)
    names = plan.made.target_names
    if len(aheads) > 1:
        names = tuple(f"{name} +{j}" for name in names for j in aheads)
    scales = tuple(t.scale for t in plan.targets for _ in aheads)
    offsets = tuple(t.offset for t in plan.targets for _ in aheads)
    one = len(set(zip(scales, offsets, strict=True))) == 1 and not data.log
    task = _task(plan)
    return Dataset(
        parts[0],
        parts[1],
        task,
        every_step=plan.every_step,
        input_names=plan.made.names,
        target_name=names[0],
        scale=scales[0] if one else 1.0,
        offset=offsets[0] if one else 0.0,
        naive=naive[1],
        test=parts[2] if data.test else None,
        classes=plan.words if task == "classes" else (),
        naive_test=naive[2] if data.test else None,
        target_names=names,
        input_scales=tuple(f.scale for f in plan.inputs),
        input_offsets=tuple(f.offset for f in plan.inputs),
        target_scales=scales,
        target_offsets=offsets,
        log=data.log and not plan.words,
    )


def _split(data: Table, plan: _Plan, part: int) -> Split:
    first, lengths = plan.windows.of(part)
    steps, out = int(plan.windows.lengths.max()), int(plan.windows.lengths.max())
    scales, offsets = (np.array([getattr(f, k) for f in plan.inputs]) for k in ("scale", "offset"))
    inputs = np.zeros((steps, plan.read.shape[1], first.size))
    for t in range(steps):
        within = np.flatnonzero(t < lengths)
        inputs[t][:, within] = ((plan.read[first[within] + t] - offsets) / scales).T
    aheads = _aheads(data)
    out = steps if plan.every_step else 1
    rows = plan.made.targets.shape[1] * len(aheads)
    targets = np.zeros((out, rows, first.size))
    base = np.zeros_like(targets) if _changes(data) else None
    for t in range(out):
        at = first + (t if plan.every_step else lengths - 1)
        within = np.flatnonzero(t < lengths)
        told, from_ = _told(data, plan, at[within])
        targets[t][:, within] = told
        if base is not None:
            base[t][:, within] = from_
    made = split(inputs, targets, lengths=lengths)
    return made if base is None else replace(made, base=frozen(base))


def _told(data: Table, plan: _Plan, at: Integers) -> tuple[Floats, Floats]:
    """Give the targets (M, n) of some rows as numbers for the network, and the levels that changes start from."""
    levels, from_ = _levels(data, plan, at)
    if plan.words:
        return levels, from_
    several = len(_aheads(data))
    scales = np.repeat([f.scale for f in plan.targets], several)[:, None]
    offsets = np.repeat([f.offset for f in plan.targets], several)[:, None]
    values = levels - from_ if _changes(data) else levels
    return (values - offsets) / scales, from_


def _levels(data: Table, plan: _Plan, at: Integers) -> tuple[Floats, Floats]:
    """Give the levels of the targets (M, n), and the last ones that are known."""
    levels = np.stack([plan.made.targets[at + j].T for j in _aheads(data)], axis=1)
    known = plan.made.targets if data.horizon else plan.before
    from_ = np.broadcast_to(known[at].T[:, None], levels.shape)
    form = levels.shape[0] * levels.shape[1], at.size
    return levels.reshape(form), from_.reshape(form)


def _naive(data: Table, plan: _Plan, part: int, parts: list[Split]) -> float:
    """Give how well it does without learning: error in the units of the data, or accuracy."""
    if plan.words:
        counted = [s.targets[:, 0][np.arange(len(s.targets))[:, None] < s.lengths] for s in parts]
        frequent = np.bincount(counted[0].astype(np.int64)).argmax()
        return float((counted[part] == frequent).mean())
    first, lengths = plan.windows.of(part)
    levels, said = _levels(data, plan, first + lengths - 1)
    if data.task == "label" or not (data.horizon or data.differencing):
        ends = plan.windows.of(0)
        mean = _levels(data, plan, ends[0] + ends[1] - 1)[0].mean(axis=1, keepdims=True)
        said = np.broadcast_to(mean, levels.shape)
    if data.log:
        levels, said = np.exp(levels), np.exp(said)
    scales = np.repeat([f.scale for f in plan.targets], len(_aheads(data)))[:, None]
    alike = len({(f.scale, f.offset) for f in plan.targets}) == 1 or data.log
    error = (levels - said) / (1.0 if alike else scales)
    return float(np.sqrt(np.mean(error**2)))


__all__ = ["Categories", "Fitted", "categories", "fitted", "load", "shape_of"]
