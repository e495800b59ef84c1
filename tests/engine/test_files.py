from __future__ import annotations

import contextlib
import errno
import io
import os
import subprocess
import sys
import tempfile
import textwrap
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import pytest

from engine.archive import MEMBERS
from engine.course import Course
from engine.errors import FileRefusal
from engine.files import (
    check_folder,
    json_text,
    open_project,
    read_project,
    save_project,
    write_whole,
)
from engine.project import SGD, Project, View
from tests.engine.small import SMALL, bits, curves, here, run_to, trained, with_training
from tests.engine.test_course import edits_of

ROOT = Path(__file__).resolve().parents[2]
LSTM_HOLD = SMALL["lstm"]
posix = pytest.mark.skipif(os.name != "posix", reason="needs fork, kill and limits")


def saved(path: Path, course: Course) -> Course:
    save_project(path, course.project, course)
    return open_project(path)


# a save and what comes back


@pytest.mark.parametrize("name", SMALL)
def test_saved_and_opened_it_goes_on_to_the_bit(name: str, tmp_path: Path) -> None:
    project, edits = SMALL[name], edits_of(SMALL[name])
    straight = trained(project, 300, edits)
    course = trained(project, 150, edits)
    opened = saved(tmp_path / "a.gatescope", course)
    assert here(opened) == here(course)
    assert curves(opened) == curves(course)
    assert opened.project == course.project
    assert opened.branch.changes == course.branch.changes
    assert opened.branch.ends == course.branch.ends
    run_to(opened, 300)
    assert here(opened) == here(straight)
    assert curves(opened) == curves(straight)


def test_what_killed_saves_left_is_swept_after_a_day(tmp_path: Path) -> None:
    old, new, other = (tmp_path / n for n in (".gate-a.part", ".gate-b.part", "my.part"))
    for path in (old, new, other):
        path.write_bytes(b"x")
    for path in (old, other):
        os.utime(path, (0, 0))
    write_whole(tmp_path / "a.json", b"{}")
    assert sorted(p.name for p in tmp_path.iterdir()) == [".gate-b.part", "a.json", "my.part"]


def test_what_was_measured_is_kept_beside_the_losses(tmp_path: Path) -> None:
    course = trained(LSTM_HOLD, 150)
    metrics = course.branch.curves().metrics
    found = saved(tmp_path / "a.gatescope", course).branch.curves().metrics
    assert metrics["rmse"].size > 3
    assert {name: values.tobytes() for name, values in found.items()} == {
        name: values.tobytes() for name, values in metrics.items()
    }


def test_500_save_open_500_equals_1000(tmp_path: Path) -> None:
    opened = saved(tmp_path / "a.gatescope", trained(LSTM_HOLD, 500))
    assert here(run_to(opened, 1000)) == here(trained(LSTM_HOLD, 1000))


@pytest.mark.parametrize("k", [0, 1, 7, 8, 60, 100])
def test_saved_while_gone_back_in_time_it_goes_on_from_there(k: int, tmp_path: Path) -> None:
    edits = edits_of(LSTM_HOLD)
    course = trained(LSTM_HOLD, 150, edits)
    course.seek(k)
    opened = saved(tmp_path / "a.gatescope", course)
    past = {at: project for at, project in edits.items() if at <= k}
    assert here(opened) == here(trained(LSTM_HOLD, k, past))
    assert opened.branch.latest == k
    # what the window shows is what is in force
    assert opened.project.training == opened.branch.settings_after(k)
    run_to(opened, 200)
    assert here(opened) == here(trained(LSTM_HOLD, 200, past))
    assert here(course)[0] == k  # saving moved nothing


def test_an_opened_file_goes_back_to_any_iteration(tmp_path: Path) -> None:
    edits = edits_of(LSTM_HOLD)
    opened = saved(tmp_path / "a.gatescope", trained(LSTM_HOLD, 150, edits))
    for k in (149, 121, 120, 102, 101, 91, 90, 75, 74, 8, 0, 150):
        opened.seek(k)
        opened.stop()
        past = {at: project for at, project in edits.items() if at <= k}
        wanted = trained(LSTM_HOLD, k, {at: p for at, p in past.items() if at < k})
        assert bits(opened.trainer.checkpoint()) == here(wanted)


def test_the_same_project_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in ("a.gatescope", "b.gatescope"):
        save_project(tmp_path / name, LSTM_HOLD, trained(LSTM_HOLD, 30))
    assert (tmp_path / "a.gatescope").read_bytes() == (tmp_path / "b.gatescope").read_bytes()
    opened = open_project(tmp_path / "a.gatescope")
    save_project(tmp_path / "b.gatescope", opened.project, opened)
    assert (tmp_path / "a.gatescope").read_bytes() == (tmp_path / "b.gatescope").read_bytes()


def test_a_json_file_holds_the_project_alone(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    course = trained(LSTM_HOLD, 30)
    project = msgspec.structs.replace(LSTM_HOLD, name="뉴런 ü", view=View(unit=3))
    save_project(path, project, course)
    assert read_project(path) == project
    assert open_project(path).iteration == 0
    assert path.read_text(encoding="utf-8").startswith('{\n  "format": 1')


def test_read_project_leaves_out_the_state(tmp_path: Path) -> None:
    path = tmp_path / "a.gatescope"
    save_project(path, LSTM_HOLD, trained(LSTM_HOLD, 3))
    assert read_project(path) == LSTM_HOLD


def test_the_archive_has_pytorchs_names(tmp_path: Path) -> None:
    from safetensors.numpy import load

    path = tmp_path / "a.gatescope"
    course = trained(LSTM_HOLD, 9)
    save_project(path, LSTM_HOLD, course)
    with zipfile.ZipFile(path) as archive:
        assert set(archive.namelist()) == MEMBERS
        assert {info.compress_type for info in archive.infolist()} == {zipfile.ZIP_STORED}
        state = load(archive.read("state.safetensors"))
    for name, shape in course.trainer.network.names().items():
        assert state[name].shape == state[f"m_sum/{name}"].shape == shape
        np.testing.assert_array_equal(state[name], course.trainer.network.get(name))


def test_every_project_that_can_be_trained_can_be_saved_and_read(tmp_path: Path) -> None:
    # SGD with huge numbers that are still finite
    course = trained(with_training(SMALL["no time, full"], optimizer=SGD(), learning_rate=1e6), 3)
    assert here(saved(tmp_path / "a.gatescope", course)) == here(course)


# written whole or not at all


def test_the_order_is_write_flush_sync_rename_sync(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[str] = []

    def noted(name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: Any, **named: Any) -> Any:
            done.append(name)
            return function(*arguments, **named)

        return call

    monkeypatch.setattr(tempfile, "mkstemp", noted("make", tempfile.mkstemp))
    monkeypatch.setattr(os, "fdopen", noted("open", os.fdopen))
    monkeypatch.setattr(os, "fsync", noted("sync", os.fsync))
    monkeypatch.setattr(Path, "replace", noted("rename", Path.replace))
    write_whole(tmp_path / "a", b"new")
    folder = ["sync"] if os.name == "posix" else []
    assert done == ["make", "open", "sync", "rename", *folder]


class Failing(io.BytesIO):
    """A file whose n-th call of one kind fails."""

    def __init__(self, handle: int, fails: str) -> None:
        super().__init__()
        os.close(handle)
        self.fails = fails

    def write(self, _: Any) -> int:
        if self.fails == "write":
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return 0

    def flush(self) -> None:
        if self.fails == "flush":
            raise OSError(errno.EIO, os.strerror(errno.EIO))

    def fileno(self) -> int:
        raise OSError(errno.EDQUOT, os.strerror(errno.EDQUOT))


def failing(number: int) -> Callable[..., Any]:
    def call(*_: Any, **__: Any) -> Any:
        raise OSError(number, os.strerror(number))

    return call


FAULTS: dict[str, tuple[Any, str, Callable[..., Any]]] = {
    "no temporary file": (tempfile, "mkstemp", failing(errno.EACCES)),
    "write": (os, "fdopen", lambda handle, _: Failing(handle, "write")),
    "flush": (os, "fdopen", lambda handle, _: Failing(handle, "flush")),
    "quota": (os, "fdopen", lambda handle, _: Failing(handle, "fileno")),
    "sync": (os, "fsync", failing(errno.EIO)),
    "mode": (Path, "chmod", failing(errno.EPERM)),
    "rename": (Path, "replace", failing(errno.EROFS)),
}


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("suffix", ["json", "gatescope"])
def test_a_save_that_fails_leaves_the_old_file(
    fault: str, suffix: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / f"mine.{suffix}"
    course = trained(LSTM_HOLD, 4)
    save_project(path, LSTM_HOLD, course)
    before = path.read_bytes()
    run_to(course, 8)
    with monkeypatch.context() as patch:
        patch.setattr(*FAULTS[fault])
        with pytest.raises(FileRefusal) as caught:
            save_project(path, msgspec.structs.replace(LSTM_HOLD, name="new"), course)
    assert path.read_bytes() == before
    assert [p.name for p in tmp_path.iterdir()] == [path.name]
    assert str(caught.value).startswith(f"“mine.{suffix}” cannot be written: ")
    assert str(caught.value).endswith("; choose another place with Save as.")
    save_project(path, LSTM_HOLD, course)  # and the next one is good


def test_an_interrupt_leaves_no_part(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupted)
    with pytest.raises(KeyboardInterrupt):
        write_whole(tmp_path / "a", b"new")
    assert not list(tmp_path.iterdir())


def test_a_folder_that_cannot_be_synced_does_not_matter(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "open", failing(errno.EACCES))
    with contextlib.suppress(FileRefusal):  # tempfile opens by os.open too, on some systems
        write_whole(tmp_path / "a", b"new")
    monkeypatch.undo()
    write_whole(tmp_path / "a", b"new")
    assert (tmp_path / "a").read_bytes() == b"new"


@pytest.mark.parametrize("bad", ["none/a.json", "file/a.json", "x" * 300, "nul\0.json", "folder"])
def test_a_place_that_cannot_be_written_is_refused(bad: str, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    (tmp_path / "folder").mkdir()
    with pytest.raises(FileRefusal, match="cannot be written") as caught:
        write_whole(tmp_path / bad, b"new")
    assert "\0" not in str(caught.value)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["file", "folder"]


def test_a_missing_folder_is_told_beforehand(tmp_path: Path) -> None:
    check_folder(tmp_path / "a.json")
    check_folder(Path("a.json"))
    with pytest.raises(FileRefusal, match="its folder is not there"):
        check_folder(tmp_path / "none" / "a.json")


@posix
def test_a_link_is_followed_and_the_mode_is_kept(tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    target, link = tmp_path / "there" / "a.json", tmp_path / "link.json"
    target.write_bytes(b"old")
    target.chmod(0o640)
    link.symlink_to(target)
    write_whole(link, b"new")
    assert link.is_symlink()
    assert target.read_bytes() == b"new"
    assert target.stat().st_mode & 0o777 == 0o640


@posix
def test_a_new_file_has_the_usual_mode(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        write_whole(tmp_path / "a", b"new")
    finally:
        assert os.umask(before) == 0o027
    assert (tmp_path / "a").stat().st_mode & 0o777 == 0o640


def child(program: str, *arguments: object, timeout: float = 50) -> str:
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(program), *map(str, arguments)],
        cwd=ROOT, capture_output=True, text=True, timeout=timeout, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout


@posix
def test_a_limit_of_file_size_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "a.gatescope"
    save_project(path, LSTM_HOLD, trained(LSTM_HOLD, 4))
    before = path.read_bytes()
    said = child(
        """
        import resource, signal, sys
        from pathlib import Path
        from engine.errors import FileRefusal
        from engine.files import save_project
        from tests.engine.small import SMALL, trained
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (2000, 2000))
        try:
            save_project(Path(sys.argv[1]), SMALL["lstm"], trained(SMALL["lstm"], 9))
        except FileRefusal as refusal:
            print(refusal)
        """,
        path,
    )
    assert said.startswith("“a.gatescope” cannot be written: file too large")
    assert path.read_bytes() == before
    assert [p.name for p in tmp_path.iterdir()] == [path.name]


@posix
def test_40_kills_leave_a_readable_file_that_is_not_older_than_the_last_save(
    tmp_path: Path,
) -> None:
    said = child(
        """
        import os, random, signal, sys, time
        from pathlib import Path
        import msgspec
        from engine.files import open_project, save_project
        from tests.engine.small import SMALL, trained
        path, rng = Path(sys.argv[1]), random.Random(3)
        course = trained(SMALL["lstm"], 30)
        for round in range(40):
            ear, mouth = os.pipe()
            pid = os.fork()
            if not pid:
                for k in range(10_000):
                    project = msgspec.structs.replace(SMALL["lstm"], name=f"{round:03d} {k:06d}")
                    save_project(path, project, course)
                    os.write(mouth, f"{project.name}\\n".encode())
            os.read(ear, 11)
            time.sleep(rng.uniform(0, 0.02))
            os.kill(pid, signal.SIGKILL)
            os.waitpid(pid, 0)
            os.close(mouth)
            acknowledged = [f"{round:03d} 000000", *os.read(ear, 1_000_000).decode().split("\\n")]
            found = open_project(path)
            assert found.iteration == 30
            assert found.project.name >= max(acknowledged), (found.project.name, acknowledged[-1])
            os.close(ear)
        print("done")
        """,
        tmp_path / "a.gatescope",
    )
    assert said == "done\n"


def test_json_text_is_read_back_for_every_project() -> None:
    for project in SMALL.values():
        assert msgspec.json.decode(json_text(project), type=Project) == project
