"""Probes: what is computed for views beside training, between two iterations, when `Watch` names it."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .trainer import Trainer

SHARE = 0.05
"""Part of the time that probes may take while training runs."""


@dataclass(frozen=True)
class Probe:
    """Something that a view wants to know of the network as it stands; equal ones are computed once."""

    def look(self, trainer: Trainer) -> Any:
        """Compute it: a pure function of parameters, data and the probe's own fields.

        Parameters
        ----------
        trainer : Trainer
            Its network, data and settings are read; nothing of it is changed.

        Returns
        -------
        object
            Immutable, or arrays that are read-only.
        """
        raise NotImplementedError


class Probing:
    """Computes probes: at once where time stands, within `SHARE` of the time where it runs; the latest wins."""

    def __init__(self) -> None:
        self._found: dict[Probe, tuple[tuple[int, int], Any]] = {}
        self._free_at = 0.0

    def forget(self) -> None:
        """Forget all results: the network or its data are others."""
        self._found.clear()
        self._free_at = 0.0

    def stale(self, wanted: tuple[Probe, ...], place: tuple[int, int]) -> bool:
        """Tell whether one of them has not been computed for a place.

        Parameters
        ----------
        wanted : tuple of Probe
            Probes.
        place : tuple of int
            Branch and iteration.
        """
        return any(self._found.get(probe, (None,))[0] != place for probe in wanted)

    def look(
        self, trainer: Trainer, wanted: tuple[Probe, ...], place: tuple[int, int], *, running: bool
    ) -> Mapping[Probe, Any]:
        """Give the results of probes, computed anew as far as time allows.

        Parameters
        ----------
        trainer : Trainer
            At the place.
        wanted : tuple of Probe
            Probes; results of others are forgotten.
        place : tuple of int
            Branch and iteration.
        running : bool
            Whether training waits for it: then a result may be of an earlier iteration.

        Returns
        -------
        mapping of Probe to object
            Of those that have been computed.
        """
        self._found = {probe: self._found[probe] for probe in wanted if probe in self._found}
        for probe in sorted(wanted, key=lambda probe: self._age(probe)):
            began = time.perf_counter()
            if running and began < self._free_at:
                break
            if self._found.get(probe, (None,))[0] == place:
                continue
            self._found[probe] = (place, probe.look(trainer))
            spent = time.perf_counter() - began
            self._free_at = time.perf_counter() + spent * (1 / SHARE - 1)
        return {probe: found for probe, (_, found) in self._found.items()}

    def _age(self, probe: Probe) -> int:
        """Put what was computed longest ago first."""
        return self._found[probe][0][1] if probe in self._found else -1
