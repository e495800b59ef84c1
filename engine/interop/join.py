"""Join: weights of PyTorch and arrays of the user, as one Project."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import msgspec

from ..course import Course
from ..datasets.arrays import has_targets, shape_of
from ..datasets.npy import FILE_LARGEST, TOO_LARGE
from ..errors import QT_TRANSLATE_NOOP, FileRefusal
from ..files import read_bytes
from ..project import Arrays, Loss, Project, Training
from .pytorch import PICKLED, SUFFIX, read

if TYPE_CHECKING:
    from pathlib import Path

    from .pytorch import Weights

NO_SYMBOLS = QT_TRANSLATE_NOOP(
    "Refusal",
    "“{file}”: array “inputs” holds numbers, but “{tensor}” of the weights reads symbols; "
    "save whole numbers (examples, time steps).",
)
INPUTS = QT_TRANSLATE_NOOP(
    "Refusal",
    "“{file}”: array “inputs” has {found} numbers at a time step, but “{tensor}” of the weights reads {wanted}; "
    "choose the data or the weights that fit.",
)
NO_DATA = QT_TRANSLATE_NOOP(
    "Refusal", "“{file}” has weights alone; give data to run them on with --data FILE.npz."
)
OUTPUTS = QT_TRANSLATE_NOOP(
    "Refusal",
    "“{file}”: array “targets” has {found} numbers, but “{tensor}” of the weights gives {wanted}; "
    "choose the data or the weights that fit.",
)


def project_of(weights: Weights, data: Path) -> Project:
    """Give the Project of these weights on these data.

    Parameters
    ----------
    weights : Weights
        A model of PyTorch.
    data : Path
        A .npy or .npz file.

    Returns
    -------
    Project
        With the usual loss of the targets: mean squared error for numbers, cross entropy for classes, binary of
        one output. Its initial parameters are not the weights: that is up to who runs it.

    Raises
    ------
    FileRefusal
        If the data cannot be read, or do not fit the weights.
    """
    digest = hashlib.sha256(read_bytes(data, FILE_LARGEST, TOO_LARGE)).hexdigest()
    arrays = Arrays(str(data.resolve()), digest, weights.inputs, weights.outputs)
    shape = shape_of(arrays)
    if weights.symbols and not shape.symbols:
        raise FileRefusal(NO_SYMBOLS, file=data.name, tensor=weights.reads)
    if shape.inputs != weights.inputs:
        raise FileRefusal(
            INPUTS,
            file=data.name,
            tensor=weights.reads,
            found=shape.inputs,
            wanted=weights.inputs,
        )
    loss: Loss = "mse"
    if shape.task != "regression":
        loss = "bce" if weights.outputs == 1 else "cross_entropy"
    elif has_targets(arrays) and shape.targets != weights.outputs:
        raise FileRefusal(
            OUTPUTS,
            file=data.name,
            tensor=weights.gives,
            found=shape.targets,
            wanted=weights.outputs,
        )
    name = weights.name.removesuffix(".safetensors")[:200]
    return Project(name=name, data=arrays, network=weights.network, training=Training(loss=loss))


def is_weights(path: Path) -> bool:
    """Tell by its name whether a file is one of weights, not a project."""
    return path.suffix.lower() in (SUFFIX, *PICKLED)


def joined(path: Path, data: Path | None) -> tuple[Project, Weights]:
    """Read weights, and the data to run them on.

    Parameters
    ----------
    path : Path
        A .safetensors file.
    data : Path or None
        A .npy or .npz file.

    Returns
    -------
    tuple of (Project, Weights)
        Fitting each other.

    Raises
    ------
    FileRefusal
        If one of them is not good, or there are no data.
    """
    weights = read(path)
    if data is None:
        raise FileRefusal(NO_DATA, file=path.name)
    return project_of(weights, data), weights


def begun(project: Project, weights: Weights, seed: int | None = None) -> Course:
    """Begin training from weights.

    Parameters
    ----------
    project : Project
        As `joined` gives it.
    weights : Weights
        Its parameters at iteration 0.
    seed : int or None
        Of the order of examples; None: that of the project.

    Returns
    -------
    Course
        At iteration 0.

    Raises
    ------
    Refusal
        If it cannot be run: training needs far more memory than running forward.
    """
    if seed is not None:
        training = msgspec.structs.replace(project.training, seed=seed)
        project = msgspec.structs.replace(project, training=training)
    course = Course(project)
    for name, values in weights.parameters.items():
        course.trainer.network.put(name, values)
    course.branch.checkpoints.add(course.trainer.checkpoint())
    course.metrics = course.trainer.validate()
    course.branch.validation[0] = course.metrics["validation_loss"]
    return course
