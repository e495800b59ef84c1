"""The right side of the microscope: every product of a sum, the sum, and the curve that makes the value of it."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QFontMetrics, QPixmap
from PySide6.QtWidgets import QWidget

from engine.project import Weight
from gui.theme import current, font, px
from gui.widgets import numbers
from gui.widgets.ink import Ink, middle, painting, run_width, text_width
from gui.widgets.number_field import NumberField
from gui.widgets.settings import describe, read

from .cell_bends import BENDS
from .cell_sheet import power, times_power
from .microscope_curve import Axes, paint_axes, paint_point, reach_of
from .microscope_facts import MOST
from .microscope_rows import PAD, ROW, columns_of, paint_bar, paint_number, paint_rows
from .microscope_words import name_of, token_of

if TYPE_CHECKING:
    from PySide6.QtGui import QMouseEvent, QPaintEvent, QWheelEvent

    from gui.widgets.ink import Piece

    from .cell_facts import Spot
    from .microscope_facts import Account, Line
    from .microscope_rows import Columns
    from .update_facts import Place

HEAD = 32
LEAST_CURVE, MOST_CURVE = 170, 360
NOTCH = 0.01
"""By how much a notch of the wheel changes a weight."""
SETTLED = 400
"""Milliseconds after the last notch at which a change is put into force."""


class Sums(QWidget):
    """One number, accounted for."""

    link_wanted = Signal(object)
    """Carries the Link of a row that was clicked."""
    weight_set = Signal(object, float, float)
    """Carries Place, what the weight was, and what it becomes."""
    row_chosen = Signal(int)
    """Carries the row that was chosen by the keyboard or the mouse."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.at: Spot | None = None
        self.account: Account | None = None
        self.places = 2
        self.row = -1
        self.editable = False
        self._editing: tuple[Place, float] | None = None
        self._kept: tuple[object, QPixmap] | None = None
        self.setMouseTracking(True)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.field = NumberField(
            describe(Weight, "value"), framed=True, widest="\N{MINUS SIGN}0.0000", parent=self
        )
        self.field.committed.connect(self._typed)
        self.field.left.connect(self._stop)
        self.field.nudged.connect(self._nudged)
        self.field.hide()
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(SETTLED)
        self._settle.timeout.connect(self.field.commit)
        self.retranslate()

    def retranslate(self) -> None:
        """Set texts anew."""
        self.field.setAccessibleName(self.tr("Value of the weight before the iteration"))

    def take(self, at: Spot | None, account: Account | None, places: int, editable: bool) -> None:
        """Take in what is accounted for; None: nothing."""
        moved = account is None or self.account is None or account.key != self.account.key
        if moved or (self.at and at and (self.at.layer, self.at.unit) != (at.layer, at.unit)):
            self.row = -1
            self.field.revert()
            self._stop()
        self.at, self.account, self.places, self.editable = at, account, places, editable
        if not editable:
            self._stop()
        high = self._height()
        if self.minimumHeight() != high:
            self.setMinimumHeight(high)
        self.update()

    # -- places ---------------------------------------------------------------------------------

    def _height(self) -> int:
        if self.account is None:
            return px(80)
        return round(self._foot() + (px(LEAST_CURVE) if self._curved() else px(20)))

    def _curved(self) -> bool:
        return self.account is not None and self.account.bend in BENDS

    def _top(self) -> int:
        """Give where the rows begin: below the factors of a product, if there are any."""
        assert self.account is not None
        factors = len(self.account.factors)
        return px(HEAD) + (px(ROW) * (factors + 1) + px(HEAD) + px(12) if factors else 0)

    def _foot(self) -> int:
        """Give the end of rows and sum."""
        assert self.account is not None
        summed = px(ROW) + px(20) if math.isfinite(self.account.total) else 0
        return self._top() + px(ROW) * len(self.account.lines) + summed

    def row_rect(self, k: int) -> QRect:
        """Give where a row stands."""
        return QRect(px(8), self._top() + px(ROW) * k, self.width() - px(16), px(ROW))

    def row_at(self, y: float) -> int:
        """Give the row under a place; -1: there is none."""
        if self.account is None:
            return -1
        k = math.floor((y - self._top()) / px(ROW))
        return k if 0 <= k < len(self.account.lines) else -1

    def _columns(self) -> Columns:
        return columns_of(self.width(), self.places)

    def weight_rect(self, k: int) -> QRect:
        """Give where the weight of a row stands."""
        right = self._columns().weight
        wide = px(86)
        row = self.row_rect(k)
        return QRect(round(right - wide + px(6)), row.top(), wide, row.height())

    # -- painting -------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        """Blit what stays from step to step, and paint the numbers in sight over it."""
        account, at, seen = self.account, self.at, event.rect()
        if account is None or at is None:
            with painting(self) as painter:
                painter.fillRect(seen, current.theme.s1)
            return
        with painting(self) as painter:
            ink = Ink(painter)
            if len(account.lines) <= MOST:
                painter.drawPixmap(0, 0, self._still_pixmap(account, at))
            else:  # in another order at each step, and too long to be kept
                painter.fillRect(seen, current.theme.s1)
                self._still(ink, seen)
            self._live(ink, seen)

    def _still_pixmap(self, account: Account, at: Spot) -> QPixmap:
        lines = tuple((line.letter, line.mark, line.name, line.number) for line in account.lines)
        weights = (
            tuple(line.place and line.weight for line in account.lines) if self._settled else ()
        )
        factors = tuple(letter for letter, _ in account.factors)
        key = (
            self.size(), self.devicePixelRatioF(), current.theme.name, current.scale, QLocale().name(),
            self.places, account.key, account.letter, account.bend, at.kind, lines, factors, self.row,
            reach_of(account), math.isfinite(account.total), weights,
        )  # fmt: skip
        if self._kept is None or self._kept[0] != key:
            ratio = self.devicePixelRatioF()
            pixmap = QPixmap(round(self.width() * ratio), round(self.height() * ratio))
            pixmap.setDevicePixelRatio(ratio)
            pixmap.fill(current.theme.s1)
            with painting(pixmap) as painter:
                self._still(Ink(painter), self.rect())
            self._kept = (key, pixmap)
        return self._kept[1]

    @property
    def _settled(self) -> bool:
        """Whether weights stay from step to step: time is stopped, and they are what the first column shows."""
        return not (self.account is None or self.at is None or self.at.free or self.account.factors)

    def _rows(self, seen: QRect) -> range:
        assert self.account is not None
        first = max(0, (seen.top() - self._top()) // px(ROW))
        return range(
            first, min(len(self.account.lines), (seen.bottom() - self._top()) // px(ROW) + 1)
        )

    def _axes(self) -> Axes:
        """Give where the curve stands: it takes the height that is left, within bounds."""
        assert self.account is not None
        high = min(px(MOST_CURVE), self.height() - self._foot() - px(14))
        room = QRectF(px(PAD), self._foot() + px(6), self.width() - 2 * px(PAD), high)
        return Axes(room, self.account.bend, reach_of(self.account))

    def _still(self, ink: Ink, seen: QRect) -> None:
        """Paint letters, names, signs and the curve."""
        account = self.account
        assert account is not None
        if account.factors:
            self._factor_names(ink, account)
        self._head(ink)
        for k in self._rows(seen):
            self._row(ink, k, account.lines[k])
        if math.isfinite(account.total):
            end = self._top() + px(ROW) * len(account.lines)
            ink.fill(px(PAD), end + px(3), self.width() - 2 * px(PAD), 1, ink.theme.line2)
            y = middle(end + px(8) + px(ROW) / 2, 14)
            ink.text(px(PAD), y, self.tr("sum"), size=14, weight=700)
        if self._curved() and seen.bottom() >= self._foot():
            paint_axes(ink, self._axes())

    def _live(self, ink: Ink, seen: QRect) -> None:
        """Paint numbers and bars."""
        account, at = self.account, self.at
        assert account is not None
        assert at is not None
        exponent = self._power()
        if exponent:
            y = middle(self._top() - px(HEAD) / 2, 12)
            pieces = [("× 10", "t2"), *times_power(exponent)[1:]]
            ink.run(self.width() - px(PAD), y, pieces, size=12, mono=False, align="right")
        if account.factors:
            self._factors(ink, account)
        products = [abs(made) for made in account.products] if account.factors else []
        largest = max((v for v in products if math.isfinite(v)), default=account.size) or 1.0
        rows, unit, settled = self._rows(seen), 10.0**exponent, self._settled
        marked = account.largest
        if marked in rows and marked != self.row:  # another one at nearly each step
            self._row(ink, marked, account.lines[marked], marked=True)
        y = self.row_rect(rows.start).center().y()
        columns = self._columns()
        paint_rows(
            ink, columns, account, rows, y, unit=unit, largest=largest, settled=settled
        )  # fmt: skip
        if math.isfinite(account.total):
            self._sum(ink, largest, exponent)
        if self._curved() and seen.bottom() >= self._foot():
            colour = getattr(ink.theme, token_of(at.kind, account.key))
            paint_point(ink, self._axes(), account, colour, self.places)

    def _power(self) -> int:
        """Give the power of ten above gradients; 0 forwards."""
        account = self.account
        if account is None or not account.letter.startswith("δ"):
            return 0
        return power(account.size)

    def _head(self, ink: Ink) -> None:
        assert self.account is not None
        columns = self._columns()
        weight, value, product = columns.weight, columns.value, columns.product
        y = middle(self._top() - px(HEAD) / 2, 12)
        backward = bool(self.account.factors)
        title = self.tr("for the weight of") if backward else self.tr("part")
        if text_width(title, 12) < weight - px(PAD) - px(60):
            ink.text(px(PAD), y, title, size=12, token="t2")
        first = self.account.letter if backward else self.tr("weight")
        for right, text in (
            (weight, first),
            (value, self.tr("value")),
            (product, self.tr("product")),
        ):
            ink.text(right, y, text, size=12, token="t2", align="right")

    def _factor_names(self, ink: Ink, account: Account) -> None:
        """Paint the letters of the product that a gate's gradient is."""
        assert self.at is not None
        y = px(HEAD) / 2
        ink.text(px(PAD), middle(y, 12), self.tr("a product of"), size=12, token="t2")
        y = px(HEAD) + px(ROW) / 2
        for k, (letter, _) in enumerate(account.factors):
            ink.text(px(PAD), middle(y, 14), "×" if k else "", size=14, token="t3")
            token = token_of(self.at.kind, letter.split(" ")[0])
            ink.text(px(PAD + 20), middle(y, 14), letter, size=14, weight=700, token=token)
            y += px(ROW)
        ink.fill(px(PAD), y - px(ROW) / 2, self.width() - 2 * px(PAD), 1, ink.theme.line2)
        ink.text(px(PAD + 20), middle(y + px(4), 14), account.letter, size=14, weight=700)

    def _factors(self, ink: Ink, account: Account) -> None:
        """Paint the numbers of the product."""
        right, y = self._columns().product, px(HEAD) + px(ROW) / 2
        for letter, value in account.factors:
            text = self._written(value, letter.startswith(("δ", "(δ")))
            ink.text(right, middle(y, 14), text, size=14, mono=True, align="right")
            y += px(ROW)
        text = self._written(account.result, True)
        y = middle(y + px(4), 14)
        ink.text(right, y, text, size=14, weight=600, mono=True, align="right")

    def _written(self, value: float, gradient: bool) -> str:
        if gradient:
            return numbers.exponent(value, self.places + 1)
        return numbers.decimal(value, self.places)

    def _row(self, ink: Ink, k: int, line: Line, *, marked: bool = False) -> None:
        """Paint what stays of a row: letter, name, signs, a weight that does; the chosen one is framed.

        Parameters
        ----------
        ink : Ink
            The painter.
        k : int
            Number of the row.
        line : Line
            What it shows.
        marked : bool
            Whether it is the largest one.
        """
        assert self.at is not None
        rect, columns = self.row_rect(k), self._columns()
        y = rect.center().y()
        if marked or k == self.row:
            outline = ink.theme.t1 if k == self.row else None
            ink.box(QRectF(rect), ink.theme.s2, outline, radius=6)
        ink.fill(columns.bars, rect.top(), 1, rect.height(), ink.theme.line2)
        if self._settled and line.place:
            paint_number(ink, columns.weight, middle(y, 13), line.weight, self.places)
        token = token_of(self.at.kind, line.letter) if line.letter != "x" else "t1"
        name: list[Piece] = [(line.letter, token)]
        if line.mark:
            name.append((line.mark, token, "sub"))
        ink.run(px(PAD), middle(y, 14), name, size=14, weight=700, mono=False)
        weight, value = columns.weight, columns.value
        ink.text(weight + px(5), middle(y, 13), "×", size=13, token="t3", mono=True)
        ink.text(value + px(5), middle(y, 13), "=", size=13, token="t3", mono=True)
        left = px(PAD) + max(px(38), run_width(name, size=14, weight=700, mono=False) + px(8))
        room = weight - px(62 if self.places == 4 else 50) - left
        words = name_of(line)
        if text_width(words, 12) > room:
            metrics = QFontMetrics(font(12))
            words = metrics.elidedText(words, Qt.TextElideMode.ElideRight, int(room))
        if room > px(20):
            ink.text(left, middle(y, 12), words, size=12, token="t2")

    def _sum(self, ink: Ink, largest: float, exponent: int) -> None:
        """Paint the number of the sum."""
        assert self.account is not None
        y = self._top() + px(ROW) * len(self.account.lines) + px(8) + px(ROW) / 2
        text = numbers.decimal(self.account.total / 10.0**exponent, self.places)
        columns = self._columns()
        right = columns.product
        ink.text(right, middle(y, 14), text, size=14, weight=600, mono=True, align="right")
        paint_bar(ink, columns, y, self.account.total / largest, ink.theme.t1)

    # -- pointing and editing -------------------------------------------------------------------

    def can_edit(self, k: int) -> bool:
        """Tell whether the weight of a row can be set."""
        account = self.account
        if (
            not self.editable
            or account is None
            or account.factors
            or not 0 <= k < len(account.lines)
        ):
            return False
        return account.lines[k].place is not None

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Edit a weight, else go to where a row comes from."""
        k = self.row_at(event.position().y())
        if event.button() != Qt.MouseButton.LeftButton or k < 0 or self.account is None:
            event.ignore()
            return
        if self.can_edit(k) and self.weight_rect(k).contains(event.position().toPoint()):
            self.edit(k)
        elif self.account.lines[k].link is not None:
            self.link_wanted.emit(self.account.lines[k].link)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show what can be clicked."""
        k = self.row_at(event.position().y())
        shape = Qt.CursorShape.ArrowCursor
        if k >= 0 and self.account is not None:
            if self.can_edit(k) and self.weight_rect(k).contains(event.position().toPoint()):
                shape = Qt.CursorShape.IBeamCursor
            elif self.account.lines[k].link is not None:
                shape = Qt.CursorShape.PointingHandCursor
        self.setCursor(shape)

    def choose(self, way: int) -> None:
        """Go to the next row, or to the one before."""
        if self.account is None or not self.account.lines:
            return
        last = len(self.account.lines) - 1
        self.row = (
            min(last, max(0, self.row + way)) if self.row >= 0 else max(0, self.account.largest)
        )
        self.row_chosen.emit(self.row)
        self.update()

    def follow(self) -> None:
        """Go to where the chosen row comes from."""
        if self.account is not None and 0 <= self.row < len(self.account.lines):
            link = self.account.lines[self.row].link
            if link is not None:
                self.link_wanted.emit(link)

    def edit(self, k: int) -> None:
        """Open the field on the weight of a row."""
        if not self.can_edit(k) or self.account is None:
            return
        line = self.account.lines[k]
        assert line.place is not None
        self.row = k
        self._editing = (line.place, line.weight)
        self.field.revert()
        self.field.show_value(line.weight)
        self.field.setGeometry(self.weight_rect(k))
        self.field.show()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self.field.selectAll()
        self.update()

    def _typed(self, value: object) -> None:
        if self._editing is not None and isinstance(value, int | float):
            place, was = self._editing
            self._settle.stop()
            self._editing = (place, float(value))
            self.weight_set.emit(place, was, float(value))

    def _nudged(self, way: int) -> None:
        """Change the number by a notch; many in a row are one deed."""
        if self._editing is None:
            return
        value = read(self.field.text(), self.field.setting)
        if value is not None:
            self.field.setText(numbers.setting(round(float(value) + way * NOTCH, 6)))
            self.field.setModified(True)
            self._settle.start()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Change the weight that is being edited; else scroll."""
        inside = self.field.isVisible() and self.field.geometry().contains(
            event.position().toPoint()
        )
        if inside and event.angleDelta().y():
            self._nudged(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
        else:
            event.ignore()

    def _stop(self) -> None:
        """Close the field."""
        if self._editing is not None and not self.field.bad:
            self._settle.stop()
            self._editing = None
            self.field.hide()
            parent = self.parentWidget()
            if parent is not None and parent.isVisible():
                self.update()
