"""Drawing by hand: strokes, keys, what is sent and when, and that training follows."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import msgspec
import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPointF, Qt
from PySide6.QtGui import QColor, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from engine.project import Dense, DrawnCurve, DrawnPoints, Hold, Moons, Network, Project, Training
from engine.project.data.drawn import POINTS_MOST
from engine.validate import following
from gui.panels.drawing import Drawing
from gui.panels.drawing_points import APART, ERASE
from gui.session import Session
from gui.theme import current
from gui.widgets.class_marks import class_colour
from tests.gui.test_panels import project_of
from tests.gui.test_window import cut_off, settle
from tests.gui.window_fakes import RecordingSession

KEYS, LEFT, RIGHT = Qt.Key, Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton
ONE = DrawnPoints(points=((-0.5, 0.5, 0), (0.5, -0.5, 1)))
FLAT = DrawnCurve(samples=(0.0,) * 100, length=10)


@pytest.fixture
def made(app: Any, qtbot: Any) -> Any:
    """A drawing by itself, with a session that keeps what it is asked."""
    session = RecordingSession()
    drawing = Drawing(session)  # type: ignore[arg-type]
    session.shown.connect(drawing.show_state)
    qtbot.addWidget(drawing)
    drawing.resize(232, 480)
    drawing.show()
    one = SimpleNamespace(session=session, drawing=drawing)
    project_of(one, data=ONE)
    settle()
    return one


@pytest.fixture
def whole(window: Any) -> Any:
    """The whole window, with the drawing in its setup."""
    one = window(size=(1400, 900))
    one.drawing = one.body.parts["setup"].data.drawing
    project_of(one, data=ONE)
    one.session.show(started=True)
    settle()
    return one


def panel(made: Any) -> Drawing:
    found: Drawing = made.drawing
    return found


def stroke(canvas: Any, *places: tuple[float, float], button: Any = LEFT) -> None:
    """Press at the first place, from -1 to 1, move over the others, let go at the last."""
    spots = [canvas.place(*place).toPoint() for place in places]
    QTest.mousePress(canvas, button, pos=spots[0])
    for spot in spots[1:]:
        _move(canvas, spot, button)
    QTest.mouseRelease(canvas, button, pos=spots[-1])


def _move(canvas: Any, spot: Any, button: Any) -> None:
    at = QPointF(spot)
    kind = QEvent.Type.MouseMove
    none = Qt.KeyboardModifier.NoModifier
    event = QMouseEvent(kind, at, canvas.mapToGlobal(at), Qt.MouseButton.NoButton, button, none)
    QApplication.sendEvent(canvas, event)


def sent(made: Any) -> list[Any]:
    return [value for address, value, final in made.session.said("change") if final]


# points


def test_a_click_puts_a_point_of_the_class_at_hand_in_one_change(made: Any) -> None:
    canvas = panel(made).points
    assert canvas.isVisible()
    stroke(canvas, (0.0, 0.8))
    (data,) = sent(made)
    assert data.points[:2] == ONE.points
    assert data.points[2] == (pytest.approx(0, abs=0.02), pytest.approx(0.8, abs=0.02), 0)
    assert msgspec.structs.replace(data, points=ONE.points) == ONE


def test_a_drag_is_one_change_and_its_points_stand_apart(made: Any) -> None:
    canvas = panel(made).points
    QTest.mouseClick(panel(made).brushes.segments["2"], LEFT)
    stroke(canvas, *((x / 40 - 0.5, 0.2) for x in range(41)))
    (data,) = sent(made)
    new = data.points[2:]
    assert 5 < len(new) < 25
    assert {number for *_, number in new} == {2}
    gaps = [canvas.place(*b[:2]).x() - canvas.place(*a[:2]).x() for a, b in itertools.pairwise(new)]
    assert min(gaps) >= APART - 1


def test_nothing_is_sent_and_a_frame_changes_nothing_while_the_mouse_is_down(made: Any) -> None:
    canvas = panel(made).points
    QTest.mousePress(canvas, LEFT, pos=canvas.place(0, 0).toPoint())
    project_of(made, data=msgspec.structs.replace(ONE, noise=0.1))
    assert len(canvas.points) == 3
    assert sent(made) == []
    QTest.mouseRelease(canvas, LEFT, pos=canvas.place(0, 0).toPoint())
    assert len(sent(made)) == 1


@pytest.mark.parametrize("way", ["right button", "eraser", "key"])
def test_a_point_is_taken_away(made: Any, way: str) -> None:
    canvas = panel(made).points
    if way == "right button":
        stroke(canvas, (-0.5, 0.5), button=RIGHT)
    elif way == "eraser":
        QTest.mouseClick(panel(made).brushes.segments["erase"], LEFT)
        stroke(canvas, (-0.48, 0.5))
    else:
        canvas.cursor_at = (-0.5, 0.5)
        canvas.setFocus()
        QTest.keyClick(canvas, KEYS.Key_Delete)
    assert [data.points for data in sent(made)] == [ONE.points[1:]]


def test_keys_move_a_cursor_choose_a_class_and_put_a_point(made: Any) -> None:
    canvas = panel(made).points
    canvas.setFocus()
    for key in (KEYS.Key_Right, KEYS.Key_Right, KEYS.Key_Up, KEYS.Key_4, KEYS.Key_Space):
        QTest.keyClick(canvas, key)
    (data,) = sent(made)
    assert data.points[-1] == (0.1, 0.05, 3)
    assert panel(made).brushes.current == "3"
    QTest.keyClick(canvas, KEYS.Key_E)
    assert (canvas.brush, panel(made).brushes.current) == (ERASE, "erase")
    QTest.keyClick(canvas, KEYS.Key_Space)
    assert sent(made)[-1].points == ONE.points
    for _ in range(50):
        QTest.keyClick(canvas, KEYS.Key_Left)
    assert canvas.cursor_at == (-1, 0.05)


def test_an_empty_plane_is_not_sent_and_says_so_until_a_point_is_there(made: Any) -> None:
    drawing = panel(made)
    QTest.mouseClick(drawing.clear, LEFT)
    assert sent(made) == []
    assert "Draw a point" in drawing.told.text()
    made.session.show()  # frames come meanwhile
    project_of(made, training=Training(seed=3, loss="bce"))
    assert drawing.points.points == []
    stroke(drawing.points, (0.3, 0.3))
    (data,) = sent(made)
    assert len(data.points) == 1


def test_no_more_points_than_a_project_may_have(made: Any) -> None:
    full = msgspec.structs.replace(ONE, points=((0.9, 0.9, 0),) * POINTS_MOST)
    project_of(made, data=full)
    assert "1,000" in panel(made).told.text()
    stroke(panel(made).points, (0.0, 0.0))
    assert sent(made) == []


def test_points_are_painted_in_the_colour_and_form_of_their_class(made: Any) -> None:
    data = DrawnPoints(points=tuple((k / 2 - 0.75, 0.5, k) for k in range(4)))
    project_of(made, data=data)
    canvas = panel(made).points
    for theme in ("light", "dark"):
        current.set(theme)
        settle()
        image = canvas.grab().toImage()
        for x, y, number in data.points:
            spot = canvas.place(x, y).toPoint()
            seen = QColor(image.pixel(spot.x(), spot.y()))
            assert seen == class_colour(number)
        corner = canvas.place(-0.75, 0.5) - QPointF(3, 3)
        assert QColor(image.pixel(corner.toPoint())) != class_colour(0)  # a circle has no corner


# a curve


@pytest.fixture
def curved(made: Any) -> Any:
    project_of(made, data=FLAT)
    settle()
    return made


def test_a_stroke_replaces_the_stretch_that_it_goes_over_in_one_change(curved: Any) -> None:
    canvas = panel(curved).curve
    assert canvas.isVisible()
    assert not panel(curved).points.isVisible()
    stroke(canvas, (-0.5, 0.0), (0.0, 0.5), (0.5, 0.5))
    (data,) = sent(curved)
    assert data.samples[:24] == (0.0,) * 24
    assert data.samples[76:] == (0.0,) * 24
    assert data.samples[50:74] == pytest.approx([0.5] * 24, abs=0.03)
    assert data.samples[37] == pytest.approx(0.25, abs=0.05)
    assert list(data.samples[25:50]) == sorted(data.samples[25:50])


def test_a_stroke_may_go_to_the_left_and_leave_the_field(curved: Any) -> None:
    canvas = panel(curved).curve
    stroke(canvas, (0.2, 0.4), (-1.0, 0.4))
    (data,) = sent(curved)
    assert data.samples[:59] == pytest.approx([0.4] * 59, abs=0.03)
    assert canvas.at(QPointF(-500, -500)) == (-1, 1)


def test_keys_go_to_a_sample_and_move_it_and_a_held_key_is_one_change(curved: Any) -> None:
    canvas = panel(curved).curve
    canvas.setFocus()
    QTest.keyClick(canvas, KEYS.Key_End)
    QTest.keyClick(canvas, KEYS.Key_PageUp)
    QTest.keyClick(canvas, KEYS.Key_Left)
    for _ in range(3):
        QTest.keyPress(canvas, KEYS.Key_Up)
    assert sent(curved) == []
    QTest.keyRelease(canvas, KEYS.Key_Up)
    (data,) = sent(curved)
    assert data.samples[88] == 0.15
    assert sum(map(bool, data.samples)) == 1


def test_a_curve_is_given_more_samples_and_cleared(curved: Any) -> None:
    drawing = panel(curved)
    stroke(drawing.curve, (-1.0, 0.5), (1.0, 0.5))
    assert drawing.sizes.current == "100"
    QTest.mouseClick(drawing.sizes.segments["500"], LEFT)
    assert drawing.sizes.current == "500"
    QTest.mouseClick(drawing.clear, LEFT)
    line, more, none = sent(curved)
    assert (len(line.samples), len(more.samples), len(none.samples)) == (100, 500, 500)
    assert set(more.samples) == set(line.samples)
    assert set(none.samples) == {0.0}


# the panel


def test_the_picture_brings_the_drawing_back_that_was_left(whole: Any) -> None:
    data = whole.body.parts["setup"].data
    assert data.tiles["drawn_points"].isChecked()
    project_of(whole, data=Hold())
    settle()
    assert not panel(whole).isVisible()
    QTest.mouseClick(data.tiles["drawn_points"], LEFT)
    assert sent(whole) == [ONE]


def test_all_words_have_room_in_the_setup_and_in_the_large_sheet(whole: Any) -> None:
    for data in (ONE, FLAT):
        project_of(whole, data=data)
        settle()
        assert cut_off(panel(whole)) == []
        QTest.mouseClick(panel(whole).larger, LEFT)
        settle()
        sheet = whole.documents._drawing
        assert sheet.isVisible()
        assert cut_off(sheet.card) == []
        canvas = sheet.drawing.points if data is ONE else sheet.drawing.curve
        assert canvas.hasFocus()
        assert canvas.height() > 400
        sheet.close_sheet()


def test_the_keys_that_draw_are_not_those_of_the_window(whole: Any) -> None:
    panel(whole).points.setFocus()
    for key in (KEYS.Key_Right, KEYS.Key_Space, KEYS.Key_1):
        QTest.keyClick(panel(whole).points, key)
    assert whole.session.said("move") == whole.session.said("play") == []
    assert len(sent(whole)) == 1


def test_the_large_sheet_draws_the_same_and_undoes(whole: Any) -> None:
    QTest.mouseClick(panel(whole).larger, LEFT)
    settle()
    sheet = whole.documents._drawing
    stroke(sheet.drawing.points, (0.0, 0.0))
    assert len(sent(whole)[0].points) == 3
    QTest.keyClick(sheet.drawing.points, KEYS.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert whole.session.said("undo") == [-1]
    project_of(whole, data=Hold())
    assert not sheet.isVisible()


# with the engine


@pytest.fixture
def session(app: Any) -> Iterator[Session]:
    made = Session(Project())
    yield made
    made.close()


def settled(session: Session, qtbot: Any) -> Any:
    qtbot.waitUntil(lambda: not session._waiting, timeout=5000)
    return session.state


def test_points_that_are_drawn_while_training_runs_are_learnt_at_once(
    session: Session, qtbot: Any
) -> None:
    drawing = Drawing(session)
    qtbot.addWidget(drawing)
    session.shown.connect(drawing.show_state)
    drawing.resize(260, 500)
    session.open(following(Project(data=ONE, network=Network((Dense(units=3),)))))
    settled(session, qtbot)
    session.play(True)
    qtbot.waitUntil(lambda: session.state.frame.iteration > 10, timeout=5000)
    stroke(drawing.points, (0.0, 0.9))
    drawing._pick(2)
    stroke(drawing.points, (0.9, 0.9))
    qtbot.waitUntil(
        lambda: session.state.frame.branch > 1 and session.state.frame.iteration > 10, timeout=5000
    )
    shown = session.state
    assert shown.playing
    assert shown.frame.running
    assert shown.project.training.loss == "cross_entropy"  # a third class has come
    assert shown.frame.dataset.classes == ("1", "2", "3")
    assert len(shown.frame.project.data.points) == 4
    session.undo()
    shown = settled(session, qtbot)
    assert len(shown.project.data.points) == 3
    assert len(drawing.points.points) == 3
    session.undo()
    assert settled(session, qtbot).project.data == ONE
    assert drawing.points.points == list(ONE.points)
    session.undo(1)
    assert len(settled(session, qtbot).project.data.points) == 3


def test_what_is_refused_stays_on_the_canvas(session: Session, qtbot: Any) -> None:
    drawing = Drawing(session)
    qtbot.addWidget(drawing)
    session.shown.connect(drawing.show_state)
    session.open(Project(data=msgspec.structs.replace(FLAT, length=90, samples=FLAT.samples * 2)))
    settled(session, qtbot)
    drawing._resample("100")  # too short for the window
    assert session.state.refusal is not None
    assert session.state.refusal.place == "data.length"
    assert len(drawing.curve.samples) == 100
    session.change("data.length", 10)
    drawing._resample("100")
    assert session.state.refusal is None
    assert len(settled(session, qtbot).project.data.samples) == 100


def test_a_drawing_starts_from_the_points_that_were_there_before(
    session: Session, qtbot: Any
) -> None:
    drawing = Drawing(session)
    qtbot.addWidget(drawing)
    session.shown.connect(drawing.show_state)
    session.open(following(Project(data=Moons(), network=Network((Dense(units=3),)))))
    settled(session, qtbot)
    session.change("data", ONE)
    settled(session, qtbot)
    assert drawing.start.isVisibleTo(drawing)
    assert drawing.start.text() == "Start from “Moons”"
    drawing.start.click()
    QCoreApplication.processEvents()
    points = settled(session, qtbot).project.data.points
    assert len(points) == Moons().examples
    session.change("data", FLAT)
    settled(session, qtbot)
    assert not drawing.start.isVisibleTo(drawing)  # moons are no curve


@pytest.mark.parametrize("button", [LEFT, RIGHT])
def test_a_fast_mouse_leaves_no_gap(made: Any, button: Any) -> None:
    canvas = panel(made).points
    row = tuple((k / 10, 0.6, 0) for k in range(-9, 10))
    project_of(made, data=DrawnPoints(points=(*row, (0.0, -0.9, 1))))
    height = 0.6 if button is RIGHT else 0.0
    stroke(canvas, (-0.95, height), (0.95, height), button=button)
    (data,) = sent(made)
    if button is RIGHT:
        assert data.points == ((0.0, -0.9, 1),)
    else:
        new = [canvas.place(x, y).x() for x, y, _ in data.points[20:]]
        assert max(b - a for a, b in itertools.pairwise(new)) <= APART + 1
        assert len(new) > 12
