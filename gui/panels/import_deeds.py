"""Deeds of the import sheet: what is read of a file, made to be done beside the window; none touches a widget."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import structs

from engine.errors import FileRefusal, Refusal
from engine.project import Characters

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from engine.datasets.tables import Preview
    from engine.project import Reading, Table
    from engine.sizes import Shape
    from gui.panels.import_work import Cancelled, Progress

SHOWN_MOST = 4000
"""Characters of a text that are shown."""
MOST_MADE = 20_000_000
"""Numbers of examples that are suggested, and that are made to tell how well it does without learning."""
USUAL_LENGTH = 50
"""Characters of an example of a text, where it has as many."""


Beginning = tuple["Reading", "Preview | None", "FileRefusal | None"]
"""How a file is read; its first rows, or why it cannot be read so."""


def finding_out(path: Path) -> Callable[[Progress, Cancelled], Beginning | None]:
    """Find out how a file is written.

    Parameters
    ----------
    path : Path
        The file.

    Returns
    -------
    callable
        Gives the beginning; None for a .txt that is prose: no table, or one without a number.
    """

    def deed(progress: Progress, cancelled: Cancelled) -> Beginning | None:
        prose = path.suffix.lower() == ".txt"
        try:
            found = beginning(path, None)(progress, cancelled)
        except FileRefusal:
            if prose:
                return None
            raise
        shown = found[1].columns if found[1] is not None else ()
        numbers = [column for column in shown if column.kind == "number" and not column.odd]
        return None if prose and not numbers else found

    return deed


def beginning(path: Path, reading: Reading | None) -> Callable[[Progress, Cancelled], Beginning]:
    """Read the beginning of a table, as it is said to be written, or as is found out."""

    def deed(progress: Progress, cancelled: Cancelled) -> Beginning:
        from engine.datasets.tables import preview, sniff

        found = reading if reading is not None else sniff(path)
        try:
            return found, preview(path, found), None
        except FileRefusal as refusal:
            return found, None, refusal  # another delimiter may mend it

    return deed


def suggesting(path: Path, reading: Reading) -> Callable[[Progress, Cancelled], Table]:
    """Suggest settings for a table."""

    def deed(progress: Progress, cancelled: Cancelled) -> Table:
        from engine.datasets.tables import suggested

        return thinned(suggested(path, reading, progress, cancelled), progress, cancelled)

    return deed


def thinned(data: Table, progress: Progress, cancelled: Cancelled) -> Table:
    """Give settings whose examples fit into memory: of millions of rows, windows that lie further apart."""
    from engine.datasets.tables import read, shape_of

    try:
        read(data, progress, cancelled)
        found = shape_of(data)
    except Refusal:
        return data  # told when the settings are checked
    examples = found.examples + found.validation + found.test
    often = -(-examples * found.steps * (found.inputs + found.targets) // MOST_MADE)
    return structs.replace(data, stride=data.stride * often) if often > 1 else data


def text_of(
    path: Path, data: Characters | None
) -> Callable[[Progress, Cancelled], tuple[Characters, str]]:
    """Read a text; give settings for it unless there are some, and its beginning."""

    def deed(progress: Progress, cancelled: Cancelled) -> tuple[Characters, str]:
        from engine.datasets.tables.suggesting import digest
        from engine.datasets.text import read

        made = data or Characters(path=str(path), sha256=digest(path), split=0.9)
        text = read(made)
        if data is None:
            made = structs.replace(made, length=max(1, min(USUAL_LENGTH, len(text) // 20)))
        return made, text[:SHOWN_MOST]

    return deed


def checking(
    data: Table | Characters,
) -> Callable[[Progress, Cancelled], tuple[int, int] | tuple[Shape, float | None]]:
    """Read a file with its settings.

    Parameters
    ----------
    data : Table or Characters
        The settings.

    Returns
    -------
    callable
        Gives, of a text, how many characters it has and how many different ones; of a table what it comes to, and how
        well it does without learning, unless that would take too much memory.
    """

    def deed(
        progress: Progress, cancelled: Cancelled
    ) -> tuple[int, int] | tuple[Shape, float | None]:
        if isinstance(data, Characters):
            from engine.datasets.text import alphabet
            from engine.datasets.text import read as read_text

            return len(read_text(data)), len(alphabet(data))
        from engine.datasets.tables import load, read, shape_of

        read(data, progress, cancelled)
        found = shape_of(data)
        examples = found.examples + found.validation + found.test
        few = examples * found.steps * (found.inputs + found.targets) <= MOST_MADE
        return found, load(data).naive if few and not cancelled() else None

    return deed
