"""The foldable pane below the arithmetic: the same tick as lines of NumPy."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from gui.theme import current, font, px
from gui.widgets.buttons import TextButton
from gui.widgets.scroll import BAR

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

LOOK = "QPlainTextEdit {{ background: {ground}; color: {ink}; border: none; padding: {pad}px; }}"


class CodePane(QWidget):
    """Lines of code that can be folded away, marked and copied.

    Parameters
    ----------
    parent : QWidget
        Parent.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.button = TextButton("quiet", parent=self)
        self.button.clicked.connect(self.fold)
        self.text = QPlainTextEdit(self)
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.text.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.text.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(px(14), 0, px(14), px(8))
        column.setSpacing(px(4))
        column.addWidget(self.button, alignment=Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.text)
        self.restyle()
        self.retranslate()

    def fold(self) -> None:
        """Show the lines, or fold them away."""
        self.text.setVisible(self.text.isHidden())
        self._fit()
        self.retranslate()

    def put(self, code: str) -> None:
        """Show lines; the same ones stay as they are, with what is marked in them."""
        if code != self.text.toPlainText():
            self.text.setPlainText(code)
            self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Have room for the lines as they are broken now."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Be as high as the lines, up to a bound: beyond it they scroll."""
        lines = max(3, round(self.text.document().size().height()))
        high = lines * self.text.fontMetrics().lineSpacing() + px(26)
        self.text.setFixedHeight(min(high, px(170)))

    def retranslate(self) -> None:
        """Set texts anew."""
        self.text.setAccessibleName(self.tr("This tick in NumPy"))
        sign = "\N{BLACK RIGHT-POINTING SMALL TRIANGLE}"
        if not self.text.isHidden():
            sign = "\N{BLACK DOWN-POINTING SMALL TRIANGLE}"
        self.button.setText(f"{sign} " + self.tr("This tick in NumPy"))

    def restyle(self) -> None:
        """Take colours and sizes from the theme."""
        theme = current.theme
        look = LOOK.format(ground=theme.hex("s2"), ink=theme.hex("t1"), pad=px(6))
        bar = BAR.format(wide=px(9), round=px(2.5), ink=theme.hex("line2"), hot=theme.hex("edge"))
        self.text.setStyleSheet(look + bar)
        self.text.setFont(font(12, mono=True))
        self._fit()
