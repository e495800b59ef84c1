from __future__ import annotations

import csv
import io
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gui.language import set_language
from gui.shown import Shown
from gui.theme import current
from gui.views import numbers_tables as tables
from gui.views.numbers_face import NumbersFace
from gui.views.numbers_tables import Units
from gui.views.table import csv_bytes
from tests.gui.fakes import FakeSession, make_shown, moved

Make = Callable[..., NumbersFace]


@pytest.fixture
def make(app: Any, qtbot: QtBot) -> Make:
    def build(shown: Shown, tab: str = "units", name: str = "") -> NumbersFace:
        view = NumbersFace(FakeSession(shown))  # type: ignore[arg-type]
        qtbot.addWidget(view)
        view.resize(900, 420)
        view.tabs.set_current(tab)
        view._chosen[tab] = name
        view.show()
        return view

    return build


def ended(kind: str = "lstm", **more: Any) -> Shown:
    shown = make_shown(kind, phase="update", **more)
    assert shown.playhead is not None
    return shown


def whole(view: NumbersFace) -> np.ndarray:
    cells = view.model.cells
    assert cells is not None
    return np.array([[cells.value(r, c) for c in range(cells.columns)] for r in range(cells.rows)])


@pytest.mark.parametrize("kind", ["lstm", "gru", "rnn", "dense", "embedding"])
def test_every_array_is_that_of_the_recording_at_the_end_of_the_iteration(
    make: Make, kind: str
) -> None:
    task = {"task": "text"} if kind == "embedding" else {}
    shown = ended(kind, example=2, **task)
    recording = shown.frame.recording
    assert recording is not None
    made = recording.layers[shown.layer]
    view = make(shown)
    assert {view.name.itemData(k) for k in range(view.name.count())} == set(made.names)
    for name in made.names:
        view.name.setCurrentIndex(view.name.findData(name))
        view._anew()
        expected = getattr(made, name)[:, :, 2].T
        assert np.array_equal(whole(view).astype(expected.dtype), expected, equal_nan=True), name


def test_what_the_playhead_has_not_come_to_is_empty_and_said_so(make: Make) -> None:
    view = make(make_shown("lstm", phase="forward", t=9, unit=3), name="c")
    cells = view.model.cells
    assert cells is not None
    assert cells.text(3, 9)
    assert cells.text(3, 10) == ""
    assert "not computed yet" in view.model.spoken(3, 10)
    back = make(make_shown("lstm", phase="backward", t=9), name="dc").model.cells
    assert back is not None
    assert (back.text(0, 8), bool(back.text(0, 9))) == ("", True)


def test_rows_are_units_and_columns_time_steps_from_one(make: Make) -> None:
    view = make(ended(), name="h")
    horizontal, vertical = Qt.Orientation.Horizontal, Qt.Orientation.Vertical
    assert view.model.headerData(0, horizontal) == "1"
    assert view.model.headerData(2, vertical) == "unit 3"


def test_the_playhead_moves_the_current_cell_without_asking_for_anything(make: Make) -> None:
    shown = make_shown("lstm", phase="forward", t=9, unit=3)
    view = make(shown, name="h")
    at = view.grid.currentIndex()
    assert (at.row(), at.column()) == (3, 9)
    assert shown.playhead is not None
    view.show_state(moved(shown, shown.playhead.at("forward", 4, 0)))
    at = view.grid.currentIndex()
    assert (at.row(), at.column()) == (3, 4)
    assert view.session.calls == []  # type: ignore[attr-defined]


def test_another_cell_takes_playhead_and_unit_along(make: Make, qtbot: QtBot) -> None:
    shown = make_shown("lstm", phase="forward", t=9, unit=3)
    view = make(shown, name="h")
    assert shown.playhead is not None
    qtbot.keyClick(view.grid, Qt.Key.Key_Left)
    assert view.session.calls == [("tick", shown.playhead.at("forward", 8, 0))]  # type: ignore[attr-defined]
    view.session.calls.clear()  # type: ignore[attr-defined]
    qtbot.keyClick(view.grid, Qt.Key.Key_Down)
    assert ("look", {"unit": 4}) in view.session.calls  # type: ignore[attr-defined]


def test_a_cell_of_a_gradient_leads_into_the_backward_phase(make: Make) -> None:
    shown = make_shown("lstm", phase="backward", t=9, unit=3)
    view = make(shown, name="dh")
    view.grid.setCurrentIndex(view.model.index(3, 12))
    assert shown.playhead is not None
    assert ("tick", shown.playhead.at("backward", 12, 0)) in view.session.calls  # type: ignore[attr-defined]


def test_a_step_is_announced_with_its_number(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    shown = make_shown("lstm", phase="forward", t=9, unit=3)
    view = make(shown, name="h")
    said: list[str] = []

    def hear(event: object) -> None:
        if isinstance(event, QAccessibleAnnouncementEvent):
            said.append(event.message())

    monkeypatch.setattr(QAccessible, "updateAccessibility", hear)
    view.show_state(shown)
    assert said == []
    assert shown.playhead is not None
    view.show_state(moved(shown, shown.playhead.at("forward", 10, 0)))
    cells = view.model.cells
    assert cells is not None
    assert said == [f"unit 4, 11: {cells.text(3, 10)}"]


def test_losses_predictions_and_weights_are_those_of_the_frame(make: Make) -> None:
    shown = ended("lstm", task="echo")
    recording, curves = shown.frame.recording, shown.frame.curves
    assert recording is not None
    losses = make(shown, "loss").model.cells
    assert losses is not None
    assert losses.rows == len(curves.training)
    assert losses.value(4, 0) == curves.training[4]
    taken = int(curves.validation_at[-1])
    assert losses.value(taken - 1, 2) == curves.validation[-1]
    seen = make(shown, "predictions").model.cells
    assert seen is not None
    assert recording.probabilities is not None
    assert seen.value(5, 0) == recording.targets[5, 0, shown.example]
    assert seen.value(5, 1) == recording.probabilities[5, 0, shown.example]
    assert seen.value(5, seen.columns - 1) == recording.terms[5, shown.example]
    for which in tables.WHICH:
        for name in recording.network.names():
            found = tables.matrix_cells(recording, name, which)
            assert np.array_equal(found.array.ravel(), recording.parameter(name, which).ravel())


def test_the_selection_is_copied_with_its_names_at_full_precision(make: Make, qtbot: QtBot) -> None:
    shown = ended()
    view = make(shown, name="h")
    view.grid.selectAll()
    qtbot.keyClick(view.grid, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    lines = QGuiApplication.clipboard().text().split("\n")
    recording = shown.frame.recording
    assert recording is not None
    array = recording.layers[0].h[:, :, shown.example]
    assert lines[0].split("\t")[:3] == ["", "1", "2"]
    first = lines[1].split("\t")
    assert first[0] == "unit 1"
    assert np.array_equal(np.array(first[1:], dtype=array.dtype), array[:, 0])


def test_the_numbers_read_back_from_csv_are_the_same(make: Make) -> None:
    shown = ended()
    view = make(shown, name="c")
    table = view.numbers(shown)
    assert table is not None
    rows = list(csv.reader(io.StringIO(csv_bytes(table).decode("utf-8-sig"))))
    recording = shown.frame.recording
    assert recording is not None
    array = recording.layers[0].c[:, :, shown.example]
    read = np.array([row[1:] for row in rows[1:]], dtype=array.dtype)
    assert np.array_equal(read, array.T)


def test_only_cells_in_sight_are_asked_for(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []
    text = tables.Units.text
    monkeypatch.setattr(
        tables.Units, "text", lambda self, r, c: asked.append((r, c)) or text(self, r, c)
    )
    view = make(make_shown("lstm", steps=240, units=80, phase="update"), name="h")
    view.grab()
    assert 50 < len(set(asked)) < 1500


def test_a_step_changes_one_column_and_another_array_all(make: Make) -> None:
    shown = make_shown("lstm", phase="forward", t=9)
    view = make(shown, name="c")
    seen: list[tuple[int, int]] = []
    view.model.dataChanged.connect(lambda a, b: seen.append((a.column(), b.column())))
    assert shown.playhead is not None
    view.show_state(moved(shown, shown.playhead.at("forward", 10, 0)))
    assert seen == [(10, 10)]
    cells = view.model.cells
    assert cells is not None
    assert cells.text(0, 10)
    view.name.setCurrentIndex(view.name.findData("h"))
    view._anew()
    assert seen[-1] == (0, cells.columns - 1)
    assert view.state is not None
    view.show_state(replace(view.state, example=(view.state.example + 1) % 8))
    assert len(seen) == 3
    assert seen[-1] == (0, cells.columns - 1)


def test_before_a_recording_the_way_to_one_is_said(make: Make) -> None:
    view = make(make_shown("lstm", empty=True))
    assert not view.grid.isVisible()
    assert "Space" in view.summary(view.session.state)
    view.grab()


def test_hidden_it_holds_nothing(make: Make) -> None:
    view = make(ended())
    view.hide()
    assert view.model.cells is None
    assert view.state is None


def test_it_follows_the_language(make: Make) -> None:
    view = make(ended())
    set_language("ko")
    view.grab()
    set_language("en")
    assert view.tabs.segments["units"].text() == "Units"


def test_small_numbers_keep_digits() -> None:
    assert tables.value_text(0.25) == "0.2500"
    assert tables.value_text(2e-6) == "2e\N{MINUS SIGN}6"
    assert tables.gradient_text(-0.00123) == "\N{MINUS SIGN}1.23e\N{MINUS SIGN}3"


def test_a_step_paints_the_cells_that_it_changes_and_no_others(
    make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = make_shown("lstm", phase="forward", t=3, unit=1, units=16, steps=24)
    view = make(shown, name="h")
    QApplication.processEvents()
    asked: list[tuple[int, int]] = []
    real = Units.text
    monkeypatch.setattr(
        Units, "text", lambda self, r, c: (asked.append((r, c)), real(self, r, c))[1]
    )
    assert shown.playhead is not None
    view.show_state(moved(shown, shown.playhead.at("forward", 4, 0)))
    asked.clear()
    QApplication.processEvents()
    assert asked
    assert {3, 4} <= {column for _, column in asked} <= {2, 3, 4, 5}
    view.grid.viewport().update()
    asked.clear()
    QApplication.processEvents()
    rows = {row for row, _ in asked}
    assert max(rows) <= view.grid.rowAt(view.grid.viewport().height() - 1) % 16
    assert len(asked) == len(set(asked))


def test_what_is_selected_has_a_ground_and_the_place_a_frame(make: Make) -> None:
    view = make(ended(), name="h")
    view.grid.setCurrentIndex(view.model.index(2, 3))
    image = view.grid.viewport().grab().toImage()
    rect = view.grid.visualRect(view.model.index(2, 3))
    assert image.pixelColor(rect.left() + 4, rect.center().y()) == current.theme.s3
    assert image.pixelColor(rect.left() + 1, rect.center().y()) == current.theme.t1
    other = view.grid.visualRect(view.model.index(4, 3))
    assert image.pixelColor(other.left() + 4, other.center().y()) == current.theme.s1
    assert image.pixelColor(rect.right() + 1, rect.center().y()) == current.theme.line
