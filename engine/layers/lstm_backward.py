"""Backward of the LSTM: two plans for the same equations, by the size of a step, H * B.

    dh(t) = [W_head^T | W_hh^T] . [dy(t) | dz(t+1)]          (+ dy(t) where no head rides along)
    dc(t) = dc(t+1) * f(t+1) + dh * o * (1 - tanh_c^2)
    dz_o = dh * tanh_c * o * (1 - o)
    dz_i = dc * g * i * (1 - i)
    dz_f = dc * c(t-1) * f * (1 - f)
    dz_g = dc * i * (1 - g^2)

A NumPy call costs 0.2 to 0.5 microseconds before it does anything. So small steps are fastest with few calls: the
factors of dh and dc are computed for many steps at once (`Factors`). Large steps are fastest when what they work on
stays in the cache (`Scratch`). Measured, Factors against Scratch, us a backward: H16 B16 75, 98; H32 B32 394, 402;
H64 B32 942, 920.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from .bands import Dot
from .base import Array
from .memory import zeros
from .recurrent import Plan, Step
from .weight_gradient import items

if TYPE_CHECKING:
    from .lstm import LSTMPass

LARGE = 1280
"""From so many numbers a step on: `Scratch`; below: `Factors`."""
FACTOR_BYTES = 1 << 19
"""How much of the factors is computed at once."""


class Backward(Plan):
    """A plan of the LSTM.

    Parameters
    ----------
    owner : LSTMPass
        Whose arrays it works on.
    """

    carry: Array
    """dc(t) * f(t), (H, B): what the step just done hands back through the cell."""

    def __init__(self, owner: LSTMPass) -> None:
        self.owner = owner
        self.carry = zeros((owner.layer.units, owner.batch), owner.y.dtype)


class Scratch(Backward):
    """Large steps: everything step by step, in scratch that stays in the cache."""

    def __init__(self, owner: LSTMPass) -> None:
        super().__init__(owner)
        h, b = owner.layer.units, owner.batch
        self._one, self._two = (zeros((h, b), owner.y.dtype) for _ in range(2))
        self._dc_if, self._a = (zeros((2 * h, b), owner.y.dtype) for _ in range(2))
        self.carry = self._dc_if[h:]

    def step(self, t: int) -> Step:
        """Return the views of step t."""
        p, h = self.owner, self.owner.layer.units
        gates, dc = p._gates[t], p._dc[t if p.recording else 0]
        return (
            *(p._block[t + 1], p._dh_to(t), p._dh_at(t), dc, p.o[t], p.tanh_c[t]),
            *(p.i[t], p.f[t], gates[h : 3 * h], gates[3 * h :], p.g[t]),
            *(p.dz_o[t], p._dz[t, h : 3 * h], p.dz_i[t], p.dz_g[t]),
        )

    def run(self, dot: Dot, steps: list[Step]) -> None:
        """Go back through the steps."""
        h = self.owner.layer.units
        add, subtract, multiply = np.add, np.subtract, np.multiply
        e, s, dc_if, a = self._one, self._two, self._dc_if, self._a
        dci, dcf = dc_if[:h], dc_if[h:]
        for onto, dyz, to, dh, dc, o, tanh_c, i, f, i_f, g_c, g, dz_o, dz_if, dz_i, dz_g in steps:
            dot(dyz, to)  # dh(t) = [W_head^T | W_hh^T] . [dy(t) | dz(t+1)]
            if onto:
                add(*onto)  # dh(t) += dy(t)
            multiply(dh, o, s)
            multiply(s, tanh_c, e)  # e = dh * o * tanh_c
            multiply(e, o, dz_o)
            subtract(e, dz_o, dz_o)  # dz_o = e - e * o
            add(dcf, s, dc)
            multiply(e, tanh_c, s)
            subtract(dc, s, dc)  # dc = dc(t+1) * f(t+1) + dh * o - e * tanh_c
            multiply(dc, i, dci)
            multiply(dc, f, dcf)
            multiply(dc_if, g_c, dz_if)  # a = [dc * i * g | dc * f * c(t-1)]
            multiply(dz_i, g, dz_g)
            subtract(dci, dz_g, dz_g)  # dz_g = dc * i - dc * i * g * g
            multiply(dz_if, i_f, a)
            subtract(dz_if, a, dz_if)  # dz_i, dz_f = a - a * [i f]


class Factors(Backward):
    """Smaller steps: the factors of dh and dc over many steps at once, then seven calls a step.

    For a stretch of n steps the gates are copied out of their steps, one gate after the other, (5, n, H * B): on these
    contiguous arrays a call takes a third of the time.
    """

    def __init__(self, owner: LSTMPass) -> None:
        super().__init__(owner)
        p, size, dtype = owner, owner.layer.units * owner.batch, owner.y.dtype
        longest = max(stop - start for start, stop, _ in p._stretches)
        room = zeros((10 * longest * size,), dtype)
        self._s = zeros((p.layer.units, p.batch), dtype)
        self._stretches: dict[int, Step] = {}
        self._factors: dict[int, tuple[Array, ...]] = {}
        for start, stop, _ in p._stretches:
            n = stop - start
            gates, h, s, a = (
                room[first * n * size : last * n * size]
                for first, last in ((0, 5), (5, 6), (6, 8), (8, 10))
            )
            o, i, i_f, g, g_c = (
                gates[first * n * size : last * n * size]
                for first, last in ((0, 1), (1, 2), (1, 3), (3, 4), (3, 5))
            )
            # each gate of a step as one item
            copies = (
                *(
                    items(gates.reshape(5, n, size)),
                    items(p._gates[start:stop].reshape(n, 5, size)).T,
                ),
                *(items(h.reshape(n, size)), items(p.h[start:stop].reshape(n, size))),
            )
            tanh_c = p.tanh_c[start:stop].reshape(-1)
            self._stretches[start] = (
                *copies,
                o,
                i,
                i_f,
                g,
                g_c,
                h,
                tanh_c,
                s,
                s[: n * size],
                s[n * size :],
                a,
            )
            shape = n, p.layer.units, p.batch
            to_o, to_c, to_i, to_f, to_g = (
                x.reshape(shape) for x in (h, o, s[: n * size], s[n * size :], i)
            )
            for t in range(start, stop):
                self._factors[t] = tuple(x[t - start] for x in (to_o, to_c, to_i, to_f, to_g))

    @classmethod
    def most(cls, step_bytes: int) -> int:
        """Return the most steps that are prepared at once."""
        return max(1, FACTOR_BYTES // (10 * step_bytes))

    def prepare(self, start: int, stop: int) -> None:
        """Compute the factors of steps start to stop, in place of what they are made of."""
        to, gates, to_h, h_steps, o, i, i_f, g, g_c, h, tanh_c, s, s1, s2, a = self._stretches[
            start
        ]
        np.copyto(to, gates)
        np.copyto(to_h, h_steps)
        np.multiply(h, o, s1)
        np.multiply(h, tanh_c, s2)
        np.subtract(h, s1, h)  # dz_o / dh = tanh_c * o * (1 - o) = h - h * o
        np.subtract(o, s2, o)  # dc / dh = o * (1 - tanh_c^2) = o - h * tanh_c
        np.multiply(i_f, g_c, a)  # a = [i * g | f * c(t-1)]
        np.multiply(a, i_f, s)
        np.subtract(a, s, s)  # dz_i / dc, dz_f / dc = a - a * [i f]
        np.multiply(a[: i.size], g, g)
        np.subtract(i, g, i)  # dz_g / dc = i * (1 - g^2) = i - i * g * g

    def step(self, t: int) -> Step:
        """Return the views of step t."""
        p = self.owner
        dc = p._dc[t if p.recording else 0]
        return (
            *(p._block[t + 1], p._dh_to(t), p._dh_at(t), dc, *self._factors[t], p.f[t]),
            *(p.dz_o[t], p.dz_i[t], p.dz_f[t], p.dz_g[t]),
        )

    def run(self, dot: Dot, steps: list[Step]) -> None:
        """Go back through the steps."""
        add, multiply, carry, s = np.add, np.multiply, self.carry, self._s
        for onto, dyz, to, dh, dc, to_o, to_c, to_i, to_f, to_g, f, dz_o, dz_i, dz_f, dz_g in steps:
            dot(dyz, to)  # dh(t) = [W_head^T | W_hh^T] . [dy(t) | dz(t+1)]
            if onto:
                add(*onto)  # dh(t) += dy(t)
            multiply(dh, to_o, dz_o)  # dz_o = dh * tanh_c * o * (1 - o)
            multiply(dh, to_c, s)
            add(carry, s, dc)  # dc = dc(t+1) * f(t+1) + dh * o * (1 - tanh_c^2)
            multiply(dc, to_i, dz_i)  # dz_i = dc * g * i * (1 - i)
            multiply(dc, to_f, dz_f)  # dz_f = dc * c(t-1) * f * (1 - f)
            multiply(dc, to_g, dz_g)  # dz_g = dc * i * (1 - g^2)
            multiply(dc, f, carry)


def choose(numbers: int) -> type[Backward]:
    """Return the plan for steps of so many numbers, H * B."""
    return Factors if numbers < LARGE else Scratch
