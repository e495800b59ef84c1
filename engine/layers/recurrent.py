"""RecurrentPass: what RNN, LSTM and GRU share, going through time.

Forward memory ``hx`` (T + 1, H + 1 + D, B): step t holds [h(t-1) | 1 | x(t)], so that recurrence, bias and input are
one product, and h(t) is written straight into step t + 1.

Backward memory ``block`` (T + 1, M + G, B): step t + 1 holds [dy(t) | dz(t+1)], so that the gradient of a head of M
rows rides along in the product that brings dz(t+1) back to dh(t). Without a head M is 0, and dy(t) is added.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, ClassVar

import numpy as np

from .bands import Dot, Product
from .base import Array, Layer, LayerPass, Slot
from .memory import zeros
from .weight_gradient import WeightGradient, spans, steps_at_once

if TYPE_CHECKING:
    from ..project import Clamp

VANISHED = 1e-25
"""Gradients through time below this are set to 0 on long sequences: denormal numbers make each step slow."""
LOOK_EVERY = 16
"""Steps between two looks whether they have vanished."""
LONG = 64
"""Up to so many steps nobody looks."""

Step = tuple[Any, ...]
"""The views that one time step works on."""
Held = tuple[str, slice, float]
"""Name of an array, rows and value: what is held at a step."""


class Plan(ABC):
    """How backward goes through time: which views each step needs, and the loop over them."""

    @classmethod
    def most(cls, step_bytes: int) -> int:
        """Return the most steps of a stretch, from the bytes of one state at one step."""
        return LONG

    @abstractmethod
    def step(self, t: int) -> Step:
        """Return the views of step t."""

    def prepare(self, start: int, stop: int) -> None:  # noqa: B027 - nothing, unless a plan has it
        """Compute what does not depend on the gradient."""

    @abstractmethod
    def run(self, dot: Dot, steps: list[Step]) -> None:
        """Go back through the steps."""


class RecurrentPass(LayerPass):
    """A recurrent layer bound to one shape; see `Slot`.

    Parameters
    ----------
    layer : Layer
        The layer.
    slot : Slot
        Where it is bound.
    most : int
        The most steps of a stretch of backward.
    handed, behind : int
        Rows of a step of ``block`` in front of dz(t+1), which the product takes too, and behind, which it leaves out.

    Attributes
    ----------
    h0 : (H, B) array
        The state before the first step; zero unless set.
    dh0 : (H, B) array
        dL/dh0, after backward, when recording.
    """

    dh0: Array
    follow: ClassVar[dict[str, tuple[str, ...]]] = {}
    """Which gradients are 0 where an array is held."""

    def __init__(
        self, layer: Layer, slot: Slot, most: int = LONG, handed: int = 0, behind: int = 0
    ) -> None:
        super().__init__(layer, slot)
        parameters, gradient, head = slot.parameters, slot.gradient, slot.head
        steps, batch, recording = slot.steps, slot.batch, slot.recording
        dtype, h, gates = parameters.dtype, layer.units, len(layer.order) * layer.units
        self._weights = layer.matrix(parameters)
        self._hx = zeros((steps + 1, layer.row, batch), dtype)
        self._hx[:, h] = 1
        self.x = self._hx[:-1, h + 1 :]
        self.h = self.y = self._hx[1:, :h]
        self.y1 = self._hx[1:, : h + 1]  # of a step, h and 1 are one block
        self.h0 = self._hx[0, :h]
        self._held: dict[int, list[Held]] = {}
        self._forward_steps: list[Step] = []
        if gradient is None:
            return
        self._head = head
        self._m = m = 0 if head is None else len(head)
        self._room = slot.room
        shape = (steps + 1, m + handed + gates + behind, batch)
        self._block = self._room.zeros("block", shape, dtype)
        self._back = self._block[:, : m + handed + gates]  # what the product takes
        self._dz = self._block[:-1, m + handed :]
        self.dy = self._block[1:, :m]
        if head is None:
            self.dy = zeros((steps, h, batch), dtype) if slot.dy is None else slot.dy
        self.dx = slot.dx_of(layer)
        self._to_dx, self._dz_x = self._weights[:, h + 1 :].T, self._dz  # W_ih^T, and of which rows
        self._to_dh = zeros((h, m + handed + gates), dtype)  # [W_head^T | W_hh^T]
        self._hand_back = Product(self._to_dh, batch)
        self._dh = zeros((steps if recording else 1, h, batch), dtype)
        self._stretches = list(self._cut(gates + behind, most))
        parts = [ready for *_, ready in self._stretches if ready is not None]
        self._gradient = self._weight_gradient(gradient, parts)
        self._loud: list[Step] = []
        self._quiet: list[Step] = []

    def states(self) -> dict[str, tuple[Array, Array]]:
        """Return each state before the first and after the last step: what is carried from chunk to chunk."""
        return {"h": (self.h0, self.h[-1])}

    def hold(self, clamps: Sequence[Clamp], start: int) -> None:
        """Hold rows of named arrays at a value (see `LayerPass.hold`)."""
        self._held = {}
        for clamp in clamps:
            rows = slice(None) if clamp.unit < 0 else slice(clamp.unit, clamp.unit + 1)
            for t in range(max(0, clamp.first - start), min(self.steps, clamp.last + 1 - start)):
                self._held.setdefault(t, []).append((clamp.name, rows, clamp.value))

    def _set(self, t: int, names: str) -> None:
        """Write what is held of these arrays at step t."""
        for name, rows, value in self._held[t]:
            if name in names:
                getattr(self, name)[t, rows] = value

    def _begin(self) -> None:
        """Compute what forward needs of the parameters."""

    @abstractmethod
    def _go(self, steps: list[Step]) -> None:
        """Go forward through these steps."""

    @abstractmethod
    def _again(self, t: int) -> None:
        """Compute step t again from its gates, with what is held put in its place."""

    def _end(self) -> None:
        """Finish what a recording keeps of forward."""

    def forward(self) -> None:
        """Compute y from x and the states before the first step."""
        self._begin()
        done = 0
        for t in sorted(self._held):
            self._go(self._forward_steps[done : t + 1])
            self._again(t)
            done = t + 1
        self._go(self._forward_steps[done:] if done else self._forward_steps)
        self._end()

    def _carry_of_h(self) -> list[Array]:
        """Return what is added to dh(t) after the product."""
        return []

    def _run_held(self, dot: Dot, steps: list[Step], stop: int) -> None:
        """Go back through steps that end before ``stop``, some of which are held."""
        waiting: list[Step] = []
        for k, step in enumerate(steps):
            held = self._held.get(stop - 1 - k)
            if held is None:
                waiting.append(step)
                continue
            self._run(dot, waiting)
            waiting = []
            self._run_one_held(dot, step, stop - 1 - k, held)
        self._run(dot, waiting)

    def _run_one_held(self, dot: Dot, step: Step, t: int, held: list[Held]) -> None:
        """Go back through a step; a held value takes no gradient, and hands none back."""
        dh = self._dh_at(t)

        def product(back: Array, to: Array) -> None:
            dot(back, to)
            if step[0]:
                np.add(*step[0])
            for name, rows, _ in held:
                if name == "h":
                    for array in (dh, *self._carry_of_h()):
                        array[rows] = 0

        self._run(product, [(None, *step[1:])])
        for name, rows, _ in held:
            for follower in self.follow.get(name, ()):
                array = getattr(self, follower)
                array[t if len(array) > 1 else 0, rows] = 0
            if name == "c":
                for carry in self._carries():
                    carry[rows] = 0

    def _cut(self, rows: int, most: int) -> Iterator[tuple[int, int, tuple[int, int] | None]]:
        """Yield stretches (start, stop, span of the weight gradient that is whole by then), the last in time first."""
        at_once = steps_at_once(rows, self.layer.row, self.batch, self._weights.itemsize)
        if self.steps > LONG:
            most = min(most, LOOK_EVERY)
        stretches = spans(self.steps, min(most, at_once))
        end = self.steps
        for start, stop in stretches:
            last = start == 0
            ready = (
                last or end - start + (stop - start) > at_once
            )  # one more stretch would be too many
            yield start, stop, (start, end) if ready else None
            if ready:
                end = start

    def _dh_at(self, t: int) -> Array:
        """Return where dh(t) is written: without a recording all steps share one place."""
        dh: Array = self._dh[t if self.recording else 0]
        return dh

    def _dh_to(self, t: int) -> Array:
        """Return dh(t) as the product writes it."""
        return self._hand_back.to(self._dh_at(t))

    def _order(self, steps: list[Step]) -> None:
        """Keep backward's steps, the last in time first, each with and without its dy(t) to be added in front."""
        self._quiet = [(None, *step) for step in reversed(steps)]
        self._loud = self._quiet
        if self._head is None:
            dhs = [self._dh_at(t) for t in range(self.steps)]
            self._loud = [
                ((dhs[t], self.dy[t], dhs[t]), *steps[t]) for t in reversed(range(self.steps))
            ]

    def _weight_gradient(self, gradient: Array, parts: list[tuple[int, int]]) -> WeightGradient:
        """Return the sum over time that is this layer's gradient."""
        matrix = self.layer.matrix(gradient)
        return WeightGradient(self._dz, self._hx[:-1], matrix, parts, room=self._room)

    def _transpose(self) -> None:
        """Write W_hh^T as it is now behind W_head^T."""
        self._to_dh[:, self._m :] = self._weights[:, : self.layer.units].T

    def _prepare(self, start: int, stop: int) -> None:
        """Compute what steps start to stop need of forward."""

    @abstractmethod
    def _run(self, dot: Dot, steps: list[Step]) -> None:
        """Go back through these steps; ``dot`` is the product with [W_head^T | W_hh^T]."""

    def _carries(self) -> list[Array]:
        """Return what the step just done hands back through time beside dz(t)."""
        return []

    def _flush(self, t: int) -> None:
        """Set what step t hands back to 0 if it has vanished."""
        carries = self._carries()
        if all(max(a.max(), -a.min()) < VANISHED for a in (self._dh_at(t), *carries)):
            for a in (self._block[t, self._m :], *carries):
                a[...] = 0

    def backward(self, need_dx: bool = True, first: int = 0) -> None:
        """Compute the gradient of the parameters, and dx if needed, from dy.

        Parameters
        ----------
        need_dx : bool
            Whether the layer below wants dx.
        first : int
            The first step whose dy counts; before it dy is taken as 0 and not read.
        """
        if self._head is not None:
            self._to_dh[:, : self._m] = self._head.T
        self._transpose()
        last = self.steps
        steps = self._loud[: last - first] + self._quiet[last - first :]
        for carry in self._carries():
            carry[...] = 0
        part = 0
        for start, stop, ready in self._stretches:
            self._prepare(start, stop)
            if self._held:
                self._run_held(self._hand_back.dot, steps[last - stop : last - start], stop)
            else:
                self._run(self._hand_back.dot, steps[last - stop : last - start])
            if last > LONG:
                self._flush(start)
            if ready is not None:
                self._gradient.run(part)
                part += 1
        if need_dx:
            np.matmul(self._to_dx, self._dz_x, self.dx)
        if self.recording:
            self.dh0 = self._to_dh.dot(self._back[0])
