"""Backward of the LSTM: three plans for the same equations, by the size of a step, H * B.

    dh(t) = [W_head^T | W_hh^T] . [dy(t) | dz(t+1)]          (+ dy(t) where no head rides along)
    dc(t) = dc(t+1) * f(t+1) + dh * o * (1 - tanh_c^2)
    dz_o = dh * tanh_c * o * (1 - o)
    dz_i = dc * g * i * (1 - i)
    dz_f = dc * c(t-1) * f * (1 - f)
    dz_g = dc * i * (1 - g^2)

A NumPy call costs about half a microsecond before it does anything. So small steps are fastest with few calls, and
the factors of dh and dc are computed for many steps at once (`Factors`; with `Fourfold` also fewer, longer calls);
large steps are fastest when what they work on stays in the cache (`Scratch`).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar

import numpy as np

from .base import Array
from .recurrent import LONG, Step

if TYPE_CHECKING:
    from .lstm import LSTMPass

FEW = 128
"""Below so many numbers a step: `Fourfold`."""
SOME = 384
"""Below so many: `Factors`; from here on `Scratch`."""
FACTOR_BYTES = 1 << 18
"""How much of the factors is computed at once."""


class Backward:
    """A plan: which views each step needs, and the loop over them.

    Parameters
    ----------
    owner : LSTMPass
        Whose arrays it works on.
    """

    copies: ClassVar[int] = 1
    """How many times over the product yields dh."""
    spare: ClassVar[int] = 0
    """Blocks of H rows that it needs behind dz."""

    def __init__(self, owner: LSTMPass) -> None:
        self.owner = owner
        self._carry = np.zeros((owner.layer.units, owner.batch), owner.y.dtype)

    def carry(self, t: int) -> Array:
        """Return what step t hands back through the cell: dc(t) * f(t), (H, B)."""
        return self._carry

    @classmethod
    def most(cls, step_bytes: int) -> int:
        """Return the most steps that are prepared at once."""
        return max(1, FACTOR_BYTES // (6 * step_bytes))

    def step(self, t: int) -> Step:
        """Return the views of step t."""
        raise NotImplementedError

    def prepare(self, start: int, stop: int) -> None:
        """Compute what does not depend on dh and dc."""

    def run(self, dot: Callable[[Array, Array], object], steps: list[Step]) -> None:
        """Go back through the steps."""
        raise NotImplementedError


class Scratch(Backward):
    """Large steps: everything step by step, in scratch that stays in the cache."""

    def __init__(self, owner: LSTMPass) -> None:
        super().__init__(owner)
        h, b = owner.layer.units, owner.batch
        self._one, self._two = (np.zeros((h, b), owner.y.dtype) for _ in range(2))
        self._dc_if, self._a, self._ai = (np.zeros((2 * h, b), owner.y.dtype) for _ in range(3))
        self._carry = self._dc_if[h:]

    @classmethod
    def most(cls, step_bytes: int) -> int:
        """Return the most steps of a stretch."""
        return LONG

    def step(self, t: int) -> Step:
        """Return the views of step t."""
        p, h = self.owner, self.owner.layer.units
        gates, dc = p._gates[t], p._dc[t if p.recording else 0]
        return (
            *(p._back[t + 1], p._dh_at(t), dc, p.h[t], p.o[t], p.tanh_c[t]),
            *(p.i[t], p.f[t], gates[h : 3 * h], gates[3 * h :], p.g[t]),
            *(p.dz_o[t], p._dz[t, h : 3 * h], p.dz_g[t]),
        )

    def run(self, dot: Callable[[Array, Array], object], steps: list[Step]) -> None:
        """Go back through the steps."""
        h = self.owner.layer.units
        add, subtract, multiply = np.add, np.subtract, np.multiply
        e, s, dc_if, a, ai = self._one, self._two, self._dc_if, self._a, self._ai
        dci, dcf, a_i = dc_if[:h], dc_if[h:], a[:h]
        for onto, back, dh, dc, ht, o, tanh_c, i, f, i_f, g_c, g, dz_o, dz_if, dz_g in steps:
            dot(back, dh)  # dh(t) = [W_head^T | W_hh^T] . [dy(t) | dz(t+1)]
            if onto:
                add(*onto)  # dh(t) += dy(t)
            multiply(dh, ht, e)  # e = dh * o * tanh_c
            multiply(e, o, s)
            subtract(e, s, dz_o)  # dz_o = e - e * o
            multiply(dh, o, s)
            add(dcf, s, dc)
            multiply(e, tanh_c, s)
            subtract(dc, s, dc)  # dc = dc(t+1) * f(t+1) + dh * o - e * tanh_c
            multiply(dc, i, dci)
            multiply(dc, f, dcf)
            multiply(dc_if, g_c, a)  # a = [dc * i * g | dc * f * c(t-1)]
            multiply(a, i_f, ai)
            subtract(a, ai, dz_if)  # dz_i, dz_f = a - a * [i f]
            multiply(a_i, g, s)
            subtract(dci, s, dz_g)  # dz_g = dc * i - dc * i * g * g


class Factors(Backward):
    """Smaller steps: the factors of dh and dc over many steps at once, then seven calls a step.

    A step of ``_factors`` holds dz_o / dh, dc / dh, dz_i / dc, dz_f / dc, dz_g / dc and room for f.
    """

    def __init__(self, owner: LSTMPass) -> None:
        super().__init__(owner)
        p, h, n = owner, owner.layer.units, owner.steps
        self._factors = np.zeros((n, 6 * h, p.batch), p.y.dtype)
        self._two = np.zeros((n, 2 * h, p.batch), p.y.dtype)
        self._s = np.zeros((h, p.batch), p.y.dtype)

    def prepare(self, start: int, stop: int) -> None:
        """Compute the factors of steps start to stop."""
        p, h, at = self.owner, self.owner.layer.units, slice(start, stop)
        to_o, to_c, to_if, to_g = (
            self._factors[at, a * h : b * h] for a, b in ((0, 1), (1, 2), (2, 4), (4, 5))
        )
        s, two = self._two[at, :h], self._two[at]
        i_f, g_c = p._gates[at, h : 3 * h], p._gates[at, 3 * h :]
        np.multiply(p.h[at], p.o[at], s)
        np.subtract(p.h[at], s, to_o)  # tanh_c * o * (1 - o) = h - h * o
        np.multiply(p.h[at], p.tanh_c[at], s)
        np.subtract(p.o[at], s, to_c)  # o * (1 - tanh_c^2) = o - h * tanh_c
        np.multiply(i_f, g_c, two)  # a = [i * g | f * c(t-1)]
        np.multiply(two, i_f, to_if)
        np.subtract(two, to_if, to_if)  # a - a * [i f]
        np.multiply(two[:, :h], p.g[at], to_g)
        np.subtract(p.i[at], to_g, to_g)  # i * (1 - g^2) = i - i * g * g

    def step(self, t: int) -> Step:
        """Return the views of step t."""
        p, h = self.owner, self.owner.layer.units
        factors = (self._factors[t, k * h : (k + 1) * h] for k in range(5))
        dc = p._dc[t if p.recording else 0]
        return (
            p._back[t + 1],
            p._dh_at(t),
            dc,
            *factors,
            p.f[t],
            p.dz_o[t],
            p.dz_i[t],
            p.dz_f[t],
            p.dz_g[t],
        )

    def run(self, dot: Callable[[Array, Array], object], steps: list[Step]) -> None:
        """Go back through the steps."""
        add, multiply, carry, s = np.add, np.multiply, self._carry, self._s
        for onto, back, dh, dc, to_o, to_c, to_i, to_f, to_g, f, dz_o, dz_i, dz_f, dz_g in steps:
            dot(back, dh)  # dh(t) = [W_head^T | W_hh^T] . [dy(t) | dz(t+1)]
            if onto:
                add(*onto)  # dh(t) += dy(t)
            multiply(dh, to_o, dz_o)  # dz_o = dh * tanh_c * o * (1 - o)
            multiply(dh, to_c, s)
            add(carry, s, dc)  # dc = dc(t+1) * f(t+1) + dh * o * (1 - tanh_c^2)
            multiply(dc, to_i, dz_i)  # dz_i = dc * g * i * (1 - i)
            multiply(dc, to_f, dz_f)  # dz_f = dc * c(t-1) * f * (1 - f)
            multiply(dc, to_g, dz_g)  # dz_g = dc * i * (1 - g^2)
            multiply(dc, f, carry)


class Fourfold(Factors):
    """Tiny steps: the product yields dh four times over, then four calls a step.

    Here a step of ``_factors`` is followed by dc / dh four times over, and the block of dz by dc * f.
    """

    copies = 4
    spare = 1

    def __init__(self, owner: LSTMPass) -> None:
        super().__init__(owner)
        p, h = owner, owner.layer.units
        self._to_c = np.zeros((p.steps, 4, h, p.batch), p.y.dtype)
        self._u = np.zeros((4 * h, p.batch), p.y.dtype)

    def carry(self, t: int) -> Array:
        """Return what step t hands back through the cell: dc(t) * f(t), (H, B)."""
        return self.owner._block[t, self.owner._m + 4 * self.owner.layer.units :]

    def prepare(self, start: int, stop: int) -> None:
        """Compute the factors of steps start to stop."""
        super().prepare(start, stop)
        h = self.owner.layer.units
        self._factors[start:stop, 5 * h :] = self.owner.f[start:stop]
        self._to_c[start:stop] = self._factors[start:stop, None, h : 2 * h]

    def step(self, t: int) -> Step:
        """Return the views of step t."""
        p, h, m = self.owner, self.owner.layer.units, self.owner._m
        dh, dc = p._dh_at(t), p._dc[t if p.recording else 0]
        shape = 4, h, p.batch
        return (
            *(p._back[t + 1], dh, dh[:h], dc, dc.reshape(shape), self._factors[t, :h]),
            *(self._to_c[t].reshape(4 * h, p.batch), self._factors[t, 2 * h :], self.carry(t + 1)),
            *(p.dz_o[t], p._block[t, m + h :]),
        )

    def run(self, dot: Callable[[Array, Array], object], steps: list[Step]) -> None:
        """Go back through the steps."""
        add, multiply, u = np.add, np.multiply, self._u
        u4 = u.reshape(4, self.owner.layer.units, self.owner.batch)
        for onto, back, dh4, dh, dc, dc4, to_o, to_c, to_ifgf, carry, dz_o, dz_ifg_carry in steps:
            dot(back, dh4)  # dh(t) = [W_head^T | W_hh^T] . [dy(t) | dz(t+1)]
            if onto:
                add(*onto)  # dh(t) += dy(t)
            multiply(dh4, to_c, u)
            add(u4, carry, dc4)  # dc = dc(t+1) * f(t+1) + dh * o * (1 - tanh_c^2)
            multiply(dc, to_ifgf, dz_ifg_carry)  # dz_i, dz_f, dz_g and dc * f
            multiply(dh, to_o, dz_o)  # dz_o = dh * tanh_c * o * (1 - o)


def choose(numbers: int) -> type[Backward]:
    """Return the plan for steps of so many numbers, H * B."""
    return Fourfold if numbers < FEW else Factors if numbers < SOME else Scratch
