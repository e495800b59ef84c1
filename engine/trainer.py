"""Trainer: runs iterations on a Network; one iteration, start to end."""

from __future__ import annotations

import math
from itertools import takewhile
from typing import TYPE_CHECKING, Any

import numpy as np

from . import optimizers, schedules
from .batching import Batch, Batching
from .bound import Arrays, Bound
from .checkpoint import Checkpoint
from .datasets import load
from .diagnosis import diagnose
from .evaluation import Evaluation, validation_interval
from .layers.bidirectional import Bidirectional
from .network import Network
from .recording import Recording, Trace, make_ticks, read_only
from .sizes import output_units, shape
from .validate import validated

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .project import Clamp, Project, Training
    from .recording import Floats, Tick


class Diverged(Exception):  # noqa: N818 - the word of the window
    """The loss, the gradient or the update of an iteration is not finite; it was not applied."""


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
        data = shape(project)
        training = project.training
        self.network = Network(
            project.network.layers,
            project.network.output,
            data.inputs,
            output_units(project, data),
            every_step=data.every_step,
            dtype=dtype,
            seed=training.seed,
        )
        self.gradient = np.zeros_like(self.network.parameters)
        self.examples = Arrays(self.dataset.training, dtype)
        self.batching = Batching(
            self.examples.size,
            training.seed,
            shuffle=training.shuffle,
            steps=data.steps,
            truncate=training.truncate,
        )
        self.iteration = 0
        self.norm = math.nan
        """Length of the gradient of the last iteration, before clipping."""
        self.training = training
        self.progress = schedules.Progress()
        self.evaluation = Evaluation(self)
        self._optimizer(optimizers.build(training.optimizer, *self._flat))
        self._bound: dict[tuple[int, int], Bound] = {}
        self._carried: Mapping[str, Floats] = {}
        self.began: Mapping[str, Floats] = {}
        """The states with which the iteration that was run last began; empty where they were 0."""
        self._truncated = self.batching.chunk < data.steps

    # one iteration, as the five phases

    def step(self, recording: Recording | None = None, *, diagnosing: bool = False) -> float:
        """Run one iteration: batch, forward, loss, backward, update.

        Parameters
        ----------
        recording : Recording, optional
            Keeps everything of this iteration; the result is the same to the bit.
        diagnosing : bool
            Whether the diagnosis of the gradient is written into the Recording.

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
        bound = self._bind(batch) if recording is None else recording.bound
        with np.errstate(all="ignore"):
            loss, norm = self._compute(bound, batch, recording)
            self.norm = norm
            if recording is not None:
                recording.diagnosis = diagnose(recording) if diagnosing else None
            if not (math.isfinite(loss) and math.isfinite(norm) and self._update(bound.gradient)):
                raise Diverged
            if recording is not None:
                vectors = bound.vectors
                np.copyto(vectors["after"], self.network.parameters)
                np.subtract(vectors["after"], vectors["before"], out=vectors["update"])
        bound.pass_.settle()
        if self._truncated:
            self._carry_out(bound, batch)
        self.batching.used(batch)
        self.iteration += 1
        return loss

    def _compute(
        self,
        bound: Bound,
        batch: Batch,
        recording: Recording | None,
        clamps: tuple[Clamp, ...] = (),
    ) -> tuple[float, float]:
        """Run batch, forward, loss and backward, and clip; give loss and length of the gradient."""
        training = self.training
        bound.hold((*training.clamps, *clamps) if clamps else training.clamps, batch.start)
        bound.load(self.examples, batch.examples, batch.start)
        bound.pass_.draw(training.seed, self.iteration + 1)
        if self._truncated:
            self._carry_in(bound, batch)
        loss = bound.forward()
        bound.backward()
        if recording is not None:
            np.copyto(bound.vectors["gradient"], bound.gradient)
        norm, factor = optimizers.clip(bound.gradient, training.clip)
        if training.clip_value:
            optimizers.clip_value(bound.gradient, training.clip_value)
        if recording is not None:
            recording.loss, recording.norm, recording.factor = loss, norm, factor
            self._describe(recording, batch)
        return loss, norm

    def look(self, recording: Recording, clamps: tuple[Clamp, ...]) -> None:
        """Run the next iteration without its update, with something held: to look at it.

        Parameters
        ----------
        recording : Recording
            Of the shape of the next batch; its update is what the optimizer would add.
        clamps : tuple of Clamp
            Beside those of training.
        """
        with np.errstate(all="ignore"):
            self._compute(recording.bound, self.batching.next(self.training), recording, clamps)
            vectors = recording.bound.vectors
            np.copyto(vectors["update"], recording.optimizer_terms["step"])
            np.add(vectors["before"], vectors["update"], out=vectors["after"])

    @property
    def learning_rate(self) -> float:
        """The learning rate of the next iteration: what the schedule makes of the one that is set."""
        return schedules.rate(
            self.training.schedule,
            self.training.learning_rate,
            self.iteration + 1,
            self.progress,
        )

    def _describe(self, recording: Recording, batch: Batch) -> None:
        """Note which iteration this is, and what the update will be made of."""
        bound, training = recording.bound, self.training
        recording.iteration, recording.epoch = self.iteration + 1, batch.epoch
        recording.start, recording.learning_rate = batch.start, self.learning_rate
        np.copyto(bound.numbers["examples"], batch.examples)
        lengths = self.dataset.training.lengths[batch.examples]
        np.clip(lengths - batch.start, 0, recording.steps, out=bound.numbers["lengths"])
        np.copyto(bound.vectors["before"], self.network.parameters)
        recording.optimizer_terms = {
            name: read_only(term)
            for name, term in self.optimizer.terms(
                *(self.network.parameters, bound.gradient, self.learning_rate),
                l1=training.l1,
                l2=training.l2,
            ).items()
        }

    def _update(self, gradient: Floats) -> bool:
        """Update; where a number leaves the number line take it back and say False."""
        steps, training = self.optimizer.steps, self.training
        for kept, value in self._kept:
            kept[...] = value
        self.optimizer.update(
            *(self.network.parameters, gradient, self.learning_rate), training.l1, training.l2
        )
        for _, value in self._kept:
            if not _finite(value):
                break
        else:
            return True
        for kept, value in self._kept:
            np.copyto(value, kept)
        self.optimizer.steps = steps
        return False

    def _carry_in(self, bound: Bound, batch: Batch) -> None:
        """Begin with the states in which the chunk before ended, or with 0."""
        for name, (first, _) in bound.states.items():
            if batch.start:
                np.copyto(first, self._carried[name])
            else:
                first.fill(0)

    def _carry_out(self, bound: Bound, batch: Batch) -> None:
        """Keep the states for the next chunk of these examples."""
        self.began, self._carried = self._carried, {}
        if batch.after.step:
            self._carried = {name: last.copy() for name, (_, last) in bound.states.items()}

    def _bind(self, batch: Batch) -> Bound:
        key = batch.size, batch.stop - batch.start
        bound = self._bound.get(key)
        if bound is None:
            if len(self._bound) >= 6:  # batch sizes that were tried and left
                self._bound.clear()
            bound = self._bound[key] = Bound(self, *key)
        return bound

    # around the iteration

    def run(self, iterations: int) -> Floats:
        """Run some iterations.

        Parameters
        ----------
        iterations : int
            How many.

        Returns
        -------
        (iterations,) float64
            The loss of each.

        Raises
        ------
        Diverged
            As `step`; the iterations before are done.
        """
        return np.array([self.step() for _ in range(iterations)])

    def record(self, *, diagnosing: bool = False) -> Recording:
        """Run one iteration, recording.

        Parameters
        ----------
        diagnosing : bool
            As for `step`.

        Returns
        -------
        Recording
            Of its own: it is never written to again.
        """
        batch = self.batching.next(self.training)
        recording = self.new_recording(batch.size, batch.stop - batch.start)
        self.step(recording, diagnosing=diagnosing)
        return recording

    def new_recording(
        self, batch: int, steps: int | None = None, *, evaluating: bool = False
    ) -> Recording:
        """Make a Recording for batches of one shape; its arrays are filled again and again.

        Parameters
        ----------
        batch : int
            Examples B.
        steps : int or None
            Time steps; None: those of the data.
        evaluating : bool
            Whether running statistics are used and nothing is dropped, as `follow` wants it.

        Returns
        -------
        Recording
            With its own bound views.
        """
        bound = Bound(self, batch, steps, recording=True, evaluating=evaluating)
        probabilities = getattr(bound.loss, "probabilities", None)
        return Recording(
            network=self.network,
            dataset=self.dataset,
            bound=bound,
            layers=tuple(
                Trace(
                    layer.kind,
                    {"x": p.x} | {name: getattr(p, name) for name in p.names},
                    both=isinstance(layer, Bidirectional),
                )
                for layer, p in zip(self.network.layers, bound.pass_.layers, strict=True)
            ),
            single=self.network.single,
            inputs=read_only(bound.pass_.inputs),
            targets=read_only(bound.loss.targets),
            outputs=read_only(bound.pass_.outputs),
            probabilities=None if probabilities is None else read_only(probabilities),
            terms=read_only(bound.loss.terms),
            clipped=read_only(bound.gradient),
            ticks=self.ticks(bound.pass_.steps),
            **{name: read_only(array) for name, array in (bound.vectors | bound.numbers).items()},
        )

    def ticks(self, steps: int, *, forward_only: bool = False) -> tuple[Tick, ...]:
        """List the ticks of an iteration of so many time steps."""
        layers = self.network.layers
        return make_ticks(
            self.network.single,
            steps,
            whole=[layer.whole for layer in layers],
            both=[isinstance(layer, Bidirectional) for layer in layers],
            forward_only=forward_only,
        )

    def follow(self, recording: Recording, example: int, clamps: tuple[Clamp, ...] = ()) -> None:
        """Run one validation example forward and backward, without an update.

        Parameters
        ----------
        recording : Recording
            Of batch size 1.
        example : int
            Number of the validation example, from 0.
        clamps : tuple of Clamp
            What is held beside that of training.
        """
        kept_apart = self.evaluation.arrays("validation")
        examples = np.array([min(example, kept_apart.size - 1)])
        recording.bound.hold((*self.training.clamps, *clamps))
        recording.bound.load(kept_apart, examples)
        with np.errstate(all="ignore"):
            recording.loss = recording.bound.forward()
            recording.bound.backward()
            recording.norm, recording.factor = optimizers.clip(recording.bound.gradient, 0)
        vectors, numbers = recording.bound.vectors, recording.bound.numbers
        np.copyto(vectors["gradient"], recording.bound.gradient)
        np.copyto(vectors["before"], self.network.parameters)
        np.copyto(vectors["after"], self.network.parameters)
        vectors["update"].fill(0)
        recording.iteration, recording.epoch = self.iteration, self.batching.place.epoch
        recording.start, recording.learning_rate = 0, self.learning_rate
        recording.followed, recording.optimizer_terms = True, {}
        np.copyto(numbers["examples"], examples)
        np.copyto(numbers["lengths"], self.dataset.validation.lengths[examples])

    def validate(self) -> dict[str, float]:
        """Run all validation examples forward.

        Returns
        -------
        dict of float
            As `evaluate`, the loss as ``validation_loss``.
        """
        metrics = self.evaluation.run("validation").metrics
        return {"validation_loss": metrics.pop("loss"), **metrics}

    def hear(self, validation_loss: float) -> None:
        """Tell the schedule the validation loss of this iteration.

        Parameters
        ----------
        validation_loss : float
            Where `validation_is_due`; the same again in a replay.
        """
        self.progress = schedules.heard(self.training.schedule, self.progress, validation_loss)

    def validation_is_due(self) -> bool:
        """Tell whether validation runs after this iteration: a rule of counts, so that replay is exact."""
        every = validation_interval(
            self.batching.size_of(self.training), self.dataset.validation.size
        )
        return self.iteration % every == 0 or (
            self.batching.at_end and self.batching.per_epoch(self.training) >= every
        )

    # checkpoints and settings

    def checkpoint(self) -> Checkpoint:
        """Copy all that the next iteration depends on."""
        buffers = self.network.buffers
        return Checkpoint(
            self.iteration,
            self.batching.place,
            self.training,
            self.network.parameters.copy(),
            self.optimizer.memory.copy(),
            self.optimizer.steps,
            self.progress,
            buffers.copy() if buffers.size else buffers,
            self._carried,  # never written to again
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
        self.batching.go(checkpoint.place)
        self.progress = checkpoint.progress
        np.copyto(self.network.parameters, checkpoint.parameters)
        np.copyto(self.network.buffers, checkpoint.buffers)
        np.copyto(self.optimizer.memory, checkpoint.memory)
        self.optimizer.steps = checkpoint.steps
        self._carried = checkpoint.carried

    def adopt(self, training: Training) -> None:
        """Take new settings that need no restart; an optimizer of another kind starts with fresh moments.

        Parameters
        ----------
        training : Training
            With the same loss and seed.
        """
        old, self.training = self.training, training
        if training.optimizer != old.optimizer:
            self._optimizer(optimizers.adopt(self.optimizer, training.optimizer, *self._flat))
        if type(training.schedule) is not type(old.schedule):
            self.progress = schedules.Progress()

    def take(self, training: Training) -> None:
        """Take new settings, and what was set by hand with them; what was taken back gets its value of before.

        Parameters
        ----------
        training : Training
            As for `adopt`; `check_weights` finds nothing wrong in it.
        """
        old, new = self.training.weights, training.weights
        self.adopt(training)
        shared = len(list(takewhile(lambda pair: pair[0] == pair[1], zip(old, new, strict=False))))
        for weight in reversed(old[shared:]):
            self.network.set_one(weight.name, weight.row, weight.column, weight.was)
        for weight in new[shared:]:
            self.network.set_one(weight.name, weight.row, weight.column, weight.value)

    @property
    def _flat(self) -> tuple[int, Any]:
        return self.network.parameters.size, self.network.parameters.dtype

    def _optimizer(self, optimizer: optimizers.Optimizer) -> None:
        self.optimizer = optimizer
        values = (self.network.parameters, optimizer.memory)
        self._kept = [(np.empty_like(value), value) for value in values]


def _finite(values: Floats) -> bool:
    """Tell whether all numbers are finite: a quick look, and a second one where squares overflow."""
    return math.isfinite(values.dot(values)) or bool(np.isfinite(values).all())
