"""What a view has painted: its texts with their places."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QRawFont
from PySide6.QtWidgets import QWidget

from gui import theme
from gui.widgets.ink import Ink, text_width


@dataclass(frozen=True)
class Text:
    """A text and where it was painted."""

    text: str
    rect: QRectF
    mono: bool


def paint(widget: QWidget) -> QImage:
    """Paint a widget into an image."""
    image = QImage(widget.size(), QImage.Format.Format_RGB32)
    QWidget.render(widget, image)
    return image


def texts(widget: QWidget, monkeypatch: pytest.MonkeyPatch) -> list[Text]:
    """Paint a widget whose caches are empty, and list its texts."""
    found: list[Text] = []
    real = Ink.text

    def text(ink: Ink, x: float, y: float, words: str, **how: Any) -> float:
        size, weight = how.get("size", 13), how.get("weight", 400)
        wide = text_width(words, size, weight, mono=how.get("mono", False))
        left = {"right": x - wide, "centre": x - wide / 2}.get(how.get("align", "left"), x)
        high = theme.px(size)
        if words.strip():
            rect = QRectF(left, y - 0.72 * high, wide, 0.72 * high)
            found.append(Text(words, rect, how.get("mono", False)))
        return real(ink, x, y, words, **how)

    with monkeypatch.context() as patched:
        patched.setattr(Ink, "text", text)
        paint(widget)
    return found


def outside(found: list[Text], widget: QWidget) -> list[str]:
    """List the texts that are cut by the edge."""
    room = QRectF(widget.rect())
    return [text.text for text in found if not room.contains(text.rect)]


def collisions(found: list[Text]) -> list[tuple[str, str]]:
    """List the pairs of texts that lie on one another."""
    inner = [(text, text.rect.adjusted(0.6, 1, -0.6, -1)) for text in found]
    return [
        (one.text, other.text)
        for k, (one, a) in enumerate(inner)
        for other, b in inner[k + 1 :]
        if a.intersects(b) and (one.text, one.rect) != (other.text, other.rect)
    ]


def missing(found: list[Text]) -> set[str]:
    """List the characters that the shipped fonts lack."""
    fonts = {mono: QRawFont.fromFont(theme.font(13, mono=mono)) for mono in (False, True)}
    return {
        character
        for text in found
        for character in text.text
        if not fonts[text.mono].supportsCharacter(ord(character))
    }
