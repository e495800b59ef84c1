"""Batch and layer normalization: numbers by their own mean and variance, then a gain and a bias a unit.

Both, in the order of the code; the mean is over what is taken together: all examples and counted steps of a unit
(batch), or all units of an example and step (layer):

    centred = x - mean(x)
    variance = mean(centred^2)
    x_hat = centred / sqrt(variance + epsilon)
    y = gain * x_hat + bias

Backward, the gradient going through mean and variance too:

    dbias = sum of dy, dgain = sum of dy * x_hat             over steps and examples
    dx = (dy * gain - mean(dy * gain) - x_hat * mean(dy * gain * x_hat)) / sqrt(variance + epsilon)

An evaluating batch normalization takes its running mean and variance instead, which are constants: there
dx = dy * gain / sqrt(variance + epsilon).

References
----------
Ioffe and Szegedy, Batch normalization, 2015; Ba, Kiros and Hinton, Layer normalization, 2016. PyTorch's
nn.BatchNorm1d, over time as on (N, C, L), and nn.LayerNorm over the units.
"""

from __future__ import annotations

from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from .. import project
from .base import Array, Layer, LayerPass, Shape, Slot, Ticks
from .memory import zeros


class Norm(Layer):
    """What batch and layer normalization share: the parameters are the gains, then the biases, one of each a unit.

    Parameters
    ----------
    settings : project.BatchNorm or project.LayerNorm
        Epsilon.
    inputs : int
        Rows of the layer below, and of the output.
    """

    def __init__(self, settings: project.BatchNorm | project.LayerNorm, inputs: int) -> None:
        super().__init__(settings, inputs)
        self.epsilon = settings.epsilon
        self.size = 2 * self.units

    def _columns(self) -> dict[str, slice | int]:
        return {"weight": slice(0, 1), "bias": slice(1, 2)}

    def matrix(self, flat: Array) -> Array:
        """Return the parameters as (2, units), gains above biases: a view."""
        return flat.reshape(2, self.units)

    def _view(self, flat: Array, name: str) -> Array:
        return self.matrix(flat)[self.columns[name]]

    def shapes(self) -> dict[str, Shape]:
        """Return PyTorch's name and shape of gain and bias."""
        return dict.fromkeys(self.columns, (self.units,))

    def initialize(self, flat: Array, rng: np.random.Generator) -> None:
        """Set the gains to 1 and the biases to 0; nothing is drawn."""
        gain, bias = self.matrix(flat)
        gain[...], bias[...] = 1, 0


class NormPass(LayerPass):
    """A normalization bound to one shape; see `Slot`.

    Attributes
    ----------
    x_hat : (T, units, B) array
        The normalized numbers, before gain and bias.
    """

    x_hat: Array

    def __init__(self, layer: Norm, slot: Slot) -> None:
        super().__init__(layer, slot)
        steps, batch, dtype = slot.steps, slot.batch, slot.parameters.dtype
        shape = steps, layer.units, batch
        self.x = zeros(shape, dtype)
        self.y = zeros(shape, dtype)
        self._gain, self._bias = layer.matrix(slot.parameters)[:, :, None]
        # an epsilon that is 0 in this precision would be a division by 0
        self._epsilon = np.array(max(layer.epsilon, np.finfo(dtype).tiny), dtype)
        self._examples, self._steps = np.ones(batch, dtype), np.ones(steps, dtype)
        self._by_step = zeros((steps, layer.units), dtype)
        if slot.recording:
            self.names = ("y", "x_hat") if slot.gradient is None else ("y", "x_hat", "dy")
        if slot.gradient is None:
            return
        self.dy = zeros(shape, dtype)
        self.dx = slot.dx_of(layer)
        self._product = zeros(shape, dtype)
        self._dgain, self._dbias = layer.matrix(slot.gradient)

    def _sum(self, values: Array, to: Array) -> None:
        """Sum (T, units, B) over steps and examples: products with ones are the fastest way."""
        np.matmul(values, self._examples, self._by_step)
        np.dot(self._steps, self._by_step, to)

    def _invert(self, variance: Array, to: Array) -> None:
        """Compute 1 / sqrt(variance + epsilon)."""
        np.add(variance, self._epsilon, to)
        np.sqrt(to, to)
        np.reciprocal(to, to)


class LayerNorm(Norm):
    """Layer normalization: all units of one example and step by their own mean and variance.

    Parameters
    ----------
    settings : project.LayerNorm
        Epsilon.
    inputs : int
        Rows of the layer below, and of the output.
    """

    kind = "layer_norm"
    reads: ClassVar[Ticks] = {"forward": ("x[t]",), "backward": ("dy[t]", "x_hat[t]", "x[t]")}
    writes: ClassVar[Ticks] = {"forward": ("x_hat", "y"), "backward": ("dx",)}

    def bind_to(self, slot: Slot) -> LayerNormPass:
        """Return this layer bound to parameters and one shape."""
        return LayerNormPass(self, slot)


class LayerNormPass(NormPass):
    """Layer normalization bound to one shape; see `Slot`."""

    def __init__(self, layer: LayerNorm, slot: Slot) -> None:
        super().__init__(layer, slot)
        dtype, row = slot.parameters.dtype, (slot.steps, 1, slot.batch)
        self.x_hat = np.zeros_like(self.y)
        # a product with a row of 1 / H is the mean over units, many times as fast as a sum over the middle axis
        self._mean_of = np.full((1, layer.units), 1 / layer.units, dtype)
        self._mean_with_gain = np.zeros_like(self._mean_of)
        self._mean, self._other_mean = zeros(row, dtype), zeros(row, dtype)
        self._inverse = zeros(row, dtype)

    def forward(self) -> None:
        """Compute y from x."""
        x_hat, y, mean = self.x_hat, self.y, self._mean
        np.matmul(self._mean_of, self.x, mean)
        np.subtract(self.x, mean, x_hat)  # centred
        np.multiply(x_hat, x_hat, y)
        np.matmul(self._mean_of, y, mean)  # variance
        self._invert(mean, self._inverse)
        np.multiply(x_hat, self._inverse, x_hat)
        np.multiply(x_hat, self._gain, y)
        np.add(y, self._bias, y)

    def backward(self, need_dx: bool = True, first: int = 0) -> None:
        """Compute the gradient of gain and bias, and dx if needed, from dy (see `LayerPass.backward`)."""
        dy, product, dx = self.dy, self._product, self.dx
        dy[:first] = 0
        np.multiply(dy, self.x_hat, product)
        self._sum(product, self._dgain)
        self._sum(dy, self._dbias)
        if not need_dx:
            return
        np.multiply(self._mean_of, self._gain.T, self._mean_with_gain)
        np.matmul(self._mean_with_gain, dy, self._mean)  # mean(dy * gain)
        np.matmul(self._mean_with_gain, product, self._other_mean)  # mean(dy * gain * x_hat)
        np.multiply(self.x_hat, self._other_mean, product)
        np.multiply(dy, self._gain, dx)
        np.subtract(dx, self._mean, dx)
        np.subtract(dx, product, dx)
        np.multiply(dx, self._inverse, dx)


class BatchNorm(Norm):
    """Batch normalization: each unit by its mean and variance over examples and counted steps.

    A tick of it reads all steps: ``[*]``.

    Parameters
    ----------
    settings : project.BatchNorm
        Epsilon, and the momentum of the running statistics.
    inputs : int
        Rows of the layer below, and of the output.
    """

    kind = "batch_norm"
    whole = True
    reads: ClassVar[Ticks] = {"forward": ("x[*]",), "backward": ("dy[*]", "x_hat[*]", "x[*]")}
    writes: ClassVar[Ticks] = {"forward": ("x_hat", "y"), "backward": ("dx",)}

    def __init__(self, settings: project.BatchNorm, inputs: int) -> None:
        super().__init__(settings, inputs)
        self.momentum = settings.momentum

    def buffer_shapes(self) -> dict[str, Shape]:
        """Return PyTorch's name and shape of the running statistics."""
        return dict.fromkeys(("running_mean", "running_var"), (self.units,))

    def initialize_buffers(self, buffers: Array) -> None:
        """Set the running means to 0 and the running variances to 1."""
        mean, variance = self.matrix(buffers)
        mean[...], variance[...] = 0, 1

    def bind_to(self, slot: Slot) -> BatchNormPass:
        """Return this layer bound to parameters and one shape."""
        return BatchNormPass(self, slot)


class BatchNormPass(NormPass):
    """Batch normalization bound to one shape; see `Slot`.

    Attributes
    ----------
    mean, variance : (1, units, 1) array
        What x was normalized by: of the batch (the variance divided by the count), or the running ones.
    """

    _counted: Array | None

    def __init__(self, layer: BatchNorm, slot: Slot) -> None:
        super().__init__(layer, slot)
        dtype, units = slot.parameters.dtype, layer.units
        self._running = layer.matrix(slot.buffers)
        self._momentum = layer.momentum
        self._evaluating = slot.evaluating
        self._statistics = zeros((2, units), dtype)
        self._news = zeros((2, units), dtype)
        self.mean, self.variance = self._statistics[:, None, :, None]
        self._centred = np.zeros_like(self.x)
        self._inverse, self._scale = (zeros((units, 1), dtype) for _ in range(2))
        self._mean_dy, self._mean_dy_x = (zeros((units, 1), dtype) for _ in range(2))
        self._share = zeros((), dtype)  # 1 / count
        self._take_count(None)
        if slot.recording:
            self.x_hat = np.zeros_like(self.x)

    def forward(self) -> None:
        """Compute y from x."""
        centred, y = self._centred, self.y
        if self._evaluating:
            np.copyto(self._statistics, self._running)
            np.subtract(self.x, self.mean, centred)
        else:
            self._take_statistics()
        self._invert(self._statistics[1][:, None], self._inverse)
        np.multiply(self._gain, self._inverse, self._scale)
        np.multiply(centred, self._scale, y)  # gain * x_hat
        np.add(y, self._bias, y)
        if self.recording:
            np.multiply(centred, self._inverse, self.x_hat)

    def _take_statistics(self) -> None:
        """Compute mean, variance and what is centred, which is 0 beyond an example's length."""
        x, centred, y, (mean, variance) = self.x, self._centred, self.y, self._statistics
        if self.lengths is not None or self._counted is not None:
            self._take_count(self.lengths)
        if self._counted is not None:
            x = np.multiply(x, self._counted, y)
        self._sum(x, mean)
        np.multiply(mean, self._share, mean)
        np.subtract(self.x, self.mean, centred)
        if self._counted is not None:
            np.multiply(centred, self._counted, centred)
        np.multiply(centred, centred, y)
        self._sum(y, variance)
        np.multiply(variance, self._share, variance)

    def _take_count(self, lengths: NDArray[np.intp] | None) -> None:
        """Keep how many numbers of a unit count, and which: (T, 1, B) of 0 and 1, or all."""
        self._count, self._counted = self.steps * self.batch, None
        if lengths is not None:
            self._count = int(lengths.sum())
            within = np.arange(self.steps)[:, None, None] < lengths
            self._counted = within.astype(self._share.dtype)
        self._share[...] = 1 / self._count

    def backward(self, need_dx: bool = True, first: int = 0) -> None:
        """Compute the gradient of gain and bias, and dx if needed, from dy (see `LayerPass.backward`).

        Beyond an example's length dy is 0, as every layer leaves it.
        """
        dy, centred, product, dx = self.dy, self._centred, self._product, self.dx
        dy[:first] = 0
        np.multiply(dy, centred, product)
        self._sum(product, self._dgain)
        np.multiply(self._dgain, self._inverse[:, 0], self._dgain)
        self._sum(dy, self._dbias)
        if not need_dx:
            return
        if self._evaluating:
            np.multiply(dy, self._scale, dx)
            return
        # x_hat * mean(dy * x_hat) = centred * (inverse * dgain / count); the gain comes last, with 1 / sqrt(..)
        np.multiply(self._dgain[:, None], self._inverse, self._mean_dy_x)
        np.multiply(self._mean_dy_x, self._share, self._mean_dy_x)
        np.multiply(self._dbias[:, None], self._share, self._mean_dy)
        np.multiply(centred, self._mean_dy_x, product)
        np.subtract(dy, product, dx)
        np.subtract(dx, self._mean_dy, dx)
        np.multiply(dx, self._scale, dx)
        if self._counted is not None:
            np.multiply(dx, self._counted, dx)

    def settle(self) -> None:
        """Move the running statistics towards those of the batch, the variance divided by the count less 1."""
        if self._evaluating:
            return
        news = self._news
        np.copyto(news, self._statistics)
        news[1] *= self._count / max(self._count - 1, 1)
        news -= self._running
        news *= self._momentum
        np.add(self._running, news, self._running)
