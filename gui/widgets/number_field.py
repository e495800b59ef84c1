"""Number field: a number that is typed; what cannot be taken stays, with the reason told."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFontMetricsF,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
)
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QWidget

from gui.theme import current, font, px
from gui.widgets.paint import box, keeps
from gui.widgets.settings import Setting, complaint, read, written

Key = Qt.Key


class NumberField(QLineEdit):
    """A number that is typed.

    Parameters
    ----------
    setting : Setting
        Range and kind of the number.
    framed : bool
        Whether its outline is always seen; else only under the mouse and while typing.
    widest : str
        A number for which there is always room.
    size, weight : float, int
        Of the digits.
    parent : QWidget or None
        Parent.
    """

    committed = Signal(object)
    """Carries a number in range that the user has typed."""
    complained = Signal(str)
    """Carries the reason why what was typed cannot be taken; empty when it is gone."""
    left = Signal()
    """Typing has ended: by Enter on a number that was taken, by Escape, or by going elsewhere."""
    entered = Signal()
    """Enter was pressed on a good number, new or not."""
    nudged = Signal(int)
    """Up and Down were pressed: carries +1 or −1."""

    def __init__(
        self,
        setting: Setting,
        *,
        framed: bool = False,
        widest: str = "00,000",
        size: float = 13,
        weight: int = 600,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setting = setting
        self.framed = framed
        self.widest = widest
        self.bad = False
        self.value: float = 0
        self._entered = False
        self._look = (size, weight)
        self.setFrame(False)
        # A transparent palette is not enough: the application's style sheet paints the ground.
        self.setStyleSheet("QLineEdit { background: transparent; border: none; }")
        self.setMaxLength(24)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.textEdited.connect(self._edited)
        current.changed.connect(self.restyle)
        self.restyle()

    def restyle(self) -> None:
        """Take font and colours from the theme."""
        self.setFont(font(*self._look))
        palette = QPalette(self.palette())
        palette.setColor(QPalette.ColorRole.Text, current.theme.t1)
        self.setPalette(palette)
        side = px(6) if self.framed else -2  # Qt leaves 2: unframed digits end where all else does
        self.setTextMargins(side, 0, side, 0)
        self.updateGeometry()

    @property
    def editing(self) -> bool:
        """Whether something is typed that has not been taken yet."""
        return self.bad or (self.hasFocus() and self.isModified())

    def show_value(self, value: float) -> None:
        """Show a number, unless the user is typing one."""
        self.value = value
        if not self.editing:
            self._write()

    def _write(self) -> None:
        text = written(self.value, self.setting)
        if text != self.text():
            self.setText(text)
            self.updateGeometry()
        self.setModified(False)

    def sizeHint(self) -> QSize:
        """Have room for a number of usual length, and for the one shown."""
        metrics = QFontMetricsF(self.font())
        wide = max(metrics.horizontalAdvance(text) for text in (self.widest, self.text()))
        return QSize(round(wide) + 4 + (px(16) if self.framed else 0), self._height(metrics))

    def minimumSizeHint(self) -> QSize:
        """Never cut the number."""
        return self.sizeHint()

    def _height(self, metrics: QFontMetricsF) -> int:
        return px(30) if self.framed else max(px(20), round(metrics.height()) + 2)

    def _edited(self) -> None:
        self.updateGeometry()
        if self.bad:
            self._set_bad("")
            self.setModified(True)

    def _set_bad(self, reason: str) -> None:
        self.bad = bool(reason)
        self.complained.emit(reason)
        self.update()

    def commit(self) -> None:
        """Take what was typed, or say why not."""
        if not self.isModified():
            return
        reason = complaint(self.text(), self.setting)
        if reason:
            self._set_bad(reason)
            return
        value = read(self.text(), self.setting)
        self.setModified(False)
        if value is not None and value != self.value:
            self.value = value
            self.committed.emit(value)
        self._write()
        self.setText(self.text())  # from now on undo is that of the project, not of what was typed

    def revert(self) -> None:
        """Forget what was typed."""
        self._set_bad("")
        self._write()

    def event(self, event: QEvent) -> bool:
        """Keep the keys that edit."""
        kept: tuple[Qt.Key, ...] = (Key.Key_Up, Key.Key_Down, Key.Key_Return, Key.Key_Enter)
        if self.isModified() or self.bad:
            kept = (*kept, Key.Key_Escape)
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            undo = QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo
            if not self.isModified() and any(event.matches(key) for key in undo):
                event.ignore()
                return False
        return keeps(event, kept) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take on Enter, forget on Escape, count on Up and Down."""
        if event.key() in (Key.Key_Return, Key.Key_Enter):
            self.commit()
            if not self.bad:
                self.selectAll()
                self.left.emit()
                self.entered.emit()
        elif event.key() == Key.Key_Escape and (self.isModified() or self.bad):
            self.revert()
            self.clearFocus()  # the arrow keys go to the timeline again
        elif event.key() == Key.Key_Escape:
            event.ignore()  # for the card around it
        elif event.key() in (Key.Key_Up, Key.Key_Down):
            self.nudged.emit(1 if event.key() == Key.Key_Up else -1)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Mark all, so that typing replaces the number."""
        super().focusInEvent(event)
        self._entered = event.reason() == Qt.FocusReason.MouseFocusReason
        if not self._entered:
            self.selectAll()
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Mark all at the first click too; the next one puts the cursor."""
        super().mouseReleaseEvent(event)
        if self._entered and not self.hasSelectedText():
            self.selectAll()
        self._entered = False

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take what was typed."""
        self.commit()
        super().focusOutEvent(event)
        self.deselect()
        self.left.emit()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the outline below the number."""
        theme = current.theme
        painter = QPainter(self)
        place = QRectF(self.rect())
        if self.bad:
            box(painter, place, px(4), None, theme.warn, 1.5)
        elif self.framed:
            box(painter, place, px(6), theme.s2, theme.t1 if self.hasFocus() else theme.edge)
        elif self.hasFocus() or self.underMouse():
            painter.fillRect(
                QRectF(0, self.height() - 1.5, self.width(), 1.5),
                theme.t1 if self.hasFocus() else theme.edge,
            )
        painter.end()
        super().paintEvent(event)
