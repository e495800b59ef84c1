"""PyTorch as a rival: it does the work of the case, and its readable LSTM is an LSTM. Without PyTorch: skipped."""

from __future__ import annotations

import sys
from typing import Any

import pytest

from engine.interop import rivals
from engine.iterations import RATE, network_of
from tests.engine.test_bench import TINY

pytest.importorskip("torch", exc_type=ImportError)


@pytest.fixture(autouse=True)
def as_before() -> Any:
    import torch

    threads, onednn = torch.get_num_threads(), torch.backends.mkldnn.enabled
    yield
    torch.set_num_threads(threads)
    torch.backends.mkldnn.enabled = onednn


@pytest.mark.parametrize("name", TINY)
def test_every_variant_does_the_work_of_the_case(name: str) -> None:
    case = TINY[name]
    runs = rivals.variants(case) | (rivals.by_hand(case) if case.by_hand else {})
    assert len(runs) == {"LSTM": 9, "GRU": 6, "RNN": 6, "MLP": 3}[name]
    for run in runs.values():
        run()
    for hand in {False, case.by_hand}:
        modules = rivals._modules(case, hand=hand)
        before = [p.detach().clone() for p in modules.parameters()]
        second_biases = {"LSTM": 12, "GRU": 6, "RNN": 6, "MLP": 0}[name]
        ours = network_of(case).parameters.size
        assert sum(p.numel() for p in before) == ours + second_biases
        run = rivals._iteration(case, modules, rivals.ADAM["loop"], onednn=True)
        run()
        for one, other in zip(before, modules.parameters(), strict=True):
            moved = (one - other).abs()
            assert 0 < moved.max() <= 1.01 * RATE  # what one step of Adam moves


def test_the_readable_lstm_is_an_lstm_and_its_gates_can_be_read() -> None:
    import torch

    torch.manual_seed(0)
    theirs, hand = torch.nn.LSTM(2, 3), rivals.readable_lstm(2, 3)
    with torch.no_grad():
        hand.of_x.weight.copy_(theirs.weight_ih_l0)
        hand.of_x.bias.copy_(theirs.bias_ih_l0)
        hand.of_h.bias.copy_(theirs.bias_hh_l0)
        hand.of_h.weight.copy_(theirs.weight_hh_l0)
        x = torch.randn(5, 4, 2)
        h, (_, c) = theirs(x)
        assert torch.allclose(hand(x), h, atol=1e-6)
        assert torch.allclose(hand.gates[-1][4], c[0], atol=1e-6)
    assert [[gate.shape for gate in step] for step in hand.gates] == [[(4, 3)] * 5] * 5


def test_without_pytorch_it_is_not_available(monkeypatch: pytest.MonkeyPatch) -> None:
    assert rivals.available()
    monkeypatch.setitem(sys.modules, "torch", None)
    assert not rivals.available()
