"""Run until: a condition at which time stops by itself, or whose first iteration is looked for."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QKeyEvent, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from engine.commands import Play, Search
from engine.condition import LONGEST, parse
from engine.errors import Refusal
from gui.memory import recall_text, remember
from gui.theme import current, font, px
from gui.widgets.buttons import TextButton
from gui.widgets.paint import box, keeps
from gui.widgets.popover import Popover
from gui.widgets.settings import sentence
from gui.widgets.words import Words

if TYPE_CHECKING:
    from gui.session import Session
    from gui.shown import Shown

EXAMPLES = ("iteration >= 1000", "loss < 0.01", "waited >= 200", "layers[1].f[1, 12] > 0.9")
PLACE = "condition"
"""Place of a refusal that is told here."""


class ConditionField(QLineEdit):
    """A line in which a condition is typed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bad = False
        self.setFrame(False)
        self.setStyleSheet("QLineEdit { background: transparent; border: none; }")
        self.setMaxLength(LONGEST)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        current.changed.connect(self.restyle)
        self.restyle()

    def restyle(self) -> None:
        """Take font and colours from the theme."""
        letters = QFont(font(14, mono=True))
        for feature in (
            "liga",
            "calt",
        ):  # else >= is drawn as one sign, which is none that is typed
            letters.setFeature(QFont.Tag(feature), 0)
        self.setFont(letters)
        palette = QPalette(self.palette())
        palette.setColor(QPalette.ColorRole.Text, current.theme.t1)
        palette.setColor(QPalette.ColorRole.PlaceholderText, current.theme.t3)
        self.setPalette(palette)
        self.setTextMargins(px(8), 0, px(8), 0)
        self.updateGeometry()

    def show_bad(self, bad: bool) -> None:
        """Show whether what is typed cannot be taken."""
        if bad != self.bad:
            self.bad = bad
            self.update()

    def sizeHint(self) -> QSize:
        """Have room for a condition of usual length."""
        return QSize(px(240), px(34))

    def event(self, event: QEvent) -> bool:
        """Keep Enter."""
        return keeps(event, (Qt.Key.Key_Return, Qt.Key.Key_Enter)) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave Escape to the card."""
        if event.key() == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the outline below the text."""
        theme = current.theme
        line = theme.warn if self.bad else theme.t1 if self.hasFocus() else theme.edge
        painter = QPainter(self)
        box(painter, QRectF(self.rect()), px(6), theme.s2, line, 1.5 if self.bad else 1)
        painter.end()
        super().paintEvent(event)


class Chip(TextButton):
    """An example of a condition, in the letters in which conditions are typed."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__("dashed", parent=parent, size=12, height=26)
        self.padding = 8.0
        self.setText(text)

    def sizeHint(self) -> QSize:
        """Have room for the condition."""
        wide = QFontMetricsF(self._font()).horizontalAdvance(self.text())
        return QSize(round(wide + 2 * px(self.padding) + 1), px(self.text_height))


class UntilCard(Popover):
    """The card with the condition.

    Parameters
    ----------
    session : Session
        Where requests go.
    parent : QWidget
        The window.
    """

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent, wide=440)
        self.session = session
        self._asked = ""
        self._refused: Refusal | None = None
        self.title = Words("t1", 15, 600)
        self.field = ConditionField()
        self.field.setText(recall_text("time/until", LONGEST))
        self.field.textChanged.connect(self._typed)
        self.field.returnPressed.connect(self._run)
        self.reason = Words("warn", 12, wrap=True)
        self.reason.hide()
        self.hint = Words("t2", 12, wrap=True)
        self.chips = [Chip(text) for text in EXAMPLES]
        self.run = TextButton("primary")
        self.search = TextButton("plain")
        self.run.clicked.connect(self._run)
        self.search.clicked.connect(self._search)
        self.column.addWidget(self.title)
        self.column.addWidget(self.field)
        self.column.addWidget(self.reason)
        self.column.addWidget(self.hint)
        for pair in (self.chips[:3], self.chips[3:]):
            row = QHBoxLayout()
            row.setSpacing(px(6))
            for chip in pair:
                chip.clicked.connect(partial(self._take, chip.text()))
                row.addWidget(chip)
            row.addStretch(1)
            self.column.addLayout(row)
        row = QHBoxLayout()
        row.setSpacing(px(8))
        row.addWidget(self.search)
        row.addStretch(1)
        row.addWidget(self.run)
        self.column.addLayout(row)
        self.retranslate()
        session.shown.connect(self._heard)
        self._typed(self.field.text())

    def focus_first(self) -> None:
        """Type at once, over what stands there."""
        self.field.setFocus(Qt.FocusReason.PopupFocusReason)
        self.field.selectAll()

    def _take(self, text: str, *_: object) -> None:
        self.field.setText(text)
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _typed(self, text: str) -> None:
        """Say at once what is wrong with a condition."""
        self._refused = None
        if text.strip():
            try:
                parse(text)
            except Refusal as refusal:
                self._refused = refusal
        self._show_reason()
        for button in (self.run, self.search):
            button.setEnabled(bool(text.strip()) and self._refused is None)

    def _show_reason(self) -> None:
        text = sentence(self._refused) if self._refused is not None else ""
        self.reason.setText(text)
        self.reason.setVisible(bool(text))
        self.field.show_bad(bool(text))
        self.field.setAccessibleDescription(text)

    def _run(self) -> None:
        self._ask(search=False)

    def _search(self) -> None:
        self._ask(search=True)

    def _ask(self, *, search: bool) -> None:
        text = self.field.text().strip()
        if not self.run.isEnabled():
            return
        remember("time/until", text)
        self._asked = text
        self.session.ask(Search(text) if search else Play(until=text))

    def _heard(self, shown: Shown) -> None:
        """Close when it is under way, or show why it is not."""
        if not self._asked:
            return
        refusal, frame = shown.refusal, shown.frame
        if refusal is not None and refusal.place == PLACE:
            self._asked, self._refused = "", refusal
            self._show_reason()
        elif (
            frame.running
            or frame.reached == self._asked
            or shown.found is not None
            or frame.busy is not None
            or frame.divergence is not None
        ):
            self._done()

    def _done(self) -> None:
        self._asked = ""
        self.close_card()

    def retranslate(self) -> None:
        """Set all texts."""
        if not hasattr(self, "search"):
            return
        self.title.setText(self.tr("Run until"))
        self.hint.setText(
            self.tr(
                "Layers, units and time steps count from 1. Names can be joined by and, or, not."
            )
        )
        self.field.setPlaceholderText(EXAMPLES[1])
        self.field.setAccessibleName(self.tr("Condition at which time stops"))
        for chip in self.chips:
            chip.setAccessibleName(self.tr("Example: {text}").format(text=chip.text()))
        self.run.setText(self.tr("Run"))
        self.search.setText(self.tr("When was this first so?"))
        self.setAccessibleName(self.tr("Run until"))
        self._show_reason()
