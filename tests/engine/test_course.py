from __future__ import annotations

import random
from typing import Any

import msgspec
import numpy as np
import pytest

from engine import course as course_module
from engine import history
from engine.course import Course
from engine.divergence import first_not_finite
from engine.errors import Refusal
from engine.frame import Change
from engine.project import LSTM, SGD, Adam, Dense, Hold, Momentum, Network, Project, Sine, Training
from engine.trainer import Diverged
from tests.engine.small import SMALL, bits, curves, here, run_to, trained, with_training

LSTM_HOLD = SMALL["lstm"]


def edits_of(project: Project) -> dict[int, Project]:
    """Give edits of all live settings, some at one iteration, some in the middle of an epoch."""
    steps: list[tuple[int, dict[str, Any]]] = [
        (7, {"learning_rate": 0.05}),
        (19, {"batch_size": 3}),
        (31, {"clip": 0.02}),
        (44, {"optimizer": Momentum(momentum=0.8)}),
        (58, {"batch": "one", "learning_rate": 0.01}),
        (75, {"batch": "full"}),
        (90, {"optimizer": Adam(beta1=0.5)}),
        (101, {"batch": "mini", "batch_size": 7, "clip": 0}),
        (120, {"optimizer": SGD()}),
    ]
    found = {}
    for k, settings in steps:
        project = with_training(project, **settings)
        found[k] = project
    return found


# straight run and replay


@pytest.mark.parametrize("name", SMALL)
def test_seeking_equals_a_straight_run_to_the_bit(name: str) -> None:
    project, edits, n = SMALL[name], edits_of(SMALL[name]), 150
    straight, states = Course(project), []
    for k in range(n + 1):
        if k in edits:
            straight.edit(edits[k], 1)
        states.append(here(straight))
        if k < n:
            straight.advance()
    wanted = curves(straight)
    course, rng = trained(project, n, edits), random.Random(5)
    for _ in range(40):
        k = rng.randint(0, n)
        assert course.seek(k)
        assert here(course) == states[k]
        if rng.random() < 0.3:
            course.stop()
            assert here(course) == states[k]
    assert curves(course) == wanted
    course.seek(n + 20)
    assert curves(course) == curves(trained(project, n + 20, edits))


def test_stepping_back_over_250_iterations_is_exact() -> None:
    n, states = 400, []
    course = Course(LSTM_HOLD)
    for k in range(n + 1):
        if k == 300:
            course.edit(with_training(LSTM_HOLD, batch_size=5), 1)
        states.append(here(course))
        if k < n:
            course.advance()
    for k in reversed(range(n - 250, n)):
        course.seek(k)
        course.stop()
        assert here(course) == states[k]
        assert course.recording is not None
        assert course.recording.iteration == k


def test_a_recording_of_the_past_leads_to_where_it_stands() -> None:
    course = trained(LSTM_HOLD, 60, edits_of(LSTM_HOLD))
    for k in (60, 59, 44, 20, 19, 8, 1):
        course.seek(k)
        course.stop()
        recording = course.recording
        assert recording is not None
        assert recording.after.tobytes() == course.trainer.network.parameters.tobytes()
        assert recording.loss == course.branch.training[k - 1]
        previous = course.checkpoint_at(k - 1)
        assert recording.before.tobytes() == previous.parameters.tobytes()
    course.seek(0)
    course.stop()
    assert course.recording is None
    assert course.metrics["validation_loss"] == course.branch.validation[0]


def test_replays_stay_short_while_going_back(monkeypatch: pytest.MonkeyPatch) -> None:
    course = trained(SMALL["no time, full"], 3000)
    course.seek(1500)
    course.stop()
    steps = 0
    advance = course.trainer.step

    def counted(*arguments: Any) -> float:
        nonlocal steps
        steps += 1
        return advance(*arguments)

    monkeypatch.setattr(course.trainer, "step", counted)
    entered = set()  # the first replay of a block between two checkpoints is long
    for k in range(1499, 1390, -1):
        steps, block = 0, (k - 1) // history.BASE
        course.seek(k)
        course.stop()
        assert steps < 2 * course_module.FINER + 2 or block not in entered
        entered.add(block)
    assert len(entered) > 1


def test_the_block_of_one_branch_is_not_taken_for_another() -> None:
    project = SMALL["no time, full"]
    course = trained(project, 3000)
    course.seek(1500)  # keeps iterations up to 1496 of branch 0
    course.seek(1450)
    slower = with_training(project, learning_rate=0.1)
    course.edit(slower, 1)
    run_to(course, 3000)
    course.seek(1499)
    assert here(course) == here(trained(project, 1499, {1450: slower}))
    course.go_back_to(project, 0, 1499)
    course.seek(1499)
    assert here(course) == here(trained(project, 1499))


def test_a_replay_does_not_validate_again(monkeypatch: pytest.MonkeyPatch) -> None:
    course = trained(LSTM_HOLD, 150)
    monkeypatch.setattr(course.trainer, "validate", lambda: pytest.fail("validated"))
    course.seek(73)
    course.seek(150)


def test_the_block_gone_back_to_stays_small_and_exact() -> None:
    project = SMALL["no time, full"]
    course = trained(project, 1500)
    course.branch.checkpoints.thin(1500)
    course.seek(1400)
    assert len(course._block) == course_module.BLOCK
    for k in (1399, 1203, 5):
        course.seek(k)
        course.stop()
        assert here(course) == here(trained(project, k))
    assert len(course._block) <= course_module.BLOCK


def test_a_checkpoint_of_the_past_is_found_without_moving() -> None:
    course = trained(LSTM_HOLD, 150)
    before = here(course)
    for k in (0, 1, 33, 100, 149, 150):
        assert bits(course.checkpoint_at(k)) == here(trained(LSTM_HOLD, k))
        assert here(course) == before


def test_a_seek_that_is_ended_stands_at_an_exact_place() -> None:
    course = trained(LSTM_HOLD, 100)
    asked = 0

    def going(share: float) -> bool:
        nonlocal asked
        asked += 1
        assert 0 <= share <= 1
        return asked < 8

    assert not course.seek(115, going)
    assert course.iteration == 107
    assert here(course) == here(trained(LSTM_HOLD, 107))


# edits and branches


def test_an_edit_at_the_head_is_a_change_on_the_same_branch() -> None:
    course = trained(LSTM_HOLD, 10)
    course.edit(with_training(LSTM_HOLD, learning_rate=0.5), 4)
    assert course.branch.number == 0
    assert course.branch.changes == [Change(10, "training.learning_rate", 0.02, 0.5)]
    assert course.branch.curves().changes == tuple(course.branch.changes)


def test_an_edit_at_a_past_point_leaves_the_old_branch_as_it_was() -> None:
    course = trained(LSTM_HOLD, 80)
    old, kept = course.branch, curves(course)
    course.seek(30)
    faster = with_training(LSTM_HOLD, learning_rate=0.1)
    course.edit(faster, 1)
    run_to(course, 120)
    assert (course.branch.number, course.branch.parent, course.branch.start) == (1, 0, 30)
    straight = trained(LSTM_HOLD, 120, {30: faster})
    assert here(course) == here(straight)
    assert curves(course) == curves(straight)
    course.go_back_to(LSTM_HOLD, 0, 80)
    course.seek(80)
    assert course.branch is old
    assert curves(course) == kept
    assert here(course) == here(trained(LSTM_HOLD, 80))


def test_an_edit_back_and_forth_at_one_place_changes_nothing() -> None:
    course = trained(LSTM_HOLD, 20)
    course.edit(with_training(LSTM_HOLD, optimizer=SGD()), 1)
    course.edit(LSTM_HOLD, 2)
    run_to(course, 60)
    assert here(course) == here(trained(LSTM_HOLD, 60))
    assert course.branch.changes == []


def test_a_name_or_a_view_starts_no_branch() -> None:
    course = trained(LSTM_HOLD, 20, {10: with_training(LSTM_HOLD, learning_rate=0.5)})
    course.seek(5)  # here the old learning rate is in force, and the project shows it
    course.edit(msgspec.structs.replace(course.project_here(), name="mine"), 1)
    assert course.branch.number == 0
    assert course.project.name == "mine"


def test_a_setting_that_needs_a_restart_begins_anew_on_a_new_branch() -> None:
    course = trained(LSTM_HOLD, 20)
    wider = msgspec.structs.replace(LSTM_HOLD, network=Network(layers=(LSTM(units=6),)))
    course.edit(wider, 3)
    assert (course.branch.number, course.branch.parent, course.iteration) == (3, -1, 0)
    run_to(course, 5)
    assert here(course) == here(trained(wider, 5))
    course.go_back_to(LSTM_HOLD, 0, 20)
    course.seek(20)
    assert here(course) == here(trained(LSTM_HOLD, 20))
    course.go_back_to(wider, 3, 5)
    course.seek(5)
    assert here(course) == here(trained(wider, 5))


def test_a_branch_that_is_not_known_begins_anew() -> None:
    course = trained(LSTM_HOLD, 5)
    course.go_back_to(LSTM_HOLD, 9, 3)
    course.seek(3)
    assert course.branch.number == 9
    assert here(course) == here(trained(LSTM_HOLD, 3))


def test_a_refused_edit_changes_nothing() -> None:
    course = trained(LSTM_HOLD, 20)
    before, project, branch = here(course), course.project, course.branch
    for bad in (
        with_training(LSTM_HOLD, loss="bce"),
        with_training(LSTM_HOLD, learning_rate=-1.0),
        msgspec.structs.replace(LSTM_HOLD, data=Hold(length=1000, examples=100_000)),
    ):
        for change in (course.edit, lambda p, n: course.go_back_to(p, n, 3)):
            with pytest.raises(Refusal):
                change(bad, 0)
    assert (here(course), course.project, course.branch) == (before, project, branch)
    assert list(course.branches) == [0]


def test_old_branches_keep_little_and_are_still_exact() -> None:
    course = trained(LSTM_HOLD, 60)
    for number in range(1, 30):
        course.seek(40)
        course.edit(with_training(LSTM_HOLD, learning_rate=0.01 + number / 1000), number)
        run_to(course, 50)
    held = [len(branch.checkpoints.kept) for branch in course.branches.values()]
    assert held[: -course_module.BRANCHES] == [2] * (30 - course_module.BRANCHES)
    course.go_back_to(LSTM_HOLD, 0, 55)
    course.seek(55)
    assert here(course) == here(trained(LSTM_HOLD, 55))
    run_to(course, 70)
    assert here(course) == here(trained(LSTM_HOLD, 70))
    assert list(course.branches)[-1] == 0  # the one at hand is the last to be thinned


# epochs


def test_epoch_ends_on_and_back() -> None:
    course = trained(LSTM_HOLD, 10)  # 20 examples by 8: an epoch ends at 3, 6, 9
    assert [course.epoch_end(n) for n in (-4, -3, -2, -1, 1, 2)] == [0, 3, 6, 9, 12, 15]
    course.seek(6)
    assert [course.epoch_end(n) for n in (-3, -2, -1, 1, 2, 3)] == [0, 0, 3, 9, 12, 15]
    course.seek(0)
    assert [course.epoch_end(n) for n in (-1, 1, 4)] == [0, 3, 12]


@pytest.mark.parametrize("name", SMALL)
def test_epochs_end_where_they_are_said_to(name: str) -> None:
    course = trained(SMALL[name], 61, edits_of(SMALL[name]))
    known = list(course.branch.ends)
    for k in (0, 1, 15, 40, 61):
        course.seek(k)
        said = course.epoch_end(1)
        assert said == next((end for end in known if end > k), said)
        assert course.epoch_end(-1) == max((end for end in known if end < k), default=0)
    course.seek(61)
    said = [course.epoch_end(n) for n in (1, 2, 3)]
    run_to(course, said[-1])
    assert course.branch.ends == known + said


def test_epoch_end_behind_a_change_of_the_batch_size() -> None:
    course = trained(LSTM_HOLD, 2, {1: with_training(LSTM_HOLD, batch_size=4)})
    course.seek(0)  # 8, then 4 + 4 + 4: the settings to come count
    assert course.epoch_end(1) == 4
    assert course.epoch_end(2) == 9


def test_batches_of_an_epoch_are_counted_also_across_a_change_of_their_size() -> None:
    course = Course(LSTM_HOLD)
    assert course.batch_of_epoch() == (0, 3)
    found = []
    for k in range(1, 9):
        course.advance()
        if k == 4:
            course.edit(with_training(LSTM_HOLD, batch_size=3), 1)
        found.append(course.batch_of_epoch())
    # 8 + 8 + 4; then 8, and 3 + 3 + 3 + 3
    assert found == [(1, 3), (2, 3), (3, 3), (1, 5), (2, 5), (3, 5), (4, 5), (5, 5)]


# divergence


def deep(**training: Any) -> Project:
    linear = Dense(units=6, activation="identity", initialization="he")
    settings = Training(learning_rate=0.001, clip=0, batch="full", optimizer=SGD())
    return Project(
        data=Sine(examples=20, validation=5),
        network=Network(layers=(linear,) * 4),
        training=msgspec.structs.replace(settings, **training),
    )


@pytest.mark.parametrize("optimizer", [SGD(), Momentum(), Adam()], ids=lambda o: type(o).__name__)
def test_divergence_says_where_and_goes_back(optimizer: Any) -> None:
    calm = deep(optimizer=optimizer)
    course = trained(calm, 40)
    course.edit(with_training(calm, learning_rate=1e6), 1)
    with pytest.raises(Diverged):
        run_to(course, 1000)
    found = course.divergence
    assert found is not None
    assert found.iteration == course.iteration + 1
    assert found.back_to == course.branch.safe_iteration(course.iteration) >= 40
    assert found.learning_rate == 0.001
    assert found.array in {"loss", "gradient", "update", "y", "z", "dy", "dz"}
    assert np.isfinite(course.trainer.network.parameters).all()
    assert np.isfinite(course.branch.curves().training).all()
    broken = here(course)
    with pytest.raises(Diverged):
        course.advance()
    assert here(course) == broken
    course.stop()
    assert course.recording is not None
    assert course.recording.iteration == course.iteration
    course.seek(found.back_to)
    assert course.divergence is None
    course.seek(40)
    assert here(course) == here(trained(calm, 40, {40: with_training(calm, learning_rate=1e6)}))
    course.edit(calm, 2)
    run_to(course, 80)
    assert course.divergence is None
    # an edit away and back at one iteration: as if there had been none
    assert course.trainer.network.parameters.tobytes() == (
        trained(calm, 80).trainer.network.parameters.tobytes()
    )


def test_divergence_at_once_goes_back_to_the_start() -> None:
    course = Course(deep(learning_rate=1e6))
    with pytest.raises(Diverged):
        run_to(course, 50)
    assert course.divergence is not None
    assert course.divergence.learning_rate is None
    course.seek(0)
    assert here(course) == here(Course(deep(learning_rate=1e6)))


@pytest.mark.parametrize("name", SMALL)
def test_the_first_array_that_is_not_finite_is_named(name: str) -> None:
    course = Course(SMALL[name])
    course.advance()
    batch = course.trainer.batching.next(course.trainer.training)
    for layer, array in enumerate(course.trainer.network.layers):
        poisoned = course.trainer.network.parameters[course.trainer.network.slices[layer]]
        if not poisoned.size:
            continue
        kept = poisoned.copy()
        poisoned[...] = np.nan
        recording = course.trainer.new_recording(batch.size, batch.stop - batch.start)
        with pytest.raises(Diverged):
            course.trainer.step(recording)
        found, at, t = first_not_finite(recording)
        assert at == layer
        assert t == (recording.steps - 1 if recording.single[layer] else 0)
        assert found in recording.layers[layer].names
        assert array.kind == recording.layers[layer].kind
        poisoned[...] = kept


def test_a_loss_that_overflows_is_named() -> None:
    trainer = Course(deep()).trainer
    for name, shape in trainer.network.names().items():
        trainer.network.put(name, np.full(shape, 1e19 if name == "4.bias" else 0.0))
    recording = trainer.new_recording(20)
    with pytest.raises(Diverged):
        trainer.step(recording)
    assert first_not_finite(recording) == ("loss", -1, -1)
