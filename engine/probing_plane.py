"""Plane: what every unit of a dense network gives over a grid of its one or two inputs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from .probes import Probe

if TYPE_CHECKING:
    from .recording import Floats
    from .trainer import Trainer


@dataclass(frozen=True)
class Plane(Probe):
    """Outputs of all layers over a grid, in evaluation mode: running statistics, nothing dropped.

    Attributes
    ----------
    left, right, bottom, top : float
        Bounds of the first and of the second input, in the units that the network reads;
        bottom and top count for two inputs only.
    resolution : int
        Points along each input, both bounds among them.
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
        network, n = trainer.network, self.resolution
        if network.inputs not in (1, 2) or trainer.dataset.steps != 1 or trainer.dataset.symbols:
            return None
        axes = [np.linspace(self.left, self.right, n)]
        if network.inputs == 2:
            axes.append(np.linspace(self.bottom, self.top, n))
        grid = np.stack([axis.ravel() for axis in np.meshgrid(*axes)])
        bound = network.bind(
            None, 1, grid.shape[1], recording=True, forward_only=True, evaluating=True
        )
        bound.inputs[0] = grid
        bound.hold(trainer.training.clamps)
        with np.errstate(all="ignore"):
            bound.forward(None)
        found = []
        for layer in bound.layers:
            array = layer.y[0].reshape(-1, *(n,) * len(axes)).copy()
            array.setflags(write=False)
            found.append(array)
        return tuple(found)
