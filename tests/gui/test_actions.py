"""The table of actions: every entry says what it does, has its own keys, and does it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QKeySequence

from gui.actions import GROUPS, MENUS, TABLE, Entry
from tests.gui.fakes import make_shown


def entry(name: str) -> Entry:
    return next(entry for entry in TABLE if entry.id == name)


def test_every_entry_says_what_it_does() -> None:
    assert all(entry.text.strip() for entry in TABLE)
    assert len({entry.text for entry in TABLE}) == len(TABLE)
    assert len({entry.id for entry in TABLE}) == len(TABLE)


def test_no_two_entries_share_a_key(qapp: object) -> None:
    keys = [QKeySequence(key).toString() for entry in TABLE for key in entry.keys]
    assert all(keys), "a key that Qt does not know"
    assert len(set(keys)) == len(keys)


def test_every_entry_stands_in_a_menu_or_on_the_keys_page() -> None:
    assert all(entry.menu in MENUS or entry.keys for entry in TABLE)
    assert all(entry.group in GROUPS for entry in TABLE)


CALLS = {
    "step_on": ("move", ("time_step", 1)),
    "step_back": ("move", ("time_step", -1)),
    "tick_on": ("move", ("tick", 1)),
    "tick_back": ("move", ("tick", -1)),
    "phase_on": ("move", ("phase", 1)),
    "phase_back": ("move", ("phase", -1)),
    "iteration_on": ("move", ("iteration", 1)),
    "iteration_back": ("move", ("iteration", -1)),
    "epoch_on": ("move", ("epoch", 1)),
    "epoch_back": ("move", ("epoch", -1)),
    "to_start": ("go", 0),
    "to_latest": ("go", 2400),
    "play": ("play", (None, None)),
    "speed_1": ("play", (None, 0)),
    "speed_5": ("play", (None, 4)),
    "unit_up": ("look", {"unit": 2}),
    "unit_down": ("look", {"unit": 4}),
    "layer_up": ("look", {"layer": 0}),
    "layer_down": ("look", {"layer": 1}),
    "undo": ("undo", -1),
    "redo": ("undo", 1),
}


@pytest.mark.parametrize("name", CALLS)
def test_an_action_asks_the_session(window: Any, name: str) -> None:
    made = window(make_shown(unit=3))
    made.session.show(can_undo=True, can_redo=True)
    made.session.calls.clear()
    made.actions_table.made[name].trigger()
    assert made.session.calls == [CALLS[name]]


def test_what_cannot_be_done_says_why(window: Any) -> None:
    made = window(make_shown(empty=True))
    step = made.actions_table.made["step_on"]
    assert not step.isEnabled()
    assert "Space" in step.toolTip()
    made.session.state = make_shown()
    made.session.show()
    assert step.isEnabled()
    assert not made.actions_table.made["undo"].isEnabled()


def test_nothing_but_files_and_looks_while_no_project_is_open(window: Any) -> None:
    made = window(replace(make_shown(empty=True), started=False))
    enabled = {name for name, action in made.actions_table.made.items() if action.isEnabled()}
    assert {"new", "open", "quit", "light", "dark", "korean", "english", "keys"} <= enabled
    assert not enabled & {"play", "step_on", "save", "iteration_on", "data", "undo"}


def test_the_menu_has_every_entry_that_names_it(window: Any) -> None:
    made = window()
    for name in MENUS:
        wanted = [entry.text for entry in TABLE if entry.menu == name]
        found = [action.text() for action in made.menu.menus[name].actions() if action.text()]
        assert found == wanted


def test_save_asks_where_only_once(window: Any, tmp_path: Path) -> None:
    from tests.gui.window_fakes import FakeFiles

    files = FakeFiles(tmp_path / "a.gatescope")
    made = window(make_shown(), files=files)
    made.actions_table.made["save"].trigger()
    assert made.session.calls[-1] == ("save", tmp_path / "a.gatescope")
    made.session.show(path=tmp_path / "a.gatescope")
    made.actions_table.made["save"].trigger()
    assert [name for name, _ in made.session.calls].count("save") == 2
    assert files.suggestions == ["Hold the value"]


def test_a_shipped_example_is_never_saved_over(window: Any, tmp_path: Path) -> None:
    from engine.examples import path_of
    from tests.gui.window_fakes import FakeFiles

    files = FakeFiles(tmp_path / "mine.gatescope")
    made = window(make_shown(), files=files)
    made.session.show(path=path_of("hold-lstm"))
    made.actions_table.made["save"].trigger()
    assert files.suggestions == ["hold-lstm"]
    assert made.session.calls[-1] == ("save", tmp_path / "mine.gatescope")


def test_the_keys_page_lists_every_key(window: Any) -> None:
    made = window()
    made.actions_table.made["keys"].trigger()
    assert made.keys_page.isVisible()
    said = made.keys_page.list.accessibleDescription()
    assert all(entry.text in said for entry in TABLE if entry.keys)
    made.actions_table.made["timeline"].trigger()
    assert not made.keys_page.isVisible()


def test_every_icon_is_shipped() -> None:
    from gui.panels.setup import ICONS
    from gui.theme import RESOURCES

    names = {entry.icon for entry in TABLE if entry.icon} | set(ICONS)
    assert [name for name in names if not (RESOURCES / "icons" / f"{name}.svg").exists()] == []
