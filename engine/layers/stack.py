"""Stack: dense layers right above one another, whose slopes are found together.

    slope = activation'(z), found from y, of all layers of the Stack at once
    dz = dy * slope

Of small layers of one step the number of calls is the time, and this is a third of the calls for a layer of tanh: it
takes a twentieth off an iteration of two of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

import numpy as np

from ..activations import SLOPES
from .dense import Dense
from .memory import zeros

if TYPE_CHECKING:
    from numpy.typing import DTypeLike

    from .base import Array, Layer
    from .dense import Call


class Stack:
    """Memory for the outputs of dense layers side by side, and for their slopes.

    Parameters
    ----------
    layers : sequence of Dense
        Of one step and of one activation of `SLOPES`, from below.
    batch : int
        B.
    dtype : data type
        Of the numbers.

    Attributes
    ----------
    top : Dense
        The layer that is first in backward.
    find : call
        Finds the slopes of all layers.
    """

    def __init__(self, layers: Sequence[Dense], batch: int, dtype: DTypeLike) -> None:
        self.top = layers[-1]
        ends = np.cumsum([0] + [layer.units + 1 for layer in layers]).tolist()
        self._y1, self._slope = (zeros((1, ends[-1], batch), dtype) for _ in range(2))
        self._y1[:, [end - 1 for end in ends[1:]]] = 1
        self._rows = {
            layer: slice(*pair) for layer, pair in zip(layers, pairwise(ends), strict=True)
        }
        self.find: Call = SLOPES[self.top.activation], (self._y1, self._slope)

    def outputs(self, layer: Dense) -> Array:
        """Return y of a layer with its row of 1 behind, (1, units + 1, B)."""
        y1: Array = self._y1[:, self._rows[layer]]
        return y1

    def slope(self, layer: Dense) -> Array:
        """Return the slope of a layer, (1, units, B), as `find` leaves it."""
        slope: Array = self._slope[:, self._rows[layer]]
        return slope[:, :-1]


def stacks(
    layers: Sequence[Layer], one_step: Sequence[bool], batch: int, dtype: DTypeLike
) -> dict[Layer, Stack]:
    """Return the Stack of each layer that is in one.

    Parameters
    ----------
    layers : sequence of Layer
        Those of a network.
    one_step : sequence of bool
        Which of them have one step only.
    batch, dtype
        As for `Stack`.

    Returns
    -------
    dict of Stack
        Without the layers that have no other of their activation right above or below.
    """
    found: dict[Layer, Stack] = {}
    # a layer that cannot be in a Stack is a run of its own
    kinds = [
        layer.activation
        if one and isinstance(layer, Dense) and layer.activation in SLOPES
        else str(k)
        for k, (layer, one) in enumerate(zip(layers, one_step, strict=True))
    ]
    for _, group in groupby(zip(kinds, layers, strict=True), lambda pair: pair[0]):
        run = [layer for _, layer in group if isinstance(layer, Dense)]
        if len(run) > 1:
            found |= dict.fromkeys(run, Stack(run, batch, dtype))
    return found
