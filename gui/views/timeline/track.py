"""Track: one strip of the timeline, with a header at the left and all steps at the right."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QCoreApplication, QRectF

from gui.theme import current, px
from gui.widgets import numbers
from gui.widgets.ink import Ink, faded, middle, text_width

if TYPE_CHECKING:
    from .heatmap import Piece
    from .moment import Moment

translate = QCoreApplication.translate

HEADER = 118
"""Width of the headers in pixels, before scaling."""
INSET = 16
"""Space at the left and right edge of the timeline."""
VALUE = 44
"""Room for the number at the right end of a header that has a name on the same line."""


class Place(NamedTuple):
    """What stands at a place of the timeline.

    Attributes
    ----------
    track : Track
        The strip.
    t : int
        Time step, from 0.
    unit : int
        Unit, from 0; -1 where the track has none.
    """

    track: Track
    t: int
    unit: int


class Track:
    """One strip of the timeline.

    A track paints in three layers: what stays until the size, the theme or the network changes
    (`still`), all steps of a Recording as they look when reached or not (`steps`), and the numbers
    that follow the playhead (`live`). While time runs, where each refresh shows another Recording
    of the same example, the two last are divided otherwise: what stays as long as the example
    does (`ground`), maps (`pieces`), and what moves (`moving`).

    Attributes
    ----------
    low, high : int
        Smallest and natural height in pixels, before scaling.
    grows : bool
        Whether it takes its share of the height that is left.
    gap : int
        Space below.
    spacious : bool
        Whether a fixed one takes height that nobody else needs.
    rect : QRectF
        Header and steps; set by the layout.
    letter : str
        What it is called.
    own : int or None
        Height that the user chose, in pixels before scaling.
    folded : bool
        Whether it is reduced to one line.
    """

    key = ""
    low, high, grows, gap = 20, 54, False, 5
    spacious = True

    def __init__(self) -> None:
        self.rect = QRectF()
        self.letter = self.key
        self.own: int | None = None
        self.folded = False

    @property
    def kept(self) -> str:
        """The word under which its height and whether it is folded are remembered."""
        return self.key

    @property
    def title(self) -> str:
        """Its name in the language in force."""
        named = {
            "x": translate("Timeline", "input"),
            "y": translate("Timeline", "output"),
            "gradient": translate("Timeline", "size of the gradient by step"),
        }
        return named.get(self.key, "")

    def prepare(self, m: Moment) -> None:
        """Take in a new Recording, before it is painted."""

    def still(self, ink: Ink, m: Moment) -> None:
        """Paint the header's letter and name."""

    def steps(self, ink: Ink, m: Moment, *, reached: bool) -> None:
        """Paint all steps: as they look when the playhead has reached them, or before."""

    def live(self, ink: Ink, m: Moment) -> None:
        """Paint the numbers at the playhead."""

    def lasting(self, m: Moment) -> object:
        """Give what `ground` depends on, beside what `still` does."""
        return None

    def ground(self, ink: Ink, m: Moment) -> None:
        """Paint, while time runs, what stays from refresh to refresh."""

    def pieces(self, ink: Ink, m: Moment) -> list[Piece]:
        """Give, while time runs, the maps that are painted between ground and what moves."""
        return []

    def moving(self, ink: Ink, m: Moment) -> None:
        """Paint, while time runs, what neither `ground` nor `pieces` show."""
        self.steps(ink, m, reached=True)
        self.live(ink, m)

    def span(self, m: Moment) -> tuple[int, int]:
        """Give the steps that are reached: from, up to."""
        return (0, m.forward_to)

    def spans(self, m: Moment) -> list[tuple[float, float, tuple[int, int]]]:
        """Give the strips that are reached alike, from top to bottom: top, bottom, and their steps."""
        return [(self.rect.top(), self.rect.bottom(), self.span(m))]

    def unit_at(self, y: float, m: Moment) -> int:
        """Give the unit at a height; -1 where the track has none."""
        return -1

    def note(self, place: Place, m: Moment) -> str:
        """Give the text of the bubble at a place; empty for none."""
        return ""

    def area(self, m: Moment) -> QRectF:
        """Give where the steps are."""
        return QRectF(m.axis.left, self.rect.top(), m.axis.width, self.rect.height())

    @property
    def tall(self) -> bool:
        """Whether there is room for a second line in the header."""
        return self.rect.height() >= px(38)

    @property
    def lines(self) -> tuple[float, float]:
        """Middles of the two lines of the header; the first is the middle of a low track."""
        centre = self.rect.center().y()
        return (centre - px(9), centre + px(10)) if self.tall else (centre, centre)

    def veil(self, ink: Ink, m: Moment, share: float = 0.62) -> None:
        """Dim the steps, as not reached."""
        ink.p.fillRect(self.area(m), faded(ink.theme.bg, share))

    def dim_ended(self, ink: Ink, m: Moment) -> None:
        """Dim the steps beyond the end of a shorter example."""
        if m.length < m.axis.steps.total:
            area = self.area(m)
            area.setLeft(m.axis.edge(m.length))
            ink.p.fillRect(area, faded(ink.theme.bg, 0.8))


def head(
    ink: Ink, track: Track, letter: str, name: str, *, token: str = "t1", bar: bool = True
) -> None:
    """Paint the header of a track: its colour, letter and name."""
    x = px(INSET)
    first, second = track.lines
    if bar:
        rect = QRectF(x - px(2), track.rect.top(), px(3), track.rect.height())
        ink.box(rect, getattr(ink.theme, token), radius=1.5)
    left = x + px(9)
    wide = ink.text(left, middle(first, 17), letter, size=17, weight=700, token=token)
    if track.tall:
        ink.text(left, middle(second, 12), name, size=12, token="t2")
    elif left + wide + px(8) + text_width(name, 12) < x + px(HEADER - 58):
        ink.text(left + wide + px(8), middle(first, 12), name, size=12, token="t2")


def small_name(ink: Ink, track: Track, name: str) -> None:
    """Paint a name between letter and number; a name that is too long is left to the bubble."""
    left, right = px(INSET + 25), px(INSET + HEADER - 9 - VALUE)
    if left + text_width(name, 12) <= right:
        ink.text(left, middle(track.lines[0], 12), name, size=12, token="t2")


def short(number: float) -> str:
    """Write a number with two decimals, or with as many as leave room for the name beside it."""
    for decimals in (2, 1, 0):
        text = numbers.decimal(number, decimals)
        if text_width(text, 13, 600) <= px(VALUE):
            return text
    return numbers.gradient(number)


def value(ink: Ink, track: Track, text: str) -> None:
    """Paint the number at the playhead, at the right end of the header."""
    right = px(INSET + HEADER - 9)
    ink.text(right, middle(track.lines[0], 13), text, size=13, weight=600, align="right")


def scale(ink: Ink, track: Track, text: str, name: str, number: str = "", letter: str = "") -> None:
    """Paint the range of the colours: beside the name, or above it where that is too long.

    A low track has room for it between letter and number alone: where it would touch the number,
    as “±1e−4” and “−2e−4” do, it is left away.
    """
    left, right = px(INSET + 9), px(INSET + HEADER - 9)
    if not track.tall:
        start = left + max(px(22), text_width(letter, 17, 700) + px(5))
        end = start + text_width(text, 12)
        if end + px(6) <= right - text_width(number, 13, 600):
            ink.text(start, middle(track.lines[0], 12), text, size=12, token="t3")
        return
    fits = left + text_width(name, 12) + px(6) + text_width(text, 12) <= right
    if fits:
        ink.text(right, middle(track.lines[1], 12), text, size=12, token="t3", align="right")
    else:
        start = left + max(px(26), text_width(letter, 17, 700) + px(5))
        ink.text(start, middle(track.lines[0], 12), text, size=12, token="t3")


def scaled_line(width: float = 1) -> float:
    """Give a width of a line, scaled but never blurred below a pixel."""
    return max(1.0, width * current.scale)
