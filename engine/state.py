"""State: a Course as what a file holds, and back."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

import msgspec
import numpy as np

from .address import differences, value_at
from .archive import Journaled, Named, Stored
from .batching import Place
from .checkpoint import Checkpoint
from .course import Course
from .fitting import check_weights
from .frame import Change
from .optimizers import names_of
from .packed import BYTES, pack, place_of, progress_array, progress_of, take_carried, unpack
from .project import FORMAT, Project
from .validate import restarts, validated

if TYPE_CHECKING:
    from .history import Branch
    from .network import Network
    from .recording import Floats

METRIC, METRIC_AT = "metric.", "metric_at."
"""Before the name of a metric, in the names of its values and of their iterations."""


def collect(project: Project, course: Course) -> tuple[Stored, dict[str, dict[str, Floats]]]:
    """Collect what a file holds.

    Parameters
    ----------
    project : Project
        As the user has set it.
    course : Course
        Where training stands.

    Returns
    -------
    tuple of (Stored, dict of dict of ndarray)
        The project and its place; arrays by member of the archive.
    """
    k, branch = course.iteration, course.branch
    # the settings in force at this place: gone back in time they are not those of the latest one
    project = msgspec.structs.replace(project, training=branch.settings_after(k))
    now = course.trainer.checkpoint()
    network = course.trainer.network
    validation = {at: loss for at, loss in sorted(branch.validation.items()) if at <= k}
    arrays = {
        "state.safetensors": _named(network, now),
        "checkpoints.safetensors": pack(network, _recent(course)),
        "history.safetensors": {
            "training": np.array(branch.training.view()[:k]),
            "validation_at": np.array(list(validation), np.int64),
            "validation": np.array(list(validation.values())),
            "epoch_ends": np.array([end for end in branch.ends if end <= k], np.int64),
            **_measured(branch, k),
        },
    }
    journal = tuple(Journaled(at, t) for at, t in sorted(branch.journal.items()) if at <= k)
    stored = Stored(
        FORMAT,
        project,
        branch.project.training,
        journal,
        k,
        now.place.epoch,
        now.place.used,
        {},
        now.place.step,
        now.place.group,
        tuple(Named(at, name) for at, name in sorted(branch.bookmarks.items()) if at <= k),
    )
    return stored, arrays


def _measured(branch: Branch, k: int) -> dict[str, Floats]:
    """Give the metrics up to an iteration; not the clock: equal projects give equal files."""
    curves = branch.curves()
    found: dict[str, Any] = {}
    for name, values in curves.metrics.items():
        kept = (curves.validation_at <= k) & np.isfinite(values)
        found |= {METRIC_AT + name: curves.validation_at[kept], METRIC + name: values[kept]}
    return found


def _take_measured(branch: Branch, history: dict[str, Floats]) -> None:
    """Take the metrics from a file; one of an earlier version has none."""
    for name in (name.removeprefix(METRIC) for name in history if name.startswith(METRIC)):
        at, values = history[METRIC_AT + name], history[METRIC + name]
        if at.shape != values.shape or at.dtype != np.int64 or values.dtype != np.float64:
            raise ValueError(name)
        for place, value in zip(at.tolist(), values.tolist(), strict=True):
            branch.metrics.setdefault(place, {})[name] = value


def _recent(course: Course) -> list[Checkpoint]:
    """Give the checkpoints before the present one: as many of the latest as a file may hold, and the first.

    That of iteration 0 cannot be made anew where its parameters were read from a file.
    """
    k = course.iteration
    if k == 0:
        return []
    before = course.checkpoint_at(k - 1)
    kept = course.branch.checkpoints.kept
    earlier = sorted((i for i in kept if 0 < i < k - 1), reverse=True)
    most = max(0, BYTES // before.nbytes - 1)
    first = [kept[0]] if k > 1 else []
    return [before, *(kept[i] for i in earlier[:most]), *first]


def _named(network: Network, checkpoint: Checkpoint) -> dict[str, Floats]:
    """Give parameters and optimizer state under PyTorch's names and in its order."""
    arrays = {
        name: np.ascontiguousarray(network.get(name, checkpoint.parameters))
        for name in network.names()
    }
    for key, value in checkpoint.state(names_of(checkpoint.training.optimizer)).items():
        arrays |= {
            f"{key}/{name}": np.ascontiguousarray(network.get(name, value))
            for name in network.names()
        }
    arrays |= {f"carried/{name}": value for name, value in checkpoint.carried.items()}
    if checkpoint.buffers.size:
        arrays["buffers"] = checkpoint.buffers
    return arrays | {
        "updates": np.array([checkpoint.steps]),
        "progress": progress_array(checkpoint.progress),
    }


def _checkpoint(
    course: Course, arrays: dict[str, Floats], iteration: int, place: Place
) -> Checkpoint:
    trainer = course.trainer
    training = course.branch.settings_after(iteration - 1)
    trainer.adopt(training)
    made = trainer.checkpoint()
    network = trainer.network
    left = dict(arrays)

    def fill(vector: Any, prefix: str) -> None:
        for name in network.names():
            array = left.pop(prefix + name)
            if array.dtype != vector.dtype:
                raise TypeError(name)
            network.put(name, array, vector)

    fill(made.parameters, "")
    for key, value in made.state(trainer.optimizer.names).items():
        fill(value, f"{key}/")
    buffers = left.pop("buffers", made.buffers)
    if (buffers.dtype, buffers.shape) != (made.buffers.dtype, made.buffers.shape):
        raise TypeError("buffers")
    states = {key: left.pop(key) for key in list(left) if key.startswith("carried/")}
    if states and not place.step:
        raise ValueError("carried")
    carried = take_carried(course, place, states)
    updates, progress = left.pop("updates"), progress_of(left.pop("progress"))
    if left or updates.shape != (1,) or updates.dtype != np.int64 or updates[0] < 0:
        raise ValueError("updates")
    return Checkpoint(
        *(iteration, place, training, made.parameters, made.memory),
        *(int(updates[0]), progress, buffers, carried),
    )


def rebuild(stored: Stored, groups: dict[str, dict[str, Floats]], number: int) -> Course:
    """Build the Course that a file holds.

    Parameters
    ----------
    stored : Stored
        The project and its place.
    groups : dict of dict of ndarray
        Arrays by member of the archive.
    number : int
        Name of its branch.

    Returns
    -------
    Course
        At the stored iteration.

    Raises
    ------
    KeyError, ValueError, TypeError
        If the arrays do not fit the network.
    """
    begun = msgspec.structs.replace(stored.project, training=stored.start)
    _check_journal(begun, stored)
    course = Course(begun, number)
    for entry in stored.journal:
        check_weights(entry.training, course.trainer.network)
    branch, k, history = course.branch, stored.iteration, groups["history.safetensors"]
    losses, ends = history["training"], history["epoch_ends"]
    _check_history(history, k)
    place = place_of(course, (stored.epoch, stored.used, stored.step, stored.group))
    branch.journal = {entry.iteration: entry.training for entry in stored.journal}
    branch.changes = _changes(stored)
    for at, loss in enumerate(losses, 1):
        branch.add(at, float(loss))
    branch.validation = {
        int(at): float(v)
        for at, v in zip(history["validation_at"], history["validation"], strict=True)
    }
    branch.ends = ends.tolist()
    _take_measured(branch, history)
    branch.bookmarks = {named.iteration: named.name for named in stored.bookmarks}
    if any(at > k for at in branch.bookmarks):
        raise ValueError("bookmarks")
    now = _checkpoint(course, groups["state.safetensors"], k, place)
    earlier = unpack(course, groups["checkpoints.safetensors"], k) if k else []
    for checkpoint in (*earlier, now):
        branch.checkpoints.kept[checkpoint.iteration] = checkpoint
    course.trainer.restore(now)
    course.project = stored.project
    return course


def _check_journal(begun: Project, stored: Stored) -> None:
    """Refuse settings that could not have come into force where the journal says so."""
    at = [-1, *(entry.iteration for entry in stored.journal)]
    if not all(a < b for a, b in pairwise(at)) or at[-1] > stored.iteration:
        raise ValueError("journal")
    for entry in stored.journal:
        project = validated(msgspec.structs.replace(begun, training=entry.training))
        if restarts(begun, project):
            raise ValueError("journal")


def _check_history(history: dict[str, Floats], k: int) -> None:
    """Refuse losses and places that do not belong to iterations 0 to k."""
    forms = {
        "training": (np.float64, (k,)),
        "validation": (np.float64, history["validation_at"].shape),
        "validation_at": (np.int64, (history["validation_at"].size,)),
        "epoch_ends": (np.int64, (history["epoch_ends"].size,)),
    }
    if any(history[name].dtype != d or history[name].shape != s for name, (d, s) in forms.items()):
        raise ValueError("history")
    for name, first in (("validation_at", 0), ("epoch_ends", 1)):
        places = history[name]
        if (np.diff(places) <= 0).any() or (places < first).any() or (places > k).any():
            raise ValueError(name)


def _changes(stored: Stored) -> list[Change]:
    entries = [Journaled(0, stored.start), *stored.journal]
    found = []
    for old, new in pairwise(entries):
        was = msgspec.structs.replace(stored.project, training=old.training)
        now = msgspec.structs.replace(stored.project, training=new.training)
        found += [
            Change(new.iteration, address, value_at(was, address), value_at(now, address))
            for address in differences(was, now)
        ]
    return found
