"""Forward: a network run over all examples of its data, in chunks: nothing is kept, nothing learnt.

What a Trainer would need memory for is not there: a network of 512 units goes over 1,000 time steps.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from . import losses
from .datasets import load
from .datasets.arrays import has_targets
from .errors import QT_TRANSLATE_NOOP, Refusal
from .metrics import Scores
from .network import Network
from .project import Embedding
from .sizes import KEPT_ROWS, output_units, outputs_of, shape

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from .losses import Loss
    from .network import Pass
    from .project import Project
    from .recording import Floats
    from .sizes import Shape

MEMORY = 128_000_000
"""Bytes that the arrays of a chunk may take, if it is not a single example."""
MOST = 600_000_000
"""Bytes that those of a single example may take."""
CHUNK = 256
"""Examples of a chunk."""
FAST_ROWS = 9
"""Arrays of a unit that a forward pass needs, at most."""
TOO_LARGE = QT_TRANSLATE_NOOP(
    "Refusal",
    "One example alone would need {gigabytes:.1f} GB of memory; "
    "take shorter sequences or a smaller network.",
)


@dataclass(frozen=True, eq=False)
class Chunk:
    """Some examples that were just run; its arrays are written over by the next chunk.

    Attributes
    ----------
    examples : slice
        Which ones.
    lengths : (B,) int64
        Time steps of each.
    pass_ : Pass
        Inputs, outputs and, when recording, the named arrays of each layer.
    loss : Loss or None
        With targets and what they cost; None without targets.
    """

    examples: slice
    lengths: Any
    pass_: Pass
    loss: Loss | None

    @property
    def outputs(self) -> Floats:
        """Outputs (B, T', M), contiguous."""
        return batch_first(self.pass_.outputs)


@dataclass(frozen=True)
class Outcome:
    """What a forward run came to.

    Attributes
    ----------
    shape : tuple of int
        Of the outputs: (N, T, M), or (N, M) where only the last time step has one.
    sha256 : str
        Of the outputs as float32, little-endian, in that order.
    finite : bool
        Whether all of them are.
    metrics : dict of float
        Loss and metrics; empty without targets.
    """

    shape: tuple[int, ...]
    sha256: str
    finite: bool
    metrics: dict[str, float]


class Forward:
    """A network on its data, forward only.

    Parameters
    ----------
    project : Project
        Network and data that fit each other.
    parameters : mapping of str to array
        All parameters by their names.

    Raises
    ------
    Refusal
        If the data cannot be read, or one example alone would need too much memory.
    """

    def __init__(self, project: Project, parameters: Mapping[str, Floats]) -> None:
        self.project = project
        self.shape = sizes = shape(project)
        self.dataset = load(project.data)
        self.network = Network(
            project.network.layers,
            project.network.output,
            sizes.inputs,
            output_units(project, sizes),
            every_step=sizes.every_step,
        )
        for name, values in parameters.items():
            self.network.put(name, values)
        self.learnable = has_targets(project.data)

    def chunks(self, *, recording: bool = False) -> Iterator[Chunk]:
        """Run all examples in their order.

        Parameters
        ----------
        recording : bool
            Keep every named array.

        Yields
        ------
        Chunk
            Valid until the next one.

        Raises
        ------
        Refusal
            If one example alone would need too much memory.
        """
        size = self._size(recording=recording)
        bound: tuple[Pass, Loss | None] | None = None
        for first in range(0, self.shape.examples, size):
            examples = slice(first, min(first + size, self.shape.examples))
            batch = examples.stop - first
            if bound is None or bound[0].batch != batch:
                bound = self._bind(batch, recording=recording)
            yield self._run(examples, *bound)

    def _size(self, *, recording: bool) -> int:
        each = 4 * self.shape.steps * rows(self.project, self.shape, recording=recording)
        if each > MOST:
            raise Refusal(TOO_LARGE, gigabytes=each / 1e9)
        return max(1, min(CHUNK, self.shape.examples, MEMORY // each))

    def _bind(self, batch: int, *, recording: bool) -> tuple[Pass, Loss | None]:
        bound = self.network.bind(
            None, self.shape.steps, batch, recording=recording, forward_only=True, evaluating=True
        )
        if not self.learnable:
            return bound, None
        training = self.project.training
        return bound, losses.bind(
            training.loss,
            bound.outputs,
            recording=recording,
            weights=training.class_weights,
            delta=training.huber_delta,
        )

    def _run(self, examples: slice, bound: Pass, loss: Loss | None) -> Chunk:
        data = self.dataset.training
        inputs, lengths = data.inputs[:, :, examples], data.lengths[examples]
        if bound.inputs.shape[1] == inputs.shape[1]:
            np.copyto(bound.inputs, inputs, casting="same_kind")
        else:  # symbols that no embedding reads
            np.equal(
                np.arange(self.network.inputs)[:, None], inputs, bound.inputs, casting="unsafe"
            )
        full = bool((lengths == self.shape.steps).all())
        with np.errstate(all="ignore"):
            bound.forward(None if full else lengths)
        if loss is not None:
            np.copyto(loss.targets, data.targets[:, :, examples], casting="same_kind")
            loss.counted = None
            if self.shape.every_step and not full:
                within = np.arange(self.shape.steps)[:, None, None] < lengths
                loss.counted = within.astype(bound.outputs.dtype)
        return Chunk(examples, lengths, bound, loss)

    def run(self) -> Outcome:
        """Run all examples.

        Returns
        -------
        Outcome
            Shape and digest of the outputs; loss and metrics where there are targets.

        Raises
        ------
        Refusal
            If one example alone would need too much memory.
        """
        digest, finite = hashlib.sha256(), True
        scores = Scores(self.dataset.task, len(self.dataset.classes) or 2)
        for chunk in self.chunks():
            outputs = chunk.outputs
            digest.update(outputs.astype("<f4", copy=False).data)
            finite = finite and bool(np.isfinite(outputs).all())
            if chunk.loss is not None:
                self._score(scores, chunk, chunk.loss)
        n, units = self.shape.examples, output_units(self.project, self.shape)
        return Outcome(
            (n, self.shape.steps, units) if self.shape.every_step else (n, units),
            digest.hexdigest(),
            finite,
            scores.metrics if self.learnable else {},
        )

    def _score(self, scores: Scores, chunk: Chunk, loss: Loss) -> None:
        outputs = chunk.pass_.outputs
        last = np.minimum(chunk.lengths, len(outputs)) - 1
        with np.errstate(all="ignore"):
            value = loss.value()
            scores.add(outputs, loss.targets, loss.counted, last, value, loss.count)


def batch_first(array: Floats) -> Floats:
    """Turn (T, rows, B) into (B, T, rows), contiguous: PyTorch's order with batch_first."""
    return np.ascontiguousarray(array.transpose(2, 0, 1))


def rows(project: Project, data: Shape, *, recording: bool) -> int:
    """Estimate the numbers of an example and a time step that a forward pass keeps.

    Parameters
    ----------
    project : Project
        For its layers.
    data : Shape
        What its data come to.
    recording : bool
        Whether every named array is kept.

    Returns
    -------
    int
        Rows of all arrays, those of the loss among them.
    """
    inputs, total = data.inputs, 0
    for layer in project.network.layers:
        units = outputs_of(layer, inputs)
        kept = KEPT_ROWS.get(type(layer), 6) if recording else FAST_ROWS
        read = 1 if isinstance(layer, Embedding) else inputs
        total += 3 * read + kept * units * (2 if getattr(layer, "bidirectional", False) else 1)
        inputs = units
    return total + inputs + 8 * output_units(project, data)
