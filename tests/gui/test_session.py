"""The session between the engine thread and the window, with the real engine."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import numpy as np
import pytest

from engine.examples import path_of
from engine.files import write_whole
from engine.project import LSTM, SGD, Echo, Hold, Network, Project, Training, Xor
from gui.session import Session
from gui.shown import Shown
from gui.widgets.settings import sentence

SMALL = Project(
    data=Hold(length=6, examples=20, validation=8),
    network=Network(layers=(LSTM(units=3), LSTM(units=2))),
    training=Training(batch_size=8),
)
Wait = Callable[[Callable[[], bool]], None]


@pytest.fixture
def session(qapp: object) -> Iterator[Session]:
    made = Session(Project())
    yield made
    made.close()


@pytest.fixture
def wait(qtbot: object) -> Wait:
    def until(condition: Callable[[], bool]) -> None:
        qtbot.waitUntil(condition, timeout=5000)  # type: ignore[attr-defined]

    return until


@pytest.fixture
def settled(session: Session, wait: Wait) -> Callable[[], Shown]:
    def state() -> Shown:
        wait(lambda: session.state.frame.answered >= session._sent)
        return session.state

    return state


def at(session: Session, settled: Callable[[], Shown], iteration: int) -> None:
    session.open(SMALL)
    settled()
    session.go(iteration=iteration)
    assert settled().frame.iteration == iteration


def test_opening_shows_the_project_at_its_start(
    session: Session, settled: Callable[[], Shown]
) -> None:
    assert not session.state.started
    session.open(path_of("hold-lstm"))
    shown = settled()
    assert shown.started
    assert shown.project.name == "Hold the value"
    assert shown.frame.recording is None
    assert shown.frame.iteration == 0
    assert shown.path == path_of("hold-lstm")
    assert not shown.dirty


@pytest.mark.parametrize("size", ["tick", "time_step", "phase", "iteration", "epoch"])
def test_stepping_on_and_back_is_the_identity(
    session: Session, settled: Callable[[], Shown], size: str
) -> None:
    at(session, settled, 6)
    session.move("phase", -1)
    shown = settled()
    index = shown.playhead.index if shown.playhead else -1
    loss = shown.frame.recording.loss if shown.frame.recording else -1
    for way in (1, 1, 1, -1, -1, -1):
        session.move(size, way)
        settled()
    after = session.state
    assert after.playhead is not None
    assert after.frame.recording is not None
    assert (after.frame.iteration, after.playhead.index) == (6, index)
    assert after.frame.recording.loss == loss


def test_a_step_crosses_into_the_next_iteration_and_back(
    session: Session, settled: Callable[[], Shown]
) -> None:
    at(session, settled, 3)
    assert session.state.playhead is not None
    session.go(tick=len(session.state.playhead.ticks) - 1)
    session.move("time_step", 1)
    shown = settled()
    assert (shown.frame.iteration, shown.playhead.phase if shown.playhead else "") == (4, "batch")
    session.move("time_step", -1)
    shown = settled()
    assert (shown.frame.iteration, shown.playhead.phase if shown.playhead else "") == (3, "update")


def test_playing_trains_and_pausing_shows_the_iteration(
    session: Session, settled: Callable[[], Shown], wait: Wait
) -> None:
    session.open(SMALL)
    session.play(True)
    wait(lambda: session.state.frame.iteration > 50)
    assert session.state.frame.recording is not None
    assert session.state.frame.recording.followed
    session.play(False)
    shown = settled()
    assert not shown.playing
    assert shown.frame.recording is not None
    assert shown.frame.recording.iteration == shown.frame.iteration
    assert shown.frame.recording.loss == shown.frame.curves.training[shown.frame.iteration - 1]


def test_a_live_change_needs_no_restart_and_can_be_undone(
    session: Session, settled: Callable[[], Shown]
) -> None:
    at(session, settled, 10)
    session.change("training.learning_rate", 0.02)
    shown = settled()
    assert (shown.frame.iteration, shown.project.training.learning_rate) == (10, 0.02)
    assert [c.address for c in shown.frame.curves.changes] == ["training.learning_rate"]
    session.undo()
    shown = settled()
    assert shown.frame.iteration == 10
    assert shown.project == SMALL
    session.undo(1)
    assert settled().project.training.learning_rate == 0.02


def test_a_restart_can_be_undone_to_the_iteration_it_came_from(
    session: Session, settled: Callable[[], Shown]
) -> None:
    at(session, settled, 10)
    before = (
        np.array(session.state.frame.recording.after) if session.state.frame.recording else None
    )
    session.change("network.layers[0].units", 5)
    assert settled().frame.iteration == 0
    session.change("network.layers[0].units", 6)
    settled()
    session.undo()
    assert settled().project.network.layers[0].units == 5
    session.undo()
    shown = settled()
    assert (shown.frame.iteration, shown.project) == (10, SMALL)
    assert shown.frame.recording is not None
    assert np.array_equal(shown.frame.recording.after, before)


def test_two_restarts_in_one_breath_are_undone_one_by_one(
    session: Session, settled: Callable[[], Shown]
) -> None:
    at(session, settled, 4)
    session.change("network.layers[0].units", 5)
    session.change("network.layers[1].units", 7)
    session.undo()
    session.undo()
    shown = settled()
    assert (shown.project, shown.frame.project, shown.frame.iteration) == (SMALL, SMALL, 4)


def test_gone_back_the_settings_of_then_are_shown(
    session: Session, settled: Callable[[], Shown]
) -> None:
    at(session, settled, 10)
    session.change("training.learning_rate", 0.02)
    session.go(iteration=20)
    assert settled().project.training.learning_rate == 0.02
    session.go(iteration=5)
    assert settled().project.training.learning_rate == SMALL.training.learning_rate
    session.change("training.clip", 0.5)
    shown = settled()
    assert [c.address for c in shown.frame.curves.changes] == ["training.clip"]
    session.undo()
    assert settled().project.training.learning_rate == SMALL.training.learning_rate
    session.go(iteration=20)
    assert settled().project.training.learning_rate == 0.02


def test_gone_back_a_setting_of_later_can_be_chosen(
    session: Session, settled: Callable[[], Shown]
) -> None:
    at(session, settled, 10)
    session.change("training.learning_rate", 0.02)
    session.go(iteration=5)
    settled()
    session.change("training.learning_rate", 0.02)
    session.go(iteration=7)
    shown = settled()
    assert shown.frame.project.training.learning_rate == 0.02
    assert [(c.iteration, c.new) for c in shown.frame.curves.changes] == [(5, 0.02)]


def test_a_drag_is_one_undo_step(session: Session, settled: Callable[[], Shown]) -> None:
    at(session, settled, 4)
    for rate in (0.02, 0.03, 0.04):
        session.change("training.learning_rate", rate, final=False)
    assert settled().frame.project.training.learning_rate == SMALL.training.learning_rate
    session.change("training.learning_rate", 0.05)
    assert settled().frame.project.training.learning_rate == 0.05
    session.undo()
    assert settled().project == SMALL
    assert not session.state.can_undo


def test_a_refused_value_changes_nothing_and_says_why(
    session: Session, settled: Callable[[], Shown]
) -> None:
    at(session, settled, 4)
    session.change("training.loss", "bce")
    shown = settled()
    assert shown.project == SMALL
    assert shown.refusal is not None
    assert shown.refusal.place == "training.loss"
    assert "Mean squared error" in sentence(shown.refusal)
    session.change("training.learning_rate", 0.02)
    assert settled().refusal is None


def test_a_refused_number_names_its_control(session: Session, settled: Callable[[], Shown]) -> None:
    at(session, settled, 4)
    session.change("network.layers[0].units", 5000)
    shown = settled()
    assert shown.refusal is not None
    assert sentence(shown.refusal) == "“Units” must be ≤ 512; 5000 was given."


def test_other_data_brings_the_loss_that_fits(
    session: Session, settled: Callable[[], Shown]
) -> None:
    at(session, settled, 4)
    session.change("data", Xor())
    shown = settled()
    assert shown.refusal is None
    assert shown.project.training.loss == "bce"


def test_divergence_pauses_and_one_press_goes_back(
    session: Session, settled: Callable[[], Shown], wait: Wait
) -> None:
    at(session, settled, 20)
    session.change("training.optimizer", SGD())
    session.change("training.clip", 0.0)
    session.change("training.learning_rate", 1e6)
    session.play(True)
    wait(lambda: session.state.frame.divergence is not None)
    shown = session.state
    assert not shown.playing
    assert shown.frame.divergence is not None
    assert shown.frame.divergence.back_to == 20
    assert shown.frame.recording is not None
    assert np.isfinite(shown.frame.recording.loss)
    session.go(iteration=20)
    shown = settled()
    assert (shown.frame.iteration, shown.frame.divergence) == (20, None)


def test_a_cure_goes_back_changes_a_setting_and_plays_on(
    session: Session, settled: Callable[[], Shown], wait: Wait
) -> None:
    at(session, settled, 20)
    session.change("training.optimizer", SGD())
    session.change("training.clip", 0.0)
    session.change("training.learning_rate", 1e6)
    session.play(True)
    wait(lambda: session.state.frame.divergence is not None)
    session.go(iteration=20)
    session.change("training.learning_rate", 0.01)
    session.play(True)
    wait(lambda: session.state.frame.iteration > 60)
    assert session.state.playing
    assert session.state.frame.divergence is None
    session.play(False)
    assert settled().frame.project.training.learning_rate == 0.01


def test_save_and_open_come_back_to_the_same_place(
    session: Session, settled: Callable[[], Shown], tmp_path: Path, wait: Wait
) -> None:
    at(session, settled, 12)
    file = tmp_path / "a.gatescope"
    session.save(file)
    wait(lambda: session.state.path == file)
    assert not session.state.dirty
    session.move("iteration", 1)
    assert settled().dirty
    session.open(file)
    shown = settled()
    assert (shown.frame.iteration, shown.path, shown.dirty) == (12, file, False)


def test_a_file_that_cannot_be_opened_changes_nothing(
    session: Session, settled: Callable[[], Shown], tmp_path: Path
) -> None:
    at(session, settled, 4)
    session.change("training.learning_rate", 0.02)
    write_whole(tmp_path / "a.gatescope", b"PK nonsense")
    session.open(tmp_path / "a.gatescope")
    shown = settled()
    assert shown.refusal is not None
    assert "a.gatescope" in str(shown.refusal)
    assert (shown.frame.iteration, shown.project.training.learning_rate, shown.can_undo) == (
        4,
        0.02,
        True,
    )


def test_step_speed_moves_the_playhead_alone(
    session: Session, settled: Callable[[], Shown], wait: Wait
) -> None:
    at(session, settled, 4)
    session.go(tick=0)
    session.play(True, speed=1)
    wait(lambda: session.state.playhead is not None and session.state.playhead.tick.t >= 1)
    assert session.state.frame.iteration == 4
    session.play(False)


def test_a_drag_that_ends_where_it_cannot_be_leaves_what_was_before(
    session: Session, settled: Callable[[], Shown]
) -> None:
    before = session.state.project
    assert isinstance(before.data, Hold)
    session.change("data.length", before.data.length + 5, final=False)
    session.change("data.length", 10**9, final=False)
    session.change("data.length", 10**9, final=True)
    shown = settled()
    assert shown.refusal is not None
    assert shown.project == before
    assert shown.frame.project.data == before.data
    assert not shown.can_undo


def test_other_data_take_the_name_of_the_old_ones_away(
    session: Session, settled: Callable[[], Shown]
) -> None:
    named = msgspec.structs.replace(session.state.project, name="Hold the value")
    session.open(named)
    settled()
    session.change("data.length", 12)
    assert settled().project.name == "Hold the value"
    session.change("data", Echo())
    assert settled().project.name == ""
    session.undo()
    assert settled().project.name == "Hold the value"
