"""Gated recurrent unit, with the reset gate behind the recurrent product, as in PyTorch and cuDNN.

Forward, in the order of the code. Rows r and z of the weights are halved once an iteration, as
sigmoid(z) = (tanh(z/2) + 1) / 2:

    x_n(t) = [b_in | W_in] . [1 | x(t)]                      of all steps at once
    [z_r | z_z | hn](t) = W . [h(t-1) | 1 | x(t)]            W = [W_hh | b | W_ih], of hn [W_hn | b_hn | 0]
    r, z = sigmoid(z_r, z_z)
    z_n(t) = r * hn + x_n;  n = tanh(z_n)
    h(t) = n + z * (h(t-1) - n)                              = (1 - z) * n + z * h(t-1)

Measured, us a forward at H8 B1 T20, H32 B32 T50, H128 B64 T50: this way 40, 207, 2015; with x_n as a fourth block of
rows in the product, 0 for h(t-1), 40, 219, 2510; with all of W_ih . x at once, added to W_hh . h(t-1) step by step, 48,
276, 2231.

Backward is in ``gru_backward.py``.

References
----------
Cho et al., Learning phrase representations using RNN encoder-decoder, 2014; PyTorch's nn.GRU. PyTorch has two biases
of r and z as well; here each is their sum, and only n has a second one, which the reset gate multiplies.
"""

from __future__ import annotations

from contextlib import nullcontext
from typing import ClassVar

import numpy as np

from .. import project
from .bands import Dot, Product
from .base import Array, Layer, Slot, Ticks
from .gru_backward import Factors, choose
from .memory import ROW, unbuffered, zeros
from .recurrent import RecurrentPass, Step
from .weight_gradient import WeightGradient


class GRU(Layer):
    """A gated recurrent unit layer.

    Its parameters are three matrices, one behind the other: [W_hh | b | W_ih] of r and z (2H, H + 1 + D), then
    [W_hn | b_hn] (H, H + 1), then [b_in | W_in] (H, 1 + D). Of ``bias_hh_l0`` only n's third is a parameter: the others
    read as 0, and what is written there is not kept.

    Parameters
    ----------
    settings : project.GRU
        Units, initialization.
    inputs : int
        Rows of the layer below.
    """

    kind = "gru"
    recurrent = True
    takes_head = True
    order = (0, 1, 2)  # r, z, n
    reads: ClassVar[Ticks] = {
        "forward": ("x[t]", "h[t-1]"),
        "backward": (
            "dy[t]",
            *("dz_r[t+1]", "dz_z[t+1]", "dhn[t+1]", "dh[t+1]", "z[t+1]"),
            *("r[t]", "z[t]", "n[t]", "hn[t]", "h[t-1]", "x[t]"),
        ),
    }
    writes: ClassVar[Ticks] = {
        "forward": ("z_r", "z_z", "hn", "z_n", "r", "z", "n", "h"),
        "backward": ("dh", "dz_r", "dz_z", "dhn", "dz_n", "dx"),
    }

    def __init__(self, settings: project.GRU, inputs: int) -> None:
        super().__init__(settings, inputs)
        self.size += self.units  # the second bias of n

    def _columns(self) -> dict[str, slice | int]:
        return {**super()._columns(), "bias_hh_l0": self.units}

    def parts(self, flat: Array) -> tuple[Array, Array, Array]:
        """Return the three matrices that the parameters are, as views."""
        h, row = self.units, self.row
        first, second = 2 * h * row, 2 * h * row + h * (h + 1)
        return (
            flat[:first].reshape(2 * h, row),
            flat[first:second].reshape(h, h + 1),
            flat[second:].reshape(h, row - h),
        )

    def matrix(self, flat: Array) -> Array:
        """Return the parameters of r and z as a matrix (2 * units, row): a view."""
        return self.parts(flat)[0]

    def gates(self, flat: Array, name: str) -> list[Array]:
        """Return the named part as a view (units[, columns]) of r, z and n (see `Layer.gates`)."""
        rz, n_h, n_x = self.parts(flat)
        h = self.units
        nobody = np.zeros((2 * h, self.row), flat.dtype)
        of_rz = nobody if name == "bias_hh_l0" else rz
        of_n = {
            "weight_ih_l0": n_x[:, 1:],
            "weight_hh_l0": n_h[:, :h],
            "bias_ih_l0": n_x[:, 0],
            "bias_hh_l0": n_h[:, h],
        }
        columns = of_rz[:, self.columns[name]]
        return [columns[:h], columns[h:], of_n[name]]

    def bind_to(self, slot: Slot) -> GRUPass:
        """Return this layer bound to parameters and one shape."""
        return GRUPass(self, slot)


class GRUPass(RecurrentPass):
    """A gated recurrent unit layer bound to one shape; see `Slot`.

    A step of the backward memory ``block`` is [dy(t) | dhn dz_r dz_z dz_n](t+1), of which the recurrent product takes
    all but the last, and the inputs' weights all but dhn. `Factors` has dh(t+1) * z(t+1) in front of dhn.
    """

    layer: GRU
    follow: ClassVar[dict[str, tuple[str, ...]]] = {
        "r": ("dz_r",),
        "z": ("dz_z",),
        "n": ("dz_n", "dhn", "dz_r"),
    }

    def __init__(self, layer: GRU, slot: Slot) -> None:
        parameters, gradient, recording = slot.parameters, slot.gradient, slot.recording
        steps, batch, h, dtype = slot.steps, slot.batch, layer.units, parameters.dtype
        plan = choose(h * batch)
        super().__init__(layer, slot, plan.most(h * batch * dtype.itemsize), plan.handed * h, h)
        _, self._n_h, self._n_x = layer.parts(parameters)
        self._half = np.array(0.5, dtype)
        self._work = zeros((3 * h, layer.row), dtype)  # W of the forward product
        self._of_hx = Product(self._work, batch)
        self._x1 = self._hx[:-1, h:]  # [1 | x(t)]
        self._product = zeros((h, batch), dtype)
        self._z = zeros((steps, 3 * h, batch), dtype)
        self.hn = self._z[:, 2 * h :]
        self.z_n = zeros((steps, h, batch), dtype)
        self.before = self._hx[:-1, :h]
        """h(t-1)."""
        # without a recording nobody asks for what is before sigmoid and tanh, and the gates write over it
        shape = (steps, 2 * h, batch)
        self._rz = zeros(shape, dtype) if recording else self._z[:, : 2 * h]
        self.r, self.z = self._rz[:, :h], self._rz[:, h:]
        self.n = zeros(self.z_n.shape, dtype) if recording else self.z_n
        self._forward_steps = [self._forward_step(t) for t in range(steps)]
        if recording:
            self.z_r, self.z_z = self._z[:, :h], self._z[:, h : 2 * h]
            self.names = ("r", "z", "n", "h", "z_r", "z_z", "z_n", "hn")
        if gradient is None:
            return
        self.dhn, self.dz_r, self.dz_z, self.dz_n = (
            self._dz[:, k * h : (k + 1) * h] for k in range(4)
        )
        self._w_ih = zeros((3 * h, layer.inputs), dtype)
        self._to_dx, self._dz_x = self._w_ih.T, self._dz[:, h:]
        if recording:
            self.dh = self._dh
            self.names += ("dh", "dz_r", "dz_z", "dz_n", "dhn")
        self._has_gaps = plan is Factors and h * batch >= ROW  # between the steps
        self._plan = plan(self)
        self._order([self._plan.step(t) for t in range(steps)])

    def _forward_step(self, t: int) -> Step:
        """Return the views that `forward` unpacks at step t."""
        z, z_n = self._z[t], self.z_n[t]
        z_rz = z[: 2 * self.layer.units]
        # in place only with the very same view: NumPy looks long at two views of one place
        rz, n = (self._rz[t], self.n[t]) if self.recording else (z_rz, z_n)
        return (
            *(self._hx[t], self._of_hx.to(z), z_rz, rz, self.r[t], self.hn[t]),
            *(z_n, n, self.before[t], self.z[t], self.h[t]),
        )

    def _begin(self) -> None:
        units, work = self.layer.units, self._work
        np.multiply(self._weights, self._half, work[: 2 * units])
        work[2 * units :, : units + 1] = self._n_h
        np.matmul(self._n_x, self._x1, self.z_n)  # x_n(t) = [b_in | W_in] . [1 | x(t)]

    def _go(self, steps: list[Step]) -> None:
        dot, tanh, multiply, add = self._of_hx.dot, np.tanh, np.multiply, np.add
        subtract, half, s = np.subtract, self._half, self._product
        for hx, to, z_rz, rz, r, hn, z_n, n, before, z, h in steps:
            dot(hx, to)  # z_r, z_z (halved) and hn = W . [h(t-1) | 1 | x(t)]
            tanh(z_rz, rz)
            multiply(rz, half, rz)
            add(rz, half, rz)  # r, z = (tanh(z/2) + 1) / 2
            multiply(r, hn, s)
            add(s, z_n, z_n)  # z_n(t) = r * hn + x_n
            tanh(z_n, n)
            subtract(before, n, s)
            multiply(s, z, s)
            add(n, s, h)  # h(t) = n + z * (h(t-1) - n)

    def _again(self, t: int) -> None:
        *_, r, hn, z_n, n, before, z, h = self._forward_steps[t]
        s = self._product
        self._set(t, "rz")
        np.matmul(self._n_x, self._x1[t : t + 1], self.z_n[t : t + 1])  # n may have its place
        np.multiply(r, hn, s)
        np.add(s, z_n, z_n)
        np.tanh(z_n, n)
        self._set(t, "n")
        np.subtract(before, n, s)
        np.multiply(s, z, s)
        np.add(n, s, h)
        self._set(t, "h")

    def _end(self) -> None:
        if self.recording:
            z_rz = self._z[:, : 2 * self.layer.units]
            np.add(z_rz, z_rz, z_rz)  # what was halved

    def _weight_gradient(self, gradient: Array, parts: list[tuple[int, int]]) -> WeightGradient:
        h = self.layer.units
        # rows r z with [h | 1 | x], hn with [h | 1], n with [1 | x]
        blocks = (
            (slice(h, 3 * h), slice(None)),
            (slice(0, h), slice(0, h + 1)),
            (slice(3 * h, None), slice(h, None)),
        )
        return WeightGradient(self._dz, self._hx[:-1], gradient, parts, blocks, room=self._room)

    def _transpose(self) -> None:
        h, to_dh = self.layer.units, self._to_dh
        to_dh[:, -3 * h : -2 * h] = self._n_h[:, :h].T
        to_dh[:, -2 * h :] = self._weights[:, :h].T
        self._w_ih[: 2 * h], self._w_ih[2 * h :] = self._weights[:, h + 1 :], self._n_x[:, 1:]

    def _prepare(self, start: int, stop: int) -> None:
        self._plan.prepare(start, stop)

    def _run(self, dot: Dot, steps: list[Step]) -> None:
        self._plan.run(dot, steps)

    def _carries(self) -> list[Array]:
        return self._plan.carries()

    def _carry_of_h(self) -> list[Array]:
        return self._plan.carries()

    def backward(self, need_dx: bool = True, first: int = 0) -> None:
        """Compute the gradient of the parameters, and dx if needed, from dy (see `RecurrentPass.backward`)."""
        with unbuffered() if self._has_gaps else nullcontext():
            super().backward(need_dx, first)
        if self.recording:
            for carry in self._carries():
                self.dh0 += carry
