"""Backward of the GRU: two plans for the same equations, by the size of a step, H * B.

    dh(t) = [W_head^T | W_hn^T | W_hr^T | W_hz^T] . [dy(t) | dhn(t+1) | dz_r(t+1) | dz_z(t+1)] + dh(t+1) * z(t+1)
                                                             (+ dy(t) where no head rides along)
    dz_z = dh * (h(t-1) - n) * z * (1 - z)
    dz_n = dh * (1 - z) * (1 - n^2)
    dhn = dz_n * r
    dz_r = dhn * hn * (1 - r)

All that a step writes is dh times something that forward knows. So small steps, where the number of calls is the time,
are fastest when those factors are computed for many steps at once, and dh(t+1) * z(t+1) rides along in the product
through an identity matrix (`Factors`): two calls a step are left. Large steps are fastest when what they work on
stays in the cache (`Scratch`). Measured, Factors against Scratch, us a backward without the weight gradient: H8 B1 T20
28, 54; H16 B16 T25 51, 74; H64 B32 T50 479, 393; H128 B64 T50 2525, 2279. A whole iteration of T50: H24 B32 456, 466;
H32 B32 570, 553; H64 B16 842, 791.

Factors work on arrays with gaps between the steps, which NumPy would copy: see `unbuffered`. With it a backward takes,
against without, H16 B16 T50 0.95, H16 B32 0.81, H24 B32 0.84 of the time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

import numpy as np

from .bands import Dot
from .base import Array
from .memory import zeros
from .recurrent import Plan, Step

if TYPE_CHECKING:
    from .gru import GRUPass

LARGE = 1000
"""From so many numbers a step on: `Scratch`; below: `Factors`."""
FACTOR_BYTES = 1 << 19
"""How much of the factors is computed at once."""


class Backward(Plan):
    """A plan of the GRU.

    Parameters
    ----------
    owner : GRUPass
        Whose arrays it works on.
    """

    handed: ClassVar[bool] = False
    """Whether dh(t+1) * z(t+1) rides along in the product."""

    def __init__(self, owner: GRUPass) -> None:
        self.owner = owner

    def carries(self) -> list[Array]:
        """Return what the step just done hands back beside the block."""
        return []


class Scratch(Backward):
    """Large steps: everything step by step, in scratch that stays in the cache."""

    def __init__(self, owner: GRUPass) -> None:
        super().__init__(owner)
        shape, dtype = (owner.layer.units, owner.batch), owner.y.dtype
        self._one, self._two, self._carry = (zeros(shape, dtype) for _ in range(3))

    def carries(self) -> list[Array]:
        """Return dh(t) * z(t) of the step just done."""
        return [self._carry]

    def step(self, t: int) -> Step:
        """Return the views of step t."""
        p = self.owner
        return (
            *(p._back[t + 1], p._dh_to(t), p._dh_at(t)),
            *(p.r[t], p.z[t], p.n[t], p.hn[t], p.before[t]),
            *(p.dhn[t], p.dz_r[t], p.dz_z[t], p.dz_n[t]),
        )

    def run(self, dot: Dot, steps: list[Step]) -> None:
        """Go back through the steps."""
        add, subtract, multiply = np.add, np.subtract, np.multiply
        e, s, carry = self._one, self._two, self._carry
        for onto, back, to, dh, r, z, n, hn, before, dhn, dz_r, dz_z, dz_n in steps:
            dot(back, to)  # dh(t) = [W_head^T | W_hh^T] . [dy(t) | dhn dz_r dz_z (t+1)]
            if onto:
                add(*onto)  # dh(t) += dy(t)
            add(dh, carry, dh)  # dh(t) += dh(t+1) * z(t+1)
            multiply(dh, z, carry)
            subtract(dh, carry, e)  # e = dh * (1 - z)
            subtract(before, n, s)
            multiply(s, z, s)
            multiply(e, s, dz_z)  # dz_z = e * (h(t-1) - n) * z
            multiply(e, n, s)
            multiply(s, n, s)
            subtract(e, s, dz_n)  # dz_n = e - e * n * n
            multiply(dz_n, r, dhn)  # dhn = dz_n * r
            multiply(dhn, hn, e)
            multiply(e, r, s)
            subtract(e, s, dz_r)  # dz_r = dhn * hn - dhn * hn * r


class Factors(Backward):
    """Smaller steps: the factors of dh over many steps at once, then two calls a step."""

    handed = True

    def __init__(self, owner: GRUPass) -> None:
        super().__init__(owner)
        h, batch, dtype = owner.layer.units, owner.batch, owner.y.dtype
        longest = max(stop - start for start, stop, _ in owner._stretches)
        owner._to_dh[:, -4 * h : -3 * h] = np.eye(h)
        # of what is handed back, and of dhn, dz_r, dz_z, dz_n
        self._factors = zeros((longest, 5, h, batch), dtype)
        self._room = zeros((2, longest, h, batch), dtype)
        self._one = np.array(1, dtype)
        self._place = {
            t: t - start for start, stop, _ in owner._stretches for t in range(start, stop)
        }

    @classmethod
    def most(cls, step_bytes: int) -> int:
        """Return the most steps that are prepared at once."""
        return max(1, FACTOR_BYTES // (5 * step_bytes))

    def prepare(self, start: int, stop: int) -> None:
        """Compute the factors of steps start to stop."""
        p, span, n_steps = self.owner, slice(start, stop), stop - start
        r, z, n, hn, before = (a[span] for a in (p.r, p.z, p.n, p.hn, p.before))
        keep, to_hn, to_r, to_z, to_n = self._factors[:n_steps].swapaxes(0, 1)
        a, b = self._room[:, :n_steps]
        subtract, multiply = np.subtract, np.multiply
        np.copyto(keep, z)
        subtract(self._one, z, a)
        multiply(n, n, b)
        multiply(b, a, b)
        subtract(a, b, to_n)  # dz_n / dh = (1 - z) * (1 - n^2) = (1 - z) - (1 - z) * n * n
        multiply(a, z, a)
        subtract(before, n, b)
        multiply(a, b, to_z)  # dz_z / dh = (h(t-1) - n) * z * (1 - z)
        multiply(to_n, r, to_hn)  # dhn / dh = dz_n / dh * r
        multiply(to_hn, hn, a)
        multiply(a, r, b)
        subtract(a, b, to_r)  # dz_r / dh = dhn / dh * hn * (1 - r)

    def step(self, t: int) -> Step:
        """Return the views of step t."""
        p, dh = self.owner, self.owner._dh_at(t)
        written = p._block[t, p._m :].reshape(5, *dh.shape)
        return p._back[t + 1], p._dh_to(t), dh[None], self._factors[self._place[t]], written

    def run(self, dot: Dot, steps: list[Step]) -> None:
        """Go back through the steps."""
        add, multiply = np.add, np.multiply
        for onto, back, to, each, factors, written in steps:
            dot(back, to)  # dh(t) = [W_head^T | I | W_hh^T] . [dy(t) | dh * z, dhn dz_r dz_z (t+1)]
            if onto:
                add(*onto)  # dh(t) += dy(t)
            multiply(each, factors, written)  # dh * z, dhn, dz_r, dz_z, dz_n


def choose(numbers: int) -> type[Backward]:
    """Return the plan for steps of so many numbers, H * B."""
    return Factors if numbers < LARGE else Scratch
