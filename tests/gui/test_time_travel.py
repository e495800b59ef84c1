"""Restarts, conditions, branches, what is held and the memory for going back, in the real window."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from typing import Any

import numpy as np
import pytest
from msgspec import structs
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from engine.commands import Bookmark, Pause, Play, Rename, Return, Search, Watch
from engine.examples import examples
from engine.frame import EMPTY, Change, Curves, Divergence, Line
from engine.project import GRU, LSTM, Clamp, Dropout, Hold, Network, Project, Sunspots, Training
from engine.validate import following
from gui.holding import holdable
from gui.language import set_language
from gui.main_window import MainWindow
from gui.memory import store
from gui.session import Session
from gui.shown import Shown
from gui.theme import current, px
from gui.views.comparing import loss_note, timeline_note
from gui.widgets.numbers import loss as loss_text
from gui.widgets.scrubber_marks import epochs_shown, marks_of
from tests.gui.fakes import make_shown
from tests.gui.test_cut_off import faults
from tests.gui.test_window import cut_off, settle
from tests.gui.views.painted import texts
from tests.gui.window_fakes import FakeFiles

FEW = {"length": 10, "examples": 24, "validation": 8}
SMALL = Project(
    data=Hold(**FEW), network=Network(layers=(LSTM(units=3),)), training=Training(batch_size=8)
)
Begin = Callable[..., MainWindow]


@pytest.fixture
def real(app: Any, qtbot: Any) -> Iterator[Begin]:
    """Opens a project in the real window with the real session, at an iteration."""
    window = MainWindow(examples(), FakeFiles())
    window.resize(1280, 720)
    window.show()
    QTest.qWaitForWindowActive(window)
    session = Session(Project())
    window.attach(session)

    def begin(project: Project = SMALL, iteration: int = 20) -> MainWindow:
        session.open(project)
        wait(window)
        session.go(iteration=iteration)
        wait(window)
        return window

    settle()
    yield begin
    window.leave_at_once()
    window.deleteLater()


def wait(window: MainWindow) -> Shown:
    """Wait until the engine has answered all."""
    session = window.session
    for _ in range(2000):
        QTest.qWait(2)
        if not session._waiting and not session.state.playing:
            break
    settle()
    return session.state


def looked_beside(window: MainWindow) -> Shown:
    """Wait for the branch that is compared: it comes by itself, as no Frame answers a Watch."""
    for _ in range(2000):
        if window.session.state.frame.beside is not None:
            break
        QTest.qWait(2)
    settle()
    return window.session.state


def act(window: MainWindow, name: str) -> Shown:
    """Do what stands in the menu."""
    window.actions_table.made[name].trigger()
    return wait(window)


def branched(window: MainWindow) -> Shown:
    """Make a second branch: another learning rate from iteration 10 on."""
    session = window.session
    session.go(iteration=10)
    wait(window)
    session.change("training.learning_rate", 0.05)
    wait(window)
    session.go(iteration=30)
    return wait(window)


# starting again


def test_the_same_numbers_come_again(real: Begin) -> None:
    window = real()
    before = window.session.state.frame.curves.training.copy()
    shown = act(window, "restart")
    assert (shown.frame.iteration, shown.project) == (0, SMALL)
    window.session.go(iteration=20)
    shown = wait(window)
    assert shown.frame.curves.training.tobytes() == before.tobytes()
    window.session.undo()
    shown = wait(window)
    assert (shown.frame.iteration, len(shown.frame.lines)) == (0, 2) or shown.frame.iteration == 20


def test_other_weights_keep_the_data(real: Begin) -> None:
    window = real()
    shown = act(window, "restart_weights")
    assert (shown.project.training.seed, shown.project.data.seed) == (1, 0)
    shown = act(window, "restart_data")
    assert (shown.project.training.seed, shown.project.data.seed) == (2, 1)
    for iteration, seeds in ((0, (1, 0)), (20, (0, 0))):
        window.session.undo()
        shown = wait(window)
        assert shown.frame.iteration == iteration
        assert (shown.project.training.seed, shown.project.data.seed) == seeds
    window.session.undo(1)
    shown = wait(window)
    assert shown.project.training.seed == 1


def test_data_without_a_seed_cannot_be_others(real: Begin) -> None:
    window = real(following(Project(data=Sunspots(), network=SMALL.network)), 2)
    action = window.actions_table.made["restart_data"]
    assert not action.isEnabled()
    assert "no seed" in action.toolTip()
    assert window.actions_table.made["restart_weights"].isEnabled()


# conditions


def until_card(window: MainWindow, text: str) -> Any:
    window.actions_table.made["until"].trigger()
    assert window.cards is not None
    card = window.cards.until
    assert card is not None
    card.field.setText(text)
    settle()
    return card


def test_time_stops_at_a_condition_and_says_so(real: Begin) -> None:
    window = real()
    card = until_card(window, "iteration >= 33")
    assert QApplication.focusWidget() is card.field
    QTest.keyClick(card.field, Qt.Key.Key_Return)
    shown = wait(window)
    assert (shown.frame.iteration, shown.frame.reached) == (33, "iteration >= 33")
    assert not card.isVisible()
    assert window.bar.isVisible()
    assert "iteration >= 33 holds at iteration 33" in window.bar.words.text()


def test_a_search_goes_back_to_where_it_was_first_so(real: Begin) -> None:
    window = real(iteration=30)
    until_card(window, "iteration >= 7").search.click()
    assert wait(window).frame.iteration == 7
    assert "iteration >= 7 first holds at iteration 7" in window.bar.words.text()
    until_card(window, "loss < 0").search.click()
    assert wait(window).frame.iteration == 7
    assert "at no iteration" in window.bar.words.text()


def test_a_bad_condition_is_refused_below_the_field_at_once(real: Begin) -> None:
    window = real()
    card = until_card(window, "los < 1")
    assert card.reason.isVisible()
    assert "los < 1" in card.reason.text()
    assert not card.run.isEnabled()
    assert not card.search.isEnabled()
    card.field.setText("loss < 1")
    assert not card.reason.isVisible()
    assert card.run.isEnabled()


def test_what_the_network_does_not_have_is_refused_there_too(real: Begin) -> None:
    window = real()
    card = until_card(window, "layers[9].f[1, 1] > 0.5")
    card.run.click()
    shown = wait(window)
    assert (shown.playing, card.isVisible(), window.bar.isVisible()) == (False, True, False)
    assert "layers[9]" in card.reason.text()


def test_the_last_condition_is_remembered(real: Begin) -> None:
    window = real()
    card = until_card(window, "iteration >= 25")
    card.run.click()
    wait(window)
    from gui.panels.until import UntilCard

    assert store().value("time/until") == "iteration >= 25"
    assert UntilCard(window.session, window.body).field.text() == "iteration >= 25"


def test_examples_are_taken_by_a_click_and_escape_closes(real: Begin) -> None:
    window = real()
    card = until_card(window, "")
    assert not card.run.isEnabled()
    for chip in card.chips:
        chip.click()
        assert card.field.text() == chip.text()
        assert card.run.isEnabled()
    QTest.keyClick(card.field, Qt.Key.Key_Escape)
    assert not card.isVisible()
    assert window.session.state.frame.iteration == 20


def test_a_press_elsewhere_closes_a_card_and_its_button_does(real: Begin) -> None:
    window = real()
    button: Any = window.body.parts["transport"].until  # type: ignore[attr-defined]
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert window.cards is not None
    assert window.cards.told_at
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert not window.cards.told_at
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    QTest.mouseClick(window.body.top, Qt.MouseButton.LeftButton, pos=QPoint(600, 20))
    assert not window.cards.told_at


def test_one_card_at_a_time_is_open(real: Begin) -> None:
    cards = real().cards
    assert cards is not None
    opened = []
    for deed in (cards.open_until, cards.open_holding, cards.open_branches, cards.open_until):
        deed()
        settle()
        shown = [c for c in (cards.until, cards.hold, cards.branches) if c and c.isVisible()]
        assert len(shown) == 1
        opened.append(shown[0])
    assert opened == [cards.until, cards.hold, cards.branches, cards.until]


def test_another_speed_keeps_the_condition(real: Begin) -> None:
    window = real()
    session = window.session
    session.ask(Play(until="iteration >= 3000"))
    session.play(speed=3)
    session.play(speed=4)
    shown = wait(window)
    assert (shown.frame.iteration, shown.frame.reached) == (3000, "iteration >= 3000")
    session.play(True)
    session.play(False)
    assert wait(window).frame.reached == "", "the condition is not that of another start"


def test_a_search_while_time_runs_stops_it(real: Begin) -> None:
    window = real()
    window.session.play(True)
    window.session.ask(Search("iteration >= 5"))
    shown = wait(window)
    assert (shown.frame.iteration, shown.playing) == (5, False)


# branches


def test_one_branch_has_no_button(real: Begin) -> None:
    window = real()
    loss: Any = window.body.parts["loss"]
    assert not loss.branches.isVisible()
    assert not window.actions_table.made["branches"].isEnabled()
    branched(window)
    assert loss.branches.isVisible()
    assert loss.branches.text() == "Branches 2"


def branches_card(window: MainWindow) -> Any:
    act(window, "branches")
    assert window.cards is not None
    assert window.cards.branches is not None
    assert window.cards.branches.isVisible()
    return window.cards.branches


def test_the_tree_says_where_each_branch_comes_from(real: Begin) -> None:
    window = real()
    shown = branched(window)
    card = branches_card(window)
    first, second = (card.rows[line.number] for line in shown.frame.lines)
    assert first.name.placeholderText() == "Branch 1"
    assert second.origin.text() == "from iteration 10 of Branch 1"
    assert (first.latest.text(), second.latest.text()) == ("up to 20", "up to 30")
    assert second.here
    assert not second.remove.isEnabled()
    styles = {row.sample.style_ for row in (first, second)}
    assert len(styles) == 2, "told apart by colour alone"


def test_a_branch_is_named_gone_to_and_undone(real: Begin) -> None:
    window = real()
    shown = branched(window)
    number = shown.frame.lines[0].number
    card = branches_card(window)
    row = card.rows[number]
    row.name.setFocus()
    QTest.keyClicks(row.name, "calm")
    QTest.keyClick(row.name, Qt.Key.Key_Return)
    wait(window)
    assert window.session.state.frame.lines[0].name == "calm"
    row.name.setFocus()
    QTest.keyClicks(row.name, "x")
    QTest.keyClick(row.name, Qt.Key.Key_Escape)
    wait(window)
    assert window.session.state.frame.lines[0].name == "calm", "Escape has named it"
    row = branches_card(window).rows[number]
    assert row.name.text() == "calm"
    row.go.click()
    shown = wait(window)
    assert (shown.frame.branch, shown.frame.iteration) == (number, 20)
    assert shown.project.training.learning_rate == SMALL.training.learning_rate
    window.session.undo()
    shown = wait(window)
    assert (shown.frame.iteration, shown.project.training.learning_rate) == (30, 0.05)


def test_a_branch_of_other_data_is_gone_to_with_its_project(real: Begin) -> None:
    window = real()
    number = window.session.state.frame.branch
    window.session.change("network.layers[0].units", 5)
    wait(window)
    branches_card(window).rows[number].go.click()
    shown = wait(window)
    assert (shown.frame.branch, shown.frame.iteration) == (number, 20)
    assert shown.project.network.layers[0].units == 3  # type: ignore[union-attr]
    assert len(shown.frame.lines) == 2


def test_a_branch_is_removed(real: Begin) -> None:
    window = real()
    shown = branched(window)
    card = branches_card(window)
    card.rows[shown.frame.lines[0].number].compare.click()
    wait(window)
    card.rows[shown.frame.lines[0].number].remove.click()
    shown = wait(window)
    assert len(shown.frame.lines) == 1
    assert shown.beside == -1
    assert not card.isVisible()


def test_compared_branches_show_their_difference(
    real: Begin, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = real()
    shown = branched(window)
    number = shown.frame.lines[0].number
    card = branches_card(window)
    card.rows[number].compare.click()
    shown = looked_beside(window)
    assert shown.frame.beside is not None
    assert "Branch 1 at 20" in loss_note(shown)
    card.close_card()
    timeline: Any = window.body.parts["timeline"]
    assert timeline.header.note.text() == timeline_note(shown)
    assert timeline.header.leave.isVisible()
    one, other = shown.frame.recording, shown.frame.beside
    assert one is not None
    wanted = one.layers[0].f[:, :, shown.example] - other.layers[0].f[:, :, shown.example]
    assert (timeline.m.values("f") == wanted).all()
    track = next(t for t in timeline.tracks if t.key == "f")
    from PySide6.QtGui import QImage, QPainter

    from gui.widgets.ink import Ink

    image = QImage(10, 10, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    low, high, table = track.colours(Ink(painter), timeline.m)
    painter.end()
    assert low == -high
    assert table == current.theme.map("signed")
    timeline.pictures.forget()
    assert any("Δf" in str(text) for text in texts(timeline, monkeypatch))
    timeline.header.leave.click()
    shown = wait(window)
    assert shown.beside == -1
    assert not timeline.header.leave.isVisible()
    assert (timeline.m.values("f") == one.layers[0].f[:, :, shown.example]).all()


def test_networks_of_another_form_have_no_difference(real: Begin) -> None:
    window = real()
    number = window.session.state.frame.branch
    window.session.change("network.layers", (GRU(units=3),))
    wait(window)
    window.session.go(iteration=5)
    wait(window)
    branches_card(window).rows[number].compare.click()
    shown = looked_beside(window)
    assert "no difference" in timeline_note(shown)
    timeline: Any = window.body.parts["timeline"]
    assert timeline.m.other is None


def test_the_other_curves_are_drawn_in_the_plot(real: Begin) -> None:
    window = real()
    shown = branched(window)
    loss: Any = window.body.parts["loss"]
    loss.ready()
    data = loss.data(shown)
    assert [other.title for other in data.others] == ["Branch 1"]
    plot = loss.plot
    plot.grab()
    assert plot._others._pixmap is not None
    assert plot._others._ends
    with_others = plot.grab().toImage()
    window.session.ask(Rename(shown.frame.lines[0].number, "another name"))
    wait(window)
    assert plot.grab().toImage() != with_others


def test_numbers_of_branches_have_no_holes(real: Begin) -> None:
    window = real()
    for rate in (0.02, 0.03, 0.04):
        window.session.change("training.learning_rate", rate)
        wait(window)
    branched(window)
    lines = window.session.state.frame.lines
    assert lines[1].number == lines[0].number + 1


# holding


def at_step(window: MainWindow, t: int) -> Any:
    playhead = window.session.state.playhead
    assert playhead is not None
    window.session.go(tick=playhead.at("forward", t))
    settle()
    return window.body.parts["cell"].page  # type: ignore[attr-defined]


def click(page: Any, name: str) -> None:
    QTest.mouseClick(page, Qt.MouseButton.LeftButton, pos=page.chips()[name].center().toPoint())
    settle()


@pytest.mark.parametrize("layer", [LSTM(units=3), GRU(units=3)])
def test_a_click_on_a_chip_opens_what_holds_it(real: Begin, layer: Any) -> None:
    window = real(structs.replace(SMALL, network=Network(layers=(layer,))))
    page = at_step(window, 4)
    for name in page.chips():
        click(page, name)
        assert window.cards is not None
        card = window.cards.hold
        assert card is not None
        assert card.isVisible()
        assert card.what is not None
        assert (card.what.current, card.first.value, card.last.value) == (name, 5, 5)
        card.close_card()


def test_a_gate_is_held_to_look_at_it(real: Begin) -> None:
    window = real()
    page = at_step(window, 4)
    loss = window.session.state.frame.curves.training.copy()
    act(window, "hold")
    assert window.cards is not None
    card = window.cards.hold
    assert card is not None
    assert card.what is not None
    card.what.segments["f"].click()
    card.value.show_value(0.9)
    card.last.show_value(8)
    card.hold.click()
    shown = wait(window)
    recording, untouched = shown.frame.recording, shown.frame.untouched
    assert recording is not None
    assert untouched is not None
    assert abs(recording.layers[0].f[4:8, 0] - 0.9).max() < 1e-6
    assert abs(untouched.layers[0].f[4:8, 0] - 0.9).max() > 1e-3
    assert shown.frame.curves.training.tobytes() == loss.tobytes(), "training has changed"
    assert "held" in loss_note(shown)
    assert "f held at 0.90 (was " in window.body.parts["cell"].accessibleDescription()
    window.session.undo()
    shown = wait(window)
    assert (shown.project.view.clamps, shown.frame.untouched) == ((), None)
    window.session.undo(1)
    assert len(wait(window).project.view.clamps) == 1
    assert page.at is not None


def test_a_gate_is_held_in_training(real: Begin) -> None:
    window = real()
    at_step(window, 4)
    act(window, "hold")
    assert window.cards is not None
    card = window.cards.hold
    assert card is not None
    assert card.what is not None
    card.what.segments["i"].click()
    card.value.show_value(0.0)
    card.scope.segments["all"].click()
    card.mode.segments["train"].click()
    assert "changes the training" in card.effect.text()
    card.hold.click()
    shown = wait(window)
    assert shown.project.training.clamps == (Clamp(0, "i", -1, 4, 4, 0.0),)
    assert shown.project.view.clamps == ()
    window.session.go(iteration=25)
    shown = wait(window)
    assert shown.frame.recording is not None
    assert abs(shown.frame.recording.layers[0].i[4]).max() == 0
    act(window, "hold")
    card.release.click()
    assert wait(window).project.training.clamps == ()


def test_what_cannot_be_held_is_refused_in_the_card(real: Begin) -> None:
    window = real()
    at_step(window, 4)
    act(window, "hold")
    assert window.cards is not None
    card = window.cards.hold
    assert card is not None
    assert card.what is not None
    card.what.segments["f"].click()
    card.value.show_value(7.0)
    card.hold.click()
    shown = wait(window)
    assert shown.project.view.clamps == ()
    assert card.reason.isVisible()
    assert not window.bar.isVisible()
    card.value.show_value(0.7)
    card.hold.click()
    assert len(wait(window).project.view.clamps) == 1
    assert not card.reason.isVisible()


def test_a_network_without_what_is_held_lets_it_go(real: Begin) -> None:
    window = real()
    number = window.session.state.frame.branch
    window.session.change("view.clamps", (Clamp(0, "f", 0, 2, 6, 0.05),))
    wait(window)
    window.session.change("network.layers", (GRU(units=3),))
    shown = wait(window)
    assert shown.refusal is None
    assert (shown.project.view.clamps, shown.frame.iteration) == ((), 0)
    window.session.change("view.clamps", (Clamp(0, "r", 0, 2, 6, 0.05),))
    wait(window)
    window.session.ask(Return(SMALL, number, 20))
    shown = wait(window)
    assert (shown.refusal, shown.frame.branch, shown.frame.iteration) == (None, number, 20)
    for kind in ("r", "", "f"):
        window.session.undo()
        held = wait(window).project.view.clamps
        assert "".join(clamp.name for clamp in held) == kind


@pytest.mark.parametrize("layer", [LSTM(units=3, bidirectional=True), Dropout()])
def test_of_some_layers_the_input_alone_is_held(real: Begin, layer: Any) -> None:
    layers = (layer,) if isinstance(layer, LSTM) else (LSTM(units=2), layer)
    window = real(structs.replace(SMALL, network=Network(layers=layers)))
    window.session.look(layer=len(layers) - 1)
    page = at_step(window, 4)
    assert page.chips() == {}
    assert holdable(window.session.state) == ("x1", "x2")
    window.session.look(layer=len(layers))
    assert holdable(window.session.state) == ("x1", "x2")


def test_an_input_is_held(real: Begin) -> None:
    window = real()
    at_step(window, 4)
    act(window, "hold")
    assert window.cards is not None
    card = window.cards.hold
    assert card is not None
    assert card.what is not None
    card.what.segments["x2"].click()
    assert not card.scope.isVisible()
    card.value.show_value(1.5)
    card.hold.click()
    shown = wait(window)
    assert shown.project.view.clamps == (Clamp(-1, "x", 1, 4, 4, 1.5),)
    assert shown.frame.recording is not None
    assert abs(shown.frame.recording.layers[0].x[4, 1] - 1.5).max() < 1e-6


def test_a_drag_of_a_chip_is_one_undo_step_sent_on_release(real: Begin) -> None:
    window = real()
    page = at_step(window, 4)
    session = window.session
    start = page.chips()["o"].center().toPoint()
    QTest.mousePress(page, Qt.MouseButton.LeftButton, pos=start)
    sent = session._sent
    for way in (10, 20, 60):
        QTest.mouseMove(page, start - QPoint(0, way))
        settle()
    assert len(session.state.project.view.clamps) == 1, "not shown while it is dragged"
    assert session._sent == sent, "sent before it was let go"
    QTest.mouseRelease(page, Qt.MouseButton.LeftButton, pos=start - QPoint(0, 60))
    shown = wait(window)
    (clamp,) = shown.project.view.clamps
    assert (clamp.name, clamp.first, clamp.last, clamp.unit) == ("o", 4, 4, 0)
    assert shown.frame.untouched is not None
    assert clamp.value > shown.frame.untouched.layers[0].o[4, 0, shown.example]
    session.undo()
    assert wait(window).project.view.clamps == ()
    assert not session.state.can_undo


def test_what_is_held_is_marked(real: Begin, monkeypatch: pytest.MonkeyPatch) -> None:
    window = real()
    page = at_step(window, 4)
    timeline: Any = window.body.parts["timeline"]
    before = timeline.grab().toImage()
    words = [str(text) for text in texts(page, monkeypatch)]
    assert not any("was " in word for word in words)
    window.session.change("view.clamps", (Clamp(0, "f", 0, 2, 6, 0.05),))
    wait(window)
    words = [str(text) for text in texts(page, monkeypatch)]
    assert any("was " in word for word in words)
    assert timeline.grab().toImage() != before


def test_nothing_is_held_while_time_runs(real: Begin) -> None:
    window = real()
    page = at_step(window, 4)
    act(window, "hold")
    window.session.play(True)
    for _ in range(1000):
        if window.session.state.frame.running:
            break
        QTest.qWait(2)
    assert page.chips() == {}
    assert not window.actions_table.made["hold"].isEnabled()
    assert window.cards is not None
    assert window.cards.hold is not None
    assert not window.cards.hold.isVisible()
    window.session.play(False)
    wait(window)


# the scrubber, and memory


def test_the_scrubber_marks_changes_and_branches(real: Begin) -> None:
    window = real()
    branched(window)
    scrubber: Any = window.body.parts["transport"].scrubber  # type: ignore[attr-defined]
    assert scrubber.marks == ((10, "change"), (10, "branch"))
    with_marks = scrubber.grab().toImage()
    scrubber.marks = ()
    assert scrubber.grab().toImage() != with_marks


def test_the_memory_for_going_back_is_chosen_and_remembered(real: Begin) -> None:
    window = real()
    shown = act(window, "memory_64")
    assert shown.frame.budget == 64_000_000
    assert store().value("time/memory") in (64, "64")
    assert window.actions_table.made["memory_64"].isChecked()
    other = MainWindow(examples(), FakeFiles())
    other.attach(Session(Project()))
    try:
        assert wait(other).frame.budget == 64_000_000
        assert other.actions_table.made["memory_64"].isChecked()
    finally:
        other.leave_at_once()
        other.deleteLater()


def test_the_menu_says_how_much_memory_is_used(real: Begin) -> None:
    window = real(iteration=200)
    used = window.session.state.frame.kept / 1e6
    titles = [menu.title() for menu in window.menu.menus.values()]
    assert f"Memory for going back: {used:.1f} MB used" in titles


# all of it


@pytest.mark.parametrize("language", ["en", "ko"])
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_no_card_cuts_a_text_or_leaves_a_control_without_a_name(
    real: Begin, language: str, theme: str, scale: float
) -> None:
    set_language(language)
    current.set(theme)
    current.set(scale=scale)
    window = real()
    branched(window)
    at_step(window, 4)
    window.session.change("view.clamps", (Clamp(0, "f", 0, 2, 6, 0.05),))
    wait(window)
    until_card(window, "los < 1")
    assert window.cards is not None
    found = {}
    for name, opened in (
        ("until", None),
        ("branches", window.cards.open_branches),
        ("hold", window.cards.open_holding),
    ):
        if opened is not None:
            opened()
        settle()
        card = getattr(window.cards, name)
        assert card.isVisible()
        assert window.body.rect().contains(card.geometry())
        found[name] = cut_off(card) + nameless(card)
        card.close_card()
    assert found == {"until": [], "branches": [], "hold": []}
    set_language("en")


def nameless(card: Any) -> list[str]:
    """List the controls that a screen reader could not name."""
    from PySide6.QtWidgets import QAbstractButton, QLineEdit, QSlider

    found = []
    for kind in (QAbstractButton, QLineEdit, QSlider):
        for control in card.findChildren(kind):
            text = control.text() if isinstance(control, QAbstractButton) else ""
            if control.isVisible() and not (control.accessibleName() or text):
                found.append(f"{type(control).__name__} has no name")
    return found


@pytest.mark.parametrize("language", ["en", "ko"])
@pytest.mark.parametrize("kind", ["lstm", "gru"])
def test_nothing_collides_while_something_is_held_and_compared(
    real: Begin, monkeypatch: pytest.MonkeyPatch, language: str, kind: str
) -> None:
    set_language(language)
    layer = LSTM(units=3) if kind == "lstm" else GRU(units=3)
    window = real(structs.replace(SMALL, network=Network(layers=(layer,))))
    try:
        shown = branched(window)
        window.session.ask(Watch(beside=shown.frame.lines[0].number))
        looked_beside(window)
        held = tuple(Clamp(0, name, -1, 0, 9, 0.95) for name in ("ifo" if kind == "lstm" else "rz"))
        window.session.change("view.clamps", held)
        wait(window)
        found = {}
        for phase in ("forward", "loss", "backward", "update"):
            for t in (0, 4, 9):
                playhead = window.session.state.playhead
                assert playhead is not None
                window.session.go(tick=playhead.at(phase, t))  # type: ignore[arg-type]
                wrong = faults(window, monkeypatch)
                if wrong:
                    found[phase, t] = wrong
        assert found == {}
    finally:
        set_language("en")


def test_marks_are_those_of_the_branch_at_hand() -> None:
    line = partial(Line, name="", smoothed=EMPTY, validation_at=EMPTY, validation=EMPTY)
    lines = (
        line(number=1, parent=-1, start=0, latest=90),
        line(number=2, parent=1, start=40, latest=80),
        line(number=3, parent=2, start=60, latest=70),
        line(number=4, parent=3, start=65, latest=70),
    )
    curves = Curves(changes=(Change(40, "training.clip", 0.0, 1.0),))
    lost = Divergence(80, "loss", -1, -1, 70, None)
    shown = make_shown(iterations=5)
    frame = replace(shown.frame, branch=2, lines=lines, curves=curves, divergence=lost)
    assert marks_of(frame) == ((40, "change"), (40, "branch"), (60, "branch"), (80, "divergence"))


def test_enter_on_the_value_holds(real: Begin) -> None:
    window = real()
    page = at_step(window, 4)
    click(page, "f")
    assert window.cards is not None
    card = window.cards.hold
    assert card is not None
    QTest.keyClicks(card.value.field, "0.25")
    QTest.keyClick(card.value.field, Qt.Key.Key_Return)
    shown = wait(window)
    assert [(held.name, held.value) for held in shown.project.view.clamps] == [("f", 0.25)]


# bookmarks


def test_bookmarks_are_named_gone_to_and_removed(real: Begin) -> None:
    window = real()
    window.session.go(iteration=7)
    wait(window)
    window.open_bookmarks()
    assert window.cards is not None
    card = window.cards.bookmarks
    assert card is not None
    assert card.name.hasFocus()
    assert "7" in card.name.placeholderText()
    QTest.keyClicks(card.name, "gates open")
    QTest.keyClick(card.name, Qt.Key.Key_Return)
    shown = wait(window)
    assert shown.frame.lines[0].bookmarks == ((7, "gates open"),)
    assert (7, "bookmark") in window.body.parts["transport"].scrubber.marks  # type: ignore[attr-defined]
    window.session.go(iteration=3)
    wait(window)
    row = card.rows[7]
    row.go.click()
    assert wait(window).frame.iteration == 7
    row.name.setFocus()
    row.name.selectAll()
    QTest.keyClicks(row.name, "opens")
    QTest.keyClick(row.name, Qt.Key.Key_Return)
    assert wait(window).frame.lines[0].bookmarks == ((7, "opens"),)
    row.name.selectAll()
    QTest.keyClick(row.name, Qt.Key.Key_Delete)
    QTest.keyClick(row.name, Qt.Key.Key_Return)
    assert wait(window).frame.lines[0].bookmarks == (
        (7, "opens"),
    )  # a name is not taken by leaving it empty
    row.remove.click()
    assert wait(window).frame.lines[0].bookmarks == ()
    assert not card.rows
    window.open_bookmarks()
    assert not card.isVisible()


def test_a_ribbon_is_painted_at_a_bookmark(real: Begin) -> None:
    window = real()
    scrubber: Any = window.body.parts["transport"].scrubber  # type: ignore[attr-defined]
    wait(window)
    before = scrubber.grab().toImage()
    frame = window.session.state.frame
    window.session.ask(Bookmark(frame.branch, 2, "here"))
    wait(window)
    assert scrubber.grab().toImage() != before


def test_a_replay_is_cancelled_where_it_has_come_to(window: Any) -> None:
    made = window(replace(make_shown(), frame=replace(make_shown().frame, busy=0.4)))
    top = made.body.top
    assert top.cancel.isVisible()
    top.cancel.click()
    QTest.keyClick(made, Qt.Key.Key_Escape)
    asked = [call for call in made.session.calls if call[0] == "ask"]
    assert [type(call[1]) for call in asked] == [Pause, Pause]


def test_a_drag_on_the_scrubber_tells_the_loss_at_once(real: Begin) -> None:
    window = real(iteration=40)
    transport: Any = window.body.parts["transport"]
    scrubber = transport.scrubber
    x = round(scrubber._x(13))
    QTest.mousePress(scrubber, Qt.MouseButton.LeftButton, pos=QPoint(x, 20))
    at = scrubber.value()
    assert abs(at - 13) <= 1
    losses = window.session.state.frame.curves.training
    assert scrubber.labels == (f"iteration {at}", f"loss {loss_text(losses[at - 1])}")
    assert wait(window).frame.iteration == at  # the picture has followed
    assert "loss" in scrubber.labels[1]
    QTest.mouseRelease(scrubber, Qt.MouseButton.LeftButton, pos=QPoint(x, 20))
    assert scrubber.labels == (f"iteration {at}", f"epoch {wait(window).frame.epoch}")


def test_ends_of_epochs_are_marked_as_densely_as_can_be_told_apart() -> None:
    ends = np.arange(6, 1206, 6)
    assert (epochs_shown(ends, 5) == ends).all()
    assert (epochs_shown(ends, 7) == ends[1::2]).all()
    assert (epochs_shown(ends, 100) == ends[19::20]).all()
    assert epochs_shown(ends, 1e9).size == 1
    assert epochs_shown(ends[:1], 100).tolist() == [6]
    assert epochs_shown(ends[:0], 100).size == 0


def test_an_epoch_is_marked_below_the_line(real: Begin) -> None:
    window = real(iteration=12)
    scrubber: Any = window.body.parts["transport"].scrubber  # type: ignore[attr-defined]
    image = scrubber.grab().toImage()
    y = round(scrubber.height() - px(6.5)) + 2
    ground = image.pixelColor(round(scrubber._x(4.5)), y)
    for end in (3, 6, 9):
        assert image.pixelColor(round(scrubber._x(end)), y) != ground
