"""Data: pictures of the kinds of data, then the settings of the chosen kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QVBoxLayout, QWidget

from engine.errors import FileRefusal, Refusal
from engine.project import DATA, Arrays, Characters, Table
from gui.panels.data_keeping import Keeping
from gui.panels.data_note import FileNote
from gui.panels.drawing import Drawing, Drawn
from gui.panels.section import More, Section, make_row, shape_of
from gui.panels.shelf import describe_kind
from gui.theme import current, font, px
from gui.widgets.buttons import Button, TextButton
from gui.widgets.icon import draw_icon
from gui.widgets.paint import ARROWS, box, keeps
from gui.widgets.row import Row
from gui.widgets.settings import kind_of, label_of, titled_fields
from gui.widgets.thumbs import DRAWN, draw_thumb
from gui.widgets.thumbs_shipped import draw_shipped

if TYPE_CHECKING:
    from engine.project import Data
    from engine.sizes import Shape
    from gui.session import Session
    from gui.shown import Shown

COLUMNS = 3
TILES = ("hold", "sunspots", "flag_recall", "echo", "sine", "xor", "characters", "drawn_points")
"""Kinds that can be chosen by a picture."""
FOLDED = (
    *("probability", "flag", "split", "noise", "shortest"),
    *("examples", "validation", "test", "seed"),
    *("all_ahead", "stride", "by", "jamo"),
)
"""Settings that are folded away where the kind has others that matter more."""


class Tile(Button):
    """The picture of a kind of data with its name."""

    def __init__(self, kind: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.kind = kind
        self.data: Data | None = None
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
        ink = theme.t1 if chosen else theme.t3
        if self.kind in DRAWN:
            draw_thumb(painter, self.kind, picture, ink)
        elif isinstance(self.data, Table) and self.data.shipped:
            draw_shipped(painter, self.data, picture, ink)
        else:
            icon = QRectF(0, 0, px(16), px(16))
            icon.moveCenter(picture.center())
            draw_icon(painter, "database", ink, icon)
        painter.setFont(font(12, 600 if chosen else 400))
        painter.setPen(theme.t1 if chosen else theme.t2)
        words = QRectF(0, self.height() - px(23), self.width(), px(16))
        painter.drawText(words, int(Qt.AlignmentFlag.AlignCenter), self.text())


class DataPanel(Section):
    """Pictures of the kinds of data, then the settings of the chosen kind.

    Parameters
    ----------
    session : Session
        Where changes go.
    parent : QWidget or None
        Parent.
    """

    asked = Signal(str)
    """What the user wants of the window: ``all`` kinds, ``edit`` these data, ``find`` their file, or ``draw`` large."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(1, session, parent)
        self.kind = ""
        self._folded_from = 0
        self._last: dict[str, Data] = {}
        self._sized: tuple[Data, Shape | None] | None = None
        self.group = QButtonGroup(self)
        self.tiles: dict[str, Tile] = {}
        self.grid = QGridLayout()
        self.grid.setSpacing(px(8))
        for k, kind in enumerate(TILES):
            tile = Tile(kind, self)
            self.tiles[kind] = tile
            self.group.addButton(tile)
            self.grid.addWidget(tile, k // COLUMNS, k % COLUMNS)
        self.other = Tile("", self)
        self.group.addButton(self.other)
        self.grid.addWidget(self.other, len(TILES) // COLUMNS, len(TILES) % COLUMNS)
        self.other.hide()
        self.all = TextButton("dashed", "database", self)
        self.all.clicked.connect(self._ask_all)
        self.grid.addWidget(self.all, len(TILES) // COLUMNS + 1, 0, 1, COLUMNS)
        self.file = FileNote(self)
        self.file.edit.clicked.connect(self._ask_edit)
        self.keeping = Keeping(self)
        self.keeping.changed.connect(self.send)
        self.drawing = Drawing(session, parent=self)
        self.drawing.asked.connect(self._ask_draw)
        self.drawing.hide()
        self.settings = QVBoxLayout()
        self.settings.setSpacing(px(8))
        self.more = More(self)
        self.head.addWidget(self.more.button)
        self.column.addLayout(self.grid)
        self.column.addWidget(self.file)
        self.column.addWidget(self.keeping)
        self.column.addWidget(self.drawing)
        self.column.addLayout(self.settings)
        self.column.addWidget(self.more)
        self.column.addWidget(self.error)
        self.seek = TextButton("primary", "folder-open", self, size=12, height=28)
        self.seek.clicked.connect(self._ask_find)
        self.seek.hide()
        self.column.addWidget(self.seek, alignment=Qt.AlignmentFlag.AlignLeft)
        self.group.buttonClicked.connect(self._chosen)
        self.retranslate()

    def owns(self, place: str) -> bool:
        """Tell whether an address belongs to this section."""
        return place in ("data", "embedded") or place.startswith("data.")

    def _ask_all(self) -> None:
        self.asked.emit("all")

    def _ask_edit(self) -> None:
        self.asked.emit("edit")

    def _ask_draw(self) -> None:
        self.asked.emit("draw")

    def _ask_find(self) -> None:
        self.asked.emit("find")

    def _chosen(self, tile: Tile) -> None:
        if tile is not self.other and tile.kind != self.kind:
            self.session.change("data", self._last.get(tile.kind) or DATA[tile.kind](), final=True)

    def show_state(self, shown: Shown) -> None:
        """Show a moment."""
        kind = kind_of(shown.project.data)
        if kind != self.kind:
            self._show_kind(kind)
        self._mark(shown.project.data)
        self._show_file(shown)
        self.keeping.show_state(shown)
        self._show_drawing(shown)
        self.show_rows(shown)
        if any(row.error.text() for row in self.rows[self._folded_from :]):
            self.more.unfold(True)

    def _show_file(self, shown: Shown) -> None:
        """Tell which file the data come from, if they do."""
        data = shown.project.data
        own = isinstance(data, Characters) and bool(data.path)
        of_file = own or isinstance(data, Arrays | Table)
        self.file.setVisible(of_file)
        if of_file:
            if self._sized is None or self._sized[0] is not data:
                self._sized = data, shape_of(shown.project)
            # the frame's dataset may still be that of the data before: only numbers of these are told
            same = shown.frame.project.data == data
            self.file.show_data(
                data, self._sized[1], shown.frame.dataset.naive if same else self.file.naive
            )

    def _show_drawing(self, shown: Shown) -> None:
        """Show what is drawn on where data are drawn; a drawing that is left is there when one comes back."""
        data = shown.project.data
        if isinstance(data, Drawn):
            self._last[kind_of(data)] = data
        self.drawing.setVisible(isinstance(data, Drawn))
        self.drawing.show_state(shown)

    def show_refusal(self, refusal: Refusal | None) -> None:
        """Show a refusal; where the file is gone or changed, offer to find it."""
        super().show_refusal(refusal)
        lost = isinstance(refusal, FileRefusal) and refusal.place == "data.path"
        if self.seek.isHidden() == lost:
            self.seek.setVisible(lost)
            self._sized = None

    def _mark(self, data: Data) -> None:
        """Mark the picture of what is learnt from; where it has none of its own it takes the last place."""
        kind = kind_of(data)
        at_hand = kind in self.tiles
        self.other.setVisible(not at_hand)
        if not at_hand and (self.other.kind, self.other.data) != (kind, data):
            self.other.kind, self.other.data = kind, data
            self._name_tile(self.other)
            self.other.update()
        tile = self.tiles[kind] if at_hand else self.other
        if not tile.isChecked():
            tile.setChecked(True)

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
        for tile in (*self.tiles.values(), self.other):
            self._name_tile(tile)
        self.seek.setText(self.tr("Find it…"))
        self.seek.updateGeometry()
        self.all.setText(self.tr("All data"))
        self.all.setToolTip(self.tr("Everything there is to learn from, and data of your own"))
        self.all.setAccessibleDescription(self.all.toolTip())

    def _name_tile(self, tile: Tile) -> None:
        """Set the words of a picture."""
        if not tile.kind:
            return
        name = label_of(tile.kind)
        tile.setText(name)
        tile.setAccessibleName(self.tr("Data: {name}").format(name=name))
        tile.setToolTip(describe_kind(tile.kind))
        tile.setAccessibleDescription(describe_kind(tile.kind))
        tile.updateGeometry()
