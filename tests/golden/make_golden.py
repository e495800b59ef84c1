"""Make the golden values with PyTorch's autograd in float64. The tests read them without PyTorch.

python tests/golden/make_golden.py [NAME ...]      only the files whose names begin so; all of them without
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import torch
from torch import nn

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from engine import project
from tests.golden.cases import (
    CASES,
    CLIP,
    FOLDER,
    OPTIMIZERS,
    RATE,
    REGIMES,
    TRAINED,
    Case,
    batches,
)

ACTIVATIONS = {"sigmoid": torch.sigmoid, "tanh": torch.tanh, "relu": torch.relu}


def model(case: Case) -> nn.ModuleList:
    """Return the layers with weights drawn by PyTorch; of two biases the second is 0 and fixed."""
    torch.manual_seed(3)
    layers: list[nn.Module] = []
    width = case.inputs
    for settings in (*case.layers, project.Dense(units=case.outputs, activation="identity")):
        if isinstance(settings, project.LSTM):
            layer: nn.Module = nn.LSTM(width, settings.units)
        elif isinstance(settings, project.RNN):
            layer = nn.RNN(width, settings.units, nonlinearity=settings.activation)
        else:
            layer = nn.Linear(width, settings.units)
        layers.append(layer.double())
        width = settings.units
        for name, parameter in layer.named_parameters():
            if name == "bias_hh_l0":
                nn.init.zeros_(parameter)
                parameter.requires_grad_(False)
            else:
                nn.init.uniform_(parameter, -0.8, 0.8)
    return nn.ModuleList(layers)


def forward(
    case: Case, layers: nn.ModuleList, inputs: torch.Tensor, h0: torch.Tensor, c0: torch.Tensor
):
    """Return the outputs (T', B, M); beyond an example's length they are 0."""
    a = inputs
    batch = a.shape[1]
    lengths = torch.tensor(case.lengths or [case.steps] * batch)
    recurrent = [k for k, layer in enumerate(layers) if not isinstance(layer, nn.Linear)]
    through = len(layers) if case.every_step else recurrent[-1] + 1 if recurrent else 0
    for k, layer in enumerate(layers):
        if k == through:
            a = a[lengths - 1, torch.arange(batch)][None]
        if isinstance(layer, nn.Linear):
            a = layer(a)
            name = case.layers[k].activation if k < len(case.layers) else "identity"
            a = ACTIVATIONS.get(name, lambda z: z)(a)
        else:
            packed = nn.utils.rnn.pack_padded_sequence(a, lengths, enforce_sorted=False)
            start = (h0, c0) if isinstance(layer, nn.LSTM) else h0
            packed, _ = layer(packed, start if k == 0 and case.initial else None)
            a, _ = nn.utils.rnn.pad_packed_sequence(packed, total_length=case.steps)
    if case.every_step:
        a = a * (torch.arange(case.steps)[:, None] < lengths)[:, :, None]
    return a


def loss_of(case: Case, outputs: torch.Tensor, targets: torch.Tensor) -> torch.Tensor:
    """Return the mean loss over the targets within the lengths."""
    steps, batch = outputs.shape[:2]
    counted = torch.ones(steps, batch, dtype=torch.bool)
    if case.every_step and case.lengths:
        counted = torch.arange(steps)[:, None] < torch.tensor(case.lengths)
    y, t = outputs[counted], targets[counted]
    if case.loss == "mse":
        return nn.functional.mse_loss(y, t)
    if case.loss == "bce":
        return nn.functional.binary_cross_entropy_with_logits(y, t)
    return nn.functional.cross_entropy(y, t[:, 0].long())


def tensors(case: Case) -> dict[str, torch.Tensor]:
    """Return the arrays of a case with examples before rows, as PyTorch has them."""
    arrays = {name: torch.tensor(np.moveaxis(a, -1, -2)) for name, a in case.arrays().items()}
    return {name: a[None].contiguous() if a.ndim == 2 else a for name, a in arrays.items()}


def golden(case: Case) -> dict[str, np.ndarray]:
    """Return parameters, outputs, loss and every gradient of a case."""
    layers, given = model(case), tensors(case)
    h0, c0 = given["h0"].requires_grad_(), given["c0"].requires_grad_()
    outputs = forward(case, layers, given["inputs"], h0, c0)
    loss = loss_of(case, outputs, given["targets"])
    loss.backward()
    found = {"outputs": outputs.detach().numpy().transpose(0, 2, 1), "loss": np.array(loss.item())}
    for name, parameter in layers.named_parameters():
        if parameter.requires_grad:
            found[f"parameter {name}"] = parameter.detach().numpy()
            found[f"gradient {name}"] = parameter.grad.numpy()
    for name, state in (("h0", h0), ("c0", c0)):
        if state.grad is not None:
            found[f"gradient {name}"] = state.grad[0].numpy().T
    return found


def trained(settings: project.Optimizer, size: int) -> dict[str, np.ndarray]:
    """Return the parameters after some updates, each clipped."""
    layers, given = model(TRAINED), tensors(TRAINED)
    parameters = [p for p in layers.parameters() if p.requires_grad]
    if isinstance(settings, project.Adam):
        betas = settings.beta1, settings.beta2
        optimizer: torch.optim.Optimizer = torch.optim.Adam(
            parameters, RATE, betas, settings.epsilon
        )
    else:
        momentum = settings.momentum if isinstance(settings, project.Momentum) else 0
        optimizer = torch.optim.SGD(parameters, RATE, momentum=momentum)
    norms = []
    for examples in batches(size):
        optimizer.zero_grad()
        case = TRAINED._replace(batch=examples.stop - examples.start)
        outputs = forward(case, layers, given["inputs"][:, examples], given["h0"], given["c0"])
        loss_of(case, outputs, given["targets"][:, examples]).backward()
        norms.append(nn.utils.clip_grad_norm_(parameters, CLIP).item())
        optimizer.step()
    start = {
        f"start {n}": p.detach().numpy()
        for n, p in model(TRAINED).named_parameters()
        if p.requires_grad
    }
    end = {f"end {n}": p.detach().numpy() for n, p in layers.named_parameters() if p.requires_grad}
    return {**start, **end, "norms": np.array(norms)}


def main() -> None:
    """Write those that are asked for."""
    wanted = tuple(sys.argv[1:]) or ("",)
    for name, case in CASES.items():
        if name.startswith(wanted):
            np.savez(FOLDER / f"{name}.npz", **golden(case))
    for name, settings in OPTIMIZERS.items():
        for regime, size in REGIMES.items():
            if f"trained_{name}_{regime}".startswith(wanted):
                np.savez(FOLDER / f"trained_{name}_{regime}.npz", **trained(settings, size))


if __name__ == "__main__":
    main()
