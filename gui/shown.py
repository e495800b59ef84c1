"""Shown: what the window shows at one moment; the one value that the session's signal carries."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from engine.commands import Found
    from engine.errors import Refusal
    from engine.frame import Frame
    from engine.playhead import Playhead
    from engine.project import Project

SPEEDS = (1.0, 5.0, 1.0, 30.0, None)
"""Steps a second (first two), iterations a second (next two), full speed."""


@dataclass(frozen=True, eq=False)
class Shown:
    """What the window shows at one moment.

    Attributes
    ----------
    frame : Frame
        Latest of the engine.
    project : Project
        What the user has set: kept and shown at once, before the engine has taken it.
    playhead : Playhead or None
        Place over the frame's Recording; None where there is none.
    layer, unit, example : int
        What is looked at, from 0, always within the Recording at hand; example counts within its batch.
    playing : bool
        Whether time runs (at step speeds the playhead moves, the engine rests).
    speed : int
        Index into `SPEEDS`.
    path : Path or None
        File of the project.
    dirty : bool
        Whether there is something to save.
    can_undo, can_redo : bool
        Whether there is something to undo or redo.
    refusal : Refusal or None
        What was refused last; its ``place`` is the address of the control.
    notice : str
        A fault of ours or another message for the bar, already translated; empty if none.
    started : bool
        Whether a project is open (else the start page is shown).
    found : Found or None
        What the last search came to; None once something else was asked for.
    beside : int
        Branch that is compared with the one at hand; -1: none.
    first_branch : int
        Number of the first branch of the project: the window calls it branch 1.
    """

    frame: Frame
    project: Project
    playhead: Playhead | None = None
    layer: int = 0
    unit: int = 0
    example: int = 0
    playing: bool = False
    speed: int = 4
    path: Path | None = None
    dirty: bool = False
    can_undo: bool = False
    can_redo: bool = False
    refusal: Refusal | None = None
    notice: str = ""
    started: bool = False
    found: Found | None = None
    beside: int = -1
    first_branch: int = 0
