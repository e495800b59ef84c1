"""What stands on the screen where only what a widget asked for is painted anew."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QImage, QPaintEvent, QRegion
from PySide6.QtWidgets import QApplication, QWidget


def whole(widget: QWidget) -> QImage:
    """Paint all of a widget."""
    return widget.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)


class Seen(QObject):
    """What stands on a screen that only the regions asked for are painted on."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__()
        self.widget = widget
        self.asked = QRegion()
        self.image = QImage(widget.size(), QImage.Format.Format_RGB32)
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QPaintEvent):
            self.asked += event.region()
        return False

    def look(self) -> QRegion:
        """Bring the screen to what is shown now, and give what was painted."""
        self.asked = QRegion()
        QApplication.processEvents()
        asked = QRegion(self.asked)
        self.widget.render(self.image, asked.boundingRect().topLeft(), asked)
        return asked
