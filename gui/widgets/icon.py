"""Icon: an SVG of resources/icons, tinted with a colour of the theme, sharp on every screen."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from gui.theme import RESOURCES, current, px

STROKE = "1.75"


def icon_pixmap(name: str, colour: QColor, size: int, ratio: float) -> QPixmap:
    """Draw an icon.

    Parameters
    ----------
    name : str
        File name in resources/icons without its suffix.
    colour : QColor
        Colour of its lines.
    size : int
        Width and height in logical pixels.
    ratio : float
        Device pixel ratio of the screen.

    Returns
    -------
    QPixmap
        The icon, cached.
    """
    return _pixmap(name, colour.name(), size, ratio)


@cache
def _pixmap(name: str, colour: str, size: int, ratio: float) -> QPixmap:
    source = (RESOURCES / "icons" / f"{name}.svg").read_text(encoding="utf-8")
    source = source.replace("currentColor", colour)
    source = source.replace('stroke-width="2"', f'stroke-width="{STROKE}"')
    pixmap = QPixmap(QSize(round(size * ratio), round(size * ratio)))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    QSvgRenderer(QByteArray(source.encode())).render(painter, QRectF(0, 0, size, size))
    painter.end()
    return pixmap


def draw_icon(painter: QPainter, name: str, colour: QColor, place: QRectF) -> None:
    """Draw an icon in the middle of a place, as large as fits."""
    size = int(min(place.width(), place.height()))
    ratio = painter.device().devicePixelRatio()
    pixmap = icon_pixmap(name, colour, size, ratio)
    left = round(place.center().x() - size / 2)
    top = round(place.center().y() - size / 2)
    painter.drawPixmap(left, top, pixmap)


def menu_icon(name: str) -> QIcon:
    """Give an icon for a menu entry, in the colours of the theme."""
    made = QIcon()
    for ratio in (1.0, 2.0):
        made.addPixmap(icon_pixmap(name, current.theme.t2, px(16), ratio))
        made.addPixmap(icon_pixmap(name, current.theme.t3, px(16), ratio), QIcon.Mode.Disabled)
    return made
