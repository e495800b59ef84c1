"""Network: layers over one flat parameter vector; Pass: a Network bound to one shape."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import ArrayLike, DTypeLike, NDArray

from . import project
from .layers import Layer, LayerPass, build
from .layers.base import Array, Shape, Slot
from .layers.dense import Call, Dense, DensePass
from .layers.recurrent import RecurrentPass
from .layers.stack import stacks
from .randomness import dropout_bits


class Network:
    """Layers from input to output over one flat vector of parameters.

    Parameters
    ----------
    layers : sequence of project.Layer
        Settings of the hidden layers.
    output : project.Output or None
        Settings of the output layer: dense, without activation (sigmoid and softmax belong to the loss).
        None: the last hidden layer gives the outputs.
    inputs, outputs : int
        Rows of an input and of an output.
    every_step : bool
        Whether there is an output at each step, or only at the last.
    dtype : data type
        float32 or float64.
    seed : int
        What the initial parameters are a pure function of.

    Attributes
    ----------
    layers : tuple of Layer
        The output layer is the last.
    buffers : (Q,) array
        What is kept beside the parameters: running statistics.
    parameters : (P,) array
        All parameters.
    slices : tuple of slice
        Where each layer's lie.
    single : tuple of bool
        Which layers have one step only.
    """

    def __init__(
        self,
        layers: Sequence[project.Layer],
        output: project.Output | None,
        inputs: int,
        outputs: int,
        *,
        every_step: bool,
        dtype: DTypeLike = np.float32,
        seed: int = 0,
    ) -> None:
        hidden: list[project.Layer] = list(layers)
        if output is not None:
            hidden.append(project.Dense(outputs, "identity", output.initialization, output.scale))
        built: list[Layer] = []
        for settings in hidden:
            built.append(build(settings, built[-1].outputs if built else inputs))
        self.layers = tuple(built)
        self.inputs = inputs
        self.outputs = outputs
        self.every_step = every_step
        self.dtype = np.dtype(dtype)
        ends = np.cumsum([0] + [layer.size for layer in built]).tolist()
        self.slices = tuple(slice(a, b) for a, b in pairwise(ends))
        self.parameters: Array = np.zeros(ends[-1], self.dtype)
        kept = np.cumsum([0] + [layer.buffer_size for layer in built]).tolist()
        self._kept = tuple(slice(a, b) for a, b in pairwise(kept))
        self.buffers: Array = np.zeros(kept[-1], self.dtype)
        recurrent = [k for k, layer in enumerate(built) if layer.recurrent]
        # after the last recurrent layer only the last step goes on
        through = len(built) if every_step else recurrent[-1] + 1 if recurrent else 0
        self.single = tuple(k >= through for k in range(len(built)))
        self.initialize(seed)

    def initialize(self, seed: int) -> None:
        """Draw all parameters anew.

        Parameters
        ----------
        seed : int
            The same seed gives the same numbers.
        """
        for k, layer in enumerate(self.layers):
            # the last word of the counter keeps these numbers apart from others drawn with the same key
            bits = np.random.Philox(key=np.array([seed, k], np.uint64), counter=[0, 0, 0, 1])
            layer.initialize(self.parameters[self.slices[k]], np.random.Generator(bits))
            layer.initialize_buffers(self.buffers[self._kept[k]])

    def names(self) -> dict[str, Shape]:
        """Return name and shape of each parameter array, as in PyTorch: ``0.weight_ih_l0``."""
        return {
            f"{k}.{n}": s for k, layer in enumerate(self.layers) for n, s in layer.shapes().items()
        }

    def buffer_names(self) -> dict[str, Shape]:
        """Return name and shape of each array of `buffers`, as in PyTorch: ``1.running_mean``."""
        return {
            f"{k}.{n}": s
            for k, layer in enumerate(self.layers)
            for n, s in layer.buffer_shapes().items()
        }

    def buffer(self, name: str) -> Array:
        """Return one array of `buffers`, as a view to be read or written.

        Parameters
        ----------
        name : str
            One of `buffer_names`.

        Returns
        -------
        array
            Of the shape that `buffer_names` tells.
        """
        end = 0
        for found, shape in self.buffer_names().items():
            start, end = end, end + math.prod(shape)
            if found == name:
                return self.buffers[start:end].reshape(shape)
        raise KeyError(name)

    def _place(self, name: str) -> tuple[Layer, slice, str]:
        number, _, part = name.partition(".")
        if name not in self.names():
            raise KeyError(name)
        return self.layers[int(number)], self.slices[int(number)], part

    def get(self, name: str, flat: Array | None = None) -> Array:
        """Return a copy of a named array in PyTorch's order.

        Parameters
        ----------
        name : str
            One of `names`.
        flat : (P,) array or None
            A gradient or optimizer state to read instead of the parameters.

        Returns
        -------
        array
            Of the shape that `names` tells.
        """
        layer, at, part = self._place(name)
        return layer.get((self.parameters if flat is None else flat)[at], part)

    def put(self, name: str, values: ArrayLike, flat: Array | None = None) -> None:
        """Write a named array, given in PyTorch's order.

        Parameters
        ----------
        name : str
            One of `names`.
        values : array-like
            Of the shape that `names` tells.
        flat : (P,) array or None
            A gradient or optimizer state to write instead of the parameters.
        """
        layer, at, part = self._place(name)
        layer.put((self.parameters if flat is None else flat)[at], part, values)

    def set_one(self, name: str, row: int, column: int, value: float) -> None:
        """Set one number of a named array.

        Parameters
        ----------
        name : str
            One of `names`.
        row, column : int
            From 0, in PyTorch's order; of a bias the column is 0.
        value : float
            What it becomes.

        Raises
        ------
        KeyError, IndexError
            If there is no such place.
        """
        array = self.get(name)
        array.reshape(len(array), -1)[row, column] = value
        self.put(name, array)

    def bind(
        self,
        gradient: Array | None,
        steps: int,
        batch: int,
        *,
        recording: bool = False,
        forward_only: bool = False,
        evaluating: bool = False,
    ) -> Pass:
        """Return this network bound to one shape; as many as one likes live beside each other.

        Parameters
        ----------
        gradient : (P,) array or None
            Where backward writes; None: forward only.
        steps, batch : int
            T and B.
        recording : bool
            Keep every named array of every layer; the results are the same to the bit.
        forward_only : bool
            Leave out what backward needs.
        evaluating : bool
            As in validation: running statistics, nothing dropped.

        Returns
        -------
        Pass
            With arrays of its own.
        """
        gradient = None if forward_only else gradient
        return Pass(self, gradient, steps, batch, recording=recording, evaluating=evaluating)


class Pass:
    """A Network bound to one shape.

    Parameters
    ----------
    network : Network
        The network; its parameters are read at each pass.
    gradient : (P,) array or None
        Where backward writes; None: forward only.
    steps, batch : int
        T and B.
    recording : bool
        Keep every named array of every layer.
    evaluating : bool
        As in validation: running statistics, nothing dropped.

    Attributes
    ----------
    inputs : (T, D, B) array
        Write the inputs here.
    outputs : (T', M, B) array
        Read the outputs here; T' is 1 where only the last step has one.
    doutputs : (T', M, B) array
        Write dL/d outputs here.
    layers : tuple of LayerPass
        One a layer.
    """

    doutputs: Array

    def __init__(
        self,
        network: Network,
        gradient: Array | None,
        steps: int,
        batch: int,
        *,
        recording: bool = False,
        evaluating: bool = False,
    ) -> None:
        self.network = network
        self.steps = steps
        self.batch = batch
        # where there is one step only, it is the last one
        apart = steps > 1 and any(network.single)
        self._first_single = network.single.index(True) if apart else None
        passes: list[LayerPass] = []
        one_step = [single or steps == 1 for single in network.single]
        stacked = stacks(network.layers, one_step, batch, network.dtype)
        needs_dx = [k > 0 and not _rides(network, k - 1) for k in range(len(network.layers))]
        for k, layer in enumerate(network.layers):
            below = passes[-1] if k and _rides(network, k - 1) and gradient is not None else None
            at = network.slices[k]
            hands_down = gradient is not None and needs_dx[k] and k != self._first_single
            slot = Slot(
                network.parameters[at],
                None if gradient is None else gradient[at],
                1 if network.single[k] else steps,
                batch,
                recording=recording,
                head=_head(network, k) if gradient is not None else None,
                dy=None if below is None else below.dy,
                dx=passes[-1].dy if hands_down else None,
                x1=passes[-1].y1 if k and k != self._first_single else None,
                buffers=network.buffers[network._kept[k]],
                evaluating=evaluating,
            )
            passes.append(
                layer.bind_to(slot, stacked.get(layer))
                if isinstance(layer, Dense)
                else layer.bind_to(slot)
            )
        self.layers = tuple(passes)
        # inputs of a network that reads only their last step have a buffer of their own
        self.inputs: Array = (
            np.zeros((steps, passes[0].x.shape[1], batch), network.dtype)
            if self._first_single == 0
            else passes[0].x
        )
        # without an output layer the last step of a recurrent one is the output
        self._closes = not network.every_step and steps > 1 and not network.single[-1]
        shape = (1, network.outputs, batch)
        self.outputs = np.zeros(shape, network.dtype) if self._closes else passes[-1].y
        if gradient is not None:
            self.doutputs = np.zeros(shape, network.dtype) if self._closes else passes[-1].dy
        self._lengths: NDArray[np.intp] | None = None
        self._beyond: NDArray[np.bool_] | None = None
        self._keeping = [layer for layer in passes if layer.layer.buffer_size and not evaluating]
        self._random = [
            (k, layer) for k, layer in enumerate(passes) if layer.layer.random and not evaluating
        ]
        self._needs_dx, self._back = needs_dx, gradient is not None
        self._write_down()

    def _write_down(self) -> None:
        """Write all calls of forward and of backward down, one after the other, with what is held now.

        To find them layer by layer in each iteration costs a small network a twentieth of its time.
        """
        self._up: list[Call] = []
        for k, layer in enumerate(self.layers):
            self._up += self._bringing(k)
            self._up += layer.up() if isinstance(layer, DensePass) else [(layer.forward, ())]
        if self._closes:
            self._up.append((self.layers[-1].last_step, (self.outputs[0],)))
        self._down: list[Call] = []
        if not self._back:
            return
        top = len(self.layers) - 1
        for k in reversed(range(top + 1)):
            layer, need = self.layers[k], self._needs_dx[k]
            if k == top and self._closes:
                self._down.append((_back_from_last_step, (layer, self.doutputs[0], need)))
            elif k + 1 == self._first_single:
                self._down.append((_back_from_last_step, (layer, self.layers[k + 1].dx[0], need)))
            elif isinstance(layer, DensePass):
                self._down += layer.down(need)
            else:
                self._down.append((layer.backward, (need,)))

    def _bringing(self, k: int) -> list[Call]:
        """Return what brings layer k its inputs: nothing where they are in its memory already."""
        layer = self.layers[k]
        if k == self._first_single:
            return [(self.layers[k - 1].last_step if k else self._last_inputs, (layer.x[0],))]
        if k == 0:
            return []
        below = self.layers[k - 1]
        if below.y1 is not None and np.may_share_memory(layer.x, below.y1):
            return []
        return [(np.copyto, (layer.x, below.y))]

    def draw(self, seed: int, iteration: int) -> None:
        """Draw what is random in an iteration, such as what is dropped.

        Parameters
        ----------
        seed, iteration : int
            What the numbers are a pure function of, with the number of the layer.
        """
        for k, layer in self._random:
            layer.draw(dropout_bits(seed, iteration, k))

    def hold(self, clamps: Sequence[project.Clamp], start: int = 0) -> None:
        """Hold rows of arrays at a value, from now on, in place of what was held before.

        Parameters
        ----------
        clamps : sequence of project.Clamp
            Those of the input are left to whoever writes the inputs.
        start : int
            The time step, from 0, that is this pass's first one.
        """
        for k, layer in enumerate(self.layers):
            layer.hold([clamp for clamp in clamps if clamp.layer == k], start)
        self._write_down()

    def settle(self) -> None:
        """Take into the network's buffers what this iteration adds to them: called once its update is applied."""
        for layer in self._keeping:
            layer.settle()

    def states(self) -> dict[str, tuple[Array, Array]]:
        """Return each recurrent state before the first and after the last step: ``0.h``, ``0.c``."""
        return {
            f"{k}.{name}": pair
            for k, layer in enumerate(self.layers)
            if isinstance(layer, RecurrentPass)
            for name, pair in layer.states().items()
        }

    def forward(self, lengths: ArrayLike | None = None) -> None:
        """Compute the outputs from the inputs.

        Parameters
        ----------
        lengths : (B,) ints or None
            How many steps each example has, padded behind; None: all T. Outputs beyond are 0.
        """
        if lengths is not None or self._lengths is not None:
            self._lengths = None if lengths is None else np.asarray(lengths, np.intp)
            for layer, single in zip(self.layers, self.network.single, strict=True):
                layer.lengths = None if single else self._lengths
        for function, arguments in self._up:
            function(*arguments)
        if self._lengths is not None and self._first_single is None and not self._closes:
            self._beyond = (np.arange(self.steps)[:, None] >= self._lengths)[:, None]
            np.copyto(self.outputs, 0, where=self._beyond)

    def _last_inputs(self, to: Array) -> None:
        """Copy each example's last step of the inputs."""
        if self._lengths is None:
            np.copyto(to, self.inputs[-1])
        else:
            np.copyto(to, self.inputs[self._lengths - 1, :, np.arange(self.batch)].T)

    def backward(self) -> None:
        """Compute the gradient of all parameters from doutputs, after `forward`."""
        if self._lengths is not None and self._first_single is None and not self._closes:
            np.copyto(self.doutputs, 0, where=self._beyond)
        for function, arguments in self._down:
            function(*arguments)


def _back_from_last_step(layer: LayerPass, dlast: Array, need_dx: bool) -> None:
    """Run a layer backward of which only each example's last step was read."""
    layer.backward(need_dx, layer.back_from_last_step(dlast))


def _rides(network: Network, k: int) -> bool:
    """Tell whether layer k takes a head, and has an identity dense layer of as many steps right above."""
    if k + 1 >= len(network.layers) or network.single[k] != network.single[k + 1]:
        return False
    above = network.layers[k + 1]
    return (
        network.layers[k].takes_head and isinstance(above, Dense) and above.activation == "identity"
    )


def _head(network: Network, k: int) -> Array | None:
    """Return the weights (M, H) of the layer above, where its gradient rides along in layer k."""
    if not _rides(network, k):
        return None
    above = network.layers[k + 1]
    return above.matrix(network.parameters[network.slices[k + 1]])[:, :-1]


__all__ = ["Network", "Pass"]
