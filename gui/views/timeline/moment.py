"""Moment: what one painting of the timeline needs, taken from what is shown, once."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from gui.views.comparing import compared
from gui.widgets.settings import kind_of

from .gradients import shows_gradients

if TYPE_CHECKING:
    from engine.playhead import Playhead
    from engine.recording import Floats, Integers, Recording, Trace
    from gui.shown import Shown

    from .axis import Axis, Window


def planned_kind(shown: Shown) -> str:
    """Give the kind that the layer looked at will have, before there is a Recording."""
    layers = shown.frame.project.network.layers
    if shown.layer >= len(layers):
        return "dense"
    return kind_of(layers[shown.layer])


@dataclass(frozen=True, eq=False)
class Moment:
    """What one painting of the timeline needs.

    Attributes
    ----------
    shown : Shown
        What the window shows.
    recording : Recording or None
        The iteration at hand.
    playhead : Playhead or None
        Place over it; None without one and while training runs.
    axis, units : Axis, Window
        Steps and units in sight; of the units their rows, from top to bottom.
    kind : str
        Kind of the layer looked at.
    t : int
        Step of the playhead, from 0.
    backward : bool
        Whether the playhead stands in the backward phase or behind it.
    forward_to, backward_from : int
        In the layer looked at, steps 0 .. forward_to - 1 are computed, and the gradients of
        backward_from .. T - 1.
    output_to : int
        Steps of the output that are computed.
    length : int
        Time steps of the example.
    both : bool
        Whether the layer looked at reads in both directions; then the second half of its units is the reverse one.
    reverse_forward, reverse_backward : int
        Of its reverse direction, steps reverse_forward .. T - 1 are computed, and the gradients of
        0 .. reverse_backward - 1.
    start : int
        Number of the first step, from 0: not 0 within truncated sequences.
    other : Recording or None
        The branch that is compared: its numbers are subtracted from all that stands in tracks of units.
    gradients : bool
        Whether tracks of units show gradients.
    order : (units,) int64 or None
        Numbers of the units from top to bottom; None: in their own order.
    groups : dict of Moment
        The same of other layers that are seen, by layer.
    """

    shown: Shown
    recording: Recording | None
    playhead: Playhead | None
    axis: Axis
    units: Window
    kind: str
    t: int
    backward: bool
    forward_to: int
    backward_from: int
    output_to: int
    length: int
    both: bool = False
    reverse_forward: int = 0
    reverse_backward: int = 0
    start: int = 0
    other: Recording | None = None
    gradients: bool = False
    order: Integers | None = None
    groups: dict[int, Moment] = field(default_factory=dict)

    @property
    def passing(self) -> bool:
        """Whether time runs: the next refresh shows another Recording of the same example."""
        return self.playhead is None and self.recording is not None and self.recording.followed

    def of(self, layer: int) -> Moment:
        """Give the same of another layer; of -1 of the one looked at."""
        return self.groups.get(layer, self)

    def unit(self, row: int) -> int:
        """Give the unit that stands in a row."""
        return row if self.order is None or row >= len(self.order) else int(self.order[row])

    def row(self, unit: int) -> int:
        """Give the row in which a unit stands; -1 for none."""
        if self.order is None or not 0 <= unit < len(self.order):
            return unit
        return int((self.order == unit).argmax())

    def number(self, t: int) -> int:
        """Give the number of a step as it is shown: from 1."""
        return self.start + t + 1

    def reverse(self, unit: int) -> bool:
        """Tell whether a unit, or what stands in a row, belongs to the reverse direction."""
        return self.both and unit >= self.units.total // 2

    def unit_name(self, unit: int) -> str:
        """Name a unit by its number, from 1; of the reverse direction by its number there."""
        if not self.reverse(unit):
            return str(unit + 1)
        text = QCoreApplication.translate("Timeline", "{unit} in reverse")
        return text.format(unit=unit + 1 - self.units.total // 2)

    @property
    def made(self) -> Trace:
        """The arrays of the layer looked at."""
        assert self.recording is not None
        return self.recording.layers[self.shown.layer]

    @property
    def phase(self) -> str:
        """Phase of the playhead; forward while training runs."""
        return self.playhead.phase if self.playhead is not None else "forward"

    def values(self, name: str) -> Floats | None:
        """Give an array of the layer for the example, (T, units); None where it was not kept."""
        found = getattr(self.made, name, None) if self.recording is not None else None
        if found is None:
            return None
        values: Floats = found[:, :, self.shown.example]
        if self.other is None:
            return values
        other = getattr(self.other.layers[self.shown.layer], name, None)
        if other is None or other.shape != found.shape:
            return None
        difference: Floats = values - other[:, :, self.shown.example]
        return difference

    def place(self, name: str, t: int) -> int:
        """Give where step t stands in an array that may hold the last step alone; -1 if nowhere."""
        values = self.values(name)
        if values is None:
            return -1
        if values.shape[0] == 1 and self.axis.steps.total > 1:
            return 0 if t == self.length - 1 else -1
        return t if t < values.shape[0] else -1

    def value(self, name: str, t: int, unit: int) -> float | None:
        """Give one number; None where there is none."""
        place = self.place(name, t)
        values = self.values(name)
        if values is None or place < 0 or not 0 <= unit < values.shape[1]:
            return None
        return float(values[place, unit])


def moment(
    shown: Shown,
    axis: Axis,
    units: Window,
    *,
    mode: str = "phase",
    order: Integers | None = None,
) -> Moment:
    """Take from what is shown what one painting needs.

    Parameters
    ----------
    shown : Shown
        What the window shows.
    axis, units : Axis, Window
        Steps and rows of units in sight.
    mode : str
        What tracks of units show: one of `gradients.MODES`.
    order : (units,) int64 or None
        Numbers of the units from top to bottom.

    Returns
    -------
    Moment
        The same, at hand.
    """
    recording = shown.frame.recording
    total = axis.steps.total
    if recording is None:
        kind = planned_kind(shown)
        return Moment(shown, None, None, axis, units, kind, -1, False, 0, total, 0, total)
    always = shows_gradients(mode, backward=False)
    kind = recording.layers[shown.layer].kind
    length = int(recording.lengths[shown.example])
    free = shown.frame.running or not recording.stepped or shown.playhead is None
    if free:
        last = length - 1
        both = recording.layers[shown.layer].both
        return Moment(
            shown, recording, None, axis, units, kind, last, False, total, total, total, length,
            both, 0, total, recording.start, None, always, order,
        )  # fmt: skip
    head = shown.playhead
    assert head is not None
    forward_to, backward_from = head.reached(shown.layer)
    both = recording.layers[shown.layer].both
    reverse = head.reached(shown.layer, reverse=True) if both else (0, total)
    top = len(recording.layers) - 1
    output_to = forward_to if shown.layer == top else head.reached(top)[0]
    backward = head.phase in ("backward", "update")
    return Moment(
        shown, recording, head, axis, units, kind, head.t, backward,
        forward_to, backward_from, output_to, length, both, *reverse, recording.start, compared(shown),
        shows_gradients(mode, backward=backward), order,
    )  # fmt: skip
