"""Popover: a card over the window, opened from a control; Escape and a click elsewhere close it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from gui.theme import current, px
from gui.widgets.paint import box, keeps
from gui.widgets.words import Part

AWAY = 8
"""Pixels between the card and the control, and the edges of the window."""


class Popover(Part):
    """A card over the window; it lies within it, so that typing and focus are those of the window.

    Parameters
    ----------
    parent : QWidget
        The window.
    wide : int
        Width before scaling.
    """

    closed = Signal()

    def __init__(self, parent: QWidget, wide: int = 380) -> None:
        super().__init__(parent)
        self.wide = wide
        self.anchor: QWidget | None = None
        self._before: QWidget | None = None
        self._spot = QRect()
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.column = QVBoxLayout(self)
        self.restyle()
        self.hide()

    def open_at(self, anchor: QWidget, spot: QRect | None = None) -> None:
        """Open beside a control, and take the focus.

        Parameters
        ----------
        anchor : QWidget
            The control, or the view.
        spot : QRect, optional
            The part of it beside which the card stands; else all of it.
        """
        if not self.isVisible():
            # not the application's: that may be in a dialog of files, which is gone by then
            self._before = self.window().focusWidget()
            app = QApplication.instance()
            assert app is not None
            app.installEventFilter(self)
        self.anchor, self._spot = anchor, anchor.rect() if spot is None else spot
        self.show()
        self.raise_()
        self.place()
        self.focus_first()

    def focus_first(self) -> None:
        """Give the focus to what is used first."""
        self.setFocus(Qt.FocusReason.PopupFocusReason)

    def close_card(self) -> None:
        """Close, and give the focus back."""
        if not self.isVisible():
            return
        app = QApplication.instance()
        assert app is not None
        app.removeEventFilter(self)
        inside = QApplication.focusWidget()
        back = inside is None or inside is self or self.isAncestorOf(inside)
        self.hide()
        if back and self._before is not None and self._before.isVisible():
            self._before.setFocus(Qt.FocusReason.OtherFocusReason)
        self._before = None
        self.closed.emit()

    def toggle_at(self, anchor: QWidget, spot: QRect | None = None) -> None:
        """Open, or close where it is open."""
        if self.isVisible():
            self.close_card()
        else:
            self.open_at(anchor, spot)

    # placing

    def place(self) -> None:
        """Stand above the control, or below it where there is more room, within the window."""
        window, anchor = self.parentWidget(), self.anchor
        if window is None or anchor is None:
            return
        spot = QRect(anchor.mapTo(window, self._spot.topLeft()), self._spot.size())
        wide = min(px(self.wide), window.width() - 2 * px(AWAY))
        layout = self.column
        layout.activate()
        high = layout.heightForWidth(wide) if layout.hasHeightForWidth() else -1
        high = max(high, layout.sizeHint().height())
        high = min(high, window.height() - 2 * px(AWAY))
        above, below = spot.top() - px(AWAY), window.height() - spot.bottom() - px(AWAY)
        top = spot.bottom() + px(AWAY) if below >= high or below > above else above - high
        top = min(max(px(AWAY), top), window.height() - high - px(AWAY))
        left = min(max(px(AWAY), spot.center().x() - wide // 2), window.width() - wide - px(AWAY))
        self.setGeometry(left, top, wide, high)

    # events

    def event(self, event: QEvent) -> bool:
        """Keep Escape; stand anew when what is within needs more room."""
        if event.type() == QEvent.Type.LayoutRequest and self.isVisible():
            self.place()
        return keeps(event, (Qt.Key.Key_Escape,)) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close on Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_card()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Let no click through to what lies below."""
        event.accept()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Close on a press elsewhere in the window; the control that opened it closes it itself."""
        if event.type() == QEvent.Type.MouseButtonPress and isinstance(watched, QWidget):
            ours = watched is self or self.isAncestorOf(watched)
            spot = watched is self.anchor and self._spot.contains(_at(event))
            window = self.window()
            if watched.window() is window and not ours and not spot:
                self.close_card()
        elif event.type() == QEvent.Type.Resize and watched is self.parentWidget():
            self.close_card()
        return False

    def restyle(self) -> None:
        """Take sizes from the theme."""
        super().restyle()
        if hasattr(self, "column"):
            self.column.setContentsMargins(px(16), px(14), px(16), px(14))
            self.column.setSpacing(px(8))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the card."""
        theme = current.theme
        box(QPainter(self), QRectF(self.rect()), px(8), theme.s1, theme.line2, 1.5)


def _at(event: QEvent) -> QPoint:
    return event.position().toPoint() if isinstance(event, QMouseEvent) else QPoint()
