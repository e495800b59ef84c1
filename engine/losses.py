"""Losses: the mean over the counted targets, and its gradient on the outputs.

``value()`` first, then ``gradient()``, which goes on from what value() left. Outputs are numbers before any sigmoid or
softmax: these belong to the loss, where they are numerically safe. To add a loss: a class, its row in `LOSSES`, and
its name in ``project.Loss``.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

import numpy as np
from numpy import (
    add,
    copyto,
    divide,
    exp,
    log,
    logaddexp,
    matmul,
    maximum,
    minimum,
    multiply,
    sign,
    subtract,
    tanh,
)
from numpy.typing import NDArray

Array = NDArray[np.floating[Any]]


class Loss:
    """A loss bound to one shape.

    Parameters
    ----------
    outputs : (T, M, B) array
        What the network gives; read only.
    doutputs : (T, M, B) array or None
        Where `gradient` writes dL/d outputs; None: values only.
    recording : bool
        Keep `terms`.
    weights : sequence of float
        How much a target of each class counts; none: all the same.
    delta : float
        Huber's.

    Attributes
    ----------
    targets : (T, M, B) array
        Write the targets here, in the outputs' dtype; (T, 1, B) for classes.
    counted : (T, 1, B) array of 0 and 1, or None
        Which targets count; None: all.
    count : float
        After `value`: the number of counted targets, or the sum of their weights. Means of two batches, each times
        its count, make up that of both together.
    terms : (T, B) array
        What each target adds: its loss times its weight, 0 where it is not counted; only when recording. Their sum
        over `count` is the value.
    probabilities : (T, M, B) array
        Of bce and cross entropy.

    Raises
    ------
    ValueError
        When there are weights, but not one for each class.
    """

    classes: ClassVar[bool] = False
    """Whether targets are class numbers: one row, whatever M."""
    weighable: ClassVar[bool] = False
    """Whether targets have classes that can be weighed."""
    probabilities: Array
    terms: Array

    def __init__(
        self,
        outputs: Array,
        doutputs: Array | None = None,
        *,
        recording: bool = False,
        weights: Sequence[float] = (),
        delta: float = 1.0,
    ) -> None:
        steps, rows, batch = outputs.shape
        dtype = outputs.dtype
        self.outputs = outputs
        self.doutputs = doutputs
        self.targets: Array = np.zeros((steps, 1 if self.classes else rows, batch), dtype)
        self.counted: Array | None = None
        self.count = 0.0
        self.recording = recording
        self.delta = delta
        classes = (rows if self.classes else 2) if self.weighable else 0
        if weights and len(weights) != classes:
            raise ValueError(f"expected {classes} class weights, got {len(weights)}")
        self.weights: Array | None = np.array(weights, dtype) if weights else None
        self._weight: Array = np.zeros(self.targets.shape if weights else 0, dtype)
        self._all, self._rows = steps * batch, self.targets.shape[1]
        self._difference: Array = np.zeros(outputs.shape, dtype)
        self._each: Array = np.zeros(outputs.shape, dtype)
        self._flat, self._flat_each = self._difference.reshape(-1), self._each.reshape(-1)
        self._one = np.ones(outputs.size, dtype)
        self._scale = np.array(1, dtype)
        self._divided = 0.0
        if recording:
            self.terms = np.zeros((steps, batch), dtype)

    def value(self) -> float:
        """Return the mean loss over the counted targets."""
        raise NotImplementedError

    def gradient(self) -> None:
        """Write dL/d outputs, after `value`."""
        if self.doutputs is None:
            raise ValueError("bound without doutputs")
        multiply(self._difference, self._scale, self.doutputs)

    def _divisor(self, weight: Array | None, factor: float = 1.0) -> float:
        """Set `count`, and the scale of the gradient to factor / divisor; return what the summed loss is divided by."""
        if weight is None:
            self.count = self._all
        else:
            self.count = float(weight.sum()) / weight.shape[1]
        divisor = self.count * self._rows or 1.0  # nothing counted: 0
        if divisor != self._divided:
            self._divided = divisor
            self._scale[...] = factor / divisor
        return divisor


class MeanSquaredError(Loss):
    """The mean of (y - target)^2 over all rows of the counted targets."""

    def value(self) -> float:
        """Return the mean loss over the counted targets."""
        difference, flat, counted = self._difference, self._flat, self.counted
        subtract(self.outputs, self.targets, difference)
        if counted is not None:
            multiply(difference, counted, difference)
        if self.recording:
            multiply(difference, difference, self._each)
            np.mean(self._each, axis=1, out=self.terms)
        return float(flat.dot(flat)) / self._divisor(counted, 2.0)


class MeanAbsoluteError(Loss):
    """The mean of |y - target| over all rows of the counted targets; its derivative at 0 is taken as 0."""

    def value(self) -> float:
        """Return the mean loss over the counted targets."""
        difference, each, counted = self._difference, self._each, self.counted
        subtract(self.outputs, self.targets, difference)
        if counted is not None:
            multiply(difference, counted, difference)
        np.abs(difference, each)
        if self.recording:
            np.mean(each, axis=1, out=self.terms)
        return float(self._flat_each.dot(self._one)) / self._divisor(counted)

    def gradient(self) -> None:
        """Write dL/d outputs, after `value`."""
        sign(self._difference, self._difference)
        super().gradient()


class Huber(Loss):
    """The mean of d^2 / 2 where |d| <= delta, else delta (|d| - delta / 2), d = y - target, over all rows.

    With c = d held within -delta and delta both are c (d - c / 2), and the derivative is c.

    References
    ----------
    Huber, Robust estimation of a location parameter, 1964; as PyTorch's HuberLoss.
    """

    def __init__(
        self, outputs: Array, doutputs: Array | None = None, *, delta: float = 1.0, **more: Any
    ) -> None:
        super().__init__(outputs, doutputs, delta=delta, **more)
        self._most, self._least = (np.array(d, outputs.dtype) for d in (delta, -delta))

    def value(self) -> float:
        """Return the mean loss over the counted targets."""
        held, each, counted = self._difference, self._each, self.counted
        subtract(self.outputs, self.targets, each)
        if counted is not None:
            multiply(each, counted, each)
        minimum(each, self._most, out=held)
        maximum(held, self._least, out=held)
        total = float(self._flat.dot(self._flat_each)) - float(self._flat.dot(self._flat)) / 2
        if self.recording:
            np.mean(held * (each - held / 2), axis=1, out=self.terms)
        return total / self._divisor(counted)


class BinaryCrossEntropy(Loss):
    """The mean of -(t log p + (1 - t) log(1 - p)), p = sigmoid(z), over all rows of the counted targets."""

    weighable = True

    def __init__(self, outputs: Array, doutputs: Array | None = None, **more: Any) -> None:
        super().__init__(outputs, doutputs, **more)
        self.probabilities = np.zeros(outputs.shape, outputs.dtype)
        self._product: Array = np.zeros(outputs.shape, outputs.dtype)
        self._zero, self._half = (np.array(c, outputs.dtype) for c in (0, 0.5))
        if self.weights is not None:
            self._first, self._more = self.weights[0], self.weights[1] - self.weights[0]

    def value(self) -> float:
        """Return the mean loss over the counted targets."""
        z, p, difference, each = self.outputs, self.probabilities, self._difference, self._each
        multiply(z, self._half, p)  # sigmoid(z) = (tanh(z/2) + 1) / 2
        tanh(p, p)
        multiply(p, self._half, p)
        add(p, self._half, p)
        subtract(p, self.targets, difference)
        logaddexp(z, self._zero, each)  # log(1 + exp(z)) - t z
        multiply(z, self.targets, self._product)
        subtract(each, self._product, each)
        weight = self._weigh()
        if weight is not None:
            multiply(difference, weight, difference)
            multiply(each, weight, each)
        if self.recording:
            np.mean(each, axis=1, out=self.terms)
        return float(self._flat_each.dot(self._one)) / self._divisor(weight)

    def _weigh(self) -> Array | None:
        """Return how much each target counts: w(t) = w(0) + t (w(1) - w(0))."""
        if self.weights is None:
            return self.counted
        multiply(self.targets, self._more, self._weight)
        add(self._weight, self._first, self._weight)
        if self.counted is not None:
            multiply(self._weight, self.counted, self._weight)
        return self._weight


class CrossEntropy(Loss):
    """The mean of -log p(class), p = softmax(z) over the rows; targets are class numbers, as floats."""

    classes = True
    weighable = True

    def __init__(self, outputs: Array, doutputs: Array | None = None, **more: Any) -> None:
        super().__init__(outputs, doutputs, **more)
        steps, rows, batch = outputs.shape
        dtype, one_row = outputs.dtype, (steps, 1, batch)
        self.probabilities = np.zeros(outputs.shape, dtype)
        self._row, self._loss, self._hit = (np.zeros(one_row, dtype) for _ in range(3))
        self._flat_loss, self._one = self._loss.reshape(-1), np.ones(steps * batch, dtype)
        self._ones, self._unit = np.ones((1, rows), dtype), np.array(1, dtype)
        # where the class of each target stands in a flat (T, M, B)
        self._class, self._place = (np.zeros(one_row, np.intp) for _ in range(2))
        self._stride = np.array(batch, np.intp)
        self._start = np.arange(steps)[:, None, None] * (rows * batch) + np.arange(batch)
        self._used: Array | None = None

    def value(self) -> float:
        """Return the mean loss over the counted targets."""
        z, p, row, shifted, loss = (
            self.outputs,
            self.probabilities,
            self._row,
            self._each,
            self._loss,
        )
        copyto(self._class, self.targets, casting="unsafe")
        multiply(self._class, self._stride, self._place)
        add(self._place, self._start, self._place)
        maximum.reduce(z, axis=1, keepdims=True, out=row)
        subtract(z, row, shifted)  # the largest becomes 0: exp cannot overflow
        exp(shifted, p)
        matmul(self._ones, p, row)
        divide(p, row, p)
        log(row, row)
        self._flat_each.take(self._place, out=loss, mode="clip")
        subtract(row, loss, loss)  # log(sum of exp) - z(class)
        self._used = weight = self._weigh()
        if weight is not None:
            multiply(loss, weight, loss)
        if self.recording:
            copyto(self.terms, loss[:, 0])
        return float(self._flat_loss.dot(self._one)) / self._divisor(weight)

    def gradient(self) -> None:
        """Write dL/d outputs, after `value`: w (p - 1) at the class, w p elsewhere."""
        weight, hit = self._used, self._hit
        if weight is None:
            copyto(self._difference, self.probabilities)
        else:
            multiply(self.probabilities, weight, self._difference)
        self._flat.take(self._place, out=hit, mode="clip")
        subtract(hit, self._unit if weight is None else weight, hit)
        self._flat.put(self._place, hit, mode="clip")
        super().gradient()

    def _weigh(self) -> Array | None:
        """Return how much each target counts: the weight of its class."""
        if self.weights is None:
            return self.counted
        self.weights.take(self._class, out=self._weight, mode="clip")
        if self.counted is not None:
            multiply(self._weight, self.counted, self._weight)
        return self._weight


LOSSES: dict[str, type[Loss]] = {
    "mse": MeanSquaredError,
    "mae": MeanAbsoluteError,
    "huber": Huber,
    "bce": BinaryCrossEntropy,
    "cross_entropy": CrossEntropy,
}
"""Each loss by its name in ``project.Loss``."""


def bind(
    kind: str,
    outputs: Array,
    doutputs: Array | None = None,
    *,
    recording: bool = False,
    weights: Sequence[float] = (),
    delta: float = 1.0,
) -> Loss:
    """Return a loss bound to one shape.

    Parameters
    ----------
    kind : str
        A name of `LOSSES`.
    outputs : (T, M, B) array
        What the network gives.
    doutputs : (T, M, B) array or None
        Where its gradient goes; None: values only.
    recording : bool
        Keep what each target adds.
    weights : sequence of float
        How much a target of each class counts: of classes 0 and 1 for bce, of each of the M for cross entropy;
        none: all the same.
    delta : float
        From which error on Huber's loss grows in proportion; other losses have none.

    Returns
    -------
    Loss
        With a buffer for targets of its own.

    Raises
    ------
    ValueError
        When there are weights, but not one for each class.
    """
    return LOSSES[kind](outputs, doutputs, recording=recording, weights=weights, delta=delta)
