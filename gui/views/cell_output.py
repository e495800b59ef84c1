"""What the network says at a step, what it should say, and the loss of it."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QCoreApplication

from gui.widgets import numbers

from .symbols import written
from .targets import target_place

if TYPE_CHECKING:
    from gui.widgets.ink import Piece

    from .cell_facts import Spot

translate = QCoreApplication.translate


@dataclass(frozen=True)
class OutputFacts:
    """What the network says at a step, and what it should say.

    Attributes
    ----------
    output, target, term : float
        Output, target and loss; NaN where the step has no target. Where `chance`, the output is a probability: of the
        second of two classes, of more that of the target.
    chance : bool
        Whether the output is a probability.
    counted : bool
        Whether the step has a target.
    loss : str
        Which loss it is.
    delta : float
        Huber's.
    weight : float
        How much the target's class counts.
    said, wanted : str
        Of more than two classes: the likeliest and the target; else empty.
    sure : float
        Probability of the likeliest.
    own : float
        Probability that the unit looked at stands for.
    """

    output: float
    target: float
    term: float
    chance: bool
    counted: bool
    loss: str = "mse"
    delta: float = 1.0
    weight: float = 1.0
    said: str = ""
    wanted: str = ""
    sure: float = math.nan
    own: float = math.nan


def output_facts(at: Spot, t: int | None = None, example: int | None = None) -> OutputFacts:
    """Take output, target and loss of a step."""
    recording, training = at.recording, at.project.training
    t = at.t if t is None else t
    example = at.example if example is None else example
    chance = recording.probabilities is not None
    k = target_place(recording, t, example)
    if k < 0:
        return OutputFacts(math.nan, math.nan, math.nan, chance, False, training.loss)
    outputs = recording.outputs if recording.probabilities is None else recording.probabilities
    rows = outputs.shape[1]
    row = min(at.unit, rows - 1) if at.is_output and not chance else 0
    target = float(recording.targets[k, row, example])
    said, wanted, sure, own = "", "", math.nan, math.nan
    if chance:
        own = float(outputs[k, min(at.unit, rows - 1), example])
        row = rows - 1
        if rows > 2:
            names = recording.dataset.classes
            chances = np.nan_to_num(outputs[k, :, example])
            likeliest = int(chances.argmax())
            said, wanted = written(names, likeliest), written(names, target)
            sure = float(outputs[k, likeliest, example])
            row = min(max(0, int(target)), rows - 1)
    weights = training.class_weights
    weight = weights[int(target)] if chance and 0 <= target < len(weights) else 1.0
    output = float(outputs[k, row, example])
    term = float(recording.terms[k, example])
    if rows > 1 and not chance:  # what is kept is the mean over all numbers of the output
        term = single_loss(training.loss, output - target, training.huber_delta)
    return OutputFacts(
        output, target, term, chance, True, training.loss, training.huber_delta, weight,
        said, wanted, sure, own,
    )  # fmt: skip


def single_loss(loss: str, error: float, delta: float) -> float:
    """Give the loss of one number.

    Parameters
    ----------
    loss : str
        ``mse``, ``mae`` or ``huber``.
    error : float
        Output less target.
    delta : float
        Huber's.

    Returns
    -------
    float
        As the engine's losses compute it.
    """
    if loss == "mse":
        return error * error
    if loss == "mae":
        return abs(error)
    held = min(max(error, -delta), delta)
    return held * (error - held / 2)


def chance_text(share: float) -> str:
    """Write a probability: with more digits where two would say that it is 0 or 1."""
    return numbers.decimal(share) if 0.01 <= share <= 0.99 else numbers.loss(share)


def loss_pieces(said: OutputFacts) -> list[Piece]:
    """Write how the loss of a target comes from output and target, up to the last equals sign.

    Parameters
    ----------
    said : OutputFacts
        Of a step that has a target.

    Returns
    -------
    list of Piece
        Such as ``(0.36 − 0.48)² =``.
    """
    if said.chance:
        inner = chance_text(said.output)
        if not said.said and said.target <= 0.5:
            inner = f"1 − {inner}"
        weight = f"{numbers.setting(said.weight)}·" if said.weight != 1 else ""
        sign = f"{weight}(−ln({inner}))" if weight else f"−ln({inner})"
        return [(f"{sign} = ", "t3")]
    n, b = numbers.decimal, numbers.bracketed
    # 0.94 − 0.94 is not 0 where the loss is not: more decimals tell the two apart
    places = 4 if said.output != said.target and n(said.output) == n(said.target) else 2
    output, target = n(said.output, places), b(said.target, places)
    inside: list[Piece] = [(output, "t2"), (" − ", "t3"), (target, "t2")]
    if said.loss == "mae":
        return [("|", "t3"), *inside, ("| = ", "t3")]
    error = abs(said.output - said.target)
    if said.loss == "huber" and error > said.delta:
        delta = numbers.setting(said.delta)
        return [(f"{delta}·(", "t3"), (n(error), "t2"), (f" − {delta}/2) = ", "t3")]
    half = "/2" if said.loss == "huber" else ""
    return [("(", "t3"), *inside, (")", "t3"), ("2", "t3", "sup"), (f"{half} = ", "t3")]


def output_sentence(said: OutputFacts, z: float) -> str:
    """Say what the network says, and what it should."""
    if not said.counted:
        text = translate("Cell", "Says {output}; this step has no target.")
        value = z if math.isnan(said.output) else said.output
        return text.format(output=numbers.decimal(value))
    if said.said:
        if said.said == said.wanted:
            text = translate("Cell", "Says “{said}” with {share}, and that is right.")
        else:
            text = translate("Cell", "Says “{said}” with {share}, the target is “{wanted}”.")
        return text.format(said=said.said, share=numbers.percent(said.sure), wanted=said.wanted)
    if said.chance:
        text = translate("Cell", "Says {share} for 1, the target is {target}.")
        return text.format(
            share=numbers.percent(said.output), target=numbers.decimal(said.target, 0)
        )
    text = translate("Cell", "Says {output}, the target is {target}.")
    return text.format(output=numbers.decimal(said.output), target=numbers.decimal(said.target))
