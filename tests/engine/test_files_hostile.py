"""Files that were torn, tampered with or made to hurt: one sentence with the file's name, and nothing else."""

from __future__ import annotations

import copy
import hashlib
import io
import json
import os
import random
import tracemalloc
import zipfile
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from safetensors.numpy import load, save

from engine import archive, files, plain
from engine.course import Course
from engine.errors import FileRefusal
from engine.examples import ABOUT, path_of
from engine.files import json_text, open_project, read_project, save_project
from engine.project import Hold, Project
from engine.runner import Runner
from engine.trainer import Diverged
from tests.engine.small import SMALL, trained
from tests.engine.test_course import edits_of
from tests.engine.test_runner import Engine

Parts = dict[str, bytes]


def refusal_of(path: Path) -> str:
    """Open a file that must be refused; give the sentence."""
    with pytest.raises(FileRefusal) as caught:
        open_project(path)
    return checked(caught.value, path)


def checked(refusal: FileRefusal, path: Path) -> str:
    sentence = str(refusal)
    assert path.name in sentence
    assert len(sentence) < 700
    assert sentence.isprintable()
    assert sentence.endswith(".")
    return sentence


def opened(path: Path) -> Course | None:
    """Open a file that may be refused; what is opened must be able to train, stop and be saved."""
    try:
        course = open_project(path)
    except FileRefusal as refusal:
        checked(refusal, path)
        return None
    try:
        course.advance()
        course.stop()
        course.seek(max(0, course.iteration - 2))
    except Diverged:
        pass
    return course


@lru_cache
def good() -> bytes:
    """A small .gatescope with a journal."""
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.gatescope"
        course = trained(SMALL["lstm"], 40, edits_of(SMALL["lstm"]))
        save_project(path, course.project, course)
        return path.read_bytes()


def parts_of(content: bytes) -> Parts:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {info.filename: archive.read(info) for info in archive.infolist()}


def packed(parts: Parts, method: int = zipfile.ZIP_STORED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def signed(parts: Parts) -> bytes:
    """Pack with checksums that fit: what only the next line of defence can refuse."""
    stored = json.loads(parts["project.json"])
    stored["sha256"] = {
        name: hashlib.sha256(content).hexdigest()
        for name, content in parts.items()
        if name != "project.json"
    }
    return packed({**parts, "project.json": json.dumps(stored).encode()})


def write(folder: Path, content: bytes | str, name: str = "hostile.json") -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


# plain .json


BAD_JSON: dict[str, tuple[str | bytes, str]] = {
    "empty": ("", "is no Gatescope project (line 1, column 1: expecting value)"),
    "cut": ('{"format": 1,', "line 1, column 14"),
    "not JSON": ("hello", "choose a .gatescope or .json file"),
    "a list": ("[]", "it holds no group of settings"),
    "a number": ("7", "it holds no group of settings"),
    "NUL": (b"\0" * 100, "is no Gatescope project"),
    "UTF-16": ("{}".encode("utf-16"), "it is no text in UTF-8"),
    "CP949": ('{"name": "기억"}'.encode("cp949"), "it is no text in UTF-8"),
    "a pickle": (b"\x80\x04\x95junk", "it is no text in UTF-8"),
    "NaN": ('{"training": {"learning_rate": NaN}}', "NaN is not a number"),
    "Infinity": ('{"training": {"clip": -Infinity}}', "-Infinity is not a number"),
    "1e999": ('{"training": {"clip": 1e999}}', "“training.clip” is not a finite number"),
    "5,000 digits": ('{"training": {"seed": %s}}' % ("9" * 5000), "a number is too long"),
    "-5,000 digits": ('{"format": -%s}' % ("9" * 5000), "a number is too long"),
    "39 digits": ('{"training": {"seed": %s}}' % ("9" * 39), "“training.seed” must be ≤ 999,999"),
    "twice": ('{"name": "a", "name": "b"}', "“name” stands twice"),
    "nested": ("[" * 100_000, "nested too deep"),
    "nested in an object": ('{"a":' * 100_000, "nested too deep"),
    "nested and closed": ('{"data": ' + "[" * 600 + "]" * 600 + "}", "hostile.json"),
    "unknown": ('{"foo": 1}', "“foo” is no setting of a project"),
    "unknown inside": ('{"training": {"foo": 1}}', "“training.foo” is no setting"),
    "unknown in a list": (
        '{"network": {"layers": [{"kind": "lstm", "bar": 2}]}}',
        "“network.layers[0].bar” is no setting",
    ),
    "line breaks in a key": ('{"a\\nb\\u0000": 1}', "is no setting of a project"),
    "a key of 100,000 letters": ('{"%s": 1}' % ("k" * 100_000), "is no setting of a project"),
    "wrong kind": (
        '{"data": {"kind": "galaxies"}}',
        "“data.kind” cannot be “galaxies”; choose one of: hold, sunspots, flag_recall, echo, sine, xor",
    ),
    "wrong layer": (
        '{"network": {"layers": [{"kind": "conv"}]}}',
        "“network.layers[0].kind” cannot be “conv”; choose one of: dense, rnn, lstm, gru",
    ),
    "wrong loss": ('{"training": {"loss": "hinge"}}', "choose one of: mse, mae, huber, bce"),
    "wrong activation": (
        '{"network": {"layers": [{"kind": "dense", "activation": "swish"}]}}',
        "choose one of: identity, sigmoid, tanh, relu, leaky_relu",
    ),
    "wrong schedule": (
        '{"training": {"schedule": {"kind": "cyclic"}}}',
        "“training.schedule.kind” cannot be “cyclic”; choose one of: constant, step",
    ),
    "wrong text": (
        '{"data": {"kind": "characters", "text": "hamlet"}}',
        "“data.text” cannot be “hamlet”; choose one of: arirang, korean_proverbs",
    ),
    "no output that can be": (
        '{"network": {"output": 3}}',
        "“network.output” is not as a project has it",
    ),
    "a negative class weight": (
        '{"training": {"class_weights": [1, -1]}}',
        "“training.class_weights[1]” must be ≥ 0; -1 was given",
    ),
    "a truth value for a switch": (
        '{"training": {"shuffle": "no"}}',
        "“training.shuffle” must be true or false, but it is a text",
    ),
    "wrong initialization": (
        '{"network": {"output": {"initialization": "ones"}}}',
        "“network.output.initialization” cannot be “ones”; choose one of: glorot, gl",
    ),
    "no kind": ('{"data": {"length": 5}}', "“data.kind” is missing; add it"),
    "text for number": (
        '{"training": {"learning_rate": "fast"}}',
        "“training.learning_rate” must be a number, but it is a text",
    ),
    "true for number": ('{"training": {"clip": true}}', "must be a number, but it is true or fal"),
    "fraction": ('{"data": {"kind": "hold", "length": 4.5}}', "must be a whole number; 4.5 was"),
    "null": ('{"training": null}', "“training” must be a group of settings { }, but it is null"),
    "too small": ('{"training": {"learning_rate": -1}}', "must be ≥ 1e-06; -1 was given"),
    "too large": ('{"data": {"kind": "hold", "length": 1e5}}', "“data.length” must be"),
    "beta of 1": (
        '{"training": {"optimizer": {"kind": "adam", "beta1": 1}}}',
        "“training.optimizer.beta1” must be < 1; 1 was given",
    ),
    "epsilon of 0": ('{"training": {"optimizer": {"kind": "adam", "epsilon": 0}}}', "must be > 0"),
    "many layers": (
        json.dumps({"network": {"layers": [{"kind": "dense"}] * 13}}),
        "“network.layers” has 13 entries, more than 12; take some out",
    ),
    "a long name": (json.dumps({"name": "x" * 300}), "“name” has 300 characters, more than 200"),
    "half a character": ('{"name": "\\ud800"}', "“name” has a character that cannot be shown"),
    "NUL in a name": ('{"name": "a\\u0000b"}', "“name” has a character that cannot be shown"),
    "another task's loss": ('{"training": {"loss": "bce"}}', "does not fit “Hold”"),
    "newer": ('{"format": 2, "new": {}}', "has format 2, this program reads up to 1"),
    "format 0": ('{"format": 0}', "“format” must be 1; 0 was given"),
    "format as text": ('{"format": "1"}', "“format” must be a whole number, but it is a text"),
    "delay": (
        '{"data": {"kind": "echo", "length": 5, "delay": 5}, "training": {"loss": "bce"}}',
        "A delay of 5 leaves no target in 5 time steps",
    ),
    "window": ('{"data": {"kind": "sunspots", "length": 300}}', "leaves no example to train on"),
    "no validation": (
        '{"data": {"kind": "sunspots", "length": 1000, "split": 0.95}}',
        "leaves no example",
    ),
}


@pytest.mark.parametrize("case", BAD_JSON)
def test_a_bad_json_file_is_refused_in_one_sentence(case: str, tmp_path: Path) -> None:
    content, wanted = BAD_JSON[case]
    assert wanted in refusal_of(write(tmp_path, content))


def test_what_is_nested_deeper_than_the_parser_minds_is_refused_too() -> None:
    deep: list[Any] = []
    for _ in range(20_000):
        deep = [deep]
    with pytest.raises(FileRefusal, match="nested too deep"):
        plain.formed({"data": deep}, Project, "deep.json")


def test_a_mark_at_the_beginning_is_no_fault(tmp_path: Path) -> None:
    path = write(tmp_path, b"\xef\xbb\xbf" + json_text(SMALL["lstm"]).replace(b"\n", b"\r\n"))
    assert read_project(path) == SMALL["lstm"]


def test_a_project_that_needs_too_much_memory_is_refused_before_any_array(tmp_path: Path) -> None:
    huge = {
        "data": {"kind": "hold", "length": 1000, "examples": 100_000},
        "network": {"layers": [{"kind": "lstm", "units": 512}] * 4},
        "training": {"batch": "full"},
    }
    path = write(tmp_path, json.dumps(huge))
    tracemalloc.start()
    try:
        sentence = refusal_of(path)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert "GB of memory, more than 1 GB" in sentence
    assert peak < 20_000_000


def test_data_that_are_not_there_are_named(tmp_path: Path) -> None:
    data = {"kind": "arrays", "path": str(tmp_path / "gone.npz")}
    path = write(tmp_path, json.dumps({"data": data}))
    with pytest.raises(FileRefusal, match=r"gone\.npz.* no such file"):
        open_project(path)


@pytest.mark.parametrize(
    ("name", "wanted"), [("none.json", "no such file"), ("", "is a directory"), ("a\0b", "no file")]
)
def test_what_is_no_file_is_refused(name: str, wanted: str, tmp_path: Path) -> None:
    with pytest.raises(FileRefusal, match=wanted) as caught:
        open_project(tmp_path / name)
    assert "\n" not in str(caught.value)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs pipes with a name")
def test_a_pipe_does_not_hang(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.json")
    assert "it is no file" in refusal_of(tmp_path / "pipe.json")


def test_a_file_that_is_too_large_is_not_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "large.gatescope"
    with path.open("wb") as file:
        file.truncate(files.LARGEST + 1)  # a hole: takes no room
    tracemalloc.start()
    try:
        assert "larger than a project can be" in refusal_of(path)
        assert tracemalloc.get_traced_memory()[1] < 5_000_000
    finally:
        tracemalloc.stop()
    monkeypatch.setattr(files, "JSON_LARGEST", 1000)
    assert "larger" in refusal_of(write(tmp_path, " " * 2000))


# archives


def test_the_good_one_is_good(tmp_path: Path) -> None:
    path = write(tmp_path, good(), "good.gatescope")
    course = opened(path)
    assert course is not None
    assert signed(parts_of(good())) != b""
    assert opened(write(tmp_path, signed(parts_of(good())), "signed.gatescope")) is not None


def test_a_cut_file_is_refused_wherever_it_was_cut(tmp_path: Path) -> None:
    content = good()
    for n in range(50):
        path = write(tmp_path, content[: len(content) * n // 50], "cut.gatescope")
        assert "damaged" in refusal_of(path) or n == 0


def hostile_archives() -> Iterator[tuple[str, bytes, str]]:
    parts = parts_of(good())
    yield "no parts", packed({}), "it has not the parts of one"
    yield "no project", packed({"state.safetensors": b"x"}), "it has not the parts of one"
    yield "upwards", packed({**parts, "../../etc/passwd": b"x"}), "unexpected part ../../etc/pas"
    yield "absolute", packed({**parts, "/etc/passwd": b"x"}), "unexpected part /etc/passwd"
    yield "a line break", packed({**parts, "a\nb": b"x"}), "unexpected part a\ufffdb"
    yield "many parts", packed({f"{k}": b"x" for k in range(5000)}), "not the parts of one"
    yield "packed", packed(parts, zipfile.ZIP_DEFLATED), "its list of parts"
    bomb = packed({**parts, "state.safetensors": b"\0" * 50_000_000}, zipfile.ZIP_DEFLATED)
    yield "bomb", bomb, "its list of parts"
    yield "more behind", good() + b"x", "its end (it may be cut)"
    stored = json.loads(parts["project.json"])
    del stored["sha256"]["history.safetensors"]
    fewer = {**parts, "project.json": json.dumps(stored).encode()}
    yield "a part without checksum", packed(fewer), "its list of parts"
    yield "PK alone", b"PK", "its end (it may be cut)"
    for part in sorted(archive.MEMBERS - {"project.json"}):
        yield f"changed {part}", packed({**parts, part: parts[part] + b" "}), f"damaged at {part}"
        less = {name: content for name, content in parts.items() if name != part}
        yield f"without {part}", packed(less), f"damaged at {part}"
        yield f"signed without {part}", signed(less), "its state"
        yield f"no tensors in {part}", signed({**parts, part: b"junk"}), f"damaged at {part}"
        header = (2**63).to_bytes(8, "little")
        yield f"header of {part}", signed({**parts, part: header + b"{}"}), f"damaged at {part}"


@pytest.mark.parametrize("case", list(hostile_archives()), ids=lambda case: case[0])
def test_a_bad_archive_is_refused_in_one_sentence(
    case: tuple[str, bytes, str], tmp_path: Path
) -> None:
    name, content, wanted = case
    path = write(tmp_path, content, "hostile.gatescope")
    tracemalloc.start()
    try:
        assert wanted in refusal_of(path), name
        assert tracemalloc.get_traced_memory()[1] < 4 * len(content) + 64_000_000
    finally:
        tracemalloc.stop()


def test_two_parts_of_one_name_are_refused(tmp_path: Path) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in parts_of(good()).items():
            archive.writestr(name, content)
        with pytest.warns(UserWarning, match="Duplicate"):
            archive.writestr("project.json", b"{}")
    path = write(tmp_path, buffer.getvalue(), "twice.gatescope")
    assert "its list of parts" in refusal_of(path)


def test_a_newer_format_of_an_archive_is_named(tmp_path: Path) -> None:
    stored = json.loads(parts_of(good())["project.json"])
    newer = {**stored, "format": 3, "something new": 1}
    parts = {**parts_of(good()), "project.json": json.dumps(newer).encode()}
    sentence = refusal_of(write(tmp_path, packed(parts), "newer.gatescope"))
    assert "has format 3, this program reads up to 1" in sentence


def tampered(stored: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any], str]]:
    def changed(**values: Any) -> dict[str, Any]:
        return {**copy.deepcopy(stored), **values}

    def start(**values: Any) -> dict[str, Any]:
        return changed(start={**stored["start"], **values})

    entry = stored["journal"][-1]

    def journal(at: int, **values: Any) -> dict[str, Any]:
        last = {"iteration": at, "training": {**entry["training"], **values}}
        return changed(journal=[*stored["journal"][:-1], last])

    yield "more examples than there are", changed(used=21), "its state"
    yield "more examples before", changed(used=10**6), "its state"
    yield "less than none", changed(used=-3), "“used” must be ≥ 0"
    yield "an epoch below 0", changed(epoch=-1), "“epoch” must be ≥ 0"
    yield "a huge epoch", changed(epoch=2**60), "“epoch” must be ≤ 1e+09"
    yield "another iteration", changed(iteration=41), "its state"
    yield "a huge iteration", changed(iteration=10**9), "its state"
    yield "an iteration below 0", changed(iteration=-1), "“iteration” must be ≥ 0"
    yield "another loss at the start", start(loss="bce"), "does not fit"
    yield "too much at the start", start(clip=-1), "“start.clip” must be ≥ 0"
    yield "a journal of later", journal(41), "its state"
    yield "a journal out of order", journal(3), "its state"
    yield "a journal of before", journal(-1), "“journal[2].iteration” must be ≥ 0"
    yield "another loss in the journal", journal(31, loss="bce"), "does not fit"
    yield "another seed in the journal", journal(31, seed=5), "its state"
    wide = {**stored["project"], "network": {"layers": [{"kind": "lstm", "units": 5}]}}
    yield "another network", changed(project=wide), "its state"


@pytest.mark.parametrize(
    "case",
    list(tampered(json.loads(parts_of(good())["project.json"]))),
    ids=lambda case: case[0],
)
def test_a_place_that_cannot_be_is_refused(
    case: tuple[str, dict[str, Any], str], tmp_path: Path
) -> None:
    _, stored, wanted = case
    parts = {**parts_of(good()), "project.json": json.dumps(stored).encode()}
    assert wanted in refusal_of(write(tmp_path, signed(parts), "place.gatescope"))


def arrays() -> Iterator[tuple[str, str, Any, str]]:
    name, member, state = "0.weight_ih_l0", "state.safetensors", load(_part("state.safetensors"))
    weight, history = state[name], load(_part("history.safetensors"))
    yield "another shape", member, {name: weight[:-1]}, "its state"
    yield "transposed", member, {name: np.ascontiguousarray(weight.T)}, "its state"
    yield "no dimension", member, {name: np.array(1, np.float32)}, "its state"
    yield "float64", member, {name: weight.astype(np.float64)}, "its state"
    yield "float64 too large", member, {name: np.full(weight.shape, 1e300)}, "its state"
    yield "float16", member, {name: weight.astype(np.float16)}, "its state"
    yield "whole numbers", member, {name: weight.astype(np.int32)}, "its state"
    yield "truth values", member, {name: weight > 0}, "not a finite number"
    yield "not a number", member, {name: weight * np.nan}, f"{name} (not a finite number)"
    yield "infinite", member, {name: weight + np.inf}, f"{name} (not a finite number)"
    yield "one too many", member, {"5.weight": weight}, "its state"
    yield "one too few", member, {name: None}, "its state"
    yield "no updates", member, {"updates": np.array([-1])}, "its state"
    yield "two counts", member, {"updates": np.array([1, 2])}, "its state"
    yield "half an update", member, {"updates": np.array([1.5])}, "its state"
    progress = state["progress"]
    yield "no progress", member, {"progress": None}, "its state"
    yield "half a progress", member, {"progress": progress[:2]}, "its state"
    yield "progress in float32", member, {"progress": progress.astype(np.float32)}, "its state"
    yield "a wait below 0", member, {"progress": progress - np.eye(3)[1]}, "its state"
    yield "a wait of half", member, {"progress": progress + 0.5 * np.eye(3)[1]}, "its state"
    yield "a factor above 1", member, {"progress": progress + np.eye(3)[2]}, "its state"
    yield "buffers of none", member, {"buffers": np.zeros(3, np.float32)}, "its state"
    yield "states of none", member, {"carried/0.h": np.zeros((4, 8), np.float32)}, "its state"
    yield from checkpoints()
    h = "history.safetensors"
    at, ends, losses = history["validation_at"], history["epoch_ends"], history["training"]
    yield "fewer losses", h, {"training": losses[:-1]}, "its state"
    yield "losses of another kind", h, {"training": losses.astype(np.int64)}, "its state"
    yield "a table of losses", h, {"training": losses[None]}, "its state"
    yield "infinite loss", h, {"training": losses + np.inf}, "not a finite number"
    yield "validation of later", h, {"validation_at": at + 1000}, "its state"
    yield "validation of before", h, {"validation_at": at - 1}, "its state"
    yield "validation without order", h, {"validation_at": at[::-1].copy()}, "its state"
    yield "validation in a table", h, {"validation_at": at[None]}, "its state"
    yield "an epoch that ends at 0", h, {"epoch_ends": ends - ends[0]}, "its state"
    yield "epochs without order", h, {"epoch_ends": ends[::-1].copy()}, "its state"
    yield "epochs as fractions", h, {"epoch_ends": ends + 0.5}, "its state"
    yield "no ends", h, {"epoch_ends": None}, "its state"
    rmse = history["metric.rmse"]
    yield "a metric without places", h, {"metric_at.rmse": None}, "its state"
    yield "fewer of a metric", h, {"metric.rmse": rmse[:-1]}, "its state"
    yield "a metric in float32", h, {"metric.rmse": rmse.astype(np.float32)}, "its state"


def checkpoints() -> Iterator[tuple[str, str, Any, str]]:
    member = "checkpoints.safetensors"
    packed = load(_part(member))
    iterations, parameters = packed["iteration"], packed["parameters"]
    places = ("iteration", "epoch", "used", "step", "group", "updates")
    cases: dict[str, dict[str, Any]] = {
        "of later": {"iteration": iterations + 1},
        "of before the start": {"iteration": iterations - 50},
        "out of order": {"iteration": iterations[::-1].copy()},
        "twice": {"iteration": np.full_like(iterations, iterations[0])},
        "of half an iteration": {"iteration": iterations + 0.5},
        "fewer places": {"iteration": iterations[:-1]},
        "one place": {name: np.array(packed[name][0]) for name in places},
        "a table of places": {name: packed[name][None] for name in places},
        "no places": {name: packed[name][:0] for name in places},
        "none": {"iteration": None},
        "of more examples than there are": {"used": packed["used"] + 100},
        "of less than none": {"used": packed["used"] - 100},
        "of fewer updates than none": {"updates": packed["updates"] - 1000},
        "fewer": {"parameters": parameters[:-1]},
        "shorter": {"parameters": np.ascontiguousarray(parameters[:, :-1])},
        "float64": {"parameters": parameters.astype(np.float64)},
        "without parameters": {"parameters": None},
        "without state": {"m_sum": None},
        "without progress": {"progress": None},
        "of fewer progresses": {"progress": packed["progress"][:-1]},
        "of another progress": {"progress": packed["progress"] - 5},
        "within a sequence": {"step": packed["step"] + 1, "group": packed["group"] + 8},
        "of a group beyond all": {"group": packed["group"] + 1000},
        "with buffers": {"buffers": np.zeros((len(iterations), 2), np.float32)},
    }
    for name, changes in cases.items():
        yield f"checkpoints {name}", member, changes, "its state"


def _part(name: str) -> bytes:
    return parts_of(good())[name]


def with_arrays(member: str, changes: dict[str, Any]) -> bytes:
    changed = load(_part(member)) | changes
    kept = {name: array for name, array in changed.items() if array is not None}
    return signed({**parts_of(good()), member: save(kept)})


@pytest.mark.parametrize("case", list(arrays()), ids=lambda case: case[0])
def test_arrays_that_do_not_fit_are_refused(
    case: tuple[str, str, Any, str], tmp_path: Path
) -> None:
    _, member, changes, wanted = case
    path = write(tmp_path, with_arrays(member, changes), "arrays.gatescope")
    assert wanted in refusal_of(path)


@pytest.mark.parametrize(
    "member", ["state.safetensors", "checkpoints.safetensors"], ids=lambda m: m.partition(".")[0]
)
def test_carried_states_of_another_form_are_refused(member: str, tmp_path: Path) -> None:
    course, path = trained(SMALL["truncated text"], 2), tmp_path / "carried.gatescope"
    save_project(path, course.project, course)
    parts = parts_of(path.read_bytes())
    arrays = load(parts[member])
    carried = [name for name in arrays if name.startswith("carried/")]
    assert carried
    for name in carried:
        for wrong in (arrays[name].astype(np.float64), arrays[name][..., :-1, :].copy()):
            write(tmp_path, signed({**parts, member: save({**arrays, name: wrong})}), path.name)
            assert "its state" in refusal_of(path)


@pytest.mark.parametrize(
    ("member", "name"),
    [
        *(("state.safetensors", n) for n in ("0.weight_ih_l0", "1.bias", "m_sum/1.bias")),
        *(("checkpoints.safetensors", n) for n in ("parameters", "m_sum", "v_sum")),
    ],
)
def test_huge_or_negative_numbers_do_not_kill_the_engine(
    member: str, name: str, tmp_path: Path
) -> None:
    shape = load(_part(member))[name].shape
    for value in (3e38, -3e38, -1.0):
        content = with_arrays(member, {name: np.full(shape, value, np.float32)})
        engine = Engine()
        from engine.commands import Open, Pause, Play, Seek, Step

        frame = engine.ask(Open(write(tmp_path, content, "huge.gatescope"), 3))
        assert (frame.branch, frame.iteration) == (3, 40)
        engine.ask(Step(iterations=1))
        engine.ask(Step(iterations=-1), Seek(2))
        engine.ask(Play(), Pause())
        assert isinstance(engine.runner, Runner)
        engine.runner.join()


# thousands of them


def mutated(content: bytes, rng: random.Random) -> bytes:
    made = bytearray(content)
    for _ in range(rng.choice((1, 1, 2, 5))):
        at = rng.randrange(len(made))
        how = rng.randrange(6)
        if how == 0:
            made[at] ^= 1 << rng.randrange(8)
        elif how == 1:
            made[at] = rng.randrange(256)
        elif how == 2:
            del made[at : at + rng.randrange(1, 20)]
        elif how == 3:
            made[at:at] = bytes(rng.randrange(256) for _ in range(rng.randrange(1, 9)))
        elif how == 4:
            made[at : at + 1] = rng.choice((b"9" * 50, b"-", b"1e999", b'"', b"null", b"{", b"]"))
        else:
            other = rng.randrange(len(made))
            made[at : at + 8] = made[other : other + 8]
        if not made:
            break
    return bytes(made)


@pytest.mark.parametrize("name", ABOUT)
def test_mutated_json_is_refused_or_read(name: str, tmp_path: Path) -> None:
    rng, content = random.Random(name), path_of(name).read_bytes()
    path, read = tmp_path / "mutated.json", 0
    for _ in range(600):
        path.write_bytes(mutated(content, rng))
        try:
            read_project(path)
            read += 1
        except FileRefusal as refusal:
            checked(refusal, path)
    assert read < 500


def test_mutated_archives_are_refused_or_read(tmp_path: Path) -> None:
    rng, content, path = random.Random(1), good(), tmp_path / "mutated.gatescope"
    for _ in range(1500):
        path.write_bytes(mutated(content, rng))
        try:
            open_project(path)
        except FileRefusal as refusal:
            checked(refusal, path)


@pytest.mark.parametrize("member", sorted(archive.MEMBERS))
def test_mutated_parts_with_good_checksums_are_refused_or_run(member: str, tmp_path: Path) -> None:
    rng, parts, path = random.Random(member), parts_of(good()), tmp_path / "mutated.gatescope"
    for _ in range(250):
        changed = {**parts, member: mutated(parts[member], rng)}
        try:
            path.write_bytes(signed(changed))
        except (ValueError, KeyError, TypeError, AttributeError):  # no project.json to sign
            path.write_bytes(packed(changed))
        opened(path)


VALUES: tuple[Any, ...] = (
    None, True, -1, 0, 1, 3, 2**31, 10**30, -0.5, 1e-300, 1e308, "", "mse", "lstm", [], {}, [[]],
    {"kind": "adam"}, {"kind": "hold"}, "0" * 300,
)  # fmt: skip


def places(value: Any, place: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    if place:
        yield place
    pairs = (
        value.items()
        if isinstance(value, dict)
        else enumerate(value)
        if isinstance(value, list)
        else ()
    )
    for key, part in pairs:
        yield from places(part, (*place, key))


def test_every_value_of_an_archive_replaced_by_strange_ones(tmp_path: Path) -> None:
    parts, path = parts_of(good()), tmp_path / "strange.gatescope"
    stored = json.loads(parts["project.json"])
    rng = random.Random(0)
    for place in places({k: v for k, v in stored.items() if k != "sha256"}):
        for value in rng.sample(VALUES, 7):
            changed = copy.deepcopy(stored)
            part: Any = changed
            for key in place[:-1]:
                part = part[key]
            part[place[-1]] = value
            path.write_bytes(signed({**parts, "project.json": json.dumps(changed).encode()}))
            opened(path)


def test_large_projects_are_written_and_read(tmp_path: Path) -> None:
    project = Project(data=Hold(length=10, examples=10, validation=4))
    path = tmp_path / "a.gatescope"
    course = trained(project, 5000)
    save_project(path, project, course)
    assert open_project(path).branch.latest == 5000
