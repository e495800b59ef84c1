"""Trainer: runs iterations on a Network; one iteration, start to end."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from . import optimizers
from .batching import Batch, Batching
from .bound import Arrays, Bound
from .datasets import load
from .network import Network
from .recording import Recording, Trace, make_ticks, read_only
from .sizes import output_units
from .validate import validated

if TYPE_CHECKING:
    from .project import Project, Training
    from .recording import Floats

CHUNK = 256
"""Validation examples that are computed at once."""


class Diverged(Exception):  # noqa: N818 - the word of the window
    """The loss, the gradient or the update of an iteration is not finite; it was not applied."""


@dataclass(frozen=True, eq=False)
class Checkpoint:
    """All that the next iteration depends on.

    Attributes
    ----------
    iteration, epoch, used : int
        Updates applied; epochs begun, from 1 (0 before the first); examples used of the present one.
    training : Training
        Settings that were in force.
    parameters : (P,)
        Parameters.
    state : dict of (P,)
        Optimizer state.
    steps : int
        Updates of this optimizer.
    """

    iteration: int
    epoch: int
    used: int
    training: Training
    parameters: Floats
    state: dict[str, Floats]
    steps: int

    @property
    def nbytes(self) -> int:
        """Bytes that it takes."""
        return self.parameters.nbytes + sum(v.nbytes for v in self.state.values())


class Trainer:
    """Runs iterations on a Network; the same project gives the same numbers, to the bit.

    Parameters
    ----------
    project : Project
        What to train on what, and how.
    dtype : numpy dtype
        float32, or float64 for gradient checks.

    Raises
    ------
    Refusal
        If the project cannot be run.
    """

    def __init__(self, project: Project, dtype: Any = np.float32) -> None:
        project = validated(project)
        self.project = project
        self.dataset = load(project.data)
        self.network = Network(
            project.network.layers,
            project.network.output,
            self.dataset.channels,
            output_units(project),
            every_step=self.dataset.every_step,
            dtype=dtype,
            seed=project.training.seed,
        )
        self.gradient = np.zeros_like(self.network.parameters)
        self.examples = Arrays(self.dataset.training, dtype)
        self.kept_apart = Arrays(self.dataset.validation, dtype)
        self.batching = Batching(self.examples.size, project.training.seed)
        self.iteration = 0
        self.training = project.training
        self._set_optimizer()
        self._bound: dict[int, Bound] = {}
        self._validation: dict[int, Bound] = {}

    # one iteration, as the five phases

    def step(self, recording: Recording | None = None) -> float:
        """Run one iteration: batch, forward, loss, backward, update.

        Parameters
        ----------
        recording : Recording, optional
            Keeps everything of this iteration; the result is the same to the bit.

        Returns
        -------
        float
            Mean loss over the counted targets of the batch, before the update.

        Raises
        ------
        Diverged
            If loss, gradient or update is not finite. Parameters, optimizer and place are as before.
        """
        batch = self.batching.next(self.training)
        bound = self._bind(batch.size) if recording is None else recording.bound
        bound.load(self.examples, batch.examples)
        with np.errstate(all="ignore"):
            loss = bound.forward()
            bound.backward()
            if recording is not None:
                np.copyto(bound.vectors["gradient"], bound.gradient)
            norm, factor = optimizers.clip(bound.gradient, self.training.clip)
            if recording is not None:
                self._describe(recording, batch)
                recording.loss, recording.norm, recording.factor = loss, norm, factor
            if not (math.isfinite(loss) and math.isfinite(norm) and self._update(bound.gradient)):
                raise Diverged
            if recording is not None:
                vectors = bound.vectors
                np.copyto(vectors["after"], self.network.parameters)
                np.subtract(vectors["after"], vectors["before"], out=vectors["update"])
        self.batching.used(batch)
        self.iteration += 1
        return loss

    def _describe(self, recording: Recording, batch: Batch) -> None:
        """Note which iteration this is, and what the update will be made of."""
        bound = recording.bound
        recording.iteration, recording.epoch = self.iteration + 1, batch.epoch
        np.copyto(bound.numbers["examples"], batch.examples)
        np.copyto(bound.numbers["lengths"], self.dataset.training.lengths[batch.examples])
        np.copyto(bound.vectors["before"], self.network.parameters)
        recording.optimizer_terms = {
            name: read_only(term)
            for name, term in self.optimizer.terms(
                bound.gradient, self.training.learning_rate
            ).items()
        }

    def _update(self, gradient: Floats) -> bool:
        """Update; where a number leaves the number line take it back and say False."""
        steps = self.optimizer.steps
        for kept, value in self._kept:
            np.copyto(kept, value)
        self.optimizer.update(self.network.parameters, gradient, self.training.learning_rate)
        if all(_finite(value) for _, value in self._kept):
            return True
        for kept, value in self._kept:
            np.copyto(value, kept)
        self.optimizer.steps = steps
        return False

    def _bind(self, batch: int) -> Bound:
        bound = self._bound.get(batch)
        if bound is None:
            if len(self._bound) >= 3:  # batch sizes that were tried and left
                self._bound.clear()
            bound = self._bound[batch] = Bound(self, batch)
        return bound

    # around the iteration

    def new_recording(self, batch: int) -> Recording:
        """Make a Recording for batches of one size; its arrays are filled again and again.

        Parameters
        ----------
        batch : int
            Examples B.

        Returns
        -------
        Recording
            With its own bound views.
        """
        bound = Bound(self, batch, recording=True)
        passes = bound.pass_.layers
        probabilities = getattr(bound.loss, "probabilities", None)
        return Recording(
            network=self.network,
            dataset=self.dataset,
            bound=bound,
            layers=tuple(
                Trace(layer.kind, {"x": p.x} | {name: getattr(p, name) for name in p.names})
                for layer, p in zip(self.network.layers, passes, strict=True)
            ),
            single=self.network.single,
            inputs=read_only(bound.pass_.inputs),
            targets=read_only(bound.loss.targets),
            outputs=read_only(bound.pass_.outputs),
            probabilities=None if probabilities is None else read_only(probabilities),
            terms=read_only(bound.loss.terms),
            clipped=read_only(bound.gradient),
            ticks=make_ticks(self.network.single, self.dataset.steps),
            **{name: read_only(array) for name, array in (bound.vectors | bound.numbers).items()},
        )

    def follow(self, recording: Recording, example: int) -> None:
        """Run one validation example forward and backward, without an update.

        Parameters
        ----------
        recording : Recording
            Of batch size 1.
        example : int
            Number of the validation example, from 0.
        """
        examples = np.array([min(example, self.kept_apart.size - 1)])
        recording.bound.load(self.kept_apart, examples)
        with np.errstate(all="ignore"):
            recording.loss = recording.bound.forward()
            recording.bound.backward()
            recording.norm, recording.factor = optimizers.clip(recording.bound.gradient, 0)
        vectors, numbers = recording.bound.vectors, recording.bound.numbers
        np.copyto(vectors["gradient"], recording.bound.gradient)
        np.copyto(vectors["before"], self.network.parameters)
        np.copyto(vectors["after"], self.network.parameters)
        vectors["update"].fill(0)
        recording.iteration, recording.epoch = self.iteration, self.batching.epoch
        recording.followed, recording.optimizer_terms = True, {}
        np.copyto(numbers["examples"], examples)
        np.copyto(numbers["lengths"], self.dataset.validation.lengths[examples])

    def validate(self) -> dict[str, float]:
        """Run all validation examples forward.

        Returns
        -------
        dict of float
            ``validation_loss``; of a regression ``rmse`` of the last step, in the units of the data;
            of a classification ``accuracy`` over the counted targets; ``naive`` where the data has it.
        """
        total = weight = hits = squares = 0.0
        for first in range(0, self.kept_apart.size, CHUNK):
            examples = np.arange(first, min(first + CHUNK, self.kept_apart.size))
            bound = self._validation.get(examples.size)
            if bound is None:
                bound = self._validation[examples.size] = Bound(
                    self, examples.size, forward_only=True
                )
            bound.load(self.kept_apart, examples)
            with np.errstate(all="ignore"):
                loss = bound.forward()
                counted = self._counted(bound)
                total += loss * counted
                weight += counted
                hits += self._hits(bound)
                squares += self._square_error(bound, examples)
        metrics = {"validation_loss": total / weight}
        if self.dataset.task == "regression":
            metrics["rmse"] = math.sqrt(squares / self.kept_apart.size) * self.dataset.scale
        else:
            metrics["accuracy"] = hits / weight
        if self.dataset.naive is not None:
            metrics["naive"] = self.dataset.naive
        return metrics

    def _counted(self, bound: Bound) -> float:
        mask = bound.loss.counted
        return float(bound.loss.targets.size if mask is None else mask.sum())

    def _hits(self, bound: Bound) -> float:
        if self.dataset.task == "regression":
            return 0.0
        outputs = bound.pass_.outputs
        said = outputs > 0 if outputs.shape[1] == 1 else outputs.argmax(axis=1)[:, None]
        right = said == bound.loss.targets
        return float(
            right.sum() if bound.loss.counted is None else (right * bound.loss.counted).sum()
        )

    def _square_error(self, bound: Bound, examples: Any) -> float:
        if self.dataset.task != "regression":
            return 0.0
        steps = bound.pass_.outputs.shape[0]
        last = np.minimum(self.kept_apart.lengths[examples], steps) - 1
        column = np.arange(examples.size)
        error = bound.pass_.outputs[last, 0, column] - bound.loss.targets[last, 0, column]
        return float(error @ error)

    def validation_is_due(self) -> bool:
        """Tell whether validation runs after this iteration: a rule of counts, so that replay is exact."""
        every = validation_interval(self.batching.size_of(self.training), self.kept_apart.size)
        return self.iteration % every == 0 or (
            self.batching.at_end and self.batching.per_epoch(self.training) >= every
        )

    # checkpoints and settings

    def checkpoint(self) -> Checkpoint:
        """Copy all that the next iteration depends on."""
        return Checkpoint(
            self.iteration,
            self.batching.epoch,
            self.batching.place,
            self.training,
            self.network.parameters.copy(),
            {name: value.copy() for name, value in self.optimizer.state.items()},
            self.optimizer.steps,
        )

    def restore(self, checkpoint: Checkpoint) -> None:
        """Go to a checkpoint.

        Parameters
        ----------
        checkpoint : Checkpoint
            Of this project.
        """
        self.adopt(checkpoint.training)
        self.iteration = checkpoint.iteration
        self.batching.go(checkpoint.epoch, checkpoint.used)
        np.copyto(self.network.parameters, checkpoint.parameters)
        for name, value in checkpoint.state.items():
            np.copyto(self.optimizer.state[name], value)
        self.optimizer.steps = checkpoint.steps

    def adopt(self, training: Training) -> None:
        """Take new settings that need no restart; another optimizer starts with fresh moments.

        Parameters
        ----------
        training : Training
            With the same loss and seed.
        """
        fresh = training.optimizer != self.training.optimizer
        self.training = training
        if fresh:
            self._set_optimizer()

    def _set_optimizer(self) -> None:
        parameters = self.network.parameters
        self.optimizer = optimizers.build(
            self.training.optimizer, parameters.size, parameters.dtype
        )
        values = (parameters, *self.optimizer.state.values())
        self._kept = [(np.empty_like(value), value) for value in values]


def _finite(values: Floats) -> bool:
    """Tell whether all numbers are finite: a quick look, and a second one where squares overflow."""
    return math.isfinite(values.dot(values)) or bool(np.isfinite(values).all())


def validation_interval(batch: int, validation: int) -> int:
    """Give the number of iterations from one validation to the next.

    Parameters
    ----------
    batch, validation : int
        Examples of one update; examples kept apart.

    Returns
    -------
    int
        The smallest of 1 2 5 10 20 50 .. with k x batch of at least three times the validation examples.
    """
    decade = 1
    while True:
        for step in (1, 2, 5):
            if step * decade * batch >= 3 * validation:
                return step * decade
        decade *= 10
