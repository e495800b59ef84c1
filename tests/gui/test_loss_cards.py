"""What can stand in the place of the loss: chosen at its header, and given back."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from engine.project import LSTM, FlagRecall, Network, Project, Training
from gui.parts import CARDS
from tests.gui.test_time_travel import Begin, real, wait

__all__ = ["real"]

FLAG = Project(
    data=FlagRecall(length=5, examples=60, validation=40, test=12),
    network=Network(layers=(LSTM(units=3),)),
    training=Training(loss="bce", batch_size=10),
)


@pytest.mark.parametrize("name", CARDS)
def test_each_is_chosen_at_the_header_and_gives_the_place_back(real: Begin, name: str) -> None:
    window = real(FLAG, 4)
    loss: Any = window.body.parts["loss"]
    place = loss.geometry()
    loss.cards.cards[name].trigger()
    wait(window)
    card: Any = window.body.parts[name]
    assert card.isVisible()
    assert not loss.isVisible()
    assert (card.pos(), card.width()) == (place.topLeft(), place.width())
    QTest.mouseClick(card.leave, Qt.MouseButton.LeftButton)
    assert loss.isVisible()
    assert not card.isVisible()


def test_those_about_classes_are_not_offered_for_numbers(real: Begin) -> None:
    window = real(Project(), 2)
    cards = window.body.parts["loss"].cards.cards  # type: ignore[attr-defined]
    offered = {name: action.isEnabled() for name, action in cards.items()}
    assert offered == {"landscape": True, "confusion": False, "softmax": False}


def test_what_is_seldom_seen_is_made_when_it_is_asked_for(real: Begin) -> None:
    window = real(Project(), 2)
    assert "microscope" not in window.body.parts
    window.show_view("microscope")
    assert window.body.parts["microscope"].isVisible()
    assert "network" not in window.body.parts
