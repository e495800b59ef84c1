"""Painting that several controls share: rounded boxes, arrows, and which keys a control keeps."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPen

Key = Qt.Key

PRESS = (Key.Key_Space, Key.Key_Return, Key.Key_Enter, Key.Key_Select)
ARROWS = (Key.Key_Left, Key.Key_Right, Key.Key_Up, Key.Key_Down)
SCROLL = (*ARROWS, Key.Key_PageUp, Key.Key_PageDown, Key.Key_Home, Key.Key_End)


def keeps(event: QEvent, keys: tuple[Qt.Key, ...]) -> bool:
    """Keep keys for the control that has the focus, though the window has shortcuts on them.

    Parameters
    ----------
    event : QEvent
        What `QWidget.event` got.
    keys : tuple of Qt.Key
        Keys that the control answers itself, without Ctrl, Shift or Alt.

    Returns
    -------
    bool
        True if the event was such a key and has been accepted.
    """
    if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
        return False
    plain = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    if plain != Qt.KeyboardModifier.NoModifier or event.key() not in keys:
        return False
    event.accept()
    return True


def box(
    painter: QPainter,
    place: QRectF,
    radius: float,
    fill: QColor | None = None,
    line: QColor | None = None,
    width: float = 1.0,
    *,
    dashed: bool = False,
) -> None:
    """Paint a rounded box whose outline lies inside its place."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    half = width / 2 if line is not None else 0.0
    if line is None:
        painter.setPen(Qt.PenStyle.NoPen)
    else:
        pen = QPen(line, width)
        if dashed:
            pen.setDashPattern([4, 3])
        painter.setPen(pen)
    painter.setBrush(fill if fill is not None else Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(place.adjusted(half, half, -half, -half), radius, radius)


def chevron(painter: QPainter, middle: QPointF, size: float, colour: QColor, way: str) -> None:
    """Paint an open arrow head; `way` is left, right, up or down."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = QPen(colour, max(1.75, size / 2.8))
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    x, y = {"left": (-1, 0), "right": (1, 0), "up": (0, -1), "down": (0, 1)}[way]
    tip = middle + QPointF(x, y) * (size / 2)
    back = middle - QPointF(x, y) * (size / 2)
    side = QPointF(-y, x) * size
    painter.drawPolyline([back + side, tip, back - side])
