"""Layer and LayerPass: what every layer has; and the weight gradient, which all of them share.

A Layer knows settings, sizes and names; it holds no numbers. A LayerPass is a Layer bound to its slice of the
parameters and to one shape (steps, batch): it owns every array, allocated once, and the views of each step.
Arrays are (T, rows, B): time steps, units, examples.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

import numpy as np
from numpy.typing import ArrayLike, NDArray

from .. import project
from ..initializers import INITIALIZERS, Part

Array = NDArray[np.floating[Any]]
Items = NDArray[np.void]
Shape = tuple[int, ...]
Ticks = Mapping[str, tuple[str, ...]]

PRODUCT_BYTES = 1 << 19
"""A weight gradient is summed over at most so many bytes at once: what a core's own cache keeps at hand."""
SMALL_RESULT, SMALL_WORK, FEWEST_ROWS = 1200, 1_000_000, 32
"""OpenBLAS's small AVX-512 kernel takes A . B^T up to so many numbers of result and so many multiplications; it needs
two thirds of the time of the general one. Where fewer rows than this would fit, all stay together: other processors
have no such kernel, and there narrow bands cost more than they gain here."""


class Layer:
    """One layer: its sizes, the names of its parameters, and where they lie in the flat vector.

    The parameters are one matrix with a row for each unit of each gate; `order` and `columns` say which rows and
    columns carry which of PyTorch's names.

    Parameters
    ----------
    settings : project.Layer
        Units, initialization and what the kind has.
    inputs : int
        Rows of the layer below.
    """

    kind: ClassVar[str]
    recurrent: ClassVar[bool] = False
    order: ClassVar[tuple[int, ...]] = (0,)
    """For each gate in PyTorch's order, its place in the matrix."""
    reads: ClassVar[Ticks]
    """Which arrays one tick reads, by phase: forward, backward."""
    writes: ClassVar[Ticks]
    """Which arrays one tick writes, all of them at [t], by phase."""

    def __init__(self, settings: project.Layer, inputs: int) -> None:
        self.inputs = inputs
        self.units = settings.units
        self.initialization = settings.initialization
        self.columns: dict[str, slice | int] = self._columns()
        self.row = inputs + 1 + (self.units if self.recurrent else 0)
        self.size = len(self.order) * self.units * self.row

    def _columns(self) -> dict[str, slice | int]:
        """Return the columns of each PyTorch name: [W_hh | b | W_ih] where recurrent."""
        h = self.units
        return {"weight_ih_l0": slice(h + 1, None), "weight_hh_l0": slice(0, h), "bias_ih_l0": h}

    def matrix(self, flat: Array) -> Array:
        """Return the parameters as the kernel's matrix (gates * units, row): a view."""
        return flat.reshape(len(self.order) * self.units, self.row)

    def _view(self, flat: Array, name: str) -> Array:
        """Return the named part as a view (gates, units[, columns]), gates in the kernel's order."""
        return flat.reshape(len(self.order), self.units, self.row)[:, :, self.columns[name]]

    def shapes(self) -> dict[str, Shape]:
        """Return PyTorch's name and shape of each parameter."""
        rows = len(self.order) * self.units
        widths = {"weight": self.inputs, "weight_ih_l0": self.inputs, "weight_hh_l0": self.units}
        return {name: (rows, widths[name]) if name in widths else (rows,) for name in self.columns}

    def get(self, flat: Array, name: str) -> Array:
        """Return a copy of a named part of parameters, a gradient or an optimizer state, in PyTorch's order.

        Parameters
        ----------
        flat : (size,) array
            This layer's slice of a flat vector.
        name : str
            One of `shapes`.

        Returns
        -------
        array
            Of the shape that `shapes` tells.
        """
        return self._view(flat, name)[list(self.order)].reshape(self.shapes()[name])

    def put(self, flat: Array, name: str, values: ArrayLike) -> None:
        """Write a named part, given in PyTorch's order and of exactly its shape.

        Parameters
        ----------
        flat : (size,) array
            This layer's slice of a flat vector, written in place.
        name : str
            One of `shapes`.
        values : array-like
            Of the shape that `shapes` tells.

        Raises
        ------
        ValueError
            When the shape is another one.
        """
        values = np.asarray(values)
        if values.shape != self.shapes()[name]:
            raise ValueError(f"{name}: expected shape {self.shapes()[name]}, got {values.shape}")
        view = self._view(flat, name)
        view[list(self.order)] = values.reshape(view.shape)

    def initialize(self, flat: Array, rng: np.random.Generator) -> None:
        """Draw the parameters.

        Parameters
        ----------
        flat : (size,) array
            This layer's slice of the parameters, written in place.
        rng : numpy.random.Generator
            Where the numbers come from.
        """
        draw = INITIALIZERS[self.initialization]
        width = self.units if self.recurrent else self.inputs
        for name in self.columns:
            part: Part = "bias" if "bias" in name else "recurrent" if "hh" in name else "input"
            view = self._view(flat, name)
            for gate in self.order:
                view[gate] = draw(rng, view[gate].shape, part, width)

    def bind(
        self,
        parameters: Array,
        gradient: Array | None,
        steps: int,
        batch: int,
        *,
        recording: bool = False,
        head: Array | None = None,
        dy: Array | None = None,
    ) -> LayerPass:
        """Return this layer bound to parameters and one shape.

        Parameters
        ----------
        parameters : (size,) array
            This layer's slice of the flat vector; read at each pass, never written.
        gradient : (size,) array or None
            This layer's slice of the gradient, overwritten by backward; None: forward only.
        steps, batch : int
            T and B.
        recording : bool
            Keep every named array; the results are the same to the bit.
        head : (M, units) array or None
            Recurrent layers: weights of an identity dense layer right above. Its gradient then rides along in
            the recurrent product, and ``dy`` is (T, M, B), the gradient of that layer's output.
        dy : (T, units, B) array or None
            Dense: memory to use for ``dy`` instead of its own.

        Returns
        -------
        LayerPass
            With arrays of its own.
        """
        raise NotImplementedError


class LayerPass:
    """A Layer bound to one shape.

    Attributes
    ----------
    x : (T, D, B)
        Write the inputs here.
    y : (T, M, B)
        Read the outputs here.
    dy : (T, M, B)
        Write dL/dy here (not there when bound forward only).
    dx : (T, D, B)
        Read dL/dx here after ``backward(need_dx=True)``; may be pointed at other memory.
    names : tuple of str
        The arrays kept for a recording, each an attribute (T, units, B).
    """

    x: Array
    y: Array
    dy: Array
    dx: Array
    names: tuple[str, ...] = ()

    def __init__(self, layer: Layer, steps: int, batch: int) -> None:
        self.layer = layer
        self.steps = steps
        self.batch = batch

    def forward(self) -> None:
        """Compute y from x."""
        raise NotImplementedError

    def backward(self, need_dx: bool = True, first: int = 0) -> None:
        """Compute the gradient of the parameters, and dx if needed, from dy.

        Parameters
        ----------
        need_dx : bool
            Whether the layer below wants dx.
        first : int
            The first step whose dy counts; before it dy is taken as 0 and not read.
        """
        raise NotImplementedError


def spans(steps: int, most: int) -> list[tuple[int, int]]:
    """Cut steps into spans (start, stop) of at most ``most`` steps, as even as can be, the last in time first."""
    count = -(-steps // most)
    edges = [steps * k // count for k in range(count + 1)]
    return [(edges[k], edges[k + 1]) for k in reversed(range(count))]


def steps_at_once(rows: int, batch: int, itemsize: int) -> int:
    """Return over how many steps a weight gradient is summed at once."""
    return max(1, PRODUCT_BYTES // (rows * batch * itemsize))


def items(a: Array) -> Items:
    """View the last axis as one item, which is copied twice as fast: (T, rows, B) as (T, rows)."""
    return a.view(np.dtype((np.void, a.shape[-1] * a.itemsize)))[..., 0]


def bands(rows: int, row: int, length: int) -> list[slice]:
    """Cut the rows of a product (rows, length) . (length, row) into bands small enough for the small kernel.

    All rows stay together where too few would fit.
    """
    most = min(SMALL_RESULT, SMALL_WORK // length) // row
    return [slice(*band) for band in spans(rows, most if most >= FEWEST_ROWS else rows)]


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
    """

    def __init__(
        self, dz: Array, x: Array, gradient: Array, parts: Sequence[tuple[int, int]]
    ) -> None:
        self.gradient = gradient
        longest = max(stop - start for start, stop in parts)
        batch = dz.shape[2]
        rows, row = gradient.shape
        copied = longest > 1 and batch > 1
        left = np.empty(rows * longest * batch if copied else 0, gradient.dtype)
        right = np.empty(row * longest * batch if copied else 0, gradient.dtype)
        other = np.empty_like(gradient) if len(parts) > 1 else gradient
        self._parts: list[tuple[list[tuple[Items, Items]], list[tuple[Array, Array, Array]]]] = []
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
            products = [(a[band], b, out[band]) for band in bands(rows, row, n * batch)]
            self._parts.append((copies, products))

    def run(self, part: int) -> None:
        """Add one span; the first one sets the gradient."""
        copies, products = self._parts[part]
        for to, source in copies:
            np.copyto(to, source)
        for left, right, out in products:
            np.dot(left, right, out)
        if part:
            np.add(self.gradient, self._other, self.gradient)
