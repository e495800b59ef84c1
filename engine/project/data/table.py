"""Tables: rows and columns of a file, shipped or the user's, and how examples are made from them."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta

from ...errors import QT_TRANSLATE_NOOP
from ..part import Kind, Part, Seed
from .common import SeriesTest

Name = Annotated[str, Meta(max_length=200)]
Names = Annotated[tuple[Name, ...], Meta(max_length=2000)]
Delimiter = Literal["comma", "semicolon", "tab", "bar", "space"]
Decimal = Literal["point", "comma"]
Thousands = Literal["none", "comma", "point", "space", "apostrophe"]
Encoding = Literal["utf-8", "utf-16", "cp949", "latin-1"]
Layout = Literal["long", "series", "rows"]
Task = Literal["forecast", "label"]
Answer = Literal["numbers", "classes"]
Missing = Literal["refuse", "drop", "forward", "interpolate"]
Scaling = Literal["standard", "min_max", "none"]
By = Literal["time", "random", "group"]


class Reading(Part, frozen=True):
    """How the bytes of a table are read; found out by `sniff`, and kept so that it can be corrected.

    ``date`` is the form of dates as `datetime.strptime` has it (``%Y-%m-%d``); empty: there are none.
    """

    delimiter: Delimiter = "comma"
    decimal: Decimal = "point"
    thousands: Thousands = "none"
    header: bool = True
    encoding: Encoding = "utf-8"
    date: Annotated[str, Meta(max_length=40)] = ""


class Table(Kind, frozen=True, tag="table"):
    """A table: say a later number or class of a series, or the label of a row or a group.

    The file is ``shipped``, the name of one that comes with the program without its ending, or where that is empty
    ``path`` and ``sha256``. Columns are named as in the header; without one they are ``column 1`` and on.

    ``layout`` says what a row is:
        ``long``    a time step; the columns are what is known of it; ``group`` keeps several sequences apart;
        ``series``  a time step; each column of ``inputs`` is a series of its own, which tells its own future;
        ``rows``    an example; the columns of ``inputs``, ``width`` at a time, are its time steps (0: one step of
                    all of them). Without ``targets`` each row is a series, which tells its own future.

    ``categories`` are those of the ``inputs`` that are texts: each text of the training split is an input of its own,
    1 or 0.

    ``task`` is ``forecast``: at each step the targets ``horizon`` rows on (0: of the same row), or ``label``: one
    answer for the whole group or row, as its last row has it.
    """

    shipped: Name = "el_nino_sst_monthly"
    path: Annotated[str, Meta(max_length=4096)] = ""
    sha256: Annotated[str, Meta(max_length=64)] = ""
    reading: Reading = Reading(date="%Y-%m")
    inputs: Names = ("sea_surface_temp_c",)
    targets: Names = ("sea_surface_temp_c",)
    time: Name = "month"
    group: Name = ""
    layout: Layout = "long"
    task: Task = "forecast"
    answer: Answer = "numbers"
    width: Annotated[int, Meta(ge=0, le=2000)] = 0
    length: Annotated[
        int,
        Meta(
            title=QT_TRANSLATE_NOOP("Setting", "Window length"),
            description=QT_TRANSLATE_NOOP(
                "Setting", "Time steps of an example; 0: whole sequences, of any length."
            ),
            ge=0,
            le=1000,
        ),
    ] = 24
    horizon: Annotated[
        int,
        Meta(
            title=QT_TRANSLATE_NOOP("Setting", "Rows ahead"),
            description=QT_TRANSLATE_NOOP(
                "Setting", "How many rows after an input its target lies; 0: in the same row."
            ),
            ge=0,
            le=1000,
        ),
    ] = 1
    all_ahead: Annotated[
        bool,
        Meta(
            title=QT_TRANSLATE_NOOP("Setting", "Each row ahead"),
            description=QT_TRANSLATE_NOOP(
                "Setting", "Asks for every row up to the last one ahead, not for that alone."
            ),
        ),
    ] = False
    stride: Annotated[
        int,
        Meta(
            title=QT_TRANSLATE_NOOP("Setting", "Stride"),
            description=QT_TRANSLATE_NOOP("Setting", "Rows from one window to the next."),
            ge=1,
            le=100_000,
        ),
    ] = 1
    missing: Annotated[
        Missing,
        Meta(
            title=QT_TRANSLATE_NOOP("Setting", "Missing values"),
            description=QT_TRANSLATE_NOOP(
                "Setting",
                "Refuse them, drop their rows, carry the last value forward, or draw a line between neighbors.",
            ),
        ),
    ] = "refuse"
    scaling: Annotated[
        Scaling,
        Meta(
            title=QT_TRANSLATE_NOOP("Setting", "Scaling"),
            description=QT_TRANSLATE_NOOP(
                "Setting",
                "To mean 0 and deviation 1, or to 0 to 1; fitted on what is trained on alone.",
            ),
        ),
    ] = "standard"
    log: Annotated[
        bool,
        Meta(
            title=QT_TRANSLATE_NOOP("Setting", "Logarithm"),
            description=QT_TRANSLATE_NOOP(
                "Setting", "Takes the logarithm of all numbers, before differences."
            ),
        ),
    ] = False
    differencing: Annotated[
        bool,
        Meta(
            title=QT_TRANSLATE_NOOP("Setting", "Differences"),
            description=QT_TRANSLATE_NOOP(
                "Setting", "Reads and says changes from row to row instead of the values."
            ),
        ),
    ] = False
    by: Annotated[
        By,
        Meta(
            title=QT_TRANSLATE_NOOP("Setting", "Split"),
            description=QT_TRANSLATE_NOOP(
                "Setting", "In the order of rows, at random, or by whole groups."
            ),
        ),
    ] = "time"
    split: Annotated[
        float,
        Meta(
            title=QT_TRANSLATE_NOOP("Setting", "Share to train on"),
            description=QT_TRANSLATE_NOOP(
                "Setting", "The rest is kept apart, for validation and test."
            ),
            ge=0.1,
            le=0.95,
        ),
    ] = 0.8
    test: SeriesTest = 0.0
    seed: Seed = 0
    categories: Names = ()
