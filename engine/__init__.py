"""The engine: everything that runs headless.

What a notebook needs is here, loaded when it is asked for: ``from gatescope.engine import Project, Trainer``.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .course import Course as Course
    from .diagnosis import Diagnosis as Diagnosis
    from .diagnosis import diagnose as diagnose
    from .errors import FileRefusal as FileRefusal
    from .errors import Refusal as Refusal
    from .files import load as load
    from .files import save as save
    from .generation import Generation as Generation
    from .playhead import Playhead as Playhead
    from .project import Project as Project
    from .recording import Recording as Recording
    from .trainer import Diverged as Diverged
    from .trainer import Trainer as Trainer

_ROOMS = {
    "Course": "course",
    "Diagnosis": "diagnosis",
    "diagnose": "diagnosis",
    "FileRefusal": "errors",
    "Refusal": "errors",
    "load": "files",
    "save": "files",
    "Generation": "generation",
    "Playhead": "playhead",
    "Project": "project",
    "Recording": "recording",
    "Diverged": "trainer",
    "Trainer": "trainer",
}
"""Where each public name lives; the settings of a Project are in `engine.project`."""

__all__ = sorted(_ROOMS)


def __getattr__(name: str) -> Any:
    """Load a public name from its module, and NumPy with it, when it is asked for."""
    if name not in _ROOMS:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = globals()[name] = getattr(import_module(f".{_ROOMS[name]}", __name__), name)
    return value


def __dir__() -> list[str]:
    """List the public names."""
    return sorted({*globals(), *__all__})
