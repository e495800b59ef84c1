"""Shares: how the gradient fares from time step to time step, and what each step adds to the gradient of the weights.

The gradient of a layer's weights is a sum over time steps, dW = sum over t of dW_t, where dW_t = delta(t) . v(t)^T:
delta(t) is the gradient of what is before the bend, v(t) what the weights were multiplied with. The share of step t is

    <dW_t, dW> / <dW, dW> = sum over rows and examples of delta(t) * (dW . v(t)) / <dW, dW>

so that all shares add up to 1; a step that pulls the other way has a share below 0. No dW_t is ever made: the right
side costs as much as going forward once, with the dW that backward has left. It is computed in float64, whatever the
network has, and <dW, dW> is taken as the sum over all steps, so that the rounding of dW does not show in the shares.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .recording import Floats, Recording

GATES = {"lstm": ("i", "f", "g", "o"), "gru": ("r", "z", "n"), "rnn": ("h",)}
"""Whose shares are told apart, in their order; of other layers all is one, ``y``."""

COLUMNS = 1024
"""Examples times steps that are multiplied together: what lies in float64 then stays in the cache."""

Product = tuple[tuple[str, ...], tuple["Floats", ...], tuple["Floats", ...], "Floats"]
"""Whose weights, delta (T, rows, B) of each, v (T, columns, B) in parts, and dW (all rows, all columns) in float64."""


@dataclass(frozen=True, eq=False)
class StepGradients:
    """What becomes of the gradient of one layer through time.

    Attributes
    ----------
    norms : (T,) float64
        Length of dL/dh(t), or dL/dy(t), over the units of one direction and all examples.
    factors : (T,) float64
        What the length was multiplied with on the way to this step from the one before it on the way back: below 1
        it shrank. NaN where the way begins, and behind a length of 0.
    letters : tuple of str
        Gates whose shares are told apart; empty of a layer without parameters.
    shares : (len(letters), T) float64
        Share of each gate at each step in the gradient of the weights of both directions: all of them add up to 1.
        NaN where that gradient is 0 or not finite.
    length : float
        Length of the gradient of the weights.
    """

    norms: Floats
    factors: Floats
    letters: tuple[str, ...]
    shares: Floats
    length: float


def step_gradients(
    recording: Recording, layer: int, *, reverse: bool = False, shared: bool = True
) -> StepGradients | None:
    """Follow the gradient of a layer through time.

    Parameters
    ----------
    recording : Recording
        Of an iteration, or of an example that is followed.
    layer : int
        From 0.
    reverse : bool
        Of a layer that reads in both directions: whether the lengths are those of the reverse one.
    shared : bool
        Whether shares and length are wanted; else they are NaN, and what is left costs next to nothing.

    Returns
    -------
    StepGradients or None
        None of a Recording that the network has written itself: nothing went backward.

    References
    ----------
    Pascanu, Mikolov, Bengio, On the difficulty of training recurrent neural networks, 2013: the gradient as a sum of
    temporal contributions.
    """
    if recording.generated >= 0:
        return None
    trace = recording.layers[layer]
    delta = trace.dh if "dh" in trace.names else trace.dy
    if trace.both:
        half = delta.shape[1] // 2
        delta = delta[:, half:] if reverse else delta[:, :half]
    with np.errstate(all="ignore"):
        norms = np.sqrt(np.einsum("tub,tub->t", delta, delta, dtype=np.float64))
    letters: tuple[str, ...] = ()
    if recording.network.layers[layer].size:
        letters = GATES.get(trace.kind, ("y",))
    shares, length = np.full((len(letters), len(norms)), np.nan), math.nan
    if shared:
        shares, length = _shares(recording, layer, letters, len(norms))
    return StepGradients(norms, factors(norms, reverse=reverse), letters, shares, length)


def work(recording: Recording) -> int:
    """Give the products that the shares of all layers are the sum of: what the wait for them grows with.

    Parameters
    ----------
    recording : Recording
        Its sizes are read.

    Returns
    -------
    int
        Weights times steps times examples.
    """
    return int(recording.gradient.size) * recording.steps * recording.batch


def factors(norms: Floats, *, reverse: bool = False) -> Floats:
    """Give what the length of the gradient is multiplied with on its way back, step by step.

    Parameters
    ----------
    norms : (T,) array
        Lengths.
    reverse : bool
        Whether the way back goes on in time, as of the reverse direction.

    Returns
    -------
    (T,) float64
        NaN where the way begins, and behind a length of 0.
    """
    if reverse:
        return factors(norms[::-1])[::-1]
    found = np.full(len(norms), np.nan)
    with np.errstate(all="ignore"):
        np.divide(norms[:-1], norms[1:], out=found[:-1], where=norms[1:] != 0)
    return found


def last_steps(shares: Floats, part: float) -> int:
    """Give how many of the last steps together have a part of the whole.

    Parameters
    ----------
    shares : (T,) array
        Share of each step; they add up to 1.
    part : float
        Such as 0.9.

    Returns
    -------
    int
        The fewest; 0 where the shares are not numbers.
    """
    if not np.isfinite(shares).all():
        return 0
    reached = np.cumsum(shares[::-1]) >= part
    return int(reached.argmax()) + 1 if reached.any() else len(shares)


def _shares(
    recording: Recording, layer: int, letters: tuple[str, ...], steps: int
) -> tuple[Floats, float]:
    """Give the shares (letters, T), and the length of the gradient of the weights."""
    found = np.zeros((len(letters), steps))
    with np.errstate(all="ignore"):
        for letter, terms in _terms(recording, layer) if letters else ():
            found[letters.index(letter)] += terms
        whole = float(found.sum())
        usable = whole > 0 and math.isfinite(whole)
        return (found / whole if usable else np.full_like(found, np.nan)), math.sqrt(
            max(0.0, whole)
        )


def _terms(recording: Recording, layer: int) -> Iterator[tuple[str, Floats]]:
    """Yield whose weights, and <dW_t, dW> of each step, (T,)."""
    trace = recording.layers[layer]
    if trace.kind == "embedding":
        dy = np.asarray(trace.dy, np.float64).transpose(0, 2, 1)
        gradient = _gradient(recording, layer, "weight")
        symbols = np.clip(trace.x[:, 0], 0, len(gradient) - 1).astype(np.int64)
        yield "y", np.einsum("tbu,tbu->t", dy, gradient[symbols])
    elif "x_hat" in trace.names:
        dy = np.asarray(trace.dy, np.float64)
        for part, name in ((dy * trace.x_hat, "weight"), (dy, "bias")):
            yield "y", np.einsum("tub,u->t", part, _gradient(recording, layer, name))
    else:
        for letters, deltas, values, gradient in _products(recording, layer):
            yield from zip(letters, _by_step(deltas, values, gradient), strict=True)


def _by_step(
    deltas: tuple[Floats, ...], values: tuple[Floats, ...], gradient: Floats
) -> list[Floats]:
    """Give the sum of delta * (dW v) over rows and examples at each step, (T,), for each delta."""
    steps, rows, batch = deltas[0].shape
    found = [np.zeros(steps) for _ in deltas]
    each = max(1, COLUMNS // batch)
    for t in range(0, steps, each):
        at = slice(t, t + each)
        pulled = gradient @ np.concatenate([_flat(part[at]) for part in values])
        for k, delta in enumerate(deltas):
            flat, own = _flat(delta[at]), pulled[k * rows : (k + 1) * rows]
            found[k][at] = np.einsum("rn,rn->n", flat, own).reshape(-1, batch).sum(axis=1)
    return found


def _gradient(recording: Recording, layer: int, name: str) -> Floats:
    return recording.parameter(f"{layer}.{name}", "gradient").astype(np.float64)


def _products(recording: Recording, layer: int) -> Iterator[Product]:
    """Yield the products that the gradient of a layer's weights is the sum of."""
    trace = recording.layers[layer]
    one = np.ones_like(trace.x[:, :1])  # what the bias is multiplied with
    if trace.kind not in GATES:
        weight, bias = (_gradient(recording, layer, name) for name in ("weight", "bias"))
        yield ("y",), (trace.dz,), (trace.x, one), np.column_stack([weight, bias])
        return
    units = trace.units // 2 if trace.both else trace.units
    for back in (False, True) if trace.both else (False,):
        rows, end = (slice(units, None), "_reverse") if back else (slice(0, units), "")
        before = _before(recording, layer, rows, back=back)
        ih, hh, bias = (
            _gradient(recording, layer, name + end)
            for name in ("weight_ih_l0", "weight_hh_l0", "bias_ih_l0")
        )
        gates = GATES[trace.kind]
        if trace.kind == "gru":
            gates, own = gates[:2], slice(2 * units, None)
            other = _gradient(recording, layer, "bias_hh_l0" + end)[own]
            inner = np.column_stack([hh[own], other])
            yield ("n",), (trace.dhn[:, rows],), (before, one), inner
            outer = np.column_stack([ih[own], bias[own]])
            yield ("n",), (trace.dz_n[:, rows],), (trace.x, one), outer
        names = ["dz"] if trace.kind == "rnn" else [f"dz_{gate}" for gate in gates]
        deltas = tuple(getattr(trace, name)[:, rows] for name in names)
        gradient = np.column_stack([hh, ih, bias])[: len(gates) * units]
        yield gates, deltas, (before, trace.x, one), gradient


def _before(recording: Recording, layer: int, rows: slice, *, back: bool) -> Floats:
    """Give the state that a direction has read before each step, (T, units, B)."""
    h = recording.layers[layer].h[:, rows]
    before: Floats = np.zeros_like(h)
    if back:
        before[:-1] = h[1:]
        before[recording.lengths - 1, :, np.arange(recording.batch)] = 0
        return before
    before[1:] = h[:-1]
    if recording.start:  # the state that the part of the sequences before this one has left
        before[0] = recording.bound.states[f"{layer}.h"][0]
    return before


def _flat(a: Floats) -> Floats:
    """Put time beside examples, in float64: (T, rows, B) as (rows, T * B)."""
    flat: Floats = np.asarray(a, np.float64).transpose(1, 0, 2).reshape(a.shape[1], -1)
    return flat
