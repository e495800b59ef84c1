"""Zones at every size: nothing overlaps, all of the window is used, columns end together."""

from __future__ import annotations

from itertools import combinations

import pytest
from PySide6.QtCore import QRect

from gui.zones import CELL_MOST, Wishes, arrange

SIZES = [(800, 560), (1023, 700), (1024, 680), (1099, 768), (1100, 700), (1280, 720)]
SIZES += [(1319, 819), (1320, 820), (1366, 768), (1400, 900), (1920, 1080), (3840, 2160)]


@pytest.mark.parametrize(("width", "height"), SIZES)
@pytest.mark.parametrize("scale", [0.8, 1.0, 1.15, 2.0])
def test_zones_do_not_overlap(width: int, height: int, scale: float) -> None:
    plan = arrange(width, height, scale, Wishes())
    whole = QRect(0, 0, width, height)
    for name, place in plan.places.items():
        assert whole.contains(place), name
    for (one, a), (other, b) in combinations(plan.places.items(), 2):
        assert not a.intersects(b), (one, other)
    area = sum(place.width() * place.height() for place in plan.places.values())
    assert area == width * height


def test_zones_as_the_design_has_them() -> None:
    places = arrange(1400, 900, 1.0, Wishes()).places
    assert places["top"] == QRect(0, 0, 1400, 48)
    assert places["setup"] == QRect(0, 48, 264, 756)
    assert places["loss"] == QRect(264, 48, 764, 150)
    assert places["cell"] == QRect(1028, 48, 372, 756)
    assert places["transport"] == QRect(0, 804, 1400, 96)


def test_a_low_window_has_a_low_loss() -> None:
    assert arrange(1400, 819, 1.0, Wishes()).places["loss"].height() == 96
    assert arrange(1400, 820, 1.0, Wishes()).places["loss"].height() == 150


def test_extra_width_goes_to_the_timeline_then_to_the_cell() -> None:
    at_usual = arrange(1400, 900, 1.0, Wishes()).places
    wider = arrange(1900, 900, 1.0, Wishes()).places
    assert wider["timeline"].width() > at_usual["timeline"].width()
    assert at_usual["cell"].width() < wider["cell"].width() <= CELL_MOST


def test_narrow_windows_have_a_rail_then_tabs_then_one_zone() -> None:
    assert "setup" not in arrange(1319, 800, 1.0, Wishes()).places
    assert arrange(1319, 800, 1.0, Wishes(setup_open=True)).places["setup"].left() == 64
    assert arrange(1099, 800, 1.0, Wishes()).tabs == ("timeline", "cell")
    assert arrange(1023, 800, 1.0, Wishes()).tabs == ("setup", "loss", "timeline", "cell")
    assert "loss" not in arrange(1023, 800, 1.0, Wishes()).places


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_columns_of_the_transport_end_where_those_above_end(width: int, height: int) -> None:
    plan = arrange(width, height, 1.0, Wishes())
    if "setup" in plan.places and not plan.over and not plan.tabs:
        assert plan.columns == (plan.places["setup"].width(), plan.places["cell"].width())


def test_phases_that_do_not_fit_get_a_row() -> None:
    assert not arrange(1400, 900, 1.0, Wishes(), phases=500).stacked
    assert arrange(1400, 900, 1.0, Wishes(), phases=800).stacked


def test_a_card_in_the_place_of_the_loss_has_its_height_in_a_low_window() -> None:
    low = arrange(1280, 720, 1.0, Wishes()).places["loss"].height()
    card = arrange(1280, 720, 1.0, Wishes(card=True)).places["loss"].height()
    assert low == 96
    assert card == 150
