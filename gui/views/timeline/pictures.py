"""Pictures: the tracks as pixmaps, so that a move of the playhead copies and does not paint."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QRectF, QSize
from PySide6.QtGui import QPainter, QPixmap

from gui.theme import current
from gui.widgets.ink import Ink, painting

if TYPE_CHECKING:
    from engine.recording import Recording

    from .moment import Moment
    from .track import Track


class Pictures:
    """Three pixmaps of all tracks.

    `still` holds the headers and is painted anew when size, theme, language or the tracks change.
    `reached` adds all steps of a Recording as they look when the playhead has passed them, `ahead`
    as they look before. Painting copies the one, and over it those parts of the other that are
    not reached.
    """

    def __init__(self) -> None:
        self._still: tuple[object, QPixmap] | None = None
        self._reached: tuple[object, QPixmap] | None = None
        self._ahead: QPixmap | None = None
        self._painted: Recording | None = None

    def forget(self) -> None:
        """Paint all anew, and hold nothing."""
        self._still = self._reached = self._ahead = self._painted = None

    def release(self, recording: Recording | None) -> None:
        """Give back the Recording that was painted, if another one is shown now."""
        if recording is not self._painted:
            self._painted = self._reached = None

    def paint(
        self, painter: QPainter, m: Moment, tracks: list[Track], size: QSize, ratio: float
    ) -> None:
        """Paint all tracks without what moves.

        Parameters
        ----------
        painter : QPainter
            Of the view.
        m : Moment
            What is shown.
        tracks : list of Track
            From top to bottom, laid out.
        size : QSize
            Of the view.
        ratio : float
            Device pixels in a pixel.
        """
        painter.drawPixmap(0, 0, self._reached_pixmap(m, tracks, size, ratio))
        if m.playhead is None:
            return
        steps = m.axis.steps
        for top, bottom, (first, stop) in bands(m, tracks):
            for start, end in ((steps.first, first), (stop, steps.stop)):
                if end <= start:
                    continue
                x1, x2 = round(m.axis.edge(start)), round(m.axis.edge(end))
                part = QRectF(x1, top, x2 - x1, bottom - top)
                source = QRectF(
                    x1 * ratio, top * ratio, part.width() * ratio, part.height() * ratio
                )
                painter.drawPixmap(part, self._ahead_pixmap(m, tracks), source)

    def still(self, m: Moment, tracks: list[Track], size: QSize, ratio: float) -> QPixmap:
        """Give the headers alone."""
        return self._still_pixmap(self._still_key(m, tracks, size, ratio), m, tracks, size, ratio)

    def _still_pixmap(
        self, key: object, m: Moment, tracks: list[Track], size: QSize, ratio: float
    ) -> QPixmap:
        if self._still is None or self._still[0] != key:
            pixmap = QPixmap(
                max(1, round(size.width() * ratio)), max(1, round(size.height() * ratio))
            )
            pixmap.setDevicePixelRatio(ratio)
            pixmap.fill(current.theme.bg)
            with painting(pixmap) as painter:
                ink = Ink(painter)
                for track in tracks:
                    track.still(ink, m)
            self._still = (key, pixmap)
        return self._still[1]

    @staticmethod
    def _still_key(m: Moment, tracks: list[Track], size: QSize, ratio: float) -> object:
        """Give all that the headers depend on."""
        return (
            QSize(size), ratio, current.theme.name, current.scale, QLocale().name(), len(tracks),
            m.kind, m.both, m.backward, m.axis.steps, m.units, m.recording is None,
            m.shown.frame.dataset.input_names, tracks[-1].rect.top(), m.other is None,
        )  # fmt: skip

    def _reached_pixmap(self, m: Moment, tracks: list[Track], size: QSize, ratio: float) -> QPixmap:
        still = self._still_key(m, tracks, size, ratio)
        key = (still, m.shown.example, m.shown.layer, m.phase == "loss", m.shown.beside)
        stale = self._painted is not m.recording
        if self._reached is None or stale or self._reached[0] != key:
            for track in tracks:
                track.prepare(m)
            pixmap = QPixmap(self._still_pixmap(still, m, tracks, size, ratio))
            with painting(pixmap) as painter:
                ink = Ink(painter)
                for track in tracks:
                    track.steps(ink, m, reached=True)
            self._reached, self._ahead, self._painted = (key, pixmap), None, m.recording
        return self._reached[1]

    def _ahead_pixmap(self, m: Moment, tracks: list[Track]) -> QPixmap:
        if self._ahead is None:
            assert self._reached is not None
            self._ahead = QPixmap(self._reached[1])
            with painting(self._ahead) as painter:
                ink = Ink(painter)
                for track in tracks:
                    track.steps(ink, m, reached=False)
        return self._ahead


def bands(m: Moment, tracks: list[Track]) -> list[tuple[float, float, tuple[int, int]]]:
    """Join neighbouring tracks that are reached alike: one copy for all of them.

    Parameters
    ----------
    m : Moment
        What is shown.
    tracks : list of Track
        From top to bottom.

    Returns
    -------
    list of (float, float, (int, int))
        Top, bottom, and the steps that are reached: from, up to.
    """
    found: list[tuple[float, float, tuple[int, int]]] = []
    for top, bottom, span in (strip for track in tracks for strip in track.spans(m)):
        if found and found[-1][2] == span:
            found[-1] = (found[-1][0], bottom, span)
        else:
            found.append((top, bottom, span))
    return found
