"""Cell: one unit at one time step, as a sentence, as a picture and as arithmetic."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QVBoxLayout, QWidget

from engine.project import RNN, Dense
from gui.theme import current, px
from gui.views.view import View
from gui.widgets import numbers
from gui.widgets.ink import Ink, painting
from gui.widgets.scroll import Scroll

from . import cell_lstm as lstm
from . import cell_phases as phases
from . import cell_simple as simple
from .cell_facts import (
    Change,
    LSTMFacts,
    Spot,
    lstm_facts,
    lstm_gradients,
    output_facts,
    spot,
    sum_facts,
)  # fmt: skip
from .cell_sheet import BODY, KEY, Sheet

if TYPE_CHECKING:
    from PySide6.QtGui import QHideEvent, QPaintEvent

    from engine.recording import Recording
    from gui.session import Session
    from gui.shown import Shown

LEAST_DIAGRAM, MOST_DIAGRAM = 184, 330
GAP = 26
"""From the diagram to the middle of the heading below it."""


class CellView(View):
    """The zone at the right: what the unit looked at does at this step.

    Parameters
    ----------
    session : Session
        Takes requests.
    parent : QWidget or None
        Parent.
    """

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.page = Page(self)
        self.scroller = Scroll(self)
        self.scroller.setWidget(self.page)
        self.scroller.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.scroller)
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
        if at.kind == "lstm" and at.phase in ("forward", "backward"):
            facts = lstm_facts(at)
            parts += [f"{k} {numbers.decimal(getattr(facts, k))}" for k in "ifgoch"]
        return ", ".join(part for part in parts if part)

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

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.shown: Shown | None = None
        self.at: Spot | None = None
        self._still: tuple[object, QPixmap] | None = None
        self._changes: tuple[Recording, list[Change]] | None = None

    def take(self, shown: Shown) -> None:
        """Take in what is shown, and ask for painting."""
        self.shown, self.at = shown, spot(shown)
        if self._changes is not None and (
            self.at is None or self._changes[0] is not self.at.recording
        ):
            self._changes = None
        least = px(self._least())
        if self.minimumHeight() != least:
            self.setMinimumHeight(least)
        self.update()

    def forget(self) -> None:
        """Hold nothing."""
        self.shown = self.at = self._changes = None

    def restyle(self) -> None:
        """Paint all anew."""
        self._still = None
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
        if self.shown.layer >= len(layers) or isinstance(layers[self.shown.layer], Dense):
            return "dense"
        return "rnn" if isinstance(layers[self.shown.layer], RNN) else "lstm"

    @property
    def phase(self) -> str:
        """Phase of the playhead."""
        return self.at.phase if self.at is not None else "forward"

    @property
    def activation(self) -> str:
        """The bend of the layer looked at."""
        if self.shown is None:
            return "tanh"
        layers = self.shown.frame.project.network.layers
        chosen = layers[self.shown.layer] if self.shown.layer < len(layers) else None
        return chosen.activation if isinstance(chosen, Dense | RNN) else "identity"

    def _least(self) -> int:
        """Give the least height before scaling."""
        if self.phase in ("batch", "loss", "update"):
            return BODY + phases.BODY_HEIGHT
        return BODY + LEAST_DIAGRAM + GAP + lstm.ARITHMETIC

    def _keyed(self) -> bool:
        """Tell whether there is room for the colour key."""
        return self.height() >= px(BODY + LEAST_DIAGRAM + GAP + lstm.ARITHMETIC + KEY)

    def _diagram(self) -> float:
        """Give the height of the diagram: it takes what is left, within bounds."""
        key = KEY if self._keyed() else 0
        left = self.height() - px(BODY + GAP + lstm.ARITHMETIC + key)
        return min(max(left, px(LEAST_DIAGRAM)), px(MOST_DIAGRAM))

    # -- painting ------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        """Blit the still part, and paint the numbers over it."""
        with painting(self) as painter:
            self._paint(painter)

    def _paint(self, painter: QPainter) -> None:
        painter.drawPixmap(0, 0, self._still_pixmap())
        if self.shown is None:
            return
        sheet = Sheet(Ink(painter), self.width(), self.height())
        sheet.title("", self._place())
        sheet.sentence(self.sentence())
        if self.at is None:
            return
        top = px(BODY)
        if self.phase == "batch":
            phases.paint_batch(sheet, top + px(8), self.at)
        elif self.phase == "loss":
            phases.paint_loss(sheet, top + px(8), self.at)
        elif self.phase == "update":
            phases.paint_update(sheet, top + px(8), self.shown, self.at, self._largest())
        elif self.kind == "lstm":
            self._paint_lstm(sheet, self.at)
        else:
            self._paint_simple(sheet, self.at)

    def _still_pixmap(self) -> QPixmap:
        key = (
            self.size(), self.devicePixelRatioF(), current.theme.name, current.scale,
            QLocale().name(), self.kind, self.phase, self.activation, self.at is None,
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
        titles = {
            "batch": self.tr("Batch"), "loss": self.tr("Loss"), "update": self.tr("Update")
        }  # fmt: skip
        sheet.title(titles.get(self.phase, self.tr("Cell")), "")
        if self.phase in titles:
            return
        height, top = self._diagram(), px(BODY)
        below = top + height + px(GAP)
        backward = self.phase == "backward"
        if self.kind == "lstm":
            lstm.Diagram(sheet, top, height).still()
            if self.at is not None and not backward:
                lstm.arithmetic_still(sheet, below)
            if self._keyed():
                sheet.key("f", gradient=backward)
            return
        diagram = simple.SumDiagram(
            sheet, top, height, self.activation, recurrent=self.kind == "rnn"
        )
        diagram.still()
        if self._keyed():
            sheet.key(None)

    def _paint_lstm(self, sheet: Sheet, at: Spot) -> None:
        height, top = self._diagram(), px(BODY)
        below = top + height + px(GAP)
        diagram, facts = lstm.Diagram(sheet, top, height), lstm_facts(at)
        if self.phase == "backward":
            back = lstm_gradients(at)
            diagram.backward(facts, back)
            lstm.backward_arithmetic(sheet, below, facts, back)
        else:
            diagram.forward(facts)
            lstm.arithmetic(sheet, below, facts)

    def _paint_simple(self, sheet: Sheet, at: Spot) -> None:
        height, top = self._diagram(), px(BODY)
        below = top + height + px(GAP)
        recurrent = at.kind == "rnn"
        facts = sum_facts(at)
        letter = "h" if recurrent else "y"
        diagram = simple.SumDiagram(sheet, top, height, self.activation, recurrent=recurrent)
        diagram.live(facts, letter)
        if self.phase == "backward":
            outer = at.value("dh" if recurrent else "dy")
            listed = [
                ("δ" + letter, self.tr("gradient that arrives"), outer),
                ("δz", self.tr("what the bend lets through"), at.value("dz")),
            ]
            simple.gradient_list(sheet, below, listed)
            return
        said = output_facts(at) if at.is_output else None
        simple.arithmetic(sheet, below, facts, self.activation, letter, said)

    def _largest(self) -> list[Change]:
        """Give the largest changes, looked for once a Recording."""
        assert self.at is not None
        if self._changes is None or self._changes[0] is not self.at.recording:
            self._changes = (self.at.recording, phases.update_changes(self.at))
        return self._changes[1]

    # -- words ---------------------------------------------------------------------------------

    def _place(self) -> str:
        """Say which unit and step are looked at."""
        at = self.at
        if at is None:
            return ""
        if self.phase == "batch":
            return self.tr("iteration {count}").format(count=numbers.count(at.recording.iteration))
        if self.phase in ("loss", "update"):
            return self.tr("iteration {count}").format(count=numbers.count(at.recording.iteration))
        unit = self.tr("unit {unit} of {units}").format(unit=at.unit + 1, units=at.units)
        if at.is_output and at.units == 1:
            unit = self.tr("output")
        if at.recording.steps == 1:
            return unit
        return unit + " · " + self.tr("step {step}").format(step=at.t + 1)

    def sentence(self) -> str:
        """Say in one sentence what happens here."""
        at = self.at
        if at is None or self.shown is None:
            return self.tr("Space runs the first iteration.")
        if self.phase == "batch":
            return phases.batch_sentence(self.shown, at)
        if self.phase == "loss":
            return phases.loss_sentence(at)
        if self.phase == "update":
            return phases.update_sentence(self._largest())
        backward = self.phase == "backward"
        if self.kind == "lstm":
            facts: LSTMFacts = lstm_facts(at)
            return lstm.sentence(facts, backward=backward, first=at.t == 0)
        if backward:
            return self._bend_sentence(at)
        if at.is_output:
            return simple.output_sentence(output_facts(at), at.value("z"))
        return simple.sentence(sum_facts(at), self.activation, recurrent=at.kind == "rnn")

    def _bend_sentence(self, at: Spot) -> str:
        """Say which share of the gradient the bend lets through."""
        outer, inner = at.value("dh" if at.kind == "rnn" else "dy"), at.value("dz")
        if not outer:
            return self.tr("No gradient reaches this unit here.")
        text = self.tr("The bend lets {share} of the gradient through.")
        return text.format(share=numbers.percent(inner / outer))
