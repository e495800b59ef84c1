"""Metrics: added up batch by batch they are those of all examples, and never an exception."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest

from engine.metrics import Scores, perplexity

LENGTHS = np.array([4, 1, 3, 2, 4, 3, 1])
RNG = np.random.default_rng(0)
WITHIN = (np.arange(4)[:, None, None] < LENGTHS).astype(float)


def add(scores: Scores, outputs: np.ndarray, targets: np.ndarray, counted: Any = None) -> Scores:
    """Add examples in batches of 3, 1 and 3, with losses of 1, 2 and 3."""
    for loss, part in enumerate((slice(0, 3), slice(3, 4), slice(4, 7)), 1):
        mask = None if counted is None else counted[:, :, part]
        last = np.minimum(LENGTHS[part], len(outputs)) - 1
        weight = float(targets[:, :1, part].size if mask is None else mask.sum())
        scores.add(outputs[:, :, part], targets[:, :, part], mask, last, loss, weight)
    return scores


@pytest.mark.parametrize("rows", [1, 2])
def test_a_regression_has_errors_of_each_last_step_in_the_units_of_the_data(rows: int) -> None:
    outputs, targets = RNG.standard_normal((2, 4, rows, 7))
    scores = add(Scores("regression", scale=2.5, naive=7.5), outputs, targets, WITHIN)
    error = (outputs - targets)[LENGTHS - 1, :, np.arange(7)]
    assert scores.metrics == pytest.approx(
        {
            "loss": (8 * 1 + 2 * 2 + 8 * 3) / 18,
            "rmse": 2.5 * math.sqrt((error**2).mean()),
            "mae": 2.5 * np.abs(error).mean(),
            "naive": 7.5,
        }
    )
    assert scores.confusion is None


def test_a_single_output_is_the_last_step_whatever_the_lengths() -> None:
    outputs, targets = RNG.standard_normal((2, 1, 1, 7))
    scores = add(Scores("regression"), outputs, targets)
    assert scores.metrics["rmse"] == pytest.approx(math.sqrt(((outputs - targets) ** 2).mean()))


@pytest.mark.parametrize("counted", [None, WITHIN])
@pytest.mark.parametrize(("rows", "task"), [(1, "binary"), (2, "binary"), (5, "classes")])
def test_classes_have_accuracy_and_a_confusion_matrix(rows: int, task: Any, counted: Any) -> None:
    classes = max(2, rows)
    outputs = RNG.standard_normal((4, rows, 7))
    targets = RNG.integers(0, classes, (4, 1, 7)).astype(float)
    scores = add(Scores(task, classes), outputs, targets, counted)
    assert scores.confusion is not None
    assert scores.confusion.dtype == np.int64
    expected = np.zeros((classes, classes), np.int64)
    for t, b in np.ndindex(4, 7):
        if counted is None or t < LENGTHS[b]:
            said = int(outputs[t, 0, b] > 0) if rows == 1 else int(outputs[t, :, b].argmax())
            expected[int(targets[t, 0, b]), said] += 1
    assert (scores.confusion == expected).all()
    assert not (expected == expected.T).all(), "rows and columns can be told apart"
    assert scores.metrics["accuracy"] == np.trace(expected) / expected.sum()
    assert set(scores.metrics) == {"loss", "accuracy"}


def test_a_logit_of_zero_says_no() -> None:
    scores = Scores("binary")
    scores.add(np.zeros((1, 1, 2)), np.array([[[0.0, 1.0]]]), None, np.zeros(2, int), 0.0, 2)
    assert scores.metrics["accuracy"] == 0.5
    assert scores.confusion is not None
    assert scores.confusion.tolist() == [[1, 0], [1, 0]]


def test_symbols_have_a_perplexity() -> None:
    outputs, targets = RNG.standard_normal((4, 3, 7)), np.zeros((4, 1, 7))
    scores = add(Scores("classes", 3, symbols=True), outputs, targets)
    assert scores.metrics["perplexity"] == math.exp(scores.metrics["loss"])
    assert perplexity(0) == 1
    assert perplexity(math.log(29)) == pytest.approx(29)
    assert perplexity(1e4) == math.inf
    assert perplexity(math.inf) == math.inf
    assert math.isnan(perplexity(math.nan))


@pytest.mark.parametrize("value", [np.nan, np.inf, -np.inf, 3e38])
@pytest.mark.parametrize("task", ["regression", "binary", "classes"])
def test_numbers_that_are_not_finite_are_no_exception(task: Any, value: float) -> None:
    rows = 3 if task == "classes" else 1
    outputs = np.full((2, rows, 4), value, np.float32)
    targets = np.full((2, 1, 4), value if task == "regression" else 1, np.float32)
    targets[0] = 0
    scores = Scores(task, 3, symbols=task == "classes")
    scores.add(outputs, targets, None, np.array([0, 1, 0, 1]), value, 8)
    metrics = scores.metrics
    assert set(metrics) >= {"loss"}
    if task == "regression" and value == 3e38:
        assert metrics["rmse"] == pytest.approx(3e38 / math.sqrt(2), rel=1e-6), "beyond float32"


def test_nothing_counted_has_no_accuracy() -> None:
    for task in ("regression", "classes"):
        metrics = Scores(task).metrics  # type: ignore[arg-type]
        assert metrics.pop("loss") == 0
        assert all(math.isnan(value) for value in metrics.values())
    scores = Scores("binary")
    nothing = np.zeros((1, 1, 2))
    scores.add(nothing, nothing, nothing, np.zeros(2, int), math.nan, 0)
    assert scores.metrics["loss"] == 0
    assert math.isnan(scores.metrics["accuracy"])
