"""PyTorch on the work of a benchmark case: its own layers, and an LSTM written by hand so that its gates can be read.

PyTorch is asked for its fastest eager way: Adam fused, foreach or as a loop, recurrent layers with oneDNN and without.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from .. import project
from ..iterations import CLIP, RATE

if TYPE_CHECKING:
    from ..iterations import Case, Iteration

ADAM: dict[str, dict[str, bool]] = {
    "fused": {"fused": True},
    "foreach": {"foreach": True},
    "loop": {"foreach": False},
}
"""Each way to run Adam by its name."""


def available() -> bool:
    """Tell whether PyTorch is installed; it is held to one thread."""
    try:
        import torch
    except ImportError:
        return False
    torch.set_num_threads(1)
    return True


def variants(case: Case) -> dict[str, Iteration]:
    """Return an iteration of each variant by its name.

    Parameters
    ----------
    case : Case
        The work.

    Returns
    -------
    dict of callables
        Such as ``Adam fused, no oneDNN``.
    """
    recurrent = any(not isinstance(layer, project.Dense) for layer in case.layers)
    return {
        f"Adam {name}{'' if onednn else ', no oneDNN'}": _iteration(
            case, _modules(case), ADAM[name], onednn
        )
        for name in ADAM
        for onednn in ((True, False) if recurrent else (True,))
    }


def by_hand(case: Case) -> dict[str, Iteration]:
    """Return an iteration of LSTM cells written by hand in PyTorch, with each way to run Adam; see `variants`."""
    return {
        f"by hand, Adam {name}": _iteration(
            case, _modules(case, hand=True), ADAM[name], onednn=True
        )
        for name in ADAM
    }


def _modules(case: Case, *, hand: bool = False) -> Any:
    """Return the layers of a case and the dense one above them, as a ModuleList."""
    from torch import nn

    kinds: dict[Any, Any] = {project.RNN: nn.RNN, project.LSTM: nn.LSTM, project.GRU: nn.GRU}
    modules: list[Any] = []
    width = case.inputs
    for settings, equal in itertools.groupby(case.layers):
        count, units = len(list(equal)), settings.units
        if type(settings) in kinds and not hand:
            modules.append(kinds[type(settings)](width, units, count))
            width = units
            continue
        for _ in range(count):
            one = [readable_lstm(width, units)] if hand else [nn.Linear(width, units), nn.Tanh()]
            modules += one
            width = units
    return nn.ModuleList([*modules, nn.Linear(width, case.outputs)])


def readable_lstm(inputs: int, units: int) -> Any:
    """Return an LSTM of PyTorch's operations on tensors, step by step, which keeps each gate of each step.

    Parameters
    ----------
    inputs, units : int
        D and H.

    Returns
    -------
    torch.nn.Module
        Called with (T, B, D) gives (T, B, H); then ``gates`` is a list over the steps of i, f, g, o and c (B, H).
    """
    import torch
    from torch import nn

    class ReadableLSTM(nn.Module):  # type: ignore[misc]
        def __init__(self) -> None:
            super().__init__()
            self.of_x = nn.Linear(inputs, 4 * units)
            self.of_h = nn.Linear(units, 4 * units)
            self.gates: list[tuple[Any, ...]] = []

        def forward(self, x: Any) -> Any:
            h = c = x.new_zeros(x.shape[1], units)
            outputs, self.gates = [], []
            for x_t in x:
                z_i, z_f, z_g, z_o = (self.of_x(x_t) + self.of_h(h)).chunk(4, 1)
                i, f, g, o = z_i.sigmoid(), z_f.sigmoid(), z_g.tanh(), z_o.sigmoid()
                c = f * c + i * g
                h = o * c.tanh()
                self.gates.append((i, f, g, o, c))
                outputs.append(h)
            return torch.stack(outputs)

    return ReadableLSTM()


def _iteration(
    case: Case,
    modules: Any,
    adam: dict[str, bool],
    onednn: bool,
) -> Callable[[], None]:
    """Return forward, loss, backward, clip and Adam, on tensors of their own."""
    import torch
    from torch import nn

    parameters = list(modules.parameters())
    optimizer = torch.optim.Adam(parameters, RATE, **adam)
    inputs, targets = (torch.tensor(a.transpose(0, 2, 1).copy()) for a in case.arrays())
    loss_of: Any = nn.functional.mse_loss
    if case.loss == "cross_entropy":
        targets, loss_of = targets[..., 0].long(), nn.functional.cross_entropy
    if case.steps == 1:  # as one would write it without time
        inputs, targets = inputs[0], targets[0]

    def iteration() -> None:
        torch.backends.mkldnn.enabled = onednn
        optimizer.zero_grad()
        a = inputs
        for module in modules:
            a = module(a)
            a = a[0] if isinstance(a, tuple) else a
        loss_of(a, targets).backward()
        nn.utils.clip_grad_norm_(parameters, CLIP)
        optimizer.step()

    return iteration


__all__ = ["available", "by_hand", "readable_lstm", "variants"]
