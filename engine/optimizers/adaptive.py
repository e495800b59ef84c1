"""Optimizers that divide by the root of squared gradients: AdaGrad, RMSprop, Adam, AdamW."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from numpy import add, divide, minimum, multiply, sqrt, subtract
from numpy.typing import DTypeLike

from .base import Array, Optimizer


class AdaGrad(Optimizer):
    """AdaGrad: s = s + g^2; theta -= learning rate * g / (sqrt(s) + epsilon).

    References
    ----------
    Duchi et al., Adaptive subgradient methods for online learning and stochastic optimization, 2011.
    """

    names = ("s",)

    def take(self, settings: Any) -> None:
        """Take hyperparameters of its kind; what it remembers stays."""
        super().take(settings)
        self._epsilon[...] = settings.epsilon

    def _apply(self, parameters: Array, gradient: Array, learning_rate: float) -> None:
        s, step = self.memory, self._step
        multiply(gradient, gradient, step)
        add(s, step, s)  # s = s + g^2
        self._descend(parameters, gradient, learning_rate)

    def _descend(self, parameters: Array, gradient: Array, learning_rate: float) -> None:
        step = self._step
        self._rate[...] = learning_rate
        sqrt(self.memory, step)
        add(step, self._epsilon, step)
        divide(gradient, step, step)  # g / (sqrt(s) + epsilon)
        multiply(step, self._rate, step)
        subtract(parameters, step, parameters)

    def _shares(self, learning_rate: float) -> tuple[Any, Any]:
        return -learning_rate / (sqrt(self.memory) + self._epsilon), None


class RMSprop(AdaGrad):
    """RMSprop: s = decay * s + (1 - decay) * g^2; theta -= learning rate * g / (sqrt(s) + epsilon).

    References
    ----------
    Tieleman and Hinton, Lecture 6.5 of Neural networks for machine learning, 2012; epsilon as PyTorch adds it.
    """

    def take(self, settings: Any) -> None:
        """Take hyperparameters of its kind; what it remembers stays."""
        super().take(settings)
        self._decay = np.array(settings.decay, self._step.dtype)
        self._rest = np.array(1 - settings.decay, self._step.dtype)

    def _apply(self, parameters: Array, gradient: Array, learning_rate: float) -> None:
        s, step = self.memory, self._step
        multiply(s, self._decay, s)
        multiply(gradient, gradient, step)
        multiply(step, self._rest, step)
        add(s, step, s)  # s = decay * s + (1 - decay) * g^2
        self._descend(parameters, gradient, learning_rate)


class Adam(Optimizer):
    """Adam: theta -= learning rate * m_hat / (sqrt(v_hat) + epsilon).

    m = beta1 * m + (1 - beta1) * g;  m_hat = m / (1 - beta1^k)
    v = beta2 * v + (1 - beta2) * g^2;  v_hat = v / (1 - beta2^k), in update k

    What is kept is m_sum = m / (1 - beta1) and v_sum = v / (1 - beta2): 9 calls an update instead of 12, a fifth of
    the time with a hundred parameters, a tenth with 100,000.

    References
    ----------
    Kingma and Ba, Adam: a method for stochastic optimization, 2015.
    """

    names = ("m_sum", "v_sum")
    _beta1 = _beta2 = 0.0

    def __init__(self, settings: Any, size: int, dtype: DTypeLike) -> None:
        super().__init__(settings, size, dtype)
        self._m, self._v = self.state.values()

    def take(self, settings: Any) -> None:
        """Take hyperparameters of its kind; what it remembers stays: m and v, so their sums change."""
        super().take(settings)
        m, v = self.state.values()
        # as the memory rounds them, and below 1: else m_hat and v_hat of float32 are no means
        largest = 1 - np.finfo(m.dtype).epsneg
        betas = minimum(np.array([settings.beta1, settings.beta2], m.dtype), largest)
        beta1, beta2 = betas.tolist()
        m *= (1 - self._beta1) / (1 - beta1)
        v *= (1 - self._beta2) / (1 - beta2)
        self._beta1, self._beta2 = beta1, beta2
        self._betas: Array = np.repeat(betas, m.size)  # of m, then of v, as the memory is

    def _apply(self, parameters: Array, gradient: Array, learning_rate: float) -> None:
        m, v, step = self._m, self._v, self._step
        # m_hat = m_sum / m_weight, v_hat = v_sum / v_weight, and with root = sqrt(v_weight)
        # m_hat / (sqrt(v_hat) + epsilon) = m_sum / (sqrt(v_sum) + epsilon * root) * root / m_weight
        m_weight, v_weight = self._weights()
        root = math.sqrt(v_weight)
        self._epsilon[...] = self.settings.epsilon * root
        self._rate[...] = learning_rate * root / m_weight
        multiply(self.memory, self._betas, self.memory)
        add(m, gradient, m)  # m_sum = beta1 * m_sum + g
        multiply(gradient, gradient, step)
        add(v, step, v)  # v_sum = beta2 * v_sum + g^2
        sqrt(v, step)
        add(step, self._epsilon, step)
        divide(m, step, step)
        multiply(step, self._rate, step)
        subtract(parameters, step, parameters)

    def _weights(self) -> tuple[float, float]:
        """Return the sums of the weights that all gradients so far have in m_sum and in v_sum."""
        beta1, beta2, k = self._beta1, self._beta2, self.steps
        return (1 - beta1**k) / (1 - beta1), (1 - beta2**k) / (1 - beta2)

    def _own(self) -> dict[str, Array]:
        m_weight, v_weight = self._weights()
        return {
            "m": self._m * (1 - self._beta1),
            "v": self._v * (1 - self._beta2),
            "m_hat": self._m / m_weight,
            "v_hat": self._v / v_weight,
        }

    def _shares(self, learning_rate: float) -> tuple[Any, Any]:
        m_weight, v_weight = self._weights()
        of_sum = -learning_rate / m_weight / (sqrt(self._v / v_weight) + self.settings.epsilon)
        return of_sum, of_sum * self._beta1


class AdamW(Adam):
    """Adam with decoupled weight decay: theta -= learning rate * weight decay * theta, then as Adam.

    References
    ----------
    Loshchilov and Hutter, Decoupled weight decay regularization, 2019.
    """

    def _apply(self, parameters: Array, gradient: Array, learning_rate: float) -> None:
        self._weight[...] = 1 - learning_rate * self.settings.weight_decay
        multiply(parameters, self._weight, parameters)
        super()._apply(parameters, gradient, learning_rate)

    def terms(
        self,
        parameters: Array,
        gradient: Array,
        learning_rate: float,
        l1: float = 0.0,
        l2: float = 0.0,
    ) -> dict[str, Array]:
        """Return what the coming `update` is made of, changing nothing."""
        terms = super().terms(parameters, gradient, learning_rate, l1, l2)
        decay = parameters * (-learning_rate * self.settings.weight_decay)
        return terms | {"from_weight_decay": decay, "step": terms["step"] + decay}
