"""Picture of the network page: what stands still in a pixmap, what moves over it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt
from PySide6.QtGui import QPen, QPixmap

from gui.theme import current, px
from gui.widgets import numbers
from gui.widgets.ink import Ink, faded, middle, painting, text_width

from .cell_sheet import BUTTON
from .network_curves import LIVE_CURVES, Curves
from .network_facts import gradient_sizes, largest, said_by_output, share_text
from .network_ink import (
    paint_curve,
    paint_gradient,
    paint_tile,
    tinted,
    tints,
    weight_pen,
)
from .network_layout import between, curve, ends

if TYPE_CHECKING:
    from engine.recording import Floats

    from .network_layout import Column
    from .network_page import Page

translate = QCoreApplication.translate

PIXELS = 64
"""Of a unit's values over time no more cells are painted in a tile than this times its length allows."""


class Picture:
    """Paints a page.

    Parameters
    ----------
    page : Page
        Where.
    """

    def __init__(self, page: Page) -> None:
        self._page = page
        self.stale = True
        self._still: QPixmap | None = None
        self.curves = Curves(page)

    def forget(self) -> None:
        """Give back the pixmaps."""
        self._still, self.stale = None, True
        self.curves.forget()

    def paint(self) -> None:
        """Paint all."""
        page = self._page
        if page.shown is None:
            return
        if page.recording is None:
            with painting(page) as painter:
                ink = Ink(painter)
                ink.text(px(20), px(34), translate("Network", "Network"), size=15, weight=600)
                text = translate("Network", "Press Space to run the first iteration.")
                ink.text(
                    page.width() / 2, page.height() / 2, text, size=14, token="t2", align="centre"
                )
            return
        ratio = page.devicePixelRatioF()
        if self.stale or self._still is None or self._still.size() != page.size() * ratio:
            self._still = QPixmap(page.size() * ratio)
            self._still.setDevicePixelRatio(ratio)
            self._still.fill(current.theme.bg)
            with painting(self._still) as painter:
                self._stand(Ink(painter))
            self.stale = False
        right, bottom = page.panel().left() - px(14), page.height() - page.gradient_height()
        room = QRectF(0, 0, int(right * ratio), int(bottom * ratio))
        with painting(page) as painter:
            painter.drawPixmap(0, 0, self._still)
            painter.drawPixmap(QPointF(), self.curves.picture(), room)
            self._move(Ink(painter))

    # what stands still

    def _stand(self, ink: Ink) -> None:
        page = self._page
        self._header(ink)
        for column in page.columns:
            self._tiles(ink, column)
        self._gradient(ink)
        panel = page.panel()
        edge = panel.left() - px(14)
        ink.fill(edge, 0, 1, page.height(), ink.theme.line)
        boundary = page.boundary
        if boundary is not None and boundary.plane is not None:
            boundary.paint(ink)
            below = boundary.rect.bottom() + px(8)
            boundary.key(ink, QRectF(panel.left(), below, panel.width(), px(20)))
            y = below + (px(42) if boundary.flat else px(20))
            self._fitted(ink, panel, y, boundary.told())

    def _header(self, ink: Ink) -> None:
        page = self._page
        x = px(20) + ink.text(px(20), px(34), translate("Network", "Network"), size=15, weight=600)
        room = page.panel().left() - px(34)
        sizes = [weights.values.size for k, weights in page.weights.items() if page.as_curves(k)]
        crowded = page.recording is not None and page.recording.followed and sizes
        if crowded and max(sizes) > LIVE_CURVES // len(page.weights):
            text = translate("Network", "time runs: the largest weights are drawn")
        elif page.values is not None:
            text = translate("Network", "each tile: what one unit outputs over the inputs")
        elif page.recording is not None and page.recording.steps > 1:
            text = translate("Network", "each tile: one unit over the time steps of the example")
        else:
            text = translate("Network", "each tile: one unit for the example looked at")
        if x + px(14) + text_width(text, 12) < room:
            x += px(14) + ink.text(x + px(14), px(34), text, size=12, token="t2")
        keys = (
            (1.0, translate("Network", "positive weight")),
            (-1.0, translate("Network", "negative, dashed")),
        )
        wide = sum(text_width(word, 12) + px(46) for _, word in keys)
        if x + px(24) + wide > room:
            return
        x = room - wide
        for value, word in keys:
            x += px(14)
            ink.p.setPen(weight_pen(value * 0.7, 1.0))
            ink.p.drawLine(QPointF(x, px(30)), QPointF(x + px(24), px(30)))
            x += px(30)
            x += ink.text(x, px(34), word, size=12, token="t2")

    def _tiles(self, ink: Ink, column: Column) -> None:
        if self._page.values is not None:
            self._plane_tiles(ink, column, self._page.values[column.layer + 1])
        else:
            self._time_tiles(ink, column)
        self._names(ink, column)

    def _plane_tiles(self, ink: Ink, column: Column, values: Floats) -> None:
        """Paint what each unit outputs over the plane."""
        recording = self._page.recording
        assert recording is not None
        if column.layer == len(self._page.columns) - 2:
            values = said_by_output(recording, values)
            if recording.probabilities is not None and len(values) == 1:
                values = 2 * values - 1
        limit = largest(values)
        if not column.tiles:
            packed = values.reshape(len(values), -1)
            every = max(1, packed.shape[1] // PIXELS)
            paint_tile(ink, column.rect, tinted(packed[:, ::every], limit), smooth=False)
        elif values.ndim == 3:
            pictures = tints(values[: len(column.tiles), ::-1], limit)
            for tile, picture in zip(column.tiles, pictures, strict=False):
                paint_tile(ink, tile, picture, smooth=True)
        else:
            for tile, one in zip(column.tiles, values, strict=False):
                paint_curve(ink, tile, one, limit)

    def _time_tiles(self, ink: Ink, column: Column) -> None:
        """Paint what each unit outputs for the example looked at, over time where it has some."""
        values = self._page.tile_values(column)
        limit = largest(values)
        if not column.tiles:
            paint_tile(ink, column.rect, tinted(values, limit), smooth=False)
            return
        pictures = tints(values[:, None], limit)
        for tile, row, picture in zip(column.tiles, values, pictures, strict=True):
            paint_tile(ink, tile, picture, smooth=False)
            if values.shape[1] == 1:
                self._number(ink, tile, row)

    def _number(self, ink: Ink, tile: QRectF, row: Floats) -> None:
        """Write the value of an example into its tile, on a ground that lets it be read."""
        text = numbers.signed(float(row[0]), 2) if row[0] < 0 else numbers.decimal(float(row[0]), 2)
        wide = text_width(text, 12)
        if wide + px(8) > tile.width() or tile.height() < px(24):
            return
        centre = tile.center()
        ink.box(
            QRectF(centre.x() - wide / 2 - px(3), centre.y() - px(9), wide + px(6), px(18)),
            faded(ink.theme.s1, 0.82), radius=4,
        )  # fmt: skip
        ink.text(centre.x(), middle(centre.y(), 12), text, size=12, align="centre")

    def _names(self, ink: Ink, column: Column) -> None:
        page = self._page
        room = page.tiles_room()
        name = self.name_of(column.layer)
        pitch = room.width() / len(page.columns)
        token = "t2"
        if text_width(name, 12) > pitch - px(4):
            name = str(column.layer + 1) if column.layer >= 0 else ""
        ink.text(
            column.rect.center().x(),
            room.bottom() + px(26),
            name,
            size=12,
            token=token,
            align="centre",
        )
        if column.layer >= 0 or page.shown is None:
            return
        names = page.shown.frame.dataset.input_names
        if len(names) != column.units:
            return
        for tile, word in zip(column.tiles, names, strict=True):
            if tile.height() >= px(10) and text_width(word, 12) + px(8) < tile.left():
                ink.text(
                    tile.left() - px(8),
                    middle(tile.center().y(), 12),
                    word,
                    size=12,
                    token="t2",
                    align="right",
                )

    def name_of(self, layer: int) -> str:
        """Name a column."""
        if layer < 0:
            return translate("Network", "input")
        if layer == len(self._page.columns) - 2:
            return translate("Network", "output")
        return translate("Network", "layer {layer}").format(layer=layer + 1)

    def sentence(self) -> str:
        """Say how much of the output layer's gradient reaches the first layer."""
        recording = self._page.recording
        sizes = gradient_sizes(recording) if recording is not None else []
        if len(sizes) < 2:
            return ""
        (first, low), (_, high) = sizes[0], sizes[-1]
        if high == 0:
            return translate("Network", "The output layer gets no gradient.")
        text = translate(
            "Network", "Layer {layer} gets {share} of the gradient of the output layer"
        )
        return text.format(layer=first + 1, share=share_text(low / high))

    def _gradient(self, ink: Ink) -> None:
        page = self._page
        recording = page.recording
        assert recording is not None
        top = page.height() - page.gradient_height()
        right = page.panel().left() - px(14)
        ink.fill(0, top, right, 1, ink.theme.line)
        beside = page.beside_room()
        if not beside.isEmpty():
            right = beside.left()
        title = translate("Network", "Gradient in each layer")
        x = px(20) + ink.text(px(20), top + px(28), title, size=15, weight=600)
        hint = translate("Network", "root mean square per weight, log scale")
        text = self.sentence()
        spare = right - px(20) - x
        both = text_width(text, 13, 600) + text_width(hint, 12) + px(38) < spare
        if both:
            ink.text(x + px(14), top + px(28), hint, size=12, token="t2")
        if text_width(text, 13, 600) + px(16) < spare:
            ink.text(right - px(20), top + px(28), text, weight=600, align="right")
            y = top + px(38)
        else:
            ink.text(px(20), top + px(48), text, weight=600)
            y = top + px(54)
        names = {column.layer: self.name_of(column.layer) for column in page.columns}
        rect = QRectF(px(20), y, right - px(40), page.height() - y - px(6))
        looked = page.shown.layer if page.shown is not None else -1
        paint_gradient(ink, rect, gradient_sizes(recording), names, looked)

    # what moves

    def _move(self, ink: Ink) -> None:
        page = self._page
        self._progress(ink)
        layer, unit = page.spot
        if layer + 1 < len(page.columns) and unit < page.columns[layer + 1].units:
            tile = page.columns[layer + 1].tile(unit)
            ink.box(tile.adjusted(-3, -3, 3, 3), None, ink.theme.t1, radius=7, width=2)
        self._chosen(ink)
        self._panel(ink)

    def _progress(self, ink: Ink) -> None:
        page = self._page
        head = page.shown.playhead if page.shown is not None else None
        recording = page.recording
        if head is None or recording is None:
            return
        tick = head.tick
        if recording.steps == 1 and tick.phase == "forward":
            for column in page.columns[tick.layer + 2 :]:
                ink.p.fillRect(column.rect.adjusted(-1, -1, 1, 1), faded(ink.theme.bg, 0.62))
        if tick.layer >= 0:
            column = page.columns[tick.layer + 1]
            rect = column.rect.adjusted(-px(8), -px(8), px(8), px(8))
            ink.box(rect, None, ink.theme.t3, radius=10, width=1.5)
        if recording.steps == 1 or head.phase == "batch":
            return
        example = min(page.shown.example, recording.batch - 1) if page.shown is not None else 0
        length = int(recording.lengths[example])
        for column in page.columns:
            array = recording.inputs if column.layer < 0 else recording.layers[column.layer].output
            if array.shape[0] > 1 and head.t < length:
                x = column.rect.left() + (head.t + 0.5) / length * column.rect.width()
                ink.fill(
                    x - 1, column.rect.top() - px(4), 2, column.rect.height() + px(8), ink.theme.t1
                )

    def _chosen(self, ink: Ink) -> None:
        page, choice = self._page, self._page.choice
        value = choice.value()
        if choice.place is None or value is None or choice.layer not in page.weights:
            return
        left, right = page.columns[choice.layer], page.columns[choice.layer + 1]
        if not page.as_curves(choice.layer):
            rect, (rows, across) = between(left, right), page.weights[choice.layer].values.shape
            wide, high = rect.width() / across, rect.height() / rows
            cell = QRectF(
                rect.left() + choice.below * wide, rect.top() + choice.unit * high, wide, high
            )
            grown = cell.adjusted(-px(3), -px(3), px(3), px(3))
            ink.box(grown, None, ink.theme.t1, radius=3, width=2)
            return
        start, end = ends(left, choice.below, right, choice.unit)
        path = curve(start, end)
        pen = weight_pen(value, largest(page.weights[choice.layer].values))
        ink.p.setBrush(Qt.BrushStyle.NoBrush)
        ink.p.setPen(QPen(ink.theme.t1, pen.widthF() + 5 * current.scale))
        ink.p.drawPath(path)
        ink.p.setPen(QPen(ink.theme.bg, pen.widthF() + 2 * current.scale))
        ink.p.drawPath(path)
        ink.p.setPen(pen)
        ink.p.drawPath(path)

    def _panel(self, ink: Ink) -> None:
        page, choice = self._page, self._page.choice
        panel, boundary = page.panel(), page.boundary
        if boundary is None:
            return
        layer, unit = page.spot
        if page.large == "output":
            title = translate("Network", "Output")
        elif layer < 0:
            title = translate("Network", "Input {unit}").format(unit=unit + 1)
        else:
            title = translate("Network", "Layer {layer}, unit {unit}")
            title = title.format(layer=layer + 1, unit=unit + 1)
        x = panel.left() + ink.text(panel.left(), px(34), title, size=15, weight=600)
        hint = translate("Network", "background: network, dots: data")
        right = panel.right() - px(BUTTON)
        if boundary.flat and x + px(14) + text_width(hint, 12) < right:
            ink.text(right, px(34), hint, size=12, token="t2", align="right")
        if boundary.plane is None:  # follows the time step
            boundary.paint(ink)
        boundary.ring(ink)
        if page.crossed is not None and boundary.plane is not None:
            boundary.cross(ink, page.crossed)
        y = page.height() - px(132)
        ink.fill(panel.left(), y, panel.width(), 1, ink.theme.line)
        ink.text(panel.left(), y + px(26), translate("Network", "Weight"), size=14, weight=600)
        self._fitted(ink, panel, y + px(104), choice.complaint or choice.why_not() or self._hint())
        label = choice.label()
        if choice.place is not None:
            name = choice.matrix_name()
            ink.text(panel.left(), middle(page.height() - px(71), 13), name, token="t2", mono=True)
        wide = text_width(translate("Network", "Weight"), 14, 600) + px(12)
        for size in (13, 12):
            if text_width(label, size) < panel.width() - wide or size == 12:
                ink.text(
                    panel.right(),
                    y + px(26),
                    self._cut(label, panel.width() - wide, size),
                    size=size,
                    align="right",
                )
                break

    def _hint(self) -> str:
        if self._page.choice.place is None:
            return translate("Network", "Click a curve, or press Enter on a tile.")
        return translate("Network", "Drag up or down, turn the wheel or type.")

    def _fitted(self, ink: Ink, panel: QRectF, y: float, text: str) -> None:
        ink.text(panel.left(), y, self._cut(text, panel.width(), 12), size=12, token="t2")

    @staticmethod
    def _cut(text: str, room: float, size: float) -> str:
        while text and text_width(text, size) > room:
            text = text[:-2].rstrip("…") + "…"
        return text
