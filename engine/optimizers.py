"""Optimizers and clipping, on flat vectors, in place.

To add one: a class, its row in `OPTIMIZERS`, and its settings in ``project.OPTIMIZERS``.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from numpy.typing import DTypeLike, NDArray

from . import project

Array = NDArray[np.floating[Any]]


class Optimizer:
    """A rule that turns a gradient into an update.

    Parameters
    ----------
    settings : project.Optimizer
        Its hyperparameters.
    size : int
        Number of parameters.
    dtype : data type
        That of the parameters.

    Attributes
    ----------
    state : dict of (size,) arrays
        What it remembers; with `steps` all that a checkpoint needs. Write into the arrays, never replace them.
    steps : int
        Updates so far.
    """

    def __init__(self, settings: project.Optimizer, size: int, dtype: DTypeLike) -> None:
        self.state: dict[str, Array] = {}
        self.steps = 0
        self._step: Array = np.zeros(size, dtype)
        self._other: Array = np.zeros(size, dtype)
        self._a, self._b, self._c, self._d = (np.zeros((), dtype) for _ in range(4))

    def update(self, parameters: Array, gradient: Array, learning_rate: float) -> None:
        """Change the parameters by one step.

        Parameters
        ----------
        parameters : (size,) array
            Changed in place.
        gradient : (size,) array
            Left as it is.
        learning_rate : float
            Length of the step.
        """
        raise NotImplementedError

    def terms(self, gradient: Array, learning_rate: float) -> dict[str, Array]:
        """Return what each term of the coming `update` is, changing nothing.

        Parameters
        ----------
        gradient : (size,) array
            As for `update`.
        learning_rate : float
            As for `update`.

        Returns
        -------
        dict of (size,) arrays
            The state after the update and the like; ``step`` is what will be added to the parameters.
        """
        raise NotImplementedError


class SGD(Optimizer):
    """Plain gradient descent: step = -learning rate * g."""

    def update(self, parameters: Array, gradient: Array, learning_rate: float) -> None:
        """Change the parameters by one step."""
        self.steps += 1
        self._a[...] = learning_rate
        np.multiply(gradient, self._a, self._step)
        np.subtract(parameters, self._step, parameters)

    def terms(self, gradient: Array, learning_rate: float) -> dict[str, Array]:
        """Return what each term of the coming `update` is, changing nothing."""
        return {"step": -(gradient * gradient.dtype.type(learning_rate))}


class Momentum(Optimizer):
    """Gradient descent with momentum: v = momentum * v + g; step = -learning rate * v."""

    def __init__(self, settings: project.Momentum, size: int, dtype: DTypeLike) -> None:
        super().__init__(settings, size, dtype)
        self._momentum = np.array(settings.momentum, dtype)
        self.state["velocity"] = np.zeros(size, dtype)

    def update(self, parameters: Array, gradient: Array, learning_rate: float) -> None:
        """Change the parameters by one step."""
        self.steps += 1
        velocity = self.state["velocity"]
        self._a[...] = learning_rate
        np.multiply(velocity, self._momentum, velocity)
        np.add(velocity, gradient, velocity)
        np.multiply(velocity, self._a, self._step)
        np.subtract(parameters, self._step, parameters)

    def terms(self, gradient: Array, learning_rate: float) -> dict[str, Array]:
        """Return what each term of the coming `update` is, changing nothing."""
        velocity = self.state["velocity"] * self._momentum + gradient
        return {"velocity": velocity, "step": -(velocity * gradient.dtype.type(learning_rate))}


class Adam(Optimizer):
    """Adam: step = -learning rate * m_hat / (sqrt(v_hat) + epsilon).

    m = beta1 * m + (1 - beta1) * g;  m_hat = m / (1 - beta1^k)
    v = beta2 * v + (1 - beta2) * g^2;  v_hat = v / (1 - beta2^k), in update k

    References
    ----------
    Kingma and Ba, Adam: a method for stochastic optimization, 2015.
    """

    def __init__(self, settings: project.Adam, size: int, dtype: DTypeLike) -> None:
        super().__init__(settings, size, dtype)
        self.settings = settings
        self._to_m = np.array(1 - settings.beta1, dtype)
        self._to_v = np.array(1 - settings.beta2, dtype)
        self.state["m"] = np.zeros(size, dtype)
        self.state["v"] = np.zeros(size, dtype)

    def _scalars(self, learning_rate: float) -> None:
        """Set what is the same for all parameters: learning rate, bias corrections, epsilon."""
        m_share = 1 - self.settings.beta1**self.steps
        v_root = math.sqrt(1 - self.settings.beta2**self.steps)
        # m_hat / (sqrt(v_hat) + epsilon) = m / (sqrt(v) + epsilon * v_root) * v_root / m_share: a call fewer
        self._a[...] = self.settings.epsilon * v_root
        self._b[...] = learning_rate * v_root / m_share

    def update(self, parameters: Array, gradient: Array, learning_rate: float) -> None:
        """Change the parameters by one step."""
        self.steps += 1
        self._scalars(learning_rate)
        self._move(self.state["m"], self.state["v"], gradient)
        np.subtract(parameters, self._step, parameters)

    def _move(self, m: Array, v: Array, gradient: Array) -> None:
        """Move m and v on, and set the step."""
        step = self._step
        np.subtract(gradient, m, step)
        np.multiply(step, self._to_m, step)
        np.add(m, step, m)  # m += (1 - beta1) * (g - m)
        np.multiply(gradient, gradient, step)
        np.subtract(step, v, step)
        np.multiply(step, self._to_v, step)
        np.add(v, step, v)  # v += (1 - beta2) * (g^2 - v)
        np.sqrt(v, step)
        np.add(step, self._a, step)
        np.divide(m, step, step)
        np.multiply(step, self._b, step)

    def terms(self, gradient: Array, learning_rate: float) -> dict[str, Array]:
        """Return what each term of the coming `update` is, changing nothing."""
        m, v = self.state["m"].copy(), self.state["v"].copy()
        self.steps += 1
        try:
            self._scalars(learning_rate)
            self._move(m, v, gradient)
            m_hat = m / m.dtype.type(1 - self.settings.beta1**self.steps)
            v_hat = v / v.dtype.type(1 - self.settings.beta2**self.steps)
        finally:
            self.steps -= 1
        return {"m": m, "v": v, "m_hat": m_hat, "v_hat": v_hat, "step": -self._step}


OPTIMIZERS: dict[str, type[Optimizer]] = {"sgd": SGD, "momentum": Momentum, "adam": Adam}
"""Each optimizer by its kind in ``project.OPTIMIZERS``."""
_KINDS = {settings: kind for kind, settings in project.OPTIMIZERS.items()}


def build(settings: project.Optimizer, size: int, dtype: DTypeLike) -> Optimizer:
    """Return the optimizer of these settings, with fresh state.

    Parameters
    ----------
    settings : project.Optimizer
        Kind and hyperparameters.
    size : int
        Number of parameters.
    dtype : data type
        That of the parameters.

    Returns
    -------
    Optimizer
        Of the class that `OPTIMIZERS` names.
    """
    return OPTIMIZERS[_KINDS[type(settings)]](settings, size, dtype)


def clip(gradient: Array, limit: float) -> tuple[float, float]:
    """Scale a gradient down to a largest length, in place, as PyTorch's clip_grad_norm_ does.

    Parameters
    ----------
    gradient : (size,) array
        Scaled in place where it is too long; left alone where its length is not finite.
    limit : float
        The largest length; 0 is off.

    Returns
    -------
    norm : float
        Its length before; inf or nan where a number is.
    factor : float
        What it was multiplied with.
    """
    with np.errstate(over="ignore"):
        square = float(gradient.dot(gradient))
    if not 1e-30 < square < math.inf:  # the squares left float32
        wide = gradient.astype(np.float64)
        square = float(wide.dot(wide))
    norm = math.sqrt(square)
    if limit <= 0 or not norm > limit - 1e-6 or norm == math.inf:
        return norm, 1.0
    factor = limit / (norm + 1e-6)
    if factor >= 1:
        return norm, 1.0
    np.multiply(gradient, gradient.dtype.type(factor), gradient)
    return norm, factor
