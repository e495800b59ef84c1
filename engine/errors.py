"""The few exceptions that a user may see: what is wrong, where, and the mend."""

from __future__ import annotations

import unicodedata

LONGEST = 200
"""Most characters of a name or value that a sentence repeats."""


def QT_TRANSLATE_NOOP(context: str, text: str) -> str:  # noqa: N802 - the name that lupdate looks for
    """Mark a text for translation; the window translates it where it is shown.

    Parameters
    ----------
    context : str
        Context under which the translation stands.
    text : str
        The English text.

    Returns
    -------
    str
        The same text.
    """
    return text


class Refusal(Exception):  # noqa: N818 - the word of the window: a value or a file is refused
    """A request that is refused, in one sentence that a user reads.

    Parameters
    ----------
    text : str
        English sentence with ``{name}`` fields, marked by `QT_TRANSLATE_NOOP` in context "Refusal".
    place : str
        Address of the setting or the file (``training.learning_rate``), empty if there is none.
    **values : object
        What is filled into the sentence.
    """

    def __init__(self, text: str, *, place: str = "", **values: object) -> None:
        super().__init__(text)
        self.text = text
        self.place = _line(place)
        self.values = {
            name: _line(value) if isinstance(value, str) else value
            for name, value in {"place": place, **values}.items()
        }

    def __str__(self) -> str:
        """Return the English sentence with its values filled in."""
        return self.text.format(**self.values)


def _line(text: str) -> str:
    """Give a text that may come from a hostile file as one short line."""
    shown = "".join(
        "\ufffd" if unicodedata.category(c) in {"Cc", "Cn", "Cs", "Zl", "Zp"} else c
        for c in text[:LONGEST]
    )
    return shown if len(text) <= LONGEST else shown + "…"


class FileRefusal(Refusal):
    """A file that cannot be read or written; its values hold ``file``."""
