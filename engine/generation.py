"""Generation: a network that goes on by itself, its own output fed back; as a Recording like any other."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from .errors import QT_TRANSLATE_NOOP, Refusal
from .layers.bidirectional import Bidirectional
from .randomness import generator

if TYPE_CHECKING:
    from numpy.typing import ArrayLike

    from .recording import Floats, Recording
    from .trainer import Trainer

BOTH = QT_TRANSLATE_NOOP(
    "Refusal",
    "A layer that reads in both directions cannot go on by itself: it would have to know the future; "
    "take one direction.",
)
NOT_FED_BACK = QT_TRANSLATE_NOOP(
    "Refusal",
    "This network cannot go on by itself: its output is not its next input; "
    "choose a series one step ahead, or a text.",
)
NO_PRIME = QT_TRANSLATE_NOOP(
    "Refusal", "There is nothing to go on from; give one time step at least."
)
UNKNOWN = QT_TRANSLATE_NOOP(
    "Refusal", "“{symbol}” is not among the symbols that this network has seen; leave it out."
)
COLD = QT_TRANSLATE_NOOP("Refusal", "A temperature of {value} is not above 0; give a larger one.")


class Generation:
    """A network that goes on by itself, one step at a time.

    Parameters
    ----------
    trainer : Trainer
        Its network as it stands now; nothing of it is changed.
    prime : str, or (P, D) array-like
        What it goes on from: characters of a text; numbers of a series in the units of the network (standardized).
    temperature : float
        Symbols: logits are divided by it; near 0 the likeliest is always taken.
    top_k : int
        Symbols: only so many of the likeliest can be drawn; 0: all.
    seed : int
        Of what is drawn.

    Attributes
    ----------
    inputs : list of (D,) float
        What went in so far: the prime, then what was generated.

    Raises
    ------
    Refusal
        If the network cannot go on by itself, or the prime is not made of what it knows.
    """

    def __init__(
        self,
        trainer: Trainer,
        prime: str | ArrayLike,
        *,
        temperature: float = 1.0,
        top_k: int = 0,
        seed: int = 0,
    ) -> None:
        dataset, network = trainer.dataset, trainer.network
        if any(isinstance(layer, Bidirectional) for layer in network.layers):
            raise Refusal(BOTH, place="network.layers")
        self._symbols = dataset.symbols
        fed_back = dataset.symbols == dataset.classes
        if not self._symbols:
            fed_back = (
                dataset.task == "regression"
                and network.outputs == dataset.channels
                and getattr(trainer.project.data, "horizon", 0) == 1
                and (not dataset.target_names or dataset.input_names == dataset.target_names)
            )
        if not fed_back or not dataset.every_step:
            raise Refusal(NOT_FED_BACK, place="data")
        if not temperature > 0:
            raise Refusal(COLD, place="temperature", value=f"{temperature:g}")
        self.trainer = trainer
        self.inputs: list[Floats] = self._read(prime)
        self._prime = len(self.inputs)
        if not self.inputs:
            raise Refusal(NO_PRIME)
        self._temperature, self._top_k = temperature, top_k
        self._rng = generator(seed, "generation")
        self._one = network.bind(None, 1, 1, evaluating=True)
        self._states = self._one.states()
        self._done = 0
        self._next: Floats = np.zeros(0)
        while self._done < self._prime:
            self._forward()

    def _read(self, prime: str | ArrayLike) -> list[Floats]:
        if not isinstance(prime, str):
            rows = np.asarray(prime, np.float64)
            return list(rows.reshape(len(rows), self.trainer.dataset.channels))
        place = {symbol: k for k, symbol in enumerate(self._symbols)}
        for symbol in prime:
            if symbol not in place:
                raise Refusal(UNKNOWN, symbol=symbol)
        return [np.array([float(place[symbol])]) for symbol in prime]

    def _forward(self) -> None:
        """Run one time step, and find what comes next."""
        one, x = self._one, self.inputs[self._done]
        if one.inputs.shape[1] == x.size:
            one.inputs[0, :, 0] = x
        else:
            one.inputs[0, :, 0] = np.arange(one.inputs.shape[1]) == x
        with np.errstate(all="ignore"):
            one.forward()
        for first, last in self._states.values():
            np.copyto(first, last)
        outputs = np.asarray(one.outputs[0, :, 0], np.float64)
        self._next = np.array([float(self._draw(outputs))]) if self._symbols else outputs
        self._done += 1

    def _draw(self, logits: Floats) -> int:
        """Draw a symbol."""
        scaled = np.nan_to_num(logits) / self._temperature
        if self._top_k:
            scaled[scaled < np.sort(scaled)[-min(self._top_k, scaled.size)]] = -np.inf
        shares = np.cumsum(np.exp(scaled - scaled.max()))
        return int(np.searchsorted(shares, self._rng.random() * shares[-1], side="right"))

    def step(self, steps: int = 1) -> None:
        """Go on by some time steps.

        Parameters
        ----------
        steps : int
            How many outputs are fed back.
        """
        for _ in range(steps):
            self.inputs.append(self._next)
            self._forward()

    @property
    def text(self) -> str:
        """What went in so far, as text; only of symbols."""
        return "".join(self._symbols[int(x[0])] for x in self.inputs)

    @property
    def values(self) -> Floats:
        """What went in so far, (steps, D): numbers of symbols, or numbers in the units of the data."""
        rows = np.array(self.inputs)
        dataset = self.trainer.dataset
        return rows if self._symbols else rows * dataset.scale + dataset.offset

    def recording(self) -> Recording:
        """Record all of it, with every gate and state, to be stepped like any other Recording.

        Returns
        -------
        Recording
            Of one example; at each step the target is what really went in next. Its ticks are batch and forward;
            ``generated`` is the first time step, from 0, whose input the network has made itself. All steps are run
            at once, so outputs may differ from those of `step` in their last bit; the inputs are those that went in.
        """
        steps = len(self.inputs)
        recording = self.trainer.new_recording(1, steps, evaluating=True)
        recording.ticks = self.trainer.ticks(steps, forward_only=True)
        recording.generated = self._prime
        rows = np.array([*self.inputs, self._next])
        bound = recording.bound
        if bound.pass_.inputs.shape[1] == rows.shape[1]:
            bound.pass_.inputs[:, :, 0] = rows[:-1]
        else:
            bound.pass_.inputs[:, :, 0] = rows[:-1] == np.arange(bound.pass_.inputs.shape[1])
        bound.loss.targets[:, :, 0] = rows[1:]
        with np.errstate(all="ignore"):
            recording.loss = bound.forward()
        np.copyto(bound.vectors["before"], self.trainer.network.parameters)
        np.copyto(bound.vectors["after"], self.trainer.network.parameters)
        bound.numbers["lengths"].fill(steps)
        recording.iteration, recording.epoch = (
            self.trainer.iteration,
            self.trainer.batching.place.epoch,
        )
        recording.followed = True
        return recording
