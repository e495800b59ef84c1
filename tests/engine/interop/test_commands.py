"""run, export and snapshot on weights of PyTorch, as a user types them."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from safetensors.numpy import load_file, save_file

import main
from engine.files import json_text, open_project
from engine.project import Dense, Hold, Network, Project, Training
from tests.engine.interop.test_pytorch import GOLDEN, recurrent
from tests.engine.small import SMALL, trained, with_training

WEIGHTS, DATA = GOLDEN / "lstm_linear.safetensors", GOLDEN / "lstm_linear.npz"
Said = pytest.CaptureFixture[str]


def command(said: Said, *arguments: object) -> tuple[int, str, str]:
    try:
        code = main.main([str(argument) for argument in arguments])
    except SystemExit as ended:  # argparse
        code = int(str(ended.code))
    out, err = said.readouterr()
    return code, out, err


def inputs_alone(folder: Path) -> Path:
    path = folder / "inputs.npy"
    np.save(path, np.load(DATA)["inputs"])
    return path


# run


def test_run_prints_shape_digest_and_loss(capsys: Said) -> None:
    code, out, err = command(capsys, "run", WEIGHTS, "--data", DATA)
    assert (code, err) == (0, "")
    assert out.startswith("outputs 4 × 7 × 2  SHA-256 ")
    assert "  loss " in out
    assert "  rmse " in out
    assert out.count("\n") == 1


def test_run_prints_one_object(capsys: Said, tmp_path: Path) -> None:
    code, out, err = command(capsys, "run", WEIGHTS, "--data", DATA, "--json")
    found: dict[str, Any] = json.loads(out)
    assert (code, err) == (0, "")
    assert list(found) == [
        *("iterations", "epochs", "loss", "metrics", "seconds", "parameters_sha256", "diverged"),
        *("outputs", "outputs_sha256"),
    ]
    assert (found["iterations"], found["epochs"], found["diverged"]) == (0, 0, False)
    assert found["outputs"] == [4, 7, 2]
    assert found["loss"] < 1e-12
    assert found["metrics"].keys() == {"rmse", "mae"}
    alone = json.loads(
        command(capsys, "run", WEIGHTS, "--data", inputs_alone(tmp_path), "--json")[1]
    )
    assert alone["outputs_sha256"] == found["outputs_sha256"]
    assert (alone["loss"], alone["metrics"]) == (None, {})


def test_run_without_targets_prints_no_loss(capsys: Said, tmp_path: Path) -> None:
    code, out, _ = command(capsys, "run", WEIGHTS, "--data", inputs_alone(tmp_path))
    assert code == 0
    assert "loss" not in out
    assert out.startswith("outputs 4 × 7 × 2  SHA-256 ")


@pytest.mark.parametrize("length", [["--iterations", 6], ["--epochs", 6]])
def test_run_trains_on_and_saves(length: list[object], tmp_path: Path, capsys: Said) -> None:
    out = tmp_path / "a.gatescope"
    code, said, err = command(
        capsys, "run", WEIGHTS, "--data", DATA, *length, "--json", "--save", out
    )
    found = json.loads(said)
    assert (code, err, found["iterations"]) == (0, "", 6)
    course = open_project(out)
    assert course.iteration == 6
    digest = hashlib.sha256(course.trainer.network.parameters.tobytes()).hexdigest()
    assert digest == found["parameters_sha256"]
    course.seek(0)
    wanted = load_file(WEIGHTS)["rnn.weight_ih_l0"]
    np.testing.assert_array_equal(course.trainer.network.get("0.weight_ih_l0"), wanted)
    again = json.loads(command(capsys, "run", out, "--iterations", 4, "--json")[1])
    at_once = command(capsys, "run", WEIGHTS, "--data", DATA, "--iterations", 10, "--json")[1]
    assert again["parameters_sha256"] == json.loads(at_once)["parameters_sha256"]


def test_run_saves_what_was_not_trained(tmp_path: Path, capsys: Said) -> None:
    out = tmp_path / "a.gatescope"
    data = inputs_alone(tmp_path)
    assert command(capsys, "run", WEIGHTS, "--data", data, "--save", out)[0] == 0
    course = open_project(out)
    assert course.iteration == 0
    wanted = load_file(WEIGHTS)["rnn.weight_ih_l0"]
    np.testing.assert_array_equal(course.trainer.network.get("0.weight_ih_l0"), wanted)


def test_the_seed_changes_the_order(tmp_path: Path, capsys: Said) -> None:
    data = tmp_path / "data.npz"
    rng = np.random.Generator(np.random.Philox(1))
    np.savez(data, inputs=rng.random((40, 3, 3)), targets=rng.random((40, 3, 2)))
    found = [
        json.loads(
            command(capsys, "run", WEIGHTS, "--data", data, "--epochs", 1, "--json", *more)[1]
        )
        for more in ([], ["--seed", 0], ["--seed", 5])
    ]
    digests = [one["parameters_sha256"] for one in found]
    assert digests[0] == digests[1] != digests[2]


def test_outputs_that_are_not_finite_are_exit_code_1(tmp_path: Path, capsys: Said) -> None:
    tensors = recurrent(1, 3, 4) | {"weight_hh_l0": np.full((4, 4), 1e30, np.float32)}
    path = tmp_path / "wild.safetensors"
    save_file(tensors, path, {"nonlinearity": "relu"})
    code, out, err = command(capsys, "run", path, "--data", inputs_alone(tmp_path))
    assert code == 1
    assert out.startswith("outputs 4 × 7 × 4")
    assert err == (
        "gatescope: The outputs are not all finite numbers; scale the inputs or check the weights.\n"
    )
    code, out, err = command(capsys, "run", path, "--data", inputs_alone(tmp_path), "--json")
    assert (code, err) == (1, "")
    assert json.loads(out)["diverged"]


# export


def test_export_of_weights_runs_them_forward(tmp_path: Path, capsys: Said) -> None:
    out = tmp_path / "a.npz"
    code, said, err = command(capsys, "export", WEIGHTS, out, "--data", DATA)
    assert (code, said, err) == (0, "a.npz: 19 arrays of 4 examples\n", "")
    found = np.load(out)
    np.testing.assert_allclose(found["outputs"], np.load(DATA)["targets"], atol=1e-6)
    assert found["layers[0].f"].shape == (4, 7, 5)


def test_export_of_weights_after_training(tmp_path: Path, capsys: Said) -> None:
    out, data = tmp_path / "a.npz", ("--data", DATA)
    assert command(capsys, "export", WEIGHTS, out, *data, "--iteration", 3)[0] == 0
    assert "layers[0].dz_f" in np.load(out)
    table = tmp_path / "a.csv"
    code, said, _ = command(capsys, "export", WEIGHTS, table, *data, "--iteration", 3)
    assert (code, said) == (0, "a.csv: losses of 3 iterations\n")


def test_exported_weights_are_those_that_came(tmp_path: Path, capsys: Said) -> None:
    out = tmp_path / "a.safetensors"
    assert command(capsys, "export", WEIGHTS, out, "--data", DATA)[0] == 0
    came, went = load_file(WEIGHTS), load_file(out)
    np.testing.assert_array_equal(went["0.weight_hh_l0"], came["rnn.weight_hh_l0"])
    np.testing.assert_array_equal(went["1.weight"], came["fc.weight"])
    biases = came["rnn.bias_ih_l0"] + came["rnn.bias_hh_l0"]
    np.testing.assert_array_equal(went["0.bias_ih_l0"], biases)
    np.testing.assert_array_equal(went["0.bias_hh_l0"], np.zeros(20, np.float32))


@pytest.mark.parametrize("case", ["rnn_relu_linear", "rnn_tanh", "gru_both_one_layer"])
def test_a_single_layer_comes_in_again(case: str, tmp_path: Path, capsys: Said) -> None:
    out = tmp_path / "a.safetensors"
    weights, data = GOLDEN / f"{case}.safetensors", GOLDEN / f"{case}.npz"
    assert command(capsys, "export", weights, out, "--data", data)[0] == 0
    found = json.loads(command(capsys, "run", out, "--data", data, "--json")[1])
    assert found["loss"] < 1e-12


def test_export_of_a_project_at_its_place_and_another(tmp_path: Path, capsys: Said) -> None:
    project = tmp_path / "a.json"
    project.write_bytes(json_text(with_training(SMALL["lstm"], iterations=9)))
    code, _, err = command(capsys, "export", project, tmp_path / "a.npz")
    assert (code, err) == (
        2,
        "gatescope: At iteration 0 nothing is recorded; give --iteration 1 or more.\n",
    )
    for iteration in (5, 2):
        out = tmp_path / f"{iteration}.npz"
        assert command(capsys, "export", project, out, "--iteration", iteration)[0] == 0
        course = trained(SMALL["lstm"], iteration)
        course.stop()
        assert course.recording is not None
        wanted = course.recording.layers[0].f.transpose(2, 0, 1)
        np.testing.assert_array_equal(np.load(out)["layers[0].f"], wanted)
    file = tmp_path / "a.gatescope"
    command(capsys, "run", project, "--save", file)
    assert command(capsys, "export", file, tmp_path / "here.npz")[0] == 0
    assert command(capsys, "export", file, tmp_path / "back.npz", "--iteration", 2)[0] == 0
    assert (tmp_path / "back.npz").read_bytes() == (tmp_path / "2.npz").read_bytes()
    assert command(capsys, "export", "xor-mlp", tmp_path / "w.npz", "--what", "weights")[0] == 0


def test_export_after_divergence_is_exit_code_1(tmp_path: Path, capsys: Said) -> None:
    out, path = tmp_path / "a.npz", tmp_path / "wild.json"
    linear = Dense(units=4, activation="identity")
    project = Project(
        data=Hold(length=5, examples=8),
        network=Network(layers=(linear,) * 4),
        training=Training(learning_rate=1e6),
    )
    path.write_bytes(json_text(project))
    code, said, err = command(capsys, "export", path, out, "--iteration", 200)
    assert (code, said) == (1, "")
    assert err.startswith("gatescope: training diverged at iteration ")
    assert not out.exists()


# what is refused


@pytest.mark.parametrize(
    ("arguments", "wanted"),
    [
        (["run", WEIGHTS], "“lstm_linear.safetensors” has weights alone; give data to run them on"),
        (["run", WEIGHTS, "--data", "none.npz"], "“none.npz” cannot be read"),
        (["run", "model.pt", "--data", DATA], "is neither a file nor an example"),
        (["run", "xor-mlp", "--data", DATA], "“xor-mlp.json” has data of its own; leave --data"),
        (["export", "xor-mlp", "a.npz", "--data", DATA], "has data of its own"),
        (["export", WEIGHTS, "a.npz"], "has weights alone"),
        (["export", WEIGHTS, "a.xlsx", "--data", DATA], "“a.xlsx” is no name for what is to be"),
        (["export", "xor-mlp", "a.csv", "--what", "weights"], "“a.csv” is no name for what is"),
        (["export", "xor-mlp", "a.csv", "--what", "all"], "invalid choice: 'all'"),
        (["export", "xor-mlp", "no folder/a.csv"], "its folder is not there"),
        (["export", "xor-mlp"], "the following arguments are required: OUT"),
        (["export", WEIGHTS, "a.csv", "--data", DATA], "Weights that are not trained have no"),
    ],
)
def test_bad_input_is_one_sentence_and_exit_code_2(
    arguments: list[object], wanted: str, capsys: Said, tmp_path: Path, monkeypatch: Any
) -> None:
    monkeypatch.chdir(tmp_path)
    code, out, err = command(capsys, *arguments)
    assert (code, out) == (2, "")
    assert wanted in err
    assert err.count("\n") == 1
    assert err.endswith(".\n")
    assert list(tmp_path.iterdir()) == []


def test_a_model_with_code_is_refused(tmp_path: Path, capsys: Said) -> None:
    path = tmp_path / "model.pt"
    path.write_bytes(b"PK\3\4")
    code, _, err = command(capsys, "run", path, "--data", DATA)
    assert code == 2
    assert "may run code when it is opened" in err


@pytest.mark.parametrize("kind", [["run"], ["export"]])
def test_without_targets_nothing_is_trained(
    kind: list[object], tmp_path: Path, capsys: Said
) -> None:
    data, out = inputs_alone(tmp_path), tmp_path / "a.npz"
    more = [out, "--iteration", 2] if kind == ["export"] else ["--iterations", 2]
    code, said, err = command(capsys, *kind, WEIGHTS, *more, "--data", data)
    assert (code, said) == (2, "")
    assert "“inputs.npy” has no targets to train on" in err


def test_a_save_that_fails_still_prints_the_object(tmp_path: Path, capsys: Said) -> None:
    (tmp_path / "a.gatescope").mkdir()
    code, out, err = command(
        capsys, "run", WEIGHTS, "--data", DATA, "--json", "--save", tmp_path / "a.gatescope"
    )
    assert code == 2
    assert json.loads(out)["outputs"] == [4, 7, 2]
    assert "“a.gatescope” cannot be written" in err


def test_help_says_how_a_trace_is_ordered(capsys: Said) -> None:
    code, out, _ = command(capsys, "export", "--help")
    assert code == 0
    assert "(examples, time steps, units)" in out
