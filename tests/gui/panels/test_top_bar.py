"""The bar at the top: the name of the project keeps clear of what lies over it."""

from __future__ import annotations

from typing import Any

from PySide6.QtGui import QFontMetricsF

from gui.panels.top_bar import TopBar
from gui.theme import font


def test_the_name_ends_before_what_lies_over_the_bar(app: Any) -> None:
    bar = TopBar()
    bar.resize(900, 66)
    bar.show()
    bar.project, bar.network = "Hold the value", "LSTM 8"
    assert bar._title(200) == "Hold the value · LSTM 8"
    bar.keep_clear(280)
    title = bar._title(200)
    assert "…" in title
    assert QFontMetricsF(font(14)).horizontalAdvance(title) <= 280 - 200
    bar.keep_clear(None)
    assert bar._title(200) == "Hold the value · LSTM 8"
    bar.hide()
    bar.deleteLater()
