"""Metrics: how good outputs are, added up batch by batch: RMSE, MAE, accuracy, perplexity, confusion matrix."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from .sizes import Task

Array = NDArray[np.floating[Any]]


class Scores:
    """Adds batches up, and tells the metrics of all of them.

    Parameters
    ----------
    task : str
        ``regression``, ``binary`` or ``classes``.
    classes : int
        Classes K; 2 where the task is binary.
    scale : float
        Units of the data in one unit of the targets.
    naive : float or None
        RMSE of the naive forecast on the same examples, in the units of the data.
    symbols : bool
        Whether classes are symbols of a text: then there is a perplexity.

    Attributes
    ----------
    confusion : (K, K) int64 or None
        Counted targets by true class (rows) and said class (columns); None for a regression.
    """

    def __init__(
        self,
        task: Task,
        classes: int = 2,
        *,
        scale: float = 1.0,
        naive: float | None = None,
        symbols: bool = False,
    ) -> None:
        self._task = task
        self._scale = scale
        self._naive = naive
        self._symbols = symbols
        self._loss = self._weight = 0.0
        self._squares = self._sizes = 0.0
        self._numbers = self._hits = self._counted = 0
        self.confusion: NDArray[np.int64] | None = None
        if task != "regression":
            self.confusion = np.zeros((classes, classes), np.int64)

    def add(
        self,
        outputs: Array,
        targets: Array,
        counted: Array | None,
        last: NDArray[np.integer[Any]],
        loss: float,
        weight: float,
    ) -> None:
        """Add a batch; numbers that are not finite make their metrics so, too.

        Parameters
        ----------
        outputs : (T', M, B) array
            What the network gives, before sigmoid or softmax.
        targets : (T', M, B) or (T', 1, B) array
            Numbers, or class numbers.
        counted : (T', 1, B) array or None
            Which targets count; None: all.
        last : (B,) ints
            The last step of each example that has an output, from 0.
        loss : float
            Mean loss of the batch.
        weight : float
            How much that mean counts: `Loss.count`.
        """
        with np.errstate(all="ignore"):
            self._loss += loss * weight if weight else 0.0
            self._weight += weight
            if self.confusion is None:
                self._add_errors(outputs, targets, last)
            else:
                self._add_classes(self.confusion, outputs, targets, counted)

    def _add_errors(self, outputs: Array, targets: Array, last: NDArray[np.integer[Any]]) -> None:
        examples = np.arange(last.size)
        error = outputs[last, :, examples].astype(np.float64) - targets[last, :, examples]
        self._squares += float((error * error).sum())
        self._sizes += float(np.abs(error).sum())
        self._numbers += error.size

    def _add_classes(
        self,
        confusion: NDArray[np.int64],
        outputs: Array,
        targets: Array,
        counted: Array | None,
    ) -> None:
        said = outputs > 0 if outputs.shape[1] == 1 else outputs.argmax(axis=1)[:, None]
        true, said = targets.astype(np.intp), said.astype(np.intp)
        if counted is not None:
            true, said = true[counted > 0], said[counted > 0]
        np.add.at(confusion, (true, said), 1)
        self._hits += int((true == said).sum())
        self._counted += true.size

    @property
    def metrics(self) -> dict[str, float]:
        """Return the metrics by name.

        Returns
        -------
        dict of float
            ``loss``; of a regression ``rmse`` and ``mae`` of the last steps, in the units of the data; of classes
            ``accuracy`` over the counted targets, of symbols ``perplexity``; ``naive`` where it is known.
        """
        loss = self._loss / self._weight if self._weight else 0.0
        found = {"loss": loss}
        if self.confusion is None:
            numbers = self._numbers or math.nan
            found["rmse"] = math.sqrt(self._squares / numbers) * self._scale
            found["mae"] = self._sizes / numbers * self._scale
        else:
            found["accuracy"] = self._hits / (self._counted or math.nan)
        if self._symbols:
            found["perplexity"] = perplexity(loss)
        if self._naive is not None:
            found["naive"] = self._naive
        return found


def perplexity(loss: float) -> float:
    """Return exp(loss): among how many symbols, all as likely, the network wavers; inf where it is too large.

    Parameters
    ----------
    loss : float
        Mean cross entropy in nats.
    """
    try:
        return math.exp(loss)
    except OverflowError:
        return math.inf
