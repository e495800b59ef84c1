"""The sheet of all data: what it offers, how it is searched, and what a choice does."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtTest import QTest

from engine.datasets.tables import presets
from engine.project import DATA, Hold, Lemniscate, Sunspots, Table, Waves
from gui.panels.all_data import AllData
from gui.panels.shelf import GROUPS, describe_kind, items, matching, title_of
from gui.theme import current
from gui.widgets.thumbs_shipped import draw_shipped
from tests.gui.test_panels import project_of
from tests.gui.test_window import cut_off, settle

KEYS = Qt.Key


@pytest.fixture
def made(window: Any) -> Iterator[Any]:
    """A window that is open, with its sheet."""
    one = window(size=(1400, 900))
    project_of(one, data=Hold())
    one.session.show(started=True)
    settle()
    return one


def opened(made: Any) -> AllData:
    made.body.parts["setup"].data.all.click()
    sheet = made.documents._all
    assert isinstance(sheet, AllData)
    QCoreApplication.processEvents()
    return sheet


def names(sheet: AllData) -> set[str]:
    return {card.item.key for card in sheet.shelves.cards if card.isVisible()}


def test_every_kind_and_every_shipped_file_is_there_once() -> None:
    keys = [item.key for item in items()]
    assert len(keys) == len(set(keys))
    assert {preset.key for preset in presets()} <= set(keys)
    files = {"characters", "arrays", "table", "sunspots"}
    assert set(DATA) - files <= set(keys)
    assert {item.group for item in items()} == set(GROUPS)


def test_every_kind_of_data_has_its_sentence() -> None:
    assert all(describe_kind(kind).endswith(".") for kind in DATA)


def test_what_is_searched_for_has_all_words_in_either_language() -> None:
    assert [item.key for item in matching("sunspots month")] == ["sunspots_monthly"]
    assert {"seattle", "el_nino"} <= {item.key for item in matching("temperature")}
    assert "hold" in {item.key for item in matching("저장된 값")} | {
        item.key for item in matching("값 유지")
    }
    assert matching("no such thing at all") == ()
    assert matching("") == items()


def test_the_button_below_the_pictures_opens_it_over_the_window(made: Any) -> None:
    sheet = opened(made)
    assert sheet.isVisible()
    assert sheet.geometry() == made.rect()
    assert sheet.search.hasFocus()
    assert sheet.marked is not None
    assert sheet.marked.item.key == "hold"
    assert cut_off(sheet.card) == []


def test_typing_leaves_what_fits_and_enter_takes_the_first(made: Any) -> None:
    sheet = opened(made)
    QTest.keyClicks(sheet.search, "nile")
    assert names(sheet) == {"nile"}
    assert "Cobb" in sheet.note.text()
    assert "public domain" in sheet.note.text()
    QTest.keyClick(sheet.search, KEYS.Key_Return)
    nile = next(preset.data for preset in presets() if preset.key == "nile")
    assert made.session.said("change") == [("data", nile, True)]
    assert not sheet.isVisible()


def test_where_nothing_fits_it_is_said(made: Any) -> None:
    sheet = opened(made)
    sheet.search.setText("qqqq")
    assert sheet.none.isVisible()
    assert sheet.marked is None
    assert sheet.note.text() == ""
    QTest.keyClick(sheet.search, KEYS.Key_Return)
    assert made.session.said("change") == []


def test_arrow_keys_lead_from_card_to_card_and_letters_back_to_the_search(made: Any) -> None:
    sheet = opened(made)
    sheet.search.clear()
    QTest.keyClick(sheet.search, KEYS.Key_Down)
    first = sheet.marked
    assert first is not None
    assert first.hasFocus()
    QTest.keyClick(first, KEYS.Key_Right)
    second = sheet.marked
    assert second is sheet.shelves.found[sheet.shelves.found.index(first) + 1]
    assert second.hasFocus()
    QTest.keyClick(second, KEYS.Key_Down)
    below = sheet.marked
    assert below.y() > second.y()
    QTest.keyClick(below, KEYS.Key_Up)
    assert sheet.marked.y() < below.y()
    QTest.keyClicks(sheet.marked, "x")
    assert sheet.search.hasFocus()
    assert sheet.search.text() == "x"


def test_what_is_at_hand_is_not_changed_when_it_is_chosen_again(made: Any) -> None:
    sheet = opened(made)
    QTest.keyClick(sheet.search, KEYS.Key_Return)
    assert not sheet.isVisible()
    assert made.session.said("change") == []


def test_a_click_takes_data_that_have_no_picture_in_the_setup(made: Any) -> None:
    sheet = opened(made)
    card = next(card for card in sheet.shelves.cards if card.item.key == "lemniscate")
    QTest.mouseClick(card, Qt.MouseButton.LeftButton)
    assert made.session.said("change") == [("data", Lemniscate(), True)]
    project_of(made, data=Lemniscate())
    settle()
    panel = made.body.parts["setup"].data
    assert panel.other.isVisible()
    assert panel.other.isChecked()
    assert panel.other.text() == "Figure eight"
    project_of(made, data=Waves())
    assert panel.other.text() == "Waves"
    project_of(made, data=Sunspots())
    assert not panel.other.isVisible()
    assert panel.tiles["sunspots"].isChecked()


def test_escape_closes_it_and_no_key_of_the_window_works_meanwhile(made: Any) -> None:
    sheet = opened(made)
    QTest.keyClick(sheet.search, KEYS.Key_Down)
    card = sheet.marked
    assert card is not None
    QTest.keyClick(card, KEYS.Key_Space)
    assert made.session.said("play") == []
    QTest.keyClick(card, KEYS.Key_Escape)
    assert not sheet.isVisible()
    assert made.session.said("change") == []


def test_tab_stays_within_the_card(made: Any) -> None:
    sheet = opened(made)
    seen = set()
    for _ in range(8):
        made.focusWidget().window()
        QTest.keyClick(made.focusWidget(), KEYS.Key_Tab)
        here = made.focusWidget()
        assert sheet.card.isAncestorOf(here)
        seen.add(here)
    assert {sheet.search, sheet.open, sheet.away} <= seen


def test_it_follows_the_window_and_the_language(made: Any) -> None:
    from gui.language import set_language

    sheet = opened(made)
    made.resize(900, 600)
    settle()
    assert sheet.geometry() == made.rect()
    assert sheet.card.width() <= 900
    set_language("ko")
    try:
        hold = next(card for card in sheet.shelves.cards if card.item.key == "hold")
        assert hold.text() == "값 유지"
    finally:
        set_language("en")


def drawn(data: Any) -> int:
    """Count the pixels of a picture that are not of the ground."""
    image = QImage(84, 60, QImage.Format.Format_RGB32)
    image.fill(QColor("#000000"))
    painter = QPainter(image)
    draw_shipped(painter, data, QRectF(6, 6, 72, 48), QColor("#ffffff"))
    painter.end()
    return sum(image.pixelColor(x, y).red() > 40 for x in range(84) for y in range(60))


@pytest.mark.parametrize("preset", presets(), ids=lambda preset: preset.key)
def test_every_shipped_file_has_a_picture(app: Any, preset: Any) -> None:
    assert drawn(preset.data) > 40
    assert current.theme is not None


def test_a_table_is_called_by_its_title() -> None:
    change = next(preset.data for preset in presets() if preset.key == "co2_change")
    assert title_of(change) == "Change of carbon dioxide from week to week"
    assert title_of(Table()) == "El Niño: temperature of the sea, monthly"
    assert title_of(Table(shipped="", path="x.csv")) == ""
    assert title_of(Hold()) == ""


def test_every_shipped_file_names_its_source_and_licence() -> None:
    for item in items():
        if item.source is not None:
            assert all(item.source)
            assert "above" not in " ".join(item.source)
            assert "`" not in " ".join(item.source)
    ecg = next(item.source for item in items() if item.key == "ecg")
    assert ecg is not None
    assert "Moody and Mark" in ecg.origin
    assert ecg.licence == "ODC-By 1.0"


def test_what_is_drawn_by_hand_stands_under_its_task_and_is_not_said_to_be_made(made: Any) -> None:
    sheet = opened(made)
    found = {item.key: item.group for item in matching("own") if item.key.startswith("drawn")}
    assert found == {"drawn_points": "points", "drawn_curve": "series"}
    QTest.keyClicks(sheet.search, "own points")
    assert names(sheet) == {"drawn_points"}
    assert sheet.note.text().startswith("Drawn by you")
    QTest.keyClick(sheet.search, KEYS.Key_Return)
    assert made.session.said("change") == [("data", DATA["drawn_points"](), True)]
