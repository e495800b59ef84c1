"""Shares: what each step adds to dW, against dW of the engine and plain loops."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from engine import shares
from engine.network import Network as Built
from engine.project import (
    GRU,
    LSTM,
    RNN,
    BatchNorm,
    Characters,
    Dense,
    Dropout,
    Echo,
    Embedding,
    FlagRecall,
    Hold,
    LayerNorm,
    Network,
    Project,
    Training,
    Xor,
)
from engine.recording import Recording
from engine.shares import factors, last_steps, step_gradients, work
from engine.trainer import Trainer

PROJECTS = {
    "lstm": Project(
        data=Hold(length=9, examples=12, validation=4), network=Network(layers=(LSTM(units=5),))
    ),
    "gru, several lengths": Project(
        data=Echo(length=8, shortest=3, examples=12, validation=4),
        network=Network(layers=(GRU(units=4), RNN(units=3))),
        training=Training(loss="bce", batch_size=7),
    ),
    "both directions, several lengths": Project(
        data=Echo(length=8, shortest=3, examples=12, validation=4),
        network=Network(layers=(LSTM(units=3, bidirectional=True), GRU(units=2, bidirectional=True))),
        training=Training(loss="bce", batch_size=7),
    ),
    "last step alone": Project(
        data=FlagRecall(length=7, examples=18, validation=5),
        network=Network(layers=(Dense(units=4), RNN(units=5, activation="relu"), Dense(units=3))),
        training=Training(loss="bce", batch_size=5),
    ),
    "normalized": Project(
        data=Hold(length=6, examples=12, validation=4),
        network=Network(layers=(RNN(units=4), LayerNorm(), Dropout(), BatchNorm())),
    ),
    "symbols": Project(
        data=Characters(length=9),
        network=Network(layers=(Embedding(units=3), LSTM(units=4))),
        training=Training(loss="cross_entropy", batch_size=6),
    ),
    "truncated": Project(
        data=Characters(length=13),
        network=Network(layers=(LSTM(units=4), RNN(units=3))),
        training=Training(loss="cross_entropy", batch_size=7, truncate=5),
    ),
    "no time": Project(
        data=Xor(), network=Network(layers=(Dense(units=4),)), training=Training(loss="bce")
    ),
}  # fmt: skip


def recorded(name: str, iterations: int = 2) -> Recording:
    trainer = Trainer(PROJECTS[name])
    trainer.run(iterations)
    return trainer.record()


def only_step(recording: Recording, layer: int, t: int) -> np.ndarray[Any, Any]:
    """dW_t of a layer, flat, as the engine sums it: its own pass over arrays that are 0 but for one step."""
    network: Built = recording.network
    bound = recording.bound.pass_.layers[layer]
    kept: list[tuple[Any, Any]] = []
    passes = [bound._forward, bound._reverse] if hasattr(bound, "_forward") else [bound]
    out = np.zeros_like(recording.bound.gradient)
    try:
        for number, one in enumerate(passes):
            array = one._dz if hasattr(one, "_dz") else one.dz
            kept.append((array, array.copy()))
            mask = np.zeros((len(array), 1, recording.batch), bool)
            if number:  # the reverse direction goes through each example from its end
                place = recording.lengths - 1 - t
                for b, p in enumerate(np.where(place >= 0, place, t)):
                    mask[p, 0, b] = True
            else:
                mask[t] = True
            array[...] = np.where(mask, array, 0)
            for part in range(len(one._gradient._parts)):
                one._gradient.run(part)
        out[...] = recording.bound.gradient
    finally:
        for array, was in kept:
            array[...] = was
    return np.array(out[network.slices[layer]], np.float64)


@pytest.mark.parametrize("name", PROJECTS)
def test_all_shares_together_are_one(name: str) -> None:
    recording = recorded(name)
    for layer, built in enumerate(recording.network.layers):
        found = step_gradients(recording, layer)
        assert found is not None
        trace = recording.layers[layer]
        assert found.shares.shape == (len(found.letters), len(trace.output))
        if built.size:
            assert found.shares.sum() == pytest.approx(1, abs=1e-6)
        else:
            assert found.letters == ()


@pytest.mark.parametrize("name", PROJECTS)
def test_what_is_summed_is_the_gradient_of_the_engine(name: str) -> None:
    recording = recorded(name)
    for layer, at in enumerate(recording.network.slices):
        found = step_gradients(recording, layer)
        assert found is not None
        wanted = np.asarray(recording.gradient[at], np.float64)
        assert found.length == pytest.approx(np.linalg.norm(wanted), rel=1e-6)


@pytest.mark.parametrize(
    ("name", "layer"),
    [
        ("lstm", 0), ("gru, several lengths", 1), ("both directions, several lengths", 0),
        ("last step alone", 0), ("last step alone", 1), ("truncated", 0), ("truncated", 1), ("lstm", 1),
    ],
)  # fmt: skip
def test_a_share_is_that_of_the_gradient_of_one_step(name: str, layer: int) -> None:
    recording = recorded(name, 4 if name == "truncated" else 2)
    if name == "truncated":
        assert recording.start > 0
    whole = np.array(recording.gradient[recording.network.slices[layer]], np.float64)
    found = step_gradients(recording, layer)
    assert found is not None
    for t in range(found.shares.shape[1]):
        wanted = only_step(recording, layer, t) @ whole / (whole @ whole)
        assert found.shares[:, t].sum() == pytest.approx(wanted, abs=1e-6)


def test_the_shares_of_a_gate_are_those_of_its_rows() -> None:
    for name, layer, gates in (("lstm", 0, "ifgo"), ("gru, several lengths", 0, "rzn")):
        recording = recorded(name)
        found = step_gradients(recording, layer)
        assert found is not None
        assert found.letters == tuple(gates)
        names = [n for n in recording.network.names() if n.startswith(f"{layer}.")]
        squares = np.zeros(len(gates))
        for one in names:
            rows = np.split(recording.parameter(one, "gradient").astype(float), len(gates))
            squares += [float((r * r).sum()) for r in rows]
        assert found.shares.sum(axis=1) == pytest.approx(squares / squares.sum(), abs=1e-6)


def test_norms_and_factors_are_those_of_one_direction() -> None:
    recording = recorded("both directions, several lengths")
    dh = recording.layers[0].dh.astype(float)
    for reverse, rows in ((False, slice(0, 3)), (True, slice(3, 6))):
        found = step_gradients(recording, 0, reverse=reverse)
        assert found is not None
        norms = [math.sqrt(float((dh[t, rows] ** 2).sum())) for t in range(8)]
        assert found.norms.tolist() == pytest.approx(norms)
        begins, before = (0, -1) if reverse else (7, 1)
        assert math.isnan(found.factors[begins])
        for t in set(range(8)) - {begins}:
            assert found.factors[t] == pytest.approx(norms[t] / norms[t + before])


def test_behind_a_length_of_nothing_there_is_no_factor() -> None:
    found = factors(np.array([2.0, 4.0, 0.0]))
    assert found[0] == 0.5
    assert np.isnan(found[1:]).all()


def test_the_last_steps_that_have_a_part_are_counted() -> None:
    assert last_steps(np.array([0.1, 0.2, 0.3, 0.4]), 0.6) == 2
    assert last_steps(np.array([0.1, 0.2, 0.3, 0.4]), 0.4) == 1
    assert last_steps(np.array([1.2, -0.4, 0.2]), 0.9) == 3
    assert last_steps(np.array([0.5, 0.4]), 0.95) == 2
    assert last_steps(np.array([0.5, np.nan]), 0.9) == 0


def test_a_gradient_of_nothing_and_one_that_is_no_number_have_no_shares() -> None:
    trainer = Trainer(PROJECTS["last step alone"])
    trainer.network.parameters.fill(0)
    found = step_gradients(trainer.record(), 0)
    assert found is not None
    assert found.length == 0
    assert np.isnan(found.shares).all()
    recording = recorded("lstm")
    recording.bound.pass_.layers[0].dz_i[3, 1] = np.inf  # type: ignore[attr-defined]
    found = step_gradients(recording, 0)
    assert found is not None
    assert np.isnan(found.shares).all()


def test_what_the_network_wrote_itself_has_no_gradient() -> None:
    assert step_gradients(replace(recorded("symbols"), generated=3), 0) is None


@pytest.mark.parametrize("name", PROJECTS)
def test_the_shares_do_not_depend_on_how_many_steps_are_multiplied_together(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    recording = recorded(name)
    for layer in range(len(recording.layers)):
        whole = step_gradients(recording, layer)
        monkeypatch.setattr(shares, "COLUMNS", 3 * recording.batch)
        parts = step_gradients(recording, layer)
        monkeypatch.undo()
        assert whole is not None
        assert parts is not None
        np.testing.assert_allclose(parts.shares, whole.shares, rtol=1e-9, atol=1e-12)


def test_without_shares_the_lengths_are_the_same() -> None:
    recording = recorded("lstm")
    whole, part = step_gradients(recording, 0), step_gradients(recording, 0, shared=False)
    assert whole is not None
    assert part is not None
    assert part.norms.tolist() == whole.norms.tolist()
    assert part.letters == whole.letters
    assert part.shares.shape == whole.shares.shape
    assert np.isnan(part.shares).all()
    assert math.isnan(part.length)


def test_the_work_grows_with_weights_steps_and_examples() -> None:
    recording = recorded("lstm")
    assert work(recording) == recording.network.parameters.size * 9 * recording.batch
