"""Dense layer: y = activation(W x + b), at each step on its own.

Forward, in the order of the code, weights [W | b] and inputs [x | 1]:

    z = [W | b] . [x | 1]
    y = activation(z)

Backward:

    dz = (dy/dz)^T dy, of each activation; but for softmax dy * activation'(z)  (see ``stack.py``)
    dW = sum over t of dz(t) . [x(t) | 1]^T
    dx = W^T . dz
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, ClassVar

import numpy as np

from .. import project
from ..activations import ACTIVATIONS
from .base import Array, Layer, LayerPass, Slot, Ticks
from .memory import with_ones, zeros
from .weight_gradient import WeightGradient, spans, steps_at_once

if TYPE_CHECKING:
    from ..project import Clamp
    from .stack import Stack

Call = tuple[Callable[..., object], tuple[Any, ...]]
"""A call on arrays that stay where they are, to be made again and again."""


class Dense(Layer):
    """A dense layer.

    Parameters
    ----------
    settings : project.Dense
        Units, activation, initialization.
    inputs : int
        Rows of the layer below.
    """

    kind = "dense"
    reads: ClassVar[Ticks] = {"forward": ("x[t]",), "backward": ("dy[t]", "y[t]", "x[t]")}
    writes: ClassVar[Ticks] = {"forward": ("z", "y"), "backward": ("dz", "dx")}

    def __init__(self, settings: project.Dense, inputs: int) -> None:
        super().__init__(settings, inputs)
        self.activation = settings.activation

    def _columns(self) -> dict[str, slice | int]:
        return {"weight": slice(0, self.inputs), "bias": self.inputs}

    def matrix(self, flat: Array) -> Array:
        """Return the parameters as the kernel's matrix (units, row): a view.

        In memory inputs are rows: so W^T, without b, is one block.
        """
        return flat.reshape(self.row, self.units).T

    def _view(self, flat: Array, name: str) -> Array:
        return self.matrix(flat)[None, :, self.columns[name]]

    def bind_to(self, slot: Slot, stack: Stack | None = None) -> DensePass:
        """Return this layer bound to parameters and one shape, and to its Stack where it is in one."""
        return DensePass(self, slot, stack)


class DensePass(LayerPass):
    """A dense layer bound to one shape; see `Slot`."""

    def __init__(self, layer: Dense, slot: Slot, stack: Stack | None = None) -> None:
        super().__init__(layer, slot)
        parameters, gradient, recording = slot.parameters, slot.gradient, slot.recording
        steps, batch = slot.steps, slot.batch
        dtype, shape = parameters.dtype, (steps, layer.units, batch)
        self.identity = layer.activation == "identity"
        self._held: list[tuple[slice, slice, float]] = []
        activation = ACTIVATIONS[layer.activation]
        self._function = activation.function
        self._weights = layer.matrix(parameters)
        # inputs, with the row of 1 that the bias is multiplied with
        self._x1 = with_ones(steps, layer.inputs, batch, dtype) if slot.x1 is None else slot.x1
        self.x = self._x1[:, :-1]
        # of one step y is one block with or without a row behind, which a dense layer above can use
        self.y1 = with_ones(steps, layer.units, batch, dtype) if steps == 1 else None
        if stack is not None:
            self.y1 = stack.outputs(layer)
        self.y = zeros(shape, dtype) if self.y1 is None else self.y1[:, :-1]
        # where nobody asks for z, the activation writes over it
        apart = activation.needs_z or (recording and not self.identity)
        self.z = zeros(shape, dtype) if apart else self.y
        # z = [W | b] . [x | 1]; `dot`, for one step or for one example, takes a third of the time of `matmul`
        self._product: Call
        if steps == 1:
            self._product = self._weights.dot, (self._x1[0], self.z[0])
        elif batch == 1:
            self._product = self._x1[:, :, 0].dot, (self._weights.T, self.z[:, :, 0])
        else:
            self._product = np.matmul, (self._weights, self._x1, self.z)
        if recording:
            self.names = ("y", "z", "dy", "dz") if gradient is not None else ("y", "z")
        if gradient is None:
            return
        self.dy = zeros(shape, dtype) if slot.dy is None else slot.dy
        self.dx = slot.dx_of(layer)
        self.dz = self.dy if self.identity else zeros(shape, dtype)
        self._to_dz: list[Call] = []
        if stack is not None:
            self._to_dz = [stack.find] if layer is stack.top else []
            self._to_dz.append((np.multiply, (self.dy, stack.slope(layer), self.dz)))
        elif not self.identity:
            self._to_dz = [(activation.backward, (self.z, self.y, self.dy, self.dz))]
        self._transposed = self._weights[:, :-1].T
        # `matmul` over one unit is 20 times slower than over two: beside a single one there are zeros
        self._beside = layer.units == 1 and steps > 1
        if self._beside:
            self._pair = zeros((steps, 2, batch), dtype)
            self._transposed_pair = zeros((layer.inputs, 2), dtype)
        self._dw = layer.matrix(gradient).T
        parts = spans(steps, steps_at_once(layer.row, layer.units, batch, dtype.itemsize))
        self._gradient = WeightGradient(self._x1, self.dz, self._dw, parts)
        self._parts = range(len(parts))

    def up(self) -> list[Call]:
        """Return the calls of `forward`, with what is held now."""
        calls: list[Call] = [self._product]
        if not self.identity:
            calls.append((self._function, (self.z, self.y)))
        if self._held:
            calls.append((self._put_held, ()))
        return calls

    def down(self, need_dx: bool) -> list[Call]:
        """Return the calls of `backward`, with what is held now."""
        calls = self._to_dz.copy()
        if self._held:
            calls.append((self._stop_held, ()))
        if self.steps == 1:
            calls.append((self._x1[0].dot, (self.dz[0].T, self._dw)))  # dW^T = [x | 1] . dz^T
            if need_dx:
                calls.append((self._transposed.dot, (self.dz[0], self.dx[0])))  # dx = W^T . dz
            return calls
        calls += [(self._gradient.run, (part,)) for part in self._parts]
        if need_dx and self._beside:
            calls += [
                (np.copyto, (self._pair[:, :1], self.dz)),
                (np.copyto, (self._transposed_pair[:, :1], self._transposed)),
                (np.matmul, (self._transposed_pair, self._pair, self.dx)),
            ]
        elif need_dx:
            calls.append((np.matmul, (self._transposed, self.dz, self.dx)))  # dx = W^T . dz
        return calls

    def forward(self) -> None:
        """Compute y from x."""
        for function, arguments in self.up():
            function(*arguments)

    def backward(self, need_dx: bool = True, first: int = 0) -> None:
        """Compute dz, the gradient of the parameters, and dx if needed, from dy."""
        for function, arguments in self.down(need_dx):
            function(*arguments)

    def hold(self, clamps: Sequence[Clamp], start: int) -> None:
        """Hold units at a value (see `LayerPass.hold`)."""
        # a layer of one step has the last one, whatever its number
        self._held = [
            (
                slice(max(0, clamp.first - start), max(0, clamp.last + 1 - start))
                if self.steps > 1
                else slice(None),
                slice(None) if clamp.unit < 0 else slice(clamp.unit, clamp.unit + 1),
                clamp.value,
            )
            for clamp in clamps
        ]

    def _put_held(self) -> None:
        """Set what is held."""
        for steps, rows, value in self._held:
            self.y[steps, rows] = value

    def _stop_held(self) -> None:
        """Hand nothing back through what is held."""
        for steps, rows, _ in self._held:
            self.dz[steps, rows] = 0
