"""Section: what the three panels of the setup share: a numbered title, rows of settings, what was refused."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from engine.address import value_at
from engine.errors import Refusal
from engine.sizes import shape
from gui.glossary import of_row
from gui.theme import px
from gui.widgets.buttons import TextButton
from gui.widgets.choice import ChoiceRow, line_up
from gui.widgets.row import NumberRow, Row
from gui.widgets.settings import describe, sentence
from gui.widgets.slider import SliderRow
from gui.widgets.switch import SwitchRow
from gui.widgets.words import Part, Words

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from engine.project import Project
    from engine.sizes import Shape
    from gui.session import Session
    from gui.shown import Shown

TYPED = ("seed", "truncate")
"""Settings that are only typed: no slider says anything about them."""


def shape_of(project: Project) -> Shape | None:
    """Give the sizes of the data; None where the data cannot be read, which is told elsewhere."""
    try:
        return shape(project)
    except Refusal:
        return None


def make_row(struct: type[Any], field: str, address: str, parent: QWidget) -> Row:
    """Make the control that fits a setting: a switch, a list, a slider, or a number to type."""
    setting = describe(struct, field)
    if setting.boolean:
        return SwitchRow(setting, address, parent)
    if setting.choices:
        return ChoiceRow(setting, address, parent=parent)
    if field in TYPED:
        return NumberRow(setting, address, parent)
    return SliderRow(setting, address, parent)


class Section(Part):
    """A numbered part of the setup.

    Parameters
    ----------
    number : int
        1 data, 2 network, 3 training.
    session : Session
        Where changes go.
    parent : QWidget or None
        Parent.
    """

    explained = Signal(QWidget)
    """Carries the setting whose words are to be explained."""

    def __init__(self, number: int, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.number = number
        self.session = session
        self.rows: list[Row] = []
        self.title = Words("t1", 15, 600, parent=self)
        self.remark = Words("t2", 12, parent=self)
        self.error = Words("warn", 12, wrap=True, parent=self)
        self.error.hide()
        self.head = QHBoxLayout()
        self.head.addWidget(self.title)
        self.head.addStretch(1)
        self.head.addWidget(self.remark)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(px(8))
        self.title.setMinimumHeight(px(22))
        self.column.addLayout(self.head)

    def restyle(self) -> None:
        """Take the distances from the theme."""
        if hasattr(self, "column"):
            self.column.setSpacing(px(8))
            self.title.setMinimumHeight(px(22))
        super().restyle()

    def add_row(self, row: Row, place: QVBoxLayout | None = None) -> Row:
        """Take a row into the section."""
        self.rows.append(row)
        row.changed.connect(self.send)
        if of_row(row) and not isinstance(row, SwitchRow):  # there a press on the label switches
            row.caption.explain.connect(lambda: self.explained.emit(row))
            row.caption.set_explained()
        (place or self.column).addWidget(row)
        return row

    def drop_rows(self, rows: list[Row]) -> None:
        """Take rows out for good; what was being typed into them is dropped."""
        self.rows = [row for row in self.rows if row not in rows]
        for row in rows:
            row.blockSignals(True)  # hiding takes the focus, and that ends an entry
            row.hide()
            row.deleteLater()

    def send(self, address: str, value: object, final: bool) -> None:
        """Hand a change to the session."""
        self.session.change(address, value, final=final)

    def show_rows(self, shown: Shown) -> None:
        """Show values and the refusal in all rows."""
        for row in self.rows:
            row.blockSignals(True)
            try:
                row.show_value(value_at(shown.project, row.address))
            except Refusal:
                continue  # of a layer or kind that is being replaced
            finally:
                row.blockSignals(False)
        self.show_refusal(shown.refusal)

    def show_refusal(self, refusal: Refusal | None) -> None:
        """Show a refusal at its control, or at the end of this section if it has none here."""
        place = refusal.place if refusal else ""
        text = sentence(refusal) if refusal else ""
        found = False
        for row in self.rows:
            here = bool(place) and place == row.address
            row.show_refusal(text if here else "")
            found = found or here
        rest = text if self.owns(place) and not found else ""
        if rest != self.error.text():
            self.error.setText(rest)
            self.error.setVisible(bool(rest))

    def owns(self, place: str) -> bool:
        """Tell whether an address belongs to this section."""
        return False

    def show_state(self, shown: Shown) -> None:
        """Show a moment."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put lists beside their labels where all fit."""
        super().resizeEvent(event)
        self.line_up()

    def line_up(self) -> None:
        """Put lists beside their labels where all fit."""
        line_up([row for row in self.rows if isinstance(row, ChoiceRow)], self.width())

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language, and the width of its words."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.line_up()


class Heading(Words):
    """The heading of some settings that belong together."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("t1", 12, 600, parent=parent)

    def restyle(self) -> None:
        """Keep away from what is above."""
        super().restyle()
        self.setContentsMargins(0, px(8), 0, 0)


class More(Part):
    """Settings that are folded away until asked for; its `button` stands in the head of the section.

    Parameters
    ----------
    parent : QWidget or None
        Parent.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.button = TextButton("link", "chevron-right", self, size=12, height=22)
        self.button.setCheckable(True)
        self.rows = QVBoxLayout(self)
        self.rows.setContentsMargins(0, 0, 0, 0)
        self.rows.setSpacing(px(8))
        self.button.toggled.connect(self.unfold)
        self.hide()
        self.retranslate()

    def unfold(self, on: bool) -> None:
        """Show or fold the settings."""
        self.button.blockSignals(True)
        self.button.setChecked(on)
        self.button.blockSignals(False)
        self.setVisible(on)
        self.button.icon_name = "chevron-down" if on else "chevron-right"
        self.retranslate()

    def retranslate(self) -> None:
        """Set the words of the button."""
        on = self.button.isChecked()
        self.button.setText(self.tr("Less") if on else self.tr("More"))
        name = self.tr("Fewer settings") if on else self.tr("More settings")
        self.button.setAccessibleName(name)
        self.button.setToolTip(name)
        self.button.updateGeometry()
