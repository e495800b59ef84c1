"""Dataset: training and validation examples as arrays (T, D, N), feature-major."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from ..sizes import Task

Floats = np.ndarray[Any, np.dtype[np.float64]]
Numbers = np.ndarray[Any, np.dtype[np.floating[Any]]]
Integers = np.ndarray[Any, np.dtype[np.int64]]
Mask = np.ndarray[Any, np.dtype[np.bool_]]


@dataclass(frozen=True, eq=False)
class Split:
    """Examples of one split.

    Attributes
    ----------
    inputs : (T, D, N) float64
        Inputs, feature-major; beyond an example's length 0.
    targets : (T', M, N) float64
        T' is T, or 1 where only the last step counts. Of a classification: class numbers, M is 1.
    lengths : (N,) int64
        Time steps of each example.
    counted : (T', 1, N) bool or None
        Which targets count in the loss; None: all within the lengths.
    base : (T', M, N) float64 or None
        Where targets are changes: the values from which they change.
    """

    inputs: Floats
    targets: Floats
    lengths: Integers
    counted: Mask | None = None
    base: Floats | None = None

    @property
    def size(self) -> int:
        """Examples N."""
        return int(self.inputs.shape[2])


@dataclass(frozen=True, eq=False)
class Dataset:
    """Training and validation examples, and what they mean.

    Attributes
    ----------
    training, validation : Split
        Examples to train on, and kept apart.
    task : str
        ``regression``, ``binary`` or ``classes``.
    every_step : bool
        Whether there is a target at every time step, or at the last alone.
    input_names : tuple of str
        Names of the D inputs, such as ("value", "store").
    target_name : str
        Name of the target.
    scale, offset : float
        Target in the units of the data = scale x number + offset; the same for the first input.
    unit : str
        Unit of the data, empty if there is none.
    naive : float or None
        RMSE of the naive forecast "same as last time" on validation, in the units of the data.
    test : Split or None
        Examples that no decision has seen.
    classes : tuple of str
        Names of the classes, where the task is ``classes``.
    symbols : tuple of str
        What the numbers of the input stand for; empty where they are just numbers.
    naive_test : float or None
        As `naive`, on the test examples.
    target_names : tuple of str
        Names of the M numbers of a target, where there may be several.
    input_scales, input_offsets : tuple of float
        As `scale` and `offset`, of each of the D inputs; empty: none is scaled.
    target_scales, target_offsets : tuple of float
        The same of each of the M numbers of a target. Where they differ, `scale` is 1: errors are of scaled numbers.
    log : bool
        Whether targets are logarithms.
    """

    training: Split
    validation: Split
    task: Task
    every_step: bool
    input_names: tuple[str, ...]
    target_name: str
    scale: float = 1.0
    offset: float = 0.0
    unit: str = ""
    naive: float | None = None
    test: Split | None = None
    classes: tuple[str, ...] = ()
    symbols: tuple[str, ...] = ()
    naive_test: float | None = None
    target_names: tuple[str, ...] = ()
    input_scales: tuple[float, ...] = ()
    input_offsets: tuple[float, ...] = ()
    target_scales: tuple[float, ...] = ()
    target_offsets: tuple[float, ...] = ()
    log: bool = False

    @property
    def steps(self) -> int:
        """Time steps T of the longest example; 1 for data without time."""
        return int(self.training.inputs.shape[0])

    @property
    def channels(self) -> int:
        """Rows of the stored inputs: D, or 1 where they are numbers of symbols."""
        return int(self.training.inputs.shape[1])

    def in_units(self, numbers: Numbers, base: Floats | None = None) -> Floats:
        """Turn targets or outputs of a regression into the units of the data.

        Parameters
        ----------
        numbers : (T', M, ...) array
            Numbers of the network.
        base : (T', M, ...) array or None
            What `Split` has as its base, of the same examples.

        Returns
        -------
        (T', M, ...) float64
            Scaled back, changes added to what they change, and of logarithms the exponential.
        """
        form = (-1, *(1,) * (numbers.ndim - 2))
        scales = np.array(self.target_scales or (self.scale,)).reshape(form)
        offsets = np.array(self.target_offsets or (self.offset,)).reshape(form)
        found: Floats = numbers * scales + offsets
        if base is not None:
            found = found + base
        return np.exp(found) if self.log else found


def frozen(array: Any) -> Any:
    """Make an array read-only.

    Parameters
    ----------
    array : ndarray
        The array; contiguous after.

    Returns
    -------
    ndarray
        Itself, or a contiguous copy.
    """
    made = np.ascontiguousarray(array)
    made.setflags(write=False)
    return made


def split(
    inputs: Floats,
    targets: Floats,
    counted: Mask | None = None,
    lengths: Integers | None = None,
) -> Split:
    """Make a Split.

    Parameters
    ----------
    inputs : (T, D, N) float64
        Inputs.
    targets : (T', 1, N) float64
        Targets.
    counted : (T', 1, N) bool or None
        Which targets count.
    lengths : (N,) int64 or None
        Time steps of each example; None: all are of full length.

    Returns
    -------
    Split
        With read-only arrays.
    """
    if lengths is None:
        lengths = np.full(inputs.shape[2], inputs.shape[0], np.int64)
    lengths.setflags(write=False)
    mask = None if counted is None else frozen(counted)
    return Split(frozen(inputs), frozen(targets), lengths, mask)
