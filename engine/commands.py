"""Command: a request of the user to the engine; and the rare Event that comes back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from .errors import Refusal
    from .probes import Probe
    from .project import Project


@dataclass(frozen=True)
class Command:
    """A request to the Runner."""


@dataclass(frozen=True)
class Play(Command):
    """Run iterations.

    Parameters
    ----------
    rate : float or None
        Iterations a second; None is full speed.
    until : str
        Condition at which time stops by itself (see `condition`); empty: none.
    """

    rate: float | None = None
    until: str = ""


@dataclass(frozen=True)
class Pause(Command):
    """Stop time; the iteration at hand is recorded."""


@dataclass(frozen=True)
class Step(Command):
    """Go on, or back, by iterations or epochs, and record the one where it stops."""

    iterations: int = 0
    epochs: int = 0


@dataclass(frozen=True)
class Seek(Command):
    """Go to an iteration of the branch, by checkpoint and replay, or by training on."""

    iteration: int


@dataclass(frozen=True)
class Edit(Command):
    """Take a new Project: live where it can, else start anew in a new branch.

    Parameters
    ----------
    project : Project
        As the user has set it.
    branch : int
        Name of the new branch, if one is needed.
    again : bool
        Whether it comes into force before the iteration at hand, which is then run once more.
    """

    project: Project
    branch: int
    again: bool = False


@dataclass(frozen=True)
class Restart(Command):
    """Begin anew at iteration 0 on a new branch, whatever changed: the same Project gives the same numbers."""

    project: Project
    branch: int


@dataclass(frozen=True)
class Search(Command):
    """Go to the first iteration of the branch at which a condition holds."""

    condition: str


@dataclass(frozen=True)
class Rename(Command):
    """Name a branch."""

    branch: int
    name: str


@dataclass(frozen=True)
class Remove(Command):
    """Forget a branch that training does not stand on."""

    branch: int


@dataclass(frozen=True)
class Restore(Command):
    """Take back a branch that was removed."""

    branch: int


@dataclass(frozen=True)
class Bookmark(Command):
    """Name an iteration of a branch, or take its name away.

    Parameters
    ----------
    branch, iteration : int
        The place.
    name : str
        What the user calls it; empty: it is no bookmark any more.
    """

    branch: int
    iteration: int
    name: str


@dataclass(frozen=True)
class Generate(Command):
    """Let the network go on by itself; what comes of it is the Recording at hand until another step is taken.

    Parameters
    ----------
    prime : str
        Characters that it goes on from; of a series it is the example looked at.
    steps : int
        How many outputs are fed back.
    temperature : float
        Of symbols: above 1 bolder, below 1 surer.
    top_k : int
        Of symbols: only so many of the likeliest are drawn from; 0: all.
    seed : int
        Of what is drawn.
    """

    prime: str = ""
    steps: int = 60
    temperature: float = 1.0
    top_k: int = 0
    seed: int = 0


@dataclass(frozen=True)
class Return(Command):
    """Go back to a branch and iteration that an undo or redo names."""

    project: Project
    branch: int
    iteration: int


@dataclass(frozen=True)
class Open(Command):
    """Take a Project: from a file with its state, or an example or a new one as it is.

    Parameters
    ----------
    source : Path or Project
        Where it comes from.
    branch : int
        Name of its branch.
    """

    source: Path | Project
    branch: int


@dataclass(frozen=True)
class Save(Command):
    """Write the project with its state to a file."""

    path: Path
    project: Project


@dataclass(frozen=True)
class Allow(Command):
    """Set how many bytes the checkpoints of a branch may take."""

    budget: int


@dataclass(frozen=True)
class Watch(Command):
    """What the visible views need while time runs.

    Parameters
    ----------
    example : int
        The validation example that is followed.
    trace : bool
        Whether a view shows its Recording.
    rate : float
        Frames a second that the window takes.
    beside : int
        Branch whose Recording of the same iteration is wanted too, when time is stopped; -1: none.
    probes : tuple of Probe
        What the visible views want to know beside the Recording.
    """

    example: int = 0
    trace: bool = True
    rate: float = 30.0
    beside: int = -1
    probes: tuple[Probe, ...] = ()


@dataclass(frozen=True)
class Stop(Command):
    """End the engine thread."""


@dataclass(frozen=True)
class Saved:
    """A file was written: `project` is what stands in it."""

    path: Path
    project: Project


@dataclass(frozen=True)
class Refused:
    """A request was refused; nothing changed."""

    refusal: Refusal
    command: Command


@dataclass(frozen=True)
class Found:
    """What a `Search` came to: the iteration, or None where the condition holds nowhere."""

    condition: str
    iteration: int | None


@dataclass(frozen=True)
class Failed:
    """A fault of ours in the engine thread, with its traceback as text."""

    report: str


Event = Saved | Refused | Found | Failed
