"""Recording: one iteration as arrays, and the list of ticks in which it is shown."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .bound import Bound
    from .datasets import Dataset
    from .diagnosis import Diagnosis
    from .network import Network

Phase = Literal["batch", "forward", "loss", "backward", "update"]
PHASES: tuple[Phase, ...] = ("batch", "forward", "loss", "backward", "update")

Floats = np.ndarray[Any, np.dtype[np.floating[Any]]]
Integers = np.ndarray[Any, np.dtype[np.integer[Any]]]


class Tick(NamedTuple):
    """The smallest move of the playhead: one layer of one time step, forward or backward.

    Attributes
    ----------
    phase : str
        One of `PHASES`.
    segment : int
        Run of layers that are shown time step by time step together; -1 outside forward and backward.
    t : int
        Time step, from 0; -1 outside forward and backward.
    layer : int
        Layer, from 0; -1 outside forward and backward.
    reverse : bool
        Whether it is the reverse direction of a layer that reads in both.
    """

    phase: Phase
    segment: int = -1
    t: int = -1
    layer: int = -1
    reverse: bool = False


def make_ticks(
    single: Sequence[bool],
    steps: int,
    *,
    whole: Sequence[bool] = (),
    both: Sequence[bool] = (),
    forward_only: bool = False,
) -> tuple[Tick, ...]:
    """List the ticks of one iteration in the order of showing.

    Parameters
    ----------
    single : sequence of bool
        For each layer, whether it has only the last time step (see `Network.single`).
    steps : int
        Time steps T of the longest example.
    whole, both : sequence of bool
        For each layer, whether it needs the whole sequence at once, and whether it reads in both directions.
    forward_only : bool
        Whether there is no loss, backward and update.

    Returns
    -------
    tuple of Tick
        Batch; forward; loss; backward, its exact mirror; update. Layers that need the whole sequence have a segment
        of their own, one for each direction; between them t is outside and layers inside. Of the same network and
        length the same object: whether two Recordings have the same ticks is told at once.
    """
    return _ticks(tuple(single), steps, tuple(whole), tuple(both), forward_only)


@lru_cache(maxsize=32)
def _ticks(
    single: tuple[bool, ...],
    steps: int,
    whole: tuple[bool, ...],
    both: tuple[bool, ...],
    forward_only: bool,
) -> tuple[Tick, ...]:
    segments: list[tuple[list[int], bool]] = []
    alone = False
    for layer, last_only in enumerate(single):
        apart = bool(whole) and whole[layer] and steps > 1 and not last_only
        if apart or alone or not segments:
            segments.append(([], False))
        segments[-1][0].append(layer)
        if apart and both[layer]:
            segments.append(([layer], True))
        alone = apart
    forward = [
        Tick("forward", number, t, layer, reverse)
        for number, (layers, reverse) in enumerate(segments)
        for t in (reversed(range(steps)) if reverse else range(steps))
        for layer in layers
        if not single[layer] or t == steps - 1
    ]
    if forward_only:
        return (Tick("batch"), *forward)
    backward = [tick._replace(phase="backward") for tick in reversed(forward)]
    return (Tick("batch"), *forward, Tick("loss"), *backward, Tick("update"))


def read_only(array: Any) -> Any:
    """Give a view that cannot be written to; what the Trainer writes into the array is seen in it."""
    view = array[...]
    view.setflags(write=False)
    return view


class Trace:
    """The named arrays of one layer, read-only: ``trace.f`` is (T, units, B).

    Parameters
    ----------
    kind : str
        One of ``project.LAYERS``.
    arrays : dict of (T, rows, B)
        LSTM: x i f g o c h tanh_c z_i .. dh dc dz_i ..; RNN: x h z dh dz; dense: x y z dy dz. Of both directions the
        second half of the rows is the reverse one, in the order of time.
    both : bool
        Whether it reads in both directions.
    """

    def __init__(self, kind: str, arrays: dict[str, Floats], *, both: bool = False) -> None:
        self.kind = kind
        self.both = both
        self.names = tuple(arrays)
        self._arrays: dict[str, Floats] = {name: read_only(a) for name, a in arrays.items()}

    def __getattr__(self, name: str) -> Floats:
        """Give an array by its name."""
        try:
            return self.__dict__["_arrays"][name]  # type: ignore[no-any-return]
        except KeyError:
            raise AttributeError(name) from None

    @property
    def output(self) -> Floats:
        """What the layer gives, (T, rows, B): h of a recurrent layer, y of another."""
        return self._arrays["h" if "h" in self._arrays else "y"]

    @property
    def units(self) -> int:
        """Rows of its output; of both directions where it has them."""
        return int(self.output.shape[1])


@dataclass(eq=False)
class Recording:
    """One iteration as arrays. It knows no playhead, no selected unit, no colour.

    Every array over time is (T, rows, B), feature-major. A Recording is filled by the Trainer and
    then lent to Frames, read-only, until no Frame holds it.

    Attributes
    ----------
    network : Network
        For names and shapes; its live parameters are not those of this Recording.
    dataset : Dataset
        What the examples are of.
    iteration : int
        k: leads from the parameters after k - 1 updates to those after k. For a followed example
        the number of updates that its parameters have had.
    epoch : int
        Epochs begun, from 1.
    generated : int
        The first time step, from 0, whose input the network has made itself; -1: none.
    diagnosis : Diagnosis or None
        What became of the gradient, where it was asked for.
    start : int
        The first time step, from 0: not 0 within truncated sequences.
    followed : bool
        True for a validation example that is followed while training runs: forward and backward
        of this one example, no update.
    examples : (B,) int64
        Numbers of the examples in their split, from 0.
    lengths : (B,) int64
        Time steps of each example.
    inputs : (T, D, B); targets : (T', 1 or M, B); outputs : (T', M, B)
        T' is T, or 1 where only the last step counts. Targets of a classification are class numbers.
    probabilities : (T', K, B) or None
        For a classification: sigmoid (K = 1) or softmax of the outputs.
    terms : (T', B)
        Loss of each target.
    loss : float
        Mean loss over the counted targets of the batch.
    layers : tuple of Trace
        Named arrays of each layer; the output layer is the last.
    before, gradient, clipped, update, after : (P,)
        Parameters before the update, gradient, gradient after clipping, the amount added, parameters after.
    optimizer_terms : dict of (P,)
        What each term of the optimizer is (Adam: m, v, ..).
    learning_rate : float
        What the schedule made of the learning rate in this iteration.
    norm, factor : float
        Length of the gradient before clipping, and what clipping multiplied it with.
    ticks : tuple of Tick
        The order of showing.
    bound : Bound
        The arrays as the Trainer writes them; not for views.
    """

    network: Network
    dataset: Dataset
    bound: Bound
    layers: tuple[Trace, ...]
    single: tuple[bool, ...]
    inputs: Floats
    targets: Floats
    outputs: Floats
    probabilities: Floats | None
    terms: Floats
    before: Floats
    gradient: Floats
    clipped: Floats
    update: Floats
    after: Floats
    ticks: tuple[Tick, ...]
    examples: Integers
    lengths: Integers
    iteration: int = 0
    epoch: int = 1
    start: int = 0
    generated: int = -1
    diagnosis: Diagnosis | None = None
    followed: bool = False
    loss: float = 0.0
    learning_rate: float = 0.0
    norm: float = 0.0
    factor: float = 1.0
    optimizer_terms: dict[str, Floats] = field(default_factory=dict)

    @property
    def stepped(self) -> bool:
        """Whether a playhead goes over it: one that is followed while training runs passes by."""
        return not self.followed or self.generated >= 0

    @property
    def steps(self) -> int:
        """Time steps T."""
        return int(self.inputs.shape[0])

    @property
    def batch(self) -> int:
        """Examples B."""
        return int(self.inputs.shape[2])

    def parameter(self, name: str, which: str = "before") -> Floats:
        """Give a parameter, or a vector of its shape, by PyTorch's name.

        Parameters
        ----------
        name : str
            Such as ``0.weight_ih_l0`` (PyTorch's shape and gate order).
        which : str
            ``before``, ``after``, ``gradient``, ``clipped`` or ``update``.

        Returns
        -------
        ndarray
            A copy.
        """
        return self.network.get(name, getattr(self, which))
