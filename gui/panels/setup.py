"""Setup: data, network and training, numbered in reading order; and the rail that stands for them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QVBoxLayout, QWidget

from gui.panels.build import BuildPanel
from gui.panels.data import DataPanel
from gui.panels.section import Section
from gui.panels.training import TrainingPanel
from gui.theme import current, font, px
from gui.widgets.buttons import Button
from gui.widgets.icon import draw_icon
from gui.widgets.paint import box
from gui.widgets.scroll import Scroll
from gui.widgets.words import Part

if TYPE_CHECKING:
    from engine.errors import Refusal
    from gui.session import Session
    from gui.shown import Shown

MARGIN = 16
WIDEST = 420
"""Where the setup has the whole window, its rows are no wider than this."""
ICONS = ("database", "network", "sliders-horizontal")
NOTHING: tuple[object, ...] = (object(),) * 6


class Setup(Part):
    """Data, network and training below each other; what does not fit is scrolled to.

    Parameters
    ----------
    session : Session
        Where changes go.
    parent : QWidget or None
        Parent.
    """

    explained = Signal(QWidget)
    """Carries the setting whose words are to be explained."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.data = DataPanel(session)
        self.build = BuildPanel(session)
        self.training = TrainingPanel(session)
        self.sections: tuple[Section, ...] = (self.data, self.build, self.training)
        inner = self.inner = QWidget()
        self.column = QVBoxLayout(inner)
        for section in self.sections:
            self.column.addWidget(section)
            section.explained.connect(self.explained)
        self.column.addStretch(1)
        self.area = Scroll(self)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.area.setWidget(inner)
        self._refused: Refusal | None = None
        self._told = NOTHING
        self.area.verticalScrollBar().rangeChanged.connect(self._make_room)
        self.restyle()
        self.retranslate()

    def show_state(self, shown: Shown) -> None:
        """Show a moment; while training runs, only what is another one to the setup."""
        frame = shown.frame
        now = (
            shown.project,
            shown.refusal,
            frame.dataset,
            frame.project.data,
            shown.layer,
            shown.playhead is None,
        )
        if frame.running and all(a is b for a, b in zip(now, self._told, strict=True)):
            return
        self._told = now if frame.running else NOTHING
        for section in self.sections:
            section.show_state(shown)
        if shown.refusal is not self._refused:
            self._refused = shown.refusal
            if shown.refusal is not None:
                QTimer.singleShot(0, self, self._show_complaint)

    def _show_complaint(self) -> None:
        """Bring into sight why a setting was refused: it may stand at another control than the one that was moved."""
        for section in self.sections:
            for words in (section.error, *(row.error for row in section.rows)):
                if words.isVisible() and words.text():
                    self.area.ensureWidgetVisible(words, 0, px(24))
                    return

    def show_section(self, number: int) -> None:
        """Scroll to a section and give it the focus."""
        # Not at once: a setup that has just been opened has no rows and no places yet.
        QTimer.singleShot(0, self, partial(self._go_to, self.sections[number - 1]))

    def _scroll_to(self, section: Section) -> None:
        self.area.verticalScrollBar().setValue(max(0, section.y() - px(12)))

    def _go_to(self, section: Section) -> None:
        self._scroll_to(section)
        # Rows made just now have been measured once their layouts have come to rest.
        QTimer.singleShot(0, self, partial(self._scroll_to, section))
        first = section.nextInFocusChain()
        while first is not section and first is not None:
            wanted = bool(first.focusPolicy() & Qt.FocusPolicy.TabFocus)
            if section.isAncestorOf(first) and wanted and first.isVisible() and first.isEnabled():
                group = first.group() if isinstance(first, QAbstractButton) else None
                chosen = group.checkedButton() if group is not None and group.exclusive() else None
                (chosen or first).setFocus(Qt.FocusReason.ShortcutFocusReason)
                return
            first = first.nextInFocusChain()

    def retranslate(self) -> None:
        """Name the zone."""
        self._told = NOTHING
        self.setAccessibleName(self.tr("Setup"))

    def restyle(self) -> None:
        """Take the distances from the theme."""
        super().restyle()
        if hasattr(self, "column"):
            self.column.setSpacing(px(12))
            self._make_room()

    def _make_room(self) -> None:
        """Let the scroll bar lie in the margin, so that nothing moves when it comes."""
        bar = self.area.verticalScrollBar()
        taken = bar.sizeHint().width() if bar.maximum() > bar.minimum() else 0
        # What is too long for a line goes below, not out of sight.
        self.inner.setMaximumWidth(self.width() - taken)
        side = max(px(MARGIN), (self.width() - px(WIDEST)) // 2)
        self.column.setContentsMargins(side, px(8), side - taken, px(8))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fill all with the scroll area."""
        self.area.setGeometry(self.rect())
        self._make_room()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground."""
        QPainter(self).fillRect(self.rect(), current.theme.s1)


class RailButton(Button):
    """The number of a section with its icon."""

    def __init__(self, number: int, parent: QWidget) -> None:
        super().__init__(parent)
        self.number = number
        self.setCheckable(True)

    def nextCheckState(self) -> None:  # noqa: N802 - Qt's name
        """Stay as the window says."""

    def sizeHint(self) -> QSize:
        """Be easy to hit."""
        return QSize(px(48), px(60))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint number and icon."""
        painter = QPainter(self)
        theme = current.theme
        if self.isChecked():
            box(painter, QRectF(self.rect()), px(8), theme.s3, theme.t1, 1.5)
        elif self.hot:
            box(painter, QRectF(self.rect()), px(8), theme.s2)
        painter.setFont(font(15, 600))
        painter.setPen(theme.t1)
        top = QRectF(0, px(8), self.width(), px(20))
        painter.drawText(top, int(Qt.AlignmentFlag.AlignCenter), str(self.number))
        place = QRectF(0, px(32), self.width(), px(16))
        draw_icon(painter, ICONS[self.number - 1], theme.t2, place)


class Rail(Part):
    """Three numbers that open the setup where there is no room for it; `asked` carries one."""

    asked = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.buttons = [RailButton(number, self) for number in (1, 2, 3)]
        for button in self.buttons:
            button.clicked.connect(self._clicked)
        self.retranslate()

    def _clicked(self) -> None:
        button = self.sender()
        assert isinstance(button, RailButton)
        self.asked.emit(button.number)

    def show_open(self, number: int) -> None:
        """Mark the section that is open; 0 for none."""
        for button in self.buttons:
            button.setChecked(button.number == number)

    def retranslate(self) -> None:
        """Set the names."""
        names = (self.tr("1  Data"), self.tr("2  Network"), self.tr("3  Training"))
        for button, name in zip(self.buttons, names, strict=True):
            button.setAccessibleName(name)
            button.setToolTip(name)

    def restyle(self) -> None:
        """Take sizes from the theme."""
        super().restyle()
        if hasattr(self, "buttons"):
            self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place the buttons."""
        self._arrange()

    def _arrange(self) -> None:
        side = (self.width() - px(48)) // 2
        for k, button in enumerate(self.buttons):
            button.setGeometry(side, px(12) + k * px(68), px(48), px(60))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground, and the line beside it."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), current.theme.s1)
        painter.fillRect(QRectF(self.width() - 1, 0, 1, self.height()), current.theme.line)
