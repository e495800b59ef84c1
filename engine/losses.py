"""Losses: the mean over the counted targets, and its gradient on the outputs.

``value()`` first, then ``gradient()``, which goes on from what value() left. Outputs are numbers before any sigmoid or
softmax: these belong to the loss, where they are numerically safe. To add a loss: a class, its row in `LOSSES`, and
its name in ``project.Loss``.
"""

from __future__ import annotations

from typing import Any, ClassVar

import numpy as np
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

    Attributes
    ----------
    targets : (T, M, B) array
        Write the targets here, in the outputs' dtype; (T, 1, B) for classes.
    counted : (T, 1, B) array of 0 and 1, or None
        Which targets count; None: all.
    terms : (T, B) array
        The loss of each target, 0 where it is not counted; only when recording.
    probabilities : (T, M, B) array
        Of bce and cross entropy.
    """

    classes: ClassVar[bool] = False
    """Whether targets are class numbers: one row, whatever M."""
    probabilities: Array
    terms: Array

    def __init__(
        self, outputs: Array, doutputs: Array | None = None, *, recording: bool = False
    ) -> None:
        steps, rows, batch = outputs.shape
        self.outputs = outputs
        self.doutputs = doutputs
        self.targets: Array = np.zeros((steps, 1 if self.classes else rows, batch), outputs.dtype)
        self.counted: Array | None = None
        self.recording = recording
        self._difference: Array = np.zeros(outputs.shape, outputs.dtype)
        self._each: Array = np.zeros(outputs.shape, outputs.dtype)
        self._flat = self._difference.reshape(-1)
        self._one = np.ones(self._flat.shape, outputs.dtype)
        self._scale = np.array(1, outputs.dtype)
        if recording:
            self.terms = np.zeros((steps, batch), outputs.dtype)

    def _count(self) -> int:
        """Return the number of counted targets, at least 1."""
        if self.counted is None:
            return int(self.outputs.shape[0] * self.outputs.shape[2])
        return max(1, round(float(self.counted.sum())))

    def value(self) -> float:
        """Return the mean loss over the counted targets."""
        raise NotImplementedError

    def gradient(self) -> None:
        """Write dL/d outputs, after `value`."""
        if self.doutputs is None:
            raise ValueError("bound without doutputs")
        np.multiply(self._difference, self._scale, self.doutputs)


class MeanSquaredError(Loss):
    """The mean of (y - target)^2 over all rows of the counted targets."""

    def value(self) -> float:
        """Return the mean loss over the counted targets."""
        np.subtract(self.outputs, self.targets, self._difference)
        if self.counted is not None:
            np.multiply(self._difference, self.counted, self._difference)
        count: int = self._count() * self.outputs.shape[1]
        self._scale[...] = 2 / count
        if self.recording:
            np.multiply(self._difference, self._difference, self._each)
            np.mean(self._each, axis=1, out=self.terms)
        return float(self._flat.dot(self._flat)) / count


class BinaryCrossEntropy(Loss):
    """The mean of -(t log p + (1 - t) log(1 - p)), p = sigmoid(z), over all rows of the counted targets."""

    def __init__(
        self, outputs: Array, doutputs: Array | None = None, *, recording: bool = False
    ) -> None:
        super().__init__(outputs, doutputs, recording=recording)
        self.probabilities = np.zeros(outputs.shape, outputs.dtype)
        self._product: Array = np.zeros(outputs.shape, outputs.dtype)

    def value(self) -> float:
        """Return the mean loss over the counted targets."""
        z, p, each = self.outputs, self.probabilities, self._each
        np.multiply(z, 0.5, p)  # sigmoid(z) = (tanh(z/2) + 1) / 2
        np.tanh(p, p)
        np.multiply(p, 0.5, p)
        np.add(p, 0.5, p)
        np.subtract(p, self.targets, self._difference)
        np.logaddexp(0, z, each)  # log(1 + exp(z)) - t z
        np.multiply(z, self.targets, self._product)
        np.subtract(each, self._product, each)
        if self.counted is not None:
            np.multiply(self._difference, self.counted, self._difference)
            np.multiply(each, self.counted, each)
        count: int = self._count() * z.shape[1]
        self._scale[...] = 1 / count
        if self.recording:
            np.mean(each, axis=1, out=self.terms)
        return float(each.reshape(-1).dot(self._one)) / count


class CrossEntropy(Loss):
    """The mean of -log p(class), p = softmax(z) over the rows; targets are class numbers, as floats."""

    classes = True

    def __init__(
        self, outputs: Array, doutputs: Array | None = None, *, recording: bool = False
    ) -> None:
        super().__init__(outputs, doutputs, recording=recording)
        steps, rows, batch = outputs.shape
        self.probabilities = np.zeros(outputs.shape, outputs.dtype)
        self._classes = np.arange(rows, dtype=outputs.dtype)[:, None]
        self._is_class = np.zeros(outputs.shape, bool)
        self._row = np.zeros((steps, 1, batch), outputs.dtype)
        self._loss = np.zeros((steps, 1, batch), outputs.dtype)

    def value(self) -> float:
        """Return the mean loss over the counted targets."""
        z, p, row, shifted = self.outputs, self.probabilities, self._row, self._each
        np.max(z, axis=1, keepdims=True, out=row)
        np.subtract(z, row, shifted)  # the largest becomes 0: exp cannot overflow
        np.exp(shifted, p)
        np.sum(p, axis=1, keepdims=True, out=row)
        np.divide(p, row, p)
        np.equal(self._classes, self.targets, self._is_class)
        np.subtract(p, self._is_class, self._difference)
        np.log(row, row)
        np.sum(shifted, axis=1, keepdims=True, out=self._loss, where=self._is_class)
        np.subtract(row, self._loss, self._loss)  # log(sum of exp) - z(class)
        if self.counted is not None:
            np.multiply(self._difference, self.counted, self._difference)
            np.multiply(self._loss, self.counted, self._loss)
        count: int = self._count()
        self._scale[...] = 1 / count
        if self.recording:
            np.copyto(self.terms, self._loss[:, 0])
        return float(self._loss.reshape(-1).dot(self._one[: self._loss.size])) / count


LOSSES: dict[str, type[Loss]] = {
    "mse": MeanSquaredError,
    "bce": BinaryCrossEntropy,
    "cross_entropy": CrossEntropy,
}
"""Each loss by its name in ``project.Loss``."""


def bind(
    kind: str, outputs: Array, doutputs: Array | None = None, *, recording: bool = False
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
        Keep the loss of each target.

    Returns
    -------
    Loss
        With a buffer for targets of its own.
    """
    return LOSSES[kind](outputs, doutputs, recording=recording)
