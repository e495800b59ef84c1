"""Bench: what is compared is the same work, and what is printed is what was measured. No time is judged here."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator

import numpy as np
import pytest

from engine import bench, losses, project
from engine.interop import rivals
from engine.iterations import Case, iteration_of, network_of, ours, plain, weights_of
from engine.network import Network

TINY = {
    "LSTM": Case((project.LSTM(units=3),), 2, 4, by_hand=True, quick=True),
    "GRU": Case((project.GRU(units=3),), 2, 4),
    "RNN": Case((project.RNN(units=3), project.RNN(units=3)), 2, 4),
    "MLP": Case((project.Dense(units=3), project.Dense(units=2)), 5, 1, 2, 3, "cross_entropy"),
}
Said = pytest.CaptureFixture[str]


@pytest.fixture
def tiny(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bench, "CASES", TINY)
    for name, value in (("ROUNDS", 2), ("SLICE", 0), ("QUICK_ROUNDS", 1), ("QUICK_SLICE", 0)):
        monkeypatch.setattr(bench, name, value)


@pytest.fixture
def alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rivals, "available", lambda: False)


@pytest.mark.parametrize("name", TINY)
def test_the_engine_and_the_textbook_train_alike(name: str) -> None:
    case = TINY[name]
    network = network_of(case)
    start, weights = network.parameters.copy(), weights_of(network)
    fast, slow = ours(case, network), plain(case, network.layers, weights)
    recorded = network_of(case)
    recording = ours(case, recorded, recording=True)
    for _ in range(5):
        fast()
        slow()
        recording()
    assert np.abs(network.parameters - start).max() > 0.004
    assert (recorded.parameters == network.parameters).all()
    for k, layer in enumerate(weights):
        for key, values in layer.items():
            assert np.abs(network.get(f"{k}.{key}") - values).max() < 2e-6, (k, key)


def test_the_least_of_the_turns_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [0.0]
    durations: dict[str, Iterator[float]] = {
        "a": iter([9, 9, 0.5, *[3, 3], *[2, 2], *[4, 4]]),  # twice to warm up, once for the count
        "b": iter([9, 9, 5, 7, 6, 8]),
    }

    def run(name: str) -> None:
        now[0] += next(durations[name])

    monkeypatch.setattr(bench, "perf_counter", lambda: now[0])
    found = bench.seconds({name: lambda name=name: run(name) for name in "ab"}, 3, 1.0)
    assert found == {"a": 2, "b": 6}
    assert not any(list(rest) for rest in durations.values())


def test_a_row_has_no_pytorch_where_there_is_none(tiny: None, alone: None) -> None:
    row = bench.measure("LSTM", 1, 0)
    assert row.microseconds > 0
    assert row.recording > 0
    assert row.textbook > 0
    assert (row.pytorch, row.variant, row.by_hand) == (None, "", None)
    assert "PyTorch" not in row.line()


def test_a_line_says_what_there_is() -> None:
    assert bench.Row("a", 1234.4, 1.1, 9.96, 1.234, "x", 2.0).line() == (
        "a                         1,234 us   textbook   10.0   PyTorch  1.23   by hand  2.00"
    )


def test_a_row_names_the_fastest_variant(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bench, "CASES", TINY)
    times = {
        "ours": 2.0,
        "recording": 2.5,
        "textbook": 10.0,
        "b": 6.5,
        "a": 6.0,
        "d": 8.0,
        "c": 7.0,
    }
    monkeypatch.setattr(bench, "seconds", lambda runs, rounds, each: {n: times[n] for n in runs})
    monkeypatch.setattr(rivals, "available", lambda: True)
    monkeypatch.setattr(rivals, "variants", lambda case: dict.fromkeys("ba", print))
    monkeypatch.setattr(rivals, "by_hand", lambda case: dict.fromkeys("dc", print))
    assert bench.measure("LSTM", 1, 0) == bench.Row("LSTM", 2e6, 1.25, 5.0, 3.0, "a", 3.5)
    assert bench.measure("GRU", 1, 0).by_hand is None
    monkeypatch.setitem(sys.modules, "torch", argparse.Namespace(__version__="9.9"))
    assert bench.machine()["pytorch"] == "9.9"


@pytest.mark.parametrize(("quick", "names"), [(False, list(TINY)), (True, ["LSTM"])])
def test_json_is_one_object_that_names_the_machine(
    quick: bool, names: list[str], tiny: None, alone: None, capsys: Said
) -> None:
    assert bench.bench(argparse.Namespace(quick=quick, json=True)) == 0
    found = json.loads(capsys.readouterr().out)
    assert list(found) == ["machine", "quick", "cases"]
    assert list(found["machine"]) == ["cpu", "system", "python", "numpy", "blas", "threads"]
    assert all(found["machine"].values())
    assert found["quick"] == quick
    assert [row["name"] for row in found["cases"]] == names
    assert list(found["cases"][0]) == list(bench.Row.__dataclass_fields__)


def test_in_words_each_case_is_a_line(tiny: None, alone: None, capsys: Said) -> None:
    assert bench.bench(argparse.Namespace(quick=False, json=False)) == 0
    machine, about, *lines = capsys.readouterr().out.splitlines()
    assert machine.startswith("cpu ")
    assert about.startswith("One iteration")
    assert [line.split()[0] for line in lines] == list(TINY)


def test_kernels_and_threads_are_named(alone: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OPENBLAS_CORETYPE", raising=False)
    assert "held" not in bench.machine()["blas"]
    monkeypatch.setenv("OPENBLAS_CORETYPE", "Haswell")
    monkeypatch.setenv("OPENBLAS_NUM_THREADS", "1")
    found = bench.machine()
    assert found["threads"] == "1"
    assert found["blas"].endswith("held to kernels for Haswell")


def test_the_quick_table_has_every_kind() -> None:
    quick = [case for case in bench.CASES.values() if case.quick]
    kinds = {type(layer) for case in quick for layer in case.layers}
    assert kinds == {project.LSTM, project.GRU, project.RNN, project.Dense}


def test_what_is_dropped_is_drawn_anew_in_each_iteration() -> None:
    network = Network(
        (project.Dense(units=30), project.Dropout(rate=0.5)), None, 2, 30, every_step=True
    )
    gradient = np.zeros_like(network.parameters)
    bound = network.bind(gradient, 1, 4)
    loss = losses.bind("mse", bound.outputs, bound.doutputs)
    rng = np.random.default_rng(0)
    x, y = rng.standard_normal((1, 2, 4)), rng.standard_normal((1, 30, 4))
    iteration = iteration_of(bound, loss, gradient, x, y, rate=0)
    found = []
    for _ in range(3):
        iteration()
        found.append(tuple(gradient))
    assert len(set(found)) == 3
