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
    EXTRAS,
    FOLDER,
    LOSSES,
    OPTIMIZERS,
    RATE,
    REGIMES,
    SCHEDULES,
    TRAINED,
    Case,
    batches,
)

ACTIVATIONS = {
    "sigmoid": torch.sigmoid,
    "tanh": torch.tanh,
    "relu": torch.relu,
    "leaky_relu": nn.LeakyReLU(),
    "elu": nn.ELU(),
    "gelu": nn.GELU(),
    "softplus": nn.Softplus(),
    "softmax": nn.Softmax(dim=-1),
}


def module(settings: project.Layer, width: int) -> nn.Module:
    """Return PyTorch's layer of these settings."""
    both = {"bidirectional": getattr(settings, "bidirectional", False)}
    match settings:
        case project.LSTM():
            return nn.LSTM(width, settings.units, **both)
        case project.RNN():
            return nn.RNN(width, settings.units, nonlinearity=settings.activation, **both)
        case project.GRU():
            return nn.GRU(width, settings.units, **both)
        case project.Embedding():
            return nn.Embedding(width, settings.units)
        case project.BatchNorm():
            return nn.BatchNorm1d(width, settings.epsilon, settings.momentum)
        case project.LayerNorm():
            return nn.LayerNorm(width, settings.epsilon)
        case project.Dropout():
            return nn.Dropout(settings.rate)
    return nn.Linear(width, settings.units)


def model(case: Case) -> nn.ModuleList:
    """Return the layers with weights drawn by PyTorch; of two biases the second is 0, and fixed, but for a GRU's n."""
    torch.manual_seed(3)
    layers: list[nn.Module] = []
    width = case.inputs
    for settings in (*case.layers, project.Dense(units=case.outputs, activation="identity")):
        both = getattr(settings, "bidirectional", False)
        layer = module(settings, width)
        layers.append(layer.double())
        width = getattr(settings, "units", width) * (1 + both)
        for name, parameter in layer.named_parameters():
            if name.startswith("bias_hh_l0") and not isinstance(layer, nn.GRU):
                nn.init.zeros_(parameter)
                parameter.requires_grad_(False)
                continue
            nn.init.uniform_(parameter, -0.8, 0.8)
            if name.startswith("bias_hh_l0"):
                parameter.data[: 2 * settings.units] = 0
        for name, statistics in layer.named_buffers() if case.evaluating else ():
            if name.startswith("running"):
                nn.init.uniform_(statistics, 0.3, 2)
    return nn.ModuleList(layers).train(not case.evaluating)


def batch_norm(case: Case, layer: nn.BatchNorm1d, a: torch.Tensor) -> torch.Tensor:
    """Normalize (T, B, C) over examples and steps, of which only those within the lengths count."""
    if case.lengths is None or len(a) == 1:
        return layer(a.permute(1, 2, 0)).permute(2, 0, 1)
    counted = torch.arange(len(a))[:, None] < torch.tensor(case.lengths)
    y = torch.zeros_like(a)
    y[counted] = layer(a[counted])
    return y


def dropped(case: Case, k: int, layer: nn.Dropout, a: torch.Tensor) -> torch.Tensor:
    """Drop by the mask of the case."""
    if case.evaluating:
        return layer(a)
    steps, batch, units = a.shape
    return a * torch.tensor(case.mask(k, (steps, units, batch)).transpose(0, 2, 1))


def forward(
    case: Case, layers: nn.ModuleList, inputs: torch.Tensor, h0: torch.Tensor, c0: torch.Tensor
):
    """Return the outputs (T', B, M); beyond an example's length they are 0."""
    a = inputs
    batch = a.shape[1]
    lengths = torch.tensor(case.lengths or [case.steps] * batch)
    recurrent = [k for k, layer in enumerate(layers) if isinstance(layer, nn.RNNBase)]
    through = len(layers) if case.every_step else recurrent[-1] + 1 if recurrent else 0
    for k, layer in enumerate(layers):
        if k == through:
            last, below = a[lengths - 1, torch.arange(batch)], layers[k - 1] if k else None
            if getattr(below, "bidirectional", False):  # the last state of each direction
                last = torch.cat([last[:, : below.hidden_size], a[0, :, below.hidden_size :]], 1)
            a = last[None]
        if isinstance(layer, nn.Linear):
            a = layer(a)
            name = case.layers[k].activation if k < len(case.layers) else "identity"
            a = ACTIVATIONS.get(name, lambda z: z)(a)
        elif isinstance(layer, nn.Embedding):
            a = layer(a[:, :, 0].long())
        elif isinstance(layer, nn.BatchNorm1d):
            a = batch_norm(case, layer, a)
        elif isinstance(layer, nn.LayerNorm):
            a = layer(a)
        elif isinstance(layer, nn.Dropout):
            a = dropped(case, k, layer, a)
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
    if case.loss == "mae":
        return nn.functional.l1_loss(y, t)
    if case.loss == "huber":
        return nn.functional.huber_loss(y, t, delta=case.delta)
    weights = torch.tensor(case.weights, dtype=y.dtype) if case.weights else None
    if case.loss == "cross_entropy":
        return nn.functional.cross_entropy(y, t[:, 0].long(), weights)
    weight = torch.ones_like(t) if weights is None else weights[t.long()]
    each = nn.functional.binary_cross_entropy_with_logits(y, t, weight, reduction="none")
    return each.sum() / weight.sum()


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
            if ".bias_hh_l0" in name:  # of a GRU: only n's third is a parameter of ours
                found[f"gradient {name}"][: len(parameter) // 3 * 2] = 0
    for name, state in (("h0", h0), ("c0", c0)):
        if state.grad is not None:
            found[f"gradient {name}"] = state.grad[0].numpy().T
    return found | statistics(case)


def statistics(case: Case) -> dict[str, np.ndarray]:
    """Return the running statistics that a case starts from, and those after three batches."""
    layers, given = model(case), tensors(case)
    start = {f"buffer {n}": b.clone().numpy() for n, b in layers.named_buffers() if b.ndim}
    for k in range(3 if start else 0):
        forward(case, layers, given["inputs"] * (1 + k), given["h0"], given["c0"])
    end = {f"settled {n}": b.numpy() for n, b in layers.named_buffers() if b.ndim}
    return start | end


def torchs(
    settings: project.Optimizer, parameters: list[nn.Parameter], l2: float
) -> torch.optim.Optimizer:
    """Return PyTorch's optimizer of some settings."""
    given = {"lr": RATE, "weight_decay": l2}
    if isinstance(settings, project.Momentum | project.Nesterov):
        nesterov = isinstance(settings, project.Nesterov)
        return torch.optim.SGD(parameters, momentum=settings.momentum, nesterov=nesterov, **given)
    if isinstance(settings, project.AdaGrad):
        return torch.optim.Adagrad(parameters, eps=settings.epsilon, **given)
    if isinstance(settings, project.RMSprop):
        given["alpha"] = settings.decay
        return torch.optim.RMSprop(parameters, eps=settings.epsilon, **given)
    if isinstance(settings, project.Adam | project.AdamW):
        given |= {"betas": (settings.beta1, settings.beta2), "eps": settings.epsilon}
        if isinstance(settings, project.Adam):
            return torch.optim.Adam(parameters, **given)
        return torch.optim.AdamW(parameters, **given | {"weight_decay": settings.weight_decay})
    return torch.optim.SGD(parameters, **given)


def scheduler(schedule: project.Schedule, optimizer: torch.optim.Optimizer):
    """Return PyTorch's scheduler of some settings."""
    name = torch.optim.lr_scheduler
    if isinstance(schedule, project.StepDecay):
        return name.StepLR(optimizer, schedule.every, schedule.factor)
    if isinstance(schedule, project.Exponential):
        return name.ExponentialLR(optimizer, schedule.factor)
    if isinstance(schedule, project.Cosine):
        return name.CosineAnnealingLR(optimizer, schedule.over, RATE * schedule.lowest)
    if isinstance(schedule, project.Warmup):
        return name.LinearLR(optimizer, schedule.first, total_iters=schedule.over)
    if isinstance(schedule, project.Plateau):
        return name.ReduceLROnPlateau(optimizer, factor=schedule.factor, patience=schedule.patience)
    return name.ConstantLR(optimizer, 1.0)


def trained(
    settings: project.Optimizer,
    size: int,
    schedule: project.Schedule | None = None,
    l1: float = 0.0,
    l2: float = 0.0,
    value: float = 0.0,
) -> dict[str, np.ndarray]:
    """Return the parameters after some updates, each clipped."""
    layers, given = model(TRAINED), tensors(TRAINED)
    parameters = [p for p in layers.parameters() if p.requires_grad]
    optimizer = torchs(settings, parameters, l2)
    rates = scheduler(schedule or project.Constant(), optimizer)
    norms, used = [], []
    for k, examples in enumerate(batches(size)):
        optimizer.zero_grad()
        case = TRAINED._replace(batch=examples.stop - examples.start)
        outputs = forward(case, layers, given["inputs"][:, examples], given["h0"], given["c0"])
        loss_of(case, outputs, given["targets"][:, examples]).backward()
        norms.append(nn.utils.clip_grad_norm_(parameters, CLIP).item())
        if value:
            nn.utils.clip_grad_value_(parameters, value)
        for p in parameters:
            p.grad += l1 * p.detach().sign()
            if isinstance(settings, project.AdamW):  # its own weight decay is another one
                p.grad += l2 * p.detach()
        used.append(optimizer.param_groups[0]["lr"])
        optimizer.step()
        if isinstance(schedule, project.Plateau):
            rates.step(LOSSES[k])
        elif not isinstance(schedule, project.Cosine) or k < schedule.over:  # PyTorch's turns back
            rates.step()
    start = {
        f"start {n}": p.detach().numpy()
        for n, p in model(TRAINED).named_parameters()
        if p.requires_grad
    }
    end = {f"end {n}": p.detach().numpy() for n, p in layers.named_parameters() if p.requires_grad}
    return {**start, **end, "norms": np.array(norms), "rates": np.array(used)}


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
        for extra, amount in EXTRAS.items():
            if f"trained_{name}_{extra}".startswith(wanted):
                found = trained(settings, REGIMES["mini"], **{extra: amount})
                np.savez(FOLDER / f"trained_{name}_{extra}.npz", **found)
    for name, schedule in SCHEDULES.items():
        if f"scheduled_{name}".startswith(wanted):
            found = trained(project.SGD(), REGIMES["mini"], schedule)
            np.savez(FOLDER / f"scheduled_{name}.npz", **found)


if __name__ == "__main__":
    main()
