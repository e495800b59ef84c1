from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from engine.project import LSTM, FlagRecall, Network, Project, Training
from gui.exporting import ExportMenu, picture, png_bytes
from gui.views.cell import CellView
from gui.views.timeline.timeline import TimelineView
from gui.widgets.words import Words
from tests.gui.fakes import FakeSession, make_shown
from tests.gui.test_time_travel import Begin, real, wait
from tests.gui.window_fakes import FakeFiles

__all__ = ["real"]


@pytest.fixture
def timeline(app: Any, qtbot: Any) -> TimelineView:
    view = TimelineView(FakeSession(make_shown("lstm", phase="update")))  # type: ignore[arg-type]
    qtbot.addWidget(view)
    view.resize(740, 560)
    view.show()
    return view


def menu_of(view: Any) -> ExportMenu:
    found: ExportMenu = view.findChild(ExportMenu)
    return found


def test_the_csv_of_the_timeline_read_back_is_the_recording(
    timeline: TimelineView, tmp_path: Path
) -> None:
    menu = menu_of(timeline)
    menu.files = FakeFiles(tmp_path / "a.csv")
    menu.deeds["csv"].trigger()
    rows = list(csv.reader(io.StringIO((tmp_path / "a.csv").read_text("utf-8-sig"))))
    assert timeline.state is not None
    recording = timeline.state.frame.recording
    assert recording is not None
    for name in ("i", "c", "dh"):
        array = getattr(recording.layers[0], name)[:, :, timeline.state.example]
        columns = [rows[0].index(f"{name} {k + 1}") for k in range(array.shape[1])]
        read = np.array([[row[k] for k in columns] for row in rows[1:]], dtype=array.dtype)
        assert np.array_equal(read, array), name


def test_the_svg_is_one_and_shows_what_the_window_shows(
    timeline: TimelineView, tmp_path: Path
) -> None:
    menu = menu_of(timeline)
    menu.files = files = FakeFiles(tmp_path / "a.svg")
    menu.deeds["svg"].trigger()
    assert timeline.state is not None
    assert files.suggestions == [f"timeline-{timeline.state.frame.iteration}.svg"]
    root = ElementTree.parse(tmp_path / "a.svg").getroot()
    assert root.tag.endswith("svg")
    assert QSvgRenderer(str(tmp_path / "a.svg")).isValid()
    assert len([part for part in root.iter() if part.tag.endswith(("text", "path", "image"))]) > 20


def test_the_png_is_twice_as_large_and_has_no_button(
    timeline: TimelineView, tmp_path: Path
) -> None:
    menu = menu_of(timeline)
    menu.files = FakeFiles(tmp_path / "a.png")
    menu.deeds["png"].trigger()
    image = QImage(str(tmp_path / "a.png"))
    assert (image.width(), image.height()) == (2 * timeline.width(), 2 * timeline.height())
    place = menu.geometry()
    colours = {
        image.pixel(2 * x, 2 * y)
        for x in range(place.left(), place.right())
        for y in range(place.top(), place.bottom())
    }
    assert len(colours) == 1
    assert not menu.bare


def test_picture_and_numbers_go_into_the_clipboard(timeline: TimelineView) -> None:
    menu = menu_of(timeline)
    menu.deeds["copy_numbers"].trigger()
    assert QGuiApplication.clipboard().text().startswith("step\tx 1")
    menu.deeds["copy_picture"].trigger()
    assert QGuiApplication.clipboard().image().width() == picture(timeline).width()


def test_the_numbers_of_the_cell_are_those_of_its_unit_and_step(app: Any, qtbot: Any) -> None:
    shown = make_shown("lstm", phase="forward", t=7, unit=2)
    view = CellView(FakeSession(shown))  # type: ignore[arg-type]
    qtbot.addWidget(view)
    view.resize(372, 700)
    view.show()
    table = view.numbers(shown)
    assert table is not None
    found = {str(row[0]): row[1] for row in table.rows}
    recording = shown.frame.recording
    assert recording is not None
    for name in "ifgoch":
        assert found[name] == pytest.approx(getattr(recording.layers[0], name)[7, 2, shown.example])


def test_where_no_numbers_are_shown_their_entries_are_off_and_say_why(app: Any, qtbot: Any) -> None:
    view = CellView(FakeSession(make_shown("lstm", empty=True)))  # type: ignore[arg-type]
    qtbot.addWidget(view)
    view.show()
    menu = menu_of(view)
    menu.open_menu()
    assert not menu.deeds["csv"].isEnabled()
    assert menu.deeds["csv"].toolTip()
    assert menu.deeds["png"].isEnabled()
    menu.menu.close()


def test_a_file_that_cannot_be_written_is_told_in_a_card(
    timeline: TimelineView, tmp_path: Path
) -> None:
    menu = menu_of(timeline)
    menu.files = FakeFiles(tmp_path / "nowhere" / "a.png")
    menu.deeds["png"].trigger()
    assert menu.told is not None
    assert "a.png" in menu.told.findChild(Words).text()
    menu.told.close_card()


@pytest.mark.parametrize(
    "name",
    ["loss", "confusion", "landscape", "softmax", "timeline", "numbers", "batch", "cell", "gradient",
     "update", "microscope", "network"],
)  # fmt: skip
def test_every_view_has_its_menu_in_sight_and_a_picture_to_save(real: Begin, name: str) -> None:
    project = Project(
        data=FlagRecall(length=5, examples=60, validation=40),
        network=Network(layers=(LSTM(units=3),)),
        training=Training(loss="bce", batch_size=10),
    )
    window = real(project, 4)
    window.show_view(name)
    wait(window)
    view: Any = window.body.parts[name]
    (menu,) = (each for each in view.findChildren(ExportMenu) if each.view is view)
    assert menu.isVisible()
    assert view.rect().contains(QRect(menu.mapTo(view, QPoint(0, 0)), menu.size()))
    assert png_bytes(view).startswith(b"\x89PNG")


def test_what_is_saved_of_loss_update_and_microscope_is_what_they_show(real: Begin) -> None:
    window = real(Project(), 6)
    state = window.session.state
    recording = state.frame.recording
    assert recording is not None
    loss: Any = window.body.parts["loss"]
    rows = list(loss.numbers(state).rows)
    assert rows[-1][:2] == (6, recording.loss)
    assert [row[0] for row in rows] == list(range(7))
    update: Any = window.body.parts["update"]
    name, row, column, before, gradient, moved, after = next(iter(update.numbers(state).rows))
    assert (name, row, column) == (next(iter(recording.network.names())), 1, 1)
    assert before + moved == pytest.approx(after, abs=1e-6)
    assert gradient == recording.parameter(name, "gradient").ravel()[0]
    window.show_view("microscope")
    wait(window)
    sums: Any = window.body.parts["microscope"]
    listed = list(sums.numbers(window.session.state).rows)
    assert listed[0][4] == pytest.approx(listed[0][2] * listed[0][3])
    assert listed[-1][4] == sums.account.result


def test_the_numbers_of_a_view_are_a_table_that_is_walked(real: Begin) -> None:
    window = real(Project(), 6)
    playhead = window.session.state.playhead
    assert playhead is not None
    window.session.go(tick=playhead.at("forward", 3))
    cell: Any = window.body.parts["cell"]
    cell.export.deeds["table"].trigger()
    sheet = window.table
    assert sheet is not None
    assert sheet.isVisible()
    assert QApplication.focusWidget() is sheet.grid
    model = sheet.grid.model()
    found = list(cell.numbers(window.session.state).rows)
    assert model.rowCount() == len(found)
    assert model.data(model.index(0, 0)) == found[0][0]
    spoken = model.data(model.index(1, 1), Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.startswith("2, value: ")
    QTest.keyClick(sheet.grid, Qt.Key.Key_Down)
    assert sheet.grid.currentIndex().row() == 1
    window.session.move("time_step", 1)
    wait(window)
    moved = list(cell.numbers(window.session.state).rows)
    number = float(model.data(model.index(1, 1)).replace("\N{MINUS SIGN}", "-"))
    assert number == pytest.approx(moved[1][1], rel=1e-5)
    QTest.keyClick(sheet.grid, Qt.Key.Key_Escape)
    assert not sheet.isVisible()


def test_what_is_not_a_number_and_what_is_none_are_written(real: Begin) -> None:
    from gui.views.table_sheet import Listed

    cells = Listed(("a", "b"), [(None, np.float32(-0.25)), ("x", float("nan"))])
    assert [cells.text(0, 0), cells.text(0, 1), cells.text(1, 1)] == [
        "–",
        "\N{MINUS SIGN}0.25",
        "nan",
    ]
