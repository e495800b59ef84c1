"""Loss over iterations: where training stands, and the way to any iteration."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec
import numpy as np
from PySide6.QtCore import QCoreApplication, Qt, QTimer
from PySide6.QtGui import QPainter, QPen

from engine import project
from gui.theme import current, px
from gui.views.comparing import loss_note
from gui.views.view import View
from gui.widgets import numbers
from gui.widgets.branches import others_of
from gui.widgets.buttons import TextButton
from gui.widgets.ink import Ink, middle, painting, text_width
from gui.widgets.settings import kind_of, title_of

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent, QResizeEvent, QShowEvent
    from PySide6.QtWidgets import QWidget

    from engine.frame import Change
    from gui.session import Session
    from gui.shown import Shown
    from gui.widgets.plot import LossPlot

translate = QCoreApplication.translate

HEADER, LOW_HEADER = 34, 27
"""Height of the header; the second where the view is low."""
LOW = 112
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

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.plot: LossPlot | None = None
        self._head = ("", "", "")
        self.branches = TextButton("quiet", "git-branch", parent=self, size=12)
        self.branches.hide()
        self._lowest = (-1, -1, 0.0, 0)
        self.axis = TextButton("quiet", parent=self, size=12)
        self.axis.clicked.connect(self._switch)
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
        """Take in the curves."""
        log = shown.project.view.log_loss
        self.axis.setText(self.tr("log scale") if log else self.tr("linear scale"))
        self._name_branches(shown)
        self._place_parts()
        if self.plot is None:
            self.update()
            return
        if self.plot.show_data(self.data(shown), log=log, branch=shown.frame.branch):
            head = (self._value(shown), ", ".join(metric_texts(shown)), loss_note(shown))
            if head != self._head:
                self._head = head
                self.update(0, 0, self.width(), px(self._header()))

    def data(self, shown: Shown) -> Any:
        """Give what the plot shows."""
        from gui.widgets.curves import LossData

        frame = shown.frame
        curves = frame.curves
        size = len(curves.training)
        return LossData(
            curves.training, curves.smoothed, curves.validation_at, curves.validation,
            frame.iteration, frame.running,
            max(8, round(BEYOND * size)) if frame.divergence is not None else 0,
            tuple((c.iteration, change_label(c)) for c in curves.changes), curves.checkpoints,
            others_of(frame.lines, frame.branch, shown.first_branch),
        )  # fmt: skip

    def _name_branches(self, shown: Shown) -> None:
        """Say how many branches there are; one alone is none."""
        number = len(shown.frame.lines)
        if self.branches.isVisibleTo(self) != (number > 1):
            self.branches.setVisible(number > 1)
        text = self.tr("Branches {count}").format(count=number)
        if text != self.branches.text():
            self.branches.setText(text)
            self.branches.setAccessibleName(text)

    def _value(self, shown: Shown) -> str:
        """Give the loss at the iteration at hand."""
        curves, k = shown.frame.curves, shown.frame.iteration
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
        hint = self.axis.sizeHint()
        self.axis.setGeometry(
            self.width() - hint.width() - px(8),
            px(self._header() // 2 + 1) - hint.height() // 2,
            hint.width(),
            hint.height(),
        )
        more = self.branches.sizeHint()
        left = self.axis.x() - more.width() - px(4)
        self.branches.setGeometry(left, self.axis.y(), more.width(), more.height())
        if self.plot is not None:
            top = px(self._header())
            self.plot.setGeometry(
                px(8), top, max(1, self.width() - px(24)), max(1, self.height() - top - px(4))
            )

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the header."""
        with painting(self) as painter:
            self._paint(painter)

    def _paint(self, painter: QPainter) -> None:
        painter.fillRect(self.rect(), current.theme.s1)
        ink = Ink(painter)
        row = px(self._header() // 2 + 1)
        y = middle(row, 15)
        x = px(16) + ink.text(px(16), y, self.tr("Loss"), size=15, weight=600) + px(14)
        if self.state is None:
            return
        value = self._head[0] or self._value(self.state)
        x += ink.text(x, y, value, size=15, weight=600) + px(18)
        note = loss_note(self.state)
        if note:
            x += ink.text(x, middle(row, 13), note, size=13) + px(18)
        shown = self.branches.isVisibleTo(self)
        right = float((self.branches if shown else self.axis).x() - px(12))
        for name, token, dashed in (
            (self.tr("validation"), "c", True),
            (self.tr("training"), "t1", False),
        ):
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

    def _paint_metrics(self, ink: Ink, left: float, y: float, right: float) -> None:
        """Paint how well validation goes, as much of it as there is room for."""
        assert self.state is not None
        texts = metric_texts(self.state)
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
        self._head = ("", "", "")
        if self.state is not None:
            self._name_branches(self.state)
        self.update()

    def summary(self, shown: Shown) -> str:
        """Say the loss at the iteration at hand, and the lowest."""
        k = shown.frame.iteration
        value = self._value(shown)
        if not value:
            return self.tr("No loss yet")
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

    def _least(self, shown: Shown) -> tuple[float, int]:
        """Give the lowest training loss and its iteration, 0 where there is none; sought once."""
        training, branch = shown.frame.curves.training, shown.frame.branch
        if self._lowest[:2] != (branch, len(training)):
            finite = np.isfinite(training)
            place = int(np.where(finite, training, np.inf).argmin()) if finite.any() else -1
            value = float(training[place]) if place >= 0 else 0.0
            self._lowest = (branch, len(training), value, place + 1)
        return self._lowest[2], self._lowest[3]


def metric_texts(shown: Shown) -> list[str]:
    """Write how well the validation examples go, the most telling number first.

    Parameters
    ----------
    shown : Shown
        What the window shows.

    Returns
    -------
    list of str
        Such as ``accuracy 97 %`` and ``perplexity 1.30``; empty before the first validation.
    """
    metrics = shown.frame.metrics
    names = {
        "accuracy": translate("Loss", "accuracy {value}"),
        "perplexity": translate("Loss", "perplexity {value}"),
        "rmse": translate("Loss", "RMSE {value}"),
        "naive": translate("Loss", "naive {value}"),
        "mae": translate("Loss", "MAE {value}"),
    }
    return [
        text.format(
            value=numbers.percent(metrics[name])
            if name == "accuracy"
            else numbers.loss(metrics[name])
        )
        for name, text in names.items()
        if name in metrics
    ]


def change_label(change: Change) -> str:
    """Write a change of a setting: ``learning rate 0.05 → 2.2``.

    Parameters
    ----------
    change : Change
        Address, old and new value.

    Returns
    -------
    str
        A short label in the language in force.
    """
    by_hand = {
        "training.clamps": (translate("Loss", "held"), translate("Loss", "released")),
        "training.weights": (translate("Loss", "weight set"), translate("Loss", "weight set")),
    }
    for address, (more, less) in by_hand.items():
        if change.address.startswith(address):
            return less if change.new == () else more
    title = translate("Setting", title_of(change.address))
    if title[1:2].islower():  # not of names such as L2
        title = title[:1].lower() + title[1:]
    title = title or change.address.rpartition(".")[2].replace("_", " ")
    return f"{title} {_written(change.old)} → {_written(change.new)}"


def _written(value: object) -> str:
    """Write a value of a setting."""
    if isinstance(value, bool):
        return translate("Loss", "on") if value else translate("Loss", "off")
    if isinstance(value, msgspec.Struct):
        value = kind_of(value)
    if not isinstance(value, int | float):
        label = project.LABELS.get(str(value))
        return translate("Setting", label) if label else str(value)
    return numbers.setting(float(value))
