"""Both directions: two recurrent layers side by side, the second on each sequence reversed in its own length.

    y(t) = [h forward(t) | h reverse(t)],  where reverse runs from an example's last step to its first

A layer above that reads the last step alone gets the last state of each direction: that of the forward one at the
example's last step, that of the reverse one at its first.

References
----------
Schuster and Paliwal, Bidirectional recurrent neural networks, 1997. Names and order are PyTorch's: ``_reverse``.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np

from .base import Array, Layer, LayerPass, Shape, Slot
from .memory import Room, with_ones, zeros

if TYPE_CHECKING:
    from numpy.typing import ArrayLike

REVERSE = "_reverse"


class Bidirectional(Layer):
    """A recurrent layer in both directions.

    Parameters
    ----------
    direction : type of Layer
        RNN, LSTM or GRU.
    settings : project.Recurrent
        Of each direction.
    inputs : int
        Rows of the layer below.
    """

    recurrent = True
    whole = True
    takes_head = True

    def __init__(self, direction: type[Layer], settings: Any, inputs: int) -> None:
        super().__init__(settings, inputs)
        self.one = direction(settings, inputs)
        self.kind = self.one.kind  # type: ignore[misc]
        self.reads, self.writes = self.one.reads, self.one.writes  # type: ignore[misc]
        self.size = 2 * self.one.size

    @property
    def outputs(self) -> int:
        """Rows of the output: the units of both directions."""
        return 2 * self.units

    def halves(self, flat: Array) -> tuple[Array, Array]:
        """Return the slices of the forward and of the reverse direction."""
        return flat[: self.one.size], flat[self.one.size :]

    def _place(self, flat: Array, name: str) -> tuple[Array, str]:
        forward, reverse = self.halves(flat)
        back = name.endswith(REVERSE)
        return (reverse, name.removesuffix(REVERSE)) if back else (forward, name)

    def shapes(self) -> dict[str, Shape]:
        """Return PyTorch's name and shape of each parameter."""
        shapes = self.one.shapes()
        return shapes | {name + REVERSE: shape for name, shape in shapes.items()}

    def get(self, flat: Array, name: str) -> Array:
        """Return a copy of a named part, in PyTorch's order (see `Layer.get`)."""
        return self.one.get(*self._place(flat, name))

    def put(self, flat: Array, name: str, values: ArrayLike) -> None:
        """Write a named part, given in PyTorch's order (see `Layer.put`)."""
        self.one.put(*self._place(flat, name), values)

    def initialize(self, flat: Array, rng: np.random.Generator) -> None:
        """Draw the parameters of both directions, one after the other."""
        for half in self.halves(flat):
            self.one.initialize(half, rng)

    def bind_to(self, slot: Slot) -> BidirectionalPass:
        """Return this layer bound to parameters and one shape."""
        return BidirectionalPass(self, slot)


class BidirectionalPass(LayerPass):
    """A layer of both directions bound to one shape; see `Slot`.

    When recording, each named array is (T, 2 units, B): the forward direction, then the reverse one, both in the
    order of time.
    """

    def __init__(self, layer: Bidirectional, slot: Slot) -> None:
        super().__init__(layer, slot)
        h, shape = layer.units, (slot.steps, layer.outputs, slot.batch)
        dtype = slot.parameters.dtype
        forward, reverse = (
            replace(slot, parameters=p, dx=None) for p in layer.halves(slot.parameters)
        )
        if slot.gradient is not None:
            one, other = layer.halves(slot.gradient)
            forward, reverse = replace(forward, gradient=one), replace(reverse, gradient=other)
            if slot.recording:  # which keeps what backward leaves in its room
                reverse = replace(reverse, room=Room())
            if slot.head is None:
                self.dy = zeros(shape, dtype)
                forward = replace(forward, dy=self.dy[:, :h])
            else:
                forward = replace(forward, head=slot.head[:, :h])
                reverse = replace(reverse, head=slot.head[:, h:])
        self._forward, self._reverse = layer.one.bind_to(forward), layer.one.bind_to(reverse)
        self.x = self._forward.x
        self.y1 = with_ones(slot.steps, layer.outputs, slot.batch, dtype)
        self.y = self.y1[:, :-1]
        self._parts = slice(0, h), slice(h, None)
        if slot.recording:
            self.names = self._forward.names
            for name in self.names:
                # that of h is what the layer gives anyway
                setattr(self, name, self.y if name == "h" else zeros(shape, dtype))
        if slot.gradient is None:
            return
        # which rows of dy the reverse direction reads: its units, or all that a head gives both of them
        self._dy_reverse = self._parts[1]
        self._rides = slot.head is not None
        if self._rides:
            self.dy, self._dy_reverse = zeros(self._forward.dy.shape, dtype), slice(None)
        self.dx = slot.dx_of(layer)

    def _turned(self, a: Array) -> Array:
        """Return an array with each example reversed within its own length."""
        if self.lengths is None:
            return a[::-1]
        t = np.arange(self.steps)[:, None]
        places = np.where(t < self.lengths, self.lengths - 1 - t, t)
        return np.take_along_axis(a, places[:, None, :], axis=0)

    def _collect(self, *, backward: bool) -> None:
        """Set the named arrays of forward, or of backward, from both directions."""
        first, second = self._parts
        for name in self.names:
            if name.startswith("d") == backward and name != "h":
                array = getattr(self, name)
                np.copyto(array[:, first], getattr(self._forward, name))
                np.copyto(array[:, second], self._turned(getattr(self._reverse, name)))

    def forward(self) -> None:
        """Compute y from x."""
        first, second = self._parts
        np.copyto(self._reverse.x, self._turned(self.x))
        self._forward.forward()
        np.copyto(self.y[:, first], self._forward.y)  # while it is in the cache
        self._reverse.forward()
        np.copyto(self.y[:, second], self._turned(self._reverse.y))
        self._collect(backward=False)

    def backward(self, need_dx: bool = True, first: int = 0) -> None:
        """Compute the gradient of the parameters, and dx if needed, from dy."""
        self.dy[:first] = 0
        np.copyto(self._reverse.dy, self._turned(self.dy[:, self._dy_reverse]))
        # the direction that was last in forward first: much of it is still in the cache
        self._reverse.backward(need_dx)
        if self._rides:  # into the room that was the other's till now
            np.copyto(self._forward.dy, self.dy)
        self._forward.backward(need_dx)
        if need_dx:
            np.add(self._forward.dx, self._turned(self._reverse.dx), self.dx)
        self._collect(backward=True)

    def last_step(self, to: Array) -> None:
        """Copy the last state of each direction (see the module)."""
        first, second = self._parts
        if self.lengths is None:
            np.copyto(to[first], self.y[-1, first])
        else:
            np.copyto(to[first], self.y[self.lengths - 1, first, np.arange(self.batch)].T)
        np.copyto(to[second], self.y[0, second])

    def back_from_last_step(self, dlast: Array) -> int:
        """Write dy where only the last state of each direction is read."""
        first, second = self._parts
        self.dy[...] = 0
        if self.lengths is None:
            self.dy[-1, first] = dlast[first]
        else:
            self.dy[self.lengths - 1, first, np.arange(self.batch)] = dlast[first].T
        self.dy[0, second] = dlast[second]
        return 0
