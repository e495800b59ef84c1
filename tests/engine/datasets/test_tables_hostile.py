"""Broken and hostile tables: each is refused in one sentence, which names file, row and column, and the mend."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.datasets.tables import columns, load, moved, preview, read, shape_of, sniff, suggested
from engine.datasets.tables import source as source_module
from engine.errors import FileRefusal, Refusal
from engine.project import Project, Reading, Table
from engine.validate import validated
from tests.engine.datasets.hostile.tables import CASES, GOOD, READING, Case

AS_IS = Table(shipped="", inputs=("a",), targets=("a",), time="t", length=4)


def opened(path: Path, case: Case) -> Table:
    """Go the way of the window: find out how it is written, look, choose columns."""
    reading = sniff(path)
    said = {k: v for k, v in case.settings.items() if k in READING}
    reading = msgspec.structs.replace(reading, **said)
    preview(path, reading)
    chosen = {k: v for k, v in case.settings.items() if k not in READING}
    return msgspec.structs.replace(AS_IS, path=str(path), reading=reading, **chosen)


@pytest.mark.parametrize("name", CASES)
def test_a_broken_table_is_refused_in_one_sentence(name: str, tmp_path: Path) -> None:
    case, path = CASES[name], tmp_path / "data.csv"
    path.write_bytes(case.content)
    project = Project()
    with pytest.raises(Refusal) as caught:
        shape_of(opened(path, case))
    said = str(caught.value)
    assert case.said in said
    assert said.endswith(".")
    assert said.count(". ") == 0
    assert "\n" not in said
    if "“data.csv”" not in said:
        assert caught.value.place.startswith("data.")
    assert project == Project()


def test_there_are_more_than_forty() -> None:
    assert len(CASES) >= 40


def refused(path: Any) -> str:
    with pytest.raises(FileRefusal) as caught:
        sniff(Path(path))
    with pytest.raises(FileRefusal) as again:
        read(msgspec.structs.replace(AS_IS, path=str(path)))
    assert str(again.value) == str(caught.value)
    return str(caught.value)


def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    assert "“data.csv” cannot be read: no such file" in refused(tmp_path / "data.csv")
    assert "is a directory" in refused(tmp_path)
    assert "cannot be read" in refused(tmp_path / "a\0b")
    os.mkfifo(tmp_path / "pipe")
    assert "it is no file" in refused(tmp_path / "pipe")


def test_a_file_without_permission_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "data.csv"
    path.write_text(GOOD)

    def denied(*_: Any, **__: Any) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", denied)
    assert "permission denied; check" in refused(path)


def test_a_file_of_another_machine_and_one_that_is_not_shipped_are_refused() -> None:
    for path in ("//server/data.csv", "\\\\server\\data.csv", ""):
        with pytest.raises(Refusal, match="no file of this machine"):
            read(msgspec.structs.replace(AS_IS, path=path))
    for name in ("nothing", "../data/iris", "/etc/passwd", "a/b"):
        with pytest.raises(Refusal, match="comes with this program"):
            read(msgspec.structs.replace(AS_IS, shipped=name))


def test_a_file_that_is_too_large_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "data.csv"
    path.write_text(GOOD)
    monkeypatch.setattr(source_module, "LARGEST", 10)
    assert "larger than 2 GB" in refused(path)


def test_too_many_numbers_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from engine.datasets.tables import table

    path = tmp_path / "data.csv"
    path.write_text(GOOD)
    monkeypatch.setattr(table, "CELLS_MOST", 50)
    with pytest.raises(FileRefusal, match="more than 50 numbers"):
        read(msgspec.structs.replace(AS_IS, path=str(path)))


def test_a_row_without_end_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from engine.datasets.tables import blocks

    path = tmp_path / "data.csv"
    monkeypatch.setattr(blocks, "ROW_MOST", 50)
    for content, row in (("a,b\n1," + "2" * 200, 2), ('a,b\n1,2\n"' + "3,4\n" * 90, 3)):
        path.write_text(content)
        with pytest.raises(FileRefusal, match=f"row {row}, does not end"):
            list(blocks.Blocks(path, Reading(), size=16))


def test_a_file_that_changes_while_it_is_read_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "data.csv"
    path.write_text(GOOD)

    def change(share: float) -> None:
        path.write_text(GOOD + "99,1,1\n")

    data = msgspec.structs.replace(AS_IS, path=str(path), reading=sniff(path))
    with pytest.raises(FileRefusal, match="was changed while"):
        read(data, change)
    path.write_text(GOOD)
    with pytest.raises(FileRefusal, match="was changed while"):
        columns(path, data.reading, change)


def test_a_file_of_other_content_is_refused_and_one_that_was_moved_is_found(tmp_path: Path) -> None:
    path = tmp_path / "data.csv"
    path.write_text(GOOD)
    data = suggested(path, sniff(path))
    assert len(data.sha256) == 64
    shape_of(data)
    other = path.rename(tmp_path / "other.csv")
    with pytest.raises(FileRefusal, match="no such file"):
        shape_of(data)
    assert load(moved(data, other)).steps == load(moved(data, other)).steps
    assert moved(msgspec.structs.replace(data, sha256=""), other).path == str(other)
    other.write_text(GOOD + "99,1,1\n")
    with pytest.raises(FileRefusal, match="is not the file that was chosen"):
        moved(data, other)
    with pytest.raises(FileRefusal, match="is not the file that was chosen") as caught:
        validated(Project(data=msgspec.structs.replace(data, path=str(other))))
    assert caught.value.place == "data.path"


def test_a_table_without_numbers_has_no_suggestion(tmp_path: Path) -> None:
    path = tmp_path / "data.csv"
    path.write_text("a,b\n" + "x,y\n" * 9)
    with pytest.raises(FileRefusal, match="no column holds numbers"):
        suggested(path, sniff(path))
    path.write_text("x,y\n" * 9)
    with pytest.raises(FileRefusal, match="row 1, column “column 1”"):
        suggested(path, Reading(header=False))


def test_a_file_that_became_empty_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "data.csv"
    path.write_text("\n\n")
    with pytest.raises(FileRefusal, match="is empty"):
        columns(path, Reading())


def check_sentence(refusal: Refusal) -> None:
    assert str(refusal).endswith(".")
    assert "\n" not in str(refusal)


PIECES = (
    *(
        "a",
        "b",
        "t",
        "1",
        "-2.5",
        "1e5",
        "가",
        "\n",
        "\n",
        "\n",
        ",",
        ",",
        ";",
        "\t",
        "|",
        " ",
        '"',
    ),
    *("", "2020-01-02", "nan", "inf", "\r\n", "\x0b", "\x85", "\u2028", "1,5", "'", "\\", "\ufeff"),
)


@given(
    st.one_of(
        st.binary(max_size=80),
        st.lists(st.sampled_from(PIECES), max_size=60).map(lambda parts: "".join(parts).encode()),
        st.lists(st.sampled_from(PIECES), max_size=60).map(
            lambda parts: "".join(parts).encode("cp949", "ignore")
        ),
    )
)
def test_whatever_a_file_holds_it_is_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, content: bytes
) -> None:
    path = tmp_path_factory.mktemp("any") / "data.csv"
    path.write_bytes(content)
    try:
        reading = sniff(path)
        shown = preview(path, reading)
        assert all(len(row) == len(shown.columns) for row in shown.rows)
        data = suggested(path, reading)
        assert load(data).channels == shape_of(data).inputs
    except Refusal as refusal:
        check_sentence(refusal)


COLUMNS = st.sampled_from(("a", "b", "g", "t"))


@given(
    st.fixed_dictionaries(
        {
            "inputs": st.lists(COLUMNS, min_size=1, max_size=3, unique=True).map(tuple),
            "targets": st.lists(st.sampled_from(("a", "b", "w")), max_size=2).map(tuple),
            "time": st.sampled_from(("", "t")),
            "group": st.sampled_from(("", "g", "w")),
            "layout": st.sampled_from(("long", "series", "rows")),
            "task": st.sampled_from(("forecast", "label")),
            "answer": st.sampled_from(("numbers", "classes")),
            "width": st.integers(0, 2),
            "length": st.sampled_from((0, 1, 3)),
            "horizon": st.integers(0, 2),
            "all_ahead": st.booleans(),
            "stride": st.sampled_from((1, 6)),
            "missing": st.sampled_from(("drop", "forward", "interpolate")),
            "scaling": st.sampled_from(("standard", "min_max", "none")),
            "log": st.booleans(),
            "differencing": st.booleans(),
            "by": st.sampled_from(("time", "random", "group")),
            "test": st.sampled_from((0.0, 0.5)),
        }
    )
)
@settings(max_examples=300)
def test_whatever_is_set_it_is_made_as_its_shape_says_or_refused(
    tmp_path_factory: pytest.TempPathFactory, chosen: dict[str, Any]
) -> None:
    path = tmp_path_factory.getbasetemp() / "any.csv"
    if not path.exists():
        lines = [
            f"{k},{k // 7},{k + 1 if k % 9 else ''},{k % 5 + 1},{'xyz'[k % 3]}" for k in range(80)
        ]
        path.write_text("\n".join(["t,g,a,b,w", *lines]))
    plain = {"shipped": "", "path": str(path), "reading": Reading()}
    data = msgspec.structs.replace(Table(), **plain | chosen)
    try:
        shape, made = shape_of(data), load(data)
    except Refusal as refusal:
        check_sentence(refusal)
        return
    parts = [made.training, made.validation, *([made.test] if made.test else [])]
    sizes = [shape.examples, shape.validation, *([shape.test] if made.test else [])]
    assert [part.size for part in parts] == sizes
    assert (made.steps, made.channels, made.task) == (shape.steps, shape.inputs, shape.task)
    for part in parts:
        assert part.targets.shape[1] == (
            1 if made.classes or made.task == "binary" else shape.targets
        )
        assert np.isfinite(part.inputs).all()
        assert np.isfinite(part.targets).all()
        assert np.isfinite(made.naive)
