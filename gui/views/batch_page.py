"""Page of the batch view: sentence, epoch, blocks of all examples, and the examples of the batch row by row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.theme import current, px
from gui.widgets.ink import Ink, painting
from gui.widgets.paint import keeps

from .batch_blocks import Blocks
from .batch_facts import Orders, facts, looked_at, sentence
from .batch_paint import LINE, ROW, legend, paint_mark, paint_row, paint_status, paint_still
from .batch_strips import Strips
from .cell_sheet import PAD, SENTENCE, Sheet
from .wrapping import wrapped

if TYPE_CHECKING:
    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent, QResizeEvent

    from engine.recording import Recording
    from gui.session import Session
    from gui.shown import Shown

    from .batch_facts import BatchFacts

JUMP = 10
"""Rows that a page is."""
Key = Qt.Key
KEYS = (Key.Key_Up, Key.Key_Down, Key.Key_Home, Key.Key_End, Key.Key_PageUp, Key.Key_PageDown)


class Page(QWidget):
    """What is scrolled: the still part above in a pixmap, and of the rows those in sight in another.

    Parameters
    ----------
    session : Session
        Takes requests.
    parent : QWidget
        Parent.
    """

    wanted = Signal(int, int)
    """Carries top and bottom of a row that the keys have gone to."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self.shown: Shown | None = None
        self.found: BatchFacts | None = None
        self.blocks: Blocks | None = None
        self.strips: Strips | None = None
        self.hovered = -1
        self._orders = Orders()
        self.tops: dict[str, float] = {}
        self.lines: list[str] = []
        self._taken = 0
        self._of: object = None
        self._still: tuple[object, QPixmap] | None = None
        self._rows: tuple[object, QPixmap] | None = None
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

    # what is shown

    @property
    def recording(self) -> Recording | None:
        """The iteration whose examples are listed."""
        return self.found.recording if self.found is not None else None

    def take(self, shown: Shown) -> None:
        """Take in what is shown; the same moment is not counted twice."""
        frame = shown.frame
        self.shown = shown
        key = (
            frame.recording, frame.running, frame.branch, frame.iteration, frame.epoch, frame.batch, frame.batches,
            frame.project.training, frame.dataset,
        )  # fmt: skip
        if key == self._of:  # Recordings and datasets are equal only to themselves
            self.update()
            return
        self._of = key
        self.found = facts(frame, self._orders)
        if self.strips is None or self.strips.dataset is not frame.dataset:
            self.strips = Strips(frame.dataset)
        self.hovered = -1
        self._taken += 1
        self._lay()
        self.update()

    def forget(self) -> None:
        """Hold nothing: the view is hidden."""
        self.shown = self.found = self.strips = self._of = None
        self._still = self._rows = None

    def restyle(self) -> None:
        """Take the theme and text size in force."""
        self._lay()
        self.update()

    def retranslate(self) -> None:
        """Set texts anew."""
        self.setAccessibleName(self.tr("Examples of the batch"))
        self._lay()
        self.update()

    def _lay(self) -> None:
        """Place everything from top to bottom."""
        if self.found is None:
            self.setMinimumHeight(px(200))
            return
        room = self.width() - 2 * px(PAD)
        self.lines = wrapped(sentence(self.found), room - px(28))
        tops = {"card": float(px(SENTENCE))}
        y = tops["card"] + px(LINE) * len(self.lines) + px(20)
        tops["epoch"] = y + px(8)
        y = tops["epoch"] + px(12) + px(24)
        tops["heading"] = y + px(20)
        tops["blocks"] = tops["heading"] + px(18)
        self.blocks = Blocks(self.found.counts.examples, room)
        tops["legend"] = tops["blocks"] + self.blocks.height + px(14)
        tops["status"] = tops["legend"] + px(20) * len(legend(self.found, room))
        tops["list"] = tops["status"] + px(32)
        tops["rows"] = tops["list"] + px(20)
        self.tops = tops
        count = self.recording.batch if self.recording is not None else 2
        self.setMinimumHeight(round(tops["rows"] + count * px(ROW) + px(12)))

    def summary(self) -> str:
        """Give what a screen reader says."""
        if self.found is None or self.shown is None:
            return ""
        parts = [sentence(self.found), self.note()]
        if self.recording is not None:
            parts.append(looked_at(self.recording, self.shown.example))
        return " ".join(part for part in parts if part)

    def note(self) -> str:
        """Say why no examples are listed; empty where they are."""
        if self.shown is None or self.recording is not None:
            return ""
        frame = self.shown.frame
        if frame.running:
            return self.tr("Time runs: pause to see the examples of an iteration.")
        if frame.recording is not None and frame.recording.generated >= 0:
            return self.tr("What the network writes itself is no example of a batch.")
        return self.tr("Press Space to run the first iteration.")

    # choosing

    def row(self, k: int) -> QRectF:
        """Give where an example of the batch is listed."""
        return QRectF(0, self.tops["rows"] + k * px(ROW), self.width(), px(ROW))

    def _choose(self, k: int) -> None:
        recording = self.recording
        if recording is None:
            return
        k = min(max(0, k), recording.batch - 1)
        self._session.look(example=k)
        rect = self.row(k)
        self.wanted.emit(round(rect.top()), round(rect.bottom()))

    def event(self, event: QEvent) -> bool:
        """Keep the keys that choose an example."""
        kept = KEYS if self.recording is not None else ()
        return keeps(event, kept) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose another example of the batch."""
        recording, shown, key = self.recording, self.shown, Key(event.key())
        if recording is None or shown is None or key not in KEYS:
            super().keyPressEvent(event)
            return
        by = {
            Key.Key_Up: -1, Key.Key_Down: 1, Key.Key_PageUp: -JUMP, Key.Key_PageDown: JUMP,
            Key.Key_Home: -recording.batch, Key.Key_End: recording.batch,
        }[key]  # fmt: skip
        self._choose(shown.example + by)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Look at the example of a row, or of a block of this batch."""
        if event.button() != Qt.MouseButton.LeftButton or self.recording is None:
            return
        self.setFocus()
        k = self._row_at(event.position())
        if k < 0:
            k = self._lit_at(event.position())
        if k >= 0:
            self._choose(k)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Say what the block below the mouse is."""
        at = self._block_at(event.position())
        if at != self.hovered:
            self.hovered = at
            self.update()
        hand = self._row_at(event.position()) >= 0 or self._lit_at(event.position()) >= 0
        self.setCursor(Qt.CursorShape.PointingHandCursor if hand else Qt.CursorShape.ArrowCursor)

    def leaveEvent(self, event: QEvent) -> None:
        """Say again which example is looked at."""
        self.hovered = -1
        self.update()

    def _row_at(self, point: QPointF) -> int:
        if self.recording is None:
            return -1
        k = int((point.y() - self.tops["rows"]) // px(ROW))
        return k if 0 <= k < self.recording.batch else -1

    def _block_at(self, point: QPointF) -> int:
        if self.blocks is None or self.found is None:
            return -1
        return self.blocks.at(point, px(PAD), self.tops["blocks"])

    def _lit_at(self, point: QPointF) -> int:
        """Give the place in the batch of the block at a point; −1 where it has none."""
        first, recording = self._block_at(point), self.recording
        if first < 0 or recording is None or self.blocks is None:
            return -1
        block = self.blocks.block(first)
        inside = [
            k for k, n in enumerate(recording.examples.tolist()) if self.blocks.block(n) == block
        ]
        return inside[0] if inside else -1

    # painting

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay out anew."""
        super().resizeEvent(event)
        self._lay()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Blit what is still, and mark the example looked at."""
        if self.found is None or self.shown is None or self.blocks is None:
            return
        with painting(self) as painter:
            painter.drawPixmap(0, 0, self._still_pixmap())
            sheet = Sheet(Ink(painter), self.width(), self.height())
            recording = self.recording
            if recording is not None:
                paint_mark(sheet, self, recording)
                first, pixmap = self._row_pixmap(event.rect(), recording)
                painter.drawPixmap(0, round(self.row(first).top()), pixmap)
                paint_row(sheet, self, recording, self.shown.example, here=True)
            paint_status(sheet, self)

    def _key(self) -> tuple[object, ...]:
        return (
            self._taken, self.size(), self.devicePixelRatioF(), current.theme.name, current.scale, QLocale().name(),
        )  # fmt: skip

    def _pixmap(self, height: float) -> QPixmap:
        ratio = self.devicePixelRatioF()
        made = QPixmap(max(1, round(self.width() * ratio)), max(1, round(height * ratio)))
        made.setDevicePixelRatio(ratio)
        return made

    def _still_pixmap(self) -> QPixmap:
        key = self._key()
        if self._still is None or self._still[0] != key:
            pixmap = self._pixmap(self.tops["rows"])
            pixmap.fill(current.theme.s1)
            with painting(pixmap) as painter:
                paint_still(Sheet(Ink(painter), self.width(), self.height()), self)
            self._still = (key, pixmap)
        return self._still[1]

    def _row_pixmap(self, area: QRect, recording: Recording) -> tuple[int, QPixmap]:
        """Give the rows in sight, and the number of the first."""
        assert self.shown is not None
        top, high = self.tops["rows"], px(ROW)
        first = min(max(0, int((area.top() - top) // high)), recording.batch - 1)
        last = min(max(first, int((area.bottom() - top) // high)), recording.batch - 1)
        kept = self._rows
        if kept is not None and isinstance(kept[0], tuple):
            key, low, end = kept[0]
            if key == self._key() and low <= first and last <= end:
                return low, kept[1]
        first, last = max(0, first - 4), min(recording.batch - 1, last + 4)
        pixmap = self._pixmap((last - first + 1) * high)
        pixmap.fill(current.theme.s1)
        with painting(pixmap) as painter:
            painter.translate(0, -self.row(first).top())
            sheet = Sheet(Ink(painter), self.width(), self.height())
            for k in range(first, last + 1):
                paint_row(sheet, self, recording, k, here=False)
        self._rows = ((self._key(), first, last), pixmap)
        return first, pixmap
