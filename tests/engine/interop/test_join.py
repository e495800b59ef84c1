"""Weights and arrays joined: what fits becomes a project, and training goes on from the weights."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from engine.errors import FileRefusal, Refusal
from engine.files import open_project, save_project
from engine.interop.join import begun, is_weights, joined, project_of
from engine.interop.pytorch import read
from engine.project import Output
from engine.trainer import Trainer
from engine.validate import validated
from tests.engine.interop.test_pytorch import FC, GOLDEN, LSTM23, SQUARE, normal, saved
from tests.engine.small import here, run_to

X = normal(4, 5, 2)
TOKENS = np.arange(20).reshape(4, 5) % 3


def data(folder: Path, **arrays: Any) -> Path:
    path = folder / "data.npz"
    np.savez(path, **arrays)
    return path


@pytest.mark.parametrize(
    ("outputs", "targets", "loss"),
    [
        (2, normal(4, 5, 2), "mse"),
        (2, normal(4, 2), "mse"),
        (2, None, "mse"),
        (5, TOKENS, "cross_entropy"),
        (3, TOKENS[:, 0], "cross_entropy"),
        (2, TOKENS > 1, "cross_entropy"),
        (1, TOKENS > 1, "bce"),
    ],
)
def test_the_loss_follows_the_targets(
    outputs: int, targets: Any, loss: str, tmp_path: Path
) -> None:
    fc = {"fc.weight": normal(outputs, 3), "fc.bias": normal(outputs)}
    arrays = {"inputs": X} if targets is None else {"inputs": X, "targets": targets}
    project = project_of(read(saved(tmp_path, LSTM23 | fc)), data(tmp_path, **arrays))
    assert project.training.loss == loss
    assert project.name == "weights"
    assert project.network.output == Output()
    assert validated(project) == project
    assert Path(project.data.path).is_absolute()  # type: ignore[union-attr]


EMBEDDED = SQUARE | {"emb.weight": normal(4, 3)}
BAD: dict[str, tuple[dict[str, Any], dict[str, Any], str]] = {
    "other inputs": (
        LSTM23,
        {"inputs": normal(4, 5, 3)},
        "“inputs” has 3 numbers at a time step, but “lstm.weight_ih_l0” of the weights reads 2",
    ),
    "numbers for an embedding": (
        EMBEDDED,
        {"inputs": normal(4, 5, 3)},
        "“inputs” holds numbers, but “emb.weight” of the weights reads symbols",
    ),
    "symbols beyond the embedding": (
        EMBEDDED,
        {"inputs": TOKENS + 2},
        "“inputs” has 4 in example 1, which is not from 0 to 3",
    ),
    "symbols beyond the inputs": (LSTM23, {"inputs": TOKENS}, "which is not from 0 to 1"),
    "other outputs": (
        LSTM23 | FC,
        {"inputs": X, "targets": normal(4, 5, 3)},
        "“targets” has 3 numbers, but “fc.weight” of the weights gives 2",
    ),
    "other outputs without a linear layer": (
        LSTM23,
        {"inputs": X, "targets": normal(4, 5, 2)},
        "“targets” has 2 numbers, but “lstm.weight_hh_l0” of the weights gives 3",
    ),
    "classes beyond the outputs": (
        LSTM23 | FC,
        {"inputs": X, "targets": TOKENS},
        "“targets” has 2 in example 1, which is not from 0 to 1",
    ),
}


@pytest.mark.parametrize("case", BAD)
def test_what_does_not_fit_is_refused_by_name(case: str, tmp_path: Path) -> None:
    tensors, arrays, wanted = BAD[case]
    weights = read(saved(tmp_path, tensors))
    with pytest.raises(FileRefusal) as caught:
        project_of(weights, data(tmp_path, **arrays))
    assert str(caught.value).startswith("“data.npz”")
    assert str(caught.value).endswith(".")
    assert wanted in str(caught.value)


def test_without_a_linear_layer_the_last_step_is_the_output(tmp_path: Path) -> None:
    weights = read(saved(tmp_path, LSTM23))
    found = project_of(weights, data(tmp_path, inputs=X, targets=normal(4, 3)))
    trainer = Trainer(found)
    recording = trainer.record()
    assert recording.outputs.shape == (1, 3, recording.batch)
    np.testing.assert_array_equal(recording.outputs[0], recording.layers[-1].h[-1])


def test_weights_without_data_are_refused() -> None:
    with pytest.raises(FileRefusal, match=r"“lstm\.safetensors” has weights alone; give data"):
        joined(GOLDEN / "lstm.safetensors", None)


def test_weights_are_known_by_their_name() -> None:
    assert is_weights(Path("a.SafeTensors"))
    assert is_weights(Path("a.pt"))
    assert not is_weights(Path("a.gatescope"))
    assert not is_weights(Path("hold-lstm"))


@pytest.mark.parametrize("case", ["lstm_linear", "gru_both_three_layers", "lstm_tied"])
def test_training_goes_on_from_the_weights(case: str, tmp_path: Path) -> None:
    found = joined(GOLDEN / f"{case}.safetensors", GOLDEN / f"{case}.npz")
    course = begun(*found)
    for name, values in found[1].parameters.items():
        np.testing.assert_array_equal(course.trainer.network.get(name), values)
    # PyTorch's outputs are the targets
    assert course.branch.validation[0] < 1e-10
    assert course.metrics["validation_loss"] < 1e-10
    run_to(course, 20)
    assert 1e-10 < course.branch.training[19] < 1
    there = here(course)
    course.seek(0)
    for name, values in found[1].parameters.items():
        np.testing.assert_array_equal(course.trainer.network.get(name), values)
    assert here(run_to(course, 20)) == there


def test_the_seed_orders_the_examples(tmp_path: Path) -> None:
    found = joined(saved(tmp_path, LSTM23 | FC), data(tmp_path, inputs=X, targets=normal(4, 5, 2)))
    course = begun(*found, seed=7)
    assert course.project.training.seed == 7
    np.testing.assert_array_equal(
        course.trainer.network.get("0.weight_ih_l0"), LSTM23["lstm.weight_ih_l0"]
    )


@pytest.mark.parametrize("iteration", [0, 1, 2, 150])
def test_a_file_holds_the_weights_at_iteration_0(iteration: int, tmp_path: Path) -> None:
    found = joined(GOLDEN / "lstm_linear.safetensors", GOLDEN / "lstm_linear.npz")
    course = run_to(begun(*found), iteration)
    there = here(course)
    path = tmp_path / "a.gatescope"
    save_project(path, course.project, course)
    opened = open_project(path)
    assert here(opened) == there
    opened.seek(0)
    for name, values in found[1].parameters.items():
        np.testing.assert_array_equal(opened.trainer.network.get(name), values)
    assert here(run_to(opened, iteration)) == there


def test_training_that_would_not_fit_is_refused(tmp_path: Path) -> None:
    inputs = np.zeros((300, 1000, 2), np.float32)
    tensors = {
        f"{part}_{w}_l0": np.zeros((512, n) if part == "weight" else 512, np.float32)
        for part in ("weight", "bias")
        for w, n in (("ih", 2), ("hh", 512))
    }
    found = joined(saved(tmp_path, tensors), data(tmp_path, inputs=inputs))
    with pytest.raises(Refusal, match=r"This would need .* GB of memory, more than 1 GB"):
        begun(*found)
