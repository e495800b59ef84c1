"""Recorded arrays of the recurrent layers against the textbook cells, under both plans of backward."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine import project, textbook
from engine.layers import LAYERS, build, gru_backward, lstm_backward


def recorded(
    kind: str, steps: int, head: bool
) -> tuple[Any, dict[str, np.ndarray], dict[str, np.ndarray]]:
    """Return a finished pass, and the textbook's forward and backward arrays."""
    rng = np.random.default_rng(2)
    layer = build(project.LAYERS[kind](units=4), 3)
    flat = rng.standard_normal(layer.size) * 0.5
    weights = rng.standard_normal((2, 4)) if head else None
    bound: Any = layer.bind(flat, np.zeros_like(flat), steps, 3, recording=True, head=weights)
    w = {name: layer.get(flat, name) for name in layer.shapes()}
    bound.x[...] = x = rng.standard_normal(bound.x.shape)
    bound.h0[...] = h0 = rng.uniform(-1, 1, (4, 3))
    bound.dy[...] = dy = rng.standard_normal(bound.dy.shape)
    if weights is not None:
        dy = np.array([weights.T @ step for step in dy])
    if kind == "lstm":
        bound.c0[...] = c0 = rng.uniform(-2, 2, (4, 3))
        forward = textbook.lstm_forward(w, x, h0=h0, c0=c0)
        backward = textbook.lstm_backward(w, forward, dy)
    elif kind == "gru":
        forward = textbook.gru_forward(w, x, h0)
        backward = textbook.gru_backward(w, forward, dy)
    else:
        forward = textbook.rnn_forward(w, x, h0, "tanh")
        backward = textbook.rnn_backward(w, forward, dy, "tanh")
    for _ in range(2):
        bound.forward()
        bound.backward(need_dx=True)
    return bound, forward, backward


@pytest.mark.parametrize("head", [False, True])
@pytest.mark.parametrize("steps", [1, 6, 90])
@pytest.mark.parametrize("large", [0, 1280])
@pytest.mark.parametrize("kind", [kind for kind in LAYERS if LAYERS[kind].recurrent])
def test_recorded_arrays_are_the_textbooks(
    kind: str, large: int, steps: int, head: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lstm_backward, "LARGE", large)
    monkeypatch.setattr(gru_backward, "LARGE", large)
    bound, forward, backward = recorded(kind, steps, head)
    expected = {**forward, **{n: a for n, a in backward.items() if n.startswith("d")}}
    for name in set(bound.names) & set(expected):
        scale = np.abs(expected[name]).max()
        assert np.abs(getattr(bound, name) - expected[name]).max() <= 1e-12 * scale, name
    pairs = [("dx", "x"), ("dh0", "h0"), *([("dc0", "c0")] if kind == "lstm" else [])]
    for ours, theirs in pairs:
        scale = np.abs(backward[theirs]).max()
        assert np.abs(getattr(bound, ours) - backward[theirs]).max() <= 1e-12 * scale, ours
    if kind == "lstm":
        assert np.allclose(1 / (1 + np.exp(-bound.z_f)), bound.f, rtol=1e-12)
        assert np.allclose(np.tanh(bound.z_g), bound.g, rtol=1e-12)


@given(st.integers(0, 99), st.floats(0, 1e4))
def test_gates_are_gates(seed: int, size: float) -> None:
    rng = np.random.default_rng(seed)
    layer = build(project.LSTM(units=3), 2)
    bound: Any = layer.bind(rng.standard_normal(layer.size).astype(np.float32), None, 5, 4)
    bound.x[...] = rng.standard_normal(bound.x.shape) * size
    bound.forward()
    for gate in (bound.i, bound.f, bound.o):
        assert (gate >= 0).all()
        assert (gate <= 1).all()
    assert (np.abs(bound.h) <= 1).all()
