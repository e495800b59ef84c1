"""Eliding: a name never takes more room than it has."""

from __future__ import annotations

from typing import Any

import pytest

from gui.views.eliding import SMALLEST, elided, fitting_size
from gui.widgets.ink import text_width


def test_a_name_that_fits_stays_whole(app: Any) -> None:
    assert elided("Chinstrap", 200) == "Chinstrap"


@pytest.mark.parametrize("room", [4, 12, 20, 60, 90])
def test_a_long_name_is_shortened_with_dots(app: Any, room: int) -> None:
    short = elided("Rhinoceros unicornis", room, size=14, weight=600)
    assert text_width(short, 14, 600) <= room
    assert short == "" or short.endswith("…")
    assert (short == "") == (room < 12)


def test_letters_become_smaller_before_they_go(app: Any) -> None:
    letters = ("W", "m", "가", "→")
    assert fitting_size(letters, 20) == 14
    assert fitting_size(letters, 12.7) == 13
    assert fitting_size(letters, 11.6) == SMALLEST
    assert fitting_size(letters, 9) == 0
    for room in range(9, 20):
        size = fitting_size(letters, room)
        assert size == 0 or max(text_width(one, size, 600) for one in letters) <= room + 1
    assert fitting_size((), 3) == 14
