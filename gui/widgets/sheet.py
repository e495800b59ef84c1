"""Sheet: a large card over the window, under a veil; Escape, a click beside it or the cross closes it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from gui.theme import current, px
from gui.widgets.buttons import IconButton
from gui.widgets.paint import box
from gui.widgets.words import Part, Words

EDGE = 24
"""Pixels between the card and the edges of the window, at least."""


class Sheet(Part):
    """A large card over the window; what is typed stays within it, nothing below is pressed.

    Parameters
    ----------
    parent : QWidget
        The window.
    wide, high : int
        Size of the card before scaling, where the window has room for it.
    """

    closed = Signal()

    def __init__(self, parent: QWidget, wide: int, high: int) -> None:
        super().__init__(parent)
        self.wide, self.high = wide, high
        self._before: QWidget | None = None
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.card = QWidget(self)
        self.title = Words("t1", 20, 700, parent=self.card)
        self.away = IconButton("x", 30, self.card)
        self.away.clicked.connect(self.close_sheet)
        self.head = QHBoxLayout()
        self.head.addWidget(self.title)
        self.head.addStretch(1)
        self.head.addWidget(self.away)
        self.column = QVBoxLayout(self.card)
        self.column.addLayout(self.head)
        parent.installEventFilter(self)
        self.restyle()
        self.hide()

    def open_sheet(self) -> None:
        """Show the card, and give the focus to what is used first."""
        if not self.isVisible():
            # not the application's: that may be in a dialog of files, which is gone by then
            self._before = self.window().focusWidget()
        parent = self.parentWidget()
        assert parent is not None
        self.setGeometry(parent.rect())
        self.show()
        self.raise_()
        self.focus_first()

    def focus_first(self) -> None:
        """Give the focus to what is used first."""
        self.setFocus(Qt.FocusReason.PopupFocusReason)

    def close_sheet(self) -> None:
        """Close the card, and give the focus back."""
        if not self.isVisible():
            return
        self.hide()
        if self._before is not None and self._before.isVisible():
            self._before.setFocus(Qt.FocusReason.OtherFocusReason)
        self._before = None
        self.closed.emit()

    # events

    def event(self, event: QEvent) -> bool:
        """Keep all keys: the shortcuts of the window are for what is below."""
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close on Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_sheet()

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Keep Tab within the card."""
        here = QApplication.focusWidget() or self
        seek = here
        while True:
            found = seek.nextInFocusChain() if forward else seek.previousInFocusChain()
            if found is None or found is here:
                return True
            seek = found
            wanted = bool(seek.focusPolicy() & Qt.FocusPolicy.TabFocus)
            if wanted and self.card.isAncestorOf(seek) and seek.isVisible() and seek.isEnabled():
                reason = Qt.FocusReason
                seek.setFocus(reason.TabFocusReason if forward else reason.BacktabFocusReason)
                return True

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Close on a press beside the card."""
        if not self.card.geometry().contains(event.position().toPoint()):
            self.close_sheet()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the size of the window."""
        if event.type() == QEvent.Type.Resize and watched is self.parentWidget():
            parent = self.parentWidget()
            assert parent is not None
            self.setGeometry(parent.rect())
        return False

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place the card in the middle."""
        self.place()

    def place(self) -> None:
        """Place the card in the middle, as large as the window allows."""
        wide = min(px(self.wide), self.width() - 2 * EDGE)
        high = min(px(self.high), self.height() - 2 * EDGE)
        self.card.setGeometry(
            QRect((self.width() - wide) // 2, (self.height() - high) // 2, wide, high)
        )

    def restyle(self) -> None:
        """Take sizes from the theme."""
        super().restyle()
        if hasattr(self, "column"):
            self.column.setContentsMargins(px(24), px(18), px(24), px(18))
            self.column.setSpacing(px(12))
            self.place()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint a veil over the window, and the card."""
        painter = QPainter(self)
        theme = current.theme
        veil = theme.bg.toRgb()
        veil.setAlphaF(0.7)
        painter.fillRect(self.rect(), veil)
        box(painter, QRectF(self.card.geometry()), px(14), theme.s1, theme.line2)
