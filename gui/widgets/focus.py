"""Focus ring: one frame that follows the keyboard focus through the whole window."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from gui.theme import current, px
from gui.widgets.paint import box

OUTSIDE = 4
"""Two pixels of air and two of ring."""


class FocusRing(QWidget):
    """A frame around the control that has the focus, seen when the keyboard moved it there.

    Parameters
    ----------
    window : QWidget
        The window in which it follows the focus.
    """

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.owner = window
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._watched: list[QWidget] = []
        self.hide()
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._moved)

    def _moved(self, old: QWidget | None, new: QWidget | None) -> None:
        for former in self._watched:
            former.removeEventFilter(self)
        self._watched = []
        window = self.owner
        if new is None or not window.isAncestorOf(new):
            self.hide()
            return
        by_keyboard = window.window().testAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange)
        if not by_keyboard or isinstance(new, QLineEdit) or new is window:
            self.hide()
            return
        widget: QWidget | None = new
        while widget is not None and widget is not window:
            widget.installEventFilter(self)
            self._watched.append(widget)
            widget = widget.parentWidget()
        self._follow()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow when the control, or what holds it, moves."""
        moves = (QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide)
        if event.type() in moves:
            self._follow()
        return False

    def _follow(self) -> None:
        window = self.owner
        if not self._watched or not self._watched[0].isVisibleTo(window):
            self.hide()
            return
        control = self._watched[0]
        place = QRect(control.mapTo(window, QPoint(0, 0)), control.size())
        place = place.adjusted(-OUTSIDE, -OUTSIDE, OUTSIDE, OUTSIDE) & window.rect()
        self.setGeometry(place)
        self.show()
        self.raise_()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ring."""
        box(QPainter(self), QRectF(self.rect()), px(8), None, current.theme.t1, 2)
