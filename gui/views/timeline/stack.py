"""Stack: which tracks there are, from top to bottom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gui.theme import px
from gui.widgets.settings import kind_of

from .arrangement import Arrangement
from .gates import gate_tracks
from .gradient_flow import GradientTrack
from .gradients import GradientScale
from .groups import FROM, GroupTrack
from .heatmap import Ranges
from .inputs import InputTrack
from .layers import layer_tracks
from .layout import lay_out, least
from .overview import Overview
from .predictions import PredictionTrack
from .states import state_tracks
from .units import UnitTrack
from .unrolled import Ruler

if TYPE_CHECKING:
    from gui.shown import Shown

    from .track import Track


def kinds_of(shown: Shown) -> list[str]:
    """Give the kind of each layer; before there is a Recording as they are planned."""
    recording = shown.frame.recording
    if recording is not None:
        return [trace.kind for trace in recording.layers]
    network = shown.frame.project.network
    planned = [kind_of(layer) for layer in network.layers]
    return planned + ["dense"] * (network.output is not None or not planned)


class Stack:
    """The tracks of the timeline.

    Attributes
    ----------
    arrangement : Arrangement
        Order, heights and folds.
    tracks : list of Track
        From top to bottom.
    grouped : bool
        Whether layers stand one below the other, each with a line of its own.
    overview : Overview or None
        The strip of all steps, where not all are in sight.
    ruler : Track
        The ruler.
    """

    def __init__(self) -> None:
        self.arrangement = Arrangement()
        self.ranges = Ranges()
        self.flow, self.input, self.output = GradientTrack(), InputTrack(), PredictionTrack()
        self.ruler: Track = Ruler(self.flow)
        self.overview: Overview | None = None
        self.tracks: list[Track] = []
        self.grouped = self.timeless = False
        self._opened: list[int] = []
        self._shut: set[int] = set()
        self._looked = -1
        self._scales: dict[int, GradientScale] = {}
        self._key: object = None

    # -- which there are -----------------------------------------------------------------------

    def choose(self, shown: Shown, *, timeless: bool, long: bool, room: float) -> bool:
        """Choose the tracks; tell whether they are others than before.

        Parameters
        ----------
        shown : Shown
            What the window shows.
        timeless : bool
            Whether the network has no time.
        long : bool
            Whether not all steps are in sight.
        room : float
            Height in pixels.
        """
        kinds = kinds_of(shown)
        if shown.layer != self._looked:  # what is looked at is seen
            self._shut.discard(shown.layer)
            self._looked = shown.layer
        grouped = not timeless and len(kinds) >= FROM
        key = (
            tuple(kinds), timeless, long, grouped, room if grouped else 0, shown.layer, tuple(self._opened),
            frozenset(self._shut), self.arrangement.changes, len(shown.frame.project.network.layers),
        )  # fmt: skip
        if key == self._key:
            return False
        self._key, self.grouped, self.timeless = key, grouped, timeless
        if timeless:
            self.overview, self.tracks = None, layer_tracks(self.ranges)
            self.ruler = self.tracks[0]
            return True
        self.overview = Overview(self.flow) if long else None
        self.ruler = Ruler(self.flow)
        own = self._own(kinds, shown) if grouped else {}
        opened = {shown.layer} - self._shut
        self._build(kinds, shown, own, opened)
        if grouped:
            for layer in reversed(self._opened):  # the latest first, as many as there is room for
                if layer in opened or layer >= len(kinds):
                    continue
                self._build(kinds, shown, own, opened | {layer})
                if least(self.tracks) <= room:
                    opened = opened | {layer}
            self._build(kinds, shown, own, opened)
        return True

    @staticmethod
    def _own(kinds: list[str], shown: Shown) -> dict[int, str]:
        """Give the kind of each layer; empty for that of the outputs."""
        layers = len(shown.frame.project.network.layers)
        return {layer: kind if layer < layers else "" for layer, kind in enumerate(kinds)}

    def _build(
        self, kinds: list[str], shown: Shown, named: dict[int, str], opened: set[int]
    ) -> None:
        layers: list[Track] = []
        if not named:
            kind = kinds[min(shown.layer, len(kinds) - 1)]
            layers += self._units(kind, -1, self.scale(shown.layer))
        for layer, name in named.items():
            scale = self.scale(layer)
            layers.append(GroupTrack(layer, name, layer in opened, scale))
            if layer in opened:
                layers += self._units(kinds[layer], layer, scale)
        blocks: dict[str, list[Track]] = {
            "x": [self.input], "layers": layers, "y": [self.output], "gradient": [self.flow],
        }  # fmt: skip
        order = self.arrangement.order("blocks", list(blocks))
        top = [self.overview] if self.overview is not None else []
        self.tracks = [*top, self.ruler, *(each for name in order for each in blocks[name])]
        for each in self.tracks:
            each.folded = bool(each.kept) and self.arrangement.folded(each.kept)

    def _units(self, kind: str, layer: int, scale: GradientScale) -> list[Track]:
        """Make the tracks of a layer, in the order chosen."""
        found: list[UnitTrack] = [
            *gate_tracks(kind, self.ranges),
            *state_tracks(kind, self.ranges),
        ]
        made = {each.key: each for each in found}
        for each in made.values():
            each.layer, each.scale, each.kind = layer, scale, kind
        return [made[letter] for letter in self.arrangement.order(kind, list(made))]

    def scale(self, layer: int) -> GradientScale:
        """Give the decades of the gradients of a layer."""
        return self._scales.setdefault(layer, GradientScale())

    @property
    def units(self) -> list[UnitTrack]:
        """The tracks of units."""
        return [each for each in self.tracks if isinstance(each, UnitTrack)]

    def layers(self) -> list[int]:
        """Give the layers that have a line of their own."""
        return [each.layer for each in self.tracks if isinstance(each, GroupTrack)]

    # -- how high they are ---------------------------------------------------------------------

    def lay_out(self, top: float, bottom: float, width: float, most: float) -> None:
        """Share out the height."""
        for each in self.tracks:
            each.own = self.arrangement.height(each.kept) if self.movable(each) else None
        lay_out(self.tracks, top, bottom, width, most)

    def resize(self, track: Track, height: float | None, *, final: bool = True) -> None:
        """Choose the height of a track in pixels; None for its usual share."""
        scaled = None if height is None else height / px(100) * 100
        self.arrangement.set_height(track.kept, scaled, final=final)

    # -- where they stand ----------------------------------------------------------------------

    def movable(self, track: Track) -> bool:
        """Tell whether height and fold of a track can be chosen."""
        alone = track in (self.input, self.output, self.flow)
        return not self.timeless and (alone or isinstance(track, UnitTrack))

    def ordered(self, track: Track) -> bool:
        """Tell whether a track can be put to another place."""
        if not self.movable(track):
            return False
        return self.arrangement.movable(self.family(track)[0])

    def family(self, track: Track) -> tuple[str, list[tuple[str, float, float]]]:
        """Give the order in which a track stands, and letter, top and bottom of all in it."""
        if isinstance(track, UnitTrack):
            found = [each for each in self.units if each.layer == track.layer]
            return track.kind, [(t.key, t.rect.top(), t.rect.bottom()) for t in found]
        alone = {id(self.input): "x", id(self.output): "y", id(self.flow): "gradient"}
        places: dict[str, tuple[float, float]] = {}
        for each in self.tracks:
            if each in (self.ruler, self.overview):
                continue
            name = alone.get(id(each), "layers")
            top = places.get(name, (each.rect.top(), 0.0))[0]
            places[name] = (top, each.rect.bottom())
        return "blocks", [(name, top, bottom) for name, (top, bottom) in places.items()]

    def drop(self, track: Track, y: float) -> tuple[int, float]:
        """Give the place to which a track would come at a height, and where its edge is then."""
        _, family = self.family(track)
        others = [each for each in family if each[0] != track.key]
        place = sum((top + bottom) / 2 < y for _, top, bottom in others)
        if place < len(others):
            return place, others[place][1] - px(2)
        return place, (others[-1][2] if others else track.rect.bottom()) + px(2)

    def put(self, track: Track, place: int) -> bool:
        """Put a track to another place of its order; tell whether it moved."""
        return self.arrangement.move(self.family(track)[0], track.key, place)

    def shift(self, track: Track, way: int) -> bool:
        """Move a track by one place; tell whether it moved."""
        name, _ = self.family(track)
        place = self.arrangement.place(name, track.key)
        return place + way >= 0 and self.arrangement.move(name, track.key, place + way)

    def fold(self, track: Track) -> None:
        """Fold a track or open it; of a group all its tracks."""
        if not isinstance(track, GroupTrack):
            self.arrangement.fold(track.kept, not track.folded)
            return
        if track.layer in self._opened:
            self._opened.remove(track.layer)
        if track.opened:
            self._shut.add(track.layer)
        else:
            self._shut.discard(track.layer)
            self._opened.append(track.layer)
