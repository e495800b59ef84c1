"""Gradient descent: plain, with momentum, with Nesterov's."""

from __future__ import annotations

from typing import Any

import numpy as np

from .base import Array, Optimizer


class SGD(Optimizer):
    """Plain gradient descent: theta -= learning rate * g."""

    def _apply(self, parameters: Array, gradient: Array, learning_rate: float) -> None:
        self._rate[...] = learning_rate
        np.multiply(gradient, self._rate, self._step)
        np.subtract(parameters, self._step, parameters)

    def _shares(self, learning_rate: float) -> tuple[Any, Any]:
        return -learning_rate, None


class Momentum(Optimizer):
    """Gradient descent with momentum: v = momentum * v + g; theta -= learning rate * v.

    References
    ----------
    Polyak, Some methods of speeding up the convergence of iteration methods, 1964; in the form of PyTorch's SGD.
    """

    names = ("velocity",)

    def take(self, settings: Any) -> None:
        """Take hyperparameters of its kind; what it remembers stays."""
        super().take(settings)
        self._momentum = np.array(settings.momentum, self._step.dtype)

    def _apply(self, parameters: Array, gradient: Array, learning_rate: float) -> None:
        velocity, step = self.memory, self._step
        self._rate[...] = learning_rate
        np.multiply(velocity, self._momentum, velocity)
        np.add(velocity, gradient, velocity)  # v = momentum * v + g
        np.multiply(velocity, self._rate, step)
        np.subtract(parameters, step, parameters)

    def _shares(self, learning_rate: float) -> tuple[Any, Any]:
        return -learning_rate, -learning_rate * self.settings.momentum


class Nesterov(Momentum):
    """Nesterov's momentum: v = momentum * v + g; theta -= learning rate * (g + momentum * v).

    References
    ----------
    Sutskever et al., On the importance of initialization and momentum in deep learning, 2013; in the form of
    PyTorch's SGD.
    """

    def _apply(self, parameters: Array, gradient: Array, learning_rate: float) -> None:
        velocity, step = self.memory, self._step
        self._rate[...] = learning_rate
        np.multiply(velocity, self._momentum, velocity)
        np.add(velocity, gradient, velocity)  # v = momentum * v + g
        np.multiply(velocity, self._momentum, step)
        np.add(step, gradient, step)  # g + momentum * v
        np.multiply(step, self._rate, step)
        np.subtract(parameters, step, parameters)

    def _shares(self, learning_rate: float) -> tuple[Any, Any]:
        momentum = self.settings.momentum
        return -learning_rate * (1 + momentum), -learning_rate * momentum**2
