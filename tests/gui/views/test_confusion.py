"""The confusion matrix: what is painted and said is what was counted."""

from __future__ import annotations

from typing import Any

import numpy as np
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from engine.probing_confusion import Confusion
from engine.project import LSTM, FlagRecall, Network, Project, Training
from gui.theme import current
from tests.gui.test_time_travel import Begin, real, wait
from tests.gui.views.painted import texts

__all__ = ["real"]

FLAG = Project(
    data=FlagRecall(length=5, examples=60, validation=40, test=12),
    network=Network(layers=(LSTM(units=3),)),
    training=Training(loss="bce", batch_size=10),
)


def shown(window: Any, counts: Any = None) -> Any:
    """Bring the view into sight, with counts of the network or with given ones."""
    window.show_view("confusion")
    view = window.body.parts["confusion"]
    wait(window)
    if counts is not None:
        view.counts = np.array(counts)
        view.update()
    else:
        for _ in range(200):
            if view.counts is not None:
                break
            QTest.qWait(5)
    return view


def test_it_stands_in_the_place_of_the_loss_and_gives_it_back(real: Begin) -> None:
    window = real(FLAG, 4)
    loss = window.body.parts["loss"].geometry()
    view = shown(window)
    assert view.isVisible()
    assert not window.body.parts["loss"].isVisible()
    assert (view.pos(), view.width()) == (loss.topLeft(), loss.width())
    QTest.mouseClick(view.leave, Qt.MouseButton.LeftButton)
    assert window.body.parts["loss"].isVisible()
    assert not view.isVisible()


def test_the_counts_are_those_of_the_engine(real: Begin) -> None:
    window = real(FLAG, 4)
    view = shown(window)
    counts = window.session.state.frame.probes[Confusion("validation")]
    assert (view.counts == counts).all()
    assert counts.sum() == 40
    view.parts.segments["test"].click()
    for _ in range(200):
        if view.counts is not None:
            break
        QTest.qWait(5)
    assert view.counts.sum() == 12


def test_it_says_what_is_mistaken_most_often(real: Begin, monkeypatch: Any) -> None:
    window = real(FLAG, 4)
    view = shown(window, [[7, 1], [4, 8]])
    assert view.sentence().startswith("Right in 15 of 20 (75\N{NO-BREAK SPACE}%).")
    assert view.sentence().endswith("4 times.")
    found = texts(view, monkeypatch)
    assert {"7", "1", "4", "8"} <= {one.text for one in found}
    view.counts = np.array([[7, 0], [0, 8]])
    assert "mistaken" not in view.sentence()
    view.counts = np.zeros((2, 2), np.int64)
    assert view.sentence() == "No target counts in this part of the data."


def test_a_full_cell_has_the_strongest_colour(real: Begin) -> None:
    window = real(FLAG, 4)
    view = shown(window, [[5, 0], [0, 5]])
    image, grid = view.grab().toImage(), view._grid()
    right = image.pixelColor(QPoint(round(grid.left() + 4), round(grid.top() + 4)))
    wrong = image.pixelColor(QPoint(round(grid.right() - 4), round(grid.top() + 4)))
    table = current.theme.map("h")
    assert abs(right.lightness() - (table[255] & 255)) < 40
    assert abs(right.lightness() - wrong.lightness()) > 60


def test_a_cell_is_chosen_by_click_and_by_arrows(real: Begin) -> None:
    window = real(FLAG, 4)
    view = shown(window, [[7, 1], [4, 8]])
    grid = view._grid()
    low = QPoint(round(grid.left() + 3), round(grid.bottom() - 3))
    QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=low)
    assert view.at == (1, 0)
    assert view.chosen().endswith(": 4")
    QTest.keyClick(view, Qt.Key.Key_Right)
    QTest.keyClick(view, Qt.Key.Key_Right)
    QTest.keyClick(view, Qt.Key.Key_Down)
    assert view.at == (1, 1)
    assert view.accessibleDescription().endswith(": 8")
    QTest.keyClick(view, Qt.Key.Key_Up)
    assert view.at == (0, 1)


def test_numbers_have_no_confusion(real: Begin) -> None:
    window = real(Project(), 2)
    view = shown(window)
    assert view.sentence() == "There are no classes here: the output is a number."
    assert view.probes(window.session.state) == ()
    action = window.actions_table.made["view_confusion"]
    assert not action.isEnabled()


def test_the_counts_are_copied_a_row_for_each_true_class(real: Begin) -> None:
    window = real(FLAG, 4)
    view = shown(window, [[7, 1], [4, 8]])
    view.export.copy_numbers()
    lines = QGuiApplication.clipboard().text().splitlines()
    first, second = lines[0].split("\t")[1:]
    assert lines == [f"true\t{first}\t{second}", f"{first}\t7\t1", f"{second}\t4\t8"]
    assert view.export.x() > view.parts.geometry().right()
    assert view.export.geometry().right() < view.leave.x()
