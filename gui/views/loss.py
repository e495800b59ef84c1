"""Loss over iterations: where training stands, and the way to any iteration."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QPainter, QPen

from gui.exporting import ExportMenu
from gui.theme import current, px
from gui.views.comparing import loss_note
from gui.views.loss_words import change_label, metric_name, metric_texts
from gui.views.table import Table
from gui.views.view import View
from gui.widgets import numbers
from gui.widgets.branches import others_of
from gui.widgets.buttons import TextButton
from gui.widgets.card_choice import CardChoice
from gui.widgets.ink import Ink, middle, painting, text_width
from gui.widgets.loss_axis import UNITS, axis_of
from gui.widgets.paint import keeps

if TYPE_CHECKING:
    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QKeyEvent, QPaintEvent, QResizeEvent, QShowEvent
    from PySide6.QtWidgets import QWidget

    from engine.frame import Change
    from gui.session import Session
    from gui.shown import Shown
    from gui.widgets.curves import LossData
    from gui.widgets.loss_axis import LossAxis
    from gui.widgets.plot import LossPlot

HEADER, LOW_HEADER = 34, 27
"""Height of the header; the second where the view is low."""
LOW = 112
METRICS = ("loss", "accuracy", "perplexity", "rmse", "mae")
KEYS = (
    *(Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown, Qt.Key.Key_Home),
    *(Qt.Key.Key_End, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Plus, Qt.Key.Key_Minus),
)
"""Keys that read and zoom the curve."""
BEYOND = 0.18
"""Width of the zone after the last finite loss, as a share of the iterations before it."""


class LossView(View):
    """The loss with its header; the plot is built when the window has been painted once.

    Parameters
    ----------
    session : Session
        Takes requests.
    parent : QWidget or None
        Parent.
    """

    plot: LossPlot | None = None

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self._head: tuple[str, tuple[str, ...], str] = ("", (), "")
        self._named: tuple[tuple[str, bool], ...] = ()
        self._changes: tuple[tuple[Change, ...], tuple[tuple[int, str], ...]] = ((), ())
        self.branches = TextButton("quiet", "git-branch", parent=self, size=12)
        self.branches.hide()
        self._buttons_left = 0
        self._lowest = (-1, -1, 0.0, 0)
        self.axis = TextButton("quiet", parent=self, size=12)
        self.axis.clicked.connect(self._switch)
        self.unit = "iterations"
        self.count = TextButton("quiet", parent=self, size=12)
        self.count.clicked.connect(self._next_unit)
        self.quantity = "loss"
        self.choice = TextButton("quiet", parent=self, size=12)
        self.choice.clicked.connect(self._next_metric)
        self.choice.hide()
        self.cards = CardChoice(self)
        self.export = ExportMenu(self, "loss")
        self.export.side = self.cards.side
        self.retranslate()

    def ready(self) -> None:
        """Build the plot: pyqtgraph is imported here, after the first paint of the window."""
        if self.plot is not None:
            return
        from gui.widgets.plot import LossPlot

        self.plot = LossPlot(self)
        self.plot.wanted.connect(lambda k: self.session.go(iteration=k))
        self._place_parts()
        self.plot.show()
        if self.state is not None:
            self.receive(self.state)

    def showEvent(self, event: QShowEvent) -> None:
        """Build the plot as soon as the event loop has time."""
        super().showEvent(event)
        if self.plot is None:
            QTimer.singleShot(0, self, self.ready)

    # -- what is shown -------------------------------------------------------------------------

    def receive(self, shown: Shown) -> None:
        """Take in the curves; while training runs no more often than the plot does."""
        if self.plot is not None and not self.plot.due(running=shown.frame.running):
            return
        self._name_switches(shown)
        log = shown.project.view.log_loss and self.quantity != "accuracy"
        self.axis.setText(self.tr("log scale") if log else self.tr("linear scale"))
        self._name_branches(shown)
        buttons = (self.axis, self.count, self.choice, self.branches)
        named = tuple((button.text(), button.isVisibleTo(self)) for button in buttons)
        if named != self._named:
            self._named = named
            self._place_parts()
            # the legend stands left of the buttons
            self.update(0, 0, self.width(), px(self._header()))
        if self.plot is None:
            self._head = (self._value(shown), tuple(metric_texts(shown)), loss_note(shown))
            self.update()
            return
        self.plot.show_data(self.data(shown), log=log, branch=shown.frame.branch)
        self.plot.count_in(self._axis(shown))
        head = (self._value(shown), tuple(metric_texts(shown)), loss_note(shown))
        if head != self._head:
            self._head = head
            self.update(0, 0, self._buttons_left, px(self._header()))

    def _axis(self, shown: Shown) -> LossAxis | None:
        """Give how the iterations of the branch at hand are counted."""
        return axis_of(self.unit, shown.frame.curves, shown.frame.batches)

    def data(self, shown: Shown) -> LossData:
        """Give what the plot shows."""
        from gui.widgets.curves import LossData

        frame = shown.frame
        curves = frame.curves
        size = len(curves.training)
        if self.quantity != "loss":
            none = np.broadcast_to(np.nan, size)  # measured on the validation examples alone
            return LossData(
                none, none, curves.validation_at, curves.metrics[self.quantity],
                frame.iteration, frame.running, 0,
                self._labels(curves.changes), curves.checkpoints,
                percent=self.quantity == "accuracy",
            )  # fmt: skip
        return LossData(
            curves.training, curves.smoothed, curves.validation_at, curves.validation,
            frame.iteration, frame.running,
            max(8, round(BEYOND * size)) if frame.divergence is not None else 0,
            self._labels(curves.changes), curves.checkpoints,
            others_of(frame.lines, frame.branch, shown.first_branch, self.unit, self._axis(shown)),
        )  # fmt: skip

    def _labels(self, changes: tuple[Change, ...]) -> tuple[tuple[int, str], ...]:
        """Write the changes; anew only where there are others."""
        if self._changes[0] != changes:
            self._changes = changes, tuple((c.iteration, change_label(c)) for c in changes)
        return self._changes[1]

    def _name_branches(self, shown: Shown) -> None:
        """Say how many branches there are; one alone is none."""
        number = len(shown.frame.lines)
        if self.branches.isVisibleTo(self) != (number > 1):
            self.branches.setVisible(number > 1)
        text = self.tr("Branches {count}").format(count=number)
        if text != self.branches.text():
            self.branches.setText(text)
            self.branches.setAccessibleName(text)

    def _metrics(self, shown: Shown) -> list[str]:
        """List what can be shown over iterations."""
        return [name for name in METRICS if name == "loss" or name in shown.frame.curves.metrics]

    def _name_switches(self, shown: Shown) -> None:
        """Write on the switches what is shown; a metric that the task has not got gives way to the loss."""
        known = self._metrics(shown)
        if self.quantity not in known:
            self.quantity = "loss"
            if self.plot is not None:
                self.plot.renew()
        if self.choice.isVisibleTo(self) != (len(known) > 1):
            self.choice.setVisible(len(known) > 1)
        units = {
            "iterations": self.tr("iterations"),
            "epochs": self.tr("epochs"),
            "seconds": self.tr("seconds"),
        }
        for button, text in (
            (self.count, units[self.unit]),
            (self.choice, metric_name(self.quantity)),
        ):
            if button.text() != text:
                button.setText(text)
        self.axis.setEnabled(self.quantity != "accuracy")
        self.cards.offer(classes=shown.frame.dataset.task != "regression")

    def _next_unit(self) -> None:
        """Count the iterations in the next unit."""
        self.unit = UNITS[(UNITS.index(self.unit) + 1) % len(UNITS)]
        self._show_anew()

    def _next_metric(self) -> None:
        """Show the next metric that the task has."""
        if self.state is None:
            return
        known = self._metrics(self.state)
        self.quantity = known[(known.index(self.quantity) + 1) % len(known)]
        self._show_anew()

    def _show_anew(self) -> None:
        if self.plot is not None:
            self.plot.renew()
        if self.state is not None:
            self.show_state(self.state)
        self.update()

    def event(self, event: QEvent) -> bool:
        """Keep the keys that read the curve."""
        if keeps(event, KEYS):
            return True
        reads = self.plot is not None and self.plot.mark is not None
        if reads and keeps(event, (Qt.Key.Key_Escape,)):
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the mark: arrows by one, Page keys by a tenth of what is in sight, Enter goes there."""
        plot, key = self.plot, event.key()
        if plot is None or key not in (*KEYS, Qt.Key.Key_Escape) or not plot.data.size:
            super().keyPressEvent(event)
            return
        here = plot.data.iteration if plot.mark is None else plot.mark
        low, high = plot.mapping().iterations
        far = max(1, round((high - low) / 10))
        moved = {
            Qt.Key.Key_Left: here - 1, Qt.Key.Key_Right: here + 1,
            Qt.Key.Key_PageUp: here - far, Qt.Key.Key_PageDown: here + far,
            Qt.Key.Key_Home: 0, Qt.Key.Key_End: plot.data.size,
        }  # fmt: skip
        if key in moved:
            plot.read_at(moved[Qt.Key(key)])
            assert plot.mark is not None
            said = plot.data.sentence(plot.mark).replace("   ", ", ")
            self.setAccessibleDescription(said)
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, said))
        elif key == Qt.Key.Key_Escape:
            plot.read_at(None)
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Minus):
            plot.zoom(0.5 if key == Qt.Key.Key_Plus else 2.0)
        else:
            self.session.go(iteration=here)

    def _value(self, shown: Shown) -> str:
        """Give the loss, or the metric, at the iteration at hand."""
        curves, k = shown.frame.curves, shown.frame.iteration
        if self.quantity != "loss":
            data = self.data(shown)
            found = data.validation_near(k)
            return data.written(found) if found is not None and np.isfinite(found) else ""
        if 1 <= k <= len(curves.training):
            return numbers.loss(float(curves.training[k - 1]))
        if k == 0 and len(curves.validation):
            return numbers.loss(float(curves.validation[0]))
        return ""

    def _switch(self) -> None:
        if self.state is not None:
            self.session.change("view.log_loss", not self.state.project.view.log_loss)

    # -- painting ------------------------------------------------------------------------------

    def _header(self) -> int:
        """Give the height of the header before scaling."""
        return HEADER if self.height() >= px(LOW) else LOW_HEADER

    def _place_parts(self) -> None:
        """Put the switch at the right of the header and the plot below it."""
        hint, side = self.axis.sizeHint(), self.cards.sizeHint().width()
        centre = px(self._header() // 2 + 1)
        right = self.width() - px(8)
        for icon in (self.export, self.cards):
            right -= side
            icon.setGeometry(right, centre - side // 2, side, side)
        self.axis.setGeometry(
            right - px(2) - hint.width(), centre - hint.height() // 2, hint.width(), hint.height()
        )
        left = self.axis.x()
        for button in (self.count, self.choice, self.branches):
            if button is self.count or button.isVisibleTo(self):
                more = button.sizeHint()
                left -= more.width() + px(2)
                button.setGeometry(left, self.axis.y(), more.width(), more.height())
        self._buttons_left = left
        if self.plot is not None:
            top = px(self._header())
            self.plot.setGeometry(
                px(8), top, max(1, self.width() - px(24)), max(1, self.height() - top - px(4))
            )

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the header."""
        with painting(self) as painter:
            painter.fillRect(event.rect(), current.theme.s1)
            self._paint(painter)

    def _paint(self, painter: QPainter) -> None:
        ink = Ink(painter)
        row = px(self._header() // 2 + 1)
        y = middle(row, 15)
        x = px(16) + ink.text(px(16), y, self._title(), size=15, weight=600) + px(14)
        if self.state is None:
            return
        value = self._head[0]  # of the moment that the plot shows, not of one that came since
        x += ink.text(x, y, value, size=15, weight=600) + px(18)
        note = self._head[2] if self.quantity == "loss" else ""
        if note:
            x += ink.text(x, middle(row, 13), note, size=13) + px(18)
        right = float(self._buttons_left - px(12))
        for name, token, dashed in (
            (self.tr("validation"), "c", True),
            (self.tr("training"), "t1", False),
        )[: 1 if self.quantity != "loss" else 2]:
            left = right - text_width(name, 12)
            if left - px(36) < x:  # no room for it beside what is said of the loss
                break
            ink.text(left, middle(row, 12), name, size=12, token="t2")
            pen = QPen(getattr(ink.theme, token), 2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap)
            if dashed:
                pen.setDashPattern([3, 2])
            painter.setPen(pen)
            painter.drawLine(int(left - px(28)), row, int(left - px(7)), row)
            right = left - px(44)
        self._paint_metrics(ink, x, middle(row, 12), right)

    def _title(self) -> str:
        """Name what is shown."""
        return metric_name(self.quantity) if self.quantity != "loss" else self.tr("Loss")

    def _paint_metrics(self, ink: Ink, left: float, y: float, right: float) -> None:
        """Paint how well validation goes, as much of it as there is room for."""
        texts = list(self._head[1])
        name = self.tr("validation")
        while texts:
            text = f"{name}: " + ", ".join(texts)
            if left + text_width(text, 12) <= right:
                ink.text(left, y, text, size=12, token="t2")
                return
            texts.pop()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place the parts."""
        super().resizeEvent(event)
        self._place_parts()

    def restyle(self) -> None:
        """Take the theme and text size in force."""
        if self.plot is not None:
            self.plot.restyle()
        self._place_parts()
        self.update()

    def retranslate(self) -> None:
        """Set texts anew."""
        self.setAccessibleName(self.tr("Loss"))
        self.axis.setAccessibleName(self.tr("Scale of the loss axis"))
        self.count.setAccessibleName(self.tr("What the iterations are counted in"))
        self.choice.setAccessibleName(self.tr("What is shown over iterations"))
        for button in (self.axis, self.count, self.choice):
            button.setToolTip(button.accessibleName())
        self._head, self._changes = ("", (), ""), ((), ())
        if self.state is not None:
            self._name_branches(self.state)
            self._name_switches(self.state)
        self.update()

    def summary(self, shown: Shown) -> str:
        """Say the loss at the iteration at hand, and the lowest."""
        k = shown.frame.iteration
        value = self._value(shown)
        if not value:
            return self.tr("No loss yet")
        if self.quantity != "loss":
            text = self.tr("{metric} {value} at iteration {iteration}")
            return text.format(
                metric=metric_name(self.quantity), value=value, iteration=numbers.count(k)
            )
        text = self.tr("Loss {loss} at iteration {iteration}").format(
            loss=value, iteration=numbers.count(k)
        )
        least, place = self._least(shown)
        if place:
            text += self.tr(", lowest {loss} at {iteration}").format(
                loss=numbers.loss(least), iteration=numbers.count(place)
            )
        if note := loss_note(shown):
            text += ", " + note
        texts = metric_texts(shown)
        if texts:
            text += ", " + self.tr("validation") + ": " + ", ".join(texts)
        return text

    def numbers(self, shown: Shown) -> Table | None:
        """Give every iteration with its losses; what was not measured there is left empty."""
        curves = shown.frame.curves
        measured = dict(zip(curves.validation_at.tolist(), curves.validation.tolist(), strict=True))
        columns = ("iteration", "training", "smoothed", "validation")
        losses = zip(curves.training.tolist(), curves.smoothed.tolist(), strict=True)
        rows = ((k, *pair, measured.get(k)) for k, pair in enumerate(losses, 1))
        start = [(0, None, None, measured[0])] if 0 in measured else []
        return Table(columns, (*start, *rows))

    def _least(self, shown: Shown) -> tuple[float, int]:
        """Give the lowest training loss and its iteration, 0 where there is none; sought once."""
        training, branch = shown.frame.curves.training, shown.frame.branch
        if self._lowest[:2] != (branch, len(training)):
            finite = np.isfinite(training)
            place = int(np.where(finite, training, np.inf).argmin()) if finite.any() else -1
            value = float(training[place]) if place >= 0 else 0.0
            self._lowest = (branch, len(training), value, place + 1)
        return self._lowest[2], self._lowest[3]
