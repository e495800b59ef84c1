"""Examples: the projects that are shipped."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from .files import read_project

if TYPE_CHECKING:
    from .project import Project

FOLDER = Path(__file__).resolve().parent.parent / "resources" / "examples"

ABOUT = {
    "hold-lstm": "an LSTM holds a value until the next store: its gates visibly open and close",
    "sunspots-lstm": "an LSTM says next year's sunspots from 22 years; better than “same as last year”",
    "flag-lstm": "an LSTM with forget-gate bias 6 remembers a bit over 40 steps",
    "flag-rnn": "the same task: this RNN stays at chance",
    "sine-mlp": "a network without time learns a sine wave from noisy points",
    "xor-mlp": "four hidden units bend the plane for exclusive or",
    "blobs-neuron": "one neuron draws a straight border between two clouds",
    "moons-mlp": "eight hidden units bend the border around two moons",
    "circles-mlp": "eight hidden units close the border around the inner circle",
    "spiral-mlp": "two layers of 24 units follow two spirals",
    "waves-lstm": "an LSTM goes on with two waves of which neither period is told",
    "eight-rnn": "an RNN runs along a lying eight: only its memory tells where the crossing leads",
    "echo-rnn": "an RNN says the bit of five steps before",
    "adding-gru": "a GRU adds two marked values of thirty",
    "parity-rnn": "an RNN says whether the two bits before differ, exclusive or in time",
    "copy-gru": "a GRU says three letters again after a pause",
    "abab-rnn": "an RNN says what follows the a of abaB: b or B, in turn",
    "brackets-lstm": "an LSTM counts open parentheses",
    "reber-lstm": "an LSTM learns a grammar of seven letters",
    "reber-embedded": "an LSTM keeps the second letter of a word until its last but one",
}
"""Names with a line each; first those of the start page in its order, the marked one first."""
FRONT = 6
"""Examples on the start page."""


@dataclass(frozen=True)
class Example:
    """A shipped project: its name, a line about it, the project."""

    name: str
    about: str
    project: Project


def path_of(name: str) -> Path:
    """Give the file of an example.

    Parameters
    ----------
    name : str
        Such as ``hold-lstm``.

    Returns
    -------
    Path
        Its file.
    """
    return FOLDER / f"{name}.json"


def examples() -> list[Example]:
    """Read the examples of the start page.

    Returns
    -------
    list of Example
        In its order.
    """
    front = list(ABOUT.items())[:FRONT]
    return [Example(name, about, read_project(path_of(name))) for name, about in front]
