"""A network that goes on by itself, in the real window."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from engine.project import LSTM, Characters, Network, Project, Training
from gui.views.comparing import timeline_note
from tests.gui.test_time_travel import Begin, real, wait

__all__ = ["real"]

TEXT = Project(
    data=Characters(text="arirang", length=6),
    network=Network(layers=(LSTM(units=3),)),
    training=Training(loss="cross_entropy"),
)


def opened(window: Any) -> Any:
    window.open_go_on()
    assert window.cards is not None
    return window.cards.go_on


def test_a_text_goes_on_and_is_stepped_like_any_recording(real: Begin) -> None:
    window = real(TEXT, 5)
    card = opened(window)
    assert card.prime.text() == "아리랑 아리"
    card.fields["steps"].show_value(12)
    QTest.keyClick(card.prime, Qt.Key.Key_Return)
    shown = wait(window)
    recording = shown.frame.recording
    assert recording is not None
    assert (recording.generated, recording.steps) == (6, 18)
    assert card.text.text().startswith("아리랑 아리│")
    assert len(card.text.text()) == 19
    assert timeline_note(shown) == "Written by itself from step 7 on"
    assert shown.playhead is not None
    window.session.go(tick=shown.playhead.at("forward", 3))
    window.session.move("time_step", -1)
    shown = wait(window)
    assert shown.playhead is not None
    assert shown.playhead.t == 2
    cell: Any = window.body.parts["cell"]
    assert cell.page.at is not None
    assert not cell.page.at.free
    assert "step 3" in cell.page._place()
    window.body.parts["timeline"].header.leave.click()  # type: ignore[attr-defined]
    shown = wait(window)
    assert shown.frame.recording is not None
    assert (shown.frame.iteration, shown.frame.recording.generated) == (5, -1)


def test_an_unknown_letter_is_said_at_the_card(real: Begin) -> None:
    window = real(TEXT, 5)
    card = opened(window)
    card.prime.setText("xyz")
    card.go.click()
    wait(window)
    assert "“x”" in card.reason.text()
    assert not window.bar.isVisible()
    card.prime.setText("아")
    card.go.click()
    wait(window)
    assert not card.reason.isVisible()
    assert card.again.isVisible()
    card.again.click()
    assert not card.isVisible()


def test_data_that_cannot_go_on_say_so(real: Begin) -> None:
    window = real()
    card = opened(window)
    assert not card.prime.isVisible()
    card.go.click()
    wait(window)
    assert "one step ahead" in card.reason.text()
