"""Shelf: all there is to learn from, generators and what comes with the program, sorted by task, and searched."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QCoreApplication, QTranslator

from engine.errors import QT_TRANSLATE_NOOP
from engine.project import DATA, LABELS, Table
from gui.theme import RESOURCES

if TYPE_CHECKING:
    from engine.project import Data

GROUPS = {
    "series": QT_TRANSLATE_NOOP("Shelf", "Predict a series"),
    "label": QT_TRANSLATE_NOOP("Shelf", "Classify"),
    "text": QT_TRANSLATE_NOOP("Shelf", "Next character"),
    "memory": QT_TRANSLATE_NOOP("Shelf", "Remember over time"),
    "points": QT_TRANSLATE_NOOP("Shelf", "Points in a plane, no time"),
}
"""Tasks, in the order in which they stand."""

KINDS: dict[str, tuple[str, str]] = {
    "hold": (
        "memory",
        QT_TRANSLATE_NOOP("DataPanel", "At each step, say the value that was stored last."),
    ),
    "flag_recall": (
        "memory",
        QT_TRANSLATE_NOOP("DataPanel", "At the end, say which bit stood at the flag in step 1."),
    ),
    "echo": (
        "memory",
        QT_TRANSLATE_NOOP("DataPanel", "At each step, say the bit of some steps before."),
    ),
    "adding": (
        "memory",
        QT_TRANSLATE_NOOP(
            "DataPanel", "At the end, say the sum of the two values that were marked."
        ),
    ),
    "copy": (
        "memory",
        QT_TRANSLATE_NOOP(
            "DataPanel", "Some letters, a pause, a sign: then say the letters again."
        ),
    ),
    "parity": (
        "memory",
        QT_TRANSLATE_NOOP(
            "DataPanel", "At each step, say whether an odd number of earlier bits was on."
        ),
    ),
    "parentheses": (
        "memory",
        QT_TRANSLATE_NOOP("DataPanel", "At each step, say how many parentheses are open."),
    ),
    "drawn_curve": (
        "series",
        QT_TRANSLATE_NOOP(
            "DataPanel", "Draw a curve of your own: at each step, say the value to come."
        ),
    ),
    "sunspots": (
        "series",
        QT_TRANSLATE_NOOP(
            "DataPanel", "Yearly sunspot numbers since 1700: say the number to come."
        ),
    ),
    "waves": (
        "series",
        QT_TRANSLATE_NOOP(
            "DataPanel", "Sine waves added up: at each step, say the number to come."
        ),
    ),
    "lemniscate": (
        "series",
        QT_TRANSLATE_NOOP(
            "DataPanel", "A lying figure eight: at each step, say the point to come."
        ),
    ),
    "abab": (
        "text",
        QT_TRANSLATE_NOOP(
            "DataPanel", "The letters abaB over and over: at each step, say the next."
        ),
    ),
    "reber": (
        "text",
        QT_TRANSLATE_NOOP(
            "DataPanel", "Words of a small grammar: at each step, say the next letter."
        ),
    ),
    "characters": (
        "text",
        QT_TRANSLATE_NOOP("DataPanel", "A text: at each step, say the next character."),
    ),
    "drawn_points": (
        "points",
        QT_TRANSLATE_NOOP(
            "DataPanel", "Draw points of your own, of two to four classes: say which; no time."
        ),
    ),
    "xor": ("points", QT_TRANSLATE_NOOP("DataPanel", "Exclusive or of two bits; no time.")),
    "blobs": (
        "points",
        QT_TRANSLATE_NOOP("DataPanel", "Two clouds of points that touch: say which; no time."),
    ),
    "moons": (
        "points",
        QT_TRANSLATE_NOOP(
            "DataPanel", "Two half circles that reach into each other: say which; no time."
        ),
    ),
    "circles": (
        "points",
        QT_TRANSLATE_NOOP("DataPanel", "A circle within a circle: say which; no time."),
    ),
    "spiral": (
        "points",
        QT_TRANSLATE_NOOP("DataPanel", "Two spirals wound into each other: say which; no time."),
    ),
    "sine": (
        "points",
        QT_TRANSLATE_NOOP("DataPanel", "One period of a sine wave from noisy points; no time."),
    ),
    "arrays": ("", QT_TRANSLATE_NOOP("DataPanel", "Arrays of a file.")),
    "table": ("", QT_TRANSLATE_NOOP("DataPanel", "A table: rows and columns of a file.")),
}
"""Kinds of data: the task that they stand under, and a sentence on what is to be learnt."""

TABLES = {
    "Forecast": ("series", QT_TRANSLATE_NOOP("Shelf", "Say the number to come.")),
    "Classification": ("label", QT_TRANSLATE_NOOP("Shelf", "Say the class.")),
    "Sequence to label": ("label", QT_TRANSLATE_NOOP("Shelf", "At the end, say what it was.")),
    "Next character": ("text", QT_TRANSLATE_NOOP("Shelf", "At each step, say the next character.")),
}
"""Where shipped files stand, by their default task, and what is to be learnt."""


ABOVE = "as above"
"""What the list of sources says where a file has the same one as the file before."""


class Citation(NamedTuple):
    """Where a shipped file comes from.

    Attributes
    ----------
    what, origin, licence : str
        What it is, who made it, and by what right it is here; in English, as they are cited.
    """

    what: str
    origin: str
    licence: str


@dataclass(frozen=True)
class Item:
    """Something to learn from.

    Attributes
    ----------
    key : str
        Its own name: the kind, or the name of a preset.
    group : str
        Key of `GROUPS`.
    data : Data
        What is learnt from when it is chosen.
    texts : tuple of (str, str)
        Name and sentence: context and English text of each.
    source : Citation or None
        Where it comes from; None where it is made.
    """

    key: str
    group: str
    data: Data
    texts: tuple[tuple[str, str], ...]
    source: Citation | None = None

    @property
    def name(self) -> str:
        """What the window calls it."""
        return QCoreApplication.translate(*self.texts[0])

    @property
    def sentence(self) -> str:
        """What is to be learnt."""
        return QCoreApplication.translate(*self.texts[1])


def group_text(group: str) -> str:
    """Give what the window calls a task."""
    return QCoreApplication.translate("Shelf", GROUPS[group])


def describe_kind(kind: str) -> str:
    """Say in a sentence what is to be learnt from a kind of data."""
    return QCoreApplication.translate("DataPanel", KINDS[kind][1])


@cache
def cited() -> dict[str, Citation]:
    """Give where the shipped files come from, by name of the file, in words for the window."""
    from engine.datasets.tables import sources

    found: dict[str, Citation] = {}
    before = Citation("", "", "")
    for file, source in sources().items():
        what = source.what.replace("`", "")
        origin, licence = source.origin, source.licence.replace("`", "")
        # what stands in brackets says how the licence was found out; SOURCES.md has all of it
        licence = licence.partition(" (")[0].partition(";")[0].partition(",")[0]
        before = Citation(
            what[:1].upper() + what[1:],
            before.origin if origin == ABOVE else origin,
            before.licence if licence == ABOVE else licence,
        )
        found[file] = before
    return found


@cache
def items() -> tuple[Item, ...]:
    """Give all there is, in the order of `GROUPS`."""
    # not before it is asked for: this brings NumPy
    from engine.datasets.tables import presets

    found = []
    for kind, (group, told) in KINDS.items():
        if group and kind not in ("characters", "sunspots"):  # these stand there by their files
            texts = (("Setting", LABELS[kind]), ("DataPanel", told))
            found.append(Item(kind, group, DATA[kind](), texts))
    for preset in presets():
        group, told = TABLES[preset.task]
        texts = (("Data", preset.title), ("Shelf", told))
        found.append(Item(preset.key, group, preset.data, texts, cited()[preset.file]))
    order = list(GROUPS)
    shipped = [item for item in found if item.source is not None]
    made = [item for item in found if item.source is None]
    return tuple(sorted((*shipped, *made), key=lambda item: order.index(item.group)))


@cache
def _korean() -> QTranslator:
    """Give the Korean texts, whatever the language of the window is."""
    translator = QTranslator()
    translator.load("ko", str(RESOURCES / "i18n"))
    return translator


@cache
def _words(item: Item) -> str:
    """Give all words by which something is found: English and Korean."""
    texts = (*item.texts, ("Shelf", GROUPS[item.group]))
    korean = [_korean().translate(*text) or "" for text in texts]
    more = () if item.source is None else (item.source.what, item.source.origin)
    return " ".join((item.key, *(text for _, text in texts), *korean, *more)).casefold()


def matching(text: str) -> tuple[Item, ...]:
    """Give what has all words of a search, in English or Korean.

    Parameters
    ----------
    text : str
        What was typed; empty: everything.
    """
    wanted = text.casefold().split()
    return tuple(item for item in items() if all(word in _words(item) for word in wanted))


def title_of(data: Data) -> str:
    """Give the title of a shipped table; of the user's own, and of all else, nothing."""
    if not isinstance(data, Table) or data.path:
        return ""
    for item in items():
        if isinstance(item.data, Table):
            same = (item.data.shipped, item.data.targets) == (data.shipped, data.targets)
            if same and item.data.differencing == data.differencing:
                return item.name
    return data.shipped
