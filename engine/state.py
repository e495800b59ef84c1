"""State: a Course as what a file holds, and back."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

import msgspec
import numpy as np

from .address import differences, value_at
from .course import Course
from .files import Journaled, Stored
from .frame import Change
from .project import FORMAT, Project
from .trainer import Checkpoint

if TYPE_CHECKING:
    from .network import Network
    from .recording import Floats


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
    now = course.trainer.checkpoint()
    before = course.checkpoint_at(max(0, k - 1))
    network = course.trainer.network
    validation = {at: loss for at, loss in sorted(branch.validation.items()) if at <= k}
    arrays = {
        "state.safetensors": _named(network, now),
        "previous.safetensors": _named(network, before),
        "history.safetensors": {
            "training": np.array(branch.training.view()[:k]),
            "validation_at": np.array(list(validation), np.int64),
            "validation": np.array(list(validation.values())),
            "epoch_ends": np.array([end for end in branch.ends if end <= k], np.int64),
        },
    }
    journal = tuple(Journaled(at, t) for at, t in sorted(branch.journal.items()) if at <= k)
    stored = Stored(
        FORMAT,
        project,
        branch.project.training,
        journal,
        k,
        now.epoch,
        now.used,
        before.epoch,
        before.used,
        {},
    )
    return stored, arrays


def _named(network: Network, checkpoint: Checkpoint) -> dict[str, Floats]:
    """Give parameters and optimizer state under PyTorch's names and in its order."""
    arrays = {
        name: np.ascontiguousarray(network.get(name, checkpoint.parameters))
        for name in network.names()
    }
    for key, value in checkpoint.state.items():
        arrays |= {
            f"{key}/{name}": np.ascontiguousarray(network.get(name, value))
            for name in network.names()
        }
    return arrays | {"steps": np.array([checkpoint.steps])}


def _checkpoint(
    course: Course, arrays: dict[str, Floats], place: tuple[int, int, int]
) -> Checkpoint:
    trainer = course.trainer
    training = course.branch.settings_after(place[0] - 1)
    trainer.adopt(training)
    made = trainer.checkpoint()
    network = trainer.network
    left = dict(arrays)

    def fill(vector: Any, prefix: str) -> None:
        for name in network.names():
            network.put(name, left.pop(prefix + name), vector)

    fill(made.parameters, "")
    for key, value in made.state.items():
        fill(value, f"{key}/")
    steps = int(left.pop("steps")[0])
    if left:
        raise KeyError(next(iter(left)))
    return Checkpoint(*place, training, made.parameters, made.state, steps)


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
    course = Course(msgspec.structs.replace(stored.project, training=stored.start), number)
    branch, k, history = course.branch, stored.iteration, groups["history.safetensors"]
    losses = history["training"]
    if losses.shape != (k,) or history["validation"].shape != history["validation_at"].shape:
        raise ValueError("history")
    branch.journal = {entry.iteration: entry.training for entry in stored.journal}
    branch.changes = _changes(stored)
    for at, loss in enumerate(losses, 1):
        branch.add(at, float(loss))
    branch.validation = {
        int(at): float(v)
        for at, v in zip(history["validation_at"], history["validation"], strict=True)
    }
    branch.ends = [int(end) for end in history["epoch_ends"]]
    if k:
        previous = _checkpoint(
            course,
            groups["previous.safetensors"],
            (k - 1, stored.previous_epoch, stored.previous_used),
        )
        now = _checkpoint(course, groups["state.safetensors"], (k, stored.epoch, stored.used))
        for checkpoint in (previous, now):
            branch.checkpoints.kept[checkpoint.iteration] = checkpoint
        course.trainer.restore(now)
    course.project = stored.project
    return course


def _changes(stored: Stored) -> list[Change]:
    entries = [Journaled(0, stored.start), *stored.journal]
    found = []
    for old, new in pairwise(entries):
        was = msgspec.structs.replace(stored.project, training=old.training)
        now = msgspec.structs.replace(stored.project, training=new.training)
        for address in differences(was, now):
            found.append(
                Change(new.iteration, address, value_at(was, address), value_at(now, address))
            )
    return found
