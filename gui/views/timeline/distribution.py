"""The distribution of a gate: how open its units are, at the step of the playhead and over all steps."""

from __future__ import annotations

from math import isfinite
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QCoreApplication, QRectF
from PySide6.QtGui import QImage

from gui.theme import px
from gui.widgets import numbers
from gui.widgets.ink import Ink, faded, middle, mixed, text_width

if TYPE_CHECKING:
    from collections.abc import Sequence

    from engine.datasets.dataset import Mask
    from engine.recording import Floats, Integers

    from .moment import Moment
    from .units import UnitTrack

translate = QCoreApplication.translate

WIDTH = 26
"""Width of the strip in pixels, before scaling."""
BESIDE = 16
"""Space between the maps and the strip: there stand overview and direction."""
BINS = 16
"""Classes from closed to open."""
MOST = 8000
"""Values that are counted of all steps together."""
LEAST_AXIS = 300
"""Below this width of the steps, before scaling, there is no room for it."""


def counts(values: Floats) -> Floats:
    """Count values from 0 to 1 in classes, as shares of the largest class.

    Parameters
    ----------
    values : (K, N)
        Of K gates; what is not finite is not counted.

    Returns
    -------
    (K, BINS) float64
        From closed to open, the largest 1; all 0 where there are none.
    """
    gates = len(values)
    with np.errstate(invalid="ignore"):
        places = np.clip((values * BINS).astype(np.intp), 0, BINS - 1)
    places += np.arange(gates)[:, None] * BINS
    if not isfinite(float(values.sum())):
        places = places[np.isfinite(values)]
    found = np.bincount(places.ravel(), minlength=gates * BINS).reshape(gates, BINS)
    return found / np.maximum(1, found.max(axis=1, keepdims=True))  # type: ignore[no-any-return]


def bars(shares: Floats, width: int) -> Mask:
    """Give bars from the left, the open ones at the top.

    Parameters
    ----------
    shares : (K, BINS)
        Lengths, from closed to open.
    width : int
        Pixels of the longest.

    Returns
    -------
    (K, BINS, width) bool
        Where there is one.
    """
    lengths = np.where(shares > 0, np.maximum(1, np.rint(shares * width)), 0)[:, ::-1, None]
    return np.arange(width) < lengths


def paint_pixels(ink: Ink, rects: Sequence[QRectF], pixels: Integers) -> None:
    """Paint pictures (K, BINS, width) of premultiplied colours."""
    count, _, width = pixels.shape
    form = QImage.Format.Format_ARGB32_Premultiplied
    image = QImage(pixels.data, width, BINS * count, 4 * width, form)
    for k, rect in enumerate(rects):
        ink.p.drawImage(rect, image, QRectF(0, k * BINS, width, BINS))


def strip(m: Moment, track: UnitTrack) -> QRectF:
    """Give where the strip of a track stands."""
    return QRectF(m.axis.right + px(BESIDE), track.rect.top(), px(WIDTH), track.rect.height())


def whole_rows(values: Floats, m: Moment) -> Floats:
    """Leave out the steps beyond the end of a shorter example."""
    return values[: m.length] if values.shape[0] == m.axis.steps.total else values


def mean_at(m: Moment, name: str, t: int) -> float | None:
    """Give the mean over units at a step; None where there is none."""
    values, place = m.values(name), m.place(name, t)
    return None if values is None or place < 0 else float(values[place].mean())


def paint_all(ink: Ink, m: Moment, tracks: Sequence[UnitTrack]) -> None:
    """Paint how open gates are over all steps, and while time runs the mean.

    Parameters
    ----------
    ink : Ink
        Where to paint.
    m : Moment
        Of the layer of the gates.
    tracks : sequence of UnitTrack
        Gates of one layer: what they show is counted together.
    """
    found = [values for each in tracks if (values := m.values(each.key)) is not None]
    if len(found) < len(tracks) or not tracks:
        return
    values = np.array([whole_rows(each, m) for each in found])
    # of many steps each so many-th: the bars are the same
    values = values[:, :: max(1, -(-values[0].size // MOST))].reshape(len(tracks), -1)
    means, shares = values.mean(axis=1).tolist(), counts(values)
    ground = ink.theme.s2
    colours = [mixed(getattr(ink.theme, each.token), ground, 0.38).rgba() for each in tracks]
    lit = bars(shares, px(WIDTH))
    pixels = np.where(lit, np.array(colours, np.uint32)[:, None, None], np.uint32(ground.rgba()))
    paint_pixels(ink, [strip(m, each) for each in tracks], pixels)
    for each, mean in zip(tracks, means, strict=True):
        paint_line(ink, m, each)
        if m.playhead is None:
            paint_mean(ink, strip(m, each), mean)


def paint_line(ink: Ink, m: Moment, track: UnitTrack) -> None:
    """Paint the line from which the bars go out."""
    rect = strip(m, track)
    ink.fill(rect.left() - 1, rect.top(), 1, rect.height(), ink.theme.line2)


def paint_mean(ink: Ink, rect: QRectF, mean: float) -> None:
    """Paint a line across at a mean from 0 to 1."""
    if not isfinite(mean):
        return
    y = rect.bottom() - min(max(mean, 0.0), 1.0) * rect.height()
    y = min(max(y, rect.top() + 1), rect.bottom() - 1)
    left, wide = rect.left() - px(1), rect.width() + px(4)
    ink.fill(left, y - 2, wide, px(4), faded(ink.theme.bg, 0.7))
    ink.fill(left, y - 1, wide, px(2), ink.theme.t1)


def paint_steps(ink: Ink, m: Moment, tracks: Sequence[UnitTrack]) -> None:
    """Paint how open gates are at the step of the playhead, and the mean as a line.

    Parameters
    ----------
    ink : Ink
        Where to paint.
    m : Moment
        Of the layer of the gates.
    tracks : sequence of UnitTrack
        Gates of one layer: what they show is counted together.
    """
    seen = [each for each in tracks if m.place(each.key, m.t) >= 0 and each.reached(m, m.t, 0)]
    if not seen or m.playhead is None:
        return
    here = np.array([m.values(each.key)[m.place(each.key, m.t)] for each in seen])  # type: ignore[index]
    wide = max(1, round(0.7 * px(WIDTH)))
    colours = np.array([getattr(ink.theme, each.token).rgba() for each in seen], np.uint32)
    lit = bars(counts(here), wide).astype(np.uint32)
    strips = [strip(m, each) for each in seen]
    inner = [rect.adjusted(0, 0, -0.3 * rect.width(), 0) for rect in strips]
    paint_pixels(ink, inner, lit * colours[:, None, None])
    for rect, mean in zip(strips, here.mean(axis=1).tolist(), strict=True):
        paint_mean(ink, rect, mean)


def paint_title(ink: Ink, m: Moment, y: float) -> None:
    """Paint over the strips what they are, where there is room for it."""
    text = translate("Timeline", "open")
    x = m.axis.right + px(BESIDE) + px(WIDTH) / 2
    x = min(x, m.axis.right + px(BESIDE + WIDTH + 7) - text_width(text, 12) / 2)
    ink.text(x, middle(y, 12), text, size=12, token="t3", align="centre")


def note(m: Moment, track: UnitTrack) -> str:
    """Say how open a gate is on average."""
    values = m.values(track.key)
    if values is None:
        return ""
    whole = numbers.decimal(float(whole_rows(values, m).mean()))
    here = mean_at(m, track.key, m.t)
    if here is None or m.playhead is None:
        text = translate("Timeline", "{letter}: open by {mean} on average over units and steps")
        return text.format(letter=track.letter, mean=whole)
    text = translate(
        "Timeline", "{letter}: open by {here} on average at step {step}, by {mean} over all steps"
    )
    here_text = numbers.decimal(here)
    return text.format(letter=track.letter, here=here_text, step=m.number(m.t), mean=whole)
