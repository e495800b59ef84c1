"""Update view: the numbers and colours are the Recording's; weights are set by drag, wheel and typing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from engine.frame import Divergence
from engine.project import LSTM, SGD, Adam, AdamW, Hold, Momentum, Network, Project, Training
from gui.language import set_language
from gui.session import Session
from gui.shown import Shown
from gui.theme import current
from gui.views import update_page
from gui.views.update import UpdateView
from gui.views.update_facts import Place, counts, exact, ledger, matrix, pooled, said
from tests.gui.fakes import FakeSession, make_project, make_shown
from tests.gui.views.painted import collisions, missing, outside, paint, texts

Make = Callable[..., UpdateView]
PROJECT = Project(
    data=Hold(length=4, examples=8, validation=4),
    network=Network(layers=(LSTM(units=2),)),
    training=Training(batch_size=4),
)


@pytest.fixture
def make(app: Any, qtbot: QtBot) -> Make:
    def build(shown: Any, size: tuple[int, int] = (372, 1400)) -> UpdateView:
        session = shown if not isinstance(shown, Shown) else FakeSession(shown)
        view = UpdateView(session)  # type: ignore[arg-type]
        qtbot.addWidget(view)
        view.resize(*size)
        view.show()
        QApplication.processEvents()
        return view

    return build


@pytest.fixture
def live(make: Make, qtbot: QtBot) -> Iterator[tuple[Session, UpdateView, Callable[[], Shown]]]:
    session = Session(PROJECT)

    def settled() -> Shown:
        qtbot.waitUntil(
            lambda: (
                session.state.frame.answered >= session._sent and session.state.frame.busy is None
            ),
            timeout=8000,
        )
        return session.state

    session.open(PROJECT)
    settled()
    session.go(iteration=6)
    settled()
    view = make(session)
    session.shown.connect(view.show_state)
    view.choose(0, "0.weight_hh_l0", 3, 1)
    yield session, view, settled
    view.close()
    session.close()


def middle_of(view: UpdateView) -> QPoint:
    tile = view.page.tile()
    assert tile is not None
    assert view.page.chosen is not None
    return tile.cell(view.page.chosen.row, view.page.chosen.column).center().toPoint()


CASES = [
    {"kind": "lstm"}, {"kind": "gru"}, {"kind": "rnn"}, {"kind": "dense"}, {"kind": "embedding", "task": "text"},
    {"kind": "layer_norm", "layer": 1}, {"kind": "lstm", "both": True}, {"kind": "lstm", "layer": 1},
    {"kind": "gru", "units": 80}, {"kind": "lstm", "running": True}, {"kind": "lstm", "empty": True},
    {"kind": "dropout", "layer": 1},
]  # fmt: skip


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("language", ["en", "ko"])
def test_nothing_is_cut_or_lies_on_another(
    make: Make, monkeypatch: pytest.MonkeyPatch, case: dict[str, Any], language: str
) -> None:
    set_language(language)
    for wide in (320, 372, 560):
        view = make(make_shown(phase="update", **case), (wide, 1400))
        if view.page.tiles:
            last = max(view.page.tiles, key=lambda tile: len(tile.name))
            view.choose(case.get("layer", 0), last.name, last.rows - 1, last.columns - 1)
        found = texts(view.page, monkeypatch)
        assert outside(found, view.page) == []
        assert collisions(found) == []
        assert missing(found) == set()


@pytest.mark.parametrize(
    "training",
    [
        Training(optimizer=SGD(), learning_rate=0.05, l2=0.01, l1=0.001),
        Training(optimizer=Momentum(), learning_rate=0.05, clip=0.01),
        Training(optimizer=Adam(), learning_rate=0.01),
        Training(optimizer=AdamW(), learning_rate=0.01),
    ],
)
def test_the_sum_adds_up_to_the_digits_shown_and_is_that_of_the_recording(
    training: Training,
) -> None:
    recording = make_shown(project=make_project(training=training)).frame.recording
    assert recording is not None
    for name, row in (("0.weight_ih_l0", 5), ("0.weight_hh_l0", 31), ("0.bias_ih_l0", 9)):
        found = ledger(recording, Place(name, row))
        assert found is not None
        before, after = (matrix(recording, name, w)[row, 0] for w in ("before", "after"))
        assert np.float32(found.before) == before
        assert np.float32(found.after) == after
        assert (
            found.before + sum((p for _, p in found.parts), Decimal(0)) + found.rounding
            == found.after
        )
        assert found.before + found.change == found.after
        update = float(matrix(recording, name, "update")[row, 0])
        assert float(found.change) == pytest.approx(update, abs=2e-7 * (1 + abs(float(before))))
        # rounding explains no more than the machine's digits
        assert abs(float(found.rounding)) <= 2.5e-7 * (1 + abs(float(before)))


def test_the_numbers_painted_are_those_of_the_recording(
    make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    view = make(make_shown(phase="update"))
    view.choose(0, "0.weight_hh_l0", 12, 3)
    recording = view.page.recording
    assert recording is not None
    painted = {text.text for text in texts(view.page, monkeypatch)}
    found = ledger(recording, Place("0.weight_hh_l0", 12, 3))
    assert found is not None
    assert {said(found.before), said(found.after), said(found.change, sign=True)} <= painted
    gradient = recording.parameter("0.weight_hh_l0", "gradient")[12, 3]
    assert exact(gradient) in painted
    assert "layer 1 weight_hh[13, 4]" in painted
    assert said(found.before) in view.page.summary()


@pytest.mark.parametrize("theme", ["dark", "light"])
@pytest.mark.parametrize("which", ["before", "update", "after"])
def test_cells_have_the_colour_of_their_number(make: Make, theme: str, which: str) -> None:
    current.set(theme)
    view = make(make_shown(phase="update"))
    view.page.choice.segments[which].click()
    page = view.page
    recording = page.recording
    assert recording is not None
    image = paint(page)
    most = max(float(np.abs(matrix(recording, t.name, which)).max()) for t in page.tiles)
    assert page.limit >= most * (1 - 1e-6)
    for tile in page.tiles:
        values = matrix(recording, tile.name, which)
        for row, column in ((9, 0), (20, tile.columns - 1)):
            share = float(values[row, column]) / page.limit
            wanted = QColor.fromRgba(current.theme.map("signed")[round(127.5 * (share + 1))])
            got = image.pixelColor(tile.cell(row, column).center().toPoint())
            for a, b in zip(wanted.getRgb(), got.getRgb(), strict=True):
                assert abs(a - b) <= 3, (tile.name, row)


def test_a_weight_is_dragged_and_one_undo_takes_it_back(live: Any) -> None:
    session, view, settled = live
    page, start = view.page, middle_of(view)
    was, undos = page.value(), len(session._undo)
    QTest.mousePress(page, Qt.MouseButton.LeftButton, pos=start)
    for up in (6, 20, 40):
        QTest.mouseMove(page, start - QPoint(0, up))
    assert session.state.frame.project.training.weights == ()
    wanted = page.value()
    assert wanted == pytest.approx(was + 20 * page.notch)
    QTest.mouseRelease(page, Qt.MouseButton.LeftButton, pos=start - QPoint(0, 40))
    shown = settled()
    assert shown.frame.iteration == 6
    values = shown.frame.recording.parameter("0.weight_hh_l0")
    assert values[3, 1] == np.float32(wanted)
    assert len(session._undo) == undos + 1
    assert len(page.by_hand()) == 1
    session.undo()
    assert settled().frame.recording.parameter("0.weight_hh_l0")[3, 1] == np.float32(was)
    assert page.by_hand() == []


def test_a_weight_is_typed(live: Any) -> None:
    _, view, settled = live
    view.page.field.setFocus()
    view.page.field.selectAll()
    QTest.keyClicks(view.page.field, "1.25")
    QTest.keyClick(view.page.field, Qt.Key.Key_Return)
    assert settled().frame.recording.parameter("0.weight_hh_l0")[3, 1] == 1.25


def test_notches_of_the_wheel_are_one_step_of_undo(live: Any) -> None:
    session, view, settled = live
    page, at = view.page, QPointF(middle_of(view))
    was, notch, undos = page.value(), page.notch, len(session._undo)
    page.hasFocus = lambda: True  # no window manager gives it offscreen
    none = Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase
    for _ in range(3):
        place = page.mapToGlobal(at)
        QApplication.sendEvent(page, QWheelEvent(at, place, QPoint(), QPoint(0, 120), *none, False))
    page._settle.timeout.emit()
    got = settled().frame.recording.parameter("0.weight_hh_l0")[3, 1]
    assert got == pytest.approx(was + 3 * notch, rel=1e-5)
    assert len(session._undo) == undos + 1


def test_escape_gives_the_drag_up(live: Any) -> None:
    session, view, settled = live
    page, start = view.page, middle_of(view)
    was, undos = page.value(), len(session._undo)
    QTest.mousePress(page, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(page, start - QPoint(0, 30))
    assert page.value() != was
    QTest.keyClick(page, Qt.Key.Key_Escape)
    QTest.mouseRelease(page, Qt.MouseButton.LeftButton, pos=start - QPoint(0, 30))
    assert settled().project.training.weights == ()
    assert page.value() == was
    assert len(session._undo) == undos


def test_arrows_choose_and_go_on_into_the_matrix_beside(make: Make) -> None:
    view = make(make_shown(phase="update"))
    said_: list[Any] = []
    view.weight_wanted.connect(lambda *what: said_.append(what))
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Up):
        QTest.keyClick(view.page, key)
    assert said_ == [
        (0, "0.weight_ih_l0", 1, 0), (0, "0.weight_ih_l0", 1, 1),
        (0, "0.weight_hh_l0", 1, 0), (0, "0.weight_hh_l0", 0, 0),
    ]  # fmt: skip


def test_a_click_on_a_largest_change_chooses_it(make: Make) -> None:
    view = make(make_shown(phase="update"))
    paint(view.page)
    rect, change = view.page._rows[2]
    QTest.mouseClick(view.page, Qt.MouseButton.LeftButton, pos=rect.center().toPoint())
    chosen = view.page.chosen
    assert chosen is not None
    assert (chosen.name, chosen.row) == (change.name, change.index[0])


def test_another_layer_is_looked_at_when_a_weight_of_it_is_wanted(make: Make) -> None:
    view = make(make_shown(phase="update"))
    view.choose(1, "1.weight", 0, 4)
    assert view.session.said("look") == [{"layer": 1}]  # type: ignore[attr-defined]
    view.show_state(make_shown(phase="update", layer=1))
    assert view.page.chosen == Place("1.weight", 0, 4)


@pytest.mark.parametrize("state", ["running", "diverged"])
def test_nothing_is_edited_while_time_runs_or_after_divergence(
    make: Make, monkeypatch: pytest.MonkeyPatch, state: str
) -> None:
    shown = make_shown(phase="update", running=state == "running")
    if state == "diverged":
        broken = Divergence(7, "loss", -1, -1, 3, None)
        shown = replace(shown, frame=replace(shown.frame, divergence=broken))
    view = make(shown)
    start = middle_of(view)
    QTest.mousePress(view.page, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(view.page, start - QPoint(0, 30))
    QTest.mouseRelease(view.page, Qt.MouseButton.LeftButton, pos=start - QPoint(0, 30))
    assert view.session.said("change") == []  # type: ignore[attr-defined]
    assert not view.page.field.isEnabled()
    painted = " ".join(text.text for text in texts(view.page, monkeypatch))
    assert ("Time runs: pause" if state == "running" else "Training diverged") in painted


def test_without_a_recording_it_says_what_to_press(
    make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    view = make(make_shown(empty=True))
    painted = " ".join(text.text for text in texts(view.page, monkeypatch))
    assert "Press Space to run the first iteration" in painted
    assert not view.page.field.isVisible()


def test_the_history_grows_goes_back_and_is_forgotten(live: Any) -> None:
    session, view, settled = live
    rows = view.page.history.rows
    assert [k for k, _ in rows] == [6]
    for k in (7, 8, 7):
        session.go(iteration=k)
        settled()
    assert [k for k, _ in rows] == [6, 7]
    assert rows[-1][1].sum() == sum(t.rows * t.columns for t in view.page.tiles)
    view.hide()
    assert not rows
    assert view.page.shown is None


def test_blocks_keep_the_number_furthest_from_zero() -> None:
    values = np.arange(24.0).reshape(6, 4) - 11
    values[3, 3] = -99
    assert -99 in pooled(values, 3, 2)
    assert pooled(values, 9, 9) is values
    assert counts(np.array([-9.0, 0.1, 9.0, np.nan]), 1.0, 4).tolist() == [2, 0, 1, 1]


def test_while_time_runs_the_picture_is_made_a_few_times_a_second(
    make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = [100.0]
    monkeypatch.setattr(update_page.time, "monotonic", lambda: clock[0])
    shown = make_shown(running=True)
    view = make(shown)

    def at(iteration: int) -> int:
        frame = replace(shown.frame, iteration=iteration)
        view.show_state(replace(shown, frame=frame))
        assert view.page.shown is not None
        return view.page.shown.frame.iteration

    begun = shown.frame.iteration
    clock[0] += 0.1
    assert at(begun + 1) == begun
    clock[0] += 0.15
    assert at(begun + 2) == begun + 2
    clock[0] += 0.05
    assert at(begun + 3) == begun + 2
    view.show_state(make_shown(phase="update"))  # a pause is shown at once
    assert not view.page.shown.frame.running  # type: ignore[union-attr]
