"""Choice: a setting with a few named values, as a list that opens."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QListView, QSizePolicy, QWidget

from gui.theme import current, font, px
from gui.widgets.paint import PRESS, SCROLL, box, chevron, keeps
from gui.widgets.row import Row
from gui.widgets.settings import Setting, label_of

QWIDGETSIZE_MAX = (1 << 24) - 1
"""Qt's "no limit"."""


class Combo(QComboBox):
    """A list that opens, in the look of the window; the wheel does not change it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bad = False
        self.listed = QListView(self)
        self.setView(self.listed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        current.changed.connect(self.restyle)
        self.restyle()

    def restyle(self) -> None:
        """Take font and sizes from the theme."""
        self.setFont(font(13))
        self.view().setFont(font(13))
        self.listed.setSpacing(px(4))  # a line alone is no target for a finger
        self.updateGeometry()

    def event(self, event: QEvent) -> bool:
        """Keep the keys that open and choose."""
        return keeps(event, (*PRESS, *SCROLL)) or super().event(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the panel, which scrolls."""
        event.ignore()

    def sizeHint(self) -> QSize:
        """Have room for the longest entry."""
        metrics = QFontMetricsF(font(13))
        texts = [self.itemText(k) for k in range(self.count())]
        wide = max((metrics.horizontalAdvance(text) for text in texts), default=0.0)
        return QSize(round(wide) + px(10) + px(24), px(30))

    def minimumSizeHint(self) -> QSize:
        """Never cut an entry."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint outline, entry and arrow."""
        painter = QPainter(self)
        theme = current.theme
        hot = self.isEnabled() and (self.underMouse() or self.view().isVisible())
        line = theme.warn if self.bad else theme.t2 if hot else theme.edge
        box(painter, QRectF(self.rect()), px(6), theme.s2, line, 1.5 if self.bad else 1.0)
        painter.setFont(font(13))
        painter.setPen(theme.t1 if self.isEnabled() else theme.t3)
        words = QRectF(px(10), 0, self.width() - px(24), self.height())
        painter.drawText(words, int(Qt.AlignmentFlag.AlignVCenter), self.currentText())
        at = QPointF(self.width() - px(13), self.height() / 2)
        chevron(painter, at, px(4), theme.t2, "down")


class ChoiceRow(Row):
    """A setting with a few named values.

    Parameters
    ----------
    setting : Setting
        What it sets.
    address : str
        Where in the Project it stands.
    choices : sequence of str
        Keys of the values in `engine.project.LABELS`; those of the setting unless given.
    parent : QWidget or None
        Parent.
    """

    def __init__(
        self,
        setting: Setting,
        address: str,
        choices: Sequence[str] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(setting, address, parent)
        self.choices = tuple(choices) or setting.choices
        self.combo = Combo(self)
        for choice in self.choices:
            self.combo.addItem("", choice)
        self.stacked: bool | None = None
        self.stack(False)
        self.combo.activated.connect(self._activated)
        self.retranslate()

    @property
    def held(self) -> bool:
        """Whether its list is open."""
        return self.combo.view().isVisible()

    def offer(self, choices: Sequence[str]) -> bool:
        """Offer other values, unless the list is open; tell whether anything changed."""
        if tuple(choices) == self.choices or self.held:
            return False
        self.choices = tuple(choices)
        self.combo.clear()
        for choice in self.choices:
            self.combo.addItem(label_of(choice), choice)
        self.combo.updateGeometry()
        return True

    def stack(self, on: bool) -> None:
        """Put the list below its label, or beside it."""
        if on == self.stacked:
            return
        self.stacked = on
        self.head.removeWidget(self.combo)
        self.column.removeWidget(self.combo)
        if on:
            self.column.insertWidget(1, self.combo)
        else:
            self.head.addWidget(self.combo)
        alignment = Qt.AlignmentFlag(0) if on else Qt.AlignmentFlag.AlignVCenter
        self.head.setAlignment(self.caption, alignment)

    def needs(self) -> tuple[int, int]:
        """Give the widths of label and list, to decide whether both fit into one line."""
        note = QFontMetricsF(font(12)).horizontalAdvance(self.caption.note)
        label = QFontMetricsF(font(13)).horizontalAdvance(self.caption.label)
        return round(max(label, note)) + 1, self.combo.sizeHint().width()

    def show_value(self, value: object) -> None:
        """Show a value, unless the list is open."""
        if value in self.choices and not self.held:
            self.combo.setCurrentIndex(self.choices.index(str(value)))

    def show_refusal(self, text: str) -> None:
        """Show why a value was refused, or nothing."""
        super().show_refusal(text)
        if self.combo.bad != bool(text):
            self.combo.bad = bool(text)
            self.combo.update()

    def _activated(self, index: int) -> None:
        self.changed.emit(self.address, self.choices[index], True)

    def retranslate(self) -> None:
        """Set label, entries and help."""
        super().retranslate()
        for k, choice in enumerate(self.choices):
            self.combo.setItemText(k, label_of(choice))
        self.name_control(self.combo)
        self.combo.updateGeometry()


def line_up(rows: Sequence[ChoiceRow], width: int) -> None:
    """Put all lists beside their labels, in one column, if every one fits; else all below.

    Parameters
    ----------
    rows : sequence of ChoiceRow
        Rows that stand together.
    width : int
        Their width.
    """
    if not rows:
        return
    labels, lists = zip(*(row.needs() for row in rows), strict=True)
    fits = max(labels) + px(8) + max(lists) <= width
    for row in rows:
        row.stack(not fits)
        if fits:
            row.caption.setFixedWidth(max(labels))
        else:
            row.caption.setMinimumWidth(0)
            row.caption.setMaximumWidth(QWIDGETSIZE_MAX)
