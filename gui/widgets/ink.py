"""Ink: a painter that knows the theme: aligned text, equations with raised and lowered parts, wires, boxes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from math import ceil, hypot
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QGlyphRun,
    QPaintEngine,
    QPainter,
    QPainterPath,
    QPainterPathStroker,
    QPen,
    QPixmap,
    QPolygonF,
    QTextLayout,
)

from gui import theme
from gui.theme import current, px

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPaintDevice

Align = Literal["left", "right", "centre"]
Piece = tuple[str, str] | tuple[str, str, Literal["sub", "sup"]]
"""A part of an equation: text, token of its colour, and whether it is lowered or raised."""

SMALL = 0.72
"""Size of a lowered or raised part; the fonts lack glyphs for most of them."""


@lru_cache(maxsize=8192)
def _width(text: str, pixels: int, weight: int, mono: bool) -> float:
    return QFontMetricsF(theme._font(pixels, weight, mono)).horizontalAdvance(text)


@lru_cache(maxsize=8192)
def _set(
    text: str, size: float, weight: int, mono: bool, scale: float
) -> tuple[float, list[QGlyphRun]]:
    """Give a text's width, and it as glyphs: painted in a third of the time that shaping it again takes."""
    pixels = px(size)
    layout = QTextLayout(text, theme._font(pixels, weight, mono))
    layout.beginLayout()
    line = layout.createLine()
    layout.endLayout()
    line.setPosition(QPointF(0, -line.ascent()))
    return _width(text, pixels, weight, mono), layout.glyphRuns()


@lru_cache(maxsize=512)
def _stamp(radius: float, rgba: int, ring: float, ratio: float) -> QPixmap:
    """Give a dot, or a ring, as a picture in whose middle it stands."""
    side = 2 * ceil((radius + ring / 2 + 1) * ratio)
    made = QPixmap(side, side)
    made.setDevicePixelRatio(ratio)
    made.fill(Qt.GlobalColor.transparent)
    with painting(made) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colour = QColor.fromRgba(rgba)
        painter.setPen(QPen(colour, ring) if ring else Qt.PenStyle.NoPen)
        painter.setBrush(Qt.BrushStyle.NoBrush if ring else colour)
        middle = side / ratio / 2
        painter.drawEllipse(QPointF(middle, middle), radius, radius)
    return made


@lru_cache(maxsize=4096)
def _outline(
    points: tuple[tuple[float, float], ...], width: float, arrow: bool, scale: float
) -> QPainterPath:
    """Give the outline of a wire with the head at its end: filled in half the time that stroking it takes."""
    (x0, y0), (x1, y1) = points[-2:]
    length = max(1e-6, hypot(x1 - x0, y1 - y0))
    dx, dy = (x1 - x0) / length, (y1 - y0) / length
    long, half = px(8) + 0.6 * width, px(4) + 0.7 * width
    line = QPainterPath(QPointF(*points[0]))
    for point in points[1:-1]:
        line.lineTo(QPointF(*point))
    inside = 0.8 * long if arrow else 0.0  # the wire ends inside the head
    line.lineTo(x1 - dx * inside, y1 - dy * inside)
    stroker = QPainterPathStroker()
    stroker.setWidth(width)
    stroker.setCapStyle(Qt.PenCapStyle.FlatCap)
    stroker.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
    made = stroker.createStroke(line)
    made.setFillRule(Qt.FillRule.WindingFill)
    if arrow:
        bx, by = x1 - dx * long, y1 - dy * long
        left, right = (bx + dy * half, by - dx * half), (bx - dy * half, by + dx * half)
        made.addPolygon(QPolygonF([QPointF(x1, y1), QPointF(*right), QPointF(*left)]))
        made.closeSubpath()
    return made


@contextmanager
def painting(device: QPaintDevice) -> Iterator[QPainter]:
    """Paint on a widget or pixmap, and end it whatever happens: a painter left open crashes Qt.

    Parameters
    ----------
    device : QPaintDevice
        Widget (inside its paintEvent) or pixmap.

    Yields
    ------
    QPainter
        Active until the block ends.
    """
    painter = QPainter(device)
    try:
        yield painter
    finally:
        painter.end()


def text_width(text: str, size: float = 13, weight: int = 400, *, mono: bool = False) -> float:
    """Give the width of a text in pixels; measured once for each text."""
    return _width(text, px(size), weight, mono)


def faded(colour: QColor, share: float) -> QColor:
    """Give a colour at a share of its opacity."""
    made = QColor(colour)
    made.setAlphaF(share)
    return made


def mixed(one: QColor, other: QColor, share: float) -> QColor:
    """Give an opaque mix: `share` of the first over the other."""
    return QColor.fromRgbF(
        share * one.redF() + (1 - share) * other.redF(),
        share * one.greenF() + (1 - share) * other.greenF(),
        share * one.blueF() + (1 - share) * other.blueF(),
    )


def gradient_colour(share: float) -> QColor:
    """Give the colour of a gradient's size, 0 to 1 on its log scale; never as dark as nothing."""
    return _gradient(current.theme.name, round(255 * min(1.0, max(0.12, share))))


@lru_cache(maxsize=512)
def _gradient(name: str, entry: int) -> QColor:
    return QColor.fromRgba(theme.THEMES[name].map("gradient")[entry])


class Ink:
    """A painter with the tokens of the theme in force.

    Parameters
    ----------
    painter : QPainter
        Where to paint; lengths are in its pixels, sizes of text before scaling.
    """

    def __init__(self, painter: QPainter) -> None:
        self.p = painter
        self.theme = current.theme
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        # a picture that is saved as SVG keeps its texts as texts
        self._glyphs = painter.paintEngine().type() == QPaintEngine.Type.Raster

    def text(
        self, x: float, y: float, text: str, *, size: float = 13, weight: int = 400, token: str = "t1",
        align: Align = "left", mono: bool = False,
    ) -> float:  # fmt: skip
        """Paint a line of text on the baseline y, and give its width."""
        wide, runs = _set(text, size, weight, mono, current.scale)
        if align == "right":
            x -= wide
        elif align == "centre":
            x -= wide / 2
        self.p.setPen(getattr(self.theme, token))
        if self._glyphs:
            for run in runs:
                self.p.drawGlyphRun(QPointF(x, y), run)
        else:
            self.p.setFont(theme.font(size, weight, mono=mono))
            self.p.drawText(QPointF(x, y), text)
        return wide

    def run(
        self, x: float, y: float, pieces: Sequence[Piece], *, size: float = 14, weight: int = 400, mono: bool = True,
        align: Align = "left",
    ) -> float:  # fmt: skip
        """Paint an equation of pieces on the baseline y, and give its width."""
        if align != "left":
            wide = run_width(pieces, size=size, weight=weight, mono=mono)
            x -= wide if align == "right" else wide / 2
        start = x
        for piece in pieces:
            drop, scaled = 0.0, size
            if len(piece) == 3:
                drop = (0.2 if piece[2] == "sub" else -0.38) * size * current.scale
                scaled = size * SMALL
            x += self.text(
                x, y + drop, piece[0], size=scaled, weight=weight, token=piece[1], mono=mono
            )
        return x - start

    def box(
        self,
        rect: QRectF,
        fill: QColor | None,
        outline: QColor | None = None,
        *,
        radius: float = 8,
        width: float = 1,
    ) -> None:
        """Paint a rounded box."""
        self.p.setPen(QPen(outline, width) if outline is not None else Qt.PenStyle.NoPen)
        self.p.setBrush(fill if fill is not None else Qt.BrushStyle.NoBrush)
        if outline is not None:
            rect = rect.adjusted(width / 2, width / 2, -width / 2, -width / 2)
        r = radius * current.scale
        self.p.drawRoundedRect(rect, r, r)

    def fill(self, x: float, y: float, width: float, height: float, colour: QColor) -> None:
        """Fill a rectangle on whole pixels: sharp, and many times cheaper than a blurred one."""
        left, top = round(x), round(y)
        wide, high = max(1, round(x + width) - left), max(1, round(y + height) - top)
        self.p.fillRect(left, top, wide, high, colour)

    def dots(
        self,
        points: Iterable[tuple[float, float]],
        radius: float,
        colour: QColor,
        *,
        ring: float = 0,
    ) -> None:
        """Paint equal dots, or rings of a line: copied to whole pixels, in a third of the time of ellipses."""
        ratio = self.p.device().devicePixelRatio() if self._glyphs else 4.0
        stamp = _stamp(radius, colour.rgba(), ring, ratio)
        half = stamp.deviceIndependentSize().width() / 2
        for x, y in points:
            left, top = round((x - half) * ratio) / ratio, round((y - half) * ratio) / ratio
            self.p.drawPixmap(QPointF(left, top), stamp)

    def line(
        self, x1: float, y1: float, x2: float, y2: float, colour: QColor, width: float = 1
    ) -> None:
        """Paint a straight line."""
        self.p.setPen(QPen(colour, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
        self.p.drawLine(QPointF(x1, y1), QPointF(x2, y2))

    def wire(
        self,
        points: Sequence[tuple[float, float]],
        colour: QColor,
        width: float,
        *,
        arrow: bool = True,
    ) -> None:
        """Paint a wire with right-angled bends, and an arrow head at its end."""
        key = round(8 * width) / 8  # finer is not seen, and each costs an outline
        self.p.fillPath(_outline(tuple(points), key, arrow, current.scale), colour)

    def node(self, x: float, y: float, sign: str, *, radius: float = 12) -> None:
        """Paint a round node with a sign drawn as lines: ``×``, ``+``, or a text."""
        r = radius * current.scale
        self.p.setPen(QPen(self.theme.t1, 1.5))
        self.p.setBrush(self.theme.s2)
        self.p.drawEllipse(QPointF(x, y), r, r)
        arm = 0.36 * r
        self.p.setPen(QPen(self.theme.t1, 2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        if sign == "×":
            self.p.drawLine(QPointF(x - arm, y - arm), QPointF(x + arm, y + arm))
            self.p.drawLine(QPointF(x - arm, y + arm), QPointF(x + arm, y - arm))
        elif sign == "+":
            arm *= 1.3
            self.p.drawLine(QPointF(x - arm, y), QPointF(x + arm, y))
            self.p.drawLine(QPointF(x, y - arm), QPointF(x, y + arm))
        else:
            self.text(x, y + 0.36 * px(14), sign, size=14, weight=600, align="centre")


def run_width(
    pieces: Sequence[Piece], *, size: float = 14, weight: int = 400, mono: bool = True
) -> float:
    """Give the width of an equation in pixels."""
    total = 0.0
    for piece in pieces:
        total += _width(piece[0], px(size * SMALL if len(piece) == 3 else size), weight, mono)
    return total


def middle(y: float, size: float = 13) -> float:
    """Give the baseline on which a text of this size stands centred on y."""
    return y + 0.36 * px(size)
