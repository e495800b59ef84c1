"""Bench: the speed of this machine, as ratios to the textbook cells and, where it is installed, to PyTorch.

One iteration, in float32 on one thread, of the engine, of its textbook (plain NumPy in float64, a step at a time), and
of PyTorch. All run in turns, slice by slice; a time is the least of the slices, as other work on the machine only ever
adds to it. Only the ratios mean anything.
"""

from __future__ import annotations

import json
import os
import platform
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from time import perf_counter
from typing import TYPE_CHECKING

import numpy as np

from .interop import rivals
from .iterations import Case, Iteration, network_of, ours, plain, weights_of
from .platform import processor
from .project import GRU, LSTM, RNN, Dense

if TYPE_CHECKING:
    import argparse

Measured = dict[str, float]
"""Seconds of one iteration by name."""

ROUNDS, SLICE = 40, 0.01
"""Slices of each run, and the seconds of one."""
QUICK_ROUNDS, QUICK_SLICE = 12, 0.005

CASES = {
    "LSTM H8 B1 T20": Case((LSTM(units=8),), 1, 20, by_hand=True, quick=True),
    "LSTM H16 B16 T25": Case((LSTM(units=16),), 16, 25),
    "LSTM H32 B32 T50": Case((LSTM(units=32),), 32, 50, by_hand=True, quick=True),
    "LSTM H64 B32 T50": Case((LSTM(units=64),), 32, 50, by_hand=True),
    "LSTM H128 B64 T50": Case((LSTM(units=128),), 64, 50, by_hand=True),
    "LSTM H256 B64 T100": Case((LSTM(units=256),), 64, 100),
    "3 x LSTM H16 B25 T15": Case((LSTM(units=16),) * 3, 25, 15),
    "GRU H8 B1 T20": Case((GRU(units=8),), 1, 20, quick=True),
    "GRU H32 B32 T50": Case((GRU(units=32),), 32, 50, quick=True),
    "GRU H128 B64 T50": Case((GRU(units=128),), 64, 50),
    "RNN H8 B1 T20": Case((RNN(units=8),), 1, 20, quick=True),
    "RNN H32 B32 T50": Case((RNN(units=32),), 32, 50, quick=True),
    "RNN H128 B64 T50": Case((RNN(units=128),), 64, 50),
    "MLP 2-8-8-1 B10": Case((Dense(units=8), Dense(units=8)), 10, 1, 2, quick=True),
    "MLP 784-128-10 B64": Case((Dense(units=128),), 64, 1, 784, 10, "cross_entropy"),
}
"""Each case by its name: H units, B examples, T time steps."""


def seconds(runs: dict[str, Iteration], rounds: int, each: float) -> Measured:
    """Return the seconds of one iteration of each run, taken in turns.

    Parameters
    ----------
    runs : dict of callables
        By name.
    rounds : int
        How often each has its turn.
    each : float
        Seconds of one turn.

    Returns
    -------
    dict of float
        The least of the turns.
    """
    counts = {}
    for name, run in runs.items():
        for _ in range(2):
            run()
        start = perf_counter()
        run()
        counts[name] = max(1, int(each / max(perf_counter() - start, 1e-9)))
    least = dict.fromkeys(runs, float("inf"))
    for _ in range(rounds):
        for name, run in runs.items():
            start = perf_counter()
            for _ in range(counts[name]):
                run()
            least[name] = min(least[name], (perf_counter() - start) / counts[name])
    return least


@dataclass(frozen=True)
class Row:
    """What was measured of one case.

    Attributes
    ----------
    name : str
        Of `CASES`.
    microseconds : float
        One iteration of the engine.
    recording : float
        How much longer one takes that keeps every array.
    textbook : float
        How many times as fast the engine is as the textbook cells.
    pytorch : float or None
        How many times as fast as PyTorch's fastest variant; None: not installed.
    variant : str
        Which one that was.
    by_hand : float or None
        How many times as fast as cells written by hand in PyTorch; None: not installed, or not asked for.
    """

    name: str
    microseconds: float
    recording: float
    textbook: float
    pytorch: float | None = None
    variant: str = ""
    by_hand: float | None = None

    def line(self) -> str:
        """Return it in words."""
        line = f"{self.name:<21} {self.microseconds:>9,.0f} us   textbook {self.textbook:>6.1f}"
        if self.pytorch is not None:
            line += f"   PyTorch {self.pytorch:>5.2f}"
        if self.by_hand is not None:
            line += f"   by hand {self.by_hand:>5.2f}"
        return line


def measure(name: str, rounds: int, each: float) -> Row:
    """Measure one case.

    Parameters
    ----------
    name : str
        Of `CASES`.
    rounds, each
        As for `seconds`.

    Returns
    -------
    Row
        With PyTorch where it is installed.
    """
    case = CASES[name]
    network = network_of(case)
    runs = {
        "ours": ours(case, network),
        "recording": ours(case, network_of(case), recording=True),
        "textbook": plain(case, network.layers, weights_of(network)),
    }
    variants: dict[str, Iteration] = {}
    hand: dict[str, Iteration] = {}
    if rivals.available():
        variants = rivals.variants(case)
        hand = rivals.by_hand(case) if case.by_hand else {}
    taken = seconds(runs | variants | hand, rounds, each)
    one = taken["ours"]
    best = min(variants, key=taken.__getitem__, default="")
    return Row(
        name,
        one * 1e6,
        taken["recording"] / one,
        taken["textbook"] / one,
        taken[best] / one if best else None,
        best,
        min(taken[n] for n in hand) / one if hand else None,
    )


def machine() -> dict[str, str]:
    """Name the machine and what computes on it: CPU, system, Python, NumPy, BLAS and its threads, PyTorch."""
    blas = np.show_config(mode="dicts")["Build Dependencies"]["blas"]
    found = {
        "cpu": processor(),
        "system": f"{platform.system()} {platform.machine()}",
        "python": platform.python_version(),
        "numpy": np.__version__,
        "blas": f"{blas['name']} {blas['version']}",
        "threads": os.environ.get("OPENBLAS_NUM_THREADS", "all"),
    }
    held = os.environ.get("OPENBLAS_CORETYPE")
    if held:
        found["blas"] += f", held to kernels for {held}"
    if rivals.available():
        found["pytorch"] = sys.modules["torch"].__version__
    return found


def rows(*, quick: bool = False) -> Iterator[Row]:
    """Measure each case, or with ``quick`` some of them, roughly, within 15 s."""
    for name, case in CASES.items():
        if not quick:
            yield measure(name, ROUNDS, SLICE)
        elif case.quick:
            yield measure(name, QUICK_ROUNDS, QUICK_SLICE)


def bench(options: argparse.Namespace) -> int:
    """Carry out the command.

    Parameters
    ----------
    options : Namespace
        ``quick`` and ``json``.

    Returns
    -------
    int
        Exit code.
    """
    about = machine()
    if options.json:
        table = [asdict(row) for row in rows(quick=options.quick)]
        _out(json.dumps({"machine": about, "quick": options.quick, "cases": table}))
        return 0
    _out("   ".join(f"{name} {value}" for name, value in about.items()))
    _out("One iteration, and how many times as fast it is as others at the same work:")
    for row in rows(quick=options.quick):
        _out(row.line())
    return 0


def _out(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()
