from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from msgspec import structs
from pytestqt.qtbot import QtBot

import gui.panels.transport
from engine.frame import Divergence
from gui.panels.transport import Transport, goes_on
from gui.shown import Shown
from tests.gui.fakes import FakeSession, make_shown

Make = Callable[[Shown], Transport]


@pytest.fixture
def make(app: Any, qtbot: QtBot) -> Make:
    def build(shown: Shown) -> Transport:
        made = Transport(FakeSession(shown))  # type: ignore[arg-type]
        qtbot.addWidget(made)
        made.resize(1400, 96)
        made.show()
        made.show_state(shown)
        return made

    return build


def later(shown: Shown, **frame: Any) -> Shown:
    return replace(shown, frame=replace(shown.frame, **frame))


def test_time_goes_on_while_only_the_iteration_is_another() -> None:
    shown = make_shown(running=True, iteration=100)
    assert goes_on(shown, later(shown, iteration=130, latest=130))
    times = structs.replace(shown.project.view, times=3)
    for other in (
        later(shown, running=False),
        replace(shown, speed=2),
        replace(shown, project=structs.replace(shown.project, view=times)),
        replace(shown, playhead=make_shown().playhead),
    ):
        assert not goes_on(shown, other)
    rests = make_shown()
    assert not goes_on(rests, rests)


def test_a_refresh_tells_only_what_has_changed(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    shown = make_shown(running=True, iteration=2300)
    transport = make(shown)
    told: list[str] = []
    for name, part in (("steps", transport.stepping), ("speed", transport.speed)):
        monkeypatch.setattr(part, "show_state", lambda _, name=name: told.append(name))
    monkeypatch.setattr(transport.phases, "show_phase", lambda *_: told.append("phase"))
    plain = gui.panels.transport.marks_of
    monkeypatch.setattr(
        gui.panels.transport, "marks_of", lambda frame: told.append("marks") or plain(frame)
    )
    on = later(shown, iteration=2340)
    transport.show_state(on)
    assert told == []
    assert transport.scrubber.value() == 2340
    assert transport.scrubber.labels[0] == "iteration 2,340"
    assert transport.stepping.state is on
    transport.show_state(later(on, divergence=Divergence(2341, "h", 0, 3, 120, 0.05)))
    assert told == ["marks"]
    assert (2341, "divergence") in transport.scrubber.marks
    told.clear()
    transport.show_state(make_shown(iteration=2340))
    assert sorted(told) == ["marks", "phase", "speed", "steps"]


def test_the_large_button_says_what_it_does(make: Make) -> None:
    transport = make(make_shown(running=True, iteration=2400))
    assert (transport.play.sign, transport.play.accessibleName()) == ("pause", "Pause (Space)")
    transport.show_state(make_shown())
    assert (transport.play.sign, transport.play.accessibleName()) == ("play", "Play (Space)")
