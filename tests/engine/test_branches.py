"""Weights set by hand, branches, restarts, stops and searches: exact under replay, undo, saving."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import pytest

from engine.archive import Named, archive
from engine.commands import (
    Allow,
    Bookmark,
    Edit,
    Found,
    Play,
    Refused,
    Remove,
    Rename,
    Restart,
    Restore,
    Return,
    Search,
    Seek,
    Step,
    Watch,
)
from engine.condition import Name, parse
from engine.course import Course
from engine.errors import FileRefusal, Refusal
from engine.files import load, open_project, save, save_project, write_whole
from engine.project import Project, Weight
from engine.reading import Reading, first
from engine.state import collect
from tests.engine.small import SMALL, bits, here, run_to, trained, with_training
from tests.engine.test_runner import Engine

PROJECT = SMALL["lstm"]
GRU = SMALL["both directions, of any length"]


def setting(course: Course, value: float, place: tuple[str, int, int]) -> Project:
    """Give the project with one weight more set by hand."""
    name, row, column = place
    was = course.trainer.network.get(name)
    was = float(was.reshape(len(was), -1)[row, column])
    weights = (*course.project.training.weights, Weight(name, row, column, was, value))
    return with_training(course.project, weights=weights)


HH = ("0.weight_hh_l0", 5, 2)
BIAS = ("1.bias", 0, 0)


# weights set by hand


def test_a_weight_set_at_the_head_counts_from_the_next_iteration() -> None:
    course = run_to(Course(PROJECT), 10)
    course.edit(setting(course, 0.75, HH), 1)
    recording = course.record()
    assert recording.parameter(HH[0])[5, 2] == 0.75
    straight = run_to(Course(PROJECT), 10)
    straight.trainer.network.set_one(*HH, 0.75)
    straight.advance()
    assert np.array_equal(course.trainer.network.parameters, straight.trainer.network.parameters)


@pytest.mark.parametrize("name", SMALL)
def test_replays_set_it_again_and_taking_it_back_gives_the_old_value(name: str) -> None:
    project = SMALL[name]
    course = run_to(Course(project), 12)
    place = (next(iter(course.trainer.network.names())), 0, 0)
    edited = setting(course, 0.5, place)
    course.edit(edited, 1)
    run_to(course, 20)
    kept = here(course)
    for k in (3, 20, 12, 0, 20):
        course.seek(k)
        course.stop()
    assert here(course) == kept
    course.edit(project, 2)  # undone here: the old value from now on
    course.advance()
    again = run_to(Course(project), 12)
    again.edit(edited, 1)
    run_to(again, 20)
    again.trainer.network.set_one(*place, edited.training.weights[0].was)
    again.advance()
    assert course.trainer.network.parameters.tobytes() == again.trainer.network.parameters.tobytes()


def test_several_are_taken_back_in_the_order_of_their_making() -> None:
    course = run_to(Course(PROJECT), 4)
    before = course.trainer.network.parameters.copy()
    one = setting(course, 0.5, HH)
    course.trainer.take(one.training)
    course.project = one
    two = setting(course, -0.5, HH)
    course.trainer.take(two.training)
    assert course.trainer.network.get(HH[0])[5, 2] == -0.5
    course.trainer.take(one.training)
    assert course.trainer.network.get(HH[0])[5, 2] == 0.5
    course.trainer.take(two.training)
    course.trainer.take(PROJECT.training)
    assert course.trainer.network.parameters.tobytes() == before.tobytes()


def test_a_weight_set_at_a_past_point_begins_a_branch(tmp_path: Path) -> None:
    course = run_to(Course(PROJECT), 30)
    course.seek(10)
    course.edit(setting(course, 0.75, BIAS), 7)
    assert (course.branch.number, course.branch.parent, course.branch.start) == (7, 0, 10)
    run_to(course, 30)
    assert course.branches[0].training.view()[10] != course.branch.training.view()[10]
    path = tmp_path / "a.gatescope"
    save_project(path, course.project, course)
    opened = open_project(path)
    assert here(opened) == here(course)
    for k in (29, 9, 11, 30):
        opened.seek(k)
        course.seek(k)
        assert here(opened) == here(course)


@pytest.mark.parametrize(
    "weight",
    [
        Weight("0.nothing", 0, 0, 0.0, 1.0),
        Weight("0.weight_hh_l0", 16, 0, 0.0, 1.0),
        Weight("0.weight_hh_l0", 0, 4, 0.0, 1.0),
        Weight("1.bias", 0, 1, 0.0, 1.0),
    ],
)
def test_a_weight_that_is_not_there_is_refused(weight: Weight, tmp_path: Path) -> None:
    project = with_training(PROJECT, weights=(weight,))
    course = run_to(Course(PROJECT), 2)
    kept = here(course)
    with pytest.raises(Refusal, match="There is no weight"):
        course.edit(project, 1)
    assert here(course) == kept
    with pytest.raises(Refusal, match="There is no weight"):
        Course(project)
    path = tmp_path / "a.gatescope"
    save_project(path, PROJECT, course)
    course.branch.journal[1] = project.training
    save_project(path, PROJECT, course)
    with pytest.raises(FileRefusal):
        open_project(path)


def test_the_runner_sets_it_before_the_iteration_at_hand() -> None:
    engine = Engine(PROJECT)
    engine.ask(Seek(10))
    before = engine.frame
    assert before.recording is not None
    was = float(before.recording.parameter(HH[0])[5, 2])
    edited = with_training(PROJECT, weights=(Weight(*HH, was, was + 0.25),))
    frame = engine.ask(Edit(edited, 4, again=True))
    assert (frame.iteration, frame.branch, frame.latest) == (10, 4, 10)
    assert frame.recording is not None
    assert frame.recording.parameter(HH[0])[5, 2] == np.float32(was + 0.25)
    assert frame.recording.loss != before.recording.loss
    assert [(line.number, line.parent, line.start) for line in frame.lines] == [
        (0, -1, 0),
        (4, 0, 9),
    ]
    frame = engine.ask(Edit(with_training(edited, learning_rate=0.5), 5, again=True))
    assert (frame.iteration, frame.branch) == (10, 5)
    engine.runner.join()


# branches


def test_branches_are_named_and_forgotten() -> None:
    engine = Engine(PROJECT)
    engine.ask(Seek(20))
    engine.ask(Seek(5))
    engine.ask(Edit(with_training(PROJECT, learning_rate=0.3), 1), Step(iterations=3))
    engine.ask(Rename(0, "기준"), Rename(9, "nobody"))
    lines = engine.frame.lines
    assert [(line.number, line.name, line.latest) for line in lines] == [
        (0, "기준", 20),
        (1, "", 8),
    ]
    assert np.array_equal(lines[0].smoothed[:5], lines[1].smoothed[:5])
    assert not lines[0].smoothed.flags.writeable
    engine.ask(Remove(1))  # it stands on it
    assert len(engine.frame.lines) == 2
    engine.ask(Remove(0), Remove(0))
    assert [line.number for line in engine.frame.lines] == [1]
    engine.ask(Seek(2))
    assert engine.frame.iteration == 2
    engine.runner.join()


def test_two_branches_are_seen_at_the_same_iteration() -> None:
    engine = Engine(PROJECT)
    engine.ask(Seek(20))
    engine.ask(Seek(8))
    changed = with_training(PROJECT, learning_rate=0.2)
    engine.ask(Edit(changed, 1), Step(iterations=8))
    assert engine.frame.beside is None
    engine.send(Watch(beside=0))
    frame = engine.until(lambda frame: frame.beside is not None)
    assert frame.recording is not None
    assert frame.beside is not None
    assert frame.recording.iteration == frame.beside.iteration == 16
    before = trained(PROJECT, 15)
    assert frame.beside.before.tobytes() == before.trainer.network.parameters.tobytes()
    assert frame.recording.before.tobytes() != frame.beside.before.tobytes()
    kept = frame.beside.outputs.copy()
    engine.ask(Step(iterations=3))
    assert engine.frame.beside is not None
    assert engine.frame.beside.iteration == 19
    assert np.array_equal(frame.beside.outputs, kept)  # lent to the Frame that holds it
    engine.ask(Step(iterations=3))
    assert engine.frame.beside.iteration == 20  # its last
    course = engine.runner._course
    assert here(course) == here(trained(PROJECT, 22, {8: changed}))
    assert course.branches[0].latest == 20
    engine.ask(Remove(0), Seek(10))
    assert engine.frame.beside is None
    engine.send(Watch())
    engine.ask(Seek(11))
    assert engine.frame.beside is None
    engine.runner.join()


def test_a_command_ends_the_look_at_the_branch_beside(monkeypatch: pytest.MonkeyPatch) -> None:
    engine = Engine(PROJECT)
    engine.ask(Seek(20))
    engine.ask(Seek(8))
    engine.ask(Edit(with_training(PROJECT, learning_rate=0.2), 1), Step(iterations=8))
    beside, ended = Course.beside, []

    def interrupted(course: Course, number: int) -> Course:
        other = beside(course, number)
        stop = other.stop

        def stop_later(going: Callable[[float], bool]) -> bool:
            if ended:
                return stop(going)
            engine.send(Seek(12))
            ended.append(not going(0.5))
            return not ended[0]

        monkeypatch.setattr(other, "stop", stop_later)
        return other

    monkeypatch.setattr(Course, "beside", interrupted)
    engine.send(Watch(beside=0))
    frame = engine.until(lambda frame: frame.beside is not None)
    assert ended == [True]
    assert (frame.iteration, frame.beside.iteration) == (12, 12)
    engine.runner.join()


def test_a_budget_is_kept_by_every_branch_and_nothing_is_lost() -> None:
    engine = Engine(PROJECT)
    engine.ask(Seek(700))
    assert engine.frame.budget == 256_000_000
    full = engine.frame.kept
    assert 0 < full < engine.frame.budget
    engine.ask(Seek(3))
    engine.ask(Edit(with_training(PROJECT, learning_rate=0.3), 1), Step(iterations=600))
    engine.ask(Allow(full // 20))
    assert engine.frame.budget == full // 20
    assert engine.frame.kept <= 1.3 * engine.frame.budget
    losses = engine.frame.curves.training.tolist()
    engine.ask(Step(iterations=40))
    assert engine.frame.kept <= 1.3 * engine.frame.budget
    engine.ask(Seek(0), Seek(603))
    assert engine.frame.curves.training[:603].tolist() == losses
    course = engine.runner._course
    course.seek(500)
    assert here(course) == here(
        trained(PROJECT, 500, {3: with_training(PROJECT, learning_rate=0.3)})
    )
    engine.runner.join()


def test_a_restart_gives_the_same_numbers_again() -> None:
    engine = Engine(PROJECT)
    engine.ask(Seek(15))
    before = engine.frame
    engine.ask(Restart(PROJECT, 3))
    assert (engine.frame.iteration, engine.frame.branch, engine.frame.latest) == (0, 3, 0)
    engine.ask(Seek(15))
    assert engine.frame.curves.training.tolist() == before.curves.training.tolist()
    other = with_training(PROJECT, seed=9)
    engine.ask(Restart(other, 4), Seek(15))
    assert engine.frame.curves.training.tolist() != before.curves.training.tolist()
    assert len(engine.frame.lines) == 3
    engine.runner.join()


# stops and searches


def test_time_stops_by_itself_where_a_condition_holds() -> None:
    engine = Engine(PROJECT)
    engine.send(Play(until="iteration >= 37 or loss < 0"))
    frame = engine.until(lambda frame: bool(frame.reached))
    assert (frame.iteration, frame.running) == (37, False)
    assert frame.reached == "iteration >= 37 or loss < 0"
    assert frame.recording is not None
    assert frame.recording.iteration == 37
    engine.ask(Step(iterations=1))
    assert engine.frame.reached == ""
    engine.runner.join()


@pytest.mark.parametrize("until", ["loss <", "layers[9].f[1, 1] > 0", "layers[1].r[1, 1] > 0"])
def test_a_condition_that_cannot_be_is_refused_and_nothing_runs(until: str) -> None:
    engine = Engine(PROJECT)
    for command in (Play(until=until), Search(until)):
        engine.ask(command)
        assert isinstance(engine.events[-1], Refused)
        assert (engine.frame.iteration, engine.frame.running) == (0, False)
    engine.runner.join()


def test_when_did_this_gate_first_pass_a_bound() -> None:
    course = run_to(Course(PROJECT), 60)
    reading = Reading(course, example=2)
    gate = Name("i", 0, 1, 4)
    values = []
    for k in range(61):
        course.seek(k)
        values.append(float(reading(gate)))
    bound = (min(values) + max(values)) / 2
    rising = values[0] < bound
    condition = parse(f"layers[1].i[2, 5] {'>' if rising else '<'} {bound!r}")
    wanted = next(k for k, v in enumerate(values) if (v > bound) == rising and v != bound)
    assert first(course, condition, reading) == wanted
    assert course.iteration == wanted
    assert first(course, parse("layers[1].i[2, 5] > 2"), reading) is None
    assert course.iteration == wanted  # where it was
    engine = Engine(PROJECT)
    engine.ask(Seek(60))
    engine.ask(Search("loss < 0"))
    assert engine.events == [Found("loss < 0", None)]
    assert engine.frame.iteration == 60
    engine.ask(Search("iteration >= 12"))
    assert engine.events[-1] == Found("iteration >= 12", 12)
    assert engine.frame.iteration == 12
    assert engine.frame.recording is not None
    engine.runner.join()


def test_a_search_can_be_ended() -> None:
    course = run_to(Course(PROJECT), 40)
    assert first(course, parse("loss < 0"), Reading(course), lambda share: share < 0.5) is None
    assert course.iteration == 40


# what conditions read


@pytest.mark.parametrize("name", SMALL)
def test_readings_are_those_of_the_place(name: str) -> None:
    course = run_to(Course(SMALL[name]), 9)
    reading = Reading(course)

    def value(text: str) -> Any:
        return reading(parse(f"{text} > 0").names()[0])

    assert value("iteration") == 9
    assert value("epoch") == course.trainer.batching.place.epoch
    assert value("loss") == course.branch.training[8]
    smoothed = course.branch.smoothed.view()[:9]
    assert value("best_loss") == smoothed.min()
    assert value("waited") == 8 - smoothed.argmin()
    assert value("learning_rate") == course.trainer.learning_rate
    assert value("grad_norm") == course.trainer.norm > 0
    assert value("diverged") == 0
    assert np.isfinite(value("grad_ratio"))
    for metric, found in course.metrics.items():
        assert value(metric) == found
    course.seek(4)
    assert value("best_loss") == course.branch.smoothed.view()[:4].min()
    course.seek(0)
    assert np.isnan(value("loss"))
    recording = course.trainer.new_recording(1, evaluating=True)
    course.trainer.follow(recording, 0)
    for k, trace in enumerate(recording.layers):
        array = "h" if "h" in trace.names else "y"
        found = value(f"layers[{k + 1}].{array}[*, 1]")
        assert np.array_equal(found, getattr(trace, array)[0, :, 0])
    if recording.probabilities is not None:
        assert value("probabilities[1]") == recording.probabilities[-1, 0, 0]
    else:
        with pytest.raises(KeyError):
            value("probabilities[1]")


def test_before_training_no_loss_is_the_best() -> None:
    course = Course(PROJECT)
    reading, best = Reading(course), parse("best_loss < 9").names()[0]
    for _ in range(2):
        assert reading(best) == np.inf
    course.advance()
    for _ in range(2):
        assert reading(best) == course.branch.training[0]


def test_the_best_is_kept_while_the_loss_rises() -> None:
    course = Course(with_training(PROJECT, learning_rate=0.5))
    reading = Reading(course)
    best, waited = (parse(f"{name} > 0").names()[0] for name in ("best_loss", "waited"))
    most = 0.0
    for k in range(1, 41):
        course.advance()
        smoothed = course.branch.smoothed.view()[:k]
        assert reading(best) == smoothed.min()
        assert reading(waited) == k - 1 - smoothed.argmin()
        most = max(most, reading(waited))
    assert most > 3


def test_weights_are_read_in_pytorchs_order() -> None:
    course = Course(GRU)
    reading, network = Reading(course), course.trainer.network

    def value(text: str) -> Any:
        return reading(parse(f"{text} > 0").names()[0])

    assert value("layers[1].weight_ih[4, 2]") == network.get("0.weight_ih_l0")[3, 1]
    assert value("layers[1].bias[4]") == network.get("0.bias_ih_l0")[3]
    assert np.array_equal(value("layers[4].weight[1, *]"), network.get("3.weight")[0])
    assert value("layers[4].bias[2]") == network.get("3.bias")[1]
    assert np.array_equal(value("layers[4].bias[*]")[:, 0], network.get("3.bias"))


def test_reading_changes_nothing() -> None:
    course, other = run_to(Course(PROJECT), 5), run_to(Course(PROJECT), 5)
    reading = Reading(course)
    for text in ("grad_time_ratio > 0", "layers[1].f[*, *] > 0", "abs(layers[1].c[1, 1]) > 9"):
        parse(text).holds(reading)
    assert bits(course.trainer.checkpoint()) == here(other)
    assert here(run_to(course, 9)) == here(trained(PROJECT, 9))


def test_settings_that_come_with_a_weight_are_kept_by_their_changes() -> None:
    course = run_to(Course(PROJECT), 3)
    project = setting(course, 0.5, HH)
    course.edit(project, 1)
    (change,) = course.branch.changes
    assert change.address == "training.weights"
    assert msgspec.json.decode(msgspec.json.encode(project), type=Project) == project


def test_a_removed_branch_comes_back_whole() -> None:
    engine = Engine(PROJECT)
    engine.ask(Seek(20))
    before = engine.frame.lines[0]
    engine.ask(Seek(5))
    engine.ask(Edit(with_training(PROJECT, learning_rate=0.3), 1), Remove(0))
    assert [line.number for line in engine.frame.lines] == [1]
    engine.ask(Restore(9), Restore(0))
    back = engine.frame.lines[0]
    assert (back.number, back.latest) == (0, 20)
    assert np.array_equal(back.smoothed, before.smoothed)
    frame = engine.ask(Return(PROJECT, 0, 13))
    assert frame.recording is not None
    expected = trained(PROJECT, 12).trainer.network.parameters.tobytes()
    assert frame.recording.before.tobytes() == expected
    engine.runner.join()


def test_bookmarks_belong_to_a_branch_and_what_comes_from_it() -> None:
    engine = Engine(PROJECT)
    engine.ask(Seek(20))
    engine.ask(Bookmark(0, 3, "early"), Bookmark(0, 15, "late"))
    engine.ask(Bookmark(0, 21, "beyond"), Bookmark(7, 1, "nowhere"))
    assert engine.frame.lines[0].bookmarks == ((3, "early"), (15, "late"))
    engine.ask(Seek(5))
    engine.ask(Edit(with_training(PROJECT, learning_rate=0.3), 1))
    assert engine.frame.lines[1].bookmarks == ((3, "early"),)
    engine.ask(Bookmark(1, 3, ""))
    assert [line.bookmarks for line in engine.frame.lines] == [((3, "early"), (15, "late")), ()]
    engine.runner.join()


def test_bookmarks_are_saved_up_to_where_it_stands(tmp_path: Path) -> None:
    course = trained(PROJECT, 12)
    course.bookmark(course.branch.number, 4, "여기")
    course.bookmark(course.branch.number, 12, "here")
    course.seek(8)
    path = tmp_path / "a.gatescope"
    save(path, course)
    assert load(path).branch.bookmarks == {4: "여기"}


def test_a_bookmark_beyond_the_training_is_damage(tmp_path: Path) -> None:
    course = trained(PROJECT, 3)
    path = tmp_path / "a.gatescope"
    stored, arrays = collect(course.project, course)
    write_whole(
        path, archive(msgspec.structs.replace(stored, bookmarks=(Named(4, "late"),)), arrays)
    )
    with pytest.raises(FileRefusal, match="damaged"):
        load(path)
