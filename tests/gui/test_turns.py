"""Whose turn it is: pictures in every refresh, numbers in turn, all when anything else happens."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from gui import turns
from gui.shown import Shown
from gui.turns import Turns
from tests.gui.fakes import make_shown

NAMES = ("timeline", "cell", "transport", "around")
REFRESH = 1 / 30


class Clock:
    """A clock that goes when told."""

    def __init__(self) -> None:
        self.now = 100.0

    def perf_counter(self) -> float:
        """Give the time."""
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    made = Clock()
    monkeypatch.setattr(turns, "time", made)
    return made


@pytest.fixture
def late() -> list[list[str]]:
    return []


@pytest.fixture
def taking(app: Any, qtbot: QtBot, late: list[list[str]]) -> Iterator[Turns]:
    parent = QWidget()
    qtbot.addWidget(parent)
    yield Turns(late.append, parent)
    assert parent.isWidgetType()


def running() -> Shown:
    return make_shown(running=True)


def following(shown: Shown) -> Shown:
    return replace(shown, frame=replace(shown.frame, iteration=shown.frame.iteration + 1))


def test_numbers_take_turns_and_pictures_do_not(taking: Turns, clock: Clock) -> None:
    shown = running()
    assert taking.take(NAMES, shown) == list(NAMES)
    seen = []
    for _ in range(12):
        clock.now += REFRESH
        shown = following(shown)
        seen.append(taking.take(NAMES, shown))
    assert all("timeline" in names for names in seen)
    assert max(len(names) for names in seen) == 2
    for name in NAMES[1:]:
        turns_of = [k for k, names in enumerate(seen) if name in names]
        assert len(turns_of) >= 3
        assert max(b - a for a, b in pairwise(turns_of)) <= 4


def test_slow_refreshes_leave_nobody_out_for_long(taking: Turns, clock: Clock) -> None:
    shown = running()
    taking.take(NAMES, shown)
    for _ in range(4):
        clock.now += 1.0
        shown = following(shown)
        assert taking.take(NAMES, shown) == list(NAMES)


@pytest.mark.parametrize("change", [{"unit": 3}, {"playing": False}, {"speed": 3}, {"notice": "!"}])
def test_what_the_user_does_all_parts_see_at_once(
    taking: Turns, clock: Clock, change: dict[str, Any]
) -> None:
    shown = running()
    taking.take(NAMES, shown)
    clock.now += REFRESH
    assert taking.take(NAMES, replace(following(shown), **change)) == list(NAMES)


def test_stopped_all_parts_see_each_moment(taking: Turns, clock: Clock) -> None:
    shown = running()
    taking.take(NAMES, shown)
    for _ in range(3):
        clock.now += REFRESH
        shown = replace(shown, frame=replace(shown.frame, running=False))
        assert taking.take(NAMES, shown) == list(NAMES)


def test_when_no_refresh_follows_the_others_see_the_last_one(
    taking: Turns, clock: Clock, late: list[list[str]], qtbot: QtBot
) -> None:
    shown = running()
    taking.take(NAMES, shown)
    clock.now += REFRESH
    had = taking.take(NAMES, following(shown))
    assert not late
    qtbot.waitUntil(lambda: bool(late), timeout=2000)
    assert set(late[0]) == set(NAMES) - set(had)
    QApplication.processEvents()
    assert len(late) == 1
