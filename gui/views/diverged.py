"""Diverged: training stopped by itself; what happened, and three ways on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from gui.theme import current, px
from gui.views.loss import LossView
from gui.views.view import View
from gui.widgets import numbers
from gui.widgets.buttons import TextButton
from gui.widgets.ink import mixed
from gui.widgets.scroll import Scroll
from gui.widgets.words import Words

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from gui.session import Session
    from gui.shown import Shown

CLIP = 1.0
"""Length to which the cure clips the gradient."""


class Plate(QWidget):
    """A rounded surface: a card, or the banner in the colour of failure with its sign.

    Parameters
    ----------
    warning : bool
        Whether it is the banner.
    parent : QWidget or None
        Parent.
    """

    def __init__(self, parent: QWidget | None = None, *, warning: bool = False) -> None:
        super().__init__(parent)
        self.warning = warning

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the surface."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme = current.theme
        fill = mixed(theme.warn, theme.s1, 0.12) if self.warning else theme.s1
        painter.setPen(QPen(theme.warn if self.warning else theme.line, 1.5))
        painter.setBrush(fill)
        rect = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.drawRoundedRect(rect, px(12), px(12))
        if self.warning:
            self._paint_sign(painter, px(38), rect.center().y())

    @staticmethod
    def _paint_sign(painter: QPainter, x: float, y: float) -> None:
        theme, arm = current.theme, px(13)
        join, cap = Qt.PenJoinStyle.RoundJoin, Qt.PenCapStyle.RoundCap
        painter.setPen(QPen(theme.warn, px(2), Qt.PenStyle.SolidLine, cap, join))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolygon(
            QPolygonF(
                [
                    QPointF(x, y - arm),
                    QPointF(x + 1.1 * arm, y + 0.85 * arm),
                    QPointF(x - 1.1 * arm, y + 0.85 * arm),
                ]
            )
        )
        painter.drawLine(QPointF(x, y - 0.35 * arm), QPointF(x, y + 0.25 * arm))
        painter.drawPoint(QPointF(x, y + 0.55 * arm))


class Card(Plate):
    """One cure: a title, two lines, a button."""

    def __init__(self, look: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = Words("t1", 17, 600, wrap=True)
        self.text = Words("t2", 14, wrap=True)
        self.button = TextButton(look, size=14)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(20), px(18), px(20), px(18))
        column.setSpacing(px(8))
        column.addWidget(self.title)
        column.addWidget(self.text)
        column.addStretch(1)
        column.addSpacing(px(8))
        column.addWidget(self.button)

    def set(self, title: str, text: str, button: str) -> None:
        """Set all texts."""
        self.title.setText(title)
        self.text.setText(text)
        self.button.setText(button)
        self.button.setAccessibleName(f"{title}: {button}")


class DivergedView(View):
    """What happened, the loss up to there, and three cures; the first is the safest.

    Parameters
    ----------
    session : Session
        Takes requests.
    parent : QWidget or None
        Parent.
    """

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.banner = Plate(warning=True)
        self.headline = Words("t1", 20, 700, wrap=True)
        self.reason = Words("t2", 14, wrap=True)
        text = QVBoxLayout(self.banner)
        text.setContentsMargins(px(76), px(16), px(20), px(16))
        text.setSpacing(px(6))
        text.addWidget(self.headline)
        text.addWidget(self.reason)
        self.loss = LossView(session)
        self.loss.setMinimumHeight(px(170))
        self.helps = Words("t1", 15, 600)
        self.back, self.smaller, self.clip = Card("primary"), Card("plain"), Card("plain")
        self.cards = (self.back, self.smaller, self.clip)
        self._build()
        self.back.button.clicked.connect(self._go_back)
        self.smaller.button.clicked.connect(self._take_smaller_steps)
        self.clip.button.clicked.connect(self._clip_gradient)
        self.setFocusProxy(self.back.button)
        self.retranslate()

    def _build(self) -> None:
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(px(24), px(20), px(24), px(20))
        column.setSpacing(px(16))
        column.addWidget(self.banner)
        column.addWidget(self.loss, 1)
        column.addWidget(self.helps)
        line = QHBoxLayout()
        line.setSpacing(px(14))
        for card in self.cards:
            line.addWidget(card, 1)
        column.addLayout(line)
        self.scroller = Scroll(self)
        self.scroller.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.scroller.setWidget(inner)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.scroller)

    def minimumSizeHint(self) -> QSize:
        """Be as small as the zone: what does not fit scrolls."""
        return QSize(px(320), px(200))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground."""
        QPainter(self).fillRect(self.rect(), current.theme.bg)

    # -- what is shown -------------------------------------------------------------------------

    def receive(self, shown: Shown) -> None:
        """Say what happened and what helps."""
        self.loss.show_state(shown)
        found = shown.frame.divergence
        if found is None:
            return
        self.reason.setText(self.summary(shown))
        back = numbers.count(found.back_to)
        self.back.set(
            self.tr("Go back"),
            self.tr("Return to iteration {iteration}, where the numbers were sound.").format(
                iteration=back
            ),
            self.tr("Go to {iteration}").format(iteration=back),
        )
        rate = numbers.setting(self.rate(shown))
        stable = found.learning_rate is not None
        text = self.tr("A learning rate of {rate} was stable here.")
        if not stable:
            text = self.tr("A learning rate of {rate}, a tenth of the present one.")
        self.smaller.set(
            self.tr("Smaller steps"),
            text.format(rate=rate),
            self.tr("Set {rate} and go on").format(rate=rate),
        )
        self.clip.set(
            self.tr("Clip the gradient"),
            self.tr("Limit its length to {length}, so that one step cannot explode.").format(
                length=numbers.setting(self.clip_length(shown))
            ),
            self.tr("Clip to {length} and go on").format(
                length=numbers.setting(self.clip_length(shown))
            ),
        )

    @staticmethod
    def rate(shown: Shown) -> float:
        """Give the learning rate of the second cure: one that was stable, or a tenth."""
        found, rate = shown.frame.divergence, shown.project.training.learning_rate
        if found is not None and found.learning_rate is not None:
            return found.learning_rate
        return float(f"{rate / 10:.3g}")

    @staticmethod
    def clip_length(shown: Shown) -> float:
        """Give the length of the third cure: 1, or a tenth of what was not short enough."""
        clip = shown.project.training.clip
        return CLIP if not clip or clip > CLIP else float(f"{clip / 10:.3g}")

    def _go_back(self) -> None:
        if self.state is not None and self.state.frame.divergence is not None:
            self.session.go(iteration=self.state.frame.divergence.back_to)

    def _take_smaller_steps(self) -> None:
        if self.state is not None:
            rate = self.rate(self.state)
            self._go_back()
            self.session.change("training.learning_rate", rate)
            self.session.play(True)

    def _clip_gradient(self) -> None:
        if self.state is not None:
            length = self.clip_length(self.state)
            self._go_back()
            self.session.change("training.clip", length)
            self.session.play(True)

    def retranslate(self) -> None:
        """Set texts anew."""
        self.setAccessibleName(self.tr("Training stopped"))
        self.headline.setText(self.tr("Training stopped: the loss left the number line"))
        self.helps.setText(self.tr("What helps"))

    def summary(self, shown: Shown) -> str:
        """Say in one sentence what happened, and that nothing is lost."""
        found = shown.frame.divergence
        if found is None:
            return ""
        iteration = numbers.count(found.iteration)
        if found.layer >= 0 and found.t >= 0:
            text = self.tr(
                "Iteration {iteration}: {array} of layer {layer} was no longer a finite number"
                " at step {step}. Nothing is lost; iteration {back} is kept."
            )
        else:
            text = self.tr(
                "Iteration {iteration}: the {array} was no longer a finite number."
                " Nothing is lost; iteration {back} is kept."
            )
        names = {"loss": self.tr("loss"), "gradient": self.tr("gradient")}
        return text.format(
            iteration=iteration,
            array=names.get(found.array, found.array),
            layer=found.layer + 1,
            step=found.t + 1,
            back=numbers.count(found.back_to),
        )
