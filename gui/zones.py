"""Zones: where each part of the window goes at a size; pure arithmetic, and the grips between zones."""

from __future__ import annotations

from dataclasses import dataclass, field

from PySide6.QtCore import QRect, QRectF, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from gui.theme import current

SETUP, CELL, RAIL = 264, 372, 64
CELL_MOST = 480
LOSS, LOSS_MOST, LOSS_LOW = 150, 190, 96
TOP, TRANSPORT, TRANSPORT_STACKED, TABS = 48, 96, 152, 46
TIMELINE_USUAL = 764
"""Width of the timeline from which on the cell grows too."""
WIDE, MIDDLE = 1320, 1100
SMALL = (1024, 680)
LOW = 820
LEAST = (800, 560)
GRIP = 7
BOUNDS = {"setup": (232, 360), "cell": (320, 560), "loss": (72, 320)}


@dataclass(frozen=True)
class Plan:
    """Where each zone goes; a zone that is missing is not shown.

    Attributes
    ----------
    places : dict of QRect
        ``top, rail, setup, tabs, loss, timeline, cell, transport``.
    columns : tuple of int
        Widths of the first and last column of the transport.
    stacked : bool
        Whether the transport has two rows.
    over : bool
        Whether the setup lies over the timeline.
    tabs : tuple of str
        Zones of which one is shown at a time.
    """

    places: dict[str, QRect]
    columns: tuple[int, int]
    stacked: bool = False
    over: bool = False
    tabs: tuple[str, ...] = ()


@dataclass
class Wishes:
    """What the user has done about the zones.

    Attributes
    ----------
    sizes : dict of int
        Widths of ``setup`` and ``cell`` and height of ``loss`` before scaling, where changed.
    setup_open : bool
        Whether the setup is open over the timeline.
    tab : str
        The zone that is chosen where one is shown at a time.
    card : bool
        Whether something else stands in the place of the loss: it needs its height in low windows too.
    """

    sizes: dict[str, int] = field(default_factory=dict)
    setup_open: bool = False
    tab: str = "timeline"
    card: bool = False


def arrange(width: int, height: int, scale: float, wishes: Wishes, *, phases: int = 0) -> Plan:
    """Say where each zone goes.

    Parameters
    ----------
    width, height : int
        Size of the window.
    scale : float
        Size of the text; all lengths grow with it.
    wishes : Wishes
        What the user has done about the zones.
    phases : int
        Width that the phases of the transport need; where they do not fit they get a row.

    Returns
    -------
    Plan
        Places in pixels.
    """
    if width / scale < SMALL[0] or height / scale < SMALL[1]:
        return _one_at_a_time(width, height, scale, wishes, phases)
    return _columns(width, height, scale, wishes, phases)


def _one_at_a_time(width: int, height: int, scale: float, wishes: Wishes, phases: int) -> Plan:
    def s(length: float) -> int:
        return round(length * scale)

    columns = (s(SETUP - 20), s(CELL - 20))
    stacked = width / scale < SMALL[0] or not _fit(width, columns, phases, scale)
    columns = (s(216), s(330)) if stacked else columns
    transport = s(TRANSPORT_STACKED if stacked else TRANSPORT)
    tabs = ("setup", "loss", "timeline", "cell")
    chosen = wishes.tab if wishes.tab in tabs else "timeline"
    top, bottom = s(TOP), height - transport
    body = QRect(0, top + s(TABS), width, bottom - top - s(TABS))
    places = {
        "top": QRect(0, 0, width, top),
        "tabs": QRect(0, top, width, s(TABS)),
        chosen: body,
        "transport": QRect(0, bottom, width, transport),
    }
    return Plan(places, columns, stacked=stacked, tabs=tabs)


def _columns(width: int, height: int, scale: float, wishes: Wishes, phases: int) -> Plan:
    def s(length: float) -> int:
        return round(length * scale)

    wide, three = width / scale >= WIDE, width / scale >= MIDDLE
    setup = s(wishes.sizes.get("setup", SETUP))
    left = setup if wide else s(RAIL)
    cell = _cell_width(width / scale, wide, wishes) if three else 0
    columns = (left if wide else s(220), s(cell) if three else s(336))
    stacked = not _fit(width, columns, phases, scale)
    transport = s(TRANSPORT_STACKED if stacked else TRANSPORT)
    top, bottom = s(TOP), height - transport
    body = bottom - top
    middle = width - left - s(cell)
    loss = s(_loss_height(height / scale, wishes))
    places = {
        "top": QRect(0, 0, width, top),
        "transport": QRect(0, bottom, width, transport),
        "loss": QRect(left, top, middle, loss),
        "timeline": QRect(left, top + loss, middle, body - loss),
    }
    if three:
        places["cell"] = QRect(width - s(cell), top, s(cell), body)
    tabs: tuple[str, ...] = ()
    if not three:
        tabs = ("timeline", "cell")
        places["tabs"] = QRect(left, top + loss, middle, s(TABS))
        chosen = wishes.tab if wishes.tab in tabs else "timeline"
        del places["timeline"]
        places[chosen] = QRect(left, top + loss + s(TABS), middle, body - loss - s(TABS))
    if not wide:
        places["rail"] = QRect(0, top, left, body)
    if wide or wishes.setup_open:
        places["setup"] = QRect(0 if wide else left, top, setup, body)
    return Plan(places, columns, stacked=stacked, over=not wide, tabs=tabs)


def _fit(width: int, columns: tuple[int, int], phases: int, scale: float) -> bool:
    """Tell whether the phases fit between the outer columns of the transport."""
    return phases <= width - sum(columns) - 32 * scale


def _cell_width(width: float, wide: bool, wishes: Wishes) -> float:
    """Give extra width to the timeline first, then to the cell."""
    if "cell" in wishes.sizes:
        return wishes.sizes["cell"]
    left = wishes.sizes.get("setup", SETUP) if wide else RAIL
    spare = width - left - CELL - TIMELINE_USUAL
    return min(CELL_MOST, CELL + max(0.0, spare * 0.3))


def _loss_height(height: float, wishes: Wishes) -> float:
    """Give extra height to the tracks, and a little to the loss."""
    if height < LOW and not wishes.card:
        return min(LOSS_LOW, wishes.sizes.get("loss", LOSS_LOW))
    usual = min(LOSS_MOST, LOSS + max(0.0, height - 900) * 0.2)
    return wishes.sizes.get("loss", usual)


class Grip(QWidget):
    """The line between two zones: one pixel to see, seven to grip; a double-click resets.

    Parameters
    ----------
    zone : str
        The zone whose size it changes.
    parent : QWidget
        Parent.
    """

    dragged = Signal(str, int)
    """Carries the zone and by how much its edge has been moved, in pixels, since it was gripped."""
    gripped = Signal(str)
    let_go = Signal()
    reset = Signal(str)

    def __init__(self, zone: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.zone = zone
        self.across = zone == "loss"
        shape = Qt.CursorShape.SplitVCursor if self.across else Qt.CursorShape.SplitHCursor
        self.setCursor(shape)
        self._from: float | None = None

    def put(self, place: QRect) -> None:
        """Lie on the edge of the zone that it changes."""
        half = GRIP // 2
        if self.across:
            self.setGeometry(place.left(), place.bottom() + 1 - half, place.width(), GRIP)
        elif self.zone == "setup":
            self.setGeometry(place.right() + 1 - half, place.top(), GRIP, place.height())
        else:
            self.setGeometry(place.left() - half, place.top(), GRIP, place.height())
        self.show()
        self.raise_()

    def _at(self, event: QMouseEvent) -> float:
        position = event.globalPosition()
        return position.y() if self.across else position.x()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._from = self._at(event)
            self.gripped.emit(self.zone)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Move the edge."""
        if self._from is not None:
            self.dragged.emit(self.zone, round(self._at(event) - self._from))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go."""
        self._from = None
        self.let_go.emit()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Reset."""
        self._from = None
        self.reset.emit(self.zone)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the line."""
        painter = QPainter(self)
        half = GRIP // 2
        if self.across:
            painter.fillRect(QRectF(0, half, self.width(), 1), current.theme.line)
        else:
            painter.fillRect(QRectF(half, 0, 1, self.height()), current.theme.line)
