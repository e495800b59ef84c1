"""What the update view says and paints of its facts."""

from __future__ import annotations

from functools import lru_cache
from itertools import groupby
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QRectF, Qt
from PySide6.QtGui import QImage

from gui.theme import THEMES, px
from gui.widgets import numbers
from gui.widgets.ink import middle, run_width, text_width

from .cell_facts import Change
from .cell_sheet import ROW
from .update_facts import Ledger, Place, gate_of, said, short

if TYPE_CHECKING:
    from engine.recording import Recording
    from gui.widgets.ink import Piece

    from .cell_sheet import Sheet
    from .update_matrix import Tile
    from .update_page import UpdatePage

translate = QCoreApplication.translate

TOKENS = {"r": "f", "z": "i", "n": "g"}
"""Gates of a GRU have the colours of their like in an LSTM."""
OWN = {
    "m": "m", "v": "v", "m_hat": "m / (1 \N{MINUS SIGN} β₁ᵏ)", "v_hat": "v / (1 \N{MINUS SIGN} β₂ᵏ)",
    "s": "s", "velocity": "v",
}  # fmt: skip


def parameter_label(change: Change) -> str:
    """Write where a parameter stands, counting from 1: ``layer 1 weight_ih[3, 2]``."""
    layer, _, name = change.name.partition(".")
    name = name.replace("_l0", "")
    place = ", ".join(str(k + 1) for k in change.index)
    text = translate("Update", "layer {layer} {name}")
    return text.format(layer=int(layer) + 1, name=f"{name}[{place}]")


def _largest(changes: list[Change]) -> str:
    """Say which parameter changes most."""
    if not changes:
        return ""
    text = translate("Update", "Largest change: {name} {change}.")
    change = changes[0].after - changes[0].before
    return text.format(name=parameter_label(changes[0]), change=numbers.signed(change, 3))


def waiting() -> str:
    """Say what to do where there is nothing to show."""
    return translate("Update", "Press Space to run the first iteration.")


def layer(number: int) -> str:
    """Name the layer, counted from 1."""
    return translate("Update", "layer {layer}").format(layer=number + 1)


def sentence(changes: list[Change], running: bool) -> str:
    """Say what changed most."""
    if running:
        return translate("Update", "Time runs: these are the weights now.")
    return _largest(changes)


def label(recording: Recording, place: Place) -> str:
    """Name a parameter, counted from 1, as in the list of the largest changes."""
    shape = recording.network.names()[place.name]
    index = (place.row, place.column)[: len(shape)]
    return parameter_label(Change(place.name, index, 0.0, 0.0))


def by_hand(was: float) -> str:
    """Say that a weight was set by hand, and how it is taken back."""
    text = translate("Update", "Set by hand; it was {was}. Undo takes it back.")
    return text.format(was=numbers.setting(was))


def part_name(name: str) -> str:
    """Name a term of the optimizer."""
    return {
        "from_gradient": translate("Update", "from the gradient"),
        "from_momentum": translate("Update", "from momentum"),
        "from_l2": translate("Update", "from L2"),
        "from_l1": translate("Update", "from L1"),
        "from_weight_decay": translate("Update", "from weight decay"),
    }[name]


def spoken(found: Ledger) -> str:
    """Read out the update of a parameter."""
    text = translate("Update", "Before {before}, change {change}, after {after}.")
    return text.format(
        before=said(found.before), change=said(found.change, sign=True), after=said(found.after)
    )


def paint_matrices(sheet: Sheet, page: UpdatePage) -> None:
    """Paint the matrices with names, gates, what was set by hand, and what is chosen."""
    ink = sheet.ink
    ink.p.setRenderHint(ink.p.RenderHint.SmoothPixmapTransform, False)
    first = None
    for tile, image in zip(page.tiles, page.pictures, strict=True):
        row = middle(tile.rect.top() - px(10), 12)
        ink.text(tile.rect.left(), row, short(tile.name), size=12, token="t2")
        ink.p.drawImage(tile.rect, image)
        if first is None or tile.rect.top() != first:
            first = tile.rect.top()
            _gates(sheet, tile, page.kind)
    for weight in page.by_hand():
        tile = next(tile for tile in page.tiles if tile.name == weight.name)
        cell = tile.cell(weight.row, weight.column)
        ink.p.setPen(Qt.PenStyle.NoPen)
        ink.p.setBrush(ink.theme.t1)
        ink.p.drawEllipse(cell.center(), px(2.5), px(2.5))
    at = page.tile()
    if at is not None and page.chosen is not None:
        cell = at.cell(page.chosen.row, page.chosen.column)
        if at.coarse:  # a thin cross finds a cell that is too small to be seen
            ink.fill(at.rect.left(), cell.center().y(), at.rect.width(), 1, ink.theme.t1)
            ink.fill(cell.center().x(), at.rect.top(), 1, at.rect.height(), ink.theme.t1)
        grow_x, grow_y = max(0.0, px(7) - cell.width()) / 2, max(0.0, px(7) - cell.height()) / 2
        frame = cell.adjusted(-grow_x - 1, -grow_y - 1, grow_x + 1, grow_y + 1)
        ink.box(frame, None, ink.theme.t1, radius=2, width=2)
    _colours(sheet, page)


def _gates(sheet: Sheet, tile: Tile, kind: str) -> None:
    """Paint each gate's letter beside its rows, and a line between the gates."""
    letters = [gate_of(kind, tile.rows, row) for row in range(tile.rows)]
    row = 0
    for letter, group in groupby(letters):
        count = len(list(group))
        if letter:
            top, end = tile.cell(row, 0).top(), tile.cell(row + count - 1, 0).bottom()
            token = TOKENS.get(letter, letter) if kind == "gru" else letter
            ink = sheet.ink
            ink.text(
                sheet.left, middle((top + end) / 2, 15), letter, size=15, weight=700, token=token
            )
            colour = getattr(ink.theme, token)
            ink.fill(tile.rect.left() - px(5), top + 1, px(2), end - top - 2, colour)
        row += count


def _colours(sheet: Sheet, page: UpdatePage) -> None:
    """Paint the key of the colours, and that what is small was drawn together."""
    ink, y = sheet.ink, page.under + px(8)
    limit = numbers.loss(page.limit)
    wide = px(60)
    x = sheet.left + ink.text(
        sheet.left, middle(y, 12), numbers.MINUS + limit, size=12, token="t2"
    ) + px(6)  # fmt: skip
    ink.p.drawImage(QRectF(round(x), round(y - px(4)), wide, px(8)), _key(ink.theme.name, wide))
    ink.text(x + wide + px(6), middle(y, 12), limit, size=12, token="t2")
    if any(tile.coarse for tile in page.tiles):
        text = translate("Update", "largest of each block")
        ink.text(sheet.right, middle(y, 12), text, size=12, token="t2", align="right")


@lru_cache(maxsize=8)
def _key(name: str, wide: int) -> QImage:
    """Give the signed colours from the lowest to the highest, one pixel each."""
    table = THEMES[name].map("signed")
    image = QImage(wide, 1, QImage.Format.Format_RGB32)
    for k in range(wide):
        image.setPixel(k, 0, table[255 * k // (wide - 1)])
    return image


def paint_ledger(sheet: Sheet, y: float, found: Ledger | None, recording: Recording) -> float:
    """Paint the sum: before, what each term adds, what rounding adds, after; then where it comes from."""
    if found is None:
        text = translate("Update", "This weight is not a number any more.")
        sheet.ink.text(sheet.left, middle(y, 13), text, token="warn")
        return y + px(ROW + 10)
    y = _line(sheet, y, translate("Update", "before"), said(found.before), "t1")
    for name, part in found.parts:
        y = _line(sheet, y, part_name(name), said(part, sign=True), "t2")
    if found.rounding:
        text = translate("Update", "rounding")
        y = _line(sheet, y, text, said(found.rounding, sign=True), "t3")
    sheet.rule(y - px(ROW) / 2)
    y = _line(sheet, y + px(3), translate("Update", "after"), said(found.after), "t1")
    y = _line(sheet, y, translate("Update", "change"), said(found.change, sign=True), "t1")
    y += px(10)
    y = _line(sheet, y, translate("Update", "gradient"), found.gradient, "t2")
    if found.clipped != found.gradient:
        y = _line(sheet, y, translate("Update", "gradient, clipped"), found.clipped, "t2")
    for name, text in found.own:
        y = _line(sheet, y, OWN.get(name, name), text, "t2")
    rate = numbers.setting(float(f"{recording.learning_rate:.3g}"))
    return _line(sheet, y, translate("Update", "learning rate"), rate, "t2") + px(4)


def _line(sheet: Sheet, y: float, name: str, value: str, token: str) -> float:
    sheet.ink.text(sheet.left, middle(y, 13), name, token="t2")
    sheet.ink.text(sheet.right, middle(y, 13), value, token=token, align="right", mono=True)
    return y + px(ROW)


def paint_change(sheet: Sheet, y: float, change: Change) -> None:
    """Paint one of the largest changes."""
    pieces: list[Piece] = [
        (numbers.decimal(change.before, 3), "t2"), (" → ", "t3"),
        (numbers.decimal(change.after, 3).rjust(6), "t1"),
    ]  # fmt: skip
    sheet.ink.run(sheet.right, middle(y, 13), pieces, size=13, align="right")
    room = sheet.right - sheet.left - run_width(pieces, size=13) - px(8)
    text, size = fitted(parameter_label(change), room, (13, 12))
    sheet.ink.text(sheet.left, middle(y, 13), text, size=size, token="t2")


def fitted(text: str, room: float, sizes: tuple[int, ...], weight: int = 400) -> tuple[str, int]:
    """Give a parameter's label and the size in which it fits; where none does, the layer is left away."""
    for size in sizes:
        if text_width(text, size, weight) <= room:
            return text, size
    short_text = text.rsplit(" weight", 1)
    text = "weight" + short_text[1] if len(short_text) == 2 else text
    small = 12 if text_width(text, 12, weight) <= room else 11
    return text, small
