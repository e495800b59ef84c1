"""Commands: weights of other programs run without a window, and files written for other programs."""

from __future__ import annotations

import hashlib
import json
import sys
import time
from typing import TYPE_CHECKING, Any, cast

from .. import exporting
from ..command_line import finite, in_words, say_diverged, source_of
from ..datasets.arrays import has_targets
from ..errors import QT_TRANSLATE_NOOP, FileRefusal
from ..files import check_folder, open_project, save_project
from ..forward import Forward
from ..trainer import Diverged
from .join import begun, is_weights, joined

if TYPE_CHECKING:
    import argparse
    from pathlib import Path

    from ..course import Course
    from ..frame import Divergence
    from ..project import Project
    from .pytorch import Weights

DATA_OF_ITS_OWN = QT_TRANSLATE_NOOP(
    "Refusal", "“{file}” has data of its own; leave --data out, or give weights (.safetensors)."
)
NO_TARGETS = QT_TRANSLATE_NOOP(
    "Refusal",
    "“{file}” has no targets to train on; leave the number of iterations out, or save an array “targets”.",
)
NOT_FINITE = QT_TRANSLATE_NOOP(
    "Refusal", "The outputs are not all finite numbers; scale the inputs or check the weights."
)


def weights(options: argparse.Namespace) -> tuple[Project, Weights] | None:
    """Read weights and their data, if that is what the user names.

    Parameters
    ----------
    options : Namespace
        With ``project`` and ``data``.

    Returns
    -------
    tuple of (Project, Weights) or None
        None for a project.

    Raises
    ------
    Refusal
        If one of them is not good.
    """
    path = source_of(options.project)
    if is_weights(path):
        return joined(path, options.data)
    if options.data is not None:
        raise FileRefusal(DATA_OF_ITS_OWN, file=path.name)
    return None


def trained_from(project: Project, weights: Weights, data: Path, seed: int | None = None) -> Course:
    """Begin training from weights.

    Parameters
    ----------
    project, weights : Project, Weights
        As `weights` gives them.
    data : Path
        Their data.
    seed : int or None
        Of the order of examples.

    Returns
    -------
    Course
        At iteration 0.

    Raises
    ------
    Refusal
        If there is nothing to learn, or it needs too much memory.
    """
    if not has_targets(project.data):
        raise FileRefusal(NO_TARGETS, file=data.name)
    return begun(project, weights, seed)


def run_forward(project: Project, weights: Weights, options: argparse.Namespace) -> int:
    """Run weights forward over all examples.

    Parameters
    ----------
    project, weights : Project, Weights
        As `weights` gives them.
    options : Namespace
        Of ``run``.

    Returns
    -------
    int
        0, or 1 where an output is not finite.

    Raises
    ------
    Refusal
        If it needs too much memory, or cannot be saved.
    """
    start = time.perf_counter()
    forward = Forward(project, weights.parameters)
    outcome = forward.run()
    metrics = {name: finite(value) for name, value in outcome.metrics.items()}
    found = {
        "iterations": 0,
        "epochs": 0,
        "loss": metrics.pop("loss", None),
        "metrics": metrics,
        "seconds": round(time.perf_counter() - start, 4),
        "parameters_sha256": hashlib.sha256(forward.network.parameters.tobytes()).hexdigest(),
        "diverged": not outcome.finite,
        "outputs": outcome.shape,
        "outputs_sha256": outcome.sha256,
    }
    try:
        if options.save is not None:
            course = begun(project, weights, options.seed)
            save_project(options.save, course.project, course)
    finally:
        _report(found, as_json=options.json)
    return 0 if outcome.finite else 1


def _report(found: dict[str, Any], *, as_json: bool) -> None:
    if as_json:
        sys.stdout.write(json.dumps(found) + "\n")
        return
    shape = " × ".join(f"{size:,}" for size in found["outputs"])
    scores = in_words(found["metrics"])
    if found["loss"] is not None:
        scores = f"loss {found['loss']:.4g}  {scores}"
    words = (f"outputs {shape}", f"SHA-256 {found['outputs_sha256']}", scores)
    sys.stdout.write("  ".join(word for word in words if word) + f"  {found['seconds']:.2f} s\n")
    if found["diverged"]:
        sys.stderr.write(f"gatescope: {NOT_FINITE}\n")


def export(options: argparse.Namespace) -> int:
    """Write a file for other programs.

    Parameters
    ----------
    options : Namespace
        Of ``export``.

    Returns
    -------
    int
        0, or 1 where training diverged before the iteration that was asked for.

    Raises
    ------
    Refusal
        If it cannot be written.
    """
    what = exporting.what_of(options.out, options.what)
    check_folder(options.out)
    found = weights(options)
    if found is not None and not options.iteration:
        project, given = found
        written = exporting.export(Forward(project, given.parameters), what, options.out)
    else:
        course = (
            trained_from(*found, options.data)
            if found
            else open_project(source_of(options.project))
        )
        if options.iteration is not None:
            try:
                course.seek(options.iteration)
            except Diverged:
                say_diverged(cast("Divergence", course.divergence))
                return 1
        written = exporting.export(course, what, options.out)
    sys.stdout.write(f"{options.out.name}: {written}\n")
    return 0
