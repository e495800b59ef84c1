"""Top bar: menu, mark, the project and its network, language; below it a line while a replay is under way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen, QPolygonF, QResizeEvent
from PySide6.QtWidgets import QWidget

from gui.panels.naming import network_name, project_name
from gui.theme import RESOURCES, current, font, px
from gui.widgets.buttons import IconButton, TextButton
from gui.widgets.words import Part

if TYPE_CHECKING:
    from gui.shown import Shown

HEIGHT = 48.0
NAME = "Gatescope"


class TopBar(Part):
    """Menu, mark, the project and its network, language.

    Parameters
    ----------
    parent : QWidget or None
        Parent.
    """

    menu_asked = Signal()
    language_asked = Signal(str)
    cancel_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.state: Shown | None = None
        self.project = ""
        self.network = ""
        self.busy: float | None = None
        self.end: int | None = None
        self.language = "en"
        self.menu = IconButton("menu", 34, self)
        self.switch = TextButton("plain", parent=self)
        self.menu.clicked.connect(self.menu_asked)
        self.switch.clicked.connect(self._switch)
        self.cancel = TextButton("quiet", "x", parent=self, size=12)
        self.cancel.clicked.connect(self.cancel_asked)
        self.cancel.hide()
        self.retranslate()

    def _switch(self) -> None:
        self.language_asked.emit("en" if self.language == "ko" else "ko")

    def show_language(self, code: str) -> None:
        """Offer the other language, in its own words."""
        self.language = code
        self.switch.setText("English" if code == "ko" else "한국어")
        self.switch.setAccessibleName(self.switch.text())
        self._arrange()

    def show_state(self, shown: Shown) -> None:
        """Show a moment."""
        self.state = shown
        project, network = "", ""
        if shown.started:
            own = shown.path is not None and RESOURCES not in shown.path.resolve().parents
            project = shown.path.stem if own and shown.path else project_name(shown.project)
            network = network_name(shown.project)
        if (project, network, shown.frame.busy) != (self.project, self.network, self.busy):
            self.project, self.network, self.busy = project, network, shown.frame.busy
            self.cancel.setVisible(self.busy is not None)
            self.update()

    def keep_clear(self, end: int | None) -> None:
        """Write the names no further than that: something else lies over the bar from there; None: nothing does."""
        if end != self.end:
            self.end = end
            self.update()

    def retranslate(self) -> None:
        """Set names and words."""
        self.menu.set_name(self.tr("Menu (F10)"))
        self.cancel.setText(self.tr("Cancel"))
        self.cancel.setToolTip(self.tr("Stay where the replay has come to (Esc)"))
        self.switch.setToolTip(self.tr("Language of the window"))
        if self.state is not None:
            self.show_state(self.state)
        self.update()

    def sizeHint(self) -> QSize:
        """Give the height of the bar."""
        return QSize(px(400), px(HEIGHT))

    def restyle(self) -> None:
        """Take sizes from the theme."""
        super().restyle()
        if hasattr(self, "switch"):
            self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place the buttons."""
        self._arrange()

    def _arrange(self) -> None:
        middle = px(HEIGHT) // 2
        self.menu.setGeometry(px(8), middle - px(17), px(34), px(34))
        size = self.switch.sizeHint()
        self.switch.setGeometry(
            self.width() - px(20) - size.width(), middle - size.height() // 2, *size.toTuple()
        )
        size = self.cancel.sizeHint()
        self.cancel.setGeometry(
            self.switch.x() - px(8) - size.width(), middle - size.height() // 2, *size.toTuple()
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint mark, names, and the line below."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme = current.theme
        painter.fillRect(self.rect(), theme.s1)
        bottom = self.height() - 1
        painter.fillRect(QRectF(0, bottom, self.width(), 1), theme.line)
        if self.busy is not None:
            wide = self.width() * min(1.0, max(0.0, self.busy))
            painter.fillRect(QRectF(0, bottom - 1, wide, 2), theme.t1)
        middle = (self.height() - 1) / 2
        x = float(px(50))
        paint_mark(painter, QPointF(x, middle), px(32))
        x += px(42)
        x += self._write(painter, x, NAME, 16, 700, "t1") + px(14)
        if self.project:
            painter.fillRect(QRectF(round(x), middle - px(10), 1, px(20)), theme.line2)
            x += px(14)
            self._write(painter, x, self._title(x), 14, 400, "t2")

    def _title(self, x: float) -> str:
        """Give project and network; of a file name that is too long only what fits."""
        room = (self.switch.x() if self.end is None else self.end) - px(16) - x
        metrics = QFontMetricsF(font(14))
        network = f" · {self.network}"
        if metrics.horizontalAdvance(self.project + network) <= room:
            return self.project + network
        return metrics.elidedText(self.project, Qt.TextElideMode.ElideMiddle, max(0.0, room))

    def _write(
        self, painter: QPainter, x: float, text: str, size: float, weight: int, token: str
    ) -> float:
        painter.setFont(font(size, weight))
        painter.setPen(getattr(current.theme, token))
        wide = QFontMetricsF(font(size, weight)).horizontalAdvance(text)
        place = QRectF(x, 0, wide + 1, self.height() - 1)
        painter.drawText(place, int(Qt.AlignmentFlag.AlignVCenter), text)
        return wide


def paint_mark(painter: QPainter, at: QPointF, size: float) -> None:
    """Paint the mark: a signal passes a gate."""
    theme = current.theme
    unit = size / 32
    pen = QPen(theme.t1, 2 * unit)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    painter.setPen(pen)
    for x in (8.5, 23.5):
        painter.drawLine(at + QPointF(x, -9.5) * unit, at + QPointF(x, 9.5) * unit)
    pen = QPen(theme.f, 2.25 * unit)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    shape = ((1, 2), (8.5, 2), (12.5, -6.5), (17.5, 6.5), (21.5, -0.5), (31, -0.5))
    painter.drawPolyline(QPolygonF([at + QPointF(x, y) * unit for x, y in shape]))
