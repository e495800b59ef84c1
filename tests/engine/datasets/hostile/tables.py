"""Broken and hostile tables: their bytes, what is set otherwise than found out, and what the sentence must name."""

from __future__ import annotations

from typing import Any, NamedTuple

GOOD = "t,a,b\n" + "".join(f"{k},{k % 7}.5,{k % 5}\n" for k in range(40))
READING = ("delimiter", "decimal", "thousands", "header", "encoding", "date")


class Case(NamedTuple):
    """A file and what is said of it."""

    content: bytes
    said: str
    settings: dict[str, Any] = {}  # noqa: RUF012 - never written to


def _case(text: str, said: str, codec: str = "utf-8", **settings: Any) -> Case:
    return Case(text.encode(codec), said, settings)


def changed(row: int, line: str) -> str:
    """Give the good table with another row (the header is row 1)."""
    lines = GOOD.split("\n")
    lines[row - 1] = line
    return "\n".join(lines)


LABEL = {
    **{"layout": "rows", "task": "label", "answer": "classes", "targets": ("b",)},
    **{"length": 0, "horizon": 0, "by": "random"},
}
CASES = {
    "empty": Case(b"", "is empty"),
    "blank lines alone": Case(b"\n\n  \n", "is empty"),
    "only a mark": Case(b"\xef\xbb\xbf", "is empty"),
    "names alone": _case("t,a,b\n", "no row below"),
    "one row": _case("t,a,b\n1,2,3\n", "leave no example"),
    "two rows": _case("t,a,b\n1,2,3\n2,3,4\n", "leave no example"),
    "a row too short": _case(changed(9, "7,1.5"), "row 9, column 3"),
    "a row too long": _case(changed(9, "7,1.5,2,9"), "row 9, column 4"),
    "ten thousand columns": _case(",".join(map(str, range(10_000))) + "\n1\n", "10,000 columns"),
    "names twice": _case("t,a,a\n1,2,3\n2,3,4\n", "both “a”"),
    "no such column": _case(GOOD, "no column “z”", inputs=("z",)),
    "no such target": _case(GOOD, "no column “z”", targets=("z",)),
    "no such time": _case(GOOD, "no column “z”", time="z"),
    "no such group": _case(GOOD, "no column “z”", group="z"),
    "no input": _case(GOOD, "No column is chosen", inputs=()),
    "no target": _case(GOOD, "No column is chosen as a target", targets=()),
    "a text among numbers": _case(changed(5, "3,high,3"), "row 5, column “a”: “high”"),
    "texts alone": _case("a,t\n" + "x,y\n" * 30, "row 2, column “a”: “x”"),
    "true and false": _case("t,a\n" + "1,True\n" * 30, "row 2, column “a”: “True”", time=""),
    "not a number": _case(changed(6, "4,nan,3"), "row 6, column “a” is empty"),
    "a missing value": _case(changed(6, "4,,3"), "row 6, column “a” is empty"),
    "a missing target": _case(changed(6, "4,1,"), "row 6, column “b” is empty", targets=("b",)),
    "a missing time": _case(changed(6, ",1,2"), "row 6, column “t” is empty"),
    "a missing group": _case(changed(6, "4,1,"), "row 6, column “b” is empty", group="b", time=""),
    "all missing": _case("t,a\n" + "".join(f"{k},\n" for k in range(30)), "no row is left", missing="drop"),
    "all missing, forward": _case("t,a\n" + "".join(f"{k},\n" for k in range(30)), "no row is left", missing="forward"),
    "infinite": _case(changed(7, "5,inf,3"), "row 7, column “a”: inf is not finite"),
    "minus infinite": _case(changed(7, "5,-Infinity,3"), "row 7, column “a”: -inf is not finite"),
    "1e308": _case(changed(7, "5,1e308,3"), "row 7, column “a”: 1e+308 is not finite"),
    "1e999": _case(changed(7, "5,1e999,3"), "row 7, column “a”"),
    "zero bytes": Case(changed(4, "2,\0,3").encode(), "row 4, is no text"),
    "a picture": Case(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8, "is no text"),
    "a ZIP": Case(b"PK\3\4" + bytes(range(256)) * 8, "is no text"),
    "two encodings": Case(
        "t,a,b\n0,1,가\n1,2,나\n".encode() + "2,3,다\n".encode("cp949"), "row 4, is not written in UTF-8"
    ),
    "another encoding than said": _case(GOOD + "99,1,가\n", "row 42", "cp949", encoding="utf-8"),
    "half of UTF-16": Case(GOOD.encode("utf-16")[:-1], "is not written in UTF-16", {"encoding": "utf-16"}),
    "a quotation mark left open": _case(changed(8, '6,"1,3'), "quotation mark that is not closed"),
    "text after a quotation mark": _case(changed(8, '6,"1"2"",3'), "quotation mark", delimiter="comma"),
    "a quoted row too short": _case(changed(9, '7,"1.5"'), "row 9, column 3"),
    "a series with a label": _case(GOOD, "its own future", layout="series", task="label", by="random"),
    "constant": _case("t,a\n" + "".join(f"{k},3\n" for k in range(40)), "column “a” is always 3"),
    "a constant input": _case(
        "t,a,b\n" + "".join(f"{k},3,{k % 5}\n" for k in range(40)),
        "column “a” is always 3",
        targets=("b",),
    ),
    "one class": _case("a,b\n" + "".join(f"{k},x\n" for k in range(40)), "always “x”", time="", **LABEL),
    "too many classes": _case(
        "a,b\n" + "".join(f"{k},x{k}\n" for k in range(1200)), "more than 1,000 different", time="", **LABEL
    ),
    "two columns of classes": _case(GOOD, "one column", answer="classes", targets=("a", "b")),
    "times out of order": _case(changed(9, "3,1,2"), "row 9, column “t” is not later"),
    "the same time twice": _case(changed(9, "6,1,2"), "row 9, column “t” is not later"),
    "dates out of order": _case(
        "t,a\n" + "".join(f"2020-01-{31 - k},{k}\n" for k in range(21)), "row 3, column “t” is not later"
    ),
    "no date": _case(
        "t,a\n" + "".join(f"2020-01-{k},{k}\n" for k in range(10, 31)) + "soon,3\n",
        "row 23, column “t”: “soon” is no date",
        date="%Y-%m-%d",
    ),
    "the 31st of February": _case(
        "t,a\n2020-01-31,1\n2020-02-31,2\n", "row 3, column “t”: “2020-02-31” is no date", date="%Y-%m-%d"
    ),
    "the wrong decimal mark": _case(GOOD, "row 2, column “a”: “0.5” is no number", decimal="comma", delimiter="comma"),
    "the wrong thousands": _case(
        "t;a\n" + "".join(f"{k};1,{k}\n" for k in range(10, 40)),
        "row 2, column “a”: “1,10” is no number",
        decimal="point",
        thousands="comma",
        delimiter="semicolon",
    ),
    "the wrong delimiter": _case(GOOD, "no column “a”", delimiter="semicolon"),
    "no header": _case(GOOD, "row 1, column “column 1”: “t”", header=False, inputs=("column 1",), time="",
                       targets=("column 1",)),
    "no logarithm": _case(changed(9, "7,-1,2"), "row 9, column “a”: -1 has no logarithm", log=True),
    "a window that is too long": _case(GOOD, "Windows of 60 rows", length=60),
    "no part for a test": _case(GOOD, "leave no example to test", test=0.2, split=0.95),
    "whole sequences in time": _case(GOOD, "Whole sequences cannot", length=0),
    "one group": _case(GOOD, "one sequence alone", by="group"),
    "random windows that share rows": _case(GOOD, "would leak", by="random"),
    "random windows that are filled": _case(
        GOOD, "would leak", by="random", length=3, stride=6, missing="interpolate"
    ),
    "half a time step": _case(GOOD, "not whole time steps", width=2, **LABEL | {"inputs": ("a", "b", "t")}),
    "the change of one step": _case(GOOD, "single time step", differencing=True, **LABEL),
    "too few rows for a label": _case("a,b\n1,x\n", "leave none to", time="", **LABEL),
    "a sequence that is too long": _case(
        "a,b\n" + "".join(f"{k},{k // 10_500}\n" for k in range(21_000)),
        "more than 10,000 time steps", time="", group="b", by="group", length=0, split=0.5,
    ),
}  # fmt: skip
"""By name."""
