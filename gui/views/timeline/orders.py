"""Orders: the units of a layer by their number, or so that those that behave alike are neighbours."""

from __future__ import annotations

import weakref
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from engine.recording import Floats, Integers, Recording

ORDERS = ("index", "similarity")
WORK = 4e7
"""Multiplications that one order may take: of long sequences and large layers a part of the steps is compared."""


def similar(values: Floats) -> Integers:
    """Order units so that neighbours behave alike.

    The first is the one most like all others, then always the one most like the one before: a chain, greedy, the
    same for the same numbers; of equals the lower number goes first. What never changes stands at the end.

    Parameters
    ----------
    values : (units, N)
        What each unit gives over N steps.

    Returns
    -------
    (units,) int64
        Numbers of the units, from 0, from top to bottom.
    """
    units = len(values)
    centred = np.nan_to_num(values.astype(np.float64), posinf=0.0, neginf=0.0)
    centred = centred - centred.mean(axis=1, keepdims=True)
    lengths = np.sqrt((centred**2).sum(axis=1))
    moving = lengths > 1e-7 * max(float(lengths.max(initial=0.0)), 1e-30)
    centred[moving] /= lengths[moving, None]
    centred[~moving] = 0
    # rounded, so that what differs in the last bit alone is a tie and goes by number
    alike = np.round(centred @ centred.T, 9)
    left = moving.copy()
    order: list[int] = []
    while left.any():
        likeness = alike[order[-1]] if order else alike.sum(axis=1).round(6)
        best = int(np.argmax(np.where(left, likeness, -np.inf)))
        order.append(best)
        left[best] = False
    order += np.flatnonzero(~moving).tolist()
    assert len(order) == units
    return np.array(order, np.int64)


def compared_steps(recording: Recording, layer: int) -> Floats:
    """Give what the units of a layer give over the steps of all examples, (units, N), a part where there are many."""
    output = recording.layers[layer].output
    steps, units, batch = output.shape
    flat = output.transpose(1, 0, 2).reshape(units, steps * batch)
    if steps == recording.steps:
        counted = np.arange(steps)[:, None] < recording.lengths[None, :]
        if not counted.all():
            flat = flat[:, counted.ravel()]
    most = max(32, int(WORK / units**2))
    found: Floats = flat[:, :: -(-flat.shape[1] // most)]
    return found


class Orders:
    """The order of the units of each layer, chosen anew with each Recording over which a playhead goes.

    While training runs the last one is kept, so that rows do not jump.

    Attributes
    ----------
    kind : str
        One of `ORDERS`.
    """

    def __init__(self) -> None:
        self.kind = "index"
        self._of: weakref.ref[Any] | None = None
        self._kept: dict[int, Integers] = {}
        self._new: set[int] = set()

    def rows(self, recording: Recording | None, layer: int) -> Integers | None:
        """Give the numbers of a layer's units from top to bottom; None for their own order."""
        if self.kind == "index" or recording is None:
            return None
        trace = recording.layers[layer]
        stopped = recording.stepped
        if stopped and (self._of is None or self._of() is not recording):
            self._of, self._new = weakref.ref(recording), set()
        kept = self._kept.get(layer)
        fits = kept is not None and len(kept) == trace.units
        if fits and (not stopped or layer in self._new):
            return kept
        if not stopped:
            return None  # nothing to keep yet, and rows must not jump
        self._new.add(layer)
        values, half = compared_steps(recording, layer), trace.units // 2
        if trace.both:  # the directions stay apart
            kept = np.concatenate([similar(values[:half]), half + similar(values[half:])])
        else:
            kept = similar(values)
        self._kept[layer] = kept
        return kept
