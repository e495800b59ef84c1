"""Arrays: batch-first arrays of a user's .npy or .npz file.

A .npy holds the inputs alone. A .npz holds ``inputs``, and ``targets`` and ``lengths`` if there are any:

    inputs   (N, T, D) numbers, or (N, T) whole numbers: symbols, counted from 0
    targets  (N, T, M) numbers or (N, T) whole numbers, classes counted from 0: one at every time step
             (N, M) numbers or (N,) whole numbers: one at the last time step
    lengths  (N,) whole numbers: time steps of each example, what lies beyond does not count

Nothing tells which examples are kept apart: all of them train, and all of them validate. Without targets nothing is
learnt: no target counts, and the loss is 0.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np

from ..errors import QT_TRANSLATE_NOOP, FileRefusal, Refusal
from ..files import read_bytes
from ..project import Arrays
from ..sizes import Shape
from .dataset import Dataset, Split, frozen, split
from .found import at_data, place
from .npy import FILE_LARGEST, TOO_LARGE, read_arrays

if TYPE_CHECKING:
    from ..project import Data
    from ..sizes import Task
    from .dataset import Floats, Integers

NAMES = ("inputs", "targets", "lengths")
MOST = 1_000_000
"""Symbols, or classes, where nothing tells how many there are."""
LARGEST = float(np.finfo(np.float32).max)
REMOTE = ("//", "\\\\")
"""How the name of a file of another machine begins: a project of anyone's making must not ask for one."""

SYMBOL = QT_TRANSLATE_NOOP("Data", "symbol")
NO_NAME = QT_TRANSLATE_NOOP(
    "Refusal", "“data.path” names no file of this machine; give a .npy or .npz file."
)
CHANGED = QT_TRANSLATE_NOOP(
    "Refusal", "“{file}” is not the file that was chosen, its content differs; choose it again."
)
NO_INPUTS = QT_TRANSLATE_NOOP(
    "Refusal", "“{file}” has no array “inputs”; save it with numpy.savez(file, inputs=...)."
)
SHAPE = QT_TRANSLATE_NOOP(
    "Refusal", "“{file}”: array “{array}” holds {kind} of shape {found}; save {wanted}."
)
INPUTS = QT_TRANSLATE_NOOP(
    "Refusal", "(examples, time steps, numbers), or whole numbers (examples, time steps)"
)
TARGETS = QT_TRANSLATE_NOOP(
    "Refusal",
    "numbers (examples, time steps, outputs) or (examples, outputs), "
    "or whole numbers (examples, time steps) or (examples)",
)
LENGTHS = QT_TRANSLATE_NOOP("Refusal", "whole numbers (examples)")
COUNT = QT_TRANSLATE_NOOP(
    "Refusal",
    "“{file}”: array “{array}” has {found} {things}, but “inputs” has {wanted}; save as many of both.",
)
EXAMPLES = QT_TRANSLATE_NOOP("Refusal", "examples")
STEPS_MOST = 10_000
"""Time steps: each has views of its own in every layer."""
TOO_LONG = QT_TRANSLATE_NOOP(
    "Refusal",
    "“{file}”: array “inputs” has {found} time steps, more than {most:,}; cut it into shorter sequences.",
)
STEPS = QT_TRANSLATE_NOOP("Refusal", "time steps")
NOT_FINITE = QT_TRANSLATE_NOOP(
    "Refusal",
    "“{file}”: array “{array}” has in example {example} a number that is not finite in float32; mend it.",
)
OUTSIDE = QT_TRANSLATE_NOOP(
    "Refusal",
    "“{file}”: array “{array}” has {found} in example {example}, which is not from {least} to {most}; mend it.",
)


@dataclass(frozen=True, eq=False)
class _Found:
    """The arrays of a file, checked: their shapes fit each other, and their numbers what they are for.

    Attributes
    ----------
    inputs : (N, T, D) numbers
        D is 1 for symbols.
    targets : (N, T', M) numbers or None
        T' is T, or 1 where only the last step counts.
    lengths : (N,) int64
        Time steps of each example.
    shape : Shape
        What they come to.
    """

    inputs: Any
    targets: Any
    lengths: Integers
    shape: Shape


def shape_of(data: Arrays) -> Shape:
    """Give what the arrays come to.

    Parameters
    ----------
    data : Arrays
        Which file.

    Returns
    -------
    Shape
        All examples train, and all of them validate.

    Raises
    ------
    FileRefusal
        If the file cannot be read, or its arrays are not what they must be.
    """
    return _found(data).shape


def has_targets(data: Data) -> bool:
    """Tell whether there is anything to learn from the data (raises as `shape_of`)."""
    return not isinstance(data, Arrays) or _found(data).targets is not None


def load(data: Arrays) -> Dataset:
    """Read the arrays.

    Parameters
    ----------
    data : Arrays
        Which file.

    Returns
    -------
    Dataset
        Training and validation are the same split: all examples.

    Raises
    ------
    FileRefusal
        As `shape_of`.
    """
    found = _found(data)
    shape = found.shape
    inputs = _feature_major(found.inputs, found.lengths)
    if found.targets is None:
        every = (shape.steps, shape.targets, shape.examples)
        none = np.broadcast_to(np.zeros(1), every)  # takes no memory
        uncounted = np.broadcast_to(np.zeros(1, bool), (shape.steps, 1, shape.examples))
        examples = Split(frozen(inputs), none, found.lengths, uncounted)
    else:
        within = found.lengths if shape.every_step else None
        examples = split(inputs, _feature_major(found.targets, within), lengths=found.lengths)
    return Dataset(
        examples,
        examples,
        shape.task,
        every_step=shape.every_step,
        input_names=(SYMBOL,) if shape.symbols else _numbered("x", shape.inputs),
        target_name="target",
        classes=_numbered("", shape.targets) if shape.task == "classes" else (),
        symbols=_numbered("", shape.inputs) if shape.symbols else (),
    )


def _numbered(word: str, count: int) -> tuple[str, ...]:
    """Name inputs from 1, and symbols and classes by their number."""
    first = 1 if word else 0
    return tuple(f"{word}{k}" for k in range(first, first + count))


def _feature_major(array: Any, lengths: Integers | None) -> Floats:
    """Turn (N, T, rows) into (T, rows, N), 0 beyond the lengths."""
    made = np.ascontiguousarray(array.transpose(1, 2, 0), np.float64)
    if lengths is not None:
        made.transpose(0, 2, 1)[np.arange(len(made))[:, None] >= lengths] = 0
    return made


@lru_cache(maxsize=1)
def _found(data: Arrays) -> _Found:
    """Read and check the arrays; equal settings are read once."""
    if not data.path or data.path.startswith(REMOTE):
        raise Refusal(NO_NAME, place="data.path")
    path = place(data.path, data.sha256)
    try:
        content = read_bytes(path, FILE_LARGEST, TOO_LARGE)
    except FileRefusal as refusal:
        raise at_data(refusal) from None
    if data.sha256 and hashlib.sha256(content).hexdigest() != data.sha256:
        raise FileRefusal(CHANGED, place="data.path", file=path.name)
    arrays = read_arrays(content, path.name, NAMES)
    if "inputs" not in arrays:
        raise FileRefusal(NO_INPUTS, file=path.name)
    return _checked(arrays, data, path.name)


def _checked(arrays: dict[str, Any], data: Arrays, file: str) -> _Found:
    inputs, targets = arrays["inputs"], arrays.get("targets")
    symbols = inputs.ndim == 2 and _is_whole(inputs)
    if not symbols and inputs.ndim != 3:
        raise _of_shape(file, "inputs", inputs, INPUTS)
    n, steps = inputs.shape[:2]
    if steps > STEPS_MOST:
        raise FileRefusal(TOO_LONG, file=file, found=steps, most=STEPS_MOST)
    lengths = _lengths(arrays.get("lengths"), n, steps, file)
    inputs = inputs.reshape(n, steps, -1)
    rows = inputs.shape[2]
    if symbols:
        largest = _largest("inputs", inputs, lengths, data.symbols, file)
        rows = data.symbols or largest + 1
    else:
        _check_finite("inputs", inputs, lengths, file)
    task: Task = "regression"
    outputs, every_step = data.outputs or 1, True
    if targets is not None:
        classes = _is_whole(targets) and targets.ndim < 3
        every_step = targets.ndim == (2 if classes else 3)
        targets = _targets(targets, n, steps, file)
        within = lengths if every_step else np.ones(n, np.int64)
        if classes:
            count = max(2, data.outputs) if data.outputs else 0  # one output tells two classes
            largest = _largest("targets", targets, within, count, file)
            outputs = count or max(2, largest + 1)
            task = "classes" if outputs > 2 else "binary"
        else:
            _check_finite("targets", targets, within, file)
            outputs = targets.shape[2]
    shape = Shape(steps, rows, n, n, 0, task, outputs, every_step=every_step, symbols=symbols)
    return _Found(inputs, targets, lengths, shape)


def _is_whole(array: Any) -> bool:
    return bool(array.dtype.kind in "iu")


def _of_shape(file: str, name: str, array: Any, wanted: str) -> FileRefusal:
    found = " × ".join(f"{size}" for size in array.shape) or "1"
    return FileRefusal(
        SHAPE, file=file, array=name, found=found, kind=array.dtype.name, wanted=wanted
    )


def _lengths(array: Any, n: int, steps: int, file: str) -> Integers:
    if array is None:
        return np.full(n, steps, np.int64)
    if array.ndim != 1 or not _is_whole(array):
        raise _of_shape(file, "lengths", array, LENGTHS)
    _check_count("lengths", len(array), n, EXAMPLES, file)
    _check_within("lengths", array.reshape(n, 1), 1, steps, file)
    lengths: Integers = array.astype(np.int64)
    return lengths


def _targets(array: Any, n: int, steps: int, file: str) -> Any:
    """Give targets as (N, T', M)."""
    whole = _is_whole(array)
    if array.ndim not in ((1, 2, 3) if whole else (2, 3)):
        raise _of_shape(file, "targets", array, TARGETS)
    _check_count("targets", len(array), n, EXAMPLES, file)
    if array.ndim == 3 or (whole and array.ndim == 2):
        _check_count("targets", array.shape[1], steps, STEPS, file)
        return array.reshape(n, steps, -1)
    return array.reshape(n, 1, -1)


def _check_count(name: str, found: int, wanted: int, things: str, file: str) -> None:
    if found != wanted:
        raise FileRefusal(COUNT, file=file, array=name, found=found, wanted=wanted, things=things)


def _within(array: Any, lengths: Integers) -> Any:
    """Give the numbers that count, of (N, T, rows)."""
    if (lengths == array.shape[1]).all():
        return array
    return array[np.arange(array.shape[1]) < lengths[:, None]]


def _check_finite(name: str, array: Any, lengths: Integers, file: str) -> None:
    counted = _within(array, lengths)
    # neither is true of NaN
    if float(counted.min()) >= -LARGEST and float(counted.max()) <= LARGEST:
        return
    example = next(
        example
        for example, (numbers, length) in enumerate(zip(array, lengths, strict=True), 1)
        if not (np.abs(numbers[:length].astype(np.float64)) <= LARGEST).all()
    )
    raise FileRefusal(NOT_FINITE, file=file, array=name, example=example)


def _largest(name: str, array: Any, lengths: Integers, count: int, file: str) -> int:
    """Give the largest of whole numbers that are from 0 to count - 1; 0: of any count."""
    most = (count or MOST) - 1
    counted = _within(array, lengths)
    if counted.min() < 0 or counted.max() > most:
        numbers = [a[:length].ravel() for a, length in zip(array, lengths, strict=True)]
        _check_within(name, numbers, 0, most, file)
    return int(counted.max())


def _check_within(name: str, examples: Any, least: int, most: int, file: str) -> None:
    """Refuse the first number of the first example that lies outside."""
    for example, numbers in enumerate(examples, 1):
        outside = numbers[(numbers < least) | (numbers > most)]
        if outside.size:
            found, where = int(outside[0]), {"file": file, "array": name}
            raise FileRefusal(
                OUTSIDE, found=found, example=example, least=least, most=most, **where
            )
