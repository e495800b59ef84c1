"""Tables: CSV and TSV files, shipped or the user's, from bytes to a `Table` and its examples.

What the window needs, in the order in which an import sheet asks for it. All may be called in any thread; `sniff` and
`preview` read only the beginning of a file (some 10 ms, but for the first call, which imports pandas: half a second),
the others all of it.

    reading = sniff(path)                      delimiter, decimal mark, ... found out; a `Reading`, to be corrected
    shown = preview(path, reading, rows=50)    `Preview`: first rows as texts, a `Column` for each column
    found = columns(path, reading, progress, cancelled)    the same `Column` of each, of the whole file
    data = suggested(path, reading)            a `Table` with sensible columns, task, window, split; sha256 filled in
    read(data, progress, cancelled)            reads the file once; later `validated` and `load` find it in memory
    fitted(data)                               the numbers that were fitted on the training split, for the window
    categories(data)                           the texts of inputs that are texts, and which training has not seen
    moved(data, path)                          the `Table` at another place; refuses a file of other content
    presets()                                  the shipped tables and texts, each with a default task

A file that is not where it was, or has changed, is refused with ``data.path`` as the place of the refusal. The window
then asks for the file: `engine.datasets.found.remember` takes it by its content, after which the project opens; `moved`
writes the new place into the settings. Of `Dataset`, `in_units` gives predictions in the units of the data, with
``Split.base`` where changes are said; ``input_scales`` and ``input_offsets`` do the same for inputs.

``progress`` is called with the share that is done, from 0 to 1, some times a second; ``cancelled`` is asked as often,
and where it says True `Cancelled` is raised. All that is wrong with a file is one `FileRefusal`.
"""

from __future__ import annotations

from .categories import Categories
from .columns import Column, Preview, columns, preview
from .preparing import Fitted, categories, fitted, load, shape_of
from .presets import Preset, Source, presets, sources
from .reading import Cancelled, sniff
from .suggesting import moved, suggested
from .table import read

__all__ = [
    "Cancelled",
    "Categories",
    "Column",
    "Fitted",
    "Preset",
    "Preview",
    "Source",
    "categories",
    "columns",
    "fitted",
    "load",
    "moved",
    "presets",
    "preview",
    "read",
    "shape_of",
    "sniff",
    "sources",
    "suggested",
]
