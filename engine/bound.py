"""Bound: a Pass and its loss bound to one shape; and a split in the precision of the network."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from . import losses

if TYPE_CHECKING:
    from .datasets import Split
    from .project import Clamp
    from .recording import Floats
    from .trainer import Trainer


class Bound:
    """A Pass of one shape with its loss: arrays to load examples into and to compute in.

    Parameters
    ----------
    trainer : Trainer
        Whose network and data it is for.
    batch : int
        Examples B.
    steps : int or None
        Time steps; None: those of the data.
    recording : bool
        Whether everything is kept.
    forward_only : bool
        Whether there is no backward.
    evaluating : bool
        Whether running statistics are used and nothing is dropped.

    Attributes
    ----------
    vectors : dict of (P,)
        When recording: ``before, gradient, update, after`` of the Recording, to be written.
    numbers : dict of (B,) int64
        When recording: ``examples, lengths`` of the Recording, to be written.
    """

    def __init__(
        self,
        trainer: Trainer,
        batch: int,
        steps: int | None = None,
        *,
        recording: bool = False,
        forward_only: bool = False,
        evaluating: bool = False,
    ) -> None:
        network, training = trainer.network, trainer.training
        steps = steps or trainer.dataset.steps
        self.gradient = np.zeros_like(network.parameters) if recording else trainer.gradient
        self.pass_ = network.bind(
            *(self.gradient, steps, batch),
            recording=recording,
            forward_only=forward_only,
            evaluating=evaluating,
        )
        self.loss = losses.bind(
            training.loss,
            self.pass_.outputs,
            None if forward_only else self.pass_.doutputs,
            recording=recording,
            weights=training.class_weights,
            delta=training.huber_delta,
        )
        out, dtype = self.pass_.outputs.shape[0], network.parameters.dtype
        self._mask = np.zeros((out, 1, batch), dtype)
        self._lengths: Any = None
        self._symbols: Any = None
        if self.pass_.inputs.shape[1] != trainer.dataset.channels:  # no embedding reads the symbols
            self._symbols = np.arange(network.inputs, dtype=dtype)[:, None]
            self._numbers = np.zeros((steps, 1, batch), dtype)
        self._holding: tuple[tuple[Clamp, ...], int] = ((), 0)
        self._inputs: list[Clamp] = []
        self.states = self.pass_.states()
        self.vectors: dict[str, Floats] = {}
        self.numbers: dict[str, Any] = {}
        if recording:
            names = ("before", "gradient", "update", "after")
            self.vectors = {name: np.zeros_like(network.parameters) for name in names}
            self.numbers = {name: np.zeros(batch, np.int64) for name in ("examples", "lengths")}

    def hold(self, clamps: tuple[Clamp, ...], start: int = 0) -> None:
        """Hold rows of arrays at a value, from now on.

        Parameters
        ----------
        clamps : tuple of Clamp
            None: nothing is held any more.
        start : int
            The first time step, where only a part of the sequences is taken.
        """
        if (clamps, start) == self._holding or not (clamps or self._holding[0]):
            return
        self._holding = clamps, start
        self.pass_.hold(clamps, start)
        self._inputs = [clamp for clamp in clamps if clamp.layer < 0]

    def load(self, arrays: Arrays, examples: Any, start: int = 0) -> None:
        """Gather examples.

        Parameters
        ----------
        arrays : Arrays
            A split in the network's precision.
        examples : (B,) int64
            Numbers of the examples, from 0.
        start : int
            The first time step, where only a part of the sequences is taken.
        """
        inputs, targets, counted = arrays.inputs, arrays.targets, arrays.counted
        steps = self.pass_.steps
        if steps < inputs.shape[0]:
            inputs, targets = inputs[start : start + steps], targets[start : start + steps]
            counted = counted if counted is None else counted[start : start + steps]
        if self._symbols is None:
            inputs.take(examples, 2, self.pass_.inputs, "clip")
        else:
            inputs.take(examples, 2, self._numbers, "clip")
            np.equal(self._symbols, self._numbers, out=self.pass_.inputs, casting="unsafe")
        for clamp in self._inputs:
            steps_held = slice(max(0, clamp.first - start), max(0, clamp.last + 1 - start))
            rows = slice(None) if clamp.unit < 0 else clamp.unit
            self.pass_.inputs[steps_held, rows] = clamp.value
        targets.take(examples, 2, self.loss.targets, "clip")
        self._lengths = None
        if not arrays.full:
            self._lengths = np.clip(arrays.lengths[examples] - start, 0, steps)
        if counted is not None:
            counted.take(examples, 2, self._mask, "clip")
            self.loss.counted = self._mask
        else:
            self.loss.counted = None

    def forward(self) -> float:
        """Run forward and give the mean loss over the counted targets."""
        self.pass_.forward(self._lengths)
        return self.loss.value()

    def backward(self) -> None:
        """Run backward; the gradient is in `gradient`."""
        self.loss.gradient()
        self.pass_.backward()


class Arrays:
    """A split in the precision of the network.

    Parameters
    ----------
    split : Split
        Examples in float64.
    dtype : numpy dtype
        Precision of the network.
    """

    def __init__(self, split: Split, dtype: Any) -> None:
        self.inputs = np.ascontiguousarray(split.inputs, dtype)
        self.targets = np.ascontiguousarray(split.targets, dtype)
        self.lengths = split.lengths
        self.full = bool((split.lengths == split.inputs.shape[0]).all())
        self.counted = None if split.counted is None else split.counted.astype(dtype)
        if not self.full and self.targets.shape[0] > 1:
            within = np.arange(split.inputs.shape[0])[:, None, None] < split.lengths
            self.counted = within.astype(dtype) if self.counted is None else self.counted * within

    @property
    def size(self) -> int:
        """Examples N."""
        return int(self.inputs.shape[2])
