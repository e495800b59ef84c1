"""Long short-term memory.

Forward, in the order of the code, weights W = [W_hh | b | W_ih], gate rows o, i, f, g. Rows o, i, f of the weights
are halved once an iteration, as sigmoid(z) = (tanh(z/2) + 1) / 2:

    z(t) = W . [h(t-1) | 1 | x(t)]
    o, i, f = sigmoid(z_o, z_i, z_f);  g = tanh(z_g)
    c(t) = i * g + f * c(t-1)
    h(t) = o * tanh(c(t))

Backward is in ``lstm_backward.py``.

References
----------
Hochreiter and Schmidhuber, Long short-term memory, 1997; Gers et al., Learning to forget, 2000. PyTorch's nn.LSTM
has two biases; this one is their sum. Its gate order (i, f, g, o) is made by `Layer.get` and `Layer.put`.
"""

from __future__ import annotations

from typing import ClassVar

import numpy as np

from .. import project
from .bands import Dot, Product
from .base import Array, Layer, Slot, Ticks
from .lstm_backward import Backward, choose
from .memory import zeros
from .recurrent import RecurrentPass, Step


class LSTM(Layer):
    """A long short-term memory layer.

    Parameters
    ----------
    settings : project.LSTM
        Units, bias of the forget gate, initialization.
    inputs : int
        Rows of the layer below.
    """

    kind = "lstm"
    recurrent = True
    takes_head = True
    order = (1, 2, 3, 0)  # i, f, g, o in the matrix o, i, f, g
    reads: ClassVar[Ticks] = {
        "forward": ("x[t]", "h[t-1]", "c[t-1]"),
        "backward": (
            "dy[t]",
            *("dz_i[t+1]", "dz_f[t+1]", "dz_g[t+1]", "dz_o[t+1]", "dc[t+1]", "f[t+1]"),
            *("i[t]", "f[t]", "g[t]", "o[t]", "tanh_c[t]", "h[t]", "c[t-1]"),
            *("x[t]", "h[t-1]"),
        ),
    }
    writes: ClassVar[Ticks] = {
        "forward": ("z_i", "z_f", "z_g", "z_o", "i", "f", "g", "o", "c", "tanh_c", "h"),
        "backward": ("dh", "dc", "dz_i", "dz_f", "dz_g", "dz_o", "dx"),
    }

    def __init__(self, settings: project.LSTM, inputs: int) -> None:
        super().__init__(settings, inputs)
        self.forget_bias = settings.forget_bias

    def initialize(self, flat: Array, rng: np.random.Generator) -> None:
        """Draw the parameters, and add the forget gate's bias."""
        super().initialize(flat, rng)
        self.gates(flat, "bias_ih_l0")[1] += self.forget_bias

    def bind_to(self, slot: Slot) -> LSTMPass:
        """Return this layer bound to parameters and one shape."""
        return LSTMPass(self, slot)


class LSTMPass(RecurrentPass):
    """A long short-term memory layer bound to one shape; see `Slot`.

    Attributes
    ----------
    c0 : (H, B) array
        The cell state before the first step; zero unless set.
    dc0 : (H, B) array
        dL/dc0, after backward, when recording.
    """

    dc0: Array
    follow: ClassVar[dict[str, tuple[str, ...]]] = {
        **{gate: (f"dz_{gate}",) for gate in "ifgo"},
        "c": ("_dc", "dz_i", "dz_f", "dz_g"),
    }

    def __init__(self, layer: LSTM, slot: Slot) -> None:
        parameters, gradient, recording = slot.parameters, slot.gradient, slot.recording
        steps, batch, h, dtype = slot.steps, slot.batch, layer.units, parameters.dtype
        plan = choose(h * batch)
        super().__init__(layer, slot, plan.most(h * batch * dtype.itemsize))
        self._halved = np.zeros_like(self._weights)
        self._of_hx = Product(self._halved, batch)
        self._scale = np.full((4 * h, 1), 0.5, dtype)
        self._scale[3 * h :] = 1
        # one step is o, i, f, g, c(t-1); c(t) goes into the next one
        self._gates = gates = zeros((steps + 1, 5 * h, batch), dtype)
        self.o, self.i, self.f, self.g = (gates[:-1, k * h : (k + 1) * h] for k in range(4))
        self.c0, self.c = gates[0, 4 * h :], gates[1:, 4 * h :]
        self.tanh_c = zeros((steps, h, batch), dtype)
        # without a recording nobody asks for z: all steps share one place
        self._z = zeros((steps if recording else 1, 4 * h, batch), dtype)
        self._half = np.array(0.5, dtype)
        self._product = zeros((2 * h, batch), dtype)
        self._forward_steps = [self._forward_step(t) for t in range(steps)]
        if recording:
            self.z_o, self.z_i, self.z_f, self.z_g = (
                self._z[:, k * h : (k + 1) * h] for k in range(4)
            )
            self.names = ("i", "f", "g", "o", "c", "h", "tanh_c", "z_i", "z_f", "z_g", "z_o")
        if gradient is None:
            return
        self.dz_o, self.dz_i, self.dz_f, self.dz_g = (
            self._dz[:, k * h : (k + 1) * h] for k in range(4)
        )
        self._dc = zeros((steps if recording else 1, h, batch), dtype)
        if recording:
            self.dh, self.dc = self._dh, self._dc
            self.names += ("dh", "dc", "dz_i", "dz_f", "dz_g", "dz_o")
        self._plan: Backward = plan(self)
        self._order([self._plan.step(t) for t in range(steps)])

    def states(self) -> dict[str, tuple[Array, Array]]:
        """Return each state before the first and after the last step."""
        return {**super().states(), "c": (self.c0, self.c[-1])}

    def _forward_step(self, t: int) -> Step:
        """Return the views that `forward` unpacks at step t."""
        h, gates, z = self.layer.units, self._gates[t], self._z[t if self.recording else 0]
        return (
            *(self._hx[t], self._of_hx.to(z), z),
            *(gates[: 4 * h], gates[: 3 * h], gates[h : 3 * h], gates[3 * h :]),
            *(self.c[t], self.tanh_c[t], self.o[t], self.h[t]),
        )

    def _begin(self) -> None:
        np.multiply(self._weights, self._scale, self._halved)

    def _go(self, steps: list[Step]) -> None:
        dot, tanh, multiply, add = self._of_hx.dot, np.tanh, np.multiply, np.add
        half, ig_fc = self._half, self._product
        ig, fc = ig_fc[: self.layer.units], ig_fc[self.layer.units :]
        for hx, to, z, gates, oif, i_f, g_c, c, tanh_c, o, h in steps:
            dot(hx, to)  # z(t) = W . [h(t-1) | 1 | x(t)], rows o, i, f halved
            tanh(z, gates)  # g, and tanh(z/2) of the others
            multiply(oif, half, oif)
            add(oif, half, oif)  # o, i, f = (tanh(z/2) + 1) / 2
            multiply(i_f, g_c, ig_fc)  # i * g and f * c(t-1)
            add(ig, fc, c)  # c(t) = i * g + f * c(t-1)
            tanh(c, tanh_c)
            multiply(o, tanh_c, h)  # h(t) = o * tanh(c(t))

    def _again(self, t: int) -> None:
        *_, i_f, g_c, c, tanh_c, o, h = self._forward_steps[t]
        self._set(t, "ifgo")
        np.multiply(i_f, g_c, self._product)
        np.add(self._product[: len(c)], self._product[len(c) :], c)
        self._set(t, "c")
        np.tanh(c, tanh_c)
        np.multiply(o, tanh_c, h)
        self._set(t, "h")

    def _end(self) -> None:
        if self.recording:
            z_oif = self._z[:, : 3 * self.layer.units]
            np.add(z_oif, z_oif, z_oif)  # what was halved

    def _prepare(self, start: int, stop: int) -> None:
        self._plan.prepare(start, stop)

    def _run(self, dot: Dot, steps: list[Step]) -> None:
        self._plan.run(dot, steps)

    def _carries(self) -> list[Array]:
        return [self._plan.carry]

    def backward(self, need_dx: bool = True, first: int = 0) -> None:
        """Compute the gradient of the parameters, and dx if needed, from dy (see `RecurrentPass.backward`)."""
        super().backward(need_dx, first)
        if self.recording:
            self.dc0 = self._plan.carry.copy()
