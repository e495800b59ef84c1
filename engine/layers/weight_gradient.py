"""The weight gradient, which all layers share: a matrix product over a whole span of time steps and all examples."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from .bands import LENGTHS, ROWS, ROWS_OF_ONE, bands_of_sum, cut
from .base import Array
from .memory import Room

Items = NDArray[np.void]
Summed = tuple[Callable[[Array, Array, Array], object], Array, Array, Array]
"""A product and what it takes: left, right and out."""

PRODUCT_BYTES = 1 << 20
"""A weight gradient is summed over at most so many bytes at once: what a core's own cache keeps at hand."""


def spans(steps: int, most: int) -> list[tuple[int, int]]:
    """Cut steps into spans (start, stop) of at most ``most`` steps, as even as can be, the last in time first."""
    count = -(-steps // most)
    edges = [steps * k // count for k in range(count + 1)]
    return [(edges[k], edges[k + 1]) for k in reversed(range(count))]


def steps_at_once(rows: int, row: int, batch: int, itemsize: int) -> int:
    """Return over how many steps a weight gradient (rows, row) is summed at once."""
    most = PRODUCT_BYTES // ((rows + row) * batch * itemsize)
    return max(1, min(most, LENGTHS.stop // batch))


def items(a: Array) -> Items:
    """View the last axis as one item, which is copied twice as fast: (T, rows, B) as (T, rows)."""
    return a.view(np.dtype((np.void, a.shape[-1] * a.itemsize)))[..., 0]


def products(left: Array, right: Array, out: Array, multiple: int) -> Iterator[Summed]:
    """Yield the products that left (rows, length) . right (length, row) is: all bands, then the rows left over."""
    (rows, length), row = left.shape, out.shape[1]
    count, most = bands_of_sum(rows, row, length, multiple)
    whole = count * most
    if count:
        yield np.matmul, cut(left[:whole], count), right, cut(out[:whole], count)
    if whole < rows:
        yield np.dot, left[whole:], right, out[whole:]


class WeightGradient:
    """dW = sum over t of dz(t) . x(t)^T: a matrix product over a whole span of steps and all examples.

    Parameters
    ----------
    dz : (T, M, B) array
        Gradient of the pre-activations.
    x : (T, R, B) array
        What the weights were multiplied with.
    gradient : (M, R) array
        Overwritten by the first span, added to by the others.
    parts : sequence of (start, stop)
        Spans in the order in which `run` takes them.
    blocks : sequence of (rows of dz, rows of x)
        Where not every row of dz meets every row of x: the products that there are; in ``gradient``, which is flat
        then, they lie one after the other.
    room : Room or None
        Where the copies of a span lie; None: in memory of its own.
    """

    def __init__(
        self,
        dz: Array,
        x: Array,
        gradient: Array,
        parts: Sequence[tuple[int, int]],
        blocks: Sequence[tuple[slice, slice]] = ((slice(None), slice(None)),),
        *,
        room: Room | None = None,
    ) -> None:
        self.gradient = gradient
        longest = max(stop - start for start, stop in parts)
        batch = dz.shape[2]
        rows, row = dz.shape[1], x.shape[1]
        copied = longest > 1 and batch > 1
        room, length = room or Room(), longest * batch if copied else 0
        left = room.zeros("left", (rows * length,), gradient.dtype)
        right = room.zeros("right", (row * length,), gradient.dtype)
        other = np.empty_like(gradient) if len(parts) > 1 else gradient
        self._parts: list[tuple[list[tuple[Items, Items]], list[Summed]]] = []
        self._other = other
        for k, (start, stop) in enumerate(parts):
            n = stop - start
            out = other if k else gradient
            copies = []
            if batch == 1:  # (T, M) and (T, R) as they lie
                a, b = dz[start:stop, :, 0].T, x[start:stop, :, 0]
            elif n == 1:
                a, b = dz[start], x[start].T
            else:  # time beside examples: (M, n * B) and (R, n * B)
                a = left[: rows * n * batch].reshape(rows, n, batch)
                b = right[: row * n * batch].reshape(row, n, batch)
                copies = [(items(a), items(dz[start:stop]).T), (items(b), items(x[start:stop]).T)]
                a, b = a.reshape(rows, -1), b.reshape(row, -1).T
            summed: list[Summed] = []
            flat = out.reshape(-1)
            for some, columns in blocks:
                left_rows, right_rows = a[some], b[:, columns]
                m, r = len(left_rows), right_rows.shape[1]
                block, flat = flat[: m * r].reshape(m, r), flat[m * r :]
                multiple = ROWS_OF_ONE if batch == 1 else ROWS
                summed += products(left_rows, right_rows, block, multiple)
            self._parts.append((copies, summed))

    def run(self, part: int) -> None:
        """Add one span; the first one sets the gradient."""
        copies, summed = self._parts[part]
        for to, source in copies:
            np.copyto(to, source)
        for product, left, right, out in summed:
            product(left, right, out)
        if part:
            np.add(self.gradient, self._other, self.gradient)
