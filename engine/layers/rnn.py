"""Simple recurrent layer.

Forward, in the order of the code, weights W = [W_hh | b | W_ih]:

    z(t) = W . [h(t-1) | 1 | x(t)]
    h(t) = activation(z(t))

Backward (s is the slope of the activation, found from h):

    dh(t) = [W_head^T | W_hh^T] . [dy(t) | dz(t+1)]          (+ dy(t) where no head rides along)
    dz(t) = dh(t) * s(t)
    dW = sum over t of dz(t) . [h(t-1) | 1 | x(t)]^T
    dx(t) = W_ih^T . dz(t)

References
----------
Elman, Finding structure in time, 1990. PyTorch's nn.RNN has two biases; this one is their sum.
"""

from __future__ import annotations

from typing import ClassVar

import numpy as np

from .. import project
from ..activations import ACTIVATIONS, SLOPES
from .bands import Dot, Product
from .base import Layer, Slot, Ticks
from .memory import zeros
from .recurrent import RecurrentPass, Step


class RNN(Layer):
    """A simple recurrent layer.

    Parameters
    ----------
    settings : project.RNN
        Units, activation, initialization.
    inputs : int
        Rows of the layer below.
    """

    kind = "rnn"
    recurrent = True
    takes_head = True
    reads: ClassVar[Ticks] = {
        "forward": ("x[t]", "h[t-1]"),
        "backward": ("dy[t]", "dz[t+1]", "h[t]", "h[t-1]", "x[t]"),
    }
    writes: ClassVar[Ticks] = {"forward": ("z", "h"), "backward": ("dh", "dz", "dx")}

    def __init__(self, settings: project.RNN, inputs: int) -> None:
        super().__init__(settings, inputs)
        self.activation = settings.activation

    def bind_to(self, slot: Slot) -> RNNPass:
        """Return this layer bound to parameters and one shape."""
        return RNNPass(self, slot)


class RNNPass(RecurrentPass):
    """A simple recurrent layer bound to one shape; see `Slot`."""

    def __init__(self, layer: RNN, slot: Slot) -> None:
        super().__init__(layer, slot)
        parameters, gradient, recording = slot.parameters, slot.gradient, slot.recording
        self._function = ACTIVATIONS[layer.activation].function
        # without a recording nobody asks for z, and the activation writes over it
        self.z = zeros(self.h.shape, parameters.dtype) if recording else self.h
        # in place only with the very same view: NumPy looks long at two views of one place
        hs = list(self.h)
        zs = list(self.z) if recording else hs
        self._product = Product(self._weights, slot.batch)
        tos = [self._product.to(z) for z in zs]
        self._forward_steps = list(zip(self._hx, tos, zs, hs, strict=False))
        if recording:
            self.names = ("h", "z") if gradient is None else ("h", "z", "dh", "dz")
        if gradient is None:
            return
        self.dz = self._dz
        if recording:
            self.dh = self._dh
        self._find_slope = SLOPES[layer.activation]
        self._slope = zeros(self.h.shape, parameters.dtype)
        self._order(
            [
                (self._block[t + 1], self._dh_to(t), self._dh_at(t), self._slope[t], self._dz[t])
                for t in range(self.steps)
            ]
        )

    def _go(self, steps: list[Step]) -> None:
        dot, function = self._product.dot, self._function
        for hx, to, z, h in steps:
            dot(hx, to)  # z(t) = W . [h(t-1) | 1 | x(t)]
            function(z, h)  # h(t) = activation(z(t))

    def _again(self, t: int) -> None:
        self._set(t, "h")

    def _prepare(self, start: int, stop: int) -> None:
        self._find_slope(self.h[start:stop], self._slope[start:stop])

    def _run(self, dot: Dot, steps: list[Step]) -> None:
        add, multiply = np.add, np.multiply
        for onto, back, to, dh, slope, dz in steps:
            dot(back, to)  # dh(t) = [W_head^T | W_hh^T] . [dy(t) | dz(t+1)]
            if onto:
                add(*onto)  # dh(t) += dy(t)
            multiply(dh, slope, dz)  # dz(t) = dh(t) * s(t)
