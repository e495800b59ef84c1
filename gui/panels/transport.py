"""Transport: iterations on the left, phases and the scrubber in the middle, time steps and speed on the right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from gui.panels.stepping import Speed, Stepping, start_of
from gui.theme import current, px
from gui.widgets.buttons import RoundButton
from gui.widgets.numbers import count, loss
from gui.widgets.phases import COUNTED, Phases
from gui.widgets.scrubber import Scrubber
from gui.widgets.scrubber_marks import marks_of
from gui.widgets.words import Part

if TYPE_CHECKING:
    from engine.frame import Frame
    from gui.session import Session
    from gui.shown import Shown
    from gui.widgets.scrubber_marks import Mark

HEIGHT = 96.0
STACKED = 152.0
SIDE = 16.0


def goes_on(before: Shown, shown: Shown) -> bool:
    """Tell whether time runs on, and nothing that can be stepped through is another.

    Parameters
    ----------
    before, shown : Shown
        Two moments.
    """
    if before.project is not shown.project or before.speed != shown.speed:
        return False
    stands = []
    for moment in (before, shown):
        frame, playhead = moment.frame, moment.playhead
        place = (playhead.index, len(playhead.ticks)) if playhead is not None else None
        stands.append((frame.running, frame.dataset.steps, start_of(moment), place))
    return stands[0] == stands[1] and before.frame.running


class Transport(Part):
    """The row below all zones that moves through the training.

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
        self.columns = (264, 372)
        self.stacked = False
        self._phase: tuple[str, ...] = ()
        self._marked: tuple[object, tuple[Mark, ...]] = ((), ())
        self.start = RoundButton("start", "Home", parent=self)
        self.back = RoundButton("back", "P", parent=self)
        self.play = RoundButton("play", "Space", 50, parent=self)
        self.on = RoundButton("on", "N", parent=self)
        self.until = RoundButton("flag", "U", parent=self)
        self.cluster = (self.start, self.back, self.play, self.on, self.until)
        self.phases = Phases(self)
        self.scrubber = Scrubber(self)
        self.stepping = Stepping(session, self)
        self.speed = Speed(session, self)
        self.start.clicked.connect(self._to_start)
        self.back.clicked.connect(self._iteration_back)
        self.play.clicked.connect(self._play)
        self.on.clicked.connect(self._iteration_on)
        self.phases.chosen.connect(self._to_phase)
        self.scrubber.asked.connect(self._to_iteration)
        self.scrubber.let_go.connect(self._let_go)
        self.retranslate()

    # acting

    def _to_start(self) -> None:
        oldest = self.state.frame.oldest if self.state else 0
        self.session.go(iteration=oldest)

    def _iteration_back(self) -> None:
        self.session.move("iteration", -1)

    def _iteration_on(self) -> None:
        self.session.move("iteration", 1)

    def _play(self) -> None:
        self.session.play()

    def _to_iteration(self, iteration: int) -> None:
        self.session.go(iteration=iteration)
        if self.state is not None:
            self._show_place(self.state.frame)

    def _let_go(self) -> None:
        if self.state is not None:
            self.show_state(self.state)

    def _to_phase(self, phase: str) -> None:
        if self.state is None or self.state.playhead is None:
            return
        playhead = self.state.playhead
        if any(tick.phase == phase for tick in playhead.ticks):
            self.session.go(tick=playhead.first(phase))  # type: ignore[arg-type]

    # showing

    def show_state(self, shown: Shown) -> None:
        """Show a moment."""
        self.state, before = shown, self.state
        frame = shown.frame
        self._show_play(shown.playing)
        for button in (self.start, self.back):
            if button.isEnabled() != (frame.iteration > frame.oldest):
                button.setEnabled(frame.iteration > frame.oldest)
        self._show_phase(shown)
        self.scrubber.show_place(
            frame.oldest,
            frame.latest,
            frame.iteration,
            frame.curves,
            frame.branch,
            busy=frame.busy is not None,
            running=frame.running,
            marks=self._marks_of(frame),
        )
        self._show_place(frame)
        if not frame.running:
            typing = self.tr("Drag to go through the training; double-click to type an iteration")
            self.scrubber.describe(self.tr("Iteration"), typing)
        if before is None or not goes_on(before, shown):
            self.stepping.show_state(shown)
            self.speed.show_state(shown)
        self.stepping.state = shown

    def _show_play(self, playing: bool) -> None:
        """Show what the large button does."""
        name = self.tr("Pause (Space)") if playing else self.tr("Play (Space)")
        if self.play.accessibleName() != name:
            self.play.set_sign("pause" if playing else "play")
            self.play.set_name(name)

    def _marks_of(self, frame: Frame) -> tuple[Mark, ...]:
        """List the marks; anew only where what they are made of has changed."""
        lines = tuple(
            (line.number, line.parent, line.start, line.bookmarks) for line in frame.lines
        )
        made_of = (frame.branch, frame.curves.changes, frame.divergence, lines)
        if made_of != self._marked[0]:
            self._marked = made_of, marks_of(frame)
        return self._marked[1]

    def _show_place(self, frame: Frame) -> None:
        """Say where it stands; while the knob is dragged, what the loss was there: the picture follows."""
        if self.scrubber.isSliderDown():
            k = self.scrubber.value()
            below = ""
            if 0 < k <= len(frame.curves.training):
                below = self.tr("loss {value}").format(value=loss(frame.curves.training[k - 1]))
        else:
            k = frame.iteration
            below = self.tr("epoch {n}").format(n=count(frame.epoch)) if k else ""
        self.scrubber.set_labels(self.tr("iteration {n}").format(n=count(k)), below)

    def _show_phase(self, shown: Shown) -> None:
        playhead = shown.playhead
        if playhead is None:
            reason = self.tr("Nothing is recorded yet: press Space to run the first iteration.")
            phase = ("", "", "", reason)
        else:
            done, steps = self.stepping.place(shown)
            counter = f"{done}/{steps}" if playhead.phase in COUNTED else ""
            phase = (playhead.phase, counter, f"{steps}/{steps}", "")
        if phase != self._phase:
            self._phase = phase
            self.phases.show_phase(*phase)

    def retranslate(self) -> None:
        """Set names and phases."""
        self.setAccessibleName(self.tr("Transport"))
        self.start.set_name(self.tr("To the first iteration (Home)"))
        self.back.set_name(self.tr("One iteration back (P)"))
        self.play.set_name(self.tr("Play (Space)"))
        self.on.set_name(self.tr("One iteration on (N)"))
        self.until.set_name(self.tr("Run until a condition holds (U)"))
        self.phases.set_texts(
            {
                "batch": self.tr("Batch"),
                "forward": self.tr("Forward"),
                "loss": self.tr("Loss"),
                "backward": self.tr("Backward"),
                "update": self.tr("Update"),
            }
        )
        if self.state is not None:
            self.show_state(self.state)
        self._arrange()

    # arranging

    def set_columns(self, left: int, right: int, *, stacked: bool) -> None:
        """Let the columns end where those above end; stacked, the phases get a row of their own."""
        if (left, right, stacked) != (*self.columns, self.stacked):
            self.columns, self.stacked = (left, right), stacked
            self.updateGeometry()
            self._arrange()

    def sizeHint(self) -> QSize:
        """Give the height of the row."""
        return QSize(px(700), px(STACKED if self.stacked else HEIGHT))

    def minimumSizeHint(self) -> QSize:
        """Give the height of the row."""
        return QSize(px(200), self.sizeHint().height())

    def restyle(self) -> None:
        """Take sizes from the theme."""
        super().restyle()
        if hasattr(self, "speed"):
            self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place all parts."""
        self._arrange()

    def event(self, event: QEvent) -> bool:
        """Place the parts anew when one needs more room."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._arrange()
        return super().event(event)

    def _arrange(self) -> None:
        side, width = px(SIDE), self.width()
        left, right = self.columns
        if self.stacked:
            self.phases.setGeometry(side, px(10), width - 2 * side, px(32))
            self._arrange_row(px(54), left, right, px(12))
            top, height = px(56), px(52)
        else:
            self.phases.setGeometry(left + side, px(10), width - left - right - 2 * side, px(32))
            self._arrange_row(0, left, right, px(15))
            top, height = px(46), px(46)
        self.scrubber.setGeometry(left + side, top, width - left - right - 2 * side, height)

    def _arrange_row(self, top: int, left: int, right: int, inset: int) -> None:
        sizes = [button.sizeHint() for button in self.cluster]
        gap = min(px(14), max(px(4), (left - sum(s.width() for s in sizes)) // (len(sizes) + 1)))
        whole = sum(size.width() for size in sizes) + gap * (len(sizes) - 1)
        x = (left - whole) // 2
        for button, size in zip(self.cluster, sizes, strict=True):
            button.setGeometry(x, top + inset, size.width(), size.height())
            x += size.width() + gap
        begin = self.width() - right + px(20)
        end = self.width() - px(20)
        need = self.stepping.sizeHint().width()
        self.stepping.setGeometry(begin, top, need, px(HEIGHT))
        speed_left = max(begin + need + px(20), end - px(220))
        self.speed.setGeometry(speed_left, top, max(0, end - speed_left), px(HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground and the line above it."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), current.theme.s1)
        painter.fillRect(QRectF(0, 0, self.width(), 1), current.theme.line)
