"""Forward: what a Trainer computes in validation, in chunks, without its memory."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from engine import forward
from engine.errors import Refusal
from engine.forward import Forward
from engine.project import (
    GRU,
    LSTM,
    RNN,
    Arrays,
    Dense,
    Embedding,
    Hold,
    Network,
    Project,
    Training,
)
from engine.sizes import KEPT_ROWS, shape
from engine.trainer import Trainer

RNG = np.random.Generator(np.random.Philox(5))
X = RNG.standard_normal((7, 5, 2), np.float32)
TOKENS = RNG.integers(0, 6, (7, 5))
LENGTHS = np.array([5, 1, 3, 5, 2, 4, 5])


def on(folder: Path, layers: tuple[Any, ...], loss: Any = "mse", **arrays: Any) -> Project:
    path = folder / "data.npz"
    np.savez(path, **arrays)
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    return Project(
        data=Arrays(str(path), digest), network=Network(layers), training=Training(loss=loss)
    )


def parameters(trainer: Trainer) -> dict[str, Any]:
    return {name: trainer.network.get(name) for name in trainer.network.names()}


CASES: dict[str, tuple[tuple[Any, ...], Any, dict[str, Any]]] = {
    "numbers": ((LSTM(3),), "mse", {"inputs": X, "targets": X}),
    "lengths": ((GRU(3),), "mse", {"inputs": X, "targets": X, "lengths": LENGTHS}),
    "at the last step": (
        (RNN(3), Dense(4)),
        "mse",
        {"inputs": X, "targets": X[:, 0], "lengths": LENGTHS},
    ),
    "classes": ((LSTM(3, bidirectional=True),), "cross_entropy", {"inputs": X, "targets": TOKENS}),
    "classes and lengths": (
        (Embedding(2), LSTM(3)),
        "cross_entropy",
        {"inputs": TOKENS, "targets": TOKENS, "lengths": LENGTHS},
    ),
    "two classes, no embedding": ((LSTM(3),), "bce", {"inputs": TOKENS, "targets": TOKENS[:, 0] > 2}),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("chunk", [1, 3, 7])
def test_it_gives_what_validation_gives(
    case: str, chunk: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    layers, loss, arrays = CASES[case]
    project = on(tmp_path, layers, loss, **arrays)
    trainer = Trainer(project)
    monkeypatch.setattr(forward, "CHUNK", chunk)
    found = Forward(project, parameters(trainer)).run()
    wanted = trainer.validate()
    assert found.finite
    assert found.metrics.keys() == {"loss", *wanted} - {"validation_loss", "perplexity"}
    assert found.metrics.pop("loss") == pytest.approx(wanted["validation_loss"], rel=1e-5)
    for name, value in found.metrics.items():
        assert value == pytest.approx(wanted[name], rel=1e-5)
    shape_ = shape(project)
    outputs = 1 if loss == "bce" else shape_.targets
    assert found.shape == ((7, 5, outputs) if shape_.every_step else (7, outputs))


def test_it_gives_what_validation_gives_of_a_generator() -> None:
    project = Project(data=Hold(length=9, examples=20, validation=5), network=Network((LSTM(3),)))
    trainer = Trainer(project)
    found = Forward(project, parameters(trainer)).run()
    scores = trainer.evaluation.run("training").metrics
    assert found.shape == (20, 9, 1)
    assert found.metrics == pytest.approx(scores, rel=1e-5)


def test_the_digest_is_that_of_the_outputs(tmp_path: Path) -> None:
    project = on(tmp_path, (LSTM(3),), inputs=X, targets=X)
    run = Forward(project, parameters(Trainer(project)))
    outputs = np.concatenate([chunk.outputs for chunk in run.chunks()])
    assert outputs.shape == (7, 5, 2)
    assert run.run().sha256 == hashlib.sha256(outputs.astype("<f4").tobytes()).hexdigest()


def test_without_targets_there_is_no_loss(tmp_path: Path) -> None:
    project = on(tmp_path, (LSTM(3),), inputs=X)
    run = Forward(project, parameters(Trainer(project)))
    assert run.run().metrics == {}
    assert all(chunk.loss is None for chunk in run.chunks(recording=True))


def test_numbers_that_are_not_finite_are_told(tmp_path: Path) -> None:
    project = on(tmp_path, (RNN(3, "relu"),), inputs=X, targets=X)
    given = parameters(Trainer(project))
    given["0.weight_hh_l0"] = np.full((3, 3), 1e30, np.float32)
    given["0.bias_ih_l0"] = np.ones(3, np.float32)
    assert not Forward(project, given).run().finite


def test_a_recording_changes_no_bit(tmp_path: Path) -> None:
    project = on(tmp_path, (GRU(3), LSTM(4, bidirectional=True)), inputs=X, targets=X)
    run = Forward(project, parameters(Trainer(project)))
    fast, kept = (
        np.concatenate([chunk.outputs for chunk in run.chunks(recording=recording)])
        for recording in (False, True)
    )
    np.testing.assert_array_equal(fast, kept)


def test_a_chunk_stays_within_its_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    project = on(tmp_path, (LSTM(3),), inputs=X, targets=X)
    run = Forward(project, parameters(Trainer(project)))
    each = 4 * 5 * forward.rows(project, run.shape, recording=False)
    sizes = []
    for memory in (each - 1, each, 2 * each, 100 * each):
        monkeypatch.setattr(forward, "MEMORY", memory)
        sizes.append([c.examples.stop - c.examples.start for c in run.chunks()])
    assert sizes == [[1] * 7, [1] * 7, [2, 2, 2, 1], [7]]
    monkeypatch.setattr(forward, "MOST", each - 1)
    with pytest.raises(Refusal, match=r"One example alone would need 0\.0 GB of memory; take"):
        run.run()


@pytest.mark.parametrize("recording", [False, True])
@pytest.mark.parametrize(
    "layer", [LSTM(64), GRU(64), RNN(64), LSTM(64, bidirectional=True), GRU(64, bidirectional=True)]
)
def test_the_estimate_is_not_below_what_is_taken(
    layer: Any, recording: bool, tmp_path: Path
) -> None:
    import tracemalloc

    inputs = np.zeros((1, 60, 8), np.float32)
    project = on(tmp_path, (layer, layer), inputs=inputs, targets=inputs)
    run = Forward(project, {})
    estimate = 4 * 60 * forward.rows(project, run.shape, recording=recording)
    views = 2 * 2 * 60 * 4000  # of each step; they do not grow with the units
    tracemalloc.start()
    try:
        list(run.chunks(recording=recording))
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    weights = 3 * run.network.parameters.nbytes
    assert peak < estimate + views + weights
    assert set(KEPT_ROWS) == {RNN, GRU, LSTM}
