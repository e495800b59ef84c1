"""Dropout: while training, a share of the outputs of the layer below is set to 0, and the rest made larger by as much.

Forward:

    mask = 1 / kept where a byte drawn for each number is among the kept ones, else 0
    y = x * mask

Backward:

    dx = dy * mask

Of 256 bytes kept * 256 are kept ones: the share is rounded to 1/256, and divided by as it is then, so that the
mean of the mask is exactly 1. Where nothing was drawn, as in validation, everything is kept.

References
----------
Srivastava et al., Dropout: a simple way to prevent neural networks from overfitting, 2014. Dividing while training
rather than multiplying afterwards ("inverted" dropout) is what PyTorch's nn.Dropout does.
"""

from __future__ import annotations

from typing import ClassVar

import numpy as np

from .. import project
from .base import Layer, LayerPass, Slot, Ticks
from .memory import zeros


class Dropout(Layer):
    """A dropout layer; it has no parameters.

    Parameters
    ----------
    settings : project.Dropout
        The share that is dropped.
    inputs : int
        Rows of the layer below, and of the output.

    Attributes
    ----------
    kept : int
        How many of 256 bytes keep a number.
    """

    kind = "dropout"
    random = True
    reads: ClassVar[Ticks] = {"forward": ("x[t]",), "backward": ("dy[t]", "mask[t]")}
    writes: ClassVar[Ticks] = {"forward": ("mask", "y"), "backward": ("dx",)}

    def __init__(self, settings: project.Dropout, inputs: int) -> None:
        super().__init__(settings, inputs)
        self.size = 0
        self.kept = round(256 * (1 - settings.rate))

    def _columns(self) -> dict[str, slice | int]:
        return {}

    def bind_to(self, slot: Slot) -> DropoutPass:
        """Return this layer bound to one shape."""
        return DropoutPass(self, slot)


class DropoutPass(LayerPass):
    """A dropout layer bound to one shape; see `Slot`.

    Attributes
    ----------
    mask : (T, units, B) array
        What each number is multiplied with: 0 or 256 / kept; 1 before anything is drawn.
    """

    def __init__(self, layer: Dropout, slot: Slot) -> None:
        super().__init__(layer, slot)
        dtype, shape = slot.parameters.dtype, (slot.steps, layer.units, slot.batch)
        self.x = zeros(shape, dtype)
        self.y = zeros(shape, dtype)
        self.mask = np.ones(shape, dtype)
        self._evaluating = slot.evaluating
        self._most = np.array(layer.kept - 1, np.uint8)
        self._scale = np.array(256 / layer.kept, dtype)
        self._kept = zeros(shape, np.bool_)
        self._flat = self._kept.reshape(-1)
        self._words = -(-self.mask.size // 8)
        if slot.recording:
            self.names = ("y", "mask") if slot.gradient is None else ("y", "mask", "dy")
        if slot.gradient is None:
            return
        self.dy = zeros(shape, dtype)
        self.dx = slot.dx_of(layer)

    def draw(self, bits: np.random.Philox) -> None:
        """Draw the mask; an evaluating pass keeps everything.

        Parameters
        ----------
        bits : numpy.random.Philox
            At the start of this layer's numbers of this iteration; one byte a number is taken, in the mask's order.
        """
        if self._evaluating:
            return
        drawn = bits.random_raw(self._words).view(np.uint8)
        np.less_equal(drawn[: self._flat.size], self._most, self._flat)
        np.multiply(self._kept, self._scale, self.mask)

    def forward(self) -> None:
        """Compute y from x and the mask."""
        np.multiply(self.x, self.mask, self.y)

    def backward(self, need_dx: bool = True, first: int = 0) -> None:
        """Compute dx, if needed, from dy and the mask."""
        if need_dx:
            self.dy[:first] = 0
            np.multiply(self.dy, self.mask, self.dx)
