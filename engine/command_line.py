"""Command line: run, check, export, bench and examples, without a window."""

from __future__ import annotations

import hashlib
import json
import math
import os
import signal
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from .errors import QT_TRANSLATE_NOOP, FileRefusal
from .examples import ABOUT, path_of
from .files import check_folder, open_project, read_project, save_project
from .trainer import Diverged

if TYPE_CHECKING:
    import argparse

    from .course import Course
    from .evaluation import Part
    from .frame import Divergence
    from .trainer import Trainer

UNKNOWN = QT_TRANSLATE_NOOP(
    "Refusal", "“{file}” is neither a file nor an example; `gatescope examples` lists the names."
)


def source_of(text: str) -> Path:
    """Find the file that a user names.

    Parameters
    ----------
    text : str
        A path, or the name of an example.

    Returns
    -------
    Path
        The file.

    Raises
    ------
    FileRefusal
        If it is neither.
    """
    there = os.path.exists(text)  # noqa: PTH110 - Path.exists raises on a name that no file can have
    if text in ABOUT and not there:
        return path_of(text)
    if not there:
        raise FileRefusal(UNKNOWN, file=text)
    return Path(text)


def carry_out(options: argparse.Namespace) -> int:
    """Run a headless command.

    Parameters
    ----------
    options : Namespace
        Of `main.command_parser`.

    Returns
    -------
    int
        Exit code.
    """
    if options.command == "examples":
        return _examples()
    if options.command == "bench":
        from .bench import bench

        return bench(options)
    if options.command == "export":
        from .interop.commands import export

        return export(options)
    return _check(options) if options.command == "check" else _run(options)


def _out(text: str) -> None:
    sys.stdout.write(text + "\n")


def _examples() -> int:
    wide = max(map(len, ABOUT))
    for name, about in ABOUT.items():
        _out(f"{name:<{wide}}  {about}")
    return 0


def _check(options: argparse.Namespace) -> int:
    from .check import LIMIT, check_gradients

    found = check_gradients(read_project(source_of(options.project)))
    worst = max(one.error for one in found)
    if options.json:
        rows = {one.name: {"error": one.error, "parameters": one.parameters} for one in found}
        _out(json.dumps({"error": worst, "limit": LIMIT, "passed": worst <= LIMIT, "arrays": rows}))
    else:
        for one in found:
            _out(f"{one.name:<24} {one.parameters:>7,} parameters   error {one.error:.1e}")
        word = "agree" if worst <= LIMIT else "DO NOT agree"
        _out(
            f"Gradients {word} with finite differences: {worst:.1e} of the largest gradient (limit {LIMIT:.0e})."
        )
    return 0 if worst <= LIMIT else 1


def _course(options: argparse.Namespace) -> Course:
    path = source_of(options.project)
    if options.seed is None:
        return open_project(path)
    from .course import Course
    from .validate import validated

    project = read_project(path)
    seeded = msgspec.structs.replace(project.training, seed=options.seed)
    return Course(validated(msgspec.structs.replace(project, training=seeded)))


class Interrupt:
    """Ctrl+C as a wish: training ends after the iteration at hand; the second one ends at once."""

    def __init__(self) -> None:
        self.wished = False
        self._before: Any = None

    def __enter__(self) -> Interrupt:
        """Listen to Ctrl+C."""
        self._before = signal.signal(signal.SIGINT, self._hear)
        return self

    def __exit__(self, *_: object) -> None:
        """Leave Ctrl+C as it was."""
        signal.signal(signal.SIGINT, self._before)

    def _hear(self, *_: object) -> None:
        if self.wished:
            raise KeyboardInterrupt
        self.wished = True


def _run(options: argparse.Namespace) -> int:
    if options.save is not None:
        check_folder(options.save)
    from .interop import commands

    found = commands.weights(options)
    if found is None:
        course = _course(options)
    elif options.iterations is None and options.epochs is None:
        return commands.run_forward(*found, options)
    else:
        course = commands.trained_from(*found, options.data, options.seed)
    with Interrupt() as interrupt:
        return _run_course(course, options, interrupt)


def _run_course(course: Course, options: argparse.Namespace, interrupt: Interrupt) -> int:
    first = course.iteration
    begun = time.perf_counter()
    ended = 0
    try:
        if options.epochs is not None:
            if options.epochs:
                _train(course, course.epoch_end(options.epochs), options.json, interrupt)
        else:
            more = (
                course.project.training.iterations
                if options.iterations is None
                else options.iterations
            )
            _train(course, first + more, options.json, interrupt)
    except Diverged:
        ended = 1
    seconds = time.perf_counter() - begun
    try:
        if options.save is not None:
            save_project(options.save, course.project, course)
    finally:
        _report(course, seconds, options)
    return 130 if interrupt.wished else ended


def _train(course: Course, until: int, quiet: bool, interrupt: Interrupt) -> None:
    from tqdm import tqdm

    with tqdm(
        total=until,
        initial=course.iteration,
        unit=" it",
        file=sys.stderr,
        disable=quiet or not sys.stderr.isatty(),
        leave=False,
    ) as bar:
        while course.iteration < until and not interrupt.wished:
            course.advance()
            if course.iteration % 64 == 0:
                bar.update(course.iteration - bar.n)


def _metrics(trainer: Trainer) -> dict[str, float]:
    """Give the metrics of validation under their names; those of the other parts with the part in front."""
    metrics = trainer.validate()
    parts: tuple[Part, ...] = ("training", "test")
    for part in parts:
        if trainer.evaluation.split(part) is not None:
            found = trainer.evaluation.run(part).metrics
            metrics |= {f"{part}_{name}": value for name, value in found.items()}
    return metrics


def result(course: Course, seconds: float) -> dict[str, Any]:
    """Give what `run --json` prints.

    Parameters
    ----------
    course : Course
        Where training stands.
    seconds : float
        How long it took.

    Returns
    -------
    dict
        ``iterations, epochs, loss, metrics, seconds, parameters_sha256, diverged``.
    """
    loss = course.branch.training[course.iteration - 1] if course.iteration else None
    digest = hashlib.sha256(course.trainer.network.parameters.tobytes()).hexdigest()
    return {
        "iterations": course.iteration,
        "epochs": course.trainer.batching.place.epoch,
        "loss": loss,
        "metrics": {name: finite(value) for name, value in _metrics(course.trainer).items()},
        "seconds": round(seconds, 4),
        "parameters_sha256": digest,
        "diverged": course.divergence is not None,
    }


def finite(value: float) -> float | None:
    """Give a number as JSON can say it, which has no infinity."""
    return value if math.isfinite(value) else None


def in_words(metrics: dict[str, float | None]) -> str:
    """Give metrics as a line has them."""
    return "  ".join(
        f"{name} {'not finite' if value is None else format(value, '.4g')}"
        for name, value in metrics.items()
    )


def say_diverged(where: Divergence) -> None:
    """Say on stderr where training diverged."""
    place = f", layer {where.layer + 1}, time step {where.t + 1}" if where.layer >= 0 else ""
    sys.stderr.write(
        f"gatescope: training diverged at iteration {where.iteration:,}: {where.array}{place} is not finite; "
        "take a smaller learning rate or clip the gradient.\n"
    )


def _report(course: Course, seconds: float, options: argparse.Namespace) -> None:
    found = result(course, seconds)
    if options.json:
        _out(json.dumps(found))
        return
    metrics = in_words(found["metrics"])
    loss = "no loss yet" if found["loss"] is None else f"loss {found['loss']:.4g}"
    _out(
        f"iteration {found['iterations']:,}  epoch {found['epochs']:,}  {loss}  {metrics}  {seconds:.2f} s"
    )
    if course.divergence is not None:
        say_diverged(course.divergence)
