"""Data that a project file holds itself: found where there is no file any more, checked, and never written over."""

from __future__ import annotations

import hashlib
import io
import json
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from msgspec import structs

from engine.archive import DATA
from engine.course import Course
from engine.datasets import arrays, embedded, found, load, text
from engine.datasets.tables import preparing, table
from engine.errors import FileRefusal
from engine.files import open_project, read_project, save, save_project
from engine.project import Hold, Project, Table, Training
from engine.validate import restarts
from tests.engine.datasets.test_found import made

KINDS = ["npz", "csv", "txt"]


def forget() -> None:
    """Be as in a program that has just been started."""
    load.cache_clear()
    arrays._found.cache_clear()
    text._read.cache_clear()
    table._KEPT.clear()
    preparing._KEPT.clear()
    found._FOUND.clear()


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Every test begins with nothing found, and a folder of its own for what is taken in."""
    monkeypatch.setattr(found, "_FOUND", {})
    monkeypatch.setattr(embedded, "_FOLDER", [])
    forget()
    yield
    forget()
    for folder in embedded._FOLDER:
        shutil.rmtree(folder)


def project_of(folder: Path, kind: str, **settings: Any) -> tuple[Path, Project]:
    path, data = made(folder, kind)
    loss: Any = "cross_entropy" if kind == "txt" else "mse"
    return path, Project(data=data, training=Training(loss=loss), embedded=True, **settings)


def saved(folder: Path, kind: str, iterations: int = 0) -> tuple[Path, Path, Course]:
    """Give the file of data, the project file that holds it, and the course."""
    path, project = project_of(folder, kind)
    course = Course(project)
    course.seek(iterations)
    save(folder / "project.gatescope", course)
    return path, folder / "project.gatescope", course


def repacked(path: Path, **changed: bytes) -> None:
    """Write an archive anew with other parts, its checksums as they were."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts |= {{"data": DATA, "project": "project.json"}[key]: part for key, part in changed.items()}
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        for name, part in parts.items():
            archive.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), part)
    path.write_bytes(buffer.getvalue())


def stored(path: Path) -> dict[str, Any]:
    with zipfile.ZipFile(path) as archive:
        read: dict[str, Any] = json.loads(archive.read("project.json"))
    return read


def signed(file: Path, content: bytes, **data: Any) -> None:
    """Put other data into a file, with checksums that fit them."""
    project = stored(file)
    project["sha256"][DATA] = hashlib.sha256(content).hexdigest()
    project["project"]["data"] |= data
    repacked(file, data=content, project=json.dumps(project).encode())


# round trips


@pytest.mark.parametrize("kind", KINDS)
def test_a_project_opens_though_its_file_of_data_is_gone(tmp_path: Path, kind: str) -> None:
    path, project, course = saved(tmp_path, kind, 3)
    before, content = load(course.project.data), path.read_bytes()
    path.unlink()
    forget()
    back = open_project(project)
    assert back.project == course.project
    assert back.project.data.path == str(path)  # type: ignore[union-attr]
    after = load(back.project.data)
    assert (after.training.inputs == before.training.inputs).all()
    assert (after.validation.targets == before.validation.targets).all()
    assert (back.trainer.network.parameters == course.trainer.network.parameters).all()
    back.seek(5)
    course.seek(5)
    assert (back.trainer.network.parameters == course.trainer.network.parameters).all()
    # and once more, from what was taken in
    save(tmp_path / "again.gatescope", back)
    with zipfile.ZipFile(tmp_path / "again.gatescope") as archive:
        assert archive.read(DATA) == content
    forget()
    assert open_project(tmp_path / "again.gatescope").iteration == 5
    assert not path.exists()


@pytest.mark.parametrize("kind", KINDS)
def test_another_file_at_its_place_is_neither_read_nor_written(tmp_path: Path, kind: str) -> None:
    path, project, course = saved(tmp_path, kind)
    before = load(course.project.data).training.inputs
    path.write_bytes(b"something that is the user's own")
    forget()
    back = open_project(project)
    assert (load(back.project.data).training.inputs == before).all()
    save(project, back)
    assert path.read_bytes() == b"something that is the user's own"
    assert sorted(p.name for p in tmp_path.iterdir()) == sorted([path.name, project.name])


def test_the_same_project_gives_the_same_bytes_and_not_asked_for_holds_no_data(
    tmp_path: Path,
) -> None:
    _, project, course = saved(tmp_path, "csv")
    first = project.read_bytes()
    save(project, course)
    assert project.read_bytes() == first
    without = structs.replace(course.project, embedded=False)
    save_project(project, without, course)
    with zipfile.ZipFile(project) as archive:
        assert DATA not in archive.namelist()
    assert stored(project)["project"]["embedded"] is False


def test_whether_data_are_kept_is_no_reason_to_train_anew(tmp_path: Path) -> None:
    _, project = project_of(tmp_path, "csv")
    assert not restarts(project, structs.replace(project, embedded=False))
    course = Course(project)
    course.seek(4)
    course.edit(structs.replace(project, embedded=False), 1)
    assert (course.iteration, course.project.embedded) == (4, False)


def test_data_whose_checksum_is_not_known_get_one_with_the_file(tmp_path: Path) -> None:
    path, project = project_of(tmp_path, "csv")
    assert isinstance(project.data, Table)
    unknown = structs.replace(project, data=structs.replace(project.data, sha256=""))
    save(tmp_path / "p.gatescope", Course(unknown))
    path.unlink()
    forget()
    assert open_project(tmp_path / "p.gatescope").project.data == project.data


def test_what_is_no_file_of_the_user_is_not_kept(tmp_path: Path) -> None:
    for data in (Hold(), Table()):
        course = Course(Project(data=data, embedded=True))
        save(tmp_path / "p.gatescope", course)
        with zipfile.ZipFile(tmp_path / "p.gatescope") as archive:
            assert DATA not in archive.namelist()
        save(tmp_path / "p.json", course)
        assert read_project(tmp_path / "p.json") == course.project
        assert embedded.size_of(data) is None


def test_the_size_is_known_before_anything_is_read(tmp_path: Path) -> None:
    path, project = project_of(tmp_path, "csv")
    assert embedded.size_of(project.data) == path.stat().st_size
    path.unlink()
    assert embedded.size_of(project.data) is None


# what is refused


def test_a_json_file_cannot_hold_data_and_the_old_one_stays(tmp_path: Path) -> None:
    _, project = project_of(tmp_path, "csv")
    target = tmp_path / "p.json"
    target.write_text("as it was")
    with pytest.raises(FileRefusal, match=r"“p\.json” is plain text") as caught:
        save(target, Course(project))
    assert caught.value.place == "embedded"
    assert target.read_text() == "as it was"


def test_more_than_50_mb_are_not_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, project = project_of(tmp_path, "csv")
    course = Course(project)
    monkeypatch.setattr(embedded, "LARGEST", path.stat().st_size - 1)
    with pytest.raises(FileRefusal, match=r"“data\.csv” is larger than 50 MB") as caught:
        save(tmp_path / "p.gatescope", course)
    assert caught.value.place == "data.path"
    assert not (tmp_path / "p.gatescope").exists()


@pytest.mark.parametrize("change", ["gone", "another"])
def test_a_file_that_is_gone_or_changed_when_it_is_to_be_kept_is_asked_for(
    tmp_path: Path, change: str
) -> None:
    path, project = project_of(tmp_path, "npz")
    course = Course(project)
    content = path.read_bytes()
    path.unlink()
    if change == "another":
        path.write_bytes(content[:-1])
    with pytest.raises(FileRefusal) as caught:
        save(tmp_path / "p.gatescope", course)
    assert caught.value.place == "data.path"
    moved = tmp_path / "moved.npz"
    moved.write_bytes(content)
    found.remember(moved)
    save(tmp_path / "p.gatescope", course)


def test_cut_anywhere_within_its_data_a_file_is_refused(tmp_path: Path) -> None:
    _, project, _ = saved(tmp_path, "csv")
    whole = project.read_bytes()
    for share in np.linspace(0.01, 0.99, 25):
        project.write_bytes(whole[: int(share * len(whole))])
        with pytest.raises(FileRefusal, match=r"“project\.gatescope”"):
            open_project(project)
    assert not embedded._FOLDER  # nothing was taken in


@pytest.mark.parametrize("kind", KINDS)
def test_data_that_were_tampered_with_are_refused_and_not_taken_in(
    tmp_path: Path, kind: str
) -> None:
    path, project, _ = saved(tmp_path, kind)
    other = path.read_bytes() + b"1"
    repacked(project, data=other)
    with pytest.raises(FileRefusal, match=f"damaged at {DATA}"):
        open_project(project)
    signed(project, other)  # the archive's checksum fits, that of the project does not
    with pytest.raises(FileRefusal, match=f"damaged at {DATA}"):
        open_project(project)
    assert not embedded._FOLDER


def test_data_that_nobody_asked_to_keep_are_refused(tmp_path: Path) -> None:
    _, project, _ = saved(tmp_path, "csv")
    changed = stored(project)
    changed["project"]["embedded"] = False
    repacked(project, project=json.dumps(changed).encode())
    with pytest.raises(FileRefusal, match=f"damaged at {DATA}"):
        open_project(project)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"a\n1\n2\nnan\n" + b"3\n" * 30, "missing"),
        (b"a\n1\n2\n1e308\n" + b"3\n" * 30, "not finite in float32"),
        (b"a\n1\n2\nx\n" + b"3\n" * 30, "is no number"),
        (b"a\n\0\0\n" + b"3\n" * 30, "zero bytes"),
        (b"b\n" + b"3\n" * 30, "has no column “a”"),
        (b"", "is empty"),
    ],
)
def test_hostile_data_within_a_file_are_refused_as_those_beside_it(
    tmp_path: Path, content: bytes, said: str
) -> None:
    _, project, _ = saved(tmp_path, "csv")
    signed(project, content, sha256=hashlib.sha256(content).hexdigest())
    forget()
    with pytest.raises(FileRefusal) as caught:
        open_project(project)
    assert said in str(caught.value)
    assert str(caught.value).endswith(".")


@pytest.mark.parametrize(
    "path",
    [
        *(
            "../../../etc/passwd",
            "/etc/passwd",
            "C:\\Users\\x\\CON.csv",
            "a/..",
            "nul",
            "x\u202e.csv",
        ),
        *(
            "a" * 3000 + ".csv",
            "/" + "b" * 200 + "." + "c" * 200,
            "/tmp/a:b*?.csv",
            "한글 자료.csv",
            ". ",
        ),
    ],
)
def test_a_hostile_path_leads_nowhere(tmp_path: Path, path: str) -> None:
    _, project, _ = saved(tmp_path, "csv")
    content = (tmp_path / "data.csv").read_bytes()
    signed(project, content, path=path)
    (tmp_path / "data.csv").unlink()
    forget()
    back = open_project(project)
    assert load(back.project.data).training.size > 0
    folder = embedded._FOLDER[0]
    (only,) = [p for p in folder.rglob("*") if p.is_file()]
    assert only.parent.parent == folder
    assert len(only.name) <= 100
    assert only.read_bytes() == content


def test_a_file_that_was_taken_in_and_then_spoilt_is_put_there_anew(tmp_path: Path) -> None:
    path, project, _ = saved(tmp_path, "csv")
    path.unlink()
    forget()
    open_project(project)
    (only,) = [p for p in embedded._FOLDER[0].rglob("*") if p.is_file()]
    only.write_bytes(b"spoilt")
    forget()
    assert load(open_project(project).project.data).training.size > 0


def test_where_nothing_can_be_taken_in_it_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, project, _ = saved(tmp_path, "csv")
    occupied = tmp_path / "occupied"
    occupied.write_text("no folder")
    monkeypatch.setattr(embedded, "_FOLDER", [occupied])
    forget()
    with pytest.raises(FileRefusal, match="cannot be written"):
        open_project(project)
    occupied.unlink()
    occupied.mkdir()
    assert open_project(project).iteration == 0
