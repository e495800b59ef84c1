"""The switch by which a project file holds the user's file of data itself."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from engine.datasets import embedded
from engine.project import Characters, Hold, Table
from gui.panels.data_keeping import Keeping, size_text
from tests.gui.test_panels import project_of
from tests.gui.test_window import cut_off, settle


@pytest.fixture
def text(tmp_path: Path) -> Path:
    path = tmp_path / "my own text.txt"
    path.write_text("to be or not to be, " * 100)
    return path


def keeping(made: Any) -> Keeping:
    found: Keeping = made.body.parts["setup"].data.keeping
    return found


@pytest.fixture
def made(window: Any, text: Path) -> Any:
    one = window(size=(1400, 900))
    project_of(one, data=Characters(path=str(text)))
    one.session.show(started=True)
    settle()
    return one


def test_it_is_offered_for_a_file_of_the_users_own_alone(made: Any) -> None:
    assert keeping(made).isVisible()
    for data in (Hold(), Characters(), Table()):
        project_of(made, data=data)
        assert not keeping(made).isVisible()


def test_it_says_how_much_goes_into_the_project_file(made: Any) -> None:
    part = keeping(made)
    assert not part.told.isVisible()
    QTest.mouseClick(part.row.switch, Qt.MouseButton.LeftButton)
    assert made.session.said("change") == [("embedded", True, True)]
    project_of(made, embedded=True)
    settle()
    assert part.row.switch.isChecked()
    assert part.told.text().startswith("2 kB go into the .gatescope file")
    assert cut_off(made.body.parts["setup"].data) == []


def test_a_file_that_is_too_large_is_not_offered_and_says_why(
    made: Any, text: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(embedded, "LARGEST", 1000)
    project_of(made, data=Characters(path=str(text), length=4))
    settle()
    part = keeping(made)
    assert "more than 50 MB cannot be kept" in part.told.text()
    assert not part.row.switch.isEnabled()
    project_of(made, embedded=True)
    assert part.row.switch.isEnabled()  # it can be left out again


def test_a_refusal_to_save_stands_at_the_data(made: Any) -> None:
    made.session.refuse("It cannot hold them.", "embedded")
    settle()
    assert made.body.parts["setup"].data.error.text() == "It cannot hold them."


@pytest.mark.parametrize(
    ("size", "text"),
    [
        (0, "1 kB"),
        (12_300, "12 kB"),
        (999_000, "999 kB"),
        (1_000_000, "1.0 MB"),
        (49_949_000, "49.9 MB"),
    ],
)
def test_sizes_are_written_in_kilobytes_and_megabytes(size: int, text: str) -> None:
    assert size_text(size) == text
