"""Models of PyTorch: their outputs here are PyTorch's; what their names and shapes do not tell is refused."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from safetensors.numpy import save_file

from engine.errors import FileRefusal
from engine.forward import Forward
from engine.interop.join import project_of
from engine.interop.pytorch import read
from engine.project import GRU, LSTM, RNN, Embedding, Output

GOLDEN = Path(__file__).resolve().parents[2] / "golden" / "pytorch"
CASES = sorted(path.stem for path in GOLDEN.glob("*.safetensors"))
Tensors = dict[str, Any]


def outputs_of(weights: Path, data: Path) -> Any:
    given = read(weights)
    forward = Forward(project_of(given, data), given.parameters)
    return np.concatenate([chunk.outputs for chunk in forward.chunks()])


def test_there_are_golden_files() -> None:
    assert len(CASES) == 20


@pytest.mark.parametrize("case", CASES)
def test_outputs_are_those_of_pytorch(case: str) -> None:
    data = GOLDEN / f"{case}.npz"
    wanted = np.load(data)["targets"]
    found = outputs_of(GOLDEN / f"{case}.safetensors", data)
    assert found.dtype == np.float32
    assert np.abs(found.reshape(wanted.shape) - wanted).max() < 1e-5


@pytest.mark.parametrize(
    ("case", "layers", "head"),
    [
        ("rnn_tanh", (RNN(5),), False),
        ("rnn_relu_linear", (RNN(5, "relu"),), True),
        ("lstm", (LSTM(5),), False),
        ("lstm_both_three_layers_linear", (LSTM(5, bidirectional=True),) * 3, True),
        ("gru_embedding_two_layers_linear", (Embedding(3), GRU(5), GRU(5)), True),
    ],
)
def test_the_project_has_its_layers(case: str, layers: tuple[Any, ...], head: bool) -> None:
    network = read(GOLDEN / f"{case}.safetensors").network
    assert network.layers == layers
    assert network.output == (Output() if head else None)


def test_biases_are_summed_but_those_of_the_n_of_a_gru(tmp_path: Path) -> None:
    for kind, gates in (("lstm", 4), ("gru", 3)):
        tensors = recurrent(gates, 2, 3)
        given = read(saved(tmp_path, tensors)).parameters
        one, two = tensors["bias_ih_l0"], tensors["bias_hh_l0"]
        if kind == "lstm":
            np.testing.assert_array_equal(given["0.bias_ih_l0"], one + two)
            assert "0.bias_hh_l0" not in given
        else:
            np.testing.assert_array_equal(given["0.bias_ih_l0"][:6], (one + two)[:6])
            np.testing.assert_array_equal(given["0.bias_ih_l0"][6:], one[6:])
            np.testing.assert_array_equal(given["0.bias_hh_l0"][6:], two[6:])
            np.testing.assert_array_equal(given["0.bias_hh_l0"][:6], 0)
        np.testing.assert_array_equal(given["0.weight_ih_l0"], tensors["weight_ih_l0"])


def normal(*shape: int) -> Any:
    return np.random.Generator(np.random.Philox(len(shape))).standard_normal(shape, np.float32)


def recurrent(
    gates: int, inputs: int, units: int, prefix: str = "", layers: int = 1, both: bool = False
) -> Tensors:
    """The tensors of a recurrent module."""
    made = {}
    for k in range(layers):
        for suffix in ("", "_reverse") if both else ("",):
            width = units * (2 if both else 1) if k else inputs
            at = f"l{k}{suffix}"
            made[f"{prefix}weight_ih_{at}"] = normal(gates * units, width)
            made[f"{prefix}weight_hh_{at}"] = normal(gates * units, units)
            made[f"{prefix}bias_ih_{at}"] = normal(gates * units)
            made[f"{prefix}bias_hh_{at}"] = normal(gates * units) / 2
    return made


def saved(folder: Path, tensors: Tensors, **metadata: str) -> Path:
    path = folder / "weights.safetensors"
    save_file({name: np.array(t, order="C") for name, t in tensors.items()}, path, metadata or None)
    return path


def without(tensors: Tensors, *names: str) -> Tensors:
    return {name: tensor for name, tensor in tensors.items() if name not in names}


LSTM23 = recurrent(4, 2, 3, "lstm.")
DEEP = recurrent(4, 2, 3, "lstm.", layers=2)
BOTH = recurrent(4, 2, 3, "lstm.", both=True)
SQUARE = recurrent(1, 3, 3, "rnn.")
FC = {"fc.weight": normal(2, 3), "fc.bias": normal(2)}
REFUSED: dict[str, tuple[Tensors, str]] = {
    "no tensor": ({}, "has no “weight_ih_l0”"),
    "a linear layer alone": (FC, "has no “weight_ih_l0”"),
    "proj_size": (
        LSTM23 | {"lstm.weight_hr_l0": normal(2, 3)},
        "“lstm.weight_hr_l0” is of an LSTM with proj_size",
    ),
    "two recurrent modules": (
        recurrent(4, 2, 3, "encoder.") | recurrent(4, 2, 3, "decoder."),
        "two recurrent modules, “decoder.bias_hh_l0” and “encoder.bias_hh_l0”",
    ),
    "a cell": (
        {"cell.weight_ih": normal(12, 2), "cell.weight_hh": normal(12, 3)},
        "“cell.weight_hh” belongs to no nn.RNN",
    ),
    "layer normalization": (
        LSTM23 | {"norm.weight": normal(3), "norm.bias": normal(3)},
        "“norm.weight” belongs to no",
    ),
    "a convolution": (LSTM23 | {"conv.weight": normal(3, 3, 3)}, "“conv.weight” belongs to no"),
    "a bias alone": (LSTM23 | {"fc.bias": normal(3)}, "“fc.bias” belongs to no"),
    "a bias of two dimensions": (
        LSTM23 | {"fc.weight": normal(2, 3), "fc.bias": normal(2, 1)},
        "“fc.bias” belongs to no",
    ),
    "running statistics": (
        LSTM23 | {"norm.running_mean": normal(3)},
        "“norm.running_mean” belongs to no",
    ),
    "a name of nothing": (LSTM23 | {"": normal(3)}, "tensor “” belongs to no"),
    "layer 01": (LSTM23 | {"lstm.weight_ih_l01": normal(12, 3)}, "_l01” belongs to no"),
    "a gap between layers": (
        without(DEEP, *(n for n in DEEP if n.endswith("l0"))),
        "“lstm.weight_ih_l0” is missing",
    ),
    "no weight_hh": (without(LSTM23, "lstm.weight_hh_l0"), "“lstm.weight_hh_l0” is missing"),
    "no weight_ih": (without(LSTM23, "lstm.weight_ih_l0"), "“lstm.weight_ih_l0” is missing"),
    "one bias of two": (without(LSTM23, "lstm.bias_hh_l0"), "“lstm.bias_hh_l0” is missing"),
    "a bias in one layer": (
        without(DEEP, "lstm.bias_hh_l1", "lstm.bias_ih_l1"),
        "“lstm.bias_ih_l1” is missing",
    ),
    "a direction in one layer": (
        DEEP | {n: t for n, t in BOTH.items() if "reverse" in n},
        "“lstm.weight_ih_l1” is of shape 12 × 3, but the others ask for 12 × 6",
    ),
    "half a direction": (
        without(BOTH, "lstm.weight_hh_l0_reverse"),
        "“lstm.weight_hh_l0_reverse” is missing",
    ),
    "two gates": (recurrent(2, 2, 3, "x."), "“x.weight_hh_l0” of shape 6 × 3 is of no RNN"),
    "gates of one and a half units": (
        LSTM23 | {"lstm.weight_hh_l0": normal(11, 3)},
        "“lstm.weight_hh_l0” of shape 11 × 3 is of no",
    ),
    "weight_hh of one dimension": (
        LSTM23 | {"lstm.weight_hh_l0": normal(12)},
        "“lstm.weight_hh_l0” of shape 12 is of no",
    ),
    "weight_hh of no dimension": (
        LSTM23 | {"lstm.weight_hh_l0": normal()},
        "“lstm.weight_hh_l0” of shape no dimension is of no",
    ),
    "weight_ih of no dimension": (
        LSTM23 | {"lstm.weight_ih_l0": normal()},
        "“lstm.weight_ih_l0” is of shape no dimension, but the others ask for 12 × 0",
    ),
    "rows that differ": (
        LSTM23 | {"lstm.weight_ih_l0": normal(9, 2)},
        "“lstm.weight_ih_l0” is of shape 9 × 2, but the others ask for 12 × 2",
    ),
    "units that differ": (
        DEEP | {"lstm.weight_hh_l1": normal(16, 4)},
        "“lstm.weight_hh_l1” is of shape 16 × 4, but the others ask for 12 × 3",
    ),
    "a bias of another length": (
        LSTM23 | {"lstm.bias_hh_l0": normal(3)},
        "“lstm.bias_hh_l0” is of shape 3, but the others ask for 12",
    ),
    "biases whose sum is infinite": (
        LSTM23 | {f"lstm.bias_{p}_l0": np.full(12, 3e38, np.float32) for p in ("ih", "hh")},
        "“lstm.bias_ih_l0” has numbers that are not finite",
    ),
    "513 units": (recurrent(1, 2, 513), "“weight_hh_l0” is of 513 units, more than 512"),
    "13 layers": (recurrent(1, 2, 3, layers=13), "has 13 layers, more than 12"),
    "a thousand layers": (SQUARE | {"rnn.bias_ih_l999": normal(3)}, "has 1000 layers, more than"),
    "12 layers and an embedding": (
        recurrent(1, 2, 3, layers=12) | {"embedding.weight": normal(5, 2)},
        "has 13 layers, more than 12",
    ),
    "an embedding of 513 numbers": (
        recurrent(1, 513, 3) | {"embedding.weight": normal(5, 513)},
        "“embedding.weight” is of 513 units, more than 512",
    ),
    "a linear layer of another width": (
        LSTM23 | {"fc.weight": normal(2, 4), "fc.bias": normal(2)},
        "“fc.weight” of shape 2 × 4 is neither an nn.Linear on 3 numbers nor an nn.Embedding of 2",
    ),
    "a linear layer with another bias": (
        LSTM23 | {"fc.weight": normal(2, 3), "fc.bias": normal(3)},
        "“fc.weight” of shape 2 × 3 is neither",
    ),
    "a linear layer on one direction of two": (BOTH | FC, "is neither an nn.Linear on 6 numbers"),
    "two linear layers": (
        LSTM23 | FC | {"other.weight": normal(5, 3), "other.bias": normal(5)},
        "both “fc.weight” and “other.weight” fit as the same",
    ),
    "two embeddings": (
        LSTM23 | FC | {"one.weight": normal(5, 2), "two.weight": normal(5, 2)},
        "both “one.weight” and “two.weight” fit as the same",
    ),
    "three that are either": (
        SQUARE | {f"{name}.weight": normal(5, 3) for name in "abc"},
        "both “a.weight” and “b.weight” fit as the same",
    ),
    "either": (SQUARE | {"x.weight": normal(5, 3)}, "“x.weight” fits as an nn.Linear and as an"),
    "either of both": (
        SQUARE | {"x.weight": normal(5, 3), "y.weight": normal(5, 3)},
        "fits as an nn.Linear and as an",
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_not_told_for_certain_is_refused_by_name(case: str, tmp_path: Path) -> None:
    tensors, wanted = REFUSED[case]
    sentence = refusal_of(saved(tmp_path, tensors))
    assert wanted in sentence


def refusal_of(path: Path) -> str:
    with pytest.raises(FileRefusal) as caught:
        read(path)
    sentence = str(caught.value)
    assert path.name in sentence
    assert sentence.endswith(".")
    assert sentence.isprintable()
    return sentence


def test_a_nonlinearity_that_no_rnn_has_is_refused(tmp_path: Path) -> None:
    path = saved(tmp_path, SQUARE, nonlinearity="gelu")
    assert "nonlinearity “gelu”, which no nn.RNN has" in refusal_of(path)
    assert read(saved(tmp_path, SQUARE, nonlinearity="relu")).network.layers == (RNN(3, "relu"),)


@pytest.mark.parametrize(
    ("named", "roles"),
    [
        ({"embedding.weight": (5, 3)}, (True, False)),
        ({"m.word_emb.weight": (5, 3)}, (True, False)),
        ({"fc.weight": (5, 3)}, (False, True)),
        ({"m.decoder.weight": (5, 3)}, (False, True)),
        ({"emb.weight": (5, 3), "out.weight": (2, 3)}, (True, True)),
        ({"out.weight": (2, 3), "emb.weight": (5, 3)}, (True, True)),
        # a bias tells it without a word
        ({"a.weight": (5, 3), "b.weight": (2, 3), "b.bias": (2,)}, (True, True)),
        ({"fc.weight": (2, 3), "fc.bias": (2,)}, (False, True)),
    ],
)
def test_names_tell_what_shapes_do_not(
    named: dict[str, Any], roles: tuple[bool, bool], tmp_path: Path
) -> None:
    tensors = SQUARE | {name: normal(*shape) for name, shape in named.items()}
    weights = read(saved(tmp_path, tensors))
    found = isinstance(weights.network.layers[0], Embedding), weights.network.output is not None
    assert found == roles
    assert weights.symbols == roles[0]
    assert weights.inputs == (5 if roles[0] else 3)


@pytest.mark.parametrize("name", ["model.pt", "model.PTH", "model.bin", "model.ckpt", "model.pkl"])
def test_a_file_that_may_run_code_is_not_even_opened(name: str) -> None:
    sentence = refusal_of(Path("no folder") / name)
    assert "may run code when it is opened" in sentence
    assert "safetensors.torch.save_file(model.state_dict()" in sentence


@pytest.mark.parametrize("content", [b"PK\3\4...", b"\x80\2}q", b"\x80\4\x95"])
def test_a_file_that_may_run_code_is_known_by_its_content(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "weights.safetensors"
    path.write_bytes(content)
    assert "may run code when it is opened" in refusal_of(path)


@pytest.mark.parametrize("start", [b"PK", b"\x80\2", b"\x80\4"])
def test_a_header_whose_length_looks_like_code_is_read(start: bytes, tmp_path: Path) -> None:
    length = int.from_bytes(start, "little")
    content = saved(tmp_path, SQUARE).read_bytes()
    header = int.from_bytes(content[:8], "little")
    path = tmp_path / "padded.safetensors"
    padded = content[8 : 8 + header] + b" " * (length - header)
    path.write_bytes(length.to_bytes(8, "little") + padded + content[8 + header :])
    assert path.read_bytes()[:2] == start
    assert read(path).network.layers == (RNN(3),)


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    assert "cannot be read" in refusal_of(tmp_path / "none.safetensors")
