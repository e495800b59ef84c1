"""Stepping: time step back and on with a large counter; and the speed with its five named stops."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from gui.theme import current, font, px
from gui.widgets.buttons import RoundButton
from gui.widgets.number_field import NumberField
from gui.widgets.settings import Setting, kind_of, label_of
from gui.widgets.slider import Track
from gui.widgets.words import Part

if TYPE_CHECKING:
    from gui.session import Session
    from gui.shown import Shown

STEP = Setting("step", "", "", "", 1, 0, 9999, True, (), True)
"""A step that there is not is taken to the nearest; nothing has to be said then."""
TIMES = Setting("view.times", "", "", "", 1, 1, 1000, True, (), True)
"""How many steps are taken at once."""
STOPS = 5
LONGEST_NAME = 6
"""Letters of a kind of layer for which there is room below the counter."""


def start_of(shown: Shown) -> int:
    """Give the first time step, from 0: not 0 within truncated sequences."""
    recording = shown.frame.recording
    return recording.start if recording is not None else 0


def steps_of(shown: Shown) -> int:
    """Give the time steps from there to the end of the sequences."""
    assert shown.playhead is not None
    return max(shown.playhead.steps, shown.frame.dataset.steps - start_of(shown))


class Counter(NumberField):
    """The large number of the time step; as wide as its last number needs."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(STEP, size=26, weight=700, parent=parent)
        self.steps = 1

    def sizeHint(self) -> QSize:
        """Have room for the last time step."""
        metrics = QFontMetricsF(font(26, 700))
        return QSize(round(metrics.horizontalAdvance(str(self.steps))) + 4, px(36))


class Times(NumberField):
    """How many steps are taken at once; beside its sign."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(TIMES, size=13, weight=600, parent=parent)
        self.setAlignment(Qt.AlignmentFlag.AlignLeft)

    def sizeHint(self) -> QSize:
        """Have room for the most."""
        metrics = QFontMetricsF(font(13, 600))
        return QSize(round(metrics.horizontalAdvance(f"{TIMES.maximum:.0f}")) + 4, px(22))


class Stepping(Part):
    """Time step back and on, and the large counter.

    Parameters
    ----------
    session : Session
        Where requests go.
    parent : QWidget or None
        Parent.
    """

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.state: Shown | None = None
        self.title = ""
        self.beside = ""
        self.below = ""
        self.back = RoundButton("left", "←", parent=self, room=36)
        self.on = RoundButton("right", "→", parent=self, room=36)
        self.counter = Counter(self)
        self.times = Times(self)
        self.times.committed.connect(lambda value: session.change("view.times", value))
        self.times.nudged.connect(self._more)
        self.back.setAutoRepeat(True)
        self.on.setAutoRepeat(True)
        self.back.clicked.connect(self._step_back)
        self.on.clicked.connect(self._step_on)
        self.counter.committed.connect(self._typed)
        self.counter.complained.connect(self._not_a_number)
        self.counter.nudged.connect(self._nudged)
        self.retranslate()

    # acting

    def _step_back(self) -> None:
        self.session.move("time_step", -1)

    def _step_on(self) -> None:
        self.session.move("time_step", 1)

    def _nudged(self, way: int) -> None:
        self.session.move("time_step", way)

    def _more(self, way: int) -> None:
        times = self.session.state.project.view.times + way
        self.session.change(
            "view.times", min(max(round(TIMES.minimum), times), round(TIMES.maximum))
        )

    def _not_a_number(self, reason: str) -> None:
        if reason:
            self.counter.revert()

    def _typed(self, value: object) -> None:
        """Go to a time step (or layer) of the phase at hand; outside of time, of forward."""
        if self.state is None or self.state.playhead is None or not isinstance(value, int):
            return
        playhead, start = self.state.playhead, start_of(self.state)
        last = start + playhead.steps if playhead.steps > 1 else self.counter.steps
        value = min(max(start + 1, value), last)
        self.counter.value = value
        phase = playhead.phase if playhead.phase in ("forward", "backward") else "forward"
        if playhead.steps > 1:
            self.session.go(tick=playhead.at(phase, value - start - 1))
        else:
            self.session.go(tick=playhead.at(phase, 0, value - 1))

    # showing

    @staticmethod
    def layers(shown: Shown) -> int:
        """Count the layers that ticks go through, the output among them."""
        if shown.playhead is None:
            network = shown.project.network
            return max(1, len(network.layers) + (network.output is not None))
        return 1 + max(tick.layer for tick in shown.playhead.ticks)

    def place(self, shown: Shown) -> tuple[int, int]:
        """Give the number that is counted, from 1, and the last one.

        Parameters
        ----------
        shown : Shown
            The moment.

        Returns
        -------
        tuple of int
            Time step and time steps; without time layer and layers.
        """
        playhead = shown.playhead
        if playhead is None:
            steps = shown.frame.dataset.steps
            return 0, steps if steps > 1 else self.layers(shown)
        if playhead.steps > 1:
            return start_of(shown) + playhead.t + 1, start_of(shown) + steps_of(shown)
        layers = self.layers(shown)
        if playhead.tick.layer >= 0:
            return playhead.tick.layer + 1, layers
        return (layers if playhead.phase == "loss" else 1), layers

    def show_state(self, shown: Shown) -> None:
        """Show a moment."""
        self.state = shown
        done, steps = self.place(shown)
        if self.counter.steps != steps:
            self.counter.steps = steps
            self.counter.setMaxLength(len(str(steps)))
            self.updateGeometry()
            self._arrange()
        reason = "" if shown.playhead is not None else self.reason
        for control in (self.back, self.on, self.counter):
            if control.isEnabled() == bool(reason):
                control.setEnabled(not reason)
        self.on.setEnabled(True)  # the first step on runs the first iteration
        self.counter.show_value(done)
        self.times.show_value(shown.project.view.times)
        self._show_words(shown, steps)

    def _show_words(self, shown: Shown, steps: int) -> None:
        time = shown.frame.dataset.steps > 1
        title = self.tr("Step in time") if time else self.tr("Step by layer")
        below = self._layer_name(shown)
        beside = f"/ {steps}"
        if (title, beside, below) != (self.title, self.beside, self.below):
            self.title, self.beside, self.below = title, beside, below
            self._arrange()
            self.counter.setAccessibleName(self.tr("Time step") if time else self.tr("Layer"))
            self.update()

    def _layer_name(self, shown: Shown) -> str:
        """Name the layer of the tick where there are several, in short."""
        playhead = shown.playhead
        layers = shown.project.network.layers
        if playhead is None or self.layers(shown) < 2 or playhead.tick.layer < 0:
            return ""
        k = playhead.tick.layer
        if k >= len(layers):
            return self.tr("output")
        name = label_of(kind_of(layers[k]))
        if len(layers) > 1 or len(name) > LONGEST_NAME:
            name = self.tr("layer {n}").format(n=k + 1)
        return f"← {name}" if playhead.tick.reverse else name

    def retranslate(self) -> None:
        """Set names and words."""
        self.reason = self.tr("Nothing is recorded yet: press Space to run the first iteration.")
        self.back.set_name(self.tr("One time step back (Left)"))
        self.on.set_name(self.tr("One time step on (Right)"))
        self.times.setToolTip(self.tr("Steps taken at once, of every size"))
        self.times.setAccessibleName(self.tr("Steps taken at once"))
        self.counter.setToolTip(self.tr("Type a time step to go there"))
        self.counter.setAccessibleName(self.tr("Time step"))
        if self.state is not None:
            self.show_state(self.state)
        self.updateGeometry()

    # arranging

    def sizeHint(self) -> QSize:
        """Have room for buttons, counter and the last number."""
        metrics = QFontMetricsF(font(14))
        wide = self._counter_left() + self.counter.sizeHint().width() + px(5)
        wide += round(metrics.horizontalAdvance(self.beside or "/ 00")) + 1
        return QSize(
            max(wide, self._title_width() + px(22) + self.times.sizeHint().width()), px(96)
        )

    def _title_width(self) -> int:
        return round(QFontMetricsF(font(12)).horizontalAdvance(self.title)) + 1

    def _counter_left(self) -> int:
        return 2 * px(36) + px(6) + px(16)

    def restyle(self) -> None:
        """Take sizes from the theme."""
        super().restyle()
        if hasattr(self, "counter"):
            self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place buttons and counter."""
        self._arrange()

    def _arrange(self) -> None:
        top = px(29)
        for k, button in enumerate((self.back, self.on)):
            size = button.sizeHint()
            button.setGeometry(k * (px(36) + px(6)), top, px(36), size.height())
        size = self.counter.sizeHint()
        self.counter.setGeometry(self._counter_left(), top, size.width(), size.height())
        size = self.times.sizeHint()
        self.times.setGeometry(
            self._title_width() + px(22), px(18) - size.height() // 2, *size.toTuple()
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint title, number of steps and the layer's name."""
        painter = QPainter(self)
        theme = current.theme
        painter.setFont(font(12))
        painter.setPen(theme.t2)
        painter.drawText(QPointF(0, px(22)), self.title)
        painter.drawText(QPointF(self.times.x() - px(12), px(22)), "×")
        counter = self.counter.geometry()
        painter.setFont(font(14))
        painter.drawText(QPointF(counter.right() + px(5), px(55)), self.beside)
        painter.setFont(font(12))
        painter.setPen(theme.t3)
        painter.drawText(QPointF(counter.left(), px(85)), self.below)


class Speed(Part):
    """The speed as a slider with five named stops.

    Parameters
    ----------
    session : Session
        Where requests go.
    parent : QWidget or None
        Parent.
    """

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.track = Track(STOPS, self)
        self.track.setRange(0, STOPS - 1)
        self.words = ("", "", "", "")
        self.names: tuple[str, ...] = ()
        self.speed = STOPS - 1
        self.track.dragged.connect(self._dragged)
        self.track.nudged.connect(self._nudged)
        self.retranslate()

    def _dragged(self, share: float) -> None:
        self._choose(round(share * (STOPS - 1)))

    def _nudged(self, steps: int) -> None:
        self._choose(self.speed + max(-1, min(1, steps)))

    def _choose(self, speed: int) -> None:
        speed = min(max(0, speed), STOPS - 1)
        if speed != self.speed:
            self._show(speed)
            self.session.play(speed=speed)

    def show_state(self, shown: Shown) -> None:
        """Show a moment."""
        if not self.track.isSliderDown():
            self._show(shown.speed)

    def _show(self, speed: int) -> None:
        if speed != self.speed or self.track.value() != speed:
            self.speed = speed
            self.track.setValue(speed)
            self.track.setAccessibleDescription(self.names[speed])
            self.update()

    def retranslate(self) -> None:
        """Set the names of the stops."""
        self.names = (
            self.tr("1 step/s"),
            self.tr("5 steps/s"),
            self.tr("1 iteration/s"),
            self.tr("30 iterations/s"),
            self.tr("full speed"),
        )
        self.words = (self.tr("Speed"), self.tr("slow"), self.tr("fast"), "")
        self.track.setAccessibleName(self.tr("Speed"))
        self.track.setAccessibleDescription(self.names[self.speed])
        self.track.setToolTip(self.tr("Speed (keys 1 to 5)"))
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place the slider."""
        self.track.setGeometry(0, px(35), self.width(), self.track.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint title, name of the stop and the words at the ends."""
        painter = QPainter(self)
        theme = current.theme
        painter.setFont(font(12))
        painter.setPen(theme.t2)
        title = QFontMetricsF(font(12)).horizontalAdvance(self.words[0])
        name = self.names[self.speed]
        wide = QFontMetricsF(font(12, 600)).horizontalAdvance(name)
        if title + px(8) + wide <= self.width():
            painter.drawText(QPointF(0, px(22)), self.words[0])
        painter.setFont(font(12, 600))
        painter.setPen(theme.t1)
        painter.drawText(QPointF(self.width() - wide, px(22)), name)
        painter.setFont(font(12))
        painter.setPen(theme.t3)
        painter.drawText(QPointF(0, px(85)), self.words[1])
        wide = QFontMetricsF(font(12)).horizontalAdvance(self.words[2])
        painter.drawText(QPointF(self.width() - wide, px(85)), self.words[2])
