"""PyTorch: the weights of an nn.RNN, nn.LSTM or nn.GRU, with nn.Embedding and nn.Linear, as a Project.

A state_dict says neither what its modules are nor in which order they run; names and shapes tell it here, with any
prefix (``rnn.weight_ih_l0``, ``model.encoder.lstm.weight_hh_l1_reverse``, ``fc.weight``). What they do not tell for
certain is refused, by name.

References
----------
The names, shapes and gate orders are those of torch.nn.RNN, LSTM, GRU, Linear and Embedding.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from ..errors import QT_TRANSLATE_NOOP, FileRefusal
from ..files import read_bytes
from ..project import GRU, LSTM, RNN, Embedding, Layer, Network, Output
from .tensors import NOT_FINITE, read_tensors

if TYPE_CHECKING:
    from ..recording import Floats

SUFFIX = ".safetensors"
PICKLED = (".pt", ".pth", ".bin", ".ckpt", ".pkl")
"""Files of weights that may run code when they are opened."""
UNITS_MOST, LAYERS_MOST = 512, 12
"""What a Project may have (see `project.layers`)."""
RECURRENT = re.compile(r"(.*\.)?(weight|bias)_(ih|hh|hr)_l(0|[1-9]\d{0,3})(_reverse)?", re.DOTALL)
OTHER = re.compile(r"(.*\.)?(weight|bias)", re.DOTALL)
RANKS = {"weight": 2, "bias": 1}
"""Dimensions of the tensors of an nn.Linear or nn.Embedding."""
GATES = {1: "RNN", 3: "GRU", 4: "LSTM"}
CALLED = {"embedding": ("emb",), "head": ("fc", "lin", "head", "out", "dec", "class")}
"""What the name of an embedding, and of an output layer, has in it: asked where the shapes fit both."""

MAY_RUN_CODE = QT_TRANSLATE_NOOP(
    "Refusal",
    "“{file}” may run code when it is opened; save the weights in PyTorch with "
    'safetensors.torch.save_file(model.state_dict(), "weights.safetensors").',
)
NONE = QT_TRANSLATE_NOOP(
    "Refusal",
    "“{file}” has no “weight_ih_l0” of an nn.RNN, nn.LSTM or nn.GRU; save the weights of such a model.",
)
UNKNOWN = QT_TRANSLATE_NOOP(
    "Refusal",
    "“{file}”: tensor “{tensor}” belongs to no nn.RNN, nn.LSTM, nn.GRU, nn.Linear or nn.Embedding; "
    "leave it out when saving.",
)
PROJECTED = QT_TRANSLATE_NOOP(
    "Refusal",
    "“{file}”: tensor “{tensor}” is of an LSTM with proj_size; save a model without it.",
)
SEVERAL = QT_TRANSLATE_NOOP(
    "Refusal",
    "“{file}” has two recurrent modules, “{tensor}” and “{other}”, and does not say how they follow; "
    "save one of them.",
)
MISSING = QT_TRANSLATE_NOOP(
    "Refusal", "“{file}”: tensor “{tensor}” is missing; save the whole module."
)
SHAPE = QT_TRANSLATE_NOOP(
    "Refusal",
    "“{file}”: tensor “{tensor}” is of shape {found}, but the others ask for {wanted}; "
    "save the weights of one whole model.",
)
NO_GATES = QT_TRANSLATE_NOOP(
    "Refusal",
    "“{file}”: tensor “{tensor}” of shape {found} is of no RNN, GRU or LSTM, "
    "which have 1, 3 or 4 rows a unit; save the weights of one.",
)
TOO_WIDE = QT_TRANSLATE_NOOP(
    "Refusal",
    "“{file}”: tensor “{tensor}” is of {found} units, more than 512; save a smaller model.",
)
TOO_DEEP = QT_TRANSLATE_NOOP(
    "Refusal", "“{file}” has {found} layers, more than 12; save a smaller model."
)
NO_FIT = QT_TRANSLATE_NOOP(
    "Refusal",
    "“{file}”: tensor “{tensor}” of shape {found} is neither an nn.Linear on {outputs} numbers "
    "nor an nn.Embedding of {inputs}; leave it out when saving.",
)
TWO_ALIKE = QT_TRANSLATE_NOOP(
    "Refusal",
    "“{file}”: both “{tensor}” and “{other}” fit as the same nn.Linear or nn.Embedding; "
    "leave one out when saving.",
)
EITHER = QT_TRANSLATE_NOOP(
    "Refusal",
    "“{file}”: tensor “{tensor}” fits as an nn.Linear and as an nn.Embedding; "
    "name its module “fc” or “embedding”.",
)
NONLINEARITY = QT_TRANSLATE_NOOP(
    "Refusal",
    "“{file}”: its metadata say nonlinearity “{found}”, which no nn.RNN has; write tanh or relu.",
)


@dataclass(frozen=True, eq=False)
class Weights:
    """A model of PyTorch in Gatescope's words.

    Attributes
    ----------
    name : str
        Of the file.
    network : project.Network
        Embedding, recurrent layers, and an output layer where there is an nn.Linear.
    parameters : dict of ndarray
        float32, by our names (``0.weight_ih_l0``): PyTorch's two biases are one, their sum; but the n of a GRU,
        which needs both.
    inputs : int
        Numbers of an input, or symbols of the embedding.
    symbols : bool
        Whether an embedding reads the inputs.
    outputs : int
        Numbers of an output.
    reads : str
        Tensor that reads the inputs.
    gives : str
        Tensor that gives the outputs.
    """

    name: str
    network: Network
    parameters: dict[str, Floats]
    inputs: int
    symbols: bool
    outputs: int
    reads: str
    gives: str


@dataclass
class _Module:
    """The tensors of one prefix: of one module, if they are of one."""

    prefix: str
    tensors: dict[str, Floats] = field(default_factory=dict)

    @property
    def weight(self) -> Floats:
        return self.tensors["weight"]

    def named(self, tensor: str) -> str:
        return self.prefix + tensor


def read(path: Path) -> Weights:
    """Read the weights of a model.

    Parameters
    ----------
    path : Path
        A .safetensors file.

    Returns
    -------
    Weights
        All of its tensors, each in its place.

    Raises
    ------
    FileRefusal
        One sentence with the file, the tensor and the mend.
    """
    if path.suffix.lower() in PICKLED:
        raise FileRefusal(MAY_RUN_CODE, file=path.name)
    content = read_bytes(path)
    # the length of a header may begin like a ZIP or a pickle, but then the header follows
    if content[:2] in (b"PK", b"\x80\2", b"\x80\4") and content[8:9] != b"{":
        raise FileRefusal(MAY_RUN_CODE, file=path.name)
    found = read_tensors(content, path.name)
    recurrent, others = _modules(found.arrays, path.name)
    if not recurrent:
        raise FileRefusal(NONE, file=path.name)
    if len(recurrent) > 1:
        first, second = (m.named(next(iter(m.tensors))) for m in recurrent[:2])
        raise FileRefusal(SEVERAL, file=path.name, tensor=first, other=second)
    stack = _Stack(recurrent[0], path.name)
    embedding, head = _roles(others, stack, path.name)
    return _weights(stack, embedding, head, found.metadata, path.name)


def _modules(arrays: dict[str, Floats], name: str) -> tuple[list[_Module], list[_Module]]:
    """Sort tensors by their prefix: recurrent modules, and others that have a weight."""
    recurrent: dict[str, _Module] = {}
    others: dict[str, _Module] = {}
    for tensor, array in arrays.items():
        match = RECURRENT.fullmatch(tensor)
        group = recurrent if match else others
        match = match or OTHER.fullmatch(tensor)
        if match is None:
            raise FileRefusal(UNKNOWN, file=name, tensor=tensor)
        if group is recurrent and match[3] == "hr":
            raise FileRefusal(PROJECTED, file=name, tensor=tensor)
        prefix = match[1] or ""
        module = group.setdefault(prefix, _Module(prefix))
        module.tensors[tensor.removeprefix(prefix)] = array
    for module in others.values():
        strange = [t for t, array in module.tensors.items() if array.ndim != RANKS[t]]
        if "weight" not in module.tensors:
            strange.append("bias")
        if strange:
            raise FileRefusal(UNKNOWN, file=name, tensor=module.named(strange[0]))
    return list(recurrent.values()), list(others.values())


class _Stack:
    """A recurrent module, checked: its layers follow each other, whole and of one size.

    Parameters
    ----------
    module : _Module
        Tensors ``weight_ih_l0`` and so on.
    name : str
        Of the file.
    """

    def __init__(self, module: _Module, name: str) -> None:
        self.module = module
        self._name = name
        tensors = module.tensors
        numbers = [int(re.sub(r".*_l(\d+)(_reverse)?", r"\1", tensor)) for tensor in tensors]
        self.layers = max(numbers) + 1
        if self.layers > LAYERS_MOST:
            raise FileRefusal(TOO_DEEP, file=name, found=self.layers)
        self.suffixes = ("", "_reverse") if any("_reverse" in t for t in tensors) else ("",)
        self.biased = any(t.startswith("bias") for t in tensors)
        first, back = self._get("weight_ih_l0"), self._get("weight_hh_l0")
        self.units = back.shape[-1] if back.ndim else 0
        if back.ndim != 2 or back.shape[0] not in [g * self.units for g in GATES]:
            raise self._refusal(NO_GATES, "weight_hh_l0", found=shown(back.shape))
        if self.units > UNITS_MOST:
            raise self._refusal(TOO_WIDE, "weight_hh_l0", found=self.units)
        self.gates = back.shape[0] // self.units
        self.outputs = self.units * len(self.suffixes)
        self.inputs = first.shape[-1] if first.ndim else 0
        self._check()

    def _refusal(self, text: str, tensor: str, **values: Any) -> FileRefusal:
        return FileRefusal(text, file=self._name, tensor=self.module.named(tensor), **values)

    def _get(self, tensor: str) -> Floats:
        if tensor not in self.module.tensors:
            raise self._refusal(MISSING, tensor)
        return self.module.tensors[tensor]

    def _check(self) -> None:
        """Refuse a tensor that is missing or of another shape."""
        rows = self.gates * self.units
        for k in range(self.layers):
            width = self.outputs if k else self.inputs
            shapes: dict[str, tuple[int, ...]] = {
                "weight_ih": (rows, width),
                "weight_hh": (rows, self.units),
            }
            if self.biased:
                shapes |= {"bias_ih": (rows,), "bias_hh": (rows,)}
            for suffix in self.suffixes:
                for part, wanted in shapes.items():
                    tensor = f"{part}_l{k}{suffix}"
                    found = self._get(tensor).shape
                    if found != wanted:
                        raise self._refusal(SHAPE, tensor, found=shown(found), wanted=shown(wanted))

    def parameters(self, k: int) -> dict[str, Floats]:
        """Give layer k by our names: of two biases the sum, except of the GRU's n."""
        given: dict[str, Floats] = {}
        n = 2 * self.units if self.gates == 3 else None
        for suffix in self.suffixes:
            for part in ("weight_ih", "weight_hh"):
                given[f"{part}_l0{suffix}"] = self.module.tensors[f"{part}_l{k}{suffix}"]
            none = np.zeros(self.gates * self.units, np.float32)
            one, two = (
                self.module.tensors.get(f"bias_{part}_l{k}{suffix}", none) for part in ("ih", "hh")
            )
            with np.errstate(over="ignore"):
                total = one + two
            if not np.isfinite(total).all():
                raise self._refusal(NOT_FINITE, f"bias_ih_l{k}{suffix}")
            if n is not None:
                total[n:] = one[n:]
                kept = two.copy()
                kept[:n] = 0
                given[f"bias_hh_l0{suffix}"] = kept
            given[f"bias_ih_l0{suffix}"] = total
        return given


def shown(shape: tuple[int, ...]) -> str:
    """Give a shape as a sentence has it: 8 × 2."""
    return " × ".join(f"{size}" for size in shape) or "no dimension"


def _roles(
    others: list[_Module], stack: _Stack, name: str
) -> tuple[_Module | None, _Module | None]:
    """Tell which module is the embedding and which the output layer; either may be missing."""
    fitting = {module.prefix: _fitting(module, stack) for module in others}
    for module in others:
        if not fitting[module.prefix]:
            raise FileRefusal(
                NO_FIT,
                file=name,
                tensor=module.named("weight"),
                found=shown(module.weight.shape),
                outputs=stack.outputs,
                inputs=stack.inputs,
            )
    ways: list[dict[str, _Module]] = [{}]
    for module in others:
        ways = [
            {**way, role: module}
            for way in ways
            for role in fitting[module.prefix]
            if role not in way
        ]
    if not ways:
        alike = [m for m in others if fitting[m.prefix] == fitting[others[-1].prefix]]
        first, second = (alike if len(alike) > 1 else others)[:2]
        raise FileRefusal(
            TWO_ALIKE, file=name, tensor=first.named("weight"), other=second.named("weight")
        )
    if len(ways) > 1:
        ways = [way for way in ways if all(_is_called(m, role) for role, m in way.items())]
    if len(ways) != 1:
        raise FileRefusal(EITHER, file=name, tensor=others[0].named("weight"))
    return ways[0].get("embedding"), ways[0].get("head")


def _fitting(module: _Module, stack: _Stack) -> tuple[str, ...]:
    """Tell what a module may be by its shapes."""
    rows, columns = module.weight.shape
    bias = module.tensors.get("bias")
    found = []
    if bias is None and columns == stack.inputs:
        found.append("embedding")
    if columns == stack.outputs and (bias is None or bias.shape == (rows,)):
        found.append("head")
    return tuple(found)


def _is_called(module: _Module, role: str) -> bool:
    called = module.prefix.lower().rstrip(".").rpartition(".")[2]
    return any(word in called for word in CALLED[role])


def _weights(
    stack: _Stack,
    embedding: _Module | None,
    head: _Module | None,
    metadata: dict[str, str],
    name: str,
) -> Weights:
    nonlinearity = metadata.get("nonlinearity", "tanh")
    if nonlinearity not in ("tanh", "relu"):
        raise FileRefusal(NONLINEARITY, file=name, found=nonlinearity)
    both = len(stack.suffixes) == 2
    kinds: dict[int, Layer] = {
        1: RNN(stack.units, nonlinearity, bidirectional=both),  # type: ignore[arg-type]
        3: GRU(stack.units, bidirectional=both),
        4: LSTM(stack.units, bidirectional=both),
    }
    layers: list[Layer] = [kinds[stack.gates]] * stack.layers
    each = [stack.parameters(k) for k in range(stack.layers)]
    reads, inputs = stack.module.named("weight_ih_l0"), stack.inputs
    if embedding is not None:
        reads, inputs = embedding.named("weight"), len(embedding.weight)
        if stack.inputs > UNITS_MOST:
            raise FileRefusal(TOO_WIDE, file=name, tensor=reads, found=stack.inputs)
        layers.insert(0, Embedding(stack.inputs))
        each.insert(0, {"weight": embedding.weight})
    if len(layers) > LAYERS_MOST:
        raise FileRefusal(TOO_DEEP, file=name, found=len(layers))
    gives, outputs = stack.module.named(f"weight_hh_l{stack.layers - 1}"), stack.outputs
    if head is not None:
        gives, outputs = head.named("weight"), len(head.weight)
        each.append({"bias": np.zeros(outputs, np.float32), **head.tensors})
    parameters = {f"{k}.{n}": array for k, given in enumerate(each) for n, array in given.items()}
    return Weights(
        name,
        Network(tuple(layers), Output() if head is not None else None),
        parameters,
        inputs,
        embedding is not None,
        outputs,
        reads,
        gives,
    )
