from __future__ import annotations

import time

import pytest

from engine import check
from engine.bound import Bound
from engine.check import LIMIT, check_gradients
from engine.project import LSTM, RNN, Dense, Hold, Network, Project, Training, Xor
from engine.trainer import Trainer
from tests.engine.small import SMALL


@pytest.mark.parametrize("name", SMALL)
def test_gradients_agree(name: str) -> None:
    found = check_gradients(SMALL[name])
    network = Trainer(SMALL[name]).network
    names = network.names()
    assert [one.name for one in found] == list(names)
    assert max(one.error for one in found) < LIMIT / 100
    assert sum(one.parameters for one in found) == network.parameters.size
    for one in found:
        rows, columns = (*names[one.name], 1)[:2]
        third = 3 if one.name.startswith("0.bias_hh") else 1  # of a GRU only n's is a parameter
        assert one.parameters == rows * columns // third


@pytest.mark.parametrize("initialization", ["glorot", "he", "zeros"])
@pytest.mark.parametrize("loss", ["bce", "cross_entropy"])
def test_the_bend_of_a_relu_is_no_fault(initialization: str, loss: str) -> None:
    # at (0, 0) with biases of 0 every unit stands exactly on its bend
    layer = Dense(units=8, activation="relu", initialization=initialization)
    training = Training(loss=loss, batch="full")
    project = Project(data=Xor(), network=Network(layers=(layer, layer)), training=training)
    assert max(one.error for one in check_gradients(project)) <= LIMIT
    rnn = RNN(units=6, activation="relu", initialization="zeros")
    project = Project(data=Hold(length=10), network=Network(layers=(rnn,)))
    assert max(one.error for one in check_gradients(project)) <= LIMIT


@pytest.mark.parametrize("share", [1.001, -1.0, 0.0])
def test_a_wrong_gradient_is_seen(share: float, monkeypatch: pytest.MonkeyPatch) -> None:
    backward = Bound.backward

    def wrong(bound: Bound) -> None:
        backward(bound)
        bound.gradient *= share

    monkeypatch.setattr(Bound, "backward", wrong)
    assert max(one.error for one in check_gradients(SMALL["lstm"])) > LIMIT


def test_each_array_has_its_turn_when_time_is_short(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(check, "SECONDS", 0.0)
    project = Project(network=Network(layers=(LSTM(units=200), LSTM(units=200))))
    begun = time.monotonic()
    found = check_gradients(project)
    assert time.monotonic() - begun < 20  # a million forward passes would take an hour
    assert all(one.parameters >= 1 for one in found)
    assert sum(one.parameters for one in found) < 50
    assert max(one.error for one in found) <= LIMIT
