"""Softmax: how likely the output finds each class at the step of the playhead, in the place of the loss."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRectF, Qt, Signal

from gui.exporting import ExportMenu
from gui.theme import current, px
from gui.views import softmax_words as words
from gui.views.pixels import brightest, paint_picture, picture_of, picture_shape
from gui.views.softmax_facts import Output, output_of
from gui.views.softmax_paint import Bars, paint_bars
from gui.views.table import Table
from gui.views.view import View
from gui.views.wrapping import wrapped
from gui.widgets import numbers
from gui.widgets.buttons import IconButton, TextButton
from gui.widgets.ink import Ink, middle, painting, text_width
from gui.widgets.paint import keeps
from gui.widgets.slider import FINE, Scale, Track

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent, QResizeEvent
    from PySide6.QtWidgets import QWidget

    from engine.datasets import Dataset
    from engine.recording import Floats
    from gui.session import Session
    from gui.shown import Shown

HEADER = 34
WIDE, HALF = 0.64, 0.5
"""Share of the width that picture and bars take; the words have the rest. The second where it is narrow."""
NARROW = 560
LINE = 18
SLIDER = 110
TEMPERATURE = Scale(0.1, 5.0, log=True, step=0.05, whole=False)
NEARLY_ONE = 0.04
"""A slider let go within this share of T = 1 stands on it."""
KEYS = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Home, Qt.Key.Key_End)


class SoftmaxView(View):
    """A bar for each class, with a temperature that changes what is seen and nothing else.

    Parameters
    ----------
    session : Session
        Takes requests.
    parent : QWidget or None
        Parent.
    """

    left = Signal()
    """The loss is wanted back."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        self.output: Output | None = None
        self.chosen = -1
        super().__init__(session, parent)
        self.temperature = 1.0
        self._most: tuple[Dataset, float] | None = None
        self.slider = Track(parent=self)
        self.slider.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.slider.dragged.connect(lambda share: self.set_temperature(_snapped(share)))
        self.slider.nudged.connect(
            lambda steps: self.set_temperature(TEMPERATURE.next(self.temperature, steps))
        )
        self.one = TextButton("quiet", parent=self, size=12)
        self.one.clicked.connect(lambda: self.set_temperature(1.0))
        self.export = ExportMenu(self, "softmax")
        self.leave = IconButton("x", 28, self)
        self.leave.clicked.connect(self.left)
        self.retranslate()

    # what is shown

    def receive(self, shown: Shown) -> None:
        """Take in what the output layer says."""
        self.output = output_of(shown)
        there = self.output is not None
        if self.slider.isVisibleTo(self) != there:
            self.slider.setVisible(there)
            self._show_temperature()
        self.update()

    def hideEvent(self, event: object) -> None:
        """Hold nothing while hidden."""
        super().hideEvent(event)  # type: ignore[arg-type]
        self.output = None

    def set_temperature(self, temperature: float) -> None:
        """See the same output at another temperature.

        Parameters
        ----------
        temperature : float
            From 0.1 to 5.
        """
        self.temperature = temperature
        self._show_temperature()
        self.update()
        self._describe()

    def chances(self) -> tuple[Floats, Floats] | None:
        """Give the probabilities at the temperature and at 1; None where there are none."""
        if self.output is None or self.output.logits is None:
            return None
        plain = self.output.chances()
        return (plain if self.temperature == 1 else self.output.chances(self.temperature)), plain

    def summary(self, shown: Shown) -> str:
        """Say what the picture says."""
        return " ".join(self.sentences())

    def numbers(self, shown: Shown) -> Table | None:
        """Give logit and probability of all classes."""
        found = self.chances()
        if found is None or self.output is None or self.output.logits is None:
            return None
        columns = [self.tr("class"), self.tr("logit"), self.tr("probability")]
        names = [self.output.name(k) for k in range(self.output.classes)]
        rows: list[list[object]] = [
            [name, z, p]
            for name, z, p in zip(
                names, self.output.logits.tolist(), found[1].tolist(), strict=True
            )
        ]
        if self.temperature != 1:
            text = self.tr("probability at T = {value}")
            columns.append(text.format(value=numbers.setting(self.temperature)))
            rows = [[*row, p] for row, p in zip(rows, found[0].tolist(), strict=True)]
        return Table(tuple(columns), rows)

    def sentences(self) -> list[str]:
        """Say what is likeliest, the most important first; or why there is nothing to see."""
        found, output = self.chances(), self.output
        if found is None or output is None:
            return [] if self.state is None else [words.missing_sentence(self.state, output)]
        chances, plain = found
        said = [words.said_sentence(output, chances), words.entropy_sentence(output, chances)]
        bars = self.bars()
        if bars is not None and 0 <= self.chosen < len(bars.shown):
            said.append(words.class_sentence(output, bars.shown[self.chosen], chances, plain))
        said.append(words.temperature_sentence(self.temperature))
        return [text for text in said if text]

    # painting

    def _picture(self) -> QRectF:
        """Give where the picture of the example stands; empty where it is none."""
        if self.output is None or picture_shape(self.output.recording.dataset) is None:
            return QRectF()
        side = self.height() - px(HEADER) - px(12)
        return QRectF(px(16), px(HEADER + 2), side, side)

    @property
    def _middle(self) -> float:
        """Give where the bars end and the words begin."""
        return (HALF if self.width() < px(NARROW) else WIDE) * self.width()

    def bars(self) -> Bars | None:
        """Give where the bars stand; None where there are none."""
        found = self.chances()
        if found is None or self.output is None:
            return None
        picture = self._picture()
        left = picture.right() + px(18) if not picture.isEmpty() else float(px(16))
        right, top = self._middle, float(px(HEADER))
        rect = QRectF(left, top, right - left, self.height() - top - px(5))
        return Bars.of(rect, self.output, found[0])

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint title, picture, bars and words."""
        with painting(self) as painter:
            painter.fillRect(self.rect(), current.theme.s1)
            ink = Ink(painter)
            self._header(ink)
            picture, bars, found = self._picture(), self.bars(), self.chances()
            if not picture.isEmpty():
                self._paint_picture(ink, picture)
            if bars is None or found is None or self.output is None:
                left = picture.right() + px(18) if not picture.isEmpty() else float(px(16))
                self._write(ink, left, self.width() - left - px(16))
                return
            chances, plain = found
            other = None if self.temperature == 1 else plain
            paint_bars(ink, bars, self.output, chances, other, self.chosen)
            self._write(ink, self._middle + px(16), self.width() - self._middle - px(30))

    def _header(self, ink: Ink) -> None:
        row = px(HEADER / 2)
        x = px(16) + ink.text(px(16), middle(row, 15), self.tr("Prediction"), size=15, weight=600)
        output = self.output
        if output is None:
            return
        right = float(self.slider.x())
        label = "T = " + numbers.setting(self.temperature)
        ink.text(right - px(10), middle(row, 13), label, size=13, weight=600, align="right")
        right -= px(10) + text_width("T = 0.00", 13, 600)
        note = self._note(output)
        if note and x + px(14) + text_width(note, 12) <= right - px(8):
            ink.text(x + px(14), middle(row, 12), note, size=12, token="t2")

    def _note(self, output: Output) -> str:
        """Say which step and example these are, and that the numbers are per cent."""
        if output.recording.steps == 1:
            return self.tr("in per cent")
        start = output.recording.start
        if output.t > output.last:
            return ""
        text = self.tr("step {step} of {steps}, in per cent")
        return text.format(step=start + output.t + 1, steps=start + output.last + 1)

    def _paint_picture(self, ink: Ink, rect: QRectF) -> None:
        output = self.output
        assert output is not None
        recording = output.recording
        dataset = recording.dataset
        pixels = picture_of(dataset, recording.inputs[:, :, output.example])
        if self._most is None or self._most[0] is not dataset:
            self._most = dataset, brightest(dataset)
        read = len(pixels)
        if recording.steps > 1 and self.state is not None:
            read = _rows_read(self.state, output)
        paint_picture(ink, rect, pixels, self._most[1], read)

    def _write(self, ink: Ink, left: float, room: float) -> None:
        """Write the sentences, as many as there is room for."""
        y = px(HEADER) + px(10)
        for k, text in enumerate(self.sentences()):
            weight = 600 if k == 0 else 400
            lines = wrapped(text, room, weight)
            if k and y + (len(lines) - 0.5) * px(LINE) > self.height():
                return
            for line in lines:
                ink.text(left, middle(y, 13), line, size=13, weight=weight)
                y += px(LINE)
            y += px(4)

    # acting

    def _choose(self, place: int) -> None:
        if place != self.chosen:
            self.chosen = place
            self.update()
            self._describe()

    def _describe(self) -> None:
        if self.state is not None and not self.state.frame.running:
            self.setAccessibleDescription(self.summary(self.state))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Read the class below the mouse."""
        bars = self.bars()
        self._choose(-1 if bars is None else bars.place_at(event.position()))

    def leaveEvent(self, event: QEvent) -> None:
        """Read no more."""
        self._choose(-1)

    def event(self, event: QEvent) -> bool:
        """Keep Escape while a class is read; arrows belong to the playhead, which is what one steps here."""
        if self.chosen >= 0 and keeps(event, (Qt.Key.Key_Escape, *KEYS)):
            return True
        if keeps(event, (Qt.Key.Key_Return, Qt.Key.Key_Enter)):
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter reads the likeliest class, then arrows the next ones; Escape ends it."""
        bars, found, key = self.bars(), self.chances(), event.key()
        if bars is None or found is None:
            super().keyPressEvent(event)
            return
        last = len(bars.shown) - 1
        places = {
            Qt.Key.Key_Left: max(0, self.chosen - 1),
            Qt.Key.Key_Right: min(last, self.chosen + 1),
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
            Qt.Key.Key_Escape: -1,
        }
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose(bars.shown.index(int(found[0].argmax())))
        elif self.chosen >= 0 and key in places:
            self._choose(places[Qt.Key(key)])
        else:
            super().keyPressEvent(event)

    # texts and sizes

    def _show_temperature(self) -> None:
        self.slider.setValue(round(TEMPERATURE.share(self.temperature) * FINE))
        self.slider.setAccessibleDescription(numbers.setting(self.temperature))
        self.one.setVisible(self.temperature != 1 and self.output is not None)

    def retranslate(self) -> None:
        """Set all texts."""
        self.setAccessibleName(self.tr("Prediction"))
        name = self.tr("Temperature of the softmax: changes what is seen here, not the training")
        self.slider.setAccessibleName(name)
        self.slider.setToolTip(name)
        self.one.setText("T = 1")
        self.one.setAccessibleName(self.tr("Back to temperature 1"))
        self.one.setToolTip(self.tr("Back to temperature 1"))
        self.leave.set_name(self.tr("Back to the loss"))
        self._show_temperature()
        self._arrange()
        self.update()

    def restyle(self) -> None:
        """Take the theme and text size in force."""
        self._arrange()
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place the controls."""
        self._arrange()

    def _arrange(self) -> None:
        side = self.leave.sizeHint()
        top = (px(HEADER) - side.height()) // 2 + px(2)
        right = self.width() - px(12)
        for button in (self.leave, self.export):
            right -= side.width()
            button.setGeometry(right, top, *side.toTuple())
        one = self.one.sizeHint()
        right -= one.width() + px(6)
        self.one.setGeometry(right, px(HEADER // 2) - one.height() // 2 + 1, *one.toTuple())
        right -= px(SLIDER) + px(6)
        high = self.slider.sizeHint().height()
        self.slider.setGeometry(right, px(HEADER // 2) - px(11), px(SLIDER), high)


def _snapped(share: float) -> float:
    """Give the temperature at a share of the slider; 1 is hit easily."""
    if abs(share - TEMPERATURE.share(1.0)) < NEARLY_ONE:
        return 1.0
    return TEMPERATURE.value(share)


def _rows_read(shown: Shown, output: Output) -> int:
    """Give how many rows of the picture have been read: a row goes in at each step."""
    head, rows = shown.playhead, output.recording.steps
    if shown.frame.running or head is None or not output.recording.stepped:
        return rows
    if head.phase == "batch":
        return 0
    return head.t + 1 if head.phase == "forward" else rows
