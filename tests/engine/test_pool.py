from __future__ import annotations

import gc
from typing import Any

import pytest

from engine.course import Course
from engine.frame import Frame
from engine.pool import SIZE, Pool
from tests.engine.small import SMALL


def frame_of(course: Course, recording: Any) -> Frame:
    return Frame(course.project, course.trainer.dataset, recording=recording)


@pytest.fixture
def course() -> Course:
    return Course(SMALL["lstm"])


def test_a_recording_that_nobody_holds_is_taken_again(course: Course) -> None:
    pool = Pool(course.trainer)
    assert pool.take(8) is pool.take(8)


def test_a_recording_that_a_frame_holds_is_not(course: Course) -> None:
    pool, frames = Pool(course.trainer), []
    for _ in range(SIZE + 4):  # more than the pool has: fresh ones, never one that is held
        recording = pool.take(8)
        assert all(frame.recording is not recording for frame in frames)
        frames.append(frame_of(course, recording))
        pool.lend(recording, frames[-1])


def test_it_comes_back_when_the_last_frame_lets_go(course: Course) -> None:
    pool = Pool(course.trainer)
    recording = pool.take(8)
    one, other = frame_of(course, recording), frame_of(course, recording)
    pool.lend(recording, one)
    pool.lend(recording, other)
    del one
    gc.collect()
    assert pool.take(8) is not recording
    del other
    gc.collect()
    assert pool.take(8) is recording


def test_no_more_than_three_are_made_while_frames_come_and_go(course: Course) -> None:
    pool, made, frame = Pool(course.trainer), set(), None
    for _ in range(50):
        recording = pool.take(8)
        made.add(id(recording))
        frame = frame_of(course, recording)
        pool.lend(recording, frame)
    assert frame is not None
    assert len(made) <= SIZE


def test_batch_sizes_that_were_left_are_let_go(course: Course) -> None:
    pool = Pool(course.trainer)
    for batch in range(1, 12):
        assert pool.take(batch).batch == batch
    assert len(pool._made) <= 4
