"""Landscape: the loss along an update is that of training at its ends, and its slope is the gradient's."""

from __future__ import annotations

import math

import numpy as np
import pytest

from engine.course import Course
from engine.probing_landscape import MOST, Landscape, LandscapePlane, Slices, _places
from engine.project import LSTM, SGD, Hold, Network, Project, Training, Xor
from engine.trainer import Trainer
from tests.engine.small import SMALL, bits, with_training


def looked(trainer: Trainer, far: int = 3) -> Slices:
    found = Landscape(far).look(trainer)
    assert found is not None
    return found


def curve(times: list[float], losses: list[float]) -> Slices:
    return Slices(1, np.array(times), np.array(losses), None, 0.0, 1.0, 1.0)


@pytest.mark.parametrize("project", SMALL.values(), ids=SMALL)
def test_at_0_it_is_the_loss_that_training_had_to_the_bit(project: Project) -> None:
    trainer = Trainer(project)
    for k in range(7):
        loss = trainer.step()
        found = looked(trainer)
        assert found.iteration == k + 1
        assert found.loss(0) == loss


@pytest.mark.parametrize("name", ["no time, full", "embedded, without an output layer"])
def test_at_1_it_is_the_loss_of_the_same_examples_after_the_update(name: str) -> None:
    trainer = Trainer(SMALL[name])
    trainer.run(2)
    recording = trainer.record()
    found = looked(trainer)
    after = trainer.new_recording(recording.batch)
    after.bound.load(trainer.examples, recording.examples)
    assert found.loss(1) == after.bound.forward()
    assert found.loss(0) == recording.loss


@pytest.mark.parametrize("project", SMALL.values(), ids=SMALL)
def test_the_slope_at_0_is_the_gradient_times_the_update(project: Project) -> None:
    trainer = Trainer(project, np.float64)
    trainer.run(2)
    recording = trainer.record() if not project.training.truncate else None
    found = looked(trainer)
    if recording is not None:
        slope = float(recording.gradient @ recording.update)
        assert found.slope == pytest.approx(slope, rel=1e-9)
        assert found.length == pytest.approx(float(np.linalg.norm(recording.update)), rel=1e-9)
    small = Landscape(far=3)
    times = np.array([-1e-4, 0.0, 1e-4, 1.0])
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("engine.probing_landscape._places", lambda far, cost: times)
        near = small.look(trainer)
    assert near is not None
    central = (near.update[2] - near.update[0]) / 2e-4
    assert central == pytest.approx(found.slope, rel=2e-4, abs=1e-9)


def test_down_the_gradient_it_falls_fastest() -> None:
    trainer = Trainer(SMALL["lstm"], np.float64)
    trainer.run(5)
    found = looked(trainer)
    assert found.descent is not None
    at = int(np.searchsorted(found.times, 0))
    assert found.descent[at] == found.update[at]
    steep = (found.descent[at + 1] - found.descent[at - 1]) / (2 * found.times[at + 1])
    assert steep < found.slope
    assert found.cosine == pytest.approx(found.slope / steep, abs=0.05)


def test_plain_descent_goes_down_the_gradient_and_needs_one_line() -> None:
    found_trainer = Trainer(SMALL["no time, full"])
    found_trainer.run(3)
    found = looked(found_trainer)
    assert found.descent is None
    assert found.cosine == pytest.approx(1)


@pytest.mark.parametrize("project", SMALL.values(), ids=SMALL)
def test_looking_changes_nothing_of_training(project: Project) -> None:
    watched, alone = Trainer(project), Trainer(project)
    for _ in range(4):
        watched.run(1)
        alone.run(1)
        first, again = looked(watched), looked(watched)
        assert first.update.tobytes() == again.update.tobytes()
    assert bits(watched.checkpoint()) == bits(alone.checkpoint())
    assert watched.norm == alone.norm


@pytest.mark.parametrize("name", ["rnn at the last step", "normalized, on a plateau"])
def test_it_is_known_wherever_time_stops(name: str) -> None:
    course = Course(SMALL[name])
    course.seek(12)
    for k in (12, 3, 4, 9):
        course.seek(k)
        course.stop()
        assert course.recording is not None
        assert looked(course.trainer).loss(0) == course.recording.loss


def test_the_rest_of_an_epoch_is_found_after_the_batch_size_was_changed() -> None:
    project = with_training(SMALL["lstm"], batch_size=7)  # 20 examples: 7, then 13 of at most 16
    trainer = Trainer(project)
    trainer.run(1)
    trainer.adopt(with_training(project, batch_size=16).training)
    loss = trainer.step()
    assert looked(trainer).loss(0) == loss


def test_there_is_none_before_the_first_iteration_and_where_the_states_are_lost() -> None:
    assert Landscape().look(Trainer(SMALL["lstm"])) is None
    course = Course(SMALL["truncated text"])
    course.seek(8)
    course.seek(2)
    course.stop()  # begins in the middle of its examples
    assert course.recording is not None
    assert looked(course.trainer).loss(0) == course.recording.loss
    course.seek(4)
    course.stop()  # begins at their first step
    assert Landscape().look(course.trainer) is not None
    trainer = Trainer(SMALL["truncated text"])
    trainer.run(2)
    there = trainer.checkpoint()
    trainer.run(2)
    trainer.restore(there)  # what was run since began with other states
    assert Landscape().look(trainer) is None


def test_a_chunk_is_found_whose_examples_began_in_batches_of_another_size() -> None:
    project = with_training(SMALL["truncated text"], batch_size=7)
    trainer = Trainer(project)
    trainer.run(1)
    trainer.adopt(with_training(project, batch_size=16).training)
    loss = trainer.step()
    assert looked(trainer).loss(0) == loss


def test_both_ends_are_looked_at_and_large_networks_in_fewer_points() -> None:
    for far in (3, 10, 30):
        times = _places(far, 1.0)
        assert len(times) == 33 + (1 not in np.arange(-8, 25) * far / 24)
        assert {0.0, 1.0} <= set(times.tolist())
        assert (times[0], times[-1]) == (-far / 3, far)
    assert 8 < len(_places(3, 5e8)) < 33
    assert not _places(3, MOST).size


def test_a_network_that_would_take_too_long_is_not_looked_at(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    trainer = Trainer(SMALL["lstm"])
    trainer.run(1)
    monkeypatch.setattr("engine.probing_landscape.MOST", 1.0)
    monkeypatch.setattr("engine.probing_landscape.WORK", 1.0)
    assert Landscape().look(trainer) is None


def test_the_lowest_place_is_that_of_the_parabola() -> None:
    times = [-1.0, 0.0, 0.5, 1.0, 3.0]
    assert curve(times, [(t - 0.6) ** 2 for t in times]).lowest() == pytest.approx(0.6)
    assert curve(times, [5, 4, 3, 2, 1]).lowest() == 3
    assert curve(times, [1, 2, 3, 4, 5]).lowest() == -1
    assert curve(times, [1, 1, 1, 1, 1]).lowest() == -1
    assert curve(times, [2, 1, 1, 1, 2]).lowest() == pytest.approx(0.25)
    assert curve(times, [2, math.nan, 1, math.inf, 2]).lowest() == 0.5
    assert math.isnan(curve(times, [math.nan] * 5).lowest())


def test_a_step_that_leaves_the_number_line_shows_where() -> None:
    project = Project(
        data=Xor(),
        network=Network(layers=(LSTM(units=3),)),
        training=Training(loss="bce", batch="full", optimizer=SGD(), learning_rate=1e-3, clip=0),
    )
    trainer = Trainer(project)
    trainer.run(1)
    trainer.network.parameters.fill(3e38)  # as after an update that was far too large
    found = Landscape().look(trainer)
    assert found is not None
    assert not np.isfinite(found.update[-1])
    assert math.isfinite(found.loss(0))


@pytest.mark.parametrize("name", ["lstm", "no time, one at a time", "truncated text"])
def test_the_surface_goes_through_the_line_along_the_update(name: str) -> None:
    trainer = Trainer(SMALL[name], np.float64)
    trainer.run(5)
    line, found = looked(trainer), LandscapePlane(3).look(trainer)
    assert found is not None
    middle = found.losses[len(found.across) // 2]
    wanted = np.interp(found.times, line.times, line.update)
    assert middle == pytest.approx(wanted, rel=1e-2)
    assert found.losses.shape == (17, 21)
    assert not found.losses.flags.writeable


def test_the_surface_falls_towards_the_negative_gradient() -> None:
    trainer = Trainer(SMALL["lstm"], np.float64)
    trainer.run(5)
    line, found = looked(trainer), LandscapePlane(3).look(trainer)
    assert found is not None
    assert line.descent is not None
    sine = math.sqrt(1 - line.cosine**2)
    step = found.across[1] - found.across[0]
    at = np.array([np.interp(0.0, found.times, row) for row in found.losses])
    centre = len(at) // 2
    steep = (at[centre + 1] - at[centre - 1]) / (2 * step)
    down = float(np.gradient(line.descent, line.times)[np.searchsorted(line.times, 0)])
    assert steep == pytest.approx(down * sine, rel=0.05)


def test_there_is_no_surface_where_both_lines_are_one_or_it_would_take_too_long(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    plain = Trainer(SMALL["no time, full"])
    assert LandscapePlane().look(plain) is None
    plain.run(2)
    assert LandscapePlane().look(plain) is None
    lost = Trainer(SMALL["truncated text"])
    lost.run(2)
    there = lost.checkpoint()
    lost.run(2)
    lost.restore(there)
    assert LandscapePlane().look(lost) is None
    trainer = Trainer(SMALL["lstm"])
    trainer.run(2)
    assert LandscapePlane().look(trainer) is not None
    before = bits(trainer.checkpoint())
    monkeypatch.setattr("engine.probing_landscape.AT_ONCE", 1.0)
    assert LandscapePlane().look(trainer) is None
    assert bits(trainer.checkpoint()) == before


def test_no_step_is_no_line_but_has_the_loss() -> None:
    project = Project(
        data=Hold(length=5, examples=9, validation=3), network=Network(layers=(LSTM(units=2),))
    )
    trainer = Trainer(project)
    loss = trainer.step()
    np.copyto(trainer.network.parameters, trainer._kept[0][0])
    assert LandscapePlane().look(trainer) is None
    found = looked(trainer)
    assert found.length == 0
    assert math.isnan(found.cosine)
    assert set(found.update.tolist()) == {loss}
