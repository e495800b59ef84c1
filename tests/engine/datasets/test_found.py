"""Files of data that are no longer where a project says: they are found by their content."""

from __future__ import annotations

import hashlib
from pathlib import Path

import numpy as np
import pytest

from engine.course import Course
from engine.datasets import found, load
from engine.errors import FileRefusal
from engine.files import read_project, save
from engine.project import Arrays, Characters, Data, Project, Reading, Table, Training


def made(folder: Path, kind: str) -> tuple[Path, Data]:
    """Write a file of data and give the settings that read it."""
    path = folder / f"data.{kind}"
    if kind == "npz":
        np.savez(
            path, inputs=np.ones((3, 4, 2), np.float32), targets=np.ones((3, 4, 1), np.float32)
        )
    elif kind == "csv":
        path.write_text("a\n" + "".join(f"{k}\n" for k in range(30)))
    else:
        path.write_text("the quick brown fox")
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    if kind == "npz":
        return path, Arrays(str(path), digest)
    if kind == "csv":
        return path, Table("", str(path), digest, Reading(), ("a",), ("a",), "", length=3)
    return path, Characters(path=str(path), sha256=digest, length=4)


@pytest.mark.parametrize("kind", ["npz", "csv", "txt"])
def test_a_project_opens_again_when_its_data_were_found(
    kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(found, "_FOUND", {})
    path, data = made(tmp_path, kind)
    loss = "cross_entropy" if kind == "txt" else "mse"
    saved = tmp_path / "project.gatescope"
    save(saved, Course(Project(data=data, training=Training(loss=loss))))
    before = load(data)
    load.cache_clear()
    from engine.datasets import arrays

    arrays._found.cache_clear()
    elsewhere = path.rename(tmp_path / f"moved.{kind}")
    with pytest.raises(FileRefusal, match=f"“data.{kind}” cannot be read: no such file") as caught:
        read_project(saved)
    assert caught.value.place == "data.path"
    other = tmp_path / "other"
    other.write_text("something else")
    found.remember(other)
    with pytest.raises(FileRefusal, match="no such file"):
        read_project(saved)
    found.remember(elsewhere)
    assert read_project(saved).data == data
    np.testing.assert_array_equal(load(data).training.inputs, before.training.inputs)
