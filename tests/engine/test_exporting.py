"""Exports: what is in the files is what the engine holds, in the order that is said."""

from __future__ import annotations

import csv
import hashlib
import io
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import pytest
from safetensors.numpy import load_file

from engine import exporting, tables
from engine.course import Course
from engine.errors import FileRefusal, Refusal
from engine.exporting import SUFFIXES, export, pytorch_names, trace_of, what_of
from engine.forward import Forward
from engine.project import (
    GRU,
    LSTM,
    RNN,
    Arrays,
    BatchNorm,
    Dense,
    Echo,
    Embedding,
    Hold,
    Network,
    Project,
    Training,
)
from tests.engine.small import SMALL, trained

RNG = np.random.Generator(np.random.Philox(5))
X = RNG.standard_normal((5, 4, 2), np.float32)
LENGTHS = np.array([4, 1, 3, 4, 2])


def forward_on(folder: Path, layers: tuple[Any, ...] = (LSTM(3),), **arrays: Any) -> Forward:
    path = folder / "data.npz"
    np.savez(path, **arrays)
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    return Forward(Project(data=Arrays(str(path), digest), network=Network(layers)), {})


def rows_of(path: Path) -> list[list[str]]:
    content = path.read_bytes()
    assert b"\r" not in content
    return list(csv.reader(io.StringIO(content.decode("utf-8"))))


# what is written as what


@pytest.mark.parametrize(
    ("name", "what", "wanted"),
    [
        ("a.csv", None, "curves"),
        ("a.npz", None, "trace"),
        ("a.SAFETENSORS", None, "weights"),
        ("a.csv", "trace", "trace"),
        ("a.npz", "curves", "curves"),
        ("a.npz", "weights", "weights"),
        ("a.xlsx", None, None),
        ("a", None, None),
        ("a.csv", "weights", None),
        ("a.safetensors", "trace", None),
        ("a.onnx", "weights", None),
    ],
)
def test_the_suffix_says_what_is_written(name: str, what: str | None, wanted: str | None) -> None:
    if wanted is not None:
        assert what_of(Path(name), what) == wanted
        return
    with pytest.raises(FileRefusal) as caught:
        what_of(Path(name), what)
    sentence = str(caught.value)
    assert sentence.startswith(f"“{name}” is no name for what is to be written")
    for kind, suffixes in SUFFIXES.items():
        assert kind.removesuffix("s") in sentence
        for suffix in suffixes:
            assert suffix in sentence


# curves


def test_curves_are_those_of_the_branch(tmp_path: Path) -> None:
    course = trained(SMALL["lstm"], 40)
    course.seek(23)
    export(course, "curves", tmp_path / "a.npz")
    found = np.load(tmp_path / "a.npz")
    np.testing.assert_array_equal(found["training"], course.branch.training.view()[:23])
    kept = {at: loss for at, loss in course.branch.validation.items() if at <= 23}
    assert dict(zip(found["validation_at"], found["validation"], strict=True)) == kept
    np.testing.assert_array_equal(found["epoch_ends"], [e for e in course.branch.ends if e <= 23])


def test_curves_as_a_table(tmp_path: Path) -> None:
    course = trained(SMALL["lstm"], 12)
    said = export(course, "curves", tmp_path / "a.csv")
    assert said == "losses of 12 iterations"
    head, *rows = rows_of(tmp_path / "a.csv")
    assert head == ["iteration", "training_loss", "validation_loss"]
    assert [int(row[0]) for row in rows] == list(range(13))
    assert rows[0][1] == ""
    losses = [float(row[1]) for row in rows[1:]]
    assert losses == course.branch.training.view().tolist()
    validation = {int(row[0]): float(row[2]) for row in rows if row[2]}
    assert validation == course.branch.validation


def test_weights_that_are_not_trained_have_no_curves(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="Weights that are not trained have no curves"):
        export(forward_on(tmp_path, inputs=X), "curves", tmp_path / "a.csv")
    assert not (tmp_path / "a.csv").exists()


# traces


@pytest.mark.parametrize("name", SMALL)
def test_a_trace_has_every_array_of_the_recording(name: str, tmp_path: Path) -> None:
    course = trained(SMALL[name], 9)
    said = export(course, "trace", tmp_path / "a.npz")
    found = np.load(tmp_path / "a.npz")
    recording = course.recording
    assert recording is not None
    assert recording.iteration == 9
    names = {"inputs", "targets", "outputs", "terms", "examples", "lengths"}
    if recording.probabilities is not None:
        names.add("probabilities")
    for k, layer in enumerate(recording.layers):
        for array in layer.names:
            names.add(f"layers[{k}].{array}")
            wanted = getattr(layer, array).transpose(2, 0, 1)
            np.testing.assert_array_equal(found[f"layers[{k}].{array}"], wanted)
    assert set(found) == names
    np.testing.assert_array_equal(found["outputs"], recording.outputs.transpose(2, 0, 1))
    np.testing.assert_array_equal(found["terms"], recording.terms.T)
    np.testing.assert_array_equal(found["examples"], recording.examples)
    np.testing.assert_array_equal(found["lengths"], recording.lengths)
    assert all(array.flags.c_contiguous for array in found.values())
    assert said == f"{len(names) - 2} arrays of {recording.batch} examples"


def test_the_same_trace_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in ("a.npz", "b.npz"):
        export(trained(SMALL["lstm"], 5), "trace", tmp_path / name)
    assert (tmp_path / "a.npz").read_bytes() == (tmp_path / "b.npz").read_bytes()


def test_at_iteration_0_there_is_no_trace(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="At iteration 0 nothing is recorded"):
        export(Course(SMALL["lstm"]), "trace", tmp_path / "a.npz")


def test_a_trace_of_weights_has_all_examples(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from engine import forward

    run = forward_on(tmp_path, (GRU(3), RNN(2)), inputs=X, targets=X, lengths=LENGTHS)
    export(run, "trace", tmp_path / "a.npz")
    whole = dict(np.load(tmp_path / "a.npz"))
    outputs = np.concatenate([chunk.outputs for chunk in run.chunks()])
    np.testing.assert_array_equal(whole["outputs"], outputs)
    np.testing.assert_array_equal(whole["inputs"][1, 1:], 0)
    np.testing.assert_array_equal(whole["layers[0].x"], whole["inputs"])
    assert whole["layers[0].hn"].shape == (5, 4, 3)
    assert whole["terms"].shape == (5, 4)
    assert whole["terms"].sum() / LENGTHS.sum() == pytest.approx(run.run().metrics["loss"])
    np.testing.assert_array_equal(whole["examples"], range(5))
    np.testing.assert_array_equal(whole["lengths"], LENGTHS)
    monkeypatch.setattr(forward, "CHUNK", 2)
    export(run, "trace", tmp_path / "b.npz")
    for name, array in np.load(tmp_path / "b.npz").items():
        np.testing.assert_allclose(array, whole[name], atol=1e-6)


def test_a_trace_without_targets_has_none(tmp_path: Path) -> None:
    export(forward_on(tmp_path, inputs=X), "trace", tmp_path / "a.npz")
    found = set(np.load(tmp_path / "a.npz"))
    assert {"inputs", "outputs", "layers[0].c"} < found
    assert not {"targets", "terms", "probabilities"} & found


def test_classes_have_probabilities(tmp_path: Path) -> None:
    run = forward_on(tmp_path, inputs=X, targets=RNG.integers(0, 4, (5, 4)))
    training = Training(loss="cross_entropy")
    run = Forward(msgspec.structs.replace(run.project, training=training), {})
    export(run, "trace", tmp_path / "a.npz")
    np.testing.assert_allclose(np.load(tmp_path / "a.npz")["probabilities"].sum(2), 1, rtol=1e-6)


def test_a_trace_that_is_too_large_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = forward_on(tmp_path, inputs=X)
    monkeypatch.setattr(exporting, "TRACE_MOST", 2000)
    with pytest.raises(Refusal, match=r"The trace of 5 examples would take 0\.00 GB, more than"):
        export(run, "trace", tmp_path / "a.npz")


def test_a_trace_as_a_table_counts_from_1(tmp_path: Path) -> None:
    run = forward_on(tmp_path, (LSTM(3, bidirectional=True),), inputs=X, lengths=LENGTHS)
    export(run, "trace", tmp_path / "a.csv")
    export(run, "trace", tmp_path / "a.npz")
    arrays = dict(np.load(tmp_path / "a.npz"))
    head, *rows = rows_of(tmp_path / "a.csv")
    assert head == ["layer", "array", "example", "time step", "unit", "value"]
    lengths = arrays.pop("lengths")
    arrays.pop("examples")
    assert len(rows) == sum(a.shape[2] for a in arrays.values()) * lengths.sum()
    seen = set()
    for layer, name, *place, value in rows:
        example, step, unit = (int(p) for p in place)
        array = arrays[f"layers[{int(layer) - 1}].{name}" if layer else name]
        assert step <= lengths[example - 1]
        assert np.float32(value) == array[example - 1, step - 1, unit - 1]
        seen.add((layer, name, example, step, unit))
    assert len(seen) == len(rows)


def test_a_table_says_which_examples_and_steps_of_the_data(tmp_path: Path) -> None:
    last = Project(
        data=Hold(length=6, examples=8),
        network=Network((LSTM(2),)),
        training=Training(truncate=2, batch_size=3),
    )
    course = trained(last, 2)
    export(course, "trace", tmp_path / "a.csv")
    recording = course.recording
    assert recording is not None
    _, *rows = rows_of(tmp_path / "a.csv")
    assert {int(row[2]) for row in rows} == {e + 1 for e in recording.examples}
    assert {int(row[3]) for row in rows} == {3, 4}
    terms = [row for row in rows if row[1] == "terms"]
    assert len(terms) == 6
    assert {row[4] for row in terms} == {"1"}


def test_where_only_the_last_step_counts_the_table_says_which(tmp_path: Path) -> None:
    targets = X[:, 0]
    run = forward_on(tmp_path, inputs=X, targets=targets, lengths=LENGTHS)
    export(run, "trace", tmp_path / "a.csv")
    _, *rows = rows_of(tmp_path / "a.csv")
    steps = {int(row[2]): int(row[3]) for row in rows if row[1] == "outputs"}
    assert steps == dict(enumerate(LENGTHS.tolist(), 1))


def test_a_table_that_is_too_long_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = forward_on(tmp_path, inputs=X)
    monkeypatch.setattr(tables, "ROWS_MOST", 100)
    with pytest.raises(FileRefusal, match=r"“a\.csv” would have [0-9,]+ rows, more than 5,0"):
        export(run, "trace", tmp_path / "a.csv")


# weights


def test_weights_have_the_names_of_pytorch(tmp_path: Path) -> None:
    layers = (LSTM(3, bidirectional=True), GRU(4), Dense(2), BatchNorm())
    training = Training(loss="bce")
    course = trained(Project(data=Echo(examples=8), network=Network(layers), training=training), 3)
    said = export(course, "weights", tmp_path / "a.safetensors")
    export(course, "weights", tmp_path / "a.npz")
    found, network = load_file(tmp_path / "a.safetensors"), course.trainer.network
    assert set(found) == set(np.load(tmp_path / "a.npz"))
    for name, array in np.load(tmp_path / "a.npz").items():
        np.testing.assert_array_equal(found[name], array)
    for name in network.names():
        np.testing.assert_array_equal(found[name], network.get(name))
    for name in network.buffer_names():
        np.testing.assert_array_equal(found[name], network.buffer(name))
    added = set(found) - set(network.names()) - set(network.buffer_names())
    assert added == {"0.bias_hh_l0", "0.bias_hh_l0_reverse"}
    for name in added:
        np.testing.assert_array_equal(found[name], np.zeros(12, np.float32))
    assert found["1.bias_hh_l0"].shape == (12,)
    assert not found["1.bias_hh_l0"][:8].any()
    assert found["1.bias_hh_l0"][8:].any()
    assert said == f"{len(found)} arrays of weights"


def test_weights_of_an_embedding(tmp_path: Path) -> None:
    run = forward_on(tmp_path, (Embedding(2), LSTM(3)), inputs=RNG.integers(0, 4, (5, 4)))
    export(run, "weights", tmp_path / "a.safetensors")
    found = load_file(tmp_path / "a.safetensors")
    assert found["0.weight"].shape == (4, 2)
    assert {name.split(".")[0] for name in found} == {"0", "1", "2"}


def test_layers_are_sorted_by_their_number() -> None:
    names = [f"{k}.weight" for k in (10, 2, 0)]
    assert list(pytorch_names({name: np.zeros(1) for name in names})) == names[::-1]


def test_a_file_that_cannot_be_written_is_refused(tmp_path: Path) -> None:
    course = trained(SMALL["lstm"], 2)
    for what, suffixes in SUFFIXES.items():
        for suffix in suffixes:
            with pytest.raises(FileRefusal, match="cannot be written"):
                export(course, what, tmp_path / "no folder" / f"a{suffix}")
    assert trace_of(course).start == 0
