"""Arrays of a user's file: what they mean, and what is refused."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from engine.datasets import load
from engine.datasets.arrays import has_targets, shape_of
from engine.errors import FileRefusal, Refusal
from engine.project import LSTM, Arrays, Embedding, Hold, Layer, Network, Project, Training
from engine.sizes import Shape
from engine.trainer import Trainer
from engine.validate import validated

X = np.arange(24, dtype=np.float32).reshape(3, 4, 2)
TOKENS = np.array([[0, 1, 2, 3], [3, 3, 0, 0], [1, 1, 1, 1]])
LENGTHS = np.array([4, 2, 1])


def written(folder: Path, **arrays: Any) -> Arrays:
    path = folder / "data.npz"
    np.savez(path, **arrays)
    digest = hashlib.sha256(path.read_bytes()).hexdigest()  # other arrays: other settings
    return Arrays(str(path), digest)


def test_inputs_alone(tmp_path: Path) -> None:
    np.save(tmp_path / "data.npy", X)
    data = Arrays(str(tmp_path / "data.npy"))
    assert shape_of(data) == Shape(4, 2, 3, 3, 0, "regression", 1, every_step=True)
    assert not has_targets(data)
    found = load(data)
    assert found.training is found.validation
    assert found.test is None
    np.testing.assert_array_equal(found.training.inputs, X.transpose(1, 2, 0))
    assert found.training.inputs.dtype == np.float64
    assert found.training.targets.shape == (4, 1, 3)
    assert found.training.counted is not None
    assert not found.training.counted.any()
    np.testing.assert_array_equal(found.training.lengths, [4, 4, 4])
    assert found.input_names == ("x1", "x2")
    assert has_targets(Hold())


@pytest.mark.parametrize(
    ("targets", "wanted"),
    [
        (X[:, :, :1], ("regression", 1, True)),
        (X, ("regression", 2, True)),
        (X.astype(int), ("regression", 2, True)),
        (X[:, 0], ("regression", 2, False)),
        (TOKENS, ("classes", 4, True)),
        (TOKENS.astype(np.uint8), ("classes", 4, True)),
        (TOKENS[:, 0], ("classes", 4, False)),
        (np.minimum(TOKENS, 1), ("binary", 2, True)),
        (TOKENS[:, 0] > 0, ("binary", 2, False)),
        (0 * TOKENS, ("binary", 2, True)),
    ],
)
def test_targets(targets: Any, wanted: tuple[str, int, bool], tmp_path: Path) -> None:
    data = written(tmp_path, inputs=X, targets=targets)
    shape = shape_of(data)
    assert (shape.task, shape.targets, shape.every_step) == wanted
    assert has_targets(data)
    found = load(data)
    assert (found.task, found.every_step) == (wanted[0], wanted[2])
    every = np.asarray(targets).reshape(3, 4 if wanted[2] else 1, -1)
    np.testing.assert_array_equal(found.training.targets, every.transpose(1, 2, 0))
    assert found.classes == (("0", "1", "2", "3") if wanted[0] == "classes" else ())
    assert found.training.counted is None


def test_what_the_arrays_do_not_tell_is_told(tmp_path: Path) -> None:
    data = written(tmp_path, inputs=TOKENS, targets=np.minimum(TOKENS, 1))
    assert shape_of(data) == Shape(4, 4, 3, 3, 0, "binary", 2, every_step=True, symbols=True)
    more = Arrays(data.path, data.sha256, symbols=9, outputs=7)
    assert shape_of(more) == Shape(4, 9, 3, 3, 0, "classes", 7, every_step=True, symbols=True)
    one = Arrays(data.path, data.sha256, outputs=1)
    assert (shape_of(one).task, shape_of(one).targets) == ("binary", 2)
    assert load(more).symbols == tuple("012345678")
    assert load(more).input_names == ("symbol",)
    assert load(more).channels == 1
    alone = written(tmp_path, inputs=TOKENS)
    assert shape_of(Arrays(alone.path, alone.sha256, outputs=5)).targets == 5


def test_beyond_the_lengths_anything_may_stand(tmp_path: Path) -> None:
    x, y = X.copy(), X.copy()
    tokens = TOKENS.copy()
    x[1, 2:], y[2, 1:], tokens[1, 2:] = np.nan, np.inf, -1
    found = load(written(tmp_path, inputs=x, targets=y, lengths=LENGTHS)).training
    within = np.arange(4)[:, None, None] < LENGTHS
    np.testing.assert_array_equal(found.inputs, np.where(within, X.transpose(1, 2, 0), 0))
    np.testing.assert_array_equal(found.targets, np.where(within, X.transpose(1, 2, 0), 0))
    np.testing.assert_array_equal(found.lengths, LENGTHS)
    data = written(tmp_path, inputs=tokens, targets=tokens, lengths=LENGTHS)
    assert shape_of(data).targets == 4
    assert load(data).training.inputs.min() == 0
    assert shape_of(written(tmp_path, inputs=X, targets=X[:, 0], lengths=LENGTHS)).targets == 2


INF, NAN = np.where(X == 9, np.inf, X), np.where(X == 7, np.nan, X)
BAD: dict[str, tuple[dict[str, Any], str]] = {
    "no inputs": ({"targets": X}, "has no array “inputs”; save it with numpy.savez"),
    "another name": ({"inputs": X, "labels": X}, "“labels” is none of inputs, targets, lengths"),
    "a number": ({"inputs": np.float32(1)}, "“inputs” holds float32 of shape 1; save (examples"),
    "a vector": ({"inputs": X[0, 0]}, "“inputs” holds float32 of shape 2; save (examples, time"),
    "a matrix of numbers": ({"inputs": X[:, 0]}, "“inputs” holds float32 of shape 3 × 2; save"),
    "four dimensions": ({"inputs": X[None]}, "“inputs” holds float32 of shape 1 × 3 × 4 × 2"),
    "not a number": ({"inputs": NAN}, "“inputs” has in example 1 a number that is not finite"),
    "infinite": ({"inputs": X, "targets": INF}, "“targets” has in example 2 a number that is"),
    "half and infinite": ({"inputs": INF.astype(np.float16)}, "“inputs” has in example 2 a numb"),
    "too large for float32": (
        {"inputs": X * np.float64(1e300)},
        "in example 1 a number that is not finite",
    ),
    "targets of other examples": (
        {"inputs": X, "targets": X[:2]},
        "“targets” has 2 examples, but “inputs” has 3; save as many of both",
    ),
    "classes of other examples": ({"inputs": X, "targets": TOKENS[:2, 0]}, "has 2 examples, but"),
    "targets of other steps": (
        {"inputs": X, "targets": X[:, :3]},
        "“targets” has 3 time steps, but “inputs” has 4",
    ),
    "classes of other steps": ({"inputs": X, "targets": TOKENS[:, :3]}, "has 3 time steps, but"),
    "a vector of numbers": ({"inputs": X, "targets": X[:, 0, 0]}, "“targets” holds float32 of sh"),
    "targets of no dimension": ({"inputs": X, "targets": np.int64(1)}, "“targets” holds int64 of"),
    "targets of four dimensions": ({"inputs": X, "targets": X[None]}, "“targets” holds float32"),
    "classes of four dimensions": ({"inputs": X, "targets": TOKENS[None, None]}, "“targets” hol"),
    "a class below 0": (
        {"inputs": X, "targets": TOKENS - 1},
        "“targets” has -1 in example 1, which is not from 0 to 999999; mend it",
    ),
    "a symbol below 0": ({"inputs": TOKENS - 2}, "“inputs” has -2 in example 1, which is not"),
    "two million symbols": ({"inputs": TOKENS * 1_000_000}, "“inputs” has 1000000 in example 1"),
    "uint64": ({"inputs": (TOKENS - 1).astype(np.uint64)}, "has 18446744073709551615 in example"),
    "lengths of numbers": ({"inputs": X, "lengths": LENGTHS * 1.0}, "“lengths” holds float64 of"),
    "lengths of two dimensions": ({"inputs": X, "lengths": TOKENS}, "“lengths” holds int64 of s"),
    "too few lengths": ({"inputs": X, "lengths": LENGTHS[:2]}, "“lengths” has 2 examples, but"),
    "a length of 0": (
        {"inputs": X, "lengths": LENGTHS - 1},
        "“lengths” has 0 in example 3, which is not from 1 to 4",
    ),
    "a length of 5": ({"inputs": X, "lengths": LENGTHS + 1}, "“lengths” has 5 in example 1"),
    "10,001 time steps": (
        {"inputs": np.zeros((1, 10_001, 1), np.int8)},
        "“inputs” has 10001 time steps, more than 10,000; cut it into shorter sequences",
    ),
}


def refusal_of(data: Arrays) -> str:
    with pytest.raises(FileRefusal) as caught:
        shape_of(data)
    with pytest.raises(FileRefusal):
        load(data)
    with pytest.raises(FileRefusal):
        validated(Project(data=data))
    sentence = str(caught.value)
    assert Path(data.path).name in sentence
    assert sentence.endswith(".")
    assert sentence.isprintable()
    return sentence


@pytest.mark.parametrize("case", BAD)
def test_what_does_not_fit_is_refused_in_one_sentence(case: str, tmp_path: Path) -> None:
    arrays, wanted = BAD[case]
    assert wanted in refusal_of(written(tmp_path, **arrays))


def test_more_symbols_and_classes_than_were_told_are_refused(tmp_path: Path) -> None:
    data = written(tmp_path, inputs=TOKENS, targets=TOKENS)
    assert "“inputs” has 3 in example 1, which is not from 0 to 2" in refusal_of(
        Arrays(data.path, data.sha256, symbols=3)
    )
    assert "“targets” has 2 in example 1, which is not from 0 to 1" in refusal_of(
        Arrays(data.path, data.sha256, outputs=1)
    )


def test_a_file_that_changed_is_refused(tmp_path: Path) -> None:
    data = written(tmp_path, inputs=X)
    written(tmp_path, inputs=X + 1)
    assert "is not the file that was chosen, its content differs" in refusal_of(data)


@pytest.mark.parametrize("path", ["", "//server/share/a.npy", r"\\server\share\a.npy"])
def test_a_file_of_no_name_or_another_machine_is_refused(path: str) -> None:
    with pytest.raises(Refusal, match="names no file of this machine"):
        shape_of(Arrays(path))


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    assert "cannot be read" in refusal_of(Arrays(str(tmp_path / "none.npz")))
    assert "cannot be read" in refusal_of(Arrays(str(tmp_path)))


def test_a_file_that_is_too_large_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "large.npy"
    with path.open("wb") as file:
        file.truncate(250_000_000)
    assert "has more than 30 million numbers" in refusal_of(Arrays(str(path)))


@pytest.mark.parametrize(
    ("arrays", "layers", "loss"),
    [
        ({"inputs": X, "targets": X}, (LSTM(units=3),), "mse"),
        ({"inputs": X, "targets": X[:, 0], "lengths": LENGTHS}, (LSTM(units=3),), "mse"),
        ({"inputs": X, "targets": TOKENS, "lengths": LENGTHS}, (LSTM(units=3),), "cross_entropy"),
        ({"inputs": TOKENS, "targets": TOKENS[:, 0]}, (Embedding(units=2), LSTM(units=3)), "cross_entropy"),
        ({"inputs": TOKENS, "targets": TOKENS > 0}, (LSTM(units=3),), "bce"),
        ({"inputs": X}, (LSTM(units=3),), "mse"),
    ],
)  # fmt: skip
def test_a_network_trains_on_them(
    arrays: dict[str, Any], layers: tuple[Layer, ...], loss: Any, tmp_path: Path
) -> None:
    project = Project(
        data=written(tmp_path, **arrays),
        network=Network(layers=layers),
        training=Training(loss=loss, batch="full"),
    )
    trainer = Trainer(project)
    before = trainer.network.parameters.copy()
    losses = trainer.run(20)
    if "targets" in arrays:
        assert losses[-1] < losses[0]
        assert trainer.validate()["validation_loss"] < losses[0]
    else:  # nothing to learn
        assert not losses.any()
        np.testing.assert_array_equal(trainer.network.parameters, before)
        assert trainer.validate()["validation_loss"] == 0
