"""Memory: what the window remembers from one start to the next: theme, language, text size, zones."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QByteArray, QSettings

from gui.theme import current

SIZES = (80, 90, 100, 115, 130, 150, 175, 200)
"""Text sizes in per cent."""
BUDGETS = (64, 128, 256, 512, 1024)
"""Megabytes that the checkpoints of a branch may take."""
USUAL_BUDGET = 256
MEGABYTE = 1_000_000
LARGE_FROM = 1760
LARGE = 1.15
"""Factor on everything in windows of at least that width."""


def store() -> QSettings:
    """Give the settings file of this user."""
    return QSettings(
        QSettings.Format.IniFormat, QSettings.Scope.UserScope, "Gatescope", "Gatescope"
    )


def recall(key: str, allowed: Sequence[str]) -> str | None:
    """Recall a word; None if there is none, or none that is known.

    Parameters
    ----------
    key : str
        Such as ``look/theme``.
    allowed : sequence of str
        What it may be: the file may be torn, or from another version.

    Returns
    -------
    str or None
        The word.
    """
    value = store().value(key)
    return value if isinstance(value, str) and value in allowed else None


def remember(key: str, value: str | int | QByteArray) -> None:
    """Remember a word, a number or the place of the window."""
    store().setValue(key, value)


def recall_number(key: str, low: int, high: int) -> int | None:
    """Recall a number in a range; None if there is none."""
    value = store().value(key)
    try:
        number = int(str(value))
    except ValueError:
        return None
    return number if low <= number <= high else None


def recall_text(key: str, longest: int) -> str:
    """Recall what was typed; empty if there is nothing, or more than it may be."""
    value = store().value(key)
    return value if isinstance(value, str) and len(value) <= longest else ""


def recall_budget() -> int:
    """Recall the megabytes that the checkpoints of a branch may take."""
    found = recall_number("time/memory", BUDGETS[0], BUDGETS[-1])
    return found if found in BUDGETS else USUAL_BUDGET


def recall_geometry() -> QByteArray | None:
    """Recall where the window was."""
    value = store().value("window/geometry")
    return value if isinstance(value, QByteArray) else None


def forget(key: str) -> None:
    """Forget a value."""
    store().remove(key)


class TextSize:
    """The text size: what the user chose, times a factor for wide windows."""

    def __init__(self) -> None:
        found = recall_number("look/text_size", SIZES[0], SIZES[-1])
        self.percent = found if found in SIZES else 100
        self.wide = False

    @property
    def scale(self) -> float:
        """The factor on all lengths."""
        return self.percent / 100 * (LARGE if self.wide else 1.0)

    def step(self, way: int) -> None:
        """Take the next size."""
        k = min(max(SIZES.index(self.percent) + way, 0), len(SIZES) - 1)
        self._choose(SIZES[k])

    def reset(self) -> None:
        """Take the usual size."""
        self._choose(100)

    def _choose(self, percent: int) -> None:
        self.percent = percent
        remember("look/text_size", percent)
        self.apply()

    def fit(self, width: int) -> None:
        """Follow the width of the window."""
        wide = width >= LARGE_FROM
        if wide != self.wide:
            self.wide = wide
            self.apply()

    def apply(self) -> None:
        """Bring it into force."""
        if abs(current.scale - self.scale) > 1e-9:
            current.set(scale=self.scale)
