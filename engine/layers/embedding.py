"""Embedding: each symbol has a vector of its own, which is learnt.

Forward, weights W with a row for each symbol:

    y(t) = W[x(t)]

Backward:

    dW[v] = sum of dy(t, b) over all steps t and examples b with x(t, b) = v

The sum is taken over the dy of each symbol side by side: sorting 16-bit tokens is a radix sort, and the order of
equal ones is kept, so that the sum is the same every time. From 30 symbols on this beats a product with one-hot
columns, whose cost grows with the number of symbols; below, that would save some millionths of a second.

References
----------
Bengio et al., A neural probabilistic language model, 2003; PyTorch's nn.Embedding.
"""

from __future__ import annotations

from typing import ClassVar

import numpy as np

from .. import project
from .base import Array, Layer, LayerPass, Shape, Slot, Ticks
from .memory import zeros


class Embedding(Layer):
    """An embedding; only as the first layer.

    Its parameters are W (V, units), row by row. Initialization ``pytorch`` is that of nn.Embedding: N(0, 1).

    Parameters
    ----------
    settings : project.Embedding
        Units, initialization.
    inputs : int
        Number of symbols V.
    """

    kind = "embedding"
    reads: ClassVar[Ticks] = {"forward": ("x[t]",), "backward": ("dy[t]", "x[t]")}
    writes: ClassVar[Ticks] = {"forward": ("y",), "backward": ()}

    def __init__(self, settings: project.Embedding, inputs: int) -> None:
        super().__init__(settings, inputs)
        self.size = inputs * self.units
        if self.initialization == "pytorch":
            self.initialization = "normal"

    def _columns(self) -> dict[str, slice | int]:
        return {"weight": slice(None)}

    def matrix(self, flat: Array) -> Array:
        """Return the parameters as W (V, units): a view."""
        return flat.reshape(self.inputs, self.units)

    def _view(self, flat: Array, name: str) -> Array:
        return self.matrix(flat)[None]

    def shapes(self) -> dict[str, Shape]:
        """Return PyTorch's name and shape of the weights."""
        return {"weight": (self.inputs, self.units)}

    def bind_to(self, slot: Slot) -> EmbeddingPass:
        """Return this layer bound to parameters and one shape."""
        return EmbeddingPass(self, slot)


class EmbeddingPass(LayerPass):
    """An embedding bound to one shape; see `Slot`. It has no dx.

    Attributes
    ----------
    x : (T, 1, B) array
        The number of each symbol, from 0; what is outside is taken as the nearest.
    """

    def __init__(self, layer: Embedding, slot: Slot) -> None:
        super().__init__(layer, slot)
        steps, batch, dtype = slot.steps, slot.batch, slot.parameters.dtype
        count = steps * batch
        self._weights = layer.matrix(slot.parameters)
        self.x = zeros((steps, 1, batch), dtype)
        self.y = zeros((steps, layer.units, batch), dtype)
        self._inside = zeros((steps, batch), dtype)
        self._tokens = np.zeros((steps, batch), np.intp)
        self._rows = zeros((steps, batch, layer.units), dtype)
        if slot.recording:
            self.names = ("y",) if slot.gradient is None else ("y", "dy")
        if slot.gradient is None:
            return
        self.dy = zeros((steps, layer.units, batch), dtype)
        self._gradient = layer.matrix(slot.gradient)
        self._narrow = np.zeros(count, np.min_scalar_type(layer.inputs))
        self._starts = np.ones(count, np.bool_)
        self._sorted = zeros((count, layer.units), dtype)
        self._sums = zeros((min(count, layer.inputs), layer.units), dtype)

    def forward(self) -> None:
        """Compute y from x."""
        np.clip(self.x[:, 0], 0, self.layer.inputs - 1, out=self._inside)
        np.copyto(self._tokens, self._inside, casting="unsafe")
        self._weights.take(self._tokens, 0, out=self._rows, mode="clip")  # y(t) = W[x(t)]
        np.copyto(self.y, self._rows.transpose(0, 2, 1))

    def backward(self, need_dx: bool = True, first: int = 0) -> None:
        """Compute the gradient of the weights from dy.

        Parameters
        ----------
        need_dx : bool
            Not read: symbols have no gradient.
        first : int
            The first step whose dy counts; before it dy is taken as 0 and not read.
        """
        self.dy[:first] = 0
        np.copyto(self._narrow, self._tokens.reshape(-1), casting="unsafe")
        order = self._narrow.argsort(kind="stable")
        tokens = self._narrow[order]
        np.not_equal(tokens[1:], tokens[:-1], self._starts[1:])
        starts = self._starts.nonzero()[0]
        np.copyto(self._rows, self.dy.transpose(0, 2, 1))
        self._rows.reshape(-1, self.layer.units).take(order, 0, out=self._sorted, mode="clip")
        sums = np.add.reduceat(self._sorted, starts, 0, out=self._sums[: starts.size])
        self._gradient[...] = 0
        self._gradient[tokens[starts]] = sums  # dW[v] = sum of dy where x = v
