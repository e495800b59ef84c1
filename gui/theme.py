"""Theme: colour tokens, colour maps, fonts, palette. Chrome is grey; colour means data."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication

RESOURCES = Path(__file__).resolve().parent.parent / "resources"

DARK = {
    "bg": "#0E1217", "s1": "#151A21", "s2": "#1D232C", "s3": "#28303B",
    "line": "#2A323D", "line2": "#4A5462", "edge": "#69748A",
    "t1": "#EDF1F5", "t2": "#AEB8C4", "t3": "#8792A0", "warn": "#FF6B5E",
    "i": "#67A369", "f": "#EBB035", "g": "#C96BB6", "o": "#9EA4FD", "c": "#7FDAFD", "h": "#C5BDAC",
    "plus": "#4C9BF5", "minus": "#F0764A",
}  # fmt: skip
LIGHT = {
    "bg": "#F3F5F7", "s1": "#FFFFFF", "s2": "#F0F2F5", "s3": "#E2E6EB",
    "line": "#DCE1E7", "line2": "#A9B2BD", "edge": "#7F8997",
    "t1": "#141A21", "t2": "#465160", "t3": "#5F6B7A", "warn": "#B3261E",
    "i": "#004C0B", "f": "#8B5C0B", "g": "#78285E", "o": "#5A1AA6", "c": "#0074A8", "h": "#686767",
    "plus": "#1F6FCB", "minus": "#BC451A",
}  # fmt: skip
GRADIENT = {
    "dark": ("#1D232C", "#7A1F2B", "#E0532F", "#FFB04A", "#FFE9B0"),
    "light": ("#F0F2F5", "#F2B36B", "#D9532C", "#8F1D2C", "#3B0A1E"),
}

RGB = tuple[float, float, float]


def _linear(v: float) -> float:
    return v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4


def _encoded(v: float) -> float:
    v = min(1.0, max(0.0, v))
    return 12.92 * v if v <= 0.0031308 else 1.055 * v ** (1 / 2.4) - 0.055


def _to_oklab(colour: QColor) -> RGB:
    r, g, b = (_linear(v) for v in (colour.redF(), colour.greenF(), colour.blueF()))
    l_ = (0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b) ** (1 / 3)
    m_ = (0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b) ** (1 / 3)
    s_ = (0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b) ** (1 / 3)
    return (
        0.2104542553 * l_ + 0.7936177850 * m_ - 0.0040720468 * s_,
        1.9779984951 * l_ - 2.4285922050 * m_ + 0.4505937099 * s_,
        0.0259040371 * l_ + 0.7827717662 * m_ - 0.8086757660 * s_,
    )


def _from_oklab(lab: RGB) -> QColor:
    lightness, a, b = lab
    l_ = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    m_ = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    s_ = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return QColor.fromRgbF(
        _encoded(4.0767416621 * l_ - 3.3077115913 * m_ + 0.2309699292 * s_),
        _encoded(-1.2684380046 * l_ + 2.6097574011 * m_ - 0.3413193965 * s_),
        _encoded(-0.0041960863 * l_ - 0.7034186147 * m_ + 1.7076147010 * s_),
    )


def ramp(stops: tuple[str, ...], entries: int = 256) -> list[int]:
    """Interpolate colours in OKLab (Ottosson 2020) into a table for an indexed QImage.

    Parameters
    ----------
    stops : tuple of str
        Colours as #RRGGBB, evenly spaced.
    entries : int
        Length of the table.

    Returns
    -------
    list of int
        0xAARRGGBB.
    """
    labs = [_to_oklab(QColor(stop)) for stop in stops]
    table = []
    for k in range(entries):
        place = k / (entries - 1) * (len(labs) - 1)
        low = min(int(place), len(labs) - 2)
        share = place - low
        mixed = [(1 - share) * p + share * q for p, q in zip(labs[low], labs[low + 1], strict=True)]
        table.append(_from_oklab((mixed[0], mixed[1], mixed[2])).rgba())
    return table


@dataclass(frozen=True)
class Theme:
    """The tokens of one theme: ``theme.t1`` is a QColor, ``theme.map("f")`` a table of 256."""

    name: str
    tokens: tuple[tuple[str, str], ...]

    def __getattr__(self, token: str) -> QColor:
        """Give the colour of a token; it is found here once, and then on the theme itself."""
        try:
            made = self.__dict__[token] = QColor(dict(self.tokens)[token])
        except KeyError:
            raise AttributeError(token) from None
        return made

    def hex(self, token: str) -> str:
        """Give the colour of a token as #RRGGBB."""
        return dict(self.tokens)[token]

    def map(self, kind: str) -> list[int]:
        """Give a colour map.

        Parameters
        ----------
        kind : str
            A gate's or state's letter (0 to 1: from s2 to its colour), ``signed`` (−1 to 1) or ``gradient`` (log).

        Returns
        -------
        list of int
            256 entries 0xAARRGGBB for ``QImage.setColorTable``.
        """
        return _map(self.name, kind)


@cache
def _map(name: str, kind: str) -> list[int]:
    tokens = DARK if name == "dark" else LIGHT
    if kind == "gradient":
        return ramp(GRADIENT[name])
    if kind == "signed":
        return ramp((tokens["minus"], tokens["s2"], tokens["plus"]))
    return ramp((tokens["s2"], tokens[kind]))


THEMES = {"dark": Theme("dark", tuple(DARK.items())), "light": Theme("light", tuple(LIGHT.items()))}


class _Current(QObject):
    """The theme and the text size in force; `changed` is emitted when either changes."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.theme = THEMES["light"]
        self.scale = 1.0

    def set(self, name: str | None = None, scale: float | None = None) -> None:
        """Change theme or text size, and repaint everything."""
        self.theme = THEMES[name] if name else self.theme
        self.scale = scale or self.scale
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.setPalette(palette(self.theme))
            app.setFont(font(13))
            app.setStyleSheet(style_sheet(self.theme))
        self.changed.emit()


current = _Current()


def px(size: float) -> int:
    """Scale a length in pixels by the text size."""
    return _px(size, current.scale)


@lru_cache(maxsize=4096)  # a refresh asks about a thousand times
def _px(size: float, scale: float) -> int:
    return max(1, round(size * scale))


@cache
def _font(size: int, weight: int, mono: bool) -> QFont:
    made = QFont("JetBrains Mono" if mono else "Pretendard")
    made.setPixelSize(size)
    made.setWeight(QFont.Weight(weight))
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    made.setFeature(QFont.Tag("tnum"), 1)
    return made


def font(size: float, weight: int = 400, *, mono: bool = False) -> QFont:
    """Give a font of the shipped families, scaled, with tabular figures.

    Parameters
    ----------
    size : float
        Pixels before scaling: 12 hints, 13 body, 14 sentence, 15 zone title, 17 track letter.
    weight : int
        400, 600 or 700.
    mono : bool
        JetBrains Mono for arithmetic and code.

    Returns
    -------
    QFont
        The font; do not change it, it is shared.
    """
    return _font(px(size), weight, mono)


def load_fonts() -> None:
    """Load the shipped fonts; needs a QApplication."""
    for file in sorted((RESOURCES / "fonts").iterdir()):
        if file.suffix in {".otf", ".ttf"}:
            QFontDatabase.addApplicationFont(str(file))


def palette(theme: Theme) -> QPalette:
    """Give the palette of a theme, for Fusion."""
    made = QPalette()
    role = QPalette.ColorRole
    for which, token in (
        (role.Window, "s1"), (role.WindowText, "t1"), (role.Base, "s1"), (role.AlternateBase, "s2"),
        (role.Text, "t1"), (role.Button, "s2"), (role.ButtonText, "t1"), (role.BrightText, "t1"),
        (role.Highlight, "t1"), (role.HighlightedText, "s1"), (role.ToolTipBase, "s2"), (role.ToolTipText, "t1"),
        (role.PlaceholderText, "t3"), (role.Link, "t1"), (role.Light, "s3"), (role.Midlight, "s3"),
        (role.Mid, "line2"), (role.Dark, "line"), (role.Shadow, "bg"), (role.Accent, "t1"),
    ):  # fmt: skip
        made.setColor(which, getattr(theme, token))
    for which in (role.Text, role.WindowText, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, which, theme.t3)
    return made


def style_sheet(theme: Theme) -> str:
    """Give the application's style sheet: what palette and fonts cannot say."""
    tokens = dict(theme.tokens)
    return """
QToolTip {{ background: {s2}; color: {t1}; border: 1px solid {line2}; padding: 4px; }}
QMenu {{ background: {s1}; color: {t1}; border: 1px solid {line2}; padding: 4px; }}
QMenu::item {{ padding: 6px 20px; border-radius: 4px; }}
QMenu::item:selected {{ background: {s3}; color: {t1}; }}
QMenu::item:disabled {{ color: {t3}; }}
QMenu::separator {{ height: 1px; background: {line}; margin: 4px 8px; }}
""".format(**tokens)


def system_is_dark() -> bool:
    """Tell whether the desktop asks for a dark theme."""
    from PySide6.QtCore import Qt

    app = QApplication.instance()
    return (
        isinstance(app, QApplication)
        and sys.platform != "offscreen"
        and (app.styleHints().colorScheme() == Qt.ColorScheme.Dark)
    )
