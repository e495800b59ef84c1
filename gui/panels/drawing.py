"""Drawing: points or a curve drawn by hand, with what they are drawn with; each stroke is one change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import structs
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from engine.project import DrawnCurve, DrawnPoints
from gui.panels.drawing_curve import CurveCanvas
from gui.panels.drawing_points import ERASE, PointsCanvas
from gui.theme import px
from gui.widgets.buttons import TextButton
from gui.widgets.numbers import count
from gui.widgets.segmented import Segmented
from gui.widgets.settings import kind_of, label_of
from gui.widgets.words import Part, Words

if TYPE_CHECKING:
    from engine.project import Data
    from engine.project.data.drawn import Point
    from gui.session import Session
    from gui.shown import Shown

Drawn = DrawnPoints | DrawnCurve
BRUSHES = ("0", "1", "2", "3", "erase")
FORMS = ("●", "■", "▲", "◆")
"""As the marks on the plane are."""
SIZES = ("100", "200", "500", "1000")
"""How many samples a curve may be given."""


class Drawing(Part):
    """What is drawn by hand, wherever it stands.

    Parameters
    ----------
    session : Session
        Where changes go: ``data``, once a stroke.
    large : bool
        Whether it takes all the room there is, instead of a column of the setup.
    parent : QWidget or None
        Parent.
    """

    asked = Signal()
    """The user wants to draw where there is more room."""

    def __init__(
        self, session: Session, *, large: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.session = session
        self.data: Drawn | None = None
        self._before: tuple[Data, tuple[Point, ...], tuple[float, ...]] | None = None
        self.points = PointsCanvas(0.0 if large else 1.0, self)
        self.curve = CurveCanvas(0.0 if large else 0.62, self)
        self.brushes = Segmented(BRUSHES, self)
        self.sizes = Segmented(SIZES, self)
        self.told = Words("t2", 12, wrap=True, parent=self)
        self.help = Words("t2", 12, wrap=True, parent=self)
        self.clear = TextButton("plain", "trash-2", self, size=12, height=28)
        self.larger = TextButton("plain", parent=self, size=12, height=28)
        self.start = TextButton("plain", "repeat", self, size=12, height=28)
        self.larger.setVisible(not large)
        for canvas in (self.points, self.curve):
            canvas.drawn.connect(self._send)
            canvas.picked.connect(self._pick)
        self.brushes.chosen.connect(self._brush)
        self.sizes.chosen.connect(self._resample)
        self.clear.clicked.connect(self._clear)
        self.larger.clicked.connect(self.asked)
        self.start.clicked.connect(self._start)
        self.buttons = QHBoxLayout()
        for button in (self.clear, self.larger):
            self.buttons.addWidget(button)
        self.buttons.addStretch(1)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        for part in (self.brushes, self.sizes):
            self.column.addWidget(part)
        for canvas in (self.points, self.curve):
            self.column.addWidget(canvas, 1 if large else 0)
        self.column.addWidget(self.told)
        self.column.addLayout(self.buttons)
        self.column.addWidget(self.start, alignment=Qt.AlignmentFlag.AlignLeft)
        self.column.addWidget(self.help)
        self.brushes.set_current("0")
        self.restyle()
        self.retranslate()

    # what is shown

    def show_state(self, shown: Shown) -> None:
        """Show what is drawn, unless a stroke is under way; remember what a drawing can start from."""
        data = shown.project.data
        if not isinstance(data, Drawn):
            self._remember(shown)
            return
        canvas = self.points if isinstance(data, DrawnPoints) else self.curve
        # equal data are not shown again: what could not be sent, or was refused, stays on the canvas
        if canvas.held or (type(data) is type(self.data) and data == self.data):
            return
        new, self.data = self.data is None or type(data) is not type(self.data), data
        if isinstance(data, DrawnPoints):
            self.points.show_points(data.points)
        else:
            self.curve.show_samples(data.samples, data.split)
            self._mark_size()
        if new:
            self._show_kind()
        self._tell()

    def _remember(self, shown: Shown) -> None:
        """Keep what can be drawn on from: the latest data that were not drawn."""
        # not before there is something to draw on from: this brings NumPy
        from engine.datasets.drawn import curve_from, points_from

        data = shown.frame.project.data
        if isinstance(data, Drawn) or (self._before is not None and self._before[0] is data):
            return
        made = shown.frame.dataset
        self._before = data, points_from(made), curve_from(made)
        self.data = None  # what comes next is shown anew

    def _show_kind(self) -> None:
        flat = isinstance(self.data, DrawnPoints)
        self.points.setVisible(flat)
        self.brushes.setVisible(flat)
        self.curve.setVisible(not flat)
        self.sizes.setVisible(not flat)
        self.start.setVisible(bool(self._offered()))
        self.retranslate()

    def _mark_size(self) -> None:
        size = str(len(self.curve.samples))
        for key, segment in self.sizes.segments.items():
            self.sizes.group.setExclusive(False)
            segment.setChecked(key == size)
            self.sizes.group.setExclusive(True)

    def _offered(self) -> tuple[Point, ...] | tuple[float, ...]:
        """Give what the present kind of drawing can start from; empty: nothing."""
        if self._before is None:
            return ()
        return self._before[1] if isinstance(self.data, DrawnPoints) else self._before[2]

    def _tell(self) -> None:
        """Say how much there is."""
        if isinstance(self.data, DrawnPoints):
            text = self.tr("%n point(s)", "", len(self.points.points))
            if not self.points.points:
                text = self.tr("Draw a point: until then training keeps those of before.")
            elif self.points.full:
                text = self.tr("{n} points, which is the most; erase some.")
                text = text.format(n=count(len(self.points.points)))
        else:
            text = self.tr("{n} samples; the shaded end validates.").format(
                n=count(len(self.curve.samples))
            )
        self.told.setText(text)
        for canvas in (self.points, self.curve):
            canvas.setAccessibleDescription(f"{text} {self.help.text()}")

    # what is done

    def _send(self) -> None:
        """Send what was drawn; a plane without points is sent when there is one."""
        self._tell()
        if isinstance(self.data, DrawnPoints):
            if self.points.points:
                self._change(structs.replace(self.data, points=tuple(self.points.points)))
        elif self.data is not None:
            self._change(structs.replace(self.data, samples=tuple(self.curve.samples)))

    def _change(self, data: Drawn) -> None:
        self.session.change("data", data)
        self._tell()

    def _pick(self, number: int) -> None:
        self.brushes.set_current("erase" if number == ERASE else str(number))
        self._brush(self.brushes.current)

    def _brush(self, key: str) -> None:
        self.points.brush = ERASE if key == "erase" else int(key)
        self.points.update()

    def _resample(self, key: str) -> None:
        from engine.datasets.drawn import resampled

        self._show_samples(resampled(tuple(self.curve.samples), int(key)))

    def _show_samples(self, samples: tuple[float, ...]) -> None:
        assert isinstance(self.data, DrawnCurve)
        self.curve.show_samples(samples, self.data.split)
        self._mark_size()
        self._send()

    def _clear(self) -> None:
        """Take everything away: no points, or a curve that is 0."""
        if isinstance(self.data, DrawnPoints):
            self.points.show_points(())
            self._send()
            self.points.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._show_samples((0.0,) * len(self.curve.samples))

    def _start(self) -> None:
        """Begin with the data that were there before."""
        if self._before is None:
            return
        if isinstance(self.data, DrawnPoints):
            self.points.show_points(self._before[1])
            self._send()
        else:
            self._show_samples(self._before[2])

    # words

    def restyle(self) -> None:
        """Take the distances from the theme."""
        super().restyle()
        if hasattr(self, "column"):
            self.column.setSpacing(px(8))

    def retranslate(self) -> None:
        """Set all words."""
        if not hasattr(self, "column"):
            return
        texts = {str(k): f"{form} {k + 1}" for k, form in enumerate(FORMS)}
        texts["erase"] = self.tr("Erase")
        self.brushes.set_texts(texts, self.tr("Class that is drawn"))
        self.sizes.set_texts({key: key for key in SIZES}, self.tr("Samples"))
        self.clear.setText(self.tr("Clear"))
        self.larger.setText(self.tr("Larger…"))
        if self._before is not None:
            name = label_of(kind_of(self._before[0]))
            self.start.setText(self.tr("Start from “{name}”").format(name=name))
        flat = isinstance(self.data, DrawnPoints)
        self.help.setText(
            self.tr(
                "Click or drag; the right button erases. Keys: arrows, Space, 1 to 4, E to erase."
            )
            if flat
            else self.tr("Drag; a stretch drawn again is replaced. Keys: arrows.")
        )
        self.points.setAccessibleName(self.tr("Points to draw"))
        self.curve.setAccessibleName(self.tr("Curve to draw"))
        for button in (self.clear, self.larger, self.start):
            button.updateGeometry()
        if self.data is not None:
            self._tell()
