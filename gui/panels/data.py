"""Data: pictures of the kinds of data, then the settings of the chosen kind."""

from __future__ import annotations

import re
from pathlib import PurePath
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QVBoxLayout, QWidget

from engine.project import DATA, Arrays
from gui.panels.section import More, Section, make_row, shape_of
from gui.theme import current, font, px
from gui.widgets.buttons import Button
from gui.widgets.numbers import count
from gui.widgets.paint import ARROWS, box, keeps
from gui.widgets.row import Row
from gui.widgets.settings import kind_of, label_of, titled_fields
from gui.widgets.thumbs import draw_thumb
from gui.widgets.words import Part, Words

if TYPE_CHECKING:
    from engine.sizes import Shape
    from gui.session import Session
    from gui.shown import Shown

COLUMNS = 3
TILES = ("hold", "sunspots", "flag_recall", "echo", "sine", "xor", "characters")
"""Kinds that can be chosen by a picture."""
FOLDED = (
    *("probability", "flag", "split", "noise", "shortest"),
    *("examples", "validation", "test", "seed"),
)
"""Settings that are folded away where the kind has others that matter more."""


class Tile(Button):
    """The picture of a kind of data with its name."""

    def __init__(self, kind: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.kind = kind
        self.setCheckable(True)

    def event(self, event: QEvent) -> bool:
        """Keep the arrow keys too: they choose the next picture."""
        return keeps(event, ARROWS) or super().event(event)

    def sizeHint(self) -> QSize:
        """Have room for the name."""
        wide = QFontMetricsF(font(12, 600)).horizontalAdvance(self.text())
        return QSize(max(px(66), round(wide) + px(8)), px(53))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint picture and name."""
        painter = QPainter(self)
        theme = current.theme
        place = QRectF(self.rect())
        chosen = self.isChecked()
        if chosen:
            box(painter, place, px(8), theme.s3, theme.t1, 2)
        else:
            box(painter, place, px(8), theme.s3 if self.hot else theme.s2, theme.line)
        picture = QRectF(px(8), px(9), self.width() - px(16), self.height() - px(37))
        draw_thumb(painter, self.kind, picture, theme.t1 if chosen else theme.t3)
        painter.setFont(font(12, 600 if chosen else 400))
        painter.setPen(theme.t1 if chosen else theme.t2)
        words = QRectF(0, self.height() - px(23), self.width(), px(16))
        painter.drawText(words, int(Qt.AlignmentFlag.AlignCenter), self.text())


class FileNote(Part):
    """Which file the arrays come from, and what is in it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.path = ""
        self.sizes: Shape | None = None
        self.name = Words("t1", 13, 600, wrap=True, parent=self)
        self.count = Words("t2", 12, wrap=True, parent=self)
        self.column = QVBoxLayout(self)
        self.column.setSpacing(px(2))
        self.column.addWidget(self.name)
        self.column.addWidget(self.count)
        self.restyle()

    def show_file(self, path: str, sizes: Shape | None) -> None:
        """Show a file.

        Parameters
        ----------
        path : str
            Where it is.
        sizes : Shape or None
            What it comes to; None where it cannot be read any more.
        """
        if (path, sizes) != (self.path, self.sizes):
            self.path, self.sizes = path, sizes
            self.retranslate()

    def retranslate(self) -> None:
        """Set name and sizes."""
        # The path may be another system's; words break behind dots and underscores alone.
        name = PurePath(self.path.replace("\\", "/")).name
        self.name.setText(re.sub(r"([._-])", "\\1\u200b", name))
        self.name.setToolTip(self.path)
        text = ""
        if self.sizes is not None:
            text = self.tr("{examples} examples, {steps} steps, {inputs} inputs").format(
                examples=count(self.sizes.examples),
                steps=count(self.sizes.steps),
                inputs=count(self.sizes.inputs),
            )
        self.count.setText(text)
        self.setAccessibleName(f"{name}: {text}" if text else name)

    def restyle(self) -> None:
        """Take sizes from the theme."""
        super().restyle()
        if hasattr(self, "column"):
            self.column.setContentsMargins(px(12), px(10), px(12), px(10))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the card."""
        theme = current.theme
        box(QPainter(self), QRectF(self.rect()), px(8), theme.s3, theme.t1, 2)


class DataPanel(Section):
    """Pictures of the kinds of data, then the settings of the chosen kind.

    Parameters
    ----------
    session : Session
        Where changes go.
    parent : QWidget or None
        Parent.
    """

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(1, session, parent)
        self.kind = ""
        self.group = QButtonGroup(self)
        self.tiles: dict[str, Tile] = {}
        self.grid = QGridLayout()
        self.grid.setSpacing(px(8))
        for k, kind in enumerate(TILES):
            tile = Tile(kind, self)
            self.tiles[kind] = tile
            self.group.addButton(tile)
            self.grid.addWidget(tile, k // COLUMNS, k % COLUMNS)
        self.file = FileNote(self)
        self.settings = QVBoxLayout()
        self.settings.setSpacing(px(8))
        self.more = More(self)
        self.head.addWidget(self.more.button)
        self.column.addLayout(self.grid)
        self.column.addWidget(self.file)
        self.column.addLayout(self.settings)
        self.column.addWidget(self.more)
        self.column.addWidget(self.error)
        self.group.buttonClicked.connect(self._chosen)
        self.retranslate()

    def owns(self, place: str) -> bool:
        """Tell whether an address belongs to this section."""
        return place == "data" or place.startswith("data.")

    def _chosen(self, tile: Tile) -> None:
        if tile.kind != self.kind:
            self.session.change("data", DATA[tile.kind](), final=True)

    def show_state(self, shown: Shown) -> None:
        """Show a moment."""
        kind = kind_of(shown.project.data)
        if kind != self.kind:
            self._show_kind(kind)
        self._mark(kind)
        self.file.setVisible(kind == "arrays")
        if isinstance(shown.project.data, Arrays):
            self.file.show_file(shown.project.data.path, shape_of(shown.project))
        self.show_rows(shown)
        if any(row.error.text() for row in self.rows[self._folded_from :]):
            self.more.unfold(True)

    def _mark(self, kind: str) -> None:
        """Mark the picture of a kind; none where it has none."""
        if kind in self.tiles:
            if not self.tiles[kind].isChecked():
                self.tiles[kind].setChecked(True)
        elif (marked := self.group.checkedButton()) is not None:
            self.group.setExclusive(False)
            marked.setChecked(False)
            self.group.setExclusive(True)

    def _show_kind(self, kind: str) -> None:
        """Make the controls of a kind from the fields of its struct."""
        self.drop_rows(list(self.rows))
        self.kind = kind
        fields = titled_fields(DATA[kind])
        first = [name for name in fields if name not in FOLDED]
        first = first or [name for name in fields if name != "shortest"][:1]
        rest = [name for name in fields if name not in first]
        for name in first:
            self._add(kind, name, self.settings)
        self._folded_from = len(self.rows)
        for name in rest:
            self._add(kind, name, self.more.rows)
        self.more.button.setVisible(bool(rest))
        self.line_up()

    def _add(self, kind: str, name: str, place: QVBoxLayout) -> Row:
        return self.add_row(make_row(DATA[kind], name, f"data.{name}", self), place)

    def retranslate(self) -> None:
        """Set title, names and helps."""
        self.title.setText(self.tr("1  Data"))
        for kind, tile in self.tiles.items():
            name = label_of(kind)
            tile.setText(name)
            tile.setAccessibleName(self.tr("Data: {name}").format(name=name))
            tile.setToolTip(self.describe_kind(kind))
            tile.setAccessibleDescription(self.describe_kind(kind))
            tile.updateGeometry()

    def describe_kind(self, kind: str) -> str:
        """Say in a sentence what is to be learnt."""
        return {
            "hold": self.tr("At each step, say the value that was stored last."),
            "sunspots": self.tr("Yearly sunspot numbers since 1700: say the number to come."),
            "flag_recall": self.tr("At the end, say which bit stood at the flag in step 1."),
            "echo": self.tr("At each step, say the bit of some steps before."),
            "sine": self.tr("One period of a sine wave from noisy points; no time."),
            "xor": self.tr("Exclusive or of two bits; no time."),
            "blobs": self.tr("Two clouds of points that touch: say which; no time."),
            "moons": self.tr("Two half circles that reach into each other: say which; no time."),
            "circles": self.tr("A circle within a circle: say which; no time."),
            "spiral": self.tr("Two spirals wound into each other: say which; no time."),
            "waves": self.tr("Sine waves added up: at each step, say the number to come."),
            "lemniscate": self.tr("A lying figure eight: at each step, say the point to come."),
            "adding": self.tr("At the end, say the sum of the two values that were marked."),
            "parity": self.tr("At each step, say whether an odd number of earlier bits was on."),
            "copy": self.tr("Some letters, a pause, a sign: then say the letters again."),
            "abab": self.tr("The letters abaB over and over: at each step, say the next."),
            "parentheses": self.tr("At each step, say how many parentheses are open."),
            "reber": self.tr("Words of a small grammar: at each step, say the next letter."),
            "characters": self.tr("A text: at each step, say the next character."),
        }[kind]
