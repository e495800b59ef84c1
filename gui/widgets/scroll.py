"""Scroll area with a narrow bar that takes no colour and little room."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from gui.theme import current, px

BAR = """
QScrollBar {{ background: transparent; border: none; margin: 0; }}
QScrollBar:vertical {{ width: {wide}px; }}
QScrollBar:horizontal {{ height: {wide}px; }}
QScrollBar::handle {{ background: {ink}; border-radius: {round}px; margin: 2px; }}
QScrollBar::handle:vertical {{ min-height: 28px; }}
QScrollBar::handle:horizontal {{ min-width: 28px; }}
QScrollBar::handle:hover {{ background: {hot}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
"""


class Scroll(QScrollArea):
    """A frameless scroll area with narrow bars.

    Parameters
    ----------
    parent : QWidget or None
        Parent.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidgetResizable(True)
        self.viewport().setAutoFillBackground(False)
        current.changed.connect(self.restyle)
        self.restyle()

    def restyle(self) -> None:
        """Take width and colours from the theme."""
        theme = current.theme
        style = BAR.format(wide=px(9), round=px(2.5), ink=theme.hex("line2"), hot=theme.hex("edge"))
        for bar in (self.verticalScrollBar(), self.horizontalScrollBar()):
            bar.setStyleSheet(style)

    def setWidget(self, widget: QWidget) -> None:  # noqa: N802 - Qt's name
        """Take the widget that is scrolled; it keeps the ground of what lies below."""
        super().setWidget(widget)
        widget.setAutoFillBackground(False)
