"""Make models of PyTorch as users save them, and what they give. The tests read them without PyTorch.

python tests/golden/make_pytorch.py

Of each case two files: the weights (.safetensors), and inputs with PyTorch's outputs as targets (.npz).
"""

from __future__ import annotations

import sys
from collections import OrderedDict
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import torch
from safetensors.torch import save_file
from torch import nn

FOLDER = Path(__file__).parent / "pytorch"


class Case(NamedTuple):
    """One model on one batch."""

    kind: str = "LSTM"
    units: int = 5
    layers: int = 1
    both: bool = False
    biased: bool = True
    inputs: int = 3
    symbols: int = 0
    outputs: int = 0
    head_biased: bool = True
    names: tuple[str, str, str] = ("embedding", "rnn", "fc")
    relu: bool = False
    steps: int = 7
    batch: int = 4
    lengths: tuple[int, ...] | None = None
    last: bool = False
    dtype: torch.dtype = torch.float32


CASES = {
    "rnn_tanh": Case("RNN"),
    "rnn_relu_linear": Case("RNN", relu=True, outputs=2, names=("", "encoder.rnn", "decoder")),
    "rnn_both_two_layers": Case("RNN", layers=2, both=True, names=("", "model.birnn", "")),
    "lstm": Case(names=("", "", "")),
    "lstm_linear": Case(outputs=2),
    "lstm_linear_last": Case(outputs=2, last=True, lengths=(7, 3, 1, 5)),
    "lstm_both_three_layers_linear": Case(
        layers=3, both=True, outputs=2, names=("", "model.encoder.lstm", "model.head")
    ),
    "lstm_both_lengths": Case(layers=2, both=True, outputs=2, lengths=(2, 7, 5, 1)),
    "lstm_both_last": Case(both=True, outputs=2, last=True, lengths=(2, 7, 5, 1)),
    "lstm_no_bias": Case(biased=False, layers=2, outputs=2, head_biased=False),
    "lstm_embedding_linear": Case(symbols=11, outputs=11),
    "lstm_tied": Case(inputs=5, symbols=11, outputs=11, names=("encoder", "rnn", "decoder")),
    "gru": Case("GRU", names=("", "gru", "")),
    "gru_no_bias": Case("GRU", biased=False),
    "gru_embedding_two_layers_linear": Case(
        "GRU", layers=2, symbols=9, outputs=4, names=("net.emb", "net.gru", "net.out")
    ),
    "gru_both_three_layers": Case("GRU", layers=3, both=True, outputs=1),
    "gru_both_one_layer": Case("GRU", both=True, outputs=2),
    "gru_half": Case("GRU", outputs=2, dtype=torch.float16),
    "lstm_bfloat": Case(outputs=2, dtype=torch.bfloat16),
    "lstm_double": Case(outputs=2, dtype=torch.float64),
}


def modules(case: Case) -> tuple[nn.Embedding | None, nn.RNNBase, nn.Linear | None]:
    """Return the modules with weights drawn by PyTorch."""
    more: dict[str, Any] = {"nonlinearity": "relu" if case.relu else "tanh"}
    recurrent: nn.RNNBase = getattr(nn, case.kind)(
        case.inputs,
        case.units,
        case.layers,
        bias=case.biased,
        batch_first=True,
        bidirectional=case.both,
        **(more if case.kind == "RNN" else {}),
    )
    width = case.units * (2 if case.both else 1)
    embedding = nn.Embedding(case.symbols, case.inputs) if case.symbols else None
    head = nn.Linear(width, case.outputs, bias=case.head_biased) if case.outputs else None
    return embedding, recurrent, head


def forward(case: Case, parts: tuple[Any, Any, Any], x: torch.Tensor) -> torch.Tensor:
    """Return the outputs (N, T, M), 0 beyond the lengths; or (N, M) of the last step."""
    embedding, recurrent, head = parts
    y = x if embedding is None else embedding(x)
    lengths = torch.tensor(case.lengths or [x.shape[1]] * len(x))
    packed = nn.utils.rnn.pack_padded_sequence(y, lengths, batch_first=True, enforce_sorted=False)
    y, _ = recurrent(packed)
    y, _ = nn.utils.rnn.pad_packed_sequence(y, batch_first=True, total_length=x.shape[1])
    if case.last:  # of the reverse direction the last state is that of the first step
        y, back = y[torch.arange(len(x)), lengths - 1], y[:, 0]
        y = torch.cat([y[:, : case.units], back[:, case.units :]], dim=1)
    y = y if head is None else head(y)
    if not case.last:
        y = y * (torch.arange(x.shape[1]) < lengths[:, None])[:, :, None]
    return y


def named(case: Case, parts: tuple[Any, Any, Any]) -> dict[str, torch.Tensor]:
    """Return the state_dict of a model that has these modules under the names of the case."""
    found: dict[str, torch.Tensor] = OrderedDict()
    for name, part in zip(case.names, parts, strict=True):
        for key, value in (part.state_dict() if part is not None else {}).items():
            found[f"{name}.{key}" if name else key] = value.to(case.dtype).contiguous()
    return found


def made(case: Case, seed: int) -> tuple[dict[str, torch.Tensor], dict[str, np.ndarray]]:
    """Return tensors, and arrays for a .npz."""
    torch.manual_seed(seed)
    parts = modules(case)
    tensors = named(case, parts)
    for name, part in zip(case.names, parts, strict=True):  # what was rounded is what is run
        if part is not None:
            at = f"{name}." if name else ""
            part.load_state_dict({k: tensors[at + k].float() for k in part.state_dict()})
    shape = (case.batch, case.steps)
    numbers = torch.randn(*shape, case.inputs)
    x = torch.randint(0, case.symbols, shape) if case.symbols else numbers
    with torch.no_grad():
        y = forward(case, parts, x)
    arrays = {"inputs": x.numpy(), "targets": y.numpy()}
    if case.lengths:
        arrays["lengths"] = np.array(case.lengths)
    return tensors, arrays


def write(folder: Path, name: str, case: Case, seed: int) -> tuple[Path, Path]:
    """Write both files of a case."""
    tensors, arrays = made(case, seed)
    weights, data = folder / f"{name}.safetensors", folder / f"{name}.npz"
    save_file(tensors, weights, metadata={"nonlinearity": "relu"} if case.relu else None)
    np.savez(data, **arrays)
    return weights, data


def main() -> None:
    """Write all of them."""
    FOLDER.mkdir(exist_ok=True)
    torch.set_num_threads(1)
    for seed, (name, case) in enumerate(CASES.items()):
        weights, data = write(FOLDER, name, case, seed)
        sys.stdout.write(f"{name:<36} {weights.stat().st_size + data.stat().st_size:>7,} bytes\n")


if __name__ == "__main__":
    main()
