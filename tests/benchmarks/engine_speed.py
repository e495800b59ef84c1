"""Speed of the engine against what is asked of it, as ratios of one run. Run by hand, on a machine with nothing else.

    python tests/benchmarks/engine_speed.py [--rounds N] [--only NAME] [--costs]

First the table of `gatescope bench`, each ratio beside the one that is asked: to PyTorch's fastest eager variant, and
to LSTM cells written by hand in PyTorch. Then what this and that costs, each against the same run without it.
"""

from __future__ import annotations

import os

os.environ["OPENBLAS_NUM_THREADS"] = os.environ["OMP_NUM_THREADS"] = "1"

import argparse
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from time import perf_counter
from typing import Any, NamedTuple

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from engine import bench, losses, optimizers
from engine.diagnosis import step_norms
from engine.iterations import Iteration, iteration_of
from engine.layers.recurrent import RecurrentPass
from engine.network import Network
from engine.project import (
    GRU,
    LSTM,
    RNN,
    Adam,
    Dropout,
    Embedding,
    Hold,
    Layer,
    LayerNorm,
    Output,
    Project,
)
from engine.project import Network as Layers
from engine.trainer import Trainer

ASKED: dict[str, tuple[float, float | None]] = {
    "LSTM H8 B1 T20": (5, 16),
    "LSTM H16 B16 T25": (3.3, None),
    "LSTM H32 B32 T50": (1.5, 8),
    "LSTM H64 B32 T50": (1.25, 5),
    "LSTM H128 B64 T50": (0.9, 2.5),
    "LSTM H256 B64 T100": (1.1, None),
    "3 x LSTM H16 B25 T15": (2, None),
    "GRU H8 B1 T20": (15, None),
    "GRU H32 B32 T50": (6, None),
    "GRU H128 B64 T50": (1.5, None),
    "RNN H8 B1 T20": (18, None),
    "RNN H32 B32 T50": (8, None),
    "RNN H128 B64 T50": (1.8, None),
    "MLP 2-8-8-1 B10": (33, None),
    "MLP 784-128-10 B64": (1.5, None),
}
"""For each case of `bench.CASES` how many times as fast as PyTorch, and as cells written by hand in it."""
RECORDING = 2.0
"""How much longer an iteration may take that is recorded."""
FRAME = 1 / 30
"""Seconds from one Frame to the next while training runs: it shows one example, followed forward and backward."""
SET_UP = 20.0
"""Milliseconds to set up a network of H64, with a batch of B32 T50."""


class Work:
    """A network on random numbers.

    Parameters
    ----------
    layers : layer settings
        Hidden layers.
    steps, batch, inputs, outputs : int
        T, B, D and M.
    loss : str
        With cross entropy inputs of an embedding are symbols.
    last : bool
        Whether only the last step has an output.
    """

    def __init__(
        self,
        *layers: Layer,
        steps: int = 50,
        batch: int = 32,
        inputs: int = 1,
        outputs: int = 1,
        loss: Any = "mse",
        last: bool = False,
    ) -> None:
        rng = np.random.default_rng(0)
        self.network = Network(layers, Output(), inputs, outputs, every_step=not last)
        self.gradient = np.zeros_like(self.network.parameters)
        self.bound = self.network.bind(self.gradient, steps, batch)
        self.loss = losses.bind(loss, self.bound.outputs, self.bound.doutputs)
        x, y = (a.shape for a in (self.bound.inputs, self.loss.targets))
        symbols = isinstance(layers[0], Embedding)
        self.x = rng.integers(0, inputs, x) if symbols else rng.standard_normal(x)
        self.x = self.x.astype(np.float32)
        self.y = rng.integers(0, outputs, y) if loss == "cross_entropy" else rng.standard_normal(y)
        self.y = self.y.astype(np.float32)

    def iteration(self, lengths: Any = None, rate: float = 0.001) -> Iteration:
        """Return an iteration; with a rate of 0 the parameters stay as they are."""
        if lengths is not None:
            within = np.arange(len(self.y))[:, None, None] < lengths
            self.loss.counted = within.astype(np.float32)
        return iteration_of(self.bound, self.loss, self.gradient, self.x, self.y, lengths, rate)


class Cost(NamedTuple):
    """What something costs: the time of `run` over that of `base`, and the most it may be."""

    base: Iteration
    run: Iteration
    limit: float


def vanishing(kind: str, units: int, steps: int, *, vanished: bool) -> Iteration:
    """Return an iteration of small weights whose loss is at the last step alone.

    Where gradients are not to vanish, the state is handed on as it is: by an open forget gate (LSTM), a shut update
    gate (GRU), or orthogonal weights (RNN).
    """
    layer: Layer = {"lstm": LSTM, "gru": GRU, "rnn": RNN}[kind](units=units)
    work = Work(layer, steps=steps, last=True)
    network = work.network
    network.parameters *= 0.3
    if not vanished and kind == "rnn":
        q, _ = np.linalg.qr(np.random.default_rng(0).standard_normal((units, units)))
        network.put("0.weight_hh_l0", q)
        network.put("0.weight_ih_l0", network.get("0.weight_ih_l0") * 0.1)
    elif not vanished:
        bias = network.get("0.bias_ih_l0")
        bias[units : 2 * units] = 6  # f of i, f, g, o; z of r, z, n
        network.put("0.bias_ih_l0", bias)
    return work.iteration(rate=0)


def following(layer: Layer) -> tuple[Iteration, Iteration]:
    """Return the iterations of a thirtieth of a second, and the same with the example that a Frame shows of it."""
    trainer = Trainer(
        Project(data=Hold(length=50, examples=64, validation=8), network=Layers(layers=(layer,)))
    )
    recording = trainer.new_recording(1, evaluating=True)
    trainer.step()
    start = perf_counter()
    trainer.run(10)
    count = max(1, round(10 * FRAME / (perf_counter() - start)))

    def running() -> None:
        trainer.run(count)

    def shown() -> None:
        trainer.run(count)
        trainer.follow(recording, 0)

    return running, shown


def with_norms(work: Work) -> tuple[Iteration, Iteration]:
    """Return an iteration, and the same that also takes the length of the gradient at each step."""
    iteration = work.iteration()
    layers = [layer for layer in work.bound.layers if isinstance(layer, RecurrentPass)]
    norms = [np.zeros(work.bound.steps, np.float32) for _ in layers]

    def diagnosing() -> None:
        iteration()
        for layer, out in zip(layers, norms, strict=True):
            step_norms(layer, out)

    return iteration, diagnosing


def lengths() -> Any:
    """Return lengths of 32 examples, up to 50."""
    return np.random.default_rng(0).integers(10, 51, 32)


COSTS: dict[str, Callable[[], Cost]] = {
    **{
        f"vanished gradients, {kind} H{units} T{steps}": lambda k=kind, u=units, t=steps: Cost(
            vanishing(k, u, t, vanished=False), vanishing(k, u, t, vanished=True), 1.15
        )
        for kind in ("lstm", "gru", "rnn")
        for units, steps in ((16, 400), (32, 200))
    },
    "embedding of 64 symbols, LSTM H64": lambda: Cost(
        Work(LSTM(units=64), inputs=16, outputs=64, loss="cross_entropy").iteration(),
        Work(
            *(Embedding(units=16), LSTM(units=64)), inputs=64, outputs=64, loss="cross_entropy"
        ).iteration(),
        1.1,
    ),
    "lengths and masks, LSTM H64": lambda: Cost(
        Work(LSTM(units=64)).iteration(), Work(LSTM(units=64)).iteration(lengths()), 1.1
    ),
    **{
        f"{name} between two LSTM H{units}": lambda u=units, b=between, m=most: Cost(
            Work(LSTM(units=u), LSTM(units=u)).iteration(),
            Work(LSTM(units=u), b, LSTM(units=u)).iteration(),
            m,
        )
        for name, between, most in (
            ("dropout", Dropout(rate=0.2), 1.08),
            ("layer normalization", LayerNorm(), 1.25),
        )
        for units in (16, 64)
    },
    **{
        f"both directions, {kind.__name__} H{units}": lambda k=kind, u=units: Cost(
            Work(k(units=u)).iteration(), Work(k(units=u, bidirectional=True)).iteration(), 2.1
        )
        for kind in (LSTM, GRU, RNN)
        for units in (16, 64)
    },
    **{
        f"example of a Frame, {kind.__name__} H{units}": lambda k=kind, u=units: Cost(
            *following(k(units=u)), 1.03
        )
        for kind in (LSTM, GRU)
        for units in (16, 64)
    },
    **{
        f"norms of the gradient by step, LSTM H{units}": lambda u=units: Cost(
            *with_norms(Work(LSTM(units=u))), 1.07
        )
        for units in (16, 64)
    },
}
"""What each thing costs."""


def verdict(value: float, asked: float | None, *, most: bool = False) -> str:
    """Return a ratio beside what is asked of it."""
    if asked is None:
        return f"{value:5.2f}"
    kept = value <= asked if most else value >= asked
    return f"{value:5.2f} ({'at most' if most else 'asked'} {asked:g}{'' if kept else ', MISSED'})"


def table(only: str, rounds: int) -> Iterator[str]:
    """Yield a line for each case of the table."""
    for name, (pytorch, by_hand) in ASKED.items():
        if only not in name:
            continue
        row = bench.measure(name, rounds, bench.SLICE)
        line = f"{name:22} {row.microseconds:8.0f} us   textbook {row.textbook:5.1f}"
        line += f"   recording {verdict(row.recording, RECORDING, most=True)}"
        if row.pytorch is not None:
            line += f"   PyTorch {verdict(row.pytorch, pytorch)} {row.variant}"
        if row.by_hand is not None:
            line += f"   by hand {verdict(row.by_hand, by_hand)}"
        yield line


def costs(only: str, rounds: int) -> Iterator[str]:
    """Yield a line for each cost."""
    for name, make in COSTS.items():
        if only not in name:
            continue
        cost = make()
        taken = bench.seconds({"base": cost.base, "run": cost.run}, rounds, bench.SLICE)
        yield f"{name:44} {verdict(taken['run'] / taken['base'], cost.limit, most=True)}"


def growth(rounds: int) -> Iterator[str]:
    """Yield how the cost of a time step and of an example goes with their number: it does not grow."""
    sizes = {
        "T": {t: Work(LSTM(units=32), steps=t).iteration() for t in (25, 50, 100, 200, 400)},
        "B": {b: Work(LSTM(units=32), batch=b).iteration() for b in (8, 16, 32, 64, 128)},
    }
    for letter, runs in sizes.items():
        taken = bench.seconds({str(n): run for n, run in runs.items()}, rounds, bench.SLICE)
        each = "   ".join(f"{n}: {taken[str(n)] / n * 1e6:.1f}" for n in runs)
        yield f"us for each of {letter}, LSTM H32   {each}"


def set_up() -> str:
    """Return how long a network of H64 and what trains it take to be made."""
    least = float("inf")
    for _ in range(5):
        start = perf_counter()
        work = Work(LSTM(units=64))
        optimizers.build(Adam(), work.gradient.size, work.gradient.dtype)
        least = min(least, perf_counter() - start)
    return f"setting up LSTM H64 B32 T50, ms {verdict(least * 1e3, SET_UP, most=True)}"


def main() -> None:
    """Print one line a case and a cost."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=bench.ROUNDS)
    parser.add_argument("--only", default="", help="only lines whose name holds this")
    parser.add_argument("--costs", action="store_true", help="without the table")
    arguments = parser.parse_args()
    print("   ".join(f"{name} {value}" for name, value in bench.machine().items()))
    if not arguments.costs:
        for line in table(arguments.only, arguments.rounds):
            print(line, flush=True)
    for line in costs(arguments.only, arguments.rounds):
        print(line, flush=True)
    if not arguments.only:
        for line in growth(arguments.rounds):
            print(line, flush=True)
        print(set_up())


if __name__ == "__main__":
    main()
