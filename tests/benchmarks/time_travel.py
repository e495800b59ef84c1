"""Going back: how long any iteration of the last 100,000 takes to reach, and what keeping the history costs.

    python tests/benchmarks/time_travel.py [--iterations N] [--only H8]

A hundred random iterations, and one just before each of a hundred checkpoints that lie far apart (the worst places),
are gone to and recorded; parameters are compared with those of the straight run, bit for bit.
"""

from __future__ import annotations

import os

os.environ["OPENBLAS_NUM_THREADS"] = "1"

import argparse
import hashlib
import sys
from itertools import pairwise
from pathlib import Path
from time import perf_counter

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from engine.course import Course
from engine.project import LSTM, Echo, Network, Project, Training
from engine.trainer import Trainer

CASES = {
    "H8": (8, 16, 20, 20),
    "H16": (16, 16, 25, 40),
    "H32": (32, 32, 50, 150),
    "H64": (64, 32, 50, 700),
}
"""Units, examples, time steps, and the milliseconds that are asked."""


def project_of(units: int, batch: int, steps: int) -> Project:
    """Return the project of a case."""
    return Project(
        data=Echo(length=steps, examples=2048, validation=64),
        network=Network(layers=(LSTM(units=units),)),
        training=Training(loss="bce", batch_size=batch),
    )


def digest(course: Course) -> str:
    """Return what stands for the parameters."""
    return hashlib.sha256(course.trainer.network.parameters.tobytes()).hexdigest()


def share_of_history(project: Project, iterations: int = 1500) -> float:
    """Return what keeping the history costs, as a share of training without it."""
    trainer = Trainer(project)

    def alone() -> None:
        trainer.step()
        if trainer.validation_is_due():  # a part of training, watched or not
            trainer.validate()

    taken: dict[str, float] = {}
    for _ in range(7):
        for name, run in (("alone", alone), ("kept", Course(project).advance)):
            start = perf_counter()
            for _ in range(iterations):
                run()
            taken[name] = min(taken.get(name, 1e9), perf_counter() - start)
    return taken["kept"] / taken["alone"] - 1


def main() -> None:
    """Print one line a case."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--iterations", type=int, default=100_000)
    parser.add_argument("--only", default="")
    arguments = parser.parse_args()
    n = arguments.iterations
    for name, (units, batch, steps, asked) in CASES.items():
        if arguments.only not in name:
            continue
        project = project_of(units, batch, steps)
        cost = share_of_history(project)
        course = Course(project)
        rng = np.random.default_rng(0)
        random = sorted(rng.integers(1, n, 100).tolist())
        wanted, places = {}, set(random)
        while course.iteration < n:
            course.advance()
            if course.iteration in places:
                wanted[course.iteration] = digest(course)
        kept = sorted(course.branch.checkpoints.kept)
        gaps = [(b - a, b - 1) for a, b in pairwise(kept) if b - a > 1]
        worst = [at for _, at in sorted(gaps, reverse=True)[:100]]
        times, differ = [], 0
        for k in [*rng.permutation(random).tolist(), *worst]:
            start = perf_counter()
            course.seek(int(k))
            course.stop()
            times.append(perf_counter() - start)
            if k in wanted:
                course.seek(int(k))
                differ += digest(course) != wanted[k]
        print(
            f"{name:4} random: median {np.median(times[:100]) * 1e3:6.1f} ms, worst {max(times[:100]) * 1e3:6.1f}; "
            f"worst places: {max(times[100:], default=0) * 1e3:6.1f} (asked {asked}); {differ} differ; "
            f"{course.branch.checkpoints.nbytes / 1e6:.0f} MB, base {course.branch.checkpoints.base}; "
            f"history costs {cost:.1%}",
            flush=True,
        )


if __name__ == "__main__":
    main()
