"""Layout: how the height of the timeline is shared among its tracks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF

from gui.theme import px

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .track import Track

FOLDED = 20
"""Height of a folded track in pixels, before scaling."""


def least(tracks: Sequence[Track]) -> int:
    """Give the smallest height that tracks can have together, with the gaps between them."""
    return sum(px(FOLDED if t.folded else t.low) + px(2) for t in tracks)


def lay_out(
    tracks: Sequence[Track], top: float, bottom: float, width: float, most: float = 10_000.0
) -> None:
    """Place tracks one below the other.

    Those with a height of their own get it, as long as the others have room for their least; fixed ones shrink
    to their least, the others take what is left. A track of units grows up to `most`; what is then left goes to the
    fixed ones that are `spacious`.

    Parameters
    ----------
    tracks : sequence of Track
        From top to bottom; their ``rect`` is set.
    top, bottom : float
        Room.
    width : float
        Of all of them.
    most : float
        Largest height of a track of units that has no height of its own.
    """
    chosen = _chosen(tracks, bottom - top)
    rest = [t for t in tracks if t not in chosen]
    fixed = [t for t in rest if not t.grows]
    growing = len(rest) - len(fixed)
    room = bottom - top - sum(chosen.values()) - sum(px(2) for t in chosen)
    wanted = sum(px(t.high) + px(t.gap) for t in rest)
    smallest = least(rest)
    ease = min(1.0, max(0.0, (room - smallest) / max(1, wanted - smallest)))
    gaps = {t: px(2) + (0 if t in chosen else ease * max(0, px(t.gap) - px(2))) for t in tracks}
    heights = {t: px(t.low) + ease * (px(t.high) - px(t.low)) for t in fixed}
    left = bottom - top - sum(gaps.values()) - sum(heights.values()) - sum(chosen.values())
    share = min(max(float(px(20)), left / max(1, growing)), most)
    spacious = [t for t in fixed if t.spacious]
    spare = max(0.0, left - share * growing) / max(1, len(spacious))
    y = float(top)
    for t in tracks:
        height = chosen.get(t, share)
        if t in heights:
            height = heights[t] + (spare if t.spacious else 0)
        t.rect = QRectF(0, round(y), width, round(height))
        y = round(y) + round(height) + gaps[t]


def _chosen(tracks: Sequence[Track], room: float) -> dict[Track, float]:
    """Give the heights of the tracks that have one of their own, less where the others need the room."""
    folded = {t: float(px(FOLDED)) for t in tracks if t.folded}
    own = {t: float(px(t.own)) for t in tracks if t.own is not None and t not in folded}
    others = [t for t in tracks if t not in own]
    lows = {t: float(px(t.low)) for t in own}
    free = room - least(others) - sum(lows.values()) - px(2) * len(own)
    wanted = sum(max(0.0, own[t] - lows[t]) for t in own)
    part = min(1.0, max(0.0, free / wanted)) if wanted > 0 else 1.0
    return folded | {t: lows[t] + part * (own[t] - lows[t]) for t in own}
