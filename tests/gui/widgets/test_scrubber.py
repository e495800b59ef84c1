from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from gui.theme import current
from gui.widgets.scrubber import Scrubber
from tests.gui.fakes import make_curves
from tests.gui.seen import Seen, whole

LENGTH = 2400
MARKS = ((300, "change"), (700, "branch"), (900, "bookmark"), (1900, "divergence"))


@pytest.fixture
def scrubber(app: Any, qtbot: QtBot) -> Scrubber:
    current.set("dark")
    made = Scrubber()
    qtbot.addWidget(made)
    made.resize(732, 46)
    made.show()
    QApplication.processEvents()
    return made


def place(scrubber: Scrubber, iteration: int, latest: int = LENGTH, **more: Any) -> None:
    curves = replace(make_curves(latest), ends=np.arange(12, latest + 1, 12))
    shown: dict[str, Any] = {"busy": False, "running": False, **more}
    scrubber.show_place(0, latest, iteration, curves, 0, **shown)
    scrubber.set_labels(f"iteration {iteration:,}", f"epoch {iteration // 12}")


def test_what_is_painted_anew_is_all_that_has_changed(scrubber: Scrubber) -> None:
    seen = Seen(scrubber)
    place(scrubber, 1200, marks=MARKS)
    scrubber.update()
    seen.look()
    for iteration, more in (
        (1210, {}), (30, {}), (LENGTH, {}), (7, {}), (900, {"busy": True}), (900, {}),
        (1111, {"marks": MARKS[:1]}), (1112, {"marks": ()}), (LENGTH, {}), (LENGTH - 1, {}),
    ):  # fmt: skip
        place(scrubber, iteration, **{"marks": MARKS, **more})
        seen.look()
        assert seen.image == whole(scrubber), iteration


def test_a_step_paints_the_knob_and_its_labels_alone(scrubber: Scrubber) -> None:
    seen = Seen(scrubber)
    place(scrubber, 1200)
    seen.look()
    place(scrubber, 1201)
    assert 0 < seen.look().boundingRect().width() < 0.3 * scrubber.width()


def test_the_ground_rests_while_the_training_has_hardly_grown(scrubber: Scrubber) -> None:
    place(scrubber, 1000, 1000, running=True)
    QApplication.processEvents()
    ground = scrubber._ground
    place(scrubber, 1010, 1010, running=True)
    QApplication.processEvents()
    assert scrubber._ground is ground
    scrubber._next = 0.0
    place(scrubber, 1100, 1100, running=True)
    QApplication.processEvents()
    assert scrubber._ground is not ground


def test_what_is_below_is_not_painted_with_it(app: Any, qtbot: QtBot) -> None:
    class Ground(QWidget):
        painted = 0

        def paintEvent(self, event: QPaintEvent) -> None:
            self.painted += 1

    ground = Ground()
    qtbot.addWidget(ground)
    scrubber = Scrubber(ground)
    scrubber.setGeometry(10, 10, 300, 46)
    ground.resize(320, 66)
    ground.show()
    QApplication.processEvents()
    for name in ("light", "dark"):  # each style sheet polishes all widgets
        current.set(name)
        QApplication.processEvents()
        before = ground.painted
        place(scrubber, 1)
        QApplication.processEvents()
        assert ground.painted == before


def test_the_past_is_brighter_than_what_is_to_come(scrubber: Scrubber) -> None:
    place(scrubber, LENGTH)
    low = scrubber.height() - 9
    assert QColor(whole(scrubber).pixel(600, low)) != current.theme.s1
    place(scrubber, 1200)
    image = whole(scrubber)
    past, future = (QColor(image.pixel(x, low)).lightness() for x in (200, 600))
    assert past > future > current.theme.s1.lightness()


def test_a_mark_at_the_end_is_whole(scrubber: Scrubber) -> None:
    place(scrubber, LENGTH, marks=((LENGTH, "divergence"),))
    image, y = whole(scrubber), scrubber.height() - 6 - 8 - 3
    end = scrubber.width() - 6
    warm = [QColor(image.pixel(end + dx, y)) for dx in (-4, -3, 3, 4)]
    assert all(colour.red() > colour.blue() + 40 for colour in (warm[1], warm[2]))


def test_theme_and_use_are_followed(scrubber: Scrubber) -> None:
    place(scrubber, 1200)
    QApplication.processEvents()
    current.set("light")
    corner = QPoint(scrubber.width() - 2, 1)
    assert QColor(whole(scrubber).pixel(corner)) == current.theme.s1
    with_ticks = whole(scrubber)
    scrubber.setEnabled(False)
    assert scrubber.testAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
    row = {whole(scrubber).pixel(x, scrubber.height() - 4) for x in range(732)}
    assert row == {current.theme.s1.rgb()}
    assert with_ticks != whole(scrubber)
