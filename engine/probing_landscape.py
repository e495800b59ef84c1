"""Landscape: the loss of a batch along the update that an iteration applied, and down its gradient."""

from __future__ import annotations

import copy
import math
from dataclasses import dataclass
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

import numpy as np

from .batching import Place
from .bound import Bound
from .probes import Probe

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from .batching import Batch
    from .recording import Floats
    from .trainer import Trainer

POINTS = 24
"""Points from where the iteration began to the farthest one; a third as many lie behind it."""
WORK = 1.5e10
"""Products of one look at most, as long as there are points to leave out: about a second."""
MOST = 6e10
"""Products of a look beyond which there is none."""
STRAIGHT = 0.9999
"""Cosine from which update and gradient lie on one line, but for rounding."""
ALONG, ACROSS = 21, 17
"""Points of the surface along the update and across it."""
AT_ONCE = 3e9
"""Products of a surface at most: a fifth of a second."""


@dataclass(frozen=True, eq=False)
class Slices:
    """The loss of one batch on two straight lines through the parameters before an iteration.

    Attributes
    ----------
    iteration : int
        The iteration of which batch, gradient and update are.
    times : (n,) float64
        How far, in lengths of the update: 0 is before the iteration, 1 after it. Rising; both are in it.
    update : (n,) float64
        Loss along the update.
    descent : (n,) float64 or None
        Loss along the negative gradient; None where that is the same line.
    slope : float
        Rate at which the loss changes along the update where it begins: gradient · update.
    length : float
        Length of the update.
    cosine : float
        Of the angle between update and negative gradient; NaN where one of them is 0.
    """

    iteration: int
    times: Floats
    update: Floats
    descent: Floats | None
    slope: float
    length: float
    cosine: float

    def loss(self, times: float) -> float:
        """Give the loss along the update at one of `times`."""
        return float(self.update[np.searchsorted(self.times, times)])

    def lowest(self) -> float:
        """Give where along the update the loss is lowest, in lengths of it.

        Returns
        -------
        float
            Between the points by the parabola through the lowest one and its neighbours; NaN where no loss is finite.
        """
        losses = np.where(np.isfinite(self.update), self.update, np.inf)
        k = int(losses.argmin())
        if not math.isfinite(losses[k]):
            return math.nan
        if not 0 < k < len(losses) - 1 or not np.isfinite(losses[k - 1 : k + 2]).all():
            return float(self.times[k])
        (left, mid, right), (a, b, c) = self.times[k - 1 : k + 2], losses[k - 1 : k + 2]
        rise = (c - b) / (right - mid)
        bend = rise - (b - a) / (mid - left)  # above 0: b is the first of the lowest
        vertex = (mid + right) / 2 - rise * (right - left) / (2 * bend)
        return float(min(max(vertex, left), right))


@dataclass(frozen=True)
class Landscape(Probe):
    """The loss of the batch of the latest iteration along its update and down its gradient.

    The iteration is run again on a copy of the network: the same examples, carried states and
    dropout masks, batch statistics where it normalizes, as in training. So the loss at 0 is the
    one that training had, and what differs along a line are the parameters alone. Penalties on
    weights are in the update, not in the loss.

    Attributes
    ----------
    far : int
        How many updates far the lines go; a third of it backwards.
    """

    far: int = 3

    def look(self, trainer: Trainer) -> Slices | None:
        """Compute the losses, in arrays of its own.

        Parameters
        ----------
        trainer : Trainer
            Right after an iteration; nothing of it is changed.

        Returns
        -------
        Slices or None
            None before the first iteration, where a look would take too long, and where what
            the iteration began with is not there any more.
        """
        places = _places(self.far, _cost(trainer))
        if not trainer.iteration or not places.size:
            return None
        with np.errstate(all="ignore"):
            return _twin(trainer).look(trainer, places)


@dataclass(frozen=True, eq=False)
class Surface:
    """The loss of one batch on the plane of update and gradient through the parameters before an iteration.

    Attributes
    ----------
    times : (n,) float64
        How far along the update, in lengths of it.
    across : (m,) float64
        How far at right angles to it, towards the negative gradient, in the same lengths.
    losses : (m, n) float64
        Losses; the first row lies farthest from the negative gradient.
    """

    times: Floats
    across: Floats
    losses: Floats


@dataclass(frozen=True)
class LandscapePlane(Probe):
    """The same loss over the plane of both lines of `Landscape`, of small networks.

    Attributes
    ----------
    far : int
        How many updates far it goes; a third of it backwards, half of it to each side.
    """

    far: int = 3

    def look(self, trainer: Trainer) -> Surface | None:
        """Compute the losses, in arrays of its own.

        Parameters
        ----------
        trainer : Trainer
            Right after an iteration; nothing of it is changed.

        Returns
        -------
        Surface or None
            None as for `Landscape`, where that would take too long, and where both lines are one.
        """
        if not trainer.iteration or ALONG * ACROSS * _cost(trainer) > AT_ONCE:
            return None
        with np.errstate(all="ignore"):
            return _twin(trainer).surface(trainer, self.far)


def _cost(trainer: Trainer) -> float:
    """Give the products of one forward pass."""
    examples = trainer.batching.size_of(trainer.training) * trainer.batching.chunk
    return float(trainer.network.parameters.size * examples)


def _places(far: int, cost: float) -> Floats:
    """Choose how far to look; none where even the fewest would take too long."""
    for step in (1, 2, 4):
        times = np.arange(-POINTS // 3, POINTS + 1, step) * (far / POINTS)
        times = np.unique(np.append(times, 1.0))
        if 2 * len(times) * cost <= WORK:
            break
    return times if 2 * len(times) * cost <= MOST else times[:0]


class Twin:
    """A copy of a network that is moved along lines, with bound arrays of its own.

    Parameters
    ----------
    trainer : Trainer
        What is copied; it is given again at each look, so that the copy does not keep it alive.
    """

    def __init__(self, trainer: Trainer) -> None:
        self.network = copy.copy(trainer.network)
        self.network.parameters = trainer.network.parameters.copy()
        self.network.buffers = trainer.network.buffers.copy()
        self.gradient = np.zeros_like(self.network.parameters)
        self._bound: tuple[tuple[int, int], Bound] | None = None

    def look(self, trainer: Trainer, times: Floats) -> Slices | None:
        """Compute the losses at so many lengths of the update."""
        before = trainer._kept[0][0]
        found = self._again(trainer, before)
        if found is None:
            return None
        bound, lengths = found
        start, slope = before.astype(np.float64), self.gradient.astype(np.float64)
        update = trainer.network.parameters - start
        length, steepness = float(np.linalg.norm(update)), float(np.linalg.norm(slope))
        change = float(slope @ update)
        cosine = -change / (length * steepness) if length * steepness > 0 else math.nan
        losses = self._along(bound, lengths, start, update, times)
        descent = None
        if cosine < STRAIGHT:
            down = slope * (-length / steepness)
            descent = self._along(bound, lengths, start, down, times)
        for array in (times, losses, *([] if descent is None else [descent])):
            array.setflags(write=False)
        return Slices(trainer.iteration, times, losses, descent, change, length, cosine)

    def surface(self, trainer: Trainer, far: int) -> Surface | None:
        """Compute the losses over the plane of update and gradient."""
        before = trainer._kept[0][0]
        found = self._again(trainer, before)
        if found is None:
            return None
        bound, lengths = found
        start, slope = before.astype(np.float64), self.gradient.astype(np.float64)
        update = trainer.network.parameters - start
        length = float(np.linalg.norm(update))
        aside = update * (float(slope @ update) / (length**2 or 1.0)) - slope
        size = float(np.linalg.norm(aside))
        if not length or size <= math.sqrt(1 - STRAIGHT**2) * float(np.linalg.norm(slope)):
            return None
        times, across = np.linspace(-far / 3, far, ALONG), np.linspace(-far / 2, far / 2, ACROSS)
        rows = [
            self._along(bound, lengths, start + side * length / size * aside, update, times)
            for side in across.tolist()
        ]
        losses = np.array(rows)
        for array in (times, across, losses):
            array.setflags(write=False)
        return Surface(times, across, losses)

    def _along(
        self, bound: Bound, carried: Mapping[str, Floats], start: Floats, way: Floats, times: Floats
    ) -> Floats:
        losses = np.empty(len(times))
        for k, far in enumerate(times.tolist()):
            np.copyto(self.network.parameters, start + far * way, casting="same_kind")
            losses[k] = _forward(bound, carried)
        return losses

    def _again(self, trainer: Trainer, before: Floats) -> tuple[Bound, Mapping[str, Floats]] | None:
        """Run the latest iteration forward and backward again.

        The Trainer does not keep the batch that it used, but the length of its gradient: a batch
        and states that lead to the same length are those.
        """
        np.copyto(self.network.parameters, before)
        training = trainer.training
        for batch in _batches(trainer):
            bound = self._bind(trainer, batch)
            bound.hold(training.clamps, batch.start)
            bound.load(trainer.examples, batch.examples, batch.start)
            bound.pass_.draw(training.seed, trainer.iteration)
            for carried in _carried(trainer, batch, bound):
                _forward(bound, carried)
                bound.backward()
                norm = float(np.linalg.norm(self.gradient))
                if math.isclose(norm, trainer.norm, rel_tol=1e-5):
                    return bound, carried
        return None

    def _bind(self, trainer: Trainer, batch: Batch) -> Bound:
        key = batch.size, batch.stop - batch.start
        if self._bound is None or self._bound[0] != key:
            beside = copy.copy(trainer)
            beside.network, beside.gradient = self.network, self.gradient
            self._bound = key, Bound(beside, *key)
        return self._bound[1]


_twins: WeakKeyDictionary[Trainer, Twin] = WeakKeyDictionary()
"""The copy for each Trainer."""


def _twin(trainer: Trainer) -> Twin:
    twin = _twins.get(trainer)
    if twin is None:
        twin = _twins[trainer] = Twin(trainer)
    return twin


def _forward(bound: Bound, carried: Mapping[str, Floats]) -> float:
    """Run forward from the states that were carried in."""
    for name, (first, _) in bound.states.items():
        np.copyto(first, carried[name])
    return bound.forward()


def _batches(trainer: Trainer) -> Iterator[Batch]:
    """List the batches that the latest iteration can have used, the likeliest first."""
    batching, training = copy.copy(trainer.batching), trainer.training
    place, size, n = trainer.batching.place, trainer.batching.size_of(training), batching.examples
    end = place.group if place.step else place.used
    chunks = -(-batching.steps // batching.chunk)
    start = (place.step or chunks * batching.chunk) - batching.chunk
    sizes = [n % size or size] if end == n else []
    # examples that began in batches of another size, and what those left of the epoch
    sizes += [size, *(key[0] for key in trainer._bound)]
    for count in dict.fromkeys(sizes):
        if count <= end:
            batching.place = Place(place.epoch, end - count, start, end)
            yield batching.next(training)


def _carried(trainer: Trainer, batch: Batch, bound: Bound) -> Iterator[Mapping[str, Floats]]:
    """List the states with which the latest iteration can have begun; at the first step they are 0.

    Else the Trainer knows those of the iteration that it ran last; where it stands at another one
    since, they may be in the arrays that it computes in. Which are right, the norm tells.
    """
    if not batch.start:
        yield {name: np.zeros_like(first) for name, (first, _) in bound.states.items()}
        return
    if trainer.began:
        yield trainer.began
    steps = dict.fromkeys((batch.stop - batch.start, trainer.batching.chunk))
    shapes = [(batch.size, n) for n in steps]
    for kept in [trainer._bound[shape] for shape in shapes if shape in trainer._bound]:
        for which in (0, 1):
            yield {name: pair[which].copy() for name, pair in kept.states.items()}
