"""Words: a label in a colour and size of the theme; Part: a widget that follows theme and language."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from gui.theme import current, font


class Part(QWidget):
    """A widget that sets its texts anew in `retranslate` and its sizes in `restyle`.

    Parameters
    ----------
    parent : QWidget or None
        Parent.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        current.changed.connect(self.restyle)

    def restyle(self) -> None:
        """Take fonts, sizes and colours from the theme."""
        self.updateGeometry()
        self.update()

    def retranslate(self) -> None:
        """Set all texts in the language of the window."""

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)


class Words(QLabel):
    """A label in a colour and size of the theme.

    Parameters
    ----------
    token : str
        Colour: t1, t2, t3 or warn.
    size : float
        Pixels before scaling.
    weight : int
        400, 600 or 700.
    wrap : bool
        Whether it goes on in a second line where the first is full.
    parent : QWidget or None
        Parent.
    """

    def __init__(
        self,
        token: str = "t1",
        size: float = 13,
        weight: int = 400,
        *,
        wrap: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._style = (token, size, weight)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        if wrap:
            policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
            policy.setHeightForWidth(True)
            self.setSizePolicy(policy)
        current.changed.connect(self.restyle)
        self.restyle()

    def minimumSizeHint(self) -> QSize:
        """Be as narrow as need be where words can go on in a second line."""
        hint = super().minimumSizeHint()
        return QSize(1, hint.height()) if self.wordWrap() else hint

    def set_token(self, token: str) -> None:
        """Change the colour."""
        if token != self._style[0]:
            self._style = (token, *self._style[1:])
            self.restyle()

    def restyle(self) -> None:
        """Take font and colour from the theme."""
        token, size, weight = self._style
        self.setFont(font(size, weight))
        palette = QPalette(self.palette())
        palette.setColor(QPalette.ColorRole.WindowText, getattr(current.theme, token))
        self.setPalette(palette)
