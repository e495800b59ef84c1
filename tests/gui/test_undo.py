"""Undo and redo without limit: of settings, weights, clamps, branches, names, bookmarks."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator

import pytest
from msgspec import structs

from engine import commands
from engine.plain import json_text
from engine.project import GRU, LSTM, SGD, Adam, Hold, Network, Project, Training, Weight
from gui.session import Session
from gui.shown import Shown

PROJECT = Project(
    data=Hold(length=4, examples=8, validation=4),
    network=Network(layers=(LSTM(units=2),)),
    training=Training(batch_size=4),
)
Settled = Callable[[], Shown]


@pytest.fixture
def session(qapp: object) -> Iterator[Session]:
    made = Session(PROJECT)
    yield made
    made.close()


@pytest.fixture
def settled(session: Session, qtbot: object) -> Settled:
    def state() -> Shown:
        qtbot.waitUntil(  # type: ignore[attr-defined]
            lambda: (
                session.state.frame.answered >= session._sent and session.state.frame.busy is None
            ),
            timeout=8000,
        )
        return session.state

    return state


def begin(session: Session, settled: Settled, iteration: int = 6) -> Shown:
    session.open(PROJECT)
    settled()
    session.go(iteration=iteration)
    return settled()


def branch(session: Session, settled: Settled) -> Shown:
    """Begin a branch at iteration 2."""
    session.go(iteration=2)
    settled()
    session.change("training.learning_rate", 0.3)
    settled()
    session.go(iteration=4)
    return settled()


def test_removing_a_branch_is_undone(session: Session, settled: Settled) -> None:
    first = begin(session, settled).frame.branch
    shown = branch(session, settled)
    losses = {line.number: line.smoothed.tobytes() for line in shown.frame.lines}
    session.ask(commands.Remove(first))
    assert [line.number for line in settled().frame.lines] == [shown.frame.branch]
    session.undo()
    found = {line.number: line.smoothed.tobytes() for line in settled().frame.lines}
    assert found == losses
    session.undo(1)
    assert len(settled().frame.lines) == 1
    session.undo()
    settled()
    session.ask(commands.Return(PROJECT, first, 5))
    shown = settled()
    assert (shown.frame.branch, shown.frame.iteration) == (first, 5)
    assert shown.frame.recording is not None
    straight = Session(PROJECT)
    assert shown.frame.recording.iteration == 5
    straight.close()


def test_naming_a_branch_is_undone(session: Session, settled: Settled) -> None:
    number = begin(session, settled).frame.branch
    session.ask(commands.Rename(number, "one"))
    settled()
    session.ask(commands.Rename(number, "two"))
    assert settled().frame.lines[0].name == "two"
    assert settled().dirty
    session.undo()
    assert settled().frame.lines[0].name == "one"
    session.undo()
    assert settled().frame.lines[0].name == ""
    session.undo(1)
    assert settled().frame.lines[0].name == "one"


def test_the_same_name_again_is_nothing_to_undo(session: Session, settled: Settled) -> None:
    number = begin(session, settled).frame.branch
    session.ask(commands.Rename(number, ""))
    session.ask(commands.Remove(number))  # it stands on it
    session.ask(commands.Rename(99, "nobody"))
    assert not settled().can_undo


def test_bookmarks_are_set_renamed_and_undone(session: Session, settled: Settled) -> None:
    number = begin(session, settled).frame.branch
    session.ask(commands.Bookmark(number, 3, "here"))
    settled()
    session.ask(commands.Bookmark(number, 3, "there"))
    assert settled().frame.lines[0].bookmarks == ((3, "there"),)
    session.ask(commands.Bookmark(number, 3, ""))
    assert settled().frame.lines[0].bookmarks == ()
    session.undo()
    session.undo()
    assert settled().frame.lines[0].bookmarks == ((3, "here"),)
    session.undo()
    assert settled().frame.lines[0].bookmarks == ()


def test_a_weight_is_set_in_the_iteration_at_hand(session: Session, settled: Settled) -> None:
    shown = begin(session, settled)
    name = "0.weight_ih_l0"
    before = shown.frame.recording
    assert before is not None
    was = float(before.parameter(name)[1, 0])
    session.change("training.weights", (Weight(name, 1, 0, was, 1.5),))
    shown = settled()
    assert shown.frame.iteration == 6
    assert shown.frame.recording is not None
    assert shown.frame.recording.parameter(name)[1, 0] == 1.5
    session.undo()
    shown = settled()
    assert shown.frame.iteration == 6
    assert shown.frame.recording is not None
    assert shown.frame.recording.parameter(name)[1, 0] == was


@pytest.mark.parametrize("size", ["tick", "time_step", "phase", "iteration", "epoch"])
@pytest.mark.parametrize("times", [2, 3, 7])
def test_n_steps_on_and_n_back_is_the_same_place(
    session: Session, settled: Settled, size: str, times: int
) -> None:
    begin(session, settled, 30)
    session.move(size, 1)  # type: ignore[arg-type]
    settled()
    session.change("view.times", times)
    place = session.state.playhead, session.state.frame.iteration
    passed = set()
    for way in (1, 1, -1, -1):
        session.move(size, way)  # type: ignore[arg-type]
        for _ in range(times):
            settled()
        passed.add((session.state.playhead, session.state.frame.iteration))
    assert len(passed) == 3
    shown = session.state
    assert (shown.playhead, shown.frame.iteration) == place


def test_seven_phases_on_are_seven_single_ones(session: Session, settled: Settled) -> None:
    begin(session, settled)
    for _ in range(7):
        session.move("phase", 1)
        settled()
    single = session.state.playhead, session.state.frame.iteration
    begin(session, settled)
    session.change("view.times", 7)
    session.move("phase", 1)
    for _ in range(4):
        settled()
    assert (session.state.playhead, session.state.frame.iteration) == single


def settings(project: Project, chance: random.Random) -> tuple[str, object]:
    """Give a setting and a value for it."""
    layer = chance.choice((LSTM(units=2), GRU(units=2), LSTM(units=3)))
    weight = Weight("0.bias_ih_l0", 0, 0, 0.0, chance.random())
    choices: list[tuple[str, object]] = [
        ("training.learning_rate", chance.choice((0.001, 0.01, 0.02, 0.1))),
        ("training.batch_size", chance.choice((1, 2, 4, 8))),
        ("training.optimizer", chance.choice((SGD(), Adam()))),
        ("network.layers", (layer,)),
        ("data", structs.replace(project.data, seed=chance.randrange(5))),
        ("training.weights", (*project.training.weights, weight)),
    ]
    return chance.choice(choices)


def command(shown: Shown, chance: random.Random) -> commands.Command:
    """Give something that is asked for."""
    frame = shown.frame
    number = chance.choice([line.number for line in frame.lines])
    place = chance.randrange(frame.latest + 1)
    choices = [
        commands.Restart(shown.project, 0),
        commands.Rename(number, chance.choice("abc")),
        commands.Remove(number),
        commands.Bookmark(frame.branch, place, chance.choice("xyz")),
    ]
    return chance.choice(choices)


def act(session: Session, chance: random.Random) -> None:
    """Do one thing that a user can do."""
    shown = session.state
    match chance.randrange(12):
        case 0 | 1 | 2 | 3 | 4:
            session.change(*settings(shown.project, chance))
        case 5 | 6 | 7:
            session.ask(command(shown, chance))
        case 8:
            session.undo(chance.choice((-1, -1, 1)))
        case _:
            steps = chance.choice((-3, -1, 1, 2))
            session.go(iteration=max(0, shown.frame.iteration + steps))


def test_500_random_actions_undone_in_one_go_give_the_start(
    session: Session, settled: Settled
) -> None:
    start = begin(session, settled, 2)
    text = json_text(start.project)
    assert start.frame.recording is not None
    numbers = start.frame.recording.before.tobytes()
    chance = random.Random(4)
    for _ in range(500):
        act(session, chance)
        settled()
    assert json_text(session.state.project) != text
    undone = 0
    while session.state.can_undo:
        session.undo()
        undone += 1
        settled()
    assert undone > 100
    shown = session.state
    assert json_text(shown.project) == text
    assert shown.frame.branch == start.frame.branch
    assert shown.frame.lines[0].bookmarks == ()
    session.go(iteration=2)
    shown = settled()
    assert shown.frame.recording is not None
    assert shown.frame.recording.before.tobytes() == numbers
