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
}
"""Names in the order of the start page, the marked one first, with a line each."""


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
    """Read all examples.

    Returns
    -------
    list of Example
        In the order of the start page.
    """
    return [Example(name, about, read_project(path_of(name))) for name, about in ABOUT.items()]
