"""Optimizer: a rule that turns a gradient into an update, on flat vectors, in place."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import Any, ClassVar

import numpy as np
from numpy.typing import DTypeLike, NDArray

Array = NDArray[np.floating[Any]]


class Optimizer(ABC):
    """A rule that turns a gradient into an update.

    Parameters
    ----------
    settings : project.Optimizer
        Its hyperparameters.
    size : int
        Number of parameters P.
    dtype : data type
        That of the parameters.

    Attributes
    ----------
    memory : (S P,) array
        What it remembers, one of `names` after the other; with `steps` all that a checkpoint needs.
    state : dict of (P,) arrays
        The same by name. Write into the arrays, never replace them.
    steps : int
        Updates so far.
    """

    names: ClassVar[tuple[str, ...]] = ()

    def __init__(self, settings: Any, size: int, dtype: DTypeLike) -> None:
        rows = np.zeros((len(self.names), size), dtype)
        self.memory: Array = rows.reshape(-1)
        self.state: dict[str, Array] = dict(zip(self.names, rows, strict=True))
        self.steps = 0
        self._step: Array = np.zeros(size, dtype)
        self._whole: Array = np.zeros(size, dtype)
        self._rate, self._weight, self._epsilon = (np.zeros((), dtype) for _ in range(3))
        self.take(settings)

    def take(self, settings: Any) -> None:
        """Take hyperparameters of its kind; what it remembers stays.

        Parameters
        ----------
        settings : project.Optimizer
            Of the kind that it was built for.
        """
        self.settings = settings

    def update(
        self,
        parameters: Array,
        gradient: Array,
        learning_rate: float,
        l1: float = 0.0,
        l2: float = 0.0,
    ) -> None:
        """Change the parameters by one step.

        Parameters
        ----------
        parameters : (P,) array
            Changed in place.
        gradient : (P,) array
            Of the loss, clipped; left as it is.
        learning_rate : float
            Length of the step.
        l1, l2 : float
            The rule is given g + l2 * parameters + l1 * sign(parameters), with the parameters before the update.
        """
        self.steps += 1
        if l1 or l2:
            gradient = self._penalized(parameters, gradient, l1, l2)
        self._apply(parameters, gradient, learning_rate)

    def _penalized(self, parameters: Array, gradient: Array, l1: float, l2: float) -> Array:
        """Return the gradient of the loss and the penalties."""
        if l2:
            self._weight[...] = l2
            np.multiply(parameters, self._weight, self._whole)
            gradient = np.add(gradient, self._whole, self._whole)  # g + l2 * theta
        if l1:
            self._weight[...] = l1
            np.sign(parameters, self._step)
            np.multiply(self._step, self._weight, self._step)
            gradient = np.add(gradient, self._step, self._whole)  # .. + l1 * sign(theta)
        return gradient

    @abstractmethod
    def _apply(self, parameters: Array, gradient: Array, learning_rate: float) -> None:
        """Move the memory on, set `_step`, and subtract it from the parameters."""

    def terms(
        self,
        parameters: Array,
        gradient: Array,
        learning_rate: float,
        l1: float = 0.0,
        l2: float = 0.0,
    ) -> dict[str, Array]:
        """Return what the coming `update` is made of, changing nothing.

        Parameters
        ----------
        parameters, gradient, learning_rate, l1, l2
            As for `update`.

        Returns
        -------
        dict of (P,) arrays
            The rule's own quantities after the update: ``velocity``; ``s``; ``m``, ``v``, ``m_hat``, ``v_hat``.
            ``step``: what is added to the parameters. What each term adds to it, where the rule has that term:
            ``from_gradient``, ``from_momentum`` (of the velocity or mean of before), ``from_l2``, ``from_l1``,
            ``from_weight_decay``; their sum is ``step``, to rounding. A root that the rule divides by is one of
            all terms together.
        """
        memory, steps = self.memory.copy(), self.steps
        try:
            self.update(parameters.copy(), gradient, learning_rate, l1, l2)
            own = self._own()
            of_gradient, of_momentum = self._shares(learning_rate)
        finally:
            self.memory[...], self.steps = memory, steps
        parts = {"from_gradient": of_gradient * gradient}
        if of_momentum is not None:
            parts["from_momentum"] = of_momentum * memory[: gradient.size]
        if l2:
            parts["from_l2"] = of_gradient * (parameters * l2)
        if l1:
            parts["from_l1"] = of_gradient * (np.sign(parameters) * l1)
        return own | parts | {"step": -self._step}

    def _own(self) -> dict[str, Array]:
        """Return copies of the rule's own quantities."""
        return {name: value.copy() for name, value in self.state.items()}

    @abstractmethod
    def _shares(self, learning_rate: float) -> tuple[Any, Any]:
        """Return what the last step was of one unit of gradient, and of velocity or mean of before (or None)."""
