"""Cell: one unit at one time step, as a sentence, as a picture and as arithmetic."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QWidget

from gui.holding import holdable
from gui.theme import current, px
from gui.views.table import Table
from gui.widgets import numbers
from gui.widgets.ink import Ink, painting
from gui.widgets.settings import kind_of

from . import cell_loss
from .cell_dropout import DropoutFace
from .cell_embedding import EmbeddingFace
from .cell_face import ARITHMETIC, GAP, Face, Grid, Room
from .cell_facts import Spot, spot
from .cell_gru import GRUFace
from .cell_holding import ChipDrag, held_words, paint_held, places
from .cell_lstm import LSTMFace
from .cell_norm import NormFace
from .cell_sheet import BODY, BUTTON, KEY, SENTENCE, Sheet
from .cell_simple import SumFace
from .paged import Paged
from .symbols import written

if TYPE_CHECKING:
    from PySide6.QtGui import QHideEvent, QMouseEvent, QPaintEvent

    from gui.session import Session
    from gui.shown import Shown

LEAST_DIAGRAM, MOST_DIAGRAM = 184, 330


@cache
def face_of(kind: str, activation: str) -> Face:
    """Give what is shown of a kind of layer.

    Parameters
    ----------
    kind : str
        One of `engine.project.LAYERS`.
    activation : str
        The bend of a dense or a simple recurrent layer.

    Returns
    -------
    Face
        Holds nothing of what it shows.
    """
    match kind:
        case "lstm":
            return LSTMFace()
        case "gru":
            return GRUFace()
        case "embedding":
            return EmbeddingFace()
        case "batch_norm" | "layer_norm":
            return NormFace()
        case "dropout":
            return DropoutFace()
    return SumFace(activation, recurrent=kind == "rnn")


class CellView(Paged):
    """The zone at the right: what the unit looked at does at this step.

    Parameters
    ----------
    session : Session
        Takes requests.
    parent : QWidget or None
        Parent.
    """

    hold_wanted = Signal(str, QRect)
    """Carries what is to be held, and where in `page` it stands."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.page = Page(session, self)
        self.page.hold_wanted.connect(self.hold_wanted)
        self.hold(self.page, "cell")
        self.retranslate()

    def receive(self, shown: Shown) -> None:
        """Take in what is shown."""
        self.page.take(shown)

    def summary(self, shown: Shown) -> str:
        """Read out the sentence, then the numbers."""
        at = spot(shown)
        if at is None:
            return self.page.sentence()
        parts = [self.page.sentence()]
        if at.phase != "loss":
            found = self.page.face.letters(at)
            parts += [f"{letter} {numbers.decimal(value)}" for letter, value in found.items()]
            parts += held_words(at, shown)
        return ", ".join(part for part in parts if part)

    def numbers(self, shown: Shown) -> Table | None:
        """Give every letter of the cell with its value, at this step."""
        at = spot(shown)
        if at is None or at.phase == "loss":
            return None
        found = self.page.face.letters(at)
        return Table((self.tr("letter"), self.tr("value")), list(found.items()))

    def hideEvent(self, event: QHideEvent) -> None:
        """Hold nothing while hidden."""
        super().hideEvent(event)
        self.page.forget()

    def restyle(self) -> None:
        """Take the theme and text size in force."""
        self.page.restyle()

    def retranslate(self) -> None:
        """Set texts anew."""
        self.setAccessibleName(self.tr("Cell"))
        self.page.restyle()


class Page(QWidget):
    """What is painted within the scroll area: a still part in a pixmap, the numbers over it."""

    hold_wanted = Signal(str, QRect)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self._drag: ChipDrag | None = None
        self.setMouseTracking(True)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.shown: Shown | None = None
        self.at: Spot | None = None
        self._still: tuple[object, QPixmap] | None = None
        self._looked: object = None
        self._titled, self._said = "", ""

    def take(self, shown: Shown) -> None:
        """Take in what is shown, and ask for painting; what stays above and below is left as it is."""
        self.shown, self.at = shown, spot(shown)
        self._said = ""
        least = px(self._least())
        if self.minimumHeight() != least:
            self.setMinimumHeight(least)
        looked = self._looks()
        if looked != self._looked:
            self._looked, self._titled = looked, self._place()
            self.update()
            return
        top, end = px(SENTENCE), self.height() - (px(KEY) if self._keyed() else 0)
        self.update(0, top, self.width(), end - top)

    def forget(self) -> None:
        """Hold nothing."""
        self.shown = self.at = None

    def restyle(self) -> None:
        """Paint all anew."""
        self._still = self._looked = None
        self._titled, self._said = self._place(), ""
        self.update()

    # -- which page ----------------------------------------------------------------------------

    @property
    def kind(self) -> str:
        """Kind of the layer looked at, also before there is a Recording."""
        if self.at is not None:
            return self.at.kind
        if self.shown is None:
            return "lstm"
        layers = self.shown.frame.project.network.layers
        return kind_of(layers[self.shown.layer]) if self.shown.layer < len(layers) else "dense"

    @property
    def phase(self) -> str:
        """What is shown: ``forward``, ``loss`` or ``backward``; where it stays pinned, forward in the others too."""
        found = self.at.phase if self.at is not None else "forward"
        return found if found in ("loss", "backward") else "forward"

    @property
    def activation(self) -> str:
        """The bend of the layer looked at."""
        if self.shown is None:
            return "tanh"
        layers = self.shown.frame.project.network.layers
        chosen = layers[self.shown.layer] if self.shown.layer < len(layers) else None
        return getattr(chosen, "activation", "identity")

    @property
    def face(self) -> Face:
        """What is shown of the layer looked at."""
        return face_of(self.kind, self.activation)

    def _least(self) -> int:
        """Give the least height before scaling."""
        if self.phase == "loss":
            return BODY + cell_loss.BODY_HEIGHT
        return BODY + LEAST_DIAGRAM + GAP + ARITHMETIC

    def _keyed(self) -> bool:
        """Tell whether there is room for the colour key."""
        return self.height() >= px(BODY + LEAST_DIAGRAM + GAP + ARITHMETIC + KEY)

    def _room(self) -> Room:
        """Give where the diagram stands: its height takes what is left, within bounds."""
        key = KEY if self._keyed() else 0
        left = self.height() - px(BODY + GAP + ARITHMETIC + key)
        return Room(px(BODY), min(max(left, px(LEAST_DIAGRAM)), px(MOST_DIAGRAM)))

    # -- painting ------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        """Blit the still part, and paint the numbers over it."""
        with painting(self) as painter:
            painter.drawPixmap(0, 0, self._still_pixmap())
            if self.shown is not None:
                self._paint(Sheet(Ink(painter), self.width(), self.height()), event.rect().top())

    def _paint(self, sheet: Sheet, top: int) -> None:
        """Paint what changes, from a height on."""
        if top < px(SENTENCE):
            Sheet(sheet.ink, sheet.width - px(BUTTON), sheet.height).title("", self._titled)
        sheet.said(self.sentence())
        at, shown = self.at, self.shown
        if at is None or shown is None:
            return
        if self.phase == "loss":
            cell_loss.paint_loss(sheet, px(BODY) + px(8), at)
            return
        face, room = self.face, self._room()
        face.live(sheet, room, at)
        face.arithmetic(sheet, room.below, at)
        if at.phase == "forward" and not at.free:
            paint_held(sheet, room, at, shown)

    def _looks(self) -> object:
        """Give what title and colour key depend on, beside theme and language."""
        at = self.at
        if at is None:
            return self.shown is None, self.kind
        made = at.recording
        return (
            at.layer, at.unit, at.number, at.phase, at.free, id(made.dataset), at.project.network,
            made.iteration if at.phase == "loss" else 0, self.face.span(at),
        )  # fmt: skip

    def _still_pixmap(self) -> QPixmap:
        at = self.at
        key = (
            self.size(), self.devicePixelRatioF(), self.kind, self.phase, self.activation,
            self.shown is None, None if at is None else (at.past, self.face.span(at)),
        )  # fmt: skip
        if self._still is None or self._still[0] != key:
            ratio = self.devicePixelRatioF()
            pixmap = QPixmap(
                max(1, round(self.width() * ratio)), max(1, round(self.height() * ratio))
            )
            pixmap.setDevicePixelRatio(ratio)
            pixmap.fill(current.theme.s1)
            painter = QPainter(pixmap)
            self._paint_still(Sheet(Ink(painter), self.width(), self.height()))
            painter.end()
            self._still = (key, pixmap)
        return self._still[1]

    def _paint_still(self, sheet: Sheet) -> None:
        """Paint what stays until size, theme, language, layer or phase change."""
        sheet.title(self.tr("Loss") if self.phase == "loss" else self.tr("Cell"), "")
        if self.shown is not None:
            sheet.card()
        if self.phase == "loss":
            return
        face, room = self.face, self._room()
        face.still(sheet, room, self.at)
        if self.at is not None:
            face.signs(sheet, room.below, self.at)
        if self._keyed():
            span = face.span(self.at) if self.at is not None else "1"
            gradient = face.coloured and self.phase == "backward"
            sheet.key(face.gate, gradient=gradient, span=span)

    # -- pointing ------------------------------------------------------------------------------

    def chips(self) -> dict[str, QRectF]:
        """Give where what can be held stands, while time is stopped in the forward phase."""
        if self.shown is None or self.at is None or self.at.free or self.at.phase != "forward":
            return {}
        with painting(self._still_pixmap()) as painter:
            sheet = Sheet(Ink(painter), self.width(), self.height())
            found = places(Grid(sheet, self._room(), self.at), self.kind, self.width())
        keys = holdable(self.shown)
        return {name: rect for name, rect in found.items() if name in keys}

    def _chip(self, at: QPointF) -> str:
        return next((name for name, rect in self.chips().items() if rect.contains(at)), "")

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of a chip."""
        name = self._chip(event.position())
        if event.button() != Qt.MouseButton.LeftButton or not name:
            event.ignore()
            return
        assert self.shown is not None
        assert self.at is not None
        place = self.chips()[name].toRect()
        y = event.position().y()
        self._drag = ChipDrag(self.session, self.shown, self.at, name, place, y)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag the chip, else show that it can be."""
        if self._drag is not None:
            self._drag.move(event.position().y())
            return
        hand = bool(self._chip(event.position()))
        self.setCursor(Qt.CursorShape.PointingHandCursor if hand else Qt.CursorShape.ArrowCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Hold at the value of the drag; a click asks for the card."""
        drag, self._drag = self._drag, None
        if drag is not None and not drag.let_go():
            self.hold_wanted.emit(drag.name, drag.place)

    # -- words ---------------------------------------------------------------------------------

    def _place(self) -> str:
        """Say which unit and step are looked at."""
        at = self.at
        if at is None:
            return ""
        if self.phase == "loss":
            return self.tr("iteration {count}").format(count=numbers.count(at.recording.iteration))
        unit = self.tr("unit {unit} of {units}").format(unit=at.unit + 1, units=at.units)
        if at.trace.both:
            unit = self.tr("unit {unit} of {units}").format(unit=at.own + 1, units=at.units // 2)
            unit = self.tr("{unit}, reverse").format(unit=unit) if at.reverse else unit
        classes = at.recording.dataset.classes
        if at.is_output and at.units == len(classes):
            unit = f"{unit} “{written(classes, at.unit)}”"
        if at.is_output and at.units == 1:
            unit = self.tr("output")
        if at.recording.steps == 1:
            return unit
        return unit + " · " + self.tr("step {step}").format(step=at.number)

    def sentence(self) -> str:
        """Say in one sentence what happens here."""
        at = self.at
        if at is None or self.shown is None:
            return self.tr("Space runs the first iteration.")
        if not self._said:
            loss = self.phase == "loss"
            self._said = cell_loss.loss_sentence(at) if loss else self.face.sentence(at)
        return self._said
