"""The import sheet: a file is seen before it is used, what was found out can be corrected, nothing changes before."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from PySide6.QtCore import QCoreApplication, QMimeData, QObject, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit
from shiboken6 import delete

from engine.datasets.tables import presets
from engine.errors import FileRefusal, Refusal
from engine.project import Characters, Hold, Project, Reading, Table
from gui.panels.import_draft import (
    TASKS,
    idle_settings,
    role_of,
    task_of,
    with_role,
    with_task,
)
from gui.panels.import_sheet import ImportSheet
from gui.panels.import_work import Work
from gui.panels.naming import project_name
from gui.session import Session
from gui.theme import current
from tests.gui.test_panels import project_of
from tests.gui.test_window import cut_off, settle

replace = msgspec.structs.replace


def until(done: Callable[[], Any], seconds: float = 20.0) -> None:
    """Let the window live, and other threads work, until something is so."""
    end = time.monotonic() + seconds
    while not done():
        assert time.monotonic() < end, "it never came about"
        QCoreApplication.processEvents()
        time.sleep(0.005)


def ready(sheet: ImportSheet) -> bool:
    return not sheet.work.busy and not sheet._rest.isActive()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A series with a date, a decimal comma, and one value missing."""
    path = tmp_path / "werte.csv"
    lines = ["Tag;Wert;Regen"]
    for k in range(60):
        wert = "" if k == 40 else f"{10 + k % 7},5"
        lines.append(f"2020-{k // 28 + 1:02d}-{k % 28 + 1:02d};{wert};{k % 3}")
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


@pytest.fixture
def session(app: Any) -> Iterator[Session]:
    one = Session(Project())
    one.open(Project())
    until(lambda: one.state.started)
    yield one
    one.close()


@pytest.fixture
def sheet(session: Session) -> Iterator[ImportSheet]:
    """A sheet over a window of its own."""
    from PySide6.QtWidgets import QWidget

    window = QWidget()
    window.resize(1280, 720)
    window.show()
    yield ImportSheet(session, window)
    window.deleteLater()


def open_in(sheet: ImportSheet, path: Path, data: Any = None) -> None:
    sheet.open_file(path, data)
    until(lambda: ready(sheet))


def row(sheet: ImportSheet, field: str) -> Any:
    return next(row for row in sheet.rows if row.address == field)


# what is found out


def test_what_was_found_out_is_chosen_beforehand(sheet: ImportSheet, file: Path) -> None:
    open_in(sheet, file)
    assert sheet.isVisible()
    chosen = {field: box.currentData() for field, box in sheet.reading.lists.items()}
    assert chosen == {
        **{"delimiter": "semicolon", "decimal": "comma", "thousands": "none"},
        **{"header": True, "encoding": "utf-8", "date": "%Y-%m-%d"},
    }
    assert isinstance(sheet.draft, Table)
    roles = {name: role_of(sheet.draft, name) for name in ("Tag", "Wert", "Regen")}
    assert roles == {"Tag": "time", "Wert": "both", "Regen": ""}
    assert task_text_of(sheet) == "forecast"
    assert row(sheet, "missing").combo.currentData() == "interpolate"
    assert sheet.use.isEnabled()
    assert "Training" in sheet.facts.text()
    assert "Without learning" in sheet.facts.text()
    assert cut_off(sheet.card) == []


def task_text_of(sheet: ImportSheet) -> str:
    return str(sheet.task.currentData())


def test_the_first_rows_stand_there_as_they_are_written(sheet: ImportSheet, file: Path) -> None:
    open_in(sheet, file)
    model = sheet.table.rows
    assert model.rowCount() == 50
    assert model.columnCount() == 3
    assert model.index(0, 1).data() == "10,5"
    assert model.index(40, 1).data() == "missing"
    head = model.headerData(1, Qt.Orientation.Horizontal)
    assert head == "Wert, number, 1 missing, Input and target"


def test_a_cell_that_is_no_number_is_found_at_the_row_that_the_refusal_names(
    sheet: ImportSheet, tmp_path: Path
) -> None:
    path = tmp_path / "odd.csv"
    lines = ["a,b", *(f"{k},{'bad' if k == 5 else k % 4}" for k in range(40))]
    path.write_text("\n".join(lines), encoding="utf-8")
    open_in(sheet, path)
    model = sheet.table.rows
    assert model.headerData(1, Qt.Orientation.Horizontal).startswith("b, number, 1 other")
    colour = Qt.ItemDataRole.ForegroundRole
    odd = [k for k in range(40) if model.index(k, 1).data(colour) == current.theme.warn]
    assert [model.index(k, 1).data() for k in odd] == ["bad"]
    sheet._choose_role(["b"], "both")
    until(lambda: ready(sheet))
    place = model.headerData(odd[0], Qt.Orientation.Vertical)
    assert f"row {place}, column" in sheet.error.text()
    model.show_preview(sheet.preview, Reading(header=False))
    assert model.headerData(0, Qt.Orientation.Vertical) == "1"


def test_a_corrected_delimiter_is_followed_at_once(sheet: ImportSheet, file: Path) -> None:
    open_in(sheet, file)
    sheet.reading.lists["delimiter"].setCurrentIndex(0)
    sheet.reading.lists["delimiter"].activated.emit(0)
    assert not sheet.use.isEnabled()
    until(lambda: ready(sheet))
    assert sheet.reading.reading is not None
    assert sheet.reading.reading.delimiter == "comma"
    assert sheet.refusal is not None
    assert sheet.error.isVisible()
    sheet.reading.lists["delimiter"].setCurrentIndex(1)
    sheet.reading.lists["delimiter"].activated.emit(1)
    until(lambda: ready(sheet))
    assert sheet.refusal is None
    assert not sheet.error.isVisible()
    assert sheet.use.isEnabled()


def test_a_column_gets_its_role_with_keys(sheet: ImportSheet, file: Path) -> None:
    open_in(sheet, file)
    sheet.table.setFocus()
    sheet.table.setCurrentIndex(sheet.table.rows.index(0, 2))
    QTest.keyClick(sheet.table, Qt.Key.Key_Return)
    menu = sheet.table.menu
    assert menu is not None
    assert menu.isVisible()
    next(action for action in menu.actions() if action.text() == "Input").trigger()
    menu.close()
    assert isinstance(sheet.draft, Table)
    assert sheet.draft.inputs == ("Wert", "Regen")
    assert not sheet.use.isEnabled()
    until(lambda: ready(sheet))
    assert sheet.shape is not None
    assert sheet.shape.inputs == 2


# using


def test_using_them_is_one_step_that_undo_takes_back(
    sheet: ImportSheet, session: Session, file: Path
) -> None:
    before = session.state.project.data
    open_in(sheet, file)
    assert session.state.project.data == before
    sheet.use.click()
    data = session.state.project.data
    assert isinstance(data, Table)
    assert data == sheet.draft
    assert data.path == str(file)
    assert len(data.sha256) == 64
    assert not sheet.isVisible()
    assert project_name(Project(data=data)) == "werte.csv"
    until(lambda: session.state.frame.project.data == data)
    session.undo()
    assert session.state.project.data == before


def test_cancel_and_escape_change_nothing(sheet: ImportSheet, session: Session, file: Path) -> None:
    before = session.state.project
    open_in(sheet, file)
    sheet.cancel.click()
    assert not sheet.isVisible()
    open_in(sheet, file)
    QTest.keyClick(sheet.table, Qt.Key.Key_Escape)
    assert not sheet.isVisible()
    assert session.state.project == before


def test_it_closes_though_the_dialog_that_asked_for_the_file_is_gone(
    sheet: ImportSheet, file: Path
) -> None:
    dialog = QDialog(sheet.window())
    field = QLineEdit(dialog)
    dialog.show()
    dialog.activateWindow()
    field.setFocus()
    until(lambda: QApplication.focusWidget() is field)
    open_in(sheet, file)
    delete(dialog)
    QTest.keyClick(sheet, Qt.Key.Key_Escape)
    assert not sheet.isVisible()


def test_a_fault_that_comes_moves_nothing_from_under_the_mouse(
    sheet: ImportSheet, file: Path
) -> None:
    open_in(sheet, file)
    stood = sheet.table.geometry()
    sheet._fail(Refusal("These rows are not sorted."))
    settle()
    assert sheet.error.isVisible()
    assert sheet.table.geometry() == stood


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "empty"),
        (b"a,b\n1,2\n3\n", "row 3"),
        (b"a,b\n1,2\n\0,4\n", "row 3"),
        (b"a,b\nx,y\nz,w\n", "no column holds numbers"),
    ],
    ids=["empty", "ragged", "zero byte", "no numbers"],
)
def test_a_bad_file_is_one_sentence_and_nothing_changes(
    sheet: ImportSheet, session: Session, tmp_path: Path, content: bytes, words: str
) -> None:
    path = tmp_path / "bad.csv"
    path.write_bytes(content)
    before = session.state.project
    open_in(sheet, path)
    assert sheet.error.isVisible()
    assert words in sheet.error.text()
    assert "bad.csv" in sheet.error.text()
    assert not sheet.use.isEnabled()
    assert session.state.project == before


def test_another_delimiter_mends_a_file_that_was_cut_wrongly(
    sheet: ImportSheet, tmp_path: Path
) -> None:
    path = tmp_path / "list.csv"
    rows = "".join(f"{k},{k % 5}\n" for k in range(60))
    path.write_text(rows, encoding="utf-8")
    open_in(sheet, path)
    wrong = Reading(delimiter="semicolon", decimal="comma", header=False)
    path.write_text(rows.replace("7,2", "7;2"), encoding="utf-8")
    sheet._correct(wrong)
    until(lambda: ready(sheet))
    assert sheet.refusal is not None
    assert sheet.preview is None
    assert sheet.reading.isEnabled()
    path.write_text(rows, encoding="utf-8")
    sheet.reading.lists["delimiter"].setCurrentIndex(0)
    sheet.reading.lists["decimal"].setCurrentIndex(0)
    sheet.reading.lists["decimal"].activated.emit(0)
    until(lambda: ready(sheet))
    assert sheet.refusal is None
    assert sheet.use.isEnabled()


def test_of_millions_of_rows_windows_lie_further_apart(
    monkeypatch: pytest.MonkeyPatch, file: Path
) -> None:
    from engine.datasets.tables import sniff, suggested
    from gui.panels import import_deeds

    data = suggested(file, sniff(file))
    assert import_deeds.thinned(data, lambda _: None, lambda: False) == data
    monkeypatch.setattr(import_deeds, "MOST_MADE", 100)
    thin = import_deeds.thinned(data, lambda _: None, lambda: False)
    assert thin.stride > 1
    assert replace(thin, stride=1) == data


def test_a_setting_that_leaves_no_example_is_refused_and_mended(
    sheet: ImportSheet, file: Path
) -> None:
    open_in(sheet, file)
    sheet._set("length", 500, True)
    until(lambda: ready(sheet))
    assert sheet.refusal is not None
    assert not sheet.use.isEnabled()
    sheet._set("length", 5, True)
    until(lambda: ready(sheet))
    assert sheet.refusal is None
    assert sheet.use.isEnabled()


def test_a_wide_table_has_one_column_a_time_step(sheet: ImportSheet, tmp_path: Path) -> None:
    path = tmp_path / "wide.csv"
    head = ",".join(["a", "b", "c", "d", "e", "f", "kind"])
    lines = [",".join([*(str((k * j) % 11) for j in range(1, 7)), "xy"[k % 2]]) for k in range(60)]
    path.write_text("\n".join([head, *lines]), encoding="utf-8")
    open_in(sheet, path)
    assert task_text_of(sheet) == "row_class"
    assert sheet.shape is not None
    assert (sheet.shape.steps, sheet.shape.inputs) == (1, 6)
    field = row(sheet, "width").field
    assert field.isVisible()
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, "2")
    QTest.keyClick(field, Qt.Key.Key_Return)
    until(lambda: ready(sheet))
    assert (sheet.shape.steps, sheet.shape.inputs) == (3, 2)
    sheet._set("width", 4, True)
    until(lambda: ready(sheet))
    assert sheet.refusal is not None
    assert row(sheet, "width").error.isVisible()
    sheet.task.setCurrentIndex(sheet.task.findData("rows"))
    sheet.task.activated.emit(sheet.task.currentIndex())
    sheet._choose_role(["kind"], "")
    until(lambda: ready(sheet))
    assert sheet.refusal is None
    assert sheet.shape is not None
    assert (sheet.shape.steps, sheet.shape.inputs) == (5, 1)


def test_from_the_start_page_a_project_begins(app: Any, file: Path) -> None:
    from PySide6.QtWidgets import QWidget

    one = Session(Project())
    window = QWidget()
    window.resize(1280, 720)
    window.show()
    try:
        assert not one.state.started
        sheet = ImportSheet(one, window)
        open_in(sheet, file)
        sheet.use.click()
        assert one.state.started
        assert one.state.project.data == sheet.draft
        until(lambda: one.state.frame.project.data == sheet.draft)
    finally:
        one.close()
        window.deleteLater()


# texts


def test_prose_is_a_text_and_a_choice_makes_it_a_table(
    sheet: ImportSheet, session: Session, tmp_path: Path
) -> None:
    path = tmp_path / "prose.txt"
    path.write_text("The cat sat on the mat, and then it sat again.\n" * 20, encoding="utf-8")
    open_in(sheet, path)
    assert sheet.form.current == "text"
    assert sheet.text.isVisible()
    assert not sheet.table.isVisible()
    assert sheet.text.toPlainText().startswith("The cat sat")
    assert "940 characters" in sheet.facts.text()
    sheet.use.click()
    data = session.state.project.data
    assert isinstance(data, Characters)
    assert data.path == str(path)
    assert data.sha256
    open_in(sheet, path)
    sheet._choose_form("table")
    until(lambda: ready(sheet))
    assert sheet.table.isVisible()
    assert not sheet.text.isVisible()


def test_a_text_of_numbers_is_a_table(sheet: ImportSheet, tmp_path: Path) -> None:
    path = tmp_path / "numbers.txt"
    path.write_text("\n".join(str((k * 37) % 50) for k in range(80)), encoding="utf-8")
    open_in(sheet, path)
    assert sheet.form.current == "table"
    assert isinstance(sheet.draft, Table)
    assert sheet.draft.inputs == ("column 1",)


# reading beside the window


def test_work_is_done_beside_the_window_and_the_latest_counts(app: Any) -> None:
    owner = QObject()
    work = Work(owner)
    told: list[Any] = []
    threads: list[Any] = []
    go = threading.Event()

    def slow(progress: Any, cancelled: Any) -> str:
        threads.append(threading.current_thread())
        progress(0.5)
        go.wait(10)
        return "cancelled" if cancelled() else "slow"

    shares: list[Any] = []
    work.moved.connect(shares.append)
    work.ask(slow, told.append, told.append)
    until(lambda: 0.5 in shares)
    work.ask(lambda p, c: "second", told.append, told.append)
    go.set()
    until(lambda: not work.busy)
    assert told == ["second"]
    assert shares[-1] is None
    assert threads[0] is not threading.current_thread()


def test_work_hands_on_a_refusal_and_cancel_drops_what_is_under_way(app: Any) -> None:
    owner = QObject()
    work = Work(owner)
    done: list[Any] = []
    refused: list[Any] = []

    def bad(progress: Any, cancelled: Any) -> None:
        raise FileRefusal("“{file}” is bad.", file="x")

    work.ask(bad, done.append, refused.append)
    until(lambda: refused)
    assert not done
    assert not work.busy
    stopped = threading.Event()

    def endless(progress: Any, cancelled: Any) -> None:
        while not cancelled():
            time.sleep(0.001)
        stopped.set()

    work.ask(endless, done.append, refused.append)
    work.cancel()
    assert stopped.wait(10)
    assert not work.busy
    assert not done


# roles and tasks


def test_every_task_is_told_apart_from_the_others() -> None:
    data = Table(inputs=("a",), targets=("b",), group="g")
    for task in TASKS:
        assert task_of(with_task(data, task)) == task
    assert task_of(replace(data, layout="series", task="label")) == ""


def test_a_class_for_each_row_has_nothing_ahead_and_a_forecast_has() -> None:
    data = Table()
    rows = with_task(data, "row_class")
    assert (rows.length, rows.horizon, rows.by) == (0, 0, "random")
    assert idle_settings(rows) == ("horizon", "all_ahead", "length", "stride")
    assert idle_settings(data) == ("width",)
    assert idle_settings(with_task(data, "rows")) == ()
    back = with_task(rows, "forecast")
    assert (back.length, back.horizon, back.by) == (24, 1, "time")
    assert with_task(data, "series").targets == ()
    assert with_task(with_task(data, "series"), "forecast").targets == data.inputs
    assert with_task(replace(data, group="g"), "group_class").by == "group"


def test_there_is_one_time_and_one_group_and_columns_keep_their_order() -> None:
    data = Table(inputs=("c",), targets=("c",), time="t")
    order = ("t", "a", "b", "c")
    data = with_role(data, ("b", "a"), "input", order)
    assert data.inputs == ("a", "b", "c")
    data = with_role(data, ("a",), "time", order)
    assert data.time == "a"
    assert data.inputs == ("b", "c")
    data = replace(with_role(data, ("b",), "group", order), by="group")
    data = with_role(data, ("b",), "", order)
    assert (data.group, data.by) == ("", "random")


# the ways in


@pytest.fixture
def made(window: Any) -> Iterator[Any]:
    """A window that is open."""
    one = window(size=(1400, 900))
    project_of(one, data=Hold())
    one.session.show(started=True)
    settle()
    yield one
    if one.documents._import is not None:
        one.documents._import.close_sheet()


def test_a_file_that_is_dropped_is_seen_first(made: Any, file: Path) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(file))])
    event = QDropEvent(
        QPointF(5, 5),
        Qt.DropAction.CopyAction,
        mime,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    made.dropEvent(event)
    sheet = made.documents._import
    assert sheet.isVisible()
    assert sheet.path == file
    until(lambda: ready(sheet))
    assert made.session.said("change") == []
    sheet.use.click()
    assert made.session.said("change") == [("data", sheet.draft, True)]


def test_a_file_is_asked_for(made: Any, file: Path) -> None:
    made.documents.files.answers = [file]
    made.documents.open_data()
    assert made.documents._import.path == file
    until(lambda: ready(made.documents._import))


def test_what_is_pasted_is_kept_in_a_file_of_its_content(made: Any) -> None:
    assert not made.documents.paste_data("one line\n")
    assert made.documents._import is None
    text = "a\tb\n" + "".join(f"{k}\t{k * k % 17}\n" for k in range(40))
    assert made.documents.paste_data(text)
    sheet = made.documents._import
    until(lambda: ready(sheet))
    assert sheet.path.suffix == ".tsv"
    assert sheet.path.read_text(encoding="utf-8") == text
    first = sheet.path
    sheet.close_sheet()
    assert made.documents.paste_data(text)
    assert sheet.path == first
    until(lambda: ready(sheet))


def test_data_that_are_gone_are_asked_for_at_the_section_and_found(
    made: Any, file: Path, tmp_path: Path
) -> None:
    open_in(sheet := ImportSheet(made.session, made), file)
    data = sheet.draft
    sheet.close_sheet()
    project_of(made, data=data)
    moved = tmp_path / "elsewhere.csv"
    file.rename(moved)
    panel = made.body.parts["setup"].data
    assert not panel.seek.isVisible()
    made.session.show(refusal=FileRefusal("“{file}” is gone.", place="data.path", file="werte.csv"))
    settle()
    assert panel.seek.isVisible()
    assert "werte.csv" in panel.error.text()
    assert [button.text() for button in made.bar.buttons] == ["Find it…"]
    other = tmp_path / "other.csv"
    other.write_text("a,b\n1,2\n", encoding="utf-8")
    made.documents.files.answers = [other, moved]
    panel.seek.click()
    until(lambda: "other.csv" in made.bar.words.text())
    assert made.session.said("change") == []
    panel.seek.click()
    until(lambda: made.session.said("change") != [])
    assert made.session.said("change") == [("data", replace(data, path=str(moved)), True)]
    made.session.show(refusal=None)
    settle()
    assert not panel.seek.isVisible()


# the section of the setup


def test_the_preparation_stands_in_the_setup_with_what_was_fitted(made: Any) -> None:
    data = next(preset.data for preset in presets() if preset.key == "co2")
    made.session.show(
        project=replace(made.session.state.project, data=data),
        frame=msgspec_frame(made, data),
    )
    settle()
    panel = made.body.parts["setup"].data
    shown = {row.address.removeprefix("data.") for row in panel.rows}
    assert {
        "length",
        "horizon",
        "missing",
        "scaling",
        "log",
        "differencing",
        "by",
        "split",
    } <= shown
    assert panel.file.name.text() == "Carbon dioxide in the air of Mauna Loa, weekly"
    assert "co2_ppm: 333.5 ± 12.95" in panel.file.numbers.text()
    assert "Training 1,775" in panel.file.count.text()
    assert not panel.file.edit.isVisible()
    assert cut_off(panel) == []
    project_of(made, data=replace(data, scaling="min_max"))
    assert "Least and most" in panel.file.numbers.text()
    project_of(made, data=replace(data, scaling="none"))
    assert not panel.file.numbers.isVisible()


def msgspec_frame(made: Any, data: Any) -> Any:
    """Give a frame of a project with other data, as the engine leaves one."""
    from dataclasses import replace as changed

    frame = made.session.state.frame
    return changed(frame, project=replace(frame.project, data=data))


def test_columns_and_task_are_opened_again(made: Any, file: Path) -> None:
    data = Table(
        shipped="",
        path=str(file),
        reading=Reading(delimiter="semicolon", decimal="comma", date="%Y-%m-%d"),
        **{"inputs": ("Wert", "Regen"), "targets": ("Regen",), "time": "Tag", "length": 7},
        missing="drop",
    )
    project_of(made, data=data)
    settle()
    panel = made.body.parts["setup"].data
    assert panel.file.edit.isVisible()
    panel.file.edit.click()
    sheet = made.documents._import
    until(lambda: ready(sheet))
    assert sheet.draft == data
    assert sheet.use.isEnabled()


def test_the_note_stands_a_file_that_goes_while_it_is_shown(made: Any, file: Path) -> None:
    with file.open("a", encoding="utf-8") as more:  # files of the same content are found again
        more.write("2020-05-01;3,5;0\n")
    open_in(sheet := ImportSheet(made.session, made), file)
    data = sheet.draft
    sheet.close_sheet()
    project_of(made, data=data)
    settle()
    note = made.body.parts["setup"].data.file
    assert "Wert: " in note.numbers.text()
    file.unlink()
    note.retranslate()
    assert note.numbers.text() == ""


def test_a_project_whose_data_were_gone_is_opened_once_they_are_found(
    made: Any, file: Path, tmp_path: Path
) -> None:
    project = tmp_path / "mine.gatescope"
    made.session.show(dirty=False)
    made.documents.open_file(project)
    assert made.session.said("open") == [project]
    made.documents.files.answers = [file]
    made.documents.find_data()
    assert made.session.said("open") == [project]  # not read on the window's thread
    until(lambda: made.session.said("open") == [project, project])
    assert made.session.said("change") == []


def test_a_file_that_cannot_be_read_or_is_another_one_is_told_when_it_was_to_be_found(
    made: Any, file: Path, tmp_path: Path
) -> None:
    made.documents.files.answers = [tmp_path / "none.csv", file]
    made.documents.find_data()
    until(lambda: "“none.csv” cannot be read" in made.body.bar.words.text())
    made.documents.find_data()
    until(lambda: "is not the file that was chosen" in made.body.bar.words.text())
    assert made.session.said("open") == made.session.said("change") == []


# texts as inputs


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    """A table with texts; the last rows have one that is nowhere before."""
    path = tmp_path / "shop.csv"
    words = [("red", "green", "blue")[k % 3] if k < 38 else "violet" for k in range(40)]
    lines = "".join(f"{k * 7 % 10},{word},{k % 3}\n" for k, word in enumerate(words))
    path.write_text(f"size,colour,price\n{lines}")
    return path


def test_a_text_that_is_chosen_as_an_input_becomes_a_category(
    sheet: ImportSheet, shop: Path
) -> None:
    open_in(sheet, shop)
    assert sheet.table.rows.describe(sheet.preview.columns[1]) == "text, 4 different"  # type: ignore[union-attr]
    sheet._choose_task(sheet.task.findData("row_number"))
    sheet._choose_role(["price"], "target")
    sheet._choose_role(["size", "colour"], "input")
    assert isinstance(sheet.draft, Table)
    assert (sheet.draft.inputs, sheet.draft.categories) == (("size", "colour"), ("colour",))
    assert sheet.table.rows.roles == {"size": "input", "colour": "category", "price": "target"}
    until(lambda: sheet.use.isEnabled())
    assert "inputs 5" in sheet.facts.text() or "inputs 4" in sheet.facts.text()
    sheet._choose_role(["size"], "category")  # numbers can be categories too
    assert sheet.draft.categories == ("size", "colour")
    sheet._choose_role(["colour"], "")
    assert (sheet.draft.inputs, sheet.draft.categories) == (("size",), ("size",))
    sheet._choose_role(["size"], "input")
    assert sheet.draft.categories == ()


def test_a_series_of_its_own_takes_no_texts() -> None:
    data = replace(Table(), inputs=("a", "b"), targets=(), categories=("b",))
    found = with_task(replace(data, targets=("a",)), "series")
    assert (found.inputs, found.categories) == (("a",), ())


def test_the_note_tells_the_categories_and_what_training_has_not_seen(
    made: Any, shop: Path
) -> None:
    data = replace(
        *(Table(),),
        **{"shipped": "", "path": str(shop), "reading": Reading(), "time": ""},
        **{"inputs": ("size", "colour"), "targets": ("price",), "categories": ("colour",)},
        **{"layout": "rows", "task": "label", "length": 0, "horizon": 0},
    )
    project_of(made, data=data)
    settle()
    note = made.body.parts["setup"].data.file.numbers
    lines = note.text().split("\n")
    assert lines[-2:] == [
        "colour is an input for each of: blue, green, red.",
        "Not trained on, so 0 everywhere: violet.",
    ]
    assert not any("colour =" in line for line in lines)
    assert cut_off(made.body.parts["setup"].data) == []
