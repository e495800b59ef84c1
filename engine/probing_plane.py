"""Plane: what every unit of a dense network gives over a grid of its one or two inputs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

import numpy as np

from .probes import Probe

if TYPE_CHECKING:
    from .network import Pass
    from .recording import Floats
    from .trainer import Trainer

WORK = 60_000_000
"""Products of one look at most: about 5 ms; a large network is looked at in fewer points."""
A_UNIT = 64
"""What bending and copying one output costs, in products."""
FEWEST = 8
"""Points along an input, however large the network."""

_passes: WeakKeyDictionary[Trainer, tuple[int, Pass]] = WeakKeyDictionary()
"""The arrays of the last look at each Trainer: made anew for another number of points alone."""


@dataclass(frozen=True)
class Plane(Probe):
    """Outputs of all layers over a grid, in evaluation mode: running statistics, nothing dropped.

    Attributes
    ----------
    left, right, bottom, top : float
        Bounds of the first and of the second input, in the units that the network reads;
        bottom and top count for two inputs only.
    resolution : int
        Points along each input at most, both bounds among them.
    """

    left: float
    right: float
    bottom: float = 0.0
    top: float = 0.0
    resolution: int = 48

    def look(self, trainer: Trainer) -> tuple[Floats, ...] | None:
        """Run the network forward over the grid, in arrays of its own.

        Parameters
        ----------
        trainer : Trainer
            Its parameters are read; nothing of it is changed.

        Returns
        -------
        tuple of array or None
            Read-only, one a layer: (units, n) for one input, (units, n, n) with the row of `bottom`
            first for two. None where the network reads symbols, more inputs or more than one time step.
        """
        network = trainer.network
        if network.inputs not in (1, 2) or trainer.dataset.steps != 1 or trainer.dataset.symbols:
            return None
        n = self._points(trainer)
        axes = [np.linspace(self.left, self.right, n)]
        if network.inputs == 2:
            axes.append(np.linspace(self.bottom, self.top, n))
        points = n ** len(axes)
        kept = _passes.get(trainer)
        if kept is None or kept[0] != points:
            bound = network.bind(
                None, 1, points, recording=True, forward_only=True, evaluating=True
            )
            kept = _passes[trainer] = points, bound
        bound = kept[1]
        bound.inputs[0] = np.stack([axis.ravel() for axis in np.meshgrid(*axes)])
        clamps = trainer.training.clamps
        bound.hold(clamps)
        for clamp in clamps:
            if clamp.layer < 0 and clamp.first == 0:
                bound.inputs[0, slice(None) if clamp.unit < 0 else clamp.unit] = clamp.value
        with np.errstate(all="ignore"):
            bound.forward(None)
        found = []
        for layer in bound.layers:
            array = layer.y[0].reshape(-1, *(n,) * len(axes)).copy()
            array.setflags(write=False)
            found.append(array)
        return tuple(found)

    def _points(self, trainer: Trainer) -> int:
        """Give the points along each input that a look has time for."""
        network = trainer.network
        cost = network.parameters.size + A_UNIT * sum(layer.outputs for layer in network.layers)
        most = int((WORK / cost) ** (1 / network.inputs))
        return min(self.resolution, max(FEWEST, most))
