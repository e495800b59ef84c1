"""Speed of the engine as ratios to PyTorch, both on the same work, interleaved in one run. Run by hand.

    python tests/benchmarks/engine_speed.py [--rounds N] [--case NAME]

One iteration is forward, loss, backward, clip by global norm and Adam: a dense head at every step, mean squared error,
float32, one thread. PyTorch is its fastest eager variant: layers of torch.nn with oneDNN on and off, Adam fused,
foreach and as a loop. Figures are medians over the rounds; only the ratios mean anything.
"""

from __future__ import annotations

import os

os.environ["OPENBLAS_NUM_THREADS"] = os.environ["OMP_NUM_THREADS"] = "1"

import argparse
import sys
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any, NamedTuple

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from engine import losses, optimizers, project
from engine.network import Network

try:
    import torch
except ImportError:
    torch = None  # type: ignore[assignment]


class Case(NamedTuple):
    """One piece of work, and the ratio that is asked of it."""

    layers: tuple[project.Layer, ...]
    inputs: int
    batch: int
    steps: int
    asked: float | None = None


CASES = {
    "LSTM H8 B1 T20": Case((project.LSTM(units=8),), 1, 1, 20),
    "LSTM H16 B16 T25": Case((project.LSTM(units=16),), 1, 16, 25, 3.0),
    "LSTM H32 B32 T50": Case((project.LSTM(units=32),), 1, 32, 50, 1.5),
    "LSTM H64 B32 T50": Case((project.LSTM(units=64),), 1, 32, 50),
    "2 x LSTM H16 B16 T25": Case((project.LSTM(units=16), project.LSTM(units=16)), 1, 16, 25),
    "RNN H32 B32 T50": Case((project.RNN(units=32),), 1, 32, 50),
    "MLP 2-8-8-1 B10": Case((project.Dense(units=8), project.Dense(units=8)), 2, 10, 1),
}
CLIP, RATE = 1.0, 0.001
Iteration = Callable[[], object]


def ours(case: Case, x: Any, y: Any, *, recording: bool = False) -> Iteration:
    """Return one iteration of the engine."""
    network = Network(case.layers, project.Output(), case.inputs, 1, every_step=case.steps > 1)
    gradient = np.zeros_like(network.parameters)
    bound = network.bind(gradient, case.steps, case.batch, recording=recording)
    loss = losses.bind("mse", bound.outputs, bound.doutputs)
    optimizer = optimizers.build(project.Adam(), gradient.size, gradient.dtype)

    def iteration() -> None:
        bound.inputs[...] = x
        loss.targets[...] = y
        bound.forward()
        loss.value()
        loss.gradient()
        bound.backward()
        optimizers.clip(gradient, CLIP)
        optimizer.update(network.parameters, gradient, RATE)

    return iteration


def theirs(case: Case, x: Any, y: Any, adam: dict[str, bool], onednn: bool) -> Iteration:
    """Return one iteration of PyTorch."""
    nn = torch.nn
    widths = [case.inputs] + [layer.units for layer in case.layers]
    layers: list[Any] = []
    for settings, width in zip(case.layers, widths, strict=False):
        if isinstance(settings, project.Dense):
            layers += [nn.Linear(width, settings.units), nn.Tanh()]
        else:
            layers.append(
                (nn.LSTM if isinstance(settings, project.LSTM) else nn.RNN)(width, settings.units)
            )
    model = nn.ModuleList([*layers, nn.Linear(widths[-1], 1)])
    parameters = list(model.parameters())
    optimizer = torch.optim.Adam(parameters, RATE, **adam)
    xs, ys = (torch.tensor(np.ascontiguousarray(a.transpose(0, 2, 1))) for a in (x, y))

    def iteration() -> None:
        torch.backends.mkldnn.enabled = onednn  # type: ignore[assignment]
        optimizer.zero_grad()
        a = xs
        for layer in model:
            a = layer(a)
            a = a[0] if isinstance(a, tuple) else a
        loss = nn.functional.mse_loss(a, ys)
        loss.backward()
        nn.utils.clip_grad_norm_(parameters, CLIP)
        optimizer.step()

    return iteration


def variants(case: Case, x: Any, y: Any) -> dict[str, Iteration]:
    """Return PyTorch's variants by name."""
    if torch is None:
        return {}
    recurrent = case.layers[0].__class__ is not project.Dense
    return {
        f"torch, Adam {name}{', no oneDNN' * (not onednn)}": theirs(case, x, y, adam, onednn)
        for name, adam in (
            ("fused", {"fused": True}),
            ("foreach", {"foreach": True}),
            ("loop", {"foreach": False}),
        )
        for onednn in ((True, False) if recurrent else (True,))
    }


def seconds(
    runs: dict[str, Iteration], rounds: int, slice_seconds: float = 0.04
) -> dict[str, float]:
    """Return the median seconds of one iteration of each, taken in turns."""
    counts = {}
    for name, run in runs.items():
        for _ in range(3):
            run()
        start = perf_counter()
        run()
        counts[name] = max(1, int(slice_seconds / (perf_counter() - start)))
    taken: dict[str, list[float]] = {name: [] for name in runs}
    for _ in range(rounds):
        for name, run in runs.items():
            start = perf_counter()
            for _ in range(counts[name]):
                run()
            taken[name].append((perf_counter() - start) / counts[name])
    return {name: median(times) for name, times in taken.items()}


def main() -> None:
    """Print one line a case."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--case", default="", help="only cases whose name holds this")
    arguments = parser.parse_args()
    if torch is None:
        print("PyTorch is not installed: only the engine's own times, no ratios.")
    else:
        torch.set_num_threads(1)
    if "OPENBLAS_CORETYPE" in os.environ:
        print(f"NumPy's BLAS is held to {os.environ['OPENBLAS_CORETYPE']} kernels; PyTorch is not.")
    for name, case in CASES.items():
        if arguments.case not in name:
            continue
        rng = np.random.default_rng(0)
        x = rng.standard_normal((case.steps, case.inputs, case.batch)).astype(np.float32)
        y = rng.standard_normal((case.steps, 1, case.batch)).astype(np.float32)
        rivals = variants(case, x, y)
        runs = {"ours": ours(case, x, y), "recording": ours(case, x, y, recording=True), **rivals}
        taken = seconds(runs, arguments.rounds)
        line = f"{name:22} {taken['ours'] * 1e6:8.0f} us, recording {taken['recording'] / taken['ours']:5.2f} x"
        if rivals:
            best = min(rivals, key=taken.__getitem__)
            asked = f" (asked {case.asked})" if case.asked else ""
            line += f", {taken[best] / taken['ours']:5.2f} times as fast as {best}{asked}"
        print(line, flush=True)


if __name__ == "__main__":
    main()
