"""Buttons: plain, primary and quiet ones with words; round ones of the transport with their key below."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QEnterEvent,
    QFont,
    QFontMetricsF,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPolygonF,
)
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from gui.theme import current, font, px
from gui.widgets.icon import draw_icon
from gui.widgets.paint import PRESS, box, chevron, keeps


class Button(QAbstractButton):
    """What all buttons share: reached by Tab, pressed by Space and Enter, lit when the mouse is over.

    A click does not take the focus, so that the arrow keys stay with the timeline.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.hot = False
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        current.changed.connect(self.restyle)

    def restyle(self) -> None:
        """Take sizes and colours from the theme."""
        self.updateGeometry()
        self.update()

    def event(self, event: QEvent) -> bool:
        """Keep Space and Enter while focused."""
        return keeps(event, PRESS) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press on Enter, as on Space."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Light up."""
        self.hot = True
        self.update()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Go back to rest."""
        self.hot = False
        self.update()
        super().leaveEvent(event)

    def minimumSizeHint(self) -> QSize:
        """Never be smaller than the words need."""
        return self.sizeHint()


class TextButton(Button):
    """A button with words.

    Parameters
    ----------
    look : str
        ``plain``, ``primary``, ``quiet`` (no box until the mouse is over), ``link`` (never a
        box) or ``dashed``.
    icon : str
        Name of an icon before the words, or empty.
    parent : QWidget or None
        Parent.
    size, height : float
        Of the words and of the button, before scaling.
    """

    def __init__(
        self,
        look: str = "plain",
        icon: str = "",
        parent: QWidget | None = None,
        *,
        size: float = 13,
        height: float = 30,
    ) -> None:
        super().__init__(parent)
        self.look = look
        self.icon_name = icon
        self.text_size = size
        self.text_height = height
        self.padding = {"quiet": 8.0, "link": 0.0}.get(look, 14.0)

    def sizeHint(self) -> QSize:
        """Have room for icon and words."""
        metrics = QFontMetricsF(self._font())
        width = metrics.horizontalAdvance(self.text()) + 2 * round(self.padding * current.scale)
        if self.icon_name:
            width += px(16) + px(8 if self.text() else 0)
        return QSize(round(width + 1), px(self.text_height))

    def _font(self) -> QFont:
        return font(self.text_size, 600 if self.look in {"plain", "primary"} else 400)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint box, icon and words."""
        painter = QPainter(self)
        theme = current.theme
        place = QRectF(self.rect())
        fill, line, ink = None, None, theme.t1
        if self.look == "primary":
            fill, ink = theme.t1, theme.s1
            if self.hot or self.isDown():
                fill = theme.t2
        elif self.look == "plain":
            fill, line = (theme.s3 if self.hot or self.isDown() else theme.s2), theme.line
        elif self.look == "dashed":
            line, ink = theme.line2, theme.t1 if self.hot else theme.t2
            fill = theme.s2 if self.hot else None
        else:
            lit = self.look == "quiet" and (self.hot or self.isDown())
            fill = theme.s2 if lit else None
            ink = theme.t1 if self.hot else theme.t2
        if not self.isEnabled():
            fill, ink = (theme.s2 if self.look == "primary" else fill), theme.t3
        box(painter, place, px(8), fill, line, dashed=self.look == "dashed")
        painter.setFont(self._font())
        painter.setPen(ink)
        metrics = QFontMetricsF(self._font())
        wide = metrics.horizontalAdvance(self.text())
        whole = wide + ((px(16) + px(8 if self.text() else 0)) if self.icon_name else 0)
        left = place.center().x() - whole / 2
        if self.icon_name:
            spot = QRectF(left, place.center().y() - px(8), px(16), px(16))
            draw_icon(painter, self.icon_name, ink, spot)
            left += px(16) + px(8 if self.text() else 0)
        words = QRectF(left, place.top(), wide + 2, place.height())
        painter.drawText(words, int(Qt.AlignmentFlag.AlignVCenter), self.text())


class IconButton(Button):
    """A small square button with one sign; its name is read out and stands in its tool tip.

    Parameters
    ----------
    icon : str
        Name of an icon.
    side : float
        Width and height before scaling.
    parent : QWidget or None
        Parent.
    """

    def __init__(self, icon: str, side: float = 30, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.icon_name = icon
        self.side = side
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_name(self, name: str) -> None:
        """Set the name that is read out and shown as the tool tip."""
        self.setAccessibleName(name)
        self.setToolTip(name)

    def sizeHint(self) -> QSize:
        """Be square."""
        return QSize(px(self.side), px(self.side))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the sign."""
        painter = QPainter(self)
        theme = current.theme
        if self.isEnabled() and (self.hot or self.isDown()):
            box(painter, QRectF(self.rect()), px(6), theme.s3)
        ink = theme.t1 if self.hot else theme.t2
        size = px(min(18.0, self.side - 10))
        place = QRectF(0, 0, size, size)
        place.moveCenter(QRectF(self.rect()).center())
        draw_icon(painter, self.icon_name, ink if self.isEnabled() else theme.line2, place)


class RoundButton(Button):
    """A round button of the transport with its key printed below.

    Parameters
    ----------
    sign : str
        ``start``, ``back``, ``play``, ``pause``, ``on``, ``left``, ``right`` or ``flag``.
    key : str
        The key below it; may be empty.
    diameter : float
        Before scaling; 50 is the one large button.
    room : float
        Height of the row of circles, in whose middle this one stands.
    parent : QWidget or None
        Parent.
    """

    KEY_ROOM = 23.0

    def __init__(
        self,
        sign: str,
        key: str,
        diameter: float = 35,
        parent: QWidget | None = None,
        room: float = 50,
    ) -> None:
        super().__init__(parent)
        self.sign = sign
        self.key = key
        self.diameter = diameter
        self.room = room
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_sign(self, sign: str) -> None:
        """Change the sign."""
        if sign != self.sign:
            self.sign = sign
            self.update()

    def set_name(self, name: str) -> None:
        """Set the name that is read out and shown as the tool tip."""
        self.setAccessibleName(name)
        self.setToolTip(name)

    def sizeHint(self) -> QSize:
        """Have room for the circle and the key."""
        wide = QFontMetricsF(font(12)).horizontalAdvance(self.key)
        height = px(self.room) + (px(self.KEY_ROOM) if self.key else 0)
        return QSize(max(px(self.diameter), round(wide) + 2), height)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint circle, sign and key."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme = current.theme
        large = self.diameter >= 48
        lit = self.isEnabled() and (self.hot or self.isDown())
        side = px(self.diameter)
        circle = QRectF((self.width() - side) / 2, (px(self.room) - side) / 2, side, side)
        if large:
            fill, line, ink = (theme.t2 if lit else theme.t1), None, theme.s1
        else:
            fill, line, ink = (theme.s3 if lit else theme.s2), theme.line, theme.t1
        if not self.isEnabled():
            ink = theme.line2 if not large else theme.s1
            fill = theme.line2 if large else theme.s2
        box(painter, circle, side / 2, fill, line)
        _paint_sign(painter, self.sign, circle.center(), side * (0.18 if large else 0.2), ink)
        if self.key:
            painter.setFont(font(12))
            painter.setPen(theme.t3)
            below = QRectF(0, self.height() - px(16), self.width(), px(16))
            painter.drawText(below, int(Qt.AlignmentFlag.AlignCenter), self.key)


def _paint_sign(painter: QPainter, sign: str, at: QPointF, r: float, ink: QColor) -> None:
    if sign == "flag":
        side = 2.3 * r
        draw_icon(painter, sign, ink, QRectF(at.x() - side / 2, at.y() - side / 2, side, side))
        return
    if sign in {"left", "right"}:
        chevron(painter, at, r * 0.75, ink, sign)
        return
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ink)
    if sign == "pause":
        for side in (-1, 1):
            bar = QRectF(at.x() + side * r * 0.55 - r * 0.28, at.y() - r, r * 0.56, 2 * r)
            painter.drawRoundedRect(bar, r * 0.12, r * 0.12)
        return
    if sign == "play":
        _triangle(painter, at + QPointF(r * 0.15, 0), r * 1.05, 1)
        return
    way = 1 if sign == "on" else -1
    bar_x = at.x() + way * r * 0.85
    painter.drawRoundedRect(QRectF(bar_x - r * 0.14, at.y() - r * 0.8, r * 0.28, r * 1.6), 1, 1)
    if sign == "start":
        _triangle(painter, at + QPointF(-r * 0.1, 0), r * 0.62, way)
        _triangle(painter, at + QPointF(r * 0.75, 0), r * 0.62, way)
    else:
        _triangle(painter, at - QPointF(way * r * 0.1, 0), r * 0.8, way)


def _triangle(painter: QPainter, at: QPointF, r: float, way: int) -> None:
    points = [QPointF(-0.8 * way * r, -r), QPointF(-0.8 * way * r, r), QPointF(0.95 * way * r, 0)]
    painter.drawPolygon(QPolygonF([at + point for point in points]))
