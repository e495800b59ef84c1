"""The commands without a window: what they print, where, and with which exit code."""

from __future__ import annotations

import hashlib
import json
import os
import signal
import subprocess
import sys
import textwrap
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec
import pytest

import main
from engine import bench
from engine.command_line import Interrupt, source_of
from engine.errors import FileRefusal
from engine.examples import ABOUT, path_of
from engine.files import json_text, open_project, read_project, save_project
from engine.interop import rivals
from engine.iterations import Case
from engine.project import Dense, Hold, Network, Project, Training
from tests.engine.small import SMALL, here, run_to, trained, with_training

ROOT = Path(__file__).resolve().parent.parent
KEYS = ["iterations", "epochs", "loss", "metrics", "seconds", "parameters_sha256", "diverged"]
Said = pytest.CaptureFixture[str]


@pytest.fixture
def small(tmp_path: Path) -> Path:
    path = tmp_path / "small.json"
    path.write_bytes(json_text(with_training(SMALL["lstm"], iterations=12)))
    return path


def command(said: Said, *arguments: object) -> tuple[int, str, str]:
    try:
        code = main.main([str(argument) for argument in arguments])
    except SystemExit as ended:  # argparse
        code = int(str(ended.code))
    out, err = said.readouterr()
    return code, out, err


def run(said: Said, *arguments: object) -> dict[str, Any]:
    code, out, err = command(said, "run", *arguments, "--json")
    assert (code, err) == (0, "")
    found: dict[str, Any] = json.loads(out)
    assert list(found) == KEYS
    return found


def digest(project: Project, iterations: int) -> str:
    parameters = trained(project, iterations).trainer.network.parameters
    return hashlib.sha256(parameters.tobytes()).hexdigest()


# run


def test_run_trains_as_long_as_the_project_says(small: Path, capsys: Said) -> None:
    found = run(capsys, small)
    assert (found["iterations"], found["epochs"], found["diverged"]) == (12, 4, False)
    assert found["parameters_sha256"] == digest(read_project(small), 12)
    course = trained(read_project(small), 12)
    assert found["loss"] == course.branch.training[11]
    validation = course.trainer.validate()
    assert {name: found["metrics"][name] for name in validation} == validation
    whole = course.trainer.evaluation.run("training").metrics
    assert found["metrics"]["training_loss"] == whole["loss"]
    assert found["seconds"] > 0


@pytest.mark.parametrize(
    ("options", "iterations"),
    [
        (["--iterations", 5], 5),
        (["--iterations", 0], 0),
        (["--epochs", 2], 6),
        (["--epochs", 0], 0),
    ],
)
def test_run_trains_as_long_as_it_is_told(
    options: list[object], iterations: int, small: Path, capsys: Said
) -> None:
    found = run(capsys, small, *options)
    assert found["iterations"] == iterations
    assert found["parameters_sha256"] == digest(read_project(small), iterations)
    assert (found["loss"] is None) == (iterations == 0)


def test_run_saves_and_goes_on_from_there(small: Path, tmp_path: Path, capsys: Said) -> None:
    out = tmp_path / "a.gatescope"
    run(capsys, small, "--iterations", 7, "--save", out)
    assert run(capsys, out, "--epochs", 1, "--save", out)["iterations"] == 9
    found = run(capsys, out, "--iterations", 3)
    assert found["iterations"] == 12
    assert found["parameters_sha256"] == digest(read_project(small), 12)
    assert here(open_project(out)) == here(trained(read_project(small), 9))


def test_a_seed_starts_anew(small: Path, tmp_path: Path, capsys: Said) -> None:
    out = tmp_path / "a.gatescope"
    run(capsys, small, "--save", out)
    found = run(capsys, out, "--seed", 5, "--iterations", 4)
    assert found["iterations"] == 4
    assert found["parameters_sha256"] == digest(with_training(SMALL["lstm"], seed=5), 4)


def test_run_takes_the_name_of_an_example(capsys: Said) -> None:
    assert run(capsys, "xor-mlp")["metrics"]["accuracy"] == 1


def test_without_json_one_line_is_printed(small: Path, capsys: Said) -> None:
    code, out, err = command(capsys, "run", small)
    assert (code, err) == (0, "")
    assert out.startswith("iteration 12  epoch 4  loss ")
    assert out.count("\n") == 1
    code, out, _ = command(capsys, "run", small, "--iterations", 0)
    assert "no loss yet" in out


@pytest.fixture
def wild(tmp_path: Path) -> Path:
    path = tmp_path / "wild.json"
    linear = Dense(units=4, activation="identity")
    project = Project(
        data=Hold(length=5, examples=8),
        network=Network(layers=(linear,) * 4),
        training=Training(learning_rate=1e6),
    )
    path.write_bytes(json_text(project))
    return path


def test_divergence_is_exit_code_1_with_the_object(
    wild: Path, tmp_path: Path, capsys: Said
) -> None:
    out = tmp_path / "a.gatescope"
    code, said, err = command(capsys, "run", wild, "--json", "--save", out)

    def refuse(text: str) -> None:
        pytest.fail(f"{text} is no JSON")

    found = json.loads(said, parse_constant=refuse)
    assert code == 1
    assert err == ""
    assert found["diverged"]
    assert list(found) == KEYS
    assert open_project(out).iteration == found["iterations"]
    code, said, err = command(capsys, "run", wild)
    assert code == 1
    assert err.startswith("gatescope: training diverged at iteration ")
    assert err.endswith("is not finite; take a smaller learning rate or clip the gradient.\n")


# check, examples


def test_check(small: Path, capsys: Said) -> None:
    code, out, err = command(capsys, "check", small)
    assert (code, err) == (0, "")
    assert "Gradients agree with finite differences" in out
    code, out, err = command(capsys, "check", small, "--json")
    found = json.loads(out)
    assert (code, err) == (0, "")
    assert list(found) == ["error", "limit", "passed", "arrays"]
    assert found["passed"]
    assert found["limit"] == 1e-6


def test_a_check_that_fails_is_exit_code_1(
    small: Path, capsys: Said, monkeypatch: pytest.MonkeyPatch
) -> None:
    from engine import check

    monkeypatch.setattr(check, "LIMIT", 0.0)
    code, out, _ = command(capsys, "check", small)
    assert code == 1
    assert "DO NOT agree" in out
    assert command(capsys, "check", small, "--json")[0] == 1


def test_examples_prints_the_name_first(capsys: Said) -> None:
    code, out, err = command(capsys, "examples")
    assert (code, err) == (0, "")
    assert [line.split()[0] for line in out.splitlines()] == list(ABOUT)


def test_bench_prints_one_object_or_a_line_a_case(
    capsys: Said, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bench, "CASES", {"one": Case((Dense(units=2),), 3, 1, quick=True)})
    monkeypatch.setattr(rivals, "available", lambda: False)
    code, out, err = command(capsys, "bench", "--quick", "--json")
    assert (code, err) == (0, "")
    assert [row["name"] for row in json.loads(out)["cases"]] == ["one"]
    code, out, err = command(capsys, "bench", "--quick")
    assert (code, err) == (0, "")
    assert out.splitlines()[-1].startswith("one ")


# what is refused


@pytest.mark.parametrize(
    ("arguments", "wanted"),
    [
        (["run"], "the following arguments are required: PROJECT; see --help."),
        (["run", "none.json"], "“none.json” is neither a file nor an example; `gatescope exam"),
        (["run", ""], "“” is neither a file nor an example"),
        (["run", "x" * 5000], "is neither a file nor an example"),
        (["run", "."], "“.” cannot be read: is a directory"),
        (["run", "xor-mlp", "--iterations", "-1"], "-1 is not from 0 to 1,000,000,000"),
        (["run", "xor-mlp", "--iterations", "many"], "“many” is no whole number"),
        (["run", "xor-mlp", "--iterations", "1", "--epochs", "1"], "not allowed with"),
        (["run", "xor-mlp", "--seed", "1000000"], "“training.seed” must be ≤ 999,999"),
        (["run", "xor-mlp", "--save", "no folder/a.gatescope"], "its folder is not there"),
        (["run", "xor-mlp", "--speed", "3"], "unrecognized arguments"),
        (["check", "none.json"], "is neither a file nor an example"),
        (["check"], "the following arguments are required"),
        (["examples", "more"], "unrecognized arguments"),
        (["bench", "more"], "unrecognized arguments"),
    ],
)
def test_bad_input_is_one_sentence_and_exit_code_2(
    arguments: list[str], wanted: str, capsys: Said
) -> None:
    code, out, err = command(capsys, *arguments)
    assert (code, out) == (2, "")
    assert wanted in err
    assert err.count("\n") == 1
    assert err.endswith("\n")


def test_a_bad_file_is_one_sentence_and_exit_code_2(tmp_path: Path, capsys: Said) -> None:
    path = tmp_path / "bad.json"
    path.write_text('{"training": {"clip": -1}}', encoding="utf-8")
    code, out, err = command(capsys, "run", path)
    assert (code, out) == (2, "")
    assert err == "gatescope: “bad.json”: “training.clip” must be ≥ 0; -1 was given.\n"


def test_a_save_that_fails_at_the_end_still_prints_the_object(
    small: Path, tmp_path: Path, capsys: Said
) -> None:
    (tmp_path / "folder.gatescope").mkdir()
    code, out, err = command(
        capsys, "run", small, "--json", "--save", tmp_path / "folder.gatescope"
    )
    assert code == 2
    assert list(json.loads(out)) == KEYS
    assert "“folder.gatescope” cannot be written" in err


def test_a_fault_of_ours_is_exit_code_3(
    small: Path, capsys: Said, monkeypatch: pytest.MonkeyPatch
) -> None:
    from engine import command_line

    def broken(*_: object) -> None:
        raise RuntimeError("broken on purpose")

    monkeypatch.setattr(command_line, "open_project", broken)
    code, out, err = command(capsys, "run", small)
    assert (code, out) == (3, "")
    assert "a fault of ours, RuntimeError: broken on purpose" in err
    monkeypatch.setenv("GATESCOPE_TRACEBACK", "1")
    with pytest.raises(RuntimeError):
        command(capsys, "run", small)


def test_a_file_goes_before_an_example_of_the_same_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert source_of("xor-mlp") == path_of("xor-mlp")
    (tmp_path / "xor-mlp").write_bytes(b"")
    assert source_of("xor-mlp") == Path("xor-mlp")
    with pytest.raises(FileRefusal):
        source_of("a\0b")


# children


def child(
    program: Sequence[object], *, cwd: Path = ROOT, timeout: float = 50
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *map(str, program)],
        cwd=cwd, capture_output=True, text=True, encoding="utf-8", timeout=timeout, check=False,
    )  # fmt: skip


@pytest.mark.parametrize("arguments", [["run", "--iterations", "3"], ["check"], ["examples"]])
def test_no_qt_is_imported(arguments: list[str], small: Path) -> None:
    if arguments != ["examples"]:
        arguments = [arguments[0], str(small), *arguments[1:]]
    program = (
        "import sys, main\n"
        "code = main.main(sys.argv[1:])\n"
        "names = {name.split('.')[0] for name in sys.modules}\n"
        "bad = names & {'PySide6', 'shiboken6', 'pyqtgraph', 'gui', 'pandas', 'torch', 'scipy'}\n"
        "sys.exit(f'imported: {bad}' if bad else code)\n"
    )
    done = child(["-c", program, *arguments])
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.skipif(os.name != "posix", reason="sends Ctrl+C to a child")
def test_ctrl_c_prints_the_object_and_saves(tmp_path: Path) -> None:
    path, out = tmp_path / "long.json", tmp_path / "a.gatescope"
    project = with_training(SMALL["lstm"], iterations=10_000_000)
    path.write_bytes(json_text(project))
    program = textwrap.dedent(
        """
        import sys, main
        from engine import command_line
        begin = command_line.Interrupt.__enter__
        def begun(interrupt):
            sys.stderr.write("listening\\n")
            sys.stderr.flush()
            return begin(interrupt)
        command_line.Interrupt.__enter__ = begun
        sys.exit(main.main(sys.argv[1:]))
        """
    )
    process = subprocess.Popen(
        [sys.executable, "-c", program, "run", path, "--json", "--save", out],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=ROOT,
    )  # fmt: skip
    try:
        assert process.stderr is not None
        assert process.stderr.readline() == "listening\n"
        time.sleep(0.3)
        process.send_signal(signal.SIGINT)
        said, err = process.communicate(timeout=30)
    finally:
        process.kill()
    assert process.returncode == 130
    assert err == ""
    found = json.loads(said)
    assert list(found) == KEYS
    assert 0 < found["iterations"] < 10_000_000
    opened = open_project(out)
    assert opened.iteration == found["iterations"]
    parameters = opened.trainer.network.parameters.tobytes()
    assert hashlib.sha256(parameters).hexdigest() == found["parameters_sha256"]
    if found["iterations"] < 30_000:  # not torn in the middle of an update
        assert here(opened) == here(trained(project, found["iterations"]))


def test_the_second_ctrl_c_ends_at_once() -> None:
    before = signal.getsignal(signal.SIGINT)
    with Interrupt() as interrupt:
        signal.raise_signal(signal.SIGINT)
        assert interrupt.wished
        with pytest.raises(KeyboardInterrupt):
            signal.raise_signal(signal.SIGINT)
    assert signal.getsignal(signal.SIGINT) is before


def test_an_interrupt_before_training_is_exit_code_130(
    capsys: Said, monkeypatch: pytest.MonkeyPatch
) -> None:
    from engine import command_line

    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(command_line, "open_project", interrupted)
    assert command(capsys, "run", "xor-mlp")[0] == 130


def test_the_engine_can_be_imported_from_a_wheel(tmp_path: Path) -> None:
    # in a wheel the checkout is the package `gatescope`
    try:
        (tmp_path / "gatescope").symlink_to(ROOT, target_is_directory=True)
    except OSError:
        pytest.skip("no links here")
    program = textwrap.dedent(
        """
        import importlib, pkgutil, sys
        import gatescope.engine
        for info in pkgutil.walk_packages(gatescope.engine.__path__, "gatescope.engine."):
            importlib.import_module(info.name)
        from gatescope.engine.course import Course
        from gatescope.engine.examples import examples
        course = Course(examples()[-1].project)
        course.advance()
        assert not [n for n in sys.modules if n.split(".")[0] in ("engine", "gui", "PySide6")]
        print(course.iteration)
        """
    )
    done = child(["-c", program], cwd=tmp_path)
    assert (done.returncode, done.stdout, done.stderr) == (0, "1\n", "")


def test_projects_of_the_past_are_trained_further_by_any_command(
    tmp_path: Path, capsys: Said
) -> None:
    # saved while gone back in time: what follows is as if one had stopped there
    path, course = tmp_path / "a.gatescope", trained(SMALL["lstm"], 40)
    course.seek(11)
    save_project(path, msgspec.structs.replace(SMALL["lstm"], name="back"), course)
    found = run(capsys, path, "--iterations", 9)
    assert found["parameters_sha256"] == digest(SMALL["lstm"], 20)
    assert run_to(open_project(path), 20).project.name == "back"
