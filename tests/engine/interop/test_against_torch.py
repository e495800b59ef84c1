"""Two hundred random models beside PyTorch itself; and weights that go out again: `pytest -m soak`."""

from __future__ import annotations

import random
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import main
from engine.exporting import export
from engine.forward import Forward
from engine.interop.join import joined

torch = pytest.importorskip("torch")

from safetensors.torch import load_file  # noqa: E402

from tests.golden.make_pytorch import Case, modules, write  # noqa: E402

pytestmark = [pytest.mark.soak, pytest.mark.timeout(1200)]
MODELS = 200
LIMIT = 1e-5


def drawn(rng: random.Random) -> Case:
    """Draw a model: kind, sizes, depth, directions, biases, head, symbols, precision, lengths, names."""
    kind = rng.choice(["RNN", "LSTM", "GRU"])
    steps, batch = rng.randint(1, 40), rng.randint(1, 9)
    symbols = rng.choice([0, 0, rng.randint(2, 30)])
    lengths = tuple(rng.randint(1, steps) for _ in range(batch))
    outputs = rng.choice([0, rng.randint(1, 12)])
    return Case(
        kind,
        units=rng.randint(1, 48),
        layers=rng.randint(1, 3),
        both=rng.random() < 0.4,
        biased=rng.random() < 0.8,
        inputs=rng.randint(1, 20),
        symbols=symbols,
        outputs=outputs,
        head_biased=rng.random() < 0.8,
        names=rng.choice(
            [
                ("embedding", "rnn", "fc"),
                ("model.emb", "model.encoder.rnn", "model.decoder"),
                ("embed", "", "head"),
            ]
        ),
        relu=kind == "RNN" and rng.random() < 0.4,
        steps=steps,
        batch=batch,
        lengths=rng.choice([None, lengths]),
        last=outputs > 0 and rng.random() < 0.3,
        dtype=rng.choice([torch.float32, torch.float32, torch.float16, torch.bfloat16]),
    )


def outputs_of(weights: Path, data: Path) -> Any:
    project, given = joined(weights, data)
    run = Forward(project, given.parameters)
    return np.concatenate([chunk.outputs for chunk in run.chunks()])


def test_two_hundred_random_models_give_what_pytorch_gives(
    tmp_path: Path, record_property: Any
) -> None:
    rng = random.Random(2026)
    worst = 0.0
    for k in range(MODELS):
        case = drawn(rng)
        weights, data = write(tmp_path, f"model_{k}", case, k)
        wanted = np.load(data)["targets"]
        error = float(np.abs(outputs_of(weights, data).reshape(wanted.shape) - wanted).max())
        assert error < LIMIT, case
        worst = max(worst, error)
    record_property("worst", worst)
    sys.stdout.write(f"\nworst difference of {MODELS} models: {worst:.2e}\n")


@pytest.mark.parametrize("kind", ["RNN", "LSTM", "GRU"])
@pytest.mark.parametrize("both", [False, True])
@pytest.mark.parametrize("layers", [1, 3])
@pytest.mark.parametrize("symbols", [0, 8])
def test_weights_go_out_again_as_pytorch_loads_them(
    kind: str, both: bool, layers: int, symbols: int, tmp_path: Path
) -> None:
    case = Case(kind, layers=layers, both=both, symbols=symbols, outputs=3, batch=6)
    weights, data = write(tmp_path, "model", case, 5)
    project, given = joined(weights, data)
    export(Forward(project, given.parameters), "weights", tmp_path / "out.safetensors")
    found = load_file(tmp_path / "out.safetensors")
    one = case._replace(layers=1, symbols=0, outputs=0)
    width = case.units * (2 if both else 1)
    parts = [modules(one._replace(inputs=width if k else case.inputs))[1] for k in range(layers)]
    embedding, _, head = modules(case)
    every = torch.nn.ModuleList([m for m in (embedding, *parts, head) if m is not None])
    every.load_state_dict(found, strict=True)
    arrays = np.load(data)
    y = torch.from_numpy(arrays["inputs"])
    with torch.no_grad():
        for module in every:
            y = module(y)[0] if isinstance(module, torch.nn.RNNBase) else module(y)
    assert np.abs(y.numpy() - arrays["targets"]).max() < LIMIT


def test_an_exported_single_layer_is_imported_again(tmp_path: Path) -> None:
    for kind in ("RNN", "LSTM", "GRU"):
        case = Case(kind, both=True, outputs=3, names=("", "0", "1"))
        weights, data = write(tmp_path, "model", case, 5)
        out = tmp_path / "out.safetensors"
        arguments = ["export", str(weights), str(out), "--data", str(data)]
        assert main.main(arguments) == 0
        np.testing.assert_allclose(
            outputs_of(out, data), outputs_of(weights, data), rtol=0, atol=1e-6
        )
