"""Bound: a Pass and its loss bound to one batch size; and a split in the precision of the network."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from . import losses

if TYPE_CHECKING:
    from .datasets import Split
    from .recording import Floats
    from .trainer import Trainer


class Bound:
    """A Pass of one batch size with its loss: arrays to load examples into and to compute in.

    Parameters
    ----------
    trainer : Trainer
        Whose network and data it is for.
    batch : int
        Examples B.
    recording : bool
        Whether everything is kept.
    forward_only : bool
        Whether there is no backward.

    Attributes
    ----------
    vectors : dict of (P,)
        When recording: ``before, gradient, update, after`` of the Recording, to be written.
    numbers : dict of (B,) int64
        When recording: ``examples, lengths`` of the Recording, to be written.
    """

    def __init__(
        self, trainer: Trainer, batch: int, *, recording: bool = False, forward_only: bool = False
    ) -> None:
        network, data = trainer.network, trainer.dataset
        self.gradient = np.zeros_like(network.parameters) if recording else trainer.gradient
        self.pass_ = network.bind(
            self.gradient, data.steps, batch, recording=recording, forward_only=forward_only
        )
        self.loss = losses.bind(
            trainer.training.loss,
            self.pass_.outputs,
            None if forward_only else self.pass_.doutputs,
            recording=recording,
        )
        steps = self.pass_.outputs.shape[0]
        self._mask = np.zeros((steps, 1, batch), network.parameters.dtype)
        self._lengths: Any = None
        self.vectors: dict[str, Floats] = {}
        self.numbers: dict[str, Any] = {}
        if recording:
            names = ("before", "gradient", "update", "after")
            self.vectors = {name: np.zeros_like(network.parameters) for name in names}
            self.numbers = {name: np.zeros(batch, np.int64) for name in ("examples", "lengths")}

    def load(self, arrays: Arrays, examples: Any) -> None:
        """Gather examples.

        Parameters
        ----------
        arrays : Arrays
            A split in the network's precision.
        examples : (B,) int64
            Numbers of the examples, from 0.
        """
        np.take(arrays.inputs, examples, axis=2, out=self.pass_.inputs, mode="clip")
        np.take(arrays.targets, examples, axis=2, out=self.loss.targets, mode="clip")
        self._lengths = None if arrays.full else arrays.lengths[examples]
        if arrays.counted is not None:
            np.take(arrays.counted, examples, axis=2, out=self._mask, mode="clip")
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
