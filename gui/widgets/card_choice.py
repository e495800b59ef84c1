"""CardChoice: the button in a header that puts another card in the place of this one."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from gui.widgets.buttons import IconButton


class CardChoice(IconButton):
    """A button with a menu of what can stand in the place of the loss.

    Parameters
    ----------
    parent : QWidget
        The loss.
    """

    wanted = Signal(str)
    """Carries the name of a card."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__("layers", 26, parent)
        self.menu = QMenu(self)
        self.cards: dict[str, QAction] = {}
        for name in ("landscape", "confusion", "softmax"):
            action = self.cards[name] = QAction(self)
            action.triggered.connect(lambda _=False, name=name: self.wanted.emit(name))
            self.menu.addAction(action)
        self.clicked.connect(lambda: self.menu.popup(self.mapToGlobal(QPoint(0, self.height()))))
        self.retranslate()

    def offer(self, *, classes: bool) -> None:
        """Say whether the task has classes: two of the cards are about them."""
        for name in ("confusion", "softmax"):
            if self.cards[name].isEnabled() != classes:
                self.cards[name].setEnabled(classes)

    def retranslate(self) -> None:
        """Set the names."""
        self.set_name(self.tr("Show something else here"))
        words = {
            "landscape": self.tr("Loss along the update"),
            "confusion": self.tr("Confusion matrix"),
            "softmax": self.tr("Prediction"),
        }
        for name, text in words.items():
            self.cards[name].setText(text)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
