"""Layer and LayerPass: what every layer has.

A Layer knows settings, sizes and names; it holds no numbers. A LayerPass is a Layer bound to its slice of the
parameters and to one shape (steps, batch): it owns every array, allocated once, and the views of each step.
Arrays are (T, rows, B): time steps, units, examples.
"""

from __future__ import annotations

import math
from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, ClassVar

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ..initializers import INITIALIZERS, Part
from .memory import Room, zeros

if TYPE_CHECKING:
    from ..project import Clamp

Array = NDArray[np.floating[Any]]
Shape = tuple[int, ...]
Ticks = Mapping[str, tuple[str, ...]]

NO_BUFFERS: Array = np.zeros(0)


@dataclass(frozen=True, eq=False)
class Slot:
    """Where a layer is bound: its slices of the flat vectors, and one shape.

    Attributes
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
        Layers that take one: weights of an identity dense layer right above. Its gradient then rides along in
        the recurrent product, and ``dy`` is (T, M, B), the gradient of that layer's output.
    dy : (T, units, B) array or None
        Dense, and recurrent layers without a head: memory to use for ``dy`` instead of their own.
    dx : (T, inputs, B) array or None
        Memory to use for ``dx``: where the layer below reads its ``dy``.
    x1 : (T, inputs + 1, B) array or None
        Dense: memory to use for its inputs, with a row of 1 behind: where the layer below writes its ``y``.
    buffers : (buffer_size,) array
        This layer's slice of what is kept beside the parameters: running statistics.
    evaluating : bool
        As in validation: running statistics, nothing dropped.
    room : Room
        Recurrent layers: where backward works; what must outlast it is not there.
    """

    parameters: Array
    gradient: Array | None
    steps: int
    batch: int
    recording: bool = False
    head: Array | None = None
    dy: Array | None = None
    dx: Array | None = None
    x1: Array | None = None
    buffers: Array = field(default_factory=lambda: NO_BUFFERS)
    evaluating: bool = False
    room: Room = field(default_factory=Room)

    def dx_of(self, layer: Layer) -> Array:
        """Return the memory for ``dx``."""
        if self.dx is not None:
            return self.dx
        return zeros((self.steps, layer.inputs, self.batch), self.parameters.dtype)


class Layer(ABC):
    """One layer: its sizes, the names of its parameters, and where they lie in the flat vector.

    The parameters are one matrix with a row for each unit of each gate; `order` and `columns` say which rows and
    columns carry which of PyTorch's names.

    Parameters
    ----------
    settings : project.Layer
        What the kind has: units, initialization, scale and the like. A kind without units has those of its inputs.
    inputs : int
        Rows of the layer below.
    """

    kind: ClassVar[str]
    recurrent: ClassVar[bool] = False
    takes_head: bool = False
    """Whether the gradient of an identity dense layer right above may ride along (see `Slot.head`)."""
    whole: bool = False
    """Whether it needs the whole sequence at once: it is shown in a segment of its own."""
    random: ClassVar[bool] = False
    """Whether its passes are told by `LayerPass.draw` what is drawn in each iteration."""
    order: ClassVar[tuple[int, ...]] = (0,)
    """For each gate in PyTorch's order, its place in the matrix."""
    reads: ClassVar[Ticks]
    """Which arrays one tick reads, by phase: forward, backward."""
    writes: ClassVar[Ticks]
    """Which arrays one tick writes, all of them at [t], by phase."""

    def __init__(self, settings: Any, inputs: int) -> None:
        self.inputs = inputs
        self.units: int = getattr(settings, "units", inputs)
        self.initialization: str = getattr(settings, "initialization", "zeros")
        self.scale: float = getattr(settings, "scale", 1.0)
        self.columns: dict[str, slice | int] = self._columns()
        self.row = inputs + 1 + (self.units if self.recurrent else 0)
        self.size = len(self.order) * self.units * self.row

    @property
    def outputs(self) -> int:
        """Rows of the output."""
        return self.units

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

    def buffer_shapes(self) -> dict[str, Shape]:
        """Return PyTorch's name and shape of what is kept beside the parameters, in their order in the buffers."""
        return {}

    @property
    def buffer_size(self) -> int:
        """Numbers kept beside the parameters."""
        return sum(math.prod(shape) for shape in self.buffer_shapes().values())

    def gates(self, flat: Array, name: str) -> list[Array]:
        """Return the named part as a view (units[, columns]) for each gate, in PyTorch's order.

        What PyTorch has and this layer has not is zeros that belong to nobody.
        """
        view = self._view(flat, name)
        return [view[place] for place in self.order]

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
        return np.concatenate(self.gates(flat, name))

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
        views = self.gates(flat, name)
        for view, part in zip(views, np.split(values, len(views)), strict=True):
            view[...] = part

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
            for view in self.gates(flat, name):
                view[...] = self.scale * draw(rng, view.shape, part, width)

    def initialize_buffers(self, buffers: Array) -> None:  # noqa: B027 - most kinds keep nothing
        """Set what is kept beside the parameters to its start.

        Parameters
        ----------
        buffers : (buffer_size,) array
            Written in place.
        """

    def bind(
        self,
        parameters: Array,
        gradient: Array | None,
        steps: int,
        batch: int,
        **more: Any,
    ) -> LayerPass:
        """Return this layer bound to parameters and one shape; see `Slot` for what is given.

        Returns
        -------
        LayerPass
            With arrays of its own.
        """
        return self.bind_to(Slot(parameters, gradient, steps, batch, **more))

    @abstractmethod
    def bind_to(self, slot: Slot) -> LayerPass:
        """Return this layer bound to parameters and one shape.

        Parameters
        ----------
        slot : Slot
            Where.

        Returns
        -------
        LayerPass
            With arrays of its own.
        """


class LayerPass(ABC):
    """A Layer bound to one shape.

    Parameters
    ----------
    layer : Layer
        The layer.
    slot : Slot
        Where it is bound.

    Attributes
    ----------
    x : (T, D, B)
        Write the inputs here.
    y : (T, M, B)
        Read the outputs here.
    y1 : (T, M + 1, B) or None
        Where y has a row of 1 behind it in memory, both: a dense layer above may take it as its inputs.
    dy : (T, M, B)
        Write dL/dy here (not there when bound forward only).
    dx : (T, D, B)
        Read dL/dx here after ``backward(need_dx=True)``.
    names : tuple of str
        The arrays kept for a recording, each an attribute (T, units, B).
    lengths : (B,) ints or None
        How many steps each example has, set before `forward`; None: all T.
    """

    x: Array
    y: Array
    dy: Array
    dx: Array
    y1: Array | None = None
    names: tuple[str, ...] = ()
    lengths: NDArray[np.intp] | None = None

    def __init__(self, layer: Layer, slot: Slot) -> None:
        self.layer = layer
        self.steps = slot.steps
        self.batch = slot.batch
        self.recording = slot.recording

    def draw(self, bits: np.random.Philox) -> None:  # noqa: B027 - most kinds draw nothing
        """Draw what is random in the coming iteration: only where the layer is `Layer.random`, and when training.

        Parameters
        ----------
        bits : numpy.random.Philox
            At the start of this layer's numbers of this iteration.
        """

    def hold(self, clamps: Sequence[Clamp], start: int) -> None:
        """Hold rows of named arrays at a value, from now on, in place of what was held before.

        Parameters
        ----------
        clamps : sequence of Clamp
            Those of this layer.
        start : int
            The time step, from 0, that is this pass's first one.
        """
        if clamps:
            raise NotImplementedError

    @abstractmethod
    def forward(self) -> None:
        """Compute y from x."""

    @abstractmethod
    def backward(self, need_dx: bool = True, first: int = 0) -> None:
        """Compute the gradient of the parameters, and dx if needed, from dy.

        Parameters
        ----------
        need_dx : bool
            Whether the layer below wants dx.
        first : int
            The first step whose dy counts; before it dy is taken as 0 and not read.
        """

    def settle(self) -> None:  # noqa: B027 - most kinds keep nothing
        """Take into the buffers what this iteration adds to them: called once its update is applied."""

    def last_step(self, to: Array) -> None:
        """Copy each example's last output.

        Parameters
        ----------
        to : (M, B) array
            Written.
        """
        if self.lengths is None:
            np.copyto(to, self.y[-1])
        else:
            np.copyto(to, self.y[self.lengths - 1, :, np.arange(self.batch)].T)

    def back_from_last_step(self, dlast: Array) -> int:
        """Write dy where only each example's last output is read.

        Parameters
        ----------
        dlast : (M, B) array
            dL/d of what `last_step` gave.

        Returns
        -------
        int
            The first step whose dy counts.
        """
        if self.lengths is None:
            np.copyto(self.dy[-1], dlast)
            return self.steps - 1
        first = int(self.lengths.min()) - 1
        self.dy[first:] = 0
        self.dy[self.lengths - 1, :, np.arange(self.batch)] = dlast.T
        return first
