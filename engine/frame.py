"""Frame: the immutable snapshot that the engine hands to the window."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .datasets import Dataset
    from .probes import Probe
    from .project import Project
    from .recording import Floats, Integers, Recording

EMPTY = np.empty(0)
EMPTY.setflags(write=False)


@dataclass(frozen=True)
class Change:
    """A setting changed at an iteration: `address` of the setting, its old and new value."""

    iteration: int
    address: str
    old: object
    new: object


@dataclass(frozen=True, eq=False)
class Curves:
    """Losses of a branch; arrays are read-only views.

    Attributes
    ----------
    training : (n,) float64
        Loss of iteration k at index k - 1.
    smoothed : (n,) float64
        Exponential mean of `training`.
    validation_at : (m,) int64
        Iterations at which the validation loss was taken; 0 is the start.
    validation : (m,) float64
        Validation losses.
    changes : tuple of Change
        Changes of settings along this branch.
    checkpoints : tuple of int
        Iterations of which a checkpoint is kept.
    ends : (e,) int64
        Iterations at which an epoch ended.
    clock_at, clock : (c,) float64
        Iterations, and the seconds that training had taken up to them; between them it is as good as even.
    metrics : mapping of str to (m,) float64
        What else was measured with each validation loss; NaN where it was not.
    """

    training: Floats = field(default_factory=lambda: EMPTY)
    smoothed: Floats = field(default_factory=lambda: EMPTY)
    validation_at: Integers = field(default_factory=lambda: EMPTY.astype(np.int64))
    validation: Floats = field(default_factory=lambda: EMPTY)
    changes: tuple[Change, ...] = ()
    checkpoints: tuple[int, ...] = ()
    ends: Integers = field(default_factory=lambda: EMPTY.astype(np.int64))
    clock_at: Floats = field(default_factory=lambda: EMPTY)
    clock: Floats = field(default_factory=lambda: EMPTY)
    metrics: Mapping[str, Floats] = field(default_factory=dict)


@dataclass(frozen=True, eq=False)
class Line:
    """A branch, as the tree and overlaid curves show it.

    Attributes
    ----------
    number : int
        Its number.
    name : str
        What the user calls it; empty: nothing.
    parent, start : int
        Branch and iteration it comes from; -1 and 0 for one that began anew.
    latest : int
        The last iteration that was reached.
    smoothed : (n,) float64
        Smoothed losses, read-only.
    validation_at, validation : (m,)
        Iterations and losses of validation, read-only.
    ends, clock_at, clock : (e,), (c,), (c,)
        Ends of epochs, and the seconds up to some iterations, as in `Curves`.
    bookmarks : tuple of (int, str)
        Iterations that the user has named, in their order.
    """

    number: int
    name: str
    parent: int
    start: int
    latest: int
    smoothed: Floats
    validation_at: Integers
    validation: Floats
    ends: Integers = field(default_factory=lambda: EMPTY.astype(np.int64))
    clock_at: Floats = field(default_factory=lambda: EMPTY)
    clock: Floats = field(default_factory=lambda: EMPTY)
    bookmarks: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True)
class Divergence:
    """Where the numbers left the number line.

    Attributes
    ----------
    iteration : int
        The iteration whose update was not applied.
    array : str
        First array that is not finite: ``loss``, ``gradient``, ``update`` or a name of a layer's array.
    layer, t : int
        Layer and time step, from 0; -1 where there is none.
    back_to : int
        The iteration that one press goes back to.
    learning_rate : float or None
        A learning rate that was stable on this branch, if it was another one.
    """

    iteration: int
    array: str
    layer: int
    t: int
    back_to: int
    learning_rate: float | None


@dataclass(frozen=True, eq=False)
class Frame:
    """The immutable snapshot that the engine hands to the window.

    Attributes
    ----------
    project : Project
        What the engine runs.
    dataset : Dataset
        Its data.
    branch : int
        Branch on which it stands.
    iteration : int
        Updates applied; `recording` leads to them.
    latest, oldest : int
        Last and first iteration of the branch that can be gone to without training on or anew.
    epoch, batch, batches : int
        Epoch from 1, batch within it from 1, iterations of one epoch (0 at iteration 0).
    running : bool
        Whether iterations are being run.
    busy : float or None
        Share done of a replay that is under way.
    curves : Curves
        Losses over iterations.
    metrics : dict of float
        ``loss, validation_loss, rmse, naive, accuracy`` as far as the task has them; of validation,
        in the units of the data.
    recording : Recording or None
        Stopped: the iteration. Running: the followed example. None at iteration 0.
    rate : float
        Iterations a second, measured; 0 when stopped.
    divergence : Divergence or None
        Set when training stopped by itself.
    answered : int
        How many commands had been carried out when this was made.
    lines : tuple of Line
        All branches that are kept.
    reached : str
        The condition at which training stopped by itself; empty otherwise.
    untouched : Recording or None
        Where the view holds something: the same iteration without it; `recording` is the one that is held.
    beside : Recording or None
        Stopped: that of the branch that is compared, of the same iteration or the last one before.
    kept, budget : int
        Bytes that the checkpoints of this branch take, and may take.
    probes : mapping of Probe to object
        Results of what `Watch` named, as far as there was time; while time runs they may be of an earlier iteration.
    """

    project: Project
    dataset: Dataset
    branch: int = 0
    iteration: int = 0
    latest: int = 0
    oldest: int = 0
    epoch: int = 0
    batch: int = 0
    batches: int = 0
    running: bool = False
    busy: float | None = None
    curves: Curves = field(default_factory=Curves)
    metrics: dict[str, float] = field(default_factory=dict)
    recording: Recording | None = None
    rate: float = 0.0
    divergence: Divergence | None = None
    answered: int = 0
    lines: tuple[Line, ...] = ()
    reached: str = ""
    untouched: Recording | None = None
    beside: Recording | None = None
    kept: int = 0
    budget: int = 0
    probes: Mapping[Probe, Any] = field(default_factory=dict)
